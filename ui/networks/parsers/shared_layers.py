"""Layers that PyTorch and Keras call by one name, and what both write alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from ui.link.settings import quoted
from ui.networks.parsers.arguments import Arguments
from ui.networks.parsers.site import Sides, Site
from ui.networks.text import Piece

Make = Callable[[Arguments, Site], list[Piece]]


def number(value: Any, usual: float, what: str) -> float:
    """Return a number. Errors: it is none."""
    value = usual if value is None else value
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value:
        raise TypeError(what)
    return float(value)


def dropout(given: Arguments, at: Site) -> list[Piece]:
    """Return a dropout layer with its rate in percent."""
    rate = number(given.get(0, "p", "rate"), 0.5, "rate")
    return [Piece("drop", {"percent": rounded(100 * min(max(rate, 0.0), 1.0), "dropout rate", at)})]


def rounded(value: float, what: str, at: Site) -> int:
    """Return the nearest whole number, with a note where it is another."""
    near = round(value)
    if abs(near - value) > 1e-6:
        at.notes.append(f"The {what} is rounded to what can be shown here.")
    return near


def alone(kind: str) -> Make:
    """Return what makes a layer of a kind that has no numbers."""
    return lambda given, at: [Piece(kind)]


def instead(name: str, kind: str, what: str) -> Make:
    """Return what shows an activation as another one, and says so."""

    def make(given: Arguments, at: Site) -> list[Piece]:
        at.notes.append(f"{name} is shown as {what}: sizes and parameters are the same.")
        return [Piece(kind)]

    return make


def nothing(name: str, why: str = "") -> Make:
    """Return what leaves out a layer that changes neither sizes nor parameters."""

    def make(given: Arguments, at: Site) -> list[Piece]:
        if why:
            at.notes.append(f"{name} is left out: {why}.")
        return []

    return make


def leaky(usual: float) -> Make:
    """Return what makes a leaky ReLU, whose slope is `usual` unless it is given."""

    def make(given: Arguments, at: Site) -> list[Piece]:
        slope = number(given.get(0, "negative_slope", "alpha"), usual, "slope")
        thousandths = min(max(1000 * slope, 0), 1000)
        return [Piece("leaky", {"slope": rounded(thousandths, "slope of a leaky ReLU", at)})]

    return make


def gelu(at: Site, exact: bool) -> list[Piece]:
    """Return a GELU; only the form with tanh is known here."""
    if exact:
        at.notes.append(
            "GELU is computed here by its formula with tanh, which differs by at most 0.0005."
        )
    return [Piece("gelu")]


def batch_norm(epsilon: float, momentum: float, at: Site) -> list[Piece]:
    """Return a batch norm, with momentum as the share of the new batch."""
    places = next((k for k in range(1, 10) if abs(epsilon * 10**k - 1) < 1e-9), None)
    if places is None:
        at.notes.append(
            f"The epsilon {quoted(str(epsilon))} of a batch norm is shown as 0.00001: only powers "
            "of ten can be shown."
        )
    percent = rounded(100 * min(max(momentum, 0.0), 1.0), "momentum of a batch norm", at)
    return [Piece("bn", {"epsilon": places or 5, "momentum": percent})]


def flatten(given: Arguments, at: Site) -> list[Piece]:
    """Return a Flatten, or nothing where a vector comes in already."""
    count, shape = given.get(-1, "numbers"), at.shape
    if shape is not None:
        total = 1
        for one in shape:
            total *= one
        if type(count) is int and count != total:
            at.misfits.append(
                f"Your text flattens to {quoted(f'{count:,}')} numbers, but the layer before gives "
                f"{'×'.join(map(str, (*shape[1:], shape[0])))} = {total:,}."
            )
        if len(shape) == 1:
            return []
    return [Piece("flat")]


def pad(mode: str) -> Make:
    """Return what keeps a padding for the next layer."""

    def make(given: Arguments, at: Site) -> list[Piece]:
        value = given.get(0, "padding", "pad", "pads", usual=1)
        sides = sides_of(value)
        if given.get(1, "value") not in (None, 0, 0.0) and mode == "zeros":
            at.notes.append("The cells of a padding are 0 here, whatever their value in your text.")
        if at.pads is not None or not sides or any(one != sides[0] for one in sides):
            raise TypeError("padding")
        before, after = sides[0]
        at.pads = Sides(before, after - before, mode)
        return []

    return make


def sides_of(value: Any) -> list[tuple[int, int]]:
    """Return the padding of rows and columns, (before, after) each, however it is written."""
    if type(value) is int:
        return [(value, value)] * 2
    if isinstance(value, list | tuple):
        parts = list(value)
        if len(parts) == 2 and all(type(one) is int for one in parts):
            return [(one, one) for one in parts]
        if len(parts) == 2 and all(
            isinstance(one, list | tuple) and len(one) == 2 for one in parts
        ):
            return [(one[0], one[1]) for one in parts if type(one[0]) is type(one[1]) is int]
        if len(parts) == 4 and all(type(one) is int for one in parts):  # left, right, top, bottom
            return [(parts[2], parts[3]), (parts[0], parts[1])]
    return []


def with_pads(sides: Sides, at: Site) -> Sides:
    """Add the padding of a layer before to a convolution's own."""
    waiting, at.pads = at.pads, None
    if waiting is None:
        return sides
    if sides != Sides(mode=sides.mode) or waiting.end not in (0, 1):
        raise TypeError("padding")
    return waiting


BOTH: Mapping[str, Make] = MappingProxyType(
    {
        "ReLU": alone("relu"),
        "ReLU6": alone("relu6"),
        "Softmax": alone("softmax"),
        "LogSoftmax": instead("The logarithm after softmax", "softmax", "softmax alone"),
        "Dropout": dropout,
        "Flatten": flatten,
        "Identity": nothing("Identity"),
        "Rescaling": nothing("Rescaling", "it changes neither sizes nor parameters"),
        **{
            name: instead(name, "relu", "ReLU")
            for name in ("ELU", "SELU", "SiLU", "Mish", "Hardswish", "Softplus", "CELU")
        },
        **{name: instead(name, "sigmoid", "sigmoid") for name in ("Hardsigmoid", "HardSigmoid")},
    }
)
