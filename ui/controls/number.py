"""A number to be typed: one out of range becomes the nearest, with a sentence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ui.frame.questions import whole
from ui.link.control_values import moved
from ui.session.keys import NUMBER_SAID
from ui.text.numbers import decimal


def typed_number(
    at: DeltaGenerator,
    label: str,
    low: int,
    high: int,
    *,
    key: str,
    then: Callable[..., None] | None = None,
    args: Sequence[Any] = (),
    help: str | None = None,
    places: int = 0,
) -> None:
    """Let the reader type a number from `low` to `high`; `then(*args)` follows a change.

    It is a whole number, or one of up to `places` decimals, which `key` holds as a float.
    """
    # With bounds of its own the field would keep what is out of range, marked but unexplained.
    at.number_input(
        label,
        step=1.0 if places else 1,
        format=f"%.{places}g" if places else None,
        key=key,
        help=help,
        on_change=_take,
        args=(label, low, high, key, then, args),
    )


def typed_number_note() -> None:
    """Say what became of a number that was out of range, once."""
    if said := st.session_state.pop(NUMBER_SAID, ""):
        st.warning(said)


def _take(
    label: str,
    low: int,
    high: int,
    key: str,
    then: Callable[..., None] | None,
    args: Sequence[Any],
) -> None:
    typed = st.session_state.get(key)
    if typed is None:  # the field is gone
        return
    moved(key)
    near = min(max(typed, low), high)
    if near != typed:
        st.session_state[key] = near
        end = "smallest" if near == low else "largest"
        said = f"{label}: {_written(typed)} became {_written(near)}, the {end} possible here."
        st.session_state[NUMBER_SAID] = said
    if then is not None:
        then(*args)


def _written(number: float) -> str:
    return whole(int(number)) if number == int(number) else decimal(Fraction(str(number)), 4)
