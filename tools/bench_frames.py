"""Measure how smoothly lesson 8 follows a pointer: frames drawn while x is dragged.

Run as `python -m tools.bench_frames`. A frame counts if the view drew its canvas in it; how long
that took is the time of the whole drawing in JavaScript, from the server's values to the last line.
"""

from __future__ import annotations

import argparse
import math
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, Page

from tools import chromium
from tools.server import serve
from tools.stopwatch import Times

PROBE = Path(__file__).with_name("frames.js").read_text("utf-8")
FRAMES_A_SECOND, PAINT_MS = 60, 16
VIEWS = {
    "box ∗ box": "/one-dimension?view=curves",
    "triangle ∗ exponential": "/one-dimension?f=triangle&h=exponential",
    "a row of pixels": "/one-dimension?view=pixels",
}
WINDOWS = {"1280x800": (1280, 800), "1920x1080": (1920, 1080)}


def main() -> None:
    """Print the table: frames drawn a second, and the milliseconds that drawing one took."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--seconds", type=float, default=4.0, help="of dragging, for each view")
    options = parser.parse_args()
    executable = chromium.find()
    if executable is None:
        sys.exit("no chromium or chrome on the PATH (on Debian and Ubuntu: apt install chromium)")
    print("\n| dragging x | window | frames a second | drawing one, median, ms | p95 | target |")
    print("|---|---|---|---|---|---|")
    with (
        tempfile.TemporaryDirectory() as name,
        serve(Path(name) / "app.log") as app,
        chromium.launch(executable) as browser,
    ):
        for what, path in VIEWS.items():
            for window, size in WINDOWS.items():
                rate, taken = dragged(browser, app.url + path, size, options.seconds)
                print(
                    f"| {what} | {window} | {rate:.1f} | {taken.median:.2f} | {taken.p95:.2f} "
                    f"| {FRAMES_A_SECOND}, p95 under {PAINT_MS} |",
                    flush=True,
                )


def dragged(
    browser: Browser, url: str, size: tuple[int, int], seconds: float
) -> tuple[float, Times]:
    """Drag x to and fro without a stop; return frames drawn a second, and the time each took."""
    page = browser.new_page(viewport={"width": size[0], "height": size[1]})
    page.add_init_script(PROBE)
    page.goto(url)
    chromium.settle(page)
    page.wait_for_timeout(1000)
    frames = _drag(page, seconds)
    page.close()
    if len(frames) < 2:
        raise RuntimeError(f"dragging drew {len(frames)} frames: {url}")
    rate = 1000 * (len(frames) - 1) / (frames[-1][0] - frames[0][0])
    return rate, Times([took for _, took in frames])


def _drag(page: Page, seconds: float) -> list[tuple[float, float]]:
    box = page.locator(".overlap canvas").bounding_box()
    if box is None:
        raise RuntimeError("the lesson shows no canvas")
    y = box["y"] + 0.8 * box["height"]
    page.mouse.move(box["x"] + box["width"] / 2, y)
    page.mouse.down()
    page.evaluate("frameBench.frames.length = 0")
    start = time.perf_counter()
    while (passed := time.perf_counter() - start) < seconds:
        page.mouse.move(box["x"] + box["width"] * (0.5 + 0.4 * math.sin(2.5 * passed)), y)
    frames = page.evaluate("frameBench.frames")
    page.mouse.up()
    return [(float(at), float(took)) for at, took in frames]


if __name__ == "__main__":
    main()
