"""The questions of the lesson in one dimension: about two functions, or about a row of pixels."""

from __future__ import annotations

from ui.frame.questions import Cell, Question, ask
from ui.lessons.one_dimension.curve_questions import CURVE_QUESTIONS
from ui.lessons.one_dimension.functions import Curves
from ui.lessons.one_dimension.pixel_rows import PixelRows
from ui.lessons.one_dimension.row_questions import ROW_QUESTIONS


def ask_overlap(shown: Curves | PixelRows, cell: Cell, seed: int) -> Question:
    """Return question number `seed` about what is on screen."""
    if isinstance(shown, Curves):
        return ask(CURVE_QUESTIONS, shown, cell, seed)
    return ask(ROW_QUESTIONS, shown, cell, seed)
