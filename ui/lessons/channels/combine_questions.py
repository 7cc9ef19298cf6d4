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
from ui.lessons.channels.words import questions as say

EDGE, CORNER = (30, 0), (20, 20)  # both maps on a straight edge, and in a corner, of 10 on 0


def value(shown: Combined, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask what the combination on screen makes of the two maps at the chosen cell."""
    row, column = cell
    across, down = (int(plane[row, column]) for plane in shown.deep.planes)
    total, t = across + down, shown.threshold
    answer = int(shown.map[row, column])
    slips: list[Slip] = [
        (total, say.SUM_ALONE),
        (across * down, "That multiplies them."),
        (total - t, say.RELU_SETS_WHAT_IS_BELOW),
        (max(across, down), say.LARGER_OF_THE_TWO_ALONE),
        (abs(across - down), say.TAKES_ONE_FROM_THE_OTHER),
        (t, say.THRESHOLD_ITSELF),
        (total + t, say.THRESHOLD_IS_TAKEN_OFF),
    ]
    how = {
        "sum": ("added up", f"{across} + {down} = {answer}"),
        "product": ("multiplied", f"{across} · {down} = {answer}"),
        "above": (
            say.ADDED_UP_WITH_A_BIAS.format(t=t),
            f"{across} + {down} − {t} = {total - t}".replace("-", "−")
            + (say.RELU_MAKES.format(answer=answer) if total < t else ""),
        ),
    }[shown.how]
    text = say.VALUE.format(row=row, column=column, across=across, down=down, how_0=how[0])
    return number_question("value", text, answer, slips, f"{how[1]}.", rng, hidden=cell)


def silent(shown: Combined, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask which combination answers nothing on a straight edge."""
    high = int(rng.choice([10, 20, 30, 50]))
    flipped = bool(rng.integers(2))
    pair = (high, 0) if flipped else (0, high)
    wrong: list[Wrong] = [
        (
            "The sum",
            say.SUM_IS_ABOVE_AT_EVERY_EDGE.format(pair_0=pair[0], pair_1=pair[1], high=high),
        ),
        (say.LARGER_OF_BOTH, say.LARGER_IS_ABOVE_AT_EVERY_EDGE.format(high=high)),
        (say.BOTH_BECAUSE_IT_IS_NOT, say.SUM_IS_IT_IS_ABOVE_AT_EVERY.format(high=high)),
    ]
    text = say.SILENT.format(pair_0=pair[0], pair_1=pair[1])
    why = say.SILENT_WHY.format(pair_0=pair[0], pair_1=pair[1])
    return chosen("silent", text, "The product", wrong, why, rng)


def threshold(shown: Combined, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask which threshold leaves corners, and no straight edge."""
    by = int(rng.choice([1, 2, 5, 10]))
    edge, corner = sum(EDGE) * by, sum(CORNER) * by
    answer = (edge + corner) // 2
    wrong: list[Wrong] = [
        (str(edge // 2), say.EDGES_HOLD_THEY_WOULD_STAY.format(edge=edge)),
        (str(edge - by), say.EDGES_HOLD_OF_EACH_WOULD_STAY.format(edge=edge, by=by)),
        (str(corner), say.CORNERS_HOLD_NOTHING_OF_THEM.format(corner=corner)),
        (str(2 * corner), say.NOTHING_WOULD_STAY_AT_ALL),
        ("0", say.EVERY_EDGE_WOULD_STAY),
    ]
    text = say.THRESHOLD.format(
        product=EDGE[0] * by, product_2=CORNER[0] * by, product_3=CORNER[1] * by
    )
    wrong = [wrong[k] for k in rng.permutation(len(wrong))]
    why = say.THRESHOLD_WHY.format(
        product=EDGE[0] * by,
        edge=edge,
        product_2=CORNER[0] * by,
        product_3=CORNER[1] * by,
        corner=corner,
        answer=answer,
        difference=corner - answer,
        difference_2=answer - edge,
    )
    return chosen("threshold", text, str(answer), wrong, why, rng)


def kernel(shown: Combined, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask which layer adds two maps up and takes a threshold off."""
    t = shown.threshold or 30
    wrong: list[Wrong] = [
        (say.KERNEL_OF_AND_BIAS.format(t=t), say.TAKES_ONE_MAP_FROM_THE_OTHER),
        (say.KERNEL_OF_AND_BIAS_2.format(t=t), say.THRESHOLD_IS_TAKEN_OFF_2),
        (
            say.KERNEL_OF_AND_NO_BIAS.format(t=t),
            say.MAKES_BOTH_MAPS_STRONGER_SO,
        ),
        (f"A 2×2×1 kernel of 1, bias −{t}", say.ADDS_NEIGHBOURS_IN_ONE_MAP_NOT),
    ]
    wrong = [wrong[k] for k in rng.permutation(len(wrong))]
    text = say.KERNEL.format(t=t)
    why = say.KERNEL_WHY.format(t=t)
    return chosen("kernel", text, say.KERNEL_OF_AND_BIAS_3.format(t=t), wrong, why, rng)


Maker = Callable[[Combined, Cell, np.random.Generator], Question]
COMBINE_QUESTIONS: Mapping[str, Maker] = MappingProxyType(
    {"silent": silent, "value": value, "threshold": threshold, "kernel": kernel}
)


def alone(shown: TwoNetworks, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask which layer can find a place where two kinds of edge meet."""
    wrong: list[Wrong] = [
        (
            say.FLAT_KERNELS_OF_ON_EACH_MAP,
            say.FLAT_KERNEL_READS_ONE_MAP,
        ),
        (
            say.FLAT_KERNELS_OF_ON_EACH_MAP_2,
            say.HOWEVER_MANY_THEY_ARE_EACH_ONE,
        ),
        (
            say.FLAT_KERNEL_OF_WITH_A_LARGER,
            say.BIAS_MOVES_ALL_NUMBERS,
        ),
    ]
    wrong = [wrong[k] for k in rng.permutation(len(wrong))]
    text = say.ALONE
    why = say.ALONE_WHY
    return chosen("alone", text, say.DEEP_KERNEL_OF_WITH_BIAS, wrong, why, rng)


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
