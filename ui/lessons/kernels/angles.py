"""How a kernel answers an edge, for every direction of the edge."""

from __future__ import annotations

import altair
import numpy as np
import streamlit as st

from cnn_core.kernels import edge_response
from ui.frame.downloads import number_downloads
from ui.models.convolution import Convolution
from ui.shell.startup import wait_for_charts

AXIS = "direction in degrees"


def angles(found: Convolution) -> None:
    """Plot the kernel's answer to a straight edge from 0 to 1 that turns under it."""
    wait_for_charts()
    degrees = np.arange(0, 361, 3)
    answers = edge_response(found.sliding.weights, np.radians(degrees))
    plotted = answers.round(4) + 0.0  # alike where only rounding differs, and no −0
    strongest = int(np.abs(plotted).argmax())
    where = f"first at {degrees[strongest]}°" if np.ptp(plotted) else "at every angle"
    st.markdown(
        f"A straight edge from 0 to 1 turns under **{found.kernel.title}**: at 0° it is brighter "
        f"towards the right, at 90° downwards. The strongest answer is {plotted[strongest]:.2f}, "
        f"{where}.".replace("-", "−")
    )
    pairs = zip(degrees.tolist(), plotted.tolist(), strict=True)
    table = altair.InlineData(values=[{AXIS: angle, "answer": answer} for angle, answer in pairs])
    curve = (
        altair.Chart(table)
        .mark_line(point=altair.OverlayMarkDef(size=14))
        .encode(
            x=altair.X(
                f"{AXIS}:Q",
                scale=altair.Scale(domain=[0, 360]),
                axis=altair.Axis(values=[*range(0, 361, 45)]),
            ),
            y="answer:Q",
            tooltip=[f"{AXIS}:Q", "answer:Q"],
        )
        .properties(height=340)
    )
    st.altair_chart(curve, width="stretch", alt=f"Answer of {found.kernel.title} against {AXIS}")
    number_downloads(f"{found.kernel.name}-angles", {"curve": np.stack([degrees, answers])})
