"""What pooling did to a map, in words: how small, who is read, how much a shift changes."""

from __future__ import annotations

from dataclasses import replace

from cnn_core.nn import receptive_field
from cnn_core.nn.conv_layers import Conv2D
from cnn_core.nn.pool_layers import MaxPool2D
from cnn_core.ops import ACTIVATIONS
from ui.frame.lesson_page import Preset
from ui.frame.scenes import size
from ui.lessons.pooling.blocks import Block
from ui.lessons.pooling.model import GLOBAL, Pooled, pooling_title
from ui.text.geometry import missed_words
from ui.text.numbers import share

HEAD = (
    "*Pooling* replaces each small window of a map by one number: its largest (*max pooling*) or "
    "its average. The map gets smaller, so the next kernel sees more. If a stroke shifts by one "
    "pixel, the result changes less."
)
FIRST_STEP = "Point at a cell of the pooled map to see the window that it comes from."
SHIFT_STEP = "Drag the shifted image, and compare how much both maps change."
CHANGE_STEP = "Drag a number of the image to change it."
DIGIT = {"image": "digit-7", "of": "relu"}
PRESETS = (
    Preset(
        "4×4 → 2×2",
        {},
        "Each 2×2 window keeps its largest number, and the other three are lost. Drag a number to "
        "change it.",
    ),
    Preset(
        "26×26 → 13×13",
        {**DIGIT, "cell": "4,9"},
        "Half of the rows and half of the columns are left. This is a quarter of the cells.",
    ),
    Preset(
        "windows overlap",
        {"window": "3", "step": "1", "view": "readers"},
        "The windows are 3 wide and the stride is 1, so they overlap. The cells in the middle "
        "are read "
        "four times.",
    ),
    Preset(
        "gaps",
        {"image": "digit-7", "step": "3", "view": "readers", "cell": "3,6"},
        "The windows are 2 wide and the stride is 3, so every third row and column is never read. "
        "What is there is lost.",
    ),
    Preset(
        "side by side",
        {**DIGIT, "view": "compare", "cell": "4,9"},
        "One 0 makes the minimum of a window 0: 152 of 169 cells are 0. The maximum leaves only "
        "124 zeros.",
    ),
    Preset(
        "shift by 1 pixel",
        {**DIGIT, "view": "shift", "cell": "4,9"},
        "The digit shifts by 1 pixel to the right. The map changes by 81 %, the pooled map "
        "only by 52 %. So pooling makes the result less sensitive to the shift.",
    ),
)
INSTRUCTORS = (
    "**Ask first:** 26×26 cells under windows of 2×2 with stride 2: what share of the cells is "
    "left? Half is the usual answer; let them count rows and columns separately.\n\n**Usual "
    "mistakes:** pooling is taken for a kernel with weights. Maps are thought to be joined. The "
    "average is taken where the largest is asked. “Less sensitive to shifts” is taken for “does "
    "not change”: let them read in “Shift test” how much it still changes.\n\n**Then:** stride 1 "
    "with a window of 3. How large is the map, and how often is a cell in the middle read? And "
    "why does the minimum after ReLU leave almost nothing?"
)

BLOCK_STEPS = {
    "row": "Move the window along the row. Click a number to change it.",
    "volume": "Move the window through the slices. Click a number to change it.",
}
MORE = (
    "Every map is pooled on its own: 26×26×8 becomes 13×13×8. If two cells are equally large, the "
    "first one from the top left is taken, as in PyTorch. In training only this cell gets the "
    "gradient."
)

NORM_WORDS = "The L2 norm is the square root of the sum of the squares of a window."


def block_words(shown: Block) -> str:
    """Say what one window reads, how many numbers are left, and what such data are."""
    before, after = shown.values.size, shown.pooled.size
    part = share(after, before) if before % after else f"1 of every {before // after}"
    left = f"{before} numbers become {after}, so **{part}** is left."
    if len(shown.shape) == 1:
        cells = "1 number" if shown.side == 1 else f"{shown.side} neighbours"
        return (
            f"Each window reads {cells} of the row. {left} Sound and text are pooled like this, "
            "along one axis."
        )
    window = "×".join([str(shown.side)] * 3)
    return (
        f"Each window is a block of {window} numbers, from {shown.side} "
        f"slice{'s' * (shown.side > 1)}. {left} The frames of a film and the slices of a body scan "
        "are pooled like this, along three axes."
    )


NEXT = 3  # side of the kernel that comes next


