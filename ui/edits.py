"""Pixels the reader changed by hand, as they stand in the link: row,column,value;..."""

from __future__ import annotations

from dataclasses import replace

from ui.pictures import Picture

MOST = 100  # edits a link holds

Edits = dict[tuple[int, int], int]


def read_edits(text: str) -> Edits:
    """Read edits from text; errors name the part that is none.

    >>> read_edits("0,1,255;2,2,7")
    {(0, 1): 255, (2, 2): 7}
    """
    edits: Edits = {}
    for part in filter(None, text.split(";")):
        try:
            row, column, value = (int(number) for number in part.split(","))
        except ValueError:
            raise ValueError(f"“{part[:20]}” is not row,column,value") from None
        if min(row, column) < 0 or not 0 <= value <= 255:
            raise ValueError(f"“{part[:20]}” needs a row and column from 0 and a value 0 to 255")
        edits[row, column] = value
    if len(edits) > MOST:
        raise ValueError(f"it changes {len(edits)} pixels, and {MOST} is the most")
    return edits


def write_edits(edits: Edits) -> str:
    """Write edits as `read_edits` reads them."""
    return ";".join(f"{row},{column},{value}" for (row, column), value in sorted(edits.items()))


def lasting(picture: Picture, edits: Edits) -> Edits:
    """Leave out the edits that give a pixel the value it has anyway."""
    _, rows, columns = picture.pixels.shape
    return {
        (row, column): value
        for (row, column), value in edits.items()
        if row >= rows or column >= columns or picture.pixels[0, row, column] != value
    }


def edited(picture: Picture, edits: Edits) -> Picture:
    """Return the picture (one channel) with these pixels changed; those outside it are left out."""
    _, rows, columns = picture.pixels.shape
    inside = {(r, c): v for (r, c), v in edits.items() if r < rows and c < columns}
    if not inside:
        return picture
    pixels = picture.pixels.copy()
    for (row, column), value in inside.items():
        pixels[0, row, column] = value
    lines = [f"image[0, {row}, {column}] = {value}" for (row, column), value in inside.items()]
    count = f"{len(inside)} pixels" if len(inside) > 1 else "1 pixel"
    return replace(
        picture,
        pixels=pixels,
        notes=(*picture.notes, f"{count} changed by hand"),
        code="\n".join([picture.code, *lines]),
    )
