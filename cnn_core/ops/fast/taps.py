"""Sums of cells with weights: what an answer is written in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import NamedTuple


class Tap(NamedTuple):
    """One cell: the plane it is read from (0 is the image), and its place in the kernel."""

    plane: int
    row: int
    col: int


Weights = Mapping[Tap, int]
# Size of a weight: the taps that are added, and those that are subtracted.
Groups = dict[int, tuple[list[Tap], list[Tap]]]


@dataclass(frozen=True)
class Term:
    """A weight times a sum of cells, some of them subtracted; the first is added."""

    weight: float
    taps: tuple[tuple[Tap, bool], ...]  # the cell, and whether to add

    @property
    def passes(self) -> int:
        return len(self.taps) + (self.weight not in (1.0, -1.0))


Terms = tuple[Term, ...]


def cancelling(weights: Weights, unit: int) -> Terms:
    """Write weights of the image as terms that are exactly 0 where it is flat, if their sum is."""
    groups = _groups(weights)
    return _in_order(_balanced(groups) if sum(weights.values()) == 0 else groups, unit)


def plain(weights: Weights, unit: int) -> Terms:
    """Write weights, each so many of 1 / unit, as terms: cells of equal weight in one."""
    return _in_order(_groups(weights), unit)


def _groups(weights: Weights) -> Groups:
    groups: Groups = {}
    for tap, n in sorted(weights.items()):
        groups.setdefault(abs(n), ([], []))[n < 0].append(tap)
    return groups


def _in_order(groups: Groups, unit: int) -> Terms:
    """Write groups as terms: those of weight 1 last, for they are added without a copy."""
    terms = []
    for n, (plus, minus) in sorted(groups.items(), key=lambda group: group[0] == unit):
        # Alternating signs: where the image is flat each pair cancels exactly.
        more, fewer = (plus, minus) if plus else (minus, plus)
        both = zip_longest(((tap, True) for tap in more), ((tap, False) for tap in fewer))
        taps = tuple(tap for pair in both for tap in pair if tap is not None)
        terms.append(Term(n / unit if plus else -n / unit, taps))
    return tuple(terms)


def passes(terms: Terms) -> int:
    """Count how often cells are gone through to add terms to a sum."""
    # A sum that begins with -1 times something must be turned round.
    return sum(term.passes for term in terms) + bool(terms and terms[0].weight == -1.0)


def _balanced(groups: Groups) -> Groups:
    """Split weights that sum to 0 so that each group subtracts as many pixels as it adds.

    4 -1 -1 -1 -1 becomes four differences of two pixels each: exactly 0 where the image is flat,
    which 4v - v - v - v - v in floating point is not.
    """
    split: Groups = {}
    spare: tuple[list[tuple[Tap, int]], list[tuple[Tap, int]]] = ([], [])
    for n, sides in groups.items():
        even = min(map(len, sides))
        if even:
            split[n] = (sides[0][:even], sides[1][:even])
        for side, left in zip(sides, spare, strict=True):
            left.extend((tap, n) for tap in side[even:])
    while spare[0]:
        (tap, n), (other, m) = spare[0].pop(), spare[1].pop()
        part = min(n, m)
        if not held(part):
            return groups
        for side, one in zip(split.setdefault(part, ([], [])), (tap, other), strict=True):
            side.append(one)
        for left, one, rest in ((spare[0], tap, n - part), (spare[1], other, m - part)):
            if rest:
                left.append((one, rest))
    return split


def held(n: int) -> bool:
    """Say whether float32 holds a whole number exactly, its exponent aside."""
    return odd_part(n).bit_length() <= 24


def odd_part(n: int) -> int:
    """Return a whole number without its factors of 2; 0 for 0."""
    return abs(n) // (n & -n) if n else 0
