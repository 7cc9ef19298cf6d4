"""Networks that made history, and small ones that show one thing, to be taken up and changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ui.lessons.architectures.words import views as say


@dataclass(frozen=True)
class Architecture:
    """One network: its input as "rows,columns,channels", its layers, and a sentence about it."""

    title: str
    input: str
    layers: str
    words: str


def _blocks(*blocks: tuple[int, int]) -> str:
    return "-".join("-".join([f"c{filters}p1-relu"] * count) + "-m2" for count, filters in blocks)


ARCHITECTURES: Mapping[str, Architecture] = MappingProxyType(
    {
        "lenet-5": Architecture(
            "LeNet-5",
            "28,28,1",
            "c6k5p2-tanh-a2-c16k5-tanh-a2-flat-dense120-tanh-dense84-tanh-dense10",
            say.READ_HANDWRITTEN_DIGITS,
        ),
        "alexnet": Architecture(
            "AlexNet",
            "227,227,3",
            "c96k11s4-relu-m3s2-c256k5p2g2-relu-m3s2-c384p1-relu-c384p1g2-relu-c256p1g2-relu-m3s2"
            "-flat-drop50-dense4096-relu-drop50-dense4096-relu-dense1000",
            say.WON_IMAGENET_IN_KRIZHEVSKY,
        ),
        "vgg-16": Architecture(
            "VGG-16",
            "224,224,3",
            _blocks((2, 64), (2, 128), (3, 256), (3, 512), (3, 512))
            + "-flat-dense4096-relu-drop50-dense4096-relu-drop50-dense1000-softmax",
            say.HAS_ONLY_KERNELS_AND_SIXTEEN,
        ),
        "tinyvgg": Architecture(
            "TinyVGG",
            "64,64,3",
            "c10-relu-c10-relu-m2-c10-relu-c10-relu-m2-flat-dense10",
            say.HAS_THE_IDEA_OF_VGG_BUT,
        ),
        "toy": Architecture(
            "The toy network",
            "28,28,1",
            "c8-relu-m2-c16-relu-m2-flat-dense10",
            say.LESSON_TRAINS_THIS_NETWORK,
        ),
        "dense-maps": Architecture(
            "Dense without Flatten",
            "20,20,3",
            "dense16-relu-c32-relu-dense2",
            say.WITHOUT_FLATTEN_A_DENSE_LAYER,
        ),
        "dense-flat": Architecture(
            say.SAME_WITH_FLATTEN,
            "20,20,3",
            "dense16-relu-c32-relu-flat-dense2",
            say.WITH_FLATTEN_THE_LAST_LAYER,
        ),
        "flatten": Architecture(
            "Flatten 20×20×10",
            "20,20,10",
            "flat-dense10-softmax",
            say.FLATTEN_WRITES_MAPS_OF_INTO,
        ),
        "three-3x3": Architecture(
            "Three 3×3 layers",
            "56,56,64",
            "c64p1b0-relu-c64p1b0-relu-c64p1b0-relu",
            say.THEY_SEE_AS_FAR_AS_ONE_LAYER,
        ),
        "one-7x7": Architecture(
            "One 7×7 layer",
            "56,56,64",
            "c64k7p3b0-relu",
            say.HAS_WEIGHTS_FOR_EACH_PAIR,
        ),
    }
)
