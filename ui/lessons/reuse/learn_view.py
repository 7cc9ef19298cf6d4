"""The new layer and a small network while they learn: what they name right, and both curves."""

from __future__ import annotations

from html import escape

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from ui.frame.gate import GATE
from ui.frame.images import data_address
from ui.lessons.reuse import words
from ui.lessons.reuse.album import THUMB
from ui.lessons.reuse.model import Shown
from ui.lessons.reuse.session import advance_live
from ui.lessons.reuse.settings import MOST_BATCHES
from ui.link.history import overrule
from ui.link.view import View
from ui.session.keys import page_key
from ui.views.curves import Axis, Chart, Series, curves

PAUSE = 0.12  # seconds from one slice of a run to the next
EXAMPLES, TESTS = 4, 8  # of each class on the sheet
FRAME = 3  # pixels around a test image
RIGHT, WRONG, PLAIN = (11, 122, 117), (194, 87, 12), (255, 255, 255)


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
        f"<th>some of {shown.learned} to learn from</th>"
        f"<th>{shown.tested} kept for the test</th></tr>"
    )
    rows = [head]
    for label, name in enumerate(album.classes):
        own = album.labels == label
        learned = np.flatnonzero(own & ~album.tested)[:EXAMPLES]
        at = np.flatnonzero(album.labels[album.tests] == label)[:TESTS]
        right = predicted[at] == label
        frames = [RIGHT if one else WRONG for one in right]
        wrong = [album.classes[int(one)] for one in predicted[at] if one != label]
        said = f"{int(right.sum())} of {len(at)} named right"
        if wrong:
            said += f", others as {', '.join(sorted({*wrong}))}"
        rows.append(
            f"<tr><th>{escape(name)}</th>"
            f"<td>{_strip(album.thumbs[learned], None, f'images of {name} to learn from')}</td>"
            f"<td>{_strip(album.thumbs[album.tests[at]], frames, f'test images of {name}: {said}')}"
            f"</td></tr>"
        )
    return f'<table class="album">{"".join(rows)}</table>'


def _strip(images: NDArray[np.uint8], frames: list[tuple[int, int, int]] | None, alt: str) -> str:
    """Return images (N, 3, H, W) beside each other as one, each with its frame."""
    cells = []
    for k, one in enumerate(images):
        inside = one.transpose(1, 2, 0)
        cell = np.full((THUMB + 2 * FRAME + 2, THUMB + 2 * FRAME + 2, 4), 0, np.uint8)
        if frames is not None:
            cell[1:-1, 1:-1] = (*frames[k], 255)
        edge = FRAME + 1
        cell[edge:-edge, edge:-edge] = 255
        cell[edge:-edge, edge:-edge, :3] = inside
        cells.append(cell)
    return f'<img src="{data_address(np.hstack(cells))}" alt="{escape(alt)}">'


def charts(shown: Shown) -> list[Chart]:
    """Return accuracy and loss of both by batch."""
    pair = shown.pair
    steps = [mark.step for mark in pair.marks]
    x = Axis("batch", 0, max(pair.network.steps, 10), whole=True)
    losses = np.array(pair.network.record.losses), np.array(pair.head.record.losses)
    accuracy = Chart(
        "Accuracy on test images",
        [
            Series(words.HEAD_NAME, steps, [100 * mark.head for mark in pair.marks], "teal"),
            Series(
                words.NETWORK_NAME, steps, [100 * mark.network for mark in pair.marks], "positive"
            ),
        ],
        x,
        Axis("accuracy in %", 0, 100),
        [words.chance(shown)],
        label="Test accuracy of both while they learn",
        height=130,
        at=float(pair.steps),
    )
    loss = Chart(
        "Loss on the batch",
        [
            Series(words.HEAD_NAME, np.arange(1, 1 + len(losses[1])), losses[1], "teal"),
            Series(words.NETWORK_NAME, np.arange(1, 1 + len(losses[0])), losses[0], "positive"),
        ],
        x,
        Axis("loss", 0),
        label="Loss of both while they learn",
        height=130,
    )
    return [accuracy, loss]
