"""What the lesson asks, from the network and the change on screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from cnn_core.nn import Conv2D
from ui.frame.questions import Cell, Question, chosen, counted, whole
from ui.lessons.break_it.model import Cost, Shown, layer_name
from ui.lessons.break_it.words import amount_text, unit


@dataclass(frozen=True, eq=False)
class Asked:
    """What is on screen when a question is asked."""

    shown: Shown
    cost: Cost | None  # None where nothing is measured


Maker = Callable[[Asked, Cell, np.random.Generator], Question | None]

TOO_LITTLE, TOO_MUCH = "That is more than half.", "A smaller amount is enough."


def below_half(asked: Asked, cell: Cell, rng: np.random.Generator) -> Question | None:
    """Ask from which amount on fewer than half of the images are right."""
    shown, cost = asked.shown, asked.cost
    if cost is None or not shown.told or len(shown.amounts) < 4:
        return None
    below = np.flatnonzero(cost.accuracy < 0.5)
    if not len(below) or below[0] == 0:
        return None
    first = int(below[0])
    texts = [amount_text(shown, step) for step in range(len(shown.amounts))]
    near = sorted((k for k in range(1, len(texts)) if k != first), key=lambda k: abs(k - first))

    def right(step: int) -> str:
        return f"{100 * cost.accuracy[step]:.1f} %"

    return chosen(
        "half",
        f"**{shown.title}**, counted in {unit(shown)}. At which of these amounts are fewer than "
        "half of the images named right for the first time?",
        texts[first],
        [
            (
                texts[k],
                f"At {texts[k]} {right(k)} are right. {TOO_LITTLE if k < first else TOO_MUCH}",
            )
            for k in near
        ],
        f"At {texts[first]} {right(first)} are right. At {texts[first - 1]} it is still "
        f"{right(first - 1)}.",
        rng,
    )


def by_chance(asked: Asked, cell: Cell, rng: np.random.Generator) -> Question | None:
    """Ask what a network reaches that only guesses."""
    count, classes = len(asked.shown.tested[1]), len(asked.shown.opened.classes)
    return counted(
        "chance",
        f"A broken network chooses one of {classes} classes at random. How many of {whole(count)} "
        "test images does it name right, on average?",
        round(count / classes),
        [
            (0, "Even a guess is right now and then."),
            (count // 2, "That would be so with two classes."),
            (classes, f"One of {classes} is right, so the images are divided by {classes}."),
        ],
        f"Each class is right for one image in {classes}, so it is about {whole(count)} / "
        f"{classes} = {whole(round(count / classes))}. The dashed line shows it.",
        rng,
    )


def weights_in_layer(asked: Asked, cell: Cell, rng: np.random.Generator) -> Question | None:
    """Ask how many weights change when all kernels of a convolution do."""
    network = asked.shown.opened.network
    places = [k for k, one in enumerate(network.layers) if isinstance(one, Conv2D)]
    if not places:
        return None
    place = places[int(rng.integers(len(places)))]
    filters, channels, rows, columns = network.layers[place].parameters["w"].shape
    count = filters * channels * rows * columns
    reads = "1 channel" if channels == 1 else f"{channels} channels"
    return counted(
        "weights",
        f"**{layer_name(network, place)}** has {filters} kernels of {rows}×{columns}, and each "
        f"reads {reads}. How many weights are set to 0 when all its kernels are?",
        count,
        [
            (filters * rows * columns, "Each kernel has a slice for every channel."),
            (channels * rows * columns, f"This is one kernel. There are {filters} of them."),
            (count + filters, f"The {filters} biases are not weights of a kernel."),
        ],
        f"There are {filters} kernels with {channels}·{rows}·{columns} weights each, so "
        f"{filters}·{channels}·{rows}·{columns} = {whole(count)}.",
        rng,
    )


def dense_parameters(asked: Asked, cell: Cell, rng: np.random.Generator) -> Question | None:
    """Ask how many parameters a dense layer has that reads the whole image."""
    channels, rows, columns = asked.shown.data.train.shape
    units = int(rng.choice([10, 16, 32, 64]))
    pixels = channels * rows * columns
    count = (pixels + 1) * units
    return counted(
        "dense",
        f"A dense layer has {units} units, and each reads all {rows}×{columns} pixels and adds a "
        "bias. How many parameters does the layer have?",
        count,
        [
            (pixels * units, f"Each of the {units} units has a bias, too."),
            (pixels + units, "Every unit has a weight of its own for every pixel."),
            (9 * units, "This would be one 3×3 kernel a unit. A dense unit reads all pixels."),
        ],
        f"Each unit has {whole(pixels)} weights and a bias, so it is {whole(pixels + 1)}·{units} "
        f"= {whole(count)}.",
        rng,
    )


def augmented(asked: Asked, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask how many different images a network sees that is trained with augmentation."""
    images, epochs = int(rng.choice([1000, 2000, 5000])), int(rng.integers(3, 9))
    return counted(
        "augmented",
        f"A network learns from {whole(images)} images for {epochs} epochs. Each image is changed "
        "a little at random each time it is seen. About how many different images does it see?",
        images * epochs,
        [
            (images, "In each epoch every image is changed in another way."),
            (images + epochs, "Every epoch shows all images again, each of them changed."),
            (epochs, "This is the number of epochs. Each of them shows all images."),
        ],
        f"Each of {epochs} epochs shows {whole(images)} images that were never seen quite so, "
        f"which is {whole(images)}·{epochs} = {whole(images * epochs)}.",
        rng,
    )


BREAK_QUESTIONS: Mapping[str, Maker] = MappingProxyType(
    {
        "half": below_half,
        "chance": by_chance,
        "weights": weights_in_layer,
        "dense": dense_parameters,
        "augmented": augmented,
    }
)
