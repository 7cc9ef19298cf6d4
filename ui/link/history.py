"""The address bar holds the view: settings read from it, and written back once they are settled.

The address decides when the reader came by it (a link, a preset, Back); the controls decide when
the reader moved one. Streamlit's own binding of widgets to the address is not used: it writes
labels instead of names, drops what it does not know without a word, and cannot hold what a
component sends.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from ui.link.classroom import classroom_part, classroom_query, read_classroom
from ui.link.control_values import HELD, put
from ui.link.settings import Fixed, Setting
from ui.link.view import View, read_query
from ui.session.keys import CARRIED, ENTRIES, LINK, WAYS_BACK, setting_key
from ui.views.shown_views import forget

MOST_ENTRIES = 50
# Streamlit leaves the address to the page when a link leads to the page it is on. A name that no
# page keeps, with any number, tells such a link from a step Back.
ON_THIS_PAGE = "try"
# Seconds in which a browser may still send an address of before the page wrote the last one.
BEHIND = 5.0
# And what its controls said before a link or Back changed them.
LATE = 1.0
MOST_TOLD = 20  # addresses that a browser was told to have, and may still come by
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
KERNEL_NAMES = ("kernel", "weights", "size", "angle", "wavelength")  # travel as one


def open_view(page: str, settings: Sequence[Setting[Any]]) -> View:
    """Return the view that the reader asked for, by the address or by the controls."""
    by_name = {setting.name: setting for setting in settings}
    last = st.session_state.get(LINK, {})
    here = last.get("page") == page
    query = st.query_params.to_dict()
    previous = last["values"] if here else {}
    moved = {
        name: st.session_state[setting_key(page, name)]
        for name in previous
        if st.session_state.get(setting_key(page, name), previous[name]) != previous[name]
    }
    moved = {
        name: value
        for name, value in moved.items()
        if name not in by_name or by_name[name].may_be(value)
    }
    if here:
        moved = _without_overruled(moved, last["overruled"])
    forget()
    arrival = last.get("arrival", 0)
    # A link clicked right after a control moved may come with the same run: it is the later.
    clicked = here and ON_THIS_PAGE in query and query != last["came_by"]
    if (
        here
        and not clicked
        and (moved or query == last["query"] or _is_behind(query, last["ours"]))
    ):
        _carry(by_name, moved, moved)
        wanted = {name: value for name, value in last["wanted"].items() if name not in moved}
        _carry(by_name, wanted.keys() & st.session_state.get(CARRIED, {}).keys(), wanted)
        return View(
            page,
            by_name,
            {**previous, **wanted, **moved},
            arrival=arrival,
            quiet=set(last["quiet"]) - moved.keys(),
            held=_held(moved, last["held"]),
        )
    values, notes = read_query(by_name, query)
    notes += read_classroom(query, stays=here and ON_THIS_PAGE in query)
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


def open_page() -> list[str]:
    """Take what the link to a page around the lessons says; return what was wrong in it.

    The lesson before is left: its link, opened again, says anew what the class may do.
    """
    if LINK in st.session_state:
        st.session_state[LINK]["page"] = ""
    return read_classroom(st.query_params.to_dict(), stays=False)


def _is_behind(query: Mapping[str, str], ours: Sequence[tuple[dict[str, str], float]]) -> bool:
    """Tell whether this address is the page's own, sent before the browser heard of the last one.

    `ours`: what the page wrote or wrote over, and when. Keys pressed fast arrive with it, and are
    no way back: that one the browser calls by its name.
    """
    context, now = get_script_run_ctx(), time.monotonic()
    if context is None or context.is_history_navigation:
        return False
    return any(query == old and now - at < BEHIND for old, at in ours)


def keep(page: str, texts: Mapping[str, str]) -> None:
    """Know an address that the browser writes by itself, in place of the one it has.

    It has what it has now and these texts, and comes by that however late: that is no way back.
    """
    ours = st.session_state[LINK]["ours"]
    told = {**st.query_params.to_dict(), **texts}
    kept = [one for one in ours if one[1] == math.inf]
    if st.session_state[LINK]["page"] == page and (told, math.inf) not in kept:
        ours[:] = [*(one for one in ours if one not in kept), *kept[-MOST_TOLD:], (told, math.inf)]


def _without_overruled(
    moved: dict[str, Any], overruled: Sequence[tuple[str, Any, float]]
) -> dict[str, Any]:
    """Leave out what a browser says that has not heard yet of the address that overruled it."""
    now = time.monotonic()
    late = [(name, old) for name, old, at in overruled if now - at < LATE]
    return {name: value for name, value in moved.items() if (name, value) not in late}


def _held(moved: Iterable[str], before: Mapping[str, float]) -> dict[str, float]:
    """Return which settings the reader moved a moment ago, and when."""
    now = time.monotonic()
    return {name: at for name, at in before.items() if now - at < HELD} | dict.fromkeys(moved, now)


def save(view: View, *, address: bool = True) -> None:
    """Put the settled values into the widgets and the address: before any widget is drawn.

    Without `address` the link stays: a value that is being dragged is no step to go Back to.
    A view that came by its address is written there in any case.
    """
    address = address or view.arrived
    state = st.session_state
    overruled = _overruled(view)
    for name, value in view.values.items():
        if name not in view.held:
            state[view.key(name)] = value
        else:
            put(view.key(name), value)
    _carry_kernel(view)
    _carry_replaced(view)
    fixed = {name: value for name, value in view.values.items() if name != "cell"}
    last = state.get(LINK, {})
    same = not view.arrived and last.get("page") == view.page and last["noted_for"] == fixed
    if same and not view.notes:
        view.notes = list(last["notes"])  # a note stays until something else is changed
    # Without a write, the browser may not have heard yet of the last one: what it says holds.
    here = last.get("page") == view.page
    came_by = st.query_params.to_dict()
    query = _write(view, last if here else {}) if address else came_by
    state[LINK] = {
        "page": view.page,
        "came_by": came_by,
        "query": query,
        "written": dict(view.values) if address else last["written"],
        "ours": last["ours"] if here else [],
        "values": dict(view.values),
        "wanted": dict(view.wanted),
        "quiet": set(view.quiet),
        "held": dict(view.held),
        "overruled": overruled,
        "arrival": view.arrival,
        "notes": list(view.notes),
        "noted_for": fixed,
    }


def _overruled(view: View) -> list[tuple[str, Any, float]]:
    """Return what controls said before an address changed them, and when that was."""
    state, now = st.session_state, time.monotonic()
    before = state.get(LINK, {})
    known = before["overruled"] if before.get("page") == view.page else []
    fresh = [one for one in known if now - one[2] < LATE]
    if not view.arrived:
        return fresh
    shown = {name: state.get(view.key(name)) for name in view.values}
    return fresh + [
        (name, shown[name], now)
        for name, value in view.values.items()
        if shown[name] is not None and shown[name] != value
    ]


def overrule(view: View) -> None:
    """Put back, in a fragment, what controls said before the address changed them.

    A browser that asks for the fragment while the page is still being drawn says it once more, and
    no run of a fragment forgets it: the next run of the page, long after, would take it for a move
    of the reader. What the reader does move comes with a run of the page.
    """
    for name, old, _ in st.session_state[LINK]["overruled"]:
        if st.session_state.get(view.key(name)) == old:
            st.session_state[view.key(name)] = view.values[name]


def leaves_behind(page: str, query: Mapping[str, str]) -> None:
    """Know an address that a step Back will come by, and that nobody is to write anew.

    `st.switch_page` writes the next page's query on this page first, as an entry of its own.
    """
    st.session_state.setdefault(ENTRIES, []).append((page, dict(query)))


def _write(view: View, last: dict[str, Any]) -> dict[str, str]:
    """Write the address where that must be, and return what then stands there.

    Each write is a step in the browser's history. A control's run always writes: one overtaken
    by the next would leave the address behind. A view that came by its address is written only
    if something in it had to be changed, for the reader may be two steps Back already, and a
    late write would cut off the way Forward. And never twice: Back would lead forward again.
    Nor is an address that says it all already, in other words than the page would write.
    """
    query, asked = view.query() | classroom_query(), st.query_params.to_dict()
    entries: list[tuple[str, dict[str, str]]] = st.session_state.setdefault(ENTRIES, [])
    # A link to the page one is on is no entry of the history yet: it is written here.
    is_entry = view.arrived and not (last and ON_THIS_PAGE in asked)
    if view.arrived and (view.page, asked) in entries:
        return asked
    settled = not view.arrived and (asked, view.values) == (last["query"], last["written"])
    if settled and classroom_query() == classroom_part(asked):
        return asked
    if is_entry:
        entries[:] = [*entries[-MOST_ENTRIES:], (view.page, asked)]
        # A reader who opened such a link elsewhere may pass it on: without that name.
        if not view.notes and view.is_said_by(asked) and ON_THIS_PAGE not in asked:
            return asked
    if last:
        # In place and before the write, with which this run may be overtaken.
        now = time.monotonic()
        fresh = [(old, at) for old, at in last["ours"] if now - at < BEHIND]
        last["ours"] = [*fresh, (last["query"], now), (query, now)]
        last["written"] = None  # nobody knows what stands there until it is
    st.query_params.from_dict(query)
    return query


def _carry_kernel(view: View) -> None:
    """Let the settled kernel travel whole: a size or weights mean nothing to another one."""
    chosen = st.session_state.get(CARRIED, {})
    if "kernel" not in view.settings or chosen.keys().isdisjoint(KERNEL_NAMES):
        return
    for name in KERNEL_NAMES:
        setting, value = view.settings[name], view.values[name]
        if name == "kernel" or value != setting.default:
            chosen[name] = setting.write(value)
        else:
            chosen.pop(name, None)


def _carry_replaced(view: View) -> None:
    """Let what was replaced travel as it is now: the next lesson has not to say so again."""
    chosen = st.session_state.get(CARRIED, {})
    for name in view.replaced.intersection(chosen):
        setting, value = view.settings[name], view.values[name]
        if value == setting.default:
            del chosen[name]
        else:
            chosen[name] = setting.write(value)


def _carry(
    settings: Mapping[str, Setting[Any]], names: Iterable[str], values: Mapping[str, Any]
) -> None:
    """Remember what the reader chose among the settings that travel."""
    chosen = st.session_state.setdefault(CARRIED, {})
    chosen |= {name: settings[name].write(values[name]) for name in names if name in TRAVELLING}


def forget_notes() -> None:
    """Let the last run's notes go: they spoke of something that the link has no word for."""
    if LINK in st.session_state:
        st.session_state[LINK]["notes"] = []


def came_from_elsewhere(page: str) -> bool:
    """Tell, before the view is saved, whether the reader was on another page."""
    return bool(st.session_state.get(LINK, {}).get("page") != page)


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


def reset(lesson: str) -> None:
    """Forget all that was chosen in a lesson, so that it opens as it was made."""
    state = st.session_state
    own = [key for key in map(str, state) if key.startswith((f"{lesson}.", f"{lesson}:"))]
    for key in (*own, LINK, CARRIED, *(["trainer"] if lesson == "train" else [])):
        state.pop(key, None)
    st.query_params.from_dict(classroom_query())
