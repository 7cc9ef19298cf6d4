"""One sum, product by product: by button and by key, each total right, the cell held meanwhile."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from cnn_core.kernels import KERNELS
from tests.browser.conftest import Pure
from tests.browser.linked_view import LinkedView, number, open_link, read_formula, show_link
from tests.browser.tabs import Tabs, visits
from ui.models.convolution import Convolution
from ui.pictures import picture

EDGE = Convolution(picture("edge"), KERNELS["vertical-edge"].kernel())
BLURRED = Convolution(picture("digit-7"), KERNELS["gaussian"].kernel(5))
STRIPES = Convolution(
    picture("camera"), KERNELS["gabor"].kernel(11), padding="same", mode="replicate"
)
STEP = re.compile(
    r"product (?P<at>\d+) of (?P<count>\d+)(?P<few> with a weight other than 0)?(?:, \w+)?:\s*"
    r"(?P<value>[^·]+)·(?P<weight>\S+) = (?P<product>\S+)\.\s*"
    r"(?P<kind>So far|Result): (?P<total>\S+)\."
)

SPOKEN = """step => {
    const said = step.cloneNode(true)
    for (const silent of said.querySelectorAll("[aria-hidden]")) silent.remove()
    return said.textContent
}"""


@pytest.fixture(scope="module")
def visitor(tabs: Tabs) -> Iterator[Page]:
    """Open a page whose steps stand still at once, as for a reader who wants no motion."""
    yield from visits(tabs, reduced_motion="reduce")


def opened(page: Page, link: str, shown: Convolution) -> LinkedView:
    show_link(page, link)
    page.mouse.move(2, 2)
    return LinkedView(page, shown)


def told(view: LinkedView) -> str:
    """Return the sentence that a screen reader speaks: what is hidden from it is left out."""
    view.words()
    return " ".join(str(view.status.locator(".step").evaluate(SPOKEN)).split())


@pytest.mark.parametrize(
    ("link", "shown", "cell"),
    [
        ("/window", EDGE, (1, 1)),
        ("/window?image=digit-7&kernel=gaussian&size=5&cell=10,10", BLURRED, (10, 10)),
        ("/kernels?kernel=gabor&size=11&cell=0,259", STRIPES, (0, 259)),
    ],
)
def test_every_step_adds_one_product(
    visitor: Page, link: str, shown: Convolution, cell: tuple[int, int]
) -> None:
    view = opened(visitor, link, shown)
    numerators = np.array(shown.kernel.numerators)
    factor = 1 if shown.kernel.divisor % 10 else shown.kernel.divisor
    values, total = shown.window(*cell).values, Fraction(0)
    products = list(zip(values.ravel(), numerators.ravel(), strict=True))
    if numerators.size > 25:
        products = [(value, weight) for value, weight in products if weight]
    count = len(products)
    for at, (value, weight) in enumerate(products, start=1):
        view.stage.press(".")
        if not (at <= 3 or at % 20 == 0 or at == count):
            total += Fraction(int(value) * int(weight), factor)
            continue
        said = STEP.fullmatch(told(view))
        assert said, told(view)
        product = Fraction(int(value) * int(weight), factor)
        total += product
        assert (int(said["at"]), int(said["count"])) == (at, count)
        assert bool(said["few"]) == (count < numerators.size)
        assert number(said["value"]) == value
        assert number(said["weight"]) == Fraction(int(weight), factor)
        assert number(said["product"]) == product
        assert number(said["total"]) == total
    assert total == Fraction(int(shown.sums[cell]), factor)


def test_the_bar_moves_through_the_products_and_back(visitor: Page) -> None:
    view = opened(visitor, "/window", EDGE)
    view.button("one-sum").click()
    expect(view.button("one-sum")).to_have_attribute("aria-pressed", "true")
    expect(view.place).to_have_text("product 1 of 9")
    expect(view.button("forward")).to_have_attribute("aria-label", "One product on")
    view.button("forward").click()
    expect(view.place).to_have_text("product 2 of 9")
    view.button("back").click()
    view.button("back").click()
    expect(view.place).to_have_text("product 1 of 9")
    view.scrub.press("End")
    assert told(view) == "product 9 of 9: 0·(−1) = 0. Result: 30."
    view.button("forward").click()
    expect(view.place).to_have_text("product 9 of 9")
    view.button("one-sum").click()
    expect(view.place).to_have_text("cell 6 of 16")
    expect(view.button("forward")).to_have_attribute("aria-label", "One cell forward")
    assert read_formula(view.words()).total == 30


def test_back_from_the_whole_sum_takes_the_last_product_away(visitor: Page) -> None:
    view = opened(visitor, "/window?cell=1,2", EDGE)
    view.press(",")
    assert told(view) == "product 8 of 9: 0·0 = 0. So far: 30."
    view.press("Escape")
    assert read_formula(view.words()).cell == (1, 2)


def test_it_plays_to_the_end_by_itself_and_stops(visitor: Page) -> None:
    view = opened(visitor, "/window", EDGE)
    view.press(".")
    expect(view.button("speed")).to_have_value("0.5")
    for _ in range(6):
        view.press("]")
    view.press(" ")
    expect(view.status.locator(".step")).to_contain_text("Result: 30.")
    expect(view.button("play")).to_have_text(re.compile("Play"))
    expect(view.place).to_have_text("product 9 of 9")
    view.press("Escape")
    expect(view.button("speed")).to_have_value("2")  # play over cells has a speed of its own


def test_it_starts_at_once_where_motion_is_welcome_and_pauses(tabs: Tabs) -> None:
    for page in visits(tabs):
        view = opened(page, "/window", EDGE)
        view.button("one-sum").click()
        expect(view.button("play")).to_have_text(re.compile("Pause"))
        expect(view.place).to_have_text("product 2 of 9")
        view.press(" ")
        expect(view.button("play")).to_have_text(re.compile("Play"))


def test_the_cell_is_held_until_another_is_chosen(visitor: Page) -> None:
    view = opened(visitor, "/window", EDGE)
    box = view.box("output")
    view.press(".")
    view.press(".")
    view.point(box, 3, 3)
    view.point(view.box("input"), 0, 0)
    expect(view.place).to_have_text("product 2 of 9")
    assert told(view) == "product 2 of 9: 10·0 = 0. So far: 10."
    visitor.mouse.click(*view.place_of(box, 2, 3))
    assert told(view) == "product 1 of 9: 0·1 = 0. So far: 0."
    view.press("ArrowLeft")
    assert told(view) == "product 1 of 9: 10·1 = 10. So far: 10."
    view.press("Escape")
    assert read_formula(view.words()).cell == (2, 2)


def test_the_chosen_cell_of_the_map_holds_the_total_so_far(visitor: Page) -> None:
    view = opened(visitor, "/window", EDGE)
    view.listen()
    view.press(".")
    view.redraw()
    calls = visitor.evaluate("() => [...window.written.values()].flat()")
    texts = [text for text, x, y in calls if view.box("output").cell_at(x, y) == (1, 1)]
    assert texts == ["30", "10"], "over the result that was painted there"
    assert "so far: 10" in {text for text, _, _ in calls}


def test_a_question_keeps_its_total(visitor: Page) -> None:
    view = opened(visitor, "/window", EDGE)
    asked = visitor.get_by_text("to the cell in row").first.inner_text()
    row, column = map(int, re.findall(r"\d+", asked.split("to the cell in")[1])[:2])
    visitor.mouse.click(*view.place_of(view.box("output"), row, column))
    view.press(".")
    assert told(view).endswith("The total is asked below.")
    assert view.status.locator(".result").inner_text() == "?"


def test_a_deep_kernel_adds_its_channels_and_its_bias(visitor: Page) -> None:
    open_link(visitor, "/channels")
    view = LinkedView(visitor, EDGE)
    view.press(",")
    expect(view.place).to_have_text("step 3 of 4")
    assert told(view).endswith("slice 3 of 3, blue: 9 products add up to 6.")
    assert view.status.locator(".now").count() >= 9
    view.press(".")
    assert told(view).endswith("all together: 6 + 0 + 6 + bias 1 = 13.")


def test_a_sum_stands_in_rows_like_its_kernel(visitor: Page) -> None:
    view = opened(visitor, "/window", EDGE)
    tops = view.status.locator(".term").evaluate_all(
        "terms => terms.map(term => term.getBoundingClientRect().top)"
    )
    assert len(tops) == 9
    assert len(set(tops)) == 3
    assert tops == sorted(tops)
    opened(visitor, "/window?kernel=gaussian&size=7&image=digit-7", EDGE)
    expect(view.status.locator(".term")).to_have_count(0)  # 49 terms run on
    assert len(read_formula(view.words()).terms) == 49


def test_pooling_has_no_sum_of_products(visitor: Page) -> None:
    view = opened(visitor, "/pooling", EDGE)
    expect(view.button("one-sum")).to_be_hidden()
    view.press(".")
    expect(view.status.locator(".step")).to_have_count(0)


# One value and weight a channel: 7·2 + 5·(−30), over 9, with a bias of 9/9, then ReLU.
SMALL = {
    "channels": 2,
    "depth": 2,
    "filters": 1,
    "groups": 1,
    "rows": 1,
    "columns": 1,
    "kernelRows": 1,
    "kernelColumns": 1,
    "outputRows": 1,
    "outputColumns": 1,
    "stride": [1, 1],
    "dilation": [1, 1],
    "padding": [[0, 0], [0, 0]],
    "mode": "zeros",
    "fill": 0,
    "input": [7, 5],
    "weights": [2, -30],
    "divisors": [9],
    "inputPlaces": 0,
    "biases": [9],
    "sums": [-127],
    "output": [0],
    "after": "relu",
    "planes": ["red", "green"],
    "hidden": None,
}


def said_of(scene: dict[str, object], pure: Pure) -> object:
    return pure(
        "views/linked_view/products.js",
        "Array.from({ length: stepCount(scene, 0) },"
        " (_, step) => stepSentence(scene, cell, step).join(' '))",
        {"scene": scene, "cell": {"f": 0, "r": 0, "c": 0}},
    )


def test_divisor_bias_and_activation_are_steps_of_their_own(pure: Pure) -> None:
    flat = {"channels": 1, "depth": 1, "input": [5], "weights": [-30], "sums": [-141]}
    assert said_of({**SMALL, **flat}, pure) == [
        "product 1 of 1: 5·(−30) = −150. So far: −150.",
        "the common divisor: −150 / 9 ≈ −16.67. So far: −16.67.",
        "the bias: −16.67 + 1 = −15.67. So far: −15.67.",
        "the activation: ReLU of −15.67 is 0. Result: 0.",
    ]


def test_a_deep_sum_grows_by_slices(pure: Pure) -> None:
    assert said_of(SMALL, pure) == [
        "slice 1 of 2, red: 1 product gives 14.",
        "slice 2 of 2, green: 1 product gives −150.",
        "all together: (14 + (−150)) / 9 + bias 1 ≈ −14.11 → ReLU 0.",
    ]
