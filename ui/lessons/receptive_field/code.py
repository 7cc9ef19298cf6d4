"""The code of a receptive field: which rows and columns of the picture can change one cell."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from ui.lessons.receptive_field.model import Fields
from ui.lessons.receptive_field.stacks import Slide


def numpy_code(shown: Fields) -> str:
    """Walk back through the layers in plain Python: `r`, `jump`, `start`, `rows`, `columns`."""
    layers = [f"    ({s.size}, {s.stride}, {s.dilation}, {s.padding})," for s in shown.below]
    (row, column), (high, wide) = shown.cell, shown.size
    return "\n".join(
        [
            "layers = [  # size, stride, dilation, padding",
            *layers,
            "]",
            "r, jump, start = 1, 1, 0",
            "for size, stride, dilation, padding in layers:",
            "    r += dilation * (size - 1) * jump",
            "    start -= padding * jump",
            "    jump *= stride",
            "",
            "def seen(cell, length):",
            '    """Which places of an axis can change a cell of the last layer."""',
            "    lengths = [length]",
            "    for size, stride, dilation, padding in layers:",
            "        room = lengths[-1] + 2 * padding - dilation * (size - 1) - 1",
            "        lengths.append(room // stride + 1)",
            "    places = {cell}",
            "    for at in range(len(layers) - 1, -1, -1):",
            "        size, stride, dilation, padding = layers[at]",
            "        places = {",
            "            place * stride - padding + tap * dilation",
            "            for place in places for tap in range(size)",
            "        } & set(range(lengths[at]))",
            "    return sorted(places)",
            "",
            f"rows = seen({row}, {high})  # of the picture, for the cell in row {row}",
            f"columns = seen({column}, {wide})",
            "",
        ]
    )


def torch_code(shown: Fields) -> str:
    """Light up one row, then one column, at a time and see whether the cell answers, in PyTorch."""
    (row, column), (high, wide) = shown.cell, shown.size
    layers = [f"    {_torch_layer(slide)}," for slide in shown.below]
    return "\n".join(
        [
            "import torch",
            "from torch import nn",
            "",
            "def conv(size, stride, padding, dilation):  # all weights positive: nothing cancels",
            "    layer = nn.Conv2d(1, 1, size, stride, padding, dilation, bias=False)",
            "    nn.init.constant_(layer.weight, 1 / size**2)",
            "    return layer",
            "",
            "stack = nn.Sequential(",
            *layers,
            ")",
            "",
            f"high, wide = {high}, {wide}",
            "each_row = torch.eye(high).reshape(high, 1, high, 1).repeat(1, 1, 1, wide)",
            "each_column = torch.eye(wide).reshape(wide, 1, 1, wide).repeat(1, 1, high, 1)",
            "with torch.no_grad():",
            f"    rows = stack(each_row)[:, 0, {row}, {column}].nonzero().flatten().tolist()",
            f"    columns = stack(each_column)[:, 0, {row}, {column}].nonzero().flatten().tolist()",
            "",
        ]
    )


def _torch_layer(slide: Slide) -> str:
    if slide.kind == "c":
        return f"conv({slide.size}, {slide.stride}, {slide.padding}, {slide.dilation})"
    name = "MaxPool2d" if slide.kind == "m" else "AvgPool2d"
    return f"nn.{name}({slide.size}, {slide.stride}, {slide.padding})"


def keras_code(shown: Fields) -> str:
    """Do the same in Keras."""
    (row, column), (high, wide) = shown.cell, shown.size
    body = [f"    x = {line}" for slide in shown.below for line in _keras_lines(slide)]
    return "\n".join(
        [
            "import numpy as np",
            "from keras import initializers, layers, ops",
            "",
            "def conv(size, stride=1, dilation=1):  # all weights positive: nothing cancels",
            "    even = initializers.Constant(1 / size**2)",
            "    return layers.Conv2D(",
            "        1, size, strides=stride, dilation_rate=dilation, use_bias=False,",
            "        kernel_initializer=even,",
            "    )",
            "",
            "def stack(x):",
            '    x = ops.convert_to_tensor(x, "float32")',
            *body,
            f"    return ops.convert_to_numpy(x[:, {row}, {column}, 0])",
            "",
            f"high, wide = {high}, {wide}",
            "each_row = np.repeat(np.eye(high)[:, :, None, None], wide, axis=2)",
            "each_column = np.repeat(np.eye(wide)[:, None, :, None], high, axis=1)",
            "rows = np.flatnonzero(stack(each_row)).tolist()",
            "columns = np.flatnonzero(stack(each_column)).tolist()",
            "",
        ]
    )


def _keras_lines(slide: Slide) -> list[str]:
    lines = [f"layers.ZeroPadding2D({slide.padding})(x)"] if slide.padding else []
    if slide.kind != "c":
        name = "MaxPooling2D" if slide.kind == "m" else "AveragePooling2D"
        return [*lines, f"layers.{name}({slide.size}, strides={slide.stride})(x)"]
    if slide.stride > 1 and slide.dilation > 1:
        skip = f"x[:, ::{slide.stride}, ::{slide.stride}]"
        return [
            *lines,
            f"conv({slide.size}, dilation={slide.dilation})(x)",
            f"{skip}  # Keras refuses a stride together with a dilation",
        ]
    more = f", stride={slide.stride}" if slide.stride > 1 else ""
    more += f", dilation={slide.dilation}" if slide.dilation > 1 else ""
    return [*lines, f"conv({slide.size}{more})(x)"]


# Name of a tab -> how it writes.
FIELD_SNIPPETS: Mapping[str, Callable[[Fields], str]] = MappingProxyType(
    {"NumPy": numpy_code, "PyTorch": torch_code, "Keras": keras_code}
)
