"""A linked view as its reader has it: where its cells are, what it says, what it has drawn."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import (
    FloatRect,
    Locator,
    Page,
    TimeoutError,
)

from tests.browser.tabs import PATIENCE, visit
from ui.models.convolution import Convolution
from ui.views.bundle import bundle

VIEW = Path(__file__).parents[2] / "ui" / "views" / "linked_view"
LAYOUT = bundle(VIEW / "layout.js")
# The view's own layout says where cells are; what is there is for the tests to find out.
BOXES = f"""(stage, scene) => {{
{LAYOUT}
const height = canvasHeight(scene, innerHeight)
return layOut(scene, stage.clientWidth, height, 1, {{ r: 0, c: 0 }}).boxes
}}"""

# Reads the words at the end of the next frame, which shows what the last event did; but not that a
# cell is held, which stands behind every kind of sentence.
WORDS = """status => new Promise(go => requestAnimationFrame(() => {
    const said = status.cloneNode(true)
    said.querySelector(".held")?.remove()
    go(said.textContent)
}))"""

# Keeps what each canvas has written since it was last wiped, the only way to read a canvas.
LISTEN = """() => {
    const { fillText, clearRect } = CanvasRenderingContext2D.prototype
    window.written = new Map()
    CanvasRenderingContext2D.prototype.fillText = function (text, x, y, ...rest) {
        if (!window.written.has(this)) window.written.set(this, [])
        window.written.get(this).push([text, x, y])
        return fillText.call(this, text, x, y, ...rest)
    }
    CanvasRenderingContext2D.prototype.clearRect = function (x, y, ...room) {
        if (x === 0 && y === 0) window.written.delete(this)
        return clearRect.call(this, x, y, ...room)
    }
}"""


@dataclass(frozen=True)
class Box:
    """One grid on the canvas, in CSS pixels from the canvas's corner."""

    kind: str
    index: int
    x: float
    y: float
    cell: float
    rows: int
    columns: int

    def centre(self, row: int, column: int) -> tuple[float, float]:
        return self.x + (column + 0.5) * self.cell, self.y + (row + 0.5) * self.cell

    def cell_at(self, x: float, y: float) -> tuple[int, int] | None:
        row, column = int((y - self.y) // self.cell), int((x - self.x) // self.cell)
        inside = 0 <= row < self.rows and 0 <= column < self.columns
        return (row, column) if inside else None


class LinkedView:
    """The linked view of an open page, showing one convolution or the several of a layer."""

    def __init__(self, page: Page, *shown: Convolution) -> None:
        self.page = page
        self.shown = shown
        self.stage = page.locator(".linked-view .stage")
        self.canvas = page.locator(".linked-view canvas")
        self.status = page.locator(".linked-view [role=status]")
        self.place = page.locator(".linked-view .place")
        self.scrub = page.locator(".linked-view .scrub")
        self.editor = page.locator(".linked-view .editor")

    def button(self, name: str) -> Locator:
        return self.page.locator(f".linked-view .{name}")

    def words(self) -> str:
        return str(self.status.evaluate(WORDS))

    def boxes(self) -> list[Box]:
        found: list[dict[str, Any]] = self.stage.evaluate(BOXES, _geometry(self.shown))
        names = ("kind", "index", "x", "y", "cell", "rows", "columns")
        return [Box(**{name: one[name] for name in names}) for one in found]

    def box(self, kind: str, index: int = 0) -> Box:
        return next(b for b in self.boxes() if (b.kind, b.index) == (kind, index))

    def corner(self) -> FloatRect:
        bounds = self.canvas.bounding_box()
        assert bounds is not None
        return bounds

    def point(self, box: Box, row: int, column: int) -> str:
        """Move the pointer over a cell and return what the view then says."""
        self.page.mouse.move(*self.place_of(box, row, column))
        return self.words()

    def place_of(self, box: Box, row: int, column: int) -> tuple[float, float]:
        corner, (x, y) = self.corner(), box.centre(row, column)
        return corner["x"] + x, corner["y"] + y

    def press(self, key: str) -> str:
        """Press a key on the canvas and return what the view then says."""
        self.stage.press(key)
        return self.words()

    def listen(self) -> None:
        """Keep what is written on the canvases from now on, and have all of it written anew."""
        self.page.evaluate(LISTEN)
        self.redraw()

    def redraw(self) -> None:
        self.stage.evaluate("stage => { stage.style.marginRight = '1px' }")
        self.words()
        self.stage.evaluate("stage => { stage.style.marginRight = '' }")
        self.words()

    def written(self, kind: str, index: int = 0) -> dict[tuple[int, int], str]:
        """Return the texts written in the cells of a grid (after `listen`)."""
        box = self.box(kind, index)
        calls = self.page.evaluate("() => [...window.written.values()].flat()")
        texts = {box.cell_at(x, y): text for text, x, y in calls}
        return {cell: text for cell, text in texts.items() if cell is not None}

    def rows(self, kind: str = "output") -> list[list[str]]:
        """Return a grid's numbers as they are written (after `listen`)."""
        box, written = self.box(kind), self.written(kind)
        return [[written.get((r, c), "") for c in range(box.columns)] for r in range(box.rows)]


def _geometry(shown: Sequence[Convolution]) -> dict[str, Any]:
    """Return what a layout depends on, by the names the view uses."""
    first = shown[0]
    rows, columns = first.picture.pixels.shape[1:]
    return {
        "channels": 1,
        "filters": len(shown),
        "rows": rows,
        "columns": columns,
        "kernelRows": first.kernel.shape[0],
        "kernelColumns": first.kernel.shape[1],
        "outputRows": first.size[0],
        "outputColumns": first.size[1],
        "padding": [list(sides) for sides in first.amounts],
        "stride": [first.stride] * 2,
        "dilation": [first.dilation] * 2,
    }


MINUS = "−"
_PLAIN = r"\d+(?:\.\d+)?"
_FACTOR = rf"(?:{_PLAIN}|\({MINUS}{_PLAIN}\))"
_TERM = rf"{_FACTOR}·{_FACTOR}"
_RESULT = rf"{MINUS}?{_PLAIN}"
_FORMULA = re.compile(
    rf"(?:(?P<map>.+), )?row (?P<row>\d+), column (?P<column>\d+): "
    rf"(?P<open>\()?(?P<terms>{_TERM}(?: \+ {_TERM})*)(?:\) / (?P<divisor>\d+))?"
    rf" = (?:(?P<asked>\?)|(?P<total>{_RESULT})"
    rf"(?: / (?P<below>\d+) (?P<sign>[=≈]) (?P<result>{_RESULT}))?)"
    rf"(?: \((?P<notes>[^()]+)\))?"
)


@dataclass(frozen=True)
class Formula:
    """The printed formula of one cell, every number exactly as printed."""

    text: str
    map: str | None
    cell: tuple[int, int]
    terms: list[tuple[Fraction, Fraction]] = field(repr=False)  # value and weight as printed
    divisor: int = 1  # of the weights, where it is printed under the sum
    total: Fraction | None = None  # None where a question hides it
    exact: bool = True
    result: Fraction | None = None
    rounding: Fraction = Fraction(0)  # half a unit of the last digit that is kept
    left_out: int = 0  # products with the weight 0

    @property
    def values(self) -> list[Fraction]:
        return [value for value, _ in self.terms]

    @property
    def weights(self) -> list[Fraction]:
        return [weight / self.divisor for _, weight in self.terms]


def number(text: str) -> Fraction:
    """Read one printed number exactly.

    >>> number("(−0.5)"), number("12")
    (Fraction(-1, 2), Fraction(12, 1))
    """
    return Fraction(text.strip("()").replace(MINUS, "-"))


def read_formula(text: str) -> Formula:
    """Read a formula as a reader with pencil and paper does; whatever else it holds is an error.

    >>> read_formula("row 0, column 1: 3·1 + 4·(−2) = −5").terms
    [(Fraction(3, 1), Fraction(1, 1)), (Fraction(4, 1), Fraction(-2, 1))]
    >>> read_formula("row 0, column 1: 3·1 = 3 (48 products with the weight 0 left out)").left_out
    48
    """
    found = _FORMULA.fullmatch(text)
    assert found, f"not a formula: {text!r}"
    part = found.groupdict()
    assert bool(part["open"]) == bool(part["divisor"]), f"half a bracket: {text!r}"
    terms = [tuple(map(number, term.split("·"))) for term in part["terms"].split(" + ")]
    printed = part["result"] or part["total"]
    if part["total"]:
        assert part["below"] == part["divisor"], f"divided by something else: {text!r}"
    notes = part["notes"] or ""
    kept = re.match(r"rounded to (\d+) decimals(?:; |$)", notes)
    assert (part["sign"] == "≈") == bool(kept), f"rounding unsaid: {text!r}"
    less = re.search(r"(?:^|; )(\d+) products? with the weight 0 left out$", notes)
    assert ((kept and kept[0]) or "") + ((less and less[0].removeprefix("; ")) or "") == notes, text
    return Formula(
        text,
        part["map"],
        (int(part["row"]), int(part["column"])),
        [(value, weight) for value, weight in terms],
        int(part["divisor"] or 1),
        number(part["total"]) if part["total"] else None,
        part["sign"] != "≈",
        number(printed) if printed else None,
        Fraction(1, 2 * 10 ** int(kept[1])) if kept else Fraction(0),
        int(less[1]) if less else 0,
    )


def open_link(page: Page, link: str) -> None:
    """Open a link as a new visitor, with all controls in sight."""
    visit(page, link, anew=True)
    open_more(page)


def show_link(page: Page, link: str) -> None:
    """Turn to a link, where the app is open, as the visitor of the last test; else open it."""
    visit(page, link)
    open_more(page)


def open_more(page: Page) -> None:
    """Open what holds the controls of later lessons, where the page has it and it is closed."""
    closed = page.locator(".st-key-more details:not([open]) summary")
    if closed.count():
        closed.click()
        # It grows for half a second and scrolls inside meanwhile, which closes a list just opened.
        page.wait_for_function(
            "() => [...document.querySelectorAll('.st-key-more details')].every(box =>"
            " box.open && !box.getAnimations({ subtree: true }).length && !box.scrollTop)"
        )


def setting(page: Page, name: str) -> str | None:
    """Return what the address says, None where it leaves the name out."""
    return parse_qs(urlsplit(page.url).query).get(name, [None])[0]


def expect_setting(page: Page, name: str, value: str | None) -> None:
    """Wait until the address says so."""
    says = "([name, value]) => new URLSearchParams(location.search).get(name) === value"
    try:
        page.wait_for_function(says, arg=[name, value], timeout=PATIENCE)
    except TimeoutError:
        assert setting(page, name) == value, name
