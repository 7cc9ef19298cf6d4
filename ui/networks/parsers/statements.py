"""Follow the statements of a pasted text: what they assign, repeat, choose and define."""

from __future__ import annotations

import ast
from collections.abc import Collection, Sequence
from typing import Any

from ui.networks.parsers.arguments import Name
from ui.networks.parsers.expressions import Expressions, assign
from ui.networks.parsers.operators import iterated, truth
from ui.networks.parsers.values import (
    UNKNOWN,
    Flow,
    Function,
    Instance,
    Kind,
    Scope,
    Unknown,
    UnreadError,
)


class ReturnSignal(BaseException):
    """A function has ended with a value."""

    def __init__(self, value: Any) -> None:
        self.value = value


class LoopSignal(BaseException):
    """`break` or `continue`."""

    def __init__(self, ends: bool) -> None:
        self.ends = ends


class Statements(Expressions):
    """Follow statements; `Program` follows what they call."""

    def __init__(self, layers: Collection[str]) -> None:
        super().__init__()
        self.layers = layers  # names that are layers wherever they are called

    def run(self, body: Sequence[ast.stmt], scope: Scope) -> None:
        """Follow statements in turn."""
        for one in body:
            self.statement(one, scope)

    def statement(self, node: ast.stmt, scope: Scope) -> None:
        """Follow one statement."""
        self.spend()
        match node:
            case ast.Assign():
                value = self.evaluate(node.value, scope)
                for target in node.targets:
                    self._assign(target, value, scope)
            case ast.AnnAssign() if node.value is not None:
                self._assign(node.target, self.evaluate(node.value, scope), scope)
            case ast.AugAssign():
                both = ast.copy_location(ast.BinOp(node.target, node.op, node.value), node)
                self._assign(node.target, self.evaluate(both, scope), scope)
            case ast.Expr():
                self.evaluate(node.value, scope)
            case ast.Return():
                raise ReturnSignal(self.evaluate(node.value, scope) if node.value else None)
            case ast.For():
                self._for(node, scope)
            case ast.If():
                self._if(node, scope)
            case ast.With() | ast.Try():
                self.run(node.body, scope)
            case ast.FunctionDef():
                scope[node.name] = Function(node, scope)
            case ast.ClassDef():
                if node.name in self.layers:
                    return  # of the code shown here, or as good as a framework's
                bases = [self.evaluate(one, scope) for one in node.bases]
                scope[node.name] = Kind(node, scope, bases)
            case ast.ImportFrom() | ast.Import():
                for name in node.names:
                    if name.asname:
                        scope[name.asname] = Name(name.name)
            case ast.While():
                raise UnreadError(f"line {node.lineno} is a while loop")
            case ast.Break() | ast.Continue():
                raise LoopSignal(isinstance(node, ast.Break))

    def _assign(self, target: ast.expr, value: Any, scope: Scope) -> None:
        if isinstance(target, ast.Attribute):
            owner = self.evaluate(target.value, scope)
            if isinstance(owner, Instance):
                owner.attributes[target.attr] = value
            elif isinstance(owner, Name):  # lines of a class without the class
                scope[f"{owner.dotted}.{target.attr}"] = value
        elif isinstance(target, ast.Tuple | ast.List):
            if isinstance(value, Flow):
                raise UnreadError(f"line {target.lineno} takes the picture apart")
            parts = value if isinstance(value, list | tuple) else []
            known = len(parts) == len(target.elts)
            for k, one in enumerate(target.elts):
                self._assign(one, parts[k] if known else UNKNOWN, scope)
        else:
            assign(target, value, scope)

    def _for(self, node: ast.For, scope: Scope) -> None:
        over = self.evaluate(node.iter, scope)
        if isinstance(over, Unknown | Name) and not self._calls(node.body):
            for one in ast.walk(node):  # numbers that no layer needs
                if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store):
                    scope[one.id] = UNKNOWN
            return
        for value in iterated(over, node.lineno):
            assign(node.target, value, scope)
            try:
                self.run(node.body, scope)
            except LoopSignal as signal:
                if signal.ends:
                    return

    def _calls(self, body: Sequence[ast.stmt]) -> bool:
        """Tell whether statements call anything."""
        for part in body:
            for one in ast.walk(part):
                self.spend()
                if isinstance(one, ast.Call):
                    return True
        return False

    def _if(self, node: ast.If, scope: Scope) -> None:
        known = truth(self.evaluate(node.test, scope))
        if known is None:
            if not _asks_for_main(node.test):
                raise UnreadError(f"line {node.lineno} depends on what the text does not say")
            known = True
        self.run(node.body if known else node.orelse, scope)


def _asks_for_main(test: ast.expr) -> bool:
    """Tell whether a condition is the one around what a script does."""
    return (
        isinstance(test, ast.Compare)
        and isinstance(test.left, ast.Name)
        and test.left.id == "__name__"
    )
