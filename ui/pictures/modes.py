"""The kinds of pixel a file may hold, and how each becomes grey or red, green and blue."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PIL import Image

SIXTEEN_BITS = {"I;16", "I;16L", "I;16B", "I;16N"}
_ALPHA = {"LA", "La", "PA", "RGBA", "RGBa"}
_GREY = {"1", "L", "LA", "La"} | SIXTEEN_BITS
READABLE = _GREY | _ALPHA | {"P", "RGB", "RGBX", "CMYK", "YCbCr"}

# A picture looks dark if its largest value is below this: an eighth of 8 bits, or half of 16, which
# are hardly used by halves but for a camera's 10, 12 or 14.
_DARK_8, _DARK_16 = 32, 1 << 15

_INTO_COLOURS = "turned into red, green and blue"
_NOTES = {
    "1": "1 bit a pixel: 0 and 1 became 0 and 255",
    "P": f"palette {_INTO_COLOURS}",
    "PA": f"palette {_INTO_COLOURS}",
    "CMYK": f"inks (CMYK) {_INTO_COLOURS}",
    "YCbCr": f"brightness and two colours (YCbCr) {_INTO_COLOURS}",
}

_ALPHA_LINES = """
picture = picture.convert("RGBA")
paper = Image.new("RGBA", picture.size, "{paper}")
picture = Image.alpha_composite(paper, picture).convert("{mode}")
""".strip()
_SIXTEEN_LINES = """
values = {formula}
picture = Image.fromarray(values.astype(np.uint8))
""".strip()


@dataclass(frozen=True)
class Treatment:
    """How a picture is made of a file where there is a choice."""

    paper: str = "white"  # under what is see-through
    largest: int = 0  # the value that becomes 255; 0: the largest that its kind can hold


def flat_mode(image: Image.Image) -> str:
    """Return the mode a picture is shown in: "L" for every kind of grey, else "RGB"."""
    return "L" if image.mode in _GREY else "RGB"


def flatten(image: Image.Image, how: Treatment) -> tuple[Image.Image, bool]:
    """Return the picture in its flat mode over paper, and whether any of it was see-through."""
    if image.mode in SIXTEEN_BITS:
        values = np.asarray(image).astype(np.uint32)
        if how.largest:
            values = np.minimum(values * 255 + how.largest // 2, 255 * how.largest) // how.largest
        else:
            values = (values + 128) // 257
        return Image.fromarray(values.astype(np.uint8)), False
    mode = flat_mode(image)
    if not _has_alpha(image):
        return image.convert(mode), False
    image = image.convert("RGBA")
    see_through = bool(np.asarray(image.getchannel("A")).min() < 255)
    paper = Image.new("RGBA", image.size, how.paper)
    return Image.alpha_composite(paper, image).convert(mode), see_through


def flatten_lines(image: Image.Image, how: Treatment) -> list[str]:
    """Return the lines of code that do the same to `picture`."""
    mode = flat_mode(image)
    if image.mode in SIXTEEN_BITS:
        formula = "(np.asarray(picture).astype(np.uint32) + 128) // 257"
        if how.largest:
            most = how.largest
            formula = f"(np.asarray(picture).astype(np.uint32) * 255 + {most // 2}) // {most}"
        return [_SIXTEEN_LINES.format(formula=formula)]
    if _has_alpha(image):
        return [_ALPHA_LINES.format(mode=mode, paper=how.paper)]
    return [] if image.mode == mode else [f'picture = picture.convert("{mode}")']


def flatten_notes(image: Image.Image, how: Treatment, *, see_through: bool) -> list[str]:
    """Say what flattening does to the values; nothing where they stay as they are."""
    notes = [_NOTES[image.mode]] if image.mode in _NOTES else []
    if image.mode in SIXTEEN_BITS:
        by = f"{how.largest} became 255" if how.largest else "divided by 257 and rounded"
        notes.append(f"16 bits a pixel brought to 8: {by}")
    return [*notes, f"see-through parts laid over {how.paper}"] if see_through else notes


def stretched(flat: Image.Image, largest: int) -> Image.Image:
    """Return a flat picture with that value made 255, and all others in proportion."""
    return flat.point(_stretching(largest) * len(flat.getbands()))


def stretch_line(flat_mode: str, largest: int) -> str:
    """Return the line of code that does the same to `picture`."""
    times = " * 3" if flat_mode == "RGB" else ""
    table = f"[min(255, (v * 255 + {largest // 2}) // {largest}) for v in range(256)]"
    return f"picture = picture.point({table}{times})"


def _stretching(largest: int) -> list[int]:
    return [min(255, (value * 255 + largest // 2) // largest) for value in range(256)]


def is_dark(mode: str, lowest: int, largest: int) -> bool:
    """Tell whether the values of a file use so little of their range that it looks dark."""
    return lowest < largest < (_DARK_16 if mode in SIXTEEN_BITS else _DARK_8)


def largest_of(mode: str) -> int:
    """Return the largest value that a pixel can have."""
    return 65535 if mode in SIXTEEN_BITS else 255


def odd_mode(mode: str) -> str:
    """Name, for a reader, the kind of pixels that is not among the readable."""
    names = {"F": "numbers with a fraction", "I": "numbers of 32 bits"}
    return names.get(mode, f"{mode} values")


def _has_alpha(image: Image.Image) -> bool:
    return image.mode in _ALPHA or "transparency" in image.info
