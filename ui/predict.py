"""The Predict part: a question from the current settings, answered before it is shown."""

from __future__ import annotations

import zlib
from collections.abc import Callable

import streamlit as st

from ui.link import View
from ui.questions import Question


def predict(view: View, ask: Callable[[int], Question]) -> tuple[int, int] | None:
    """Ask question number `view["question"]`; return the map cell that the picture must hide."""
    question = ask(view["question"])
    # A changed question is another widget: an answer never outlives what it answered.
    asked = repr((question.text, question.choices)).encode()
    key = f"{view.page}.answer.{zlib.crc32(asked):08x}"
    st.markdown("**Predict**")
    st.markdown(question.text)
    chosen = st.pills(
        "Your answer",
        range(len(question.choices)),
        format_func=question.choices.__getitem__,
        key=key,
        label_visibility="collapsed",
        wrap=True,
    )
    with st.container(horizontal=True, gap="small"):
        told = chosen is not None or st.button(
            "Show the answer", key=f"{key}.show", type="tertiary"
        )
        st.button(
            "Another question",
            key=view.key("another"),
            type="tertiary",
            on_click=_next,
            args=(view.key("question"), view["question"]),
        )
    if chosen is not None and chosen != question.answer:
        why = question.misconceptions.get(chosen, "")
        st.markdown(f":orange-badge[✗ not yet] {why}")
        told = False
    if chosen == question.answer:
        st.markdown(":green-badge[✓ right]")
    if told:
        st.markdown(question.explanation)
        return None
    return question.hidden


def _next(key: str, number: int) -> None:
    st.session_state[key] = number % 999 + 1
