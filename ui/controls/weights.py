"""A field in which a kernel is typed or pasted, in any notation; where it is unclear it asks."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from cnn_core.kernels import Kernel
from ui.controls.text import fill
from ui.session.keys import field_key
from ui.text.typed_kernel import Reading
from ui.views.line_ends import KEEPS

HELP = (
    "Put ; or a new line between rows, and a comma or space between numbers: 1,0,-1;2,0,-2;1,0,-1. "
    "You can also paste it from MATLAB, NumPy, C, LaTeX or a spreadsheet, with a factor such as "
    "1/16. Decimals and fractions such as 1/9 work; sizes from 1×1 to 11×11."
)


def typed_weights(
    label: str,
    field: str,
    written: str,
    *,
    read: Callable[[str], Reading],
    take: Callable[[Kernel], None],
    kept: str,
) -> None:
    """Let the reader type weights: `read` says what the text may mean, `take` makes it a setting.

    What cannot be read stays in the field, with a sentence, and so does what has two meanings,
    with a button for each. `kept` names what stays as it was until then.
    """
    fill(field, written)
    with st.container(key=field_key(field, KEEPS)):
        st.text_input(label, key=field, help=HELP, on_change=_read, args=(field, read, take))
    state = st.session_state
    if error := state.get(field_key(field, "error")):
        st.error(f"{error}. The {kept} stays as it was.")
    if asked := _asked(field):
        st.warning(f"{asked.question} Until you choose, the {kept} stays as it was.")
        with st.container(horizontal=True, gap="xsmall"):
            for number, choice in enumerate(asked.choices):
                key = field_key(field, f"choice-{number}")
                st.button(choice, key=key, on_click=_choose, args=(field, take, number))
    if note := _note(field, written):
        st.caption(note)


def _asked(field: str) -> Reading | None:
    asked: Reading | None = st.session_state.get(field_key(field, "question"))
    return asked


def _note(field: str, written: str) -> str:
    """Return how the text was read, for as long as the weights are those that it gave."""
    state, key = st.session_state, field_key(field, "note")
    note, of = state.get(key, ("", None))
    if of not in (None, written):
        state.pop(key)
        return ""
    if note:
        state[key] = note, written
    return str(note)


def _read(field: str, read: Callable[[str], Reading], take: Callable[[Kernel], None]) -> None:
    state = st.session_state
    for old in ("error", "question", "note"):
        state.pop(field_key(field, old), None)
    try:
        found = read(state[field])
        if found.question:
            state[field_key(field, "question")] = found
        else:
            _take(field, found, 0, take)
    except ValueError as error:
        _complain(field, error)


def _choose(field: str, take: Callable[[Kernel], None], number: int) -> None:
    """Take one of the meanings that the reader was asked about."""
    found = _asked(field)
    if found is None:
        return
    st.session_state.pop(field_key(field, "question"))
    try:
        _take(field, found, number, take)
    except ValueError as error:
        _complain(field, error)


def _take(field: str, found: Reading, number: int, take: Callable[[Kernel], None]) -> None:
    take(found.kernels[number])
    if found.notes:
        st.session_state[field_key(field, "note")] = f"{'. '.join(found.notes)}.", None


def _complain(field: str, error: ValueError) -> None:
    text = str(error)
    st.session_state[field_key(field, "error")] = text[:1].upper() + text[1:]
