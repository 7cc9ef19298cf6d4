"""What the lesson on channels says of a layer: its sizes, its parameters, what is left."""

from __future__ import annotations

import numpy as np
import streamlit as st

from cnn_core.kernels import conv_parameters
from ui.lessons.channels.model import Combined, Deep


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
        "numbers to learn",
    ]
    with st.container(key="size"):
        st.code("\n".join(lines), language=None)


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
