"""What a link for a class makes of a page: locked controls, numbers with a comma."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Pure
from ui.figures.comma import with_comma

UNLOCKED = """() => [".st-key-side", ".stMain [data-testid=stButtonGroup]"]
    .flatMap((kind) => [...document.querySelectorAll(kind)])
    .filter((one) => !one.closest(".st-key-predict, [inert]")).length"""
HAS_COMMA = """() => [...document.querySelectorAll("*")]
    .some((one) => one.shadowRoot?.textContent.includes("120 / 16 = 7,5"))"""


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("0.5", "0,5"),
        ("2,000.25", "2\u202f000,25"),
        ("−.5 and 1.25 %.", "−,5 and 1,25 %."),
        ("Row 1. Then 1.2.3", "Row 1. Then 1.2.3"),
        ("0,125", "0,125"),  # written already
        ("1, 2, 3", "1, 2, 3"),
    ],
)
def test_a_decimal_comma_leaves_all_else(pure: Pure, text: str, written: str) -> None:
    assert pure("views/decimals/comma.js", "withComma(text)", {"text": text}) == written
    assert with_comma(text) == written


def test_a_class_reads_commas_and_changes_nothing(page: Callable[..., Page]) -> None:
    one = page("/window?kernel=gaussian&numbers=comma&controls=locked")
    one.get_by_text("Your class's link locks").wait_for()
    one.wait_for_function(HAS_COMMA)
    one.wait_for_function(f"() => ({UNLOCKED})() === 0")
    stage = one.locator(".linked-view .stage")
    stage.press("w")
    assert one.locator(".linked-view .editor").is_hidden()  # no weight is changed


LEFT = """(() => {
    const [left, next] = [{ root: document.body }, { root: document.body }]
    const said = () => document.documentElement.getAttribute("data-controls")
    showControls(left, "locked")
    showControls(next, "locked")
    freeControls(left)
    const kept = said()
    freeControls(next)
    return [kept, said()]
})()"""


def test_a_lesson_that_is_left_late_leaves_the_next_one_locked(pure: Pure) -> None:
    assert pure("views/talk/controls.js", LEFT) == ["locked", None]


FREED = """(async () => {
    const view = { root: document.body }
    let controls = "locked"
    const show = () => showControls(view, controls)
    addEventListener("convscope-projected", show)
    show()
    controls = "shown"
    show()
    removeEventListener("convscope-projected", show)
    const side = document.createElement("div")
    side.className = "st-key-side"
    document.body.append(side)
    await new Promise(requestAnimationFrame)
    return side.inert
})()"""


def test_what_is_free_again_stays_so(pure: Pure) -> None:
    assert pure("views/talk/controls.js", FREED) is False


def test_tabs_are_locked_as_well(page: Callable[..., Page]) -> None:
    one = page("/pooling?controls=locked")
    one.wait_for_function(f"() => ({UNLOCKED})() === 0")
    assert one.locator(".stMain [data-testid=stButtonGroup][inert]").count() >= 1
