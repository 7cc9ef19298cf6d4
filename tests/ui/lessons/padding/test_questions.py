"""Questions on sizes, readers and layers: one right choice, found by sliding windows in loops."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnn_core.kernels import KERNELS
from tests.ui.strategies import CONVOLUTION
from ui.frame.questions import Question, ask, offered
from ui.lessons.padding.questions import PADDING_QUESTIONS, unseen
from ui.models.convolution import Convolution
from ui.pictures import picture

SEED = st.integers(0, 9999)
DIGIT = Convolution(picture("digit-7"), KERNELS["vertical-edge"].kernel())


def asked(shown: Convolution, seed: int, kind: str) -> Question | None:
    """Ask this kind of question, if the settings allow it."""
    if kind not in offered(PADDING_QUESTIONS, shown, (0, 0)):
        return None
    return ask(PADDING_QUESTIONS, shown, (0, 0), seed, kind)


def right(question: Question) -> int:
    return int(question.choices[question.answer])


def why_not(question: Question, choice: str) -> str:
    return question.misconceptions[question.choices.index(choice)]


@given(CONVOLUTION, SEED)
def test_how_many_windows_read_a_pixel(shown: Convolution, seed: int) -> None:
    question = asked(shown, seed, "readers")
    assert question
    place = re.search(r"row (\d+), column (\d+)", question.text)
    assert place
    row, column = int(place[1]), int(place[2])
    rows, columns = shown.size
    readers = 0
    for r in range(rows):
        for c in range(columns):
            window = shown.window(r, c)
            readers += row in window.source_rows and column in window.source_cols
    assert right(question) == readers


@given(CONVOLUTION, SEED)
def test_which_padding_keeps_the_size(shown: Convolution, seed: int) -> None:
    question = asked(shown, seed, "keeps")
    high, wide = shown.kernel.shape
    if high != wide:
        assert question is None
        return
    assert question
    covers = shown.dilation * (high - 1) + 1
    keeping = [p for p in range(2 * covers) if 20 + p - covers + 1 == 20]
    one_side = "on every side" in question.text
    assert [right(question) * (2 if one_side else 1)] == keeping
    assert one_side == (covers % 2 == 1)


@given(CONVOLUTION, SEED)
def test_how_many_layers_fit(shown: Convolution, seed: int) -> None:
    question = asked(shown, seed, "layers")
    reach = [shown.dilation * (side - 1) for side in shown.kernel.shape]
    if not any(reach):
        assert question is None
        return
    assert question
    sizes, fitted = list(shown.picture.pixels.shape[1:]), 0
    while all(size > less for size, less in zip(sizes, reach, strict=True)):
        sizes = [size - less for size, less in zip(sizes, reach, strict=True)]
        fitted += 1
    assert right(question) == fitted


@given(CONVOLUTION, SEED)
def test_how_many_columns_are_never_read(shown: Convolution, seed: int) -> None:
    question = asked(shown, seed, "strided")
    if question is None:
        return
    match = re.search(r"stride (\d)", question.text)
    assert match
    length, kernel = shown.picture.pixels.shape[2], shown.kernel.shape[1]
    read = set()
    for start in range(0, length, int(match[1])):
        taps = [start + tap * shown.dilation for tap in range(kernel)]
        if taps[-1] < length:
            read |= {*taps}
    assert right(question) == length - len(read)


def test_the_usual_mistakes_are_named() -> None:
    digit = Convolution(DIGIT.picture, DIGIT.kernel, padding=1)
    corner = next(
        one
        for seed in range(99)
        if (one := ask(PADDING_QUESTIONS, digit, (0, 0), seed, "readers"))
        and "row 0, column 0?" in one.text
        and "1" in one.choices
        and "9" in one.choices
    )
    assert right(corner) == 4
    assert "far from every border" in why_not(corner, "9")
    forgot = why_not(corner, "1")
    assert "forgets the padding" in forgot or "without padding" in forgot


@pytest.mark.parametrize(("dilation", "answer"), [(1, 1), (2, 2)])
def test_dilation_needs_more_padding(dilation: int, answer: int) -> None:
    shown = Convolution(DIGIT.picture, DIGIT.kernel, dilation=dilation)
    reasons = set()
    for seed in range(20):
        question = ask(PADDING_QUESTIONS, shown, (0, 0), seed, "keeps")
        assert right(question) == answer
        reasons |= {*question.misconceptions.values()}
    assert ("That forgets the dilation." in reasons) == (dilation > 1)


def test_13_layers_fit_a_digit() -> None:
    question = ask(PADDING_QUESTIONS, DIGIT, (0, 0), 1, "layers")
    assert right(question) == 13
    assert "28 − 13·2 = 2" in question.explanation


def test_no_view_answers_its_own_question() -> None:
    assert "readers" not in unseen("readers")
    assert "layers" not in unseen("layers")
    assert {*unseen("map")} == {*PADDING_QUESTIONS}


@pytest.mark.parametrize("seed", range(1, 40))
def test_a_wanted_size_has_one_right_way_among_the_choices(seed: int) -> None:
    found = Convolution(picture("edge"), KERNELS["box-blur"].kernel())
    question = ask(PADDING_QUESTIONS, found, (0, 0), seed, "wanted")
    size, kernel, target = (int(side) for side in re.findall(r"(\d+)×\1", question.text))
    made = []
    for choice in question.choices:
        stride, padding = map(int, re.findall(r"\d+", choice))
        made.append((size + 2 * padding - kernel) // stride + 1)
    assert [k for k, out in enumerate(made) if out == target] == [question.answer]
