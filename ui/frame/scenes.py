"""Turn a lesson's convolution into the scene of a linked view."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from cnn_core.geometry import window_counts
from cnn_core.kernels import gradient
from ui.link.view import View
from ui.link.vocabulary import CELL, LARGEST_DILATION, LARGEST_STRIDE, PADDINGS
from ui.models.convolution import Convolution
from ui.models.layer import repeated
from ui.views.combinations import Combinations, combinations
from ui.views.linked_view import Scene


def size(rows: int, columns: int) -> str:
    """Write a size, rows before columns."""
    return f"{rows}×{columns}"


def convolution_scene(
    view: View,
    shown: Convolution,
    *,
    hidden: tuple[int, int] | None = None,
    editable: Sequence[str] = (),
    brush: str = "",
    times: int = 1,
) -> Scene:
    """Return the scene of one picture, one kernel and its map, or of its last application."""
    turned = "kernel, flipped" if shown.flip else "kernel"
    scene = replace(
        _scene(view, [shown], hidden=hidden, editable=editable),
        brush=brush,
        input_titles=[f"input {size(*shown.read)}"],
        kernel_titles=[f"{turned} (value·weight)"],
        map_titles=[f"feature map {size(*shown.sums.shape)}"],
    )
    if times == 1:
        return scene
    last = repeated(shown, times)
    (high, wide), unit = last.image.shape[1:], 10**last.places
    source = "input" if last.times == 1 else f"after {last.times - 1}×"
    return replace(
        scene,
        image=last.image,
        maps=last.sums[None],
        fill=scene.fill * unit,
        places=last.places,
        white=int(np.abs(last.image).max()) if last.signed else scene.white * unit,
        input_titles=[f"{source} {size(high, wide)}"],
        map_titles=[f"feature map {size(*last.sums.shape)}"],
    )


UNDER_FORMULA = 0.33  # of the window's height: two rows of formula stand above the picture


def padding_scene(view: View, shown: Convolution, *, readers: bool = False) -> Scene:
    """Return the scene of one map that names the padded size.

    With `readers`, the picture's pixels give way to the number of windows that read each.
    """
    scene = replace(convolution_scene(view, shown), share=UNDER_FORMULA)
    high, wide = shown.picture.pixels.shape[1:]
    (above, below), (left, right) = shown.amounts
    padded = size(high + above + below, wide + left + right)
    title = scene.input_titles[0] + f", padded {padded}" * (padded != size(high, wide))
    if not readers:
        return replace(scene, input_titles=[title], trail=True)
    counts = window_counts(
        (high, wide),
        shown.kernel.shape,
        stride=shown.stride,
        padding=shown.padding,
        dilation=shown.dilation,
        padding_mode=shown.mode,
    )
    return replace(scene, input_titles=["windows that read each pixel"], counts=counts)


def geometry_combinations(shown: Convolution, make: Callable[[Convolution], Scene]) -> Combinations:
    """Return the scenes of a convolution with every stride, padding and dilation that it has."""

    def packed(stride: str, padding: str, dilation: str) -> bytes:
        cells = int(padding) if padding.isdigit() else padding
        moved = replace(shown, stride=int(stride), padding=cells, dilation=int(dilation))
        return make(moved).packed()

    options = {
        "stride": [str(one) for one in range(1, LARGEST_STRIDE + 1)],
        "padding": PADDINGS,
        "dilation": [str(one) for one in range(1, LARGEST_DILATION + 1)],
    }
    here = (str(shown.stride), str(shown.padding), str(shown.dilation))
    return combinations(options, here, packed)


def layer_scene(
    view: View, shown: Sequence[Convolution], *, hidden: tuple[int, int] | None = None
) -> Scene:
    """Return the scene of several kernels of one size over one picture: one map each."""
    scene = _scene(view, shown, hidden=hidden)
    high, wide = shown[0].picture.pixels.shape[1:]
    return replace(
        scene,
        input_titles=[f"input {size(high, wide)}"],
        kernel_titles=[f"{one.kernel.title} (value·weight)" for one in shown],
        map_titles=[one.kernel.title for one in shown],
    )


def gradient_scene(view: View, shown: Sequence[Convolution]) -> Scene:
    """Return the scene of Sobel x and y over a picture, and of the gradient they make."""
    scene = layer_scene(view, shown)
    pixels = shown[0].picture.pixels[0].astype(np.float64)
    return replace(
        scene,
        map_titles=["Sobel x · gx", "Sobel y · gy"],
        gradient=gradient(pixels),
        label=f"{scene.label} Page Up and Page Down change the map.",
    )


def _scene(
    view: View,
    shown: Sequence[Convolution],
    *,
    hidden: tuple[int, int] | None,
    editable: Sequence[str] = (),
) -> Scene:
    """Return what all scenes of a view share."""
    first = shown[0]
    titles = ", ".join(one.kernel.title for one in shown)
    numerators = [one.sliding.numerators for one in shown]
    keys = "Arrow keys move the cell. Space plays. Enter pins it."
    if "weights" in editable:
        keys += " The key w edits the weights."
    if "pixels" in editable:
        keys += " The key p edits the pixels."
    return Scene(
        image=first.picture.pixels,
        weights=np.array(numerators, dtype=np.int64)[:, None],
        maps=np.stack([one.sums for one in shown]),
        divisors=[one.sliding.divisor for one in shown],
        grey_maps=[one.is_picture for one in shown],
        padding=first.amounts,
        stride=(first.stride, first.stride),
        dilation=(first.dilation, first.dilation),
        mode=first.mode,
        fill=first.fill if first.mode == "constant" else 0,
        white=first.picture.white,
        label=f"{first.picture.title} under {titles}. {keys}",
        cell=(0, *view[CELL]),
        arrival=view.arrival,
        hidden=None if hidden is None else (0, *hidden),
        editable=editable,
    )
