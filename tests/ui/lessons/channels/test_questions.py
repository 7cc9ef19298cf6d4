"""The questions of the lesson on channels: right answers recomputed, wrong ones named."""

from __future__ import annotations

import re
from fractions import Fraction

import numpy as np
import pytest

from cnn_core.kernels import KERNELS
from cnn_core.ops import conv2d
from ui.frame.questions import Question, ask, offered
from ui.lessons.channels.combine_questions import COMBINE_QUESTIONS, NETWORK_QUESTIONS
from ui.lessons.channels.deep_layer import Deep
from ui.lessons.channels.model import (
    Counted,
    colour_kernels,
    colour_planes,
    combined_edges,
    stacked_kernels,
)
from ui.lessons.channels.questions import CHANNEL_QUESTIONS, COUNT_QUESTIONS, Asked
from ui.lessons.channels.settings import FIRST, SECOND
from ui.lessons.channels.two_networks import two_networks
from ui.models.convolution import Convolution
from ui.pictures import picture
from ui.text.numbers import rounded

EDGE = KERNELS["vertical-edge"].kernel(3)
SEEDS = range(1, 60)


def colour(name: str = "red-blue") -> Deep:
    shown = picture(name).reduced(64)
    kernels = colour_kernels(EDGE, ["red-blue", "light"], (), [Fraction(1)], len(shown.pixels))
    return colour_planes(Convolution(shown, EDGE, stride=2, padding=1), kernels)


LAYERS = {
    "colour": colour(),
    "photograph": colour("chelsea"),
    "grey": colour("coins"),
    "deep": stacked_kernels(picture("digit-7"), FIRST, SECOND, 1),
    "halves": stacked_kernels(picture("digit-7"), FIRST, SECOND, 2),
    "flat": stacked_kernels(picture("digit-7"), FIRST, SECOND, 4),
    "one map": stacked_kernels(picture("digit-7"), FIRST[:1], SECOND[:1], 1),
}


def sound(question: Question) -> None:
    """Hold a question to what every question keeps."""
    assert len({*question.choices}) == len(question.choices)
    assert 3 <= len(question.choices) <= 4
    assert set(question.misconceptions) == {*range(len(question.choices))} - {question.answer}
    assert all(question.misconceptions.values())
    assert question.explanation[-1] in ".)"


@pytest.mark.parametrize("name", LAYERS)
def test_every_layer_has_at_least_three_kinds_of_sound_questions(name: str) -> None:
    deep = LAYERS[name]
    about = Asked(deep, len(deep.kernels) - 1)
    assert len(offered(CHANNEL_QUESTIONS, about, (1, 1))) >= 3
    for seed in SEEDS:
        sound(ask(CHANNEL_QUESTIONS, about, (1, 1), seed))


@pytest.mark.parametrize("name", [name for name in LAYERS if name not in ("flat", "one map")])
def test_the_value_is_that_of_the_map_and_hides_its_cell(name: str) -> None:
    deep = LAYERS[name]
    question = ask(CHANNEL_QUESTIONS, Asked(deep, 0), (1, 2), 4, "value")
    weights = deep.weights / deep.divisors[:, None, None, None]
    found = conv2d(
        deep.planes.astype(float),
        weights,
        deep.biases / deep.divisors,
        groups=deep.groups,
        **deep.options,
    )[0, 1, 2]
    assert question.choices[question.answer] == rounded(Fraction(found).limit_denominator(10**6))
    assert question.hidden == (1, 2)


@pytest.mark.parametrize("name", ["flat", "one map"])
def test_a_value_that_the_question_would_tell_is_not_asked(name: str) -> None:
    assert "value" not in offered(CHANNEL_QUESTIONS, Asked(LAYERS[name], 0), (1, 2))


def test_a_plane_s_name_does_not_run_into_its_sum() -> None:
    text = ask(CHANNEL_QUESTIONS, Asked(LAYERS["deep"], 0), (8, 12), 4, "value").text
    assert "map 0: 133, map 1: 23, map 2: −110, map 3: −156" in text


