"""The settings of which network is opened and what it reads, by their names in the link."""

from __future__ import annotations

from ui.link.settings import Choice, Whole
from ui.link.vocabulary import OWN
from ui.pictures import PICTURES

TEST, TRAIN, DRAWING = "test", "train", "drawing"  # pictures of these lessons alone
SMALL_ONLY = (TEST, TRAIN, DRAWING)
PHOTOS = "photos"  # the network that reads photographs
UNTRAINED = "untrained"
NETWORKS = {
    "digits": "Digits",
    "clothes": "Clothes",
    "yours": "Yours, of lesson 13",
    UNTRAINED: "Digits, not trained",
    PHOTOS: "Photographs",
}
FILE = "file"  # a network that the reader brought; lessons that offer it add it to NETWORK
NETWORK = Choice("network", "digits", tuple(NETWORKS))
IMAGE = Choice("image", TEST, (*SMALL_ONLY, *PICTURES, OWN))
EXAMPLE = Whole("example", 0, 0, 4999)  # the test or training picture
