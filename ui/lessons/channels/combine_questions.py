"""Questions on two edge maps made one: what each combination answers, and where."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

import numpy as np

from ui.frame.questions import Cell, Question, Slip, Wrong, chosen, number_question
from ui.lessons.channels.model import Combined
from ui.lessons.channels.questions import CHANNEL_QUESTIONS, Asked
from ui.lessons.channels.two_networks import TwoNetworks

EDGE, CORNER = (30, 0), (20, 20)  # both maps on a straight edge, and in a corner, of 10 on 0


def value(shown: Combined, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask what the combination on screen makes of the two maps at the chosen cell."""
    row, column = cell
    across, down = (int(plane[row, column]) for plane in shown.deep.planes)
    total, t = across + down, shown.threshold
    answer = int(shown.map[row, column])
    slips: list[Slip] = [
        (total, "That is the sum alone."),
        (across * down, "That multiplies them."),
        (total - t, "ReLU sets what is below 0 to 0."),
        (max(across, down), "That is the larger of the two alone."),
        (abs(across - down), "That takes one from the other."),
        (t, "That is the threshold itself."),
        (total + t, "The threshold is taken off: its bias is negative."),
    ]
    how = {
        "sum": ("added up", f"{across} + {down} = {answer}"),
        "product": ("multiplied", f"{across} · {down} = {answer}"),
        "above": (
            f"added up, with a bias of −{t} and a ReLU after it",
            f"{across} + {down} − {t} = {total - t}".replace("-", "−")
            + (f", and ReLU makes it {answer}" if total < t else ""),
        ),
    }[shown.how]
    text = (
        f"In row {row}, column {column} the horizontal map holds {across}, the vertical one "
        f"{down}. They are {how[0]}. What is the cell?"
    )
    return number_question("value", text, answer, slips, f"{how[1]}.", rng, hidden=cell)


def silent(shown: Combined, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask which combination answers nothing on a straight edge."""
    high = int(rng.choice([10, 20, 30, 50]))
    flipped = bool(rng.integers(2))
    pair = (high, 0) if flipped else (0, high)
    wrong: list[Wrong] = [
        ("The sum", f"{pair[0]} + {pair[1]} = {high}: the sum is above 0 at every edge."),
        ("The larger of both", f"It is {high}: the larger is above 0 at every edge."),
        ("Both, because it is not a corner", f"The sum is {high}: it is above 0 at every edge."),
    ]
    text = (
        f"On a straight edge one map holds {pair[0]}, the other {pair[1]}. "
        "Which of these is 0 there?"
    )
    why = f"{pair[0]} · {pair[1]} = 0: a product is 0 as soon as one of both is."
    return chosen("silent", text, "The product", wrong, why, rng)


def threshold(shown: Combined, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask which threshold leaves corners, and no straight edge."""
    by = int(rng.choice([1, 2, 5, 10]))
    edge, corner = sum(EDGE) * by, sum(CORNER) * by
    answer = (edge + corner) // 2
    wrong: list[Wrong] = [
        (str(edge // 2), f"Edges hold {edge}: they would stay."),
        (str(edge - by), f"Edges hold {edge}: {by} of each would stay."),
        (str(corner), f"Corners hold {corner}: nothing of them would stay."),
        (str(2 * corner), "Nothing would stay at all."),
        ("0", "Every edge would stay."),
    ]
    text = (
        f"A picture's straight edges hold {EDGE[0] * by} and 0, its corners {CORNER[0] * by} and "
        f"{CORNER[1] * by}. Which threshold on the sum leaves nothing but corners?"
    )
    wrong = [wrong[k] for k in rng.permutation(len(wrong))]
    why = (
        f"It lies between {EDGE[0] * by} + 0 = {edge} and {CORNER[0] * by} + {CORNER[1] * by} = "
        f"{corner}: {corner} − {answer} = {corner - answer} stays, {edge} − {answer} = "
        f"−{answer - edge} does not."
    )
    return chosen("threshold", text, str(answer), wrong, why, rng)


def kernel(shown: Combined, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask which layer adds two maps up and takes a threshold off."""
    t = shown.threshold or 30
    wrong: list[Wrong] = [
        (f"A 1×1×2 kernel of 1 and −1, bias −{t}", "That takes one map from the other."),
        (f"A 1×1×2 kernel of 1 and 1, bias {t}", "A threshold is taken off: the bias is negative."),
        (
            f"A 1×1×2 kernel of {t} and {t}, no bias",
            "That makes both maps stronger, so the edges stay as well.",
        ),
        (f"A 2×2×1 kernel of 1, bias −{t}", "That adds neighbours in one map, not two maps."),
    ]
    wrong = [wrong[k] for k in rng.permutation(len(wrong))]
    text = f"Which kernel, with a ReLU after it, keeps of two maps' sum what lies above {t}?"
    why = f"1·horizontal + 1·vertical + (−{t}): one weight a map, one bias. ReLU cuts the rest off."
    return chosen("kernel", text, f"A 1×1×2 kernel of 1 and 1, bias −{t}", wrong, why, rng)


Maker = Callable[[Combined, Cell, np.random.Generator], Question]
COMBINE_QUESTIONS: Mapping[str, Maker] = MappingProxyType(
    {"silent": silent, "value": value, "threshold": threshold, "kernel": kernel}
)


def alone(shown: TwoNetworks, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask which layer can find a place where two kinds of edge meet."""
    wrong: list[Wrong] = [
        (
            "8 flat kernels of 3×3 on each map",
            "A flat kernel reads one map. Along an edge this map is the same at every cell.",
        ),
        (
            "100 flat kernels of 3×3 on each map",
            "However many they are: each one reads one map only.",
        ),
        (
            "1 flat kernel of 3×3, with a larger bias",
            "A bias moves all numbers of a map alike, those of the edge and of the corner.",
        ),
    ]
    wrong = [wrong[k] for k in rng.permutation(len(wrong))]
    text = (
        "One map holds 30 along the top edges, another 30 along the left edges. "
        "Which layer is above 0 only where both meet?"
    )
    why = "It reads both maps: 30 + 30 − 30 = 30 where they meet, and 30 + 0 − 30 = 0 elsewhere."
    return chosen("alone", text, "1 deep kernel of 3×3×4, with bias −30", wrong, why, rng)


def of_the_deep_layer(name: str) -> Callable[[TwoNetworks, Cell, np.random.Generator], Any]:
    """Return a question of every layer, asked about the deep one."""
    return lambda shown, cell, rng: CHANNEL_QUESTIONS[name](Asked(shown.deep, 0), cell, rng)


NETWORK_QUESTIONS: Mapping[str, Callable[[TwoNetworks, Cell, np.random.Generator], Any]] = (
    MappingProxyType(
        {
            "alone": alone,
            **{name: of_the_deep_layer(name) for name in ("maps", "parameters", "depth")},
        }
    )
)
