"""The settings of one lesson as its link says them: read, checked, settled, written back.

Nothing here knows the browser: `history` keeps what its address bar and its Back button need.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from ui.link.settings import Fixed, Setting
from ui.session.keys import setting_key

T = TypeVar("T")
Value = TypeVar("Value", covariant=True)


class Key(Protocol[Value]):
    """What is asked of a setting to look up its value."""

    @property
    def name(self) -> str: ...
    @property
    def default(self) -> Value: ...


@dataclass
class View:
    """The checked settings of one lesson for this run: `view[STRIDE]` is the stride's value."""

    page: str
    settings: Mapping[str, Setting[Any]]  # by their names, with this lesson's defaults
    values: dict[str, Any]  # by the settings' names
    notes: list[str] = field(default_factory=list)
    arrival: int = 0  # grows when the browser must take the view's cell: by the address, say
    arrived: bool = False
    named: frozenset[str] = frozenset()  # what the address that brought this view says itself
    # What there was no room for, by name: given back as soon as there is, unless the reader chooses
    # something else.
    wanted: dict[str, Any] = field(default_factory=dict)
    replaced: set[str] = field(default_factory=set)  # what could not be had, and no room would mend
    quiet: set[str] = field(default_factory=set)  # of what is wanted: said, or not worth a word
    said: set[str] = field(default_factory=set)  # named by the link though it is the default
    held: dict[str, float] = field(default_factory=dict)  # what the reader moved last, and when

    def __getitem__(self, setting: Key[T]) -> T:
        value: T = self.values[setting.name]
        return value

    def __setitem__(self, setting: Setting[T], value: T) -> None:
        self.values[setting.name] = value

    def default(self, setting: Key[T]) -> T:
        """Return the value on which this lesson opens."""
        value: T = self.settings[setting.name].default
        return value

    def key(self, name: str) -> str:
        """Return the widget key of a setting: keys are shared by the whole app."""
        return setting_key(self.page, name)

    def change(self, setting: Setting[T], value: T, note: str) -> None:
        """Replace a value that does not work with the nearest that does, and say so."""
        self[setting] = value
        self.replaced.add(setting.name)
        self.notes.append(note)

    def moved(self, texts: Mapping[str, str]) -> View:
        """Return this view with some settings as their texts say, nearest to what is possible."""
        read = {name: self.settings[name].read(text)[0] for name, text in texts.items()}
        return self.with_values(self.wanted | read)

    def with_values(self, values: Mapping[str, Any]) -> View:
        """Return this view with other values of some settings, by their names."""
        return View(self.page, self.settings, self.values | dict(values), arrival=self.arrival)

    def fit(self, setting: Setting[T], value: T) -> None:
        """Replace a value that what is shown has no room for, until it has."""
        self.wanted.setdefault(setting.name, self[setting])
        self[setting] = value

    def move_to(self, cell: tuple[int, int]) -> None:
        """Choose another cell, and have the browser follow."""
        self.values["cell"] = cell
        self.arrival += 1

    @property
    def shows_another_picture(self) -> bool:
        """Whether the picture is another than the one on which this lesson opens."""
        image = self.settings.get("image")
        return image is not None and self.values["image"] != image.default

    def query(self) -> dict[str, str]:
        """Return the link's names and texts: what is not the lesson's default, or `said` anyway."""
        return {
            name: setting.write(self.values[name])
            for name, setting in self.settings.items()
            if name in self.said or self.values[name] != setting.default
        }

    def changed(self) -> dict[str, str]:
        """Return the link's names and texts of what is not the lesson's default, said or not."""
        return {
            name: text
            for name, text in self.query().items()
            if self.values[name] != self.settings[name].default
        }

    def is_said_by(self, asked: Mapping[str, str]) -> bool:
        """Tell whether all that a link names stayed as it is; what it leaves out is settled."""
        return all(
            asked[name] == setting.write(self.values[name])
            for name, setting in self.settings.items()
            if name in asked and not isinstance(setting, Fixed)
        )


def read_query(
    settings: Mapping[str, Setting[Any]], query: Mapping[str, str]
) -> tuple[dict[str, Any], list[str]]:
    """Return the value of every setting, and a sentence for each that a link could not have."""
    values: dict[str, Any] = {}
    notes = []
    for name, setting in settings.items():
        values[name] = setting.default
        if name in query:
            values[name], note = setting.read(query[name])
            if note:
                notes.append(note)
    return values, notes
