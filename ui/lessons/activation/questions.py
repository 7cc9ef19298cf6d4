"""Questions of the lesson on activations."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType

import numpy as np

from ui.frame.questions import Cell, Question, Slip, Wrong, chosen, number_question
from ui.lessons.activation.words import questions as say
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
        (x, say.NUMBER_AS_IT_WAS),
        (-x, say.DOES_NOT_TURN_THIS_NUMBER_S.format(title=title)),
        (abs(x), say.NOT_THE_DISTANCE_FROM.format(title=title)),
        (1, say.WHAT_A_SWITCH_GIVES_GIVES.format(title=title)),
        (0, say.DOES_NOT_GIVE_HERE_RELU_GIVES.format(title=title)),
    ]
    text = say.AFTER.format(
        title=title, formula=shown.function.formula, row=row, column=column, x=rounded(x)
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
            (negative, say.CELLS_THAT_WERE_ALREADY_STAY),
            (nothing, say.THOSE_WERE_BEFORE_THE_NEGATIVE),
            (cells, say.POSITIVE_CELLS_DO_NOT_BECOME),
        ]
        why = say.ZEROS_WHY.format(negative=negative, nothing=nothing, count=count)
    else:
        slips = [
            (negative, say.DOES_NOT_GIVE_FOR_EXACTLY.format(title=title)),
            (
                negative + nothing,
                say.DOES_NOT_GIVE_FOR_EXACTLY_2.format(title=title),
            ),
            (cells, say.DOES_NOT_GIVE_FOR_EVERY_NUMBER.format(title=title)),
        ]
        alone = np.array_equal(zero, shown.before == 0)
        why = f"{title} is {'0 at 0 alone' if alone else 'exactly 0'}: {count:,} cells."
    slips.append((cells - count, say.THOSE_ARE_THE_CELLS))
    text = say.ZEROS.format(
        cells=cells,
        negative=negative,
        nothing=nothing,
        difference=cells - negative - nothing,
        title=title,
    )
    return number_question("zeros", text, count, slips, why, rng)


def slope(shown: Activated, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask for the slope at one cell's number."""
    row, column = _interesting(shown, cell, rng)
    x, title = shown.exact(row, column), shown.function.title
    answer = Fraction(float(shown.function.slope(np.float64(x)))).limit_denominator(10**9)
    y = _exact(shown, x)
    slips: list[Slip] = [
        (y, say.ITSELF_NOT_HOW_FAST_IT_CHANGES.format(title=title)),
        (x, say.NUMBER_X_THE_SLOPE_IS_WHAT),
        (1, say.SLOPE_IS_ONLY_WHERE),
        (0, say.SLOPE_IS_ONLY_WHERE_2),
        (Fraction(1, 4), say.SIGMOID_S_SLOPE_AT_X),
    ]
    text = say.SLOPE.format(result=result(x), title=title)
    why = f"{_slope_words(shown, x, y)} {result(answer)}."
    return number_question("slope", text, answer, slips, why, rng)


def _slope_words(shown: Activated, x: Fraction, y: Fraction) -> str:
    """Say how the slope comes about."""
    function = shown.function
    if not function.slope_formula:
        return say.SLOPE_OF_S_CURVE_AT_THIS_X.format(title=function.title)
    rule = f"{function.title}’s slope is {function.slope_formula}"
    if function.worked_slope:
        texts = {name: rounded(n).removeprefix("≈ ") for name, n in (("x", x), ("y", y))}
        return f"{rule}, here {with_numbers(function.worked_slope, **texts)}"
    sign = "above 0" if x > 0 else "below 0" if x < 0 else "0"
    return say.X_IS_SO_THE_SLOPE.format(rule=rule, sign=sign)


def depth(shown: Activated, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask what sigmoids leave of a gradient at most."""
    layers = int(rng.integers(2, MOST_LAYERS + 1))
    most = 0.25**layers
    wrong: list[Wrong] = [
        (scientific(0.25 / layers), say.EACH_LAYER_MULTIPLIES_WHAT),
        ("0.25", say.ONE_LAYER_OF_THEM_MULTIPLY.format(layers=layers)),
        (scientific(0.5**layers), say.SIGMOID_AT_ITS_SLOPE_THERE),
        ("1", say.ONLY_SLOPES_OF_SUCH_AS_RELU_S),
        (scientific(0.25 ** (layers - 1)), say.ONE_LAYER_TOO_FEW),
    ]
    text = say.DEPTH.format(layers=layers)
    why = say.DEPTH_WHY.format(raised=raised(layers), scientific=scientific(most))
    order = [wrong[k] for k in rng.permutation(len(wrong))]
    return chosen("depth", text, scientific(most), order, why, rng)


def linear(_: object, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask which single layer two layers without activation are."""
    a, c = (int(one) for one in rng.choice([2, 3, 4, 5], 2, replace=False))
    b, d = (int(one) for one in rng.choice([-3, -2, -1, 1, 2, 3, 4], 2, replace=False))
    wrong: list[Wrong] = [
        (_line(a + c, b + d), say.SECOND_LAYER_MULTIPLIES),
        (_line(a * c, b + d), say.SECOND_LAYER_MULTIPLIES_2.format(c=c)),
        (_line(a * c, b * d), say.BIAS_IS_ADDED_TO_NOT),
        (
            say.NONE_IT_NEEDS_BOTH,
            say.ONLY_AN_ACTIVATION_BETWEEN,
        ),
    ]
    text = say.LINEAR.format(line=_line(a, b), line_2=_line(c, d, "y"))
    inner = _line(a, b)
    why = say.LINEAR_WHY.format(c=c, inner=inner, signed=_signed(d), line=_line(a * c, b * c + d))
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
