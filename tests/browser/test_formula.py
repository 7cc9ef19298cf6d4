"""Every number checks by hand: the printed terms add up to the printed result, in any view."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from urllib.parse import urlencode

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from cnn_core.explain import Window, window_at
from cnn_core.kernels import KERNELS, Kernel, parse_weights
from tests.browser.linked_view import Formula, LinkedView, open_link, read_formula
from tests.browser.tabs import Tabs, visit, visits
from ui.models.convolution import Convolution
from ui.models.layer import Repeated, layer, repeated
from ui.pictures import picture

POINTED, SCRUBBED, STEPPED = 30, 4, 4  # cells of each view
WRITTEN_OUT = 25  # products; of more, those with the weight 0 are left out
NINTHS = "1/9,1/9,1/9;1/9,1/9,1/9;1/9,1/9,1/9"


@dataclass(frozen=True)
class Case:
    """A link, and the convolutions it stands for (several in a layer)."""

    page: str
    image: str
    kernel: str
    weights: str = ""
    size: int = 3
    angle: int = 0
    wavelength: int = 4
    stride: int = 1
    padding: str = "0"
    dilation: int = 1
    mode: str = "zeros"
    fill: int = 128
    flip: bool = False
    times: int = 1
    kernels: str = ""

    def link(self, cell: tuple[int, int]) -> str:
        names = ["image", "kernel", "stride", "padding", "dilation", "mode"]
        query = {"cell": f"{cell[0]},{cell[1]}"}
        query |= {name: str(getattr(self, name)) for name in names}
        usual = Case("", "", "")
        for name in ("weights", "size", "angle", "wavelength", "fill", "times", "kernels"):
            if getattr(self, name) != getattr(usual, name):
                query[name] = str(getattr(self, name))
        if self.flip:
            query["flip"] = "1"
        if self.kernels:
            query["view"] = "layer"
        return f"/{self.page}?{urlencode(query)}"

    def shown(self) -> list[Convolution]:
        found = picture(self.image).grey()
        first = Convolution(
            found.reduced(28) if self.page == "window" else found,
            self._kernel(),
            stride=self.stride,
            padding=int(self.padding) if self.padding.isdigit() else self.padding,
            dilation=self.dilation,
            mode=self.mode,
            fill=self.fill,
            flip=self.flip,
        )
        if not self.kernels:
            return [first]
        return layer(first, [KERNELS[name].kernel() for name in self.kernels.split(",")])

    def _kernel(self) -> Kernel:
        if self.weights:
            return parse_weights(self.weights)
        return KERNELS[self.kernel].kernel(self.size, self.angle, self.wavelength)

    def __str__(self) -> str:
        usual = Case("", "", "")
        told = [name for name in self.__dict__ if name != "weights"]
        odd = [name for name in told if getattr(self, name) != getattr(usual, name)]
        return "-".join(str(getattr(self, name)) for name in odd)


CASES = [
    Case("window", "edge", "vertical-edge"),
    Case("window", "edge", "sobel-x", stride=2, padding="1", mode="reflect"),
    Case("window", "edge", "gaussian", dilation=2, padding="same", mode="replicate"),
    Case("window", "edge", "custom", "0.25,-0.5;1,2", padding="full", mode="constant", fill=7),
    Case("window", "digit-7", "gaussian", size=5, padding="2"),
    Case("window", "digit-7", "box-blur", size=2, padding="same"),
    Case("window", "digit-7", "laplacian-of-gaussian", size=5, stride=2),
    Case("window", "digit-7", "gabor", size=7, angle=30, wavelength=5, padding="same"),
    Case("window", "digit-7", "motion-blur", size=5, angle=45, stride=3, padding="full"),
    Case("window", "digit-7", "custom", "0.25,-0.5;1,2", padding="1", mode="constant", fill=77),
    Case("window", "digit-7", "custom", NINTHS, stride=2, dilation=2, padding="2"),
    Case("window", "digit-7", "custom", "1/3,-2/7,0,5", flip=True, padding="1", mode="reflect"),
    Case("window", "ring", "sobel-x", flip=True, dilation=3, padding="2", mode="reflect"),
    Case("window", "ring", "gaussian", stride=3, padding="full", mode="circular"),
    Case("window", "ring", "custom", "0.125;-0.3333;7;-1000", padding="same", mode="replicate"),
    Case("window", "centre-200", "laplacian-4"),
    Case("window", "centre-200", "gaussian", padding="full", mode="constant", fill=200),
    Case("window", "camera", "laplacian-of-gaussian", size=7, padding="same", mode="replicate"),
    Case("window", "camera", "gabor", size=11, angle=90, padding="same", mode="reflect"),
    Case("window", "checkerboard", "box-blur", dilation=3, padding="2", mode="reflect"),
    Case("window", "checkerboard", "motion-blur", size=5, stride=2, padding="2", mode="circular"),
    Case("kernels", "camera", "sobel-x", padding="same", mode="replicate"),
    Case("kernels", "camera", "gaussian", size=5, padding="same", mode="reflect", times=3),
    Case("kernels", "ring", "sobel-x", padding="1", times=3),
    Case("kernels", "checkerboard", "custom", NINTHS, padding="1", mode="replicate", times=3),
    Case("kernels", "digit-7", "sobel-x", kernels="sobel-x,gaussian,laplacian-of-gaussian"),
    Case(
        "kernels", "camera", "sobel-x", stride=3, dilation=2, padding="2", mode="constant", fill=99,
        kernels="box-blur,gabor,motion-blur,sobel-y",
    ),
    Case("kernels", "camera", "sobel-x", padding="2", kernels="sobel-x,gabor"),
]  # fmt: skip


class Core:
    """What the core answers to the last application of each kernel of a view."""

    def __init__(self, shown: list[Convolution], times: int) -> None:
        self.shown = shown
        self.kernels = [one.sliding for one in shown]
        self.last: list[Repeated] = [repeated(one, times) for one in shown]

    def window(self, f: int, cell: tuple[int, int]) -> Window:
        """Explain a cell in whole numbers: values over 10 ** places, weights over the divisor."""
        one = self.shown[f]
        weights = np.array(one.sliding.numerators, dtype=np.float64)[None, None]
        return window_at(self.last[f].image, weights, cell=cell, **one.options)

    def agrees(self, said: Formula) -> bool:
        """Tell whether the printed terms are this view's values and weights, in reading order."""
        f = self.filter(said)
        unit, kernel, window = 10 ** self.last[f].places, self.kernels[f], self.window(f, said.cell)
        values = [Fraction(int(value), unit) for value in window.values.ravel()]
        weights = [Fraction(n, kernel.divisor) for row in kernel.numerators for n in row]
        written = [k for k, weight in enumerate(weights) if weight or len(weights) <= WRITTEN_OUT]
        return (said.values, said.weights, said.left_out) == (
            [values[k] for k in written],
            [weights[k] for k in written],
            len(weights) - len(written),
        )

    def check_result(self, said: Formula) -> None:
        """Hold the printed result against `window_at` and the map."""
        f = self.filter(said)
        one, unit, divisor = self.shown[f], 10 ** self.last[f].places, self.kernels[f].divisor
        window = self.window(f, said.cell)
        exact = Fraction(int(window.sum), unit * divisor)
        assert said.result is not None
        assert abs(said.result - exact) <= said.rounding
        assert float(exact) == pytest.approx(self.last[f].sums[said.cell] / divisor / unit)
        if unit == 1:
            off = 1e-6 * np.abs(window.products).sum() / divisor + 1e-9
            assert float(exact) == pytest.approx(one.window(*said.cell).sum, abs=off)
            assert float(exact) == pytest.approx(float(one.map[said.cell]), abs=off)

    def filter(self, said: Formula) -> int:
        """Return which of a layer's maps a formula is about."""
        return [one.kernel.title for one in self.shown].index(said.map) if said.map else 0


