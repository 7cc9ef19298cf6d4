"""Every layer there is: its shapes, its gradients, and what a pass leaves alone."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from cnn_core.geometry.padding import Array
from cnn_core.nn import (
    LAYERS,
    Activation,
    BatchNorm,
    Conv2D,
    Dense,
    Dropout,
    Layer,
    MaxPool2D,
    Memory,
    Network,
    describe,
)
from cnn_core.nn.fused_block import ConvReLUMaxPool, fuse
from cnn_core.nn.layers import Flatten, ReLU
from cnn_core.nn.pool_layers import AvgPool2D, Pool2D
from cnn_core.ops import batch_norm
from tests.cnn_core.differences import assert_slopes, distinct

SHAPE = (3, 6, 5)

# Settings beside the default ones; a new layer is tested without any.
SETTINGS: list[tuple[str, dict[str, Any]]] = [
    *((name, {}) for name in LAYERS),
    ("conv2d", {"filters": 6, "groups": 3, "stride": (2, 1), "padding": 1, "dilation": (1, 2)}),
    ("conv2d", {"padding": "same", "padding_mode": "reflect", "bias": False, "kernel": (2, 3)}),
    ("conv2d", {"padding": 2, "padding_mode": "circular", "filters": 2}),
    ("conv_transpose2d", {"filters": 3, "groups": 3, "kernel": 3, "padding": 1, "bias": False}),
    ("max_pool2d", {"size": 3, "stride": 2, "padding": 1, "ceil_mode": True}),
    ("avg_pool2d", {"size": (2, 3), "stride": 1, "dilation": (2, 1)}),
    ("dense", {"units": 4, "bias": False}),
    ("dropout", {"rate": 0.0}),
    ("leaky_relu", {"slope": 0.2}),
]
every_layer = pytest.mark.parametrize("name, settings", SETTINGS)
both = pytest.mark.parametrize("training", [False, True])


def ready(name: str, settings: dict[str, Any], rng: np.random.Generator) -> Layer:
    """Make a layer with parameters in float64, none of them 0."""
    layer = LAYERS[name](**settings)
    for key, shape in layer.parameter_shapes(SHAPE).items():
        layer.parameters[key] = layer.initial(key, shape, rng) + rng.normal(size=shape) / 9
        layer.gradients[key] = np.zeros(shape)
    for key, shape in layer.measured_shapes(SHAPE).items():
        layer.measured[key] = layer.initial(key, shape, rng) + 0.1
    return layer


@both
@every_layer
def test_backward_of_every_layer(name: str, settings: dict[str, Any], training: bool) -> None:
    rng = np.random.default_rng(0)
    layer = ready(name, settings, rng)
    x = distinct(rng, *SHAPE, 2)
    memory = Memory(training=training, seed=(1, 2))
    y = layer.forward(x, memory)
    assert y.shape == (*layer.output_shape(SHAPE), 2)
    grad = rng.normal(size=y.shape)
    dx = layer.backward(grad, memory)
    gradients = {key: found.copy() for key, found in layer.gradients.items()}
    assert dx is not None

    def answer() -> Array:
        return layer.forward(x, Memory(training=training, seed=(1, 2)))

    assert_slopes(dx, answer, x, grad)
    assert gradients.keys() == layer.parameter_shapes(SHAPE).keys()
    for key, found in gradients.items():
        assert_slopes(found, answer, layer.parameters[key], grad)


@every_layer
def test_going_back_to_the_input_alone_writes_nothing(name: str, settings: dict[str, Any]) -> None:
    rng = np.random.default_rng(0)
    layer = ready(name, settings, rng)
    x, memories = distinct(rng, *SHAPE, 2), (Memory(), Memory(to_parameters=False))
    y, again = (layer.forward(x, memory) for memory in memories)
    grad = rng.normal(size=y.shape)
    wanted = layer.backward(grad, memories[0])
    for gradient in layer.gradients.values():
        gradient.setflags(write=False)
    np.testing.assert_array_equal(y, again)
    np.testing.assert_array_equal(layer.backward(grad, memories[1]), wanted)


@every_layer
def test_a_pass_in_use_is_the_same_and_changes_nothing(name: str, settings: dict[str, Any]) -> None:
    rng = np.random.default_rng(0)
    layer = ready(name, settings, rng)
    x = distinct(rng, *SHAPE, 2)
    kept = [a.copy() for a in (x, *layer.parameters.values(), *layer.measured.values())]
    y = layer.forward(x)
    np.testing.assert_allclose(y, layer.forward(x, Memory()), atol=1e-12)
    np.testing.assert_allclose(layer.forward(x[..., :1])[..., 0], y[..., 0], atol=1e-12)
    for before, after in zip(
        kept, (x, *layer.parameters.values(), *layer.measured.values()), strict=True
    ):
        np.testing.assert_array_equal(before, after)


@every_layer
def test_buffers_used_again_change_no_answer(name: str, settings: dict[str, Any]) -> None:
    rng = np.random.default_rng(0)
    layer, memory = ready(name, settings, rng), Memory()
    for count in (2, 2, 3, 2):
        x = rng.normal(size=(*SHAPE, count))
        fresh = Memory()
        y, again = layer.forward(x, fresh).copy(), layer.forward(x, memory).copy()
        np.testing.assert_array_equal(y, again)
        grad = rng.normal(size=y.shape)
        first, second = layer.backward(grad, fresh), layer.backward(grad, memory)
        assert first is not None
        assert second is not None
        np.testing.assert_array_equal(first, second)


@every_layer
def test_single_precision_stays(name: str, settings: dict[str, Any]) -> None:
    rng = np.random.default_rng(0)
    layer, memory = ready(name, settings, rng), Memory(training=True)
    for part in (layer.parameters, layer.gradients, layer.measured):
        part.update({key: values.astype(np.float32) for key, values in part.items()})
    y = layer.forward(np.zeros((*SHAPE, 2), np.float32), memory)
    dx = layer.backward(np.ones_like(y), memory)
    assert dx is not None
    assert y.dtype == dx.dtype == np.float32
    assert np.isfinite(y).all()
    assert np.isfinite(dx).all()
    assert all(values.dtype == np.float32 for values in layer.measured.values())


def test_backward_follows_forward_once() -> None:
    layer = ready("conv2d", {}, np.random.default_rng(0))
    memory = Memory()
    y = layer.forward(np.ones((*SHAPE, 1)), memory)
    layer.backward(y, memory)
    with pytest.raises(ValueError, match="run forward again"):
        layer.backward(y, memory)


def test_parameters_are_counted_with_the_numbers_of_the_lessons() -> None:
    def count(layer: Layer, shape: tuple[int, ...]) -> int:
        return sum(int(np.prod(s)) for s in layer.parameter_shapes(shape).values())

    assert count(Conv2D(10, 3), (3, 32, 32)) == (3 * 3 * 3 + 1) * 10 == 280
    assert count(Conv2D(32, 3), (16, 20, 20)) == 4640
    assert count(Dense(16), (3, 20, 20)) == 3 * 16 + 16 == 64
    assert count(Dense(2), (18 * 18 * 32,)) == 20738
    assert Conv2D(10, 3).multiply_adds((3, 32, 32)) == 10 * 30 * 30 * 27
    assert Flatten().output_shape((10, 20, 20)) == (4000,)


def test_batch_norm_measures_while_training_and_uses_it_after() -> None:
    rng = np.random.default_rng(0)
    layer = LAYERS["batch_norm"]()
    assert isinstance(layer, BatchNorm)
    layer.parameters |= {"scale": np.ones(1), "shift": np.zeros(1)}
    layer.measured |= {"mean": np.zeros(1), "variance": np.ones(1)}
    x = rng.normal(5, 3, (1, 4, 4, 50))
    layer.forward(x, Memory(training=True))
    assert layer.measured["mean"][0] == pytest.approx(0.9 * 0 + 0.1 * x.mean())
    assert layer.measured["variance"][0] == pytest.approx(0.9 * 1 + 0.1 * x.var(ddof=1))
    for _ in range(200):
        layer.forward(x, Memory(training=True))
    np.testing.assert_allclose(layer.forward(x).std(), 1, rtol=1e-3)


def test_dropout_drops_in_training_only_and_the_same_for_the_same_seed() -> None:
    x = np.ones((1, 20, 20, 5))
    layer = Dropout(0.5)
    assert layer.forward(x).min() == layer.forward(x, Memory()).min() == 1
    first, again, other = (
        layer.forward(x, Memory(training=True, seed=seed)) for seed in ((1,), (1,), (2,))
    )
    np.testing.assert_array_equal(first, again)
    assert (first != other).any()


@pytest.mark.parametrize("size, stride", [(2, None), (3, None), ((1, 2), None), (2, 3)])
@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"bias": False},
        {"stride": 2, "padding": 2},
        {"kernel": (2, 3), "padding": "same", "padding_mode": "circular"},
        {"kernel": (1, 2), "stride": (3, 1)},
        {"filters": 40},  # too many for all places of larger windows at once
    ],
)
@pytest.mark.parametrize("ties", [False, True])
def test_three_layers_in_one_go_are_the_three(
    size: Any, stride: Any, settings: dict[str, Any], ties: bool
) -> None:
    rng = np.random.default_rng(0)
    conv = ready("conv2d", {"filters": 4, **settings}, rng)
    layers = [conv, ReLU(), MaxPool2D(size, stride)]
    (fused,) = fuse(layers)
    assert isinstance(fused, ConvReLUMaxPool)
    if ties:
        for values in conv.parameters.values():
            values[...] = rng.integers(-1, 2, values.shape)
    shared = Memory()
    for count in (5, 5, 2, 5):
        x = rng.integers(-2, 3, (3, 11, 10, count)).astype(float)
        fused.forward(x[..., :1], shared)  # an answer in between that nothing follows
        x += 0 if ties else rng.normal(size=x.shape)
        memories, y = [Memory() for _ in layers], x
        for layer, memory in zip(layers, memories, strict=True):
            y = layer.forward(y, memory)
        np.testing.assert_allclose(fused.forward(x, shared), y, atol=1e-12)
        grad: Array | None = rng.normal(size=y.shape)
        assert grad is not None
        found = fused.backward(grad, shared)
        gradients = {name: values.copy() for name, values in conv.gradients.items()}
        for layer, memory in zip(layers[::-1], memories[::-1], strict=True):
            assert grad is not None
            grad = layer.backward(grad, memory)
        assert found is not None
        assert grad is not None
        np.testing.assert_allclose(found, grad, atol=1e-12)
        for name, values in conv.gradients.items():
            np.testing.assert_allclose(gradients[name], values, atol=1e-11)


@pytest.mark.parametrize(
    "pool",
    [
        MaxPool2D(3, 2),
        MaxPool2D(2, padding=1),
        MaxPool2D(2, dilation=2),
        MaxPool2D(2, ceil_mode=True),
        AvgPool2D(2),
        Pool2D("min"),
    ],
)
def test_other_poolings_stay_by_themselves(pool: Layer) -> None:
    layers = [Conv2D(), ReLU(), pool]
    assert fuse(layers) == layers


@pytest.mark.parametrize("place", range(3))
def test_a_class_of_its_own_answers_itself(place: int) -> None:
    layers: list[Layer] = [Conv2D(), ReLU(), MaxPool2D()]
    layers[place] = type("Own", (type(layers[place]),), {})()
    assert fuse(layers) == layers


def test_what_stands_between_keeps_layers_apart() -> None:
    for layers in (
        [Conv2D(), BatchNorm(), ReLU(), MaxPool2D()],
        [Conv2D(groups=2), ReLU(), MaxPool2D()],
        [Conv2D(dilation=(2, 1)), ReLU(), MaxPool2D()],
        [ReLU(), MaxPool2D()],
    ):
        assert fuse(layers) == layers


def test_what_does_not_fit_is_refused_with_what_would() -> None:
    with pytest.raises(ValueError, match="put it before Flatten"):
        Conv2D().output_shape((400,))
    with pytest.raises(
        ValueError, match="groups 2 does not divide both 3 channels and 8 filters: use 1"
    ):
        Conv2D(groups=2).parameter_shapes(SHAPE)
    with pytest.raises(ValueError, match="use 0 up to less than 1"):
        Dropout(1.5).output_shape(SHAPE)


@pytest.mark.parametrize(
    "layer",
    [
        Conv2D(0),
        Conv2D(-1),
        LAYERS["conv2d"](2.5),
        LAYERS["conv_transpose2d"](0),
        Dense(0),
        LAYERS["dense"]("8"),
    ],
)
def test_filters_and_units_are_counted_from_1(layer: Layer) -> None:
    with pytest.raises(ValueError, match="is a whole number, at least 1, not"):
        Network([layer], (1, 8, 8), np.random.default_rng(0))
    assert "at least 1" in describe([layer], (1, 8, 8)).fault


@pytest.mark.parametrize(
    ("layer", "reason"),
    [
        (Conv2D(padding=9, padding_mode="reflect"), "the image's 8 rows: use padding 7 at most"),
        (Conv2D(padding_mode="wrap"), "use zeros, constant, reflect, replicate, circular"),
        (Activation("bent"), "activation 'bent' is unknown: use relu"),
        (Pool2D("pooled"), "pooling 'pooled' is unknown: use max"),
    ],
)
def test_what_could_not_run_is_told_before_it_runs(layer: Layer, reason: str) -> None:
    assert reason in describe([layer], (1, 8, 8)).fault
    with pytest.raises(ValueError, match="layer 1"):
        Network([layer], (1, 8, 8), np.random.default_rng(0))


def test_a_rate_of_dropout_that_is_no_share_is_named_without_running() -> None:
    assert describe([Dropout(2.0)], (8,)).fault.startswith("layer 1, Dropout, does not fit")


def test_batch_norm_takes_one_number_for_each_channel_and_both_moments() -> None:
    x = np.ones((3, 2, 2, 2))
    with pytest.raises(ValueError, match="3 channels need as many"):
        batch_norm(x, [1], [0, 0, 0])
    with pytest.raises(ValueError, match="give both, or none"):
        batch_norm(x, [1, 1, 1], [0, 0, 0], mean=[0, 0, 0])
