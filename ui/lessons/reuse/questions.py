"""What the lesson asks, from the images and the new layer on screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np

from ui.frame.questions import Cell, Question, chosen, counted, whole
from ui.lessons.reuse.model import Shown, telling
from ui.lessons.reuse.own import Chest
from ui.lessons.reuse.settings import FEATURES
from ui.text.markdown import verbatim

Maker = Callable[[Shown, Cell, np.random.Generator], Question | None]


def parameters(shown: Shown, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask how many parameters the new layer has."""
    classes = len(shown.album.classes)
    count = (FEATURES + 1) * classes
    return counted(
        "parameters",
        f"The new layer reads {whole(FEATURES)} features and gives a score for each of {classes} "
        "classes. How many parameters does it learn?",
        count,
        [
            (FEATURES * classes, f"Each of the {classes} scores also has a bias."),
            (FEATURES + classes, "Each class has a weight of its own for each feature."),
            (FEATURES, f"These are the weights of one class, and there are {classes}."),
        ],
        f"Each class has {whole(FEATURES)} weights and a bias, so it is {whole(FEATURES + 1)}·"
        f"{classes} = {whole(count)}. The large network keeps its kernels.",
        rng,
    )


def frozen(shown: Shown, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask what changes while the new layer learns."""
    return chosen(
        "frozen",
        "What changes in the large network while the new layer learns your classes?",
        "nothing",
        [
            ("all its kernels", "Then its features would have to be computed anew each time."),
            ("its last convolution", "This is done sometimes, but not here."),
            ("its first kernels", "They find edges and colours, and those are useful as they are."),
        ],
        "The features are computed once, and only the new layer reads them. So a batch takes "
        "less than a millisecond.",
        rng,
    )


def at_start(shown: Shown, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask for the accuracy that guessing reaches on the test images."""
    classes, tested = len(shown.album.classes), shown.tested
    return counted(
        "start",
        f"Before the first batch nothing is learned. How many of the {tested} test images are "
        f"named right by chance, if all {classes} classes have as many?",
        round(tested / classes),
        [
            (0, "One class is always named, and some images show it."),
            (tested // 2 + (tested // 2 == round(tested / classes)), "This is so for two classes."),
            (tested, "Nothing is learned yet."),
        ],
        f"One of {classes} is right by chance, so it is about {tested} / {classes} = "
        f"{round(tested / classes)}. The dashed line shows it.",
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
        f"Feature {feature} averages {average:.2f} over the images of {name}, and its weight for "
        f"{name} is {weight:.3f}. How much does it add to their score, on average?",
        text(average * weight),
        [
            (text(average + weight), "Average and weight are multiplied, not added."),
            (text(average * weight / 49), "The average over 49 places is taken already."),
            (text(average), "This is the feature alone, without its weight."),
        ],
        f"It adds {average:.2f}·{weight:.3f} = {text(average * weight)}. All 1,280 such products "
        "and the bias are the score.",
        rng,
    )


def places(shown: Shown, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask how a score follows from the average over places."""
    return chosen(
        "places",
        "A feature is the average of a map of 7×7 places. A place has the value 9.8, and its "
        "weight is 0.5. How much does this place alone add to the score?",
        "0.1",
        [
            ("4.9", "The average divides by 49, so one place counts 1/49 of that."),
            ("0.2", "This is 9.8 / 49. It is still multiplied by the weight."),
            ("0.7", "The average divides by all 7·7 = 49 places, not by 7."),
        ],
        "The average adds 9.8 / 49 = 0.2 for this place, and 0.2·0.5 = 0.1. So the 49 places add "
        "up to the score, with the bias.",
        rng,
    )


def split(now: Chest, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask how many pictures of a class are learned from."""
    count = int(rng.choice([8, 12, 16, 20, 24, 32, 40]))
    return counted(
        "split",
        f"A class has {count} pictures, and every fourth of them is kept for the test. How many "
        "does the new layer learn from?",
        count * 3 // 4,
        [
            (count, "It must not learn from the test pictures."),
            (count // 4, "These are the ones that are kept for the test."),
            (count - 4, "Every fourth picture is kept, not four pictures."),
        ],
        f"Every fourth is {count} / 4 = {count // 4}, and {count} − {count // 4} = "
        f"{count * 3 // 4} are left.",
        rng,
    )


def unbalanced(now: Chest, cell: Cell, rng: np.random.Generator) -> Question:
    """Ask what a layer reaches that always names the larger class."""
    few, times = int(rng.integers(5, 11)), int(rng.choice([3, 4, 9]))
    many, right = few * times, round(100 * times / (times + 1))
    return counted(
        "unbalanced",
        f"Class A has {many} pictures and class B only {few}. A layer always says A. Of 100 such "
        "pictures, how many does it name right?",
        right,
        [
            (50, "This would be so if both classes had as many pictures."),
            (100 - right, "This is the share of class B."),
            (100, "Each picture of B is named wrong."),
        ],
        f"It is right for all of A, which is {many} of {many + few}, or {right} of 100. So "
        "accuracy misleads if one class has far more pictures.",
        rng,
    )


OWN_QUESTIONS: Mapping[str, Callable[[Chest, Cell, np.random.Generator], Question | None]] = (
    MappingProxyType({"split": split, "unbalanced": unbalanced})
)
REUSE_QUESTIONS: Mapping[str, Maker] = MappingProxyType(
    {"parameters": parameters, "frozen": frozen, "start": at_start, "adds": adds, "places": places}
)
