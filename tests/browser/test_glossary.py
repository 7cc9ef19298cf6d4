"""Terms in a browser: explained by pointer, keyboard and tap, and all of them on one page."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tools import chromium

Open = Callable[..., Page]


def term(page: Page, name: str) -> Locator:
    return page.locator(".st-key-head em[role=button]").filter(has_text=name)


def told(page: Page) -> Locator:
    return page.locator("#convscope-term")


def test_a_term_is_explained_by_pointer_and_by_keyboard(page: Open) -> None:
    shown = page("/window")
    expect(told(shown)).to_have_count(0)
    term(shown, "kernel").hover()
    expect(told(shown)).to_contain_text("kernel. A small grid of weights")
    shown.mouse.move(640, 600)
    expect(told(shown)).to_have_count(0)
    term(shown, "dot product").focus()
    expect(told(shown)).to_contain_text("dot product. Multiply two lists")
    shown.keyboard.press("Escape")
    expect(told(shown)).to_have_count(0)
    shown.keyboard.press("Enter")
    expect(told(shown)).to_contain_text("dot product.")
    spoken = term(shown, "feature map").get_attribute("aria-description")
    assert spoken
    assert spoken.startswith("The grid of results")


def test_a_tap_explains_a_term_within_a_phone_s_screen(page: Open) -> None:
    shown = page("/window", width=390, height=844, touch=True)
    term(shown, "feature map").tap()
    expect(told(shown)).to_be_visible()
    box = told(shown).bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    assert chromium.overflow(shown) == 0


def test_terms_are_marked_in_the_next_lesson_too(page: Open) -> None:
    shown = page("/window")
    shown.locator(".st-key-menu a").filter(has_text="7 Pooling").click()
    term(shown, "max pooling").hover()
    expect(told(shown)).to_contain_text("pooling. Replace each small window")


def test_the_glossary_is_searched_and_leads_to_lessons(page: Open) -> None:
    shown = page("/window")
    shown.locator(".st-key-menu a").filter(has_text="Glossary").click()
    expect(shown.get_by_role("heading", level=1)).to_have_text("What do these words mean?")
    shown.get_by_role("textbox").fill("receptive")
    shown.get_by_role("textbox").press("Enter")
    terms = shown.locator(".st-key-terms")
    expect(terms.get_by_text("stride", exact=True)).to_have_count(0)
    expect(terms).to_contain_text("All pixels of the image that can change one cell.")
    terms.get_by_role("link").first.click()
    expect(shown.get_by_role("heading", level=1)).to_have_text("Which pixels can change one cell?")


def test_a_search_without_a_match_says_so(page: Open) -> None:
    shown = page("/glossary")
    shown.get_by_role("textbox").fill("transformer")
    shown.get_by_role("textbox").press("Enter")
    expect(shown.get_by_text("No term contains this.")).to_be_visible()
