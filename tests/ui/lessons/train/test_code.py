"""The scripts of a run: NumPy's, run here, gives the very losses on screen."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from cnn_core.data import digits
from cnn_core.nn import OPTIMISERS, SGD
from tests.scripts import executed
from ui.lessons.train import Recipe, Trainer
from ui.lessons.train.code import TRAINING_CODE, Job

ROOT = Path(__file__).parents[3]


RECIPES = [
    Recipe(),
    Recipe(kernels=(2,), activation="none", pooling="avg", optimiser="sgd", rate=0.05, decay=0.01),
    Recipe(kernels=(2, 3), size=5, padding=2, stride=2, pooling="none", activation="tanh", seed=3),
    Recipe(pictures=20, kernels=(2,), pooling="lp", activation="gelu", batch=7),
    Recipe(kernels=(2,), augmentation="all", seed=2),
    Recipe(mix="unbalanced", kernels=(1,), rate=0.001, rates=((0.01, 4), (0.002, 8))),
]


@pytest.mark.parametrize("recipe", RECIPES)
def test_the_numpy_script_gives_the_losses_on_screen(recipe: Recipe) -> None:
    trainer = Trainer(recipe, digits())
    trainer.replay_to(12)
    trainer.catch_up(1e12)
    script = TRAINING_CODE["NumPy"].write(Job(recipe, digits(), 12))
    assert executed(script)["losses"] == trainer.losses


@pytest.mark.parametrize("decay", [0, 0.01, 0.1])
def test_a_rule_with_a_decay_of_its_own_trains_with_that_on_screen(
    decay: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(OPTIMISERS, "own", partial(SGD, weight_decay=0.01))
    recipe = Recipe(kernels=(1,), optimiser="own", rate=0.05, decay=decay)
    losses = [step.loss for step in recipe.begin(digits()).advance(5)]
    assert executed(TRAINING_CODE["NumPy"].write(Job(recipe, digits(), 5)))["losses"] == losses


@pytest.mark.parametrize("name", TRAINING_CODE)
@pytest.mark.parametrize("recipe", RECIPES)
def test_every_script_is_python_and_names_no_place(name: str, recipe: Recipe) -> None:
    for steps in (0, 5):
        script = TRAINING_CODE[name].write(Job(recipe, digits(), steps))
        compile(script, "script", "exec")
        assert str(ROOT) not in script
