"""A network from a reader's file, kept in the session alone."""

from __future__ import annotations

import re

import streamlit as st

from cnn_core.data import DATASETS
from cnn_core.io import SavedNetwork, load_network
from ui.link.settings import quoted
from ui.link.view import View
from ui.pictures.limits import SAVED_MB
from ui.session.keys import page_key
from ui.zoo.networks import FORMS, Opened
from ui.zoo.parts import parts_of
from ui.zoo.session import keep_brought
from ui.zoo.settings import FILE, NETWORK

REFUSED = page_key("zoo", "network refused")  # why the last file was
LONGEST_REFUSAL = 300
SHAPE = (1, 28, 28)
PLAIN_NAME = re.compile(r"[\w-]+(\.[\w-]+)*")  # of a file, that can stand in a script


def file_control(view: View) -> None:
    """Let the reader bring a network: weights or a run that lesson 13 saved."""
    key = view.key("network-file")
    with st.popover("A network from a file", width="stretch"):
        st.file_uploader(
            "Weights or a run that lesson 13 saved: an .npz file",
            type=["npz"],
            max_upload_size=SAVED_MB,
            key=key,
            on_change=_take,
            args=(key, view.key(NETWORK.name)),
        )
        st.caption("It is read in memory for this visit and kept nowhere, so no link holds it.")
        if refusal := st.session_state.get(REFUSED):
            st.error(refusal)


def _take(key: str, network: str) -> None:
    """Open the network of a file, or say in one sentence why it stays out."""
    st.session_state.pop(REFUSED, None)
    file = st.session_state.get(key)
    if file is None:
        return
    try:
        brought = opened_file(file.name, file.getvalue())
    except ValueError as error:
        text = quoted(str(error), LONGEST_REFUSAL)
        st.session_state[REFUSED] = f"{text[:1].upper()}{text[1:]}. The network stays as it was."
    else:
        keep_brought(brought)
        st.session_state[network] = FILE


def opened_file(name: str, content: bytes) -> Opened:
    """Return the network of a file. Errors: none that these lessons can open."""
    found = load_network(content)
    if found.network.input_shape != SHAPE:
        size = "×".join(map(str, found.network.input_shape))
        raise ValueError(f"this network reads images of {size}, and this lesson those of 1×28×28")
    found.network.values.setflags(write=False)
    parts = parts_of(found.network)
    known = found.data in DATASETS
    data = DATASETS[found.data if known else "digits"]()
    count = found.network.shapes[-1][0]
    classes = found.classes or tuple(map(str, range(count)))
    return Opened(
        FILE,
        found.network,
        parts,
        classes,
        _about(name, found),
        data,
        FORMS.get(found.data, "ink"),
        tested=known and tuple(classes) == tuple(data.classes),
        file=name if PLAIN_NAME.fullmatch(name) and found.batches is None else "",
    )


def _about(name: str, found: SavedNetwork) -> str:
    about = f"This network comes from your file “{quoted(name, 40)}”. "
    if found.batches is not None:
        return f"{about}It was trained on {found.batches:,} batches."
    return f"{about}The file does not tell what it learned from."
