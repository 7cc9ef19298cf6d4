"""The settings of a run, by the names they have in the link, and the recipe they make."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from cnn_core.data import AUGMENTATIONS, DATASETS
from cnn_core.nn import OPTIMISERS
from cnn_core.ops import ACTIVATIONS, POOLINGS
from ui.lessons.train.recipe import MIXES, NONE, OWN, Recipe
from ui.lessons.train.trainer import LONGEST
from ui.lessons.train.words import views as say
from ui.link.settings import Choice, Setting, Text, Whole
from ui.link.training import BATCH, RATE, SEED, read_rate
from ui.link.view import View
from ui.link.vocabulary import QUESTION

OPENING = 150  # steps of the first figure: 2,400 pictures
DECAYS = ("0", "1e-05", "0.0001", "0.001", "0.01", "0.1")
MOST_LAYERS, MOST_KERNELS = 4, 32
LOOKS = ("weights", "gradients", "changes")
# Settings that say what one looks at: the run is the same.
LOOKING = ("view", "example", "look", "question")


def read_kernels(text: str) -> tuple[int, ...]:
    """Read how many kernels each convolution has: "8,16". Errors: none, too many, too deep."""
    parts = [part for part in text.replace(";", ",").replace(" ", ",").split(",") if part]
    counts = [int(part) if part.isdecimal() else 0 for part in parts]
    if not 1 <= len(counts) <= MOST_LAYERS or not all(1 <= n <= MOST_KERNELS for n in counts):
        raise ValueError(
            say.ONE_NUMBER_FOR_EACH.format(most_layers=MOST_LAYERS, most_kernels=MOST_KERNELS)
        )
    return tuple(counts)


def read_rates(text: str) -> tuple[tuple[float, int], ...]:
    """Read earlier learning rates, each with the step it ended at: "0.005:120,0.05:300"."""
    found: list[tuple[float, int]] = []
    for part in filter(None, text.split(",")):
        rate, _, until = part.partition(":")
        last = found[-1][1] if found else 0
        if not until.isdecimal() or not last < int(until) <= LONGEST:
            raise ValueError(say.NO_RATE_AND_STEP_SUCH.format(part=part))
        found.append((read_rate(rate), int(until)))
    return tuple(found)


def write_rates(rates: Sequence[tuple[float, int]]) -> str:
    """Write what `read_rates` reads."""
    return ",".join(f"{rate:g}:{until}" for rate, until in rates)


def read_beside(text: str) -> tuple[tuple[str, str], ...]:
    """Read how the run beside differs: "activation:relu;steps:150". Errors: no such setting."""
    found: dict[str, str] = {}
    for part in filter(None, text.split(";")):
        name, _, value = part.partition(":")
        setting = COMPARED.get(name)
        if setting is None:
            raise ValueError(say.NOT_A_SETTING_OF_A_RUN.format(name=name))
        read, note = setting.read(value)
        if note is not None:
            raise ValueError(say.NOT_A_VALUE.format(value=value, name=name))
        found[name] = setting.write(read)
    return tuple(found.items())


def write_beside(parts: Sequence[tuple[str, str]]) -> str:
    """Write what `read_beside` reads."""
    return ";".join(f"{name}:{text}" for name, text in parts)


DATA = Choice("data", "digits", (*DATASETS, OWN))
PICTURES = Whole("pictures", 0, 0, 5000)
MIX = Choice("mix", "even", MIXES)
AUGMENTATION = Choice("augmentation", NONE, (NONE, *AUGMENTATIONS))
KERNEL_COUNTS = Text[tuple[int, ...]](
    "kernels", (8, 16), read_kernels, lambda counts: ",".join(map(str, counts))
)
KERNEL_SIZE = Whole("kernel-size", 3, 1, 7)
CONV_STRIDE = Whole("conv-stride", 1, 1, 3)
CONV_PADDING = Whole("conv-padding", 0, 0, 3)
POOLING = Choice("pooling", "max", (*POOLINGS, NONE))
POOL_SIZE = Whole("pool-size", 2, 2, 4)
ACTIVATION = Choice("activation", "relu", (*ACTIVATIONS, NONE))
OPTIMISER = Choice("optimiser", "adam", tuple(OPTIMISERS))
RATES = Text[tuple[tuple[float, int], ...]]("rates", (), read_rates, write_rates)
DECAY = Choice("decay", "0", DECAYS)
STEPS = Whole("steps", OPENING, 0, LONGEST)
# What two runs may differ in, by the names in a link.
COMPARED: dict[str, Setting[Any]] = {
    one.name: one
    for one in (
        *(DATA, PICTURES, MIX, AUGMENTATION, KERNEL_COUNTS, KERNEL_SIZE, CONV_STRIDE),
        *(CONV_PADDING, POOLING, POOL_SIZE, ACTIVATION, OPTIMISER, RATE, RATES, BATCH, DECAY),
        *(SEED, STEPS),
    )
}
# What the run beside is made of, where it differs: names and texts of a link.
BESIDE = Text[tuple[tuple[str, str], ...]]("beside", (), read_beside, write_beside)
VIEW = Choice("view", "run", ("run",))  # the page knows which views there are
EXAMPLE = Whole("example", 0, 0, 999)
LOOK = Choice("look", "weights", LOOKS)


def training_settings(views: Sequence[str]) -> list[Setting[Any]]:
    """Return the settings of the lesson, with these views."""
    return [
        DATA,
        PICTURES,
        MIX,
        AUGMENTATION,
        KERNEL_COUNTS,
        KERNEL_SIZE,
        CONV_STRIDE,
        CONV_PADDING,
        POOLING,
        POOL_SIZE,
        ACTIVATION,
        OPTIMISER,
        RATE,
        RATES,
        BATCH,
        DECAY,
        SEED,
        STEPS,
        BESIDE,
        replace(VIEW, default=next(iter(views)), options=tuple(views)),
        EXAMPLE,
        LOOK,
        QUESTION,
    ]


# What decides whether a network can be trained: a setting, and its name in the recipe.
MADE_OF: tuple[tuple[Setting[Any], str], ...] = (
    (BATCH, "batch"),
    (CONV_PADDING, "padding"),
    (KERNEL_SIZE, "size"),
    (CONV_STRIDE, "stride"),
    (POOLING, "pooling"),
    (POOL_SIZE, "pool"),
    (KERNEL_COUNTS, "kernels"),
)


def recipe_of(view: View) -> Recipe:
    """Return the recipe that the settings make."""
    return Recipe(
        data=view[DATA],
        pictures=view[PICTURES],
        mix=view[MIX],
        augmentation=view[AUGMENTATION],
        kernels=view[KERNEL_COUNTS],
        size=view[KERNEL_SIZE],
        stride=view[CONV_STRIDE],
        padding=view[CONV_PADDING],
        pooling=view[POOLING],
        pool=view[POOL_SIZE],
        activation=view[ACTIVATION],
        optimiser=view[OPTIMISER],
        batch=view[BATCH],
        decay=float(view[DECAY]),
        seed=view[SEED],
        rate=view[RATE],
        rates=view[RATES],
    )
