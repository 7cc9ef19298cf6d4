"""The settings of the lesson on a whole network, by the names that they have in the link."""

from __future__ import annotations

from typing import Any

from ui.lessons.inside.words import views as say
from ui.link.settings import Choice, Setting, Whole
from ui.link.vocabulary import CELL, MIDDLE, OWN, QUESTION
from ui.pictures import PICTURES
from ui.zoo.settings import DRAWING, EXAMPLE, FILE, IMAGE, NETWORKS, PHOTOS, TEST
from ui.zoo.settings import NETWORK as SHARED

VIEWS = {
    "network": "The whole network",
    "map": "One map",
    "cell": "One cell",
    "score": "One score",
}
NETWORK = Choice(SHARED.name, SHARED.default, (*SHARED.options, FILE))
NOBODY = "none"
# A second network that reads the same picture (that of photographs takes others), or a second
# picture that the same network reads.
SMALL = (*(one for one in NETWORKS if one != PHOTOS), FILE)
SECOND_PICTURES = (TEST, DRAWING, *PICTURES, OWN)
BESIDE = Choice(
    "beside", NOBODY, (NOBODY, *SMALL, *SECOND_PICTURES), say.NETWORK_OR_PICTURE_TO_STAND
)
OTHER = Whole("other", 1, 0, 999)  # the test picture beside it
VIEW = Choice("view", "network", tuple(VIEWS))
LAYER = Whole("layer", 3, 1, 99)  # the part that is opened
MAP = Whole("map", 0, 0, 2000)
STRONGEST = MIDDLE  # a cell that stands for the largest one of the map, wherever that is
PROBABLE = -1  # a class that stands for the most probable one, whichever that is
CLASS = Whole("class", PROBABLE, PROBABLE, 999)


LOOKING = (VIEW.name, LAYER.name, MAP.name, CLASS.name)  # where a reader looks at a figure


def network_title(name: str) -> str:
    """Return what a network is called, by its name in the link."""
    return say.YOURS_OF_A_FILE if name == FILE else NETWORKS[name]


def inside_settings() -> list[Setting[Any]]:
    """Return the settings of the lesson."""
    return [
        NETWORK,
        BESIDE,
        OTHER,
        IMAGE,
        EXAMPLE,
        VIEW,
        LAYER,
        MAP,
        CELL.opening(STRONGEST),
        CLASS,
        QUESTION,
    ]
