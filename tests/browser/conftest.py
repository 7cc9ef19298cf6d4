"""What browser tests stand on: the app on a free port, a Chromium, pages that must stay clean."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tools import chromium
from tools.server import Server, serve
from ui.views.bundle import bundle

HERE = Path(__file__).parent
UI = HERE.parents[1] / "ui"
ADVICE = "no chromium or chrome on the PATH (on Debian and Ubuntu: apt install chromium)"
TRACEBACK = "Traceback (most recent call last)"
# As long as actions wait: a busy machine is no fault.
expect.set_options(timeout=15_000)
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


class Tabs:
    """Tabs that tests use one after the other: the app's scripts are loaded and compiled once.

    To the app each page load is a new visitor; a tab is handed on without cookies and storage.
    """

    LONGEST_HISTORY = 20  # a browser counts no more than 50 entries, and some tests count them

    def __init__(self, browser: Browser, server: Server) -> None:
        self.browser = browser
        self.server = server
        self.free: dict[bool, list[Page]] = {False: [], True: []}

    def take(self, *, touch: bool) -> Page:
        """Return a free tab, or a new one in a fresh profile."""
        if self.free[touch]:
            return self.free[touch].pop()
        context = self.browser.new_context(base_url=self.server.url, has_touch=touch)
        context.add_init_script(chromium.CALM)
        return context.new_page()

    def give_back(self, page: Page, *, touch: bool) -> None:
        """Keep a tab for the next test, if it can be made as good as new."""
        if page.is_closed():
            return
        context = page.context
        context.set_offline(False)
        if len(context.pages) > 1 or page.evaluate("history.length") > self.LONGEST_HISTORY:
            context.close()
            return
        page.evaluate("localStorage.clear(); sessionStorage.clear()")
        context.clear_cookies()
        page.goto("about:blank")
        page.mouse.up()
        page.mouse.move(0, 0)
        self.free[touch].append(page)


@pytest.fixture(scope="session")
def tabs(browser: Browser, server: Server) -> Tabs:
    """Share tabs among all tests."""
    return Tabs(browser, server)


@pytest.fixture
def page(
    tabs: Tabs, server: Server, request: pytest.FixtureRequest
) -> Iterator[Callable[..., Page]]:
    """Open pages: `page("/window?stride=2", width=390, color_scheme="dark")`.

    Each call is a new visitor and returns once the page has been drawn. When the test ends, no
    page may have logged an error or asked another host for anything, and the server may not have
    logged a traceback. A test that provokes one says so: `page.faults.console.clear()`,
    `page.tracebacks_expected = True`.
    """
    opener = Opener(tabs)
    start = request.node.stash[LOG_START] = server.log_size()
    yield opener
    opener.close()
    problems = opener.faults.list()
    if TRACEBACK in server.log_since(start) and not opener.tracebacks_expected:
        problems.append("the app logged a traceback (below)")
    if problems:
        pytest.fail("\n".join(["not clean:", *problems]), pytrace=False)


class Opener:
    """Opens pages of the app and collects their faults."""

    def __init__(self, tabs: Tabs) -> None:
        self.tabs = tabs
        self.faults = chromium.Faults("localhost")
        self.shared: list[tuple[Page, bool]] = []  # and whether they are touched by fingers
        self.contexts: list[BrowserContext] = []  # of pages that must be like no others
        self.tracebacks_expected = False

    def __call__(self, path: str = "/", **options: Any) -> Page:
        """Open `path` as a new visitor and wait until it has been drawn; options as in `tab`."""
        page = self.tab(**options)
        page.goto(path)
        chromium.settle(page)
        return page

    def tab(
        self,
        *,
        width: int = 1280,
        height: int = 800,
        color_scheme: Literal["light", "dark"] = "light",
        reduced_motion: Literal["no-preference", "reduce"] = "no-preference",
        touch: bool = False,
        own: bool = False,
        **context_options: Any,
    ) -> Page:
        """Return a tab in which nothing has been opened yet.

        A test that listens to its tab, or changes more of it than what is shown, asks for its own.
        """
        if own or context_options:
            context = self.tabs.browser.new_context(
                base_url=self.tabs.server.url, has_touch=touch, **context_options
            )
            context.add_init_script(chromium.CALM)
            self.contexts.append(context)
            page = context.new_page()
        else:
            page = self.tabs.take(touch=touch)
            self.shared.append((page, touch))
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=color_scheme, reduced_motion=reduced_motion)
        page.set_default_timeout(15_000)
        self.faults.watch(page)
        return page

    def close(self) -> None:
        """End all visits."""
        for context in self.contexts:
            context.close()
        for page, touch in self.shared:
            self.faults.leave(page)
            self.tabs.give_back(page, touch=touch)
