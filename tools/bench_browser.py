"""Measure what a reader waits for in a real browser, beside the same change through `st.pyplot`.

Run as `python -m tools.bench_browser`. Times go from the event (a key, a movement of the pointer)
to the end of the frame that painted its answer; `painted.js` takes them inside the page. The
lesson and `st.pyplot` take turns, so that a busy machine slows them alike: compare ratios.
"""

from __future__ import annotations

import argparse
import io
import shutil
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from PIL import Image
from playwright.sync_api import Browser, FilePayload, Page

from tools import chromium
from tools.server import ROOT, serve
from tools.stopwatch import PROBE, Times, drags, hovers, open_page, press
from ui.pictures import Picture, picture

# A kernel that every size changes, on a map that keeps its own.
LESSON = "/kernels?kernel=gaussian&image=camera"
WARM_UP = 4
DRAG_SECONDS = 3.0
# What the product promises.
PYPLOT_SHARE, HOVER_MS, START_S = 0.25, 16, 4
FIRST_VISIT_KB, FIRST_PICTURE_S = 1900, 15
# A slow network as browsers' own tools know it: bits a second each way, milliseconds.
REGULAR_3G = {"downloadThroughput": 750e3 / 8, "uploadThroughput": 250e3 / 8, "latency": 100}

# The same picture, kernel, core and configuration, and nothing else on the page.
PYPLOT = """\
import sys

sys.path.insert(0, {root!r})

import matplotlib.pyplot as plt
import numpy as np
import streamlit as st

from cnn_core import KERNELS, conv2d

image = np.load(f"{{int(st.query_params['side'])}}.npy")
size = st.select_slider("Size", KERNELS["gaussian"].sizes, key="kernels.size")
weights = KERNELS["gaussian"].kernel(size).weights[None, None]
feature_map = conv2d(image, weights, padding="same", padding_mode="replicate")[0]
limit = abs(feature_map).max()
figure, axes = plt.subplots()
axes.imshow(feature_map, cmap="RdBu_r", vmin=-limit, vmax=limit)
st.pyplot(figure)
plt.close(figure)
"""


def main() -> None:
    """Print the table: what was done, how long it took, what was promised."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--rounds", type=int, default=25, help="key presses and drags of each kind")
    parser.add_argument("--hovers", type=int, default=60)
    parser.add_argument("--starts", type=int, default=5)
    options = parser.parse_args()
    executable = chromium.find()
    if executable is None:
        sys.exit("no chromium or chrome on the PATH (on Debian and Ubuntu: apt install chromium)")
    print("\nMilliseconds from an event to the end of the frame that painted its answer.\n")
    print("| what | median | p95 | beside it | target |")
    print("|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as name, chromium.launch(executable) as browser:
        folder = Path(name)
        with (
            serve(folder / "app.log") as app,
            serve(folder / "pyplot.log", app=_pyplot(folder)) as plain,
        ):
            for side, shown in _photographs().items():
                own = side != max(_photographs())
                lesson = open_page(browser, app.url + LESSON)
                if own:
                    _bring(lesson, shown)
                plot = open_page(browser, f"{plain.url}/?side={side}")
                _print_keys(side, *_keys(lesson, plot, options.rounds))
                lesson.close()
                plot.close()
            pages = {
                "28x28": open_page(browser, f"{app.url}/window?image=digit-7"),
                "512x512": open_page(browser, app.url + LESSON),
            }
            for size, page in pages.items():
                _print_hovers(size, hovers(page, options.hovers))
            for size, page in pages.items():
                _print_drags(size, *drags(page, options.rounds, DRAG_SECONDS))
            _print_first_visit(*_first_visit(browser, f"{app.url}/window"))
        _print_start([_start(browser, folder / "start.log") for _ in range(options.starts)])


def _photographs() -> dict[int, Picture]:
    """Return the pictures by their side: a photograph as it is, and half as large."""
    camera = picture("camera")
    return {side: camera.reduced(side) for side in (256, 512)}


def _pyplot(folder: Path) -> Path:
    """Write the script that shows the map through st.pyplot, under the app's configuration."""
    script = folder / "pyplot" / "app.py"
    shutil.copytree(ROOT / ".streamlit", script.parent / ".streamlit")
    script.write_text(PYPLOT.format(root=str(ROOT)), "utf-8")
    for side, shown in _photographs().items():
        np.save(script.parent / f"{side}.npy", shown.pixels.astype(np.float32))
    return script


