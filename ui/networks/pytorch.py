"""A network in PyTorch: the same layers, shapes, parameters and logits."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from cnn_core.nn import (
    Activation,
    BatchNorm,
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
from cnn_core.ops import ACTIVATIONS
from ui.networks.pool_plan import PoolPlan
from ui.networks.script import NetworkWriter, Part, Place, Shape, conv_amounts, options, short, text

_PADS = {
    "zeros": "ZeroPad2d",
    "constant": "ZeroPad2d",  # the layer's fill is always 0
    "reflect": "ReflectionPad2d",
    "replicate": "ReplicationPad2d",
    "circular": "CircularPad2d",
}

_WEIGHTS = {"weight": "w", "bias": "b"}

_FUNCTION = '''
class Function(nn.Module):
    """Any function of the input, as a module."""

    def __init__(self, function):
        super().__init__()
        self.function = function

    def forward(self, x):
        return self.function(x)
'''
_WINDOW_POOL = '''
class WindowPool(nn.Module):
    """Pool windows that PyTorch's own layers do not have, by any function of their cells."""

    def __init__(self, answer, size, stride, dilation, pads, fill=0.0, inside=None):
        super().__init__()
        self.answer, self.pads, self.fill, self.inside = answer, pads, fill, inside
        self.windows = list(zip(size, stride, dilation))

    def forward(self, x):
        (top, bottom), (left, right) = self.pads
        x = F.pad(x, (left, right, top, bottom), value=self.fill)
        rows, cols = (
            torch.arange(0, n - d * (k - 1), s)[:, None] + d * torch.arange(k)
            for n, (k, s, d) in zip(x.shape[2:], self.windows)
        )
        windows = x[:, :, rows][..., cols]  # (N, C, H', kh, W', kw)
        answers = self.answer(windows.transpose(3, 4))
        if self.inside is None:
            return answers
        # An average leaves out the cells that hang over the padding's end.
        counts = [(one < end).float().mean(1) for one, end in zip((rows, cols), self.inside)]
        return answers / torch.outer(*counts)
'''
_RESIDUAL = '''
class Residual(nn.Sequential):
    """Layers in a row, whose input is added to their answer."""

    def forward(self, x):
        return x + super().forward(x)
