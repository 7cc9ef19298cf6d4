"""Both networks while they train: what they are trained on, their curves, and what follows.

Each redraw that the browser asks for brings one slice of training behind the gate.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import streamlit as st

from cnn_core.analysis import BATCHES, FARTHEST, SHIFTS, ShiftResult, ShiftTask, shifted
from cnn_core.data import digits, evenly
from ui.frame.images import data_address
from ui.lessons.sharing.model import chosen_task
from ui.lessons.sharing.session import Standing, advance, standing, stop
from ui.lessons.sharing.words import views as say
from ui.lessons.sharing.words.page import shift_table, shift_words, shifted_by
from ui.link.history import overrule
from ui.link.view import View
from ui.session.keys import page_key
from ui.views.curves import Axis, Chart, Colour, Series, curves

PAUSE = 0.15  # seconds from one redraw to the next
SCALE = 2  # screen pixels for each pixel of an example
LINE = 130  # grey between two of them
SEVENS = {False: 3, True: 7}  # which 7 is shown, of the training and of the test
COLOURS: dict[str, Colour] = {"dense": "ink", "convolution": "teal"}


def training_view(view: View) -> None:
    """Train both networks before the reader's eyes, unless this task was trained already."""
    task = chosen_task(view)
    examples(task)
    running = standing(task).running
    st.fragment(_trained, run_every=PAUSE if running else None)(view, task, asking=running)


def _trained(view: View, task: ShiftTask, *, asking: bool) -> None:
    overrule(view)
    now = advance(task)
    if now.running != asking:
        st.rerun()  # the browser asks again and again only while there is something to see
    _progress(view.page, now)
    curves(charts(now.result), key=page_key(view.page, "shifts"))
    with st.container(key="choices"):
        st.markdown(shift_table(now.result))
    st.markdown(shift_words(now.result))


def _progress(page: str, now: Standing) -> None:
    """Say how far it is, and let the reader stop it."""
    with st.container(key="training", horizontal=True, vertical_alignment="center"):
        if now.over:
            st.caption(say.BOTH_NETWORKS_WERE_TRAINED.format(batches=BATCHES))
            return
        words = "Training both networks:" if now.running else "Stopped at"
        st.progress(now.batches / BATCHES, f"{words} batch {now.batches} of {BATCHES}")
        st.button(
            "Stop" if now.running else "Go on",
            key=page_key(page, "stop"),
            on_click=stop,
            args=(now.running,),
        )


def examples(task: ShiftTask) -> None:
    """Show digits as they are trained on, and as they are tested."""
    left, right = st.columns(2, gap="small")
    for place, words, steps in (
        (left, "Trained on", [*dict.fromkeys((-task.reach, 0, task.reach))]),
        (right, say.TESTED_ON_AMONG_OTHERS, [-FARTHEST, -3, 3, FARTHEST]),
    ):
        with place:
            said = ", ".join(shifted_by(step) for step in steps)
            st.caption(f"{words}: {said}")
            st.html(f'<img src="{_examples(tuple(steps), test=place is right)}" alt="a 7, {said}">')


@cache
def _examples(steps: tuple[int, ...], *, test: bool) -> str:
    """Return a 7 at each of these shifts, side by side, as a `data:` address of a PNG."""
    data = digits()
    part = evenly(data.test if test else data.train, 100)
    seven = int(np.flatnonzero(part.labels == 7)[SEVENS[test]])
    grids = [shifted(part, step).pixels[seven, 0] for step in steps]
    framed = [np.pad(one, ((0, 0), (0, 1)), constant_values=LINE) for one in grids]
    pixels = np.kron(np.hstack(framed), np.ones((SCALE, SCALE), np.uint8))
    return data_address(pixels)


def charts(result: ShiftResult) -> list[Chart]:
    """Return accuracy by shift, and accuracy by batch."""
    edges = np.array([-result.task.reach - 0.5, result.task.reach + 0.5])
    band = Series(say.SHIFTS_OF_THE_TRAINING, edges, [1.0], "violet", kind="bars", quiet=True)
    by_shift, by_batch = [band], []
    for name, curve in result.curves.items():
        colour = COLOURS[name]
        last = curve.tested[-1] if len(curve.tested) else np.full(len(SHIFTS), np.nan)
        by_shift.append(Series(name, np.array(SHIFTS), last, colour))
        by_batch += [
            Series(f"{name}, training", result.batches, curve.training, colour, dash="3 4"),
            Series(
                f"{name}, other shifts",
                result.batches,
                result.accuracy(name, seen=False),
                colour,
            ),
        ]
    return [
        Chart(
            say.NEW_DIGITS_AT_EACH_SHIFT,
            by_shift,
            Axis(say.PIXELS_TO_THE_RIGHT, -FARTHEST, FARTHEST, whole=True),
            Axis("accuracy", 0, 1),
            label=say.TEST_ACCURACY_OF_BOTH_NETWORKS,
            height=190,
        ),
        Chart(
            "While they learn",
            by_batch,
            Axis("batch", 0, BATCHES, whole=True),
            Axis("accuracy", 0, 1),
            label=say.ACCURACY_OF_BOTH_NETWORKS,
            height=190,
        ),
    ]
