"""What browser tests stand on: the app on a free port, a Chromium, pages that must stay clean."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.lesson import chips
from tests.browser.tabs import PATIENCE, TRACEBACK, Opener, Tabs, visits
from tools import chromium
from tools.server import Server, serve
from ui.views.bundle import bundle

HERE = Path(__file__).parent
UI = HERE.parents[1] / "ui"
ADVICE = "no chromium or chrome on the PATH (on Debian and Ubuntu: apt install chromium)"
expect.set_options(timeout=PATIENCE)
LOG_START = pytest.StashKey[int]()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test in this folder as a browser test, and have one process run all of a file.

    Each process has one app and one browser, and tests of a file share a page (--dist loadgroup).
    """
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker("browser")
            item.add_marker(pytest.mark.xdist_group(f"browser/{item.path.stem}"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Show the server's log of a failed test's time under its report."""
    report = yield
    server = getattr(item, "funcargs", {}).get("server")
    if report.failed and server is not None and item.path.is_relative_to(HERE):
        log = server.log_since(item.stash.get(LOG_START, 0)).strip()
        report.sections.append(("the app's log", log or "(empty)"))
    return report


@pytest.fixture(scope="session")
def executable() -> str:
    """Return the browser's path; skip without one, but fail where CI promises it."""
    path = chromium.find()
    if path is None:
        if os.environ.get("CI") == "true":
            pytest.fail(ADVICE, pytrace=False)
        pytest.skip(ADVICE)
    return path


@pytest.fixture(scope="session")
def server(executable: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Run the app once for all browser tests."""
    with serve(tmp_path_factory.mktemp("server") / "app.log") as running:
        yield running


@pytest.fixture(scope="session")
def browser(executable: str) -> Iterator[Browser]:
    """Run one browser for all tests; every page gets a fresh profile of its own."""
    with chromium.launch(executable, chromium.KEEP_COMPILED) as running:
        yield running


Pure = Callable[..., Any]  # pure("views/shared/numbers.js", "decimal(n, 2)", {"n": 5})


@pytest.fixture(scope="session")
def pure(browser: Browser) -> Iterator[Pure]:
    """Evaluate an expression with the functions of a view's module, in an empty page."""
    blank = browser.new_page()

    def evaluated(module: str, call: str, names: dict[str, Any] | None = None) -> Any:
        known = names or {}
        script = f"({{ {', '.join(known)} }}) => {{ {bundle(UI / module)}\nreturn {call} }}"
        return blank.evaluate(script, known)

    yield evaluated
    blank.close()


@pytest.fixture(scope="session")
def tabs(browser: Browser, server: Server) -> Tabs:
    """Share tabs among all tests."""
    return Tabs(browser, server)


@pytest.fixture(scope="session")
def figures(tabs: Tabs) -> Callable[[str], dict[str, str]]:
    """Return what a lesson's figures are called and where they lead; it is opened once for that."""

    @cache
    def found(lesson: str) -> dict[str, str]:
        links: dict[str, str] = {}
        for page in visits(tabs):
            page.goto(f"/{lesson}")
            chromium.settle(page)
            for chip in chips(page).all():
                links[chip.inner_text().strip()] = chip.get_attribute("href") or ""
        return links

    return found


@pytest.fixture
def page(
    tabs: Tabs, server: Server, request: pytest.FixtureRequest
) -> Iterator[Callable[..., Page]]:
    """Open pages: `page("/window?stride=2", width=390, color_scheme="dark")`.

    Each call is a new visitor, or in tests marked as `turns` the last one, who turns to the link, a
    third of the work; and returns once the page has been drawn. When the test ends, no
    page may have logged an error or asked another host for anything, and the server may not have
    logged a traceback. A test that provokes one says so: `page.faults.console.clear()`,
    `page.tracebacks_expected = True`.
    """
    opener = Opener(tabs, turns=request.node.get_closest_marker("turns") is not None)
    start = request.node.stash[LOG_START] = server.log_size()
    yield opener
    opener.close()
    problems = opener.faults.list()
    if TRACEBACK in server.log_since(start) and not opener.tracebacks_expected:
        problems.append("the app logged a traceback (below)")
    if problems:
        pytest.fail("\n".join(["not clean:", *problems]), pytrace=False)
