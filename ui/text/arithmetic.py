"""The arithmetic of a count as it is written down."""

from __future__ import annotations

from types import UnionType

from cnn_core.nn.arithmetic import Count, Minus, Product, Rounded, Sum, Term
from ui.text.numbers import MINUS


def written(term: Term) -> str:
    """Write a term, with brackets where they are needed.

    >>> written(Product(Sum(Product(3, 3, 3), 1), 1000))
    '(3·3·3 + 1)·1,000'
    """
    match term:
        case Sum():
            first, *others = map(written, term.terms)
            return first + "".join(
                f" {one}" if one.startswith(MINUS) else f" + {one}" for one in others
            )
        case Product():
            return "·".join(_bracketed(one, Sum | Product) for one in term.factors)
        case Minus():
            return f"{MINUS} {_bracketed(term.term, Sum)}" + " outside" * term.outside
        case Rounded():
            left, right = "⌊⌋" if term.how == "floor" else "⌈⌉"
            return f"{left}({written(term.dividend)}) / {term.divisor}{right}"
    return f"{term:,}".replace("-", MINUS)


def _bracketed(term: Term, kinds: type | UnionType) -> str:
    return f"({written(term)})" if isinstance(term, kinds) else written(term)


def with_result(count: Count) -> str:
    """Write the arithmetic with its result, "(3·3·3 + 1)·32 = 896", or the number alone."""
    result = written(count.value)
    return result if count.work is None else f"{written(count.work)} = {result}"
