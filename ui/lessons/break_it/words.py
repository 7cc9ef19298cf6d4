"""What the lesson on what a network depends on says."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ui.frame.lesson_page import Preset

HEAD = (
    "A network that names 98 of 100 test digits right can still fail on a digit that only stands "
    "elsewhere. Change the images or the network, guess the accuracy, and see what the network "
    "depends on."
)
FIRST_STEPS = {
    "images": "Choose a change and an amount. Guess the accuracy before you look at it.",
    "network": "Choose what is done to the weights, and to how many kernels. Guess first.",
    "order": "Which network learns as well from shuffled images? Guess, and compare the curves.",
}
PRESETS = (
    Preset(
        "4 pixels to the right",
        {},
        "You still read every digit. How many of 100 does the network name right? Guess first, "
        "then look.",
    ),
    Preset(
        "turned slowly",
        {"change": "rotate", "shown": "rotate", "step": "3"},
        "At 30 degrees about 77 of 100 digits are named right, at 90 degrees only 18. The "
        "training digits stood upright.",
    ),
    Preset(
        "all pixels shuffled",
        {"change": "pixels", "shown": "pixels", "step": "7"},
        "Every image keeps all its pixels, but they lose their neighbours. The accuracy falls to "
        "13 %, which is nearly chance.",
    ),
    Preset(
        "kernels shuffled",
        {"view": "network", "break": "shuffle", "shown": "shuffle", "layer": "2", "step": "8"},
        "The second layer keeps all its weights, but not their places. The accuracy falls from "
        "98 % to 25 %, so the arrangement is what was learned.",
    ),
    Preset(
        "half of the kernels",
        {"view": "network", "break": "zero", "shown": "zero", "layer": "2", "step": "4"},
        "Without 8 of 16 kernels the network still names 90 % right. Several kernels tell it "
        "nearly the same.",
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
        "rotate": "a rotation by {a} degrees",
        "noise": "noise of standard deviation {a}",
        "blur": "a blur of {a} pixels",
        "light": "{a} added to every pixel",
        "invert": "{p} % of the negative mixed in",
        "pixels": "{p} % of the pixels shuffled",
        "shuffle": "the weights shuffled in {a} {counted}",
        "flip": "{a} {counted} turned by 180°",
        "zero": "{a} {counted} set to 0",
        "redraw": "{a} {counted} drawn anew",
        "biases": "all biases smaller by {p} %",
        "relu": "a slope of {a} below 0",
    }
)
# Why each change costs what it costs, and the lesson in which that was.
REASONS: Mapping[str, str] = MappingProxyType(
    {
        "shift": "The windows find every stroke at its new place (lesson 11). But the dense layer "
        "at the end has a weight for each place, and pooling forgets only one pixel or two "
        "(lesson 7).",
        "rotate": "A kernel finds edges of one direction (lesson 3). In a turned image other "
        "kernels respond, and the layers behind them never saw that.",
        "noise": "A sum over a window adds the noise of nine pixels, half of it up and half down "
        "(lesson 2). So a little noise mostly cancels, and much of it does not.",
        "blur": "Blurring takes the sharp edges away, which the kernels of the first layer look "
        "for (lesson 3). Large strokes stay, so a little blur costs little.",
        "light": "A kernel whose weights sum to 0 does not notice brighter pixels (lesson 3). "
        "These kernels were learned, and their sums are not 0. White also stops at 1.",
        "invert": "In the negative, each edge changes its sign, and ReLU drops what is below 0 "
        "(lesson 6). So the kernels that responded are silent, and others respond.",
        "pixels": "A window reads neighbours, because neighbours belong together in an image "
        "(lesson 2). After the shuffle they do not, so no kernel finds its pattern.",
        "shuffle": "The numbers in a kernel are the same, but its pattern is another one "
        "(lesson 3). The layers behind it read maps that they do not know.",
        "flip": "A kernel turned by 180° finds edges with the opposite sign (lesson 2). ReLU "
        "drops them (lesson 6), so the next layer gets other maps.",
        "zero": "A kernel of zeros makes an empty map. The rest still carries much, because many "
        "kernels find nearly the same (lesson 5).",
        "redraw": "These weights are as they were before the training (lesson 13). They make maps, "
        "but the layers behind them never learned to read those.",
        "biases": "A bias moves all values of a map by one number (lesson 5). Here the training "
        "left them small, so the largest score is seldom another one.",
        "relu": "With a slope of 1 below 0, ReLU is a straight line, and layers in a row are one "
        "layer (lesson 6). Max pooling is then all that is not linear.",
    }
)
# Which augmentation of lesson 13 trains against a change.
CURES: Mapping[str, str] = MappingProxyType({"shift": "shift", "rotate": "rotate", "blur": "all"})
TRAINING = "Two networks are trained, on images as they are and on shuffled ones."
MEASURING = "The network reads the test images."
INSTRUCTORS = (
    "**Ask first:** which of these changes would you notice yourself? Which one can the network "
    "not stand? Let the class vote on the accuracy at a shift of 4 pixels before anybody "
    "looks.\n\n**Usual mistakes:** “Convolutions do not care where things are”: their maps shift "
    "along, but the dense layer at the end counts places. “Every weight matters”: half of the "
    "kernels can go. “98 % means that it understood digits”: it means that the test digits are "
    "like the training digits.\n\n**Then:** compare digits with clothes, which stand less of "
    "everything. Find a change of the network that costs nothing. Open your own network of "
    "lesson 13 after 10 and after 500 batches: which one stands more noise?"
)
