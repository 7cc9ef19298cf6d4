"""The kinds of pixel a file may hold, and how each becomes grey or red, green and blue."""

from __future__ import annotations

import numpy as np
from PIL import Image

SIXTEEN_BITS = {"I;16", "I;16L", "I;16B", "I;16N"}
_ALPHA = {"LA", "La", "PA", "RGBA", "RGBa"}
_GREY = {"1", "L", "LA", "La"} | SIXTEEN_BITS
READABLE = _GREY | _ALPHA | {"P", "RGB", "RGBX", "CMYK", "YCbCr"}

_INTO_COLOURS = "turned into red, green and blue"
_NOTES = {
    "1": "1 bit a pixel: 0 and 1 became 0 and 255",
    "P": f"palette {_INTO_COLOURS}",
    "PA": f"palette {_INTO_COLOURS}",
    "CMYK": f"inks (CMYK) {_INTO_COLOURS}",
    "YCbCr": f"brightness and two colours (YCbCr) {_INTO_COLOURS}",
} | dict.fromkeys(SIXTEEN_BITS, "16 bits a pixel brought to 8: divided by 257 and rounded")

_ALPHA_LINES = """
picture = picture.convert("RGBA")
white = Image.new("RGBA", picture.size, "white")
picture = Image.alpha_composite(white, picture).convert("{mode}")
""".strip()
_SIXTEEN_LINES = """
values = (np.asarray(picture).astype(np.uint32) + 128) // 257
picture = Image.fromarray(values.astype(np.uint8))
""".strip()


def flat_mode(image: Image.Image) -> str:
    """Return the mode a picture is shown in: "L" for every kind of grey, else "RGB"."""
    return "L" if image.mode in _GREY else "RGB"


def flatten(image: Image.Image) -> tuple[Image.Image, bool]:
    """Return the picture in its flat mode over white, and whether any of it was see-through."""
    if image.mode in SIXTEEN_BITS:
        values = (np.asarray(image).astype(np.uint32) + 128) // 257
        return Image.fromarray(values.astype(np.uint8)), False
    mode = flat_mode(image)
    if not _has_alpha(image):
        return image.convert(mode), False
    image = image.convert("RGBA")
    see_through = bool(np.asarray(image.getchannel("A")).min() < 255)
    white = Image.new("RGBA", image.size, "white")
    return Image.alpha_composite(white, image).convert(mode), see_through


def flatten_lines(image: Image.Image) -> list[str]:
    """Return the lines of code that do the same to `picture`."""
    mode = flat_mode(image)
    if image.mode in SIXTEEN_BITS:
        return [_SIXTEEN_LINES]
    if _has_alpha(image):
        return [_ALPHA_LINES.format(mode=mode)]
    return [] if image.mode == mode else [f'picture = picture.convert("{mode}")']


def flatten_notes(image: Image.Image, *, see_through: bool) -> list[str]:
    """Say what flattening does to the values; nothing where they stay as they are."""
    notes = [_NOTES[image.mode]] if image.mode in _NOTES else []
    return [*notes, "see-through parts laid over white"] if see_through else notes


def odd_mode(mode: str) -> str:
    """Name, for a reader, the kind of pixels that is not among the readable."""
    names = {"F": "numbers with a fraction", "I": "numbers of 32 bits"}
    return names.get(mode, f"{mode} values")


def _has_alpha(image: Image.Image) -> bool:
    return image.mode in _ALPHA or "transparency" in image.info
