"""Write screenshots of every page, and list what is wrong with them.

Run it as `python -m tools.shots` (make shots). Without `--url` the app is started for it. Every
page of the menu is opened in the sizes and colour schemes below. Errors in the console or in
the app's log and requests to other hosts end it with code 1; a page wider than its window is
listed.
"""

from __future__ import annotations

import argparse
import itertools
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from playwright.sync_api import Browser

from tools import chromium
from tools.server import ROOT, serve

SIZES = ((1280, 800), (1920, 1080), (390, 844))
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
REST = 400  # ms for the sidebar's slide and other short transitions
TRACEBACK = "Traceback (most recent call last)"


def main(arguments: list[str] | None = None) -> int:
    """Take the pictures, print the list, and return the exit code."""
    options = _options(arguments)
    executable = chromium.find()
    if executable is None:
        sys.exit("no chromium or chrome on the PATH (on Debian and Ubuntu: apt install chromium)")
    options.out.mkdir(parents=True, exist_ok=True)
    with _app(options.url, options.app) as (url, log):
        host = urlsplit(url).hostname or "localhost"
        with chromium.launch(executable, host=host) as browser:
            pages = _pages(browser, url)
            wanted = {name: path for name, path in pages.items() if _asked(name, options.page)}
            if not wanted:
                sys.exit(f"no such page; the menu has: {', '.join(pages)}")
            faults, wide = _shoot(browser, url, host, wanted, options.out)
        if TRACEBACK in (text := log()):
            print(f"\nThe app's log ends with:\n{TRACEBACK}{text.split(TRACEBACK)[-1]}")
            faults.append("the app logged a traceback (above)")
    print(f"\n{len(wanted) * len(SIZES) * len(SCHEMES)} screenshots in {options.out}/")
    _print_list("Errors and requests to other hosts", faults)
    _print_list("Wider than the window", wide)
    return 1 if faults else 0


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Write screenshots of every page.")
    parser.add_argument("--page", action="append", help="only this page (repeatable): home, window")
    parser.add_argument("--out", type=Path, default=Path("shots"), help="folder for the pictures")
    parser.add_argument("--url", help="a running app, instead of one started here")
    parser.add_argument("--app", type=Path, default=ROOT / "app.py", help="the entry file to start")
    return parser.parse_args(arguments)


def _asked(name: str, pages: list[str] | None) -> bool:
    return not pages or name in {page.strip("/") or "home" for page in pages}


@contextmanager
def _app(url: str | None, app: Path) -> Iterator[tuple[str, Callable[[], str]]]:
    """Yield the app's address and a way to read its log (empty for one that runs elsewhere)."""
    if url is not None:
        yield url.rstrip("/"), str
        return
    with (
        tempfile.TemporaryDirectory() as folder,
        serve(Path(folder) / "app.log", app=app.resolve()) as server,
    ):
        yield server.url, server.log_since


def _pages(browser: Browser, url: str) -> dict[str, str]:
    """Read the menu: the name of each page and its path, home first."""
    page = browser.new_page()
    page.goto(url)
    chromium.settle(page)
    hrefs = page.eval_on_selector_all(
        '[data-testid="stSidebar"] a[href]',
        "links => links.filter(link => link.origin === location.origin).map(link => link.pathname)",
    )
    page.close()
    base = urlsplit(url).path.rstrip("/")
    paths = [str(href).removeprefix(base).strip("/") for href in hrefs]
    paths = [path for path in ["", *paths] if not path.startswith("_stcore")]
    return {path or "home": f"/{path}" for path in paths}


def _shoot(
    browser: Browser, url: str, host: str, pages: dict[str, str], out: Path
) -> tuple[list[str], list[str]]:
    faults: list[str] = []
    wide: list[str] = []
    for scheme, (width, height) in itertools.product(SCHEMES, SIZES):
        # One profile for all pages of a size, so that the app's scripts are loaded once.
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, has_touch=width < 500
        )
        for name, path in pages.items():
            shot = f"{name}-{width}x{height}-{scheme}"
            page = context.new_page()
            seen = chromium.Faults(host)
            seen.watch(page)
            page.goto(url + path)
            chromium.settle(page)
            page.wait_for_timeout(REST)
            page.screenshot(path=out / f"{shot}.png")
            if (pixels := chromium.overflow(page)) > 0:
                wide.append(f"{shot}: by {pixels} px")
            faults += [f"{shot}: {fault}" for fault in seen.list()]
            page.close()
            print(f"  {shot}.png")
        context.close()
    return faults, wide


def _print_list(title: str, lines: list[str]) -> None:
    print(f"\n{title}: {'none' if not lines else len(lines)}")
    for line in lines:
        print(f"  {line}")


if __name__ == "__main__":
    sys.exit(main())
