"""Layer on layer, in words."""

from __future__ import annotations

from cnn_core.kernels import KERNELS
from ui.lessons.padding.repeated_layers import stack_words, stacked
from ui.models.convolution import Convolution
from ui.pictures import picture

KERNEL = KERNELS["vertical-edge"].kernel()
RING = Convolution(picture("ring"), KERNEL)


def test_after_a_few_dozen_valid_layers_nothing_is_left() -> None:
    words = stack_words(stacked(RING, 33), 33)
    assert words.startswith("After **33 layers** of this kind **nothing is left**: 32 layers fit")
    assert "1×1" in words
    assert words.endswith("A 3×3 kernel covers 3 rows, but the image has 1.")


def test_what_is_left_is_named() -> None:
    assert ":green[**55×55**] is left" in stack_words(stacked(RING, 5), 5)
    assert "After **1 layer** of" in stack_words(stacked(RING, 1), 1)


def test_one_layer_fits() -> None:
    nine = Convolution(picture("nine"), KERNEL)
    assert "1 layer fits, down to" in stack_words(stacked(nine, 2), 2)
