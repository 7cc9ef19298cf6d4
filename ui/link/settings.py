"""The kinds of settings: how the text of a link becomes a value that a lesson can show.

What a text asks for and cannot have becomes the nearest value that works, with a sentence.
"""

from __future__ import annotations

import difflib
import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from numbers import Real
from typing import Any, Generic, Self, TypeVar

T = TypeVar("T")

LONGEST_QUOTE, LONGEST_REASON = 30, 150  # characters of a stranger's text in a note
INSIDE_A_WORD = re.compile(r"(?<=[^\W_])_(?=[^\W_])")
PUNCTUATION = " .,;:+-−/=()×'\"“”"


@dataclass(frozen=True)
class Setting(ABC, Generic[T]):
    """One name in the link, and how its text becomes a value that the lesson can show.

    A setting is the key to its value: `view[STRIDE]` is a whole number, to the type checker, too.
    """

    name: str
    default: T

    @abstractmethod
    def read(self, text: str) -> tuple[T, str | None]:
        """Return the value of a link's text, or the nearest, and a sentence where it is another."""

    @abstractmethod
    def write(self, value: T) -> str:
        """Return the text that `read` reads back."""

    def may_be(self, value: Any) -> bool:
        """Tell whether a control's value is one of this setting.

        A click that comes late, for a control that has other options by now, may say any other.
        """
        return True

    def opening(self, default: T) -> Self:
        """Return this setting for a lesson that opens on another value."""
        return replace(self, default=default)


@dataclass(frozen=True)
class Choice(Setting[str]):
    """One of some names; one that does not exist becomes the nearest number, or spelled name."""

    options: Sequence[str]
    spoken: str = ""  # what a note calls it, where the link's name is no noun
    other_words: Mapping[str, str] = field(default_factory=dict, hash=False)  # for some options

    def read(self, text: str) -> tuple[str, str | None]:
        text = self.other_words.get(text, text)
        if text in self.options:
            return text, None
        nearest, called = self._nearest(text.strip().lower()), self.spoken or self.name
        return nearest, f"There is no {called} “{quoted(text)}”, so {nearest} is used instead."

    def may_be(self, value: Any) -> bool:
        return value in self.options

    def _nearest(self, text: str) -> str:
        numbers = [one for one in self.options if one.isdecimal()]
        if numbers and re.fullmatch(r"[+-]?\d{1,9}", text):
            return min(numbers, key=lambda one: abs(int(one) - int(text)))
        close = difflib.get_close_matches(text, self.options, 1, 0.6)
        return close[0] if close else self.default

    def write(self, value: str) -> str:
        return value


@dataclass(frozen=True)
class Whole(Setting[int]):
    """A whole number from `low` to `high`; one outside becomes the nearest inside."""

    low: int
    high: int

    def read(self, text: str) -> tuple[int, str | None]:
        try:
            wanted = float(text)
            value = round(min(max(wanted, self.low), self.high))
        except (ValueError, OverflowError):
            return self.default, no_number(self, text)
        if value == wanted:
            return value, None
        return value, f"{self.name.capitalize()} goes from {self.low} to {self.high} in whole " + (
            f"numbers: {quoted(text)} became {value}."
        )

    def may_be(self, value: Any) -> bool:
        return isinstance(value, Real)

    def write(self, value: int) -> str:
        return str(value)


@dataclass(frozen=True)
class Switch(Setting[bool]):
    """On (1) or off (0)."""

    default: bool = False

    def read(self, text: str) -> tuple[bool, str | None]:
        if text in ("0", "1"):
            return text == "1", None
        return self.default, f"“{quoted(text)}” is neither 1 nor 0: {self.name} is " + (
            "on." if self.default else "off."
        )

    def write(self, value: bool) -> str:
        return "1" if value else "0"


@dataclass(frozen=True)
class Fixed(Setting[Any]):
    """A setting of other lessons that this one has not: it stays, and travels on as it came."""

    def read(self, text: str) -> tuple[Any, str | None]:
        return self.default, None

    def write(self, value: Any) -> str:
        return str(value)


