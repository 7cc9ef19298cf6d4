"""The settings of a run, by the names they have in the link, and the recipe they make."""

from __future__ import annotations

from collections.abc import Sequence

from cnn_core.data import DATASETS
from cnn_core.nn import OPTIMISERS
from cnn_core.ops import ACTIVATIONS, POOLINGS
from ui.lessons.train.recipe import MIXES, NONE, OWN, Recipe
from ui.lessons.train.trainer import LONGEST
from ui.link.settings import Choice, Setting, Text, Whole
from ui.link.view import View

DATA = (*DATASETS, OWN)
OPENING = 150  # steps of the first figure: 2,400 pictures
DECAYS = ("0", "1e-05", "0.0001", "0.001", "0.01", "0.1")
LARGEST_RATE = 1e9
MOST_LAYERS, MOST_KERNELS = 4, 32
LOOKS = ("weights", "gradients", "changes")
# Settings that say what one looks at: the run is the same.
LOOKING = ("view", "example", "look", "question")


def number(text: str) -> str:
    """Return a learning rate in its shortest spelling. Errors: it is none."""
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value <= LARGEST_RATE:
        raise ValueError(f"“{text}” is no learning rate: use a number above 0, such as 0.005")
    return f"{value:g}"


def read_kernels(text: str) -> tuple[int, ...]:
    """Read how many kernels each convolution has: "8,16". Errors: none, too many, too deep."""
    parts = [part for part in text.replace(";", ",").replace(" ", ",").split(",") if part]
    counts = [int(part) if part.isdecimal() else 0 for part in parts]
    if not 1 <= len(counts) <= MOST_LAYERS or not all(1 <= n <= MOST_KERNELS for n in counts):
        raise ValueError(
            f"one number for each of 1 to {MOST_LAYERS} layers, 1 to {MOST_KERNELS}, such as 8,16"
        )
    return tuple(counts)


def kernels(text: str) -> str:
    """Return numbers of kernels in their shortest spelling. Errors: as `read_kernels`."""
    return ",".join(map(str, read_kernels(text)))


def _earlier(text: str) -> str:
    return ",".join(f"{rate:g}:{until}" for rate, until in read_rates(text))


def read_rates(text: str) -> tuple[tuple[float, int], ...]:
    """Read earlier learning rates, each with the step it ended at: "0.005:120,0.05:300"."""
    found: list[tuple[float, int]] = []
    for part in filter(None, text.split(",")):
        rate, _, until = part.partition(":")
        last = found[-1][1] if found else 0
        if not until.isdecimal() or not last < int(until) <= LONGEST:
            raise ValueError(f"“{part}” is no rate and step, such as 0.005:120, in growing order")
        found.append((float(number(rate)), int(until)))
    return tuple(found)


def write_rates(rates: Sequence[tuple[float, int]]) -> str:
    """Write what `read_rates` reads."""
    return ",".join(f"{rate:g}:{until}" for rate, until in rates)


def training_settings(views: Sequence[str]) -> list[Setting]:
    """Return the settings of the lesson, with these views."""
    return [
        Choice("data", "digits", DATA),
        Whole("pictures", 0, 0, 5000),
        Choice("mix", "even", MIXES),
        Text("kernels", "8,16", kernels),
        Whole("kernel-size", 3, 1, 7),
        Whole("conv-stride", 1, 1, 3),
        Whole("conv-padding", 0, 0, 3),
        Choice("pooling", "max", (*POOLINGS, NONE)),
        Whole("pool-size", 2, 2, 4),
        Choice("activation", "relu", (*ACTIVATIONS, NONE)),
        Choice("optimiser", "adam", tuple(OPTIMISERS)),
        Text("rate", "0.005", number),
        Text("rates", "", _earlier),
        Whole("batch", 16, 1, 256),
        Choice("decay", "0", DECAYS),
        Whole("seed", 0, 0, 999),
        Whole("steps", OPENING, 0, LONGEST),
        Choice("view", next(iter(views)), tuple(views)),
        Whole("example", 0, 0, 999),
        Choice("look", "weights", LOOKS),
        Whole("question", 1, 1, 999),
    ]


def recipe_of(view: View) -> Recipe:
    """Return the recipe that the settings make."""
    return Recipe(
        data=view["data"],
        pictures=view["pictures"],
        mix=view["mix"],
        kernels=read_kernels(view["kernels"]),
        size=view["kernel-size"],
        stride=view["conv-stride"],
        padding=view["conv-padding"],
        pooling=view["pooling"],
        pool=view["pool-size"],
        activation=view["activation"],
        optimiser=view["optimiser"],
        batch=view["batch"],
        decay=float(view["decay"]),
        seed=view["seed"],
        rate=float(view["rate"]),
        rates=read_rates(view["rates"]),
    )
