"""Find the network in a pasted piece of Python: a row of layers, a class, or a function."""

from __future__ import annotations

import ast
import re
import textwrap
from collections import ChainMap
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any

from ui.link.settings import LONGEST_REASON, quoted
from ui.networks.parsers.arguments import Arguments, Call
from ui.networks.parsers.lists import modules_in
from ui.networks.parsers.merges import BRANCHES
from ui.networks.parsers.program import Program
from ui.networks.parsers.statements import LoopSignal, ReturnSignal
from ui.networks.parsers.values import (
    MOST_CALLS,
    BranchError,
    Chain,
    ExcessError,
    Flow,
    Function,
    Instance,
    Kind,
    Scope,
    UnreadError,
    flat,
)

_PROMPT = re.compile(r"^(?:>>> ?|\.\.\. ?|In \[\d+\]: ?)", re.M)
_CLOSES = {"(": ")", "[": "]", "{": "}"}
MOST_REPAIRS = 12


@dataclass
class Source:
    """The layers that a text calls, in their order; sizes of pictures; what was not followed."""

    calls: list[Call] = field(default_factory=list)
    shapes: list[tuple[Any, ...]] = field(default_factory=list)  # (channels, rows, columns)
    faults: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    loose: bool = False  # what happens between the layers is not in the text


def read_code(text: str, layers: Collection[str]) -> Source:
    """Follow Python code, without running any of it, and return its network's layers.

    Errors: it is no Python, or joins several paths.
    """
    try:
        tree = _parsed(text)
        return _followed(tree, Program(layers))
    except BranchError as error:
        raise ValueError(f"in this network {error}: {BRANCHES}") from error
    except (RecursionError, MemoryError) as error:
        raise ValueError("this text is nested too deeply: paste only the network") from error


def _parsed(text: str) -> ast.Module:
    """Parse code that may be cut out of a page: with prompts, indented, or without its end."""
    text = textwrap.dedent(_PROMPT.sub("", text.replace("\t", "    "))).rstrip("\n")
    try:
        return ast.parse(text)
    except (SyntaxError, ValueError) as error:
        first = error
    closed = text + _missing_ends(text)
    lines = closed.split("\n")
    for _ in range(MOST_REPAIRS):
        try:
            return ast.parse("\n".join(lines))
        except (SyntaxError, ValueError) as error:
            # Words around the code, at its beginning or end, are left out line by line.
            place = getattr(error, "lineno", None) or 0
            if place <= 2 and len(lines) > 1:
                lines = textwrap.dedent("\n".join(lines[max(place, 1) :])).split("\n")
            elif place >= len(lines) - 2 and len(lines) > 1:
                lines = lines[: max(place - 1, 1)]
            else:
                break
    line = getattr(first, "lineno", None)
    shown = text.split("\n")[line - 1].strip() if line and line <= text.count("\n") + 1 else ""
    words = f"line {line} (“{quoted(shown)}”) is not Python" if shown else "this is not Python"
    raise ValueError(f"{words}: paste the code, print or table of a network")


def _missing_ends(text: str) -> str:
    """Return the brackets that close what a text leaves open."""
    opened: list[str] = []
    for bracket in re.findall(r"[()\[\]{}]", re.sub(r"#.*|'[^'\n]*'|\"[^\"\n]*\"", "", text)):
        if bracket in _CLOSES:
            opened.append(_CLOSES[bracket])
        elif opened and opened[-1] == bracket:
            opened.pop()
    return "\n" + "".join(reversed(opened)) if len(opened) <= 40 else ""


def _followed(tree: ast.Module, program: Program) -> Source:
    scope: Scope = ChainMap({})
    loose: list[Call] = []
    networks: list[Any] = []
    why: list[str] = []
    for node in tree.body:
        try:
            if isinstance(node, ast.Expr):
                value = program.evaluate(node.value, scope)
                if isinstance(value, Chain) and value.modules:
                    networks.append(value)
                elif not isinstance(value, Instance):
                    loose += _known([value], program)
                continue
            program.statement(node, scope)
        except (ReturnSignal, LoopSignal):
            continue  # outside of any function or loop
        except UnreadError as error:
            if isinstance(node, ast.Assign | ast.For | ast.AugAssign) or isinstance(
                error, BranchError
            ):
                why.append(str(error))
            if isinstance(error, BranchError) and not isinstance(node, ast.Expr):
                raise
            continue
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            loose += _known([_assigned(node, scope)], program)
    networks += [one for one in scope.values() if isinstance(one, Chain | Instance)]
    source = _chosen(networks, scope, program, loose)
    source.shapes = program.shapes
    if not source.calls and why:
        raise ValueError(f"{why[0]}, and no network was found around it")
    return source


