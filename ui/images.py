"""Maps as pictures: the colours of the linked view, for downloads, slides and direction wheels."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from numpy.typing import NDArray
from PIL import Image

from ui.convolution import Convolution
from ui.views.colour_range import colour_range

# Blue through white to orange, centred on 0: the same hues as in ui/views/palette.css.
SIGNED = LinearSegmentedColormap.from_list("signed", ["#1f5fa8", "#ffffff", "#c2570c"])
# A kernel's weights are violet where positive, blue where negative, as in the linked view.
WEIGHTS = LinearSegmentedColormap.from_list("weights", ["#1f5fa8", "#ffffff", "#7048c8"])
INK, SOFT = "#1d2330", "#5d6675"


def signed_image(values: NDArray[Any]) -> NDArray[np.uint8]:
    """Colour a map (H, W) by sign and size, white at 0: uint8 (H, W, 3)."""
    limit = float(np.abs(values).max()) or 1.0
    coloured: NDArray[np.uint8] = SIGNED(values / (2 * limit) + 0.5, bytes=True)[..., :3]
    return coloured


def png(pixels: NDArray[np.uint8]) -> bytes:
    """Return an image file of pixels (H, W), (H, W, 3) or (H, W, 4)."""
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "PNG")
    return file.getvalue()


def npy(values: NDArray[Any]) -> bytes:
    """Return exact values as a NumPy file, float32."""
    file = io.BytesIO()
    np.save(file, values.astype(np.float32), allow_pickle=False)
    return file.getvalue()


def slide(shown: Sequence[Convolution], maps: Sequence[NDArray[Any]], link: str) -> bytes:
    """Return the view as a 1920x1080 picture for slides: picture, kernel, maps with one legend."""
    figure = Figure(figsize=(19.2, 10.8), dpi=100, facecolor="#ffffff")
    first, columns = shown[0], int(np.ceil(np.sqrt(len(maps))))
    widths = (5, 2, 5) if len(maps) == 1 else (4, 1, 7)
    panels: Any = figure.subfigures(1, 3, width_ratios=widths)  # typed as one, is three
    left, middle, right = panels
    picture = left.subplots()
    high, wide = first.picture.pixels.shape[1:]
    picture.imshow(first.picture.pixels[0], cmap="gray", vmin=0, vmax=first.picture.white)
    picture.set_title(f"{first.picture.title}, {high}×{wide}", color=INK, fontsize=20)
    picture.set_axis_off()
    if len(maps) == 1:
        _kernel(middle.subplots(), first)
    limit, beyond = colour_range(maps)
    limit = limit or 1.0
    grids = right.subplots(-(-len(maps) // columns), columns, squeeze=False).ravel()
    for axes in grids:
        axes.set_axis_off()
    for axes, one, values in zip(grids, shown, maps, strict=False):
        image = axes.imshow(values, cmap=SIGNED, vmin=-limit, vmax=limit)
        title = one.kernel.title if len(maps) > 1 else "feature map {}×{}".format(*values.shape)
        axes.set_title(title, color="#0b7a75", fontsize=20)
    bar = right.colorbar(image, ax=grids, orientation="horizontal", fraction=0.05, pad=0.05)
    ends = (f"≤ −{limit:.4g}", f"≥ +{limit:.4g}") if beyond else (f"−{limit:.4g}", f"+{limit:.4g}")
    bar.set_ticks([-limit, 0, limit], labels=[ends[0], "0", ends[1]], fontsize=16)
    figure.text(0.02, 0.02, link, color=SOFT, fontsize=14)
    file = io.BytesIO()
    figure.savefig(file, format="png")
    return file.getvalue()


def _kernel(axes: Any, shown: Convolution) -> None:
    kernel = shown.sliding
    weights = np.array(kernel.numerators, dtype=float)
    limit = float(np.abs(weights).max()) or 1.0
    axes.imshow(weights, cmap=WEIGHTS, vmin=-3 * limit, vmax=3 * limit)
    shared = "" if kernel.divisor == 1 else f" ÷ {kernel.divisor}"
    axes.set_title(f"{kernel.title}{shared}", color="#7048c8", fontsize=20, wrap=True)
    axes.set_axis_off()
    if kernel.size > 7:
        return
    for (row, column), weight in np.ndenumerate(weights):
        text = f"{weight:g}".replace("-", "−")
        axes.text(column, row, text, ha="center", va="center", color=INK, fontsize=18)