@pytest.mark.parametrize(("name", "depth"), [("colour", 3), ("grey", 1), ("flat", 1), ("deep", 4)])
def test_depth(name: str, depth: int) -> None:
    question = ask(CHANNEL_QUESTIONS, Asked(LAYERS[name], 0), (0, 0), 1, "depth")
    assert ("1 kernel of 3×3 reads 1 channel." in question.text) == (len(LAYERS[name].kernels) == 1)
    assert question.choices[question.answer] == str(depth)


def numbers(text: str) -> list[int]:
    return [int(one.replace(",", "")) for one in re.findall(r"\d[\d,]*", text)]


def test_parameters_name_who_forgets_the_channels() -> None:
    for seed in SEEDS:
        question = ask(CHANNEL_QUESTIONS, Asked(LAYERS["colour"], 0), (0, 0), seed, "parameters")
        filters, rows, columns, depth = numbers(question.text)[:4]
        answer = numbers(question.choices[question.answer])[0]
        assert answer == (rows * columns * depth + 1) * filters
        for wrong, why in question.misconceptions.items():
            if "is 3 deep" in why:
                assert numbers(question.choices[wrong])[0] == (rows * columns + 1) * filters


def test_deep_kernels_make_a_map_each_and_flat_ones_a_map_a_plane() -> None:
    answers = set()
    for seed in SEEDS:
        question = ask(CHANNEL_QUESTIONS, Asked(LAYERS["deep"], 0), (0, 0), seed, "maps")
        filters, flat = numbers(question.text)[0], "flat" in question.text
        assert question.choices[question.answer] == str(filters * 4 if flat else filters)
        answers.add(flat)
    assert answers == {True, False}


@pytest.mark.parametrize("how", ["sum", "product", "above"])
def test_combinations_have_three_kinds_of_sound_questions(how: str) -> None:
    shown = combined_edges(picture("square"), how, 100)
    assert len(offered(COMBINE_QUESTIONS, shown, (2, 2))) >= 3
    for seed in SEEDS:
        sound(ask(COMBINE_QUESTIONS, shown, (2, 2), seed))
    found = ask(COMBINE_QUESTIONS, shown, (2, 2), 1, "value")
    expected = {"sum": "40", "product": "400", "above": "10"}[how]
    assert found.choices[found.answer] == expected


def test_the_threshold_lies_between_edges_and_corners() -> None:
    shown = combined_edges(picture("square"), "above", 100)
    for seed in SEEDS:
        question = ask(COMBINE_QUESTIONS, shown, (0, 0), seed, "threshold")
        edge, _, *corner = numbers(question.text)
        keeps = [edge <= int(one) < sum(corner) for one in question.choices]
        assert keeps == [k == question.answer for k in range(len(keeps))]


COUNTS = [Counted(3, 3, 10), Counted(1, 64, 16), Counted(11, 512, 512), Counted(1, 1, 1)]


@pytest.mark.parametrize("shown", COUNTS, ids=str)
def test_counts_have_three_kinds_of_sound_questions(shown: Counted) -> None:
    assert len(offered(COUNT_QUESTIONS, shown, (0, 0))) == 3
    for seed in SEEDS:
        sound(ask(COUNT_QUESTIONS, shown, (0, 0), seed))


def test_channels_are_found_from_the_count() -> None:
    for seed in SEEDS:
        question = ask(COUNT_QUESTIONS, COUNTS[0], (0, 0), seed, "solved")
        filters, k, _, total = numbers(question.text)[:4]
        inputs = int(question.choices[question.answer])
        assert (k * k * inputs + 1) * filters == total


def test_questions_repeat_with_their_seed() -> None:
    about = Asked(LAYERS["colour"], 0)
    assert ask(CHANNEL_QUESTIONS, about, (0, 0), 7) == ask(CHANNEL_QUESTIONS, about, (0, 0), 7)
    assert np.unique([ask(CHANNEL_QUESTIONS, about, (0, 0), s).kind for s in SEEDS]).size == 5


def test_both_networks_have_sound_questions() -> None:
    shown = two_networks(picture("strips"), 100)
    assert len(offered(NETWORK_QUESTIONS, shown, (1, 1))) == 4
    for seed in SEEDS:
        sound(ask(NETWORK_QUESTIONS, shown, (1, 1), seed))
