"""The curves of the lesson on activations: functions and slopes, histograms, gradients."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from cnn_core.analysis import Depth, gradient_through_depth, histogram
from cnn_core.ops import ACTIVATIONS
from ui.lessons.activation.scene import SAMPLES, reach
from ui.lessons.activation.words import views as say
from ui.models.activation import Activated
from ui.views.curves import Axis, Chart, Guide, Series

BINS = 40
DASHES = ("6 3", "2 3", "10 3 2 3", "1 5", "14 4", "4 2 1 2")  # of any more: dots in a row
DEEPEST = 50
SIGMOID_MOST = 0.25


def dashes(chosen: str) -> dict[str, str]:
    """Return a pattern for each activation: the chosen one's line is whole."""
    others = [name for name in ACTIVATIONS if name != chosen]
    patterns = [*DASHES, *(f"8 3{' 1 3' * k}" for k in range(2, len(others)))]
    return {chosen: "", **dict(zip(others, patterns, strict=False))}


def function_charts(shown: Activated, height: int) -> list[Chart]:
    """Draw every activation and its slope, the chosen one strong; marks follow the map's cell."""
    low, high = reach(shown)
    x = np.linspace(low, high, SAMPLES)
    charts = []
    for title, usual, of, follows in (
        ("f(x)", (-1.25, high), "forward", (0, 1)),
        ("slope of f", (-0.25, 1.25), "slope", (0, 2)),
    ):
        # A curve that goes further takes the axis along while it is the chosen one.
        chosen = getattr(shown.function, of)(x)
        end = min(usual[0], float(chosen.min())), max(usual[1], float(chosen.max()))
        series = [
            Series(
                one.title,
                x,
                getattr(one, of)(x),
                colour="teal" if name == shown.kind else "soft",
                dash=dashes(shown.kind)[name],
                quiet=name != shown.kind,
            )
            for name, one in ACTIVATIONS.items()
        ]
        sigmoid = of == "slope" and shown.kind == "sigmoid"
        charts.append(
            Chart(
                title,
                series,
                Axis("x", low, high),
                Axis(title, *end),
                [Guide(SIGMOID_MOST, "at most 0.25")] if sigmoid else [],
                label=say.FOR_EVERY_ACTIVATION_IS_DRAWN.format(
                    title=title, title_2=shown.function.title
                ),
                height=height,
                follows=follows,
            )
        )
    return charts


def histogram_charts(shown: Activated, height: int) -> list[Chart]:
    """Count the cells by their number, before and after."""
    low, high = reach(shown)
    charts = []
    for title, values, place in (("before", shown.before, 0), ("after", shown.after, 1)):
        edges, counts = histogram(values, low, high, BINS)
        charts.append(
            Chart(
                f"cells {title}",
                [Series("cells", edges, counts, "soft" if place == 0 else "teal", kind="bars")],
                Axis("number", low, high),
                Axis(say.HOW_MANY_LOG_SCALE, low=0.7, log=True),
                label=say.HISTOGRAM_OF_THE_MAP.format(title=title, title_2=shown.function.title),
                height=height,
                follows=(place, None),
            )
        )
    return charts


def depth_charts(chosen: str, depth: int, gain: int, height: int) -> list[Chart]:
    """Plot what is left of a gradient against depth: largest slopes alone, and all with weights."""
    found = {name: through(name, depth, gain) for name in ACTIVATIONS}
    patterns = dashes(chosen)
    layers = np.arange(depth + 1)
    charts = []
    for title, of in (
        ("largest slopes alone", "slopes"),
        (say.ALL_SLOPES_AND_WEIGHTS, "gradients"),
    ):
        series = [
            Series(
                ACTIVATIONS[name].title,
                layers,
                getattr(one, of),
                colour="teal" if name == chosen else "ink",
                dash=patterns[name],
                thin=name != chosen,
            )
            for name, one in found.items()
        ]
        charts.append(
            Chart(
                title,
                series,
                Axis("layers", whole=True),
                Axis(say.SHARE_OF_THE_GRADIENT_LEFT_LOG, log=True),
                label=say.WHAT_IS_LEFT_OF_A_GRADIENT.format(title=title),
                height=height,
                at=depth,
            )
        )
    return charts


@lru_cache(maxsize=512)
def through(name: str, depth: int, gain: int) -> Depth:
    """Return the gradient through so many layers, weights scaled by `gain` tenths; read-only."""
    found = gradient_through_depth(name, depth, gain=gain / 10)
    found.slopes.setflags(write=False)
    found.gradients.setflags(write=False)
    return found
