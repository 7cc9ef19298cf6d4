"""No padding, "same" and "full" beside each other."""

from __future__ import annotations

import numpy as np
import pytest

from cnn_core.kernels import KERNELS, custom_kernel
from tests.ui.visitor import unpack
from ui.lessons.padding.paddings import paddings_board, paddings_words, read_by
from ui.lessons.padding.words.page import keeping_words
from ui.models.convolution import Convolution
from ui.pictures import picture

FIVE = Convolution(picture("centre-200"), KERNELS["laplacian-4"].kernel())


def test_1_4_and_9_windows_read_a_corner_of_5_by_5() -> None:
    made = read_by(FIVE)
    assert [one.corner for one in made.values()] == [1, 4, 9]
    assert [one.middle for one in made.values()] == [9, 9, 9]
    assert [one.size for one in made.values()] == [(3, 3), (5, 5), (7, 7)]
    for one in made.values():
        assert one.size is not None
        assert one.counts.sum() <= 9 * np.prod(one.size)
    assert "**1** without padding, **4** with “same” and **9** with “full”" in paddings_words(FIVE)
    assert "read the middle pixel: always 9" in paddings_words(FIVE)


def test_the_board_writes_the_counts_of_small_pictures() -> None:
    sent = unpack(paddings_board(FIVE).packed())
    assert sent.meta["panels"][1]["title"] == "same: map 5×5"
    assert sent.meta["panels"][1]["texts"][:5] == ["4", "6", "6", "6", "4"]
    large = Convolution(picture("digit-7"), KERNELS["laplacian-4"].kernel())
    assert unpack(paddings_board(large).packed()).meta["panels"][0]["texts"] == []


def test_a_kernel_that_does_not_fit_without_padding_has_no_map() -> None:
    large = Convolution(picture("nine"), KERNELS["box-blur"].kernel(5), padding=1)
    assert read_by(large)["valid"].size is None
    assert unpack(paddings_board(large).packed()).meta["panels"][0]["title"] == "no padding: no map"


@pytest.mark.parametrize(
    ("size", "dilation", "said"),
    [
        (3, 1, "p = (k − 1) / 2 keeps the size. Here this is (3 − 1) / 2 = 1."),
        (5, 2, "p = d·(k − 1) / 2 keeps the size. Here this is 2·(5 − 1) / 2 = 4."),
        (2, 1, "no p keeps the size here, because k − 1 = 1 is odd."),
    ],
)
def test_the_padding_that_keeps_the_size(size: int, dilation: int, said: str) -> None:
    kernel = KERNELS["box-blur"].kernel(size)
    found = Convolution(picture("digit-7"), kernel, padding=9, dilation=dilation)
    assert said in keeping_words(found)


def test_a_kernel_that_is_not_square_has_no_such_rule() -> None:
    assert "keeps" not in keeping_words(Convolution(picture("edge"), custom_kernel([[1, 2]])))
