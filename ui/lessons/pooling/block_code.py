"""The code of a pooled row or volume: `pooled` with one axis or three."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from ui.lessons.pooling.blocks import Block

WINDOWS = "from numpy.lib.stride_tricks import sliding_window_view"


def _windows(shown: Block) -> list[str]:
    """Write the windows as rows of cells, so that the last two axes are 1 and all cells."""
    window = (shown.side,) * len(shown.shape)
    every = ", ".join([f"::{shown.step}"] * len(shown.shape))
    shape = (*shown.size, 1, shown.cells.shape[1])
    return [
        f"windows = sliding_window_view(x, {window})[{every}]",
        f"windows = windows.reshape{shape}  # the cells of each window in a row",
    ]


def _native(shown: Block, framework: str) -> str:
    """Return what a framework itself has for this pooling, "" for nothing."""
    native = shown.pooling.native.get(framework)
    if native is None:
        return ""
    how = {
        "PyTorch": f"{shown.side}, stride={shown.step}",
        "Keras": f"{shown.side}, strides={shown.step}",
        "SciPy": str((shown.side,) * len(shown.shape)),
    }[framework]
    call = native.call.format(how=how, cells=shown.cells.shape[1])
    return call.replace("pool2d", f"pool{len(shown.shape)}d")


def numpy_block(shown: Block) -> list[str]:
    """Write the pooling in NumPy."""
    return [*_windows(shown), f"pooled = {shown.pooling.code['NumPy']}"]


def scipy_block(shown: Block) -> list[str]:
    """Write it with a filter of `scipy.ndimage`, then every step-th cell."""
    call = _native(shown, "SciPy")
    if not call:
        return numpy_block(shown)
    first = shown.side // 2
    cuts = ", ".join(
        f"{first}:{first + shown.step * (out - 1) + 1}:{shown.step}" for out in shown.size
    )
    return [f"filtered = {call}", f"pooled = filtered[{cuts}]  # from the first whole window on"]


def torch_block(shown: Block) -> list[str]:
    """Write it in PyTorch, whose images have a batch and channels before them."""
    call = _native(shown, "PyTorch")
    if not call:
        lines = [*_windows(shown), "windows = torch.as_tensor(windows)"]
        return [*lines, f"pooled = {shown.pooling.code['PyTorch']}"]
    shape = (1, 1, *shown.shape)
    return [f"x = torch.as_tensor(x)[None, None]  # {shape}", f"pooled = ({call})[0, 0]"]


def keras_block(shown: Block) -> list[str]:
    """Write it in Keras, channels last."""
    call = _native(shown, "Keras")
    if not call:
        lines = [*_windows(shown), "windows = ops.convert_to_tensor(windows)"]
        return [*lines, f"pooled = {shown.pooling.code['Keras']}"]
    shape = (1, *shown.shape, 1)
    return [
        f"x = ops.convert_to_tensor(x)[None, ..., None]  # {shape}",
        f"pooled = ({call})[0, ..., 0]",
    ]


IMPORTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "NumPy": (),
        "SciPy": ("import scipy",),
        "PyTorch": ("import torch", "from torch.nn import functional as F"),
        "Keras": ("from keras import ops",),
    }
)
BLOCK_LINES: Mapping[str, Callable[[Block], list[str]]] = MappingProxyType(
    {"NumPy": numpy_block, "SciPy": scipy_block, "PyTorch": torch_block, "Keras": keras_block}
)


def block_code(framework: str, shown: Block) -> str:
    """Write the script of a pooled row or volume."""
    lines = BLOCK_LINES[framework](shown)
    imports = ["import numpy as np", *IMPORTS[framework]]
    if any("sliding_window_view" in line for line in lines):
        imports.append(WINDOWS)
    imports.sort(key=lambda line: line.startswith("from"))
    numbers = f"x = np.float32({shown.values.tolist()})"
    return "\n\n".join(("\n".join(imports), numbers, "\n".join(lines))) + "\n"
