"""The address bar holds the view: settings read from it, and written back once they are settled.

The address decides when the reader came by it (a link, a preset, Back); the controls decide when
the reader moved one. Streamlit's own binding of widgets to the address is not used: it writes
labels instead of names, drops what it does not know without a word, and cannot hold what a
component sends.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from ui.link.settings import Fixed, Setting

STATE = "link"  # one entry of the session: what the last run showed
ENTRIES = "entries"  # pages and addresses of the browser's history that were changed on arrival
MOST_ENTRIES = 50
# Streamlit leaves the address to the page when a link leads to the page it is on. A name that no
# page keeps, with any number, tells such a link from a step Back.
ON_THIS_PAGE = "try"
# Seconds in which a browser may still send an address of before the page wrote the last one.
BEHIND = 5.0
# And what its controls said before a link or Back changed them.
LATE = 1.0
# Seconds for which a control that the reader just moved is left as the browser has it: the value of
# a run that is behind would take back the keys pressed since.
HELD = 5.0
UNHEARD = "unheard"  # of a page: for how many more runs the browser may show a control's old value
CARRIED = "carried"  # settings the reader chose, which travel to the next lesson
WAYS_BACK = "ways back"  # of lessons that go on where the reader left them: what makes their link


@dataclass
class View:
    """The checked settings of one lesson for this run."""

    page: str
    settings: Mapping[str, Setting]
    values: dict[str, Any]
    notes: list[str] = field(default_factory=list)
    arrival: int = 0  # grows when the browser must take the view's cell: by the address, say
    arrived: bool = False
    named: frozenset[str] = frozenset()  # what the address that brought this view says itself
    # What there was no room for, by name: given back as soon as there is, unless the reader chooses
    # something else.
    wanted: dict[str, Any] = field(default_factory=dict)
    replaced: set[str] = field(default_factory=set)  # what could not be had, and no room would mend
    held: dict[str, float] = field(default_factory=dict)  # what the reader moved last, and when

    def __getitem__(self, name: str) -> Any:
        return self.values[name]

    def key(self, name: str) -> str:
        """Return the widget key of a setting: keys are shared by the whole app."""
        return f"{self.page}.{name}"

    def change(self, name: str, value: Any, note: str) -> None:
        """Replace a value that does not work with the nearest that does, and say so."""
        self.values[name] = value
        self.replaced.add(name)
        self.notes.append(note)

    def moved(self, texts: Mapping[str, str]) -> View:
        """Return this view with some settings as their texts say, nearest to what is possible."""
        read = {name: self.settings[name].read(text)[0] for name, text in texts.items()}
        values = self.values | self.wanted | read
        return View(self.page, self.settings, values, arrival=self.arrival)

    def fit(self, name: str, value: Any) -> None:
        """Replace a value that what is shown has no room for, until it has."""
        self.wanted.setdefault(name, self.values[name])
        self.values[name] = value

    def move_to(self, cell: tuple[int, int]) -> None:
        """Choose another cell, and have the browser follow."""
        self.values["cell"] = cell
        self.arrival += 1

    def save(self, *, address: bool = True) -> None:
        """Put the settled values into the widgets and the address: before any widget is drawn.

        Without `address` the link stays: a value that is being dragged is no step to go Back to.
        A view that came by its address is written there in any case.
        """
        address = address or self.arrived
        state = st.session_state
        overruled = self._overruled()
        for name, value in self.values.items():
            if name not in self.held:
                state[self.key(name)] = value
            else:
                put(self.key(name), value)
        self._carry_kernel()
        self._carry_replaced()
        fixed = {name: value for name, value in self.values.items() if name != "cell"}
        last = state.get(STATE, {})
        same = not self.arrived and last.get("page") == self.page and last["noted_for"] == fixed
        if same and not self.notes:
            self.notes = list(last["notes"])  # a note stays until something else is changed
        # Without a write, the browser may not have heard yet of the last one: what it says holds.
        here = last.get("page") == self.page
        query = self._write(last if here else {}) if address else st.query_params.to_dict()
        state[STATE] = {
            "page": self.page,
            "query": query,
            "written": dict(self.values) if address else last["written"],
            "ours": last["ours"] if here else [],
            "values": dict(self.values),
            "wanted": dict(self.wanted),
            "held": dict(self.held),
            "overruled": overruled,
            "arrival": self.arrival,
            "notes": list(self.notes),
            "noted_for": fixed,
        }

    def _overruled(self) -> list[tuple[str, Any, float]]:
        """Return what controls said before an address changed them, and when that was."""
        state, now = st.session_state, time.monotonic()
        before = state.get(STATE, {})
        known = before["overruled"] if before.get("page") == self.page else []
        fresh = [one for one in known if now - one[2] < LATE]
        if not self.arrived:
            return fresh
        shown = {name: state.get(self.key(name)) for name in self.values}
        return fresh + [
            (name, shown[name], now)
            for name, value in self.values.items()
            if shown[name] is not None and shown[name] != value
        ]

    def _write(self, last: dict[str, Any]) -> dict[str, str]:
        """Write the address where that must be, and return what then stands there.

        Each write is a step in the browser's history. A control's run always writes: one overtaken
        by the next would leave the address behind. A view that came by its address is written only
        if something in it had to be changed, for the reader may be two steps Back already, and a
        late write would cut off the way Forward. And never twice: Back would lead forward again.
        Nor is an address that says it all already, in other words than the page would write.
        """
        query, asked = self.query(), st.query_params.to_dict()
        entries: list[tuple[str, dict[str, str]]] = st.session_state.setdefault(ENTRIES, [])
        # A link to the page one is on is no entry of the history yet: it is written here.
        is_entry = self.arrived and not (last and ON_THIS_PAGE in asked)
        if self.arrived and (self.page, asked) in entries:
            return asked
        if not self.arrived and (asked, self.values) == (last["query"], last["written"]):
            return asked
        if is_entry:
            entries[:] = [*entries[-MOST_ENTRIES:], (self.page, asked)]
            if not self.notes and self._is_said_by(asked):
                return asked
        if last:
            # In place and before the write, with which this run may be overtaken.
            now = time.monotonic()
            fresh = [(old, at) for old, at in last["ours"] if now - at < BEHIND]
            last["ours"] = [*fresh, (last["query"], now), (query, now)]
            last["written"] = None  # nobody knows what stands there until it is
        st.query_params.from_dict(query)
        return query

    def _is_said_by(self, asked: Mapping[str, str]) -> bool:
        """Tell whether all that a link names stayed as it is; what it leaves out is settled."""
        return all(
            asked[name] == setting.write(self.values[name])
            for name, setting in self.settings.items()
            if name in asked and not isinstance(setting, Fixed)
        )

    def _carry_kernel(self) -> None:
        """Let the settled kernel travel whole: a size or weights mean nothing to another one."""
        chosen = st.session_state.get(CARRIED, {})
        if "kernel" not in self.settings or chosen.keys().isdisjoint(KERNEL):
            return
        for name in KERNEL:
            setting, value = self.settings[name], self.values[name]
            if name == "kernel" or value != setting.default:
                chosen[name] = setting.write(value)
            else:
                chosen.pop(name, None)

    def _carry_replaced(self) -> None:
        """Let what was replaced travel as it is now: the next lesson has not to say so again."""
        chosen = st.session_state.get(CARRIED, {})
        for name in self.replaced.intersection(chosen):
            setting, value = self.settings[name], self.values[name]
            if value == setting.default:
                del chosen[name]
            else:
                chosen[name] = setting.write(value)

    def query(self) -> dict[str, str]:
        """Return the link's names and texts: whatever is not this lesson's default."""
        return {
            name: setting.write(self.values[name])
            for name, setting in self.settings.items()
            if self.values[name] != setting.default
        }


def open_view(page: str, settings: Sequence[Setting]) -> View:
    """Return the view that the reader asked for, by the address or by the controls."""
    by_name = {setting.name: setting for setting in settings}
    last = st.session_state.get(STATE, {})
    here = last.get("page") == page
    query = st.query_params.to_dict()
    previous = last["values"] if here else {}
    moved = {
        name: st.session_state[f"{page}.{name}"]
        for name in previous
        if st.session_state.get(f"{page}.{name}", previous[name]) != previous[name]
    }
    if here:
        moved = _without_overruled(moved, last["overruled"])
    arrival = last.get("arrival", 0)
    if here and (moved or query == last["query"] or _is_behind(query, last["ours"])):
        _carry(by_name, moved, moved)
        wanted = {name: value for name, value in last["wanted"].items() if name not in moved}
        values = {**previous, **wanted, **moved}
        return View(page, by_name, values, arrival=arrival, held=_held(page, moved, last["held"]))
    values, notes = _read(by_name, query)
    named = frozenset(by_name).intersection(query)
    view = View(page, by_name, values, notes, arrival + 1, arrived=True, named=named)
    own = [name for name, setting in by_name.items() if not isinstance(setting, Fixed)]
    for name in own:  # a link says everything: what it leaves out is not carried on
        st.session_state.get(CARRIED, {}).pop(name, None)
    _carry(by_name, [name for name in own if name in query], values)
    # What is not for this lesson to check is for the next: after a reload only the link knows it.
    others = {name: query[name] for name in TRAVELLING if name in query and name not in own}
    st.session_state[CARRIED] |= others
    return view


def _is_behind(query: Mapping[str, str], ours: Sequence[tuple[dict[str, str], float]]) -> bool:
    """Tell whether this address is the page's own, sent before the browser heard of the last one.

    `ours`: what the page wrote or wrote over, and when. Keys pressed fast arrive with it, and are
    no way back: that one the browser calls by its name.
    """
    context, now = get_script_run_ctx(), time.monotonic()
    if context is None or context.is_history_navigation:
        return False
    return any(query == old and now - at < BEHIND for old, at in ours)


def _without_overruled(
    moved: dict[str, Any], overruled: Sequence[tuple[str, Any, float]]
) -> dict[str, Any]:
    """Leave out what a browser says that has not heard yet of the address that overruled it."""
    now = time.monotonic()
    late = [(name, old) for name, old, at in overruled if now - at < LATE]
    return {name: value for name, value in moved.items() if (name, value) not in late}


def _held(page: str, moved: Iterable[str], before: Mapping[str, float]) -> dict[str, float]:
    """Return which settings the reader moved a moment ago, and when."""
    if st.session_state.get(f"{page}:{UNHEARD}"):
        return {}
    now = time.monotonic()
    return {name: at for name, at in before.items() if now - at < HELD} | dict.fromkeys(moved, now)


def put(key: str, value: Any) -> None:
    """Have a control show a value, and leave it alone where it does.

    What is written is sent, and would take back what the reader did in the meantime.
    """
    if key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value


def _read(
    settings: Mapping[str, Setting], query: Mapping[str, str]
) -> tuple[dict[str, Any], list[str]]:
    values: dict[str, Any] = {}
    notes = []
    for name, setting in settings.items():
        values[name] = setting.default
        if name in query:
            values[name], note = setting.read(query[name])
            if note:
                notes.append(note)
    return values, notes


TRAVELLING = (
    "image",
    "kernel",
    "weights",
    "size",
    "angle",
    "wavelength",
    "stride",
    "padding",
    "dilation",
    "mode",
    "fill",
    "flip",
)
KERNEL = ("kernel", "weights", "size", "angle", "wavelength")  # travel as one


def _carry(
    settings: Mapping[str, Setting], names: Iterable[str], values: Mapping[str, Any]
) -> None:
    """Remember what the reader chose among the settings that travel."""
    chosen = st.session_state.setdefault(CARRIED, {})
    chosen |= {name: settings[name].write(values[name]) for name in names if name in TRAVELLING}


def forget_notes() -> None:
    """Let the last run's notes go: they spoke of something that the link has no word for."""
    if STATE in st.session_state:
        st.session_state[STATE]["notes"] = []


def came_from_elsewhere(page: str) -> bool:
    """Tell, before the view is saved, whether the reader was on another page."""
    return bool(st.session_state.get(STATE, {}).get("page") != page)


def leads_back(page: str, link: Callable[[], dict[str, str]]) -> None:
    """Let other lessons' links to this page lead where `link` then says."""
    st.session_state.setdefault(WAYS_BACK, {})[page] = link


def way_back(page: str) -> dict[str, str]:
    """Return the link to where the reader left another page, {} for its opening."""
    link = st.session_state.get(WAYS_BACK, {}).get(page)
    return link() if link and came_from_elsewhere(page) else {}


def carried() -> dict[str, str]:
    """Return what the reader chose so far, as the link of another lesson."""
    return dict(st.session_state.get(CARRIED, {}))
