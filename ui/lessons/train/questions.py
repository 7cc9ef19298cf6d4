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
    seen = f" Here the loss of the first batch was {began:.3f}." if math.isfinite(began) else ""
    return chosen(
        "first-loss",
        f"Before the first batch the network guesses among {classes} classes. About how large "
        "is its loss?",
        f"{answer:.2f}",
        [
            (f"{classes:.2f}", "The loss is a logarithm: −ln of the probability it gives."),
            (f"{1 / classes:.2f}", f"That is the probability of each class, 1/{classes}, not −ln."),
            ("0.00", "0 means sure and right: that is the end of training, not its start."),
        ],
        f"Each class gets about 1/{classes}: −ln(1/{classes}) = ln {classes} = {answer:.2f}.{seen} "
        "It can be a little higher, because random weights make some confident wrong guesses.",
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
        f"The {which} convolution slides {filters} kernels of {down}×{across} over {deep}. How "
        "many numbers does training change in it?",
        f"{answer:,}",
        [
            (f"{each * filters:,}", "That forgets the biases: one for each kernel."),
            (f"{(down * across + 1) * filters:,}", f"A kernel is as deep as its input: {deep}."),
            (f"{each + 1:,}", f"That is one kernel of {filters}."),
            (f"{math.prod(row.shape):,}", "Those are the cells of its maps: they share weights."),
        ],
        f"({down}·{across}·{channels} + 1)·{filters} = {answer:,}: each kernel has {each} weights "
        "and a bias.",
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
        f"There are {count:,} images to train on, {batch} in a batch. After {steps} batches, how "
        "many epochs is that?",
        epochs(answer),
        [
            (epochs(steps / count), "That counts batches as if each were one picture."),
            (epochs(count / batch), "That is how many batches one epoch has."),
            (epochs(steps / batch), "That forgets how many images there are."),
            (str(steps), "A batch is not an epoch: an epoch is every image once."),
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
    text = (
        f"Two networks as on screen, but one has {labels[0]}, the other {labels[1]}. Which has the "
        f"lower training loss after {BRIEFLY} batches?"
    )
    shown = [f"{loss:.3g}" if math.isfinite(loss) else "no number at all" for loss in losses]
    even = "about the same"
    ranked = [loss if math.isfinite(loss) else math.inf for loss in losses]
    clear = min(ranked) <= CLEARLY * max(ranked)
    answer = labels[ranked.index(min(ranked))] if clear else even
    why = f"Trained just now: {labels[0]} ended at {shown[0]}, {labels[1]} at {shown[1]}."
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
        "learning rate": "A rate that is too small hardly moves the weights. "
        "One that is too large goes too far.",
        "a batch of": "A larger batch sees more images in the same number of steps, "
        "and its loss jumps less.",
        "kernels": "Each kernel looks for one pattern, so a single kernel finds less.",
        "weight decay": "Decay pulls every weight towards 0, even those that are needed.",
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
            f"The gradient of one weight is {_signed(gradient)} in the very first batch. By how "
            f"much does Adam with learning rate {rate:g} change the weight?",
            _signed(-math.copysign(rate, gradient)),
            [
                (
                    _signed(math.copysign(rate, gradient)),
                    "That goes uphill, so the loss would grow.",
                ),
                (_signed(-rate * gradient), "That is plain gradient descent, without Adam."),
                (_signed(-gradient), "That forgets the learning rate."),
            ],
            "Adam divides the mean gradient by its own size: in the first step only the sign is "
            f"left. This weight goes against it, by {_signed(-math.copysign(rate, gradient))}.",
            rng,
        )
    if type(trainer.engine.optimiser) is not SGD:
        return None
    return chosen(
        "update",
        f"The gradient of one weight is {_signed(gradient)}. By how much does SGD with learning "
        f"rate {rate:g} change the weight?",
        _signed(-rate * gradient),
        [
            (_signed(rate * gradient), "That goes uphill, so the loss would grow."),
            (_signed(-gradient), "That forgets the learning rate."),
            (_signed(-math.copysign(rate, gradient)), "That is what Adam does in its first step."),
        ],
        f"{MINUS}{rate:g} · {_signed(gradient)} = {_signed(-rate * gradient)}: against the "
        "gradient, downhill.",
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
