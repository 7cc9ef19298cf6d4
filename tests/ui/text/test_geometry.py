"""Sizes and unread pixels in words."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given

from cnn_core.kernels import KERNELS
from tests.ui.strategies import CONVOLUTION
from ui.models.convolution import Convolution
from ui.pictures import picture
from ui.text.geometry import padding_words, reading_words, size_lines, size_words

BOX = KERNELS["box-blur"]


def shown(image: str = "digit-7", kernel: int = 3, **how) -> Convolution:
    return Convolution(picture(image), BOX.kernel(kernel), **how)


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({}, "Every pixel is read by some window."),
        (
            {"stride": 2},
            "The last column and the last row are never read: 55 of 784 pixels.",
        ),
        (
            {"image": "edge", "kernel": 2, "stride": 4},
            "Columns 2 and 3 and rows 2 and 3 are never read: 20 of 36 pixels.",
        ),
        (
            {"image": "edge", "kernel": 4, "stride": 3},
            "The last 2 columns and the last 2 rows are never read: 20 of 36 pixels.",
        ),
        (
            {"image": "nine", "kernel": 2, "stride": 2},
            "The last column and the last row are never read: 5 of 9 pixels.",
        ),
        ({"image": "nine", "kernel": 2, "stride": 2, "padding": 1}, "Every pixel is read"),
    ],
)
def test_what_is_never_read_is_named(settings, words: str) -> None:
    assert reading_words(shown(**settings)).startswith(words)


def test_many_lines_are_counted() -> None:
    words = reading_words(shown(kernel=2, stride=3, padding=1))
    assert words.startswith("9 of the 28 columns (1, 4, 7, …) and 9 of the 28 rows")


@given(CONVOLUTION)
def test_the_pixels_counted_are_those_no_window_holds(convolution: Convolution) -> None:
    rows, columns = convolution.size
    read = np.zeros(convolution.picture.pixels.shape[1:], bool)
    for cell in np.ndindex(rows, columns):
        window = convolution.window(*cell)
        taken = [at[at >= 0] for at in (window.source_rows, window.source_cols)]
        read[np.ix_(*taken)] = True
    words = reading_words(convolution)
    missed = int((~read).sum())
    found = re.search(r"never read: ([\d,]+) of", words)
    assert int(found[1]) == missed if found else missed == 0


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({}, "The map has 2 rows and 2 columns fewer than the image."),
        ({"padding": "same"}, "The map is as large as the image."),
        ({"padding": "full"}, "The map has 2 rows and 2 columns more than the image."),
        ({"kernel": 2}, "The map has 1 row and 1 column fewer than the image."),
    ],
)
def test_how_the_size_changes(settings, words: str) -> None:
    assert size_words(shown(**settings)) == words


def test_one_axis_alone() -> None:
    columns = Convolution(picture("edge"), KERNELS["two-column"].kernel())
    assert size_words(columns) == "The map has 1 column fewer than the image."


def test_the_size_formula_counts_one_row_as_one() -> None:
    assert size_lines(["⌊(3 − 3) / 1⌋ + 1"] * 2, (1, 1)) == "⌊(3 − 3) / 1⌋ + 1\n= 1 row and column"
    assert size_lines(["⌊(6 − 3) / 1⌋ + 1"] * 2, (4, 4)).endswith("\n= 4 rows and columns")
    assert size_lines(["a", "b"], (1, 5)) == "a\n= 1 row\nb\n= 5 columns"


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({}, ""),
        (
            {"padding": "same", "mode": "replicate"},
            "Padding adds 1 pixel on every side, so the map is as large as the image. The "
            "added pixels repeat those at the border.",
        ),
        ({"padding": 2}, "Padding adds 2 pixels on every side. The added pixels are 0."),
        (
            {"padding": 2, "kernel": 5, "mode": "constant", "fill": 9},
            "Padding adds 2 pixels on every side, so the map is as large as the image. The "
            "added pixels are 9.",
        ),
        (
            {"padding": "same", "kernel": 2, "mode": "reflect"},
            "Padding adds pixels, so the map is as large as the image. The added pixels "
            "mirror those at the border.",
        ),
    ],
)
def test_padding_in_words(settings: dict, said: str) -> None:
    assert padding_words(shown(**settings)) == said
