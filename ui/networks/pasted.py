"""Read a network from pasted text: PyTorch's or Keras's code, PyTorch's print, Keras's summary.

The text is a stranger's: it is looked through for layers that are known, and never evaluated.
"""

from __future__ import annotations

import ast
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from cnn_core.network import layer_shapes
from ui.networks.text import MOST_LAYERS, Piece, input_shape, nearest
from ui.setting_kinds import quoted

LONGEST_TEXT = 50_000  # characters
_CALL = re.compile(r"([A-Za-z_][A-Za-z0-9_.]*)\s*\(")
_ROW = re.compile(r"\((\w+)\)[\s│|┃]*[(\[]+\s*None,\s*([\d,\s]*)[)\]]+[\s│|┃]*([\d,]+)")


@dataclass
class Imported:
    """What a text says: its layers, its input as "rows,columns,channels" if it names one."""

    pieces: list[Piece] = field(default_factory=list)
    input: str = ""
    notes: list[str] = field(default_factory=list)


class Arguments:
    """The arguments of one call in a text, by place and by name; only plain values count."""

    def __init__(self, call: ast.Call) -> None:
        self.places = [_plain(one) for one in call.args]
        self.names = {one.arg: _plain(one.value) for one in call.keywords if one.arg}

    def get(self, place: int, *names: str, usual: Any = None) -> Any:
        """Return an argument, by its place or one of its names."""
        for name in names:
            if name in self.names:
                return self.names[name]
        return self.places[place] if 0 <= place < len(self.places) else usual


def read_any(text: str) -> Imported:
    """Find the layers in a text. Errors: there are none, or too many characters."""
    if len(text) > LONGEST_TEXT:
        raise ValueError(
            f"that text has {len(text):,} characters: paste only the network, at most "
            f"{LONGEST_TEXT:,}"
        )
    found = _summary(text) if _ROW.search(text) else _calls(text)
    if not found.pieces:
        raise ValueError(
            "no layer was found: paste nn.Sequential(...) or its print, keras.Sequential([...]) "
            "or model.summary()"
        )
    if len(found.pieces) > MOST_LAYERS:
        found.notes.append(f"Of {len(found.pieces)} layers the first {MOST_LAYERS} are shown.")
        del found.pieces[MOST_LAYERS:]
    near = [nearest(piece) for piece in found.pieces]
    for asked, got in zip(found.pieces, near, strict=True):
        if asked.numbers != got.numbers:
            found.notes.append(f"{asked.text} became {got.text}: the nearest that is allowed.")
    found.pieces = near
    return found


# ---- code, and PyTorch's print


def _calls(text: str) -> Imported:
    found = Imported()
    unknown = []
    for match in _CALL.finditer(text):
        name = match[1].split(".")[-1]
        known = name in _PYTORCH or name in _KERAS or name in _INPUTS
        if not known:
            # What holds layers is no layer; what looks like one is worth a word.
            if match[1].startswith(("nn.", "layers.")) and name not in _HOLDERS:
                unknown.append(name)
            continue
        arguments = _arguments(text, match.end())
        if arguments is None:
            found.notes.append(f"{name}(…) has no end, and is left out.")
            continue
        size = arguments.get(0 if name in _INPUTS else -1, "shape", "input_shape")
        if isinstance(size, tuple) and len(size) == 3 and all(type(n) is int for n in size):
            found.input = ",".join(map(str, size))
        if name in _INPUTS:
            continue
        make = _PYTORCH.get(name) or _KERAS[name]
        try:
            found.pieces += make(arguments, found.notes)
        except (TypeError, ValueError):
            found.notes.append(f"{name}: its numbers could not be read, and it is left out.")
    if unknown:
        listed = quoted(", ".join(dict.fromkeys(unknown)), 100)
        found.notes.append(f"Not known here, and left out: {listed}.")
    return found


def _arguments(text: str, start: int) -> Arguments | None:
    """Read what stands between a call's parentheses; None if they do not close."""
    depth, end = 1, start
    while end < len(text) and depth:
        depth += {"(": 1, ")": -1}.get(text[end], 0)
        end += 1
    if depth:
        return None
    try:
        call = ast.parse(f"f({text[start : end - 1]})", mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        call = ast.parse("f()", mode="eval").body
    return Arguments(call) if isinstance(call, ast.Call) else None


def _plain(node: ast.expr) -> Any:
    """Return a number, text or tuple of them; None for anything that would have to be computed."""
    try:
        value = ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError, RecursionError, MemoryError):
        return None
    return tuple(value) if isinstance(value, list) else value


Make = Callable[[Arguments, list[str]], list[Piece]]


