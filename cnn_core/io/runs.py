"""A run as one file: npz without pickle, with a version; what does not fit is refused, and why."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping
from dataclasses import fields
from types import MappingProxyType
from typing import Any

import numpy as np

from cnn_core.data.datasets import Examples
from cnn_core.io.npz import Source, Target, read_npz, write_npz
from cnn_core.io.run_limits import MOST_NUMBERS, numbers_at_work
from cnn_core.nn.layer import Layer
from cnn_core.nn.layers import LAYERS, Activation
from cnn_core.nn.network import Network, layer_shapes
from cnn_core.nn.optimisers import OPTIMISERS, Optimiser
from cnn_core.nn.pool_layers import Pool2D
from cnn_core.training.run import PROBE, Run, State

FORMAT, VERSION = "convscope-run", 1
NO_RUN = "this file is not a saved run, or was cut off: save it again"
# Characters of the settings: more than any network here needs.
LONGEST = 1 << 20
# What reading settings that nobody here wrote ends in.
_MISFITS = (
    ValueError,
    KeyError,
    IndexError,
    TypeError,
    AttributeError,
    ArithmeticError,
    RecursionError,
    MemoryError,
)


def save_run(run: Run, target: Target, link: Mapping[str, str] = MappingProxyType({})) -> None:
    """Write where a run is, and all settings it takes to go on, to an npz file.

    `link`: names and texts that tell whoever reads the file where the run was shown.
    """
    state = run.snapshot()
    settings = {
        "seed": run.seed,
        "batch": run.batch,
        "seen": state.seen,
        "data": fingerprint(run.data),
        "input": run.network.input_shape,
        "layers": [layer_settings(layer) for layer in run.network.layers],
        "optimiser": [_name(OPTIMISERS, run.optimiser), _settings(run.optimiser)],
        "updates": state.optimiser[0],
        "names": run.record.names,
        "link": dict(link),
    }
    arrays = {
        "losses": np.array(state.losses, np.float64),
        "accuracies": np.array(state.accuracies, np.float64),
        "dead": np.array(state.dead, np.float64).reshape(-1, 2),
        **{f"network.{name}": values for name, values in state.network.items()},
        **{f"optimiser.{name}": values for name, values in state.optimiser[1].items()},
    }
    header = {"format": FORMAT, "version": VERSION, "settings": json.dumps(settings)}
    write_npz(target, {**header, **arrays})


def load_run(source: Source, data: Examples) -> Run:
    """Read a run that goes on exactly where it was saved, with the data it was trained on.

    Of the states that the run kept, only this last one is in the file. Errors: the file is no
    saved run, is cut off, comes from a newer version, or does not fit the data.
    """
    try:
        arrays: dict[str, Any] = dict(read_npz(source))
    except ValueError as error:
        raise ValueError(NO_RUN) from error
    settings = _settings_of(arrays)
    try:
        belongs = settings["data"] == fingerprint(data)
        run = _run(settings, arrays, data) if belongs else None
    except _MISFITS as error:
        raise ValueError(f"the settings of this saved run do not fit: {error}") from error
    if run is None:
        raise ValueError("this run was trained on other pictures: choose those it was saved with")
    return run


def saved_link(source: Source) -> dict[str, str] | None:
    """Return the names and texts that `save_run` was given with a run, None for another file.

    Errors: the run comes from a newer version, or its settings cannot be read.
    """
    try:
        arrays = dict(read_npz(source))
    except ValueError:
        return None
    if not _is_run(arrays):
        return None
    found = _settings_of(arrays).get("link")
    return {str(name): str(text) for name, text in found.items()} if isinstance(found, dict) else {}


def layer_settings(layer: Layer) -> dict[str, Any]:
    """Return a layer as plain values: its name in LAYERS, and its settings."""
    settings = _settings(layer)
    if type(layer) is Activation:
        name = settings.pop("kind")
    elif type(layer) is Pool2D:
        name = f"{settings.pop('kind')}_pool2d"
    else:
        name = _name(LAYERS, layer)
    return {"layer": name, **settings}


def layer_from(settings: dict[str, Any]) -> Layer:
    """Make the layer that `layer_settings` describes. Errors: there is no such layer or setting."""
    options = {name: _tuples(value) for name, value in settings.items() if name != "layer"}
    if settings.get("layer") not in LAYERS:
        raise ValueError(f"there is no layer {settings.get('layer')!r}: use {', '.join(LAYERS)}")
    try:
        return LAYERS[settings["layer"]](**options)
    except TypeError as error:
        raise ValueError(f"layer {settings['layer']}: {error}") from error


def fingerprint(data: Examples) -> str:
    """Return a short text that differs for other pictures or labels."""
    digest = hashlib.sha256(data.pixels.tobytes())
    digest.update(data.labels.astype("<i8").tobytes())
    return digest.hexdigest()[:16]


def _is_run(arrays: Mapping[str, Any]) -> bool:
    return str(arrays.get("format")) == FORMAT


def _settings_of(arrays: dict[str, Any]) -> dict[str, Any]:
    """Take the header out of a saved run's arrays, and return the settings."""
    try:
        if not _is_run(arrays):
            raise KeyError("format")
        arrays.pop("format")
        version, text = int(arrays.pop("version")), str(arrays.pop("settings"))
    except _MISFITS as error:
        raise ValueError(NO_RUN) from error
    if version > VERSION:
        raise ValueError(
            f"this run was saved by a newer version (format {version}): this one reads {VERSION}"
        )
    try:
        settings = json.loads(text) if len(text) <= LONGEST else None
    except _MISFITS as error:
        raise ValueError("the settings of this saved run cannot be read: save it again") from error
    if not isinstance(settings, dict):
        raise ValueError("the settings of this saved run cannot be read: save it again")
    return settings


