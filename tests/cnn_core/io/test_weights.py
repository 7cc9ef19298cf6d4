"""Weights as a file: what is saved comes back, and nothing else gets in."""

from __future__ import annotations

import io
import json
from contextlib import suppress
from typing import Any

import numpy as np
import pytest

from cnn_core.data import digits
from cnn_core.io import load_weights, named_weights, save_run, save_weights
from cnn_core.nn import BatchNorm, Conv2D, Dense, Flatten, Layer, Network, ReLU, toy_network
from cnn_core.training import Run


def small(seed: int = 0, *, filters: int = 2) -> Network:
    layers: list[Layer] = [Conv2D(filters, 3), BatchNorm(), ReLU(), Flatten(), Dense(3)]
    return Network(layers, (1, 6, 6), np.random.default_rng(seed))


def saved(network: Network) -> bytes:
    file = io.BytesIO()
    save_weights(network, file)
    return file.getvalue()


def archive(**arrays: Any) -> bytes:
    file = io.BytesIO()
    np.savez(file, **arrays)
    return file.getvalue()


def load(network: Network, data: bytes) -> None:
    load_weights(network, io.BytesIO(data))


def test_weights_come_back_with_what_was_measured() -> None:
    one, other = small(0), small(1)
    one.layers[1].measured["mean"][...] = [3, 4]
    load(other, saved(one))
    np.testing.assert_array_equal(other.values, one.values)
    assert other.layers[1].measured["mean"].tolist() == [3, 4]
    x = np.random.default_rng(5).random((1, 6, 6), np.float32)
    np.testing.assert_array_equal(other.forward(x), one.forward(x))


def test_names_are_those_of_layer_and_parameter() -> None:
    assert {name: a.shape for name, a in named_weights(small()).items()} == {
        "layer1.w": (2, 1, 3, 3),
        "layer1.b": (2,),
        "layer2.scale": (2,),
        "layer2.shift": (2,),
        "layer2.mean": (2,),
        "layer2.variance": (2,),
        "layer5.w": (3, 32),
        "layer5.b": (3,),
    }


def test_a_file_made_elsewhere_needs_only_names_and_shapes() -> None:
    one, other = small(0), small(1)
    load(other, archive(**{name: a.astype(np.float64) for name, a in named_weights(one).items()}))
    np.testing.assert_array_equal(other.values, one.values)


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.9, 0.999])
def test_a_file_that_was_cut_off_is_refused_and_nothing_is_lost(share: float) -> None:
    network, data = small(1), saved(small(0))
    before = network.values.copy()
    with pytest.raises(ValueError, match="not an npz file, or was cut off"):
        load(network, data[: int(share * len(data))])
    np.testing.assert_array_equal(network.values, before)


@pytest.mark.parametrize("at", range(0, 1500, 37))
def test_a_file_with_one_wrong_byte_is_refused_or_loads(at: int) -> None:
    data = bytearray(saved(small(0)))
    data[at % len(data)] ^= 0xFF
    network = small(1)
    with suppress(ValueError):  # and no other error
        load(network, bytes(data))
    assert np.isfinite(network.values).all()


def test_weights_of_another_network_say_of_which() -> None:
    network = toy_network(np.random.default_rng(0))
    before = network.values.copy()
    with pytest.raises(
        ValueError,
        match=r"another network: layer1.w is \(2, 1, 3, 3\) in the file, here \(8, 1, 3, 3\); "
        "they fit conv2d 2 of 3x3, dense 3",
    ):
        load(network, saved(small()))
    with pytest.raises(ValueError, match=r"layer2.scale|layer1.w"):
        load(small(), saved(network))
    np.testing.assert_array_equal(network.values, before)


def test_a_file_with_more_arrays_or_fewer_is_refused() -> None:
    arrays = {name: np.array(a) for name, a in named_weights(small()).items()}
    with pytest.raises(ValueError, match="1 more arrays"):
        load(small(), archive(**arrays, other=np.zeros(1)))
    del arrays["layer5.b"]
    with pytest.raises(ValueError, match=r"the file has no layer5.b \(3,\)"):
        load(small(), archive(**arrays))


@pytest.mark.parametrize("bad", [np.nan, np.inf, 1e300])
def test_numbers_that_are_not_finite_are_refused_and_nothing_is_lost(bad: float) -> None:
    arrays = {name: a.astype(float) for name, a in named_weights(small(0)).items()}
    arrays["layer5.b"][1] = bad
    network = small(1)
    before = network.values.copy()
    with pytest.raises(ValueError, match=r"layer5.b .* numbers that are not finite"):
        load(network, archive(**arrays))
    np.testing.assert_array_equal(network.values, before)


def test_other_files_of_the_app_and_of_later_versions_are_named() -> None:
    run, file = Run(digits().train), io.BytesIO()
    save_run(run, file)
    with pytest.raises(ValueError, match="whole run"):
        load(small(), file.getvalue())
    with pytest.raises(ValueError, match="newer version"):
        load(small(), archive(format="convscope-weights", version=2))
    with pytest.raises(ValueError, match="holds no weights"):
        load(small(), archive(format="something", version=1))


def test_a_stranger_s_header_never_reaches_the_screen() -> None:
    settings = json.dumps({"layers": [{"layer": "[x](http://y)", "units": 3}]})
    with pytest.raises(ValueError) as found:
        load(small(), archive(settings=settings))
    assert "http" not in str(found.value)
