"""Whole numbers with the arithmetic that gives them: sums, products and quotients as a tree."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, init=False)
class Sum:
    """What is added up."""

    terms: tuple[Term, ...]

    def __init__(self, *terms: Term) -> None:
        """Add terms."""
        object.__setattr__(self, "terms", terms)


@dataclass(frozen=True, init=False)
class Product:
    """What is multiplied."""

    factors: tuple[Term, ...]

    def __init__(self, *factors: Term) -> None:
        """Multiply factors."""
        object.__setattr__(self, "factors", factors)


@dataclass(frozen=True)
class Minus:
    """A term of a sum that is taken away; `outside`: cells that lie outside the image."""

    term: Term
    outside: bool = False


@dataclass(frozen=True)
class Rounded:
    """A quotient, rounded down or up."""

    how: Literal["floor", "ceil"]
    dividend: Term
    divisor: int


Term = int | Sum | Product | Minus | Rounded


def value(term: Term) -> int:
    """Work a term out.

    >>> value(Product(Sum(Product(3, 3, 3), 1), 32)), value(Rounded("ceil", Sum(5, Minus(2)), 2))
    (896, 2)
    """
    match term:
        case Sum():
            return sum(map(value, term.terms))
        case Product():
            return math.prod(map(value, term.factors))
        case Minus():
            return -value(term.term)
        case Rounded("floor"):
            return value(term.dividend) // term.divisor
        case Rounded():
            return -(-value(term.dividend) // term.divisor)
    return term


@dataclass(frozen=True)
class Count:
    """A whole number and the arithmetic that gives it, None where there is none."""

    value: int
    work: Term | None = None