def _bring(page: Page, shown: Picture) -> None:
    """Upload a picture as the reader's own."""
    file = io.BytesIO()
    Image.fromarray(shown.pixels[0]).save(file, "PNG")
    page.get_by_text("Your own picture", exact=True).click()
    chosen = FilePayload(name="own.png", mimeType="image/png", buffer=file.getvalue())
    page.locator("[data-testid=stFileUploader] input[type=file]").set_input_files([chosen])
    page.wait_for_url("**image=own**")
    page.keyboard.press("Escape")
    chromium.settle(page)
    page.wait_for_timeout(500)


def _keys(lesson: Page, plot: Page, rounds: int) -> tuple[Times, Times]:
    """Change the kernel's size by key, in the lesson and through st.pyplot by turns."""
    own, peer = [], []
    for turn in range(rounds + WARM_UP):
        # Round and round: a size that was there two runs ago would come from the browser's cache.
        key = "Home" if turn % 5 == 4 else "ArrowRight"
        before = lesson.evaluate("bench.picture()")
        own.append(press(lesson, "map", key))
        if lesson.evaluate("bench.picture()") == before:
            raise RuntimeError("a new size left the picture as it was")
        peer.append(press(plot, "image", key))
    return Times(own[WARM_UP:]), Times(peer[WARM_UP:])


def _start(browser: Browser, log: Path) -> float:
    """Return the seconds from the app's start to a lesson painted in a browser new to it."""
    start = time.time()
    with serve(log) as app:
        page = browser.new_context().new_page()
        page.add_init_script(PROBE)
        page.goto(f"{app.url}/window")
        page.wait_for_function("() => bench.firstDrawn")
        seconds = page.evaluate("bench.firstDrawn") / 1000 - start
        page.context.close()
    return float(seconds)


def _first_visit(browser: Browser, address: str) -> tuple[float, float]:
    """Return kB and seconds until a browser that was never here, on Regular 3G, has a picture."""
    context = browser.new_context()
    page = context.new_page()
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    network.send("Network.emulateNetworkConditions", {"offline": False, **REGULAR_3G})
    received: list[float] = []
    network.on("Network.loadingFinished", lambda e: received.append(e["encodedDataLength"]))
    page.add_init_script(PROBE)
    page.goto(address, wait_until="commit", timeout=120_000)
    page.wait_for_function("() => bench.firstDrawn", timeout=120_000)
    seconds = page.evaluate("(bench.firstDrawn - performance.timeOrigin) / 1000")
    chromium.settle(page, timeout=120_000)
    context.close()
    return sum(received) / 1000, float(seconds)


def _print_first_visit(size: float, seconds: float) -> None:
    print(
        f"| first visit on Regular 3G, {size:,.0f} kB, to a picture | {1000 * seconds:.0f} | | "
        f"| under {1000 * FIRST_PICTURE_S}, and {FIRST_VISIT_KB:,} kB |",
        flush=True,
    )


def _print_keys(side: int, own: Times, peer: Times) -> None:
    share = own.median / peer.median
    print(
        f"| a key on the size slider, {side}x{side}: lesson | {own.median:.1f} | {own.p95:.1f} "
        f"| {share:.2f} of st.pyplot | at most {PYPLOT_SHARE} |"
    )
    print(f"| the same through st.pyplot | {peer.median:.1f} | {peer.p95:.1f} | | |", flush=True)


def _print_hovers(size: str, taken: Times) -> None:
    print(
        f"| pointing at a cell, {size} | {taken.median:.1f} | {taken.p95:.1f} | "
        f"| p95 at most {HOVER_MS} |",
        flush=True,
    )


def _print_drags(size: str, taken: Times, repaints: float, moves: float) -> None:
    print(
        f"| dragging a weight, {size} | {taken.median:.1f} | {taken.p95:.1f} "
        f"| {repaints:.0f} repaints of {moves:.0f} movements a second | |",
        flush=True,
    )


def _print_start(seconds: list[float]) -> None:
    taken = Times([1000 * one for one in seconds])
    print(
        f"| start of the app to a lesson painted | {taken.median:.0f} | {taken.p95:.0f} | "
        f"| under {1000 * START_S} |"
    )


if __name__ == "__main__":
    main()
