"""Python's own functions that lists of layers are made with, and what lists of them are."""

from __future__ import annotations

from typing import Any

from ui.networks.parsers.arguments import Arguments, Call, Name
from ui.networks.parsers.operators import LONGEST_LIST, iterated
from ui.networks.parsers.values import (
    UNKNOWN,
    BranchError,
    Chain,
    ExcessError,
    Flow,
    Formula,
    Kind,
    Method,
    Unknown,
    flat,
    is_module,
    word,
)

_LISTS = ("ModuleList", "list", "tuple")
_NAMED_LISTS = ("ModuleDict", "OrderedDict", "dict")
_OVER_LISTS = ("len", "enumerate", "reversed", "zip")


def python_call(name: str, given: Arguments) -> Any:
    """Return what a function gives that the text does not define."""
    places = list(given.places)
    first = places[0] if places else []
    if name in _NAMED_LISTS:
        return dict(modules_named(first)) if isinstance(first, list | tuple) else first
    if name in _LISTS:
        return UNKNOWN if isinstance(first, Unknown | Name) else iterated(first, 0)
    if name == "range" and all(type(one) is int for one in places) and 1 <= len(places) <= 3:
        return range(*places) if len(places) < 3 or places[2] else UNKNOWN
    if name in _OVER_LISTS and places:
        return _over_lists(name, places)
    if name in ("int", "float") and isinstance(first, int | float):
        return int(first) if name == "int" else float(first)
    # A name like this is a layer that is not known, until it turns out to be none.
    return Call(name, given) if name[:1].isupper() else UNKNOWN


def _over_lists(name: str, places: list[Any]) -> Any:
    if not all(isinstance(one, list | tuple | dict | str | range | Chain) for one in places):
        return UNKNOWN
    lists = [iterated(one, 0) for one in places]
    match name:
        case "zip":
            return list(zip(*lists, strict=False))
        case "len":
            return len(lists[0])
        case "enumerate":
            return list(enumerate(lists[0]))
    return lists[0][::-1]


def grown(owner: Chain | list[Any], name: str, given: Arguments) -> Any:
    """Add to a list or to modules in a row, as a method of theirs does."""
    held = owner.modules if isinstance(owner, Chain) else owner
    if name in ("add", "append"):
        held += modules_in(given.places[:1]) if isinstance(owner, Chain) else given.places[:1]
    elif name == "extend":
        held += listed(given.get(0))
        if len(held) > LONGEST_LIST:
            raise ExcessError("a list in this text is too long to be a network")
    elif name == "add_module":
        held += modules_in(list(given.places[1:2]) or [given.get(-1, "module")])
    elif name == "insert" and type(given.get(0)) is int:
        held[given.get(0) : given.get(0)] = given.places[1:2]
    elif name == "pop":
        return held.pop() if held else UNKNOWN
    else:
        return UNKNOWN
    return None


def one_of(flows: list[Flow], line: int) -> list[Flow]:
    """Return the one output of a model. Errors: it has several."""
    if len(flows) != 1:
        raise BranchError(f"line {line} makes a model with {len(flows)} outputs")
    return flows


def listed(value: Any) -> list[Any]:
    """Return a list's elements, none of what is no list."""
    return iterated(value, 0) if isinstance(value, list | tuple | Chain) else []


def modules_named(pairs: Any) -> list[tuple[str, Any]]:
    """Return the pairs of name and module in a list."""
    return [(word(one[0]), one[1]) for one in pairs if isinstance(one, tuple) and len(one) == 2]


def modules_in(values: Any) -> list[Any]:
    """Return the modules among a Sequential's arguments: in a row, a list, or pairs with names."""
    found: list[Any] = []
    for one in flat(list(values)):
        if isinstance(one, dict):
            found += list(one.values())
        elif isinstance(one, Flow):
            found += one.calls
        elif is_module(one) or isinstance(one, Unknown | Name | Formula | Kind | Method):
            found.append(one)
    return found
