"""The settings of the lesson on a new last layer, by the names that they have in the link."""

from __future__ import annotations

from typing import Any

from cnn_core.transfer.side_by_side import HEAD_RATE
from ui.lessons.reuse.words import views as say
from ui.link.settings import Choice, Setting, Whole
from ui.link.training import BATCH, RATE, SEED
from ui.link.vocabulary import QUESTION

VIEWS = {
    "learn": say.TRAIN_THE_NEW_LAYER,
    "count": "How many images?",
    "place": "One image",
    "pair": "Two features",
    "classes": "Your own classes",
}
OWN = "own"
# Each set: what it is called, and the photographs whose windows are its classes.
SETS = {
    "textures": ("Three textures", ("brick", "grass", "coins")),
    "scenes": ("Three scenes", ("chelsea", "coffee", "astronaut")),
    "all": ("All six photographs", ("brick", "grass", "coins", "chelsea", "coffee", "astronaut")),
}
CLASS_NAMES = {"chelsea": "cat"}  # of photographs whose name in the link is no class
TEST, NEW = "test", "new"
FEATURES = 1280
BY_ITSELF = -1  # a class or feature that the lesson chooses: the most probable, the most telling
MOST_BATCHES = 120

SET = Choice("set", "textures", (*SETS, OWN), "set of images")
VIEW = Choice("view", "learn", tuple(VIEWS))
BATCHES = Whole("batches", 40, 0, MOST_BATCHES)
LAYER_RATE = RATE.opening(HEAD_RATE)  # the small network keeps its own
SOURCE = Choice("source", TEST, (TEST, NEW))
EXAMPLE = Whole("example", 0, 0, 199)  # the test image
CLASS = Whole("class", BY_ITSELF, BY_ITSELF, 5)
FIRST = Whole("first", BY_ITSELF, BY_ITSELF, FEATURES - 1)
SECOND = Whole("second", BY_ITSELF, BY_ITSELF, FEATURES - 1)
# Where a reader looks in a figure.
LOOKING = tuple(one.name for one in (BATCHES, EXAMPLE, CLASS, FIRST, SECOND))


def reuse_settings() -> list[Setting[Any]]:
    """Return the settings of the lesson."""
    return [
        SET,
        VIEW,
        BATCHES,
        LAYER_RATE,
        BATCH,
        SEED,
        SOURCE,
        EXAMPLE,
        CLASS,
        FIRST,
        SECOND,
        QUESTION,
    ]
