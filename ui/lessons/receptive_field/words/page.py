"""What each view of the lesson on receptive fields means, in words with its numbers."""

from __future__ import annotations

from cnn_core.receptive_fields import MeasuredField
from ui.frame.lesson_page import Preset
from ui.lessons.receptive_field.model import HALF, Fields
from ui.lessons.receptive_field.stacks import NETWORKS, known_stack

HEAD = (
    "The *receptive field* of a cell is the part of the image that can change it. A layer with a "
    "k×k kernel adds (k − 1) *jumps*. One jump is how many pixels apart two neighbouring cells of "
    "its input are. Strides and pooling make the jump larger."
)
AVERAGED = "The gradient is averaged over so many networks with random weights."
FIRST_STEP = "Point at the image, or at any cell of any layer."
FIRST_STEP_OF_DISCS = "Move the pointer over the discs, and count the fields at each place."
DISCS = (
    "In the visual cortex the receptive fields of neighbouring neurons overlap. Here each field is "
    "a disc that reaches the middles of its neighbours. So every point lies in **3 to 7** of them. "
    "Windows of 3×3 overlap in the same way. A pixel lies in **9** of them with stride 1, and in "
    "1, 2 or **4** with stride 2. This means that no detail falls between two fields: each is read "
    "several times."
)
SOURCE = (
    "D. H. Hubel and T. N. Wiesel measured in cats that neighbouring fields overlap (*Journal of "
    "Physiology* 160, 1962). The numbers 3 to 7 are counted in this drawing."
)
PRESETS = (
    Preset(
        "three 3×3 layers",
        {},
        "Each 3×3 layer adds 2 pixels, so the receptive field grows from 3 to 5 to 7. Point at a "
        "cell.",
    ),
    Preset(
        "with pooling",
        {"stack": "c3-m2-c3-m2-c3", "image": "camera"},
        "Each pooling doubles the jump, so five layers already have a receptive field of 18×18 "
        "pixels.",
    ),
    Preset(
        "fields overlap",
        {"image": "edge", "stack": "c3s2", "view": "overlap"},
        "With stride 2 a pixel lies in up to 4 receptive fields. With stride 1 it is 9, and "
        "with stride 3 it is 1.",
    ),
    Preset(
        "the middle counts most",
        {"stack": "c3-c3-c3-c3-c3", "view": "measured"},
        "All 11×11 pixels can change the cell, but the middle ones change it most: more paths "
        "lead from there.",
    ),
    Preset(
        "the visual cortex",
        {"view": "cortex"},
        "Fields of neurons overlap: here a point lies in 3 to 7 of them. With 3×3 windows it is 9, "
        "or up to 4 with stride 2.",
    ),
    Preset(
        "three ways to shrink",
        {"view": "ways"},
        "Pooling, stride or a larger kernel with stride make the map smaller. Compare fields, "
        "parameters and multiply-adds.",
    ),
)
INSTRUCTORS = (
    "**Ask first:** three 3×3 layers follow each other. How many pixels wide is the receptive "
    "field of one cell of the last? Collect 3, 9, 27 and 7 on the board; then let them "
    "draw the cone from the side.\n\n**Usual mistakes:** the field is thought to stay 3×3 (true "
    "for the map just below, not for the image). k is added instead of k − 1. After a stride "
    "every further step is worth more, which is forgotten. The field is taken for what the cell "
    "really uses (see “Measured”).\n\n**Then:** how many 3×3 layers does it take to cover a "
    "whole 28×28 digit without any stride? (14, with padding: 1 + 2·14 = 29.) And with a 2×2 "
    "pooling after every one of them?"
)


def field_words(shown: Fields, mode: str, measured: MeasuredField | None) -> str:
    """Say what the view shows."""
    if mode == "measured" and measured is not None:
        return measured_words(shown, measured)
    return {"overlap": overlap_words, "ways": ways_words}.get(mode, growth_words)(shown)


def growth_words(shown: Fields) -> str:
    """Say how far each layer sees, and what is often taken for it."""
    sizes = ", ".join(str(field.size[0]) for field in shown.all[1:])
    count = len(shown.slides)
    seen = (
        f"Layer by layer the receptive field is **{sizes}** pixels wide."
        if count > 1
        else f"The receptive field is **{sizes}** pixel{'s' * (sizes != '1')} wide."
    )
    known = known_stack(shown.slides)
    if known is not None and NETWORKS[known].words:
        return f"{seen} {NETWORKS[known].words}"
    return (
        f"{seen} A common mistake is that the field of stacked 3×3 layers stays 3×3. That is true "
        "for the map just below, but in the image it grows by 2 with each layer. This is slow, so "
        "networks also use strides or pooling."
    )


def overlap_words(shown: Fields) -> str:
    """Say how many cells see a pixel, and what stride does to that number."""
    counts = shown.reach.counts
    most, least = int(counts.max()), int(counts.min())
    range_ = f"{least} to {most}" if least < most else f"{most}"
    return (
        f"Here each pixel lies in **{range_}** fields of layer {shown.layer}. With one 3×3 "
        "layer it "
        "is 9 at stride 1 (fewer at the border), up to 4 at stride 2, and 1 at stride 3. "
        "Windows overlap when the stride is smaller than the kernel. Receptive "
        "fields overlap in the visual cortex, too: see “In the cortex”."
    )


def measured_words(shown: Fields, measured: MeasuredField) -> str:
    """Say which middle of the field holds half of the gradient."""
    high, wide = measured.middle(HALF)
    rows, columns = measured.field.size
    if not measured.shares.any():
        return (
            "No gradient arrived: the field of this cell is only padding, or every ReLU on "
            "the way was off."
        )
    inside = "×".join(str(axis.stop - axis.start) for axis in shown.inside)
    theory = f"{inside} pixels *can* change the cell"
    middle = f"But the middle **{high}×{wide}**"
    if inside == f"{rows}×{columns}":
        part = 100 * high * wide / (rows * columns)
        middle += f" (dashed, {part:.0f} % of them) has"
    else:
        theory += f", the rest of its {rows}×{columns} field is outside"
        middle += " of the field (dashed) has"
    share = 100 * measured.middle_share(high)
    return (
        f"{theory}. {middle} {share:.0f} % of the influence. Many paths lead from the middle "
        "to the "
        "cell, but only one from each corner. Here weights and input are random, and the size of "
        "the gradient is averaged. So single pixels still differ by chance, and the largest value "
        "need not be exactly in the middle. Training may change this."
    )


def ways_words(shown: Fields) -> str:
    """Say what the comparison shows."""
    return (
        "Pooling computes every position and then drops most of them. A stride never computes the "
        "positions that it skips. A larger kernel has a larger field, but (k + 2)² weights instead "
        "of k². “k + 2, stride + 1” is a rule of thumb, not a law."
    )
