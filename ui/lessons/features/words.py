"""What the lesson on what a network looks for says."""

from __future__ import annotations

from ui.frame.lesson_page import Preset

HEAD = (
    "The gradient tells for every pixel in which direction a score grows. Follow it, and a change "
    "that you hardly see makes the network name another class. Random changes rarely do."
)
FIRST_STEPS = {
    "fool": "Move the slider from 0 upwards, and watch when the network names another class.",
}
PRESETS = (
    Preset(
        "fool a digit",
        {},
        "Each pixel moves by 26 grey levels along its sign, and the network names 2, not 3. "
        "Random signs of the same size leave it at 3.",
    ),
    Preset(
        "ten small steps",
        {"attack": "pgd", "amount": "20"},
        "Ten small steps look for the direction anew each time. So 20 grey levels are enough here, "
        "where one step needs 25.",
    ),
    Preset(
        "a 7, please",
        {"example": "16", "attack": "pgd", "goal": "7", "amount": "36"},
        "The steps go towards one class here. The network names 7, although you still see a 2.",
    ),
    Preset(
        "clothes break sooner",
        {"network": "clothes", "amount": "12"},
        "The network for clothes depends on fine grey tones. So 12 grey levels turn this sneaker "
        "into a sandal.",
    ),
    Preset(
        "a photograph",
        {"network": "photos", "image": "camera", "amount": "1"},
        "Each pixel changes by 1 of 255 grey levels. Nobody sees a difference, but the network "
        "names a harmonica instead of a tripod.",
    ),
)
CHANGING = "The picture is changed by every amount."
MEASURING = "The network reads the changed test pictures."
CURVES = (
    "The left curve is about this picture, the right one about many test pictures. "
    "The mark is the amount of the slider."
)
NO_ACCURACY = (
    "The curve is about this picture. There is no accuracy, because no test pictures of these "
    "1,000 classes come with the app."
)
NOT_FINITE = (
    "Some numbers of this network are not finite any more, so it has no output. "
    "Go back to the last good step in lesson 13."
)
INSTRUCTORS = (
    "**Ask first:** how many grey levels must each pixel change before a person reads another "
    "digit? And before the network does? Will random noise of the same size do it as well?\n\n"
    "**Usual mistakes:** “the network is broken”: it names 98 % of new digits right. “It is "
    "noise”: random signs of the same size do almost nothing, only the direction matters. “More "
    "training helps”: training on clean pictures does not, training on changed ones does (Madry "
    "et al., 2018).\n\n"
    "**Then:** let students find a test picture that stands the largest amount, and one that "
    "stands the least. Compare one step with ten. Turn the cat into a toaster with ten small steps "
    "of 2 grey levels, which takes some seconds. Take a photograph of your own under "
    "“Photographs” and find the smallest amount that changes the predicted class."
)
