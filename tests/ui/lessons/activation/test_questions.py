"""Questions on activations: one right choice, whatever the map."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnn_core.kernels import KERNELS
from cnn_core.ops import ACTIVATIONS
from tests.ui.strategies import CONVOLUTION
from ui.frame.questions import Question, ask, offered
from ui.lessons.activation.questions import ACTIVATION_QUESTIONS, DEPTH_QUESTIONS
from ui.models.activation import Activated
from ui.models.convolution import Convolution
from ui.pictures import picture

SHOWN = st.builds(Activated, CONVOLUTION, st.sampled_from([*ACTIVATIONS]), st.integers(-50, 50))
SEED = st.integers(0, 9999)
RELU = Activated(Convolution(picture("digit-7"), KERNELS["vertical-edge"].kernel()), "relu")


def number(text: str) -> float:
    return float(text.removeprefix("≈ ").replace("−", "-").replace(",", ""))


def right(question: Question) -> str:
    return question.choices[question.answer]


@given(SHOWN, SEED, st.sampled_from([*ACTIVATION_QUESTIONS]))
def test_choices_differ_and_every_wrong_one_has_its_reason(shown, seed, kind) -> None:
    if kind not in offered(ACTIVATION_QUESTIONS, shown, (0, 0)):
        assert kind == "zeros"
        return
    question = ask(ACTIVATION_QUESTIONS, shown, (0, 0), seed, kind)
    assert question.kind == kind
    assert len(set(question.choices)) == len(question.choices) == 4
    assert all(question.misconceptions[k] for k in range(4) if k != question.answer)
    assert question == ask(ACTIVATION_QUESTIONS, shown, (0, 0), seed, kind)


@given(SHOWN, SEED)
def test_after_and_slope_are_the_core_s(shown, seed) -> None:
    for kind, values in (("after", shown.after), ("slope", shown.slopes)):
        question = ask(ACTIVATION_QUESTIONS, shown, (0, 0), seed, kind)
        if question.hidden is None:
            x = re.search(r"applied to x (?:=|≈) (\S+)\. When", question.text)
            assert x
            near = np.abs(shown.before - number(x[1])) <= 0.0051
            answers = values[near]
            assert np.abs(answers - number(right(question))).min() <= 0.0051
        else:
            assert abs(values[question.hidden] - number(right(question))) <= 0.0051


@given(SHOWN, SEED)
def test_zeros_are_those_of_the_map(shown, seed) -> None:
    if 0 < (shown.after == 0).sum() < shown.after.size:
        question = ask(ACTIVATION_QUESTIONS, shown, (0, 0), seed, "zeros")
        assert number(right(question)) == (shown.after == 0).sum()


@given(SEED)
def test_two_linear_layers_are_the_one_that_is_right(seed) -> None:
    question = ask(ACTIVATION_QUESTIONS, RELU, (0, 0), seed, "linear")

    def line(text: str):
        found = re.fullmatch(r"(\d+)[xy](?: ([+−]) (\d+))?", text)
        assert found
        a, b = int(found[1]), int(found[3] or 0) * (-1 if found[2] == "−" else 1)
        return lambda x: a * x + b

    made = re.search(
        r"turns x into (.+?)\. The second turns its output y into (.+?)\. There", question.text
    )
    assert made
    inner, outer = line(made[1]), line(made[2])
    for x in (0, 1, 7):
        assert line(right(question))(x) == outer(inner(x))


def test_a_usual_mistake_is_named() -> None:
    question = ask(ACTIVATION_QUESTIONS, RELU, (0, 0), 1)
    assert question.kind == "after"
    assert right(question) in ("0", *question.choices)
    named = " ".join(question.misconceptions.values())
    assert "not the distance from 0" in named or "sign around" in named
    depth = ask(ACTIVATION_QUESTIONS, RELU, (0, 0), 5)
    layers = re.search(r"through (\d+) layers", depth.text)
    assert layers
    assert f"= {right(depth)}." in depth.explanation
    assert depth.kind == "depth"


@pytest.mark.parametrize("kind", ACTIVATIONS)
def test_at_least_three_kinds_for_every_activation(kind) -> None:
    shown = Activated(RELU.convolution, kind)
    assert len(offered(ACTIVATION_QUESTIONS, shown, (0, 0))) >= 4


def test_where_no_map_is_shown_nothing_is_asked_of_one() -> None:
    assert len(offered(DEPTH_QUESTIONS, RELU, (0, 0))) >= 3
    for seed in range(1, 20):
        question = ask(DEPTH_QUESTIONS, RELU, (0, 0), seed)
        assert question.hidden is None
        assert "map" not in question.text
        assert "row" not in question.text
