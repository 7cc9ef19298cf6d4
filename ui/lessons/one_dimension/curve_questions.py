"""Questions about two functions, one sliding over the other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType

import numpy as np

from cnn_core.analysis import STRIPS
from ui.frame.questions import Cell, Question, Slip, Wrong, chosen, number_question
from ui.lessons.one_dimension.functions import PLACES, Curves
from ui.lessons.one_dimension.words import questions as say
from ui.text.numbers import decimal, result, rounded

MIRRORED = say.MIRRORED_X_BECOMES_X
STAYS = say.NOTHING_IT_STAYS


def exact(value: float) -> Fraction:
    """Return a computed number without what rounding left of it."""
    return Fraction(round(value, 6)).limit_denominator(10**6)


def overlap_question(shown: Curves, cell: Cell, rng: np.random.Generator) -> Question | None:
    """Ask for the result at a place in quarters of a unit; None where it is infinite."""
    if not shown.has_result:
        return None
    values, flips = shown.shown, shown.way == "convolution"
    quarters = np.arange(-6, 9) * (STRIPS // 4)
    found = values[quarters + PLACES]
    telling = quarters[(found > 0.02 * values.max()) & (np.abs(found - values.max()) > 1e-9)]
    place = int(rng.choice(telling if telling.size else quarters))
    x, answer = Fraction(place, STRIPS), exact(float(values[place + PLACES]))
    other = shown.overlap.correlated if flips else shown.overlap.convolved
    at = place + len(shown.f.values) // 2
    f_here, h_here = (float(one.values[at]) for one in (shown.f, shown.h))
    turned: Slip = (
        exact(float(other[place + PLACES])),
        say.H_WITHOUT_THE_FLIP_CORRELATION if flips else say.WITH_H_FLIPPED_CONVOLUTION,
    )
    slips: list[Slip] = [
        *([] if shown.diverges else [turned]),
        (exact(f_here * h_here), say.MULTIPLIES_THE_HEIGHTS_AT_X),
        (exact(f_here), say.F_ALONE_AT_X),
        (
            exact(float(shown.f.values.max() * shown.h.values.max())),
            say.PRODUCTS_LARGEST_HEIGHT_NOT,
        ),
    ]
    sign, lies = ("∗", "h(x − t)") if flips else ("⋆", "h(t − x)")
    text = say.OVERLAP_QUESTION.format(
        title=shown.f.title, title_2=shown.h.title, sign=sign, x=decimal(x), lies=lies
    )
    why = say.OVERLAP_QUESTION_WHY.format(answer=decimal(answer))
    return number_question("overlap", text, answer, slips, why, rng, hidden=(0, place))


def support_question(shown: Curves, cell: Cell, rng: np.random.Generator) -> Question | None:
    """Ask from where to where the result is not 0; None where a function has no end."""
    f, h = shown.f.support, shown.h.support
    if f is None or h is None:
        return None

    def span(low: Fraction, high: Fraction) -> str:
        return f"{decimal(low, 3)} to {decimal(high, 3)}"

    low, high = f[0] + h[0], f[1] + h[1]
    wrong: list[Wrong] = [
        (span(*max(f, h, key=lambda one: one[1])), say.WIDER_ONE_ALONE_WIDTHS_ADD_UP),
        (span(*min(f, h, key=lambda one: one[1])), say.WHERE_BOTH_ARE_AT_ONCE_AT_X),
        (span(2 * low, 2 * high), say.TWICE_TOO_WIDE_THE_WIDTHS),
        (span(low / 4, high / 4), say.WIDTHS_ARE_ADDED_NOT),
        (span(Fraction(0), high - low), say.WIDTH_IS_RIGHT_BUT_IT_STARTS),
    ]
    text = say.SUPPORT_QUESTION.format(span=span(*f), span_2=span(*h))
    why = say.SUPPORT_QUESTION_WHY.format(
        f_0=decimal(f[0], 3),
        h_0=decimal(h[0], 3),
        low=decimal(low, 3),
        f_1=decimal(f[1], 3),
        h_1=decimal(h[1], 3),
        high=decimal(high, 3),
    )
    return chosen("support", text, span(low, high), wrong, why, rng)


def order_question(shown: object, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask what swapping does to convolution, or to correlation, whatever f and h are."""
    flips = bool(rng.integers(2))
    wrong: list[Wrong] = [
        (
            MIRRORED if flips else STAYS,
            say.WHAT_CORRELATION_DOES if flips else say.WHAT_CONVOLUTION_DOES,
        ),
        (say.CHANGES_ITS_SIGN, say.EVERY_PRODUCT_IS_THE_SAME),
        ("It becomes wider", say.BOTH_ORDERS_OVERLAP_OVER),
    ]
    name, sign = ("convolution", "∗") if flips else ("correlation", "⋆")
    text = say.ORDER_QUESTION.format(name=name)
    why = say.ORDER_QUESTION_WHY if flips else say.H_F_X_SLIDES_F_INSTEAD_OF_H
    return chosen("order", f"{text} (f {sign} h)", STAYS if flips else MIRRORED, wrong, why, rng)


