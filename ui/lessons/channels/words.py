"""What the lesson on channels says of a layer: its sizes, its parameters, what is left."""

from __future__ import annotations

import numpy as np
import streamlit as st

from ui.lessons.channels.model import Combined, Deep


def volume(rows: int, columns: int, channels: int) -> str:
    """Write a volume: height x width x channels."""
    return f"{rows}×{columns}×{channels}"


def parameter_sum(deep: Deep) -> str:
    """Write how many numbers a layer learns: "(3·3·3 + 1)·2 = 56"."""
    rows, columns = deep.shape
    return f"({rows}·{columns}·{deep.depth} + 1)·{len(deep.kernels)} = {deep.parameters:,}"


def layer_line(deep: Deep) -> None:
    """Print what goes in, what comes out, and how many numbers the layer learns."""
    channels, rows, columns = deep.planes.shape
    own, groups = len(deep.kernels) // deep.groups, deep.groups
    lines = [volume(rows, columns, channels)]
    if deep.before is not None:
        high, wide = deep.before.planes.shape[1:]
        lines = [
            volume(high, wide, 1),
            f"→ {_kernels(channels)} 3×3×1",
            *lines,
        ]
    each = "" if groups == 1 else " on each" if deep.depth == 1 else f" on each {deep.depth}"
    lines += [
        f"→ {_kernels(own)} {volume(*deep.shape, deep.depth)}{each}",
        volume(*deep.size, len(deep.kernels)),
        "",
        parameter_sum(deep),
        "numbers to learn",
    ]
    with st.container(key="size"):
        st.code("\n".join(lines), language=None)
    if deep.before is not None:
        st.caption(_combines(deep))


def _kernels(count: int) -> str:
    return f"{count} kernel{'s' * (count > 1)}"


def _combines(deep: Deep) -> str:
    if len(deep.planes) == 1:
        return "One map goes in: here deep and flat are the same."
    if deep.groups == 1:
        return f"Each map combines all {len(deep.planes)}."
    if deep.depth == 1:
        return "No map combines two."
    return f"Each map combines {deep.depth} of {len(deep.planes)}."


def combined_words(shown: Combined) -> None:
    """Say what the combination finds, with the number of cells it answers to."""
    found = int(np.count_nonzero(shown.map))
    rows, columns = shown.map.shape
    cells = "1 cell answers" if found == 1 else f"{found:,} cells answer"
    what = {
        "sum": "The sum is a 1×1×2 kernel of ones: any edge answers",
        "product": "The product answers only where both maps do; no kernel can do that",
        "above": f"A 1×1×2 kernel of ones, bias −{shown.threshold}, then ReLU: the rest is cut off",
    }[shown.how]
    st.caption(f"Each map holds how strong an edge is, either way round. {what}.")
    st.markdown(f":green[**{cells}**] of {rows * columns:,}.")
