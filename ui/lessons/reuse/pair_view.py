"""All images by two of their features."""

from __future__ import annotations

import numpy as np
import streamlit as st

from ui.lessons.reuse.model import Shown, pair_of_features
from ui.lessons.reuse.settings import BY_ITSELF, FIRST, SECOND
from ui.lessons.reuse.words import page as words
from ui.lessons.reuse.words import views as say
from ui.link.view import View
from ui.session.keys import page_key
from ui.views.curves import Axis, Chart, Colour, Series, curves

COLOURS: tuple[Colour, ...] = ("teal", "positive", "violet", "negative", "ink", "soft")


def pair_view(view: View, shown: Shown) -> tuple[int, int]:
    """Show the images as points, and return the features on the axes."""
    first, second = pair_of_features(view, shown)
    chosen = view[FIRST] != BY_ITSELF or view[SECOND] != BY_ITSELF
    st.markdown(words.scatter(shown, first, second, chosen=chosen))
    curves([chart(shown, first, second)], key=page_key(view.page, "scatter"))
    st.caption(words.SCATTER_KEY)
    return first, second


def chart(shown: Shown, first: int, second: int) -> Chart:
    """Return a point for each image, in the colour of its class."""
    album = shown.album
    series = []
    for label, name in enumerate(album.classes):
        own = album.features[album.labels == label]
        order = np.argsort(own[:, first], kind="stable")
        x, y = own[order, first], own[order, second]
        series.append(Series(name, x, y, COLOURS[label], kind="points"))
    return Chart(
        say.ALL_IMAGES_BY_TWO_FEATURES,
        series,
        Axis(say.FEATURE_AVERAGE_OF_ITS_MAP.format(first=first), 0),
        Axis(f"feature {second}", 0),
        label=say.IMAGES_BY_FEATURES.format(first=first, second=second),
        height=330,
    )
