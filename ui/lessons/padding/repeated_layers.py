"""The stack of maps that the same layer makes again and again: how fast it shrinks."""

from __future__ import annotations

import streamlit as st

from cnn_core.geometry import Stack, stack_sizes
from ui.lessons.padding.words import views as say
from ui.models.convolution import Convolution

MOST_LAYERS = 64
LARGEST = 96  # px of the longest side drawn


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
    """Draw the image and the maps after it to scale, and say the end."""
    stack = stacked(found, layers)
    st.markdown(stack_words(stack, layers))
    st.html(drawing(stack))
    st.caption(say.GREY_IS_THE_IMAGE)
    return stack


def stack_words(stack: Stack, layers: int) -> str:
    """Say what is left after the layers, or which layer found no room."""
    after = f"After **{layers} layer{'s' * (layers != 1)}**"
    if not stack.end:
        return say.OF_THIS_KIND_A_MAP_OF_GREEN.format(after=after, size=_size(stack.sizes[-1]))
    reason = f"{stack.end[0].upper()}{stack.end[1:]}".partition(":")[0]
    fit = f"{stack.layers} layer{'s' * (stack.layers != 1)} fit{'s' * (stack.layers == 1)}"
    return say.OF_THIS_KIND_NOTHING_IS_LEFT.format(
        after=after, fit=fit, size=_size(stack.sizes[-1]), reason=reason
    )


def _size(size: tuple[int, int]) -> str:
    return f"{size[0]}×{size[1]}"


def drawing(stack: Stack) -> str:
    """Draw the picture and each map after it to scale, as HTML: a box with its size below."""
    longest = max(map(max, stack.sizes))
    boxes = []
    for number, (high, wide) in enumerate(stack.sizes):
        tall, broad = (max(2, round(LARGEST * side / longest)) for side in (high, wide))
        name = "image" if number == 0 else f"layer {number}"
        boxes.append(
            f'<figure class="{"picture" if number == 0 else "map"}">'
            f'<div style="width:{broad}px;height:{tall}px"></div>'
            f"<figcaption>{name}<br><b>{_size((high, wide))}</b></figcaption></figure>"
        )
    return f'<div class="shrinking">{"".join(boxes)}</div>'
