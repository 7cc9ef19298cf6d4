"""Planes under deep kernels: exact numbers, what the view is sent, the numbers of the lesson."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from cnn_core.geometry import PADDING_MODES
from cnn_core.kernels import KERNELS, parse_deep
from cnn_core.ops import conv2d
from tests.ui.visitor import unpack, visitor
from ui.lessons.channels.deep_layer import Deep
from ui.lessons.channels.model import (
    WHOLE,
    colour_kernels,
    colour_planes,
    combined_edges,
    stacked_kernels,
)
from ui.lessons.channels.scenes import combined_scene, deep_scene
from ui.lessons.channels.settings import FIRST, SECOND, channel_settings
from ui.lessons.channels.two_networks import two_networks
from ui.link.convolution import convolution_settings
from ui.link.history import open_view
from ui.link.settings import Whole
from ui.models.convolution import Convolution
from ui.pictures import picture

EDGE = KERNELS["vertical-edge"].kernel(3)
MIXED = ["red-blue", "green-others"]


def first_figure(**how: object) -> Deep:
    kernels = colour_kernels(EDGE, MIXED, (), [Fraction(1)], 3)
    return colour_planes(Convolution(picture("red-blue"), EDGE, **how), kernels)  # type: ignore[arg-type]


def view(**texts: str):
    with visitor(**texts):
        settings = [*convolution_settings("red-blue", "vertical-edge", cell=(1, 1))]
        return open_view("channels", [*settings, *channel_settings(), Whole("question", 1, 1, 9)])


def test_the_first_figure_checks_by_hand() -> None:
    shown = first_figure()
    window = shown.window(0, 1, 1)
    assert window.values.astype(int).tolist() == [
        [[2, 2, 0]] * 3,
        [[0, 1, 0], [1, 2, 1], [0, 1, 0]],
        [[0, 0, 2]] * 3,
    ]
    assert window.products.sum(axis=(1, 2)).tolist() == [6, 0, 6]
    assert shown.maps[0].tolist() == [[1, 13, 13]] * 3
    assert shown.maps[1].tolist() == [[-6, 0, 6], [-8, 0, 8], [-6, 0, 6]]
    assert (shown.value(0, 1, 1), shown.parameters, shown.size) == (13, 56, (3, 3))


@pytest.mark.parametrize("mode", PADDING_MODES)
@pytest.mark.parametrize("flip", [False, True])
def test_every_cell_is_the_sum_of_its_window(mode: str, flip: bool) -> None:
    how = {"stride": 2, "padding": 2, "dilation": 2, "mode": mode, "fill": 1, "flip": flip}
    shown = first_figure(**how)
    rows, columns = shown.size
    for f in range(2):
        for r in range(rows):
            for c in range(columns):
                assert shown.value(f, r, c) == shown.maps[f, r, c]
    turned = replace(shown, flip=not flip)
    np.testing.assert_array_equal(turned.weights, shown.weights[:, :, ::-1, ::-1])


def test_a_grey_picture_has_one_plane_and_needs_one() -> None:
    (kernel,) = colour_kernels(EDGE, MIXED, (), [], 1)
    assert kernel.numerators.tolist() == [np.array(EDGE.numerators).tolist()]
    (own,) = colour_kernels(EDGE, MIXED, parse_deep("1|2|3"), [], 1)
    assert own.numerators.ravel().tolist() == [6]


def test_28_28_1_becomes_26_26_4_becomes_24_24_8() -> None:
    deep = stacked_kernels(picture("digit-7"), FIRST, SECOND, 1)
    assert deep.before is not None
    assert deep.before.planes.shape == (1, 28, 28)
    assert (deep.planes.shape, deep.maps.shape) == ((4, 26, 26), (8, 24, 24))
    assert (deep.weights.shape, deep.parameters) == ((8, 4, 3, 3), 296)


def test_32_flat_maps_never_mix_and_add_up_to_the_8_deep_ones() -> None:
    deep, flat = (stacked_kernels(picture("digit-7"), FIRST, SECOND, g) for g in (1, 4))
    assert (flat.maps.shape, flat.weights.shape) == ((32, 24, 24), (32, 1, 3, 3))
    assert flat.parameters == 80
    for k in range(8):
        np.testing.assert_array_equal(flat.maps[k::8].sum(axis=0), deep.maps[k])
    kernel = np.array(KERNELS[SECOND[5]].kernel(3).numerators, dtype=float)[None, None]
    alone = conv2d(deep.planes[2:3].astype(float), kernel)
    np.testing.assert_array_equal(flat.maps[2 * 8 + 5], alone[0])


def test_a_square_keeps_its_four_corners() -> None:
    counted = {
        how: np.count_nonzero(combined_edges(picture("square"), how, 100).map)
        for how in ("sum", "product", "above")
    }
    assert counted == {"sum": 32, "product": 16, "above": 4}
    corners = combined_edges(picture("square"), "above", 100).map
    assert np.argwhere(corners).tolist() == [[2, 2], [2, 5], [5, 2], [5, 5]]
    left = {t: combined_edges(picture("square"), "above", t).map for t in (97, 131, 133)}
    assert [np.count_nonzero(left[t]) for t in (97, 131, 133)] == [28, 4, 0]


def test_only_the_deep_network_finds_where_two_strips_cross() -> None:
    shown = two_networks(picture("strips"), 100)
    assert (shown.strongest, shown.threshold, shown.straight) == (30, 30, True)
    # By slices instead of windows: an edge is the difference of the sums of three pixels.
    padded = np.pad(picture("strips").pixels[0].astype(int), 1, mode="edge")
    high = padded[:, :-2] + padded[:, 1:-1] + padded[:, 2:]
    upper = np.maximum(high[2:] - high[:-2], 0)
    wide = padded[:-2] + padded[1:-1] + padded[2:]
    left = np.maximum(wide[:, 2:] - wide[:, :-2], 0)
    np.testing.assert_array_equal(shown.edges[[0, 2]], [upper, left])
    np.testing.assert_array_equal(shown.corners[0], np.maximum(upper + left - 30, 0))
    assert np.argwhere(shown.corners[0]).tolist() == [[1, 1], [1, 2], [2, 1], [2, 2]]
    assert not shown.alone.any()
    assert (shown.deep.weights.shape, shown.flat.weights.shape) == ((4, 4, 3, 3), (4, 1, 3, 3))


@pytest.mark.parametrize("percent", range(0, 201, 10))
def test_no_threshold_tells_a_corner_from_an_edge_in_a_flat_map(percent: int) -> None:
    alone = two_networks(picture("strips"), percent).alone
    # The windows of any flat kernel: those along the edge are like those at the corner.
    windows = np.lib.stride_tricks.sliding_window_view(alone[0], (3, 3))
    assert (windows == windows[:, :1]).all()
    assert not two_networks(picture("square"), percent).straight


def test_maps_of_maps_stay_whole_numbers() -> None:
    assert {*FIRST, *SECOND} <= {*WHOLE}
    shown = stacked_kernels(picture("digit-3"), [*WHOLE[:4]], [*WHOLE[:8]], 2)
    assert shown.maps.dtype == np.float64
    np.testing.assert_array_equal(shown.maps, np.rint(shown.maps))


@pytest.mark.parametrize("groups", [1, 2, 4])
def test_the_view_is_sent_what_makes_the_maps(groups: int) -> None:
    shown = stacked_kernels(picture("digit-7"), FIRST, SECOND, groups)
    with visitor():
        sent = unpack(deep_scene(view(map="4"), shown).packed())
        assert not sent.meta["splits"]
    maps = conv2d(
        sent.arrays["image"].astype(float),
        sent.arrays["weights"].astype(float),
        groups=sent.meta["groups"],
    )
    np.testing.assert_array_equal(maps, sent.arrays["maps"])
    assert sent.meta["start"] == [4, 1, 1]
    assert sent.meta["planes"] == ["map 0", "map 1", "map 2", "map 3"]
    assert sent.meta["inputTitles"][1] == "layer 1, map 1"
    second = {1: "output 1", 2: "group 0 under kernel 1", 4: "map 0 under kernel 1"}
    names = sent.meta["mapNames"] or sent.meta["outputTitles"]
    assert names[1] == second[groups]
    assert len(sent.meta["outputTitles"]) == 8 * groups


def test_biases_are_sent_over_their_divisors() -> None:
    with visitor():
        sent = unpack(deep_scene(view(), first_figure()).packed())
        assert sent.meta["splits"]
    assert (sent.meta["biases"], sent.meta["divisors"]) == ([1, 0], [1, 1])
    assert sent.meta["inputTitles"] == ["red 5×5", "green 5×5", "blue 5×5"]
    assert sent.arrays["maps"][0].tolist() == [[1, 13, 13]] * 3


@pytest.mark.parametrize(("how", "after"), [("sum", ""), ("product", "product"), ("above", "relu")])
def test_combined_maps_are_sent_with_what_made_them(how: str, after: str) -> None:
    shown = combined_edges(picture("square"), how, 100)
    with visitor():
        sent = unpack(combined_scene(view(), shown).packed())
    assert sent.meta["after"] == after
    np.testing.assert_array_equal(sent.arrays["maps"][0], shown.map)
    if how == "above":
        assert sent.meta["biases"] == [-30]
        np.testing.assert_array_equal(np.maximum(sent.arrays["sums"], 0), sent.arrays["maps"])
    else:
        assert "sums" not in sent.arrays
