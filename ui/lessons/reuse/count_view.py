"""Accuracy against the number of images of each class, for both ways to learn."""

from __future__ import annotations

import numpy as np
import streamlit as st

from cnn_core.transfer import CountCurve, accuracy_by_count
from ui.frame.long_work import worked
from ui.lessons.reuse.model import Shown
from ui.lessons.reuse.words import page as words
from ui.lessons.reuse.words import views as say
from ui.link.view import View
from ui.session.keys import page_key
from ui.views.curves import Axis, Chart, Series, curves


def count_view(view: View, shown: Shown) -> CountCurve | None:
    """Train both on ever more images of each class, and show how they did; None while stopped."""
    found = worked(
        page_key(view.page, "counts"),
        (say.IMAGES_OF_A_CLASS, shown.album.key),
        lambda: accuracy_by_count(shown.album.both),
        words.COUNTING,
    )
    if found is None:
        return None
    st.markdown(words.counted(found))
    curves([chart(shown, found)], key=page_key(view.page, "counted"))
    st.caption(words.DRAWS)
    return found


def chart(shown: Shown, found: CountCurve) -> Chart:
    """Return mean accuracy by images of a class, and each draw as a point."""
    series = []
    for name, values, colour in (
        (words.HEAD_NAME, found.head, "teal"),
        (words.NETWORK_NAME, found.network, "positive"),
    ):
        series.append(Series(name, found.counts, 100 * values.mean(axis=1), colour))  # type: ignore[arg-type]
        draws = values.shape[1]
        series.append(
            Series(
                f"{name}, each draw",
                np.repeat(found.counts, draws),
                100 * values.ravel(),
                colour,  # type: ignore[arg-type]
                kind="points",
                quiet=True,
            )
        )
    return Chart(
        say.ACCURACY_ON_TEST_IMAGES,
        series,
        Axis(say.IMAGES_OF_EACH_CLASS, 0, found.counts[-1], whole=True),
        Axis("accuracy in %", 0, 100),
        [words.chance(shown)],
        label=say.TEST_ACCURACY_OF_BOTH,
        height=280,
    )