def add_up(said: Formula) -> None:
    """Do what a reader does with pencil and paper."""
    total = sum((value * weight for value, weight in said.terms), Fraction(0))
    assert said.result is not None, said.text
    assert total == said.total, said.text
    if said.exact:
        assert said.result == total / said.divisor, said.text
    else:
        off = abs(said.result - total / said.divisor)
        assert 0 < off <= said.rounding, said.text


@pytest.fixture(scope="module")
def visitor(tabs: Tabs) -> Iterator[Page]:
    for page in visits(tabs, reduced_motion="reduce"):
        open_link(page, "/kernels?view=angles")
        yield page


def sayings(view: LinkedView, rng: random.Random) -> Iterator[str]:
    """Move over the map by the slider, the arrow keys and the pointer, and return the words."""
    track = view.scrub.bounding_box()
    assert track
    for _ in range(SCRUBBED):
        view.page.mouse.click(track["x"] + rng.random() * track["width"], track["y"] + 14)
        yield view.words()
    for _ in range(STEPPED):
        yield view.press(rng.choice(["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"]))
    boxes = [one for one in view.boxes() if one.kind == "output"]
    for _ in range(POINTED):
        box = rng.choice(boxes)
        row, column = rng.randrange(box.rows), rng.randrange(box.columns)
        words = view.point(box, row, column)
        if box.cell >= 2:
            assert f"row {row}, column {column}: " in words
        yield words


