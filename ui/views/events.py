"""What a browser may send for a view: events with the shape each must have, checked here alone.

A browser is a stranger: it may send any JSON under any name. An event of another shape is as if it
had not been sent.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st

Shape = Callable[[object], bool]

LARGEST = 10**6  # of the places and counts that a browser names


@dataclass(frozen=True)
class Event:
    """One event of a view: the name under which the browser sends it, and its shape."""

    name: str
    shape: Shape

    def of(self, sent: object) -> Any:
        """Return this event of all that a browser sent, None where there is none of its shape."""
        value = sent.get(self.name) if hasattr(sent, "get") else None
        return value if self.shape(value) else None

    def sent(self, key: str) -> Any:
        """Return what the view with this key sent last, None for nothing of its shape."""
        return self.of(st.session_state.get(key))

    def parts(self, key: str) -> dict[str, Any]:
        """Return what was sent last of an event that is a record, {} for nothing of its shape."""
        return self.sent(key) or {}

    def guarded(self, key: str, reaction: Callable[[], None]) -> Callable[[], None]:
        """Return a reaction that only takes place if what was sent has the right shape."""

        def react() -> None:
            if self.sent(key) is not None:
                reaction()

        return react


def whole(low: int = -LARGEST, high: int = LARGEST) -> Shape:
    """Return the shape of a whole number from `low` to `high`."""
    return lambda value: type(value) is int and low <= value <= high


def finite(value: object) -> bool:
    """Tell whether a value is a number that float32 can hold."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return abs(value) < 1e38 and math.isfinite(value)


def flag(value: object) -> bool:
    """Tell whether a value is true or false."""
    return type(value) is bool


def nothing(value: object) -> bool:
    """Tell whether a value is none."""
    return value is None


def text(longest: int) -> Shape:
    """Return the shape of a text of at most so many characters."""
    return lambda value: isinstance(value, str) and len(value) <= longest


def choice(*names: str) -> Shape:
    """Return the shape of one of these names."""
    return lambda value: isinstance(value, str) and value in names


def either(*shapes: Shape) -> Shape:
    """Return the shape of what has one of these."""
    return lambda value: any(shape(value) for shape in shapes)


def sequence(shape: Shape, most: int, least: int = 0) -> Shape:
    """Return the shape of a list of `least` to `most` parts of one shape."""
    return lambda value: (
        isinstance(value, list) and least <= len(value) <= most and all(map(shape, value))
    )


def record(optional: dict[str, Shape] | None = None, **needed: Shape) -> Shape:
    """Return the shape of a dictionary with these parts; what is optional may also be missing."""
    shapes = needed | (optional or {})
    return lambda value: (
        isinstance(value, dict)
        and needed.keys() <= value.keys()
        and all(shape(value[name]) for name, shape in shapes.items() if name in value)
    )


NUMBER = whole(0, 2**53)  # of an event: JavaScript counts no further
PLACE = whole(0)
CELL = Event("cell", record(row=PLACE, column=PLACE))
