"""Tabs of one browser that tests use one after the other, each time as a new visitor."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal
from urllib.parse import urljoin

from playwright.sync_api import Browser, BrowserContext, Page

from tools import chromium
from tools.server import Server

# Some tests listen to what is written on a canvas; the next one hears it once, not twice.
KEEP_CANVAS = """
window.canvas = Object.getOwnPropertyDescriptors(CanvasRenderingContext2D.prototype)
"""
FREE_CANVAS = "() => Object.defineProperties(CanvasRenderingContext2D.prototype, window.canvas)"

PATIENCE = 20_000  # ms: machines are shared, and no test is about time
TRACEBACK = "Traceback (most recent call last)"


class Tabs:
    """Tabs that tests use one after the other: the app's scripts are loaded and compiled once.

    To the app each page load is a new visitor; a tab is handed on without cookies and storage.
    """

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
        context.add_init_script(chromium.COUNT_RUNS)
        context.add_init_script(KEEP_CANVAS)
        return context.new_page()

    def give_back(self, page: Page, *, touch: bool, open_still: bool = False) -> None:
        """Keep a tab for the next test, as good as new or, if asked to, with the app open in it."""
        if page.is_closed():
            return
        context = page.context
        context.set_offline(False)
        if len(context.pages) > 1:
            context.close()
            return
        page.evaluate("localStorage.clear(); sessionStorage.clear()")
        if page.url.startswith("http"):
            page.evaluate("() => { indexedDB.deleteDatabase('convscope') }")
        context.clear_permissions()
        page.unroute_all()
        page.mouse.up()
        page.mouse.move(0, 0)
        if open_still and page.evaluate("() => 'canvas' in window"):
            page.evaluate(FREE_CANVAS)
        else:
            context.clear_cookies()
            self._wipe(page)
        self.free[touch].append(page)

    @staticmethod
    def _wipe(page: Page) -> None:
        page.goto("about:blank")
        # A browser counts no more than 50 steps back, and some tests count them.
        devtools = page.context.new_cdp_session(page)
        devtools.send("Page.resetNavigationHistory")
        devtools.detach()


def visit(page: Page, link: str, *, anew: bool = False) -> None:
    """Open a link, and wait until it has been drawn.

    Where the app is open, its visitor turns to the link, which takes a third of a page load; unless
    the link is to be opened `anew`, by a new visitor.
    """
    if anew or page.url in {"about:blank", urljoin(page.url, link)}:
        page.goto(link)
        chromium.settle(page)
    else:
        page.evaluate(FREE_CANVAS)
        chromium.turn(page, link)


class Opener:
    """Opens pages of the app and collects their faults; `turns` to them where the app is open."""

    def __init__(self, tabs: Tabs, *, turns: bool = False) -> None:
        self.tabs = tabs
        self.turns = turns
        self.faults = chromium.Faults("localhost")
        self.shared: list[tuple[Page, bool]] = []  # and whether they are touched by fingers
        self.news: list[Page] = []  # what was done there is not the next test's
        self.contexts: list[BrowserContext] = []  # of pages that must be like no others
        self.tracebacks_expected = False

    def __call__(self, path: str = "/", *, new: bool = False, **options: Any) -> Page:
        """Open `path` and wait until it has been drawn; options as in `tab`.

        Whoever changes something is a `new` visitor, and nobody's turn comes after theirs.
        """
        page = self.tab(**options)
        if new:
            self.news.append(page)
        visit(page, path, anew=new or not self.turns)
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
        page.set_default_timeout(PATIENCE)
        self.faults.watch(page)
        return page

    def close(self) -> None:
        """End all visits."""
        for context in self.contexts:
            context.close()
        for page, touch in self.shared:
            self.faults.leave(page)
            self.tabs.give_back(page, touch=touch, open_still=self.turns and page not in self.news)


def visits(tabs: Tabs, **options: Any) -> Iterator[Page]:
    """Yield one page for many tests, and hold it to what every page is held to.

    A link says everything: whoever opens one sees nothing of what the last test did. Options are
    those of `Opener.tab`.
    """
    opener, start = Opener(tabs), tabs.server.log_size()
    yield opener.tab(**options)
    opener.close()
    assert not opener.faults.list()
    assert TRACEBACK not in tabs.server.log_since(start)