def turn_to_case(case: Case, page: Page, core: Core, rng: random.Random) -> LinkedView:
    """Show the case's link, on any cell, and wait for the terms that only it has."""
    view = LinkedView(page, *core.shown)
    rows, columns = core.shown[0].size
    cell = rng.randrange(rows), rng.randrange(columns)
    visit(page, case.link(cell))
    expect(view.status).to_contain_text(f"row {cell[0]}, column {cell[1]}: ")
    title = f"{core.shown[0].picture.title} under "
    expect(view.stage).to_have_attribute("aria-label", re.compile(re.escape(title)))
    for _ in range(100):
        said = read_formula(view.words())
        if said.cell == cell and core.agrees(said):
            break
        page.wait_for_timeout(50)
    return view


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_printed_terms_add_up_to_the_printed_result(case: Case, visitor: Page) -> None:
    core, rng = Core(case.shown(), case.times), random.Random(str(case))
    view = turn_to_case(case, visitor, core, rng)
    assert visitor.get_by_test_id("stAlert").count() == 0, "the link did not show what it says"
    covered = 0
    for words in sayings(view, rng):
        said = read_formula(words)
        assert core.agrees(said), words
        if said.result is None:
            covered += 1
            continue
        add_up(said)
        core.check_result(said)
    assert covered <= (POINTED + SCRUBBED + STEPPED) // 4, "a question covers one cell, not many"


def test_a_thousand_cells_are_added_up() -> None:
    assert len(CASES) * (POINTED + SCRUBBED + STEPPED) >= 1000


def test_a_covered_cell_shows_its_terms_and_keeps_its_result(visitor: Page) -> None:
    open_link(visitor, "/window")
    view = LinkedView(visitor, *CASES[0].shown())
    box = view.box("output")
    question = visitor.get_by_text("to the cell in row").first.inner_text()
    found = re.search(r"row (\d+), column (\d+)", question)
    assert found
    row, column = int(found[1]), int(found[2])
    said = read_formula(view.point(box, row, column))
    assert said.terms
    assert said.result is None
    visitor.get_by_role("button", name="Show the answer").click()
    expect(view.status).not_to_contain_text("?")
    shown = read_formula(view.point(box, row, column))
    assert shown.result is not None
    add_up(shown)
