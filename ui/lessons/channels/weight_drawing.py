"""All numbers that a layer learns, drawn: each kernel a row of planes, and its bias."""

from __future__ import annotations

import streamlit as st

from ui.lessons.channels.model import Counted
from ui.lessons.channels.words import views as say
from ui.text.size_formula import NO_BREAK

MOST_PLANES, MOST_DRAWN = 48, 320  # planes of a kernel and of all that are drawn
SIDE, CELL = 40, 11  # pixels: of a plane at most, and of a weight


# Layers to compare with, and what to learn from each.
EXAMPLES = (
    (Counted(3, 3, 10), say.COMMON_MISTAKE_IS_FORGETS),
    (Counted(3, 3, 32), say.FIRST_LAYER_OF_MANY_NETWORKS),
    (Counted(3, 16, 32), say.LATER_LAYER_MAPS_IN_MAPS_OUT),
)


def arithmetic(shown: Counted) -> str:
    """Write the count of a layer: "(3·3·3 + 1)·10 = 280", on one line."""
    product = f"({shown.k}·{shown.k}·{shown.inputs} + 1)·{shown.filters}"
    return f"{product} = **{shown.parameters:,}**".replace(" ", NO_BREAK)


def weights_drawn(shown: Counted) -> None:
    """Write the count in words and numbers, and draw every weight and bias."""
    k, inputs, filters = shown.k, shown.inputs, shown.filters
    with st.container(key="factors"):
        st.markdown(
            f"(k·k·C + 1)·F = (:violet[**{k}**]·:violet[**{k}**]·:gray[**{inputs}**] + 1)"
            f"·:green[**{filters}**] = **{shown.parameters:,}** parameters"
        )
    st.markdown(
        say.EACH_OF_KERNELS_WEIGHTS_ONE.format(
            filters=filters, k=k, inputs=inputs, product=k * k * inputs
        )
    )
    st.html(drawing(shown))
    rows = "\n".join(
        f"| {one.filters}{NO_BREAK}kernels{NO_BREAK}{one.k}×{one.k}×{one.inputs} | "
        f"{arithmetic(one)} | {words} |"
        for one, words in EXAMPLES
    )
    with st.container(key="articles"):
        st.markdown(f"| layer | parameters | |\n|---|---|---|\n{rows}")


def drawing(shown: Counted) -> str:
    """Draw the kernels as HTML, those that find room, and say how many do not."""
    planes = min(shown.inputs, MOST_PLANES)
    drawn = min(shown.filters, max(1, MOST_DRAWN // planes))
    side = min(shown.k * CELL, SIDE)
    cell = f"{side / shown.k:.4g}px"
    plane = f'<i style="width:{side}px;height:{side}px;background-size:{cell} {cell}"></i>'
    kernel = f"<span>{plane * planes}<b></b></span>"
    left = []
    if drawn < shown.filters:
        left.append(f"{shown.filters - drawn} more kernels")
    if planes < shown.inputs:
        left.append(say.MORE_SLICES_OF_EACH.format(difference=shown.inputs - planes))
    note = say.SQUARES_WEIGHTS_RINGS_BIASES + (f" Not drawn: {', '.join(left)}." if left else "")
    what = say.KERNELS_EACH_SLICES.format(filters=shown.filters, inputs=shown.inputs, k=shown.k)
    return (
        f'<div class="weights" role="img" aria-label="{what}">{kernel * drawn}</div>'
        f'<p class="weights-note">{note}</p>'
    )
