"""Maps as pictures: the colours of the linked view, for downloads, slides and direction wheels."""

from __future__ import annotations

import io
from typing import Any

import matplotlib
import numpy as np
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from numpy.typing import NDArray
from PIL import Image

from ui.convolution import Convolution

# Blue through white to orange, centred on 0: the same hues as in ui/linked_view/view.css.
SIGNED = LinearSegmentedColormap.from_list("signed", ["#1f5fa8", "#ffffff", "#c2570c"])
INK, SOFT = "#1d2330", "#5d6675"


def signed_image(values: NDArray[Any]) -> NDArray[np.uint8]:
    """Colour a map (H, W) by sign and size, white at 0: uint8 (H, W, 3)."""
    limit = float(np.abs(values).max()) or 1.0
    coloured: NDArray[np.uint8] = SIGNED(values / (2 * limit) + 0.5, bytes=True)[..., :3]
    return coloured


def direction_image(magnitude: NDArray[Any], direction: NDArray[Any]) -> NDArray[np.uint8]:
    """Colour a gradient (H, W): hue is its direction (radians), brightness its magnitude."""
    hue = (direction + np.pi) / (2 * np.pi)
    value = magnitude / (float(magnitude.max()) or 1.0)
    hsv = np.stack([hue % 1.0, np.full_like(hue, 0.75), np.sqrt(value)], axis=-1)
    rgb = matplotlib.colors.hsv_to_rgb(hsv)
    return np.asarray(np.rint(rgb * 255), dtype=np.uint8)


def direction_wheel(side: int = 97) -> NDArray[np.uint8]:
    """Return the legend of `direction_image`: a disc on which each direction has its colour."""
    at = np.linspace(-1, 1, side)
    across, down = np.meshgrid(at, at)
    distance = np.hypot(down, across)
    disc = direction_image(np.where(distance <= 1, 1.0, 0.0), np.arctan2(down, across))
    alpha = np.where(distance <= 1, 255, 0).astype(np.uint8)
    return np.dstack([disc, alpha])


def grey_image(values: NDArray[Any]) -> NDArray[np.uint8]:
    """Scale values (H, W) from 0 to their largest into grey: uint8 (H, W)."""
    return np.asarray(np.rint(255 * values / (float(values.max()) or 1.0)), dtype=np.uint8)


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


def slide(shown: Convolution, link: str) -> bytes:
    """Return the view as a 1920x1080 picture for slides: picture, kernel and map with legend."""
    figure = Figure(figsize=(19.2, 10.8), dpi=100, facecolor="#ffffff")
    left, middle, right = figure.subplots(1, 3, width_ratios=(5, 2, 5))
    rows, columns = shown.picture.pixels.shape[1:]
    white = shown.picture.white
    left.imshow(shown.picture.pixels[0], cmap="gray", vmin=0, vmax=white, interpolation="nearest")
    left.set_title(f"{shown.picture.title}, {rows}×{columns}", color=INK, fontsize=20)
    _kernel(middle, shown)
    limit = float(np.abs(shown.map).max()) or 1.0
    image = right.imshow(shown.map, cmap=SIGNED, vmin=-limit, vmax=limit, interpolation="nearest")
    right.set_title("feature map {}×{}".format(*shown.size), color="#0b7a75", fontsize=20)
    bar = figure.colorbar(image, ax=right, orientation="horizontal", fraction=0.05, pad=0.05)
    bar.set_ticks([-limit, 0, limit], labels=[f"−{limit:g}", "0", f"+{limit:g}"], fontsize=16)
    for axes in (left, middle, right):
        axes.set_axis_off()
    figure.text(0.02, 0.03, link, color=SOFT, fontsize=14)
    figure.subplots_adjust(left=0.02, right=0.98, top=0.9, bottom=0.12, wspace=0.08)
    file = io.BytesIO()
    figure.savefig(file, format="png")
    return file.getvalue()


def _kernel(axes: Any, shown: Convolution) -> None:
    kernel = shown.sliding
    weights = np.array(kernel.numerators, dtype=float)
    limit = float(np.abs(weights).max()) or 1.0
    axes.imshow(weights, cmap="PuOr_r", vmin=-2 * limit, vmax=2 * limit)
    shared = "" if kernel.divisor == 1 else f" ÷ {kernel.divisor}"
    axes.set_title(f"{kernel.title}{shared}", color="#7048c8", fontsize=20, wrap=True)
    if kernel.size > 7:
        return
    for (row, column), weight in np.ndenumerate(weights):
        text = f"{weight:g}".replace("-", "−")
        axes.text(column, row, text, ha="center", va="center", color=INK, fontsize=18)
