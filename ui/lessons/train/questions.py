"""Questions of the lesson on training, marked by what the network on screen really does."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache
from types import MappingProxyType

import numpy as np

from cnn_core.data import DATASETS
from cnn_core.nn import SGD, Adam, Conv2D
from ui.frame.questions import Cell, Question, chosen
from ui.lessons.train.recipe import Recipe, dataset
from ui.lessons.train.trainer import Trainer
from ui.lessons.train.words import questions as say

# Batches that a question trains two networks for, and those of them that are compared.
BRIEFLY, COMPARED = 60, 20
# Shares by which one loss is below another to win.
CLEARLY = 0.9
# Multiplications of one such run beyond which nobody should wait for the answer.
LIGHT = 1.5e9

MINUS = "\u2212"


def first_loss(trainer: Trainer, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask for the loss of a network that knows nothing."""
    classes = len(trainer.data.classes)
    answer = math.log(classes)
    began = trainer.losses[0] if trainer.losses else math.nan
    seen = say.LOSS_OF_THE_FIRST_BATCH_WAS.format(began=began) if math.isfinite(began) else ""
    return chosen(
        "first-loss",
        say.BEFORE_THE_FIRST_BATCH.format(classes=classes),
        f"{answer:.2f}",
        [
            (f"{classes:.2f}", say.LOSS_IS_A_LOGARITHM_LN),
            (f"{1 / classes:.2f}", say.PROBABILITY_OF_EACH_CLASS_NOT.format(classes=classes)),
            ("0.00", say.MEANS_SURE_AND_RIGHT),
        ],
        say.EACH_CLASS_GETS_ABOUT_LN_LN.format(classes=classes, answer=answer, seen=seen),
        rng,
    )


