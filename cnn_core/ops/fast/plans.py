"""How one flat kernel is computed with few passes over the image: found by algebra, exact.

Pixels of equal weight are added before they are multiplied once, so zeros cost nothing and ones an
addition; a kernel that is a column times a row goes in two passes; and a sum of two pixels that is
needed in several places is computed once, as a plane of its own that is then read like the image.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property, lru_cache

from cnn_core.geometry.padding import Array
from cnn_core.ops.fast.common_sums import cheapest
from cnn_core.ops.fast.taps import Tap, Term, Terms, cancelling, passes

Table = tuple[tuple[float, ...], ...]


@dataclass(frozen=True)
class Recipe:
    """How one flat kernel is computed: all taps of the image at once, or by way of other planes."""

    whole: Terms
    planes: tuple[Terms, ...] = ()  # plane 1, plane 2, ...: each from those before it
    last: Terms = ()  # the answer from all planes; empty where `whole` is best

    @cached_property
    def passes(self) -> int:
        """How often the pixels are gone through, the adding of the answer to a sum included."""
        return sum(map(passes, (*self.planes, self.last or self.whole)), -len(self.planes))

    @cached_property
    def buffers(self) -> tuple[int, ...]:
        """Which buffer each plane takes: one whose plane is not read any more."""
        reads = [{tap.plane for term in one for tap, _ in term.taps} for one in self.planes]
        reads.append({tap.plane for term in self.last for tap, _ in term.taps})
        final = {plane: at for at, planes in enumerate(reads, 1) for plane in planes}
        found: list[int] = []
        for at in range(1, len(reads)):
            held = {found[plane - 1] for plane in range(1, at) if final[plane] >= at}
            found.append(next(n for n in range(at) if n not in held))
        return tuple(found)

    @cached_property
    def reaches(self) -> tuple[tuple[int, int], ...]:
        """How many rows and columns of the image each plane's cells stretch over, less 1."""
        found = [(0, 0)]
        for terms in self.planes:
            taps = [tap for term in terms for tap, _ in term.taps]
            rows = max(tap.row + found[tap.plane][0] for tap in taps)
            found.append((rows, max(tap.col + found[tap.plane][1] for tap in taps)))
        return tuple(found[1:])


def recipe(kernel: Array) -> Recipe:
    """Find the fewest passes that compute a kernel (kh, kw)."""
    return _recipe(tuple(map(tuple, kernel.tolist())))


@lru_cache(maxsize=1024)
def _recipe(table: Table) -> Recipe:
    if not all(math.isfinite(w) for row in table for w in row):
        taps = ((Tap(0, i, j), w) for i, row in enumerate(table) for j, w in enumerate(row))
        return Recipe(tuple(Term(w, ((tap, True),)) for tap, w in taps))
    # Every float is a whole number over a power of 2: from here on the arithmetic is exact.
    ratios = [[w.as_integer_ratio() for w in row] for row in table]
    unit = max(below for row in ratios for _, below in row)
    rows = [[above * (unit // below) for above, below in row] for row in ratios]
    weights = {Tap(0, i, j): n for i, row in enumerate(rows) for j, n in enumerate(row) if n}
    whole = cancelling(weights, unit)
    factors = _factors(rows)
    if factors is None:
        found = cheapest(weights, unit, 0)
    else:
        down = cheapest({Tap(0, i, 0): n for i, n in enumerate(factors[0]) if n}, unit, 0)
        plane = len(down)
        right = {Tap(plane, 0, j): n for j, n in enumerate(factors[1]) if n}
        found = down + cheapest(right, 1, plane)
    ways = Recipe(whole), Recipe(whole, found[:-1], found[-1])
    return min(ways, key=lambda one: one.passes)


def _factors(rows: list[list[int]]) -> tuple[list[int], list[int]] | None:
    """Return the column and the row whose product is exactly this table, if there are such.

    The row has no common divisor, so whole tables have whole factors: whole pixels keep exact sums.
    """
    pivot = next((row for row in rows if any(row)), None)
    if pivot is None or len(rows) == 1 or len(pivot) == 1:
        return None
    shared = math.gcd(*pivot)
    across = [n // shared for n in pivot]
    at = next(j for j, n in enumerate(across) if n)
    down = [row[at] // across[at] for row in rows]
    product = [[a * b for b in across] for a in down]
    # A row of large numbers stems from weights that only happen to factor.
    return (down, across) if product == rows and max(map(abs, across)) < 2**12 else None
