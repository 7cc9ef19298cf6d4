"""A picture's colour profile, and how its colours become those of sRGB, which screens expect."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageCms, features

# A profile with tables for printing has 0.5 to 3 MB.
MOST_BYTES = 4_000_000
# Colours that a profile changes by no more than this, of 255, are sRGB's already.
UNSEEN = 3
_MODES = {"RGB": "RGB", "GRAY": "L", "CMYK": "CMYK"}  # space of the profile -> mode of the pixels
_ERRORS = (ImageCms.PyCMSError, OSError, ValueError, TypeError, AttributeError, UnicodeError)


@dataclass(frozen=True)
class Profile:
    """What a file's colour profile does to its pixels, and what to say of it."""

    note: str
    mode: str = ""  # the mode that it takes: "RGB", "L" or "CMYK"; "": it does nothing
    transform: ImageCms.ImageCmsTransform | None = None

    def applied(self, image: Image.Image) -> Image.Image:
        """Return a picture of the profile's mode in sRGB: grey stays grey."""
        if self.transform is None:
            return image
        made = self.transform.apply(image)
        return made.convert("L") if self.mode == "L" else made

    def lines(self) -> list[str]:
        """Return the lines of code that do the same to `picture`, `file` being open."""
        if self.transform is None:
            return []
        grey = '.convert("L")' if self.mode == "L" else ""
        return [
            'profile = ImageCms.ImageCmsProfile(BytesIO(file.info["icc_profile"]))',
            'srgb = ImageCms.createProfile("sRGB")',
            'transform = ImageCms.buildTransform(profile, srgb, picture.mode, "RGB")',
            f"picture = transform.apply(picture){grey}",
        ]


def profile_of(image: Image.Image, mode: str) -> Profile | None:
    """Return what the profile of a file does to its pixels, which come to it in this mode.

    None where there is none, or where it changes nothing that can be seen, as sRGB's.
    """
    data = image.info.get("icc_profile")
    if not data:
        return None
    ignored = "its colour profile could not be read and was ignored"
    if not isinstance(data, bytes) or len(data) > MOST_BYTES:
        return Profile(ignored)
    if not features.check_module("littlecms2"):
        return Profile("its colour profile was ignored: colours may look a little different")
    try:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(data))
        name = _printable(ImageCms.getProfileDescription(profile))
        space = str(profile.profile.xcolor_space).strip()
        if _MODES.get(space) != mode:
            return Profile(
                f"its colour profile{name} is for other pixels ({space}) and was ignored"
            )
        transform = ImageCms.buildTransform(profile, ImageCms.createProfile("sRGB"), mode, "RGB")
        if mode != "CMYK" and _changes(transform, mode) <= UNSEEN:
            return None
    except _ERRORS:
        return Profile(ignored)
    return Profile(f"colours of its profile{name} turned into those of sRGB", mode, transform)


def _printable(name: str) -> str:
    plain = re.sub(r"[^\w .()+-]", " ", name).strip()[:40]
    return f" “{plain}”" if plain else ""


def _changes(transform: ImageCms.ImageCmsTransform, mode: str) -> int:
    """Return by how much a transform changes any of some colours all over the range."""
    if mode == "L":
        before = np.arange(256, dtype=np.uint8)[None]
        after = np.asarray(transform.apply(Image.fromarray(before)).convert("L"))
    else:
        steps = np.linspace(0, 255, 9).astype(np.uint8)
        before = np.stack(np.meshgrid(steps, steps, steps), axis=-1).reshape(1, -1, 3)
        after = np.asarray(transform.apply(Image.fromarray(before)))
    return int(np.abs(after.astype(int) - before).max())