def weights_of_a_layer(trainer: Trainer, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask how many weights a convolution has."""
    rows = trainer.recipe.describe(trainer.data).rows
    convolutions = [row for row in rows if isinstance(row.layer, Conv2D)]
    row = convolutions[rng.integers(len(convolutions))]
    filters, channels, down, across = row.layer.parameter_shapes(
        (trainer.data.train.shape, *(one.shape for one in rows))[row.number - 1]
    )["w"]
    each, answer = down * across * channels, row.parameters.value
    which = "first" if row is convolutions[0] else "last" if row is convolutions[-1] else "second"
    deep = f"{channels} map{'s' * (channels > 1)}"
    return chosen(
        "weights",
        say.CONVOLUTION_SLIDES_KERNELS.format(
            which=which, filters=filters, down=down, across=across, deep=deep
        ),
        f"{answer:,}",
        [
            (f"{each * filters:,}", say.FORGETS_THE_BIASES_ONE),
            (
                f"{(down * across + 1) * filters:,}",
                say.KERNEL_IS_AS_DEEP_AS_ITS_INPUT.format(deep=deep),
            ),
            (f"{each + 1:,}", say.ONE_KERNEL.format(filters=filters)),
            (f"{math.prod(row.shape):,}", say.THOSE_ARE_THE_CELLS),
        ],
        say.EACH_KERNEL_HAS_WEIGHTS.format(
            down=down, across=across, channels=channels, filters=filters, answer=answer, each=each
        ),
        rng,
    )


def pictures_seen(trainer: Trainer, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask for the pictures seen after so many batches, in epochs."""
    count, batch = len(trainer.engine.data), trainer.recipe.batch
    steps = int(rng.choice([50, 100, 200, 400]))
    answer = steps * batch / count

    def epochs(number: float) -> str:
        return f"{number:.4g}"

    return chosen(
        "epochs",
        say.ARE_IMAGES_TO_TRAIN.format(count=count, batch=batch, steps=steps),
        epochs(answer),
        [
            (epochs(steps / count), say.COUNTS_BATCHES_AS_IF_EACH_WERE),
            (epochs(count / batch), say.HOW_MANY_BATCHES_ONE_EPOCH),
            (epochs(steps / batch), say.FORGETS_HOW_MANY_IMAGES_THERE),
            (str(steps), say.BATCH_IS_NOT_AN_EPOCH_AN_EPOCH),
        ],
        f"{steps}·{batch} = {steps * batch:,} images, of {count:,}: {epochs(answer)} epochs.",
        rng,
    )


def winner(trainer: Trainer, cell: Cell, rng: np.random.Generator) -> Question | None:
    """Ask which of two settings has the lower loss soon, and find out by training both."""
    recipe = replace(trainer.recipe.start, rate=trainer.rate)
    if recipe.data not in DATASETS:
        return None
    contrasts = [
        (name, one, two)
        for name, one, two in _contrasts(recipe)
        if one != two and all(_light(other) for other in (one, two))
    ]
    if not contrasts:
        return None
    name, one, two = contrasts[rng.integers(len(contrasts))]
    labels = [f"{name} {_value(name, other)}" for other in (one, two)]
    losses = [brief_loss(other) for other in (one, two)]
    text = say.WINNER.format(labels_0=labels[0], labels_1=labels[1], briefly=BRIEFLY)
    shown = [f"{loss:.3g}" if math.isfinite(loss) else say.NO_NUMBER_AT_ALL for loss in losses]
    even = "about the same"
    ranked = [loss if math.isfinite(loss) else math.inf for loss in losses]
    clear = min(ranked) <= CLEARLY * max(ranked)
    answer = labels[ranked.index(min(ranked))] if clear else even
    why = say.WINNER_WHY.format(
        labels_0=labels[0], shown_0=shown[0], labels_1=labels[1], shown_1=shown[1]
    )
    wrong = [(choice, why) for choice in (*labels, even) if choice != answer]
    return chosen("winner", text, answer, wrong, f"{why} {_lesson(name)}", rng)


def _contrasts(recipe: Recipe) -> list[tuple[str, Recipe, Recipe]]:
    """Return pairs of recipes that differ in one setting."""
    rates = [1e-5, 1e-3, 0.2] if recipe.optimiser == "adam" else [1e-4, 0.02, 1.0]
    return [
        ("learning rate", recipe, replace(recipe, rate=rates[0])),
        ("learning rate", replace(recipe, rate=rates[1]), replace(recipe, rate=rates[2])),
        ("a batch of", replace(recipe, batch=1), replace(recipe, batch=32)),
        ("kernels", replace(recipe, kernels=(1,)), replace(recipe, kernels=(8,))),
        ("weight decay", replace(recipe, decay=0.0), replace(recipe, decay=0.1)),
    ]


def _value(name: str, recipe: Recipe) -> str:
    return {
        "learning rate": f"{recipe.rate:g}",
        "a batch of": str(recipe.batch),
        "kernels": ", ".join(map(str, recipe.kernels)),
        "weight decay": f"{recipe.decay:g}",
    }[name]


def _lesson(name: str) -> str:
    return {
        "learning rate": say.RATE_THAT_IS_TOO_SMALL_HARDLY,
        "a batch of": say.LARGER_BATCH_SEES_MORE_IMAGES,
        "kernels": say.EACH_KERNEL_LOOKS_FOR_ONE,
        "weight decay": say.DECAY_PULLS_EVERY_WEIGHT,
    }[name]


def _light(recipe: Recipe) -> bool:
    data = dataset(recipe.data)
    if recipe.fault(data):
        return False
    return 3 * recipe.batch * BRIEFLY * recipe.describe(data).multiply_adds <= LIGHT


@lru_cache(maxsize=128)
def brief_loss(recipe: Recipe) -> float:
    """Return the mean loss of the last COMPARED of BRIEFLY batches; infinite if it broke."""
    run = recipe.begin(dataset(recipe.data))
    run.advance(BRIEFLY)
    losses = run.record.losses
    with np.errstate(all="ignore"):
        return float(np.mean(losses[-COMPARED:])) if len(losses) == BRIEFLY else math.inf


def first_update(trainer: Trainer, cell: Cell, rng: np.random.Generator) -> Question | None:
    """Ask what an update makes of a gradient; None where its rule is not one of the two."""
    rate = trainer.rate
    gradient = float(rng.choice([0.25, -0.4, 0.5, -0.8, 2.0, -0.05]))
    if type(trainer.engine.optimiser) is Adam:
        return chosen(
            "update",
            say.GRADIENT_OF_ONE_WEIGHT.format(signed=_signed(gradient), rate=rate),
            _signed(-math.copysign(rate, gradient)),
            [
                (
                    _signed(math.copysign(rate, gradient)),
                    say.GOES_UPHILL_SO_THE_LOSS_WOULD,
                ),
                (_signed(-rate * gradient), say.PLAIN_GRADIENT_DESCENT_WITHOUT),
                (_signed(-gradient), say.FORGETS_THE_LEARNING_RATE),
            ],
            say.ADAM_DIVIDES_THE_MEAN_GRADIENT.format(
                signed=_signed(-math.copysign(rate, gradient))
            ),
            rng,
        )
    if type(trainer.engine.optimiser) is not SGD:
        return None
    return chosen(
        "update",
        say.GRADIENT_OF_ONE_WEIGHT_2.format(signed=_signed(gradient), rate=rate),
        _signed(-rate * gradient),
        [
            (_signed(rate * gradient), say.GOES_UPHILL_SO_THE_LOSS_WOULD),
            (_signed(-gradient), say.FORGETS_THE_LEARNING_RATE),
            (_signed(-math.copysign(rate, gradient)), say.WHAT_ADAM_DOES_IN_ITS_FIRST),
        ],
        say.AGAINST_THE_GRADIENT_DOWNHILL.format(
            minus=MINUS, rate=rate, signed=_signed(gradient), signed_2=_signed(-rate * gradient)
        ),
        rng,
    )


def _signed(value: float) -> str:
    return f"{value:+.3g}".replace("-", MINUS)


TRAINING_QUESTIONS: Mapping[
    str, Callable[[Trainer, Cell, np.random.Generator], Question | None]
] = MappingProxyType(
    {
        "first-loss": first_loss,
        "winner": winner,
        "weights": weights_of_a_layer,
        "epochs": pictures_seen,
        "update": first_update,
    }
)
