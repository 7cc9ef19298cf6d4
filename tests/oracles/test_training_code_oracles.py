"""The training scripts for PyTorch and Keras, run: the losses of the core."""

from __future__ import annotations

from types import ModuleType

import numpy as np
import pytest

from cnn_core.data import digits
from tests.scripts import executed
from tests.ui.lessons.train.test_code import RECIPES
from ui.lessons.train import Recipe, Trainer
from ui.lessons.train.code import TRAINING_CODE, Job

pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")
STEPS = 12


@pytest.mark.parametrize("recipe", RECIPES)
@pytest.mark.parametrize("name", ["PyTorch", "Keras"])
def test_the_script_gives_the_losses_of_the_core(
    name: str, recipe: Recipe, torch: ModuleType, keras: ModuleType
) -> None:
    trainer = Trainer(recipe, digits())
    trainer.replay_to(STEPS)
    trainer.catch_up(1e12)
    losses = executed(TRAINING_CODE[name].write(Job(recipe, digits(), STEPS)))["losses"]
    np.testing.assert_allclose(losses, trainer.losses, rtol=2e-3, atol=2e-3)
