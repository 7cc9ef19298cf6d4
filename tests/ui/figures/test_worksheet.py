"""A worksheet: its map is empty, its solution is that of the core, and nothing is asked for."""

from __future__ import annotations

import re

import numpy as np
import pytest

from tests.pages.lessons import figure
from ui.figures.document import Source
from ui.figures.sliding_window import sliding
from ui.figures.worksheet import Task, worksheet
from ui.session.keys import SHOWN
from ui.views.shown_views import Shown

TASK = Task("How **large** is `x < 3`?", ("1", "2"), 1, "1 + 1 = 2.")


def first(lesson: str, **texts: str) -> Shown:
    return next(iter(figure(lesson, **texts).session_state[SHOWN].values()))


def pages(text: str) -> list[str]:
    return re.findall(r'<section class="page.*?</section>', text, re.DOTALL)


def cells(page: str, title: str) -> list[str]:
    """Return the texts of a grid's cells, row by row, without the numbers beside it."""
    (drawn,) = re.findall(rf'aria-label="{title}".*?</svg>', page, re.DOTALL)
    return re.findall(r"<rect[^>]*/><text[^>]*>([^<]*)</text>", drawn)


@pytest.mark.parametrize("texts", [{}, {"stride": "2", "padding": "1"}, {"image": "digit-7"}])
def test_the_map_is_empty_on_the_sheet_and_whole_in_the_solution(texts: dict[str, str]) -> None:
    view = first("window", **texts)
    sheet, solution = pages(worksheet(view, Source(), []))
    assert not any(cells(sheet, "map"))
    found = np.array([int(one.replace("−", "-")) for one in cells(solution, "map")])
    shown = sliding(view).map
    side = int(np.sqrt(len(found)))
    places = np.lib.stride_tricks.sliding_window_view(shown, (side, side)).reshape(-1, side**2)
    assert (places == found).all(axis=1).any()
    if not texts:
        assert cells(sheet, "input") == ["10", "10", "10", "0", "0", "0"] * 6
        assert cells(sheet, "kernel") == ["1", "0", "−1"] * 3


def test_long_numbers_get_larger_cells_and_not_smaller_letters() -> None:
    (_, solution) = pages(worksheet(first("window", kernel="gaussian"), Source(), []))
    assert "0.0625" in cells(solution, "kernel")
    sizes = [
        float(one) for one in re.findall(r'font-size="([\d.]+)" fill="[^"]*">0.0625<', solution)
    ]
    assert min(sizes) >= 8.9


def test_the_answer_is_marked_on_the_second_page_alone() -> None:
    sheet, solution = pages(worksheet(first("window"), Source(), [TASK]))
    assert "How <b>large</b> is <code>x &lt; 3</code>?" in sheet
    assert "class=right" not in sheet
    assert TASK.explanation not in sheet
    assert "<li class=right>2</li>" in solution
    assert TASK.explanation in solution


def test_what_a_question_hides_stays_hidden_in_a_figure() -> None:
    view = first("sharing")
    assert "showAlone" in worksheet(view, Source(), [TASK])
    assert "showAlone" not in worksheet(first("pooling"), Source(), [TASK])
