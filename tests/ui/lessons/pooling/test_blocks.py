"""A row and a volume: their text in the link, their code, their questions."""

from __future__ import annotations

import numpy as np
import pytest

from cnn_core.ops import POOLINGS
from tests.scripts import executed
from ui.frame.questions import ask, offered
from ui.lessons.pooling.block_code import block_code
from ui.lessons.pooling.block_questions import BLOCK_QUESTIONS
from ui.lessons.pooling.blocks import OPENING, Block, read_row, read_volume, write_block

BLOCKS = [
    Block(one.shape, one.numbers, kind, side, step)
    for one in OPENING.values()
    for kind in POOLINGS
    for side, step in ((2, 2), (3, 1), (2, 3))
]


def test_the_opening_figures_check_by_hand() -> None:
    row, volume = (Block(one.shape, one.numbers) for one in OPENING.values())
    assert row.pooled.tolist() == [7, 2, 5, 4]
    assert volume.values[:2, :2, :2].ravel().tolist() == [3, 7, 1, 2, 0, 4, 9, 5]
    assert (volume.shape, volume.size, volume.pooled[0, 0, 0]) == ((4, 4, 4), (2, 2, 2), 9)
    assert volume.picked is not None
    assert volume.picked[0] == 6  # the 9
    assert Block(volume.shape, volume.numbers, "avg").value(0) == 31 / 8


@pytest.mark.parametrize(("name", "read"), [("row", read_row), ("volume", read_volume)])
def test_text_comes_back_as_it_was_written(name: str, read) -> None:
    assert read(write_block(OPENING[name])) == OPENING[name]


@pytest.mark.parametrize(
    ("read", "text", "why"),
    [
        (read_row, "1", "a row has 2 to 12 numbers, not 1"),
        (read_row, "1,x", "“x” is not a whole number"),
        (read_row, "1,100", "numbers go from −99 to 99, not 100"),
        (read_row, ",".join("1" * 13), "not 13"),
        (read_volume, "1,2;3,4|5,6", "all slices need equally many rows"),
        (read_volume, "1,2;3,4", "2 to 4 numbers along each side"),
        (read_volume, "", "is not a whole number"),
    ],
)
def test_what_cannot_be_read_says_why(read, text: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        read(text)


@pytest.mark.parametrize("name", ["NumPy", "SciPy"])  # without a further library
def test_the_code_pools_as_the_picture_does(name: str) -> None:
    for shown in BLOCKS:
        variables = executed(block_code(name, shown))
        np.testing.assert_allclose(variables["pooled"], shown.pooled, rtol=1e-5)


def test_a_framework_s_own_pooling_has_as_many_axes() -> None:
    row, volume = (Block(one.shape, one.numbers) for one in OPENING.values())
    assert "F.max_pool1d(x, 2, stride=2)" in block_code("PyTorch", row)
    assert "F.max_pool3d(x, 2, stride=2)" in block_code("PyTorch", volume)
    assert "ops.max_pool(x, 2, strides=2)" in block_code("Keras", volume)


@pytest.mark.parametrize("seed", range(1, 25))
def test_questions_are_sound_and_keep_their_place(seed: int) -> None:
    for shown in BLOCKS:
        assert len(offered(BLOCK_QUESTIONS, shown, (0, 0))) == 3
        question = ask(BLOCK_QUESTIONS, shown, (0, 0), seed)
        assert len({*question.choices}) == len(question.choices) >= 3
        if question.hidden is not None:
            place = question.hidden[1]
            right = question.choices[question.answer].removeprefix("≈ ").replace("−", "-")
            assert float(right) == pytest.approx(float(shown.pooled.flat[place]), abs=0.0051)
