"""Pixels the reader changed by hand, of any number of planes, as they stand in the link.

An edit is row,column and the pixel's new numbers, one a plane: 3,5,200,0,200;... A single number
is a grey: it goes into every plane.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from ui.lessons.pixels.words import views as say
from ui.link.pixel_edits import MOST, changed_by_hand, nearest_edits, nearest_pixel
from ui.link.settings import Text
from ui.pictures import Picture

FORM = "row,column,value or row,column,red,green,blue"

Colour = tuple[int, ...]
PixelEdits = Mapping[tuple[int, int], Colour]


def read_pixel_edits(text: str) -> PixelEdits:
    """Read edits from text; errors name the part that is none.

    >>> read_pixel_edits("0,1,255;2,2,200,0,200")
    {(0, 1): (255,), (2, 2): (200, 0, 200)}
    """
    edits: dict[tuple[int, int], Colour] = {}
    for part in filter(None, text.split(";")):
        try:
            row, column, *colour = (int(number) for number in part.split(","))
        except ValueError:
            raise ValueError(f"“{part[:24]}” is not {FORM}") from None
        if len(colour) not in (1, 3):
            raise ValueError(f"“{part[:24]}” is not {FORM}")
        if min(row, column) < 0 or not all(0 <= one <= 255 for one in colour):
            raise ValueError(say.NEEDS_A_ROW_AND_COLUMN_FROM.format(part=part[:24]))
        edits[row, column] = tuple(colour)
    if len(edits) > MOST:
        raise ValueError(say.CHANGES_PIXELS_AND_IS_THE_MOST.format(count=len(edits), most=MOST))
    return dict(sorted(edits.items()))


def write_pixel_edits(edits: PixelEdits) -> str:
    """Write edits as `read_pixel_edits` reads them."""
    parts = ((*place, *colour) for place, colour in sorted(edits.items()))
    return ";".join(",".join(map(str, part)) for part in parts)


EDITS = Text[PixelEdits](
    "edits",
    {},
    read_pixel_edits,
    write_pixel_edits,
    partial(nearest_edits, read=read_pixel_edits),
)


def with_pixels(picture: Picture, edits: PixelEdits) -> Picture:
    """Return the picture (C, H, W) with these pixels changed; what does not fit it is left out."""
    planes, rows, columns = picture.pixels.shape
    fitting = {
        (r, c): colour
        for (r, c), colour in edits.items()
        if r < rows and c < columns and len(colour) in (1, planes)
    }
    if not fitting:
        return picture
    pixels = picture.pixels.copy()
    for (row, column), colour in fitting.items():
        pixels[:, row, column] = colour
    lines = [
        f"image[:, {row}, {column}] = {list(colour) if len(colour) > 1 else colour[0]}"
        for (row, column), colour in fitting.items()
    ]
    return changed_by_hand(picture, pixels, lines)


def with_number(pixels: Colour, plane: int, text: str, scale: int) -> tuple[Colour, str]:
    """Return the numbers of a pixel with the one typed for this plane, and what to say of it.

    `scale` is what the reader sees for white: with 1, what is typed counts 255 times.
    """
    if not 0 <= plane < len(pixels):
        raise ValueError(say.PICTURE_HAS_NO_PLANE.format(plane=plane))
    value, said = nearest_pixel(text, scale)
    return (*pixels[:plane], value, *pixels[plane + 1 :]), said
