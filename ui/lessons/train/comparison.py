"""Two runs beside each other: in what they differ, and what the legend calls each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from cnn_core.data import AUGMENTATIONS
from cnn_core.nn import OPTIMISERS
from cnn_core.ops import ACTIVATIONS, POOLINGS
from ui.lessons.train.recipe import NONE, OWN, Recipe
from ui.lessons.train.settings import COMPARED, STEPS

MIX_TITLES = {"even": "all", "one": "one class", "unbalanced": "90 % one"}
DATA_TITLES = {"digits": "Digits", "clothes": "Clothes", OWN: "Your own"}
MOST = 2  # differences that a name lists
SAME = "this run", "the kept run"  # what two runs are called that differ in nothing that is named

# What a run is called by one of its settings, by the names of a recipe.
CALLED: Mapping[str, Callable[[Any], str]] = {
    "data": lambda name: DATA_TITLES[name].lower(),
    "pictures": lambda count: f"{count:,} images" if count else "all images",
    "mix": lambda name: f"classes {MIX_TITLES[name]}",
    "augmentation": lambda name: (
        "no augmentation" if name == NONE else f"augmentation: {AUGMENTATIONS[name].title.lower()}"
    ),
    "kernels": lambda counts: f"{', '.join(map(str, counts))} kernel{'s' * (sum(counts) > 1)}",
    "size": lambda n: f"{n}×{n}",
    "stride": lambda n: f"stride {n}",
    "padding": lambda n: f"padding {n}",
    "pooling": lambda name: f"{POOLINGS[name].name if name != NONE else 'no'} pooling",
    "pool": lambda n: f"pooling {n}×{n}",
    "activation": lambda name: ACTIVATIONS[name].title if name != NONE else "no activation",
    "optimiser": lambda name: OPTIMISERS[name].title,
    "batch": lambda n: f"batch {n}",
    "decay": lambda n: f"decay {n:g}",
    "seed": lambda n: f"seed {n}",
    "rate": lambda n: f"rate {n:g}",
}


def names(now: Recipe, kept: Recipe) -> tuple[str, str]:
    """Return what the legend calls the run of now and the kept one: by what differs in them.

    >>> names(Recipe(activation="sigmoid"), Recipe())
    ('sigmoid', 'ReLU')
    """
    differ = [one for one in CALLED if getattr(now, one) != getattr(kept, one)][:MOST]
    if not differ:
        return SAME
    first, second = (
        ", ".join(CALLED[one](getattr(recipe, one)) for one in differ) for recipe in (now, kept)
    )
    return first, second


def difference(now: Mapping[str, Any], kept: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Return what a link says of the kept run: what differs, and how far it has run."""
    return tuple(
        (name, setting.write(kept[name]))
        for name, setting in COMPARED.items()
        if name == STEPS.name or kept[name] != now[name]
    )
