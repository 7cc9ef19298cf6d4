"""How large the answer is: the numbers of the lesson on padding and stride."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnn_core.geometry import output_size, pad_amounts
from cnn_core.geometry.sizes import geometry


@pytest.mark.parametrize(
    "size, options, expected",
    [
        (28, {}, (28 + 2 * 0 - 1 * (3 - 1) - 1) // 1 + 1),
        (28, {"stride": 2}, (28 + 2 * 0 - 1 * (3 - 1) - 1) // 2 + 1),
        (32, {"padding": "valid"}, 30),
        (28, {"padding": "same"}, 28),
        (28, {"padding": "full"}, 28 + 3 - 1),
        (28, {"padding": 1, "stride": 2}, 14),
        (7, {"dilation": 3}, (7 + 2 * 0 - 3 * (3 - 1) - 1) // 1 + 1),
    ],
)
def test_the_formula_with_its_numbers(size: int, options: dict[str, Any], expected: int) -> None:
    assert output_size(size, 3, **options) == expected
    assert output_size((size, size), 3, **options) == (expected, expected)


def test_a_3x3_image_padded_by_2_is_7x7() -> None:
    assert output_size((3, 3), 1, padding=2) == (7, 7)


def test_rows_and_columns_may_differ() -> None:
    options: dict[str, Any] = {"stride": (1, 2), "padding": (0, 2), "dilation": (2, 1)}
    assert output_size((9, 9), (3, 5), **options) == (9 - 2 * 2, (9 + 4 - 4 - 1) // 2 + 1)


def test_a_last_window_may_stick_out_when_sizes_round_up() -> None:
    assert output_size(5, 2, stride=2) == 2
    assert output_size(5, 2, stride=2, ceil_mode=True) == 3
    assert output_size(4, 1, stride=5, ceil_mode=True) == 1  # it would start outside


@pytest.mark.parametrize(
    "padding, kernel, dilation, expected",
    [
        ("valid", 5, 1, ((0, 0), (0, 0))),
        ("same", 3, 1, ((1, 1), (1, 1))),
        ("same", 3, 2, ((2, 2), (2, 2))),
        ("same", (2, 4), 1, ((0, 1), (1, 2))),
        ("same", 2, 3, ((1, 2), (1, 2))),
        ("full", (1, 3), 2, ((0, 0), (4, 4))),
        (2, 3, 1, ((2, 2), (2, 2))),
        ((0, 1), 3, 1, ((0, 0), (1, 1))),
        (((0, 1), (2, 3)), 3, 1, ((0, 1), (2, 3))),
    ],
)
def test_cells_added_on_each_side(padding: Any, kernel: Any, dilation: int, expected: Any) -> None:
    assert pad_amounts(padding, kernel, dilation=dilation) == expected


@pytest.mark.parametrize(
    "kernel, stride, dilation, advice",
    [
        (3, 2, 1, "with stride 2 use padding 1, which halves the size"),
        (5, 2, 2, "with stride 2 use padding 4, which halves the size"),
        (3, 3, 1, "with stride 3 use padding 1, which divides the size by 3"),
        ((3, 5), (1, 2), 1, "with stride (1, 2) use padding (1, 2), which divides the size by"),
    ],
)
def test_same_with_a_stride_names_the_padding_to_use(
    kernel: Any, stride: Any, dilation: int, advice: str
) -> None:
    with pytest.raises(ValueError) as error:
        pad_amounts("same", kernel, stride=stride, dilation=dilation)
    assert advice in str(error.value)


@given(st.integers(1, 40), st.integers(1, 9), st.integers(1, 3))
def test_the_padding_named_for_stride_2_halves_the_size(size: int, kernel: int, d: int) -> None:
    with pytest.raises(ValueError) as error:
        pad_amounts("same", kernel, stride=2, dilation=d)
    padding = int(str(error.value).split("use padding ")[1].split(",")[0])
    if size + 2 * padding > d * (kernel - 1):
        assert output_size(size, kernel, stride=2, padding=padding, dilation=d) in (
            size // 2,
            (size + 1) // 2,
        )


@pytest.mark.parametrize(
    "options, sentence",
    [
        (
            {"size": 7, "kernel": 5, "dilation": 2},
            "a kernel of 5 with dilation 2 covers 9 cells, but the image has 7: "
            "use padding 1 or dilation 1",
        ),
        (
            {"size": 5, "kernel": 8},
            "a kernel of 8 covers 8 cells, but the image has 5: "
            "use padding 2 or a kernel of at most 5 cells",
        ),
        (
            {"size": (7, 5), "kernel": 5, "dilation": 2},
            "a 5×5 kernel with dilation 2 covers 9 rows, but the image has 7: "
            "use padding 2 or dilation 1",
        ),
        (
            {"size": 5, "kernel": 8, "padding": 1},
            "a kernel of 8 covers 8 cells, but the padded image has 7: "
            "use padding 2 or a kernel of at most 7 cells",
        ),
        ({"size": 5, "kernel": 0}, "kernel 0 is too small: use at least 1"),
        ({"size": 5, "kernel": 3, "padding": -1}, "padding -1 is too small: use at least 0"),
        (
            {"size": 5, "kernel": "3"},
            "kernel is a whole number or a pair (rows, columns), not '3'",
        ),
        (
            {"size": (5, 5), "kernel": 3, "padding": ((1, 1), (1, 1), (1, 1))},
            "padding ((1, 1), (1, 1), (1, 1)) is not ((top, bottom), (left, right))",
        ),
    ],
)
def test_errors_name_the_sizes_and_what_would_fit(options: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValueError) as error:
        output_size(**options)
    assert str(error.value) == sentence


def test_advice_names_every_axis_that_does_not_fit() -> None:
    with pytest.raises(ValueError, match="at most 5 rows and 4 columns"):
        output_size((5, 4), 7)
    assert output_size((5, 4), (5, 4)) == (1, 1)
    with pytest.raises(ValueError, match=r"at most 3 rows and 1 column$"):
        geometry((7, 1), (5, 5), dilation=3, most=0)
