"""What the lesson shows: the network and picture of the link, and the answer to it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from cnn_core.ops import softmax
from ui.frame.long_work import digest
from ui.lessons.features.settings import AMOUNT, ATTACK, AWAY, GOAL, MOST_LEVEL, VIEW
from ui.lessons.features.words import views as say
from ui.link.view import View
from ui.zoo.inputs import Input, chosen_input
from ui.zoo.networks import Opened, opened
from ui.zoo.session import stays
from ui.zoo.settings import IMAGE, SMALL_ONLY

LEVELS = tuple(range(MOST_LEVEL + 1))  # grey levels at which the small networks are fooled
PHOTO_LEVELS = (0, 1, 2, 4, 8, 16)  # those of the large one, where each takes an answer
PHOTO_PGD_LEVELS = (0, 1, 2, 4)  # where each takes ten gradients

UNSEEN = 2  # grey levels that nobody sees in a photograph, and that turn most answers


@dataclass(frozen=True, eq=False)
class Shown:
    """All that is on screen, settled."""

    opened: Opened
    input: Input
    view: str
    attack: str
    goal: int
    level: int  # grey levels of 255

    @cached_property
    def logits(self) -> NDArray[np.floating]:
        """What the network makes of the picture, (K,)."""
        with np.errstate(all="ignore"):
            return self.opened.network.forward(self.input.image)

    @property
    def finite(self) -> bool:
        """Whether all logits are numbers."""
        return bool(np.isfinite(self.logits).all())

    @cached_property
    def probabilities(self) -> NDArray[np.float64]:
        """The softmax of the logits, (K,)."""
        return np.asarray(softmax(self.logits.astype(np.float64)))

    @property
    def best(self) -> int:
        """The class with the largest logit: the answer."""
        return int(self.logits.argmax())

    @property
    def levels(self) -> tuple[int, ...]:
        """The grey levels that the slider offers."""
        return _levels(self.opened, self.attack)

    @cached_property
    def weights(self) -> str:
        """A name for the numbers of the network."""
        return digest(self.opened.network.values)

    @cached_property
    def key(self) -> tuple[str, str]:
        """A name for the numbers of network and picture."""
        return self.weights, digest(self.input.image)


def shown_of(view: View) -> Shown:
    """Return what the view shows; what it cannot show becomes the nearest, with a sentence."""
    network = opened(view)
    brought = chosen_input(view, network)
    if view[IMAGE] in SMALL_ONLY:  # most other lessons have no such picture
        stays(IMAGE.name)
    last = len(network.classes) - 1
    if view[GOAL] > last:
        said = say.NETWORK_HAS_NO_CLASS_SO_ANY.format(view=view[GOAL])
        view.change(GOAL, AWAY, said)
    levels = _levels(network, view[ATTACK])
    if view[AMOUNT] not in levels:
        nearest = min(levels, key=lambda one: abs(one - view[AMOUNT]))
        # A photograph opens on a change that no eye can see, unless the link names another.
        own = network.data is not None or AMOUNT.name in view.named
        view.fit(AMOUNT, nearest if own else UNSEEN)
    return Shown(network, brought, view[VIEW], view[ATTACK], view[GOAL], view[AMOUNT])


def _levels(network: Opened, attack: str) -> tuple[int, ...]:
    if network.data:
        return LEVELS
    return PHOTO_PGD_LEVELS if attack == "pgd" else PHOTO_LEVELS