def _whole(value: Any, what: str, notes: list[str], usual: int | None = None) -> int:
    """Return one whole number; of a pair the first, with a word if they differ."""
    if value is None and usual is not None:
        return usual
    if isinstance(value, tuple) and value:
        if len(set(value)) > 1:
            notes.append(f"{what} {value} is not the same both ways: taken as {value[0]}.")
        value = value[0]
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(what)
    return value


def _torch_conv(given: Arguments, notes: list[str]) -> list[Piece]:
    size = _whole(given.get(2, "kernel_size"), "kernel size", notes)
    dilation = _whole(given.get(5, "dilation"), "dilation", notes, 1)
    padding = given.get(4, "padding", usual=0)
    if padding == "same":
        padding = _same(size, dilation, 1, notes)
    elif padding == "valid":
        padding = 0
    numbers = {
        "filters": _whole(given.get(1, "out_channels"), "filters", notes),
        "size": size,
        "stride": _whole(given.get(3, "stride"), "stride", notes, 1),
        "padding": _whole(padding, "padding", notes, 0),
        "dilation": dilation,
        "groups": _whole(given.get(6, "groups"), "groups", notes, 1),
        "bias": int(given.get(7, "bias", usual=True) is not False),
    }
    return [Piece("c", numbers)]


def _torch_pool(kind: str) -> Make:
    def make(given: Arguments, notes: list[str]) -> list[Piece]:
        size = _whole(given.get(0, "kernel_size"), "window", notes)
        stride = _whole(given.get(1, "stride"), "stride", notes, size)
        padding = _whole(given.get(2, "padding"), "padding", notes, 0)
        return [Piece(kind, {"size": size, "stride": stride, "padding": padding})]

    return make


def _torch_dense(given: Arguments, notes: list[str]) -> list[Piece]:
    units = _whole(given.get(1, "out_features"), "units", notes)
    bias = int(given.get(2, "bias", usual=True) is not False)
    return [Piece("dense", {"units": units, "bias": bias})]


def _torch_adaptive(given: Arguments, notes: list[str]) -> list[Piece]:
    size = given.get(0, "output_size")
    if size not in (1, (1, 1)):
        notes.append(f"AdaptiveAvgPool2d({size}) is left out: only a size of 1 is known here.")
        return []
    return [Piece("gap")]


def _dropout(given: Arguments, notes: list[str]) -> list[Piece]:
    rate = given.get(0, "p", "rate", usual=0.5)
    if isinstance(rate, bool) or not isinstance(rate, int | float):
        raise TypeError("rate")
    return [Piece("drop", {"percent": round(100 * min(max(rate, 0), 1))})]


def _alone(kind: str) -> Make:
    return lambda given, notes: [Piece(kind)]


def _same(size: int, dilation: int, stride: int, notes: list[str]) -> int:
    covered = dilation * (size - 1)
    if stride > 1 or covered % 2:
        notes.append(
            f"“Same” of a {size}×{size} window with stride {stride} pads one side more than the "
            f"other: taken as {covered // 2} on both."
        )
    return covered // 2


def _after(given: Arguments, place: int, notes: list[str]) -> list[Piece]:
    """Return the activation that a Keras layer names."""
    name = given.get(place, "activation")
    if name in (None, "linear"):
        return []
    if name not in _ACTIVATIONS:
        notes.append(f"The activation “{quoted(str(name))}” is not known here, and left out.")
        return []
    return [Piece(_ACTIVATIONS[name])]


def _keras_padding(
    given: Arguments, size: int, dilation: int, stride: int, notes: list[str]
) -> int:
    return _same(size, dilation, stride, notes) if given.get(3, "padding") == "same" else 0


def _keras_conv(given: Arguments, notes: list[str]) -> list[Piece]:
    size = _whole(given.get(1, "kernel_size"), "kernel size", notes)
    stride = _whole(given.get(2, "strides"), "stride", notes, 1)
    dilation = _whole(given.get(5, "dilation_rate"), "dilation", notes, 1)
    numbers = {
        "filters": _whole(given.get(0, "filters"), "filters", notes),
        "size": size,
        "stride": stride,
        "padding": _keras_padding(given, size, dilation, stride, notes),
        "dilation": dilation,
        "groups": _whole(given.get(6, "groups"), "groups", notes, 1),
        "bias": int(given.get(8, "use_bias", usual=True) is not False),
    }
    return [Piece("c", numbers), *_after(given, 7, notes)]


def _keras_pool(kind: str) -> Make:
    def make(given: Arguments, notes: list[str]) -> list[Piece]:
        size = _whole(given.get(0, "pool_size"), "window", notes, 2)
        stride = _whole(given.get(1, "strides"), "stride", notes, size)
        if given.get(2, "padding") == "same":
            notes.append("“Same” of a pooling is taken as no padding.")
        return [Piece(kind, {"size": size, "stride": stride})]

    return make


