"""The new layer and a small network while they learn: what they name right, and both curves."""

from __future__ import annotations

from html import escape

import numpy as np
import streamlit as st

from ui.frame.gate import GATE
from ui.lessons.reuse.album import Album
from ui.lessons.reuse.model import Shown
from ui.lessons.reuse.session import advance_live
from ui.lessons.reuse.settings import MOST_BATCHES
from ui.lessons.reuse.words import page as words
from ui.lessons.reuse.words import views as say
from ui.link.history import overrule
from ui.link.view import View
from ui.session.keys import page_key
from ui.views.curves import Axis, Chart, Series, curves

PAUSE = 0.12  # seconds from one slice of a run to the next
EXAMPLES, TESTS = 4, 8  # of each class on the sheet


def learn_view(view: View, shown: Shown) -> None:
    """Show both; while they learn, again and again."""
    if shown.learner.running:
        st.fragment(_live, run_every=max(PAUSE, GATE.distance))(view, shown)
    else:
        _drawn(view, shown)


def _live(view: View, shown: Shown) -> None:
    overrule(view)
    learner = shown.learner
    if not learner.running:
        st.rerun()
    advance_live(learner)
    _drawn(view, shown)
    if learner.pair.steps >= MOST_BATCHES:
        st.rerun()


def _drawn(view: View, shown: Shown) -> None:
    st.markdown(words.result(shown))
    curves(charts(shown), key=page_key(view.page, "learning"))
    with st.container(key="album", border=True, gap="xsmall"):
        st.html(sheet(shown))
        st.caption(words.KEY)


def sheet(shown: Shown) -> str:
    """Return the images in rows of their classes: some that are learned from, and the test images.

    A test image has a frame: green where the new layer names it right.
    """
    album, predicted = shown.album, shown.pair.predicted()
    head = (
        "<tr><th></th>"
        f"<th>{say.SOME_TO_LEARN_FROM.format(learned=shown.learned)}</th>"
        f"<th>{say.KEPT_FOR_THE_TEST.format(tested=shown.tested)}</th></tr>"
    )
    rows = [head]
    for label, name in enumerate(album.classes):
        own = album.labels == label
        learned = np.flatnonzero(own & ~album.tested)[:EXAMPLES]
        shown_images = "".join(_image(album, int(k), f"image of {name}", "") for k in learned)
        tests = []
        for at in np.flatnonzero(album.labels[album.tests] == label)[:TESTS].tolist():
            named = album.classes[int(predicted[at])]
            how = "right" if predicted[at] == label else "wrong"
            alt = say.TEST_IMAGE_OF_NAMED.format(at=at, name=name, named=named)
            tests.append(_image(album, int(album.tests[at]), alt, how))
        rows.append(
            f"<tr><th>{escape(name)}</th><td>{shown_images}</td><td>{''.join(tests)}</td></tr>"
        )
    return f'<table class="album">{"".join(rows)}</table>'


def _image(album: Album, number: int, alt: str, how: str) -> str:
    """Return one image; `how` a test image is named is its frame."""
    text = escape(alt)
    return f'<img class="{how}" src="{album.address(number)}" alt="{text}" title="{text}">'


def charts(shown: Shown) -> list[Chart]:
    """Return accuracy and loss of both by batch."""
    pair = shown.pair
    steps = [mark.step for mark in pair.marks]
    x = Axis("batch", 0, max(pair.network.steps, 10), whole=True)
    losses = np.array(pair.network.record.losses), np.array(pair.head.record.losses)
    accuracy = Chart(
        say.ACCURACY_ON_TEST_IMAGES,
        [
            Series(words.HEAD_NAME, steps, [100 * mark.head for mark in pair.marks], "teal"),
            Series(
                words.NETWORK_NAME, steps, [100 * mark.network for mark in pair.marks], "positive"
            ),
        ],
        x,
        Axis("accuracy in %", 0, 100),
        [words.chance(shown)],
        label=say.TEST_ACCURACY_OF_BOTH_WHILE,
        height=130,
        at=float(pair.steps),
    )
    loss = Chart(
        say.LOSS_ON_THE_BATCH,
        [
            Series(words.HEAD_NAME, np.arange(1, 1 + len(losses[1])), losses[1], "teal"),
            Series(words.NETWORK_NAME, np.arange(1, 1 + len(losses[0])), losses[0], "positive"),
        ],
        x,
        Axis("loss", 0),
        label=say.LOSS_OF_BOTH_WHILE_THEY_LEARN,
        height=130,
    )
    return [accuracy, loss]
