"""The code that measures a receptive field: |gradient| of one cell, averaged over networks.

All three draw the same weights and noise, with NumPy, so that all give the same shares.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from cnn_core.receptive_fields import deciding_part
from ui.code.python_source import indented
from ui.lessons.receptive_field.model import CHANNELS, Fields
from ui.lessons.receptive_field.stacks import sliding

DRAWN = "rng.standard_normal(shape) * np.sqrt(2 / np.prod(shape[1:]))"


def _frame(shown: Fields, seeds: int) -> tuple[list[str], list[str], list[str]]:
    """Return what all scripts share: the settings, the start of the loop, the end."""
    part = deciding_part(sliding(shown.below), shown.size, shown.cell)
    size = part.rows.stop - part.rows.start, part.columns.stop - part.columns.start
    layers = [
        f'    ("{slide.kind}", {slide.size}, {slide.stride}, {slide.padding}, {slide.dilation}),'
        for slide in shown.below
    ]
    rows, columns = shown.inside
    top, left = rows.start - part.rows.start, columns.start - part.columns.start
    settings = [
        "layers = [  # c conv, m max pool, a average pool; size, stride, padding, dilation",
        *layers,
        "]",
        f"row, column = {part.cell[0]}, {part.cell[1]}  # the cell, in the part that decides it:",
        f"high, wide = {size[0]}, {size[1]}  # {_from(part.rows, 'row')}, "
        f"{_from(part.columns, 'column')} of the picture",
        f"total = np.zeros(({size[0]}, {size[1]}))",
    ]
    start = [
        f"for seed in range({seeds}):",
        "    rng = np.random.default_rng(seed)",
        "    weights, channels = [], 1",
        "    for kind, size, *_ in layers:",
        '        if kind == "c":',
        f"            shape = ({CHANNELS}, channels, size, size)",
        f"            weights.append(np.float32({DRAWN}))",
        f"            channels = {CHANNELS}",
        "    noise = np.float32(rng.standard_normal((1, high, wide)))",
    ]
    end = [f"inside = total[{top}:, {left}:]", "shares = inside / inside.sum()"]
    return settings, start, end


def _from(part: slice, noun: str) -> str:
    return f"{noun}s {part.start} to {part.stop - 1}"


def _script(shown: Fields, seeds: int, imports: list[str], loop: list[str], define: str) -> str:
    settings, start, end = _frame(shown, seeds)
    blocks = ["\n".join(imports), define.strip("\n"), "\n".join(settings)]
    return "\n\n".join([*blocks, "\n".join([*start, *indented(loop), *end])]) + "\n"


_NUMPY = '''
def windows(x, size, stride, padding, dilation, fill):
    """Pad x (C, H, W) and gather (C, H', W', size, size), and where each came from."""
    x = np.pad(x, ((0, 0), (padding,) * 2, (padding,) * 2), constant_values=fill)
    taps = np.arange(size) * dilation
    r, c = (np.arange(0, n - taps[-1], stride)[:, None] + taps for n in x.shape[1:])
    at = (slice(None), r[:, None, :, None], c[None, :, None, :])
    return x[at], at, x.shape

def gradient(layers, weights, x, row, column):
    """Go forward, then back from one cell: the gradient (1, H, W) of the sum of its maps."""
    left, steps = list(weights), []
    for kind, size, stride, padding, dilation in layers:
        fill = -np.inf if kind == "m" else 0
        gathered, at, shape = windows(x, size, stride, padding, dilation, fill)
        w = left.pop(0) if kind == "c" else None
        if kind == "c":
            before = np.einsum("fcij,crsij->frs", w, gathered)
            x = np.maximum(before, 0) if len(steps) < len(layers) - 1 else before
        else:
            before = None
            x = gathered.max((3, 4)) if kind == "m" else gathered.mean((3, 4))
        steps.append((kind, w, gathered, at, shape, padding, before, x))
    grad = np.zeros(x.shape)
    grad[:, row, column] = 1
    for kind, w, gathered, at, shape, padding, before, x in steps[::-1]:
        if kind == "c":
            grad = grad if x is before else grad * (before > 0)
            spread = np.einsum("frs,fcij->crsij", grad, w)
        elif kind == "m":
            spread = (gathered == x[..., None, None]) * grad[..., None, None]
        else:
            spread = np.ones(gathered.shape) * grad[..., None, None] / gathered[0, 0, 0].size
        padded = np.zeros(shape)
        for channel, part in zip(padded, spread):
            np.add.at(channel, at[1:], part)
        grad = padded[:, padding:shape[1] - padding, padding:shape[2] - padding]
    return grad
'''


def numpy_code(shown: Fields, seeds: int) -> str:
    """Go back by hand in NumPy: `shares`, of the field as far as it is inside."""
    loop = ["total += np.abs(gradient(layers, weights, noise, row, column))[0]"]
    return _script(shown, seeds, ["import numpy as np"], loop, _NUMPY)


_TORCH = '''
def answer(layers, weights, x):
    """Answer a picture (1, 1, H, W) with all layers, a ReLU between."""
    left = list(weights)
    for number, (kind, size, stride, padding, dilation) in enumerate(layers, 1):
        if kind == "c":
            w = torch.from_numpy(left.pop(0))
            x = F.conv2d(x, w, stride=stride, padding=padding, dilation=dilation)
            x = F.relu(x) if number < len(layers) else x
        elif kind == "m":
            x = F.max_pool2d(x, size, stride, padding)
        else:
            x = F.avg_pool2d(x, size, stride, padding)
    return x
'''


def torch_code(shown: Fields, seeds: int) -> str:
    """Let PyTorch go back: `shares`."""
    imports = ["import numpy as np", "import torch", "import torch.nn.functional as F"]
    loop = [
        "picture = torch.from_numpy(noise)[None].requires_grad_()",
        "answer(layers, weights, picture)[0, :, row, column].sum().backward()",
        "total += picture.grad[0, 0].abs().numpy()",
    ]
    return _script(shown, seeds, imports, loop, _TORCH)


_KERAS = '''
def answer(layers, weights, x):
    """Answer a picture (1, H, W, 1) with all layers, a ReLU between."""
    left = list(weights)
    for number, (kind, size, stride, padding, dilation) in enumerate(layers, 1):
        sides = ((0, 0), (padding,) * 2, (padding,) * 2, (0, 0))
        fill = -1e30 if kind == "m" else 0.0
        x = ops.pad(x, sides, constant_values=fill) if padding else x
        if kind == "c":
            w = left.pop(0).transpose(2, 3, 1, 0)
            skips = stride > 1 and dilation > 1  # Keras refuses both together
            x = ops.conv(x, w, strides=1 if skips else stride, dilation_rate=dilation)
            x = x[:, ::stride, ::stride] if skips else x
            x = ops.relu(x) if number < len(layers) else x
        elif kind == "m":
            x = ops.max_pool(x, size, stride)
        else:
            x = ops.average_pool(x, size, stride)
    return x
'''


def keras_code(shown: Fields, seeds: int) -> str:
    """Let Keras answer and its backend go back: `shares`."""
    imports = [
        "import os",
        "",
        'os.environ["KERAS_BACKEND"] = "torch"  # Keras leaves gradients to its backend',
        "import numpy as np",
        "import torch",
        "from keras import ops",
    ]
    loop = [
        "picture = torch.from_numpy(noise[0])[None, :, :, None].requires_grad_()",
        "answer(layers, weights, picture)[0, row, column].sum().backward()",
        "total += picture.grad[0, :, :, 0].abs().numpy()",
    ]
    return _script(shown, seeds, imports, loop, _KERAS)


# Name of a tab -> how it measures.
MEASURED_SNIPPETS: Mapping[str, Callable[[Fields, int], str]] = MappingProxyType(
    {"NumPy": numpy_code, "PyTorch": torch_code, "Keras": keras_code}
)
