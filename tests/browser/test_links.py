"""The address bar in a browser holds the view; Back and Forward go through what was seen."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.linked_view import PATIENCE, LinkedView, expect_setting, open_link
from tools import chromium

EDGE = "Edge, 10 to 0"
HURRY = 120  # ms between two presses, less than a run takes: their pace, not a wait for anything
ADDRESS = """wanted => {
    const now = Object.fromEntries(new URLSearchParams(location.search))
    const text = (values) => JSON.stringify(Object.entries(values).sort())
    return text(now) === text(wanted)
}"""

STEP_ONCE_THE_PAGE_RUNS = """stage => {
    const app = document.querySelector('[data-testid="stApp"]')
    new MutationObserver((_, observer) => {
        if (app.dataset.testScriptState !== "running") return
        observer.disconnect()
        stage.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight" }))
    }).observe(app, { attributes: true })
}"""


@pytest.fixture
def visitor(page: Any) -> Page:
    tab: Page = page.tab()
    tab.set_default_timeout(PATIENCE)
    return tab


def expect_address(page: Page, path: str, **wanted: str) -> None:
    """Wait until the address says just this."""
    page.wait_for_function("path => location.pathname === path", arg=path)
    page.wait_for_function(ADDRESS, arg=wanted)


def picture_menu(page: Page) -> Locator:
    return page.get_by_role("combobox", name="Picture", exact=True)


def choose(page: Page, menu: str, option: str) -> None:
    chromium.settle(page)  # a run that ends closes the list
    field = page.get_by_role("combobox", name=menu, exact=True)
    field.evaluate("one => one.scrollIntoView({ block: 'center' })")  # a scroll closes its list
    field.fill(option)
    page.get_by_role("option", name=option, exact=True).click()


def chip(page: Page, label: str) -> Locator:
    return page.locator('[class*="st-key-try-"] a').filter(has_text=label)


def entries(page: Page) -> int:
    return int(page.evaluate("() => history.length"))


def alerts(page: Page) -> Locator:
    return page.get_by_test_id("stAlert")


def test_settings_are_written_to_the_address_and_open_the_same_view(visitor: Page) -> None:
    open_link(visitor, "/window")
    expect_address(visitor, "/window")
    choose(visitor, "Picture", "Digit 7")
    expect_setting(visitor, "image", "digit-7")
    choose(visitor, "Padding", "2")
    choose(visitor, "Padding mode", "reflect")
    expect_setting(visitor, "mode", "reflect")
    visitor.get_by_text("Turn the kernel by 180°").click()
    expect_setting(visitor, "flip", "1")
    view = LinkedView(visitor)
    view.stage.focus()
    view.press("Home")
    view.press("ArrowRight")
    expect_setting(visitor, "cell", "0,1")
    said, link = view.words(), visitor.url
    wanted = {"image": "digit-7", "padding": "2", "mode": "reflect", "flip": "1", "cell": "0,1"}
    assert dict(parse_qsl(urlsplit(link).query)) == wanted
    open_link(visitor, link)
    assert view.words() == said
    expect_address(visitor, "/window", **wanted)
    expect(picture_menu(visitor)).to_have_value("Digit 7")


def test_a_forged_link_opens_the_nearest_view_in_one_step_and_back_leads_away(visitor) -> None:
    open_link(visitor, "/padding?image=ring")
    open_link(visitor, "/window?image=digit-99&stride=77&nonsense=1")
    expect_setting(visitor, "stride", "6")
    expect(alerts(visitor)).to_have_count(2)
    expect(alerts(visitor).nth(1)).to_contain_text("Stride goes from 1 to 6")
    expect_setting(visitor, "nonsense", None)
    visitor.go_back()  # the link as it was given: the same view
    expect_setting(visitor, "stride", "77")
    expect(alerts(visitor)).to_have_count(2)
    chromium.settle(visitor)
    visitor.go_back()
    expect_address(visitor, "/padding", image="ring")


def test_what_a_lesson_does_not_know_is_no_step_of_history(visitor: Page) -> None:
    open_link(visitor, "/window?kernel=emboss")
    visitor.get_by_test_id("stSidebar").get_by_role("link", name="1 Pixels").click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text("What does a network see?")
    chromium.settle(visitor)
    assert urlsplit(visitor.url).path == "/pixels"
    before = entries(visitor)
    visitor.go_back()
    expect_address(visitor, "/window", kernel="emboss")
    chromium.settle(visitor)
    assert entries(visitor) == before
    expect(visitor.get_by_role("combobox", name="Kernel", exact=True)).to_have_value("Emboss")


def test_back_and_forward_restore_views_also_when_pressed_in_a_hurry(visitor: Page) -> None:
    open_link(visitor, "/window")
    for padding in ("1", "2", "3"):
        choose(visitor, "Padding", padding)
        expect_setting(visitor, "padding", padding)
        chromium.settle(visitor)
    view = LinkedView(visitor)
    for _ in range(3):
        visitor.evaluate("() => history.back()")
        visitor.wait_for_timeout(HURRY)
    expect_address(visitor, "/window")
    expect(view.place).to_have_text("cell 6 of 16")
    for _ in range(2):
        visitor.evaluate("() => history.forward()")
        visitor.wait_for_timeout(HURRY)
    expect_address(visitor, "/window", padding="2")
    expect(view.place).to_contain_text("of 64")  # 6 + 2·2 − 3 + 1 = 8
    visitor.evaluate("() => history.forward()")
    expect_address(visitor, "/window", padding="3")
    expect(view.place).to_contain_text("of 100")


def test_a_preset_is_one_click_and_one_step_of_history(visitor: Page) -> None:
    open_link(visitor, "/window")
    before = entries(visitor)
    chip(visitor, "a handwritten 7").click()
    expect_address(visitor, "/window", image="digit-7", cell="12,16")
    expect(visitor.locator(".st-key-try-now")).to_have_text("a handwritten 7")
    chip(visitor, "turned by 90°").click()
    expect_address(visitor, "/window", image="edge-down", kernel="horizontal-edge", cell="1,1")
    expect(visitor.locator(".st-key-try-now")).to_have_text("turned by 90°")
    assert entries(visitor) == before + 2
    visitor.go_back()
    expect_address(visitor, "/window", image="digit-7", cell="12,16")
    expect(visitor.locator(".st-key-try-now")).to_have_text("a handwritten 7")
    visitor.go_back()
    expect_address(visitor, "/window")
    expect(picture_menu(visitor)).to_have_value(EDGE)
    visitor.go_forward()
    expect_address(visitor, "/window", image="digit-7", cell="12,16")
    expect(picture_menu(visitor)).to_have_value("Digit 7")


def test_a_preset_of_a_new_tab_is_no_step_of_history_when_clicked_again(visitor: Page) -> None:
    open_link(visitor, "/window")
    link = chip(visitor, "turned by 90°").get_attribute("href")
    assert link
    open_link(visitor, link)
    before = entries(visitor)
    chip(visitor, "turned by 90°").click()
    visitor.get_by_role("button", name="Show the answer").click()
    expect(visitor.get_by_text("Each pixel under the window")).to_be_visible()
    chromium.settle(visitor)
    assert entries(visitor) == before
    choose(visitor, "Padding", "1")
    shown = {"image": "edge-down", "kernel": "horizontal-edge", "cell": "1,1"}
    expect_address(visitor, "/window", **shown, padding="1")
    assert entries(visitor) == before + 1


def test_a_cell_that_a_slider_left_no_room_for_is_there_again_with_the_room(visitor) -> None:
    open_link(visitor, "/window?cell=2,3")
    view, stride = LinkedView(visitor), visitor.locator(".st-key-window-stride input")
    stride.press("End")
    expect_address(visitor, "/window", stride="6", cell="0,0")
    expect(view.status).to_contain_text("row 0, column 0: ")
    stride.press("Home")
    expect_address(visitor, "/window", cell="2,3")
    expect(view.status).to_contain_text("row 2, column 3: ")
    stride.press("End")
    expect_address(visitor, "/window", stride="6", cell="0,0")
    view.press("Enter")  # now the reader says which
    expect(view.button("pin")).to_have_attribute("aria-pressed", "true")
    visitor.wait_for_timeout(600)  # until the server has heard of it
    stride.press("Home")
    expect_address(visitor, "/window", cell="0,0")
    expect(view.status).to_contain_text("row 0, column 0: ")


def test_a_cell_chosen_just_before_another_picture_comes_is_not_lost(visitor: Page) -> None:
    open_link(visitor, "/window")
    view = LinkedView(visitor)
    view.stage.evaluate(STEP_ONCE_THE_PAGE_RUNS)  # so that the cell has not rested yet
    visitor.get_by_text("Turn the kernel by 180°").click()
    expect_address(visitor, "/window", flip="1", cell="1,2")
    expect(view.status).to_contain_text("row 1, column 2: ")


def test_another_lesson_takes_the_picture_along_and_back_returns(visitor: Page) -> None:
    open_link(visitor, "/window")
    choose(visitor, "Picture", "Digit 7")
    expect_setting(visitor, "image", "digit-7")
    choose(visitor, "Padding", "1")
    expect_setting(visitor, "padding", "1")
    chromium.settle(visitor)
    here = visitor.url
    visitor.get_by_role("link", name="Next: what does a kernel see?").click()
    expect_address(visitor, "/kernels", image="digit-7", padding="1")
    expect(picture_menu(visitor)).to_have_value("Digit 7")
    chromium.settle(visitor)
    visitor.go_back()
    expect_address(visitor, "/window", **dict(parse_qsl(urlsplit(here).query)))
    expect(visitor.get_by_role("heading", level=1)).to_have_text("How is one number made?")
    expect(picture_menu(visitor)).to_have_value("Digit 7")
    expect(visitor.get_by_role("combobox", name="Padding", exact=True)).to_have_value("1")


def test_the_menu_s_link_to_the_page_one_is_on_keeps_address_and_view_together(visitor) -> None:
    open_link(visitor, "/window?image=digit-7&cell=3,4")
    visitor.get_by_test_id("stSidebar").get_by_role("link", name="2 Sliding window").click()
    view = LinkedView(visitor)
    expect(view.status).to_contain_text("row 9, column 6: ")  # farthest from 0
    expect_address(visitor, "/window", image="digit-7", cell="9,6")
    choose(visitor, "Padding", "1")
    expect_address(visitor, "/window", image="digit-7", cell="9,6", padding="1")


def test_a_note_stays_until_something_changes(visitor: Page) -> None:
    open_link(visitor, "/window?stride=77")
    expect(alerts(visitor)).to_contain_text("77 became 6.")
    LinkedView(visitor).press("Home")
    LinkedView(visitor).press("ArrowLeft")
    visitor.get_by_role("button", name="Show the answer").click()
    chromium.settle(visitor)
    expect(alerts(visitor)).to_contain_text("77 became 6.")
    choose(visitor, "Padding mode", "reflect")
    expect_setting(visitor, "mode", "reflect")
    expect(alerts(visitor)).to_have_count(0)


def test_a_stride_that_travels_to_the_kernels_needs_no_note(visitor: Page) -> None:
    open_link(visitor, "/window?stride=2&image=edge-down")
    visitor.get_by_role("link", name="Next: what does a kernel see?").click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text("What does a kernel see?")
    expect(LinkedView(visitor).place).to_contain_text("of 9")  # 6 + 2·1 − 3 over 2, and 1
    chromium.settle(visitor)
    expect(alerts(visitor)).to_have_count(0)
    visitor.go_back()
    expect_address(visitor, "/window", stride="2", image="edge-down")
