"""PyTorch's print of a network: names, kinds and arguments, one module inside another."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ui.networks.parsers.arguments import Arguments, Call, arguments_of
from ui.networks.parsers.code import Source
from ui.networks.parsers.merges import BRANCHES, has_paths

# A name in brackets, how many of it, and its kind: "(0-4): 5 x CNN(".
_LINE = re.compile(r"^( *)\((\w[\w.-]{0,60})\): (?:(\d{1,3}) x )?([A-Za-z_]\w{0,60})\((.*)$")
_TOP = re.compile(r"^[A-Za-z_]\w{0,60}\($", re.M)
_ROWS = ("Sequential", "ModuleList", "ConvNormActivation", "Conv2dNormActivation")
LONGEST_ARGUMENTS = 500
MOST_CALLS = 2_000


@dataclass
class Printed:
    """One module of a print."""

    depth: int
    name: str
    times: int
    kind: str
    arguments: str | None  # None: it holds the modules below
    inside: list[Printed] = field(default_factory=list)


def is_print(text: str) -> bool:
    """Tell whether a text has lines of a print."""
    return any(_LINE.match(line) for line in text.split("\n"))


def read_print(text: str) -> Source:
    """Return the layers of a print in their order. Errors: it has blocks of several paths."""
    top = _TOP.search(text)
    kind = top[0][:-1] if top else "Sequential"
    found = Source(loose=True)
    own: dict[str, None] = {}
    for call in _calls(_tree(text), own):
        found.calls.append(call)
        if len(found.calls) >= MOST_CALLS:
            break
    if kind != "Sequential" or own:
        classes = " and ".join([*([kind] if kind != "Sequential" else []), *own][:3])
        found.notes.append(
            f"A print does not show what the forward of {classes} does: what it does by functions, "
            "such as F.relu, is missing here."
        )
    return found


def _tree(text: str) -> list[Printed]:
    root: list[Printed] = []
    path: list[Printed] = []
    for line in text.split("\n"):
        match = _LINE.match(line)
        if match is None:
            continue
        depth, rest = len(match[1]), match[5].rstrip()
        closed = rest.endswith(")")
        one = Printed(depth, match[2], int(match[3] or 1), match[4], rest[:-1] if closed else None)
        while path and path[-1].depth >= depth:
            path.pop()
        (path[-1].inside if path else root).append(one)
        path.append(one)
    return root


def _calls(modules: list[Printed], own: dict[str, None]) -> Iterator[Call]:
    """List the layers, blocks unfolded; `own` collects the classes of the reader's."""
    for one in modules:
        if has_paths(one.kind, one.name):
            raise ValueError(
                f"{one.kind} ({one.name}) is a block with a path beside its layers: {BRANCHES}"
            )
        if one.arguments is None and one.kind not in _ROWS:
            own[one.kind] = None
        if one.arguments is None or one.inside:
            inside = list(_calls(one.inside, own))
            yield from inside * min(one.times, MOST_CALLS // max(len(inside), 1) + 1)
        else:
            yield from [Call(one.kind, _arguments(one.arguments))] * min(one.times, MOST_CALLS)


def _arguments(inside: str) -> Arguments:
    """Read what stands between a layer's parentheses; what is no Python has no arguments."""
    if len(inside) > LONGEST_ARGUMENTS:
        return Arguments()
    try:
        call = ast.parse(f"f({inside})", mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return Arguments()
    return arguments_of(call) if isinstance(call, ast.Call) else Arguments()
