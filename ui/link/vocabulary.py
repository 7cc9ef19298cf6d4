"""The settings that several lessons share, each with the name that it has in every link.

A lesson that opens on another value than these says so: `STRIDE.opening(2)`.
"""

from __future__ import annotations

from cnn_core.geometry import PADDING_MODES
from cnn_core.kernels import KERNELS, Kernel, format_weights, nearest_weights, parse_weights
from ui.link.settings import Cell, Choice, Switch, Text, Whole
from ui.pictures import PICTURES
from ui.text.weights import replaced

OWN = "own"  # the picture of the reader's own, kept in the session alone
CUSTOM = "custom"
LARGEST_PADDING = 10
LARGEST_STRIDE = 6
LARGEST_DILATION = 4
MIDDLE = (-1, -1)  # a cell that stands for the middle of the map, wherever that is
PADDINGS = (*(str(p) for p in range(LARGEST_PADDING + 1)), "same", "full")


def _weights(text: str) -> Kernel | None:
    return parse_weights(text) if text else None


def _weights_text(kernel: Kernel | None) -> str:
    return format_weights(kernel) if kernel else ""


def _nearest_weights(text: str) -> tuple[Kernel, list[str]]:
    kernel, found = nearest_weights(text)
    return kernel, [replaced(one) for one in found]


IMAGE = Choice("image", "edge", (*PICTURES, OWN))
KERNEL = Choice("kernel", "vertical-edge", (*KERNELS, CUSTOM))
# The weights of a custom kernel, None for another one.
WEIGHTS = Text[Kernel | None]("weights", None, _weights, _weights_text, _nearest_weights)
SIZE = Whole("size", 3, 1, 11)
ANGLE = Whole("angle", 0, 0, 359)
WAVELENGTH = Whole("wavelength", 4, 2, 32)
STRIDE = Whole("stride", 1, 1, LARGEST_STRIDE)
PADDING = Choice("padding", "0", PADDINGS, other_words={"valid": "0"})
DILATION = Whole("dilation", 1, 1, LARGEST_DILATION)
MODE = Choice("mode", "zeros", PADDING_MODES)
FILL = Whole("fill", 128, 0, 255)
FLIP = Switch("flip")
CELL = Cell()
QUESTION = Whole("question", 1, 1, 999)
