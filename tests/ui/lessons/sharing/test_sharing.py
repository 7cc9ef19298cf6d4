"""What the lesson on sharing shows: matrices, moves, counts, code and questions."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from cnn_core.analysis import conv_matrix, layer_counts
from cnn_core.data import moved
from cnn_core.kernels import KERNELS
from tests.scripts import executed
from tests.ui.visitor import unpack, visitor
from ui.frame.questions import ask, offered
from ui.lessons.sharing.code import COUNT_SNIPPETS, MATRIX_SNIPPETS
from ui.lessons.sharing.matrix_view import MatrixScene
from ui.lessons.sharing.model import (
    FARTHEST,
    Counts,
    Layer,
    Moves,
    drawn_weights,
    moves,
    settle_counts,
)
from ui.lessons.sharing.questions import SHARING_QUESTIONS
from ui.lessons.sharing.words.page import (
    choices_table,
    count_bars,
    count_rows,
    count_table,
    count_words,
    layer_words,
)
from ui.link.history import open_view
from ui.link.settings import Setting, Whole
from ui.models.convolution import Convolution
from ui.pictures import Picture, picture

SEEDS = range(1, 50)


def convolution(name: str = "edge", kernel: str = "vertical-edge", **how: Any) -> Convolution:
    return Convolution(picture(name).grey(), KERNELS[kernel].kernel(), **how)


HOWS: list[dict[str, Any]] = [{}, {"stride": 2, "padding": 1}, {"dilation": 2, "padding": "same"}]


@pytest.mark.parametrize("how", HOWS)
def test_the_matrix_makes_the_map_of_the_convolution(how: dict[str, Any]) -> None:
    found = convolution(kernel="gaussian", **how)
    layer = Layer(found)
    np.testing.assert_array_equal(layer.map, found.sums)
    assert layer.divisor == 16
    np.testing.assert_array_equal(
        layer.matrix,
        conv_matrix(
            np.array(found.sliding.numerators)[None, None],
            (6, 6),
            stride=found.stride,
            padding=found.amounts,
            dilation=found.dilation,
        ),
    )


def test_the_four_choices_of_the_first_figure() -> None:
    table = choices_table(Layer(convolution()))
    for cell in ("| 576 | 81 |", "| 144 | :violet[**9**] |"):
        assert cell in table
    assert "432 of 576 places are empty" in layer_words(Layer(convolution()))
    assert "**A dense layer.**" in layer_words(Layer(convolution(), sparse=False, shared=False))
    assert "**Windows only.**" in layer_words(Layer(convolution(), shared=False))
    assert "**Repeated, but every pixel is connected.**" in layer_words(
        Layer(convolution(), sparse=False)
    )


def test_weights_drawn_by_lot_are_never_0_and_always_the_same() -> None:
    drawn = drawn_weights(500)
    assert set(drawn) == {*range(-9, 0), *range(1, 10)}
    np.testing.assert_array_equal(drawn, drawn_weights(500))


@pytest.mark.parametrize(("stride", "padding"), [(1, 0), (2, 0), (1, 2), (3, 1)])
def test_moves_are_answered_by_both_layers(stride: int, padding: int) -> None:
    found = convolution("digit-7", stride=stride, padding=padding)
    answers = moves(found)
    for number, (down, right) in enumerate(Moves.steps()):
        pixels = moved(found.picture.pixels, down, right)
        there = replace(found, picture=replace(found.picture, pixels=pixels))
        np.testing.assert_array_equal(answers.maps[number], there.sums)
        followed, other = answers.following[number], answers.dense_following[number]
        assert (followed is None) == bool(down % stride or right % stride)
        if followed is not None and other is not None and (down or right):
            assert other.largest > 1000
            if padding == 0:
                assert followed.largest == 0
    still = Moves.steps().index((0, 0))
    dense = Layer(found, sparse=False, shared=False)
    np.testing.assert_array_equal(answers.dense[still], dense.map)


def test_scenes_can_be_packed() -> None:
    layer = Layer(convolution())
    sent = unpack(MatrixScene(layer, (1, 1)).packed())
    assert sent.arrays["numbers"].shape == (16, 36)
    assert sent.meta["count"] == 9
    sent = unpack(MatrixScene(layer, move=(1, -2), moves=moves(layer.found)).packed())
    assert sent.arrays["maps"].shape == sent.arrays["dense"].shape == (49, 4, 4)
    assert sent.meta["move"] == [1, -2]
    assert sent.meta["follows"][(1 + FARTHEST) * 7 - 2 + FARTHEST] == [3, 2, 0.0]


def test_the_articles_counts() -> None:
    table = count_table(Counts((3, 1080, 1920), 100, 10, 3, 1, 0))
    assert "1,080·1,920·3·100 = 622,080,000" in table
    counts = Counts((3, 32, 32), 100, 10, 3, 1, 0)
    table = count_table(counts)
    for work in (
        "(32·32·3)·(30·30·10) = 27,648,000",
        "(30·30·10)·(3·3·3) = 243,000",
        "3·3·3·10 = 270",
        "(3·3·3 + 1)·10 = 280",
    ):
        assert work in table
    assert "The dense layer has **102,400 times** as many weights" in count_words(counts)


@pytest.mark.parametrize(
    ("side", "padding", "said"),
    [(1, 0, "**as many** weights"), (3, 1, "**fewer** weights"), (2, 1, "**as many** weights")],
)
def test_a_kernel_that_shares_little_is_not_praised(side: int, padding: int, said: str) -> None:
    """An image of one pixel: a 2×2 kernel has 4 places there, and 4 weights for all of them."""
    words = count_words(Counts((1, 1, 1), 1, 1, side, 1, padding))
    assert words.startswith(f"The dense layer has {said}")
    assert "times" not in words


def test_a_kernel_too_large_to_be_counted_becomes_the_largest_that_fits() -> None:
    names = {"high": 2, "wide": 5, "deep": 1, "neurons": 1, "filters": 1, "side": 7, "step": 1}
    settings: list[Setting[Any]] = [Whole(name, value, 0, 99) for name, value in names.items()]
    with visitor():
        view = open_view("sharing", [*settings, Whole("pad", 1, 0, 9)])
        assert settle_counts(view).kernel == 4
        assert "does not fit into 2×5 with padding 1, so 4×4 is used" in view.notes[0]


@pytest.mark.parametrize("how", HOWS)
def test_the_numpy_code_makes_the_matrix(how: dict[str, Any]) -> None:
    found = convolution("edge", "gaussian", **how)
    made = executed(MATRIX_SNIPPETS["NumPy"](found))
    np.testing.assert_array_equal(made["matrix"], Layer(found).matrix)
    np.testing.assert_allclose(made["feature_map"], found.map, rtol=1e-6)


def test_the_numpy_code_counts() -> None:
    counts = Counts((3, 33, 20), 7, 5, 4, 2, 1)
    made = executed(COUNT_SNIPPETS["NumPy"](counts))
    layer = counts.layer
    wanted = (counts.to_neurons, *(one.value for one in (layer.dense, layer.local, layer.shared)))
    assert tuple(made[n] for n in ("to_neurons", "dense", "local", "shared")) == wanted
    assert made["with_bias"] == layer.with_bias.value


@pytest.mark.parametrize(("padding", "least"), [(0, 5), (1, 3)])
def test_questions_have_one_right_answer_and_name_mistakes(padding: int, least: int) -> None:
    layer = Layer(convolution(padding=padding))
    assert len(offered(SHARING_QUESTIONS, layer, (0, 0))) == least
    for seed in SEEDS:
        question = ask(SHARING_QUESTIONS, layer, (0, 0), seed)
        assert len(set(question.choices)) == len(question.choices) >= 3
        assert set(question.misconceptions) == {*range(len(question.choices))} - {question.answer}
        assert all(question.misconceptions.values())


def test_answers_are_those_of_the_matrix() -> None:
    """Of the matrix of the picture in the question, which is larger than the one on screen."""
    hows: list[dict[str, Any]] = [{}, {"stride": 2}]
    for how in hows:
        layer = Layer(convolution(**how))
        for kind in ("places", "zeros"):
            question = ask(SHARING_QUESTIONS, layer, (0, 0), 3, kind)
            high, wide = (int(n) for n in re.findall(r"image of (\d+)×(\d+)", question.text)[0])
            assert min(high, wide) > 6
            larger = Picture("own", "Own", np.zeros((1, high, wide), np.uint8))
            numbers = Layer(Convolution(larger, layer.found.kernel, **how)).connections.numbers
            count = np.count_nonzero(numbers == 4 if kind == "places" else numbers[0] < 0)
            assert int(question.choices[question.answer]) == count


def test_parameters_asked_for_are_those_of_the_core() -> None:
    for seed in SEEDS:
        question = ask(SHARING_QUESTIONS, Layer(convolution()), (0, 0), seed, "kernels")
        filters, side, _, *shape = (int(one) for one in re.findall(r"\d+", question.text))
        rows, columns, channels = shape
        wanted = layer_counts((channels, rows, columns), filters, side).with_bias.value
        assert question.choices[question.answer] == f"{wanted:,}"


def test_a_picture_of_one_pixel_has_a_matrix() -> None:
    one = Picture("own", "Own", np.full((1, 1, 1), 9, np.uint8))
    found = Convolution(one, KERNELS["vertical-edge"].kernel(), padding=1)
    assert Layer(found).matrix.tolist() == [[0]]
    assert Layer(found).connections.count == 9


def test_a_bar_is_longer_by_one_step_for_ten_times_as_many_weights() -> None:
    counts = Counts((3, 32, 32), 100, 10, 3, 1, 0)
    widths = [float(one) for one in re.findall(r"width:([\d.]+)%", count_bars(counts))]
    values = [value for _, value, _, _ in count_rows(counts)]
    longest = np.log10(max(values))
    expected = [max(1.0, 100 * np.log10(value) / longest) for value in values]
    np.testing.assert_allclose(widths, expected, atol=0.05)
    assert f"{max(values):,}" in count_bars(counts)
