"""Keras's layers, by the arguments of their calls; an activation they name is a layer too."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from cnn_core.geometry.phrases import article
from cnn_core.ops import ACTIVATIONS
from ui.link.settings import quoted
from ui.networks.kinds import activation_word
from ui.networks.parsers.arguments import Arguments, Call, Name
from ui.networks.parsers.custom_layers import formula_word, own_layers
from ui.networks.parsers.shared_layers import (
    BOTH,
    Make,
    alone,
    batch_norm,
    dropout,
    gelu,
    leaky,
    nothing,
    number,
    pad,
    with_pads,
)
from ui.networks.parsers.site import Sides, Site
from ui.networks.parsers.values import word
from ui.networks.text import Piece

_ACTIVATIONS: Mapping[str, str] = MappingProxyType(
    {name: activation_word(name) for name in ACTIVATIONS} | {"softmax": "softmax"}
)
_RELUS = frozenset(["elu", "selu", "swish", "silu", "mish", "hard_swish", "softplus"])


def _after(given: Arguments, place: int, at: Site) -> list[Piece]:
    """Return the activation that a Keras layer names."""
    asked = given.get(place, "activation")
    if asked in (None, "linear"):
        return []
    if isinstance(asked, Call) and asked.name in KERAS:
        return KERAS[asked.name](asked.given, at)
    known = formula_word(asked, "Keras")
    if known is not None:
        return [Piece(known)]
    name = asked.last if isinstance(asked, Name) else asked
    if name == "gelu":
        return gelu(at, exact=True)
    if name == "leaky_relu":
        return [Piece("leaky", {"slope": 200})]  # Keras's own default
    if name in _RELUS:
        at.notes.append(f"{name} is shown as ReLU: sizes and parameters are the same.")
        return [Piece("relu")]
    if not isinstance(name, str) or name not in _ACTIVATIONS:
        at.faults.append(f"The activation “{quoted(word(name))}” is not known here.")
        return []
    return [Piece(_ACTIVATIONS[name])]


def _sides(given: Arguments, place: int, size: int, dilation: int, stride: int, at: Site) -> Sides:
    """Return the padding that a convolution asks for, with that of a layer before it."""
    asked = given.get(place, "padding", usual="valid")
    if asked == "same":
        return with_pads(at.same(size, dilation, stride, "a convolution"), at)
    if asked != "valid":
        raise TypeError("padding")
    return with_pads(Sides(), at)


def _conv(given: Arguments, at: Site) -> list[Piece]:
    size = at.whole(given.get(1, "kernel_size"), "kernel size")
    stride = at.whole(given.get(2, "strides"), "stride", 1)
    dilation = at.whole(given.get(5, "dilation_rate"), "dilation", 1)
    bias = int(given.get(8, "use_bias", usual=True) is not False)
    filters = at.whole(given.get(0, "filters"), "filters")
    if at.spread and at.pads is not None:  # a transposed convolution, written out
        sides, apart, at.pads, at.spread = at.pads, at.spread, None, 0
        numbers = {"size": size, "stride": apart, "output_padding": sides.end, "bias": bias}
        numbers |= {"filters": filters, "padding": size - 1 - sides.before}
        return [Piece("up", numbers), *_after(given, 7, at)]
    numbers = {
        "filters": filters,
        "size": size,
        "stride": stride,
        "dilation": dilation,
        "groups": at.whole(given.get(6, "groups"), "groups", 1),
        "bias": bias,
        **_sides(given, 3, size, dilation, stride, at).numbers,
    }
    return [Piece("c", numbers), *_after(given, 7, at)]


def _depthwise(given: Arguments, at: Site) -> list[Piece]:
    if at.channels is None:
        raise TypeError("channels")
    size = at.whole(given.get(0, "kernel_size"), "kernel size")
    stride = at.whole(given.get(1, "strides"), "stride", 1)
    dilation = at.whole(given.get(5, "dilation_rate"), "dilation", 1)
    numbers = {
        "filters": at.channels * at.whole(given.get(3, "depth_multiplier"), "depth multiplier", 1),
        "size": size,
        "stride": stride,
        "dilation": dilation,
        "groups": at.channels,
        "bias": int(given.get(7, "use_bias", usual=True) is not False),
        **_sides(given, 2, size, dilation, stride, at).numbers,
    }
    return [Piece("c", numbers), *_after(given, 6, at)]


def _separable(given: Arguments, at: Site) -> list[Piece]:
    """Return the two convolutions of a separable one: each channel alone, then 1×1 over all."""
    if at.channels is None:
        raise TypeError("channels")
    size = at.whole(given.get(1, "kernel_size"), "kernel size")
    stride = at.whole(given.get(2, "strides"), "stride", 1)
    dilation = at.whole(given.get(5, "dilation_rate"), "dilation", 1)
    each = at.whole(given.get(6, "depth_multiplier"), "depth multiplier", 1)
    deep = {
        "filters": at.channels * each,
        "size": size,
        "stride": stride,
        "dilation": dilation,
        "groups": at.channels,
        "bias": 0,
        **_sides(given, 3, size, dilation, stride, at).numbers,
    }
    bias = int(given.get(8, "use_bias", usual=True) is not False)
    across = {"filters": at.whole(given.get(0, "filters"), "filters"), "size": 1, "bias": bias}
    return [Piece("c", deep), Piece("c", across), *_after(given, 7, at)]


def _transposed(given: Arguments, at: Site) -> list[Piece]:
    size = at.whole(given.get(1, "kernel_size"), "kernel size")
    stride = at.whole(given.get(2, "strides"), "stride", 1)
    if at.whole(given.get(-1, "dilation_rate"), "dilation", 1) != 1:
        raise TypeError("dilation")
    cut, gap = max(size - stride, 0), max(stride - size, 0)
    before, extra = 0, gap
    if given.get(3, "padding") == "same":
        # Keras cuts one cell more at the end, PyTorch can leave out one at the end less.
        before, extra = (cut + 1) // 2, gap + cut % 2
        if cut % 2:
            at.notes.append(
                "“Same” of a transposed convolution cuts one side more than the other: the sizes "
                "here are the same, the cells lie one further."
            )
    numbers = {
        "filters": at.whole(given.get(0, "filters"), "filters"),
        "size": size,
        "stride": stride,
        "padding": before,
        "output_padding": extra,
        "bias": int(given.get(-1, "use_bias", usual=True) is not False),
    }
    return [Piece("up", numbers), *_after(given, -1, at)]


def _cropping(given: Arguments, at: Site) -> list[Piece]:
    """Take what is cut off behind a transposed convolution into its padding."""
    cut = given.get(0, "cropping", usual=1)
    sides = [
        (one, one) if type(one) is int else tuple(one)
        for one in (cut if isinstance(cut, tuple | list) else (cut, cut))
    ]
    last = at.pieces[-1] if at.pieces else None
    if last is None or last.kind != "up" or len(sides) != 2 or sides[0] != sides[1]:
        raise TypeError("cropping")
    before, after = sides[0]
    extra = last["output_padding"] + before - after
    if extra < 0:
        raise TypeError("cropping")
    at.pieces.pop()
    at.shape = at.shapes.pop()
    changed = last.changed("padding", last["padding"] + before)
    return [changed.changed("output_padding", extra)]


def _pool(kind: str) -> Make:
    def make(given: Arguments, at: Site) -> list[Piece]:
        size = at.whole(given.get(0, "pool_size"), "window", 2)
        stride = at.whole(given.get(1, "strides"), "stride", size)
        last = at.pieces[-1] if at.pieces else None
        if size == 1 and last is not None and last.kind == "c" and last["dilation"] > 1:
            # The stride of a dilated convolution, which Keras's own layer refuses.
            at.pieces.pop()
            at.shape = at.shapes.pop()
            return [last.changed("stride", last["stride"] * stride)]
        piece = Piece(kind, {"size": size, "stride": stride})
        if given.get(2, "padding") != "same":
            return [piece]
        sides = at.same(size, 1, stride, "a pooling")
        piece = piece.changed("padding", sides.before).changed("ceil", sides.end)
        if at.shape is not None and len(at.shape) == 3:
            rows = piece.layer.output_shape(at.shape)[1]
            if rows != -(-at.shape[1] // stride):
                at.misfits.append(
                    f"“Same” of {article(size)} {size}×{size} pooling with stride {stride} "
                    "pads one side more than the other, which cannot be shown here."
                )
        if kind == "a" and sides.before:
            at.notes.append("Averages count the padding here, Keras leaves it out.")
        return [piece]

    return make


def _global_max(given: Arguments, at: Site) -> list[Piece]:
    if at.shape is None or len(at.shape) != 3 or at.shape[1] != at.shape[2]:
        raise TypeError("what comes in")
    return [Piece("m", {"size": at.shape[1]}), Piece("flat")]


def _dense(given: Arguments, at: Site) -> list[Piece]:
    units = at.whole(given.get(0, "units"), "units")
    bias = int(given.get(2, "use_bias", usual=True) is not False)
    return [Piece("dense", {"units": units, "bias": bias}), *_after(given, 1, at)]


def _batch_norm(given: Arguments, at: Site) -> list[Piece]:
    if False in (given.get(3, "center"), given.get(4, "scale")):
        at.faults.append("A batch norm without its scale or shift is shown with both.")
    momentum = 1 - number(given.get(1, "momentum"), 0.99, "momentum")
    return batch_norm(number(given.get(2, "epsilon"), 1e-3, "epsilon"), momentum, at)


def _relu(given: Arguments, at: Site) -> list[Piece]:
    slope, most = given.get(1, "negative_slope"), given.get(0, "max_value")
    if most == 6 and not slope:
        return [Piece("relu6")]
    if most is not None:
        at.notes.append("A ReLU with a largest value is shown as ReLU: sizes are the same.")
    return leaky(0.0)(Arguments([slope]), at) if slope else [Piece("relu")]


KERAS: Mapping[str, Make] = MappingProxyType(
    {
        **BOTH,
        "Conv2D": _conv,
        "Convolution2D": _conv,
        "DepthwiseConv2D": _depthwise,
        "SeparableConv2D": _separable,
        "SeparableConvolution2D": _separable,
        "Conv2DTranspose": _transposed,
        "Cropping2D": _cropping,
        "ZeroPadding2D": pad("zeros"),
        "MaxPooling2D": _pool("m"),
        "MaxPool2D": _pool("m"),
        "AveragePooling2D": _pool("a"),
        "AvgPool2D": _pool("a"),
        "GlobalAveragePooling2D": alone("gap"),
        "GlobalAvgPool2D": alone("gap"),
        "GlobalMaxPooling2D": _global_max,
        "GlobalMaxPool2D": _global_max,
        "Dense": _dense,
        "BatchNormalization": _batch_norm,
        "ReLU": _relu,
        "LeakyReLU": leaky(0.3),
        "Activation": lambda given, at: _after(given, 0, at),
        "SpatialDropout2D": dropout,
        **{
            name: nothing(name, "it changes neither sizes nor parameters")
            for name in (
                "Normalization",
                "RandomFlip",
                "RandomRotation",
                "RandomZoom",
                "RandomTranslation",
                "RandomContrast",
                "RandomBrightness",
                "GaussianNoise",
            )
        },
        **own_layers("Keras"),
    }
)
