"""What became of weights that do not work, in words."""

from __future__ import annotations

from cnn_core.kernels import Replacement
from cnn_core.kernels.numbers import DECIMALS
from cnn_core.kernels.text import LARGEST_SIZE
from ui.text.numbers import MINUS, decimal

LONGEST = 24  # characters of a number as it was written


def replaced(what: Replacement) -> str:
    """Say what was put in the place of what, as a clause.

    >>> replaced(Replacement("cut"))
    'what is beyond 11 rows or columns was left out'
    """
    match what.kind:
        case "filled":
            return "missing numbers became 0"
        case "cut":
            return f"what is beyond {LARGEST_SIZE} rows or columns was left out"
        case "decimals":
            return f"fractions became decimals of {DECIMALS} digits"
        case "weight":
            was = what.was[:LONGEST].replace("-", MINUS)
            return f"{was} became {decimal(what.now, DECIMALS)}"
