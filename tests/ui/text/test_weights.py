"""What became of weights that a link asked for, in words."""

from __future__ import annotations

import pytest

from ui.link.vocabulary import WEIGHTS


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("5000,0,-5000", "5000 became 1000, −5000 became −1000"),
        ("0.123456", "0.123456 became 0.1235"),
        ("1;2,3", "missing numbers became 0"),
        (",".join("1" * 12), "what is beyond 11 rows or columns was left out"),
        ("1/7919,1/7907", "fractions became decimals of 4 digits"),
        ("5000,-1e999,-0.00001,2", "5000 became 1000, −1e999 became −1000 and 1 more"),
    ],
)
def test_a_link_is_told_what_was_put_in_the_place_of_what(text: str, said: str) -> None:
    assert WEIGHTS.read(text)[1] == f"Among the link's weights, {said}."
