"""Lessons opened as a browser does, without one: Streamlit's AppTest on app.py."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from unittest import mock
from urllib.parse import parse_qsl

import numpy as np
from streamlit.components.v2.manifest_scanner import scan_component_manifests
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block
from streamlit.util import calc_hash

from tests.scripts import executed
from tests.ui.visitor import Received, unpack
from ui.frame import catalogue
from ui.shell.failure import FAULT

ROOT = Path(__file__).parents[2]
HOME = "See, touch and check every number of a convolution"  # the first page's title
LESSONS = ("home", *catalogue.LESSONS)
GLOSSARY = "glossary"  # a page of the menu that is no lesson, and has no settings
LIVE = "live"  # a page that is no lesson either
EXERCISE = "exercise"  # a page that is no lesson either


# AppTest would read what every installed package says of itself, for each visitor anew, and compile
# the page, for each run anew; a server does both once.
SCAN = "streamlit.components.v2.manifest_scanner.scan_component_manifests"
installed = cache(scan_component_manifests)
COMPILED = ScriptCache()


class Navigated(PagesManager):
    """Pages as app.py has them: without its navigation, AppTest would run a lesson alone."""


def page_words(lesson: str) -> ModuleType:
    """Return what a lesson says on its page: its introduction, figures, first steps and notes."""
    return import_module(f"ui.lessons.{lesson.replace('-', '_')}.words.page")


def run(app: AppTest) -> AppTest:
    """Run the page, as after every move of the reader; fail where it fails."""
    with (
        mock.patch.object(PagesManager, "uses_pages_directory", False),
        mock.patch("streamlit.testing.v1.app_test.PagesManager", Navigated),
        mock.patch("streamlit.testing.v1.app_test.ScriptCache", return_value=COMPILED),
        mock.patch(SCAN, installed),
        without_warnings(),
    ):
        app.run()
    assert [one.message for one in app.exception] == []
    assert failures(app) == []
    return app


def failures(app: AppTest) -> list[str]:
    """Return what the page says of its faults, which it catches itself."""
    return [one.value for one in app.error if one.value.startswith(FAULT)]


@contextmanager
def without_warnings() -> Iterator[None]:
    """Keep back Streamlit's doubts about running without a server."""
    logging.disable(logging.WARNING)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)


PATIENCE = 300  # s: machines are shared, and no test is about time


def new_visitor() -> AppTest:
    """Open the app's first page."""
    return open_lesson("home")


def open_lesson(page: str, **texts: str) -> AppTest:
    """Open a lesson's link as a new visitor."""
    return goes_to(_nobody(), page, **texts)


@cache
def _figure(page: str, texts: frozenset[tuple[str, str]]) -> AppTest:
    return open_lesson(page, **dict(texts))


def figure(page: str, **texts: str) -> AppTest:
    """Return a lesson's link, opened once for all tests that do nothing but look at it."""
    return _figure(page, frozenset(texts.items()))


def open_code(page: str, **texts: str) -> AppTest:
    """Open a lesson's link as a visitor who has the code unfolded."""
    app = _nobody()
    app.session_state["code"] = True
    return goes_to(app, page, **texts)


def _nobody() -> AppTest:
    return AppTest.from_file(str(ROOT / "app.py"), default_timeout=PATIENCE)


def goes_to(app: AppTest, page: str, **texts: str) -> AppTest:
    """Open a lesson's link as a visitor who is here already."""
    lesson = catalogue.LESSONS.get(page)
    app.switch_page(lesson.file if lesson else f"pages/{page}.py")
    # Before its first run AppTest knows a page by its file, not by its address: it would open the
    # first page in place of /one-dimension.
    if page != "home":
        app._page_hash = calc_hash(page)
    app.query_params = dict(texts)
    run(app)
    assert (page == "home") == (app.title[0].value == HOME)
    return app


def address(app: AppTest) -> dict[str, str]:
    return dict(app.query_params)


def notes(app: AppTest) -> list[str]:
    return [one.value for one in app.info]


def words(app: AppTest) -> str:
    """Return all the text of the page."""
    return "\n".join(str(one.value) for one in (*app.title, *app.markdown, *app.caption))


def pictures(app: AppTest) -> list[Received]:
    """Return what the page's views were sent; what plays the lesson has no picture.

    Nor has what keeps the reader's own in the browser.
    """
    views = app.main.get("bidi_component")
    sent = [one.proto.bytes for one in views if "own-pictures" not in one.proto.id]
    return [unpack(packed) for packed in sent if packed]


def received(app: AppTest) -> Received:
    """Return what the linked view was sent."""
    (view,) = pictures(app)
    return view


def maps(app: AppTest) -> np.ndarray:
    """Return the maps (F, H', W') in the linked view, float32."""
    sent = received(app)
    divisors = np.array(sent.meta["divisors"], np.float64)[:, None, None]
    values = sent.arrays["maps"] / (divisors * 10 ** sent.meta["inputPlaces"])
    return np.asarray(values, dtype=np.float32)


def code(app: AppTest) -> dict[str, str]:
    """Open the fold and return the scripts in it: framework -> text."""
    if "code" not in app.session_state or not app.session_state["code"]:
        app.session_state["code"] = True
        run(app)
    shown = [one.value for one in app.code if one.language == "python"]
    return dict(zip((tab.label for tab in app.tabs), shown, strict=True))


def run_code(app: AppTest, name: str) -> np.ndarray:
    """Run the NumPy script as a reader would, and return one of its variables."""
    return np.asarray(executed(code(app)["NumPy"])[name])


def links(part: AppTest | Block) -> list[tuple[str, str, dict[str, str]]]:
    """Return the links to lessons: (label, lesson, what its address says)."""
    found = [one.proto for one in part.get("page_link") if one.proto.page != GLOSSARY]
    return [
        (one.label, one.page or "home", dict(parse_qsl(one.query_string, keep_blank_values=True)))
        for one in found
    ]


def press(app: AppTest, label: str) -> AppTest:
    """Follow the link with this label."""
    ((lesson, texts),) = [(to, query) for name, to, query in links(app.main) if label in name]
    return goes_to(app, lesson, **texts)


@contextmanager
def offered_files() -> Iterator[dict[str, Callable[[], bytes]]]:
    """Collect what the pages opened meanwhile offer for download: name -> what makes it."""
    offered: dict[str, Callable[[], bytes]] = {}

    def add(
        _: object, make: Callable[[], bytes], mime: str, at: str, file_name: str, **__: str
    ) -> str:
        offered[file_name] = make
        return file_name

    with mock.patch.object(MediaFileManager, "add_deferred", add):
        yield offered


def downloaded(page: str, **texts: str) -> dict[str, bytes]:
    """Open a lesson's link and take every file it offers: name -> bytes."""
    with offered_files() as offered:
        open_code(page, **texts)
    return {name: make() for name, make in offered.items()}
