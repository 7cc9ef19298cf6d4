"""Measure what a key on a control of each lesson costs in bytes.

Run as `python -m tools.bench_bytes`. "Page" is what the run of the page sends through the
websocket, "ahead" the picture that the linked view fetched before.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Response, WebSocket

from tools import chromium
from tools.lesson_keys import LESSON_KEYS, LessonKey, keys_of
from tools.server import serve

PRESSES = 3
REST = 1200  # ms after each: the run has begun


def main() -> None:
    """Print the table."""
    executable = chromium.find()
    if executable is None:
        sys.exit("no chromium or chrome on the PATH (on Debian and Ubuntu: apt install chromium)")
    print("\n| kB a key | page | ahead |\n|---|---:|---:|")
    with (
        tempfile.TemporaryDirectory() as name,
        chromium.launch(executable) as browser,
        serve(Path(name) / "app.log") as app,
    ):
        for lesson, control in LESSON_KEYS.items():
            page, ahead = (
                f"{one / PRESSES / 1000:.0f}" for one in _sent(browser, app.url, control)
            )
            print(f"| {lesson} | {page} | {ahead} |", flush=True)


def _sent(browser: Browser, url: str, control: LessonKey) -> tuple[int, int]:
    """Return the bytes of all presses: through the websocket, and ahead of the page."""
    frames: list[int] = []
    ahead: list[Response] = []

    def listen(socket: WebSocket) -> None:
        socket.on("framereceived", lambda payload: frames.append(len(payload)))

    def keep(response: Response) -> None:
        if "/ahead/" in response.url:
            ahead.append(response)

    page = browser.new_page(base_url=url)
    page.on("websocket", listen)
    page.on("response", keep)
    page.goto(control.link)
    chromium.settle(page)
    page.wait_for_timeout(REST)
    field = control.field(page)
    up, _ = keys_of(field)
    field.focus()
    frames.clear()
    ahead.clear()
    for _ in range(PRESSES):
        page.keyboard.press(up)
        page.wait_for_timeout(REST)
        chromium.settle(page)
    found = sum(frames), sum(len(one.body()) for one in ahead)
    page.close()
    return found


if __name__ == "__main__":
    main()
