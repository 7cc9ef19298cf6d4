"""Pixels the reader changed by hand, as they stand in the link: row,column,value;..."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any, TypeVar
from zlib import crc32

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from ui.link.convolution import own_picture
from ui.link.settings import Text
from ui.link.view import View
from ui.link.vocabulary import IMAGE, OWN
from ui.pictures import Picture
from ui.session.keys import page_key

MOST = 100  # edits a link holds

Edits = Mapping[tuple[int, int], int]
Place = TypeVar("Place", bound=tuple[int, int])
Value = TypeVar("Value")


def nearest_pixel(text: str, scale: int = 255) -> tuple[int, str]:
    """Return the pixel nearest to what was typed, 0..255, and what to say of it, "" for nothing.

    `scale` is what the reader sees for white: with 1, what is typed counts 255 times. Errors: no
    number.

    >>> nearest_pixel("300")
    (255, 'A pixel is a whole number from 0 to 255: 300 became 255.')
    """
    try:
        wanted = float(text) * 255 / scale
        value = min(max(round(wanted), 0), 255)
    except (ValueError, OverflowError):
        raise ValueError(f"“{text[:20]}” is not a number: a pixel is 0 to {scale}") from None
    if abs(wanted - value) < 0.05:  # a number as it is printed is no less than the pixel itself
        return value, ""
    typed = text.strip()[:20].replace("-", "−")
    if scale != 255:
        return value, f"A pixel is 0 to {scale} in steps of 1/255: {typed} became {value}/255."
    return value, f"A pixel is a whole number from 0 to 255: {typed} became {value}."


def read_edits(text: str) -> Edits:
    """Read edits from text; errors name the part that is none.

    >>> read_edits("0,1,255;2,2,7")
    {(0, 1): 255, (2, 2): 7}
    """
    edits: dict[tuple[int, int], int] = {}
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
    return dict(sorted(edits.items()))


def nearest_edits(
    text: str,
    read: Callable[[str], Mapping[Place, Value]],
) -> tuple[Mapping[Place, Value], list[str]]:
    """Return the edits nearest to a link's text, and what was changed, each as a clause.

    Values stop at 0 and 255; what is no edit, and what is beyond `MOST`, is left out.
    """
    edits: dict[Place, Value] = {}
    changed = []
    for part in filter(None, text.split(";")):
        try:
            row, column, *values = (int(number) for number in part.split(","))
            near = [min(max(value, 0), 255) for value in values]
            edits |= read(",".join(map(str, (row, column, *near))))
        except ValueError:
            changed.append(f"“{part[:20]}” was left out")
            continue
        changed += [f"{one} became {to}" for one, to in zip(values, near, strict=True) if one != to]
    if len(edits) > MOST:
        changed.append(f"all beyond {MOST} pixels were left out")
    return dict(sorted(list(edits.items())[:MOST])), changed


def write_edits(edits: Edits) -> str:
    """Write edits as `read_edits` reads them."""
    return ";".join(f"{row},{column},{value}" for (row, column), value in sorted(edits.items()))


EDITS = Text[Edits]("edits", {}, read_edits, write_edits, partial(nearest_edits, read=read_edits))


def with_edit(edits: Edits, place: tuple[int, int], value: int) -> Edits:
    """Return the edits and one more. Errors: too many, or what is not a pixel's value."""
    return read_edits(write_edits({**edits, place: value}))


def keep_with_picture(view: View, edits: Text[Any]) -> None:
    """Let edits stay with the picture they were made on: another shows its own of this visit."""
    state, (seen, kept) = (
        st.session_state,
        (page_key(view.page, "edited"), page_key(view.page, "kept edits")),
    )
    own = own_picture()
    name = view[IMAGE]
    brought = f" {crc32(own.pixels.tobytes()):08x}" if own and name == OWN else ""
    now, before = f"{name}{brought}", state.get(seen)
    state[seen] = now
    if view.arrived or before in (None, now):
        return
    known = state.setdefault(kept, {})
    known[before] = view[edits]
    view[edits] = known.get(now, edits.default)


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
    return changed_by_hand(picture, pixels, lines)


def changed_by_hand(picture: Picture, pixels: NDArray[np.uint8], lines: list[str]) -> Picture:
    """Return the picture with these pixels; `lines` of code change them, one for each.

    What is brighter than the picture's white becomes its white, or it would look like it.
    """
    count = f"{len(lines)} pixels" if len(lines) > 1 else "1 pixel"
    return replace(
        picture,
        pixels=pixels,
        white=max(picture.white, int(pixels.max())),
        notes=(*picture.notes, f"{count} changed by hand"),
        code="\n".join([picture.code, *lines]),
    )
