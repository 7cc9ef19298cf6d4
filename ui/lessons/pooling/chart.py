"""The shift test as a curve: how much a map changes when the picture moves."""

from __future__ import annotations

import numpy as np

from ui.lessons.pooling.model import FARTHEST, Pooled
from ui.views.curves import Axis, Chart, Series


def shift_chart(shown: Pooled, height: int, at: int) -> Chart:
    """Plot the change before and after pooling against the pixels moved."""
    before, after = shown.changes()
    pixels = np.arange(FARTHEST + 1)
    return Chart(
        "change when the image shifts to the right",
        [
            Series("before pooling", pixels, 100 * before, "ink", dash="6 4"),
            Series("after pooling", pixels, 100 * after, "teal"),
        ],
        Axis("shift in pixels", whole=True),
        Axis("change in %", low=0),
        label="Change in per cent before and after pooling, for shifts of 0 to 4 pixels",
        height=height,
        at=at,
    )
