"""axe-core finds nothing serious on any page or view, light or dark, wide or narrow.

It sees names, roles, contrast of text and what the keyboard reaches. What is drawn on a canvas it
cannot see: tests/ui/views has the palette's contrast. While the pages are open, no letter on them
is smaller than 12 px.
"""

from __future__ import annotations

import os
import random
from typing import Any, Literal
from urllib.parse import urlencode

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.browser.letters import forget, hear, small
from tests.pages.lessons import GLOSSARY, page_words
from tools import chromium
from ui.frame.catalogue import LESSONS

# Tall, so that nothing waits below the window to be looked at.
SIZES: tuple[tuple[int, int], ...] = ((1280, 4000), (390, 6000))
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
pytestmark = pytest.mark.turns
GRAVE = {"serious", "critical"}
# Streamlit's own: a code block scrolls, and takes the focus by its container.
EXCEPTED = {("scrollable-region-focusable", "stCode")}


def load_axe(page: Page) -> None:
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE_SCRIPT)


def grave(page: Page) -> list[str]:
    """Return what axe finds serious or critical: the rule, and the element it is about."""
    found: dict[str, Any] = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    return [
        f"{one['id']}: {node['html'][:120]} ({node.get('failureSummary', '')[-160:]})"
        for one in found["violations"]
        if one["impact"] in GRAVE
        for node in one["nodes"]
        if not any(one["id"] == rule and name in node["html"] for rule, name in EXCEPTED)
    ]


@pytest.mark.parametrize("path", ["", GLOSSARY, *LESSONS])
def test_a_page_has_no_grave_fault(page, path: str) -> None:
    # What plays by itself says no more than when it stands, and is drawn at each frame.
    (width, height), motion = SIZES[0], "reduce"
    shown: Page = page(f"/{path}", width=width, height=height, reduced_motion=motion)
    load_axe(shown)
    hear(shown)
    faults = {}
    for scheme in SCHEMES:
        for width, height in SIZES:
            forget(shown)
            shown.set_viewport_size({"width": width, "height": height})
            shown.emulate_media(color_scheme=scheme)
            chromium.settle(shown)
            faults[width, scheme] = grave(shown) + small(shown)
    assert {where: found for where, found in faults.items() if found} == {}


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_figure_has_no_grave_fault(page, lesson: str) -> None:
    """Look at one figure of each lesson, or with `CONVSCOPE_FIGURES=all` at every one."""
    figures = [one.query for one in page_words(lesson).PRESETS]
    if os.environ.get("CONVSCOPE_FIGURES") != "all":
        figures = random.Random(lesson).sample(figures[1:], 1)
    first, *others = [f"/{lesson}?{urlencode(query)}" for query in figures]
    shown: Page = page(first, width=SIZES[0][0], height=SIZES[0][1])
    load_axe(shown)
    hear(shown)
    faults = {first: grave(shown) + small(shown)}
    for k, link in enumerate(others, 1):
        width, height = SIZES[k % 2]
        forget(shown)
        shown.set_viewport_size({"width": width, "height": height})
        shown.emulate_media(color_scheme=SCHEMES[k // 2 % 2])
        chromium.turn(shown, link)
        faults[link] = grave(shown) + small(shown)
    assert {where: found for where, found in faults.items() if found} == {}


def test_a_fault_is_found(page) -> None:
    shown: Page = page("/glossary", new=True)
    load_axe(shown)
    shown.evaluate(
        """() => {
            document.querySelector('h1').innerHTML +=
                '<button></button><span style="color: #aaa; background: #fff">pale</span>'
        }"""
    )
    rules = {one.partition(":")[0] for one in grave(shown)}
    assert rules == {"button-name", "color-contrast"}


def test_small_letters_are_found(page) -> None:
    shown: Page = page("/glossary", new=True)
    hear(shown)
    assert small(shown) == []
    shown.evaluate(
        """() => {
            const canvas = document.createElement('canvas')
            canvas.style.width = '150px'
            const heading = document.querySelector('h1')
            heading.innerHTML += '<small style="font-size: 11px">fine print</small>'
            heading.append(canvas)
            const context = canvas.getContext('2d')
            context.font = '20px serif'
            context.scale(1, 1)
            context.fillText('halved', 0, 20)
        }"""
    )
    assert small(shown) == ["10.0 px: halved", "11.0 px: fine print"]
