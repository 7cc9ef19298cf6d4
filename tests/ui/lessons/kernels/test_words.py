"""What is said above the views of the lesson on kernels."""

from __future__ import annotations

import pytest

from cnn_core.kernels import KERNELS, parse_weights
from ui.lessons.kernels.words.page import kernels_words, named

ZEROS = "Smaller kernels get zeros around them"


def test_a_layer_says_why_a_small_kernel_is_shown_with_zeros_around_it() -> None:
    small, large = KERNELS["sobel-x"].kernel(), KERNELS["gabor"].kernel()
    assert small.shape != large.shape
    assert ZEROS in kernels_words("layer", [small, large])
    assert ZEROS not in kernels_words("layer", [small, KERNELS["sobel-y"].kernel()])
    assert len(kernels_words("layer", [small, large]).split()) <= 60


@pytest.mark.parametrize(
    ("weights", "effect"),
    [
        ("1,-1", "flat areas give 0"),
        ("0.5,0.5", "keep their brightness"),
        ("2", "become brighter"),
        ("0.5", "become darker"),
        ("-1", "become negative"),
    ],
)
def test_the_sum_of_own_weights_says_what_flat_areas_become(weights: str, effect: str) -> None:
    assert effect in kernels_words("one", [parse_weights(weights)])
    assert effect in named(parse_weights(weights))
