"""Every kernel: its sum, its sentence, and the answer that makes it what it is."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from cnn_core.kernels import KERNELS, Kernel, apply_kernel
from cnn_core.ops import conv2d

EVERY = [
    family.kernel(size, angle=angle)
    for name, family in KERNELS.items()
    for size in family.sizes
    for angle in ((0, 30, 45, 90, 135) if family.angled else (0,))
]


def label(kernel: Kernel) -> str:
    return f"{kernel.name}-{kernel.size}"


BLURS = {"identity", "box-blur", "gaussian", "sharpen", "emboss", "motion-blur"}
LESSON_3 = {
    *("identity", "box-blur", "gaussian", "sharpen", "laplacian-4", "laplacian-8"),
    *("laplacian-of-gaussian", "sobel-x", "sobel-y", "prewitt-x", "prewitt-y"),
    *("scharr-x", "scharr-y", "emboss", "motion-blur", "gabor"),
}


def default(name: str) -> Kernel:
    return KERNELS[name].kernel()


def test_the_list_of_the_lesson_is_there() -> None:
    assert set(KERNELS) >= LESSON_3
    assert all(name == family.name for name, family in KERNELS.items())
    titles = [family.title for family in KERNELS.values()]
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("kernel", EVERY, ids=label)
def test_each_kernel_has_its_size_a_sentence_and_the_sum_it_should(kernel: Kernel) -> None:
    family = KERNELS[kernel.name]
    assert kernel.size in family.sizes
    assert kernel.shape == ((1, 2) if kernel.name == "two-column" else (kernel.size,) * 2)
    assert kernel.sees.endswith(".")
    assert kernel.sum == (1 if kernel.name in BLURS else 0)
    assert kernel.divisor >= 1
    assert any(any(row) for row in kernel.numerators)
    assert kernel.weights.dtype == np.float32
    assert not kernel.weights.flags.writeable
    exact = np.array(kernel.numerators) / kernel.divisor
    np.testing.assert_array_equal(kernel.weights, exact.astype(np.float32))


@pytest.mark.parametrize("value", [1, 37, 255, 0.1, 0.3, 1 / 3, 200 / 255])
@pytest.mark.parametrize("kernel", [k for k in EVERY if k.sum == 0], ids=label)
def test_weights_that_sum_to_0_answer_exactly_0_on_flat_areas(kernel: Kernel, value: float) -> None:
    flat = np.full((1, 12, 13), value, np.float32)
    assert not apply_kernel(flat, kernel, padding="valid").any()


@pytest.mark.parametrize("kernel", [k for k in EVERY if k.sum == 1], ids=label)
def test_weights_that_sum_to_1_keep_flat_areas(kernel: Kernel) -> None:
    flat = np.full((1, 12, 12), 200, np.float32)
    np.testing.assert_allclose(apply_kernel(flat, kernel, padding="valid"), 200, rtol=1e-6)


def test_the_weights_people_know() -> None:
    assert default("laplacian-4").numerators == ((0, -1, 0), (-1, 4, -1), (0, -1, 0))
    assert default("sobel-x").numerators == ((-1, 0, 1), (-2, 0, 2), (-1, 0, 1))
    assert KERNELS["sobel-x"].kernel(5).numerators[2] == (-6, -12, 0, 12, 6)
    assert KERNELS["sobel-x"].kernel(7).numerators[0] == (-1, -4, -5, 0, 5, 4, 1)
    assert default("gaussian").numerators == ((1, 2, 1), (2, 4, 2), (1, 2, 1))
    assert default("gaussian").divisor == 16
    assert default("vertical-edge").numerators == ((1, 0, -1),) * 3
    assert default("two-column").numerators == ((1, -1),)


def test_the_laplacian_of_a_gaussian_is_the_one_kernel_after_the_other() -> None:
    image = np.random.default_rng(0).integers(0, 256, (1, 9, 9))
    in_two = apply_kernel(
        apply_kernel(image, default("gaussian"), padding="valid"),
        default("laplacian-4"),
        padding="valid",
    )
    in_one = apply_kernel(image, default("laplacian-of-gaussian"), padding="valid")
    np.testing.assert_array_equal(in_one, in_two)


@pytest.mark.parametrize(
    "name, brighter",
    [
        ("sobel-x", "right"),
        ("prewitt-x", "right"),
        ("scharr-x", "right"),
        ("sobel-y", "below"),
        ("prewitt-y", "below"),
        ("scharr-y", "below"),
        ("vertical-edge", "left"),
        ("two-column", "left"),
        ("horizontal-edge", "above"),
    ],
)
def test_the_sign_says_which_side_is_brighter(name: str, brighter: str) -> None:
    step = np.tile(np.repeat([0.0, 1.0], 12), (24, 1))
    picture = {"right": step, "left": step[:, ::-1], "below": step.T, "above": step.T[::-1]}
    for size in KERNELS[name].sizes:
        y = apply_kernel(picture[brighter][None], KERNELS[name].kernel(size), padding="valid")
        assert y.max() > 0
        assert y.min() == 0


def test_diagonal_edges_answer_to_their_own_diagonal_only() -> None:
    rows, cols = np.mgrid[:9, :9]
    falling = (cols > rows).astype(float)[None]
    assert apply_kernel(falling, default("diagonal-edge-falling"), padding="valid").max() > 0
    assert apply_kernel(falling, default("diagonal-edge-falling"), padding="valid").min() >= 0
    assert not conv2d(
        falling[:, 2:5, 2:5], np.array(default("diagonal-edge-rising").numerators)[None, None]
    ).any()


def test_turning_and_flipping() -> None:
    sobel = default("sobel-x")
    assert sobel.rotated().numerators == default("sobel-y").numerators
    assert sobel.flipped().weights.tolist() == (-sobel.weights).tolist()
    assert default("gaussian").flipped() is default("gaussian")
    around = sobel.rotated().rotated().rotated().rotated()
    assert around.numerators == sobel.numerators
    assert around.title == "Sobel x, rotated"
    assert default("two-column").rotated().shape == (2, 1)
    assert sobel.flipped().name == "custom"


def test_a_flipped_kernel_gives_the_negated_picture_for_sobel() -> None:
    image = np.random.default_rng(1).integers(0, 256, (1, 8, 8))
    sobel = default("sobel-x")
    np.testing.assert_array_equal(apply_kernel(image, sobel.flipped()), -apply_kernel(image, sobel))


def test_motion_blur_lies_along_its_angle() -> None:
    blur = KERNELS["motion-blur"]
    assert blur.kernel(3, angle=0).numerators == ((0, 0, 0), (1, 1, 1), (0, 0, 0))
    assert blur.kernel(3, angle=45).numerators == ((1, 0, 0), (0, 1, 0), (0, 0, 1))
    assert blur.kernel(3, angle=90).numerators == ((0, 1, 0), (0, 1, 0), (0, 1, 0))
    assert blur.kernel(5, angle=-45).numerators[0] == (0, 0, 0, 0, 1)
    for angle in range(0, 360, 7):
        assert blur.kernel(11, angle=angle).sum == 1


@pytest.mark.parametrize("wavelength", [2, 3.5, 8, 32])
@pytest.mark.parametrize("angle", range(0, 180, 15))
def test_gabor_sums_to_0_and_has_no_up_or_down(angle: int, wavelength: float) -> None:
    for size in KERNELS["gabor"].sizes:
        gabor = KERNELS["gabor"].kernel(size, angle=angle, wavelength=wavelength)
        assert gabor.divisor == 100
        assert gabor.sum == Fraction(0)
        assert gabor.flipped() is gabor


def test_gabor_answers_most_to_its_own_stripes() -> None:
    rows, cols = np.mgrid[:21, :21]
    for angle in (0, 45, 90, 120):
        turn = np.radians(angle)
        stripes = np.cos(2 * np.pi * ((cols - 10) * np.cos(turn) + (rows - 10) * np.sin(turn)) / 4)
        answers = {
            other: apply_kernel(stripes[None], KERNELS["gabor"].kernel(9, angle=other))[0, 10, 10]
            for other in range(0, 180, 15)
        }
        assert max(answers, key=lambda one: answers[one]) == angle


def test_settings_that_make_no_kernel_are_refused() -> None:
    with pytest.raises(ValueError, match="Sobel x has no size 4: the nearest is 3"):
        KERNELS["sobel-x"].kernel(4)
    with pytest.raises(ValueError, match="a wave is 2 to 32 pixels long, not 1"):
        KERNELS["gabor"].kernel(wavelength=1)
    with pytest.raises(ValueError, match="not a number of degrees"):
        KERNELS["gabor"].kernel(angle=float("nan"))
    with pytest.raises(ValueError, match="equally long"):
        Kernel("custom", "Custom", "", ((1,), (1, 2)), 1)
    with pytest.raises(ValueError, match="at least 1"):
        Kernel("custom", "Custom", "", ((1,),), 0)


def test_a_family_remembers_its_kernels() -> None:
    assert KERNELS["gaussian"].kernel(5, angle=10) is KERNELS["gaussian"].kernel(5)
