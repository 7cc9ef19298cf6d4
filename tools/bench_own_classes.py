"""Measure what 200 pictures of 5 MB in a reader's own classes cost the server's memory.

Run as `python -m tools.bench_own_classes [--batch 20] [--classes 5] [--png]` (Linux, with
Chromium). The pictures are uploaded in lesson 17 as a reader does it, so many at a time, to a
server of its own: JPEGs of 12 megapixels, as telephones write them, or PNGs of noise.
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

EACH = 40  # pictures of a class
SIDE = 1320  # of a picture of noise: 5 MB as PNG
PHONE, DEVIATION, QUALITY = (3000, 4000), 18, 90  # of a JPEG of 5 MB: grey with some noise
COPY = 3 * 224 * 224  # bytes that are kept of a picture
PATIENCE = 300_000  # ms for one upload


def kilobytes(process: Path, field: str) -> int:
    """Return a line of a process's status."""
    lines = (process / "status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(field))


class Pictures:
    """Writes files of 5 MB, each with another picture, in place of the last ones."""

    def __init__(self, folder: Path, *, png: bool) -> None:
        self.folder, self.png = folder, png
        self.rng = np.random.default_rng(0)
        grey = self.rng.normal(128, DEVIATION, (*PHONE, 3))
        self.phone = np.clip(grey, 0, 255).astype(np.uint8)

    def write(self, count: int) -> list[Path]:
        """Write so many files."""
        return [self._one(number) for number in range(count)]

    def _one(self, number: int) -> Path:
        if self.png:
            path = self.folder / f"{number}.png"
            noise = self.rng.integers(0, 256, (SIDE, SIDE, 3), np.uint8)
            Image.fromarray(noise).save(path, compress_level=0)
            return path
        path = self.folder / f"{number}.jpg"
        # The same noise from another corner on: another picture.
        moved = np.roll(self.phone, self.rng.integers(0, PHONE), axis=(0, 1))
        Image.fromarray(moved).save(path, quality=QUALITY)
        return path


def upload(page: Page, number: int, files: list[Path], then: int) -> None:
    """Put files into a class, and wait until it holds `then` pictures."""
    page.get_by_text("Add pictures").nth(number).click()
    page.locator("input[type=file]").first.set_input_files(files)
    count = page.get_by_text(re.compile(rf"^{then} pictures?$"))
    full = number + 1 if then == EACH else 1  # the classes before have as many
    expect(count).to_have_count(full, timeout=PATIENCE)
    page.keyboard.press("Escape")
    page.wait_for_timeout(2000)  # what the upload leaves behind is let go


def main() -> None:
    """Print what the server held before and after, and at most."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--batch", type=int, default=20, help="pictures that are uploaded at once")
    parser.add_argument("--classes", type=int, default=5, help=f"of {EACH} pictures each")
    parser.add_argument("--png", action="store_true", help="PNGs of noise for JPEGs")
    asked = parser.parse_args()
    browser = chromium.find()
    if browser is None or not Path("/proc/self/clear_refs").exists():
        sys.exit("This needs Linux and Chromium.")
    with tempfile.TemporaryDirectory() as name, chromium.launch(browser) as launched:
        folder = Path(name)
        pictures = Pictures(folder, png=asked.png)
        server = Process.start(folder / "log")
        try:
            proc = Path(f"/proc/{server.process.pid}")
            page = launched.new_page()
            page.goto(f"{server.url}/reuse?view=classes")
            chromium.settle(page)
            for _ in range(2, asked.classes):
                page.get_by_role("button", name="Another class").click()
                chromium.settle(page)
            first = pictures.write(1)
            size = first[0].stat().st_size / 2**20
            upload(page, 0, first, 1)  # what is loaded for the first picture alone
            before = kilobytes(proc, "VmRSS")
            (proc / "clear_refs").write_text("5")
            held = []
            for number in range(asked.classes):
                have = 1 if number == 0 else 0
                while have < EACH:
                    files = pictures.write(min(asked.batch, EACH - have))
                    have += len(files)
                    upload(page, number, files, have)
                    held.append((kilobytes(proc, "VmRSS") - before) / 1024)
            most = (kilobytes(proc, "VmHWM") - before) / 1024
        finally:
            server.stop()
    count = asked.classes * EACH - 1
    print(f"{count} pictures of {size:.1f} MB, {asked.batch} at a time.")
    print(f"The server held {before / 1024:.0f} MB before.")
    print(f"Their copies are {count * COPY / 2**20:.1f} MB.")
    print(f"Held after each upload, MB more: {', '.join(f'{one:.0f}' for one in held)}")
    print(f"At the end {held[-1]:.1f} MB more, at most {most:.1f} MB more.")


if __name__ == "__main__":
    main()
