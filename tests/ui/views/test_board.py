"""What a board says of itself."""

from __future__ import annotations

import numpy as np

from ui.views.board import Panel, marks


def test_a_board_says_only_what_its_grids_show() -> None:
    plus, minus = np.ones((2, 2)), -np.ones((2, 2))
    means = [
        meaning
        for grids in (
            [Panel("", plus, 0, "grey", frame=None)],
            [Panel("", plus, 0, "signed"), Panel("", plus, 0, "weights", frame=None)],
            [Panel("", minus, 0, "signed", frame=(0, 0, 3, 3))],
        )
        for _, meaning in marks(grids)
    ]
    assert means == [
        "weight above 0",
        "above 0",
        "the chosen cell",
        "below 0 (hatched)",
        "the chosen cell and what it reads",
    ]
