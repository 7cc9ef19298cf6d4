"""The registry of poolings: what menus, layers, pictures, words and scripts know of each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnn_core.geometry.padding import Array
from cnn_core.geometry.sizes import Pair
from cnn_core.ops.conv import check_image, floating
from cnn_core.ops.framework_code import FrameworkPool, written
from cnn_core.ops.pool import (
    avg_pool2d,
    avg_pool2d_backward,
    lp_pool2d,
    lp_pool2d_backward,
    max_pool2d,
    max_pool2d_backward,
    min_pool2d,
    min_pool2d_backward,
)
from cnn_core.ops.pool_windows import pool_geometry
from cnn_core.ops.registry import entry


@dataclass(frozen=True)
class Pick:
    """The one cell of a window that decides alone, and gets the whole gradient back."""

    word: str  # "Only the largest number of each window goes on."
    index: Callable[[Array], NDArray[np.intp]]  # a window's cells (kh kw, ...) -> its number (...)


@dataclass(frozen=True)
class Sum:
    """A window's value as a sum over its cells, as it is written by hand: √(3² + 4²).

    `before` and `after` stand around the sum in brackets; "{cells}" is how many cells it has.
    """

    before: str = ""
    after: str = ""
    power: int = 1  # of each cell


@dataclass(frozen=True)
class Pooling:
    """One pooling as menus, layers and code need it: functions of x (or grad, x), size, options.

    Without `picks` or `sum` it is written as its name with the cells in brackets.
    """

    title: str
    name: str  # inside a sentence: "max" pooling, a "max" pool
    forward: Callable[..., Array]
    backward: Callable[..., Array]
    outside: float  # what cells of the padding hold
    # Name of a framework -> an expression that gives the value of each window of `windows`, an
    # array whose last two axes are a window's rows and columns; see `written`.
    code: Mapping[str, str]
    # Name of a framework -> the function and the layer it has for this pooling, if it has any.
    native: Mapping[str, FrameworkPool] = field(default_factory=dict)
    word: str = ""  # in a network written as one line; its name in the registry unless given
    picks: Pick | None = None
    sum: Sum | None = None
    averages: bool = False  # whether it divides by the cells it read, without what `ceil_mode` adds
    scales: bool = False  # whether c times the cells give c times the value, for c above 0


# A new entry appears in every menu, link, question, network, script and test by itself.
POOLINGS = {
    "max": Pooling(
        "Maximum",
        "max",
        max_pool2d,
        max_pool2d_backward,
        -np.inf,
        written(
            "windows.max(axis=(-2, -1))",
            "windows.amax((-2, -1))",
            "ops.max(windows, axis=(-2, -1))",
        ),
        {
            "PyTorch": FrameworkPool(
                "F.max_pool2d(x, {how})",
                "nn.MaxPool2d({how})",
                frozenset({"padding", "dilation", "ceil_mode"}),
            ),
            "Keras": FrameworkPool("ops.max_pool(x, {how})", "layers.MaxPooling2D({how})"),
            "SciPy": FrameworkPool("scipy.ndimage.maximum_filter(x, {how})"),
        },
        word="m",
        picks=Pick("largest", lambda cells: cells.argmax(axis=0)),
        scales=True,
    ),
    "avg": Pooling(
        "Average",
        "average",
        avg_pool2d,
        avg_pool2d_backward,
        0.0,
        written(
            "windows.mean(axis=(-2, -1))",
            "windows.mean((-2, -1))",
            "ops.mean(windows, axis=(-2, -1))",
        ),
        {
            "PyTorch": FrameworkPool(
                "F.avg_pool2d(x, {how})",
                "nn.AvgPool2d({how})",
                frozenset({"padding", "ceil_mode"}),
            ),
            "Keras": FrameworkPool("ops.average_pool(x, {how})", "layers.AveragePooling2D({how})"),
            "SciPy": FrameworkPool("scipy.ndimage.correlate(x, np.ones({how})) / {cells}"),
        },
        word="a",
        sum=Sum(after=" / {cells}"),
        averages=True,
        scales=True,
    ),
    "min": Pooling(
        "Minimum",
        "min",
        min_pool2d,
        min_pool2d_backward,
        np.inf,
        written(
            "windows.min(axis=(-2, -1))",
            "windows.amin((-2, -1))",
            "ops.min(windows, axis=(-2, -1))",
        ),
        {
            "PyTorch": FrameworkPool(
                "-F.max_pool2d(-x, {how})",
                takes=frozenset({"padding", "dilation", "ceil_mode"}),
            ),
            "Keras": FrameworkPool("-ops.max_pool(-x, {how})"),
            "SciPy": FrameworkPool("scipy.ndimage.minimum_filter(x, {how})"),
        },
        picks=Pick("smallest", lambda cells: cells.argmin(axis=0)),
        scales=True,
    ),
    "lp": Pooling(
        "L2 norm",
        "L2",
        lp_pool2d,
        lp_pool2d_backward,
        0.0,
        written(
            "np.sqrt((windows**2).sum(axis=(-2, -1)))",
            "torch.linalg.vector_norm(windows, dim=(-2, -1))",
            # A root is infinitely steep at 0: training would make it no number.
            "ops.sqrt(ops.maximum(ops.sum(windows**2, axis=(-2, -1)), 1e-30))",
        ),
        {
            "PyTorch": FrameworkPool("F.lp_pool2d(x, 2, {how})", "nn.LPPool2d(2, {how})"),
            "Keras": FrameworkPool("ops.sqrt({cells} * ops.average_pool(x**2, {how}))"),
            "SciPy": FrameworkPool("np.sqrt(scipy.ndimage.correlate(x**2, np.ones({how})))"),
        },
        sum=Sum(before="√", power=2),
        scales=True,
    ),
}


def pool_winners(
    x: ArrayLike, size: int | Pair, *, stride: int | Pair | None = None, kind: str = "max"
) -> NDArray[np.intp]:
    """Return the row and column of the cell that each window picks.

    x (C, H, W) -> (C, H', W', 2); the stride is the size unless given, `kind` one of POOLINGS. Of
    equals, the first in reading order wins, as in `max_pool2d_backward` and PyTorch. Errors: a
    pooling that picks no cell.

    >>> pool_winners([[[1, 3], [3, 2]]], 2).tolist()
    [[[[0, 1]]]]
    """
    picks = entry(POOLINGS, kind, "pooling").picks
    if picks is None:
        those = ", ".join(name for name, one in POOLINGS.items() if one.picks)
        raise ValueError(f"pooling {kind!r} picks no cell of a window: use one of {those}")
    image = floating(x)
    check_image(image)
    at = pool_geometry((image.shape[1], image.shape[2]), size, stride=stride)
    first = picks.index(np.stack([image[:, *tap] for tap in at.taps]))
    down, across = np.divmod(first, at.kernel[1])
    rows, columns = (np.arange(out) * step for out, step in zip(at.out, at.stride, strict=True))
    return np.stack([down + rows[:, None], across + columns], axis=-1)
