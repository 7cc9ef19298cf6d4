"""The calls in a text, and their arguments: looked at, never evaluated."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import Any

from ui.link.settings import quoted

LONGEST_ARGUMENTS = 500  # characters between the parentheses of one layer
_CALL = re.compile(r"(?<![A-Za-z0-9_.])([A-Za-z_][A-Za-z0-9_.]*)\s*\(")


class Arguments:
    """The arguments of one call in a text, by place and by name; only plain values count."""

    def __init__(self, call: ast.Call) -> None:
        self.places = [_plain(one) for one in call.args]
        self.names = {one.arg: _plain(one.value) for one in call.keywords if one.arg}

    def get(self, place: int, *names: str, usual: Any = None) -> Any:
        """Return an argument, by its place or one of its names."""
        for name in names:
            if name in self.names:
                return self.names[name]
        return self.places[place] if 0 <= place < len(self.places) else usual


def calls(text: str) -> Iterator[tuple[str, Arguments | None]]:
    """Find every call by its dotted name; no arguments for one without an end, or too long."""
    ends = _closings(text)
    for match in _CALL.finditer(text):
        start, end = match.end(), ends.get(match.end() - 1)
        short = end is not None and end - start <= LONGEST_ARGUMENTS
        yield match[1], _arguments(text[start:end]) if short else None


def _closings(text: str) -> dict[int, int]:
    """Return where each opened parenthesis is closed, in one walk: the text is a stranger's."""
    opened: list[int] = []
    closed = {}
    for bracket in re.finditer(r"[()]", text):
        if bracket[0] == "(":
            opened.append(bracket.start())
        elif opened:
            closed[opened.pop()] = bracket.start()
    return closed


def _arguments(inside: str) -> Arguments:
    """Read what stands between a call's parentheses; what is no Python has no arguments."""
    try:
        call = ast.parse(f"f({inside})", mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        call = None
    return Arguments(call if isinstance(call, ast.Call) else ast.Call(ast.Name("f"), [], []))


def _plain(node: ast.expr) -> Any:
    """Return a number, text or tuple of them; None for anything that would have to be computed.

    Only a product of whole numbers is worked out, as in Linear(16 * 5 * 5, 120).
    Of a name the last part, as a text: `tf.nn.relu`, and the `same` of PyTorch's print.
    """
    if isinstance(node, ast.Attribute):
        return node.attr
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
        factors = _plain(node.left), _plain(node.right)
        return factors[0] * factors[1] if all(type(one) is int for one in factors) else None
    try:
        value = ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError, RecursionError, MemoryError):
        return None
    return tuple(value) if isinstance(value, list) else value


def whole(value: Any, what: str, notes: list[str], usual: int | None = None) -> int:
    """Return one whole number; of a pair the first, with a word if they differ."""
    if value is None and usual is not None:
        return usual
    if isinstance(value, tuple) and value:
        if len(set(value)) > 1:
            pair, first = quoted(str(value)), quoted(str(value[0]))
            notes.append(f"{what.capitalize()} {pair} is not the same both ways: taken as {first}.")
        value = value[0]
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(what)
    return value
