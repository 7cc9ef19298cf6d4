"""What a kernel makes of a wave, against waves that slide under it and NumPy's transform."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from cnn_core.analysis import frequencies, frequency_response, passing, strength
from cnn_core.kernels import KERNELS
from cnn_core.ops import conv2d

FAMILIES = [KERNELS[name] for name in KERNELS]
SIZE = (12, 13)


def exact(name: str, size: int | None = None) -> NDArray[np.float64]:
    kernel = KERNELS[name].kernel(size)
    return np.array(kernel.numerators) / kernel.divisor


@pytest.mark.parametrize("shape", [(1, 1), (3, 3), (2, 3), (4, 5), (1, 6)])
def test_a_wave_comes_out_as_itself_times_the_response(shape: tuple[int, int]) -> None:
    rng = np.random.default_rng(3)
    weights = rng.normal(size=shape)
    response = frequency_response(weights, SIZE)
    r, c = np.indices(SIZE)
    for v, u in [(0, 0), (1, 0), (0, -2), (3, 5), (-6, 6)]:
        wave = np.exp(2j * np.pi * (v * r / SIZE[0] + u * c / SIZE[1]))
        slid = [
            conv2d(part[None], weights[None, None], padding="same", padding_mode="circular")[0]
            for part in (wave.real, wave.imag)
        ]
        factor = response[v + SIZE[0] // 2, u + SIZE[1] // 2]
        np.testing.assert_allclose(slid[0] + 1j * slid[1], wave * factor, atol=1e-12)


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
def test_the_response_is_numpy_s_transform_of_the_kernel_on_a_sheet(family) -> None:
    weights = exact(family.name)
    sheet = np.zeros(SIZE)
    sheet[: weights.shape[0], : weights.shape[1]] = weights
    before = [-((side - 1) // 2) for side in weights.shape]
    wanted = np.fft.fftshift(np.fft.fft2(np.roll(sheet, before, (0, 1))).conj())
    np.testing.assert_allclose(frequency_response(weights, SIZE), wanted, atol=1e-9)


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
def test_in_the_middle_it_is_the_sum_of_the_weights(family) -> None:
    response = frequency_response(exact(family.name), SIZE)
    middle = response[SIZE[0] // 2, SIZE[1] // 2]
    assert middle == pytest.approx(float(family.kernel().sum), abs=1e-12)


def test_a_chessboard_of_the_laplacian_counts_by_hand() -> None:
    # The centre 4 meets 1, and its four neighbours, -1 each, meet -1.
    assert frequency_response(exact("laplacian-4"), (4, 4))[0, 0] == pytest.approx(8)
    assert frequency_response(exact("box-blur"), (4, 4))[0, 0] == pytest.approx(1 / 9)


@pytest.mark.parametrize("count", [1, 2, 5, 8])
def test_frequencies_are_in_the_order_of_numpy(count: int) -> None:
    wanted = np.fft.fftshift(np.fft.fftfreq(count, 1 / count))
    np.testing.assert_array_equal(frequencies(count), wanted)


def test_what_is_only_rounding_counts_as_0() -> None:
    weights = exact("sobel-x")
    response = frequency_response(weights, (64, 64))
    found = strength(response, weights)
    assert 0 < np.abs(response[:, 0]).max() < 1e-12  # 2 pixels across: a sine of pi
    assert found[:, 0].max() == 0
    np.testing.assert_allclose(found, np.abs(response), atol=1e-12)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("box-blur", "low"),
        ("gaussian", "low"),
        ("motion-blur", "low"),
        ("laplacian-4", "high"),
        ("laplacian-8", "high"),
        ("two-column", "high"),
        ("sobel-x", "band"),
        ("gabor", "band"),
        ("laplacian-of-gaussian", "band"),
        ("sharpen", "boost"),
        ("identity", "all"),
    ],
)
def test_kernels_let_through_what_they_are_known_for(name: str, kind: str) -> None:
    assert passing(exact(name)) == kind
    assert passing(-3 * exact(name)) == kind


def test_no_weights_let_nothing_through() -> None:
    assert passing(np.zeros((3, 3))) == "nothing"
