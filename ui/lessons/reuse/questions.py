"""What the lesson asks, from the images and the new layer on screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np

from ui.frame.questions import Cell, Question, chosen, counted, whole
from ui.lessons.reuse.model import Shown, telling
from ui.lessons.reuse.own import Chest
from ui.lessons.reuse.settings import FEATURES
from ui.lessons.reuse.words import questions as say
from ui.text.markdown import verbatim

Maker = Callable[[Shown, Cell, np.random.Generator], Question | None]


def parameters(shown: Shown, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask how many parameters the new layer has."""
    classes = len(shown.album.classes)
    count = (FEATURES + 1) * classes
    return counted(
        "parameters",
        say.NEW_LAYER_READS_FEATURES.format(whole=whole(FEATURES), classes=classes),
        count,
        [
            (FEATURES * classes, say.EACH_OF_THE_SCORES_ALSO.format(classes=classes)),
            (FEATURES + classes, say.EACH_CLASS_HAS_A_WEIGHT),
            (FEATURES, say.THESE_ARE_THE_WEIGHTS_OF_ONE.format(classes=classes)),
        ],
        say.EACH_CLASS_HAS_WEIGHTS.format(
            whole=whole(FEATURES),
            whole_2=whole(FEATURES + 1),
            classes=classes,
            whole_3=whole(count),
        ),
        rng,
    )


def frozen(shown: Shown, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask what changes while the new layer learns."""
    return chosen(
        "frozen",
        say.WHAT_CHANGES_IN_THE_LARGE,
        "nothing",
        [
            ("all its kernels", say.THEN_ITS_FEATURES_WOULD_HAVE),
            ("its last convolution", say.DONE_SOMETIMES_BUT_NOT_HERE),
            ("its first kernels", say.THEY_FIND_EDGES_AND_COLOURS),
        ],
        say.FEATURES_ARE_COMPUTED_ONCE,
        rng,
    )


def at_start(shown: Shown, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask for the accuracy that guessing reaches on the test images."""
    classes, tested = len(shown.album.classes), shown.tested
    return counted(
        "start",
        say.BEFORE_THE_FIRST_BATCH_NOTHING.format(tested=tested, classes=classes),
        round(tested / classes),
        [
            (0, say.ONE_CLASS_IS_ALWAYS_NAMED),
            (tested // 2 + (tested // 2 == round(tested / classes)), say.FOR_TWO_CLASSES),
            (tested, say.NOTHING_IS_LEARNED_YET),
        ],
        say.ONE_OF_IS_RIGHT_BY_CHANCE_SO.format(
            classes=classes, tested=tested, quotient=round(tested / classes)
        ),
        rng,
    )


def adds(shown: Shown, cell: Cell, rng: np.random.Generator) -> Question | None:
    """Ask what a feature adds to the score of a class."""
    unit = int(rng.integers(len(shown.album.classes)))
    feature, average, _, weight = telling(shown, unit)[0]
    average, weight = round(average, 2), round(weight, 3)
    if average <= 0 or weight <= 0:
        return None  # nothing is learned yet
    name = verbatim(shown.album.classes[unit])

    def text(value: float) -> str:
        return f"{value:.3f}"

    return chosen(
        "adds",
        say.FEATURE_AVERAGES_OVER.format(
            feature=feature, average=average, name=name, weight=weight
        ),
        text(average * weight),
        [
            (text(average + weight), say.AVERAGE_AND_WEIGHT),
            (text(average * weight / 49), say.AVERAGE_OVER_PLACES_IS_TAKEN),
            (text(average), say.FEATURE_ALONE_WITHOUT),
        ],
        say.ADDS_ALL_SUCH_PRODUCTS.format(
            average=average, weight=weight, text=text(average * weight)
        ),
        rng,
    )


def places(shown: Shown, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask how a score follows from the average over places."""
    return chosen(
        "places",
        say.FEATURE_IS_THE_AVERAGE,
        "0.1",
        [
            ("4.9", say.AVERAGE_DIVIDES_BY_SO_ONE),
            ("0.2", say.STILL_MULTIPLIED_BY_THE_WEIGHT),
            ("0.7", say.AVERAGE_DIVIDES_BY_ALL_PLACES),
        ],
        say.AVERAGE_ADDS_FOR_THIS_PLACE,
        rng,
    )


def split(now: Chest, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask how many pictures of a class are learned from."""
    count = int(rng.choice([8, 12, 16, 20, 24, 32, 40]))
    return counted(
        "split",
        say.CLASS_HAS_PICTURES_AND_EVERY.format(count=count),
        count * 3 // 4,
        [
            (count, say.MUST_NOT_LEARN_FROM_THE_TEST),
            (count // 4, say.THESE_ARE_THE_ONES),
            (count - 4, say.EVERY_FOURTH_PICTURE_IS_KEPT),
        ],
        say.EVERY_FOURTH_IS_AND_ARE_LEFT.format(
            count=count, quotient=count // 4, quotient_2=count * 3 // 4
        ),
        rng,
    )


def unbalanced(now: Chest, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask what a layer reaches that always names the larger class."""
    few, times = int(rng.integers(5, 11)), int(rng.choice([3, 4, 9]))
    many, right = few * times, round(100 * times / (times + 1))
    return counted(
        "unbalanced",
        say.CLASS_A_HAS_PICTURES_AND_CLASS.format(many=many, few=few),
        right,
        [
            (50, say.WOULD_BE_SO_IF_BOTH_CLASSES),
            (100 - right, say.SHARE_OF_CLASS_B),
            (100, say.EACH_PICTURE_OF_B_IS_NAMED),
        ],
        say.RIGHT_FOR_ALL_OF_A_WHICH.format(many=many, total=many + few, right=right),
        rng,
    )


OWN_QUESTIONS: Mapping[str, Callable[[Chest, Cell, np.random.Generator], Question | None]] = (
    MappingProxyType({"split": split, "unbalanced": unbalanced})
)
REUSE_QUESTIONS: Mapping[str, Maker] = MappingProxyType(
    {"parameters": parameters, "frozen": frozen, "start": at_start, "adds": adds, "places": places}
)