'''


class PyTorch(NetworkWriter):
    """PyTorch's modules in a row; pictures are (N, C, H, W), as here but for the batch's place."""

    name = "PyTorch"
    helpers: Mapping[str, str] = {
        "WindowPool": _WINDOW_POOL,
        "Function": _FUNCTION,
        "Residual": _RESIDUAL,
    }
    opening = "network = nn.Sequential(  # takes pictures {shape}"
    closing = ")"
    row = "nn.Sequential(", ")"
    residual = "Residual(", ")"

    def imports(self, script: str) -> str:
        functions = "\nfrom torch.nn import functional as F" if "F." in script else ""
        return f"import numpy as np\nimport torch\nfrom torch import nn{functions}"

    def shape(self, shape: Shape) -> Shape:
        return shape

    def part(self, at: Place) -> Part:
        layer = at.layer
        match layer:
            case Conv2D():
                return self._conv(layer, at)
            case ConvTranspose2D():
                return self._transposed(layer, at)
            case Pool2D():
                return self._pool(layer, at)
            case GlobalAvgPool():
                return Part(("nn.AdaptiveAvgPool2d(1)", "nn.Flatten()"))
            case LeakyReLU():
                return Part((f"nn.LeakyReLU({layer.slope})",))
            case Activation():
                function = ACTIVATIONS[layer.kind]
                if native := function.layers.get(self.name):
                    return Part((native,))
                return self._function(function.code[self.name])
            case BatchNorm():
                named = options(
                    [at.before[0]], eps=(layer.epsilon, 1e-5), momentum=(layer.momentum, 0.1)
                )
                weights = {
                    "weight": "scale",
                    "bias": "shift",
                    "running_mean": "mean",
                    "running_var": "variance",
                }
                return Part((f"nn.BatchNorm{1 if at.is_flat else 2}d({named})",), weights)
            case Dropout():
                return Part((f"nn.Dropout({layer.rate})",))
            case Flatten():
                return Part(("nn.Flatten()",))
            case Dense():
                named = options([at.before[0], layer.units], bias=(layer.bias, True))
                if at.is_flat:
                    return Part((f"nn.Linear({named})",), self._weights(at))
                # On maps, a dense layer at each place is a convolution with a 1x1 kernel.
                named = options([at.before[0], layer.units, 1], bias=(layer.bias, True))
                weights = self._weights(at) | {"weight": "w[:, :, None, None]"}
                return Part((f"nn.Conv2d({named})",), weights)
            case Softmax():
                return Part(("nn.Softmax(1)",))
        raise self.unwritten(layer)

    def load(self, file: str, weights: Sequence[tuple[str, str, Part]]) -> list[str]:
        lines = []
        for place, number, part in weights:
            for theirs, ours in part.weights.items():
                name, bracket, layout = ours.partition("[")
                array = f'file["layer{number}.{name}"]{bracket}{layout}'
                lines.append(f'        "{place}.{theirs}": torch.from_numpy({array}),')
        strict = not any("running_mean" in part.weights for _, _, part in weights)
        return [
            f'with np.load("{file}") as file:',
            "    network.load_state_dict({",
            *lines,
            # PyTorch's batch norm also counts batches, which nothing needs here.
            "    })" if strict else "    }, strict=False)  # batch norm's count of batches is left",
        ]

    def answer(self, input_shape: Shape) -> list[str]:
        sizes = ", ".join(map(str, input_shape))
        return [
            f"pictures = torch.zeros(1, {sizes})  # yours: (N, {sizes}), numbers from 0 to 1",
            "network.eval()  # in use, not in training",
            "with torch.no_grad():",
            "    logits = network(pictures)",
        ]

    def _weights(self, at: Place) -> dict[str, str]:
        return _WEIGHTS if at.biased else {"weight": "w"}

    def _conv(self, layer: Conv2D, at: Place) -> Part:
        (top, bottom), (left, right) = conv_amounts(layer)
        even = top == bottom and left == right
        mode = "zeros" if layer.padding_mode == "constant" else layer.padding_mode
        named = options(
            [at.before[0], layer.filters, text(layer.kernel, "kernel")],
            stride=(short(layer.stride, "stride"), 1),
            padding=(short((top, left), "padding", 0) if even else 0, 0),
            dilation=(short(layer.dilation, "dilation"), 1),
            groups=(layer.groups, 1),
            bias=(layer.bias, True),
            padding_mode=(mode if even and (top or left) else "zeros", "zeros"),
        )
        call = f"nn.Conv2d({named})"
        if even:
            return Part((call,), self._weights(at))
        pad = f"nn.{_PADS[mode]}(({left}, {right}, {top}, {bottom}))"
        return Part((pad, call), self._weights(at), holder=1)

    def _transposed(self, layer: ConvTranspose2D, at: Place) -> Part:
        named = options(
            [at.before[0], layer.filters, text(layer.kernel, "kernel")],
            stride=(short(layer.stride, "stride"), 1),
            padding=(short(layer.padding, "padding", 0), 0),
            output_padding=(short(layer.output_padding, "output_padding", 0), 0),
            groups=(layer.groups, 1),
            bias=(layer.bias, True),
            dilation=(short(layer.dilation, "dilation"), 1),
        )
        return Part((f"nn.ConvTranspose2d({named})",), self._weights(at))

    def _pool(self, layer: Pool2D, at: Place) -> Part:
        plan = PoolPlan.of(layer, at.before)
        size, stride, _ = layer.window
        named = options(
            [text(size, "size")],
            stride=(short(stride, "stride"), short(size, "size")),
            padding=(short(layer.padding, "padding", 0), 0),
            dilation=(short(layer.dilation, "dilation"), 1),
            ceil_mode=(plan.beyond, False),
        )
        native = plan.native(self.name)
        if native and native.layer:
            return Part((native.layer.format(how=named),))
        if native:
            return self._function(native.call.format(how=named, cells=math.prod(size)))
        return Part((plan.call(self.name),), needs="WindowPool")

    def _function(self, expression: str) -> Part:
        """Make a module of an expression of `x`."""
        return Part((f"Function(lambda x: {expression})",), needs="Function")
