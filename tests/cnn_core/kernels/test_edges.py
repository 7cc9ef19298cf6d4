"""Edges and their angles."""

from __future__ import annotations

import numpy as np
import pytest

from cnn_core.kernels import (
    KERNELS,
    edge_response,
    gradient,
    strongest_edge,
    strongest_edge_response,
)


def test_a_slope_to_the_right_points_to_the_right() -> None:
    ramp = np.tile(np.arange(6.0, dtype=np.float32), (5, 1))
    steep, turn = gradient(ramp)
    assert steep[2, 2] == (1 + 2 + 1) * (3 - 1)
    assert turn[2, 2] == 0
    assert gradient(ramp[:, ::-1]).direction[2, 2] == pytest.approx(np.pi)
    assert gradient(ramp.T).direction[2, 2] == pytest.approx(np.pi / 2)
    assert gradient(ramp.T[::-1]).direction[2, 2] == pytest.approx(-np.pi / 2)


def test_a_diagonal_slope_points_down_right() -> None:
    rows, cols = np.mgrid[:7, :7]
    assert gradient(rows + cols).direction[3, 3] == pytest.approx(np.pi / 4)
    assert gradient(rows + cols).magnitude[3, 3] == pytest.approx(8 * np.sqrt(2))


@pytest.mark.parametrize("value", [0.0, 0.1, 1 / 3, 200.0])
def test_flat_pictures_have_no_gradient(value: float) -> None:
    steep, turn = gradient(np.full((4, 5), value, np.float32))
    assert not steep.any()
    assert not turn.any()
    assert steep.shape == turn.shape == (4, 5)
    assert steep.dtype == turn.dtype == np.float32


def test_a_gradient_is_of_one_plane() -> None:
    with pytest.raises(ValueError, match="pick a channel"):
        gradient(np.zeros((3, 4, 4)))


def test_the_answer_to_an_edge_through_the_centre() -> None:
    sobel = KERNELS["sobel-x"].kernel().weights
    quarter_turns = np.arange(4) * np.pi / 2
    # The centre column is half covered and weighs 0; the bright column gives 1 + 2 + 1.
    np.testing.assert_allclose(edge_response(sobel, quarter_turns), [4, 0, -4, 0], atol=1e-12)
    # On the diagonal half of each corner on the line is bright: 1/2 * (-1 + 1) + 2 + 1 + 0 * ...
    assert edge_response(sobel, np.pi / 4) == pytest.approx(0.5 * 1 + 2 + 1 - 0.5 * 1)


def test_all_angles_are_not_equal() -> None:
    angles = np.linspace(0, np.pi / 2, 91)
    edge = KERNELS["vertical-edge"].kernel().weights
    response = edge_response(edge, angles)
    assert response[0] == pytest.approx(-3)
    assert response[-1] == pytest.approx(0)
    assert (np.diff(response) > -1e-12).all()


def test_scharr_keeps_the_truest_angle() -> None:
    angles = np.linspace(0, np.pi / 2, 91)

    def worst(name: str) -> float:
        across = edge_response(KERNELS[f"{name}-x"].kernel().weights, angles)
        down = edge_response(KERNELS[f"{name}-y"].kernel().weights, angles)
        return float(np.abs(np.arctan2(down, across) - angles).max())

    assert worst("scharr") < worst("prewitt")
    assert worst("sobel") < worst("prewitt")


def test_shares_of_pixels_are_exact_areas() -> None:
    """Compare with counting a fine grid of points."""
    rng = np.random.default_rng(3)
    fine = (np.arange(400) + 0.5) / 400 - 0.5
    for _ in range(20):
        weights, angle = rng.normal(size=(3, 4)), rng.uniform(-4, 4)
        down, across = np.mgrid[:3, :4] - np.array([1.0, 1.5])[:, None, None]
        at = (across[..., None, None] + fine) * np.cos(angle)
        at = at + (down[..., None, None] + fine[:, None]) * np.sin(angle)
        expected = (weights * (at > 0).mean(axis=(2, 3))).sum()
        assert edge_response(weights, angle) == pytest.approx(expected, abs=5e-3)


def test_a_picture_that_is_no_kernel_is_refused() -> None:
    with pytest.raises(ValueError, match=r"\(kh, kw\)"):
        edge_response([1, 2, 3], [0.0])


@pytest.mark.parametrize("angle", [0.0, 0.3, np.pi / 4, 2.0, 5.0])
def test_the_strongest_edge_gives_the_strongest_output(angle: float) -> None:
    weights = np.random.default_rng(5).normal(size=(4, 3))
    pixels = strongest_edge(weights, angle)
    assert pixels.shape == (4, 3)
    assert pixels.min() >= 0
    assert pixels.max() <= 1
    assert (pixels * weights).sum() == pytest.approx(strongest_edge_response(weights, [angle])[0])
