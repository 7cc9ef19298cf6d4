"""The settings of the lesson on channels: kernels as deep as the picture, a second layer, edges.

Each is brought to what can be computed, with a sentence where a link asked for something else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

import streamlit as st

from cnn_core.analysis import farthest_from_zero
from cnn_core.geometry.phrases import article
from cnn_core.kernels import (
    COMBINATIONS,
    MIXES,
    DeepKernel,
    Kernel,
    custom_kernel,
    format_deep,
    format_weights,
    parse_deep,
)
from cnn_core.kernels import parse_weights as read_numbers
from ui.lessons.channels.deep_layer import Deep
from ui.lessons.channels.model import (
    WHOLE,
    Combined,
    Counted,
    Shown,
    colour_kernels,
    colour_planes,
    combined_edges,
    mixed_planes,
    stacked_kernels,
)
from ui.lessons.channels.two_networks import TwoNetworks, two_networks
from ui.lessons.channels.words import views as say
from ui.link.convolution import chosen_kernel, settle_cell, settled
from ui.link.settings import Choice, Names, Setting, Text, Whole
from ui.link.view import View
from ui.link.vocabulary import CELL
from ui.pictures import Picture
from ui.session.keys import LINK

VIEWS = {
    "colour": "All channels",
    "mix": "Mixing desk",
    "layers": "Two layers",
    "networks": "Deep beside flat",
    "corners": "Edges to corners",
    "count": "Count weights",
}
MOST_MAPS, MOST_FIRST, MOST_SECOND = 32, 4, 8
FIRST = ["vertical-edge", "horizontal-edge", "diagonal-edge-falling", "diagonal-edge-rising"]
SECOND = [
    "vertical-edge",
    "horizontal-edge",
    "diagonal-edge-falling",
    "diagonal-edge-rising",
    "laplacian-4",
    "laplacian-8",
    "sharpen",
    "identity",
]
COLOURED = ("colour", "mix")  # views that read a colour picture's own channels
LARGEST_THRESHOLD = 200  # per cent of the strongest edge: two edge maps add up to at most twice
MOST_COUNTED = 512
SMALLEST_TWICE = 5  # pixels a side that two valid 3x3 layers need


def read_biases(text: str) -> tuple[Fraction, ...]:
    """Read biases apart by commas. Errors: not one row of numbers."""
    if not text:
        return ()
    row = read_numbers(text)
    if row.shape[0] > 1:
        raise ValueError(say.BIASES_ARE_ONE_ROW_OF_NUMBERS)
    return tuple(Fraction(n, row.divisor) for n in row.numerators[0])


def _biases_text(biases: Sequence[Fraction]) -> str:
    return format_weights(custom_kernel([biases])) if biases else ""


def read_share(text: str) -> float:
    """Read how much of a channel is mixed in, to three decimals. Errors: not from −1 to 1."""
    try:
        share = float(text)
    except ValueError:
        raise ValueError(say.NOT_A_NUMBER.format(text=text)) from None
    if not -1 <= share <= 1:
        raise ValueError(say.NOT_FROM.format(text=text))
    return round(share, 3) + 0.0  # not −0


def _share_text(share: float) -> str:
    return f"{share:g}"


def _deep(text: str) -> tuple[DeepKernel, ...]:
    return tuple(parse_deep(text)) if text else ()


def _deep_text(kernels: Sequence[DeepKernel]) -> str:
    return format_deep(list(kernels)) if kernels else ""


VIEW = Choice("view", "colour", tuple(VIEWS))
MAP = Whole("map", 0, 0, MOST_MAPS - 1)
PLANE_MIXES = Names("mixes", ["red-blue", "green-others"], tuple(MIXES), most=8)
# Kernels of the reader's own, as deep as the picture.
DEEP = Text[tuple[DeepKernel, ...]]("deep", (), _deep, _deep_text)
BIASES = Text[tuple[Fraction, ...]]("bias", (Fraction(1), Fraction(0)), read_biases, _biases_text)
FIRST_LAYER = Names("first", FIRST, WHOLE, most=MOST_FIRST)
SECOND_LAYER = Names("second", SECOND, WHOLE, most=MOST_SECOND)
GROUPS = Whole("groups", 1, 1, MOST_FIRST)
COMBINE = Choice("combine", "above", tuple(COMBINATIONS), "combination")
THRESHOLD = Whole("threshold", 100, 0, LARGEST_THRESHOLD)
# The usual grey of a colour: how bright the eye finds red, green and blue.
SHARES = tuple(
    Text[float](name, share, read_share, _share_text)
    for name, share in (("red", 0.299), ("green", 0.587), ("blue", 0.114))
)
K = Whole("k", 3, 1, 11)
INPUTS, FILTERS = Whole("inputs", 3, 1, MOST_COUNTED), Whole("filters", 10, 1, MOST_COUNTED)


def channel_settings() -> list[Setting[Any]]:
    """Return the settings that this lesson has beside those of every convolution."""
    return [
        MAP,
        PLANE_MIXES,
        DEEP,
        BIASES,
        FIRST_LAYER,
        SECOND_LAYER,
        GROUPS,
        COMBINE,
        THRESHOLD,
        *SHARES,
        K,
        INPUTS,
        FILTERS,
    ]


def keep_some(view: View) -> None:
    """Give a choice of several that was emptied its first choice back."""
    for setting, what in (
        (PLANE_MIXES, say.LAYER_HAS_AT_LEAST_ONE_KERNEL),
        (FIRST_LAYER, say.FIRST_LAYER_HAS_AT_LEAST_ONE),
        (SECOND_LAYER, say.SECOND_LAYER_HAS_AT_LEAST_ONE),
    ):
        if not view[setting]:
            default = view.default(setting)[:1]
            view.change(setting, default, say.USED_INSTEAD.format(what=what, default_0=default[0]))


def settled_shown(view: View, picture: Picture) -> Shown:
    """Return what the view shows of the picture, all settings settled."""
    kernel = chosen_kernel(view)
    if view[VIEW] == "colour":
        return _settled_colour(view, picture, kernel)
    if view[VIEW] == "mix":
        mixed = mixed_planes(picture, [view[one] for one in SHARES])
        view[MAP] = 0
        settle_cell(view, mixed.sums[0], "map")
        return mixed
    if view[VIEW] == "layers":
        return _settled_layers(view, picture)
    if view[VIEW] == "corners":
        edges = combined_edges(picture, view[COMBINE], view[THRESHOLD])
        settle_cell(view, edges.map, "map")
        return edges
    if view[VIEW] == "networks":
        networks = two_networks(picture, view[THRESHOLD])
        settle_cell(view, networks.edges[0], "map")
        return networks
    return Counted(view[K], view[INPUTS], view[FILTERS])


def open_on_found(view: View, found: Shown) -> None:
    """Open edges that make corners, when they were just chosen, on a cell where one is found."""
    if isinstance(found, Combined):
        values = found.map
    elif isinstance(found, TwoNetworks):
        values = found.corners.max(axis=0)
    else:
        return
    last = st.session_state.get(LINK, {}).get("values", {}).get(VIEW.name)
    chosen_now = view.arrived or last != view[VIEW]
    if chosen_now and "cell" not in view.named and values.any() and not values[view[CELL]]:
        view.move_to(farthest_from_zero(values))


def _settled_colour(view: View, picture: Picture, kernel: Kernel) -> Deep:
    """Return the picture's planes under the view's kernels."""
    made = colour_kernels(kernel, view[PLANE_MIXES], view[DEEP], view[BIASES], len(picture.pixels))
    if view[DEEP]:
        kernel = replace(kernel, numerators=made[0].planes[0], divisor=made[0].divisor)
    found = colour_planes(settled(view, picture, kernel), made)
    view[MAP] = min(view[MAP], len(made) - 1)
    settle_cell(view, found.sums[view[MAP]], "map")
    return found


def forget_own_kernels(view: View, last: Mapping[str, Any] | None = None) -> None:
    """Drop weights changed by hand once another kernel or other mixes are chosen than last.

    `last`: the values before, by default those of the page's last run.
    """
    if last is None:
        state = st.session_state.get(LINK, {})
        last = {} if view.arrived else state["values"] | state["wanted"]
    chosen = ("kernel", "weights", "size", "angle", "wavelength", "mixes")
    if any(name in last and view.values[name] != last[name] for name in chosen):
        view[DEEP] = ()


def _settled_layers(view: View, picture: Picture) -> Deep:
    """Return the second of two layers, with groups that divide the first one's maps."""
    maps = len(view[FIRST_LAYER])
    groups = min(divisors(maps), key=lambda one: abs(one - view[GROUPS]))
    if groups != view[GROUPS]:
        asked, counted = view[GROUPS], "1 map" if maps == 1 else f"{maps} maps"
        view.change(
            GROUPS,
            groups,
            say.GROUPS_DO_NOT_DIVIDE_SO.format(asked=asked, counted=counted, groups=groups),
        )
    rows, columns = picture.pixels.shape[1:]
    padding = 0 if min(rows, columns) >= SMALLEST_TWICE else 1
    if padding:
        view.notes.append(
            say.IMAGE_IS_TOO_SMALL_FOR_TWO.format(
                article=article(rows).capitalize(), rows=rows, columns=columns
            )
        )
    shown = stacked_kernels(picture, view[FIRST_LAYER], view[SECOND_LAYER], groups, padding)
    view[MAP] = min(view[MAP], len(shown.kernels) - 1)
    settle_cell(view, shown.sums[view[MAP]], "map")
    return shown


def divisors(maps: int) -> Sequence[int]:
    """Return the numbers of groups that so many maps can be split into."""
    return [one for one in range(1, maps + 1) if maps % one == 0]
