"""What a reader typed is one kernel, or the reader is asked which of two it is."""

from __future__ import annotations

import pytest

from cnn_core.kernels import format_weights, interpret_weights, kernel_of_one_row


@pytest.mark.parametrize(
    ("text", "question", "meanings"),
    [
        (
            "-1 0 1 -2 0 2 -1 0 1",
            "These are 9 numbers in one row. Read them as a 3×3 kernel?",
            {"3×3 kernel": "-1,0,1;-2,0,2;-1,0,1", "One row: 1×9": "-1,0,1,-2,0,2,-1,0,1"},
        ),
        (
            "{1,2,1, 2,4,2, 1,2,1}/16",
            "These are 9 numbers in one row. Read them as a 3×3 kernel?",
            {
                "3×3 kernel": "0.0625,0.125,0.0625;0.125,0.25,0.125;0.0625,0.125,0.0625",
                "One row: 1×9": "0.0625,0.125,0.0625,0.125,0.25,0.125,0.0625,0.125,0.0625",
            },
        ),
        (
            " ".join("1" * 16),
            "These are 16 numbers in one row. Read them as a 4×4 kernel?",
            {"4×4 kernel": "1,1,1,1;1,1,1,1;1,1,1,1;1,1,1,1"},
        ),
        (
            "1,0 0,1",
            "Are the commas decimal points, or do they part numbers?",
            {"Decimal points: 1×2": "1,0.1", "They part numbers: 2×2": "1,0;0,1"},
        ),
    ],
)
def test_two_meanings_are_asked_about(text: str, question: str, meanings: dict[str, str]) -> None:
    found = interpret_weights(text)
    assert found.question == question
    assert dict(zip(found.choices, map(format_weights, found.kernels), strict=True)) == meanings


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
    assert (found.question, found.choices, len(found.kernels)) == ("", (), 1)
    assert format_weights(found.kernels[0]) == weights


def test_decimals_are_rounded_aloud() -> None:
    found = interpret_weights("[[0.0751136, 0.1238414], [0.1238414, 0.2041799]]")
    assert format_weights(found.kernels[0]) == "0.0751,0.1238;0.1238,0.2042"
    assert found.notes == ("Rounded to 4 decimals: 0.0751136 became 0.0751, and 3 more",)
    with pytest.raises(ValueError, match="is outside -1000 to 1000"):
        interpret_weights("12345.678901")


def test_one_row_is_read_as_one_row() -> None:
    assert format_weights(kernel_of_one_row("0,25 0,5 0,25")) == "0.25,0.5,0.25"
    assert kernel_of_one_row("1 1 1 1 1 1 1 1 1").shape == (1, 9)
    assert kernel_of_one_row("1;2").shape == (2, 1)
