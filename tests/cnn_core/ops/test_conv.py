"""What the lessons claim about one kernel over one image."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import signal

from cnn_core.geometry import PADDING_MODES, output_size
from cnn_core.geometry.padding import Array
from cnn_core.ops import conv2d, conv2d_loops

Convolve = Callable[..., Array]
Case = tuple[Array, Array, Any, dict[str, Any]]

HALVES = np.array([[10, 10, 10, 0, 0, 0]] * 6, dtype=np.float32)[None]
VERTICAL_EDGE = np.array([[1, 0, -1]] * 3, dtype=np.float32)[None, None]
HIGH_PASS = np.array([[0, -1, 0], [-1, 4, -1], [0, -1, 0]], dtype=np.float32)[None, None]

both_ways = pytest.mark.parametrize("convolve", [conv2d, conv2d_loops])


@both_ways
def test_a_5x5_image_and_a_3x3_kernel_give_3x3(convolve: Convolve) -> None:
    image = np.arange(25.0, dtype=np.float32).reshape(1, 5, 5)
    y = convolve(image, np.ones((1, 1, 3, 3)))
    assert y.shape == (1, 3, 3)
    assert y[0, 0, 0] == 0 + 1 + 2 + 5 + 6 + 7 + 10 + 11 + 12
    assert y[0, 2, 2] == 12 + 13 + 14 + 17 + 18 + 19 + 22 + 23 + 24


@both_ways
def test_the_vertical_edge_kernel_finds_the_border_of_two_halves(convolve: Convolve) -> None:
    y = convolve(HALVES, VERTICAL_EDGE)
    assert y[0, 0, 0] == (10 * 1 + 10 * 0 + 10 * -1) * 3
    assert y[0, 0, 1] == (10 * 1 + 10 * 0 + 0 * -1) * 3
    assert y.tolist() == [[[0, 30, 30, 0]] * 4]


@both_ways
def test_turned_by_90_degrees_it_finds_horizontal_edges(convolve: Convolve) -> None:
    turned = VERTICAL_EDGE.swapaxes(2, 3)
    assert convolve(HALVES, turned).tolist() == [[[0, 0, 0, 0]] * 4]
    assert convolve(HALVES.swapaxes(1, 2), turned)[0, :, 0].tolist() == [0, 30, 30, 0]


@both_ways
def test_a_two_column_kernel_answers_10_at_the_border(convolve: Convolve) -> None:
    y = convolve(HALVES, np.array([[[[1, -1]]]]))
    assert y[0, 0].tolist() == [10 - 10, 10 - 10, 10 - 0, 0 - 0, 0 - 0]


@both_ways
def test_the_centre_200_answers_175_to_the_high_pass(convolve: Convolve) -> None:
    image = np.array([[[90, 150, 80], [170, 200, 140], [70, 165, 60]]])
    y = convolve(image, HIGH_PASS)
    assert y.item() == 4 * 200 - 150 - 170 - 140 - 165 == 175


@both_ways
def test_sizes_of_the_lessons(convolve: Convolve) -> None:
    digit, photo = np.zeros((1, 28, 28)), np.zeros((3, 32, 32))
    assert convolve(digit, VERTICAL_EDGE).shape == (1, 26, 26)
    assert convolve(digit, VERTICAL_EDGE, stride=2).shape == (1, 13, 13)
    assert conv2d(photo, np.zeros((10, 3, 3, 3))).shape == (10, 30, 30)


@both_ways
def test_a_colour_kernel_adds_the_channels_and_the_bias(convolve: Convolve) -> None:
    image = np.array([[[1.0]], [[2.0]], [[3.0]]])
    w = np.array([[[[4.0]], [[5.0]], [[6.0]]]])
    assert convolve(image, w, [0.5]).item() == 1 * 4 + 2 * 5 + 3 * 6 + 0.5


@both_ways
@pytest.mark.parametrize("kernel", [(1, 1), (2, 2), (3, 3), (4, 5), (1, 6)])
@pytest.mark.parametrize("dilation", [1, 2])
def test_same_keeps_the_size_for_odd_and_even_kernels(
    convolve: Convolve, kernel: Any, dilation: Any
) -> None:
    y = convolve(HALVES, np.ones((1, 1, *kernel)), padding="same", dilation=dilation)
    assert y.shape == (1, 6, 6)


def test_same_puts_the_odd_cell_of_an_even_kernel_at_the_end() -> None:
    row = np.array([[[1, 2, 3]]])
    assert conv2d(row, [[[[1, 1]]]], padding="same").tolist() == [[[1 + 2, 2 + 3, 3 + 0]]]


@both_ways
@pytest.mark.parametrize(
    "mode, row",
    [
        ("zeros", [0, 0, 1, 2, 3, 0, 0]),
        ("constant", [7, 7, 1, 2, 3, 7, 7]),
        ("reflect", [3, 2, 1, 2, 3, 2, 1]),
        ("replicate", [1, 1, 1, 2, 3, 3, 3]),
        ("circular", [2, 3, 1, 2, 3, 1, 2]),
    ],
)
def test_what_stands_outside_the_image(convolve: Convolve, mode: str, row: list[float]) -> None:
    y = convolve([[[1, 2, 3]]], np.ones((1, 1, 1, 1)), padding=(0, 2), padding_mode=mode, fill=7.0)
    assert y.tolist() == [[row]]


def test_float64_stays_and_everything_else_becomes_float32() -> None:
    w = np.ones((1, 1, 1, 1))
    for kind in (np.uint8, np.int64, np.float16, np.float32, bool):
        assert conv2d(np.ones((1, 2, 2), kind), w).dtype == np.float32
    assert conv2d(np.ones((1, 2, 2), np.float64), w.astype(np.float32)).dtype == np.float64


@st.composite
def convolutions(draw: st.DrawFn) -> Case:
    """Draw an image or a batch of whole numbers, weights and settings that fit together."""
    groups = draw(st.sampled_from([1, 1, 1, 2, 3]))
    depth, per_group = draw(st.integers(1, 2)), draw(st.integers(1, 3))
    size = draw(st.tuples(st.integers(1, 9), st.integers(1, 9)))
    kernel = draw(st.tuples(st.integers(1, 4), st.integers(1, 4)))
    dilation = draw(st.tuples(st.integers(1, 2), st.integers(1, 3)))
    stride = draw(st.tuples(st.integers(1, 3), st.integers(1, 3)))
    mode = draw(st.sampled_from(PADDING_MODES))
    most = {"reflect": min(size) - 1, "circular": min(size)}.get(mode, 4)
    padding = draw(
        st.one_of(
            st.tuples(st.integers(0, most), st.integers(0, most)),
            st.sampled_from(["same", "valid", "full"]),
        )
    )
    batch = draw(st.sampled_from([(), (), (1,), (3,)]))
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    x = rng.integers(-9, 10, (groups * depth, *size, *batch)).astype(np.float32)
    w = rng.integers(-3, 4, (groups * per_group, depth, *kernel)).astype(np.float32)
    if draw(st.booleans()):
        w[...] = np.multiply.outer(w[0, 0, :, 0], w[0, 0, 0])
    b = rng.integers(-5, 6, w.shape[0]) if draw(st.booleans()) else None
    options = {
        "stride": stride,
        "padding": padding,
        "dilation": dilation,
        "groups": groups,
        "padding_mode": mode,
        "fill": 2.0,
    }
    return x, w, b, options


def outcome(convolve: Convolve, *args: Any, **options: Any) -> Array | str:
    """Return the map, or the sentence that refuses it."""
    try:
        return convolve(*args, **options)
    except ValueError as refused:
        return str(refused)


@settings(max_examples=500, deadline=None)
@given(convolutions())
def test_conv2d_is_exactly_the_loops_on_whole_numbers(case: Case) -> None:
    x, w, b, options = case
    y, expected = (outcome(convolve, x, w, b, **options) for convolve in (conv2d, conv2d_loops))
    if isinstance(expected, str) or isinstance(y, str):
        assert y == expected
        return
    assert y.dtype == np.float32
    assert y.flags.c_contiguous
    assert y.shape == expected.shape
    np.testing.assert_array_equal(y, expected)


@settings(deadline=None)
@given(
    st.tuples(st.integers(1, 12), st.integers(1, 12)),
    st.tuples(st.integers(1, 5), st.integers(1, 5)),
    st.sampled_from(["valid", "same", "full"]),
    st.integers(0, 2**32 - 1),
)
def test_conv2d_agrees_with_scipy(size: Any, kernel: Any, padding: Any, seed: int) -> None:
    rng = np.random.default_rng(seed)
    x, w = rng.normal(size=size), rng.normal(size=kernel)
    if padding == "valid" and (kernel[0] > size[0] or kernel[1] > size[1]):
        return
    if padding == "same" and not (kernel[0] % 2 and kernel[1] % 2):
        return  # SciPy puts the odd cell of an even kernel at the start.
    y = conv2d(x[None], w[None, None], padding=padding)[0]
    np.testing.assert_allclose(y, signal.correlate2d(x, w, padding), atol=1e-12)
    single = conv2d(x[None].astype(np.float32), w[None, None], padding=padding)[0]
    np.testing.assert_allclose(single, y, atol=1e-5)


def test_the_input_is_left_alone() -> None:
    x, w = np.ones((1, 4, 4), np.float32), np.ones((1, 1, 1, 1), np.float32)
    y = conv2d(x, w)
    y[...] = 5
    assert x.tolist() == np.ones((1, 4, 4)).tolist()
    assert w.item() == 1


@pytest.mark.parametrize(
    "x, w, options, sentence",
    [
        (
            (1, 7, 7),
            (1, 1, 5, 5),
            {"dilation": 2},
            "a 5×5 kernel with dilation 2 covers 9 rows, but the image has 7: "
            "use padding 1 or dilation 1",
        ),
        (
            (1, 9, 4),
            (1, 1, 3, 5),
            {},
            "a 3×5 kernel covers 5 columns, but the image has 4: "
            "use padding 1 or a kernel of at most 4 columns",
        ),
        (
            (1, 1, 1),
            (1, 1, 3, 3),
            {"padding_mode": "reflect"},
            "a 3×3 kernel covers 3 rows, but the image has 1: "
            "use a kernel of at most 1 row and 1 column",
        ),
        (
            (1, 8, 8),
            (1, 1, 3, 3),
            {"padding": "same", "stride": 2},
            'padding "same" keeps the size, so it goes with stride 1 only; '
            "with stride 2 use padding 1, which halves the size",
        ),
        (
            (1, 8, 3),
            (1, 1, 3, 3),
            {"padding": 3, "padding_mode": "reflect"},
            "reflect padding of 3 needs more than the image's 3 columns: use padding 2 at most",
        ),
        (
            (1, 2, 8),
            (1, 1, 3, 3),
            {"padding": 3, "padding_mode": "circular"},
            "circular padding of 3 needs more than the image's 2 rows: use padding 2 at most",
        ),
        (
            (3, 8, 8),
            (4, 1, 3, 3),
            {},
            "each filter is 1 channel deep, but the image has 3 in 1 group: "
            "use weights of shape (4, 3, 3, 3)",
        ),
        (
            (4, 8, 8),
            (4, 1, 3, 3),
            {"groups": 3},
            "groups 3 does not divide both 4 channels and 4 filters: use 2",
        ),
        (
            (8, 8),
            (1, 1, 3, 3),
            {},
            "the image has 2 axes: add its channel with x[None] to make it (C, H, W)",
        ),
        (
            (1, 8, 8),
            (1, 1, 3, 3),
            {"padding_mode": "mirror"},
            'padding mode "mirror" is unknown: use zeros, constant, reflect, replicate, circular',
        ),
        (
            (1, 8, 8),
            (1, 1, 3, 3),
            {"padding": "some"},
            'padding "some" is unknown: use "valid", "same", "full" or a number',
        ),
        ((1, 8, 8), (1, 1, 3, 3), {"stride": 0}, "stride 0 is too small: use at least 1"),
        (
            (1, 8, 8),
            (1, 1, 3, 3),
            {"stride": 1.5},
            "stride is a whole number or a pair (rows, columns), not 1.5",
        ),
    ],
)
def test_errors_name_the_sizes_and_what_would_fit(
    x: Any, w: Any, options: dict[str, Any], sentence: str
) -> None:
    for convolve in (conv2d, conv2d_loops):
        with pytest.raises(ValueError) as error:
            convolve(np.zeros(x), np.zeros(w), **options)
        assert str(error.value) == sentence


def test_shapes_that_are_no_image_weights_or_bias_are_refused() -> None:
    x, w = np.zeros((1, 4, 4)), np.zeros((2, 1, 3, 3))
    with pytest.raises(ValueError, match=r"give one number for each, shape \(2,\)"):
        conv2d(x, w, [1, 2, 3])
    with pytest.raises(ValueError, match=r"w\[None, None\]"):
        conv2d(x, np.zeros((3, 3)))
    with pytest.raises(ValueError, match="holds no pixel"):
        conv2d(np.zeros((1, 0, 4)), w)
    with pytest.raises(ValueError, match="real numbers"):
        conv2d(np.zeros((1, 4, 4), complex), w)


@given(
    st.integers(1, 12),
    st.integers(1, 12),
    st.integers(1, 4),
    st.integers(0, 3),
    st.integers(1, 3),
)
def test_the_advice_in_an_error_works(
    size: Any, kernel: Any, stride: int, padding: Any, dilation: Any
) -> None:
    options = {"stride": stride, "padding": padding, "dilation": dilation}
    try:
        output_size((size, size), kernel, **options)
    except ValueError as error:
        advice = str(error).split(": use ")[1]
        for one in advice.split(" or "):
            if one.startswith("a kernel"):
                fits = int(one.split("at most ")[1].split()[0])
                assert output_size(size, fits, **options) >= 1
            else:
                name, value = one.split()
                assert output_size(size, kernel, **{**options, name: int(value)}) >= 1


@pytest.mark.parametrize("filters", [1, 9])
def test_an_empty_batch_is_refused(filters: int) -> None:
    with pytest.raises(ValueError, match=r"\(1, 5, 5, 0\) holds no pixel"):
        conv2d(np.zeros((1, 5, 5, 0)), np.ones((filters, 1, 3, 3)))


@pytest.mark.parametrize("groups", [2.0, "2", None])
def test_groups_that_are_no_whole_number_are_refused(groups: Any) -> None:
    with pytest.raises(ValueError, match="groups is a whole number"):
        conv2d(np.zeros((2, 5, 5)), np.ones((2, 1, 3, 3)), groups=groups)
