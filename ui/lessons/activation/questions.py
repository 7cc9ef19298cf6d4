"""Questions of the lesson on activations."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType

import numpy as np

from ui.frame.questions import Cell, Question, Slip, Wrong, chosen, number_question
from ui.models.activation import Activated
from ui.text.numbers import MINUS, raised, result, rounded, scientific
from ui.text.worked_examples import with_numbers

MOST_LAYERS = 9


def after(shown: Activated, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask for the number of one cell after the activation."""
    row, column = _interesting(shown, cell, rng)
    x, title = shown.exact(row, column), shown.function.title
    y = _exact(shown, x)
    slips: list[Slip] = [
        (x, "That is the number as it was: the activation did nothing."),
        (-x, f"{title} does not turn this number’s sign around."),
        (abs(x), f"{title} is not the distance from 0."),
        (1, f"That is what a switch gives. {title} gives another number here."),
        (0, f"{title} does not give 0 here. ReLU gives 0 for numbers below 0."),
    ]
    text = (
        f"{title}: {shown.function.formula}. Before it, the cell in row {row}, column {column} is "
        f"{rounded(x)}. What is it after?"
    )
    why = f"{_with(shown, x)} {result(y)}."
    return number_question("after", text, y, slips, why, rng, hidden=(row, column))


def _interesting(shown: Activated, cell: Cell, rng: np.random.Generator) -> Cell:
    """Return a cell whose number is not 0, not the chosen one, if there is one."""
    rows, columns = np.nonzero(shown.before)
    if not len(rows):
        return 0, 0
    k = int(rng.integers(len(rows)))
    if (rows[k], columns[k]) == cell:
        k = (k + 1) % len(rows)
    return int(rows[k]), int(columns[k])


def _exact(shown: Activated, x: Fraction) -> Fraction:
    """Return the activation of x: x itself where it is left alone."""
    y = float(shown.function.forward(np.float64(x)))
    return x if y == float(x) else Fraction(y).limit_denominator(10**9)


def _with(shown: Activated, x: Fraction) -> str:
    """Write the activation with its number in it."""
    example = shown.function.examples[0 if x > 0 else 1]
    return with_numbers(example, x=rounded(x).removeprefix("≈ "))


def zeros(shown: Activated, cell: Cell, rng: np.random.Generator) -> Question | None:
    """Ask how many cells are 0 after the activation; None where none is, or all."""
    count, cells = shown.zeros, shown.after.size
    if count in (0, cells):
        return None
    negative = int(np.count_nonzero(shown.before < 0))
    nothing = int(np.count_nonzero(shown.before == 0))
    title = shown.function.title
    zero = shown.after == 0
    if np.array_equal(zero, shown.before <= 0):
        slips: list[Slip] = [
            (negative, "The cells that were 0 already stay 0: count them too."),
            (nothing, "Those were 0 before. The negative ones join them."),
            (cells, "The positive cells do not become 0."),
        ]
        why = f"{negative:,} + {nothing:,} = {count:,}: what is negative becomes 0, and 0 stays 0."
    else:
        slips = [
            (negative, f"{title} does not give 0 for exactly the negative cells."),
            (
                negative + nothing,
                f"{title} does not give 0 for exactly the cells that are not above 0.",
            ),
            (cells, f"{title} does not give 0 for every number."),
        ]
        alone = np.array_equal(zero, shown.before == 0)
        why = f"{title} is {'0 at 0 alone' if alone else 'exactly 0'}: {count:,} cells."
    slips.append((cells - count, "Those are the cells that are not 0."))
    text = (
        f"Of the map’s {cells:,} cells, {negative:,} are negative, {nothing:,} are 0 and "
        f"{cells - negative - nothing:,} are positive. How many are 0 after {title}?"
    )
    return number_question("zeros", text, count, slips, why, rng)


