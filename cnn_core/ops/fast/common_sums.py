"""Sums of two cells that occur several times in a kernel: found, and computed once.

The four neighbours of a pixel are two such sums, and Sobel's kernel is a difference and two sums.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import NamedTuple

from cnn_core.ops.fast.taps import Tap, Terms, Weights, cancelling, held, odd_part, passes, plain

# How far apart, in rows and in columns, two cells may be whose sum is shared.
NEAR = 2

# Cells of a kernel up to which such sums are looked for.
MOST = 32


class Pair(NamedTuple):
    """A sum of two cells: which planes, with which signs, how many rows and columns apart."""

    first: int
    second: int
    signs: tuple[int, int]
    down: int
    across: int  # negative: the second cell stands further left

    def taps(self) -> tuple[tuple[Tap, int], tuple[Tap, int]]:
        """Return the two cells with their signs, as places in a kernel of their own."""
        left = min(self.across, 0)
        second = Tap(self.second, self.down, self.across - left)
        return (Tap(self.first, 0, -left), self.signs[0]), (second, self.signs[1])


def cheapest(weights: Weights, unit: int, planes: int) -> tuple[Terms, ...]:
    """Return new planes and, last, an answer from them; there are `planes` besides the image.

    Sums of two cells that occur several times are computed once, as for filters in hardware
    (Hartley 1996): again and again the pair that saves most, a plane of its own from then on.
    """
    alone = cancelling(weights, unit)
    # Without equal weights there is nothing to find, and large kernels are left to `banded`.
    if len(weights) > MOST or len(set(map(abs, weights.values()))) == len(weights):
        return (alone,)

    def cost(left: Weights) -> tuple[int, int]:
        # Of equals that with fewer signs, which are turned by another pass.
        return passes(plain(left, unit)), sum(n < 0 for n in left.values())

    rest: Weights = weights
    made: list[Terms] = []
    while pairs := _pairs(rest):
        tried = [_paired(rest, pair, planes + len(made) + 1) for pair in pairs]
        costs = [cost(left) for left in tried]
        best = costs.index(min(costs))
        if costs[best][0] + 1 >= cost(rest)[0]:
            break
        made.append(plain(dict(pairs[best].taps()), 1))
        rest = tried[best]
    last = plain(rest, unit)
    shorter = len(made) + passes(last) < passes(alone) and all(map(held, rest.values()))
    if shorter and (sum(weights.values()) != 0 or flat(made, last, planes)):
        return (*made, last)
    return (alone,)


def _pairs(weights: Weights) -> list[Pair]:
    """Return every pair of cells that occurs at least twice."""
    found: Counter[Pair] = Counter()
    cells = sorted(weights, key=lambda tap: (tap.row, tap.col, tap.plane))
    for at, one in enumerate(cells):
        for other in cells[at + 1 :]:
            down, across = other.row - one.row, other.col - one.col
            if down > NEAR:
                break
            if abs(across) <= NEAR:
                same = (weights[one] > 0) == (weights[other] > 0)
                for signs in ((1, 1),) if same else ((1, -1), (-1, 1)):
                    found[Pair(one.plane, other.plane, signs, down, across)] += 1
    return [pair for pair, count in found.items() if count > 1]


def _paired(weights: Weights, pair: Pair, plane: int) -> dict[Tap, int]:
    """Return the weights that are left when a new plane holds this pair of cells."""
    left = dict(weights)
    left_side = min(pair.across, 0)
    for tap in sorted(weights):
        other = Tap(pair.second, tap.row + pair.down, tap.col + pair.across)
        n, m = left.get(tap, 0) * pair.signs[0], left.get(other, 0) * pair.signs[1]
        if tap.plane == pair.first and n * m > 0:
            part = min(abs(n), abs(m)) * (1 if n > 0 else -1)
            left[tap] -= part * pair.signs[0]
            left[other] -= part * pair.signs[1]
            left[Tap(plane, tap.row, tap.col + left_side)] = part
    return {tap: n for tap, n in left.items() if n}


def flat(made: Sequence[Terms], last: Terms, planes: int) -> bool:
    """Say whether weights that sum to 0 answer exactly 0 where plane number `planes` is flat.

    There every cell is some multiple of one number, and it must be that multiple rounded once at
    most, so that what is taken away is what was added.
    """
    known = {planes: Fraction(1)}
    for terms in (*made, last):
        total = Fraction(0)
        for term in terms:
            signed = [known[tap.plane] * (1 if add else -1) for tap, add in term.taps]
            weight = Fraction(term.weight)
            if abs(weight) == 1:
                steps = [weight * one for one in signed]
            else:
                part = _rounded_once(signed)
                odd = {odd_part(n.numerator) for n in (part, weight) if n}
                if part is None or (part and 1 not in odd):
                    return False
                steps = [weight * part]
            found = _rounded_once([total, *steps])
            if found is None:
                return False
            total = found
        known[planes + len(known)] = total
    return True


def _rounded_once(multiples: Iterable[Fraction]) -> Fraction | None:
    """Return the sum of multiples of one number, added in turn; None if it is rounded twice.

    Times a power of 2 is exact. So a sum of +-2^k is rounded once; and n times that number stays
    what it is when it is doubled, halved, or taken from its double.
    """
    total = Fraction(0)
    for one in multiples:
        odd = {odd_part(n.numerator) for n in (total, one) if n}
        total += one
        if len(odd) > 1 or (odd and odd != {1} and odd_part(total.numerator) not in {0, *odd}):
            return None
    return total
