"""What the lesson on a new last layer says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from cnn_core.data.custom_classes import kept_rows
from cnn_core.transfer import CountCurve
from ui.frame.lesson_page import Preset
from ui.lessons.reuse.model import Shown
from ui.text.markdown import verbatim
from ui.text.numbers import MINUS, bracketed
from ui.views.curves import Guide
from ui.zoo.inputs import Input
from ui.zoo.parts import Answer

HEAD = (
    "A network that learned from 1.28 million photographs turns any image into 1,280 numbers, its "
    "*features*. In *transfer learning*, a new last layer learns your classes from a few images. "
    "A small network from nothing needs many more."
)
FIRST_STEPS = {
    "learn": "Press “Start over”, then “Run”, and watch which curve rises first.",
    "count": "How many images of each class does the small network need to catch up? Guess first.",
    "place": "Move the pointer over the image: which places count for the class?",
    "pair": "Choose two features that separate the classes. Two numbers can be enough.",
    "classes": "Name your classes, and give each five pictures or more.",
}
PRESETS = (
    Preset(
        "three textures",
        {},
        "The new layer names every test image right, because its features already tell textures "
        "apart. The small network must find its kernels first, so it learns more slowly.",
    ),
    Preset(
        "how many images?",
        {"view": "count"},
        "One image of each class is enough for the new layer. With so few, the small network "
        "names only half of the test images right.",
    ),
    Preset(
        "which places?",
        {"view": "place"},
        "The score is the bias and the sum of 49 places. Orange places count for the class, blue "
        "ones against it.",
    ),
    Preset(
        "two features",
        {"view": "pair"},
        "Each point is an image. Two of the 1,280 features are enough to separate these three "
        "classes.",
    ),
    Preset(
        "three scenes",
        {"set": "scenes"},
        "The right side of the astronaut photograph shows other things than its left side. So the "
        "new layer learned from no such image, and names some of them wrong.",
    ),
    Preset(
        "your own classes",
        {"view": "classes"},
        "Five pictures of each class are enough to try. They stay in this visit and are gone with "
        "it.",
    ),
)
HEAD_NAME, NETWORK_NAME = "new layer", "small network"
ENOUGH = 8  # pictures of a class below which a word is said
STAYED = "The classes of this link stayed on their owner's computer, so three textures are shown."
NO_PICTURE = "The picture of this link stayed on its owner's computer, so a test image is shown."
READING = "The large network reads your pictures."
PRIVACY = (
    "Pictures are read in memory for this visit and kept nowhere. Of each the middle square stays, "
    "as a copy of 224×224 pixels."
)
SAVING = "One file with names and pictures. It can be saved once the classes were learned."
RATES = (
    "This is the learning rate of the new layer. The small network always has 0.005. Batch and "
    "seed are the same for both. Every change starts a new run."
)
FEATURES_TAKEN = "The file holds the features of its pictures, so nothing is computed again."
FEATURES_AGAIN = (
    "The features in this file do not fit its pictures and this network. So they are computed "
    "again."
)
LAYER_SAVED = "Its weights and biases as an npz file. The code “Saved layer” reads it."
NEW_TITLE = "your picture"
TRAINING = "Both learn from the images."
COUNTING = "Both learn from more and more images of each class."
KEY = (
    "A green frame means that the new layer names this test image right, an orange frame that it "
    "does not. Neither learns from the test images."
)
DRAWS = (
    "Which images are taken is drawn three times. The line is the mean, and the points are the "
    "three draws. Both always learn from 60 batches."
)
SCATTER_KEY = (
    "Each point is an image: its place is the average of two of the 1,280 maps. Point at one to "
    "read its numbers."
)
MOST_TELLING = "−1 stands for the feature that adds most to the score of a class."
INSTRUCTORS = (
    "**Ask first:** the large network never saw a class “coins” of this kind. Why should its "
    "features help? How many images of each class will the new layer need?\n\n"
    "**Usual mistakes:** “The whole network is trained again.” Only the new layer changes, and all "
    "kernels stay as they are. “More features mean that more images are needed.” Here one image of "
    "each class is enough, because the features are good. “100 % means that it knows bricks”: all "
    "windows come from one photograph, so other bricks may differ.\n\n"
    "**Then:** let the class bring five pictures each of two things, and test them with pictures "
    "that somebody else took. Take pictures in front of two different walls: does the layer learn "
    "the things or the walls? Look at the places that count. Object detectors such as R-CNN and "
    "YOLO go on from here: a score for each place is their first step."
)


def share(part: float) -> str:
    """Write a share in per cent."""
    return f"{100 * part:.0f}\u00a0%"


def chance(shown: Shown) -> Guide:
    """Return the line of what guessing reaches."""
    classes = len(shown.album.classes)
    return Guide(100 / classes, f"chance: 1 of {classes}")


def result(shown: Shown) -> str:
    """Say what both name right, and what follows."""
    pair, tested = shown.pair, shown.tested
    mark = pair.mark
    if not pair.steps:
        return (
            "Nothing is learned yet. All weights of the new layer are 0, so every class has the "
            "same probability."
        )
    batches = f"{pair.steps} batch{'es' * (pair.steps != 1)}"
    right, other = round(mark.head * tested), round(mark.network * tested)
    said = (
        f"After **{batches}** the new layer names **{right} of {tested}** test images right "
        f"(**{share(mark.head)}**), and the small network {other} of {tested} "
        f"({share(mark.network)})."
    )
    if mark.head > mark.network:
        return (
            f"{said} Both learned from the same {shown.learned} images, but the new layer starts "
            "with features that fit."
        )
    return f"{said} Both learned from the same {shown.learned} images."


def counted(found: CountCurve) -> str:
    """Say what one image of each class is worth, and when the small network catches up."""
    head, network = found.head.mean(axis=1), found.network.mean(axis=1)
    said = (
        f"With **1 image** of each class the new layer names **{share(head[0])}** of the test "
        f"images right, and the small network {share(network[0])}."
    )
    above = np.flatnonzero(network >= head[0])
    last = found.counts[-1]
    if len(above):
        return (
            f"{said} The small network needs **{found.counts[int(above[0])]}** images of each "
            "class to do as well."
        )
    return (
        f"{said} Even with {last} images of each class, the small network reaches only "
        f"{share(network[-1])}. So with features learned from 1.28 million photographs "
        "you need far fewer of your own."
    )


def scatter(shown: Shown, first: int, second: int, *, chosen: bool) -> str:
    """Say what the two features are; `chosen` by the reader, or the most telling ones."""
    one, other = (verbatim(name) for name in shown.album.classes[:2])
    said = (
        f"Feature **{first}** is drawn across and feature **{second}** up."
        if chosen
        else f"Feature **{first}** adds most to the score of {one}, and feature **{second}** to "
        f"that of {other}."
    )
    return f"{said} Where the colours lie apart, a straight line can separate the classes."


def answered(shown: Shown, answer: Answer, read: Input, unit: int) -> str:
    """Say what the new layer names an image, and what its score is made of."""
    best, name = verbatim(answer.classes[answer.best]), verbatim(answer.classes[unit])
    found = answer.score(unit)
    places = float(found.products.sum())
    said = (
        f"The new layer names {read.title} **{best}**, with a probability of "
        f"{share(float(answer.probabilities[answer.best]))}."
    )
    if read.label is not None:
        right = read.label == answer.best
        true = verbatim(answer.classes[read.label])
        said += " This is right." if right else f" It shows {true}."
    else:
        said += " It always names one of its classes, whatever it is shown."
    return (
        f"{said} The score of {name} is {number(found.bias)} (bias) + "
        f"{bracketed(number(places))} (49 places) = **{number(found.logit)}**."
    )


def split(learned: int, tested: int) -> str:
    """Say how many pictures are learned from, and how many are kept for the test."""
    return (
        f"Every fourth picture of a class is kept for the test. So there are **{learned}** to "
        f"learn from and **{tested}** to test with."
    )


def counted_pictures(count: int) -> str:
    """Write how many pictures a class has."""
    return f"{count} picture{'s' * (count != 1)}" if count else "empty"


def shared(one: str, other: str, count: int) -> str:
    """Say that two classes have the same pictures, and what follows."""
    same = "the same picture" if count == 1 else f"{count} pictures that are the same"
    return (
        f"{verbatim(one)} and {verbatim(other)} have {same}. Such pictures cannot be told apart, "
        "so one of the two names is always wrong."
    )


def unbalanced(most: str, least: str, sizes: Mapping[str, int]) -> str:
    """Say what goes wrong if one class has far more pictures than another."""
    part = sizes[most] / sum(sizes.values())
    return (
        f"{verbatim(most)} has {sizes[most]} pictures and {verbatim(least)} only {sizes[least]}. "
        f"Whoever always says {verbatim(most)} is right for {share(part)} of them, so the accuracy "
        f"misleads. Add more of {verbatim(least)}."
    )


def few(name: str, count: int) -> str:
    """Say that a test with so few pictures tells little."""
    tested = len(kept_rows(count))
    return (
        f"{verbatim(name)} has only {count} pictures, and {tested} of them "
        f"{'is' if tested == 1 else 'are'} kept for the test. So its accuracy says little."
    )


def number(value: float) -> str:
    """Write a number with two decimals and a real minus."""
    text = f"{value:.2f}"
    return ("0.00" if text == "-0.00" else text).replace("-", MINUS)


def carriers(shown: Shown, unit: int, rows: Sequence[tuple[int, float, float, float]]) -> str:
    """Return the table of the features that carry a class."""
    name = verbatim(shown.album.classes[unit])
    lines = [
        f"**Features that carry {name}** in the {shown.learned} images it learned from. A feature "
        "carries a class if average × weight is larger for its images than for others.",
        "",
        f"| feature | average in {name} | in others | weight for {name} | adds to {name} "
        "| adds to others |",
        "|---|---|---|---|---|---|",
    ]
    for feature, own, others, weight in rows:
        lines.append(
            f"| {feature} | {number(own)} | {number(others)} | {_fine(weight)} "
            f"| {_fine(own * weight)} | {_fine(others * weight)} |"
        )
    return "\n".join(lines)


def _fine(value: float) -> str:
    text = f"{value:.3f}"
    return ("0.000" if text == "-0.000" else text).replace("-", MINUS)
