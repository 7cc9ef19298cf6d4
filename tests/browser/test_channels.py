"""The lesson on channels in a browser: every preset's link shows the numbers it is named for."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.linked_view import WORDS, LinkedView
from tests.browser.tabs import visit
from tools import chromium

pytestmark = pytest.mark.turns

Open = Callable[..., Page]
Figures = Callable[[str], dict[str, str]]
MINUS = "−"

# Label -> what the page says, and how its formula line ends.
FIGURES = {
    "three channels": (
        ["5×5×3", "→ 2 kernels 3×3×3", "3×3×2", "(3·3·3 + 1)·2 = 56"],
        "+ bias 1 = 13",
    ),
    "1×1 mixes a grey": (
        ["43×65×3", "→ 1 kernel 1×1×3", "43×65×1", "The weights sum to 1"],
        "red 38·0.299 + green 37·0.587 + blue 21·0.114 = 35.475",
    ),
    "two layers": (
        ["28×28×1", "→ 4 kernels 3×3×1", "26×26×4", "→ 8 kernels 3×3×4", "24×24×8", "= 296"],
        f"= {MINUS}110",
    ),
    "deep or flat": (
        ["Deep: 16 cells are above 0.", "Flat: 0 cells are above 0.", "= 80"],
        "deep: top 30 + left 30 − 30 = 30; flat: top 30 − 30 = 0; flat: left 30 − 30 = 0",
    ),
    "edges make corners": (["4 cells of 64 are above 0."], "= 10, which ReLU keeps"),
    "count the parameters": (
        ["= 280 parameters", "A common mistake is 100", "= 896", "= 4,640"],
        "",
    ),
}


def words(page: Page) -> str:
    """Return what the page says, with plain single spaces."""
    return re.sub(r"\s+", " ", page.locator('[data-testid="stMain"]').inner_text())


def formula(page: Page) -> str:
    status = page.locator(":is(.linked-view, .board) [role=status]")
    expect(status).not_to_be_empty()
    text = str(status.evaluate(WORDS))
    return re.sub(r"\s+", " ", text)


def number(text: str) -> Fraction:
    return Fraction(text.strip("()").replace(MINUS, "-"))


def added_up(text: str) -> Fraction:
    """Return the sum of a formula's printed products and bias."""
    terms = re.findall(rf"(\(?{MINUS}?[\d.]+\)?)·(\(?{MINUS}?[\d.]+\)?)", text)
    bias = re.search(rf"bias (\(?{MINUS}?[\d.]+\)?)", text)
    start = number(bias[1]) if bias else Fraction(0)
    return sum((number(a) * number(b) for a, b in terms), start)


@pytest.mark.parametrize("label", FIGURES)
def test_every_preset_shows_its_numbers(page: Open, figures: Figures, label: str) -> None:
    shown = page(figures("channels")[label])
    expected, end = FIGURES[label]
    for one in expected:
        assert one in words(shown)
    if end:
        assert formula(shown).strip().endswith(end)
    expect(shown.locator(".st-key-try-now")).to_have_text(label)
    assert shown.locator('[data-testid="stAlert"]').count() == 0


def test_all_presets_are_tested(figures: Figures) -> None:
    assert [*figures("channels")] == [*FIGURES]


def test_all_27_products_and_the_bias_add_up_in_every_cell(page: Open) -> None:
    shown = page("/channels", reduced_motion="reduce", new=True)
    stage = shown.locator(".linked-view .stage")
    stage.focus()
    seen = []
    for f in range(2):
        stage.press("Home")
        for cell in range(9):
            text = formula(shown)
            assert f"map {f}, row {cell // 3}, column {cell % 3}:" in text
            assert text.count("·") == 27
            seen.append(number(text.rsplit("=", 1)[1].strip()))
            assert added_up(text) == seen[-1]
            shown.locator(".linked-view .forward").click()
        stage.press("PageDown")
        shown.wait_for_timeout(60)
    assert seen == [1, 13, 13] * 3 + [-6, 0, 6, -8, 0, 8, -6, 0, 6]


