"""The pictures on a visitor's page, so that each can be taken away as it is on screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st

from ui.session.keys import ASKING, SHOWN
from ui.views.combinations import Combinations


@dataclass(frozen=True)
class Parts:
    """What a view is made of, as text: the browser needs nothing else to show its data."""

    name: str
    picture: str  # what a reader calls it
    html: str
    css: str
    module: str  # JavaScript whose default export shows the view


PARTS: dict[str, Parts] = {}  # of every view that was declared, by its name


@dataclass(frozen=True)
class Shown:
    """A view and its newest data: bytes of `pack`, or what JSON can say."""

    parts: Parts
    data: Any
    combinations: Callable[[], Combinations] | None = None  # where a file may hold them all


def shown() -> dict[str, Shown]:
    """Return the pictures that the page has shown so far in this run, by the keys of their views.

    The dictionary stays the same one while a page is open, and its views follow what they show.
    """
    found: dict[str, Shown] = st.session_state.setdefault(SHOWN, {})
    return found


def forget() -> None:
    """Begin anew: call it where the run of a page begins."""
    st.session_state[SHOWN] = {}
    st.session_state.pop(ASKING, None)


def remember(key: str, parts: Parts, data: object) -> None:
    """Keep what a view shows now."""
    shown()[key] = Shown(parts, data)
