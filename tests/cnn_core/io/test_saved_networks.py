"""A network from a file: what was saved answers the same again, and nothing else gets in."""

from __future__ import annotations

import io
import json
from typing import Any

import numpy as np
import pytest

from cnn_core.data import digits, evenly
from cnn_core.data.assets import asset
from cnn_core.io import load_network, pretrained, save_run, save_weights
from cnn_core.nn import SGD, Block, Conv2D, Dense, Flatten, Network, ReLU, toy_network
from cnn_core.training import Run

IMAGE = np.random.default_rng(3).random((1, 28, 28), np.float32)


def saved(network: Network) -> bytes:
    file = io.BytesIO()
    save_weights(network, file)
    return file.getvalue()


def changed(content: bytes, **arrays: Any) -> bytes:
    """Return a file with some arrays replaced; None takes one away."""
    with np.load(io.BytesIO(content)) as old:
        kept = {name: old[name] for name in old if name not in arrays}
    file = io.BytesIO()
    np.savez(file, **kept, **{name: one for name, one in arrays.items() if one is not None})
    return file.getvalue()


def settings(**other: Any) -> str:
    return json.dumps({"input": [1, 28, 28], "layers": [{"layer": "flatten"}], **other})


def test_weights_bring_their_network_with_them() -> None:
    rng = np.random.default_rng(1)
    block = Block((Conv2D(3, padding=1), ReLU()), skip=True)
    network = Network([Conv2D(3, 5, 2), block, Flatten(), Dense(4)], (1, 28, 28), rng)
    found = load_network(saved(network))
    np.testing.assert_array_equal(found.network.forward(IMAGE), network.forward(IMAGE))
    assert (found.classes, found.data, found.batches) == ((), "", None)


def test_the_shipped_weights_are_known_by_their_names_alone() -> None:
    content = asset("networks/clothes.npz").read_bytes()
    network = pretrained("clothes").network
    np.testing.assert_array_equal(
        load_network(content).network.forward(IMAGE), network.forward(IMAGE)
    )


def test_a_run_brings_its_network_its_classes_and_how_long_it_was_trained() -> None:
    data = digits()
    network = toy_network(np.random.default_rng(0))
    run = Run(
        evenly(data.train, 40),
        seed=0,
        batch=8,
        network=network,
        optimiser=SGD(),
        names=data.classes,
    )
    for _ in range(3):
        run.step()
    file = io.BytesIO()
    save_run(run, file, {"data": "digits"})
    found = load_network(file.getvalue())
    np.testing.assert_array_equal(found.network.forward(IMAGE), network.forward(IMAGE))
    assert (found.classes, found.data, found.batches) == (tuple(data.classes), "digits", 3)
    with pytest.raises(ValueError, match="another network"):
        load_network(changed(file.getvalue(), settings=settings()))


@pytest.mark.parametrize(
    ("content", "match"),
    [
        (b"", "not an npz file"),
        (b"PK\x03\x04 no archive", "not an npz file"),
        (saved(toy_network(np.random.default_rng(0)))[:-400], "not an npz file"),
        (changed(asset("digits.npz").read_bytes()), "does not say which layers"),
    ],
)
def test_what_is_no_network_is_refused(content: bytes, match: str) -> None:
    with pytest.raises(ValueError, match=match):
        load_network(content)


@pytest.mark.parametrize(
    ("arrays", "match"),
    [
        ({"version": 99}, "newer version"),
        ({"format": "convscope-pictures"}, "no weights"),
        ({"settings": "[" * 9000}, "cannot be read"),
        ({"settings": "[1, 2]"}, "cannot be read"),
        ({"settings": "{}"}, "do not fit"),
        ({"settings": settings(layers=[{"layer": "eval"}])}, "no layer 'eval'"),
        ({"settings": settings(layers=[{"layer": "dense", "units": 10**9}])}, "parameters|vector"),
        ({"settings": settings(input=[1, 10**6, 10**6])}, "memory"),
        ({"settings": settings(input=["a"])}, "do not fit"),
        ({"settings": settings()}, "another network"),
        ({"layer1.w": np.full((8, 1, 3, 3), np.nan)}, "not finite"),
        ({"layer1.w": None}, "another network"),
        ({"layer1.w": np.zeros((8, 1, 5, 5))}, "another network"),
    ],
)
def test_forged_weights_are_refused(arrays: dict[str, Any], match: str) -> None:
    content = changed(saved(toy_network(np.random.default_rng(0))), **arrays)
    with pytest.raises(ValueError, match=match):
        load_network(content)