@pytest.mark.parametrize(
    "query",
    [
        "?kernel=gaussian&mixes=light,all&bias=0.5,-2&padding=1&mode=reflect",
        "?image=chelsea&kernel=sobel-x&mixes=light&stride=2&padding=full&mode=circular&cell=9,9",
        "?image=digit-7&view=layers&groups=4&map=11&cell=8,12",
        "?image=digit-7&view=layers&groups=2&map=8&cell=8,12",
    ],
)
def test_what_is_printed_adds_up_in_any_setting(page: Open, query: str) -> None:
    text = formula(page(f"/channels{query}"))
    result = re.search(rf"\)? = ({MINUS}?[\d.]+)(?: / (\d+) [=≈].*)?$", text)
    assert result, text
    total, divisor = number(result[1]), int(result[2] or 1)
    products, _, _ = text.partition("bias")
    bias = re.search(rf"bias (\(?{MINUS}?[\d.]+\)?)", text)
    added = added_up(products) / divisor + (number(bias[1]) if bias else 0)
    assert added == total / divisor


def test_a_click_into_another_map_shows_its_kernel(page: Open) -> None:
    shown = page("/channels", new=True)
    canvas = shown.locator(".linked-view canvas")
    box = canvas.bounding_box()
    assert box
    x, y = box["x"] + 0.86 * box["width"], box["y"] + 0.45 * box["height"]
    shown.mouse.click(x, y)
    expect(shown.locator(".linked-view [role=status]")).to_contain_text("map 1, row")
    shown.wait_for_url(re.compile("map=1"))
    shown.locator('[data-testid="stExpander"]').filter(has_text="Weights and bias").click()
    expect(shown.get_by_label("green", exact=True)).to_have_value("2,0,-2;2,0,-2;2,0,-2")


def test_a_weight_is_changed_by_keyboard_alone(page: Open) -> None:
    shown = page("/channels", reduced_motion="reduce", new=True)
    shown.locator(".linked-view .stage").focus()
    shown.keyboard.press("w")
    shown.keyboard.type("5")
    shown.keyboard.press("Enter")
    status = shown.locator(".linked-view [role=status]")
    expect(status).to_contain_text("red 2·5 + 2·0")
    expect(status).to_contain_text("= 21")  # 13 and 4 times the 2 under the first weight
    shown.wait_for_url(re.compile("deep="))


def test_while_a_weight_is_dragged_only_the_picture_follows(page: Open) -> None:
    shown = page("/channels", new=True)
    shown.get_by_text("Code: NumPy").click()
    written = shown.locator('[data-testid="stCode"]').filter(has_text="import numpy").first
    before = written.inner_text()
    shown.locator(".linked-view").scroll_into_view_if_needed()
    box = shown.locator(".linked-view canvas").bounding_box()
    assert box
    x, y = box["x"] + 60, box["y"] + 260
    shown.mouse.move(x, y)
    shown.mouse.down()
    for step in range(1, 11):
        shown.mouse.move(x, y - 4 * step)
    status = shown.locator(".linked-view [role=status]")
    expect(status).not_to_contain_text("= 13")
    chromium.settle(shown)
    assert written.inner_text() == before
    assert "deep=" not in shown.url
    shown.mouse.up()
    shown.wait_for_url(re.compile("deep="))
    expect(written).not_to_have_text(before)


