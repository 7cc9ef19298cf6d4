"""One kernel over one large image: shifted, scaled copies of the image, added up.

For few filters this is several times faster than a matrix product over window columns, which must
first write every pixel kh * kw times. Three things make it faster still: rows go in blocks whose
buffers stay in the cache, pixels of equal weight are added before they are multiplied once (so
zeros cost nothing and ones an addition), and a kernel that is a column times a row goes in two
passes. Where none of this helps, `banded` does.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest

import numpy as np

from cnn_core.banded import ROWS, bands, fill_banded
from cnn_core.padding import Array, pad_rows
from cnn_core.scratch import scratch
from cnn_core.sizes import Geometry, Pair, span

# Bytes of one buffer: smaller ones cost more calls, larger ones leave the cache.
BLOCK = 1 << 19

# Cells of an answer from which it pays to prepare more than a recipe.
LARGE = 1 << 14

Table = tuple[tuple[float, ...], ...]
# Size of a weight: the taps that are added, and those that are subtracted.
Groups = dict[int, tuple[list[Pair], list[Pair]]]
Reader = Callable[[Array, Pair, Array], Array]


@dataclass(frozen=True)
class Term:
    """A weight times a sum of pixels, some of them subtracted; the first is added."""

    weight: float
    taps: tuple[tuple[Pair, bool], ...]  # (row, column) of the kernel, and whether to add

    @property
    def passes(self) -> int:
        return len(self.taps) + (self.weight not in (1.0, -1.0))


@dataclass(frozen=True)
class Recipe:
    """How one flat kernel is computed: all taps at once, or down a column, then across a row."""

    whole: tuple[Term, ...]
    down: tuple[Term, ...] = ()
    across: tuple[Term, ...] = ()

    @property
    def passes(self) -> int:
        """How often the pixels are gone through."""
        return sum(term.passes for term in (self.down + self.across or self.whole))


def recipe(kernel: Array) -> Recipe:
    """Find the fewest passes that compute a kernel (kh, kw)."""
    return _recipe(tuple(map(tuple, kernel.tolist())))


@lru_cache(maxsize=1024)
def _recipe(table: Table) -> Recipe:
    if not all(math.isfinite(w) for row in table for w in row):
        taps = (((i, j), w) for i, row in enumerate(table) for j, w in enumerate(row))
        return Recipe(tuple(Term(w, ((tap, True),)) for tap, w in taps))
    # Every float is a whole number over a power of 2: from here on the arithmetic is exact.
    ratios = [[w.as_integer_ratio() for w in row] for row in table]
    unit = max(below for row in ratios for _, below in row)
    rows = [[above * (unit // below) for above, below in row] for row in ratios]
    at_once = _terms({(i, j): n for i, row in enumerate(rows) for j, n in enumerate(row)}, unit)
    factors = _factors(rows)
    if factors is None:
        return Recipe(at_once)
    down = _terms({(i, 0): n for i, n in enumerate(factors[0])}, unit)
    across = _terms({(0, j): n for j, n in enumerate(factors[1])}, 1)
    return min(Recipe(at_once), Recipe(at_once, down, across), key=lambda one: one.passes)


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


def _terms(weights: dict[Pair, int], unit: int) -> tuple[Term, ...]:
    """Gather pixels of equal weight into one term each, those of weight 1 first."""
    groups: Groups = {}
    for tap, n in weights.items():
        if n:
            groups.setdefault(abs(n), ([], []))[n < 0].append(tap)
    if sum(weights.values()) == 0:
        groups = _balanced(groups, unit)
    terms = []
    for n, (plus, minus) in sorted(groups.items(), key=lambda group: group[0] != unit):
        # Alternating signs: where the image is flat each pair cancels exactly.
        more, fewer = (plus, minus) if plus else (minus, plus)
        both = zip_longest(((tap, True) for tap in more), ((tap, False) for tap in fewer))
        taps = tuple(tap for pair in both for tap in pair if tap is not None)
        terms.append(Term(n / unit if plus else -n / unit, taps))
    return tuple(terms)


def _balanced(groups: Groups, unit: int) -> Groups:
    """Split weights that sum to 0 so that each group subtracts as many pixels as it adds.

    4 -1 -1 -1 -1 becomes four differences of two pixels each: exactly 0 where the image is flat,
    which 4v - v - v - v - v in floating point is not.
    """
    split: Groups = {}
    spare: tuple[list[tuple[Pair, int]], list[tuple[Pair, int]]] = ([], [])
    for n, sides in groups.items():
        even = min(map(len, sides))
        if even:
            split[n] = (sides[0][:even], sides[1][:even])
        for side, left in zip(sides, spare, strict=True):
            left.extend((tap, n) for tap in side[even:])
    while spare[0]:
        (tap, n), (other, m) = spare[0].pop(), spare[1].pop()
        part = min(n, m)
        if (part // (part & -part)).bit_length() > 24:
            return groups  # float32 cannot hold this part
        for side, one in zip(split.setdefault(part, ([], [])), (tap, other), strict=True):
            side.append(one)
        for left, one, rest in ((spare[0], tap, n - part), (spare[1], other, m - part)):
            if rest:
                left.append((one, rest))
    return split


def prefers_shifts(w: Array, cells: int) -> bool:
    """Say whether shifted sums beat a matrix product for filters (F, C, kh, kw) and large maps."""
    filters, depth = w.shape[0], w[0].size
    if filters == 1:
        return True
    # Finding recipes takes longer than it saves for many kernels or small maps.
    if filters * w.shape[1] > 16 or cells < LARGE:
        return False
    # Measured: writing a column costs 1.5 passes, and its product with a filter half a pass.
    passes = sum(recipe(kernel).passes for deep in w for kernel in deep)
    return bool(2 * passes <= depth * (3 + filters))


def correlate_shifted(
    x: Array, w: Array, at: Geometry, out: Array, mode: str = "zeros", fill: float = 0.0
) -> None:
    """Fill out (F, H', W', ...) with w (F, C, kh, kw) over an image (C, H, W, ...) and padding."""
    filters = [[recipe(kernel) for kernel in deep] for deep in w]
    large = out[0].size >= LARGE
    products = [
        bands(deep, at, [one.passes for one in recipes]) if large else None
        for deep, recipes in zip(w, filters, strict=True)
    ]
    (top, bottom), (left, right) = at.amounts
    width = left + x.shape[2] + right
    line = width * x[0, 0, 0].size
    step = min(at.out[0], max(1, BLOCK // (line * x.itemsize)))
    step -= step % ROWS if step > ROWS else 0
    work = scratch("work", (3, step * line), x.dtype)
    fill_rows = _fill_flat if at.stride == (1, 1) else _fill_strided
    for first in range(0, at.out[0], step):
        rows = min(step, at.out[0] - first)
        start = first * at.stride[0]
        reach = (rows - 1) * at.stride[0] + span(at.kernel[0], at.dilation[0])
        if any((top, bottom, left, right)) or not x.flags.c_contiguous:
            # Padding block by block: a padded copy of a large image would cost more than the sums.
            block = scratch("block", (x.shape[0], reach, width, *x.shape[3:]), x.dtype)
            pad_rows(x, at.amounts, mode, fill, start, block)
        else:
            block = x[:, start : start + reach]
        for f, deep in enumerate(filters):
            target, banded = out[f, first : first + rows], products[f]
            if banded is None or not fill_banded(block, banded, at, target, work):
                fill_rows(block, deep, at, target, work)


def _fill_flat(block: Array, deep: list[Recipe], at: Geometry, out: Array, work: Array) -> None:
    """Fill rows of one map; a shift by rows and columns is an offset into the flat image.

    One long loop over all rows is a third faster than one loop a row. The sums that straddle two
    rows mean nothing and are left out at the end.
    """
    rows, width = out.shape[0], block.shape[2]
    cell = block[0, 0, 0].size
    down, across = at.dilation[0] * width * cell, at.dilation[1] * cell
    length = ((rows - 1) * width + at.out[1]) * cell
    total, column = work[0, :length], work[2, : length + (at.kernel[1] - 1) * across]

    def read(source: Array, tap: Pair, target: Array) -> Array:
        offset = tap[0] * down + tap[1] * across
        return source[offset : offset + target.size]

    started = False
    for plane, one in zip(block, deep, strict=True):
        source = plane.reshape(-1)
        if one.across:
            _add(one.down, source, column, work[1, : column.size], read, False)
            started = _add(one.across, column, total, work[1, :length], read, started)
        else:
            started = _add(one.whole, source, total, work[1, :length], read, started)
    if not started:
        total.fill(0)
    whole = work[0, : rows * width * cell].reshape(rows, width, *out.shape[2:])
    out[...] = whole[:, : at.out[1]]


def _fill_strided(block: Array, deep: list[Recipe], at: Geometry, out: Array, work: Array) -> None:
    """Fill rows of one map from slices with a step: few cells, so all taps at once will do."""
    part = work[1, : out.size].reshape(out.shape)

    def read(source: Array, tap: Pair, target: Array) -> Array:
        rows, cols = at.tap(*tap)
        return source[rows, cols][: len(target)]

    started = False
    for plane, one in zip(block, deep, strict=True):
        started = _add(one.whole, plane, out, part, read, started)
    if not started:
        out.fill(0)


def _add(
    terms: tuple[Term, ...],
    source: Array,
    total: Array,
    part: Array,
    read: Reader,
    started: bool,
) -> bool:
    """Add terms to a total, or begin one; return whether there is one."""
    for term in terms:
        pixels = [(read(source, tap, total), add) for tap, add in term.taps]
        if started and term.weight in (1.0, -1.0):
            for pixel, add in pixels:
                (np.add if add == (term.weight > 0) else np.subtract)(total, pixel, out=total)
            continue
        into = part if started else total
        if len(pixels) == 1:
            np.multiply(pixels[0][0], term.weight, out=into)
        else:
            (first, _), (second, add), *others = pixels
            (np.add if add else np.subtract)(first, second, out=into)
            for pixel, add in others:
                (np.add if add else np.subtract)(into, pixel, out=into)
            if term.weight != 1.0:
                into *= term.weight
        if started:
            total += part
        started = True
    return started
