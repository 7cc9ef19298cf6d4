"""The shift test as a curve: how much a map changes when the picture moves."""

from __future__ import annotations

import numpy as np

from ui.lessons.pooling.model import FARTHEST, Pooled
from ui.lessons.pooling.words import views as say
from ui.views.curves import Axis, Chart, Series


def shift_chart(shown: Pooled, height: int, at: int) -> Chart:
    """Plot the change before and after pooling against the pixels moved."""
    before, after = shown.changes()
    pixels = np.arange(FARTHEST + 1)
    return Chart(
        say.CHANGE_WHEN_THE_IMAGE_SHIFTS,
        [
            Series("before pooling", pixels, 100 * before, "ink", dash="6 4"),
            Series("after pooling", pixels, 100 * after, "teal"),
        ],
        Axis("shift in pixels", whole=True),
        Axis("change in %", low=0),
        label=say.CHANGE_IN_PER_CENT_BEFORE,
        height=height,
        at=at,
    )
