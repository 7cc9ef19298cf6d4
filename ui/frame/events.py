"""What the reader did inside a linked view becomes settings of the lesson.

The values come from a browser: of the right shape, but whatever does not fit here is refused.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from ui.frame.edits import Change, Edit, change_convolution, sent_edit
from ui.link.pixel_edits import EDITS
from ui.link.undo import keep_for_undo
from ui.session.keys import EDIT_REFUSED, EDIT_UNHEARD, LINK, page_key, setting_key
from ui.views.board import SLID, Board, board_view
from ui.views.combinations import Combinations
from ui.views.events import Event
from ui.views.linked_view import CELL, EDIT, Scene, linked_view
from ui.views.linked_view.outputs import OutputScene
from ui.views.linked_view.planes import PlaneScene
from ui.views.shown_views import shown

AnyScene = Scene | OutputScene | PlaneScene

LATE = 5.0  # seconds in which a control may still say what it said before an edit
# What one edit more changes, of what the page shows and the edits of its pixels so far.
Changing = Callable[[Any, Any, Edit], Change]


def remember(page: str, shown: object) -> None:
    """Keep what the page shows, for the edit that the reader may make on it."""
    st.session_state[page_key(page, "shown")] = shown


def remembered(page: str) -> object:
    """Return what `remember` kept."""
    return st.session_state.get(page_key(page, "shown"))


def component_key(page: str) -> str:
    """Return the key of the lesson's linked view."""
    return page_key(page, "linked-view")


def last_edit(page: str) -> dict[str, Any]:
    """Return the reader's last edit: {seq, target, indices, value}, or {}."""
    return EDIT.parts(component_key(page))


def edits_seen(page: str) -> int:
    """Return the number of the last edit, for the browser to know that it was answered."""
    return int(last_edit(page).get("seq", 0))


def say(words: str) -> None:
    """Say beside the picture what became of the last edit, "" for nothing."""
    if words:
        st.session_state[EDIT_REFUSED] = words
    else:
        st.session_state.pop(EDIT_REFUSED, None)


def said_of_edit() -> str:
    """Return what there is to say of the last edit."""
    return str(st.session_state.get(EDIT_REFUSED, ""))


def refusal(error: Exception) -> str:
    """Return the sentence for an edit that cannot be made."""
    text = str(error)
    return f"{text[:1].upper()}{text[1:]}. The number stays as it was."


def take_cell(page: str) -> None:
    """Make the cell that the reader rests on the lesson's cell."""
    if cell := rested_cell(component_key(page)):
        _hold_what_was_edited(page)
        st.session_state[setting_key(page, "cell")] = (cell["row"], cell["column"])
        # Also where it is the one shown already.
        st.session_state.get(LINK, {}).get("wanted", {}).pop("cell", None)


def rested_cell(key: str, event: Event = CELL) -> dict[str, Any]:
    """Return the cell on which the reader rests in the view with this key, {} for none.

    A cell of what was there before a link, a preset or another picture is no choice.
    """
    cell = event.parts(key)
    here: int = st.session_state.get(LINK, {}).get("arrival", 0)
    return cell if cell.get("arrival", here) == here else {}


def take_edit(page: str, change: Changing = change_convolution) -> None:
    """Make a changed weight or pixel part of the lesson's settings; `change` says which."""
    say("")
    shown, edit = remembered(page), sent_edit(last_edit(page))
    if shown is None or edit is None:
        return
    try:
        made = change(shown, st.session_state.get(setting_key(page, EDITS.name), {}), edit)
    except (ValueError, IndexError) as error:
        say(refusal(error))
        return
    keep_for_undo(page, made.values)
    keys = {setting_key(page, name): value for name, value in made.values.items()}
    unheard = {key: (st.session_state.get(key), value) for key, value in keys.items()}
    st.session_state[EDIT_UNHEARD] = time.monotonic(), unheard
    for key, value in keys.items():
        st.session_state[key] = value
    say(made.said)


def _hold_what_was_edited(page: str) -> None:
    """Keep what an edit in the picture made, where a control has not heard of it yet.

    A cell that comes right after the edit comes with the old kernel of the menu. Anything else
    that the menu says is the reader's choice.
    """
    at, unheard = st.session_state.get(EDIT_UNHEARD, (-LATE, {}))
    if time.monotonic() - at > LATE:
        return
    for key, (before, value) in unheard.items():
        if key.startswith(setting_key(page, "")) and st.session_state.get(key) == before:
            st.session_state[key] = value


def linked(
    page: str,
    scene: AnyScene,
    *,
    on_cell: Callable[[str], None] = take_cell,
    on_edit: Callable[[str], None] = take_edit,
    combinations: Callable[[], Combinations] | None = None,
) -> None:
    """Show a lesson's linked view, and make what the reader does in it settings.

    `on_cell` and `on_edit` are given the page once the reader rests on a cell or changed a number.
    `combinations` makes what a file of this view can switch between.
    """
    key = component_key(page)
    linked_view(
        replace(scene, said=said_of_edit(), edits_seen=edits_seen(page)),
        key=key,
        on_cell=partial(on_cell, page),
        on_edit=partial(on_edit, page),
    )
    if combinations is not None:
        shown()[key] = replace(shown()[key], combinations=combinations)


def boarded(page: str, board: Board, *, slides: str = "") -> None:
    """Show the board, and make the cell that the reader rests on the lesson's cell.

    `slides` is the setting, if any, that the reader changes by dragging the board's grids.
    """
    key = page_key(page, "board")
    board_view(
        board,
        key=key,
        on_cell=partial(take_rested_cell, page, key),
        on_slid=partial(take_slid, page, key, slides, board),
    )


def take_slid(page: str, key: str, setting: str, board: Board) -> None:
    """Make the shift to which the reader has dragged a board's grids the lesson's setting."""
    sent = SLID.parts(key)
    if sent and setting and board.slide:
        st.session_state[setting_key(page, setting)] = min(sent["by"], board.slide[1])


def take_rested_cell(page: str, key: str) -> None:
    """Make the cell on which the reader rests in the view with this key the lesson's cell."""
    if cell := rested_cell(key):
        st.session_state[setting_key(page, "cell")] = (cell["row"], cell["column"])
