"""Choose the layer of a network or stack that is looked at."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from ui.link.control_values import show
from ui.link.view import View
from ui.session.keys import setting_key


def layer_choice(
    view: View,
    titles: Sequence[str],
    here: int,
    *,
    label: str = "Layer",
    also: Callable[[str], None] | None = None,
) -> None:
    """Let the reader make another layer the setting "layer", counted from 1.

    `also` is called with the page's name when they do.
    """
    key, count = view.key("looked-at"), len(titles)
    show(key, here)
    st.selectbox(
        label,
        range(1, count + 1),
        key=key,
        format_func=lambda k: f"{k}: {titles[k - 1]}",
        on_change=_look,
        args=(view.page, key, also),
    )


def _look(page: str, key: str, also: Callable[[str], None] | None) -> None:
    chosen = st.session_state.get(key)
    if type(chosen) is not int:  # a title of before: the layer has another by now
        return
    st.session_state[setting_key(page, "layer")] = chosen
    if also is not None:
        also(page)
