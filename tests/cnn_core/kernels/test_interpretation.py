"""What a reader typed is one kernel, or it is told why it may be one of two."""

from __future__ import annotations

import pytest

from cnn_core.kernels import format_weights, interpret_weights, kernel_of_one_row


@pytest.mark.parametrize(
    ("text", "doubt", "meanings"),
    [
        ("-1 0 1 -2 0 2 -1 0 1", "one-row", ["-1,0,1;-2,0,2;-1,0,1", "-1,0,1,-2,0,2,-1,0,1"]),
        (
            "{1,2,1, 2,4,2, 1,2,1}/16",
            "one-row",
            [
                "0.0625,0.125,0.0625;0.125,0.25,0.125;0.0625,0.125,0.0625",
                "0.0625,0.125,0.0625,0.125,0.25,0.125,0.0625,0.125,0.0625",
            ],
        ),
        (" ".join("1" * 16), "one-row", ["1,1,1,1;1,1,1,1;1,1,1,1;1,1,1,1"]),
        ("1,0 0,1", "commas", ["1,0.1", "1,0;0,1"]),
    ],
)
def test_two_meanings_are_told_apart(text: str, doubt: str, meanings: list[str]) -> None:
    found = interpret_weights(text)
    assert found.doubt == doubt
    assert [format_weights(kernel) for kernel in found.kernels] == meanings


@pytest.mark.parametrize(
    ("text", "weights"),
    [
        ("1 0 -1", "1,0,-1"),
        ("1 2 3 4 5 6 7 8", "1,2,3,4,5,6,7,8"),
        ("[[1, 1, 1, 1, 1, 1, 1, 1, 1]]", "1,1,1,1,1,1,1,1,1"),  # one row, as its brackets say
        ("np.ones((1, 9)) / 9", "1,1,1,1,1,1,1,1,1;/9"),
        ("[1 2 1 2 4 2 1 2 1]'", "1;2;1;2;4;2;1;2;1"),
        ("1\n2\n1\n2\n4\n2\n1\n2\n1", "1;2;1;2;4;2;1;2;1"),
    ],
)
def test_what_is_clear_is_not_asked_about(text: str, weights: str) -> None:
    found = interpret_weights(text)
    assert (found.doubt, len(found.kernels)) == ("", 1)
    assert format_weights(found.kernels[0]) == weights


def test_commas_that_can_only_be_decimal_points_are_told() -> None:
    assert interpret_weights("0,5 1; 1 0,5").decimal_commas
    assert not interpret_weights("0.5, 1; 1, 0.5").decimal_commas
    assert not interpret_weights("1,0 0,1").decimal_commas  # that is asked


def test_rounded_decimals_are_told() -> None:
    found = interpret_weights("[[0.0751136, 0.1238414], [0.1238414, 0.2041799]]")
    assert format_weights(found.kernels[0]) == "0.0751,0.1238;0.1238,0.2042"
    assert found.rounded[0] == ("0.0751136", "0.0751")
    assert len(found.rounded) == 4
    with pytest.raises(ValueError, match="is outside -1000 to 1000"):
        interpret_weights("12345.678901")


def test_one_row_is_read_as_one_row() -> None:
    assert format_weights(kernel_of_one_row("0,25 0,5 0,25")) == "0.25,0.5,0.25"
    assert kernel_of_one_row("1 1 1 1 1 1 1 1 1").shape == (1, 9)
    assert kernel_of_one_row("1;2").shape == (2, 1)
