"""One training step, position by position: forward, backward, update; each number explained.

`step_view` shows the batch that the run would train on next. What the reader chooses is in the
link; every number is computed in `cnn_core`, and the browser only draws, points and asks.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from functools import partial
from typing import Any, TypeVar

import numpy as np
import streamlit as st

from cnn_core.explain import Dissection, next_step
from cnn_core.training import Run
from ui.lessons.train.step_view.explanation import scene_of
from ui.lessons.train.step_view.positions import BACKWARD, FORWARD, Stop, names_of, stops_of
from ui.lessons.train.step_view.scene import packed
from ui.lessons.train.step_view.selection import Chosen
from ui.lessons.train.words import views as say
from ui.link.settings import Setting, Text, Whole
from ui.link.view import View
from ui.session.keys import page_key, setting_key
from ui.views.component import component
from ui.views.events import NUMBER, PLACE, Event, record, sequence, whole

T = TypeVar("T")
MOST_STOPS, MOST_EXAMPLES = 200, 1024
MOST_THUMBNAILS = 64
NOT_FINITE = say.LOSS_IS_NOT_A_NUMBER_ANY_MORE


def _whole_numbers(count: int, text: str) -> tuple[int, ...]:
    """Read `count` whole numbers from 0, apart by commas, or none."""
    if not text:
        return ()
    parts = text.split(",")
    if len(parts) != count or not all(part.strip().isdecimal() for part in parts):
        raise ValueError(say.WHOLE_NUMBERS_APART_BY_COMMAS.format(count=count))
    return tuple(min(int(part), 10**6) for part in parts)


def _numbers_text(numbers: tuple[int, ...]) -> str:
    return ",".join(map(str, numbers))


STOP = Whole("stop", 0, 0, MOST_STOPS)
MEMBER = Whole("member", 0, 0, MOST_EXAMPLES)
# The cell and the weight that are chosen: channel, row, column; the kernel before them.
PICK = Text[tuple[int, ...]]("pick", (), partial(_whole_numbers, 3), _numbers_text)
WEIGHT = Text[tuple[int, ...]]("weight", (), partial(_whole_numbers, 4), _numbers_text)


def step_settings() -> list[Setting[Any]]:
    """Return what the view depends on: position, example of the batch, cell and weight."""
    return [STOP, MEMBER, PICK, WEIGHT]


def settle_step(view: View, run: Run) -> None:
    """Bring position and example into what this run has, and say so: before the view is saved."""
    last = len(stops_of(run.network.layers)) - 1
    if view[STOP] > last:
        view.change(
            STOP,
            last,
            say.NETWORKS_STEP_HAS_POSITIONS.format(last=last),
        )
    if view[MEMBER] >= run.batch:
        view.change(
            MEMBER,
            run.batch - 1,
            say.BATCH_HAS_EXAMPLES_SO_THE_LAST.format(batch=run.batch),
        )


def step_view(view: View, run: Run, classes: Sequence[str], *, rate: float | None = None) -> None:
    """Show the reader's position in the run's next step; `classes` are their names.

    `rate` is the learning rate of that step, if it is not the optimiser's already.
    """
    taken = _taken(view.page, run)
    if not taken.finite:
        st.warning(NOT_FINITE)
        return
    chosen = _chosen(view, taken)
    optimiser = copy(run.optimiser)
    optimiser.learning_rate = optimiser.learning_rate if rate is None else rate
    scene = scene_of(chosen, optimiser, run.network.values, tuple(classes))
    key = component_key(view.page)
    _component(
        key=key,
        data=packed(scene, _around(view, chosen, tuple(classes)), thumbs=_thumbs(taken)),
        on_want_change=partial(_take, view.page),
    )


def component_key(page: str) -> str:
    """Return the key of the page's view of a step."""
    return page_key(page, "step")


def _taken(page: str, run: Run) -> Dissection:
    """Return the run's next step, taken apart once: moving about in it changes nothing."""
    kept = page_key(page, "dissection")
    values = run.network.values
    mark = (
        id(run.data),
        run.seed,
        run.seen,
        run.batch,
        hash(values.tobytes()),
        repr(run.network),
    )
    known: tuple[Any, Dissection] | None = st.session_state.get(kept)
    if known is None or known[0] != mark:
        known = st.session_state[kept] = (mark, next_step(run))
    return known[1]


def _now(view: View, setting: Setting[T]) -> T:
    # In a fragment the page's view is that of its last full run; the session is of now.
    now: T = st.session_state.get(view.key(setting.name), view[setting])
    return now


def _chosen(view: View, taken: Dissection) -> Chosen:
    stops = stops_of(taken.network.layers)
    count = len(taken.labels)
    pick, weight = _now(view, PICK), _now(view, WEIGHT)
    return Chosen(
        taken,
        stops[min(max(_now(view, STOP), 0), len(stops) - 1)],
        min(max(_now(view, MEMBER), 0), count - 1),
        (pick[0], pick[1], pick[2]) if pick else None,
        (weight[0], weight[1], weight[2], weight[3]) if weight else None,
    )


def _thumbs(taken: Dissection) -> np.ndarray:
    shown = taken.images[:, :, :, :MOST_THUMBNAILS].mean(axis=0)
    return np.ascontiguousarray(np.moveaxis(np.rint(shown * 255), -1, 0)).astype(np.uint8)


def _around(view: View, chosen: Chosen, classes: tuple[str, ...]) -> dict[str, Any]:
    """Return what stays while one moves: the positions, the batch, where one is."""
    taken = chosen.taken
    layers = taken.network.layers
    names = names_of(layers)
    stops = stops_of(layers)
    said = taken.activations[-1].argmax(axis=0)
    return {
        "stops": [
            {"phase": one.phase, "layer": one.layer, "part": one.part, "label": _label(one, names)}
            for one in stops
        ],
        "names": names,
        "sizes": ["×".join(map(str, shape)) for shape in taken.network.shapes],
        "at": stops.index(chosen.stop),
        "example": chosen.example,
        "count": len(taken.labels),
        "labels": [classes[int(one)] for one in taken.labels],
        "said": [classes[int(one)] for one in said],
        "seq": WANT.parts(component_key(view.page)).get("seq", 0),
    }


def _label(stop: Stop, names: Sequence[str]) -> str:
    name = names[stop.layer]
    if stop.phase == FORWARD:
        return f"{name}, forward"
    if stop.phase == BACKWARD:
        return f"{name}, backward" + (f": {stop.part}" if stop.part else "")
    return "update"


def _take(page: str) -> None:
    """Make what the reader chose in the browser settings."""
    want = WANT.parts(component_key(page))
    state = st.session_state
    if want.get("stop", state.get(setting_key(page, "stop"))) != state.get(
        setting_key(page, "stop")
    ):
        state[setting_key(page, "stop")] = want["stop"]
        state[setting_key(page, "pick")] = ()  # elsewhere another number is the telling one
    if "example" in want:
        state[setting_key(page, "member")] = want["example"]
    for name in ("pick", "weight"):
        if name in want:
            state[setting_key(page, name)] = tuple(want[name])


WANT = Event(
    "want",
    record(
        {
            "stop": whole(0, MOST_STOPS),
            "example": whole(0, MOST_EXAMPLES),
            "pick": sequence(PLACE, 3, 3),
            "weight": sequence(PLACE, 4, 4),
            "seq": NUMBER,
        }
    ),
)

_component = component(
    "step_view",
    __file__,
    html=("view.html",),
    css=("../shared/palette.css", "../shared/panel.css", "../linked_view/view.css", "view.css"),
    events=(WANT,),
    picture=say.STEP_INSIDE_A_BATCH,
)
