"""Lesson 16 in a browser: a guess, then the accuracy; and the code that is folded away."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

Open = Callable[..., Page]


def test_a_guess_is_marked_on_the_curve_and_the_code_unfolds(page: Open) -> None:
    shown = page("/break-it")
    main = shown.locator("[data-testid=stMain]")
    expect(main).to_contain_text("How many are right with a shift by 4 pixels to the right?")
    shown.get_by_role("button", name="Show the accuracy").click()
    expect(main).to_contain_text("You guessed 50 % for an amount of 4, where it is 49.3 %.")
    result = shown.locator(".st-key-outcome-break-it")
    expect(result).to_be_focused()  # the button is gone, and the reader goes on here
    expect(result).to_have_role("status")
    expect(main).to_contain_text("no longer named right, each before and after")
    assert shown.get_by_role("img", name="test image", exact=False).count() == 12
    # The slider goes on by keys; the guess stays where it was.
    shown.get_by_role("slider", name="Amount (pixels to the right)").press("ArrowRight")
    expect(main).to_contain_text("With a shift by 5 pixels to the right")
    expect(main).to_contain_text("You guessed 50 % for an amount of 4")
    assert not shown.locator("[data-testid=stCode]").filter(has_text="import numpy").count()
    shown.get_by_text("Code: NumPy").click()
    expect(shown.locator("[data-testid=stCode]")).to_contain_text("import numpy as np")
    shown.get_by_text("Code: NumPy").click()
    expect(shown.locator("[data-testid=stCode]").filter(has_text="import numpy")).to_have_count(0)
