"""One training step and the judge in a browser: what is printed adds up, by pointer and by keys."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction

import pytest
from playwright.sync_api import Locator, Page, expect

Open = Callable[..., Page]

STEP = "/train?view=step&steps=20"
JUDGE = "/train?view=judge&steps=60"


def number(text: str) -> Fraction:
    return Fraction(text.strip(" +()").replace("−", "-"))


def lines(page: Page) -> Locator:
    return page.locator(".step-view .lines .line")


def terms(line: Locator) -> list[Fraction]:
    """Return the printed terms of a sum, without what stands small below them."""
    read = "all => all.map(one => one.firstChild.textContent)"
    return [number(text) for text in line.locator(".term, .here").evaluate_all(read)]


def result(line: Locator) -> Fraction:
    return number(line.locator(".result").last.inner_text())


def fits(page: Page) -> None:
    across = page.evaluate("document.scrollingElement.scrollWidth")
    assert across <= page.viewport_size["width"]  # type: ignore[index]


def place(page: Page) -> Locator:
    return page.locator(".step-view .place")


def test_a_weight_s_gradient_adds_up_and_is_measured(page: Open) -> None:
    shown = page(f"{STEP}&stop=19&weight=0,4,1,2")
    expect(lines(shown)).to_have_count(4)
    example, batch, measured, bias = (lines(shown).nth(k) for k in range(4))
    assert sum(terms(example)) == result(example)
    whole = re.search(r"= (\(?[−\d.]+\)?) / 16 ≈", batch.inner_text().replace("\n", ""))
    assert whole
    assert sum(terms(batch)) == number(whole[1])
    assert abs(terms(batch)[0] - result(example)) < Fraction(1, 1000)
    above, below, gap = terms(measured)
    assert abs((above - below) / gap - result(measured)) < Fraction(1, 10**4)
    assert result(measured) == result(batch)
    assert "✓" in measured.inner_text()
    divided = re.search(r"= (\(?[−\d.]+\)?) / 16 ≈", bias.inner_text().replace("\n", ""))
    assert divided
    assert sum(terms(bias)) == number(divided[1])
    assert "✓" in bias.inner_text()


def test_a_weight_s_gradient_stands_on_one_projector_screen(page: Open) -> None:
    shown = page(f"{STEP}&stop=19&weight=0,4,1,2")
    expect(lines(shown)).to_have_count(4)
    box = shown.locator(".step-view").bounding_box()
    assert box
    assert box["y"] + box["height"] <= 800


def test_the_keyboard_walks_through_the_step(page: Open) -> None:
    shown = page(STEP)
    stage = shown.locator(".step-view .stage")
    stage.focus()
    expect(place(shown)).to_have_text("1 of 22")
    shown.keyboard.press("PageDown")
    expect(place(shown)).to_have_text("2 of 22")
    shown.keyboard.press("End")
    expect(place(shown)).to_have_text("22 of 22")
    expect(shown.locator(".step-view .name")).to_contain_text("update: Adam")
    shown.keyboard.press("PageUp")
    shown.keyboard.press("PageUp")
    expect(shown.locator(".step-view .name")).to_have_text("conv 1, back: what one weight did")
    expect(shown.locator(".step-view [aria-current=step]")).to_have_attribute(
        "aria-label", "conv 1, backward: weights"
    )
    before = shown.locator(".step-view .words").text_content()
    assert before
    shown.keyboard.press("ArrowLeft")
    expect(shown.locator(".step-view .words")).not_to_have_text(before)
    shown.wait_for_function("() => location.search.includes('weight=')")
    # Shift and arrows walk over the products: input × upstream ≈ product.
    shown.keyboard.press("Shift+ArrowRight")
    said = shown.locator(".step-view .pointed").inner_text()
    found = re.search(r": (\S+) × (\S+) ≈ (\S+)$", said)
    assert found, said
    a, b, c = (number(one) for one in found.groups())
    assert abs(a * b - c) <= abs(c) / 100
    shown.keyboard.press("]")
    expect(lines(shown).first).to_contain_text("example 1: ")
    expect(shown.locator(".step-view .batch [aria-pressed=true]")).to_have_attribute(
        "title", re.compile("^Example 1:")
    )


def test_the_rail_and_a_click_choose_what_is_explained(page: Open) -> None:
    shown = page(STEP)
    shown.get_by_role("button", name="loss, forward").click()
    expect(shown.locator(".step-view table tr")).to_have_count(11)
    shown.get_by_role("button", name="conv 2, forward").click()
    expect(shown.locator(".step-view .name")).to_have_text("conv 2: one kernel, one number")
    first, second = (lines(shown).nth(k) for k in range(2))
    assert sum(terms(first)) == result(first)
    assert sum(terms(second)) == result(second)
    before = first.text_content()
    assert before
    shown.locator(".step-view figure canvas.sends").click(position={"x": 30, "y": 30})
    expect(lines(shown).first).not_to_have_text(before)
    shown.wait_for_function("() => location.search.includes('pick=')")
    assert "stop=3" in shown.url
    assert sum(terms(lines(shown).first)) == result(lines(shown).first)
    # Back leads to what was explained before.
    shown.go_back()
    expect(lines(shown).first).to_have_text(before)


@pytest.mark.parametrize("stop", [8, 19, 21])
def test_it_fits_a_phone(page: Open, stop: int) -> None:
    shown = page(f"{STEP}&stop={stop}", width=390, height=844, touch=True, color_scheme="dark")
    expect(place(shown)).to_have_text(f"{stop + 1} of 22")
    fits(shown)
    assert shown.locator(".step-view.dark").count() == 1
    # The page is what scrolls: no line hides in a window of its own.
    hidden = "box => box.scrollHeight - box.clientHeight"
    assert shown.locator(".step-view .lines").evaluate(hidden) <= 1
    shown.get_by_role("button", name="◀ Back").tap()
    expect(place(shown)).to_have_text(f"{stop} of 22")


def test_the_judge_tells_each_cell_and_opens_its_pictures(page: Open) -> None:
    shown = page(JUDGE)
    cells = shown.locator(".judge-view [role=gridcell]")
    expect(cells).to_have_count(100)
    assert sum(int(text) for text in cells.all_inner_texts()) == 1000
    cell = shown.locator('.judge-view [data-at="3,5"]')
    count = cell.inner_text()
    cell.hover()
    expect(shown.locator(".judge-view .told")).to_have_text(
        f"3 read as 5: {count} of 100, {int(count)}.0 %"
    )
    cell.click()
    expect(shown.locator(".judge-view .title")).to_have_text(f"{count} × 3 read as 5")
    expect(shown.locator(".judge-view .pictures button")).to_have_count(int(count))
    shown.wait_for_function("() => location.search.includes('pair=3%2C5')")
    shown.get_by_role("button", name="shares").click()
    expect(shown.locator('.judge-view [data-at="3,5"]')).to_have_text(f"{int(count)}.0")
    shown.locator(".judge-view .pictures button").first.hover()
    expect(shown.locator(".judge-view .about")).to_contain_text(": 3 read as 5, ")


def test_the_judge_leads_to_all_mistakes(page: Open) -> None:
    shown = page(JUDGE)
    pictures = shown.locator(".judge-view .pictures button")
    expect(pictures).to_have_count(48)
    title = shown.locator(".judge-view .title").inner_text()
    shown.get_by_role("button", name="next ▶").click()
    rest = int(title.split(" ")[0]) - 48
    expect(pictures).to_have_count(min(rest, 48))
    expect(shown.locator(".judge-view .shown")).to_have_text(f"49 to {48 + min(rest, 48)}")
    expect(shown.get_by_role("button", name="◀ before")).to_be_enabled()


def test_the_judge_by_keys_and_on_a_phone(page: Open) -> None:
    clothes = page(f"{JUDGE}&data=clothes", width=390, height=844)
    hidden = "box => box.scrollWidth - box.clientWidth"
    assert clothes.locator(".judge-view .frame").evaluate(hidden) <= 0
    shown = page(JUDGE, width=390, height=844)
    fits(shown)
    shown.locator('.judge-view [tabindex="0"]').first.focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowRight", "ArrowRight"):
        shown.keyboard.press(key)
    expect(shown.locator(".judge-view .told")).to_contain_text("2 read correctly: ")
    shown.keyboard.press("Enter")
    expect(shown.locator(".judge-view .title")).to_contain_text("× 2 read correctly")
    shown.keyboard.press("Escape")
    expect(shown.locator(".judge-view .title")).to_contain_text(
        "mistakes, the most confident first"
    )
