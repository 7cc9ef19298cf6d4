"""A network in Keras 3, channels last: the same layers, shapes, parameters and logits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cnn_core.geometry.same_padding import tensorflow_same
from cnn_core.geometry.sizes import pair
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

# NumPy's names of what stands outside a picture.
_MODES = {"reflect": "reflect", "replicate": "edge", "circular": "wrap"}

_BORDER = '''
class Border(layers.Layer):
    """Surround maps by cells of their own: mirrored, repeated or from the other side."""

    def __init__(self, pads, mode):
        super().__init__()
        self.pads, self.mode = pads, mode

    def call(self, x):
        for axis, sides in enumerate(self.pads, start=1):
            x = ops.take(x, np.pad(np.arange(x.shape[axis]), sides, mode=self.mode), axis=axis)
        return x
'''
_SPREAD = '''
class Spread(layers.Layer):
    """Move cells apart by `steps`, zeros between them: a transposed convolution's first half."""

    def __init__(self, steps):
        super().__init__()
        self.steps = steps

    def call(self, x):
        for axis, step in enumerate(self.steps, start=1):
            sides = [(0, 0)] * 5
            sides[axis + 1] = (0, step - 1)
            shape = [-1, *x.shape[1:]]
            shape[axis] *= step
            x = ops.reshape(ops.pad(ops.expand_dims(x, axis + 1), sides), shape)
            x = ops.take(x, np.arange(shape[axis] - step + 1), axis=axis)
        return x
'''
_WINDOW_POOL = '''
class WindowPool(layers.Layer):
    """Pool windows that Keras's own layers do not have, by any function of their cells."""

    def __init__(self, answer, size, stride, dilation, pads, fill=0.0, inside=None):
        super().__init__()
        self.answer, self.pads, self.fill, self.inside = answer, pads, fill, inside
        self.windows = list(zip(size, stride, dilation))

    def call(self, x):
        x = ops.pad(x, [(0, 0), *self.pads, (0, 0)], constant_values=self.fill)
        rows, cols = (
            np.arange(0, n - d * (k - 1), s)[:, None] + d * np.arange(k)
            for n, (k, s, d) in zip(x.shape[1:3], self.windows)
        )
        windows = ops.take(ops.take(x, rows, axis=1), cols, axis=3)  # (N, H', kh, W', kw, C)
        answers = self.answer(ops.transpose(windows, (0, 1, 3, 5, 2, 4)))
        if self.inside is None:
            return answers
        # An average leaves out the cells that hang over the padding's end.
        counts = np.outer(*((one < end).mean(1) for one, end in zip((rows, cols), self.inside)))
        return ops.divide(answers, np.float32(counts)[:, :, None])
'''
_RESIDUAL = '''
class Residual(layers.Layer):
    """Layers in a row, whose input is added to their answer."""

    def __init__(self, inside):
        super().__init__()
        self.inside = keras.Sequential(inside)

    @property
    def layers(self):
        return self.inside.layers

    def call(self, x):
        return x + self.inside(x)
