"""The code of the lesson on channels: kernels as deep as their input, in three frameworks.

A new framework is one subclass of `DeepFramework` and one entry in `DEEP_SNIPPETS`.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ui.code.python_source import arguments, pad_call
from ui.code.scipy import SPREAD
from ui.lessons.channels.deep_layer import Deep
from ui.lessons.channels.framework import DeepFramework, pads
from ui.lessons.channels.model import Combined, Counted


class DeepNumPy(DeepFramework):
    """Plain NumPy: every window at once, one sum over planes, rows and columns of each."""

    imports = ("from numpy.lib.stride_tricks import sliding_window_view",)
    counting = "import numpy as np"
    array = "np.float32"

    def start(self) -> list[str]:
        return []

    def slide(self, deep: Deep, source: str, to: str, kernels: str) -> list[str]:
        rows, columns = (deep.dilation * (side - 1) + 1 for side in deep.shape)
        lines = []
        if pads(deep):
            width = str(((0, 0), *deep.amounts))
            lines.append(f"padded = {pad_call(source, width, deep.mode, deep.fill)}")
            source = "padded"
        windows = f"sliding_window_view({source}, ({rows}, {columns}), axis=(1, 2))"
        every = f"::{deep.stride}" if deep.stride > 1 else ":"
        if deep.dilation > 1:
            windows += f"[:, {every}, {every}, ::{deep.dilation}, ::{deep.dilation}]"
        elif deep.stride > 1:
            windows += f"[:, {every}, {every}]"
        lines.append(f"windows = {windows}  # (C, H', W', rows, columns)")
        sums = f'np.einsum("crwij,fcij->frw", windows, {kernels})'
        if deep.groups > 1:
            groups = deep.groups
            lines += [
                f"parts = windows.reshape({groups}, -1, *windows.shape[1:])  # groups of planes",
                f"own = {kernels}.reshape({groups}, -1, *{kernels}.shape[1:])  # and of kernels",
            ]
            sums = 'np.einsum("gcrwij,gfcij->gfrw", parts, own)'
            sums = f"{sums}.reshape({(len(deep.kernels), *deep.size)})"
        # The division comes last, for whole numbers add up exactly.
        if deep.biases.any():
            sums += " + biases[:, None, None]"
        if (deep.divisors > 1).any():
            sums = f"({sums}) / divisors[:, None, None]"
        return [*lines, f"{to} = {sums}"]

    def unwrap(self, name: str) -> list[str]:
        return []

    def combine(self, shown: Combined) -> list[str]:
        made = {
            "sum": "horizontal + vertical",
            "product": "horizontal * vertical",
            "above": f"np.maximum(horizontal + vertical - {shown.threshold}, 0)  # ReLU",
        }[shown.how]
        return ["horizontal, vertical = np.abs(edges)", f"combined = {made}"]

    def relu(self, name: str) -> str:
        return f"{name} = np.maximum({name}, 0)"

    def count(self, shown: Counted) -> list[str]:
        return [
            "weights, biases = np.zeros((filters, channels, k, k)), np.zeros(filters)",
            "parameters = weights.size + biases.size",
        ]


class DeepSciPy(DeepNumPy):
    """SciPy: a kernel as deep as its input slides through a volume and leaves one plane."""

    imports = ("import scipy",)

    def slide(self, deep: Deep, source: str, to: str, kernels: str) -> list[str]:
        lines = []
        if pads(deep):
            width = str(((0, 0), *deep.amounts))
            lines.append(f"padded = {pad_call(source, width, deep.mode, deep.fill)}")
            source = "padded"
        if deep.dilation > 1:
            rows, columns = (deep.dilation * (side - 1) + 1 for side in deep.shape)
            shape = (len(deep.kernels), deep.depth, rows, columns)
            lines += [
                SPREAD,
                f"spread = np.zeros({shape}, np.float32)",
                f"spread[:, :, ::{deep.dilation}, ::{deep.dilation}] = {kernels}",
            ]
            kernels = "spread"
        every = f"[0, ::{deep.stride}, ::{deep.stride}]" if deep.stride > 1 else "[0]"
        if deep.groups > 1:
            lines.append(
                f"pairs = [*zip(np.split({source}, {deep.groups}), "
                f"np.split({kernels}, {deep.groups}))]"
            )
            each, of = "planes", "for planes, own in pairs for one in own"
        else:
            each, of = source, f"for one in {kernels}"
        call = f'scipy.signal.correlate({each}, one, "valid", method="direct"){every}'
        sums = f"np.stack([{call} {of}])"
        # The division comes last, for whole numbers add up exactly.
        if deep.biases.any():
            sums += " + biases[:, None, None]"
        if (deep.divisors > 1).any():
            sums = f"({sums}) / divisors[:, None, None]"
        return [*lines, f"{to} = {sums}"]


class DeepPyTorch(DeepFramework):
    """PyTorch's functions, on the CPU."""

    imports = ("import torch", "from torch.nn import functional as F")
    counting = "from torch import nn"
    array = "torch.Tensor"

    def start(self) -> list[str]:
        return ["batch = torch.from_numpy(image)[None]  # (1, C, H, W)"]

    def turn(self, name: str) -> str:
        return f"{name} = {name}.flip(-2, -1)"

    def slide(self, deep: Deep, source: str, to: str, kernels: str) -> list[str]:
        source, lines = "batch" if source == "image" else source, []
        if pads(deep):
            (top, bottom), (left, right) = deep.amounts
            names = ("reflect", "replicate", "circular")
            mode = f'mode="{deep.mode}"' if deep.mode in names else ""
            value = f"value={deep.fill}" if deep.mode == "constant" and deep.fill else ""
            sides = f"({left}, {right}, {top}, {bottom})"
            lines.append(f"padded = F.pad({source}, {sides}{arguments('', mode, value)})")
            source = "padded"
        how = arguments(
            "",
            "biases" if deep.biases.any() else "",
            f"stride={deep.stride}" if deep.stride > 1 else "",
            f"dilation={deep.dilation}" if deep.dilation > 1 else "",
            f"groups={deep.groups}" if deep.groups > 1 else "",
        )
        division = " / divisors[:, None, None]" if (deep.divisors > 1).any() else ""
        return [*lines, f"{to} = F.conv2d({source}, {kernels}{how}){division}"]

    def unwrap(self, name: str) -> list[str]:
        return [f"{name} = {name}[0]  # without the batch's axis"]

    def combine(self, shown: Combined) -> list[str]:
        made = {
            "sum": "horizontal + vertical",
            "product": "horizontal * vertical",
            "above": f"torch.relu(horizontal + vertical - {shown.threshold})",
        }[shown.how]
        return ["horizontal, vertical = edges[0].abs()", f"combined = {made}"]

    def relu(self, name: str) -> str:
        return f"{name} = F.relu({name})"

    def count(self, shown: Counted) -> list[str]:
        return [
            "layer = nn.Conv2d(channels, filters, k)",
            "parameters = sum(one.numel() for one in layer.parameters())",
        ]


