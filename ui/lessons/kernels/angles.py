"""What a kernel makes of an edge, for every direction of the edge."""

from __future__ import annotations

import numpy as np
import streamlit as st

from cnn_core.kernels import strongest_edge_response
from ui.frame.downloads import number_downloads
from ui.models.convolution import Convolution
from ui.session.keys import page_key
from ui.views.curves import Axis, Chart, Series, curves

DEGREES = np.arange(0, 361, 3)


def angle_words(found: Convolution) -> str:
    """Say where the kernel's output is strongest and weakest, and what follows."""
    outputs = _outputs(found)
    sizes = np.abs(outputs)
    strongest, weakest = int(sizes.argmax()), int(sizes.argmin())
    title = found.kernel.title
    opening = (
        f"A straight edge from 0 to 1 slides across **{title}**. The curve shows the strongest "
        "output for each direction: at 0° the right side is bright, at 90° the bottom."
    )
    if np.ptp(sizes) < 0.005:
        same = _number(outputs[strongest])
        return f"{opening} It is {same} at every angle, so this kernel prefers no direction."
    return (
        f"{opening} It is strongest at {DEGREES[strongest]}° ({_number(outputs[strongest])}) and "
        f"weakest at {DEGREES[weakest]}° ({_number(outputs[weakest])}). So this kernel does not "
        "find edges of all directions equally well."
    )


def angles(found: Convolution, page: str) -> None:
    """Plot the kernel's strongest output under a straight edge against the edge's direction."""
    st.markdown(angle_words(found))
    chart = Chart(
        "strongest output while the edge slides across",
        [Series("output", DEGREES, _outputs(found), "teal")],
        Axis("direction of the edge in degrees", low=0, high=360, whole=True),
        Axis("output"),
        label=f"Strongest output of {found.kernel.title} against the direction of the edge",
        height=340,
        at=0,
    )
    curves([chart], key=page_key(page, "angles"))
    number_downloads(f"{found.kernel.name}-angles", {"curve": np.stack([DEGREES, _outputs(found)])})


def _outputs(found: Convolution) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    return strongest_edge_response(found.sliding.weights, np.radians(DEGREES)).round(4) + 0.0


def _number(value: float) -> str:
    return f"{value:.2f}".replace("-", "−")
