"""What every page keeps, on a phone and for every reader: it fits, is clean, and can be used."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.linked_view import LinkedView
from tools import chromium
from ui.frame.catalogue import LESSONS

PATHS = ["/", *(f"/{path}" for path in LESSONS)]
# The first element that runs beyond the window without a scroll bar of its own.
BEYOND = """() => {
    const clipped = (e) => {
        for (let p = e.parentElement; p; p = p.parentElement)
            if (["auto", "scroll", "hidden", "clip"].includes(getComputedStyle(p).overflowX)
                && p.getBoundingClientRect().right <= innerWidth + 1) return true
        return false
    }
    for (const e of document.querySelectorAll('[data-testid="stMain"] *')) {
        const box = e.getBoundingClientRect()
        if (box.width && box.right > innerWidth + 1 && !clipped(e)) return e.outerHTML.slice(0, 200)
    }
    return ""
}"""


@pytest.mark.turns
@pytest.mark.parametrize("path", PATHS)
def test_a_page_fits_a_phone_in_the_dark_without_motion(page, path: str) -> None:
    # Console errors, requests to other hosts and tracebacks fail every test that opens a page.
    shown: Page = page(
        path, width=390, height=844, touch=True, color_scheme="dark", reduced_motion="reduce"
    )
    assert chromium.overflow(shown) == 0
    assert shown.evaluate(BEYOND) == ""
    expect(shown.get_by_role("heading", level=1)).to_have_count(1)
    background = shown.evaluate(
        "() => getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor"
    )
    assert max(int(part) for part in background[4:-1].split(",")[:3]) < 80, background
    chips = shown.locator('[class*="st-key-try-"]')
    rows = "all => all.map(one => Math.round(one.getBoundingClientRect().top))"
    assert len(set(chips.evaluate_all(rows))) <= 1, "its figures take more than one row"
    playing = shown.locator(".linked-view .play .word", has_text="Pause")
    assert playing.count() == 0, "it plays by itself, though less motion was asked for"


@pytest.mark.parametrize(("width", "left_open"), [(390, False), (1280, True)])
def test_the_menu_gives_way_to_a_lesson_where_it_lies_over_it(
    page, width: int, left_open: bool
) -> None:
    shown: Page = page("/pixels", width=width)
    side = shown.get_by_test_id("stSidebar")
    if width == 390:
        shown.get_by_test_id("stExpandSidebarButton").click()
    expect(side).to_have_attribute("data-collapsed", "false")
    side.get_by_role("link", name="2 Sliding window").click()
    expect(shown.get_by_role("heading", level=1)).to_contain_text("How is one number made")
    expect(side).to_have_attribute("data-collapsed", "false" if left_open else "true")
    if left_open:
        shown.set_viewport_size({"width": 820, "height": 1180})
        expect(side).to_have_attribute("data-collapsed", "true")


NAMES = "all => all.map(one => one.ariaLabel)"


@pytest.mark.parametrize("path", ["/", "/pixels", "/window", "/kernels", "/padding"])
def test_the_keyboard_alone_reaches_and_moves_the_picture(page, path: str) -> None:
    shown: Page = page(path, reduced_motion="reduce")
    view = LinkedView(shown)
    shown.locator('[data-testid="stMain"] h1').click()
    for _ in range(40):
        shown.keyboard.press("Tab")
        if view.stage.evaluate("stage => stage.matches(':focus')"):
            break
    expect(view.stage).to_be_focused()
    assert view.stage.get_attribute("aria-label")
    expect(view.status).to_have_attribute("role", "status")
    expect(view.status).to_have_attribute("aria-live", "polite")
    shown.keyboard.press("Home")
    first = view.words()
    assert "row 0, column 0: " in first
    shown.keyboard.press("ArrowRight")
    assert "row 0, column 1: " in view.words()
    bar = shown.locator(".linked-view .scrub")
    expect(bar).to_have_attribute("aria-valuetext", re.compile(r"^(cell|pixel) 2 of "))
    # What a control is called has no signs of bold and colour in it.
    named = shown.locator(".stMain [aria-label]")
    assert not [one for one in named.evaluate_all(NAMES) if "**" in one]
    shown.keyboard.press("Enter")
    expect(view.button("pin")).to_have_attribute("aria-pressed", "true")


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
def test_links_and_switches_show_that_the_keyboard_is_on_them(page, color_scheme) -> None:
    shown: Page = page("/window?padding=1", color_scheme=color_scheme)
    outline = "link => getComputedStyle(link).outline"
    for link in (
        shown.get_by_role("link", name="3 Kernels"),
        shown.get_by_role("link", name="turned by 90°"),
    ):
        before = link.evaluate(outline)
        assert "none" in before
        shown.keyboard.press("Tab")  # from here on, focus comes from the keyboard
        link.focus()
        assert "solid 3px" in link.evaluate(outline)
    flip = shown.get_by_test_id("stCheckbox").locator("label").first
    assert "none" in flip.evaluate(outline)
    flip.locator("input").focus()
    assert "solid 3px" in flip.evaluate(outline)


def test_a_link_takes_focus_and_screen_reader_along(page) -> None:
    shown: Page = page("/window")
    menu = shown.get_by_role("navigation", name="Lessons")
    expect(menu.locator('[aria-current="page"]')).to_have_text(re.compile("^2 Sliding window"))
    expect(shown).to_have_title("2 Sliding window · ConvScope")
    for part in ("Predict", "Code: "):
        parts = shown.get_by_role("heading", level=2, name=re.compile(f"^{part}"))
        expect(parts).to_have_count(1)
    said = shown.locator("#convscope-arrived")
    shown.get_by_role("link", name="two columns").click()
    expect(said).to_contain_text("subtracts the right pixel")
    expect(shown.get_by_role("heading", level=1)).to_be_focused()
    shown.get_by_role("link", name="Next: what does a kernel see?").click()
    heading = shown.get_by_role("heading", level=1, name="What does a kernel see?")
    expect(heading).to_be_focused()
    expect(menu.locator('[aria-current="page"]')).to_have_text(re.compile("^3 Kernels"))
    expect(shown).to_have_title("3 Kernels · ConvScope")
    expect(shown.get_by_role("heading", level=2, name="Predict")).to_have_count(1)
    shown.get_by_role("button", name="Show the answer").press("Enter")
    expect(shown.get_by_role("alert").filter(has_text="Answer")).to_be_focused()


def test_an_address_that_is_no_page_leads_on(page) -> None:
    shown: Page = page.tab()
    answer = shown.goto("/windw")
    assert answer is not None
    assert answer.status == 404
    shown.get_by_role("link", name="2 Sliding window").first.click()
    chromium.settle(shown)
    expect(shown.get_by_role("heading", level=1)).to_have_text("How is one number made?")
    page.faults.console.clear()  # the browser logs the 404 itself
