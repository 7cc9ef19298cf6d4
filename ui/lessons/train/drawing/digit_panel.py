"""Draw for a network, or bring a photographed digit: it answers while one draws."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from cnn_core.data import Dataset
from cnn_core.nn import Network
from cnn_core.ops.resample import fitted
from ui.lessons.train.drawing.prediction import NOT_FINITE, network_answer
from ui.lessons.train.words import views as say
from ui.pictures import Picture
from ui.pictures.limits import ENDINGS, FILE_LABEL, UPLOAD_MB, PictureError
from ui.pictures.network_input import READINGS, NetworkInput, drawn
from ui.pictures.upload import read_picture
from ui.session.keys import page_key
from ui.views.drawing_pad import SIDE, PadScene, drawing_pad, read_ink

PAD = page_key("draw", "pad")
DESK = page_key("draw", "desk")
NOT_IN_THE_LINK = say.LINK_HOLDS_THE_NETWORK_BUT_NOT
LONGEST_SIDE = 1000  # of a photograph: more tells nothing about 28x28 pixels


@dataclass(frozen=True)
class Desk:
    """What lies on the pad: a test picture, the reader's drawing, or a file of theirs."""

    source: str = "test"  # or "drawing", "file"
    row: int = 0  # of the test picture
    ink: NDArray[np.uint8] | None = None  # (SIDE, SIDE)
    picture: Picture | None = None  # grey
    laid: int = 1  # grows when something else is laid on the pad
    refusal: str = ""  # why a file was not taken


def draw(network: Network, data: Dataset, form: str, steps: int) -> None:
    """Show the pad and what a network answers that was trained for so many steps.

    `form` of READINGS is how the pictures were made that it learned from.
    """
    st.session_state.setdefault(DESK, Desk())
    _draw(network, data, form)
    if steps == 0:
        st.caption(say.NETWORK_IS_NOT_TRAINED_YET)


@st.fragment
def _draw(network: Network, data: Dataset, form: str) -> None:
    desk = _desk()
    shown = _shown(desk, data, form)
    answer = (
        None if shown.blank else network_answer(network, shown.image, data.classes, shown.words)
    )
    sent = read_ink(st.session_state.get(PAD))
    refusal = ""
    if shown.blank:
        drawing = say.DRAW_SOMETHING_THE_NETWORK
        refusal = shown.words if desk.source == "file" else drawing
    elif answer is None:
        refusal = NOT_FINITE
    drawing_pad(
        PadScene(
            label=_label(desk, data),
            answered=sent.number if sent else 0,
            backdrop=_backdrop(desk, data, mounted=sent is not None),
            backdrop_number=desk.laid,
            example=desk.source != "drawing",
            answer=answer,
            refusal=refusal,
        ),
        key=PAD,
        on_ink=_take_ink,
    )
    _bring(data)
    if desk.source != "test":
        st.caption(NOT_IN_THE_LINK)


def _desk() -> Desk:
    desk: Desk = st.session_state[DESK]
    return desk


def _shown(desk: Desk, data: Dataset, form: str) -> NetworkInput:
    if desk.source == "drawing" and desk.ink is not None:
        return drawn(desk.ink, form)
    if desk.source == "file" and desk.picture is not None:
        found = READINGS[form].make(desk.picture.pixels)
        done = "; ".join(desk.picture.notes)
        return replace(found, words=f"{found.words}{f' The file: {done}.' if done else ''}")
    row = desk.row % len(data.test)
    name = data.classes[data.test.labels[row]]
    return NetworkInput(
        data.test.image(row),
        say.IMAGE_OF_WAS_NOT_USED.format(name=name),
    )


def _label(desk: Desk, data: Dataset) -> str:
    if desk.source == "file" and desk.picture is not None:
        return desk.picture.title
    if desk.source == "drawing":
        return "your drawing"
    return f"test image {desk.row % len(data.test)}"


def _backdrop(desk: Desk, data: Dataset, *, mounted: bool) -> NDArray[np.uint8] | None:
    """Return what lies under the strokes; a pad that was mounted keeps its drawing by itself."""
    if desk.source == "drawing":
        return None if mounted else desk.ink
    if desk.source == "file" and desk.picture is not None:
        return _bytes(fitted(desk.picture.pixels, SIDE))
    return _bytes(255 * fitted(data.test.image(desk.row % len(data.test)), SIDE))


def _bytes(pixels: NDArray[Any]) -> NDArray[np.uint8]:
    return np.asarray(np.rint(np.clip(pixels[0], 0, 255)), dtype=np.uint8)


def _take_ink() -> None:
    """Make what the reader drew the picture that is answered."""
    ink = read_ink(st.session_state.get(PAD))
    if ink is not None:
        desk = _desk()
        st.session_state[DESK] = replace(desk, source="drawing", ink=ink.pixels, refusal="")


def _bring(data: Dataset) -> None:
    """Offer other pictures than a drawing."""
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.button(
            "Another test image",
            key=page_key("draw", "next"),
            on_click=_next,
            args=(len(data.test),),
        )
        with st.popover("A photographed digit"):
            st.file_uploader(
                f"A file: {FILE_LABEL}",
                type=ENDINGS,
                max_upload_size=UPLOAD_MB,
                key=page_key("draw", "file"),
                on_change=_take_file,
            )
            st.caption(say.DARK_INK_ON_LIGHT_PAPER_OR)
    if refusal := _desk().refusal:
        st.error(refusal)


def _next(count: int) -> None:
    desk = _desk()
    row = (desk.row + (desk.source == "test")) % count
    st.session_state[DESK] = replace(
        desk, source="test", row=row, laid=desk.laid + 1, refusal="", picture=None
    )


def _take_file() -> None:
    """Lay a file on the pad, or say why it cannot be."""
    file = st.session_state.get(page_key("draw", "file"))
    if file is None:
        return
    desk = _desk()
    try:
        found = read_picture(file.getvalue(), file.name).clearest().grey().reduced(LONGEST_SIDE)
    except PictureError as error:
        text = str(error)
        refusal = say.PAD_STAYS_AS_IT_WAS.format(text=text[:1].upper(), text_2=text[1:])
        st.session_state[DESK] = replace(desk, refusal=refusal)
    else:
        st.session_state[DESK] = replace(
            desk, source="file", picture=found, laid=desk.laid + 1, refusal=""
        )
