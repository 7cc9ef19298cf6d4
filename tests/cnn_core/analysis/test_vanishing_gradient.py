"""A gradient on its way back through a stack: against finite differences, and by its bounds."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from cnn_core.analysis import gradient_through_depth
from cnn_core.analysis.vanishing_gradient import CHANNELS, KERNEL, SIDE
from cnn_core.ops import ACTIVATIONS, conv2d


def stack(activation: str, depth: int, gain: float, seed: int):
    """Build the same stack by its description, with the gradient at its top as a weighting."""
    rng = np.random.default_rng(seed)
    x, top = rng.standard_normal((2, CHANNELS, SIDE, SIDE))
    weights = [
        rng.standard_normal((CHANNELS, CHANNELS, KERNEL, KERNEL)) * gain / np.sqrt(72)
        for _ in range(depth)
    ]

    def answer(image):
        for w in weights:
            z = conv2d(image, w, padding=1, padding_mode="circular")
            image = ACTIVATIONS[activation].forward(z)
        return float((image * top).sum())

    return x, top, answer


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_the_gradient_is_that_of_finite_differences(activation) -> None:
    x, top, answer = stack(activation, 2, 1.3, 5)
    step, differences = 1e-6, np.zeros_like(x)
    for at in np.ndindex(*x.shape):
        moved = np.zeros_like(x)
        moved[at] = step
        differences[at] = (answer(x + moved) - answer(x - moved)) / (2 * step)
    found = gradient_through_depth(activation, 2, gain=1.3, seed=5).gradients
    assert found[-1] == pytest.approx(np.linalg.norm(differences) / np.linalg.norm(top), rel=1e-5)


def test_sigmoid_keeps_at_most_a_quarter_and_relu_all_or_nothing() -> None:
    quarter = 0.25 ** np.arange(31)
    for gain in (0.5, 1.4, 4):
        slopes = gradient_through_depth("sigmoid", 30, gain=gain).slopes
        assert (slopes <= quarter).all()
        assert slopes[1] == pytest.approx(0.25, abs=0.01)
        assert set(gradient_through_depth("relu", 30, gain=gain).slopes) <= {0.0, 1.0}
    assert gradient_through_depth("relu", 30).slopes[-1] == 1


def test_a_steep_way_down_counts_like_one_up(monkeypatch: pytest.MonkeyPatch) -> None:
    fall = replace(
        ACTIVATIONS["tanh"],
        forward=lambda x: -2 * np.asarray(x),
        slope=lambda x: np.full(np.shape(x), -2.0),
    )
    monkeypatch.setitem(ACTIVATIONS, "fall", fall)
    assert gradient_through_depth("fall", 3).slopes.tolist() == [1, 2, 4, 8]


def test_at_the_square_root_of_2_relu_keeps_a_gradient_that_sigmoid_loses() -> None:
    relu, sigmoid = (
        gradient_through_depth(name, 30, gain=2**0.5).gradients for name in ("relu", "sigmoid")
    )
    assert 0.1 < relu[-1] < 10
    assert sigmoid[-1] < 1e-12


def test_nothing_is_drawn_anew() -> None:
    first, again = (gradient_through_depth("tanh", 7, gain=1.2).gradients for _ in range(2))
    np.testing.assert_array_equal(first, again)
    assert gradient_through_depth("gelu", 0).gradients.tolist() == [1]


@pytest.mark.parametrize(
    ("name", "depth", "gain", "words"),
    [("bent", 3, 1, "unknown"), ("relu", -1, 1, "0 or more"), ("relu", 1, -1, "0 or more")],
)
def test_what_is_no_stack_is_refused(name, depth, gain, words) -> None:
    with pytest.raises(ValueError, match=words):
        gradient_through_depth(name, depth, gain=gain)
