"""Pooling along one axis and along three, as small figures."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from cnn_core.ops import max_pool2d

ROW = np.array([3, 7, 1, 2, 5, 5, 0, 4])  # a sound, a sentence, a row of pixels
FRAMES = np.array([[[3, 7], [1, 2]], [[0, 4], [9, 5]]])  # two frames of a film, or slices of a scan


def pooled_row(row: NDArray[np.int64]) -> list[int]:
    """Return the largest of every two neighbours."""
    return [int(n) for n in max_pool2d(row[None, None], (1, 2))[0, 0]]


def pooled_frames(frames: NDArray[np.int64]) -> int:
    """Return the largest of a block of two frames, two rows and two columns."""
    each = max_pool2d(frames, 2)[:, 0, 0]  # one number a frame
    return int(max_pool2d(each[None, :, None], (2, 1))[0, 0, 0])


def other_dimensions() -> None:
    """Show pooling of a row and of a block, each in a sentence and a figure."""
    left, right = st.columns(2, gap="medium")
    with left, st.container(border=True, height="stretch"):
        st.markdown(
            "**One dimension**: sound, text, a row of pixels. A window is a stretch of the line; "
            "2 with stride 2 halves it."
        )
        won = pooled_row(ROW)
        pairs = [[int(n) for n in ROW[k : k + 2]] for k in range(0, len(ROW), 2)]
        groups = "".join(_group(pair, max(pair)) for pair in pairs)
        st.html(
            f'<div class="pooling"><div class="line">{groups}</div>'
            f'<div class="line">{"".join(_answer(n, 2) for n in won)}</div></div>'
        )
    with right, st.container(border=True, height="stretch"):
        st.markdown(
            "**Three dimensions**: film, scans of a body. A window is a block: 2×2×2 makes one "
            "number of 8 and leaves an eighth of the cells."
        )
        largest = pooled_frames(FRAMES)
        blocks = "".join(
            f'<div class="frame"><small>frame {k + 1}</small>'
            + "".join(f'<div class="line">{_group(map(int, r), largest)}</div>' for r in frame)
            + "</div>"
            for k, frame in enumerate(FRAMES)
        )
        st.html(f'<div class="pooling side">{blocks}<span>→</span>{_answer(largest, 1)}</div>')


def _group(values: Iterable[int], largest: int) -> str:
    """Write the cells of one window, the first of the largest marked."""
    cells, marked = [], False
    for n in values:
        won = n == largest and not marked
        marked = marked or won
        cells.append(f'<span class="cell{" won" * won}">{n}</span>')
    return f'<span class="group">{"".join(cells)}</span>'


def _answer(n: int, wide: int) -> str:
    return f'<span class="answer wide{wide}">{n}</span>'
