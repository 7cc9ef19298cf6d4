"""The Predict part: a question from the current settings, answered before it is shown."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from functools import partial

import streamlit as st

from ui.frame.exercise import last_answer, lead_on, marked, on_screen
from ui.frame.live_class import lead, take
from ui.frame.questions import Cell, Question
from ui.link.classroom import shows
from ui.link.convolution import own_picture
from ui.link.view import View
from ui.link.vocabulary import CELL, QUESTION
from ui.session.keys import ASKING, QUESTION_ASKED, QUESTION_TOLD, field_key
from ui.views.progress import finish


def asked_cell(view: View) -> Cell:
    """Return the cell that the question is about: the one that was chosen when it came up.

    It stays while the reader looks around, until another question or another setting.
    """
    fixed = {name: value for name, value in view.values.items() if name != "cell"}
    known = st.session_state.get(QUESTION_ASKED)
    if not (
        known
        and (known["page"], known["settings"]) == (view.page, fixed)
        and known["own"] is own_picture()
    ):
        known = {
            "page": view.page,
            "settings": fixed,
            "own": own_picture(),
            "cell": view[CELL],
        }
        st.session_state[QUESTION_ASKED] = known
    cell: Cell = known["cell"]
    return cell


def hidden_cell(view: View, ask: Callable[[int], Question]) -> Cell | None:
    """Return the map cell that the picture must hide until the question is answered."""
    if not shows("question"):
        return None
    question = ask(view[QUESTION])
    key = _key(view, question)
    chosen = st.session_state.get(key)
    shown = chosen is None and _told(key)
    return None if shown or chosen == question.answer else question.hidden


def unanswered_cell(view: View, ask: Callable[[int], Question]) -> Cell | None:
    """Return the map cell to hide while nobody has answered: of settings not yet settled on."""
    return ask(view[QUESTION]).hidden


def _key(view: View, question: Question) -> str:
    """Return the key of an answer: a changed question is another, and is not answered yet."""
    asked = repr((question.text, question.choices)).encode()
    return view.key(f"answer.{zlib.crc32(asked):08x}")


def predict(view: View, ask: Callable[[int], Question]) -> Cell | None:
    """Ask question number `view[QUESTION]`, and mark its answer; return `hidden_cell`."""
    if not shows("question"):
        return None
    st.session_state[ASKING] = ask
    question = ask(view[QUESTION])
    key = _key(view, question)
    with st.container(key="predict"):
        told = _asked(view, question, key)
    return None if told else question.hidden


def _asked(view: View, question: Question, key: str) -> bool:
    """Ask, mark the answer, and explain it; return whether it is told."""
    st.markdown("## Predict")
    with st.container(key="question-asked"):  # where a "?" stands, the view says it, too
        st.markdown(question.text)
    step = on_screen(view.page)
    live = take(question, st.session_state.get(key))
    closed, given = live.closed, live.given
    if step is not None:
        closed = marked(step, question, st.session_state.get(key))
        given = last_answer(step, question)
    if closed and given is not None:
        st.session_state[key] = given  # a browser forgets the choice that closes its buttons
    chosen = st.pills(
        "Your answer",
        range(len(question.choices)),
        format_func=question.choices.__getitem__,
        key=key,
        label_visibility="collapsed",
        wrap=True,
        disabled=closed,
    )
    if not live.told:
        if live.given is not None:
            st.caption(f"Your answer is in: {question.choices[live.given]}.")
        else:
            st.caption("Choose once, because the first answer counts.")
        return False
    chosen = chosen if given is None else given
    told = chosen is not None or closed or _told(key)
    if step is None and not closed:
        _beside(view, key, told=told)
    lead(question, partial(_tell, key))
    with st.container(key="explained"):
        told = _explained(question, chosen, told=told, closed=closed)
    if told and chosen == question.answer:
        finish(view.page)
    if closed:
        lead_on(step)
    return told


def _explained(question: Question, chosen: int | None, *, told: bool, closed: bool) -> bool:
    """Mark an answer and explain it; return whether the right one is told."""
    if chosen is not None and chosen != question.answer:
        why = question.misconceptions.get(chosen, "")
        st.markdown(f":orange-badge[✗ {'wrong' if closed else 'not yet'}] {why}")
        told = closed
    if chosen == question.answer:
        st.markdown(":green-badge[✓ right]")
    if told:
        if chosen != question.answer:
            st.markdown(f":green-badge[Answer] {question.choices[question.answer]}")
        st.markdown(question.explanation)
    return told


def _beside(view: View, key: str, *, told: bool) -> None:
    """Offer to show the answer, and another question."""
    with st.container(horizontal=True, gap="small", key="question-moves"):
        if not told:
            st.button(
                "Show the answer",
                key=field_key(key, "show"),
                type="tertiary",
                on_click=_tell,
                args=(key,),
            )
        st.button(
            "Another question",
            key=view.key("another"),
            type="tertiary",
            on_click=_next,
            args=(view.key("question"), view[QUESTION]),
        )


def _tell(key: str) -> None:
    st.session_state[QUESTION_TOLD] = key


def _told(key: str) -> bool:
    return bool(st.session_state.get(QUESTION_TOLD) == key)


def _next(key: str, number: int) -> None:
    st.session_state[key] = number % 999 + 1