def test_flat_kernels_read_one_map_and_say_so(page: Open) -> None:
    shown = page("/channels?image=digit-7&view=layers&cell=8,12", new=True)
    deep = formula(shown)
    assert deep.count("·") == 36
    shown.get_by_text("8 kernels, flat, on each of 4: 32 maps").click()
    status = shown.locator(".linked-view [role=status]")
    expect(status).to_contain_text("map 0 under kernel 0, row 8, column 12")
    assert formula(shown).count("·") == 9
    parts = []
    for below, f in enumerate((0, 8, 16, 24)):
        visit(shown, f"/channels?image=digit-7&view=layers&groups=4&map={f}&cell=8,12")
        expect(status).to_contain_text(f"map {below} under kernel 0, row 8, column 12")
        parts.append(number(formula(shown).rsplit("=", 1)[1].strip()))
    assert sum(parts) == number(deep.rsplit("=", 1)[1].strip())


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?image=chelsea&kernel=identity&size=1",
        "?image=chelsea&view=mix",
        "?image=digit-7&view=layers",
        "?image=digit-7&view=layers&groups=4",
        "?image=square&view=corners",
    ],
)
def test_picture_formula_and_controls_fit_the_first_screen(page: Open, query: str) -> None:
    shown = page(f"/channels{query}")
    for selector in (".linked-view", ".st-key-size, .st-key-side"):
        box = shown.locator(selector).first.bounding_box()
        assert box
        assert box["y"] + box["height"] <= 800, selector


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?image=digit-7&view=layers&groups=4",
        "?image=square&view=corners&combine=product",
        "?view=count&inputs=64&filters=64",
    ],
)
def test_nothing_is_wider_than_a_phone(page: Open, query: str) -> None:
    shown = page(f"/channels{query}", width=390, height=844, touch=True, color_scheme="dark")
    assert chromium.overflow(shown) == 0
    cells = shown.locator(".st-key-articles td").all()
    assert all(box and box["x"] + box["width"] <= 390 for box in (c.bounding_box() for c in cells))


# Keeps where on the canvas each title begins and ends.
TITLES = """() => {
    const { fillText } = CanvasRenderingContext2D.prototype
    window.titles = {}
    CanvasRenderingContext2D.prototype.fillText = function (text, x, y, ...rest) {
        const width = this.measureText(text).width
        if (this.textBaseline === "alphabetic") window.titles[text] = [x, x + width, y]
        return fillText.call(this, text, x, y, ...rest)
    }
}"""


@pytest.mark.parametrize(
    ("query", "height"), [("", 1300), ("image=tall", 1300), ("image=tall", 800)]
)
def test_no_title_runs_into_another_or_over_a_grid(page: Open, query: str, height: int) -> None:
    shown = page("/channels", height=height, new=True)
    if query:
        stripes = np.random.default_rng(1).integers(0, 256, (400, 80, 3), dtype=np.uint8)
        file = io.BytesIO()
        Image.fromarray(stripes).save(file, "PNG")
        shown.get_by_text("Your own picture").click()
        shown.locator('input[type="file"]').set_input_files(
            {"name": "tall.png", "mimeType": "image/png", "buffer": file.getvalue()}
        )
        shown.wait_for_url(re.compile("image=own"))
        chromium.settle(shown)
        shown.keyboard.press("Escape")
    shown.evaluate(TITLES)
    view = LinkedView(shown)
    view.redraw()
    titles: dict[str, tuple[float, float, float]] = shown.evaluate("() => window.titles")
    maps = [place for text, place in titles.items() if text.startswith("map ")]
    planes = [place for text, place in titles.items() if re.match("(red|green|blue)", text)]
    assert len(maps) == 2
    assert len(planes) == 6
    wide = float(view.canvas.evaluate("canvas => canvas.clientWidth"))
    grids = max(start for start, _, _ in planes) + 80  # the last kernel is at least that wide
    for start, end, y in maps:
        assert start > grids
        assert end <= wide
        others = [one for one in maps if one[2] == y and one[0] > start]
        assert all(end < other for other, _, _ in others)


@pytest.mark.parametrize(
    ("name", "mode", "size"),
    [
        ("pixel", "RGB", (1, 1)),
        ("ribbon", "RGB", (3000, 50)),
        ("grey", "L", (40, 30)),
        ("alpha", "RGBA", (30, 40)),
    ],
)
def test_own_pictures(
    page: Open, tmp_path: Path, name: str, mode: str, size: tuple[int, int]
) -> None:
    channels = len(mode)
    rng = np.random.default_rng(channels)
    shape = (size[1], size[0]) if channels == 1 else (size[1], size[0], channels)
    path = tmp_path / f"{name}.png"
    Image.fromarray(rng.integers(0, 256, shape, dtype=np.uint8), mode).save(path)
    shown = page("/channels?bias=", new=True)
    shown.get_by_text("Your own picture").click()
    shown.locator('input[type="file"]').set_input_files(path)
    shown.wait_for_url(re.compile("image=own"))
    chromium.settle(shown)
    text = formula(shown)
    assert text.count("·") == (9 if mode == "L" else 27)
    assert added_up(text) == number(text.rsplit("=", 1)[1].strip())