def _keras_dense(given: Arguments, notes: list[str]) -> list[Piece]:
    units = _whole(given.get(0, "units"), "units", notes)
    bias = int(given.get(2, "use_bias", usual=True) is not False)
    return [Piece("dense", {"units": units, "bias": bias}), *_after(given, 1, notes)]


_ACTIVATIONS: Mapping[str, str] = MappingProxyType(
    {
        "relu": "relu",
        "leaky_relu": "leaky",
        "sigmoid": "sigmoid",
        "tanh": "tanh",
        "gelu": "gelu",
        "softmax": "softmax",
    }
)
_BOTH: Mapping[str, Make] = MappingProxyType(
    {
        "ReLU": _alone("relu"),
        "LeakyReLU": _alone("leaky"),
        "Softmax": _alone("softmax"),
        "Dropout": _dropout,
        "Flatten": _alone("flat"),
    }
)
_PYTORCH: Mapping[str, Make] = MappingProxyType(
    {
        "Conv2d": _torch_conv,
        "MaxPool2d": _torch_pool("m"),
        "AvgPool2d": _torch_pool("a"),
        "AdaptiveAvgPool2d": _torch_adaptive,
        "Linear": _torch_dense,
        "BatchNorm1d": _alone("bn"),
        "BatchNorm2d": _alone("bn"),
        "Sigmoid": _alone("sigmoid"),
        "Tanh": _alone("tanh"),
        "GELU": _alone("gelu"),
        "Dropout2d": _dropout,
        **_BOTH,
    }
)
_KERAS: Mapping[str, Make] = MappingProxyType(
    {
        "Conv2D": _keras_conv,
        "MaxPooling2D": _keras_pool("m"),
        "MaxPool2D": _keras_pool("m"),
        "AveragePooling2D": _keras_pool("a"),
        "AvgPool2D": _keras_pool("a"),
        "GlobalAveragePooling2D": _alone("gap"),
        "Dense": _keras_dense,
        "BatchNormalization": _alone("bn"),
        "Activation": lambda given, notes: _after(given, 0, notes),
        **_BOTH,
    }
)
_INPUTS = ("Input", "InputLayer")
_HOLDERS = ("Sequential", "Module", "ModuleList")


# ---- Keras's summary


def _summary(text: str) -> Imported:
    """Read a table that names each layer's answer and parameters, and work back to its kernel."""
    found = Imported()
    for name, size, count in _ROW.findall(text):
        shape = tuple(int(n) for n in re.findall(r"\d+", size))
        parameters = int(count.replace(",", ""))
        if name in _INPUTS:
            if len(shape) == 3:
                found.input = ",".join(map(str, shape))
            continue
        piece = _from_row(found, name, shape, parameters)
        if piece is None:
            found.notes.append(f"{quoted(name)} could not be worked back from its row: left out.")
        else:
            found.pieces.append(piece)
    if found.pieces and not found.input:
        found.notes.append("The summary names no input: this is the one chosen here.")
    return found


def _from_row(found: Imported, name: str, shape: tuple[int, ...], count: int) -> Piece | None:
    before = _shape_before(found)
    if name == "Conv2D" and len(shape) == 3 and before is not None and len(before) == 3:
        return _conv_of(before, shape, count)
    if name == "Dense" and shape:
        return Piece("dense", {"units": shape[-1]})
    if name in ("MaxPooling2D", "AveragePooling2D") and before is not None and len(shape) == 3:
        size = before[1] // max(shape[0], 1)
        return Piece("m" if name.startswith("Max") else "a", {"size": max(size, 1)})
    plain = {
        "Flatten": "flat",
        "Dropout": "drop",
        "BatchNormalization": "bn",
        "GlobalAveragePooling2D": "gap",
        "ReLU": "relu",
        "LeakyReLU": "leaky",
        "Softmax": "softmax",
    }
    return Piece(plain[name]) if name in plain else None


def _shape_before(found: Imported) -> tuple[int, ...] | None:
    if not found.input:
        return None
    try:
        shapes = layer_shapes([one.layer for one in found.pieces], input_shape(found.input))
    except ValueError:
        return None
    return shapes[-1]


def _conv_of(before: tuple[int, ...], shape: tuple[int, ...], count: int) -> Piece | None:
    """Work back from parameters (k·k·C + 1)·F, and from the sizes, to k, padding and stride."""
    rows, _, filters = shape
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
                if (before[1] + 2 * padding - size) // stride + 1 == rows:
                    numbers = {"filters": filters, "size": size, "stride": stride}
                    return Piece("c", {**numbers, "padding": padding, "bias": bias})
    return None
