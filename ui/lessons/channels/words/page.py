"""What the lesson on channels says of a layer: its sizes, its parameters, what is left."""

from __future__ import annotations

import numpy as np
import streamlit as st

from cnn_core.kernels import conv_parameters
from ui.frame.arithmetic import arithmetic
from ui.frame.lesson_page import Preset
from ui.lessons.channels.deep_layer import Deep
from ui.lessons.channels.model import Combined
from ui.lessons.channels.two_networks import TwoNetworks

HEAD = (
    "A colour image has three *channels*, so a kernel has three slices of weights. One kernel "
    "makes one map."
)
FIRST_STEP = "Point at a cell of a map to see all the products that make it."
FIRST_STEPS = {
    "networks": "Point at a cell to compare the deep map with the flat ones.",
    "count": "Change the number of channels or kernels, and see how the number of weights changes.",
}
PRESETS = (
    Preset(
        "three channels",
        {},
        "All products of all slices and one extra number, the *bias*, are added: 6 + 0 + 6 + 1 = "
        "13. Press “One sum” to see it grow.",
    ),
    Preset(
        "1×1 mixes a grey",
        {"image": "chelsea", "view": "mix", "cell": "16,23"},
        "A 1×1 kernel reads one pixel and mixes its colours into a grey. Green has the largest "
        "weight, because the eye sees it as the brightest.",
    ),
    Preset(
        "two layers",
        {"image": "digit-7", "view": "layers", "cell": "8,12"},
        "8 kernels that read all 4 maps make 8 maps. 8 flat kernels on each of 4 maps make 32.",
    ),
    Preset(
        "deep or flat",
        {"image": "strips", "view": "networks", "cell": "1,1"},
        "A deep kernel reads all four edge maps, so it finds where two edges meet. A flat one "
        "reads one map and cannot.",
    ),
    Preset(
        "edges make corners",
        {"image": "square", "view": "corners", "cell": "2,2"},
        "At a corner both edge maps are large, so only the four corners of the square stay above "
        "the threshold.",
    ),
    Preset(
        "count the parameters",
        {"view": "count"},
        "Ten 3×3 kernels on three channels have (3·3·3 + 1)·10 = 280 parameters. If you forget "
        "the channels, you get 100.",
    ),
)
INSTRUCTORS = (
    "**Ask first:** a 3×3 kernel slides over a colour image. How many weights does it have? Most "
    "say 9. Then: how many maps come out? Most say 3. Open the first figure and let them count the "
    "products of one cell: 27, and one bias.\n\n**Usual mistakes:** a map for each channel; a bias "
    "for each channel. The number of kernels is taken for their depth. The parameters are counted "
    "without the input channels (100 instead of 280).\n\n**Then:** in “Two layers”, which of the "
    "32 flat maps add up to output 0 of the deep layer? (0·0, 1·0, 2·0 and 3·0.) In “Edges to "
    "corners”, with the square of 10 on 0, let them find every threshold that leaves only corners "
    "(30 to 39, which is 100 % to 131 %). Why can no convolution multiply two maps?"
)


def volume(rows: int, columns: int, channels: int) -> str:
    """Write a volume: height x width x channels."""
    return f"{rows}×{columns}×{channels}"


def parameter_sum(deep: Deep) -> str:
    """Write how many numbers a layer learns: "(3·3·3 + 1)·2 = 56"."""
    rows, columns = deep.shape
    return f"({rows}·{columns}·{deep.depth} + 1)·{deep.own_kernels} = {deep.parameters:,}"


def layer_line(deep: Deep) -> None:
    """Print what goes in, what comes out, and how many numbers the layer learns."""
    channels, rows, columns = deep.planes.shape
    groups = deep.groups
    lines = [volume(rows, columns, channels)]
    if deep.before is not None:
        high, wide = deep.before.planes.shape[1:]
        lines = [
            volume(high, wide, 1),
            f"→ {_kernels(channels)} 3×3×1",
            *lines,
        ]
    each = "" if groups == 1 else ", each"
    lines += [
        f"→ {_kernels(deep.own_kernels)} {volume(*deep.shape, deep.depth)}{each}",
        *([] if groups == 1 else [_sharing(deep)]),
        volume(*deep.size, len(deep.kernels)),
        "",
        parameter_sum(deep),
        "parameters",
    ]
    arithmetic("\n".join(lines))


