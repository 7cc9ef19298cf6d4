"""A lesson in a browser as its reader has it: its words, its formula, its figures."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page

VIEWS = ("linked-view", "board", "curves", "fit")  # that say something in a line of theirs
FRAME = "() => new Promise(go => requestAnimationFrame(() => requestAnimationFrame(go)))"


def words(page: Page) -> str:
    """Return what the page and its components say, with plain single spaces."""
    views = ", ".join(f".{one} [role=status]" for one in VIEWS)
    said = page.locator(f'[data-testid="stMain"], {views}')
    return re.sub(r"\s+", " ", " ".join(said.all_inner_texts()))


def formula(page: Page) -> str:
    """Return the formula line of the linked view, once it is drawn."""
    page.evaluate(FRAME)
    said = page.locator(".linked-view [role=status]").inner_text()
    return re.sub(r"\s+", " ", said)


def chips(page: Page) -> Locator:
    """Return the links to the lesson's figures."""
    return page.locator('[class*="st-key-try-"] a')
