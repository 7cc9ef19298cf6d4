"""What the reader does in a row or a volume becomes settings of the lesson."""

from __future__ import annotations

from functools import partial

import streamlit as st

from ui.frame.events import rested_cell
from ui.lessons.pooling.blocks import LARGEST, Block, Volume
from ui.lessons.pooling.settings import BLOCKS, PLACE
from ui.lessons.pooling.windows_view import NUMBERS, windows_view
from ui.link.undo import keep_for_undo
from ui.session.keys import page_key, setting_key


def windowed(
    page: str, name: str, block: Block, *, place: int, arrival: int, hidden: int | None
) -> None:
    """Show a row or a volume, the setting `name`; keep what the reader does with it."""
    key = page_key(page, name)
    windows_view(
        block,
        place=place,
        arrival=arrival,
        hidden=hidden,
        key=key,
        on_place=partial(take_block_place, page, key),
        on_numbers=partial(take_numbers, page, name),
    )


def take_block_place(page: str, key: str) -> None:
    """Make the window that the reader rests on the lesson's."""
    if cell := rested_cell(key):
        st.session_state[setting_key(page, PLACE.name)] = min(cell["column"], PLACE.high)


def take_numbers(page: str, name: str) -> None:
    """Make the reader's numbers the lesson's, if they fit the shape on screen."""
    sent = NUMBERS.parts(page_key(page, name))
    held = st.session_state.get(setting_key(page, name), BLOCKS[name].default)
    if not sent or len(sent["numbers"]) != len(held.numbers):
        return
    numbers = tuple(min(max(n, -LARGEST), LARGEST) for n in sent["numbers"])
    changed = Volume(held.shape, numbers)
    keep_for_undo(page, {name: changed})
    st.session_state[setting_key(page, name)] = changed
