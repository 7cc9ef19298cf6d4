"""The machine's own Chromium, driven by Playwright, and what a page did wrong in it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Error,
    Page,
    Request,
    WebSocket,
    sync_playwright,
)

# The one without windows first: it does the same for a page with a sixth less work.
NAMES = (
    "chromium-headless-shell",
    "chrome-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
)

# Quiet: nothing but the page under test talks to the network; and it resolves no other host.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    "--no-proxy-server",
    "--disable-background-networking",
    "--disable-component-update",
)

# Tests load the same scripts hundreds of times: keep what was compiled from the first time on, not
# only once a script has proved to be in use, so that a page opens sooner. The other settings are
# Playwright's own, a mouse that points and hovers, since of two such arguments the last one counts.
KEEP_COMPILED = (
    "--blink-settings=v8CacheOptions=3,primaryHoverType=2,availableHoverTypes=2,"
    "primaryPointerType=4,availablePointerTypes=4"
)

# While a page loads, its grey skeletons pulse. No test looks at them, and without a graphics
# card every frame takes time of the processor.
CALM = """
const calm = new CSSStyleSheet()
calm.replaceSync(`[data-testid="stSkeleton"], [data-testid="stAppSkeleton"] * {
    animation: none !important;
}`)
document.adoptedStyleSheets = [...document.adoptedStyleSheets, calm]
"""

# Counts the runs of the app's script that have ended: Streamlit's field 6 of a message (the script
# has finished) with the value 0 (successfully, all of it), behind a hash and metadata, both short.
# What the page itself says of its state can come and go between two looks.
COUNT_RUNS = """
window.runs = 0
const Socket = window.WebSocket
window.WebSocket = class extends Socket {
    constructor(...args) {
        super(...args)
        this.addEventListener("message", ({ data }) => {
            const bytes = new Uint8Array(data)
            let at = 0
            while (bytes[at] === 0x0a || bytes[at] === 0x12) at += 2 + bytes[at + 1]
            if (bytes[at] === 0x30 && bytes[at + 1] === 0) window.runs += 1
        })
    }
}"""

AT_REST = (
    '[data-testid="stApp"][data-test-script-state="notRunning"]'
    '[data-test-connection-state="CONNECTED"]'
)
OFTEN = 30  # ms between two looks: a look at each frame would have the page make frames for it

# A page opened under its own address first probes for the server below that address.
_PROBE = re.compile(r"^/[^/]+/_stcore/(health|host-config)$")


def find() -> str | None:
    """Return the path of the first Chromium or Chrome on the PATH, or None."""
    return next((path for path in map(shutil.which, NAMES) if path), None)


@contextmanager
def launch(executable: str, *arguments: str, host: str = "localhost") -> Iterator[Browser]:
    """Run a headless browser with a throw-away profile that can reach `host` only."""
    resolver = f"--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE {host}"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=executable, args=[*ARGUMENTS, *arguments, resolver]
        )
        try:
            yield browser
        finally:
            browser.close()


def settle(page: Page, *, timeout: float = 60_000) -> None:
    """Wait until the app has run its script and nothing on the page is still loading."""
    page.wait_for_selector(AT_REST, timeout=timeout, state="attached")
    page.wait_for_selector('[data-testid="stMainBlockContainer"] *', state="attached")
    page.wait_for_function(
        "() => !document.querySelector('[data-testid=stSkeleton], [data-stale=true]')",
        polling=OFTEN,
    )
    # Views are there once their scripts were fetched.
    page.wait_for_function(
        "() => [...document.querySelectorAll('[data-testid=stBidiComponentIsolated]')]"
        ".every(view => view.ariaBusy === 'false')",
        polling=OFTEN,
    )
    page.evaluate("() => new Promise(go => requestAnimationFrame(() => requestAnimationFrame(go)))")


def turn(page: Page, link: str) -> None:
    """Have the open app show another link, as Back and Forward do, and wait until it is drawn.

    This takes a third of a page load. The visitor stays the same one.
    """
    # A run of what came before, which ends in between, is not the link's.
    page.wait_for_selector(AT_REST, state="attached")
    runs = page.evaluate(
        """link => {
            const { runs } = window
            history.pushState({}, "", link)
            dispatchEvent(new PopStateEvent("popstate", { state: {} }))
            return runs
        }""",
        link,
    )
    page.wait_for_function("runs => window.runs > runs", arg=runs, polling=OFTEN)
    settle(page)


@dataclass
class Faults:
    """What must not happen on a page: errors in its console, requests to other hosts."""

    host: str
    console: list[str] = field(default_factory=list)
    offhost: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        """Record the faults of `page` from now on."""
        page.on("console", self._on_console)
        page.on("pageerror", self._on_error)
        page.on("request", self._on_request)
        page.on("websocket", self._on_request)

    def leave(self, page: Page) -> None:
        """Record no more of `page`."""
        page.remove_listener("console", self._on_console)
        page.remove_listener("pageerror", self._on_error)
        page.remove_listener("request", self._on_request)
        page.remove_listener("websocket", self._on_request)

    def list(self) -> list[str]:
        """Return every fault as a line of text."""
        lines = [f"console error: {text}" for text in self.console]
        return lines + [f"request to another host: {url}" for url in self.offhost]

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type != "error":
            return
        source = message.location.get("url", "")
        if "404" in message.text and _PROBE.match(urlsplit(source).path):
            return
        self.console.append(f"{message.text} ({source})" if source else message.text)

    def _on_error(self, error: Error) -> None:
        self.console.append(f"uncaught: {error}")

    def _on_request(self, request: Request | WebSocket) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.hostname != self.host:
            self.offhost.append(request.url)


def overflow(page: Page) -> int:
    """Return by how many CSS pixels the page is wider than its window (0: it fits)."""
    script = """() => {
        const scroller = document.querySelector('[data-testid="stMain"]')
        const widths = [document.documentElement, document.body, scroller]
            .filter(Boolean).map(e => e.scrollWidth - e.clientWidth)
        return Math.max(0, document.documentElement.scrollWidth - innerWidth, ...widths)
    }"""
    return int(page.evaluate(script))
