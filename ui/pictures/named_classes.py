"""A reader's own classes: named, made, dropped, and filled with pictures of any kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from cnn_core.io.custom_classes import LONGEST_NAME

Picture = TypeVar("Picture")


@dataclass(frozen=True, eq=False)
class NamedClass(Generic[Picture]):
    """One class: its name and its pictures."""

    name: str
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True, eq=False)
class NamedClasses(Generic[Picture]):
    """Some classes, and what is said of the last change."""

    classes: tuple[NamedClass[Picture], ...] = (NamedClass("A"), NamedClass("B"))
    refusal: str = ""  # why something was not taken, or not all of it
    said: str = ""  # what became of it


Chest = TypeVar("Chest", bound=NamedClasses[Any])


def renamed(now: Chest, number: int, name: str) -> Chest:
    """Give a class another name: short, not empty, and no other's."""
    whole = " ".join(name.split())
    short = whole[:LONGEST_NAME].rstrip()
    others = {one.name for k, one in enumerate(now.classes) if k != number}
    if not short:
        return replace(now, refusal="A class needs a name. It keeps the one it had.")
    if short in others:
        return replace(now, refusal=f"There is a class {short} already. It keeps its name.")
    named = _with(now, number, replace(now.classes[number], name=short))
    if short == whole:
        return named
    said = f"A name has at most {LONGEST_NAME} letters, so “{short}” is used instead."
    return replace(named, refusal=said)


def one_more(now: Chest, most: int) -> Chest:
    """Add an empty class, up to `most`."""
    if len(now.classes) >= most:
        return replace(now, refusal=f"{most} classes are the most.")
    taken = {one.name for one in now.classes}
    name = next(letter for letter in "ABCDEFGHIJKL" if letter not in taken)
    return _of(now, (*now.classes, NamedClass(name)))


def one_less(now: Chest, number: int) -> Chest:
    """Drop a class with its pictures."""
    return _of(now, (*now.classes[:number], *now.classes[number + 1 :]))


def without_last(now: Chest, number: int) -> Chest:
    """Take the last picture of a class away."""
    one = now.classes[number]
    return _with(now, number, replace(one, pictures=one.pictures[:-1]))


def with_pictures(
    now: Chest, number: int, found: Sequence[Any], refused: Sequence[str], room: int, full: str
) -> Chest:
    """Put pictures into a class, as many as there is room for; `full` says that it is full.

    `refused` says of each file that was not taken why.
    """
    if len(found) > room:
        refused = [*refused, full]
    one = now.classes[number]
    grown = replace(one, pictures=(*one.pictures, *found[: max(0, room)]))
    refusal = f"Not taken: {'; '.join(refused)}." if refused else ""
    return replace(_with(now, number, grown), refusal=refusal)


def _with(now: Chest, number: int, one: NamedClass[Any]) -> Chest:
    return _of(now, (*now.classes[:number], one, *now.classes[number + 1 :]))


def _of(now: Chest, classes: tuple[NamedClass[Any], ...]) -> Chest:
    return replace(now, classes=classes, refusal="", said="")
