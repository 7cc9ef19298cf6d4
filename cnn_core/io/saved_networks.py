"""A network from a file: layers from the settings in it, numbers from its arrays."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnn_core.io.npz import read_npz
from cnn_core.io.runs import FORMAT as RUN_FORMAT
from cnn_core.io.runs import HEADER, network_of, settings_of, text_of
from cnn_core.io.weights import CHOOSE, load_weights, settings_of_weights
from cnn_core.nn.network import Network, toy_network

LONGEST_NAME = 24  # characters of a class's name
# Of the small network of the lessons, in files that name their arrays and say no more.
_TOY = ("layer1.w", "layer1.b", "layer4.w", "layer4.b", "layer8.w", "layer8.b")


@dataclass(frozen=True, eq=False)
class SavedNetwork:
    """A network that a file brought, and what the file tells of it."""

    network: Network
    classes: tuple[str, ...] = ()  # their names; () where the file does not tell
    data: str = ""  # what it learned from, as its link has it; "" where the file does not tell
    batches: int | None = None  # that it was trained on, None where the file does not tell


def load_network(content: bytes) -> SavedNetwork:
    """Make the network of a saved run, or of weights; it belongs to the caller alone.

    Weights that do not say their layers must be those of `toy_network`, for any number of classes.
    Errors: no such file, one that was cut off or forged, comes from a newer version, is too large,
    or holds numbers that are not finite.
    """
    try:
        arrays = read_npz(io.BytesIO(content))
    except ValueError as error:
        raise ValueError(f"{error}: {CHOOSE}") from error
    is_run = text_of(arrays.get("format"), len(RUN_FORMAT)) == RUN_FORMAT
    try:
        found = _of_run(arrays) if is_run else _of_weights(arrays, content)
        finite = np.isfinite(found.network.values).all()
        with np.errstate(all="ignore"):
            found.network.forward(np.zeros(found.network.input_shape))
    except ValueError:
        raise
    # Settings that nobody here wrote make layers raise whatever there is.
    except Exception as error:
        raise ValueError(f"the settings in this file do not fit: {error}") from error
    if not finite:
        raise ValueError("this network holds numbers that are not finite")
    return found


def _of_run(arrays: dict[str, NDArray[Any]]) -> SavedNetwork:
    settings = settings_of(arrays)
    values = arrays["network.values"]
    if values.dtype.kind != "f":
        raise ValueError(f"its weights are {values.dtype}, not real numbers")
    network = network_of(settings, values.dtype)
    named = {key.partition(".")[2]: one for key, one in arrays.items() if key[:8] == "network."}
    network.restore(named)
    names = tuple(str(name)[:LONGEST_NAME] for name in settings.get("names", ()))
    whole = len(names) == network.shapes[-1][0] and all(names)
    data = str(settings.get("link", {}).get("data", "digits"))
    return SavedNetwork(network, names if whole else (), data, arrays["losses"].size)


def _of_weights(arrays: dict[str, NDArray[Any]], content: bytes) -> SavedNetwork:
    settings = settings_of_weights(arrays)
    if settings is not None:
        network = network_of(settings, np.dtype(np.float32))
    elif {*arrays} - {*HEADER} == {*_TOY} and arrays["layer8.b"].ndim == 1:
        network = toy_network(np.random.default_rng(0), classes=len(arrays["layer8.b"]))
    else:
        raise ValueError(f"this file does not say which layers its weights are for: {CHOOSE}")
    load_weights(network, io.BytesIO(content))
    return SavedNetwork(network)
