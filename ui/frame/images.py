"""Maps as pictures: the colours of the linked view, for downloads, slides and direction wheels."""

from __future__ import annotations

import io
from base64 import b64encode
from collections.abc import Sequence
from typing import Any

# The package before its parts: a thread that asked for a part alone, while another loads the
# package, would find it half loaded.
import matplotlib as mpl
import numpy as np
from matplotlib.colors import LinearSegmentedColormap, Normalize
from matplotlib.figure import Figure
from numpy.typing import NDArray
from PIL import Image

from ui.models.convolution import Convolution
from ui.views.colour_range import colour_range

# Blue through white to orange, centred on 0: the same hues as in ui/views/shared/palette.css.
SIGNED = LinearSegmentedColormap.from_list("signed", ["#1f5fa8", "#ffffff", "#c2570c"])
# A kernel's weights are violet where positive, blue where negative, as in the linked view.
WEIGHTS = LinearSegmentedColormap.from_list("weights", ["#1f5fa8", "#ffffff", "#7048c8"])
INK, SOFT = "#1d2330", "#5d6675"


def signed_image(values: NDArray[Any], limit: float = 0.0) -> NDArray[np.uint8]:
    """Colour a map (H, W) by sign and size, white at 0: uint8 (H, W, 3).

    `limit` has the strongest colour; 0 is the largest value's.
    """
    limit = limit or float(np.abs(values).max()) or 1.0
    coloured: NDArray[np.uint8] = SIGNED(values / (2 * limit) + 0.5, bytes=True)[..., :3]
    return coloured


def grey_image(values: NDArray[Any], white: float) -> NDArray[np.uint8]:
    """Show a map (H, W) that is a picture: grey, blue where it fell below 0: uint8 (H, W, 3)."""
    grey = np.rint(np.clip(values / white, 0, 1) * 255).astype(np.uint8)
    # As in the linked view, the smallest value below 0 can be told from black.
    below = signed_image(np.minimum(values, -0.25 * white), white)
    return np.where((values < 0)[..., None], below, grey[..., None])


def map_images(
    shown: Sequence[Convolution], maps: Sequence[NDArray[Any]]
) -> list[NDArray[np.uint8]]:
    """Colour maps (H, W) as the linked view does, signed ones with one range for all."""
    limit = _limit(maps)[0]
    return [
        grey_image(values, one.picture.white) if one.is_picture else signed_image(values, limit)
        for one, values in zip(shown, maps, strict=True)
    ]


def _limit(maps: Sequence[NDArray[Any]]) -> tuple[float, bool]:
    """Return the value of the strongest colour, and whether some values are beyond it."""
    limit, beyond = colour_range(maps)
    return limit or 1.0, beyond


def png(pixels: NDArray[np.uint8]) -> bytes:
    """Return an image file of pixels (H, W), (H, W, 3) or (H, W, 4)."""
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "PNG")
    return file.getvalue()


def data_address(pixels: NDArray[np.uint8]) -> str:
    """Return an image of pixels, as `png` takes them, as a `data:` address for HTML."""
    return f"data:image/png;base64,{b64encode(png(pixels)).decode()}"


def npy(values: NDArray[Any]) -> bytes:
    """Return exact values as a NumPy file, float32."""
    file = io.BytesIO()
    np.save(file, values.astype(np.float32), allow_pickle=False)
    return file.getvalue()


def slide(shown: Sequence[Convolution], maps: Sequence[NDArray[Any]], link: str) -> bytes:
    """Return the view as a 1920x1080 picture for slides: picture, kernel, maps with one legend."""
    figure = Figure(figsize=(19.2, 10.8), dpi=100, facecolor="#ffffff")
    first, columns = shown[0], int(np.ceil(np.sqrt(len(maps))))
    widths = (5, 2, 5) if len(maps) == 1 else (4, 1.5, 6.5)
    panels: Any = figure.subfigures(1, 3, width_ratios=widths)  # typed as one, is three
    left, middle, right = panels
    picture = left.subplots()
    high, wide = first.picture.pixels.shape[1:]
    picture.imshow(first.picture.pixels[0], cmap="gray", vmin=0, vmax=first.picture.white)
    picture.set_title(f"{first.picture.title}, {high}×{wide}", color=INK, fontsize=20)
    picture.set_axis_off()
    for axes, one in zip(np.ravel(middle.subplots(len(shown), 1)), shown, strict=True):
        _kernel(axes, one, 20 if len(shown) == 1 else 12)
    limit, beyond = _limit(maps)
    grids = right.subplots(-(-len(maps) // columns), columns, squeeze=False).ravel()
    for axes in grids:
        axes.set_axis_off()
    signed = not all(one.is_picture for one in shown)
    white = first.picture.white
    for axes, one, pixels in zip(grids, shown, map_images(shown, maps), strict=False):
        axes.imshow(pixels)
        title = one.kernel.title if len(maps) > 1 else "feature map {}×{}".format(*pixels.shape[:2])
        if signed and one.is_picture:
            title += f"\n(0 black, {white} white)"
        axes.set_title(title, color="#0b7a75", fontsize=20 if columns < 3 else 13)
    colours = (
        mpl.cm.ScalarMappable(Normalize(-limit, limit), SIGNED)
        if signed
        else mpl.cm.ScalarMappable(Normalize(0, white), "gray")
    )
    bar = right.colorbar(colours, ax=grids, orientation="horizontal", fraction=0.05, pad=0.05)
    if signed:
        ends = ("≤ −", "≥ +") if beyond else ("−", "+")
        words = [f"{ends[0]}{limit:.4g}", "0", f"{ends[1]}{limit:.4g}"]
        bar.set_ticks([-limit, 0, limit], labels=words, fontsize=16)
    else:
        bar.set_ticks([0, white], labels=["0", str(white)], fontsize=16)
    figure.text(0.02, 0.02, link, color=SOFT, fontsize=14)
    file = io.BytesIO()
    figure.savefig(file, format="png")
    return file.getvalue()


def _kernel(axes: Any, shown: Convolution, letters: int) -> None:
    kernel = shown.sliding
    weights = np.array(kernel.numerators, dtype=float)
    limit = float(np.abs(weights).max()) or 1.0
    axes.imshow(weights, cmap=WEIGHTS, vmin=-3 * limit, vmax=3 * limit)
    shared = "" if kernel.divisor == 1 else f" ÷ {kernel.divisor}"
    axes.set_title(f"{kernel.title}{shared}", color="#7048c8", fontsize=letters)
    axes.set_axis_off()
    if kernel.size > (7 if letters == 20 else 5):
        return
    for (row, column), weight in np.ndenumerate(weights):
        text = f"{weight:g}".replace("-", "−")
        axes.text(column, row, text, ha="center", va="center", color=INK, fontsize=letters - 2)
