"""The questions on training: one right answer each, and it is what the core computes."""

from __future__ import annotations

import numpy as np
import pytest

from cnn_core.data import clothes, digits
from ui.frame.questions import Question, ask
from ui.lessons.train import Recipe, Trainer
from ui.lessons.train.questions import BRIEFLY, COMPARED, TRAINING_QUESTIONS, brief_loss

RECIPES = [
    Recipe(),
    Recipe(kernels=(1,), optimiser="sgd", rate=0.05),
    Recipe(kernels=(2, 3, 4), pooling="none", batch=100),
    Recipe(data="clothes", rate=1e-5, pictures=20, batch=32),
]


def trainer(recipe: Recipe = RECIPES[0]) -> Trainer:
    return Trainer(recipe, clothes() if recipe.data == "clothes" else digits())


def right(question: Question) -> str:
    return question.choices[question.answer]


@pytest.mark.parametrize("recipe", RECIPES)
@pytest.mark.parametrize("kind", [kind for kind in TRAINING_QUESTIONS if kind != "winner"])
def test_every_kind_has_four_choices_and_says_why_each_wrong_one_is(
    recipe: Recipe, kind: str
) -> None:
    for seed in range(1, 9):
        question = ask(TRAINING_QUESTIONS, trainer(recipe), (0, 0), seed, kind)
        assert len({*question.choices}) == len(question.choices) >= 3
        assert {*question.misconceptions} == {*range(len(question.choices))} - {question.answer}
        assert all(question.misconceptions.values())
        assert right(question) in question.explanation.replace("\n", " ")


def test_the_first_loss_is_that_of_guessing() -> None:
    question = ask(TRAINING_QUESTIONS, trainer(), (0, 0), 1)
    assert (question.kind, right(question)) == ("first-loss", "2.30")
    assert "ln 10" in question.explanation


def test_the_weights_of_the_toy_network_s_convolutions() -> None:
    asked = {
        right(ask(TRAINING_QUESTIONS, trainer(), (0, 0), seed, "weights")) for seed in range(1, 9)
    }
    assert asked == {"80", "1,168"}


def test_a_winner_really_wins() -> None:
    found = set()
    for seed in range(1, 6):
        question = ask(TRAINING_QUESTIONS, trainer(), (0, 0), seed, "winner")
        found.add(right(question))
        assert "trained just now" in question.explanation
    assert found & {"learning rate 0.005", "learning rate 0.001", "kernels 8", "a batch of 32"}
    slow, fast = brief_loss(Recipe(rate=1e-5)), brief_loss(Recipe())
    run = Recipe().begin(digits())
    run.advance(BRIEFLY)
    assert fast == np.mean(run.record.losses[-COMPARED:])
    assert fast < slow


def test_an_update_goes_against_the_gradient() -> None:
    adam = ask(TRAINING_QUESTIONS, trainer(), (0, 0), 1, "update")
    assert right(adam) in ("+0.005", "−0.005")
    sgd = ask(TRAINING_QUESTIONS, trainer(RECIPES[1]), (0, 0), 1, "update")
    assert right(sgd) in sgd.explanation
    assert "uphill" in " ".join(sgd.misconceptions.values()).lower()
