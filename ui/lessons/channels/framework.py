"""A layer of kernels as deep as their input as a script: what NumPy, PyTorch and Keras share."""

from __future__ import annotations

from abc import ABC, abstractmethod

from cnn_core.kernels import DeepKernel
from ui.code.framework import FLIPPED
from ui.code.python_source import WIDEST, indented, script, table
from ui.lessons.channels.deep_layer import Deep
from ui.lessons.channels.model import Combined, Counted, Shown
from ui.lessons.channels.two_networks import TwoNetworks


class DeepFramework(ABC):
    """One way to write such layers down. Every script ends with its answer in a variable."""

    imports: tuple[str, ...]
    counting: str  # the import with which parameters are counted
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
    def relu(self, name: str) -> str:
        """Return the line that sets what is negative to 0."""

    @abstractmethod
    def count(self, shown: Counted) -> list[str]:
        """Return the lines that make `parameters`."""

    def written(self, shown: Shown) -> str:
        """Write the script of what is shown."""
        if isinstance(shown, Combined):
            return self.combined(shown)
        if isinstance(shown, TwoNetworks):
            return self.two_networks(shown)
        return self.parameters(shown) if isinstance(shown, Counted) else self.feature_maps(shown)

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
        return script(deep.picture, self.imports, *parts, self.unwrap("feature_maps"))

    def combined(self, shown: Combined) -> str:
        """Write the script of two edge maps made one: `combined` (H, W)."""
        edges = shown.deep.before
        assert edges is not None
        return script(
            edges.picture,
            self.imports,
            self.weights(edges, "kernels"),
            self.start() + self.slide(edges, "image", "edges", "kernels"),
            self.combine(shown),
        )

    def two_networks(self, shown: TwoNetworks) -> str:
        """Write the script of both second layers: `corners` and `alone`, (4, H, W) each."""
        edges = shown.deep.before
        assert edges is not None
        parts = [
            self.weights(edges, "first_kernels"),
            [*self.start(), *self.slide(edges, "image", "edges", "first_kernels")],
            [self.relu("edges")],
        ]
        for layer, name in ((shown.deep, "corners"), (shown.flat, "alone")):
            parts.append(self.weights(layer, "kernels"))
            parts.append([*self.slide(layer, "edges", name, "kernels"), self.relu(name)])
            parts.append(self.unwrap(name))
        return script(edges.picture, self.imports, *parts)

    def parameters(self, shown: Counted) -> str:
        """Write the script that counts a layer's weights and biases: `parameters`."""
        named = f"k, channels, filters = {shown.k}, {shown.inputs}, {shown.filters}"
        return "\n".join([self.counting, "", named, *self.count(shown)]) + "\n"

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


def pads(deep: Deep) -> bool:
    """Tell whether there is any padding."""
    return deep.amounts != ((0, 0), (0, 0))
