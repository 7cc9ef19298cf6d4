"""The settings of the lesson on channels: kernels as deep as the picture, a second layer, edges.

Each is brought to what can be computed, with a sentence where a link asked for something else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

import streamlit as st

from cnn_core.kernels import COMBINATIONS, MIXES, Kernel, format_deep, format_weights, parse_deep
from cnn_core.kernels import parse_weights as read_numbers
from ui.lessons.channels.model import (
    WHOLE,
    Counted,
    Deep,
    Shown,
    colour_kernels,
    colour_planes,
    combined_edges,
    stacked_kernels,
)
from ui.link.convolution import chosen_kernel, settle, settle_cell
from ui.link.settings import Choice, Names, Setting, Text, Whole
from ui.link.view import STATE, View
from ui.pictures import Picture

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
LARGEST_THRESHOLD = 200  # per cent of the strongest edge: two edge maps add up to at most twice
MOST_COUNTED = 512
SMALLEST_TWICE = 5  # pixels a side that two valid 3x3 layers need


def biases_of(text: str) -> list[Fraction]:
    """Read biases apart by commas. Errors: not one row of numbers."""
    if not text:
        return []
    row = read_numbers(text)
    if row.shape[0] > 1:
        raise ValueError("biases are one row of numbers apart by commas, such as 1,0")
    return [Fraction(n, row.divisor) for n in row.numerators[0]]


def _biases(text: str) -> str:
    biases_of(text)
    return format_weights(read_numbers(text)) if text else ""


def channel_settings() -> list[Setting]:
    """Return the settings that this lesson has beside those of every convolution."""
    return [
        Whole("map", 1, 1, MOST_MAPS),
        Names("mixes", ["red-blue", "green-others"], tuple(MIXES), most=8),
        Text("deep", "", lambda text: format_deep(parse_deep(text)) if text else ""),
        Text("bias", "1,0", _biases),
        Names("first", FIRST, WHOLE, most=MOST_FIRST),
        Names("second", SECOND, WHOLE, most=MOST_SECOND),
        Whole("groups", 1, 1, MOST_FIRST),
        Choice("combine", "above", tuple(COMBINATIONS), "combination"),
        Whole("threshold", 100, 0, LARGEST_THRESHOLD),
        Whole("k", 3, 1, 11),
        Whole("inputs", 3, 1, MOST_COUNTED),
        Whole("filters", 10, 1, MOST_COUNTED),
    ]


def keep_some(view: View) -> None:
    """Give a choice of several that was emptied its first choice back."""
    for name, what in (
        ("mixes", "A layer has at least one kernel"),
        ("first", "The first layer has at least one kernel"),
        ("second", "The second layer has at least one kernel"),
    ):
        if not view[name]:
            default = view.settings[name].default[:1]
            view.change(name, default, f"{what}: this is {default[0]}.")


def settled_shown(view: View, picture: Picture) -> Shown:
    """Return what the view shows of the picture, all settings settled."""
    kernel = chosen_kernel(view)
    if view["view"] == "colour":
        return _settled_colour(view, picture, kernel)
    if view["view"] == "layers":
        return _settled_layers(view, picture)
    if view["view"] == "corners":
        edges = combined_edges(picture, view["combine"], view["threshold"])
        settle_cell(view, edges.map.shape, "map")
        return edges
    return Counted(view["k"], view["inputs"], view["filters"])


def _settled_colour(view: View, picture: Picture, kernel: Kernel) -> Deep:
    """Return the picture's planes under the view's kernels."""
    made = colour_kernels(
        kernel, view["mixes"], view["deep"], biases_of(view["bias"]), len(picture.pixels)
    )
    if view["deep"]:
        kernel = replace(kernel, numerators=made[0].planes[0], divisor=made[0].divisor)
    found = settle(view, picture, kernel)
    view.values["map"] = min(view["map"], len(made))
    return colour_planes(found, made)


def forget_own_kernels(view: View, last: Mapping[str, Any] | None = None) -> None:
    """Drop weights changed by hand once another kernel or other mixes are chosen than last.

    `last`: the values before, by default those of the page's last run.
    """
    if last is None:
        last = {} if view.arrived else st.session_state[STATE]["values"]
    chosen = ("kernel", "weights", "size", "angle", "wavelength", "mixes")
    if any(name in last and view[name] != last[name] for name in chosen):
        view.values["deep"] = ""


def _settled_layers(view: View, picture: Picture) -> Deep:
    """Return the second of two layers, with groups that divide the first one's maps."""
    maps = len(view["first"])
    groups = min(divisors(maps), key=lambda one: abs(one - view["groups"]))
    if groups != view["groups"]:
        asked, counted = view["groups"], "1 map" if maps == 1 else f"{maps} maps"
        view.change("groups", groups, f"{asked} groups do not divide {counted}: this is {groups}.")
    rows, columns = picture.pixels.shape[1:]
    padding = 0 if min(rows, columns) >= SMALLEST_TWICE else 1
    if padding:
        view.notes.append(
            f"A {rows}×{columns} picture has no room for two 3×3 layers: this is padding 1 in both."
        )
    shown = stacked_kernels(picture, view["first"], view["second"], groups, padding)
    view.values["map"] = min(view["map"], len(shown.kernels))
    settle_cell(view, shown.size, "map")
    return shown


def divisors(maps: int) -> Sequence[int]:
    """Return the numbers of groups that so many maps can be split into."""
    return [one for one in range(1, maps + 1) if maps % one == 0]
