"""What the reader drags in the figure of two layers becomes a setting of the lesson."""

from __future__ import annotations

from functools import partial

import streamlit as st

from ui.lessons.activation.fit import TARGET, Fits, nearest_target
from ui.lessons.activation.fit_view import DRAGGED, fit_view
from ui.link.undo import keep_for_undo
from ui.session.keys import page_key, setting_key

GOING = "dragging"  # of the session, for a page: whether the last target was not the drag's end


def fitted(page: str, shown: Fits, *, arrival: int) -> None:
    """Show the target and both fits, and make what the reader drags a setting."""
    fit_view(shown, arrival=arrival, key=_key(page), on_drag=partial(take_target, page))


def is_dragged_now(page: str) -> bool:
    """Tell whether a point is being dragged right now: the address waits for the end."""
    return bool(DRAGGED.parts(_key(page)).get("live"))


def take_target(page: str) -> None:
    """Make the dragged target a setting."""
    dragged = DRAGGED.parts(_key(page))
    if not dragged:
        return
    target, going = nearest_target(dragged["values"]), page_key(page, GOING)
    keep_for_undo(page, {TARGET.name: target}, goes_on=bool(st.session_state.get(going)))
    st.session_state[going] = bool(dragged.get("live"))
    st.session_state[setting_key(page, TARGET.name)] = target


def _key(page: str) -> str:
    return page_key(page, "fit")
