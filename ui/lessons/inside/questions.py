"""What the lesson asks, from the network and the picture on screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType

import numpy as np

from cnn_core.nn import Conv2D
from ui.frame.questions import Cell, Question, chosen, counted, number_question
from ui.lessons.inside.model import Shown
from ui.lessons.inside.words import questions as say
from ui.text.numbers import bracketed, decimal
from ui.zoo.parts import Part
from ui.zoo.score_scene import titled

Maker = Callable[[Shown, Cell, np.random.Generator], Question | None]


def _rounded(value: float) -> Fraction:
    return Fraction(round(value, 2)).limit_denominator(100)


def strongest_map(shown: Shown, cell: Cell, rng: np.random.Generator) -> Question | None:
    """Ask which map of a part has the largest value."""
    answer = shown.answer
    parts = [one for one in answer.parts[1:] if one.shown and one.shape[0] > 1]
    if not parts:
        return None
    part = parts[int(rng.integers(len(parts)))]
    most = answer.maps(part.number).max(axis=(1, 2))
    order = np.argsort(-most, kind="stable")
    if most[order[0]] <= most[order[1]]:
        return None
    best, others = int(order[0]), order[1:]
    picked = rng.choice(others, min(3, len(others)), replace=False)
    wrong = [
        (
            f"map {k}",
            say.ITS_LARGEST_VALUE_IS_ONLY.format(rounded=decimal(_rounded(float(most[k])))),
        )
        for k in map(int, picked)
    ]
    return chosen(
        "strongest",
        say.WHICH_MAP_OF_HAS_THE_LARGEST.format(titled=titled(part)),
        f"map {best}",
        wrong,
        say.LARGEST_VALUE_OF_MAP_IS_NO.format(
            best=best, rounded=decimal(_rounded(float(most[best])))
        ),
        rng,
    )


def map_of_zeros(shown: Shown, cell: Cell, rng: np.random.Generator) -> Question | None:
    """Ask what a logit becomes when one map is set to 0."""
    answer, unit = shown.answer, shown.unit
    found = answer.score(unit)
    parts = found.by_map
    few = np.argsort(-np.abs(parts))[:6]
    number = int(few[int(rng.integers(len(few)))])
    adds, logit = _rounded(float(parts[number])), _rounded(found.logit)
    if adds == 0:
        return None
    name = answer.classes[unit]
    return number_question(
        "zero",
        say.MAP_OF_ADDS_TO_THE_LOGIT.format(
            number=number,
            titled=titled(answer.last),
            adds=decimal(adds),
            name=name,
            logit=decimal(logit),
        ),
        logit - adds,
        [
            (logit + adds, say.ADDS_THE_MAPS_PART_ONCE_MORE),
            (logit, say.LOGIT_IS_A_SUM_SO_A_PART),
            (Fraction(0), say.ONLY_THIS_PART_BECOMES),
            (-adds, say.FORGETS_WHAT_THE_OTHER_MAPS),
        ],
        say.ITS_PRODUCTS_BECOME_AND_ALL.format(
            logit=decimal(logit),
            bracketed=bracketed(decimal(adds)),
            difference=decimal(logit - adds),
        ),
        rng,
    )


def loudest_place(shown: Shown, cell: Cell, rng: np.random.Generator) -> Question | None:
    """Ask which place of the picture adds most to a score."""
    answer, unit = shown.answer, shown.unit
    places = answer.score(unit).by_place
    order = np.argsort(-places, axis=None, kind="stable")
    if len(order) < 4 or places.flat[order[0]] <= places.flat[order[1]]:
        return None

    def named(at: int) -> str:
        row, column = divmod(at, places.shape[1])
        return f"row {row}, column {column}"

    best = int(order[0])
    picked = rng.choice(order[1:], 3, replace=False)
    wrong = [
        (named(int(at)), f"It adds only {decimal(_rounded(float(places.flat[at])))}.")
        for at in picked
    ]
    rows, columns = places.shape
    return chosen(
        "place",
        say.LAST_MAPS_HAVE_PLACES_WHICH.format(
            rows=rows, columns=columns, classes=answer.classes[unit]
        ),
        named(best),
        wrong,
        say.PLACE_AT_ADDS_MORE_THAN_ANY.format(
            best=named(best), rounded=decimal(_rounded(float(places.flat[best])))
        ),
        rng,
    )


def product_count(shown: Shown, cell: Cell, rng: np.random.Generator) -> Question | None:
    """Ask how many products make one cell of a convolution's map."""
    convolutions = [one for one in shown.answer.parts if isinstance(one.layer, Conv2D)]
    part: Part = convolutions[int(rng.integers(len(convolutions)))]
    layer = part.layer
    assert isinstance(layer, Conv2D)
    filters, depth, high, wide = layer.parameters["w"].shape
    count = depth * high * wide
    reads = "one map" if depth == 1 else f"{depth} maps"
    if part.source == 0:
        reads = "one channel" if depth == 1 else f"{depth} channels"
    return counted(
        "products",
        say.KERNEL_OF_IS_AND_READS_HOW.format(
            titled=titled(part), high=high, wide=wide, reads=reads
        ),
        count,
        [
            (high * wide, say.ONE_CHANNELS_WINDOW_ALONE),
            (count + 1, say.BIAS_IS_ADDED_BUT_IT_IS_NOT),
            (count * filters, say.THESE_ARE_THE_WEIGHTS_OF_ALL),
        ],
        say.EACH_OF_THE_CELLS.format(
            high=high, wide=wide, depth=depth, value="s" * (depth > 1), count=count
        ),
        rng,
    )


INSIDE_QUESTIONS: Mapping[str, Maker] = MappingProxyType(
    {
        "strongest": strongest_map,
        "zero": map_of_zeros,
        "place": loudest_place,
        "products": product_count,
    }
)
