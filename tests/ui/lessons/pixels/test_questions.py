"""Each question on pixels has one right choice, found here by other means than in the app."""

from __future__ import annotations

import re
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from ui.frame.questions import WRONG_CHOICES, ask, offered
from ui.lessons.pixels.model import Pixels
from ui.lessons.pixels.questions import PIXEL_QUESTIONS
from ui.pictures import Picture, picture

SEED = st.integers(0, 9999)
SIDE = st.integers(1, 6)
VALUES = st.one_of(st.integers(0, 255), st.sampled_from([0, 255]))
SHOWN = st.builds(
    lambda pixels, light, down, right: Pixels(Picture("own", "Own", pixels), light, down, right),
    st.tuples(st.sampled_from([1, 3]), SIDE, SIDE).flatmap(
        lambda shape: arrays(np.uint8, shape, elements=VALUES)
    ),
    st.sampled_from([0, 10, -3]),
    st.sampled_from([0, 2]),
    st.sampled_from([0, 1]),
)


def right(question):
    return question.choices[question.answer]


def whole(text):
    return int(text.replace(",", ""))


def numbers_in(text):
    return [int(n) for n in re.findall(r"\d+", text.replace(",", ""))]


@given(SHOWN, SEED)
def test_every_question_is_sound(shown, seed):
    assert offered(PIXEL_QUESTIONS, shown, (0, 0)) == tuple(PIXEL_QUESTIONS)
    for kind in PIXEL_QUESTIONS:
        question = ask(PIXEL_QUESTIONS, shown, (0, 0), seed, kind)
        assert question == ask(PIXEL_QUESTIONS, shown, (0, 0), seed, kind)
        assert question.kind == kind
        assert 3 <= len(question.choices) <= 1 + WRONG_CHOICES
        assert len(set(question.choices)) == len(question.choices)
        assert set(question.misconceptions) == {*range(len(question.choices))} - {question.answer}
        assert all(question.misconceptions.values()), "every wrong choice is answered in words"
        assert "-" not in question.text + question.explanation
        assert not re.search(r"\d{5}", question.explanation), "numbers are grouped as choices are"


@given(SHOWN, SEED)
def test_how_many_numbers_a_colour_picture_holds(shown, seed):
    question = ask(PIXEL_QUESTIONS, shown, (0, 0), seed, "numbers")
    rows, columns = numbers_in(question.text)
    assert whole(right(question)) == np.zeros((rows, columns, 3), bool).size


def test_the_numbers_of_a_small_colour_picture():
    asked = [ask(PIXEL_QUESTIONS, Pixels(picture("edge")), (0, 0), k, "numbers") for k in range(99)]
    small = next(one for one in asked if "32×32" in one.text)
    assert right(small) == "3,072"
    assert "1,024" in small.choices, "one plane is the usual mistake"


NAMED = {
    (200, 0, 200): "purple",
    (255, 0, 0): "pure red",
    (0, 255, 0): "pure green",
    (0, 0, 255): "pure blue",
    (255, 255, 0): "yellow",
    (128, 128, 128): "a middle grey",
    (0, 0, 0): "black",
    (255, 255, 255): "white",
}


def test_which_colour_three_numbers_are():
    seen = set()
    for seed in range(200):
        question = ask(PIXEL_QUESTIONS, Pixels(picture("edge")), (0, 0), seed, "colour")
        red, green, blue = numbers_in(question.text)
        assert right(question) == NAMED[red, green, blue]
        seen.add((red, green, blue))
    assert seen == set(NAMED)


@given(SHOWN, SEED)
def test_what_a_number_is_after_normalisation(shown, seed):
    question = ask(PIXEL_QUESTIONS, shown, (0, 0), seed, "normalised")
    value = Fraction(numbers_in(question.text)[0], 255)
    found = []
    for k, choice in enumerate(question.choices):
        printed = Fraction(choice.removeprefix("≈ ").replace("−", "-"))
        exact = not choice.startswith("≈")
        found += [k] * (printed == value if exact else 0 < abs(printed - value) <= Fraction(1, 200))
    assert found == [question.answer]


def test_51_is_a_fifth():
    asked = [
        ask(PIXEL_QUESTIONS, Pixels(picture("edge")), (0, 0), k, "normalised") for k in range(50)
    ]
    fifth = next(one for one in asked if "the value 51." in one.text)
    assert right(fifth) == "0.2"
    assert fifth.explanation.endswith("51 / 255 = 0.2.")


@given(SHOWN, SEED)
def test_how_many_change_with_the_light_and_the_place(shown, seed):
    values = shown.picture.pixels.astype(int).tolist()
    question = ask(PIXEL_QUESTIONS, shown, (0, 0), seed, "brighter")
    by = numbers_in(question.text)[0]
    assert by != shown.light, "what is on screen is not asked"
    lit = sum(min(n + by, 255) != n for plane in values for row in plane for n in row)
    assert whole(right(question)) == lit
    question = ask(PIXEL_QUESTIONS, shown, (0, 0), seed, "shifted")
    by = numbers_in(question.text)[0]
    assert (0, by) != (shown.down, shown.right)
    count = sum(
        n != (row[c - by] if c >= by else 0)
        for plane in values
        for row in plane
        for c, n in enumerate(row)
    )
    assert whole(right(question)) == count


def test_a_lesson_asks_all_its_kinds_in_turn():
    shown = Pixels(picture("digit-7"))
    kinds = {ask(PIXEL_QUESTIONS, shown, (8, 15), seed).kind for seed in range(100)}
    assert kinds == set(PIXEL_QUESTIONS)


def test_an_unknown_kind_is_named():
    with pytest.raises(ValueError, match="the kinds are numbers, colour"):
        ask(PIXEL_QUESTIONS, Pixels(picture("edge")), (0, 0), 0, "size")
