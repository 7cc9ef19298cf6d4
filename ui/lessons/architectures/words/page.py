"""What the lesson on architectures says."""

from __future__ import annotations

from ui.frame.lesson_page import Preset
from ui.lessons.architectures.model_zoo import ARCHITECTURES

HEAD = (
    "From layer to layer there are more maps, and they get smaller. In VGG-16 the convolutions "
    "do most of the *multiply-adds*, because each weight is used everywhere. The dense layers "
    "hold most of the *parameters*."
)
FIRST_STEP = "Click a block or choose a layer, and change it: every number follows."


def figure(name: str) -> dict[str, str]:
    """Return the link of a network."""
    return {"input": ARCHITECTURES[name].input, "net": ARCHITECTURES[name].layers}


PRESETS = (
    Preset(
        "VGG-16",
        {},
        "VGG-16 has 138 million parameters. 89 % of them are in the three dense layers at the end.",
    ),
    Preset(
        "LeNet-5",
        figure("lenet-5"),
        "This network read handwritten digits on cheques in 1998. Most of its few "
        "parameters are in the dense layers.",
    ),
    Preset(
        "AlexNet",
        figure("alexnet"),
        "AlexNet won the ImageNet contest in 2012. Its first kernels are 11×11 and move by 4 "
        "pixels.",
    ),
    Preset(
        "TinyVGG",
        figure("tinyvgg"),
        "TinyVGG is built like VGG-16, but small: two 3×3 convolutions, then a pooling, and the "
        "same again.",
    ),
    Preset(
        "without Flatten",
        {**figure("dense-maps"), "layer": "5"},
        "Without Flatten the last dense layer works on each pixel separately, so its output is "
        "18×18×2 instead of 2.",
    ),
    Preset(
        "20×20×10 → 4,000",
        figure("flatten"),
        "Flatten puts the 10 maps of 20×20 into one row of 4,000 numbers. Only now can a dense "
        "layer read them all.",
    ),
    Preset(
        "build your own",
        figure("toy"),
        "This network reads digits with 5,258 parameters. Change it to have fewer than 5,000. "
        "“Build within a budget” below checks it.",
    ),
)
INSTRUCTORS = (
    "**Ask first:** where are most of VGG-16's 138 million parameters? Nearly all guess the last "
    "convolutions; it is the first dense layer, with 102,764,544. Where are most of its "
    "multiply-adds? In the convolutions, 99 % of them.\n\n**Usual mistakes:** a kernel is as "
    "deep as its input, which is forgotten. The weights of a kernel are counted once for every "
    "position. The bias is left out. Flatten is put in the wrong place.\n\n**Then:** "
    "replace VGG-16's three dense layers by a global average pool and one dense layer of 1,000: "
    "what is left? (15.2 million parameters, and nearly all the multiply-adds.)"
)
