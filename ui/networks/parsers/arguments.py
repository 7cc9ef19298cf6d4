"""What a pasted text says of one layer: its name and its arguments, looked at and never run."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

LARGEST_NUMBER = 10**12


@dataclass(frozen=True)
class Name:
    """A name that the text does not define: `nn.ReLU`, `tf.nn.relu`, or "same" in a print."""

    dotted: str

    @property
    def last(self) -> str:
        """What stands behind the last dot."""
        return self.dotted.rsplit(".", 1)[-1]


@dataclass(frozen=True)
class Arguments:
    """The arguments of one call, by place and by name."""

    places: Sequence[Any] = ()
    names: Mapping[str, Any] = field(default_factory=dict)

    def get(self, place: int, *names: str, usual: Any = None) -> Any:
        """Return an argument, by its place or one of its names; of a name its last part."""
        found = next((self.names[name] for name in names if name in self.names), None)
        if found is None:
            found = self.places[place] if 0 <= place < len(self.places) else usual
        return found.last if isinstance(found, Name) else found

    def behind(self, count: int) -> Arguments:
        """Return the arguments without the first few by place."""
        return Arguments(self.places[count:], self.names)


@dataclass(frozen=True)
class Call:
    """One layer that a text names."""

    name: str
    given: Arguments = Arguments()


def arguments_of(call: ast.Call) -> Arguments:
    """Read the arguments of a call as a print or a configuration has them: plain values."""
    return Arguments(
        [_plain(one) for one in call.args],
        {one.arg: _plain(one.value) for one in call.keywords if one.arg},
    )


def _plain(node: ast.expr) -> Any:
    """Return a number, text or tuple of them; None for anything that would have to be computed."""
    if isinstance(node, ast.Name):
        return Name(node.id)
    if isinstance(node, ast.List | ast.Tuple):
        return tuple(_plain(one) for one in node.elts)
    try:
        return ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError, RecursionError, MemoryError):
        return None
