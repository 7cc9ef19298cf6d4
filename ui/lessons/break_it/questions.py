"""What the lesson asks, from the network and the change on screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from cnn_core.nn import Conv2D
from ui.frame.questions import Cell, Question, chosen, counted, whole
from ui.lessons.break_it.model import Cost, Shown, layer_name
from ui.lessons.break_it.words import questions as say
from ui.lessons.break_it.words.page import amount_text, unit


@dataclass(frozen=True, eq=False)
class Asked:
    """What is on screen when a question is asked."""

    shown: Shown
    cost: Cost | None  # None where nothing is measured


Maker = Callable[[Asked, Cell, np.random.Generator], Question | None]

TOO_LITTLE, TOO_MUCH = say.MORE_THAN_HALF, say.SMALLER_AMOUNT_IS_ENOUGH


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
        say.COUNTED_IN_AT_WHICH_OF_THESE.format(title=shown.title, unit=unit(shown)),
        texts[first],
        [
            (
                texts[k],
                f"At {texts[k]} {right(k)} are right. {TOO_LITTLE if k < first else TOO_MUCH}",
            )
            for k in near
        ],
        say.AT_ARE_RIGHT_AT_IT_IS_STILL.format(
            texts=texts[first],
            right=right(first),
            texts_2=texts[first - 1],
            right_2=right(first - 1),
        ),
        rng,
    )


def by_chance(asked: Asked, cell: Cell, rng: np.random.Generator) -> Question | None:
    """Ask what a network reaches that only guesses."""
    count, classes = len(asked.shown.tested[1]), len(asked.shown.opened.classes)
    return counted(
        "chance",
        say.BROKEN_NETWORK_CHOOSES_ONE.format(classes=classes, whole=whole(count)),
        round(count / classes),
        [
            (0, say.EVEN_A_GUESS_IS_RIGHT_NOW),
            (count // 2, say.WOULD_BE_SO_WITH_TWO_CLASSES),
            (classes, say.ONE_OF_IS_RIGHT_SO_THE_IMAGES.format(classes=classes)),
        ],
        say.EACH_CLASS_IS_RIGHT_FOR_ONE.format(
            classes=classes, whole=whole(count), whole_2=whole(round(count / classes))
        ),
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
        say.HAS_KERNELS_OF_AND_EACH_READS.format(
            layer_name=layer_name(network, place),
            filters=filters,
            rows=rows,
            columns=columns,
            reads=reads,
        ),
        count,
        [
            (filters * rows * columns, say.EACH_KERNEL_HAS_A_SLICE),
            (channels * rows * columns, say.ONE_KERNEL_THERE_ARE_OF_THEM.format(filters=filters)),
            (count + filters, say.BIASES_ARE_NOT_WEIGHTS.format(filters=filters)),
        ],
        say.ARE_KERNELS_WITH_WEIGHTS_EACH.format(
            filters=filters, channels=channels, rows=rows, columns=columns, whole=whole(count)
        ),
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
        say.DENSE_LAYER_HAS_UNITS_AND_EACH.format(units=units, rows=rows, columns=columns),
        count,
        [
            (pixels * units, say.EACH_OF_THE_UNITS_HAS_A_BIAS.format(units=units)),
            (pixels + units, say.EVERY_UNIT_HAS_A_WEIGHT),
            (9 * units, say.WOULD_BE_ONE_KERNEL_A_UNIT),
        ],
        say.EACH_UNIT_HAS_WEIGHTS.format(
            whole=whole(pixels), whole_2=whole(pixels + 1), units=units, whole_3=whole(count)
        ),
        rng,
    )


def augmented(asked: Asked, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask how many different images a network sees that is trained with augmentation."""
    images, epochs = int(rng.choice([1000, 2000, 5000])), int(rng.integers(3, 9))
    return counted(
        "augmented",
        say.NETWORK_LEARNS_FROM_IMAGES.format(whole=whole(images), epochs=epochs),
        images * epochs,
        [
            (images, say.IN_EACH_EPOCH_EVERY_IMAGE),
            (images + epochs, say.EVERY_EPOCH_SHOWS_ALL_IMAGES),
            (epochs, say.NUMBER_OF_EPOCHS_EACH_OF_THEM),
        ],
        say.EACH_OF_EPOCHS_SHOWS_IMAGES.format(
            epochs=epochs, whole=whole(images), whole_2=whole(images * epochs)
        ),
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
