"""The networks that lessons open: those that come with the app, and the reader's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from cnn_core.data import DATASETS, Dataset
from cnn_core.io import PHOTO_BOUNDS, Pretrained, pretrained
from cnn_core.nn import Network, toy_network
from ui.link.settings import Choice
from ui.link.view import View
from ui.zoo.parts import Part, parts_of
from ui.zoo.session import brought_network, own_trainer
from ui.zoo.settings import FILE, NETWORK, PHOTOS, UNTRAINED

FORMS = {"clothes": "filled", "own": "photograph"}  # of READINGS, for pictures unlike digits
STAYED = "The network of this link came from a file of its owner, so it cannot be shown here."
KINDS = {"digits": "handwritten digits", "clothes": "images of clothes"}


@dataclass(frozen=True, eq=False)
class Opened:
    """A network, and what it was taught."""

    name: str
    network: Network
    parts: tuple[Part, ...]
    classes: Sequence[str]
    about: str  # what it learned from, and how well
    data: Dataset | None  # with test pictures that it has not seen
    form: str = "ink"  # how a reader's picture is brought to its size: one of READINGS
    in_training: bool = False  # whether its weights change by themselves
    bounds: tuple[float, float] = (0.0, 1.0)  # black and white, as the network reads them
    tested: bool = True  # whether the test pictures are of its classes, and it has not seen them
    file: str = ""  # the file of its weights, where the reader has one


def opened(view: View, *others: Choice) -> Opened:
    """Return the network of the view; one that is not here becomes the digits, with a sentence.

    `others`: settings that name a network as well.
    """
    trainer = own_trainer()
    for setting in (NETWORK, *others):
        if view[setting] == "yours" and (fault := _fault(trainer)):
            view.change(setting, view.default(setting), fault)
        if view[setting] == FILE and brought_network() is None:
            view.change(setting, view.default(setting), STAYED)
    return network_named(view[NETWORK])


def network_named(name: str) -> Opened:
    """Return a network by its name in the link; the reader's own must be there."""
    if name == "yours":
        return _own(own_trainer())
    if name == FILE:
        brought: Opened = brought_network()
        return brought
    return _untrained() if name == UNTRAINED else _shipped(name)


def _fault(trainer: Any) -> str:
    """Say why the reader's network cannot be opened, "" if it can."""
    if trainer is None:
        return (
            "You have not trained a network in lesson 13 during this visit, so it cannot be shown."
        )
    try:
        parts_of(trainer.engine.network)
    except ValueError as error:
        return f"Your network cannot be shown, because {error}."
    return ""


def _own(trainer: Any) -> Opened:
    data, network = trainer.data, trainer.engine.network
    trained = f"It has been trained on {trainer.steps:,} batches."
    untrained = "It is not trained yet, so its weights are random."
    return Opened(
        "yours",
        network,
        parts_of(network),
        data.classes,
        f"This is your network of lesson 13. {trained if trainer.steps else untrained}",
        data,
        FORMS.get(data.name, "ink"),
        trainer.running,
    )


def _untrained() -> Opened:
    data, network = DATASETS["digits"](), toy_network(np.random.default_rng(0))
    about = "This network for digits was never trained, so its weights are random."
    return Opened(UNTRAINED, network, parts_of(network), data.classes, about, data)


def _shipped(name: str) -> Opened:
    found = pretrained(name)
    if name == PHOTOS:
        return _opened(found, _about_photos(found), None)
    on = found.trained_on
    about = (
        f"The network learned from {on.pictures:,} {KINDS[name]}, "
        f"and names {100 * on.accuracy:.0f}\u00a0% of the test images right."
    )
    return _opened(found, about, DATASETS[name]())


def _opened(found: Pretrained, about: str, data: Dataset | None) -> Opened:
    parts, form = parts_of(found.network), FORMS.get(found.name, "ink")
    bounds = PHOTO_BOUNDS if data is None else (0.0, 1.0)
    return Opened(found.name, found.network, parts, found.classes, about, data, form, bounds=bounds)


def _about_photos(found: Pretrained) -> str:
    on = found.trained_on
    return (
        f"EfficientNet-Lite0 has {found.network.parameter_count / 1e6:.1f} million weights. It "
        f"learned from {on.pictures:,} photographs ({on.data}) of {len(found.classes):,} kinds of "
        f"things, and names {100 * on.accuracy:.0f}\u00a0% of the test photographs right. It "
        "always "
        "names one of these kinds, whatever the photograph shows. Only three of them are people: "
        "ballplayer, groom "
        "and scuba diver. So it names clothes or things in most portraits."
    )
