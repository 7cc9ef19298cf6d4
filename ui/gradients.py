"""How steep a picture is at every pixel, and where it gets brighter."""

from __future__ import annotations

import numpy as np
import streamlit as st

from cnn_core import KERNELS, gradient
from ui.convolution import Convolution
from ui.downloads import number_downloads
from ui.images import direction_image, direction_wheel, grey_image
from ui.pictures import Picture


def gradients(picture: Picture, row: int, column: int) -> None:
    """Show magnitude and direction of a picture's gradient, with the numbers of one pixel."""
    steep, rising = gradient(picture.pixels[0].astype(np.float64))
    # The cell may be one of a map with more padding.
    row, column = min(row, steep.shape[0] - 1), min(column, steep.shape[1] - 1)
    across, down = (
        round(_sobel(picture, name).window(row, column).sum) for name in ("sobel-x", "sobel-y")
    )
    st.markdown(
        f"At row {row}, column {column}: Sobel x answers {across}, Sobel y {down}. Magnitude "
        f"√(({across})² + ({down})²) ≈ {steep[row, column]:.2f}, rising towards "
        f"{np.degrees(rising[row, column]):.1f}° (0° is right, 90° down).".replace("-", "−")
    )
    size, towards, legend = st.columns([5, 5, 1.3])
    size.image(
        grey_image(steep), "Magnitude: white is steepest", width="stretch", alt="Gradient magnitude"
    )
    towards.image(
        direction_image(steep, rising),
        "Direction: the hue says where it gets brighter",
        width="stretch",
        alt="Gradient direction",
    )
    legend.image(direction_wheel(), "Hues", width=97, alt="A disc with the hue of each direction")
    number_downloads(picture.name, {"magnitude": steep, "direction": rising})


def _sobel(picture: Picture, name: str) -> Convolution:
    """Return the convolution that `gradient` makes of a picture."""
    return Convolution(picture, KERNELS[name].kernel(), padding="same", mode="replicate")
