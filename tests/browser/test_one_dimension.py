"""The lesson in one dimension in a browser: presets, dragging, keys, the flip, a phone."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from cnn_core.analysis import STRIPS
from tests.browser.linked_view import setting
from tools import chromium
from ui.lessons.one_dimension.functions import PLACES, Curves, Function
from ui.lessons.one_dimension.settings import WAYS
from ui.pictures import ROOT
from ui.views.bundle import bundle

pytestmark = pytest.mark.turns

Open = Callable[..., Page]

FIGURES = {
    "two short lists": "place 2: 1·6 + 2·5 + 3·4 = 28",
    "box ∗ box = triangle": "(f ∗ h)(0.5) = ∫ f(t)·h(0.5 − t) dt = 0.5",
    "Gaussian ∗ Gaussian": "(f ∗ h)(0) = ∫ f(t)·h(0 − t) dt ≈ 0.564",  # 1 / √π
    "a blurred edge": "(f ∗ h)(0) = ∫ f(t)·h(0 − t) dt = 0.5",
    "the flip matters": "correlation: (f ⋆ h)(0.75) ≈ 0.053, (h ⋆ f)(0.75) ≈ 0.542",
    "a row of pixels": "(f ∗ h)(21) = Σ f(t)·h(21 − t) = 253·(−1) + 253·0 + 170·1 = −83",
}
PICTURE = ":is(.overlap, .lists)"
CHIPS = '[class*="st-key-try-"] a'
UNCOVERED = "question=3"  # a question that covers no place of the curve


def status(page: Page) -> Any:
    return page.locator(f"{PICTURE} [role=status]")


def spoken(page: Page) -> str:
    return re.sub(r"\s+", " ", status(page).inner_text())


def stage(page: Page) -> tuple[float, float, float, float]:
    box = page.locator(".overlap canvas").bounding_box()
    assert box
    return box["x"], box["y"], box["width"], box["height"]


def fits_the_first_screen(page: Page) -> bool:
    boxes = [page.locator(part).first.bounding_box() for part in (PICTURE, ".st-key-side")]
    return all(box and box["y"] + box["height"] <= 800 for box in boxes)


def test_every_preset_s_link_shows_its_numbers_on_one_screen(page: Open) -> None:
    shown = page("/one-dimension")
    links = {
        chip.inner_text().strip(): chip.get_attribute("href") for chip in shown.locator(CHIPS).all()
    }
    assert [*links] == [*FIGURES]
    for label, href in links.items():
        shown.goto(f"{href}&{UNCOVERED}")
        chromium.settle(shown)
        expect(status(shown)).to_contain_text(FIGURES[label].split(" = ")[0])
        assert FIGURES[label] in spoken(shown)
        expect(shown.locator(".st-key-try-now")).to_have_text(label)
        assert fits_the_first_screen(shown), label


def meeting(page: Page) -> list[str]:
    """Return the products in the slanted line of the table, from its top."""
    return page.locator(".lists .table .meets").all_inner_texts()


def test_lists_slide_by_keys_pointer_and_play(page: Open) -> None:
    shown = page("/one-dimension?question=2", reduced_motion="reduce", new=True)
    shown.locator(".lists .stage").focus()
    shown.keyboard.press("Home")
    assert spoken(shown) == "place 0: 1·4 = 4"
    assert meeting(shown) == ["4"]
    shown.keyboard.press("ArrowRight")
    assert spoken(shown) == "place 1: 1·5 + 2·4 = 13"
    assert meeting(shown) == ["5", "8"]
    expect(shown).to_have_url(re.compile("n=1"))
    shown.locator(".lists .sum").nth(4).hover()
    assert spoken(shown) == "place 4: 3·6 = 18"
    shown.locator(".lists .table .product").first.hover()
    assert meeting(shown) == ["4"]
    shown.locator(".lists .play").click()
    expect(shown.locator(".lists .place")).to_have_text("place 4", timeout=15_000)
    expect(shown.locator(".lists .play")).to_contain_text("Play")


def test_a_list_that_is_typed_slides_at_once_and_can_be_taken_back(page: Open) -> None:
    shown = page("/one-dimension?question=2", new=True)
    field = shown.get_by_role("textbox", name="b, which slides")
    field.fill("0,1")
    field.press("Enter")
    expect(shown.locator(".lists .sum").last).to_have_text("3")
    shown.get_by_text("As it is", exact=True).click()
    expect(shown.locator(".lists .sum").nth(1)).to_have_text("1")  # 1·1 comes first now
    shown.get_by_role("button", name="Undo").click()
    expect(shown.locator(".lists .sum")).to_have_count(5)


DRAWN = "f=custom&fdrawn=0.35,0.75,0.9,0.85,0.7,0.45,0.8,0.9,0.85,0.65,0.5,0.85,0"


def test_swapping_shows_the_same_number_though_it_lies_on_a_half(page: Open) -> None:
    """0.7625 with 10⁻¹⁶ more or less would be rounded to 0.763 and to 0.762."""
    shown = page(f"/one-dimension?{DRAWN}&{UNCOVERED}")
    expect(status(shown)).to_contain_text(
        re.compile(r"convolution: \(f ∗ h\)\(0\.5\) (≈ 0\.76[23]), \(h ∗ f\)\(0\.5\) \1, the same")
    )


def test_the_correlation_of_two_edges_is_said_to_be_infinite(page: Open) -> None:
    shown = page(f"/one-dimension?f=edge&h=edge&way=correlation&x=1&{UNCOVERED}")
    expect(status(shown)).to_contain_text("dt = ∞ the integral diverges")
    expect(status(shown)).to_contain_text("(f ⋆ h)(1) and (h ⋆ f)(1) are infinite")
    expect(status(shown)).to_contain_text("convolution: (f ∗ h)(1) = 1, (h ∗ f)(1) = 1, the same")


def test_dragging_follows_the_triangle_without_the_server(page: Open) -> None:
    shown = page(f"/one-dimension?view=curves&{UNCOVERED}", new=True)
    x, y, wide, high = stage(shown)
    shown.mouse.move(x + wide / 2, y + high / 2)
    shown.mouse.down()
    shown.context.set_offline(True)
    seen = set()
    for step in range(20):
        shown.mouse.move(x + wide * (0.3 + 0.02 * step), y + high / 2)
        shown.wait_for_timeout(20)
        numbers = re.findall(r"^\(f ∗ h\)\((−?[\d.]+)\).*?dt [=≈] (−?[\d.]+)", spoken(shown))
        place, value = (float(one.replace("−", "-")) for one in numbers[0])
        assert value == pytest.approx(max(1 - abs(place), 0), abs=0.0006)
        seen.add(place)
    assert len(seen) > 10
    shown.context.set_offline(False)
    shown.mouse.up()
    shown.wait_for_url(re.compile("x="))


def test_keys_alone_change_place_row_and_way(page: Open) -> None:
    shown = page("/one-dimension?view=pixels&question=2", reduced_motion="reduce", new=True)
    shown.locator(".overlap .stage").focus()
    shown.keyboard.press("ArrowLeft")
    expect(status(shown)).to_contain_text("h(20 − t) = 253·(−1) + 253·0 + 253·1 = 0")
    shown.keyboard.press("ArrowDown")
    shown.keyboard.press("c")
    expect(status(shown)).to_contain_text("(f ⋆ h)(20) = Σ f(t)·h(t − 20)")
    shown.keyboard.press("Home")
    expect(status(shown)).to_contain_text("(f ⋆ h)(0)")
    shown.wait_for_url(re.compile("way=correlation"))


AREAS = """([script, scene, places, way]) => {
    const sampleOver = new Function(`${script}; return sampleOver`)()
    const product = (k) => scene.f.map((f, i) => f * sampleOver(scene, i, k, way))
    return places.map((k) => product(k).reduce((sum, one) => sum + one, 0) / scene.strips)
}"""


def test_the_product_that_is_drawn_has_the_area_that_is_printed(page: Open) -> None:
    script = bundle(ROOT / "ui" / "lessons/one_dimension/overlap_view/curves.js")
    shown, places = page("/one-dimension?view=curves"), [0, 77, 240, 300, 480]
    for way in WAYS:
        curves = Curves(Function("triangle"), Function("exponential", 3), way)
        scene = {
            "f": curves.f.values.tolist(),
            "h": curves.h.values.tolist(),
            "places": PLACES,
            "strips": STRIPS,
        }
        drawn = shown.evaluate(AREAS, [script, scene, places, way])
        assert drawn == pytest.approx(curves.shown[places].tolist(), abs=1e-12)


FRAMES = """e => new Promise(done => {
    const canvas = e.querySelector('canvas'), seen = new Set(), end = performance.now() + 900
    const look = () => {
        seen.add(canvas.toDataURL())
        performance.now() < end ? requestAnimationFrame(look) : done(seen.size)
    }
    look()
})"""


def test_the_flip_is_a_motion_unless_less_motion_is_wanted(page: Open) -> None:
    shown = page(f"/one-dimension?f=triangle&h=exponential&{UNCOVERED}", new=True)
    for motion, moves in (("no-preference", True), ("reduce", False)):
        shown.emulate_media(reduced_motion=motion)  # type: ignore[arg-type]
        shown.mouse.move(5, 5)
        shown.locator(".overlap .stage").focus()
        shown.keyboard.press("r")
        assert (shown.locator(".overlap").evaluate(FRAMES) > 5) == moves


def test_play_and_drawing(page: Open) -> None:
    shown = page(f"/one-dimension?f=custom&x=-1&{UNCOVERED}", new=True)
    shown.locator(".overlap .play").click()
    shown.wait_for_timeout(400)
    expect(shown.locator(".overlap .play")).to_contain_text("Pause")
    shown.locator(".overlap .play").click()
    place = shown.locator(".overlap .place").inner_text()
    assert float(place.removeprefix("x = ").replace("−", "-")) > -1
    x, y, wide, _ = stage(shown)
    shown.locator(".overlap .draw[data-which=f]").click()
    shown.mouse.move(x + wide * 0.45, y + 100)
    shown.mouse.down()
    shown.mouse.move(x + wide * 0.6, y + 40, steps=6)
    shown.mouse.up()
    shown.wait_for_url(re.compile("fdrawn="))
    assert "NaN" not in spoken(shown)


def test_a_guess_hides_the_result_until_both_are_compared(page: Open) -> None:
    shown = page(f"/one-dimension?view=curves&{UNCOVERED}", reduced_motion="reduce", new=True)
    button = shown.locator(".overlap .draw[data-which=guess]")
    button.click()
    expect(button).to_have_text("✓ Compare")
    expect(status(shown)).to_contain_text("your guess: (f ∗ h)(0.5) ≈ 0")
    assert "= 0.5" not in spoken(shown)
    shown.locator(".overlap .stage").focus()
    shown.keyboard.press("ArrowUp")  # the number nearest to x = 0.5
    expect(status(shown)).to_contain_text("≈ 0.05")
    x, y, wide, high = stage(shown)
    shown.mouse.click(x + 0.522 * wide, y + 0.75 * high)  # at x = 0
    shown.wait_for_url(re.compile("guess="))
    button.click()
    expect(status(shown)).to_contain_text("your guess (dotted) is off by")
    drawn = [float(one) for one in str(setting(shown, "guess")).split(",")]
    assert drawn[14] == 0.05
    assert drawn[12] > 0.3
    places = np.arange(-240, 241) / 80
    guess = np.interp(places, np.arange(-12, 13) / 4, drawn)
    mean = np.abs(guess - np.maximum(1 - np.abs(places), 0)).mean()
    assert f"{mean:.3f}".rstrip("0") in spoken(shown)


def test_nothing_is_wider_than_a_phone(page: Open) -> None:
    shown = page(
        "/one-dimension?view=curves", width=390, height=844, touch=True, color_scheme="dark"
    )
    for query in (
        "",
        "?a=1,1,1,1,1,1&b=-99,99,0,1,2,3",
        "?view=pixels",
        "?f=custom&h=custom&way=correlation",
    ):
        shown.goto(f"/one-dimension{query}")
        chromium.settle(shown)
        assert chromium.overflow(shown) == 0
        assert shown.locator(PICTURE).evaluate("e => e.scrollWidth - e.clientWidth") <= 0


def test_pictures_of_one_s_own_become_rows(page: Open, tmp_path: Path) -> None:
    shown = page("/one-dimension?view=pixels&cell=0,0&question=2", new=True)
    for name, size in (("dot", (1, 1)), ("long", (3000, 50))):
        file = tmp_path / f"{name}.png"
        Image.new("LA", size, (200, 255)).save(file)
        shown.get_by_text("Your own picture").click()
        shown.locator("input[type=file]").set_input_files(file)
        after = "0·(−1) + 200·0 + 0·1 = 0" if size == (1, 1) else "200·(−1) + 200·0 + 200·1 = 0"
        expect(status(shown)).to_contain_text(after)
        shown.keyboard.press("Escape")
        chromium.settle(shown)


def test_a_correlation_swapped_says_where_it_is_mirrored_to(page: Open) -> None:
    """(h ⋆ f)(21) is 0 because it is (f ⋆ h)(−21), which lies outside the row."""
    shown = page("/one-dimension?view=pixels&question=2")
    expect(status(shown)).to_contain_text("(f ⋆ h)(21) = 83, (h ⋆ f)(21) = (f ⋆ h)(−21) = 0")


def test_any_function_can_be_drawn_and_starts_from_what_is_shown(page: Open) -> None:
    shown = page(f"/one-dimension?f=triangle&{UNCOVERED}", new=True)
    shown.get_by_role("button", name="Draw f").click()
    x, y, wide, high = stage(shown)
    shown.mouse.click(x + 0.522 * wide, y + 0.15 * high)  # at t = 0
    shown.wait_for_url(re.compile("f=custom"))
    drawn = [float(one) for one in str(setting(shown, "fdrawn")).split(",")]
    middle = len(drawn) // 2
    assert len(drawn) == 7  # what is 0 at both ends is left out
    slopes = [0.25, 0.5, 0.75, 0.75, 0.5, 0.25]  # the triangle, but for the number drawn
    assert drawn[:middle] + drawn[middle + 1 :] == pytest.approx(slopes, abs=0.02)
    shown.get_by_role("button", name="Undo").click()
    expect(shown.get_by_role("combobox", name="f, which stays")).to_have_value("Triangle")
