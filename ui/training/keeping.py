"""The view of what can be taken away: weights, the whole run, code; and weights brought back."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st

from cnn_core import Dataset, Network, Run, save_pictures, save_run, save_weights
from ui.link import View
from ui.networks.code import NETWORK_CODE
from ui.pictures.limits import UPLOAD_MB
from ui.training.recipe import OWN
from ui.training.trainer import Trainer

WEIGHTS = "convscope-weights.npz"  # the name that the code opens
PICTURES = "convscope-pictures.npz"
SAID = "keep:said"  # what became of the last file: (it was taken, words)
BYTES = "application/octet-stream"


def keeping(_: View, trainer: Trainer) -> None:
    """Offer files and code of the network as it is now, and take weights back."""
    left, right = st.columns([1, 2], gap="medium")
    with left:
        _downloads(trainer)
        _load(trainer)
    with right:
        _code(trainer)


def _downloads(trainer: Trainer) -> None:
    steps = trainer.steps
    count = trainer.engine.network.parameter_count
    st.markdown(f"**Take away**: {count:,} weights after {steps:,} steps")
    network, run = trainer.engine.network, trainer.engine
    _file("Weights (npz)", partial(weights_file, network), WEIGHTS)
    _file("The whole run (npz)", partial(run_file, run), f"convscope-run-{steps}.npz")
    if trainer.data.name == OWN:
        _file("Your pictures (npz)", partial(pictures_file, trainer.data), PICTURES)
        st.caption("“Your own classes” takes the pictures back.")
    st.caption(
        "Weights open in NumPy, and in the code beside. The run holds weights, the optimiser's "
        "memory, every loss and all settings: `cnn_core.load_run` goes on where it stopped."
    )


def _file(label: str, make: Callable[[], bytes], name: str) -> None:
    st.download_button(label, make, name, BYTES, on_click="ignore", width="stretch")


def weights_file(network: Network) -> bytes:
    """Return a network's weights as an npz file."""
    return _written(save_weights, network)


def run_file(run: Run) -> bytes:
    """Return where a run is, and all it takes to go on, as an npz file."""
    return _written(save_run, run)


def pictures_file(data: Dataset) -> bytes:
    """Return a reader's own pictures as an npz file."""
    return _written(save_pictures, data)


def _written(save: Callable[[Any, Any], None], what: object) -> bytes:
    file = io.BytesIO()
    save(what, file)
    return file.getvalue()


def _load(trainer: Trainer) -> None:
    st.file_uploader(
        "Load weights: an .npz file saved here",
        type=["npz"],
        max_upload_size=UPLOAD_MB,
        key="keep:file",
        on_change=_take,
        args=(trainer,),
    )
    said: tuple[bool, str] | None = st.session_state.get(SAID)
    if said is not None:
        (st.success if said[0] else st.error)(said[1])


def _take(trainer: Trainer) -> None:
    """Bring a file's weights into the network, or say in one sentence why they stay out."""
    st.session_state.pop(SAID, None)
    file = st.session_state.get("keep:file")
    if file is None:
        return
    try:
        trainer.take_weights(io.BytesIO(file.getvalue()))
    except ValueError as error:
        text = str(error)
        st.session_state[SAID] = (False, f"{text[:1].upper()}{text[1:]}. Nothing was changed.")
    else:
        right = trainer.mark.accuracy
        st.session_state[SAID] = (
            True,
            f"The weights are in the network: {right:.1%} of the test pictures right. "
            "The link does not hold them; starting over brings the seed's weights back.",
        )


def _code(trainer: Trainer) -> None:
    st.markdown(f"**Code** that builds this network and loads `{WEIGHTS}`")
    network = trainer.engine.network
    for tab, (name, framework) in zip(
        st.tabs(list(NETWORK_CODE)), NETWORK_CODE.items(), strict=True
    ):
        with tab:
            text = framework.write(network.layers, network.input_shape, weights=WEIGHTS)
            st.code(text, language="python", height=380)
            file = f"convscope_{name.lower()}.py"
            st.download_button(
                f"Download {file}", text, file, "text/x-python", on_click="ignore", type="tertiary"
            )