EXAMPLE = 8  # kernels of a layer whose parameters are counted


def networks_line(shown: TwoNetworks) -> None:
    """Print what a layer of each kind makes, and how many numbers it learns."""
    lines = []
    for layer, kind in ((shown.deep, "deep"), (shown.flat, "flat")):
        rows, columns = layer.shape
        read, made = len(layer.planes), EXAMPLE * layer.groups
        count = conv_parameters(layer.shape, layer.depth, EXAMPLE)
        depth = f"·{layer.depth}" if layer.depth > 1 else ""
        lines += [
            f"{EXAMPLE} {kind} kernels",
            f"{read} maps → {made} maps",
            f"{EXAMPLE}·({rows}·{columns}{depth} + 1) = {count}",
            "parameters",
            "",
        ]
    arithmetic("\n".join(lines[:-1]))


def networks_words(shown: TwoNetworks) -> None:
    """Say what each layer leaves above 0, and why the flat one cannot do better."""
    found, left = (int(np.count_nonzero(maps.any(axis=0))) for maps in (shown.corners, shown.alone))
    st.markdown(
        f"**Deep: {_cells(found)} above 0.** Each kernel adds two edge maps and subtracts "
        f"{shown.threshold}. **Flat: {_cells(left)} above 0.** Each kernel reads one map alone and "
        f"subtracts {shown.threshold}, too. After each layer, ReLU sets negative numbers to 0."
    )
    if not shown.strongest:
        st.markdown("This image has no edge, so there is nothing to find.")
    elif shown.straight:
        st.markdown(
            "Along an edge, all numbers of its map are equal. So a flat kernel gives the corner "
            "the same number as the rest of the edge, whatever its weights are."
        )
    else:
        st.markdown("A flat kernel reads one map, so it never knows whether two edges meet.")


def _cells(count: int) -> str:
    return f"{count:,} cell is" if count == 1 else f"{count:,} cells are"


def _sharing(deep: Deep) -> str:
    """Say over what each of the flat kernels slides."""
    return (
        f"  over {deep.groups} maps" if deep.depth == 1 else f"  over {deep.groups} groups of maps"
    )


def _kernels(count: int) -> str:
    return f"{count} kernel{'s' * (count > 1)}"


def combines_words(deep: Deep) -> str:
    """Say how many maps of the first layer a result uses, and what weights that takes."""
    if len(deep.planes) == 1:
        return "One map goes in: here deep and flat are the same."
    if deep.groups == 1:
        return f"Every result uses all {len(deep.planes)} maps."
    grouped = conv_parameters(deep.shape, len(deep.planes), len(deep.kernels), deep.groups)
    combines = (
        "Every result uses one map only, so none can find a corner."
        if deep.depth == 1
        else f"Every result uses {deep.depth} of the {len(deep.planes)} maps."
    )
    return (
        f"{combines} Here all groups share the same kernels. A grouped convolution has "
        f"weights of its own for each group: {grouped:,} numbers."
    )


def combined_words(shown: Combined) -> None:
    """Say what the combination finds, with the number of cells it answers to."""
    found = int(np.count_nonzero(shown.map))
    rows, columns = shown.map.shape
    cells = "1 cell" if found == 1 else f"{found:,} cells"
    left = "is above 0" if found == 1 else "are above 0"
    what = {
        "sum": "Their sum is a 1×1×2 kernel of ones. It finds every edge.",
        "product": "Their product is large only where both maps are. No kernel can do that.",
        "above": f"Add them, subtract {shown.threshold} and set what is negative to 0 (ReLU).",
    }[shown.how]
    st.caption(f"The maps say how strong an edge is, whichever side is brighter. {what}")
    st.markdown(f":green[**{cells}**] of {rows * columns:,} {left}.")
