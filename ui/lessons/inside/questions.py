"""What the lesson asks, from the network and the picture on screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType

import numpy as np

from cnn_core.nn import Conv2D
from ui.frame.questions import Cell, Question, chosen, counted, number_question
from ui.lessons.inside.model import Shown
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
        (f"map {k}", f"Its largest value is only {decimal(_rounded(float(most[k])))}.")
        for k in map(int, picked)
    ]
    return chosen(
        "strongest",
        f"Which map of **{titled(part)}** has the largest value for this picture?",
        f"map {best}",
        wrong,
        f"The largest value of map {best} is {decimal(_rounded(float(most[best])))}. "
        "No other map of this part has a larger one, so its pattern fits this picture best.",
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
        f"Map {number} of **{titled(answer.last)}** adds {decimal(adds)} to the logit of "
        f"**{name}**, which is {decimal(logit)}. What does the logit become if this map is set "
        "to 0?",
        logit - adds,
        [
            (logit + adds, "This adds the map's part once more. It must be taken away."),
            (logit, "The logit is a sum, so a part that is gone changes it."),
            (Fraction(0), "Only this part becomes 0. The other maps and the bias stay."),
            (-adds, "This forgets what the other maps and the bias add."),
        ],
        f"Its products become 0, and all others stay. "
        f"So the logit is {decimal(logit)} − {bracketed(decimal(adds))} = {decimal(logit - adds)}.",
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
        f"The last maps have {rows}×{columns} places. Which of these adds most to the score of "
        f"**{answer.classes[unit]}**?",
        named(best),
        wrong,
        f"The place at {named(best)} adds {decimal(_rounded(float(places.flat[best])))}, more "
        "than any other. “One score” shows what each place adds.",
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
        f"A kernel of **{titled(part)}** is {high}×{wide} and reads {reads}. How many products "
        "make one cell of its map?",
        count,
        [
            (high * wide, "This is one channel's window alone. Every channel it reads has one."),
            (count + 1, "The bias is added, but it is not a product."),
            (count * filters, "These are the weights of all kernels. One kernel makes one map."),
        ],
        f"Each of the {high}·{wide} cells of the window has {depth} "
        f"channel{'s' * (depth > 1)}, so there are {high}·{wide}·{depth} = {count:,} products.",
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
