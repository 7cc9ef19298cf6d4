"""What the lesson on what a network depends on says."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from cnn_core.nn import MaxPool2D
from cnn_core.robustness.augmented_training import BATCH, BATCHES, DEGREES, SHIFT, Cured
from ui.frame.lesson_page import Preset
from ui.lessons.break_it.model import Cost, Shown
from ui.zoo.settings import NETWORKS as TITLES
from ui.zoo.settings import UNTRAINED as NEVER_TRAINED

HEAD = (
    "A network that names 98 of 100 test digits right can still fail on a digit that is only "
    "shifted by a few pixels. Change the images or the network, guess the accuracy, and see "
    "what the network depends on."
)
FIRST_STEPS = {
    "images": "Choose a change, guess the accuracy, and move the amount to see where it falls.",
    "network": "Choose what is done to the weights, guess, and move the amount.",
    "drawings": "Draw a digit as nobody else would, and say which one it is.",
    "order": "Which network learns as well from shuffled images? Guess, and compare the curves.",
}
PRESETS = (
    Preset(
        "4 pixels to the right",
        {},
        "You still read every digit. How many of 100 does the network name right? Guess the "
        "accuracy, and then look.",
    ),
    Preset(
        "turned by 30°",
        {"change": "rotate", "shown": "rotate", "amount": "3"},
        "At 30 degrees about 77 of 100 digits are named right, and at 90 degrees only 18. All "
        "training digits are upright.",
    ),
    Preset(
        "all pixels shuffled",
        {"change": "pixels", "shown": "pixels", "amount": "7"},
        "Every image keeps all its pixels, but they lose their neighbours. The accuracy falls to "
        "13 %, which is nearly chance.",
    ),
    Preset(
        "kernels shuffled",
        {"view": "network", "shown": "shuffle", "layer": "2", "amount": "8"},
        "The second layer keeps all its weights, but not their places. The accuracy falls from "
        "98 % to 25 % with this draw, so their order is what was learned.",
    ),
    Preset(
        "half of the kernels",
        {"view": "network", "break": "zero", "shown": "zero", "layer": "2"},
        "Without 8 of 16 kernels the network still names about 90 % right. Several kernels find "
        "similar things.",
    ),
    Preset(
        "train on shuffled",
        {"view": "order"},
        "Both networks learn from shuffled images, too. The dense one learns as well as before, "
        "the convolution worse, because its windows read neighbours.",
    ),
)
# What is done, with an amount {a} or its per cent {p}, and what it counts where that differs.
DONE: Mapping[str, str] = MappingProxyType(
    {
        "shift": "a shift by {a} pixels to the right",
        "rotate": "a rotation by {a} degrees anticlockwise",
        "noise": "noise of standard deviation {a}",
        "blur": "a blur of {a} pixels",
        "light": "{a} added to every pixel",
        "invert": "{p} % of the negative mixed in",
        "pixels": "{p} % of the pixels shuffled",
        "shuffle": "the weights of {a} {counted} shuffled",
        "flip": "{a} {counted} turned by 180°",
        "zero": "{a} {counted} set to 0",
        "redraw": "{a} {counted} drawn anew",
        "pad": "{a} rows and columns of zeros above and left",
        "biases": "all biases smaller by {p} %",
        "relu": "a slope of {a} below 0 in each ReLU",
    }
)
# What an amount counts; those with {p} above are given in per cent.
UNITS: Mapping[str, str] = MappingProxyType(
    {
        "shift": "pixels to the right",
        "rotate": "degrees",
        "noise": "standard deviation",
        "blur": "pixels",
        "light": "added to every pixel",
        "invert": "% of the negative",
        "pixels": "% of the pixels",
        "pad": "rows and columns",
        "biases": "% taken away",
        "relu": "slope below 0",
    }
)
# Why each change costs what it costs, and the lesson in which that was.
REASONS: Mapping[str, str] = MappingProxyType(
    {
        "shift": "The windows find every stroke at its new place (lesson 11). But the dense layer "
        "at the end has a weight for each place, and pooling evens out only a pixel or two "
        "(lesson 7). Beyond 4 pixels, parts of many digits also leave the image.",
        "rotate": "A kernel finds edges of one direction (lesson 3). In a turned image other "
        "kernels find them, and the next layers were not trained on such maps.",
        "noise": "A sum over a window adds the noise of nine pixels, so a little noise partly "
        "cancels (lesson 2). Black cannot get darker, so noise also makes the background brighter.",
        "blur": "Blurring takes away the sharp edges, and the kernels of the first layer find "
        "edges (lesson 3). Thick strokes stay, so a little blur costs little.",
        "light": "The weights of these kernels do not sum to 0, so brighter pixels change every "
        "sum (lesson 3). White stops at 1, so the strokes also get fainter.",
        "invert": "Below 0.5 the strokes get fainter on a brighter background. Above 0.5 every "
        "edge has the opposite sign, so other cells stay above 0 after ReLU (lesson 6).",
        "pixels": "A window reads neighbours, because neighbours belong together in an image "
        "(lesson 2). After the shuffle they do not, so no kernel finds its pattern.",
        "shuffle": "The numbers in a kernel stay, but they make another pattern (lesson 3). The "
        "next layers were trained on the maps of the old one.",
        "flip": "A kernel turned by 180° finds another pattern, unless it is symmetric (lesson 2). "
        "The next layers were trained on the old maps.",
        "zero": "A kernel of zeros makes an empty map. The other maps can still carry enough, "
        "because several kernels find similar things.",
        "zero-dense": "A unit of zeros gives its class the logit 0, so this class is seldom the "
        "largest (lesson 13).",
        "zero-all": "Nothing of the image is left, so every image gets the same class.",
        "redraw": "These weights are random, like weights before training (lesson 13). The next "
        "layers were trained on other maps.",
        "redraw-dense": "These units are random, so their logits have nothing to do with their "
        "classes (lesson 13).",
        "pad": "The maps keep their size, but all in them lies lower and further right (lesson 4). "
        "The dense layer at the end has a weight for each place, and there it now reads the wrong "
        "cells (lesson 11).",
        "biases": "A bias moves all values of a map by one number (lesson 5). With these biases "
        "{renamed} of {count} images get another class.",
        "relu": "With a slope of 1 below 0, ReLU is a straight line, and layers in a row are one "
        "layer (lesson 6).",
        "relu-max": "With a slope of 1 below 0, ReLU is a straight line, and layers in a row are "
        "one layer (lesson 6). Then max pooling is all that is not linear.",
    }
)
# Which augmentation of lesson 13 trains against a change.
CURES: Mapping[str, str] = MappingProxyType({"shift": "shift", "rotate": "rotate"})
# The two networks that read the reader's drawings: trained without augmentation, and with it.
CURED = ("images as they are", "changed images")
YOURS = "yours, of lesson 13"
CURING = "Two networks are trained, on images as they are and on changed ones."
FEW_DRAWINGS = 10
PAD = "draw a digit, then say which one it is"
WHICH_DIGIT = "Which digit is it?"
NOTHING_DRAWN = "Draw a digit first, then say which one it is."
READINGS: Mapping[str, str] = MappingProxyType(
    {
        "centred": "The ink is scaled to 20 pixels and centred, like that of the training digits.",
        "pad": "The whole pad becomes 28×28 pixels. So it matters how large you draw, and where.",
    }
)
TRAINING = "Two networks are trained, on images as they are and on shuffled ones."
CURE = (
    "It opens lesson 13 and trains on images that are turned by up to 20° or shifted by up to 4 "
    "pixels. The link beside that run leads back here. Under “Your drawings” both ways to train "
    "are compared at once."
)
PRICE = (
    "Training on changed images helps with this change. It does not help with all others, and "
    "some then cost more: try noise."
)
# What a change is, where its title does not say it.
MEANT: Mapping[str, str] = MappingProxyType(
    {
        "pad": "Zeros come in above and left of this layer's input, and as much is cut off below "
        "and right. At stride 2, Keras and PyTorch pad different sides, so a network that is moved "
        "between them can meet this."
    }
)
UNTRAINED = "This network was never trained, so there is nothing to lose."
FREE = "This change costs nothing here."
BY_CHANCE = (
    "A part of this change is drawn at random. Another draw gives another accuracy, so draw it "
    "again."
)
NO_CODE = "There is code for the networks that come with the app."
MOVE_FIRST = "Move the amount to the right first."
MEASURING = "The network reads the test images."
INSTRUCTORS = (
    "**Ask first:** which of these changes would you notice yourself? Which one costs the network "
    "most? Let the class vote on the accuracy at a shift of 4 pixels before anybody looks.\n\n"
    "**Usual mistakes:** “Convolutions do not care where things are.” Their maps shift along, but "
    "the dense layer at the end has a weight for each place. “Every weight matters”: in the second "
    "layer half of the kernels can go. “98 % means that it understood digits”: it means that the "
    "test digits are like the training digits.\n\n**Then:** compare digits with clothes, where "
    "every change of the images costs more. Pad the second convolution on one side: one row and "
    "column of zeros costs a third of the accuracy. Find a change of the network that costs "
    "nothing. Train on shifted images, and look what that does to noise. Open your own network of "
    "lesson 13 after 10 and after 500 batches: which one reads noisy images better?"
)


def per_cent(shown: Shown) -> bool:
    """Tell whether the amounts on screen are given in per cent."""
    return "{p}" in DONE[shown.kind]


def amount_text(shown: Shown, step: int) -> str:
    """Write one of the amounts, without what it counts."""
    return f"{shown.amounts[step] * (100 if per_cent(shown) else 1):g}"


def unit(shown: Shown) -> str:
    """Return what the amounts count."""
    return UNITS.get(shown.kind, "units" if shown.dense else "kernels")


def done(shown: Shown) -> str:
    """Return what is done at the amount on screen."""
    text = amount_text(shown, shown.step)
    counted = unit(shown).removesuffix("s" if shown.amount == 1 else "")
    said = DONE[shown.kind].format(a=text, p=text, counted=counted)
    said = said.replace(" 1 pixels", " 1 pixel")
    return said.replace("1 rows and columns", "1 row and column")


def weights_key(shown: Shown, layer: str, count: int, weights: NDArray[np.floating]) -> str:
    """Say which kernels or units of a layer, (F, C, h, w), are drawn, and what the colours mean."""
    kernels, maps = weights.shape[:2]
    one = "unit" if shown.dense else "kernel"
    many, changed = f"{one}s", int(shown.amount)
    if not shown.step:
        some = f"{count} of its {kernels} {many}" if count < kernels else f"its {kernels} {many}"
    elif changed == 1:
        some = f"the {one} that is changed"
    else:
        some = f"{f'{count} of ' if count < changed else ''}the {changed} {many} that are changed"
    each = f"Each square holds the weights for one of {maps} maps. " if maps > 1 else ""
    return f"{layer}: {some}. {each}Violet weights are above 0, blue ones below, white ones 0."


def maps_key(layer: str, maps: NDArray[np.floating], number: int) -> str:
    """Say which maps (F, H, W) of which image are drawn, and what the colours mean."""
    size = "×".join(map(str, maps.shape[1:]))
    return (
        f"{layer}: its first {len(maps)} feature maps of test image {number}, {size}. Orange "
        "values are above 0, blue ones below, white ones 0."
    )


def result(shown: Shown, cost: Cost, other: float | None) -> str:
    """Say what the amount on screen costs, beside the guess and the other network."""
    count, before = f"{len(cost.labels):,}", int(cost.right[0].sum())
    if not shown.step:
        return f"Nothing is changed yet. The network names {before} of {count} test images right."
    if not shown.told:
        return (
            f"Unchanged, the network names {before} of {count} test images right. How many are "
            f"right with **{done(shown)}**? The curve appears after your guess."
        )
    after = int(cost.right[shown.step].sum())
    parts = [
        f"With **{done(shown)}** the network names {after} of {count} test images right, which is "
        f"**{_share(cost.accuracy[shown.step])}**. Unchanged, {before} are right."
    ]
    if other is not None and shown.beside is not None:
        same = shown.beside.data is not None and shown.beside.data.name == shown.data.name
        own = "" if same else " on its own test images"
        parts.append(f"“{TITLES[shown.beside.name]}” reaches {_share(other)}{own}.")
    if shown.guess is not None:
        parts.append(
            f"You guessed {shown.guess}\u00a0% for an amount of {amount_text(shown, shown.at)}, "
            f"where it is {_share(cost.accuracy[shown.at])}."
        )
    return " ".join(parts)


def full(most: int) -> str:
    """Say that there is no room for another drawing."""
    return f"{most} drawings are the most. Remove some of them first."


def drawn_result(right: Mapping[str, int], count: int) -> str:
    """Say how many of `count` drawings each network reads right, and what follows."""
    if not count:
        return (
            "Nothing is drawn yet. Draw a digit and say which one it is. Then two networks read "
            "it: one was trained on digits as they are, the other on changed ones."
        )
    (plain, changed), yours = (right[name] for name in CURED), right.get(YOURS)
    own = "" if yours is None else f", and {yours} of {count} by your network of lesson 13"
    said = (
        f"Trained on changed images, the network reads **{changed} of {count}** drawings right. "
        f"Trained on images as they are, it reads **{plain} of {count}**{own}."
    )
    if changed > plain:
        said += " So the changed images helped with your drawings."
    elif changed < plain:
        said += " So here the changed images did not help."
    else:
        said += " So here it makes no difference."
    if count < FEW_DRAWINGS:
        said += f" With fewer than {FEW_DRAWINGS} drawings chance decides much."
    return said


def cured(both: tuple[Cured, Cured]) -> str:
    """Say how both networks do on test images."""
    plain, changed = both
    return (
        f"Both saw {BATCH * BATCHES:,} digits in the same order. For one of them, each digit was "
        "shifted, rotated, scaled and thickened at random. On test images they reach "
        f"{_share(plain.accuracy)} and {_share(changed.accuracy)}. On test images shifted by "
        f"{SHIFT} pixels they reach {_share(plain.shifted)} and {_share(changed.shifted)}. Rotated "
        f"by {DEGREES} degrees, they reach {_share(plain.rotated)} and {_share(changed.rotated)}. "
        "Your drawings are kept only until this visit ends."
    )


def _share(value: float) -> str:
    return f"{100 * value:.1f}\u00a0%"


def reason(shown: Shown, cost: Cost) -> str:
    """Say why the change on screen costs what it costs."""
    if shown.opened.name == NEVER_TRAINED:
        return UNTRAINED
    if cost.accuracy[shown.step] >= cost.accuracy[0] and shown.kind != "biases":
        return FREE
    kind = shown.kind
    if kind == "zero" and shown.amount == shown.amounts[-1]:
        kind = "zero-all"
    elif kind in ("zero", "redraw") and shown.dense:
        kind += "-dense"
    elif kind == "relu" and any(isinstance(one, MaxPool2D) for one in shown.opened.network.layers):
        kind = "relu-max"
    return REASONS[kind].format(renamed=cost.renamed, count=f"{len(cost.labels):,}")
