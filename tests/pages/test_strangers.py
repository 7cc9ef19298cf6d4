"""Whatever a stranger's link or browser says, a lesson is shown: no fault, and no traceback."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

import pytest
import streamlit
from hypothesis import settings
from streamlit.testing.v1 import AppTest

from tests.forgeries import ODD_VALUES, changed_value
from tests.pages.lessons import address, goes_to, new_visitor, open_lesson, run
from tests.ui.sent_events import SENT
from ui.frame.catalogue import LESSONS
from ui.link import history
from ui.link.settings import Choice, Names, Place, Setting, Whole
from ui.link.view import read_query
from ui.shell import theme
from ui.views.events import Event

THOROUGH = settings.get_current_profile_name() == "thorough"
EVENTS = 1000 if THOROUGH else 200  # a view
AT_ONCE = 20  # of them between two runs of the page
LINKS_OF_EACH = 100 if THOROUGH else 6

# A page for each view, and for each kind of scene that a view shows.
VIEWS: dict[str, dict[str, str]] = {
    "pixels": {},
    "window": {"kernel": "custom"},
    "kernels": {"view": "two", "image": "edge"},
    "channels": {"image": "red-purple"},
    "activation": {},
    "pooling": {"image": "digit-7"},
    "one-dimension": {"f": "custom"},
    "stacking": {"view": "corners"},
    "receptive-field": {},
    "sharing": {"view": "moves"},
    "architectures": {"input": "28,28,1", "net": "c8-m2-flat-dense10"},
    "train": {"steps": "2", "kernels": "2"},
    "inside": {},
    "features": {},
    "train, step": {"steps": "2", "kernels": "2", "view": "step"},
    "train, judge": {"steps": "2", "kernels": "2", "view": "judge"},
    "train, draw": {"steps": "2", "kernels": "2", "view": "draw"},
}
TEXTS = [
    "", "0", "1", "2", "3", "7", "-1", "31", "256", "1e9", "0.5", "nan", "inf", "9" * 400, "1,1",
    "1,2,3", "0,0", "999,999", "1;2;3", "1,0;0,1", "custom", "own", "none", "relu", "x", "½", "\0",
    "<script>", "c3-m2", "0.005:20", "1/0", "1/9",
]  # fmt: skip


@contextmanager
def reactions() -> Iterator[dict[tuple[str, str], Callable[[], None]]]:
    """Collect what the views on the page do with what a browser sends: (key, event) -> that."""
    found: dict[tuple[str, str], Callable[[], None]] = {}
    guarded = Event.guarded

    def noted(event: Event, key: str, reaction: Callable[[], None]) -> Callable[[], None]:
        found[key, event.name] = made = guarded(event, key, reaction)
        return made

    with mock.patch.object(Event, "guarded", noted):
        yield found


@contextmanager
def before_the_page(react: Callable[[], None]) -> Iterator[None]:
    """Have something done in the visitor's session, as a reaction is: before the page runs."""
    style = theme.style

    def done() -> None:
        react()
        style()

    with mock.patch.object(theme, "style", done):
        yield


def bent(value: Any, rng: random.Random) -> Any:
    """Return what a browser sends with other numbers, mostly still of its shape."""
    if isinstance(value, dict):
        return {name: bent(one, rng) for name, one in value.items()}
    if isinstance(value, list):
        return [bent(one, rng) for one in value]
    if isinstance(value, bool) or rng.random() < 0.4:
        return value
    if isinstance(value, int):
        return rng.choice((0, 1, 2, 3, 5, 9, 27, 300, 10**6, -1))
    if isinstance(value, float):
        return rng.choice((0.0, -1.5, 0.25, 1e30))
    return value


def sent(rng: random.Random, name: str) -> Any:
    """Return what a stranger's browser may send under the name of an event."""
    known = [value for event, value in SENT.values() if event.name == name]
    value = bent(copy.deepcopy(rng.choice(known)), rng)
    if isinstance(value, dict) and rng.random() < 0.3:
        value = changed_value(value, rng)
    return rng.choice(ODD_VALUES) if rng.random() < 0.1 else value


@pytest.mark.parametrize("view", VIEWS)
def test_whatever_a_browser_sends_for_a_view_the_page_is_shown(view: str) -> None:
    rng, reacted = random.Random(view), 0
    with reactions() as found:
        app = open_lesson(view.partition(",")[0], **VIEWS[view])

        def react() -> None:
            nonlocal reacted
            for _ in range(AT_ONCE):
                key, name = rng.choice(list(found))
                streamlit.session_state[key] = {name: sent(rng, name)}
                found[key, name]()
                reacted += 1

        assert found
        for _ in range(EVENTS // AT_ONCE):
            with before_the_page(react):
                run(app)
    assert reacted == EVENTS


def said(rng: random.Random, setting: Setting[Any]) -> str:
    """Return a text for a setting: one that it may have, or any."""
    if rng.random() < 0.35:
        return rng.choice(TEXTS)
    if isinstance(setting, Choice):
        return rng.choice([*setting.options])
    if isinstance(setting, Names):
        return ",".join(rng.choices([*setting.options], k=rng.randint(1, 3)))
    if isinstance(setting, Whole | Place):
        return setting.write(
            rng.choice((setting.low, setting.high, (setting.low + setting.high) // 2))
        )
    return rng.choice((setting.write(setting.default), rng.choice(TEXTS)))


def settings_of(page: str) -> tuple[AppTest, dict[str, Setting[Any]]]:
    """Open a lesson, and return the settings that its link can hold."""
    found: dict[str, Setting[Any]] = {}
    read = read_query

    def noted(known: dict[str, Setting[Any]], query: dict[str, str]) -> Any:
        found.update(known)
        return read(known, query)

    app = new_visitor()
    with mock.patch.object(history, "read_query", noted):
        goes_to(app, page)
    return app, found


@pytest.mark.parametrize("page", LESSONS)
def test_whatever_a_link_says_of_a_lesson_s_settings_it_opens(page: str) -> None:
    rng = random.Random(page)
    app, known = settings_of(page)
    assert len(known) >= 4
    for _ in range(LINKS_OF_EACH):
        names = rng.sample(sorted(known), rng.randint(1, min(8, len(known))))
        texts = {name: said(rng, known[name]) for name in names}
        if page == "train":
            texts["steps"] = rng.choice(("0", "1", "x", "3"))
        goes_to(app, page, **texts)
        assert address(app).keys() <= known.keys() | texts.keys()
