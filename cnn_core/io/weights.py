"""The weights of a network as one file: npz, each array under its layer's number and name."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnn_core.geometry.padding import Array
from cnn_core.io.npz import Source, Target, read_npz, write_npz
from cnn_core.io.runs import FORMAT as RUN_FORMAT
from cnn_core.io.runs import HEADER, LONGEST, layer_settings, text_of
from cnn_core.nn.network import Network

FORMAT, VERSION = "convscope-weights", 1
UNREADABLE = "the settings of these weights cannot be read: save them again"
CHOOSE = "choose an .npz file that was saved here"


class OtherNetworkError(ValueError):
    """Weights that are whole, but of a network with other layers."""


def named_weights(network: Network) -> dict[str, Array]:
    """Return all that a network learned and measured, as views: "layer1.w" (F, C, kh, kw), ...

    Layers count from 1, as in error messages.
    """
    return {
        f"layer{number}.{name}": values
        for number, layer in enumerate(network.layers, start=1)
        for name, values in (layer.parameters | layer.measured).items()
    }


def save_weights(network: Network, target: Target) -> None:
    """Write a network's weights to an npz file that NumPy, PyTorch and Keras code can load."""
    settings = {
        "input": network.input_shape,
        "layers": [layer_settings(layer) for layer in network.layers],
    }
    header = {"format": FORMAT, "version": VERSION, "settings": json.dumps(settings)}
    write_npz(target, header | named_weights(network))


def load_weights(network: Network, source: Source) -> None:
    """Bring weights from a file into a network, all or none.

    A file without the header that `save_weights` writes does as well, if its names and shapes are
    right. Errors: no weights file, one cut off, from a newer version or of another network, or
    numbers that are not finite.
    """
    try:
        found = read_npz(source)
    except ValueError as error:
        raise ValueError(f"{error}: {CHOOSE}") from error
    _check_header(found)
    header = {name: found.pop(name) for name in HEADER if name in found}
    wanted = named_weights(network)
    fault = next(_misfits(wanted, found), "")
    if fault:
        built = _built(header)
        raise OtherNetworkError(
            f"these weights are those of another network: {fault}"
            + (f"; they fit {built}" if built else "")
        )
    for name, values in found.items():
        with np.errstate(over="ignore"):  # a number too large for the network is not finite there
            finite = np.isfinite(values.astype(wanted[name].dtype)).all()
        if not finite:
            raise ValueError(f"{name} in this file holds numbers that are not finite")
    for name, values in found.items():
        wanted[name][...] = values


def _named(settings: dict[str, Any]) -> str:
    name = str(settings["layer"])
    if "filters" in settings:
        kernel = settings["kernel"]
        rows, cols = (kernel, kernel) if isinstance(kernel, int) else kernel
        return f"{name} {settings['filters']} of {rows}x{cols}"
    return f"{name} {settings['units']}" if "units" in settings else ""


def settings_of_weights(arrays: Mapping[str, NDArray[Any]]) -> dict[str, Any] | None:
    """Return the settings of the network that a file of weights names, None for none.

    Errors: another kind of file, one of a newer version, or settings that cannot be read.
    """
    _check_header(arrays)
    if "settings" not in arrays:
        return None
    try:
        settings = json.loads(text_of(arrays["settings"], LONGEST))
    except (ValueError, RecursionError, MemoryError) as error:
        raise ValueError(UNREADABLE) from error
    if not isinstance(settings, dict):
        raise ValueError(UNREADABLE)
    return settings


def _built(header: dict[str, NDArray[Any]]) -> str:
    """Say for which network a file was saved, "" where it does not tell."""
    try:
        layers = json.loads(text_of(header.get("settings"), LONGEST))["layers"]
        words = ", ".join(filter(None, map(_named, layers)))
    # Whoever wrote the file may have meant anything; nothing depends on this clause.
    except Exception:  # noqa: BLE001
        return ""
    # A stranger's text goes on screen: only letters, numbers and what joins them, and little.
    known = all(one.isalnum() or one in " ,_" for one in words)
    return words if known and len(words) <= 200 else ""


def _check_header(found: Mapping[str, NDArray[Any]]) -> None:
    """Refuse other files of this app, and those of versions to come."""
    kind = text_of(found["format"], len(FORMAT)) if "format" in found else FORMAT
    if kind == RUN_FORMAT:
        raise ValueError("this file is a whole run, not weights alone: load it as a run")
    if kind != FORMAT:
        raise ValueError(f"this file holds no weights: {CHOOSE}")
    version = found.get("version", np.array(VERSION))
    if version.shape != () or version.dtype.kind not in "iu" or int(version) > VERSION:
        raise ValueError(f"these weights were saved by a newer version: this one reads {VERSION}")


def _misfits(wanted: dict[str, Array], found: dict[str, NDArray[Any]]) -> Iterator[str]:
    """Yield what keeps weights from fitting a network."""
    for name, values in wanted.items():
        if name not in found:
            yield f"the file has no {name} {values.shape}"
        elif found[name].shape != values.shape:
            yield f"{name} is {found[name].shape} in the file, here {values.shape}"
        elif found[name].dtype.kind not in "fiu":
            yield f"{name} holds no numbers"
    if extra := [name for name in found if name not in wanted]:
        yield f"the file has {len(extra)} more arrays than this network"
