"""Kernels that a reader types: what is understood, and what is said when it is not."""

from __future__ import annotations

import contextlib
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnn_core.kernels import (
    KERNELS,
    Replacement,
    custom_kernel,
    format_weights,
    nearest_weight,
    nearest_weights,
    parse_weights,
    random_kernel,
)

SOBEL = ((1, 0, -1), (2, 0, -2), (1, 0, -1))


@pytest.mark.parametrize(
    "text",
    [
        "1,0,-1;2,0,-2;1,0,-1",
        "1, 0, -1\n2, 0, -2\n1, 0, -1\n",
        "1 0 -1; 2 0 -2; 1 0 -1",
        "1\t0\t\u22121\r\n2\t0\t\u22122\r\n1\t0\t\u22121",
        "[[1, 0, -1], [2, 0, -2], [1, 0, -1]]",
        "[[ 1  0 -1]\n [ 2  0 -2]\n [ 1  0 -1]]",
        "+1,0,-1.;2.0,00,-2;1,-0,-1;",
        "2,0,-2;4,0,-4;2,0,-2;/2",
        "1/1,0,-1;4/2,0,-2;1,0/5,-3/3",
    ],
)
def test_one_kernel_written_in_many_ways(text: str) -> None:
    kernel = parse_weights(text)
    assert (kernel.numerators, kernel.divisor) == (SOBEL, 1)
    assert (kernel.name, kernel.title) == ("custom", "Custom")


def test_decimals_and_fractions_are_exact() -> None:
    assert parse_weights(".5,0.25").numerators == ((50, 25),)  # as hundredths, as typed
    assert parse_weights(".5,0.25").divisor == 100
    assert parse_weights("1/9").sum == Fraction(1, 9)
    assert parse_weights("0.1,0.2").sum == Fraction(3, 10)
    assert parse_weights("-1000,1000,0.0001").divisor == 10_000


@pytest.mark.parametrize(
    "text, sentence",
    [
        ("1,0,-1;2,0;1,0,-1", "row 2 has 2 numbers, the other rows have 3: add 1"),
        ("1,0;2,0,1;1,0", "row 2 has 3 numbers, the other rows have 2: remove 1"),
        ("1;1,2,3", "row 1 has 1 number, row 2 has 3: add 2"),
        ("1;1,2;1,2,3", "row 1 has 1 number, row 3 has 3: add 2"),
        (
            "1,x",
            'row 1, column 2: "x" is not a number: write one like 2, -1, 0.5 or 1/9',
        ),
        (
            "1;1e38",
            'row 2, column 1: "1e38" is outside -1000 to 1000: use 1000',
        ),
        ("1;1e-9", 'row 2, column 1: "1e-9" has more than 4 decimals: use 0.0000'),
        ("1,,2", "row 1, column 2 is empty: write a number, 0 for none"),
        ("1,2,", "row 1, column 3 is empty: write a number, 0 for none"),
        ("1/0", 'row 1, column 1: "1/0" divides by 0: use another number below'),
        ("2000", 'row 1, column 1: "2000" is outside -1000 to 1000: use 1000'),
        ("-2000;/1", 'row 1, column 1: "-2000" is outside -1000 to 1000: use -1000'),
        (
            "0.12345",
            'row 1, column 1: "0.12345" has 5 decimals, 4 at most: use 0.1235',
        ),
        ("", "there are no numbers yet: write rows like 1,0,-1;2,0,-2;1,0,-1"),
        (" ;\n", "there are no numbers yet: write rows like 1,0,-1;2,0,-2;1,0,-1"),
        ("/9", "there are no numbers yet: write rows like 1,0,-1;2,0,-2;1,0,-1"),
        ("1;" * 12, "the kernel has 12 rows: 11 at most"),
        (
            ",".join("1" * 12),
            'row 1 has 12 numbers: 11 at most; start a new row with ";"',
        ),
        (
            "1;/0",
            '"/0" is not a divisor: write a whole number from 1 to 4194304, such as /9',
        ),
        (
            "1;/1/2",
            '"/1/2" is not a divisor: write a whole number from 1 to 4194304, such as /9',
        ),
        (
            "1/9973,1/9967",
            "these fractions have no common divisor up to 4194304: "
            "write decimals with 4 digits instead",
        ),
        ("1" * 4001, "4001 characters are too many for a kernel: 4000 at most"),
        (
            "\u0661",
            'row 1, column 1: "\u0661" is not a number: write one like 2, -1, 0.5 or 1/9',
        ),
    ],
)
def test_what_is_said_when_text_is_no_kernel(text: str, sentence: str) -> None:
    with pytest.raises(ValueError) as error:
        parse_weights(text)
    assert str(error.value) == sentence


