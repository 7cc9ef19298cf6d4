"""What operators, conditions and loops of a pasted text make of values, as far as known."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping
from itertools import islice
from types import MappingProxyType
from typing import Any

from ui.networks.parsers.arguments import LARGEST_NUMBER, Call, Name
from ui.networks.parsers.values import (
    UNKNOWN,
    BranchError,
    Chain,
    Flow,
    Method,
    Unknown,
    UnreadError,
    flows_in,
)

LONGEST_LIST = 1_000
_NUMBERS: Mapping[type[ast.operator], Callable[[Any, Any], Any]] = MappingProxyType(
    {
        ast.Add: operator.add,
        ast.Sub: operator.sub,
        ast.Mult: operator.mul,
        ast.Div: operator.truediv,
        ast.FloorDiv: operator.floordiv,
        ast.Mod: operator.mod,
    }
)
_COMPARED: Mapping[type[ast.cmpop], Callable[[Any, Any], Any]] = MappingProxyType(
    {
        ast.Eq: operator.eq,
        ast.NotEq: operator.ne,
        ast.Lt: operator.lt,
        ast.LtE: operator.le,
        ast.Gt: operator.gt,
        ast.GtE: operator.ge,
        ast.In: lambda a, b: a in b,
        ast.NotIn: lambda a, b: a not in b,
    }
)


def iterated(value: Any, line: int) -> list[Any]:
    """Return the elements of a value. Errors: the text does not say them."""
    if isinstance(value, Chain):
        return list(value.modules)
    if isinstance(value, list | tuple | str | dict):
        return list(value)
    if isinstance(value, range | zip | enumerate | reversed):
        found = list(islice(value, LONGEST_LIST + 1))
        if len(found) <= LONGEST_LIST:
            return found
    raise UnreadError(f"line {line} goes through a list that the text does not give")


def truth(value: Any) -> bool | None:
    """Return whether a value counts as true, None if that is not known."""
    if isinstance(value, Unknown | Name | Method):
        return None
    if isinstance(value, bool | int | float | str | list | tuple | dict) or value is None:
        return bool(value)
    return True


def combined(node: ast.BinOp, left: Any, right: Any) -> Any:
    """Work out a sum or product of numbers or lists; pictures may be scaled, but not joined."""
    flows = [*flows_in(left), *flows_in(right)]
    if len(flows) > 1:
        raise BranchError(f"line {node.lineno} joins several paths")
    if flows:
        other = right if isinstance(left, Flow) else left
        if isinstance(other, int | float):
            return flows[0].then(Call("Rescaling"))
        raise UnreadError(f"line {node.lineno} computes with the picture")
    kind = type(node.op)
    try:
        if isinstance(left, int | float) and isinstance(right, int | float):
            if kind is ast.Pow and 0 <= right <= 40 and abs(left) <= 1000:
                return _bounded(left**right)
            return _bounded(_NUMBERS[kind](left, right)) if kind in _NUMBERS else UNKNOWN
        if kind is ast.Add and type(left) is type(right) and isinstance(left, list | tuple | str):
            return left + right if len(left) + len(right) <= LONGEST_LIST else UNKNOWN
        if kind is ast.Mult and isinstance(left, list) and type(right) is int:
            return left * right if len(left) * right <= LONGEST_LIST else UNKNOWN
    except (ZeroDivisionError, OverflowError, ValueError):
        return UNKNOWN
    return UNKNOWN


def _bounded(value: Any) -> Any:
    return value if abs(value) <= LARGEST_NUMBER else UNKNOWN


def _is_plain(value: Any) -> bool:
    return value is None or isinstance(value, int | float | str)


def compared(kind: ast.cmpop, left: Any, right: Any) -> Any:
    """Return what a comparison gives, UNKNOWN for values that the text does not say."""
    if isinstance(kind, ast.Is | ast.IsNot):
        if isinstance(left, Unknown | Name) or isinstance(right, Unknown | Name):
            return UNKNOWN
        return (left is right) == isinstance(kind, ast.Is)
    inside = isinstance(kind, ast.In | ast.NotIn) and isinstance(right, list | tuple | dict)
    if not _is_plain(left) or not (_is_plain(right) or inside):
        return UNKNOWN
    try:
        return bool(_COMPARED[type(kind)](left, right))
    except (TypeError, KeyError):
        return UNKNOWN
