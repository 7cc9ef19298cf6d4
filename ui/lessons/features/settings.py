"""The settings of the lesson on what a network looks for, by their names in the link."""

from __future__ import annotations

from typing import Any

from ui.link.settings import Choice, Setting, Whole
from ui.link.vocabulary import QUESTION
from ui.zoo.settings import EXAMPLE, IMAGE, NETWORK

VIEWS = {"fool": "Fool it"}
ATTACKS = {"fgsm": "One step (FGSM)", "pgd": "Ten small steps (PGD)"}
AWAY = -1  # a class that stands for any other than the answer
MOST_LEVEL = 76  # grey levels of 255: about 0.3

VIEW = Choice("view", "fool", tuple(VIEWS))
ATTACK = Choice("attack", "fgsm", tuple(ATTACKS))
GOAL = Whole("goal", AWAY, AWAY, 999)
AMOUNT = Whole("amount", 26, 0, MOST_LEVEL)  # grey levels of 255


def features_settings() -> list[Setting[Any]]:
    """Return the settings of the lesson."""
    return [NETWORK, IMAGE, EXAMPLE.opening(1), VIEW, ATTACK, GOAL, AMOUNT, QUESTION]
