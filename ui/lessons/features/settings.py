"""The settings of the lesson on what a network looks for, by their names in the link."""

from __future__ import annotations

from typing import Any

from ui.lessons.features.words import views as say
from ui.link.settings import Choice, Setting, Whole
from ui.link.vocabulary import QUESTION
from ui.zoo.settings import EXAMPLE, IMAGE, NETWORK

VIEWS = {
    "fool": "Fool it",
    "where": "Where it looks",
    "found": "Windows found",
    "made": "Pictures made",
}
BEGINS = {"noise": "Noise of 10 %", "grey": "Even grey", "mean": "The mean picture"}
COVERS = {"black": "Black", "mean": say.MEAN_OF_THE_IMAGE, "white": "White"}
ATTACKS = {"fgsm": "One step (FGSM)", "pgd": say.TEN_SMALL_STEPS_PGD}
AWAY = -1  # a class that stands for any other than the answer
MOST_LEVEL = 76  # grey levels of 255: about 0.3

# What lesson 14 calls its views stands in an address of this page on the way Back from there.
INSIDE = {"map": "found", "score": "found"}
VIEW = Choice("view", "fool", tuple(VIEWS), other_words=INSIDE)
ATTACK = Choice("attack", "fgsm", tuple(ATTACKS))
GOAL = Whole("goal", AWAY, AWAY, 999)
AMOUNT = Whole("amount", 26, 0, MOST_LEVEL)  # grey levels of 255
PATCH = Whole("patch", 7, 3, 14)  # pixels of an image of 28x28
SLIDE = Whole("slide", 1, 1, 7)
COVER = Choice("cover", "black", tuple(COVERS))
COPIES = Whole("copies", 50, 1, 100)
# The same of a photograph of 224x224, where each place and each copy takes a moment.
PHOTO_PATCH = Whole("photo-patch", 56, 24, 112)
PHOTO_SLIDE = Whole("photo-slide", 32, 8, 56)
PHOTO_COPIES = Whole("photo-copies", 10, 1, 50)
NOISE = Whole("noise", 15, 0, 50)  # percent of the image's range
CLASS = Whole("class", -1, -1, 999)  # whose score is looked at; -1: the most probable one
LAYER = Whole("layer", 0, 0, 99)  # the part whose maps Grad-CAM weighs; 0: the last one
CLIMB = Whole("climb", 100, 1, 200)  # steps of the ascent
PACE = Whole("pace", 5, 1, 20)  # percent of the range that a pixel changes by in a step, about
JITTER = Whole("jitter", 1, 0, 4)  # pixels
SMOOTH = Whole("smooth", 4, 0, 20)  # tenths of a pixel, the blur's standard deviation
FADE = Whole("fade", 2, 0, 20)  # percent
BEGIN = Choice("begin", "noise", tuple(BEGINS))
UNIT = Whole("unit", -1, -1, 2000)  # the unit that is opened; -1: the first one on the sheet
ANEW = Whole("anew", 0, 0, 3)  # how many layers are drawn anew, from the last one down


def features_settings() -> list[Setting[Any]]:
    """Return the settings of the lesson."""
    return [
        NETWORK,
        IMAGE,
        EXAMPLE.opening(1),
        VIEW,
        ATTACK,
        GOAL,
        AMOUNT,
        CLASS,
        PATCH,
        SLIDE,
        COVER,
        COPIES,
        PHOTO_PATCH,
        PHOTO_SLIDE,
        PHOTO_COPIES,
        NOISE,
        LAYER,
        ANEW,
        UNIT,
        CLIMB,
        PACE,
        JITTER,
        SMOOTH,
        FADE,
        BEGIN,
        QUESTION,
    ]
