"""What the lesson shows: a network, what is done to it or to its images, and what that costs."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from cnn_core.data import DATASETS, Dataset
from cnn_core.nn import Conv2D, Dense, Network, ReLU
from cnn_core.robustness.disturbances import (
    IMAGE_DISTURBANCES,
    NETWORK_DISTURBANCES,
    ImageDisturbance,
    NetworkDisturbance,
    disturbed_images,
    disturbed_network,
    predictions,
)
from ui.frame.long_work import digest
from ui.lessons.break_it.settings import (
    AT,
    BESIDE,
    BREAK,
    CHANGE,
    DRAW,
    GUESS,
    LAYER,
    NO_GUESS,
    NOTHING,
    SHOWN,
    SMALL_NETWORK,
    STEP,
    VIEW,
)
from ui.lessons.break_it.words import views as say
from ui.link.view import View
from ui.zoo.networks import Opened, network_named, opened

MOST_PICTURES = 1000
BY_CHANCE = ("noise", "pixels", "shuffle", "flip", "zero", "redraw")


@dataclass(frozen=True, eq=False)
class Shown:
    """All that is on screen, settled."""

    opened: Opened
    view: str  # what is changed: "images" or "network"
    kind: str  # how it is changed
    layer: int  # the place of the layer that is changed; 0 where none is
    layers: tuple[int, ...]  # the places of all layers that can be
    amounts: tuple[float, ...]
    step: int  # of the amounts
    told: bool
    guess: int | None  # per cent
    at: int  # the step that was guessed
    draw: int  # the seed of what is drawn at random
    beside: Opened | None = None  # a network that reads the same changes

    @property
    def amount(self) -> float:
        """How much is changed."""
        return self.amounts[self.step]

    @property
    def data(self) -> Dataset:
        """The pictures that the network is tested with."""
        assert self.opened.data is not None
        return self.opened.data

    @property
    def dense(self) -> bool:
        """Whether the layer that is changed has units, not kernels."""
        return bool(self.layers) and isinstance(self.opened.network.layers[self.layer], Dense)

    @cached_property
    def changed(self) -> tuple[Network, NDArray[np.float32]]:
        """The network and its images (C, H, W, N) with the change on screen."""
        return self.network(self.amount), self.images(self.amount)

    @property
    def by_chance(self) -> bool:
        """Whether something of the change is drawn at random."""
        return self.kind in BY_CHANCE

    @property
    def title(self) -> str:
        """What the change is called."""
        return self._change.title

    @property
    def _change(self) -> ImageDisturbance | NetworkDisturbance:
        if self.view == "images":
            return IMAGE_DISTURBANCES[self.kind]
        return NETWORK_DISTURBANCES[self.kind]

    @cached_property
    def tested(self) -> tuple[NDArray[np.float32], NDArray[np.intp]]:
        """The test pictures (C, H, W, N), 0 to 1, and their classes (N,)."""
        return self.data.test.batch(slice(0, MOST_PICTURES))

    @cached_property
    def key(self) -> tuple[object, ...]:
        """A name for all that the answers depend on."""
        weights, data = digest(self.opened.network.values), self.data
        pictures = data.name if data.name in DATASETS else digest(data.test.pixels)
        return weights, pictures, self.view, self.kind, self.layer, self.amounts, self.draw

    def images(self, amount: float) -> NDArray[np.float32]:
        """Return the test pictures as the network gets them, (C, H, W, N)."""
        images = self.tested[0]
        if self.view != "images":
            return images
        return disturbed_images(self.kind, images, amount, seed=self.draw)

    def network(self, amount: float) -> Network:
        """Return the network as it reads them."""
        network = self.opened.network
        if self.view == "images" or amount == 0:
            return network
        return disturbed_network(self.kind, network, amount, layer=self.layer, seed=self.draw)

    def answers(self) -> Generator[float, None, NDArray[np.intp]]:
        """Work out which class each picture gets at each amount, (A, N); yield what is done."""
        found = []
        for number, amount in enumerate(self.amounts):
            found.append(predictions(self.network(amount), self.images(amount)))
            yield (number + 1) / len(self.amounts)
        answers = np.stack(found)
        answers.setflags(write=False)
        return answers


@dataclass(frozen=True, eq=False)
class Cost:
    """What the amount on screen costs: answers (A, N) at all amounts, against the labels (N,)."""

    answers: NDArray[np.intp]
    labels: NDArray[np.intp]
    step: int

    @cached_property
    def right(self) -> NDArray[np.bool_]:
        """Which pictures are named right at each amount, (A, N)."""
        return np.asarray(self.answers == self.labels)

    @property
    def accuracy(self) -> NDArray[np.float64]:
        """The share of pictures that are named right at each amount, (A,)."""
        return np.asarray(self.right.mean(axis=1))

    @property
    def lost(self) -> NDArray[np.intp]:
        """Return which pictures changed from right to wrong."""
        return np.flatnonzero(self.right[0] & ~self.right[self.step])

    @property
    def renamed(self) -> int:
        """How many pictures get another class than without the change."""
        return int(np.count_nonzero(self.answers[0] != self.answers[self.step]))

    @property
    def won(self) -> NDArray[np.intp]:
        """Return which pictures changed from wrong to right."""
        return np.flatnonzero(~self.right[0] & self.right[self.step])


def shown_of(view: View) -> Shown:
    """Return what the view shows; what it cannot show becomes the nearest, with a sentence."""
    found = opened(view, BESIDE)
    changed = "network" if view[VIEW] == "network" else "images"
    if view[BREAK] not in offered(found.network):
        said = say.NETWORK_HAS_NO_RELU_THAT_COULD
        view.change(BREAK, view.default(BREAK), said)
    kind = view[CHANGE] if changed == "images" else view[BREAK]
    layers, amounts = _room(found.network, changed, kind)
    if layers and view[LAYER] > len(layers):
        said = say.NETWORK_HAS_SUCH_LAYERS_SO.format(count=len(layers))
        view.change(LAYER, len(layers), said)
    layer = layers[view[LAYER] - 1] if layers else 0
    if layers:
        amounts = NETWORK_DISTURBANCES[kind].amounts_for(found.network, layer)
    for setting in (STEP, AT):
        if view[setting] >= len(amounts):
            view.fit(setting, len(amounts) - 1)
    told = view[SHOWN] == kind
    guess = view[GUESS] if told and view[GUESS] != NO_GUESS else None
    return Shown(
        found,
        changed,
        kind,
        layer,
        layers,
        amounts,
        view[STEP],
        told,
        guess,
        view[AT],
        view[DRAW],
        _beside(view),
    )


def offered(network: Network) -> list[str]:
    """Return the changes that this network can be given."""
    bends = any(isinstance(one, ReLU) for one in network.layers)
    return [kind for kind in NETWORK_DISTURBANCES if bends or kind != "relu"]


def _beside(view: View) -> Opened | None:
    """Return the network beside it: only images are changed in the same way for both."""
    name = view[BESIDE]
    if name in (NOTHING, view[SMALL_NETWORK]) or view[VIEW] != "images":
        return None
    return network_named(name)


def _room(network: Network, view: str, kind: str) -> tuple[tuple[int, ...], tuple[float, ...]]:
    """Return the places of the layers that can be changed, and the amounts where none is chosen."""
    if view == "images":
        return (), IMAGE_DISTURBANCES[kind].amounts
    changed = NETWORK_DISTURBANCES[kind]
    places = [k for k, one in enumerate(network.layers) if isinstance(one, changed.layers)]
    return tuple(places), changed.amounts


def layer_name(network: Network, place: int) -> str:
    """Return what a layer is called: its kind, and which of that kind it is."""
    layer = network.layers[place]
    same = [k for k, one in enumerate(network.layers) if type(one) is type(layer)]
    kind = "Convolution" if isinstance(layer, Conv2D) else "Dense layer"
    return f"{kind} {same.index(place) + 1}" if len(same) > 1 else kind
