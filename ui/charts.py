"""Curves with exact values under the pointer."""

from __future__ import annotations

from typing import Any

import altair
import streamlit as st
from numpy.typing import NDArray

AXIS = "direction in degrees"


def angle_chart(degrees: NDArray[Any], answers: NDArray[Any]) -> None:
    """Plot answers against directions from 0 to 360 degrees."""
    pairs = zip(degrees.tolist(), answers.round(4).tolist(), strict=True)
    table = [{AXIS: angle, "answer": answer} for angle, answer in pairs]
    x = altair.X(
        f"{AXIS}:Q",
        scale=altair.Scale(domain=[0, 360]),
        axis=altair.Axis(values=[*range(0, 361, 45)]),
    )
    curve = (
        altair.Chart(altair.InlineData(values=table))
        .mark_line(point=altair.OverlayMarkDef(size=14))
        .encode(x=x, y="answer:Q", tooltip=[f"{AXIS}:Q", "answer:Q"])
    )
    st.altair_chart(curve.properties(height=340), width="stretch", alt=f"Answer against {AXIS}")
