"""The reader's own drawings, read by two networks: trained with and without augmentation."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from html import escape

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from cnn_core.data import DATASETS
from cnn_core.io.npz import write_npz
from cnn_core.nn import Network
from cnn_core.ops import softmax
from cnn_core.ops.resample import fitted
from cnn_core.robustness.augmented_training import Cured, train_with_and_without
from ui.frame.images import data_address
from ui.frame.long_work import worked
from ui.frame.outcomes import outcome
from ui.lessons.break_it.code import DRAWINGS_FILE
from ui.lessons.break_it.session import PAGE, Drawing, remove_drawings, take_drawing, tray
from ui.lessons.break_it.settings import READING, READINGS
from ui.lessons.break_it.words import page as words
from ui.lessons.break_it.words import views as say
from ui.link.view import View
from ui.pictures.network_input import drawn
from ui.session.keys import page_key
from ui.zoo.networks import network_named
from ui.zoo.pads import fresh_pad
from ui.zoo.session import own_trainer

DIGITS = 10
SIDE = 28


@dataclass(frozen=True, eq=False)
class Reader:
    """A network that reads the drawings, and what it makes of each: probabilities (N, 10)."""

    name: str
    probabilities: NDArray[np.float64]

    @property
    def digits(self) -> NDArray[np.intp]:
        """The digit that it reads in each drawing, (N,)."""
        return np.asarray(self.probabilities.argmax(axis=1), np.intp)


def drawings_view(view: View) -> None:
    """Let the reader draw, say which digit it is, and compare both networks."""
    both = worked(
        page_key(PAGE, "cured"),
        (say.WITH_AND_WITHOUT_AUGMENTATION,),
        lambda: train_with_and_without(DATASETS["digits"]()),
        words.CURING,
    )
    now = tray()
    left, right = st.columns([1, 2], gap="medium")
    with left:
        fresh_pad(PAGE, words.PAD)
        st.caption(words.WHICH_DIGIT)
        with st.container(horizontal=True, gap="xsmall", wrap=True):
            for digit in range(DIGITS):
                st.button(
                    str(digit),
                    key=page_key(PAGE, f"meant:{digit}"),
                    on_click=take_drawing,
                    args=(digit,),
                )
        if now.refusal:
            st.error(now.refusal)
    with right:
        if both is None:
            return
        images = inputs(now.drawings, view[READING])
        readers = readers_of(both, images)
        meant = [one.meant for one in now.drawings]
        with outcome(PAGE):
            st.markdown(words.drawn_result(_right(readers, meant), len(meant)))
        if now.drawings:
            with st.container(key="drawings"):
                st.html(table(images, meant, readers))
            _keep(images, meant)
        st.caption(words.cured(both))


def reading_control(view: View) -> None:
    """Let the reader choose how a drawing becomes 28×28 pixels."""
    st.radio("The networks read", READINGS, key=view.key(READING.name), format_func=READINGS.get)
    st.caption(words.READINGS[view[READING]])


def inputs(drawings: Sequence[Drawing], reading: str) -> NDArray[np.float32]:
    """Return drawings as the networks get them, (1, 28, 28, N)."""
    made = [
        drawn(one.ink).image if reading == "centred" else fitted(one.ink[None] / 255, SIDE)
        for one in drawings
    ]
    return np.stack(made, axis=-1) if made else np.zeros((1, SIDE, SIDE, 0), np.float32)


def readers_of(both: tuple[Cured, Cured], images: NDArray[np.float32]) -> list[Reader]:
    """Return what each network makes of images: without, with, and the reader's own for digits."""
    networks = dict(zip(words.CURED, (one.network for one in both), strict=True))
    trainer = own_trainer()
    if trainer is not None and trainer.data.name == "digits":
        networks[words.YOURS] = network_named("yours").network
    return [Reader(name, _probabilities(one, images)) for name, one in networks.items()]


def _probabilities(network: Network, images: NDArray[np.float32]) -> NDArray[np.float64]:
    if not images.shape[-1]:
        return np.zeros((0, DIGITS))
    with np.errstate(all="ignore"):
        logits = np.asarray(network.forward(images), np.float64)
    return np.nan_to_num(np.stack([softmax(one) for one in logits.T]))


def _right(readers: Sequence[Reader], meant: Sequence[int]) -> dict[str, int]:
    return {one.name: int((one.digits == np.array(meant, int)).sum()) for one in readers}


def table(images: NDArray[np.float32], meant: Sequence[int], readers: Sequence[Reader]) -> str:
    """Return a row for each drawing, the last one first: it, what it is, and each answer."""
    head = "".join(f"<th>{escape(one.name)}</th>" for one in readers)
    rows = [f"<tr><th>drawing</th><th>it is</th>{head}</tr>"]
    for k in reversed(range(len(meant))):
        pixels = np.rint(255 * images[0, ..., k]).astype(np.uint8)
        cells = "".join(
            _answer(int(one.digits[k]), float(one.probabilities[k].max()), meant[k])
            for one in readers
        )
        rows.append(
            f'<tr><td><img src="{data_address(pixels)}" alt="drawing {k + 1}" width="42" '
            f'height="42" style="image-rendering:pixelated;display:block"></td>'
            f"<td>{meant[k]}</td>{cells}</tr>"
        )
    return f"<table>{''.join(rows)}</table>"


def _answer(digit: int, probability: float, meant: int) -> str:
    share = f"{100 * probability:.0f}" if probability < 0.995 else "> 99"
    mark, name = ("✓", "right") if digit == meant else ("✗", "wrong")
    return (
        f'<td class="{name}"><b>{digit}</b> {escape(share)}\u00a0% '
        f'<span role="img" aria-label="{name}">{mark}</span></td>'
    )


def _keep(images: NDArray[np.float32], meant: Sequence[int]) -> None:
    with st.container(horizontal=True, gap="xsmall", wrap=True):
        for label, everything in (("Remove the last", False), ("Remove all", True)):
            st.button(
                label,
                key=page_key(PAGE, f"remove:{everything}"),
                on_click=partial(remove_drawings, all_of_them=everything),
            )
        st.download_button(
            "Save these drawings",
            partial(drawings_file, images, meant),
            DRAWINGS_FILE,
            "application/octet-stream",
            key=page_key(PAGE, "save-drawings"),
            on_click="ignore",
        )


def drawings_file(images: NDArray[np.float32], meant: Sequence[int]) -> bytes:
    """Return the drawings as the networks get them, and their digits, as an npz file."""
    file = io.BytesIO()
    write_npz(file, {"images": images, "labels": np.array(meant, np.int64)})
    return file.getvalue()