def area_question(shown: Curves, cell: Cell, rng: np.random.Generator) -> Question | None:
    """Ask for the area under the whole result; None where a function has an infinite one."""
    if shown.f.is_endless or shown.h.is_endless:
        return None
    f, h = (exact(round(one.area, 2)) for one in (shown.f, shown.h))
    answer = f * h
    slips: list[Slip] = [
        (f + h, say.EACH_STRIP_OF_F_ADDS_A_WHOLE_H),
        (answer / 2, say.HALF_OF_IT_THE_AREAS_MULTIPLY),
        (2 * answer, say.RESULT_IS_WIDER_BUT_NOT_LARGER),
        (Fraction(0), say.NOTHING_IS_NEGATIVE_HERE),
    ]
    usable = slips if answer > 0 else slips[:3]
    text = say.AREA_QUESTION.format(f=decimal(f), h=decimal(h))
    why = f"Areas multiply: {decimal(f)}·{decimal(h)} {result(answer)}."
    return number_question("area", text, answer, usable, why, rng)


def level_question(shown: Curves, cell: Cell, rng: np.random.Generator) -> Question | None:
    """Ask what an edge ∗ a function becomes on the far right; None unless one is an edge."""
    if shown.f.is_endless == shown.h.is_endless:
        return None
    name, other = ("h", shown.h) if shown.f.is_endless else ("f", shown.f)
    edge = "f" if name == "h" else "h"
    area, (_, height) = exact(round(other.area, 2)), other.range
    wrong: list[Wrong] = [
        (say.GROWS_WITHOUT_END, say.EDGE_DOES_NOT_END_BUT_ADDS_NO.format(name=name)),
        (rounded(exact(height)), say.HEIGHT_OF_ITS_AREA_COUNTS_HERE.format(name=name)),
        ("0", say.RESULT_IS_ONLY_ON_THE_FAR_LEFT),
        (rounded(area / 2), say.HALF_OF_ON_THE_FAR_RIGHT_ALL.format(name=name)),
        (rounded(area + 1), say.HEIGHT_IS_NOT_ADDED_TO_THE_TWO.format(name=name)),
    ]
    text = say.LEVEL_QUESTION.format(edge=edge, name=name, area=decimal(area))
    why = say.LEVEL_QUESTION_WHY.format(name=name, area=decimal(area))
    return chosen("level", text, rounded(area), wrong, why, rng)


CURVE_QUESTIONS: Mapping[str, Callable[[Curves, Cell, np.random.Generator], Question | None]] = (
    MappingProxyType(
        {
            "overlap": overlap_question,
            "support": support_question,
            "order": order_question,
            "area": area_question,
            "level": level_question,
        }
    )
)
