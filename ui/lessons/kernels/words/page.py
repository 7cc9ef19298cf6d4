"""The lesson on kernels in words: what is said above each of its views, of what it shows."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from cnn_core.kernels import Kernel
from ui.frame.lesson_page import Preset
from ui.text.numbers import MINUS

FIRST_STEP = "Choose another kernel or another image, and point at the map."
PRESETS = (
    Preset(
        "edges of a photograph",
        {},
        "Orange means that it gets brighter to the right, blue that it gets darker. In lesson 2 "
        "the signs are the other way round, because that kernel has its positive weights on the "
        "left. Point at the map, or choose another kernel.",
    ),
    Preset(
        "all kernels",
        {"view": "gallery"},
        "Blurs make an image again. Edge kernels leave flat areas at 0 and show where the image "
        "changes. Click a kernel to open it.",
    ),
    Preset(
        "before and after",
        {"view": "before", "kernel": "sharpen"},
        "Drag the line across the face. Sharpen makes every edge stand out, and the noise as well.",
    ),
    Preset(
        "blurred ten times",
        {"view": "repeats", "kernel": "gaussian", "size": "5"},
        "After ten blurs the fine details are gone. Flat areas keep their brightness, because the "
        "weights sum to 1.",
    ),
    Preset(
        "four edges of a 7",
        {
            "view": "layer",
            "image": "digit-7",
            "kernels": "vertical-edge,prewitt-x,horizontal-edge,prewitt-y",
        },
        "Four kernels make four maps. They show where the left, right, top or bottom side is "
        "brighter.",
    ),
    Preset(
        "unequal angles",
        {"view": "angles"},
        "Sobel x gives 4 at a vertical edge, 3 at a diagonal one (45°) and 0 at a horizontal one. "
        "So the more an edge turns, the weaker the response gets.",
    ),
)
INSTRUCTORS = (
    "**Ask first:** show the weights of a kernel alone. *What will it find?* Their sum says "
    "whether flat areas stay, get darker or vanish. The signs say which side must be "
    "brighter.\n\n**Usual mistakes:** a vertical-edge kernel is expected to find horizontal "
    "lines because it *looks* like one. Black in a map is taken for 0 (here 0 has the colour of "
    "the paper). A blur is thought to lose brightness. A kernel with the sum 1 is "
    "expected to leave every image unchanged. The middle of a spectrum is taken for the middle "
    "of the image.\n\n**Then:** in “Two”, which edges "
    "of the photograph does Sobel x miss that Sobel y finds? In “Angles”, why does a diagonal "
    "edge not give the same value with every kernel? Let them type a kernel that responds to a "
    "bright dot and gives 0 on flat areas. In “Frequencies”, why is there a white line down |H| of "
    "Sobel x? (Stripes that only change downwards do not change to the right.) Which size of box "
    "blur removes waves of 4 pixels completely, and why does |H| of a Gaussian blur have "
    "no second bump?"
)


FIRST_STEPS = {
    "gallery": "Choose a kernel to open it, by click or by Enter.",
    "before": "Drag the line, or move it with the arrow keys.",
    "repeats": "Choose a result to open it, by click or by Enter.",
}
MAP_KEY = "Orange is above 0. Blue and hatched is below 0."
GALLERY_KEY = (
    "Weights are violet above 0, blue and hatched below 0. In a map, orange is above 0, blue and "
    "hatched is below 0. Each map has a colour range of its own."
)


def times_words(times: int) -> str:
    """Say how often.

    >>> times_words(1), times_words(2), times_words(10)
    ('once', 'twice', '10 times')
    """
    return {1: "once", 2: "twice"}.get(times, f"{times} times")


OPENING = (
    "A *kernel* is a pattern of weights. Its output is large where the pixels match it, "
    "and negative where they are its opposite."
)


def named(kernel: Kernel) -> str:
    """Say which kernel it is and what it finds; of the reader's own, what it does to flat areas."""
    said = kernel.sees or on_flat_areas(kernel.sum)
    name = f"**{kernel.title}**"
    return f"{name}{said[2:]}" if said.startswith("It ") else f"{name}. {said}"


def kernels_words(view: str, kernels: Sequence[Kernel]) -> str:
    """Return at most 60 words on the kernels of a view: "one", "two", "layer", ..."""
    if view == "frequencies":
        return (
            "An image is a sum of *waves*: stripes of every direction and width. Sliding a kernel "
            "multiplies each wave by one number, its *response* |H|. So |H| shows what a kernel "
            "keeps."
        )
    if view == "gallery":
        return (
            f"{OPENING} Here are all kernels of this lesson, with their weights and what "
            "they make of the same image."
        )
    if view == "repeats":
        return (
            f"{named(kernels[0])} Here each result is the next input: the kernel is "
            "applied once, twice, and up to ten times."
        )
    if view == "gradient":
        return (
            "**Sobel x** says how fast the image gets brighter to the right, **Sobel y** how fast "
            "downwards. Together they give the gradient: its *magnitude* says how steep the edge "
            "is, its *direction* where it gets brighter."
        )
    if view == "layer":
        count = f"{len(kernels)} kernels, {len(kernels)} maps" if len(kernels) > 1 else "1 map"
        mixed = " Smaller kernels get zeros around them, because a layer has one kernel size."
        return (
            f"{OPENING} A *convolutional layer* has several kernels, and each makes its own "
            f"feature map: here {count}." + mixed * (len({one.shape for one in kernels}) > 1)
        )
    if view == "two":
        first, second = kernels
        return f"{named(first)} {named(second)}"
    (kernel,) = kernels
    known = [on_flat_areas(kernel.sum)] if kernel.sees else []
    return " ".join([OPENING, named(kernel), *known])


def on_flat_areas(total: Fraction) -> str:
    """Say what the sum of a kernel's weights does where all pixels are the same.

    >>> on_flat_areas(Fraction(-1, 2))
    'Its weights sum to −0.5, so flat areas become negative.'
    """
    if total == 0:
        effect = "give 0"
    elif total == 1:
        effect = "keep their brightness"
    elif total < 0:
        effect = "become negative"
    else:
        effect = "become brighter" if total > 1 else "become darker"
    return f"Its weights sum to {float(total):.3g}, so flat areas {effect}.".replace("-", MINUS)
