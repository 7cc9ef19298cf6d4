"""Published weights are read without PyTorch, and folded into convolutions that answer the same."""

from __future__ import annotations

import io
import pickle
import sys
from collections import OrderedDict
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from cnn_core.ops import conv2d
from tools.photo_network import EPSILON, class_names, folded, photo_weights, read_checkpoint


class Storage:
    """Numbers as PyTorch stores them, of which a tensor shows a part."""

    def __init__(self, key: str, values: np.ndarray) -> None:
        self.key, self.values = key, values


class Tensor:
    """What is pickled for an array: its storage, where it begins, its shape and its strides."""

    def __init__(self, storage: Storage, offset: int, shape: tuple[int, ...], strides: Any) -> None:
        self.parts: Any = (storage, offset, shape, strides, False, OrderedDict())

    def __reduce__(self) -> Any:
        return sys.modules["torch._utils"]._rebuild_tensor_v2, self.parts


class Pickler(pickle.Pickler):
    """Writes storages as PyTorch did before version 1.6: by name, apart from the pickle."""

    def persistent_id(self, thing: Any) -> Any:
        if not isinstance(thing, Storage):
            return None
        kind = "FloatStorage" if thing.values.dtype == np.float32 else "LongStorage"
        return "storage", getattr(sys.modules["torch"], kind), thing.key, "cpu", thing.values.size


@pytest.fixture
def torch_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the few names of PyTorch that are in its files, and nothing behind them."""
    torch, utils = ModuleType("torch"), ModuleType("torch._utils")

    def _rebuild_tensor_v2() -> None: ...

    _rebuild_tensor_v2.__module__ = "torch._utils"
    _rebuild_tensor_v2.__qualname__ = "_rebuild_tensor_v2"
    vars(utils)["_rebuild_tensor_v2"] = _rebuild_tensor_v2
    for name in ("FloatStorage", "LongStorage"):
        vars(torch)[name] = type(name, (), {"__module__": "torch"})
    monkeypatch.setitem(sys.modules, "torch", torch)
    monkeypatch.setitem(sys.modules, "torch._utils", utils)


def saved(tensors: dict[str, Tensor]) -> io.BytesIO:
    file = io.BytesIO()
    storages = {one.parts[0].key: one.parts[0] for one in tensors.values()}
    for head in (119547037146038801333356, 1001, {"little_endian": True}):
        pickle.dump(head, file, protocol=2)
    Pickler(file, protocol=2).dump(OrderedDict(tensors))
    pickle.dump([*storages], file, protocol=2)
    for one in storages.values():
        file.write(one.values.size.to_bytes(8, "little") + one.values.tobytes())
    file.seek(0)
    return file


@pytest.mark.usefixtures("torch_names")
def test_arrays_come_back_whatever_part_of_a_storage_they_are() -> None:
    numbers = np.arange(12, dtype=np.float32)
    shared, count = Storage("0", numbers), Storage("1", np.array([7, 8], np.int64))
    found = read_checkpoint(
        saved(
            {
                "whole": Tensor(shared, 0, (3, 4), (4, 1)),
                "turned": Tensor(shared, 0, (4, 3), (1, 4)),
                "part": Tensor(shared, 6, (2,), (3,)),
                "count": Tensor(count, 1, (), ()),
            }
        )
    )
    np.testing.assert_array_equal(found["whole"], numbers.reshape(3, 4))
    np.testing.assert_array_equal(found["turned"], numbers.reshape(3, 4).T)
    assert found["part"].tolist() == [6, 9]
    assert found["count"] == 8


def test_nothing_else_that_is_pickled_is_made() -> None:
    file = io.BytesIO()
    for head in (1, 2, 3):
        pickle.dump(head, file)
    pickle.dump(io.BytesIO, file)
    file.seek(0)
    with pytest.raises(KeyError):
        read_checkpoint(file)


def made_up() -> dict[str, np.ndarray]:
    """Give two convolutions, the second of one kernel a map, each with its batch norm."""
    rng = np.random.default_rng(0)
    found: dict[str, np.ndarray] = {}
    for name, norm, shape in (
        ("_conv_stem", "_bn0", (4, 3, 3, 3)),
        ("_blocks.0._depthwise_conv", "_blocks.0._bn1", (4, 1, 3, 3)),
    ):
        found[f"{name}.weight"] = rng.normal(size=shape)
        found |= {f"{norm}.{part}": rng.normal(size=4) for part in ("weight", "bias")}
        found[f"{norm}.running_mean"] = rng.normal(size=4)
        found[f"{norm}.running_var"] = rng.random(4) + 0.1
        found[f"{norm}.num_batches_tracked"] = np.array(9)
    return found | {"_fc.weight": rng.normal(size=(2, 4)), "_fc.bias": rng.normal(size=2)}


def normed(x: np.ndarray, norm: str, weights: dict[str, np.ndarray]) -> np.ndarray:
    """Normalise maps one number at a time."""
    out = np.empty_like(x)
    for k, row, column in np.ndindex(x.shape):
        scale, shift, mean, variance = (
            weights[f"{norm}.{part}"][k]
            for part in ("weight", "bias", "running_mean", "running_var")
        )
        out[k, row, column] = scale * (x[k, row, column] - mean) / (variance + EPSILON) ** 0.5
        out[k, row, column] += shift
    return out


def test_a_folded_convolution_answers_as_convolution_and_batch_norm() -> None:
    weights = made_up()
    x = np.random.default_rng(1).normal(size=(3, 7, 6))
    first, second = "_conv_stem", "_blocks.0._depthwise_conv"
    y = normed(conv2d(x, weights[f"{first}.weight"]), "_bn0", weights)
    y = normed(conv2d(y, weights[f"{second}.weight"], groups=4), "_blocks.0._bn1", weights)
    w1, b1, w2, b2, *dense = folded(weights)
    np.testing.assert_allclose(conv2d(conv2d(x, w1, b1), w2, b2, groups=4), y, atol=1e-9)
    for found, name in zip(dense, ("_fc.weight", "_fc.bias"), strict=True):
        np.testing.assert_array_equal(found, weights[name])


def test_weights_of_another_network_are_refused() -> None:
    with pytest.raises((SystemExit, ValueError)):
        photo_weights(made_up())


def test_every_class_gets_one_name_that_no_other_has() -> None:
    assert class_names(["tench, Tinca tinca", "goldfish"]) == ["tench", "goldfish"]
    cranes = [f"thing {k}" for k in range(134)] + ["crane"]
    assert class_names(cranes)[134] == "crane (bird)"
    with pytest.raises(SystemExit, match="the same name"):
        class_names(["crane", "crane, another"])
