"""Networks that the reader is asked to build within a budget: checked by what they cost."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from cnn_core.nn import Conv2D
from ui.lessons.architectures.model import Planned
from ui.lessons.architectures.words import views as say

ROWS, CHANNELS, CLASSES = 28, 1, 10  # of the digits that lesson 13 learns to read
CONVOLUTIONS = 2  # at least: without them it reads no shapes


@dataclass(frozen=True)
class Challenge:
    """Upper limits of what a network costs, and how much of the image it sees at the least."""

    text: str
    parameters: int
    multiply_adds: int | None = None
    field: int = 0  # rows of the input that one cell after the last convolution sees

    def met(self, shown: Planned) -> bool:
        """Tell whether the network on screen turns a digit into classes within the budget."""
        cost = shown.description
        return (
            is_of_the_kind(shown)
            and cost.parameters <= self.parameters
            and (self.multiply_adds is None or cost.multiply_adds <= self.multiply_adds)
            and field_of(shown) >= self.field
        )


CHALLENGES = (
    Challenge("At most 5,000 parameters.", 5_000),
    Challenge(say.AT_MOST_PARAMETERS, 5_000, 100_000),
    Challenge(
        say.AT_MOST_PARAMETERS_AND_A_CELL,
        5_000,
        field=20,
    ),
)


def convolutions(shown: Planned) -> list[int]:
    """Return the places of the network's convolutions among its rows."""
    return [k for k, row in enumerate(shown.rows) if isinstance(row.layer, Conv2D)]


def is_of_the_kind(shown: Planned) -> bool:
    """Tell whether it takes a digit, has two convolutions and ends in one number for each class."""
    return (
        not shown.description.fault
        and shown.shape == (CHANNELS, ROWS, ROWS)
        and shown.description.output_shape == (CLASSES,)
        and len(convolutions(shown)) >= CONVOLUTIONS
    )


def field_of(shown: Planned) -> int:
    """Return how many rows of the input a cell after the last convolution sees, at the least."""
    places = convolutions(shown)
    if not places or not (sees := shown.rows[places[-1]].sees):
        return 0
    return min(one.value for one in sees)


def standing(shown: Planned) -> str:
    """Say what the network on screen has, or why it does not count."""
    if not is_of_the_kind(shown):
        return say.NETWORK_ON_SCREEN_DOES_NOT.format(
            rows=ROWS, channels=CHANNELS, convolutions=CONVOLUTIONS, classes=CLASSES
        )
    cost = shown.description
    return say.NETWORK_ON_SCREEN.format(
        parameters=cost.parameters, multiply_adds=cost.multiply_adds, field_of=field_of(shown)
    )


def challenges(shown: Planned) -> None:
    """List the challenges, and tick those that the network on screen meets."""
    with st.container(key="challenges"):
        st.markdown(say.BUILD_WITHIN_A_BUDGET)
        st.markdown(
            say.BUILD_A_NETWORK_FROM_PIXELS.format(
                rows=ROWS, classes=CLASSES, convolutions=CONVOLUTIONS
            )
        )
        st.markdown(
            "\n".join(
                f"- {'☑ **Done.**' if one.met(shown) else '☐'} {one.text}" for one in CHALLENGES
            )
        )
        st.caption(standing(shown))
