"""Training in a browser: run, pause, step, go back, share; and nothing works unseen."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tools import chromium
from ui.lessons.train.baseline import MEASURED

Open = Callable[..., Page]

# What each figure shows: batches, pictures seen, about which accuracy, and a trouble or none.
# Another machine adds up in another order: some pictures more or less.
FIGURES = {
    "digits": (150, "2,400", 93, ""),
    "overfit 20 images": (200, "3,200", None, ""),
    "huge steps": (100, "1,600", 10, "ReLU maps are 0 for every image"),
    "tiny steps": (150, "2,400", 14, ""),
    "ReLU | sigmoid": (150, "2,400", 80, ""),
    "no activation": (150, "2,400", None, ""),
    "one kernel": (150, "2,400", 87, ""),
    "clothes": (600, "19,200", 84.2, ""),
}


def root(page: Page) -> Any:
    return page.locator(".network-view")


def steps(page: Page) -> int:
    return int(root(page).get_attribute("data-steps"))


def facts(page: Page) -> str:
    return re.sub(r"\s+", " ", str(page.locator(".facts").inner_text()))


def press(page: Page, name: str) -> None:
    page.locator(f'.network-view button[data-do="{name}"]').click()


def rests(page: Page, at: int | None = None) -> None:
    """Wait until training is paused and the address says where."""
    expect(root(page)).to_have_attribute("data-running", "false", timeout=30_000)
    if at is not None:
        expect(root(page)).to_have_attribute("data-steps", str(at))
    expected = "" if steps(page) == 150 else f"steps={steps(page)}"
    page.wait_for_function("text => location.search.includes(text)", arg=expected)


def runs(page: Page) -> None:
    """Start, and wait until it has visibly trained."""
    before = steps(page)
    press(page, "run")
    expect(root(page)).not_to_have_attribute("data-steps", str(before))


def test_every_figure_is_trained_as_its_link_says(page: Open) -> None:
    first = page("/train")
    chips = first.locator('[class*="st-key-try-"] a')
    assert [text.strip() for text in chips.all_inner_texts()] == [*FIGURES]
    for label, (at, seen, accuracy, trouble) in FIGURES.items():
        chips.filter(has_text=re.compile(f"^{re.escape(label)}$")).click()
        expect(first.locator(".st-key-try-now")).to_have_text(label)
        chromium.settle(first)  # the figure before may have as many batches
        rests(first, at)
        assert f"seen {seen} " in facts(first)
        if accuracy is not None:
            (measured,) = re.findall(r"test accuracy ([\d.]+) %", facts(first))
            assert float(measured) == pytest.approx(accuracy, abs=4), label
            if label == "clothes":  # a convolution is worth its weights
                assert float(measured) > 100 * MEASURED["clothes"]
        if trouble:
            expect(first.locator(".trouble")).to_contain_text(trouble)
        else:
            expect(first.locator(".trouble")).to_be_hidden()


def test_run_pause_and_the_link_replays_the_same_run(page: Open) -> None:
    shown = page("/train?steps=0&kernels=4")
    runs(shown)
    press(shown, "run")
    rests(shown)
    reached, said = steps(shown), facts(shown)
    assert reached > 0
    again = page(shown.url)
    rests(again, reached)
    test = re.search(r"test accuracy [\d.]+ %", said)
    assert test
    assert test[0] in facts(again)


def test_twenty_rapid_clicks_are_twenty_batches(page: Open) -> None:
    shown = page("/train?steps=0&kernels=2")
    batch = shown.locator('.network-view button[data-do="batch"]')
    for _ in range(20):
        batch.click(no_wait_after=True)
    rests(shown, 20)


def test_a_control_moved_in_the_moment_of_a_redraw_is_heard(page: Open) -> None:
    shown = page("/train?steps=0&kernels=2", own=True)
    # What changes before the browser sends goes as one request: make that a long moment.
    shown.evaluate(
        "() => { const real = window.setTimeout;"
        "window.setTimeout = (act, ms, ...rest) => real(act, ms || 150, ...rest) }"
    )
    runs(shown)
    shown.get_by_text("10.00", exact=True).click()
    expect(shown.get_by_text("not yet")).to_be_visible()
    shown.get_by_text("Judge", exact=True).click()
    expect(shown.locator(".judge-view")).to_be_visible()
    shown.wait_for_function("() => location.search.includes('view=judge')")


def test_examples_make_a_batch_and_an_epoch_sees_all(page: Open) -> None:
    shown = page("/train?steps=0&kernels=2&batch=4&pictures=20")
    shown.get_by_role("button", name="More", exact=True).click()
    for count in (1, 2, 3):
        press(shown, "example")
        expect(shown.locator(".facts")).to_contain_text(f"{count} of 4 examples of the next batch")
        assert steps(shown) == 0
    press(shown, "example")
    rests(shown, 1)
    press(shown, "epoch")
    rests(shown, 5)
    assert "epoch 1.00" in facts(shown)


def test_a_click_on_the_curve_goes_back_and_start_over_begins_again(page: Open) -> None:
    shown = page("/train?kernels=2")
    box = shown.locator(".stage.chart").bounding_box()
    assert box
    shown.mouse.click(box["x"] + box["width"] / 2, box["y"] + 80)
    expect(root(shown)).not_to_have_attribute("data-steps", "150")
    rests(shown)
    assert 60 < steps(shown) < 90
    press(shown, "restart")
    rests(shown, 0)


def test_keys_alone_run_pause_and_step(page: Open) -> None:
    shown = page("/train?steps=0&kernels=2", reduced_motion="reduce")
    shown.locator(".stage.net").focus()
    shown.keyboard.press("Space")
    expect(root(shown)).to_have_attribute("data-running", "true")
    shown.keyboard.press("Space")
    rests(shown)
    before = steps(shown)
    shown.locator(".stage.chart").focus()
    shown.keyboard.press("b")
    rests(shown, before + 1)
    expect(shown.locator(".told")).to_contain_text(f"What batch {before + 1} did")
    shown.keyboard.press("ArrowLeft")
    expect(shown.locator(".reading")).to_contain_text(f"batch {before}: loss")
    # What stands there of the test pictures was measured at a pause, on all, or on a sample.
    expect(shown.locator(".reading")).to_contain_text(
        re.compile(r"on (200 of|all) 1,000 test images( at batch \d+)?: loss [\d.]+, accuracy")
    )
    shown.locator(".stage.net").focus()
    shown.keyboard.press("ArrowRight")
    expect(shown.locator(".reading")).to_contain_text("kernel 0: weight at row 0, column 0:")


def test_forward_while_back_is_replayed_leads_to_the_run_that_was_left(page: Open) -> None:
    shown = page("/train?rate=0.02&rates=0.005:900&steps=1000")
    rests(shown, 1000)
    box = shown.locator(".stage.chart").bounding_box()
    assert box
    shown.mouse.click(box["x"] + 0.4 * box["width"], box["y"] + 80)
    expect(root(shown)).not_to_have_attribute("data-steps", "1000")
    rests(shown)
    left, address, said = steps(shown), shown.url, facts(shown)
    for replayed in (300, 500):
        shown.go_back()
        # The same view all the time: one that was made anew would be another element.
        shown.wait_for_function(
            """([view, least]) =>
                location.search.includes("steps=1000") &&
                view.dataset.running === "true" && view.dataset.steps >= least""",
            arg=[root(shown).element_handle(), replayed],
        )
        shown.go_forward()
        rests(shown, left)
        assert shown.url == address
        assert re.findall(r"test accuracy [\d.]+ %", facts(shown)) == re.findall(
            r"test accuracy [\d.]+ %", said
        )


def test_nothing_is_asked_for_while_paused(page: Open) -> None:
    shown = page("/train?kernels=2")
    rests(shown, 150)
    tick = root(shown).get_attribute("data-tick")
    shown.wait_for_timeout(700)
    assert root(shown).get_attribute("data-tick") == tick


def test_who_closes_the_tab_or_leaves_the_page_stops_training(page: Open) -> None:
    stays, closes, leaves = (page("/train?steps=0&kernels=2") for _ in range(3))
    shared = stays.locator(".facts .shared")
    for one in (closes, leaves, stays):
        press(one, "run")
    expect(shared).to_have_text("3 people train here now and take turns", timeout=20_000)
    closes.context.close()
    expect(shared).to_have_text("2 people train here now and take turns", timeout=20_000)
    leaves.locator('[data-testid="stSidebar"] a').filter(has_text="Pixels").click()
    expect(shared).to_have_count(0, timeout=20_000)
    press(stays, "run")
    rests(stays)


def test_a_rate_of_a_million_is_explained_and_mended(page: Open) -> None:
    shown = page("/train?steps=0&rate=1e%2B06&kernels=2")
    press(shown, "run")
    rests(shown)
    expect(shown.locator(".trouble")).to_contain_text("the learning rate is too large")
    assert "nan" not in shown.locator('[data-testid="stMain"]').inner_text().lower()
    press(shown, "tenth")
    expect(shown.locator(".resumed")).to_contain_text("at a learning rate of 0.1: 1e+06 divided")
    press(shown, "run")
    rests(shown)
    assert "rate=0.1" in shown.url


def test_the_rate_changes_while_it_runs(page: Open) -> None:
    shown = page("/train?steps=0&kernels=2")
    runs(shown)
    slider = shown.locator(".st-key-train-rate input[type=range]")
    slider.focus()
    slider.press("ArrowRight")
    shown.wait_for_function("() => location.search.includes('rates=0.005')", timeout=30_000)
    expect(root(shown)).to_have_attribute("data-running", "true")
    press(shown, "run")
    rests(shown)
    assert "rate=0.01" in shown.url


def test_the_whole_picture_fits_the_first_screen(page: Open) -> None:
    shown = page("/train")
    for selector in (".network-view", ".st-key-side"):
        box = shown.locator(selector).bounding_box()
        assert box
        assert box["y"] + box["height"] <= 800


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_wider_than_a_phone(page: Open, scheme: str) -> None:
    link = "/train?data=clothes&steps=3"
    shown = page(link, width=390, height=844, touch=True, color_scheme=scheme)
    assert chromium.overflow(shown) == 0
    assert root(shown).bounding_box()["width"] <= 390


INK_AT = """([stage, x, y]) => {
    const canvas = stage.querySelector("canvas")
    const sharp = canvas.width / stage.clientWidth
    return [...canvas.getContext("2d").getImageData(x * sharp, y * sharp, 1, 1).data].join()
}"""


def test_a_small_map_is_enlarged_where_it_is_pointed_at(page: Open) -> None:
    shown = page("/train?kernels=1&pooling=none&steps=0")
    stage = shown.locator(".stage.net")
    beside = [stage.element_handle(), 260, 110]  # between the only kernel and its map
    paper = shown.evaluate(INK_AT, beside)
    stage.hover(position={"x": 180, "y": 110})
    expect(shown.locator(".reading")).to_contain_text("kernel 0: weight at row")
    shown.wait_for_function(f"([at, paper]) => ({INK_AT})(at) !== paper", arg=[beside, paper])
    stage.hover(position={"x": 180, "y": 180})
    expect(shown.locator(".reading")).to_contain_text("The strongest colour is ±")


def test_a_run_that_is_loaded_again_comes_back_to_what_its_address_kept(page: Open) -> None:
    shown = page("/train?steps=20&kernels=2,2", own=True)
    entries = shown.evaluate("() => history.length")
    press(shown, "run")
    shown.wait_for_function("() => location.search.includes('going=1')")
    first = shown.url
    shown.wait_for_function("first => location.href !== first", arg=first)
    assert root(shown).get_attribute("data-running") == "true"
    assert shown.evaluate("() => history.length") == entries
    shown.reload()
    chromium.settle(shown)
    said = shown.get_by_text(re.compile(r"repeated here up to batch [\d,]+"))
    (batch,) = re.findall(r"up to batch ([\d,]+)", said.inner_text())
    at = int(batch.replace(",", ""))
    assert at > 20
    rests(shown, at)
    assert "going" not in shown.url


def test_back_from_where_a_run_rests_leads_to_where_it_began(page: Open) -> None:
    shown = page("/train?steps=20&kernels=2,2", own=True)
    press(shown, "run")
    shown.wait_for_function("() => location.search.includes('going=1')")
    press(shown, "run")
    rests(shown)
    assert steps(shown) > 20
    shown.go_back()
    rests(shown, 20)
    assert "going" not in shown.url
