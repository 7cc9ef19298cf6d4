"""The code of the lesson on stacking: the last map on screen as `result`, in each framework."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from cnn_core.kernels import CORNERS, SIDES
from ui.code.python_source import picture_parts
from ui.lessons.stacking.model import Detector, Sides, Stacked

WINDOWS = "from numpy.lib.stride_tricks import sliding_window_view"


@dataclass(frozen=True)
class Way:
    """How a framework writes the few steps of this lesson."""

    imports: tuple[str, ...]
    slide: tuple[str, ...]  # defines slide(maps (C, H, W), kernels (F, C, kh, kw))
    relu: str  # with {0}
    array: str  # makes the framework's array of NumPy's {0}
    plain: str  # NumPy's array of the framework's {0}


WAYS: Mapping[str, Way] = MappingProxyType(
    {
        "NumPy": Way(
            ("import numpy as np", WINDOWS),
            (
                "def slide(maps, kernels):",
                "    windows = sliding_window_view(maps, kernels.shape[2:], axis=(1, 2))",
                '    return np.einsum("crsij,fcij->frs", windows, kernels)',
            ),
            "np.maximum({0}, 0)",
            "{0}",
            "{0}",
        ),
        "PyTorch": Way(
            ("import numpy as np", "import torch", "from torch.nn import functional as F"),
            (
                "def slide(maps, kernels):",
                "    return F.conv2d(maps[None], torch.from_numpy(kernels))[0]",
            ),
            "torch.relu({0})",
            "torch.from_numpy({0})",
            "{0}.numpy()",
        ),
        "Keras": Way(
            ("import numpy as np", "from keras import ops"),
            (
                "def slide(maps, kernels):  # channels come last",
                "    batch = ops.transpose(maps, (1, 2, 0))[None]",
                "    answer = ops.conv(batch, kernels.transpose(2, 3, 1, 0))",
                "    return ops.transpose(answer[0], (2, 0, 1))",
            ),
            "ops.relu({0})",
            "{0}",
            "ops.convert_to_numpy({0})",
        ),
    }
)


def stacking_code(name: str, shown: Stacked | Detector) -> str:
    """Write what is on screen in one framework: `result` (H, W), and what it is compared with."""
    way = WAYS[name]
    imports, picture = picture_parts(shown.picture)
    heads = sorted(
        {*imports, *way.imports}, key=lambda line: (line.startswith("from"), line.lower())
    )
    made = _stack(way, shown) if isinstance(shown, Stacked) else _detector(way, shown)
    blocks = [heads, picture, ["", *way.slide, ""], *made]
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _pad(margin: Sides) -> str:
    (above, below), (left, right) = margin
    if above == below == left == right:
        return f'np.pad(image[0], {above}, mode="edge")[None]'
    return f'np.pad(image[0], {margin}, mode="edge")[None]'


def _stack(way: Way, shown: Stacked) -> list[list[str]]:
    lines = ["kernels = ["]
    for one in shown.kernels:
        over = f" / {one.divisor}" if one.divisor > 1 else ""
        rows = [list(row) for row in one.numerators]
        lines.append(f"    np.float32([[{rows}]]){over},  # {one.title}")
    lines.append("]")
    step = way.relu.format("slide(maps, kernel)") if shown.between else "slide(maps, kernel)"
    start = f"maps = {way.array.format(_pad(shown.margin))}  # the border goes on outside"
    loop = [
        start,
        "for kernel in kernels[:-1]:",
        f"    maps = {step}",
        f"result = {way.plain.format('slide(maps, kernels[-1])')}[0]",
    ]
    return [lines, loop, _fitted(shown) if shown.between else _composed(way, shown)]


def _composed(way: Way, shown: Stacked) -> list[str]:
    wide = way.array.format("wide")
    return [
        "one = kernels[0][0, 0]",
        "for kernel in kernels[1:]:  # a full convolution: each kernel slides flipped",
        "    rows, columns = kernel.shape[2:]",
        "    wide = np.pad(one, ((rows - 1, rows - 1), (columns - 1, columns - 1)))[None]",
        "    flipped = np.ascontiguousarray(kernel[:, :, ::-1, ::-1])",
        f"    one = {way.plain.format(f'slide({wide}, flipped)')}[0]",
        f"padded = {way.array.format(_pad(shown.margin))}",
        f"at_once = {way.plain.format('slide(padded, one[None, None])')}[0]",
        "difference = np.abs(result - at_once).max()",
    ]


def _fitted(shown: Stacked) -> list[str]:
    rows, columns = shown.whole.shape
    return [
        "# The best single kernel, and what it leaves over; least squares are NumPy's.",
        f"padded = {_pad(shown.margin)}[0].astype(float)",
        f"windows = np.lib.stride_tricks.sliding_window_view(padded, ({rows}, {columns}))",
        f"table = windows.reshape(-1, {rows * columns})",
        "table = np.column_stack([table, np.ones(len(table))])",
        "best = np.linalg.lstsq(table, result.ravel())[0]",
        "error = result - (table @ best).reshape(result.shape)",
        "rms = np.sqrt(np.mean(error**2))",
    ]


def _detector(way: Way, shown: Detector) -> list[list[str]]:
    sides = ["sides = np.float32(["]
    for name, kernel in SIDES.items():
        sides.append(f"    [{kernel.astype(int).tolist()}],  # {name}")
    sides.append("])")
    start = f"maps = {way.array.format(_pad(((1, 1), (1, 1))))}"
    relu = way.relu if shown.between else "{0}"
    first = [*sides, start, f"maps = {relu.format('slide(maps, sides)')}"]
    mixes = list(CORNERS.values()) if shown.squares else [shown.mix]
    second = [
        f"corners = np.float32({[list(mix) for mix in mixes]})[:, :, None, None]",
        f"maps = {relu.format(f'slide(maps, corners) - {shown.threshold:g}')}",
    ]
    blocks = [first, second]
    if shown.squares:
        blocks.append(
            [
                f"square = np.zeros((1, 4, {shown.side}, {shown.side}), np.float32)",
                "square[0, [0, 1, 2, 3], [0, 0, -1, -1], [0, -1, 0, -1]] = 1",
                f"maps = {relu.format(f'slide(maps, square) - {shown.second:g}')}",
            ]
        )
    return [*blocks, [f"result = {way.plain.format('maps')}[0]"]]
