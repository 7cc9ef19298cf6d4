"""The settings of the lesson on a whole network, by the names that they have in the link."""

from __future__ import annotations

from typing import Any

from ui.link.settings import Choice, Setting, Whole
from ui.link.vocabulary import CELL, MIDDLE, QUESTION
from ui.zoo.settings import EXAMPLE, FILE, IMAGE, NETWORKS, PHOTOS
from ui.zoo.settings import NETWORK as SHARED

VIEWS = {
    "network": "The whole network",
    "map": "One map",
    "cell": "One cell",
    "score": "One score",
}
NETWORK = Choice(SHARED.name, SHARED.default, (*SHARED.options, FILE))
NOBODY = "none"
# A second network that reads the same picture; that of photographs takes other pictures.
BESIDE = Choice(
    "beside", NOBODY, (NOBODY, *(one for one in NETWORKS if one != PHOTOS)), "network beside it"
)
VIEW = Choice("view", "network", tuple(VIEWS))
LAYER = Whole("layer", 3, 1, 99)  # the part that is opened
MAP = Whole("map", 0, 0, 2000)
STRONGEST = MIDDLE  # a cell that stands for the largest one of the map, wherever that is
PROBABLE = -1  # a class that stands for the most probable one, whichever that is
CLASS = Whole("class", PROBABLE, PROBABLE, 999)


def inside_settings() -> list[Setting[Any]]:
    """Return the settings of the lesson."""
    return [
        NETWORK,
        BESIDE,
        IMAGE,
        EXAMPLE,
        VIEW,
        LAYER,
        MAP,
        CELL.opening(STRONGEST),
        CLASS,
        QUESTION,
    ]
