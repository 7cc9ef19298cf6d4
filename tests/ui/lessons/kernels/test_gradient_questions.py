"""Questions about the gradient: right by the core, and none where the picture is flat."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnn_core.kernels import KERNELS, gradient
from tests.ui.strategies import pixels_of
from ui.frame.questions import ask, offered
from ui.lessons.kernels.gradient_questions import GRADIENT_QUESTIONS, slopes
from ui.models.convolution import Convolution
from ui.pictures import Picture, picture


def sobel(image: Picture) -> Convolution:
    return Convolution(image, KERNELS["sobel-x"].kernel(), padding=1, mode="replicate")


@given(pixels_of(1, 9), st.integers(1, 99), st.data())
def test_the_answers_are_those_of_the_core(image: Picture, seed: int, data) -> None:
    rows, columns = image.pixels.shape[1:]
    cell = data.draw(st.tuples(st.integers(0, rows - 1), st.integers(0, columns - 1)))
    shown = sobel(image)
    steep, rising = gradient(image.pixels[0].astype(np.float64))
    across, down = slopes(shown, cell)
    assert np.hypot(across, down) == pytest.approx(steep[cell])
    kinds = offered(GRADIENT_QUESTIONS, shown, cell)
    assert ("magnitude" in kinds) == (steep[cell] > 0)
    for kind in kinds:
        question = ask(GRADIENT_QUESTIONS, shown, cell, seed, kind)
        assert len({*question.choices}) == len(question.choices) >= 3
        assert set(question.misconceptions) == {*range(len(question.choices))} - {question.answer}
        right = question.choices[question.answer]
        if kind == "magnitude":
            assert float(right) == pytest.approx(steep[cell], abs=0.0051)
        if kind == "direction":
            turn = np.exp(1j * rising[cell])
            assert ("right" in right) == (turn.real > 1e-9)
            assert ("left" in right) == (turn.real < -1e-9)
            assert ("down" in right.lower()) == (turn.imag > 1e-9)
            assert ("up" in right.lower()) == (turn.imag < -1e-9)


def test_flat_pictures_still_have_three_kinds_of_questions() -> None:
    kinds = ("brighter", "ramp", "contrast")
    assert offered(GRADIENT_QUESTIONS, sobel(picture("flat")), (4, 4)) == kinds


@pytest.mark.parametrize("seed", range(8))
def test_a_ramp_s_answer_is_that_of_the_core(seed: int) -> None:
    question = ask(GRADIENT_QUESTIONS, sobel(picture("flat")), (4, 4), seed, "ramp")
    by = int(question.text.split("gets ")[1].split()[0])
    rise = by * np.tile(np.arange(5.0), (5, 1))
    steep, _ = gradient(rise.T if "down" in question.text else rise)
    assert float(question.choices[question.answer]) == steep[2, 2]


def test_whole_roots_are_printed_as_whole_numbers() -> None:
    image = Picture("own", "Own", np.array([[[0, 0, 0], [0, 0, 3], [0, 0, 0]]], np.uint8))
    question = ask(GRADIENT_QUESTIONS, sobel(image), (1, 1), 1, "magnitude")
    assert question.choices[question.answer] == "6"
    assert "= √36 = 6." in question.explanation
