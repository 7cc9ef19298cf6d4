"""The code of the lesson on channels: kernels as deep as their input, in three frameworks.

A new framework is one subclass of `DeepFramework` and one entry in `DEEP_SNIPPETS`.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from types import MappingProxyType

from cnn_core import DeepKernel
from ui.channels.questions import Counted
from ui.channels.shown import Combined, Deep
from ui.literals import PAD_MODES, WIDEST, arguments, indented, table
from ui.pixels.snippets import picture_lines
from ui.script import FLIPPED


class DeepFramework(ABC):
    """One way to write such layers down. Every script ends with its answer in a variable."""

    imports: tuple[str, ...]
    array: str  # what makes numbers of a nested list

    @abstractmethod
    def start(self) -> list[str]:
        """Return the lines that make `image` (C, H, W) what `slide` reads, if any."""

    @abstractmethod
    def slide(self, deep: Deep, source: str, to: str, kernels: str) -> list[str]:
        """Return the lines that slide `kernels` over `source`."""

    @abstractmethod
    def unwrap(self, name: str) -> list[str]:
        """Return the line that leaves the maps as (F, H', W'), if any."""

    @abstractmethod
    def combine(self, shown: Combined) -> list[str]:
        """Return the lines that make `combined` (H, W) of `edges`."""

    @abstractmethod
    def count(self, shown: Counted) -> list[str]:
        """Return the lines that make `parameters`."""

    def feature_maps(self, deep: Deep) -> str:
        """Write the script of one layer over a picture, or of two: `feature_maps` (F, H', W')."""
        source, parts = "image", []
        if deep.before is not None:
            source = "first_maps"
            parts.append(self.weights(deep.before, "first_kernels"))
            parts.append(self.start() + self.slide(deep.before, "image", source, "first_kernels"))
        begin = [] if deep.before is not None else self.start()
        parts.append(self.weights(deep, "kernels"))
        parts.append(begin + self.slide(deep, source, "feature_maps", "kernels"))
        return self._script(deep, *parts, self.unwrap("feature_maps"))

    def combined(self, shown: Combined) -> str:
        """Write the script of two edge maps made one: `combined` (H, W)."""
        edges = shown.deep.before
        assert edges is not None
        return self._script(
            edges,
            self.weights(edges, "kernels"),
            self.start() + self.slide(edges, "image", "edges", "kernels"),
            self.combine(shown),
        )

    def parameters(self, shown: Counted) -> str:
        """Write the script that counts a layer's weights and biases: `parameters`."""
        return "\n\n".join("\n".join(part) for part in self._counting(shown)) + "\n"

    @abstractmethod
    def _counting(self, shown: Counted) -> list[list[str]]: ...

    def weights(self, deep: Deep, name: str) -> list[str]:
        """Write kernels (F, C, kh, kw), and biases (F,) where there are any."""
        lines = [f"{name} = {self.array}(["]
        for kernel in deep.kernels:
            lines += indented([f"# {kernel.title}"] * bool(kernel.title) + _planes(kernel))
        lines.append(f"])  # {(len(deep.kernels), *deep.kernels[0].shape)}")
        if deep.flip:
            lines += [FLIPPED, self.turn(name)]
        if deep.biases.any():
            lines.append(f"biases = {self.array}({[int(one) for one in deep.biases]})")
        if (deep.divisors > 1).any():
            lines.append(f"divisors = {self.array}({[int(one) for one in deep.divisors]})")
        return lines

    def turn(self, name: str) -> str:
        """Return the line that turns all kernels by 180 degrees."""
        return f"{name} = {name}[:, :, ::-1, ::-1].copy()"

    def _script(self, deep: Deep, *parts: list[str]) -> str:
        found, picture = picture_lines(deep.picture)
        lines = sorted(
            {"import numpy as np", *self.imports, *found},
            key=lambda line: (line.startswith("from"), line.lower()),
        )
        blocks = [lines, picture, *filter(None, parts)]
        return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _planes(kernel: DeepKernel) -> list[str]:
    lines = ["["]
    for plane in kernel.planes:
        flat = f"    {[list(row) for row in plane]},"
        if len(flat) > WIDEST - 8:
            first, *middle, last = table(plane)
            lines += indented([first, *middle, f"{last},"])
        else:
            lines.append(flat)
    return [*lines, "],"]


