"""Weights that are pasted keep their rows, in every lesson that takes typed weights."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.linked_view import expect_setting

LINES = "-1 0 1\n-2 0 2\n-1 0 1"


@pytest.fixture
def opened(page: Callable[..., Page]) -> Callable[[str], Page]:
    """Open a lesson whose page may use the clipboard."""

    def open_at(path: str) -> Page:
        shown: Page = page(path)
        shown.context.grant_permissions(["clipboard-read", "clipboard-write"])
        return shown

    return open_at


def paste(page: Page, label: str, text: str, *, enter: bool = True) -> None:
    field = page.get_by_role("textbox", name=label, exact=True)
    field.click()
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    page.keyboard.press("Control+A")
    page.keyboard.press("Control+V")
    if enter:
        page.keyboard.press("Enter")


@pytest.mark.parametrize(
    "path",
    ["/window?image=digit-7", "/kernels", "/padding", "/activation", "/stacking?view=linear"],
)
def test_pasted_lines_are_rows(opened: Callable[..., Page], path: str) -> None:
    page = opened(f"{path}{'&' if '?' in path else '?'}kernel=custom&weights=1,-1")
    paste(page, "Weights", LINES)
    expect_setting(page, "weights", "-1,0,1;-2,0,2;-1,0,1")
    field = page.get_by_role("textbox", name="Weights", exact=True)
    expect(field).to_have_value("-1,0,1;-2,0,2;-1,0,1")


def test_pasted_line_ends_can_be_seen_and_taken_back(opened: Callable[..., Page]) -> None:
    page = opened("/window?kernel=custom&weights=1,-1")
    field = page.get_by_role("textbox", name="Weights", exact=True)
    paste(page, "Weights", LINES, enter=False)
    expect(field).to_have_value("-1 0 1 ⏎ -2 0 2 ⏎ -1 0 1")
    page.keyboard.press("Control+Z")
    expect(field).to_have_value("1,-1")


def test_lines_pasted_into_a_plane_are_its_rows(opened: Callable[..., Page]) -> None:
    page = opened("/channels")
    page.get_by_text("Weights and bias").click()
    paste(page, "green", "1,2,3\r\n4,5,6\r\n7,8,9")
    field = page.get_by_role("textbox", name="green", exact=True)
    expect(field).to_have_value("1,2,3;4,5,6;7,8,9")


def test_nine_numbers_in_a_row_are_asked_about(opened: Callable[..., Page]) -> None:
    page = opened("/window?kernel=custom&weights=1,-1&image=digit-7")
    paste(page, "Weights", "1 0 -1 2 0 -2 1 0 -1")
    expect(page.get_by_text("These are 9 numbers in one row.")).to_be_visible()
    page.get_by_role("button", name="3×3 kernel").click()
    expect_setting(page, "weights", "1,0,-1;2,0,-2;1,0,-1")
    expect(page.get_by_text("These are 9 numbers in one row.")).to_have_count(0)
