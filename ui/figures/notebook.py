"""The linked view in a notebook: an image, a kernel and every number between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from html import escape
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnn_core.geometry import pad_amounts
from cnn_core.kernels import Kernel
from cnn_core.kernels.text import custom_kernel
from cnn_core.ops import conv2d
from ui.figures.document import Source, document
from ui.views.combinations import combinations
from ui.views.linked_view import NAME, Scene
from ui.views.shown_views import PARTS, Shown

HEIGHT = 620  # CSS pixels that a notebook gives a figure
LARGEST = 255


@dataclass(frozen=True)
class Figure:
    """A figure as the text of an HTML file, which Jupyter and marimo show in place."""

    text: str

    def _repr_html_(self) -> str:
        """Return the figure in a frame of its own, which nothing of the notebook changes."""
        return (
            f'<iframe srcdoc="{escape(self.text)}" sandbox="allow-scripts allow-downloads"'
            f' allow="fullscreen" title="ConvScope figure"'
            f' style="width: 100%; height: {HEIGHT}px; border: 0"></iframe>'
        )

    def save(self, path: str | Path) -> Path:
        """Write the figure as an HTML file that works by itself, and return where it is."""
        target = Path(path)
        target.write_text(self.text, "utf-8")
        return target


def figure(
    image: ArrayLike,
    kernel: Kernel | Sequence[Sequence[int | float | Fraction]],
    *,
    stride: int | Sequence[int] = 1,
    padding: int | str | Sequence[int | str] = 0,
    dilation: int | Sequence[int] = 1,
    padding_mode: str = "zeros",
    title: str = "",
) -> Figure:
    """Show an image under one kernel, with the map and every sum.

    `image`: (H, W) or (1, H, W), whole numbers 0 to 255. `kernel`: one of `cnn_core.KERNELS`, made
    with `.kernel()`, or rows of weights. The other settings are those of `cnn_core.conv2d`. A list
    of strides, paddings or dilations becomes a menu below the figure, which opens on its first.

    Errors: an image of another shape or with other numbers, a kernel that does not fit, weights
    without a common divisor that can be shown (ValueError).
    """
    pixels = _whole(np.asarray(image))
    if not isinstance(kernel, Kernel):
        rows = [[_exact(one) for one in row] for row in kernel]
        kernel = custom_kernel(rows)
    options = {"stride": _texts(stride), "padding": _texts(padding), "dilation": _texts(dilation)}
    first = tuple(texts[0] for texts in options.values())

    def make(stride: str, padding: str, dilation: str) -> bytes:
        cells = padding if padding.isalpha() else int(padding)
        return _scene(pixels, kernel, int(stride), cells, int(dilation), padding_mode).packed()

    several = any(len(texts) > 1 for texts in options.values())
    menus = partial(combinations, options, first, make) if several else None
    source = Source(title, "Made with ConvScope")
    return Figure(document(Shown(PARTS[NAME], make(*first), menus), source))


def _texts(setting: int | str | Sequence[int | str]) -> list[str]:
    """Return the texts of one value of a setting, or of several."""
    if isinstance(setting, str) or not isinstance(setting, Sequence):
        return [str(setting)]
    if not setting:
        raise ValueError("a list of strides, paddings or dilations has at least one")
    return [str(one) for one in setting]


def _scene(
    pixels: NDArray[np.int64],
    kernel: Kernel,
    stride: int,
    padding: int | str,
    dilation: int,
    padding_mode: str,
) -> Scene:
    numerators = np.array(kernel.numerators, dtype=np.float64)
    sums = conv2d(
        pixels.astype(np.float64),
        numerators[None, None],
        stride=stride,
        padding=padding,
        dilation=dilation,
        padding_mode=padding_mode,
    )
    high, wide = pixels.shape[1:]
    return Scene(
        image=pixels,
        weights=numerators.astype(np.int64)[None, None],
        maps=np.rint(sums),
        divisors=[kernel.divisor],
        padding=pad_amounts(padding, kernel.shape, stride=stride, dilation=dilation),
        stride=(stride, stride),
        dilation=(dilation, dilation),
        mode=padding_mode,
        input_titles=[f"input {high}×{wide}"],
        map_titles=[f"feature map {sums.shape[1]}×{sums.shape[2]}"],
        label="An image under a kernel. Arrow keys move the cell. Space plays. Enter pins it.",
    )


def _whole(image: NDArray[Any]) -> NDArray[np.int64]:
    """Return an image as (1, H, W) whole numbers; ValueError for anything else."""
    if image.ndim == 2:
        image = image[None]
    if image.ndim != 3 or image.shape[0] != 1 or not image.size:
        raise ValueError(f"an image is (H, W) or (1, H, W), not {image.shape}")
    with np.errstate(invalid="ignore"):  # what is no number is not equal to itself
        whole: NDArray[np.int64] = np.rint(image).astype(np.int64)
    if not np.array_equal(whole, image) or whole.min() < 0 or whole.max() > LARGEST:
        raise ValueError(
            f"an image has whole numbers from 0 to {LARGEST}: "
            "for brightness from 0 to 1, pass (image * 255).round()"
        )
    return whole


def _exact(weight: int | float | Fraction) -> Fraction:
    """Return a weight as it is written: 0.1 is one tenth."""
    return weight if isinstance(weight, Fraction) else Fraction(str(float(weight)))
