"""What a text field of a lesson shows: a setting's text, or what the reader typed over it."""

from __future__ import annotations

import streamlit as st

from ui.session.keys import field_key


def fill(field: str, text: str) -> None:
    """Put a setting's text into the field, unless the reader typed there since it was written.

    Text that was refused stays, with its complaint in `FIELD-error` or what is asked about it in
    `FIELD-question`. A field that was not on the page for a while has lost its text: Streamlit
    forgets it.
    """
    state, written = st.session_state, field_key(field, "from")
    if state.get(written) != text or field not in state:
        state[written] = state[field] = text
        for said in ("error", "question"):
            state.pop(field_key(field, said), None)