'''


class Keras(NetworkWriter):
    """Keras 3's layers in a row, on any of its backends; pictures are (N, H, W, C)."""

    name = "Keras"
    helpers: Mapping[str, str] = {
        "Border": _BORDER,
        "Spread": _SPREAD,
        "WindowPool": _WINDOW_POOL,
        "Residual": _RESIDUAL,
    }
    opening = "network = keras.Sequential([\n    keras.Input({shape}),"
    closing = "])"
    row = "keras.Sequential([", "])"
    residual = "Residual([", "])"

    def imports(self, script: str) -> str:
        operations = ", ops" if "ops." in script else ""
        return f"import keras\nimport numpy as np\nfrom keras import layers{operations}"

    def shape(self, shape: Shape) -> Shape:
        return (*shape[1:], shape[0]) if len(shape) == 3 else shape

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
                return Part(("layers.GlobalAveragePooling2D()",))
            case LeakyReLU():
                return Part((f"layers.LeakyReLU(negative_slope={layer.slope})",))
            case Activation():
                function = ACTIVATIONS[layer.kind]
                other = f"layers.Activation(lambda x: {function.code[self.name]})"
                return Part((function.layers.get(self.name, other),))
            case BatchNorm():
                # Keras's momentum is the share of the old, ours and PyTorch's that of the new.
                named = options(
                    [],
                    momentum=(float(f"{1 - layer.momentum:.12g}"), 0.99),
                    epsilon=(layer.epsilon, 1e-3),
                )
                weights = {name: name for name in ("scale", "shift", "mean", "variance")}
                return Part((f"layers.BatchNormalization({named})",), weights)
            case Dropout():
                return Part((f"layers.Dropout({layer.rate})",))
            case Flatten():
                return self._flatten(at)
            case Dense():
                named = options([layer.units], use_bias=(layer.bias, True))
                weights = {"kernel": "w.T"} | ({"bias": "b"} if at.biased else {})
                return Part((f"layers.Dense({named})",), weights)
            case Softmax():
                return Part(("layers.Softmax()",))
        raise self.unwritten(layer)

    def load(self, file: str, weights: Sequence[tuple[str, str, Part]]) -> list[str]:
        lines = [f'with np.load("{file}") as file:']
        for place, number, part in weights:
            layer = "".join(f".layers[{one}]" for one in place.split("."))
            values = []
            for ours in part.weights.values():
                name, dot, layout = ours.partition(".")
                values.append(f'file["layer{number}.{name}"]{dot}{layout}')
            lines += [
                f"    network{layer}.set_weights([",
                *(f"        {value}," for value in values),
                "    ])",
            ]
        return lines

    def answer(self, input_shape: Shape) -> list[str]:
        sizes = ", ".join(map(str, self.shape(input_shape)))
        return [
            f'pictures = np.zeros((1, {sizes}), "float32")  # yours: (N, {sizes}), from 0 to 1',
            "logits = network(pictures, training=False)",
        ]

    def _flatten(self, at: Place) -> Part:
        """Flatten channel by channel, as the weights after it expect."""
        in_order = at.is_flat or at.before[0] == 1 or at.before[1:] == (1, 1)
        if in_order or not at.weighted:
            return Part(("layers.Flatten()",))
        return Part(
            ("layers.Permute((3, 1, 2))", "layers.Flatten()"),
            note="channels first, for the weights below count channel by channel",
        )

    def _conv(self, layer: Conv2D, at: Place) -> Part:
        amounts = conv_amounts(layer)
        stride, dilation = pair(layer.stride, "stride"), pair(layer.dilation, "dilation")
        # Keras refuses a stride with a dilation: every stride-th cell is kept afterwards.
        thinned = dilation != (1, 1) and stride != (1, 1)
        steps = (1, 1) if thinned else stride
        known = tensorflow_same(
            (at.before[1], at.before[2]), layer.kernel, stride=steps, dilation=dilation
        )
        padded = amounts != ((0, 0), (0, 0)) and layer.padding_mode not in _MODES
        same = padded and amounts == known
        named = options(
            [layer.filters, text(layer.kernel, "kernel")],
            strides=(short(steps, "stride"), 1),
            padding=("same" if same else "valid", "valid"),
            dilation_rate=(short(dilation, "dilation"), 1),
            groups=(layer.groups, 1),
            use_bias=(layer.bias, True),
        )
        pads, needs = self._pads(amounts if not same else ((0, 0), (0, 0)), layer.padding_mode)
        after = (f"layers.MaxPooling2D(1, strides={text(stride, 'stride')})",) if thinned else ()
        weights = {"kernel": "w.transpose(2, 3, 1, 0)"} | ({"bias": "b"} if at.biased else {})
        calls = (*pads, f"layers.Conv2D({named})", *after)
        return Part(calls, weights, holder=len(pads), needs=needs)

    def _pads(
        self, amounts: tuple[tuple[int, int], tuple[int, int]], mode: str
    ) -> tuple[tuple[str, ...], str]:
        """Return the layers that add padding, and the helper they need."""
        if amounts == ((0, 0), (0, 0)):
            return (), ""
        if mode in _MODES:
            return (f'Border({amounts}, "{_MODES[mode]}")',), "Border"
        (top, bottom), (left, right) = amounts
        even = top == bottom == left == right
        return (f"layers.ZeroPadding2D({top if even else amounts})",), ""

    def _transposed(self, layer: ConvTranspose2D, at: Place) -> Part:
        kernel, stride = pair(layer.kernel, "kernel"), pair(layer.stride, "stride")
        dilation = pair(layer.dilation, "dilation")
        padding = pair(layer.padding, "padding", 0)
        extra = pair(layer.output_padding, "output_padding", 0)
        bias = {"bias": "b"} if at.biased else {}
        use_bias = (layer.bias, True)
        # Where the stride is larger than the kernel, Keras leaves its gap at the end as well.
        cut = [
            (p, p - e + max(0, s - k))
            for p, e, s, k in zip(padding, extra, stride, kernel, strict=True)
        ]
        if dilation == (1, 1) and layer.groups == 1 and min(end for _, end in cut) >= 0:
            named = options(
                [layer.filters, text(kernel, "kernel")],
                strides=(short(stride, "stride"), 1),
                use_bias=use_bias,
            )
            crop = (f"layers.Cropping2D({tuple(cut)})",) if any(map(any, cut)) else ()
            weights = {"kernel": "w.transpose(2, 3, 1, 0)"} | bias
            return Part((f"layers.Conv2DTranspose({named})", *crop), weights)
        # What Keras's layer lacks is an ordinary convolution over cells that were moved apart.
        reach = [d * (k - 1) for d, k in zip(dilation, kernel, strict=True)]
        sides = [(r - p, r - p + e) for r, p, e in zip(reach, padding, extra, strict=True)]
        added = tuple((max(0, a), max(0, b)) for a, b in sides)
        removed = tuple((max(0, -a), max(0, -b)) for a, b in sides)
        before = [f"Spread({stride})", f"layers.ZeroPadding2D({added})"]
        if any(map(any, removed)):
            before.append(f"layers.Cropping2D({removed})")
        named = options(
            [layer.filters, text(kernel, "kernel")],
            dilation_rate=(short(dilation, "dilation"), 1),
            groups=(layer.groups, 1),
            use_bias=use_bias,
        )
        inputs, each = at.before[0] // layer.groups, layer.filters // layer.groups
        turned = (
            f"w.reshape({layer.groups}, {inputs}, {each}, {kernel[0]}, {kernel[1]})"
            f"[..., ::-1, ::-1].transpose(3, 4, 1, 0, 2)"
            f".reshape({kernel[0]}, {kernel[1]}, {inputs}, {layer.filters})"
        )
        calls = (*before, f"layers.Conv2D({named})")
        return Part(calls, {"kernel": turned} | bias, holder=len(before), needs="Spread")

    def _pool(self, layer: Pool2D, at: Place) -> Part:
        plan = PoolPlan.of(layer, at.before)
        size, stride, _ = layer.window
        native = plan.native(self.name)
        if native and native.layer:
            named = options(
                [text(size, "size")], strides=(short(stride, "stride"), short(size, "size"))
            )
            return Part((native.layer.format(how=named),))
        return Part((plan.call(self.name),), needs="WindowPool")
