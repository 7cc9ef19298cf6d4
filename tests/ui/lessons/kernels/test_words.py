"""What is said above the views of the lesson on kernels."""

from __future__ import annotations

from cnn_core.kernels import KERNELS
from ui.lessons.kernels.words import kernels_words

ZEROS = "Smaller kernels get zeros around them"


def test_a_layer_says_why_a_small_kernel_is_shown_with_zeros_around_it() -> None:
    small, large = KERNELS["sobel-x"].kernel(), KERNELS["gabor"].kernel()
    assert small.shape != large.shape
    assert ZEROS in kernels_words("layer", [small, large])
    assert ZEROS not in kernels_words("layer", [small, KERNELS["sobel-y"].kernel()])
    assert len(kernels_words("layer", [small, large]).split()) <= 60
