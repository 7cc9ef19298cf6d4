"""A convolution by frequencies: the map that sliding makes, its questions, words and code."""

from __future__ import annotations

import re
from contextlib import chdir
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from cnn_core.kernels import KERNELS, Kernel, parse_weights
from tests.ui.visitor import unpack, visitor
from ui.frame.questions import ask, offered
from ui.lessons.kernels.events import take_frequency
from ui.lessons.kernels.frequencies import (
    FREQUENCY,
    REDUCED,
    Frequencies,
    frequency_at,
    place,
    settle_frequency,
    transformed,
)
from ui.lessons.kernels.frequency_board import frequency_board, frequency_words
from ui.lessons.kernels.frequency_code import TRANSFORMS, frequency_code
from ui.lessons.kernels.frequency_questions import FREQUENCY_QUESTIONS
from ui.link.view import View
from ui.models.convolution import Convolution
from ui.pictures import ROOT, Picture, picture

CAMERA = picture("camera").reduced(*REDUCED)
DOT = Picture("own", "Own", np.full((1, 1, 1), 200, np.uint8))
EVEN = parse_weights("1,2;3,-5;0,7;2,1")
WIDE = KERNELS["gaussian"].kernel(11)
SHOWN = [
    *(transformed(family.kernel(), CAMERA) for family in KERNELS.values()),
    transformed(EVEN, CAMERA),
    transformed(EVEN, DOT),
    transformed(WIDE, picture("edge")),
    transformed(WIDE, DOT),
]


def view(down: int, across: int, *, link: bool = True) -> View:
    found = View("kernels", {"frequency": FREQUENCY}, {"frequency": (down, across)}, arrival=1)
    found.arrived, found.named = link, frozenset({"frequency"} if link else ())
    return found


@pytest.mark.parametrize("shown", SHOWN)
def test_both_ways_give_the_same_map(shown: Frequencies) -> None:
    assert shown.back.shape == shown.convolution.picture.pixels.shape[1:]
    largest = np.abs(shown.weights).sum() * 255
    assert np.abs(shown.difference).max() <= 1e-13 * largest


@pytest.mark.parametrize("name", ["sobel-x", "box-blur", "two-column"])
def test_the_map_is_that_of_circular_padding(name: str) -> None:
    kernel = KERNELS[name].kernel()
    wanted = Convolution(CAMERA, kernel, padding="same", mode="circular").sums / kernel.divisor
    np.testing.assert_array_equal(transformed(kernel, CAMERA).slid, wanted)


def test_the_middle_of_the_spectrum_is_the_picture_s_mean() -> None:
    shown = transformed(KERNELS["box-blur"].kernel(), CAMERA)
    assert abs(shown.spectrum[place((0, 0), shown.convolution.read)]) == pytest.approx(
        CAMERA.pixels.mean()
    )


@pytest.mark.parametrize("shown", SHOWN)
def test_every_number_of_the_board_is_the_product_of_two(shown: Frequencies) -> None:
    sent = unpack(frequency_board(view(0, 0), shown).packed())
    before, gain, after = (sent.arrays[f"p{k}"] for k in sent.meta["formula"]["panels"])
    np.testing.assert_array_equal(before * gain, after)
    middle = place((0, 0), shown.convolution.read)
    assert gain[middle] == pytest.approx(abs(float(shown.convolution.kernel.sum)), abs=1e-12)
    assert sent.meta["start"] == list(middle)
    # Spectra are compared by eye: one scale for both.
    limits = {panel["limit"] for panel in sent.meta["panels"] if panel["kind"] == "magnitude"}
    assert limits == {max(before.max(), after.max())}


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("gaussian", "largest in the middle (1)"),
        ("gaussian", "**low-pass**"),
        ("laplacian-8", "0 in the middle and up to 12"),
        ("laplacian-8", "**high-pass**"),
        ("sobel-y", "strictly it is **band-pass**"),
        ("sharpen", "1 in the middle and up to 9"),
        ("identity", "neither low-pass nor high-pass"),
    ],
)
def test_the_words_name_what_the_response_shows(name: str, said: str) -> None:
    kernel = KERNELS[name].kernel()
    shown = transformed(kernel, CAMERA)
    assert said in frequency_words(shown)
    assert f"**{kernel.title}**" in frequency_words(shown)


