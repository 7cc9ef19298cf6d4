"""Lines of arithmetic that several positions share: sums whose printed terms add up."""

from __future__ import annotations

from collections.abc import Sequence

from cnn_core.explain import Difference, Dissection, WeightGradient, difference_at
from ui.lessons.train.step_view.numbers import MOST_TERMS, Product, Sum, fixed, product, short
from ui.lessons.train.step_view.scene import Piece
from ui.lessons.train.step_view.selection import Chosen
from ui.lessons.train.words import views as say
from ui.text.numbers import bracketed

ROUNDED = say.NUMBERS_ARE_ROUNDED_THE_TERM
SHOWN_EXAMPLES = 32
SLOPE_DIGITS = 4
MEAN_DIGITS = 5  # of the sum that is divided, so that the mean's four can be trusted


def summed(
    terms: Sequence[float],
    under: Sequence[str | Product],
    *,
    start: Sequence[Piece] = (),
    unit: str = "",
) -> list[Piece]:
    """Print a sum term by term, each with what it is made of below it.

    A term with its factors below it is the product of those, as they are printed.
    """
    values = [
        made.value if isinstance(made, Product) else term
        for term, made in zip(terms, under, strict=True)
    ]
    found = Sum(values, total=sum(terms))
    below = [made.text if isinstance(made, Product) else made for made in under]
    line = [*start, *added(found, below)]
    if not terms:
        line.append(Piece("0"))
    line += [Piece(" = "), Piece(found.total, "result")]
    return [*line, Piece(unit, "soft")] if unit else line


def added(found: Sum, below: Sequence[str], here: int = -1) -> list[Piece]:
    """Print the terms of a sum with plus signs between, and what rounding leaves over."""
    line = [
        Piece((" + " if k else "") + bracketed(text), "here" if k == here else "term", under)
        for k, (text, under) in enumerate(zip(found.terms, below, strict=True))
    ]
    if found.left_over:
        line.append(Piece(f" + {bracketed(found.left_over)}", "term", "rounding"))
    return line


def batch_line(sums: Sequence[float], example: int, name: str = "batch") -> list[Piece]:
    """Print the mean over the batch: the examples' sums add up, divided by their number."""
    count = len(sums)
    shown = sums if count <= SHOWN_EXAMPLES else sums[:SHOWN_EXAMPLES]
    rest = [sum(sums[SHOWN_EXAMPLES:])] if count > SHOWN_EXAMPLES else []
    total = Sum([*shown, *rest], digits=MEAN_DIGITS)
    names = [f"example {k}" for k in range(len(shown))]
    names += [f"the other {count - SHOWN_EXAMPLES}"] * len(rest)
    line = [Piece(f"{name}: ", "soft"), Piece("("), *added(total, names, example)]
    line.append(Piece(f") / {count} = {bracketed(total.total)} / {count} ≈ "))
    line.append(Piece(total.divided(count), "result"))
    return line


def bias_line(chosen: Chosen, unit: int) -> list[list[Piece]]:
    """Print the gradient of the bias of a map or unit, measured too; nothing without a bias.

    A bias is added everywhere, so its gradient is all that comes from upstream, times 1.
    """
    number = chosen.stop.layer
    if "b" not in chosen.layer.parameters:
        return []
    upstream = chosen.taken.gradients[number + 1][unit]
    sums = upstream.reshape(-1, upstream.shape[-1]).sum(axis=0)
    measured = difference_at(chosen.taken, number, "b", (unit,))
    line = batch_line(sums.tolist(), chosen.example, "its bias")
    if is_close(measured, float(sums.mean())):
        line.append(Piece(" ✓ measured too", "good"))
    return [line]


def example_line(found: WeightGradient, example: int, name: str) -> list[Piece]:
    """Print the example's sum: its products other than 0, or row by row if there are many."""
    products = found.products[..., example]
    places = [tuple(one) for one in zip(*products.nonzero(), strict=True)]
    start = [Piece(f"example {example}: ", "soft")]
    if len(places) <= MOST_TERMS:
        values, upstream = found.values[..., example], found.upstream[..., example]
        terms = [float(products[place]) for place in places]
        under = [product(float(values[place]), float(upstream[place])) for place in places]
        left_out = products.size - len(places)
        line = summed(terms, under, start=start)
        if left_out:
            line.append(Piece(f" and {left_out:,} products are 0", "soft"))
        return line
    rows = [(k, float(row.sum())) for k, row in enumerate(products) if row.any()]
    return summed(
        [total for _, total in rows],
        [f"row {k}" for k, _ in rows],
        start=start,
        unit=say.ROW_BY_ROW_OF_HAVE_A_PRODUCT.format(count=len(places), name=name),
    )


def is_close(measured: Difference, found: float) -> bool:
    """Tell whether a finite difference confirms a gradient."""
    return abs(measured.slope - found) <= 1e-4 * max(abs(found), 1e-6) + 1e-8


def slope_line(measured: Difference, found: float) -> list[Piece]:
    """Print the finite difference beside the gradient that it checks."""
    places = 12
    above, below = fixed(measured.above, places), fixed(measured.below, places)
    gap = 2 * measured.nudge
    # What a reader gets who types the printed losses into a calculator.
    typed = (round(measured.above, places) - round(measured.below, places)) / gap
    line = [
        Piece("measured: ", "soft"),
        Piece("("),
        Piece(above, "term", say.LOSS_WEIGHT_A_BIT_LARGER),
        Piece(" − "),
        Piece(below, "term", "a bit smaller"),
        Piece(") / "),
        Piece(short(gap, 1), "term", "the difference"),
        Piece(" ≈ "),
        Piece(short(typed, SLOPE_DIGITS), "result"),
    ]
    if is_close(measured, found):
        line.append(Piece(say.BY_RUNNING_IT_TWICE, "good"))
    else:
        line.append(
            Piece(
                say.RELU_SWITCHES_OR_A_POOLING,
                "soft",
            )
        )
    return line


def loss_line(taken: Dissection, example: int) -> list[Piece]:
    """Print the batch's loss as the mean of its examples'."""
    losses = taken.losses.tolist()
    count = len(losses)
    shown = losses[:SHOWN_EXAMPLES]
    rest = [sum(losses[SHOWN_EXAMPLES:])] if count > SHOWN_EXAMPLES else []
    total = Sum([*shown, *rest], digits=MEAN_DIGITS)
    names = [f"example {k}" for k in range(len(shown))]
    names += [f"the other {count - SHOWN_EXAMPLES}"] * len(rest)
    line = [Piece("batch: ", "soft"), Piece("("), *added(total, names, example)]
    line += [
        Piece(f") / {count} = {total.total} / {count} ≈ "),
        Piece(total.divided(count), "result"),
    ]
    return line
