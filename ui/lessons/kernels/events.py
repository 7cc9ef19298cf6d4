"""What the reader does on the board of frequencies becomes a setting of the lesson."""

from __future__ import annotations

from functools import partial

import streamlit as st

from ui.lessons.kernels.frequencies import FREQUENCY, frequency_at
from ui.views.board import Board, board_view
from ui.views.events import CELL


def waves(page: str, board: Board) -> None:
    """Show the board, and make the wave that the reader rests on the lesson's frequency."""
    key = f"{page}:frequencies"
    board_view(board, key=key, on_cell=partial(take_frequency, page, key, board.size))


def take_frequency(page: str, key: str, size: tuple[int, int]) -> None:
    """Make the wave that the reader rests on the lesson's frequency."""
    if cell := CELL.parts(key):
        at = frequency_at((cell["row"], cell["column"]), size)
        st.session_state[f"{page}.{FREQUENCY.name}"] = at