@given(st.text(alphabet="0123456789.,;/-+ \n[]e\u2212x_", max_size=60))
def test_any_text_is_a_kernel_or_a_sentence(text: str) -> None:
    with contextlib.suppress(ValueError):
        kernel = parse_weights(text)
        assert parse_weights(format_weights(kernel)) == kernel


@pytest.mark.parametrize("name", list(KERNELS))
def test_every_kernel_of_the_list_survives_a_link(name: str) -> None:
    for size in KERNELS[name].sizes:
        kernel = KERNELS[name].kernel(size)
        back = parse_weights(format_weights(kernel))
        assert back.weights.tolist() == kernel.weights.tolist()
        assert back.sum == kernel.sum


@given(
    st.tuples(st.integers(1, 11), st.integers(1, 11)).flatmap(
        lambda shape: st.lists(
            st.lists(
                st.one_of(
                    st.integers(-1000, 1000).map(Fraction),
                    st.integers(-(10**7), 10**7).map(lambda n: Fraction(n, 10**4)),
                    st.integers(-90, 90).map(lambda n: Fraction(n, 9)),
                ),
                min_size=shape[1],
                max_size=shape[1],
            ),
            min_size=shape[0],
            max_size=shape[0],
        )
    )
)
def test_format_and_parse_are_inverse(weights: list[list[Fraction]]) -> None:
    kernel = custom_kernel(weights)
    assert parse_weights(format_weights(kernel)) == kernel


@pytest.mark.parametrize(
    "text",
    ["1,0,-1;2,0,-2;1,0,-1", "1,1,1;1,1,1;1,1,1;/9", "0.5", "1/3", "0", "1000,0.0001"],
)
def test_short_text_stays_as_it_is(text: str) -> None:
    assert format_weights(parse_weights(text)) == text


def test_random_kernels_are_small_whole_numbers_and_repeat() -> None:
    kernel = random_kernel(np.random.default_rng(7), (2, 5))
    assert kernel == random_kernel(np.random.default_rng(7), (2, 5))
    assert kernel.shape == (2, 5)
    assert kernel.divisor == 1
    assert all(abs(n) <= 3 for row in kernel.numerators for n in row)
    assert random_kernel(np.random.default_rng(1), (1, 1)).numerators != ((0,),)
    with pytest.raises(ValueError, match="1×1 to 11×11"):
        random_kernel(np.random.default_rng(0), (12, 1))


# ---- the nearest that works


@pytest.mark.parametrize(
    "text, weights, replaced",
    [
        ("1,0,-1", "1,0,-1", []),
        ("1e2,-5e-1", "100,-0.5", []),
        ("5000,0,-5000", "1000,0,-1000", [("5000", 1000), ("-5000", -1000)]),
        ("1e38,-1e999", "1000,-1000", [("1e38", 1000), ("-1e999", -1000)]),
        ("0.123456", "0.1235", [("0.123456", Fraction("0.1235"))]),
        ("1;2,3", "1,0;2,3", ["filled"]),
        ("1,,2", "1,0,2", ["filled"]),
        ("90000,9;/9", "1000,1", [("90000", 9000)]),
        (",".join("1" * 12), ",".join("1" * 11), ["cut"]),
        ("1/7919,1/7907", "0.0001,0.0001", ["decimals"]),
    ],
)
def test_weights_that_do_not_fit_become_the_nearest(text, weights, replaced) -> None:
    kernel, found = nearest_weights(text)
    assert format_weights(kernel) == weights
    assert [(one.was, one.now) if one.kind == "weight" else one.kind for one in found] == replaced


@pytest.mark.parametrize("text", ["1,x", "nan,1", "1/0", "", "1;/0", "1,--2"])
def test_what_is_no_number_has_no_nearest(text: str) -> None:
    with pytest.raises(ValueError):
        nearest_weights(text)


@given(st.text("0123456789.,;/-eE ", max_size=60))
def test_whatever_has_a_nearest_is_a_kernel_that_is_read_back(text: str) -> None:
    with contextlib.suppress(ValueError):
        kernel, replaced = nearest_weights(text)
        assert parse_weights(format_weights(kernel)).numerators == kernel.numerators
        with contextlib.suppress(ValueError):
            exact = parse_weights(text)
            assert (exact.weights == kernel.weights).all()
            assert replaced == []


def test_the_place_of_an_only_number_is_not_named() -> None:
    with pytest.raises(ValueError, match=r'^"red" is not a number'):
        nearest_weight("red")
    with pytest.raises(ValueError, match=r"^row 1, column 2: .red. is not a number"):
        nearest_weights("1,red")
    with pytest.raises(ValueError, match="one weight is one number, not 1×2 of them"):
        nearest_weight("1,2")
    assert nearest_weight("1e38") == (1000, [Replacement("weight", "1e38", Fraction(1000))])
