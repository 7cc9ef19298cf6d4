"""A network as a script: what PyTorch and Keras share."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from cnn_core.geometry import pad_amounts
from cnn_core.geometry.phrases import brief
from cnn_core.geometry.sizes import Amounts, Pair, pair
from cnn_core.nn import (
    Activation,
    BatchNorm,
    Block,
    Conv2D,
    ConvTranspose2D,
    Dense,
    Dropout,
    Flatten,
    GlobalAvgPool,
    Layer,
    LeakyReLU,
    Pool2D,
    Softmax,
)
from cnn_core.nn.network import layer_shapes

Shape = tuple[int, ...]
# How the layers answer that frameworks have, too: a class made from one of them may do otherwise.
_WRITTEN = {
    layer.forward
    for layer in (
        Activation,
        BatchNorm,
        Block,
        Conv2D,
        ConvTranspose2D,
        Dense,
        Dropout,
        Flatten,
        GlobalAvgPool,
        LeakyReLU,
        Pool2D,
        Softmax,
    )
}


@dataclass(frozen=True)
class Part:
    """What one layer of the core becomes: layers of a framework, one of which may hold weights."""

    calls: tuple[str, ...]
    # The framework's name of a parameter -> the core's, with what brings it into the right layout.
    weights: Mapping[str, str] = field(default_factory=dict)
    holder: int = 0  # which of `calls` has the weights
    needs: str = ""  # the helper class that `calls` use
    note: str = ""  # why `calls` begin as they do, where the core has nothing like it


@dataclass(frozen=True)
class Place:
    """One layer at its place: what comes in and what goes out, (C, H, W) or (features,)."""

    number: str  # from "1", or "3.1" inside a block
    layer: Layer
    before: Shape
    after: Shape
    weighted: bool = False  # whether weights are loaded into it

    @property
    def is_flat(self) -> bool:
        """Whether a vector comes in, not maps."""
        return len(self.before) == 1

    @property
    def biased(self) -> bool:
        """Whether the layer adds a bias."""
        return "b" in self.layer.parameter_shapes(self.before)

    @property
    def parameters(self) -> int:
        """How many numbers training changes."""
        return sum(map(math.prod, self.layer.parameter_shapes(self.before).values()))


@dataclass
class Body:
    """The lines of layers in a row, and what they need."""

    lines: list[str] = field(default_factory=list)
    # Of each layer with weights: the place in the framework, as "2.0"; its number; what it becomes.
    loaded: list[tuple[str, str, Part]] = field(default_factory=list)
    needs: dict[str, None] = field(default_factory=dict)  # helpers, in order


class UnwrittenError(ValueError):
    """A layer that a framework has no code for here."""


class NetworkWriter(ABC):
    """One framework: it writes a script that ends with `network` and `logits`."""

    name: str
    helpers: Mapping[str, str]  # name of a class or function -> its source
    opening: str
    closing: str
    # How a block begins and ends: layers in a row, or those whose input is added to their answer.
    row: tuple[str, str]
    residual: tuple[str, str]

    @abstractmethod
    def imports(self, script: str) -> str:
        """Return the import lines of a script."""

    @abstractmethod
    def part(self, at: Place) -> Part:
        """Return what one layer becomes."""

    @abstractmethod
    def shape(self, shape: Shape) -> Shape:
        """Return a shape of the core in the framework's order."""

    @abstractmethod
    def load(self, file: str, weights: Sequence[tuple[str, str, Part]]) -> list[str]:
        """Return the lines that read `file`, whose weights are those of `Body.loaded`."""

    @abstractmethod
    def answer(self, input_shape: Shape) -> list[str]:
        """Return the lines that answer pictures."""

    def write(self, layers: Sequence[Layer], input_shape: Shape, *, weights: str = "") -> str:
        """Write a network's script; with `weights`, the name of a file, it is loaded from there.

        Shapes and parameter counts are those of the core, and with the weights that
        `cnn_core.save_weights` wrote, so are the logits. Errors: no layers, or one that does not
        fit, or that has no code here (UnwrittenError).
        """
        if not layers:
            raise ValueError("a network without layers computes nothing: add one")
        body = self._body(layers, layer_shapes(layers, input_shape), bool(weights))
        opening = self.opening.format(shape=self.shape(input_shape))
        blocks = [
            *(self.helpers[name] for name in body.needs),
            "\n".join([opening, *body.lines, self.closing]),
            *(["\n".join(self.load(weights, body.loaded))] if weights and body.loaded else []),
            "\n".join(self.answer(input_shape)),
        ]
        script = "\n\n".join(block.strip("\n") for block in blocks) + "\n"
        return f"{self.imports(script)}\n\n{script}"

    def _body(
        self,
        layers: Sequence[Layer],
        shapes: Sequence[Shape],
        weighted: bool,
        inside: tuple[str, str] = ("", ""),
    ) -> Body:
        """Write layers in a row; `inside`: what stands before their places and numbers."""
        body, start = Body(), 0
        for number, (layer, before, after) in enumerate(
            zip(layers, shapes, shapes[1:], strict=False), start=1
        ):
            if type(layer).forward not in _WRITTEN:
                raise self.unwritten(layer)
            at = Place(f"{inside[1]}{number}", layer, before, after, weighted)
            if isinstance(layer, Block):
                within = f"{inside[0]}{start}.", f"{at.number}."
                held = self._body(layer.layers, layer.shapes(before), weighted, within)
                opening, closing = self.residual if layer.skip else self.row
                body.lines += [
                    f"    {opening}  # {self._words(at)}",
                    *(f"    {line}" for line in held.lines),
                    f"    {closing},",
                ]
                body.loaded += held.loaded
                body.needs |= held.needs | ({"Residual": None} if layer.skip else {})
                start += 1
                continue
            part = self.part(at)
            lines = [f"    {call}," for call in part.calls]
            lines[0] += f"  # {part.note}" if part.note else ""
            body.lines += lines
            body.lines[-1] += f"  # {self._words(at)}"
            if part.weights:
                body.loaded.append((f"{inside[0]}{start + part.holder}", at.number, part))
            if part.needs:
                body.needs[part.needs] = None
            start += len(part.calls)
        return body

    def write_or_say(
        self, layers: Sequence[Layer], input_shape: Shape, *, weights: str = ""
    ) -> str:
        """Write as `write` does, or a comment that says which layer has no code here."""
        try:
            return self.write(layers, input_shape, weights=weights)
        except UnwrittenError as error:
            return comment(str(error))

    def can_write(self, layers: Sequence[Layer], input_shape: Shape) -> bool:
        """Tell whether every layer of a network has code here."""
        try:
            self.write(layers, input_shape)
        except UnwrittenError:
            return False
        return True

    def unwritten(self, layer: Layer) -> UnwrittenError:
        """Return the error that says so of a layer."""
        return UnwrittenError(
            f"there is no {self.name} code for {layer.name} here: everything else on "
            "this page counts it in"
        )

    def _words(self, at: Place) -> str:
        """Say what comes out of a layer, and how many parameters it has."""
        shape = str(self.shape(at.after))
        return f"{shape}, {at.parameters:,} parameters" if at.parameters else shape


def comment(sentence: str) -> str:
    """Write a sentence where a script would stand."""
    return f"# {sentence[:1].upper()}{sentence[1:]}.\n"


def options(required: Iterable[object], **named: tuple[object, object]) -> str:
    """Write arguments: those required, then each named (value, default) that is not its default.

    >>> options([8, 3], stride=(2, 1), padding=(0, 0))
    '8, 3, stride=2'
    """
    given = [f"{name}={value!r}" for name, (value, default) in named.items() if value != default]
    return ", ".join([*map(str, required), *given])


def short(value: int | Pair, name: str, least: int = 1) -> int | Pair:
    """Return one number for both axes where one is enough, else (rows, columns)."""
    both = pair(value, name, least)
    return both[0] if both[0] == both[1] else both


def text(value: int | Pair, name: str) -> str:
    """Write a size as code has it: 3, or (3, 2)."""
    return brief(pair(value, name))


def conv_amounts(layer: Layer) -> Amounts:
    """Return the padding of a convolution, in cells of each side."""
    kernel, stride, dilation = layer.window
    return pad_amounts(getattr(layer, "padding", 0), kernel, stride=stride, dilation=dilation)
