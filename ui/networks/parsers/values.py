"""What the code of a network stands for while it is followed: modules, and what flows in them."""

from __future__ import annotations

import ast
from collections import ChainMap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from ui.networks.parsers.arguments import Call, Name

Scope = ChainMap[str, Any]
MOST_CALLS = 2_000  # layers that a picture passes
MOST_PARTS = 5_000  # of nested lists: a stranger's list may hold itself many times over


class UnreadError(ValueError):
    """A line that cannot be followed, in words."""


class BranchError(UnreadError):
    """A line that joins or returns several paths."""


class ExcessError(ValueError):
    """More to follow than a network can need: the text is a stranger's."""


class Unknown:
    """A value that the text does not say."""


UNKNOWN = Unknown()


@dataclass(frozen=True)
class Flow:
    """A picture on its way through a network: the layers that it has passed."""

    calls: tuple[Call, ...] = ()

    def then(self, call: Call) -> Flow:
        """Return what comes out of one more layer. Errors: there are too many."""
        if len(self.calls) >= MOST_CALLS:
            raise ExcessError(f"a network of more than {MOST_CALLS:,} layers is too long to read")
        return Flow((*self.calls, call))


@dataclass(eq=False)
class Chain:
    """Modules one after another; more may be added."""

    modules: list[Any] = field(default_factory=list)


@dataclass(eq=False)
class Function:
    """A function that the text defines, with the names that it can see."""

    node: ast.FunctionDef
    scope: Scope
    owner: Instance | None = None  # of a method


@dataclass(eq=False)
class Kind:
    """A class that the text defines."""

    node: ast.ClassDef
    scope: Scope
    bases: Sequence[Any] = ()  # other kinds, or names

    def method(self, *names: str) -> Function | None:
        """Return the first method that has one of these names, its own or inherited."""
        methods = {one.name: one for one in self.node.body if isinstance(one, ast.FunctionDef)}
        for name in names:
            if name in methods:
                return Function(methods[name], self.scope)
        inherited = (one.method(*names) for one in self.bases if isinstance(one, Kind))
        return next((one for one in inherited if one is not None), None)

    @property
    def is_network(self) -> bool:
        """Whether it says that a picture can go through its objects."""
        names = [one.last for one in self.bases if isinstance(one, Name)]
        return (
            any(name.endswith(("Module", "Model", "Layer", "Sequential")) for name in names)
            or any(one.is_network for one in self.bases if isinstance(one, Kind))
            or self.method("forward", "call") is not None
        )


@dataclass(eq=False)
class Instance:
    """An object of a class of the text, with its attributes in the order of their making."""

    kind: Kind
    attributes: dict[str, Any] = field(default_factory=dict)
    sequence: Chain | None = None  # what a subclass of Sequential holds


@dataclass(frozen=True)
class Method:
    """A name behind a dot, of a value that is known."""

    owner: Any
    name: str


@dataclass(frozen=True)
class Formula:
    """What a lambda gives, as it is written."""

    text: str


def is_module(value: Any) -> bool:
    """Tell whether a picture can go through a value."""
    return isinstance(value, Call | Chain | Instance)


def flat(value: Any) -> Iterator[Any]:
    """List what lists and tuples hold, however nested. Errors: it is too much."""
    waiting = [value]
    for _ in range(MOST_PARTS):
        if not waiting:
            return
        one = waiting.pop()
        if isinstance(one, list | tuple):
            waiting += list(one)[::-1]
        else:
            yield one
    raise ExcessError("a list in this text is too long to be a network")


def flows_in(value: Any) -> Iterator[Flow]:
    """Find what flows in a value, or in a list or tuple of them."""
    return (one for one in flat(value) if isinstance(one, Flow))


def word(value: Any) -> str:
    """Write a name or number, "" for anything larger."""
    return str(value) if isinstance(value, str | int | float) else ""
