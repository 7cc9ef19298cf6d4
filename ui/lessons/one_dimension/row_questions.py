"""Questions about a row of pixels under a few taps."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType

import numpy as np

from ui.frame.questions import Cell, Question, Slip, Wrong, chosen, number_question
from ui.lessons.one_dimension.curve_questions import order_question
from ui.lessons.one_dimension.pixel_rows import PixelRows
from ui.lessons.one_dimension.words import questions as say
from ui.text.numbers import window_sum


def sum_question(shown: PixelRows, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask for the sum at a place of the chosen row, best where the row changes."""
    row, wide, reach = cell[0], shown.picture.pixels.shape[2], shown.reach
    flips = shown.way == "convolution"
    divisor = shown.taps.divisor
    windows = [[shown.pixel(row, x + j) for j in range(-reach, reach + 1)] for x in range(wide)]
    telling = [x for x in range(wide) if len({*windows[x]}) > 1] or [*range(wide)]
    x = int(rng.choice(telling))
    taps = shown.taps.numerators[0]
    lying, other = (taps[::-1], taps) if flips else (taps, taps[::-1])
    total = sum(v * w for v, w in zip(windows[x], lying, strict=True))
    turned = sum(v * w for v, w in zip(windows[x], other, strict=True))
    middle = windows[x][reach] * lying[reach]
    slips: list[Slip] = [
        (
            Fraction(turned, divisor),
            say.WITHOUT_THE_FLIP_CORRELATION if flips else say.WITH_H_FLIPPED,
        ),
        (Fraction(middle, divisor), say.MIDDLE_PRODUCT_ALONE),
        (Fraction(sum(windows[x]), divisor), say.ADDS_THE_PIXELS_AND_LEAVES_OUT),
    ]
    if divisor > 1:
        slips.append((Fraction(total), say.FORGETS_TO_DIVIDE.format(divisor=divisor)))
    sign, lies = ("∗", f"h({x} − t)") if flips else ("⋆", f"h(t − {x})")
    text = say.ROW_THE_PIXELS_AROUND_X.format(
        row=row,
        x=x,
        names=", ".join(map(str, windows[x])),
        reach=reach,
        names_2=", ".join(f"{n}".replace("-", "−") for n in taps),
        part=f" over {divisor}" if divisor > 1 else "",
        sign=sign,
        lies=lies,
    )
    why = f"{window_sum([windows[x]], [lying], divisor)} = {_text(total, divisor)}."
    return number_question("sum", text, Fraction(total, divisor), slips, why, rng, hidden=(row, x))


def _text(total: int, divisor: int) -> str:
    exact = Fraction(total, divisor)
    plain = str(exact) if exact.denominator == 1 else f"{total} / {divisor} ≈ {float(exact):.2f}"
    return plain.replace("-", "−")


def meets_question(shown: PixelRows, cell: Cell, rng: np.random.Generator) -> Question | None:
    """Ask which tap meets a neighbour of x; None for a single tap."""
    reach = shown.reach
    if reach == 0:
        return None
    flips = shown.way == "convolution"
    side = int(rng.choice([-1, 1]))
    answer = -side if flips else side

    def named(j: int) -> str:
        value = Fraction(shown.tap(j), shown.taps.divisor)
        return f"h({j}) = {value}".replace("-", "−")

    wrong: list[Wrong] = [
        (
            named(-answer),
            say.IN_CONVOLUTION_H_IS_TURNED if flips else "Correlation turns nothing.",
        ),
        (named(0), say.ONE_MEETS_F_X_ITSELF),
    ]
    where = "left" if side < 0 else "right"
    text = say.MEETS_QUESTION.format(way=shown.way, where=where, form="−" if side < 0 else "+")
    inside = (
        f"h(x − t) with t = x {'−' if side < 0 else '+'} 1"
        if flips
        else f"h(t − x) with t = x {'−' if side < 0 else '+'} 1"
    )
    return chosen("meets", text, named(answer), wrong, f"{inside} is {named(answer)}.", rng)


def length_question(shown: PixelRows, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask at how many places the taps touch the row at all, or lie wholly inside it."""
    wide, taps = shown.picture.pixels.shape[2], 2 * shown.reach + 1
    whole = bool(rng.integers(2)) and wide >= taps
    answer = wide - taps + 1 if whole else wide + taps - 1
    other = wide + taps - 1 if whole else max(wide - taps + 1, 0)
    wrong: list[Wrong] = [
        (str(other), "That counts " + ("every touch." if whole else "only whole windows.")),
        (str(wide), say.ONE_FOR_EACH_PIXEL),
        (str(wide - taps if whole else wide + taps), say.OFF_BY_ONE_THE_FIRST_PLACE),
        (str(wide * taps), say.PLACES_ARE_COUNTED_NOT),
    ]
    what = say.LIE_WHOLLY if whole else say.TOUCH_AT_LEAST_ONE_PIXEL
    text = say.ROW_HAS_PIXELS_H_HAS_WEIGHTS.format(wide=wide, taps=taps, what=what)
    why = (
        say.NETWORK_CALLS_IT_VALID.format(wide=wide, taps=taps, answer=answer)
        if whole
        else say.NETWORK_CALLS_IT_FULL.format(wide=wide, taps=taps, answer=answer)
    )
    return chosen("length", text, str(answer), wrong, why, rng)


ROW_QUESTIONS: Mapping[str, Callable[[PixelRows, Cell, np.random.Generator], Question | None]] = (
    MappingProxyType(
        {
            "sum": sum_question,
            "meets": meets_question,
            "length": length_question,
            "order": order_question,
        }
    )
)
