"""What the linked view is sent: the numbers of the core, as whole numbers, with their geometry."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnn_core.geometry import PADDING_MODES
from cnn_core.kernels import KERNELS
from cnn_core.ops import conv2d
from tests.ui.strategies import CONVOLUTION, KERNEL, exists, pixels_of
from tests.ui.visitor import Received, unpack, visitor
from ui.frame.scenes import convolution_scene, layer_scene, padding_scene
from ui.link.convolution import convolution_settings
from ui.link.history import open_view, save
from ui.link.view import View
from ui.models.convolution import Convolution
from ui.models.layer import layer
from ui.pictures import Picture, picture
from ui.views.colour_range import MANY

EDGE = Convolution(picture("edge"), KERNELS["vertical-edge"].kernel())


def view(**texts: str) -> View:
    with visitor(**texts):
        return open_view("window", convolution_settings("edge", "sobel-x", cell=(1, 2)))


def received(shown: Convolution, **how) -> Received:
    """Return what a browser gets of a view of one kernel."""
    with visitor():
        return unpack(convolution_scene(view(), shown, **how).packed())


def computed(sent: Received) -> np.ndarray:
    """Compute the maps (F, H', W') again from nothing but what was sent."""
    (above, below), (left, right) = sent.meta["padding"]
    maps = conv2d(
        sent.arrays["image"].astype(np.float64),
        sent.arrays["weights"].astype(np.float64),
        stride=tuple(sent.meta["stride"]),
        dilation=tuple(sent.meta["dilation"]),
        padding=((above, below), (left, right)),
        padding_mode=sent.meta["mode"],
        fill=sent.meta["fill"],
    )
    divisors = np.array(sent.meta["divisors"], np.float64)[:, None, None]
    return np.asarray(maps / divisors / 10 ** sent.meta["inputPlaces"])


@settings(max_examples=40)
@given(CONVOLUTION)
def test_the_numbers_sent_are_those_of_the_core(convolution: Convolution) -> None:
    sent = received(convolution)
    np.testing.assert_array_equal(sent.arrays["image"], convolution.picture.pixels)
    np.testing.assert_array_equal(sent.arrays["maps"][0], convolution.sums)
    weights = sent.arrays["weights"] / np.array(sent.meta["divisors"])
    np.testing.assert_allclose(weights[0, 0], convolution.sliding.weights, rtol=1e-6)
    np.testing.assert_array_equal(computed(sent)[0].astype(np.float32), convolution.map)


@settings(max_examples=40)
@given(
    st.builds(
        Convolution,
        pixels_of(3, 8),
        KERNEL,
        padding=st.integers(0, 3),
        mode=st.sampled_from(PADDING_MODES),
        fill=st.integers(0, 255),
        flip=st.booleans(),
    ).filter(exists),
    st.integers(2, 4),
)
def test_applied_again_the_map_still_follows_from_what_is_sent(convolution, times: int) -> None:
    sent = received(convolution, times=times)
    last = sent.arrays["maps"] / sent.meta["divisors"][0] / 10 ** sent.meta["inputPlaces"]
    np.testing.assert_allclose(computed(sent), last, rtol=1e-12)
    assert sent.meta["inputSigned"] == bool((sent.arrays["image"] < 0).any())


@settings(max_examples=40)
@given(CONVOLUTION, st.lists(KERNEL, min_size=1, max_size=3))
def test_a_layer_s_maps_follow_from_what_is_sent(convolution, kernels) -> None:
    together = layer(convolution, kernels)
    if not all(map(exists, together)):
        return
    with visitor():
        sent = unpack(layer_scene(view(), together).packed())
    assert len(sent.arrays["maps"]) == len(sent.meta["divisors"]) == len(kernels)
    for one, again in zip(together, computed(sent), strict=True):
        np.testing.assert_array_equal(again.astype(np.float32), one.map)
    assert sent.meta["outputTitles"] == [kernel.title for kernel in kernels]


def test_the_textbook_s_figure() -> None:
    sent = received(EDGE)
    assert sent.arrays["maps"].tolist() == [[[0, 30, 30, 0]] * 4]
    assert sent.arrays["weights"].tolist() == [[[[1, 0, -1]] * 3]]
    assert sent.arrays["image"].dtype == np.uint8
    assert sent.meta["white"] == 10
    assert sent.meta["inputTitles"] == ["input 6×6"]
    assert sent.meta["outputTitles"] == ["feature map 4×4"]
    assert (sent.meta["limit"], sent.meta["beyond"]) == (30, False)
    assert sent.meta["ranges"] == [[0, 30]]


def test_a_screen_reader_hears_what_is_shown_and_which_keys_there_are() -> None:
    label = received(EDGE, editable=("weights", "pixels")).meta["label"]
    assert label.startswith(f"{picture('edge').title} under {EDGE.kernel.title}. Arrow keys")
    assert "w edits the weights" in label
    assert "p edits the pixels" in label
    assert "edits" not in received(EDGE).meta["label"]


def test_a_flipped_kernel_is_sent_as_it_lies_and_called_so() -> None:
    sent = received(replace(EDGE, flip=True))
    assert sent.arrays["weights"].tolist() == [[[[-1, 0, 1]] * 3]]
    assert sent.meta["kernelTitles"] == ["kernel, flipped (value·weight)"]
    assert sent.arrays["maps"].tolist() == [[[0, -30, -30, 0]] * 4]


@pytest.mark.parametrize("mode", PADDING_MODES)
def test_the_fill_counts_only_where_it_is_seen(mode: str) -> None:
    shown = replace(EDGE, padding=1, mode=mode, fill=77)
    assert received(shown).meta["fill"] == (77 if mode == "constant" else 0)
    assert received(shown, times=2).meta["fill"] == (7700 if mode == "constant" else 0)


def test_the_view_opens_on_its_cell_and_covers_the_one_that_is_asked() -> None:
    sent = received(EDGE, hidden=(3, 0)).meta
    assert sent["start"] == [0, 1, 2]
    assert sent["hidden"] == [0, 3, 0]
    assert received(EDGE).meta["hidden"] is None


def test_a_new_link_makes_the_browser_take_the_cell_again() -> None:
    with visitor() as one:
        settings = convolution_settings("edge", "sobel-x")
        numbers = []
        for link in ({}, {}, {"cell": "1,1"}):
            one.goes_to(**link)
            opened = open_view("window", settings)
            save(opened)
            numbers.append(convolution_scene(opened, EDGE).arrival)
    assert numbers == [1, 1, 2]


def test_blurs_are_drawn_as_pictures_and_edges_by_sign() -> None:
    kernels = [KERNELS[name].kernel() for name in ("gaussian", "sobel-x", "sharpen")]
    with visitor():
        sent = unpack(layer_scene(view(), layer(EDGE, kernels)).packed())
    assert sent.meta["greyMaps"] == [True, False, True]


@settings(max_examples=40)
@given(st.integers(0, 999))
def test_the_strongest_colour_belongs_to_a_value_of_the_map(seed: int) -> None:
    pixels = np.random.default_rng(seed).integers(0, 256, (1, 80, 80), dtype=np.uint8)
    shown = Convolution(Picture("own", "Own", pixels), KERNELS["sobel-x"].kernel())
    assert shown.map.size > MANY
    sent = received(shown).meta
    sizes = np.abs(shown.map)
    assert 0 < sent["limit"] <= sizes.max()
    assert sent["beyond"] == (sent["limit"] < sizes.max())
    assert (sizes > sent["limit"]).mean() < 0.03


def test_one_extreme_cell_does_not_bleach_a_photograph_s_map() -> None:
    pixels = np.full((1, 80, 80), 100, np.uint8)
    pixels[0, :, 40:] = 110
    pixels[0, 5, 5] = 255
    shown = Convolution(Picture("own", "Own", pixels), KERNELS["laplacian-4"].kernel())
    sent = received(shown).meta
    assert sent["beyond"]
    assert sent["limit"] < 20 < sent["ranges"][0][1]


@given(CONVOLUTION)
def test_the_counts_sent_are_the_windows_that_hold_each_pixel(convolution: Convolution) -> None:
    with visitor():
        sent = unpack(padding_scene(view(), convolution, readers=True).packed())
    counts = np.zeros(convolution.picture.pixels.shape[1:], int)
    for cell in np.ndindex(*convolution.size):
        window = convolution.window(*cell)
        taken = [np.unique(at[at >= 0]) for at in (window.source_rows, window.source_cols)]
        counts[np.ix_(*taken)] += 1
    np.testing.assert_array_equal(sent.arrays["counts"], counts)
    assert sent.meta["largestCount"] == counts.max()


def test_the_padded_size_is_in_the_title() -> None:
    nine = Convolution(picture("nine"), KERNELS["vertical-edge"].kernel(), padding=2)
    with visitor():
        scene = padding_scene(view(), nine)
        plain = padding_scene(view(), replace(nine, padding=0))
    assert scene.input_titles == ["input 3×3, padded 7×7"]
    assert plain.input_titles == ["input 3×3"]
    assert "counts" not in unpack(scene.packed()).arrays
