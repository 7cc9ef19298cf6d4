"""The view of what can be downloaded, and brought back: weights, the whole run; and code."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import streamlit as st

from cnn_core.data import Dataset
from cnn_core.io import save_pictures, save_run, save_weights
from cnn_core.nn import Network
from cnn_core.training import Run
from ui.lessons.train.recipe import OWN
from ui.lessons.train.session import finish_replay
from ui.lessons.train.trainer import Trainer
from ui.lessons.train.uploads import bring_back
from ui.lessons.train.words import views as say
from ui.link.view import View
from ui.networks.code import NETWORK_CODE

WEIGHTS = "convscope-weights.npz"  # the name that the code opens
PICTURES = "convscope-pictures.npz"
BYTES = "application/octet-stream"


def keeping(view: View, trainer: Trainer) -> None:
    """Offer files and code of the network as it is now, and take files back."""
    finish_replay(trainer)
    left, right = st.columns([1, 2], gap="medium")
    with left:
        _downloads(view, trainer)
        bring_back(view, trainer)
    with right:
        _code(trainer)


def _downloads(view: View, trainer: Trainer) -> None:
    steps = trainer.steps
    count = trainer.engine.network.parameter_count
    st.markdown(say.DOWNLOAD_WEIGHTS_AFTER_STEPS.format(count=count, steps=steps))
    network, run = trainer.engine.network, trainer.engine
    _file("Weights (npz)", partial(weights_file, network), WEIGHTS)
    _file(say.WHOLE_RUN_NPZ, partial(run_file, run, view.query()), f"convscope-run-{steps}.npz")
    if trainer.data.name == OWN:
        _file("Your pictures (npz)", partial(pictures_file, trainer.data), PICTURES)
        st.caption(say.YOUR_OWN_CLASSES_TAKES)
    st.caption(say.WEIGHTS_OPEN_IN_NUMPY)


def _file(label: str, make: Callable[[], bytes], name: str) -> None:
    st.download_button(label, make, name, BYTES, on_click="ignore", width="stretch")


def weights_file(network: Network) -> bytes:
    """Return a network's weights as an npz file."""
    return _written(save_weights, network)


def run_file(run: Run, link: Mapping[str, str]) -> bytes:
    """Return where a run is, all it takes to go on, and its link, as an npz file."""
    return _written(partial(save_run, link=link), run)


def pictures_file(data: Dataset) -> bytes:
    """Return a reader's own pictures as an npz file."""
    return _written(save_pictures, data)


def _written(save: Callable[[Any, Any], None], what: object) -> bytes:
    file = io.BytesIO()
    save(what, file)
    return file.getvalue()


def _code(trainer: Trainer) -> None:
    st.markdown(say.CODE_THAT_BUILDS_THIS_NETWORK.format(weights=WEIGHTS))
    network = trainer.engine.network
    for tab, (name, framework) in zip(
        st.tabs(list(NETWORK_CODE)), NETWORK_CODE.items(), strict=True
    ):
        with tab:
            text = framework.write_or_say(network.layers, network.input_shape, weights=WEIGHTS)
            st.code(text, language="python", height=380)
            file = f"convscope_{name.lower()}.py"
            st.download_button(
                f"Download {file}", text, file, "text/x-python", on_click="ignore", type="tertiary"
            )
