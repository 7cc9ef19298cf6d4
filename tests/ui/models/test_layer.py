"""Kernels side by side keep their own answers; one applied again and again checks by hand."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cnn_core.geometry import PADDING_MODES, pad2d
from cnn_core.kernels import KERNELS, Kernel
from tests.ui.strategies import CONVOLUTION, KERNEL, exists, pixels_of
from ui.models.convolution import Convolution
from ui.models.layer import LARGEST_WHOLE, PLACES, aligned, layer, repeated
from ui.pictures import Picture, picture

SHOWN = pixels_of(1, 12)
SMALL_KERNELS = st.sampled_from(
    [family.kernel(size) for family in KERNELS.values() for size in family.sizes if size <= 5]
)


@given(SHOWN, st.lists(KERNEL, min_size=1, max_size=3), st.booleans())
@example(
    picture("ramp"), [KERNELS["two-column"].kernel(), KERNELS["sobel-x"].kernel()], True
)  # an even kernel, flipped
def test_each_kernel_of_a_layer_answers_as_it_does_alone(image, kernels, flip) -> None:
    found = Convolution(image, kernels[0], padding="same", mode="replicate", flip=flip)
    together = layer(found, kernels)
    assert len({one.kernel.shape for one in together}) == 1
    for one, kernel in zip(together, kernels, strict=True):
        alone = replace(found, kernel=kernel)
        np.testing.assert_array_equal(one.map, alone.map)
        assert one.kernel.title == kernel.title
        assert one.kernel.sum == kernel.sum


def test_a_layer_has_the_settings_of_its_view() -> None:
    found = Convolution(
        picture("ramp"), KERNELS["sharpen"].kernel(), 2, 3, 2, "constant", 9, flip=True
    )
    (one,) = layer(found, [KERNELS["emboss"].kernel()])
    assert one == replace(found, kernel=KERNELS["emboss"].kernel())


def test_smaller_kernels_get_zeros_and_keep_their_middle() -> None:
    identity, box = KERNELS["identity"].kernel(1), KERNELS["box-blur"].kernel(4)
    small, large = aligned([identity, box])
    assert large == box
    # Of an even side the second of four is the middle, as "same" padding has it.
    assert small.numerators == ((0, 0, 0, 0), (0, 1, 0, 0), (0, 0, 0, 0), (0, 0, 0, 0))
    with pytest.raises(ValueError, match="at least one kernel"):
        aligned([])


def by_hand(found: Convolution, times: int) -> tuple[list[list[Fraction]], np.ndarray]:
    """Apply a kernel repeatedly in fractions: the last answer, and what it was read from."""
    kernel = np.array(found.sliding.numerators, dtype=object)
    image = found.picture.pixels[0].astype(object)
    for _ in range(times):
        read = image
        padded = padded_exactly(read, found)
        s, d = found.stride, found.dilation
        (kh, kw), (rows, columns) = kernel.shape, padded.shape
        high, wide = (rows - d * (kh - 1) - 1) // s + 1, (columns - d * (kw - 1) - 1) // s + 1
        answer = [
            [
                sum(
                    (
                        Fraction(padded[r * s + i * d, c * s + j * d]) * int(kernel[i, j])
                        for i in range(kh)
                        for j in range(kw)
                    ),
                    Fraction(0),
                )
                / found.sliding.divisor
                for c in range(wide)
            ]
            for r in range(high)
        ]
        image = np.array(
            [[Fraction(round(one * 10**PLACES), 10**PLACES) for one in row] for row in answer],
            dtype=object,
        ).reshape(high, wide)
    return answer, read


def padded_exactly(image: np.ndarray, found: Convolution) -> np.ndarray:
    """Pad values of any kind, by padding their numbers instead."""
    flat = [*image.ravel(), Fraction(0), Fraction(found.fill)]
    places = np.arange(1.0, image.size + 1).reshape(1, *image.shape)
    fill = len(flat) if found.mode == "constant" else 0
    found_at = pad2d(places, found.amounts, found.mode, fill)[0].astype(int)
    take = np.vectorize(lambda at: flat[at - 1] if at else Fraction(0), otypes=[object])
    return np.asarray(take(found_at))


@given(
    st.builds(
        Convolution,
        pixels_of(1, 6),
        SMALL_KERNELS,
        stride=st.integers(1, 2),
        padding=st.one_of(st.integers(0, 2), st.just("full")),
        dilation=st.integers(1, 2),
        mode=st.sampled_from(PADDING_MODES),
        fill=st.integers(0, 255),
        flip=st.booleans(),
    ).filter(exists),
    st.integers(1, 3),
)
@example(Convolution(picture("flat"), KERNELS["box-blur"].kernel(), 1, 1, 1, "constant", 128), 2)
@example(Convolution(picture("centre-200"), KERNELS["box-blur"].kernel(), padding=1), 3)  # ninths
def test_repeated_sums_are_exactly_the_printed_arithmetic(found: Convolution, times: int) -> None:
    last = repeated(found, times)
    answer, read = by_hand(found, last.times)
    scale = 10**last.places
    np.testing.assert_array_equal(last.image[0] / scale, read.astype(float))
    exact = [[one * scale * found.sliding.divisor for one in row] for row in answer]
    assert last.sums.tolist() == exact


@settings(max_examples=30)
@given(CONVOLUTION)
def test_once_is_the_map_itself(convolution: Convolution) -> None:
    once = repeated(convolution, 1)
    assert (once.times, once.places, once.signed) == (1, 0, False)
    np.testing.assert_array_equal(once.image, convolution.picture.pixels)
    np.testing.assert_array_equal(once.sums, convolution.sums)


@given(SMALL_KERNELS, st.integers(1, 10))
def test_numbers_stay_whole_and_exact_however_often(kernel: Kernel, times: int) -> None:
    last = repeated(Convolution(picture("digit-7"), kernel, padding=1, mode="zeros"), times)
    assert np.abs(last.sums).max() < LARGEST_WHOLE
    for numbers in (last.image, last.sums):
        np.testing.assert_array_equal(numbers, np.rint(numbers))


def test_it_stops_before_nothing_is_left_and_says_after_how_many() -> None:
    found = Convolution(picture("edge"), KERNELS["box-blur"].kernel())  # 6 -> 4 -> 2 -> none
    last = repeated(found, 10)
    assert (last.times, last.sums.shape) == (2, (2, 2))


def test_it_stops_before_whole_numbers_are_no_longer_exact() -> None:
    found = Convolution(picture("checkerboard"), KERNELS["sobel-x"].kernel(7), padding="same")
    last = repeated(found, 10)
    assert 1 < last.times < 10
    assert np.abs(last.sums).max() < LARGEST_WHOLE
    more = np.rint(last.sums / found.sliding.divisor)
    reach = np.abs(np.array(found.sliding.numerators)).sum()
    assert np.abs(more).max() * reach >= LARGEST_WHOLE


def test_a_kernel_too_large_for_its_picture_is_refused_however_often() -> None:
    found = Convolution(picture("edge"), KERNELS["box-blur"].kernel(11))
    for times in (1, 5):
        with pytest.raises(ValueError, match="covers 11"):
            repeated(found, times)


def test_ten_blurs_of_a_flat_grey_leave_it_as_it_is() -> None:
    grey = Picture("own", "Own", np.full((1, 5, 5), 77, np.uint8))
    blur = Convolution(grey, KERNELS["gaussian"].kernel(), padding="same", mode="replicate")
    last = repeated(blur, 10)
    assert (last.sums == 7700 * blur.sliding.divisor).all()


def test_whether_both_signs_are_read() -> None:
    edges = Convolution(picture("edge"), KERNELS["sobel-x"].kernel(), padding=1)
    assert repeated(edges, 2).signed
    assert not repeated(replace(edges, kernel=KERNELS["box-blur"].kernel()), 2).signed
