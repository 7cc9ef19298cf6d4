"""Numbers as the views write them: exact where they can be, and rounded as they say."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest

from tests.browser.conftest import Pure

NUMBERS = "views/shared/numbers.js"


def value(text: str) -> Fraction:
    return Fraction(text.replace("−", "-"))


@pytest.mark.parametrize(
    ("n", "places", "text"),
    [(5, 0, "5"), (-1205, 2, "−12.05"), (1200, 2, "12"), (-7, 3, "−0.007"), (0, 2, "0")],
)
def test_a_whole_number_over_a_power_of_ten_is_exact(
    pure: Pure, n: int, places: int, text: str
) -> None:
    assert pure(NUMBERS, f"decimal({n}, {places})") == text
    assert value(text) == Fraction(n, 10**places)


def test_a_quotient_says_whether_it_was_rounded(pure: Pure) -> None:
    draw = random.Random(5)
    asked = [
        (draw.randint(-5000, 5000), draw.choice([1, 2, 3, 8, 9, 16, 100, 256]), draw.randint(0, 4))
        for _ in range(300)
    ]
    found = pure(
        NUMBERS, "asked.map(([n, over, places]) => quotient(n, over, places))", {"asked": asked}
    )
    for (n, over, places), one in zip(asked, found, strict=True):
        away = abs(value(one["text"]) - Fraction(n, over))
        assert away <= Fraction(1, 2 * 10**places)
        assert one["exact"] == (away == 0), (n, over, places, one)
        assert one["text"] != "−0"


def test_only_powers_of_ten_print_as_decimals(pure: Pure) -> None:
    places = pure(NUMBERS, "[1, 10, 1000, 9, 16, 20].map(decimalPlaces)")
    assert places == [0, 1, 3, -1, -1, -1]


def test_no_share_is_rounded_to_all_or_nothing(pure: Pure) -> None:
    asked = "[percent(0.9996), percent(0.997, 0), percent(0.0004), percent(0.004, 0)]"
    assert pure(NUMBERS, asked) == ["> 99.9 %", "> 99 %", "< 0.1 %", "< 1 %"]


def test_shares_are_percents(pure: Pure) -> None:
    assert pure(NUMBERS, "[percent(0.125), percent(1, 0), percent(0)]") == [
        "12.5 %",
        "100 %",
        "0.0 %",
    ]


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("0", "0"),
        ("-1.2", "−1.2"),
        ("1/3", "0.3333"),
        ("14760", "14,760"),
        ("123456.75", "123,456.75"),
        ("0.25 ** 10", "9.54·10⁻⁷"),
        ("1e-31", "10⁻³¹"),
        ("-2e9", "−2·10⁹"),
    ],
)
def test_numbers_are_written_short(pure: Pure, number: str, text: str) -> None:
    assert pure(NUMBERS, f"written({number})") == text