class DeepKeras(DeepFramework):
    """Keras 3's operations, on any of its backends; channels come last."""

    imports = ("from keras import ops",)
    counting = "from keras import layers"
    array = "np.float32"

    def start(self) -> list[str]:
        return ["batch = image.transpose(1, 2, 0)[None]  # (1, H, W, C)"]

    def slide(self, deep: Deep, source: str, to: str, kernels: str) -> list[str]:
        first = source == "image"
        source, lines = "batch" if first else source, []
        same = pads(deep) and not first
        if pads(deep) and first:
            width = str(((0, 0), *deep.amounts, (0, 0)))
            lines.append(f"padded = {pad_call(source, width, deep.mode, deep.fill)}")
            source = "padded"
        dilates = deep.dilation > 1
        how = arguments(
            "",
            f"strides={deep.stride}" if deep.stride > 1 and not dilates else "",
            'padding="same"' if same else "",
            f"dilation_rate={deep.dilation}" if dilates else "",
        )
        lines.append(f"last = {kernels}.transpose(2, 3, 1, 0)  # (rows, columns, C, F)")
        sums = f"ops.conv({source}, last{how})"
        if deep.groups > 1:
            sums = (
                f"ops.concatenate([ops.conv(part, own{how}) for part, own in zip("
                f"ops.split({source}, {deep.groups}, -1), np.split(last, {deep.groups}, -1))], -1)"
            )
        if deep.stride > 1 and dilates:
            lines.append(
                "# Keras refuses a stride with a dilation: the maps are thinned out instead."
            )
            sums += f"[:, ::{deep.stride}, ::{deep.stride}]"
        if deep.biases.any():
            sums = f"ops.add({sums}, biases)"
        if (deep.divisors > 1).any():
            sums = f"ops.divide({sums}, divisors)"
        return [*lines, f"{to} = {sums}"]

    def unwrap(self, name: str) -> list[str]:
        return [f"{name} = ops.transpose({name}[0], (2, 0, 1))  # channels first again"]

    def combine(self, shown: Combined) -> list[str]:
        made = {
            "sum": "horizontal + vertical",
            "product": "horizontal * vertical",
            "above": f"ops.relu(horizontal + vertical - {shown.threshold})",
        }[shown.how]
        return [
            "horizontal, vertical = ops.unstack(ops.absolute(edges[0]), axis=-1)",
            f"combined = {made}",
        ]

    def relu(self, name: str) -> str:
        return f"{name} = ops.relu({name})"

    def count(self, shown: Counted) -> list[str]:
        return [
            "layer = layers.Conv2D(filters, k)",
            "layer.build((None, None, None, channels))",
            "parameters = layer.count_params()",
        ]


# Name of a tab -> how it writes.
DEEP_SNIPPETS: Mapping[str, DeepFramework] = MappingProxyType(
    {"NumPy": DeepNumPy(), "SciPy": DeepSciPy(), "PyTorch": DeepPyTorch(), "Keras": DeepKeras()}
)
