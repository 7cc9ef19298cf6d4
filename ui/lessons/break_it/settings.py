"""The settings of the lesson on what a network depends on, by their names in the link."""

from __future__ import annotations

from typing import Any

from cnn_core.robustness.disturbances import IMAGE_DISTURBANCES, NETWORK_DISTURBANCES
from ui.lessons.break_it.words import views as say
from ui.link.settings import Choice, Setting, Whole
from ui.link.vocabulary import QUESTION
from ui.zoo.settings import NETWORK, UNTRAINED

VIEWS = {
    "images": "Change the images",
    "network": "Change the network",
    "order": say.TRAIN_ON_SHUFFLED_PIXELS,
    "drawings": "Your drawings",
}
NETWORKS = ("digits", "clothes", "yours", UNTRAINED)
NO_GUESS, NOTHING = -1, "none"

SMALL_NETWORK = Choice(NETWORK.name, "digits", NETWORKS)
# Another network that reads the same changes, on its own test images.
BESIDE = Choice("beside", NOTHING, (NOTHING, *NETWORKS), "network beside it")
VIEW = Choice("view", "images", tuple(VIEWS))
CHANGE = Choice("change", "shift", tuple(IMAGE_DISTURBANCES))
BREAK = Choice("break", "shuffle", tuple(NETWORK_DISTURBANCES), say.CHANGE_OF_A_NETWORK)
LAYER = Whole("layer", 1, 1, 20)  # of those that can be changed so
STEP = Whole("amount", 4, 0, 8)  # of the amounts, 0 for nothing
DRAW = Whole("draw", 0, 0, 99)  # the seed of all that is drawn at random
# The change whose accuracy is told: of another one it can be guessed again.
SHOWN = Choice("shown", NOTHING, (NOTHING, *IMAGE_DISTURBANCES, *NETWORK_DISTURBANCES))
GUESS = Whole("guess", NO_GUESS, NO_GUESS, 100)  # per cent
AT = Whole("at", 4, 0, 8)  # the step at which it was guessed


# How a drawing becomes 28×28 pixels: as the training digits did, or the whole pad as it is.
READINGS = {"centred": say.INK_SCALED_AND_CENTRED, "pad": "the whole pad"}
READING = Choice("reading", "centred", tuple(READINGS))


def break_settings() -> list[Setting[Any]]:
    """Return the settings of the lesson."""
    return [
        SMALL_NETWORK,
        BESIDE,
        VIEW,
        CHANGE,
        BREAK,
        LAYER,
        STEP,
        DRAW,
        SHOWN,
        GUESS,
        AT,
        READING,
        QUESTION,
    ]