def _run(settings: dict[str, Any], arrays: dict[str, Any], data: Examples) -> Run:
    for name, array in arrays.items():
        if array.dtype.kind != "f":
            raise ValueError(f"{name} holds {array.dtype}, not real numbers")
    layers = [layer_from(one) for one in settings["layers"]]
    shape, batch = tuple(settings["input"]), int(settings["batch"])
    wanted = sum(
        math.prod(size)
        for layer, before in zip(layers, layer_shapes(layers, shape), strict=False)
        for size in layer.parameter_shapes(before).values()
    )
    values = arrays["network.values"]
    # Compared before any memory is taken for a network of whatever size the file asks for.
    if wanted != values.size:
        raise ValueError(f"its layers have {wanted} parameters, the file holds {values.size}")
    if max(batch, PROBE) * numbers_at_work(layers, shape) > MOST_NUMBERS:
        raise ValueError("its layers and batches take more memory than a run may")
    network = Network(layers, shape, np.random.default_rng(0), dtype=values.dtype)
    name, options = settings["optimiser"]
    optimiser = OPTIMISERS[name](**options)
    run = Run(
        data,
        seed=int(settings["seed"]),
        batch=batch,
        network=network,
        optimiser=optimiser,
        names=tuple(map(str, settings.get("names", ()))),
    )
    # Settings that no step can be made with fail here, not in the middle of training.
    run.step()
    seen, steps = int(settings["seen"]), arrays["losses"].size
    if seen != steps * run.batch or arrays["accuracies"].shape != arrays["losses"].shape:
        raise ValueError(f"{seen} pictures are not {steps} batches of {run.batch}")
    parts: dict[str, dict[str, Any]] = {"network": {}, "optimiser": {}}
    for key, array in arrays.items():
        part, _, name = key.partition(".")
        if part in parts:
            parts[part][name] = array
    for name, array in parts["optimiser"].items():
        if array.shape != values.shape:
            raise ValueError(f"the optimiser's {name} has shape {array.shape}, not {values.shape}")
    run.good = []
    run.restore(
        State(
            seen,
            parts["network"],
            (_count(settings["updates"]), parts["optimiser"]),
            tuple(arrays["losses"].tolist()),
            tuple(arrays["accuracies"].tolist()),
            tuple((int(step), share) for step, share in arrays["dead"].tolist()),
        )
    )
    return run


def _count(value: Any) -> int:
    if type(value) is not int or value < 0:
        raise ValueError(f"{value!r} updates cannot be")
    return value


def _name(registry: dict[str, Any], thing: Layer | Optimiser) -> str:
    for name, make in registry.items():
        if make is type(thing):
            return name
    raise ValueError(f"{type(thing).__name__} is in no registry, so it cannot be saved")


def _settings(thing: Layer | Optimiser) -> dict[str, Any]:
    return {field.name: getattr(thing, field.name) for field in fields(thing) if field.init}


def _tuples(value: Any) -> Any:
    return tuple(map(_tuples, value)) if isinstance(value, list) else value
