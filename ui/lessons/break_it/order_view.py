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
from ui.frame.long_work import digest, worked
from ui.lessons.break_it.words import page as words
from ui.lessons.break_it.words import views as say
from ui.link.view import View
from ui.session.keys import page_key
from ui.views.curves import Axis, Chart, Colour, Series, curves

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
        st.caption(say.TEST_IMAGES_AS_THEY)
        st.html(
            f'<img src="{data_address(examples(data))}" style="width:100%;max-width:30rem;'
            f'image-rendering:pixelated" alt="{say.ABOVE_AND_BELOW}">'
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
        say.ACCURACY_ON_TEST_IMAGES,
        series,
        Axis("batch", 0, BATCHES, whole=True),
        Axis("accuracy", 0, 1),
        label=say.TEST_ACCURACY_OF_BOTH_NETWORKS,
        height=200,
    )


def said(result: OrderResult) -> str:
    """Say what both reach, and what follows."""
    (conv, conv_mixed), (dense, dense_mixed) = (
        [100 * float(part[name][-1]) for part in (result.ordered, result.shuffled)]
        for name in COLOURS
    )
    return say.ON_IMAGES_AS_THEY.format(
        conv=conv,
        dense=dense,
        conv_mixed=conv_mixed,
        dense_mixed=dense_mixed,
        parameters=result.parameters["convolution"],
        parameters_2=result.parameters["dense"],
    )
