"""What a run is made of, as a value: data, network, optimiser, seed; the link holds no more."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from cnn_core.data import DATASETS, Dataset, Examples, evenly, lopsided
from cnn_core.nn import (
    OPTIMISERS,
    Conv2D,
    Dense,
    Description,
    Flatten,
    Layer,
    Network,
    Optimiser,
    describe,
)
from cnn_core.nn.layers import LAYERS
from cnn_core.training import Run
from ui.lessons.train.words import views as say

OWN = "own"  # the reader's own classes, kept in the session alone
NONE = "none"  # no pooling, no activation or no augmentation
MIXES = ("even", "one", "unbalanced")
# Weights beyond which one visitor's run would weigh on all others.
MOST_PARAMETERS = 200_000
# Multiply-adds of one batch on its way forward: a step then takes some 0.3 s.
MOST_WORK = 10**9


@dataclass(frozen=True)
class Recipe:
    """All that a run follows from: with it, `n` steps give the same losses every time."""

    data: str = "digits"
    pictures: int = 0  # to train on; 0: all there are
    mix: str = "even"  # how classes share them: one of MIXES
    augmentation: str = NONE  # one of AUGMENTATIONS, or NONE
    kernels: tuple[int, ...] = (8, 16)  # of each convolution
    size: int = 3
    stride: int = 1
    padding: int = 0
    pooling: str = "max"  # one of POOLINGS, or NONE
    pool: int = 2
    activation: str = "relu"  # one of ACTIVATIONS, or NONE
    optimiser: str = "adam"
    batch: int = 16
    decay: float = 0.0
    seed: int = 0
    rate: float = 5e-3
    # Earlier learning rates, each with the number of steps after which another took over.
    rates: tuple[tuple[float, int], ...] = ()

    @property
    def start(self) -> Recipe:
        """The recipe without its learning rate: what cannot change while it runs."""
        return replace(self, rate=0.0, rates=())

    def rate_at(self, steps: int) -> float:
        """Return the learning rate of the update after so many steps."""
        return next((rate for rate, until in self.rates if steps < until), self.rate)

    def with_rate(self, rate: float, steps: int) -> Recipe:
        """Return the recipe whose learning rate is another from this step on."""
        kept = tuple((old, until) for old, until in self.rates if until < steps)
        before = self.rate_at(steps - 1) if steps else rate
        changed = steps > 0 and before != rate
        return replace(self, rate=rate, rates=(*kept, (before, steps)) if changed else kept)

    def layers(self, classes: int) -> list[Layer]:
        """Return the layers, for so many classes."""
        found: list[Layer] = []
        for filters in self.kernels:
            found.append(Conv2D(filters, self.size, self.stride, self.padding))
            if self.activation != NONE:
                found.append(LAYERS[self.activation]())
            if self.pooling != NONE:
                found.append(LAYERS[f"{self.pooling}_pool2d"](size=self.pool))
        return [*found, Flatten(), Dense(classes)]

    def describe(self, data: Dataset) -> Description:
        """Work out shapes and parameters; `fault` names the layer that does not fit."""
        return describe(self.layers(len(data.classes)), data.train.shape)

    def fault(self, data: Dataset) -> str:
        """Say in one sentence why this network cannot be trained, "" if it can."""
        found = self.describe(data)
        if found.fault:
            return found.fault
        if found.parameters > MOST_PARAMETERS:
            heavy = max(found.rows, key=lambda row: row.parameters.value)
            return say.NETWORK_HAS_WEIGHTS_OF_THEM.format(
                parameters=found.parameters,
                value=heavy.parameters.value,
                number=heavy.number,
                name=heavy.name,
                most_parameters=MOST_PARAMETERS,
            )
        work = self.batch * found.multiply_adds
        if work > MOST_WORK:
            fits = 2 ** int(math.log2(MOST_WORK / found.multiply_adds))
            return say.ONE_BATCH_OF_TAKES_MULTIPLY.format(
                batch=self.batch, work=work, most_work=MOST_WORK, fits=fits
            )
        return ""

    def network(self, data: Dataset) -> Network:
        """Return the network with its first weights. Errors: a layer that does not fit."""
        rng = np.random.default_rng(self.seed)
        return Network(self.layers(len(data.classes)), data.train.shape, rng)

    def update_rule(self) -> Optimiser:
        """Return the optimiser as it is before the first step."""
        return OPTIMISERS[self.optimiser](self.rate_at(0), weight_decay=self.decay)

    def pictures_of(self, data: Dataset) -> Examples:
        """Return the pictures that are trained on."""
        chosen = data.train
        if self.mix != "even":
            chosen = lopsided(chosen, share=1.0 if self.mix == "one" else 0.9)
        return evenly(chosen, self.pictures) if 0 < self.pictures < len(chosen) else chosen

    def begin(self, data: Dataset) -> Run:
        """Return the run at its very start. Errors: a layer that does not fit."""
        return Run(
            self.pictures_of(data),
            seed=self.seed,
            batch=self.batch,
            network=self.network(data),
            optimiser=self.update_rule(),
            names=data.classes,
            augmentation="" if self.augmentation == NONE else self.augmentation,
        )


def dataset(name: str) -> Dataset:
    """Return one of the built-in data sets."""
    return DATASETS[name]()
