"""The code of a pooled map: the picture's or the convolution's script, and the pooling after it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from cnn_core.ops import ACTIVATIONS, POOLINGS
from ui.code.activation import activation_lines
from ui.code.convolution import SNIPPETS
from ui.lessons.pooling.model import GLOBAL, Pooled


def numpy_lines(shown: Pooled) -> list[str]:
    """Write the pooling of `x` (H, W) in NumPy."""
    if shown.kind == GLOBAL:
        return ["pooled = x.mean(keepdims=True)"]
    every = f"[::{shown.step}, ::{shown.step}]" if shown.step > 1 else ""
    windows = f"windows = sliding_window_view(x, {shown.window}){every}"
    shape = f"  # {(*shown.size, *shown.window)}"
    return [windows + shape, f"pooled = {POOLINGS[shown.kind].code['NumPy']}"]


def torch_lines(shown: Pooled) -> list[str]:
    """Write the pooling of `x` (H, W) in PyTorch."""
    how = f"{shown.side}, stride={shown.step}"
    answer = {
        "max": f"F.max_pool2d(batch, {how})",
        "min": f"-F.max_pool2d(-batch, {how})",
        "avg": f"F.avg_pool2d(batch, {how})",
        "lp": f"F.lp_pool2d(batch, 2, {how})",
        GLOBAL: "F.adaptive_avg_pool2d(batch, 1)",
    }.get(shown.kind)
    if answer is None:
        sides = "".join(f".unfold({axis}, {shown.side}, {shown.step})" for axis in (0, 1))
        return [
            f"windows = torch.as_tensor(x){sides}  # {(*shown.size, *shown.window)}",
            f"pooled = {POOLINGS[shown.kind].code['PyTorch']}",
        ]
    return ["batch = torch.as_tensor(x)[None, None]  # (1, 1, H, W)", f"pooled = ({answer})[0, 0]"]


def keras_lines(shown: Pooled) -> list[str]:
    """Write the pooling of `x` (H, W) in Keras, channels last."""
    how = f"{shown.side}, strides={shown.step}"
    answer = {
        "max": f"ops.max_pool(batch, {how})",
        "min": f"-ops.max_pool(-batch, {how})",
        "avg": f"ops.average_pool(batch, {how})",
        "lp": f"ops.sqrt({shown.cells} * ops.average_pool(batch**2, {how}))",
        GLOBAL: "ops.mean(batch, axis=(1, 2), keepdims=True)",
    }.get(shown.kind)
    if answer is None:
        rows, columns = (
            f"{shown.step} * np.arange({out})[:, None] + np.arange({shown.side})"
            for out in shown.size
        )
        return [
            f"rows = {rows}",
            f"columns = {columns}",
            "windows = ops.take(ops.take(x, rows, axis=0), columns, axis=2)",
            "windows = ops.swapaxes(windows, 1, 2)  # " + str((*shown.size, *shown.window)),
            f"pooled = {POOLINGS[shown.kind].code['Keras']}",
        ]
    return [
        "batch = ops.convert_to_tensor(x)[None, :, :, None]  # (1, H, W, 1)",
        f"pooled = ({answer})[0, :, :, 0]",
    ]


LINES: Mapping[str, Callable[[Pooled], list[str]]] = MappingProxyType(
    {"NumPy": numpy_lines, "PyTorch": torch_lines, "Keras": keras_lines}
)


def pool_code(framework: str, shown: Pooled) -> str:
    """Write the script of a pooled map: `pooled` (H', W')."""
    times = 0 if shown.source == "picture" else 1
    script = SNIPPETS[framework].feature_map(shown.convolution, times=times)
    lines = ["x = feature_map"]
    if shown.source == "relu":
        lines.append(f"x = {ACTIVATIONS['relu'].code[framework]}")
    if shown.activated:
        lines = [*activation_lines(framework, shown.activated), "x = activated"]
    return script + "\n" + "\n".join([*lines, *LINES[framework](shown)]) + "\n"
