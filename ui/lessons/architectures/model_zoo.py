"""Networks that made history, and small ones that show one thing, to be taken up and changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


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
            "It read handwritten digits on cheques (LeCun and others, 1998). Here every map of the "
            "second convolution reads all six maps of the first.",
        ),
        "alexnet": Architecture(
            "AlexNet",
            "227,227,3",
            "c96k11s4-relu-m3s2-c256k5p2g2-relu-m3s2-c384p1-relu-c384p1g2-relu-c256p1g2-relu-m3s2"
            "-flat-drop50-dense4096-relu-drop50-dense4096-relu-dense1000",
            "It won ImageNet in 2012 (Krizhevsky, Sutskever, Hinton). It ran on two graphics "
            "cards, so three of its convolutions have two groups of channels.",
        ),
        "vgg-16": Architecture(
            "VGG-16",
            "224,224,3",
            _blocks((2, 64), (2, 128), (3, 256), (3, 512), (3, 512))
            + "-flat-dense4096-relu-drop50-dense4096-relu-drop50-dense1000-softmax",
            "It has only 3×3 kernels, and sixteen layers with weights (Simonyan and Zisserman, "
            "2014). "
            "Most multiply-adds are in the convolutions, but most weights are not. Softmax turns "
            "the last 1,000 numbers into the probabilities of 1,000 classes.",
        ),
        "tinyvgg": Architecture(
            "TinyVGG",
            "64,64,3",
            "c10-relu-c10-relu-m2-c10-relu-c10-relu-m2-flat-dense10",
            "It has the idea of VGG-16, but it is so small that one sees all of it.",
        ),
        "toy": Architecture(
            "The toy network",
            "28,28,1",
            "c8-relu-m2-c16-relu-m2-flat-dense10",
            "Lesson 13 trains this network.",
        ),
        "dense-maps": Architecture(
            "Dense without Flatten",
            "20,20,3",
            "dense16-relu-c32-relu-dense2",
            "Without Flatten, a dense layer is applied to each pixel separately. The last layer "
            "keeps 18×18 and has 66 parameters.",
        ),
        "dense-flat": Architecture(
            "The same with Flatten",
            "20,20,3",
            "dense16-relu-c32-relu-flat-dense2",
            "With Flatten the last layer reads all of its input: 20,738 parameters. A table that "
            "is often copied says 16,386. Neither version gives this number.",
        ),
        "flatten": Architecture(
            "Flatten 20×20×10",
            "20,20,10",
            "flat-dense10-softmax",
            "Flatten writes 10 maps of 20×20 into one vector: 20·20·10 = 4,000 numbers. It has no "
            "weights.",
        ),
        "three-3x3": Architecture(
            "Three 3×3 layers",
            "56,56,64",
            "c64p1b0-relu-c64p1b0-relu-c64p1b0-relu",
            "They see as far as one 7×7 layer, with 3·9 = 27 weights for each pair of channels.",
        ),
        "one-7x7": Architecture(
            "One 7×7 layer",
            "56,56,64",
            "c64k7p3b0-relu",
            "It has 49 weights for each pair of channels. Three 3×3 layers have only 27.",
        ),
    }
)
