"""What the lesson on what a network looks for says."""

from __future__ import annotations

from ui.frame.lesson_page import Preset
from ui.lessons.features.found import Layer
from ui.lessons.features.made import Made, Making
from ui.lessons.features.model import Shown
from ui.lessons.features.where import Looking, Maps

HEAD = (
    "Each unit of a trained network, a map or a score, responds to a pattern. See which small "
    "changes fool the network, which pixels a score depends on, and which windows excite a unit "
    "most. Or make a picture that excites it even more."
)
FIRST_STEPS = {
    "fool": "Move the slider from 0 upwards, and watch when the network names another class.",
    "found": "Point at a unit to see its nine windows, and at a window to see where it lies.",
    "made": "Watch the picture grow. Then set jitter, blur and decay to 0 under More.",
    "where": "Point at a place of any map to read its value in all of them. Then draw layers anew.",
}
PRESETS = (
    Preset(
        "fool a digit",
        {},
        "Each pixel gets 26 grey levels brighter or darker, and the network names 2, not 3. Random "
        "changes leave it at 3.",
    ),
    Preset(
        "where it looks",
        {"view": "where"},
        "Five methods show which pixels the score of 3 depends on. They do not agree, because "
        "each asks a different question.",
    ),
    Preset(
        "weights drawn anew",
        {"view": "where", "anew": "3"},
        "All weights are random now. A map that still looks the same, such as gradient × input, "
        "shows the picture and does not explain the network.",
    ),
    Preset(
        "what it finds",
        {"network": "photos", "view": "found"},
        "Units of the first convolution respond to edges and colours. Those of the last one "
        "respond to parts of things, such as the face of a cat.",
    ),
    Preset(
        "a made picture",
        {"view": "made", "unit": "3"},
        "The score of 3 is far above that of every real 3, and yet nobody reads a digit. So a "
        "high score does not prove that the network sees what we see.",
    ),
    Preset(
        "a photograph",
        {"network": "photos", "image": "camera", "amount": "1"},
        "Each pixel changes by 1 of 255 grey levels. Nobody sees a difference, but the network "
        "names a harmonica instead of a tripod.",
    ),
)
LOOKING = "The maps of this score are computed."
LOOKING_ANEW = "The maps with weights drawn anew are computed."
GROWING = "The pictures grow step by step."
WATCH = "The picture grows. Each step changes its pixels along the gradient of the unit's value."
FINDING = "The network reads all pictures."
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
    "**Also ask:** two maps disagree about where the network looks. Which of them is wrong? "
    "(None has to be: each asks another question. Draw the weights anew to see which map does "
    "not depend on them.) A made picture has a higher score than every real one. Does the network "
    "recognise it?\n\n"
    "**Then:** let students find a test picture that needs the largest amount, and one that "
    "needs the least. Compare one step with ten. Turn the cat into a toaster with ten small steps "
    "of 2 grey levels, which takes some seconds. Take a photograph of your own under "
    "“Photographs” and find the smallest amount that changes the predicted class."
)


COVER_WORDS = {"black": "black", "mean": "the mean of the image", "white": "white"}


def where_key(looking: Looking, shown: Shown) -> str:
    """Say what the colours mean, and how the maps were made."""
    size, stride, copies = looking.size, looking.stride, looking.copies
    return (
        "Orange is above 0 and blue below, each map with its own range. Occlusion: the drop of the "
        f"logit when a patch of {size}×{size} pixels, moved by {stride}, is covered with "
        f"{COVER_WORDS[looking.cover]}. SmoothGrad: the mean of {copies} noisy copies, with a "
        f"noise of {100 * looking.noise:.0f} % of the range. Grad-CAM: the maps of "
        f"{looking.part.title}."
    )


def where_words(looking: Looking, own: Maps, alike: dict[str, float | None]) -> str:
    """Say what follows from the maps."""
    said = []
    if not own.maps["cam"].any():
        said.append(
            "Grad-CAM is 0 everywhere, because no place of these maps raises the score of this "
            "class."
        )
    if not own.maps["gradient"].any():
        said.append("No gradient arrives at the image, so the gradient's maps are 0.")
    if alike:
        said.append(
            "“Alike” compares the order of the pixels with that of the map above: 1 is the same "
            "order (rank correlation). "
            "A map that stays alike shows the picture, not what the network has learned."
        )
    else:
        said.append("Draw layers anew to test which maps depend on what the network learned.")
    return " ".join(said)


def window_words(layer: Layer, shown: Shown) -> str:
    """Say how large the windows of a layer are."""
    if layer.side >= shown.opened.network.input_shape[1]:
        return "sees the whole image"
    return f"windows of {layer.side}×{layer.side} pixels"


def found_key(count: int, shown: Shown) -> str:
    """Say what was looked through, and what the values are."""
    if shown.opened.data is None:
        return (
            "Early layers respond to colours and edges, late ones to parts of things. "
            f"The nine windows of a unit are its best ones among {count} photographs. "
            "Your own picture is one of them if you bring it. "
            "A picture to their left was made for the unit by gradient ascent. "
            "The values are sums before the activation."
        )
    return (
        f"The windows come from {count:,} training pictures, at most one of each picture. "
        "A window is the receptive field of one cell, so it grows from layer to layer. "
        "The values are sums before the activation."
    )


def made_key(making: Making) -> str:
    """Say what restrains the picture."""
    return (
        f"Each step changes a pixel by about {100 * making.pace:.0f} % of the range. With "
        f"restraints, the gradient is that of an image shifted by up to {making.jitter} "
        f"pixel{'s' * (making.jitter != 1)}. "
        f"Then each pixel loses {100 * making.decay:.0f} %, and a blur of {making.blur:.1f} pixels "
        "smooths the picture."
    )


def made_words(made: Made, making: Making) -> str:
    """Say where no gradient arrives."""
    if made.arrived:
        return ""
    other = "choose another start or unit" if making.begin == "noise" else "start from noise"
    return (
        "No gradient arrives at this start, because every ReLU on the way is flat there. "
        f"So the picture stays as it is: {other}."
    )