def slope(shown: Activated, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask for the slope at one cell's number."""
    row, column = _interesting(shown, cell, rng)
    x, title = shown.exact(row, column), shown.function.title
    answer = Fraction(float(shown.function.slope(np.float64(x)))).limit_denominator(10**9)
    y = _exact(shown, x)
    slips: list[Slip] = [
        (y, f"That is {title} itself, not how fast it changes."),
        (x, "That is the number x. The slope is what a small step of x is multiplied with."),
        (1, "The slope is 1 only where the function rises as fast as x itself."),
        (0, "The slope is 0 only where the function is flat."),
        (Fraction(1, 4), "0.25 is Sigmoid’s slope at x = 0, its largest."),
    ]
    text = (
        f"x {result(x)} under {title}. When x changes a tiny bit, the output changes a tiny bit, "
        "too. How many times as much is that? This is the slope."
    )
    why = f"{_slope_words(shown, x, y)} {result(answer)}."
    return number_question("slope", text, answer, slips, why, rng)


def _slope_words(shown: Activated, x: Fraction, y: Fraction) -> str:
    """Say how the slope comes about."""
    function = shown.function
    if not function.slope_formula:
        return f"The slope of {function.title}’s curve at this x"
    rule = f"{function.title}’s slope is {function.slope_formula}"
    if function.worked_slope:
        texts = {name: rounded(n).removeprefix("≈ ") for name, n in (("x", x), ("y", y))}
        return f"{rule}, here {with_numbers(function.worked_slope, **texts)}"
    sign = "above 0" if x > 0 else "below 0" if x < 0 else "0"
    return f"{rule}. This x is {sign}, so the slope"


def depth(shown: Activated, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask what sigmoids leave of a gradient at most."""
    layers = int(rng.integers(2, MOST_LAYERS + 1))
    most = 0.25**layers
    wrong: list[Wrong] = [
        (scientific(0.25 / layers), "Each layer multiplies what is left, so it is a power."),
        ("0.25", f"That is one layer. {layers} of them multiply."),
        (scientific(0.5**layers), "0.5 is Sigmoid at 0; its slope there is 0.5·0.5 = 0.25."),
        ("1", "Only slopes of 1, such as ReLU’s above 0, pass a gradient on whole."),
        (scientific(0.25 ** (layers - 1)), "One layer too few."),
    ]
    text = (
        f"A gradient of 1 goes back through {layers} layers with Sigmoid. Without the weights, how "
        "much of it is left at most?"
    )
    why = f"Sigmoid’s slope is at most 0.25, so 0.25{raised(layers)} = {scientific(most)}."
    order = [wrong[k] for k in rng.permutation(len(wrong))]
    return chosen("depth", text, scientific(most), order, why, rng)


def linear(_: object, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask which single layer two layers without activation are."""
    a, c = (int(one) for one in rng.choice([2, 3, 4, 5], 2, replace=False))
    b, d = (int(one) for one in rng.choice([-3, -2, -1, 1, 2, 3, 4], 2, replace=False))
    wrong: list[Wrong] = [
        (_line(a + c, b + d), "The second layer multiplies the first: weights are not added."),
        (_line(a * c, b + d), f"The second layer multiplies the first one’s bias by {c}, too."),
        (_line(a * c, b * d), "A bias is added to, not multiplied with, the other."),
        (
            "none: it needs both",
            "Only an activation between them would keep two layers from being one.",
        ),
    ]
    text = (
        f"The first layer turns x into {_line(a, b)}. The second turns its output y into "
        f"{_line(c, d, 'y')}. There is no activation between them. Which single layer does the "
        "same?"
    )
    inner = _line(a, b)
    why = f"{c}·({inner}){_signed(d)} = {_line(a * c, b * c + d)}: two linear layers are one."
    return chosen("linear", text, _line(a * c, b * c + d), wrong, why, rng)


def _signed(number: int) -> str:
    return "" if number == 0 else f" {MINUS if number < 0 else '+'} {abs(number)}"


def _line(factor: int, added: int, name: str = "x") -> str:
    return f"{factor}{name}{_signed(added)}"


Maker = Callable[[Activated, Cell, np.random.Generator], Question | None]
ACTIVATION_QUESTIONS: Mapping[str, Maker] = MappingProxyType(
    {"after": after, "linear": linear, "zeros": zeros, "slope": slope, "depth": depth}
)
# Where no map is shown, nothing is asked of one.
DEPTH_QUESTIONS: Mapping[str, Maker] = MappingProxyType(
    {"linear": linear, "slope": slope, "depth": depth}
)
