"""Measure what 80 pictures of 5 MB in a reader's own classes cost the server's memory.

Run as `python -m tools.bench_own_classes [--batch 20]` (Linux, with Chromium). The pictures are
uploaded in lesson 17 as a reader does it, so many at a time, to a server of its own.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from pathlib import Path

import numpy as np
from PIL import Image
from playwright.sync_api import Page, expect

from tools import chromium
from tools.server import Process

CLASSES, EACH = 2, 40
SIDE = 1320  # of a picture of noise: 5 MB as PNG
COPY = 3 * 224 * 224  # bytes that are kept of a picture
PATIENCE = 300_000  # ms for one upload


def kilobytes(process: Path, field: str) -> int:
    """Return a line of a process's status."""
    lines = (process / "status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(field))


def pictures(folder: Path, count: int, rng: np.random.Generator) -> list[Path]:
    """Write so many pictures of noise, each another one, in place of the last ones."""
    paths = [folder / f"{number}.png" for number in range(count)]
    for path in paths:
        noise = rng.integers(0, 256, (SIDE, SIDE, 3), np.uint8)
        Image.fromarray(noise).save(path, compress_level=0)
    return paths


def upload(page: Page, number: int, files: list[Path], then: int) -> None:
    """Put files into a class, and wait until it holds `then` pictures."""
    page.get_by_text("Add pictures").nth(number).click()
    page.locator("input[type=file]").first.set_input_files(files)
    count = page.get_by_text(re.compile(rf"^{then} pictures?$"))
    full = 2 if number and then == EACH else 1  # the class before has as many
    expect(count).to_have_count(full, timeout=PATIENCE)
    page.keyboard.press("Escape")
    page.wait_for_timeout(2000)  # what the upload leaves behind is let go


def main() -> None:
    """Print what the server held before and after, and at most."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--batch", type=int, default=20, help="pictures that are uploaded at once")
    batch = parser.parse_args().batch
    browser = chromium.find()
    if browser is None or not Path("/proc/self/clear_refs").exists():
        sys.exit("This needs Linux and Chromium.")
    rng = np.random.default_rng(0)
    with tempfile.TemporaryDirectory() as name, chromium.launch(browser) as launched:
        folder = Path(name)
        server = Process.start(folder / "log")
        try:
            proc = Path(f"/proc/{server.process.pid}")
            page = launched.new_page()
            page.goto(f"{server.url}/reuse?view=classes")
            chromium.settle(page)
            first = pictures(folder, 1, rng)
            size = first[0].stat().st_size / 2**20
            upload(page, 0, first, 1)  # what is loaded for the first picture alone
            before = kilobytes(proc, "VmRSS")
            (proc / "clear_refs").write_text("5")
            held = []
            for number in range(CLASSES):
                have = 1 if number == 0 else 0
                while have < EACH:
                    files = pictures(folder, min(batch, EACH - have), rng)
                    have += len(files)
                    upload(page, number, files, have)
                    held.append((kilobytes(proc, "VmRSS") - before) / 1024)
            most = (kilobytes(proc, "VmHWM") - before) / 1024
        finally:
            server.stop()
    count = CLASSES * EACH - 1
    print(f"{count} pictures of {size:.1f} MB, {batch} at a time; {before / 1024:.0f} MB before.")
    print(f"Their copies are {count * COPY / 2**20:.1f} MB.")
    print(f"Held after each upload, MB more: {', '.join(f'{one:.0f}' for one in held)}")
    print(f"At the end {held[-1]:.1f} MB more, at most {most:.1f} MB more.")


if __name__ == "__main__":
    main()
