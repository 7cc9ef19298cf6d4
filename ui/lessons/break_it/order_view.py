"""Two networks trained on images as they are and on shuffled ones, and what that shows."""

from __future__ import annotations

import numpy as np
import streamlit as st

from cnn_core.data import DATASETS, Dataset
from cnn_core.robustness.pixel_order import (
    BATCHES,
    OrderResult,
    shuffled_pixels,
    train_both_orders,
)
from ui.frame.images import data_address
from ui.lessons.break_it import words
from ui.link.view import View
from ui.session.keys import page_key
from ui.views.curves import Axis, Chart, Colour, Series, curves
from ui.zoo.long_work import digest, worked

SHOWN = 8  # images
LINE = 130  # grey between two of them
COLOURS: dict[str, Colour] = {"convolution": "teal", "dense": "ink"}


def order_view(view: View, data: Dataset) -> None:
    """Train both, unless they were trained already, and show how they did."""
    pictures = data.name if data.name in DATASETS else digest(data.train.pixels)
    result = worked(
        page_key(view.page, "order"),
        ("pixel order", pictures),
        lambda: train_both_orders(data),
        words.TRAINING,
    )
    with st.container(key="broken", border=True, gap="xsmall"):
        st.caption("Test images as they are, and with their pixels in one other order:")
        st.html(
            f'<img src="{data_address(examples(data))}" style="width:100%;max-width:30rem;'
            'image-rendering:pixelated" alt="test images, above as they are, below shuffled">'
        )
    if result is None:
        return
    curves([chart(result)], key=page_key(view.page, "order-curve"))
    st.markdown(said(result))


def examples(data: Dataset) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    """Return some test images, above as they are and below shuffled, (H, W)."""
    rows = [
        np.hstack([np.pad(one, 1, constant_values=LINE) for one in part.pixels[:SHOWN, 0]])
        for part in (data.test, shuffled_pixels(data.test))
    ]
    return np.vstack(rows)


def chart(result: OrderResult) -> Chart:
    """Return the test accuracy of both networks by batch, dashed for shuffled images."""
    series = []
    for name, colour in COLOURS.items():
        series.append(Series(name, result.batches, result.ordered[name], colour))
        shuffled = result.shuffled[name]
        series.append(Series(f"{name}, shuffled", result.batches, shuffled, colour, dash="6 4"))
    return Chart(
        "Accuracy on test images",
        series,
        Axis("batch", 0, BATCHES, whole=True),
        Axis("accuracy", 0, 1),
        label="Test accuracy of both networks while they learn",
        height=200,
    )


def said(result: OrderResult) -> str:
    """Say what both reach, and what follows."""
    (conv, conv_mixed), (dense, dense_mixed) = (
        [100 * float(part[name][-1]) for part in (result.ordered, result.shuffled)]
        for name in COLOURS
    )
    return (
        f"On images as they are, the convolution reaches **{conv:.1f}\u00a0%** and the dense "
        f"network {dense:.1f}\u00a0%. On shuffled images the convolution reaches only "
        f"**{conv_mixed:.1f}\u00a0%**, and the dense network {dense_mixed:.1f}\u00a0%.\n\n"
        "**Why:** A dense unit reads all pixels, so for it a shuffle only gives them other "
        "numbers. A window reads neighbours, so the convolution assumes that neighbours belong "
        f"together. Where that is true, it needs {result.parameters['convolution']:,} parameters "
        f"instead of {result.parameters['dense']:,} (lesson 11)."
    )