@dataclass(frozen=True)
class Text(Setting[T]):
    """A value with a text of its own form, which `parse` reads and `form` writes.

    `parse` raises ValueError for a text that it cannot read.
    """

    parse: Callable[[str], T]
    form: Callable[[T], str]
    # For text that `parse` refuses: the nearest value and what was changed; ValueError for none
    nearest: Callable[[str], tuple[T, Sequence[str]]] | None = None

    def read(self, text: str) -> tuple[T, str | None]:
        try:
            return self.parse(text), None
        except ValueError as error:
            return self._nearest(text, error)

    def _nearest(self, text: str, error: ValueError) -> tuple[T, str]:
        try:
            if self.nearest:
                value, changed = self.nearest(text)
                more = f" and {len(changed) - 2} more" if len(changed) > 2 else ""
                said = quoted(", ".join(changed[:2]), LONGEST_REASON) + more
                return value, f"Among the link's {self.name}, {said}."
        except ValueError as without:
            error = without
        reason = quoted(str(error), LONGEST_REASON)
        return self.default, f"The link's {self.name} could not be used: {reason}."

    def write(self, value: T) -> str:
        return self.form(value)


@dataclass(frozen=True)
class Names(Setting[list[str]]):
    """One to `most` different names, apart by commas; those that do not exist are left out."""

    # The value is a list, as Streamlit's widgets for several choices have it.
    options: Sequence[str]
    most: int

    def read(self, text: str) -> tuple[list[str], str | None]:
        wanted = list(dict.fromkeys(text.split(",")))
        known = [one for one in wanted if one in self.options][: self.most]
        if len(known) == len(wanted):
            return known, None
        if not known:
            refused = f"The link's {self.name} “{quoted(text)}” could not be used"
            return self.default, f"{refused}, so {', '.join(self.default)} is used instead."
        left_out = quoted(", ".join(one for one in wanted if one not in known), LONGEST_REASON)
        reason = f": {self.most} at most" if len(known) == self.most else ""
        return known, f"Among the {self.name}, {left_out} is left out{reason}."

    def write(self, value: Sequence[str]) -> str:
        return ",".join(value)


@dataclass(frozen=True)
class Cell(Setting[tuple[int, int]]):
    """A cell "row,column", or two whole numbers of `form`; what fits is for the lesson to say."""

    name: str = "cell"
    default: tuple[int, int] = (0, 0)
    form: str = "row,column"

    def read(self, text: str) -> tuple[tuple[int, int], str | None]:
        try:
            row, column = (int(part) for part in text.split(","))
        except ValueError:
            said = f"“{quoted(text)}” is no {self.name} ({self.form})"
            return self.default, f"{said}, so {self.write(self.default)} is used instead."
        return (row, column), None

    def write(self, value: tuple[int, int]) -> str:
        return f"{value[0]},{value[1]}"


@dataclass(frozen=True)
class Place(Setting[int]):
    """A number in steps of 1 / `parts`, kept as that many whole parts, exact in the link."""

    low: int
    high: int
    parts: int

    def read(self, text: str) -> tuple[int, str | None]:
        try:
            wanted = float(text) * self.parts
            value = round(min(max(wanted, self.low), self.high))
        except (ValueError, OverflowError):
            return self.default, no_number(self, text)
        if abs(value - wanted) < 1e-6:
            return value, None
        low, high, step = (self.write(one) for one in (self.low, self.high, 1))
        return value, (
            f"{self.name.capitalize()} goes from {low} to {high} in steps of {step}: "
            f"{quoted(text)} became {self.write(value)}."
        )

    def write(self, value: int) -> str:
        return f"{value / self.parts:.6g}"


def no_number(setting: Setting[Any], text: str) -> str:
    """Return what a link that gives no number for a setting is told."""
    name, used = setting.name.capitalize(), setting.write(setting.default)
    return f"{name} “{quoted(text)}” is not a number, so {used} is used instead."


def quoted(text: str, longest: int = LONGEST_QUOTE) -> str:
    """Return a stranger's text short enough to be quoted, without what Markdown would act on.

    An underscore stays inside a word, where it has no meaning for Markdown.

    >>> quoted("max_pool2d(_x_)")
    'max_pool2d(x)'
    """
    inside = {found.start() for found in INSIDE_A_WORD.finditer(text)}
    plain = "".join(
        one for at, one in enumerate(text) if one.isalnum() or one in PUNCTUATION or at in inside
    )
    plain = re.sub(r"://|www\.", " ", plain, flags=re.IGNORECASE)  # would become a link
    return plain if len(plain) <= longest else plain[: longest - 1] + "…"
