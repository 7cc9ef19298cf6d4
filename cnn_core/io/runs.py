"""A run as one file: npz without pickle, with a version; what does not fit is refused, and why."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping
from dataclasses import fields, replace
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnn_core.data.datasets import Examples
from cnn_core.io.npz import NOT_NPZ, Source, Target, read_npz, write_npz
from cnn_core.io.run_limits import MOST_NUMBERS, numbers_at_work
from cnn_core.nn.blocks import Block
from cnn_core.nn.layer import Layer
from cnn_core.nn.layers import LAYERS, Activation
from cnn_core.nn.network import Network, layer_shapes
from cnn_core.nn.optimisers import OPTIMISERS, Optimiser
from cnn_core.nn.pool_layers import Pool2D
from cnn_core.training.run import PROBE, Run, State, TrainingData
from cnn_core.training.step import class_count

FORMAT, VERSION = "convscope-run", 1
NO_RUN = "this file is not a saved run, or was cut off: save it again"
UNREADABLE = "the settings of this saved run cannot be read: save it again"
HEADER = ("format", "version", "settings")
BLOCK = "block"
# Characters of the settings: more than any network here needs.
LONGEST = 1 << 17
# Batches of one run: as plain numbers, each loss takes four times the memory it has in the file.
MOST_STEPS = 1 << 18
# Each is there some eight times while a run begins: weight, gradient, what the optimiser keeps.
MOST_PARAMETERS = 1 << 20


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
        "augmentation": run.augmentation,
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

    Of the states that the run kept, only this last one is in the file. Errors: the file is not a
    saved run, is cut off, comes from a newer version, or does not fit the data.
    """
    try:
        arrays = read_npz(source)
    except ValueError as error:
        reason = NO_RUN if str(error) == NOT_NPZ else f"{error}: choose a run that was saved here"
        raise ValueError(reason) from error
    settings = settings_of(arrays)
    try:
        belongs = settings["data"] == fingerprint(data)
        run = _run(settings, arrays, data) if belongs else None
    # Settings that nobody here wrote make layers and optimisers raise whatever there is.
    except Exception as error:
        raise ValueError(f"the settings of this saved run do not fit: {error}") from error
    if run is None:
        raise ValueError("this run was trained on other pictures: choose those it was saved with")
    return run


def saved_link(source: Source) -> dict[str, str] | None:
    """Return the names and texts that `save_run` was given with a run, None for another file.

    Errors: the run comes from a newer version, or its settings cannot be read.
    """
    try:
        arrays = read_npz(source, only=HEADER)
    except ValueError:
        return None
    if not _is_run(arrays):
        return None
    found = settings_of(arrays).get("link")
    return {str(name): str(text) for name, text in found.items()} if isinstance(found, dict) else {}


def layer_settings(layer: Layer) -> dict[str, Any]:
    """Return a layer as plain values: its name in LAYERS, and its settings.

    A block is none of LAYERS, for it cannot be made of nothing: its name is "block".
    """
    settings = _settings(layer)
    if type(layer) is Block:
        inside = [layer_settings(one) for one in layer.layers]
        return {"layer": BLOCK, **settings, "layers": inside}
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
    if settings.get("layer") == BLOCK:
        inside = tuple(layer_from(one) for one in settings["layers"])
        return Block(inside, skip=bool(settings["skip"]))
    if settings.get("layer") not in LAYERS:
        raise ValueError(f"there is no layer {settings.get('layer')!r}: use {', '.join(LAYERS)}")
    try:
        return LAYERS[settings["layer"]](**options)
    except TypeError as error:
        raise ValueError(f"layer {settings['layer']}: {error}") from error


def fingerprint(data: TrainingData) -> str:
    """Return a short text that differs for other pictures or labels."""
    digest = hashlib.sha256(data.tobytes())
    digest.update(data.labels.astype("<i8").tobytes())
    return digest.hexdigest()[:16]


def text_of(array: NDArray[Any] | None, longest: int) -> str:
    """Return an array that is one text of at most so many characters, "" for any other."""
    if array is None or array.shape != () or array.dtype.kind != "U":
        return ""
    return str(array) if array.dtype.itemsize <= 4 * longest else ""


def _is_run(arrays: Mapping[str, NDArray[Any]]) -> bool:
    return text_of(arrays.get("format"), len(FORMAT)) == FORMAT


