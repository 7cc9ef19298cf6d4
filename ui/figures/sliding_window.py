"""The window of a linked view as a film: it goes over the input, and the map fills."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from ui.figures.film import (
    AMBER,
    INK,
    LINE,
    SOFT,
    TEAL,
    VIOLET,
    WHITE,
    Film,
    Sheet,
    chosen,
    gif,
    grey,
    number,
    signed,
)
from ui.views.linked_view import NAME
from ui.views.pack import unpacked
from ui.views.shown_views import Shown

WIDE, TALL = 960, 420
TOP, ROOM = 44, 300  # px above the grids, and the side of the largest
READABLE = 22  # px of a cell that has a number
MOST_PLANES = 4
MOST_TERMS = 9  # of a sum that is written out
LETTER = 8.5  # px of a letter of a title
LONGEST = 100  # letters of the line below
MODES = {"zeros": "constant", "constant": "constant", "replicate": "edge", "circular": "wrap"}


@dataclass(frozen=True, eq=False)
class Sliding:
    """One map and what its windows read, in the numbers that are printed."""

    planes: NDArray[Any]  # (C, H, W), padded
    inside: tuple[int, int, int, int]  # rows and columns of the image in them: top, left, H, W
    weights: NDArray[Any] | None  # (C, kh, kw); None where a window becomes a number without
    map: NDArray[Any]  # (H', W')
    window: tuple[int, int]
    stride: tuple[int, int]
    dilation: tuple[int, int]
    bias: float
    way: str  # what a window becomes without weights: "max"
    titles: tuple[str, str, str]
    white: float
    limit: float  # the value of the strongest colour of the map
    is_grey: bool  # the map is a picture again

    def read(self, row: int, column: int) -> NDArray[Any]:
        """Return what one cell of the map reads: (C, kh, kw)."""
        rows = row * self.stride[0] + np.arange(self.window[0]) * self.dilation[0]
        columns = column * self.stride[1] + np.arange(self.window[1]) * self.dilation[1]
        return np.asarray(self.planes[:, rows[:, None], columns])


def slides(view: Shown) -> bool:
    """Tell whether a view has a window that can be shown going over its input."""
    if view.parts.name != NAME or not isinstance(view.data, bytes):
        return False
    meta, arrays = unpacked(view.data)
    pooled = meta.get("answer") == "window"
    summed = meta.get("after") == "" and meta["groups"] == 1
    return (pooled or summed) and len(arrays["image"]) <= MOST_PLANES


def film(view: Shown, *, comma: bool = False) -> Film:
    """Draw the film of a view that `slides`."""
    shown = sliding(view)
    ground, boxes = _ground(shown, comma=comma)
    rows, columns = shown.map.shape
    places = chosen(rows * columns)
    frames: list[Image.Image] = []
    done = -1
    for k, place in enumerate(places):
        _fill(ground, shown, boxes[2], range(done + 1, place + 1))
        done = place
        sheet = ground.copy()
        _mark(sheet, shown, boxes, divmod(place, columns))
        frames.append(sheet.image)
        yield 0.9 * (k + 1) / len(places)
    return gif(frames)


def sliding(view: Shown) -> Sliding:
    """Return what a view shows of the map that its cell is chosen in."""
    meta, arrays = unpacked(view.data)
    if meta.get("answer"):
        return _pooled(meta, arrays)
    f = meta["start"][0]
    unit = 10 ** meta["inputPlaces"]
    divisor = meta["divisors"][f]
    (above, below), (left, right) = meta["padding"]
    image = arrays["image"].astype(np.float64) / unit
    mode: Any = MODES.get(meta["mode"], meta["mode"])
    more = {"constant_values": meta["fill"] / unit} if mode == "constant" else {}
    padded = np.pad(image, [(0, 0), (above, below), (left, right)], mode=mode, **more)
    weights = arrays["weights"][f] / divisor
    return Sliding(
        planes=padded,
        inside=(above, left, *image.shape[1:]),
        weights=weights,
        map=arrays["maps"][f] / (divisor * unit),
        window=weights.shape[1:],
        stride=tuple(meta["stride"]),
        dilation=tuple(meta["dilation"]),
        bias=meta["biases"][f] / (divisor * unit) if meta["biases"] else 0.0,
        way="",
        titles=(meta["inputTitles"][0], "kernel", meta["outputTitles"][f]),
        white=meta["white"] / unit,
        limit=meta["limit"] / unit if unit > 1 else meta["limit"],
        is_grey=bool(meta["greyMaps"][min(f, len(meta["greyMaps"]) - 1)]),
    )


def _pooled(meta: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]) -> Sliding:
    image = arrays["image"] / meta["inputDivisor"]
    return Sliding(
        planes=image,
        inside=(0, 0, *image.shape[1:]),
        weights=None,
        map=arrays["maps"][0] / meta["divisors"][0],
        window=tuple(meta["window"]),
        stride=tuple(meta["stride"]),
        dilation=(1, 1),
        bias=0.0,
        way=meta["answerName"],
        titles=(meta["inputTitles"][0], meta["kernelTitles"][0], meta["outputTitles"][0]),
        white=meta["white"] / meta["inputDivisor"],
        limit=meta["mapWhite"],
        is_grey=bool(meta["greyMaps"][0]),
    )


Box = tuple[float, float, float]  # left, top, and the side of a cell


def _ground(shown: Sliding, *, comma: bool) -> tuple[Sheet, tuple[list[Box], list[Box], Box]]:
    """Draw what stays, and return where the inputs, the kernels and the map are."""
    sheet = Sheet(WIDE, TALL, comma=comma)
    count, rows, columns = shown.planes.shape
    gap = 12
    room = (ROOM - gap * (count - 1)) / count
    cell = _side(min(room / rows, ROOM / columns))
    inputs = [(24.0, TOP + k * (rows * cell + gap), cell) for k in range(count)]
    kh, kw = shown.window
    side = _side(min(room / kh, 200 / kw, 66))
    middle = 24 + columns * cell + max(40, (330 - columns * cell))
    kernels = [(middle, TOP + k * (kh * side + gap), side) for k in range(count)]
    high, wide = shown.map.shape
    named = _short(shown.titles[1], 26)
    right = middle + max(kw * side + 60, LETTER * len(named) + 24)
    own = _side(min(ROOM / high, (WIDE - 24 - right) / wide, cell if cell >= READABLE else 99))
    sheet.write(24, 24, _short(shown.titles[0], 40), 14, INK)
    sheet.write(middle, 24, named, 14, VIOLET)
    sheet.write(right, 24, _short(shown.titles[2], 36), 14, TEAL)
    top, left, inner, across = shown.inside
    for plane, (x, y, _) in zip(shown.planes, inputs, strict=True):
        colours = grey(plane, shown.white) if plane.min() >= 0 else signed(plane, shown.white)
        _cells(sheet, plane, colours, (x, y, cell))
        sheet.frame((x + left * cell, y + top * cell, across * cell, inner * cell), SOFT)
    sheet.frame((right, TOP, wide * own, high * own), LINE)
    return sheet, (inputs, kernels, (right, float(TOP), own))


def _side(side: float) -> float:
    return float(int(side)) if side >= 4 else side


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _cells(sheet: Sheet, values: NDArray[Any], colours: NDArray[np.uint8], box: Box) -> None:
    """Draw a grid, with its numbers where there is room."""
    x, y, cell = box
    rows, columns = values.shape
    sheet.pixels(colours, (x, y, columns * cell, rows * cell))
    if cell < READABLE:
        return
    for (r, c), value in np.ndenumerate(values):
        _one(sheet, number(value), colours[r, c], (x + c * cell, y + r * cell, cell))


def _one(sheet: Sheet, text: str, colour: NDArray[np.uint8], box: Box) -> None:
    x, y, cell = box
    dark = float(colour @ [0.299, 0.587, 0.114]) < 140
    sheet.frame((x, y, cell, cell), LINE)
    size = min(15, cell * 0.45, (cell - 4) / (0.62 * len(text)))
    if size >= 6:
        ink = WHITE if dark else INK
        sheet.write(x + cell / 2, y + cell / 2, text, size, ink, "mm")


def _fill(sheet: Sheet, shown: Sliding, box: Box, places: range) -> None:
    """Put cells of the map where they belong."""
    x, y, cell = box
    columns = shown.map.shape[1]
    colours = grey(shown.map, shown.limit or 1) if shown.is_grey else None
    colours = signed(shown.map, shown.limit) if colours is None else colours
    for place in places:
        r, c = divmod(place, columns)
        left, top = x + c * cell, y + r * cell
        end = (max(left, left + cell - 1), max(top, top + cell - 1))
        sheet.pen.rectangle((left, top, *end), fill=tuple(int(one) for one in colours[r, c]))
        if cell >= READABLE:
            _one(sheet, number(shown.map[r, c]), colours[r, c], (left, top, cell))


def _mark(
    sheet: Sheet,
    shown: Sliding,
    boxes: tuple[list[Box], list[Box], Box],
    at: tuple[int, int],
) -> None:
    """Draw the window, its products, the cell that they make, and the sum in words."""
    inputs, kernels, (mx, my, own) = boxes
    row, column = at
    kh, kw = shown.window
    read = shown.read(row, column)
    for k, ((x, y, cell), (kx, ky, side)) in enumerate(zip(inputs, kernels, strict=True)):
        left = x + column * shown.stride[1] * cell
        top = y + row * shown.stride[0] * cell
        wide = ((kw - 1) * shown.dilation[1] + 1) * cell
        high = ((kh - 1) * shown.dilation[0] + 1) * cell
        sheet.frame((left - 1, top - 1, wide + 2, high + 2), AMBER, 3)
        if max(shown.dilation) > 1 and cell >= 6:
            for r in range(kh):
                for c in range(kw):
                    place = (
                        left + c * shown.dilation[1] * cell,
                        top + r * shown.dilation[0] * cell,
                    )
                    sheet.frame((*place, cell, cell), AMBER, 2)
        _kernel(sheet, shown, k, read[k], (kx, ky, side))
        sheet.pen.line((left + wide, top, kx, ky), fill=AMBER)
        sheet.pen.line((left + wide, top + high, kx, ky + kh * side), fill=AMBER)
    x, y = mx + column * own, my + row * own
    sheet.frame((x - 1, y - 1, own + 2, own + 2), AMBER, 3)
    sheet.write(24, TALL - 36, _sentence(shown, read, at), 15)


def _kernel(sheet: Sheet, shown: Sliding, k: int, read: NDArray[Any], box: Box) -> None:
    x, y, side = box
    kh, kw = read.shape
    if shown.weights is None:
        _cells(sheet, read, grey(read, shown.white), box)
    else:
        weights = shown.weights[k]
        largest = float(np.abs(shown.weights).max()) or 1.0
        colours = signed(weights, largest / 0.45, VIOLET)
        sheet.pixels(colours, (x, y, kw * side, kh * side))
        for (r, c), weight in np.ndenumerate(weights):
            text = f"{number(float(read[r, c]))}·{_bracketed(weight)}"
            if side < 2 * READABLE or len(text) * 5 > side:
                text = number(weight)
            if side >= READABLE:
                _one(sheet, text, colours[r, c], (x + c * side, y + r * side, side))
    sheet.frame((x, y, kw * side, kh * side), AMBER, 2)


def _bracketed(weight: float) -> str:
    return f"({number(weight)})" if weight < 0 else number(weight)


def _sentence(shown: Sliding, read: NDArray[Any], at: tuple[int, int]) -> str:
    row, column = at
    place = f"row {row}, column {column}: "
    result = number(shown.map[at])
    if shown.weights is None:
        if read.size > MOST_TERMS:
            return f"{place}{shown.way} of {read.size} numbers = {result}"
        return f"{place}{shown.way}({', '.join(number(one) for one in read.flat)}) = {result}"
    bias = f" + {number(shown.bias)}" if shown.bias else ""
    terms = zip(read.flat, shown.weights.flat, strict=True)
    told = " + ".join(f"{number(value)}·{_bracketed(weight)}" for value, weight in terms)
    if read.size > MOST_TERMS or len(told) > LONGEST - len(place):
        told = f"sum of {read.size} products"
    return f"{place}{told}{bias} = {result}"
