"""The settings of the lesson in one dimension: which view, which way, and those of each view."""

from __future__ import annotations

from typing import Any

from ui.lessons.one_dimension.functions import GUESS, F, H, X
from ui.lessons.one_dimension.pixel_rows import ROW, TAPS_CHOICE
from ui.link.settings import Choice, Setting
from ui.link.vocabulary import CELL, IMAGE, QUESTION

VIEWS = {"lists": "Lists", "curves": "Functions", "pixels": "Pixels"}
WAYS = ("convolution", "correlation")
VIEW = Choice("view", "lists", tuple(VIEWS))
WAY = Choice("way", "convolution", WAYS)


def one_dimension_settings(x: int, image: str, cell: tuple[int, int]) -> list[Setting[Any]]:
    """Return the lesson's settings, opening at place `x` (strips) and this picture's cell."""
    return [
        VIEW,
        F.name,
        F.width,
        F.drawn,
        H.name,
        H.width,
        H.drawn,
        GUESS,
        X.opening(x),
        WAY,
        IMAGE.opening(image),
        TAPS_CHOICE,
        ROW,
        CELL.opening(cell),
        QUESTION,
    ]
