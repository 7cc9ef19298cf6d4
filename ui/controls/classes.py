"""What two lessons offer for a reader's own class: take its last picture away, or all of it."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from ui.session.keys import page_key


def remove_controls(
    part: str,
    number: int,
    *,
    last: Callable[[], None],
    whole: Callable[[], None],
    empty: bool,
    droppable: bool,
) -> None:
    """Offer to remove the last picture of class `number`, or the class; `part` names the keys."""
    st.button(
        "The last picture", key=page_key(part, f"last:{number}"), on_click=last, disabled=empty
    )
    st.button(
        "The whole class",
        key=page_key(part, f"drop:{number}"),
        on_click=whole,
        disabled=not droppable,
    )