def _pads(deep: Deep) -> bool:
    return deep.amounts != ((0, 0), (0, 0))


def _numpy_pad(deep: Deep, source: str, width: str) -> str:
    mode = f'mode="{PAD_MODES[deep.mode]}"' if deep.mode in PAD_MODES else ""
    if deep.mode == "constant" and deep.fill:
        mode = f"constant_values={deep.fill}"
    return f"np.pad({source}, {width}{arguments('', mode)})"


class DeepNumPy(DeepFramework):
    """Plain NumPy: every window at once, one sum over planes, rows and columns of each."""

    imports = ("from numpy.lib.stride_tricks import sliding_window_view",)
    array = "np.float32"

    def start(self) -> list[str]:
        return []

    def slide(self, deep: Deep, source: str, to: str, kernels: str) -> list[str]:
        rows, columns = (deep.dilation * (side - 1) + 1 for side in deep.shape)
        lines = []
        if _pads(deep):
            top, left = deep.amounts
            lines.append(f"padded = {_numpy_pad(deep, source, str(((0, 0), top, left)))}")
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

    def count(self, shown: Counted) -> list[str]:
        return [
            "weights, biases = np.zeros((filters, channels, k, k)), np.zeros(filters)",
            "parameters = weights.size + biases.size",
        ]

    def _counting(self, shown: Counted) -> list[list[str]]:
        return [["import numpy as np"], [_named(shown), *self.count(shown)]]


def _named(shown: Counted) -> str:
    return f"k, channels, filters = {shown.k}, {shown.inputs}, {shown.filters}"


class DeepPyTorch(DeepFramework):
    """PyTorch's functions, on the CPU."""

    imports = ("import torch", "from torch.nn import functional as F")
    array = "torch.Tensor"

    def start(self) -> list[str]:
        return ["batch = torch.from_numpy(image)[None]  # (1, C, H, W)"]

    def turn(self, name: str) -> str:
        return f"{name} = {name}.flip(-2, -1)"

    def slide(self, deep: Deep, source: str, to: str, kernels: str) -> list[str]:
        source, lines = "batch" if source == "image" else source, []
        if _pads(deep):
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

    def count(self, shown: Counted) -> list[str]:
        return [
            "layer = nn.Conv2d(channels, filters, k)",
            "parameters = sum(one.numel() for one in layer.parameters())",
        ]

    def _counting(self, shown: Counted) -> list[list[str]]:
        return [["from torch import nn"], [_named(shown), *self.count(shown)]]


class DeepKeras(DeepFramework):
    """Keras 3's operations, on any of its backends; channels come last."""

    imports = ("from keras import ops",)
    array = "np.float32"

    def start(self) -> list[str]:
        return ["batch = image.transpose(1, 2, 0)[None]  # (1, H, W, C)"]

    def slide(self, deep: Deep, source: str, to: str, kernels: str) -> list[str]:
        first = source == "image"
        source, lines = "batch" if first else source, []
        same = _pads(deep) and not first
        if _pads(deep) and first:
            top, left = deep.amounts
            lines.append(f"padded = {_numpy_pad(deep, source, str(((0, 0), top, left, (0, 0))))}")
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

    def count(self, shown: Counted) -> list[str]:
        return [
            "layer = layers.Conv2D(filters, k)",
            "layer.build((None, None, None, channels))",
            "parameters = layer.count_params()",
        ]

    def _counting(self, shown: Counted) -> list[list[str]]:
        return [["from keras import layers"], [_named(shown), *self.count(shown)]]


# Name of a tab -> how it writes.
DEEP_SNIPPETS: Mapping[str, DeepFramework] = MappingProxyType(
    {"NumPy": DeepNumPy(), "PyTorch": DeepPyTorch(), "Keras": DeepKeras()}
)