def settings_of(arrays: dict[str, NDArray[Any]]) -> dict[str, Any]:
    """Take the header out of a saved run's arrays, and return the settings."""
    header = {name: arrays.pop(name) for name in HEADER if name in arrays}
    version = header.get("version")
    if not _is_run(header) or version is None or version.shape or version.dtype.kind not in "iu":
        raise ValueError(NO_RUN)
    if version > VERSION:
        raise ValueError(
            f"this run was saved by a newer version (format {version}): this one reads {VERSION}"
        )
    try:
        settings = json.loads(text_of(header.get("settings"), LONGEST))
    except (ValueError, RecursionError, MemoryError) as error:
        raise ValueError(UNREADABLE) from error
    if not isinstance(settings, dict):
        raise ValueError(UNREADABLE)
    return settings


def _run(settings: dict[str, Any], arrays: dict[str, NDArray[Any]], data: Examples) -> Run:
    for name, array in arrays.items():
        if array.dtype.kind != "f":
            raise ValueError(f"{name} holds {array.dtype}, not real numbers")
    values = arrays["network.values"]
    network = network_of(settings, values.dtype)
    if network.parameter_count != values.size:
        raise ValueError(
            f"its layers have {network.parameter_count} parameters, the file holds {values.size}"
        )
    run = _tried(settings, network, data)
    run.restore(_state(settings, arrays, run.batch))
    return run


def network_of(settings: dict[str, Any], dtype: np.dtype[Any]) -> Network:
    """Make the network of a file's settings, with other weights. Errors: one that is too large."""
    layers = [layer_from(one) for one in settings["layers"]]
    shape, batch = tuple(settings["input"]), int(settings.get("batch", 1))
    wanted = sum(
        math.prod(size)
        for layer, before in zip(layers, layer_shapes(layers, shape), strict=False)
        for size in layer.parameter_shapes(before).values()
    )
    # Compared before any memory is taken for a network of whatever size the file asks for.
    if wanted > MOST_PARAMETERS:
        raise ValueError(f"its layers have {wanted:,} parameters, at most {MOST_PARAMETERS:,} work")
    if max(batch, PROBE) * numbers_at_work(layers, shape) > MOST_NUMBERS:
        raise ValueError("its layers and batches take more memory than a run may")
    return Network(layers, shape, np.random.default_rng(0), dtype=dtype)


def _tried(settings: dict[str, Any], network: Network, data: Examples) -> Run:
    """Make the run of the settings, with which no step was made yet that is kept.

    Settings that no step can be made with fail here, not in the middle of training. One picture is
    enough for that, and takes little memory.
    """
    name, options = settings["optimiser"]
    last = int(data.labels.argmax())
    run = Run(
        Examples(data.pixels[last : last + 1], data.labels[last : last + 1]),
        seed=int(settings["seed"]),
        batch=int(settings["batch"]),
        network=network,
        optimiser=OPTIMISERS[name](**options),
        names=tuple(map(str, settings.get("names", ()))),
        augmentation=str(settings.get("augmentation", "")),
    )
    batch, run.batch = run.batch, 1
    run.step()
    counts = np.bincount(data.labels, minlength=class_count(network)).tolist()
    run.record = replace(run.record, counts=tuple(counts))
    run.data, run.batch, run.good = data, batch, []
    return run


def _state(settings: dict[str, Any], arrays: dict[str, NDArray[Any]], batch: int) -> State:
    """Return where the run was saved. Errors: parts that do not fit together."""
    seen, steps, shape = int(settings["seen"]), arrays["losses"].size, arrays["losses"].shape
    if max(steps, len(arrays["dead"])) > MOST_STEPS:
        raise ValueError(f"it has more than {MOST_STEPS:,} batches behind it")
    if seen != steps * batch or shape != (steps,) or arrays["accuracies"].shape != shape:
        raise ValueError(f"{seen} pictures are not {steps} batches of {batch}")
    parts: dict[str, dict[str, Any]] = {"network": {}, "optimiser": {}}
    for key, array in arrays.items():
        part, _, name = key.partition(".")
        if part in parts:
            parts[part][name] = array
    values = arrays["network.values"]
    for name, array in parts["optimiser"].items():
        if array.shape != values.shape:
            raise ValueError(f"the optimiser's {name} has shape {array.shape}, not {values.shape}")
    return State(
        seen,
        parts["network"],
        (_count(settings["updates"]), parts["optimiser"]),
        tuple(arrays["losses"].tolist()),
        tuple(arrays["accuracies"].tolist()),
        tuple((int(step), share) for step, share in arrays["dead"].tolist()),
    )


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
