"""The input of a network whose text may not name it: one that every layer fits."""

from __future__ import annotations

from collections.abc import Sequence

from ui.networks.parsers.arguments import Call
from ui.networks.parsers.builder import INPUTS, built, first_channels
from ui.networks.parsers.site import Site
from ui.networks.text import LARGEST_SIDE, input_shape

# Sides of pictures, the likeliest first.
USUAL_SIDES = (28, 32, 224, 64, 128, 256, 227, 299, 96, 48, 150, 160, 180, 200, 100, 84, 512, 16)


def named_input(calls: Sequence[Call]) -> str:
    """Return the input "rows,columns,channels" that an argument of a layer names, or ""."""
    first = any(one.given.get(-1, "data_format") == "channels_first" for one in calls)
    for one in calls:
        place = 0 if one.name in INPUTS else -1
        size = one.given.get(place, "shape", "input_shape")
        if isinstance(size, tuple | list) and len(size) == 4 and size[0] is None:
            size = size[1:]
        batch = one.given.get(-1, "batch_shape", "batch_input_shape")
        if isinstance(batch, tuple | list) and len(batch) == 4:
            size = batch[1:]
        if isinstance(size, tuple | list):
            return written(size, channels_first=first)
    return ""


def written(size: Sequence[object], *, channels_first: bool) -> str:
    """Write a size of three whole numbers as "rows,columns,channels"; "" for any other."""
    if len(size) != 3 or not all(type(one) is int and one > 0 for one in size):
        return ""
    rows = (*size[1:], size[0]) if channels_first else size
    return ",".join(map(str, rows))


def fitted(
    calls: Sequence[Call], named: str, usual: str, *, keras: bool, loose: bool
) -> tuple[Site, str]:
    """Return the layers and the input they are for: the one named, or else one that all fit.

    `usual` is tried first, with as many channels as the first layer reads. Where none fits, it is
    that one, and `misfits` say why not.
    """
    if named:
        return built(calls, input_shape(named), keras=keras, loose=loose), named
    rows, columns, channels = usual.split(",")
    channels = str(min(first_channels(calls) or int(channels), LARGEST_SIDE))
    sides = [(rows, columns), *((str(side), str(side)) for side in USUAL_SIDES)]
    sizes = list(dict.fromkeys(",".join((*one, channels)) for one in sides))
    found = None
    for size in sizes:
        site = built(calls, input_shape(size), keras=keras, loose=loose)
        if not site.misfits:
            return site, size
        found = found or site
    assert found is not None
    return found, sizes[0]
