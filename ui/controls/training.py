"""The controls of a training run that two lessons share: learning rate, batch size and seed."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ui.link.training import BATCH, RATE, SEED
from ui.link.view import View

BATCHES = (1, 2, 4, 8, 16, 32, 64, 128, 256)
SEEDS = tuple(range(10))
USUAL_RATES = (
    *(1e-6, 1e-5, 0.0001, 0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5),
    *(1.0, 10.0, 100.0, 1000.0, 1e6),
)


def with_value(options: Sequence[int], value: int) -> list[int]:
    """Return the menu, with a value in it that only a link can hold."""
    return sorted({*options, value})


def rate_control(view: View, *, help: str | None = None, disabled: bool = False) -> None:
    """Let the reader choose the learning rate."""
    rates = sorted({*USUAL_RATES, view[RATE]})
    st.select_slider(
        "Learning rate",
        rates,
        key=view.key(RATE.name),
        format_func=RATE.write,
        help=help,
        disabled=disabled,
    )


def batch_control(at: DeltaGenerator, view: View, *, disabled: bool = False) -> None:
    """Let the reader choose how many images a batch has."""
    sizes = with_value(BATCHES, view[BATCH])
    at.selectbox("Batch", sizes, key=view.key(BATCH.name), disabled=disabled)


def seed_control(at: DeltaGenerator, view: View, *, disabled: bool = False) -> None:
    """Let the reader choose the seed of all that is random in a run."""
    seeds = with_value(SEEDS, view[SEED])
    at.selectbox("Seed", seeds, key=view.key(SEED.name), disabled=disabled)