def shrink_words(shown: Pooled) -> str:
    """Say how many cells are left."""
    before, after = shown.values.size, shown.answers.size
    part = "**a quarter**" if 4 * after == before else f"**{share(after, before)}**"
    become = "cell becomes" if before == 1 else "cells become"
    cells = "cell" if after == 1 else "cells"
    return (
        f"{size(*shown.whole)} = {before:,} {become} {size(*shown.size)} = {after:,} {cells}: "
        f"{part} of them."
    )


def overlap_words(shown: Pooled) -> str:
    """Say whether windows overlap, touch, or leave gaps, and what is never read."""
    read = missed_words(shown.missed, shown.whole, "cell")
    if shown.kind == GLOBAL:
        return "One window covers everything."
    if shown.answers.size == 1:
        return f"There is one window. {read}".strip()
    if shown.step < shown.side:
        both = shown.side - shown.step
        return f"**Windows overlap**: neighbours share {both} of {shown.side} columns. {read}"
    if shown.step > shown.side:
        gap = shown.step - shown.side
        return f"**Gaps** of {gap} cell{'s' * (gap != 1)} between windows. {read}"
    return f"Windows touch without overlapping. {read}"


def zero_words(shown: Pooled) -> str:
    """Say how much of a map is left at 0 by the minimum after ReLU, and by what is like them."""
    source = ACTIVATIONS.get(shown.source)
    zero_is_enough = shown.pooling.forward([[[0, 1]]], (1, 2))[0, 0, 0] == 0
    if not (source and source.gate and zero_is_enough):
        return ""
    cells, name = shown.answers.size, shown.pooling.name
    largest = replace(shown, kind="max").zeros
    return (
        f"**{shown.zeros:,} of {cells:,} pooled cells are 0** ({share(shown.zeros, cells)}), "
        f"because a single 0 in a window makes its {pooling_title(shown.kind).lower()} 0. Max "
        f"pooling leaves {largest:,} zeros. This is why {name} pooling is not used after "
        f"{source.name}."
    )


def scale_words(shown: Pooled) -> str:
    """Say what the numbers of a map after an activation are; nothing of others."""
    if not shown.activated and not shown.whole_activation:
        return ""
    if not shown.activated:
        white = shown.convolution.picture.white
        return (
            f"Here the pixels are whole numbers, and white is {white}. So all numbers are {white} "
            "times those of lesson 6, where white is 1."
        )
    return (
        "As in lesson 6, each pixel is divided first, so that white is 1. Here its numbers are "
        "rounded to 3 decimals, so that you can check a window by hand. The code rounds nothing."
    )


def reach_words(shown: Pooled) -> str:
    """Say how far the next kernel sees with and without pooling."""
    if shown.kind == GLOBAL:
        return "Each map becomes one number, which has seen all of it."
    found = shown.convolution
    first = (
        []
        if shown.source == "picture"
        else [
            Conv2D(
                1,
                found.kernel.shape,
                stride=found.stride,
                padding=found.amounts,
                dilation=found.dilation,
            )
        ]
    )
    high, wide = found.picture.pixels.shape[1:]
    reach, beyond = [], False
    for between in ([], [MaxPool2D(shown.side, stride=shown.step)]):
        field = receptive_field([*first, *between, Conv2D(1, NEXT)])[-1]
        assert field is not None
        reach.append(size(*field.size))
        beyond = field.size[0] > high or field.size[1] > wide
    if min(shown.size) < NEXT:
        return (
            f"The pooled map is {size(*shown.size)}, too small for another {NEXT}×{NEXT} kernel. "
            f"On a larger image that kernel would see **{reach[1]} pixels**, and without pooling "
            f"{reach[0]}."
        )
    return (
        f"A {NEXT}×{NEXT} kernel that comes next sees **{reach[1]} pixels**"
        + (", more than this image has" if beyond else " of the image")
        + f". Without pooling it would see {reach[0]}."
    )


DRAG = "Drag the shifted image, or press Shift with an arrow key."


def shift_words(shown: Pooled, by: int = 1) -> str:
    """Say how much the map changes when the image shifts by so many pixels."""
    if by == 0:
        return "The image is not shifted yet, so nothing changes. Drag it, or move the slider."
    before, after = (round(100 * one[by]) for one in shown.changes())
    words = (
        f"If the image shifts by {by} pixel{'s' * (by > 1)}, the map changes by **{before} %** "
        f"before pooling and by **{after} %** after it. This is the sum of all differences, "
        "divided by the sum of all values."
    )
    if before == 0:
        return f"{words} This map does not change at all."
    if after < before:
        return f"{words} Pooling makes it less sensitive to the shift."
    return f"{words} Here pooling does not make it less sensitive."
