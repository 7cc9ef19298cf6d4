"""Questions about directions: which edges a kernel answers to, and which it does not see."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from cnn_core.kernels import KERNELS, Kernel
from ui.frame.questions import BREAK, Cell, Question, Wrong, chosen, weights_of
from ui.lessons.kernels.words import questions as say
from ui.models.convolution import Convolution
from ui.text.numbers import added, decimal

VERTICAL = "Vertical edges only"
HORIZONTAL = "Horizontal edges only"

_WHY_NOT = {
    VERTICAL: say.FOR_THAT_EACH_ROW_OF_IT_WOULD,
    HORIZONTAL: say.FOR_THAT_EACH_COLUMN,
    say.EDGES_OF_EVERY_DIRECTION: say.GIVES_AT_EDGES_OF_ONE,
    say.NO_EDGES_IT_BLURS: say.FOR_THAT_THE_WEIGHTS_WOULD,
}


def finds_only(kernel: Kernel) -> str:
    """Return the one direction of straight edges the kernel answers to, "" if not exactly one.

    Where all rows of a picture are alike (vertical edges), only the sums of the kernel's columns
    count; where all columns are alike (horizontal edges), only the sums of its rows.
    """
    rows, columns = _sums(kernel)
    if sum(rows) != 0 or any(rows) == any(columns):
        return ""
    return HORIZONTAL if any(rows) else VERTICAL


def _sums(kernel: Kernel) -> tuple[list[int], list[int]]:
    table = np.array(kernel.numerators)
    return table.sum(axis=1).tolist(), table.sum(axis=0).tolist()


def turned(convolution: Convolution, cell: Cell, rng: np.random.Generator) -> Question | None:
    """Ask what an oriented kernel finds after a quarter turn; None if it is not oriented."""
    kernel = convolution.sliding
    now, answer = finds_only(kernel), finds_only(kernel.rotated())
    if not now:
        return None
    wrong = [(choice, why) for choice, why in _WHY_NOT.items() if choice not in (now, answer)]
    wrong.append((now, say.WHAT_IT_FINDS_NOW_A_QUARTER))
    text = say.TURNED.format(
        title=kernel.title, break_=BREAK, weights_of=weights_of(kernel.rotated())
    )
    return chosen("turned", text, answer, wrong, _explanation(kernel.rotated()), rng)


def finds(convolution: Convolution, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask which of four small kernels finds edges of one direction only."""
    direction = (VERTICAL, HORIZONTAL)[rng.integers(2)]
    known = [family.kernel(3) for family in KERNELS.values() if 3 in family.sizes]
    if max(convolution.kernel.shape) <= 3:
        known.append(convolution.sliding)
    known = [known[k] for k in rng.permutation(len(known))]
    right = next(k for k in known if finds_only(k) == direction and _tells_sides(k))
    crossed = right.rotated()
    rest = [k for k in known if finds_only(k) != direction and any(any(r) for r in k.numerators)]
    wrong: list[Wrong] = [(weights_of(crossed), _seen(crossed))]
    wrong += [(weights_of(kernel), _seen(kernel)) for kernel in rest]
    edges, other = ("vertical", "horizontal")[:: 1 if direction == VERTICAL else -1]
    text = say.FINDS.format(edges=edges, other=other)
    return chosen("finds", text, weights_of(right), wrong, _explanation(right), rng)


def _tells_sides(kernel: Kernel) -> bool:
    """Tell whether the two sides of an edge get opposite weights: else a kernel finds lines."""
    return any(sums == [-n for n in reversed(sums)] and any(sums) for sums in _sums(kernel))


def _seen(kernel: Kernel) -> str:
    """Say in one sentence what a kernel does instead."""
    only = finds_only(kernel)
    if only:
        return say.ONE_FINDS_EDGES.format(split_0=only.split()[0].lower())
    rows, _ = _sums(kernel)
    if sum(rows) != 0:
        return say.ITS_WEIGHTS_DO_NOT_SUM
    if any(rows):
        return say.ONE_FINDS_VERTICAL
    return say.ONE_GIVES_AT_VERTICAL


def _explanation(kernel: Kernel) -> str:
    """Write the sums that make a kernel blind in one direction."""
    rows, columns = _sums(kernel)
    blind, seeing = ("column", "row") if any(rows) else ("row", "column")
    edge, other = ("vertical", "horizontal") if any(rows) else ("horizontal", "vertical")
    table = np.array(kernel.numerators)
    first = _sum(table[:, 0].tolist() if any(rows) else table[0].tolist())
    sums = ", ".join(decimal(n) for n in (rows if any(rows) else columns))
    return say.EACH_SUMS_TO_AS_THE_FIRST_DOES.format(
        blind=blind, first=first, edge=edge, seeing=seeing, sums=sums, other=other
    )


def _sum(numbers: Sequence[int]) -> str:
    return f"{added(map(decimal, numbers))} = {decimal(sum(numbers))}"
