"""PyTorch's layers, by the arguments of their calls: code and print write them alike."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ui.link.settings import quoted
from ui.networks.kinds import PADDING_MODES
from ui.networks.parsers.arguments import Arguments
from ui.networks.parsers.custom_layers import own_layers
from ui.networks.parsers.shared_layers import (
    BOTH,
    Make,
    alone,
    batch_norm,
    dropout,
    gelu,
    leaky,
    number,
    pad,
    with_pads,
)
from ui.networks.parsers.site import Sides, Site
from ui.networks.text import Piece


def _conv(given: Arguments, at: Site) -> list[Piece]:
    size = at.whole(given.get(2, "kernel_size"), "kernel size")
    dilation = at.whole(given.get(5, "dilation"), "dilation", 1)
    padding, mode = given.get(4, "padding"), given.get(8, "padding_mode", usual="zeros")
    if padding == "same":
        covered = dilation * (size - 1)
        sides = Sides(covered // 2, covered % 2)
    else:
        sides = Sides(0 if padding == "valid" else at.whole(padding, "padding", 0))
    if mode not in PADDING_MODES:
        raise TypeError("padding mode")
    sides = with_pads(Sides(sides.before, sides.end, mode), at)
    numbers = {
        "filters": at.whole(given.get(1, "out_channels"), "filters"),
        "size": size,
        "stride": at.whole(given.get(3, "stride"), "stride", 1),
        "dilation": dilation,
        "groups": at.whole(given.get(6, "groups"), "groups", 1),
        "bias": int(given.get(7, "bias", usual=True) is not False),
        **sides.numbers,
    }
    return [Piece("c", numbers)]


def _transposed(given: Arguments, at: Site) -> list[Piece]:
    for place, name, usual in ((6, "groups", 1), (8, "dilation", 1)):
        if at.whole(given.get(place, name), name, usual) != usual:
            at.faults.append(
                f"The {name} of ConvTranspose2d cannot be shown here: {usual} is used instead."
            )
    numbers = {
        "filters": at.whole(given.get(1, "out_channels"), "filters"),
        "size": at.whole(given.get(2, "kernel_size"), "kernel size"),
        "stride": at.whole(given.get(3, "stride"), "stride", 1),
        "padding": at.whole(given.get(4, "padding"), "padding", 0),
        "output_padding": at.whole(given.get(5, "output_padding"), "output padding", 0),
        "bias": int(given.get(7, "bias", usual=True) is not False),
    }
    return [Piece("up", numbers)]


def _pool(kind: str) -> Make:
    def make(given: Arguments, at: Site) -> list[Piece]:
        size = at.whole(given.get(0, "kernel_size"), "window")
        dilation = at.whole(given.get(3, "dilation"), "dilation", 1) if kind in ("m", "min") else 1
        ceil = given.get({"a": 3, "lp": 2}.get(kind, 5), "ceil_mode")
        numbers = {
            "size": size,
            "stride": at.whole(given.get(1, "stride"), "stride", size),
            "padding": at.whole(given.get(2, "padding"), "padding", 0) if kind != "lp" else 0,
            "dilation": dilation,
            "ceil": int(ceil is True),
        }
        if kind == "a" and given.get(4, "count_include_pad") is False and numbers["padding"]:
            at.notes.append("Averages count the padding here, though your text leaves it out.")
        return [Piece(kind, numbers)]

    return make


def _lp_pool(given: Arguments, at: Site) -> list[Piece]:
    if given.get(0, "norm_type") not in (2, 2.0):
        at.notes.append("LPPool2d takes the L2 norm here, whatever the norm in your text.")
    return _pool("lp")(given.behind(1), at)


def _dense(given: Arguments, at: Site) -> list[Piece]:
    units = at.whole(given.get(1, "out_features"), "units")
    bias = int(given.get(2, "bias", usual=True) is not False)
    return [Piece("dense", {"units": units, "bias": bias})]


def _lazy(make: Make) -> Make:
    """Read a layer whose first argument, how much comes in, is left out."""
    return lambda given, at: make(Arguments((None, *given.places), given.names), at)


def _adaptive(kind: str, name: str) -> Make:
    def make(given: Arguments, at: Site) -> list[Piece]:
        """Read a pooling to a size that is asked for: its windows follow from what comes in."""
        want = at.whole(given.get(0, "output_size"), "output size")
        if want == 1 and kind == "a":
            return [Piece("gap")]
        if at.shape is None or len(at.shape) != 3:
            raise TypeError("what comes in")
        rows, columns = at.shape[1:]
        if want < 1 or rows != columns or rows < want:
            at.misfits.append(
                f"{name} makes {quoted(str(want))}×{quoted(str(want))} of {rows}×{columns} here, "
                "which cannot be shown: it is left out."
            )
            return []
        if rows == want:
            at.notes.append(f"{name} is left out: its input has {want}×{want} already.")
            return []
        stride = rows // want
        size = rows - (want - 1) * stride
        if rows % want:
            at.misfits.append(
                f"{name} makes {want}×{want} of {rows}×{rows} by windows of different sizes, which "
                f"cannot be shown here: windows of {size}×{size} are used."
            )
        return [Piece(kind, {"size": size, "stride": stride})]

    return make


def _batch_norm(given: Arguments, at: Site) -> list[Piece]:
    if given.get(3, "affine") is False:
        at.faults.append("A batch norm without scale and shift (affine=False) is shown with them.")
    momentum = number(given.get(2, "momentum"), 0.1, "momentum")
    return batch_norm(number(given.get(1, "eps"), 1e-5, "epsilon"), momentum, at)


PYTORCH: Mapping[str, Make] = MappingProxyType(
    {
        **BOTH,
        "Conv2d": _conv,
        "ConvTranspose2d": _transposed,
        "MaxPool2d": _pool("m"),
        "AvgPool2d": _pool("a"),
        "LPPool2d": _lp_pool,
        "MinPool2d": _pool("min"),
        "AdaptiveAvgPool2d": _adaptive("a", "AdaptiveAvgPool2d"),
        "AdaptiveMaxPool2d": _adaptive("m", "AdaptiveMaxPool2d"),
        "Linear": _dense,
        "LazyConv2d": _lazy(_conv),
        "LazyLinear": _lazy(_dense),
        "BatchNorm1d": _batch_norm,
        "BatchNorm2d": _batch_norm,
        "Sigmoid": alone("sigmoid"),
        "Tanh": alone("tanh"),
        "LeakyReLU": leaky(0.01),
        "GELU": lambda given, at: gelu(at, given.get(0, "approximate") != "tanh"),
        "Dropout2d": dropout,
        "AlphaDropout": dropout,
        "ZeroPad2d": pad("zeros"),
        "ConstantPad2d": pad("zeros"),
        "ReflectionPad2d": pad("reflect"),
        "ReplicationPad2d": pad("replicate"),
        "CircularPad2d": pad("circular"),
        "Softmax2d": alone("softmax"),
        **own_layers("PyTorch"),
    }
)