def _assigned(node: ast.Assign | ast.AnnAssign, scope: Scope) -> Any:
    target = node.targets[0] if isinstance(node, ast.Assign) else node.target
    return scope.get(ast.unparse(target))


def _known(values: Any, program: Program) -> list[Call]:
    """Return the layers among values that stand alone."""
    return [
        one for one in modules_in(values) if isinstance(one, Call) and one.name in program.layers
    ]


def _chosen(networks: list[Any], scope: Scope, program: Program, loose: list[Call]) -> Source:
    """Return the layers of the text's last network that is no part of another."""
    networks = list({id(one): one for one in networks}.values())
    held = {id(part) for one in networks for part in _below(one) if part is not one}
    whole = [one for one in networks if id(one) not in held]
    whole = [one for one in whole if not isinstance(one, Instance) or one.kind.is_network]
    flows = [one for one in scope.values() if isinstance(one, Flow) and len(one.calls) > 1]
    if not whole and flows:
        whole = [Chain(list(max(flows, key=lambda one: len(one.calls)).calls))]
    if not whole:
        whole = _from_kinds(scope, program) or _from_functions(scope, program)
    if not whole:
        return Source(loose, loose=True)
    network = whole[-1]
    notes = (
        [f"The text has {len(whole)} networks: the last one is shown."] if len(whole) > 1 else []
    )
    try:
        flow = program.through(network, Flow(), 0)
        if isinstance(flow, Flow):
            return Source(list(flow.calls), notes=notes)
        if isinstance(flow, list | tuple):
            raise BranchError(f"forward returns {len(flow)} results")
        why = "forward does not return the picture"
    except ExcessError:
        raise
    except BranchError:
        raise
    except UnreadError as error:
        why = str(error)
    calls = [one for one in _below(network) if isinstance(one, Call)][:MOST_CALLS]
    fault = f"What forward does was not read: {quoted(why, LONGEST_REASON)}."
    return Source(calls, faults=[fault], notes=notes, loose=True)


def _below(network: Any) -> Iterator[Any]:
    """List the parts of a network, depth first, each that holds others once."""
    seen: set[int] = set()
    waiting = _parts(network)[::-1]
    while waiting:
        one = waiting.pop()
        yield one
        if isinstance(one, Chain | Instance) and id(one) not in seen:
            seen.add(id(one))
            waiting += _parts(one)[::-1]


def _parts(one: Any) -> list[Any]:
    if isinstance(one, Chain):
        return one.modules
    if isinstance(one, Instance):
        held = [one.sequence.modules] if one.sequence is not None else []
        return list(flat([*held, *one.attributes.values()]))
    return []


def _from_kinds(scope: Scope, program: Program) -> list[Any]:
    """Make an object of the last class that is a network and stands in no other."""
    kinds = [one for one in scope.values() if isinstance(one, Kind) and one.is_network]
    made: list[Instance] = []
    for kind in kinds:
        try:
            made.append(program.made(kind, Arguments()))
        except UnreadError:
            continue
    made = [one for one in made if one.attributes or one.sequence is not None]
    used = {id(part.kind) for one in made for part in _below(one) if isinstance(part, Instance)}
    return [one for one in made if id(one.kind) not in used][-1:]


def _from_functions(scope: Scope, program: Program) -> list[Any]:
    """Call the functions that need nothing, until one gives a network."""
    for one in reversed([one for one in scope.values() if isinstance(one, Function)]):
        wanted = one.node.args
        if len(wanted.args) > len(wanted.defaults) + 1:
            continue
        try:
            made = program.called(one, Arguments())
        except BranchError:
            raise
        except UnreadError:
            continue
        if isinstance(made, Flow):
            made = Chain(list(made.calls))
        if isinstance(made, Chain | Instance):
            return [made]
    return []
