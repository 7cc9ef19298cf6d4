"""From the calls of a text to layers: each is read for what comes into it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ui.link.settings import quoted
from ui.networks.parsers.arguments import Arguments, Call
from ui.networks.parsers.keras import KERAS
from ui.networks.parsers.pytorch import PYTORCH
from ui.networks.parsers.shared_layers import Make
from ui.networks.parsers.site import Shape, Site
from ui.networks.text import MOST_LAYERS, Piece, nearest

INPUTS = ("Input", "InputLayer")
LAYER_NAMES = frozenset({*PYTORCH, *KERAS})
# A layer's argument that says how much comes in, and what of.
_READS: Mapping[str, tuple[str, str]] = {
    "Conv2d": ("in_channels", "channels"),
    "ConvTranspose2d": ("in_channels", "channels"),
    "BatchNorm2d": ("num_features", "channels"),
    "BatchNorm1d": ("num_features", "numbers"),
    "Linear": ("in_features", "numbers"),
}
_LINEAR = ("Linear", "LazyLinear")
_PASSES = (
    "ReLU",
    "ReLU6",
    "Sigmoid",
    "Tanh",
    "LeakyReLU",
    "GELU",
    "Dropout",
    "Dropout2d",
    "Identity",
)


def is_keras(calls: Sequence[Call], text: str) -> bool:
    """Tell which framework a text speaks: by layers that only one of them has, or by its words."""
    keras = sum(one.name in KERAS and one.name not in PYTORCH for one in calls)
    torch = sum(one.name in PYTORCH and one.name not in KERAS for one in calls)
    if keras == torch:
        return text.count("keras") > text.count("torch")
    return keras > torch


def first_channels(calls: Sequence[Call]) -> int | None:
    """Return how many channels the first layer says it reads, None if none says so."""
    for one in calls:
        read = _read_of(one)
        if read is not None:
            return read if _READS[one.name][1] == "channels" else None
        if one.name not in _PASSES and one.name not in INPUTS:
            return None
    return None


def _read_of(call: Call) -> int | None:
    if call.name not in _READS:
        return None
    count = call.given.get(0, _READS[call.name][0])
    return count if type(count) is int and count > 0 else None


def built(calls: Sequence[Call], shape: Shape, *, keras: bool, loose: bool) -> Site:
    """Return the layers for an input (C, H, W), and what is to be said of them.

    Where the text is `loose`, what its layers read may need a Flatten that it does not show.
    """
    makers = KERAS if keras else PYTORCH
    others = PYTORCH if makers is KERAS else KERAS
    at = Site(shape)
    calls = [one for one in calls if one.name not in INPUTS]
    for place, call in enumerate(calls):
        if len(at.pieces) >= MOST_LAYERS:
            at.faults.append(f"The text has {len(calls):,} layers: {MOST_LAYERS} can be shown.")
            break
        after = calls[place + 1].name if place + 1 < len(calls) else ""
        if call.name == "Permute" and after == "Flatten":
            continue  # maps are laid out channel by channel here in any case
        make = makers.get(call.name) or others.get(call.name)
        if make is None:
            at.lost = True
            at.faults.append(f"{quoted(call.name)} cannot be shown here.")
            continue
        _expect(call, at, loose)
        _add(call, make, at)
    if at.pads is not None or at.spread:
        at.faults.append("A padding at the end of the network is left out.")
    return at


def _add(call: Call, make: Make, at: Site) -> None:
    """Add what one call makes."""
    waiting, at.name = at.pads, call.name
    try:
        made = [nearest_said(one, at) for one in make(call.given, at)]
        if waiting is not None and waiting is at.pads and made:
            raise TypeError("padding")  # nothing here pads this layer by itself
    except (TypeError, ValueError, KeyError, IndexError, AttributeError) as error:
        what = quoted(str(error)) if isinstance(error, TypeError) and str(error) else "numbers"
        at.pads, at.spread, at.lost = None, 0, True
        at.faults.append(f"{quoted(call.name)}: its {what} could not be read.")
        return
    for one in made:
        at.shapes.append(at.shape)
        at.pieces.append(one)
        if at.shape is None:
            continue
        try:
            layer = one.layer
            layer.parameter_shapes(at.shape)
            at.shape = layer.output_shape(at.shape)
        except ValueError as misfit:
            at.misfits.append(f"Layer {len(at.pieces)}, {one.title}, does not fit: {misfit}.")
            at.shape = None


def nearest_said(piece: Piece, at: Site) -> Piece:
    """Bring a layer's numbers into their range, with a fault where that changes any."""
    near = nearest(piece)
    if near.numbers != piece.numbers:
        at.faults.append(f"{quoted(piece.text)} became {near.text}, the nearest allowed.")
    return near


def _expect(call: Call, at: Site, loose: bool) -> None:
    """Compare what a layer says it reads with what comes in; put in what a text leaves out."""
    count = _read_of(call)
    if at.shape is None or (count is None and call.name not in _LINEAR):
        return
    if call.name in _LINEAR and len(at.shape) == 3:
        total = at.shape[0] * at.shape[1] * at.shape[2]
        if not loose and count is None:
            at.faults.append(
                "Your text does not say how many numbers Linear expects. It follows maps, so a "
                "Flatten is put in."
            )
        elif not loose:
            at.faults.append(
                "Linear follows maps: PyTorch would stop here, so a Flatten is put in."
            )
        elif count == at.shape[0] and total != count:
            at.faults.append(
                f"Linear expects {count:,} numbers, one for each channel: the text does not say "
                "how the maps become numbers, so a global average pool is put in."
            )
            _add(Call("AdaptiveAvgPool2d", Arguments([1])), PYTORCH["AdaptiveAvgPool2d"], at)
            return
        else:
            at.notes.append("A Flatten is put in before Linear, which the text does not show.")
        _add(Call("Flatten"), PYTORCH["Flatten"], at)
    got = at.shape[0]
    if count is not None and got != count:
        noun = _READS[call.name][1]
        at.misfits.append(
            f"Your {call.name} expects {quoted(f'{count:,}')} {noun}, but the layer before gives "
            f"{got:,}: PyTorch would stop here."
        )
