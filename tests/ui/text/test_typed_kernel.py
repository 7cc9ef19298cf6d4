"""What a typed kernel means is asked and noted in words."""

from __future__ import annotations

import pytest

from cnn_core.kernels import format_weights
from ui.text.typed_kernel import reading


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
    found = reading(text)
    assert found.question == question
    assert dict(zip(found.choices, map(format_weights, found.kernels), strict=True)) == meanings


def test_what_is_clear_is_not_asked_about() -> None:
    found = reading("1 0 -1")
    assert (found.question, found.choices, found.notes, len(found.kernels)) == ("", (), (), 1)


def test_how_it_was_read_is_noted() -> None:
    found = reading("[[0.0751136, 0.1238414], [0.1238414, 0.2041799]]")
    assert found.notes == ("Rounded to 4 decimals: 0.0751136 became 0.0751, and 3 more",)
    assert reading("0,5 1; 1 0,5").notes == ("Commas were read as decimal points",)
