"""Keras's model.summary(): its answers and parameters, worked back to each layer's kernel."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from itertools import product
from types import MappingProxyType

from cnn_core.nn.network import layer_shapes
from ui.link.settings import quoted
from ui.networks.parsers.draft import Imported
from ui.networks.parsers.inputs import USUAL_SIDES
from ui.networks.text import Piece, input_shape

INPUTS = ("Input", "InputLayer")
_SHAPE = r"[(\[]{1,2}None,([\d,\s]{0,60})[)\]]{1,2}"
_ROW = re.compile(rf"\((\w{{1,60}})\)[\s│|┃]*{_SHAPE}[\s│|┃]*([\d,]{{1,15}})")
# A narrow table breaks a row: the layer's name beside its numbers, its kind on the next line.
_BROKEN = re.compile(
    rf"^([│|┃ ]*\w+)( *[│|┃].{{0,200}}{_SHAPE}.{{0,200}})\n[│|┃ ]*(\(\w{{1,60}}\))[│|┃ ]*$", re.M
)
# An older one breaks the kind itself: "(MaxPooling2  (None, 13, 13, 32)  0" and "D)" below.
_SPLIT = re.compile(rf"\((\w{{1,60}})( +{_SHAPE}[^\n]{{0,100}})\n *(\w{{1,20}})\)[ ]*$", re.M)
_PLAIN: Mapping[str, str] = MappingProxyType(
    {
        "Flatten": "flat",
        "Dropout": "drop",
        "BatchNormalization": "bn",
        "GlobalAveragePooling2D": "gap",
        "ReLU": "relu",
        "LeakyReLU": "leaky",
        "Softmax": "softmax",
    }
)
_POOLS: Mapping[str, str] = MappingProxyType({"MaxPooling2D": "m", "AveragePooling2D": "a"})
# Sizes of kernels, the likeliest first, for an input that is not named.
USUAL_SIZES = (3, 5, 7, 11, 1, 2, 4)
USUAL_CHANNELS = (3, 1)

Shape = tuple[int, ...]


def is_summary(text: str) -> bool:
    """Tell whether a text has a row of a summary."""
    return _ROW.search(_mended(text)) is not None


def _mended(text: str) -> str:
    return _SPLIT.sub(r"(\1\4)\2", _BROKEN.sub(r"\1 \4\2", text))


def read_summary(text: str, usual_input: str) -> Imported:
    """Read a table's rows in turn; `usual_input` is tried first where none is named."""
    found = Imported()
    rows = []
    for name, size, count in _ROW.findall(_mended(text)):
        shape = tuple(int(n[:9]) for n in re.findall(r"\d+", size))
        if name in INPUTS:
            found.take_input(shape)
        else:
            rows.append((name, shape, int(count.replace(",", "") or 0)))
    if rows and not found.input:
        found.input = _likely_input(*rows[0], usual_input)
        if found.input:
            size = "×".join(found.input.split(","))
            found.notes.append(f"The summary names no input: {size} fits its first row.")
    for name, shape, count in rows:
        piece = _from_row(_shape_before(found), name, shape, count)
        if piece is None:
            found.notes.append(f"{quoted(name)} could not be worked back from its row: left out.")
        else:
            found.pieces.append(piece)
    if not {"Conv2D", "Dense", "Dropout"}.isdisjoint(name for name, _, _ in rows):
        found.notes.append(
            "A summary does not show activations inside layers, nor rates of dropout: put them in."
        )
    return found


def _from_row(before: Shape | None, name: str, shape: Shape, count: int) -> Piece | None:
    if name == "Conv2D" and len(shape) == 3 and before is not None and len(before) == 3:
        return _conv_of(before, shape, count)
    if name == "Dense" and shape:
        biased = before is None or count != before[0] * shape[-1]
        return Piece("dense", {"units": shape[-1], "bias": int(biased)})
    if name in _POOLS and before is not None and len(shape) == 3:
        return Piece(_POOLS[name], {"size": max(before[1] // max(shape[0], 1), 1)})
    return Piece(_PLAIN[name]) if name in _PLAIN else None


def _shape_before(found: Imported) -> Shape | None:
    if not found.input:
        return None
    try:
        shapes = layer_shapes([one.layer for one in found.pieces], input_shape(found.input))
    except ValueError:
        return None
    return shapes[-1]


def _conv_of(before: Shape, shape: Shape, count: int) -> Piece | None:
    """Work back from parameters (k·k·C + 1)·F, and from the sizes, to k, padding and stride."""
    rows, columns, filters = shape
    if not filters or count % filters:
        return None
    weights = count // filters
    for bias in (1, 0):
        square, rest = divmod(weights - bias, before[0])
        size = math.isqrt(max(square, 0))
        if rest or size < 1 or size * size != square:
            continue
        for stride in (1, 2, 3, 4):
            for padding in (0, size // 2):
                after = [(n + 2 * padding - size) // stride + 1 for n in before[1:]]
                if after == [rows, columns]:
                    numbers = {"filters": filters, "size": size, "stride": stride}
                    return Piece("c", {**numbers, "padding": padding, "bias": bias})
    return None


def _likely_input(name: str, shape: Shape, count: int, usual: str) -> str:
    """Return the input that a first row follows from: the usual one, or the likeliest; or none."""
    if len(shape) != 3:
        return ""
    if name not in ("Conv2D", *_POOLS):  # made denser, rescaled or normalised: as large as before
        channels = count // max(shape[2], 1) - 1 if name == "Dense" else shape[2]
        return f"{shape[0]},{shape[1]},{max(channels, 1)}"
    for one in [usual, *_inputs_of_conv(shape, count)] if name == "Conv2D" else [usual]:
        before = input_shape(one)
        piece = _from_row(before, name, shape, count)
        if piece is not None and layer_shapes([piece.layer], before)[-1] == _first(shape):
            return one
    return ""


def _first(shape: Shape) -> Shape:
    """Turn (rows, columns, channels) into (channels, rows, columns)."""
    return shape[2], shape[0], shape[1]


def _inputs_of_conv(shape: Shape, count: int) -> Iterator[str]:
    """List the inputs a convolution's row may have had, the likeliest first."""
    rows, columns, filters = shape
    for size, channels in product(USUAL_SIZES, USUAL_CHANNELS):
        if count not in [(size * size * channels + bias) * filters for bias in (0, 1)]:
            continue
        for more in sorted((size - 1, 0), key=lambda more: _rank(rows + more)):
            yield f"{rows + more},{columns + more},{channels}"


def _rank(side: int) -> int:
    return USUAL_SIDES.index(side) if side in USUAL_SIDES else len(USUAL_SIDES)