def test_a_kernel_of_zeros_leaves_no_wave() -> None:
    words = frequency_words(transformed(parse_weights("0,0;0,0"), CAMERA))
    assert "no wave is left" in words
    assert "give the same map." in words


# ---- questions


@pytest.mark.parametrize("seed", range(1, 5))
@pytest.mark.parametrize("kernel", [*(f.kernel() for f in KERNELS.values()), EVEN])
def test_answers_are_those_of_the_response(kernel: Kernel, seed: int) -> None:
    shown = transformed(kernel, Picture("own", "Own", np.zeros((1, 4, 4), np.uint8)))
    for kind in offered(FREQUENCY_QUESTIONS, shown.convolution, (0, 0)):
        question = ask(FREQUENCY_QUESTIONS, shown.convolution, (0, 0), seed, kind)
        right = question.choices[question.answer]
        assert len(set(question.choices)) == len(question.choices) == 4
        if kind in ("middle", "chessboard"):
            at = place((0, 0) if kind == "middle" else (-2, -2), (4, 4))
            assert float(right.removeprefix("≈ ")) == pytest.approx(shown.strength[at], abs=0.0051)
        else:
            assert kind == "passes"
            total = sum(Fraction(number) for number in re.findall(r"-?\d+", _rows(right)))
            assert (total == 0) == ("high-pass" in question.text)


def _rows(text: str) -> str:
    return text.partition("all divided by")[0].replace("−", "-")


# ---- the chosen wave


@pytest.mark.parametrize("size", [(64, 64), (51, 64), (1, 1), (5, 4)])
def test_a_frequency_has_a_cell_and_a_cell_its_frequency(size: tuple[int, int]) -> None:
    for cell in np.ndindex(size):
        assert place(frequency_at((cell[0], cell[1]), size), size) == cell
    assert frequency_at((999, 999), size) == ((size[0] - 1) // 2, (size[1] - 1) // 2)


def test_a_frequency_that_the_picture_has_not_is_the_nearest_and_said_to_a_link() -> None:
    asked = view(99, -99)
    settle_frequency(asked, (64, 63))
    assert asked[FREQUENCY] == (31, -31)
    assert asked.notes == [
        "An image of 64×63 pixels has no frequency 99,-99. Frequency 31,-31 is used instead."
    ]
    moved = view(0, 8, link=False)
    settle_frequency(moved, (5, 5))
    assert (moved[FREQUENCY], moved.notes, moved.wanted) == ((0, 2), [], {"frequency": (0, 8)})


def test_a_text_that_is_no_frequency_is_said_as_such() -> None:
    value, note = FREQUENCY.read("many")
    assert value == FREQUENCY.default
    assert note == "“many” is no frequency (waves down,waves across), so 0,8 is used instead."


def test_the_wave_that_the_reader_rests_on_becomes_the_lesson_s() -> None:
    with visitor() as reader:
        reader.session["kernels:frequencies"] = {"cell": {"row": 30, "column": 40}}
        take_frequency("kernels", "kernels:frequencies", (64, 64))
        assert reader.session["kernels.frequency"] == (-2, 8)
        reader.session["kernels:frequencies"] = {"cell": {"row": "30", "column": 1}}
        take_frequency("kernels", "kernels:frequencies", (64, 64))
        assert reader.session["kernels.frequency"] == (-2, 8)


# ---- code


@pytest.mark.parametrize("name", TRANSFORMS)
@pytest.mark.parametrize("shown", [SHOWN[7], *SHOWN[-5:]])
def test_the_code_prints_the_numbers_on_screen(name: str, shown: Frequencies) -> None:
    found: dict[str, Any] = {}
    with chdir(ROOT):
        exec(frequency_code(name, shown.convolution), found)  # noqa: S102
    assert found["F"].shape == shown.spectrum.shape
    np.testing.assert_allclose(found["F"], np.abs(shown.spectrum), atol=1e-11)
    np.testing.assert_allclose(found["H"], shown.strength, atol=1e-9)
    np.testing.assert_allclose(found["feature_map"], shown.back, atol=1e-9)
