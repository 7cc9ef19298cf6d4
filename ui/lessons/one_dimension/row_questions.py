"""Questions about a row of pixels under a few taps."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType

import numpy as np

from ui.frame.questions import Cell, Question, Slip, Wrong, chosen, number_question
from ui.lessons.one_dimension.curve_questions import order_question
from ui.lessons.one_dimension.pixel_rows import PixelRows
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
            "That is without the flip: correlation." if flips else "That is with h flipped.",
        ),
        (Fraction(middle, divisor), "That is the middle product alone."),
        (Fraction(sum(windows[x]), divisor), "That adds the pixels and leaves out the weights."),
    ]
    if divisor > 1:
        slips.append((Fraction(total), f"That forgets to divide by {divisor}."))
    sign, lies = ("∗", f"h({x} − t)") if flips else ("⋆", f"h(t − {x})")
    text = (
        f"Row {row}, the pixels around x = {x} are {', '.join(map(str, windows[x]))} (0 outside), "
        f"and the weights from h(−{reach}) to h({reach}) are "
        f"{', '.join(f'{n}'.replace('-', '−') for n in taps)}"
        f"{f' over {divisor}' if divisor > 1 else ''}. How large is (f {sign} h)({x}) = "
        f"Σ f(t)·{lies}?"
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
            "In convolution h is turned round first." if flips else "Correlation turns nothing.",
        ),
        (named(0), "That one meets f(x) itself."),
    ]
    where = "left" if side < 0 else "right"
    text = (
        f"In a {shown.way}, which tap meets the pixel just {where} of x, "
        f"f(x {'−' if side < 0 else '+'} 1)?"
    )
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
        (str(wide), "That is one for each pixel."),
        (str(wide - taps if whole else wide + taps), "Off by one: the first place counts as well."),
        (str(wide * taps), "Places are counted, not products."),
    ]
    what = "lie wholly on it" if whole else "touch at least one pixel of it"
    text = (
        f"A row has {wide} pixels, h has {taps} weights. At how many places x do the weights "
        f"{what}?"
    )
    why = (
        f"{wide} − {taps} + 1 = {answer}: a network calls it “valid”."
        if whole
        else f"{wide} + {taps} − 1 = {answer}: a network calls it “full”."
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
