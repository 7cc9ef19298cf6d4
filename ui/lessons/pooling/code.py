"""The code of a pooled map: the picture's or the convolution's script, and the pooling after it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from ui.code.activation import activation_lines, function_code
from ui.code.convolution import SNIPPETS
from ui.lessons.pooling.model import GLOBAL, Pooled


def numpy_lines(shown: Pooled) -> list[str]:
    """Write the pooling of `x` (H, W) in NumPy."""
    if shown.kind == GLOBAL:
        return ["pooled = x.mean(keepdims=True)"]
    every = f"[::{shown.step}, ::{shown.step}]" if shown.step > 1 else ""
    windows = f"windows = sliding_window_view(x, {shown.window}){every}"
    shape = f"  # {(*shown.size, *shown.window)}"
    return [windows + shape, f"pooled = {shown.pooling.code['NumPy']}"]


def scipy_lines(shown: Pooled) -> list[str]:
    """Write the pooling of `x` (H, W) with filters of `scipy.ndimage`, then every step-th cell."""
    native = shown.pooling.native.get("SciPy")
    if native is None or shown.kind == GLOBAL:
        far = "np.lib.stride_tricks.sliding_window_view"
        return [line.replace("sliding_window_view", far) for line in numpy_lines(shown)]
    filtered = native.call.format(how=shown.window, cells=shown.cells)
    first = shown.side // 2
    rows, columns = (first + shown.step * (out - 1) + 1 for out in shown.size)
    return [
        f"filtered = {filtered}",
        f"# The first whole window has its centre at row {first}, column {first}.",
        f"pooled = filtered[{first}:{rows}:{shown.step}, {first}:{columns}:{shown.step}]",
    ]


def torch_lines(shown: Pooled) -> list[str]:
    """Write the pooling of `x` (H, W) in PyTorch."""
    how, native = f"{shown.side}, stride={shown.step}", shown.pooling.native.get("PyTorch")
    if shown.kind == GLOBAL:
        call = "F.adaptive_avg_pool2d(x, 1)"
    elif native:
        call = native.call.format(how=how, cells=shown.cells)
    else:
        sides = "".join(f".unfold({axis}, {shown.side}, {shown.step})" for axis in (0, 1))
        return [
            f"windows = torch.as_tensor(x){sides}  # {(*shown.size, *shown.window)}",
            f"pooled = {shown.pooling.code['PyTorch']}",
        ]
    return ["x = torch.as_tensor(x)[None, None]  # (1, 1, H, W)", f"pooled = ({call})[0, 0]"]


def keras_lines(shown: Pooled) -> list[str]:
    """Write the pooling of `x` (H, W) in Keras, channels last."""
    how, native = f"{shown.side}, strides={shown.step}", shown.pooling.native.get("Keras")
    if shown.kind == GLOBAL:
        call = "ops.mean(x, axis=(1, 2), keepdims=True)"
    elif native:
        call = native.call.format(how=how, cells=shown.cells)
    else:
        rows, columns = (
            f"{shown.step} * np.arange({out})[:, None] + np.arange({shown.side})"
            for out in shown.size
        )
        return [
            f"rows = {rows}",
            f"columns = {columns}",
            "windows = ops.take(ops.take(x, rows, axis=0), columns, axis=2)",
            "windows = ops.swapaxes(windows, 1, 2)  # " + str((*shown.size, *shown.window)),
            f"pooled = {shown.pooling.code['Keras']}",
        ]
    return [
        "x = ops.convert_to_tensor(x)[None, :, :, None]  # (1, H, W, 1)",
        f"pooled = ({call})[0, :, :, 0]",
    ]


LINES: Mapping[str, Callable[[Pooled], list[str]]] = MappingProxyType(
    {"NumPy": numpy_lines, "SciPy": scipy_lines, "PyTorch": torch_lines, "Keras": keras_lines}
)


def pool_code(framework: str, shown: Pooled) -> str:
    """Write the script of a pooled map: `pooled` (H', W')."""
    times = 0 if shown.source == "picture" else 1
    script = SNIPPETS[framework].feature_map(shown.convolution, times=times)
    lines = ["x = feature_map"]
    if shown.whole_activation and not shown.activated:
        lines.append(f"x = {function_code(framework, shown.whole_activation)}")
    if shown.activated:
        lines = [*activation_lines(framework, shown.activated), "x = activated"]
    return script + "\n" + "\n".join([*lines, *LINES[framework](shown)]) + "\n"
