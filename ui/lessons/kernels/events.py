"""What the reader does on the board of frequencies becomes a setting of the lesson."""

from __future__ import annotations

from functools import partial

import streamlit as st

from cnn_core.kernels import KERNELS
from ui.frame.events import rested_cell
from ui.lessons.kernels.frequencies import FREQUENCY, frequency_at
from ui.lessons.kernels.thumbnails import TIMES
from ui.lessons.kernels.tiles_view import OPEN
from ui.link.vocabulary import ANGLE, WAVELENGTH
from ui.session.keys import page_key, setting_key
from ui.views.board import Board, board_view


def waves(page: str, board: Board) -> None:
    """Show the board, and make the wave that the reader rests on the lesson's frequency."""
    key = page_key(page, "frequencies")
    board_view(board, key=key, on_cell=partial(take_frequency, page, key, board.size))


def take_frequency(page: str, key: str, size: tuple[int, int]) -> None:
    """Make the wave that the reader rests on the lesson's frequency."""
    if cell := rested_cell(key):
        at = frequency_at((cell["row"], cell["column"]), size)
        st.session_state[setting_key(page, FREQUENCY.name)] = at


def take_tile(page: str, key: str) -> None:
    """Open what a tile shows: a kernel of the gallery, or so many applications of the one chosen.

    A browser may send any text: one that names nothing changes nothing.
    """
    tile = OPEN.parts(key).get("tile", "")
    if tile in KERNELS:
        family = KERNELS[tile]
        opened = {
            "kernel": tile,
            "size": family.default_size,
            ANGLE.name: ANGLE.default,
            WAVELENGTH.name: WAVELENGTH.default,
            "times": 1,
        }
    elif tile in map(str, TIMES):
        opened = {"times": int(tile)}
    else:
        return
    for name, value in {**opened, "view": "one"}.items():
        st.session_state[setting_key(page, name)] = value
