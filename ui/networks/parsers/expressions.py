"""What an expression of a pasted text stands for: numbers, lists and layers; nothing is run."""

from __future__ import annotations

import ast
from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import Any

from ui.networks.parsers.arguments import Arguments, Name
from ui.networks.parsers.operators import LONGEST_LIST, combined, compared, iterated, truth
from ui.networks.parsers.values import (
    UNKNOWN,
    Chain,
    ExcessError,
    Flow,
    Formula,
    Function,
    Instance,
    Method,
    Scope,
    Unknown,
    UnreadError,
    word,
)

MOST_STEPS = 40_000  # looks at a part of the text: a network needs hundreds
LONGEST_LAMBDA = 2_000  # characters of its tree


class Expressions(ABC):
    """Follow expressions; `Statements` follows what stands around them."""

    def __init__(self) -> None:
        self._left = MOST_STEPS

    def spend(self) -> None:
        """Count one step. Errors: there were too many."""
        self._left -= 1
        if self._left < 0:
            raise ExcessError("there is too much to follow in this text: paste only the network")

    @abstractmethod
    def call(self, callee: Any, given: Arguments, line: int, scope: Scope) -> Any:
        """Return what a call gives."""

    def evaluate(self, node: ast.expr | None, scope: Scope) -> Any:
        """Return what an expression stands for, UNKNOWN if the text does not say."""
        self.spend()
        match node:
            case ast.Constant():
                plain = isinstance(node.value, int | float | str | None)
                return node.value if plain else UNKNOWN
            case ast.Name():
                return scope.get(node.id, Name(node.id))
            case ast.Attribute():
                return self.attribute(self.evaluate(node.value, scope), node.attr, scope)
            case ast.List():
                return self.items(node.elts, scope)
            case ast.Tuple():
                return tuple(self.items(node.elts, scope))
            case ast.Dict():
                return self._dict(node, scope)
            case ast.Call():
                callee = self.evaluate(node.func, scope)
                return self.call(callee, self.arguments(node, scope), node.lineno, scope)
            case ast.BinOp():
                left, right = self.evaluate(node.left, scope), self.evaluate(node.right, scope)
                return combined(node, left, right)
            case ast.UnaryOp() | ast.BoolOp() | ast.Compare() | ast.IfExp():
                return self._logic(node, scope)
            case ast.Subscript():
                return self._part(node, scope)
            case ast.ListComp() | ast.GeneratorExp():
                found: list[Any] = []
                self._comprehend(node.elt, node.generators, scope, found)
                return found
            case ast.JoinedStr():
                return "".join(word(self.evaluate(one, scope)) for one in node.values)
            case ast.FormattedValue():
                return self.evaluate(node.value, scope)
            case ast.Lambda():
                short = (node.end_lineno == node.lineno) and len(ast.dump(node)) < LONGEST_LAMBDA
                return Formula(ast.unparse(node.body) if short else "")
            case ast.NamedExpr():
                scope[node.target.id] = value = self.evaluate(node.value, scope)
                return value
        return UNKNOWN

    def items(self, nodes: Iterable[ast.expr], scope: Scope) -> list[Any]:
        """Return what elements stand for, starred ones spread out."""
        found: list[Any] = []
        for one in nodes:
            if isinstance(one, ast.Starred):
                found += iterated(self.evaluate(one.value, scope), one.lineno)
            else:
                found.append(self.evaluate(one, scope))
        return found

    def arguments(self, node: ast.Call, scope: Scope) -> Arguments:
        """Return the arguments of a call."""
        names: dict[str, Any] = {}
        for one in node.keywords:
            value = self.evaluate(one.value, scope)
            if one.arg:
                names[one.arg] = value
            elif isinstance(value, dict):
                names |= {str(key): part for key, part in value.items()}
        return Arguments(self.items(node.args, scope), names)

    def attribute(self, owner: Any, name: str, scope: Scope) -> Any:
        """Return what stands behind a dot."""
        match owner:
            case Name():
                dotted = f"{owner.dotted}.{name}"
                return scope.get(dotted, Name(dotted))
            case Instance():
                if name in owner.attributes:
                    return owner.attributes[name]
                found = owner.kind.method(name)
                if found is not None:
                    return Function(found.node, found.scope, owner)
            case Flow() if name in ("shape", "ndim", "dtype", "device"):
                return UNKNOWN
            case Flow() if name == "data":
                return owner
            case Unknown():
                return UNKNOWN
        return Method(owner, name)

    def _dict(self, node: ast.Dict, scope: Scope) -> dict[Any, Any]:
        found: dict[Any, Any] = {}
        for key, value in zip(node.keys, node.values, strict=True):
            name = self.evaluate(key, scope) if key is not None else UNKNOWN
            if isinstance(name, str | int):
                found[name] = self.evaluate(value, scope)
        return found

    def _logic(self, node: ast.expr, scope: Scope) -> Any:
        match node:
            case ast.UnaryOp():
                value = self.evaluate(node.operand, scope)
                if isinstance(node.op, ast.Not):
                    known = truth(value)
                    return UNKNOWN if known is None else not known
                if isinstance(value, Flow):
                    return value
                negative = isinstance(node.op, ast.USub) and isinstance(value, int | float)
                return -value if negative else UNKNOWN
            case ast.BoolOp():
                stops = isinstance(node.op, ast.Or)
                value = None
                for one in node.values:
                    value = self.evaluate(one, scope)
                    if truth(value) in (None, stops):
                        break
                return value
            case ast.IfExp():
                known = truth(self.evaluate(node.test, scope))
                if known is None:
                    return UNKNOWN
                return self.evaluate(node.body if known else node.orelse, scope)
            case ast.Compare() if len(node.ops) == 1:
                left = self.evaluate(node.left, scope)
                return compared(node.ops[0], left, self.evaluate(node.comparators[0], scope))
        return UNKNOWN

    def _part(self, node: ast.Subscript, scope: Scope) -> Any:
        owner = self.evaluate(node.value, scope)
        owner = owner.modules if isinstance(owner, Chain) else owner
        if isinstance(owner, Flow):
            raise UnreadError(f"line {node.lineno} takes a part of the picture")
        if isinstance(node.slice, ast.Slice):
            bounds = [node.slice.lower, node.slice.upper, node.slice.step]
            ends = [None if one is None else self.evaluate(one, scope) for one in bounds]
            if isinstance(owner, list | tuple | str) and all(_is_index(one) for one in ends):
                part = owner[slice(*ends)] if ends[2] != 0 else UNKNOWN
                return (
                    Chain(part)
                    if isinstance(part, list) and isinstance(node.value, ast.Attribute)
                    else part
                )
            return UNKNOWN
        key = self.evaluate(node.slice, scope)
        try:
            return owner[key] if isinstance(owner, list | tuple | dict | str) else UNKNOWN
        except (IndexError, KeyError, TypeError):
            return UNKNOWN

    def _comprehend(
        self,
        made: ast.expr,
        loops: list[ast.comprehension],
        scope: Scope,
        found: list[Any],
    ) -> None:
        """Add what a comprehension makes to `found`, loop inside loop."""
        if not loops:
            found.append(self.evaluate(made, scope))
            if len(found) > LONGEST_LIST:
                raise ExcessError("a list in this text is too long to be a network")
            return
        loop = loops[0]
        inner = scope.new_child()
        for value in iterated(self.evaluate(loop.iter, scope), made.lineno):
            assign(loop.target, value, inner)
            if all(truth(self.evaluate(one, inner)) for one in loop.ifs):
                self._comprehend(made, loops[1:], inner, found)


def _is_index(value: Any) -> bool:
    return value is None or type(value) is int


def assign(target: ast.expr, value: Any, scope: Scope) -> None:
    """Give a name, or the names of a tuple, a value."""
    match target:
        case ast.Name():
            scope[target.id] = value
        case ast.Tuple() | ast.List():
            parts = value if isinstance(value, list | tuple) else []
            known = len(parts) == len(target.elts)
            for k, one in enumerate(target.elts):
                assign(one, parts[k] if known else UNKNOWN, scope)
