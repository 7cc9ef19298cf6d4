"""The stack of maps that the same layer makes again and again: how fast it shrinks."""

from __future__ import annotations

import altair
import streamlit as st

from cnn_core.geometry import Stack, stack_sizes
from ui.models.convolution import Convolution
from ui.shell.startup import wait_for_charts

MOST_LAYERS = 64
# Of the picture, the maps and the numbers: the theme's grey, green and text.
LIGHT = ("#8a919c", "#0b7a75", "#1d2330")
DARK = ("#8a919c", "#45c1b8", "#e9e7e2")
WIDE = 24  # bars up to which each has its size written over it


def stacked(found: Convolution, layers: int) -> Stack:
    """Return the sizes of the maps of so many layers with these settings."""
    rows, columns = found.picture.pixels.shape[1:]
    return stack_sizes(
        (rows, columns),
        found.kernel.shape,
        layers,
        stride=found.stride,
        padding=found.padding,
        dilation=found.dilation,
        padding_mode=found.mode,
    )


def shrinking(found: Convolution, layers: int) -> Stack:
    """Draw the picture and the maps after it as columns as high as they are, and say the end."""
    stack = stacked(found, layers)
    st.markdown(stack_words(stack, layers))
    st.altair_chart(
        _chart(stack), width="stretch", alt=f"Sizes: {', '.join(map(_size, stack.sizes))}"
    )
    return stack


def stack_words(stack: Stack, layers: int) -> str:
    """Say what is left after the layers, or which layer found no room."""
    after = f"After **{layers} layer{'s' * (layers != 1)}**"
    if not stack.end:
        return f"{after} of this kind a map of :green[**{_size(stack.sizes[-1])}**] is left."
    reason = f"{stack.end[0].upper()}{stack.end[1:]}".partition(":")[0]
    fit = f"{stack.layers} layer{'s' * (stack.layers != 1)} fit{'s' * (stack.layers == 1)}"
    return (
        f"{after} of this kind **nothing is left**: {fit}, down to "
        f":green[**{_size(stack.sizes[-1])}**]. {reason}."
    )


def _size(size: tuple[int, int]) -> str:
    return f"{size[0]}×{size[1]}"


def _chart(stack: Stack) -> altair.LayerChart:
    wait_for_charts()
    picture, maps, ink = DARK if st.context.theme.type == "dark" else LIGHT
    square = all(rows == columns for rows, columns in stack.sizes)
    rows = [
        {
            "layer": number,
            "low": -high / 2,
            "high": high / 2,
            "size": str(high) if square else _size((high, wide)),
            "kind": "picture" if number == 0 else "map",
            "map": _size((high, wide)),
        }
        for number, (high, wide) in enumerate(stack.sizes)
    ]
    every = max(1, -(-len(rows) // WIDE))
    table = altair.Chart(altair.InlineData(values=rows))
    across = altair.X(
        "layer:O", title="layer (0 is the picture)", axis=altair.Axis(labelAngle=0, grid=False)
    )
    bars = table.mark_bar(cornerRadius=2).encode(
        x=across,
        y=altair.Y("low:Q", axis=None),
        y2="high:Q",
        color=altair.Color(
            "kind:N",
            scale=altair.Scale(domain=["picture", "map"], range=[picture, maps]),
            legend=None,
        ),
        tooltip=[altair.Tooltip("layer:O"), altair.Tooltip("map:N", title="size")],
    )
    numbers = (
        table.transform_filter(f"datum.layer % {every} == 0")
        .mark_text(baseline="bottom", dy=-4, fontSize=12, color=ink)
        .encode(x=across, y="high:Q", text="size:N")
    )
    return altair.LayerChart(layer=[bars, numbers], height=300)
