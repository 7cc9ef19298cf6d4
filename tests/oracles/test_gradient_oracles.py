"""Gradients and training against PyTorch: the same numbers, forward and backward."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from cnn_core.geometry.padding import Array
from cnn_core.nn import SGD, Adam, toy_network
from cnn_core.nn.layer import Memory
from cnn_core.nn.layers import BatchNorm
from cnn_core.ops import (
    POOLINGS,
    batch_norm,
    conv1d,
    conv2d,
    conv2d_backward,
    conv_transpose2d,
    conv_transpose2d_backward,
    cross_entropy,
)
from cnn_core.ops.losses import cross_entropy_backward
from cnn_core.ops.normalisation import batch_norm_backward
from cnn_core.training import train_batch

# The library is the same for every example.
shared_library = settings(
    max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
pairs = st.tuples(st.integers(1, 3), st.integers(1, 3))
pads = st.tuples(st.integers(0, 1), st.integers(0, 1))
grouped = st.sampled_from([(1, 1, 1), (1, 2, 3), (2, 1, 2), (3, 1, 1)])
seeds = st.integers(0, 2**32 - 1)


def leaf(torch: ModuleType, x: Array) -> Any:
    """Return a tensor with the batch axis first, that gradients arrive at."""
    moved = np.ascontiguousarray(np.moveaxis(x, -1, 0))
    return torch.from_numpy(moved).requires_grad_()


def back(tensor: Any) -> Array:
    return np.moveaxis(tensor.detach().numpy(), 0, -1)


@shared_library
@given(st.tuples(st.integers(3, 7), st.integers(3, 7)), pairs, pairs, pairs, pads, grouped, seeds)
def test_conv2d_backward_is_that_of_torch(
    torch: ModuleType,
    size: Any,
    kernel: Any,
    stride: Any,
    dilation: Any,
    padding: Any,
    widths: Any,
    seed: int,
) -> None:
    rng, (groups, depth, filters) = np.random.default_rng(seed), widths
    x = rng.normal(size=(groups * depth, *size, 2))
    w, b = rng.normal(size=(groups * filters, depth, *kernel)), rng.normal(size=groups * filters)
    options: dict[str, Any] = {
        "stride": stride,
        "padding": padding,
        "dilation": dilation,
        "groups": groups,
    }
    try:
        y = conv2d(x, w, b, **options)
    except ValueError:
        assume(False)
    grad = rng.normal(size=y.shape)
    tx, tw, tb = leaf(torch, x), *(torch.from_numpy(a).requires_grad_() for a in (w, b))
    ty = torch.nn.functional.conv2d(tx, tw, tb, **options)
    ty.backward(leaf(torch, grad).detach())
    found = conv2d_backward(grad, x, w, **options)
    np.testing.assert_allclose(y, back(ty), atol=1e-10)
    np.testing.assert_allclose(found.x, back(tx.grad), atol=1e-10)
    np.testing.assert_allclose(found.w, tw.grad.numpy(), atol=1e-10)
    np.testing.assert_allclose(found.b, tb.grad.numpy(), atol=1e-10)


@shared_library
@given(
    st.tuples(st.integers(1, 5), st.integers(1, 5)), pairs, pairs, pairs, pads, pads, grouped, seeds
)
def test_conv_transpose2d_is_that_of_torch(
    torch: ModuleType,
    size: Any,
    kernel: Any,
    stride: Any,
    dilation: Any,
    padding: Any,
    extra: Any,
    widths: Any,
    seed: int,
) -> None:
    rng, (groups, depth, filters) = np.random.default_rng(seed), widths
    x = rng.normal(size=(groups * depth, *size, 2))
    w, b = rng.normal(size=(groups * depth, filters, *kernel)), rng.normal(size=groups * filters)
    options: dict[str, Any] = {
        "stride": stride,
        "padding": padding,
        "output_padding": extra,
        "dilation": dilation,
        "groups": groups,
    }
    try:
        y = conv_transpose2d(x, w, b, **options)
    except ValueError:
        assume(False)
    grad = rng.normal(size=y.shape)
    tx, tw, tb = leaf(torch, x), *(torch.from_numpy(a).requires_grad_() for a in (w, b))
    ty = torch.nn.functional.conv_transpose2d(tx, tw, tb, **options)
    ty.backward(leaf(torch, grad).detach())
    found = conv_transpose2d_backward(grad, x, w, **options)
    np.testing.assert_allclose(y, back(ty), atol=1e-10)
    np.testing.assert_allclose(found.x, back(tx.grad), atol=1e-10)
    np.testing.assert_allclose(found.w, tw.grad.numpy(), atol=1e-10)
    np.testing.assert_allclose(found.b, tb.grad.numpy(), atol=1e-10)


def test_conv1d_is_that_of_torch(torch: ModuleType) -> None:
    rng = np.random.default_rng(0)
    x, w, b = rng.normal(size=(4, 12, 2)), rng.normal(size=(6, 2, 3)), rng.normal(size=6)
    options: dict[str, Any] = {"stride": 2, "padding": 1, "dilation": 2, "groups": 2}
    expected = torch.nn.functional.conv1d(
        leaf(torch, x), torch.from_numpy(w), torch.from_numpy(b), **options
    )
    np.testing.assert_allclose(conv1d(x, w, b, **options), back(expected), atol=1e-12)


def _each_window_reads(size: Any, out: Any, window: Any, options: Any) -> bool:
    """Tell whether every window of a pooling has a pixel under it."""
    strides, padding, dilation = options["stride"], options["padding"], options["dilation"]
    return all(
        any(0 <= k * s - p + tap * dilation < n for tap in range(w))
        for n, cells, w, s, p in zip(size, out, window, strides, padding, strict=True)
        for k in range(cells)
    )


@pytest.mark.parametrize("name", ["max", "avg", "lp"])
@shared_library
@given(
    st.tuples(st.integers(1, 8), st.integers(1, 8)),
    pairs,
    pairs,
    pads,
    st.integers(1, 2),
    st.booleans(),
    seeds,
)
def test_pooling_backward_is_that_of_torch_ties_and_all(
    torch: ModuleType,
    name: str,
    size: Any,
    window: Any,
    stride: Any,
    padding: Any,
    dilation: int,
    ceil_mode: bool,
    seed: int,
) -> None:
    rng = np.random.default_rng(seed)
    x = rng.integers(-2, 3, (2, *size, 3)).astype(float)
    if name == "lp":
        x = np.abs(x) + 1
    options: dict[str, Any] = {"stride": stride, "ceil_mode": ceil_mode}
    if name != "lp":
        options["padding"] = padding
    if name == "max":
        options["dilation"] = dilation
    try:
        y = POOLINGS[name].forward(x, window, **options)
    except ValueError:
        assume(False)
    # Of a window that reads no pixel, PyTorch's backward writes where nothing is, and crashes.
    assume(name != "max" or _each_window_reads(size, y.shape[1:3], window, options))
    tx, grad = leaf(torch, x), rng.normal(size=y.shape)
    functions = torch.nn.functional
    if name == "lp":
        # PyTorch scales windows that rounding up cut short; without them it is the norm.
        assume(not ceil_mode)
        ty = functions.lp_pool2d(tx, 2.0, window, **options)
    else:
        ty = getattr(functions, f"{name}_pool2d")(tx, window, **options)
    ty.backward(leaf(torch, grad).detach())
    np.testing.assert_allclose(y, back(ty), atol=1e-10)
    found = POOLINGS[name].backward(grad, x, window, **options)
    np.testing.assert_allclose(found, back(tx.grad), atol=1e-10)


def test_batch_norm_is_that_of_torch_running_mean_and_all(torch: ModuleType) -> None:
    rng = np.random.default_rng(0)
    layer, theirs = BatchNorm(), torch.nn.BatchNorm2d(3).double()
    scale, shift = rng.normal(size=3), rng.normal(size=3)
    layer.parameters |= {"scale": scale, "shift": shift}
    layer.measured |= {"mean": np.zeros(3), "variance": np.ones(3)}
    theirs.weight.data, theirs.bias.data = torch.from_numpy(scale), torch.from_numpy(shift)
    for _ in range(3):
        x = rng.normal(2, 3, (3, 4, 4, 5))
        tx, grad = leaf(torch, x), rng.normal(size=x.shape)
        ty = theirs(tx)
        ty.backward(leaf(torch, grad).detach())
        np.testing.assert_allclose(layer.forward(x, Memory(training=True)), back(ty), atol=1e-10)
        found = batch_norm_backward(grad, x, scale)
        np.testing.assert_allclose(found.x, back(tx.grad), atol=1e-10)
    np.testing.assert_allclose(layer.measured["mean"], theirs.running_mean.numpy())
    np.testing.assert_allclose(layer.measured["variance"], theirs.running_var.numpy())
    theirs.eval()
    np.testing.assert_allclose(layer.forward(x), back(theirs(leaf(torch, x))), atol=1e-10)
    np.testing.assert_allclose(batch_norm(x, scale, shift), back(ty), atol=1e-10)


def test_cross_entropy_is_that_of_torch(torch: ModuleType) -> None:
    rng = np.random.default_rng(0)
    z, labels = rng.normal(size=(10, 7)) * 50, rng.integers(0, 10, 7)
    tz = leaf(torch, z)
    loss = torch.nn.functional.cross_entropy(tz, torch.from_numpy(labels))
    loss.backward()
    assert cross_entropy(z, labels) == pytest.approx(loss.item())
    np.testing.assert_allclose(cross_entropy_backward(z, labels), back(tz.grad), atol=1e-12)


@pytest.mark.parametrize(
    "name, options, ours",
    [
        ("SGD", {"lr": 0.1}, SGD(0.1)),
        (
            "SGD",
            {"lr": 0.1, "momentum": 0.9, "weight_decay": 0.01},
            SGD(0.1, momentum=0.9, weight_decay=0.01),
        ),
        ("Adam", {"lr": 5e-3}, Adam(5e-3)),
        ("Adam", {"lr": 5e-3, "weight_decay": 0.01}, Adam(5e-3, weight_decay=0.01)),
    ],
)
def test_a_few_steps_of_the_toy_network_are_those_of_torch(
    torch: ModuleType, name: str, options: dict[str, Any], ours: Any
) -> None:
    rng = np.random.default_rng(0)
    network, nn = toy_network(rng), torch.nn
    theirs = nn.Sequential(
        nn.Conv2d(1, 8, 3),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(8, 16, 3),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(400, 10),
    )
    for number in (0, 3, 7):
        w, b = (torch.from_numpy(network.layers[number].parameters[key].copy()) for key in "wb")
        theirs[number].weight.data, theirs[number].bias.data = w, b
    optimiser = getattr(torch.optim, name)(theirs.parameters(), **options)
    for _ in range(5):
        x, labels = rng.random((1, 28, 28, 16), np.float32), rng.integers(0, 10, 16)
        step = train_batch(network, ours, x, labels)
        optimiser.zero_grad()
        loss = nn.functional.cross_entropy(theirs(leaf(torch, x)), torch.from_numpy(labels))
        loss.backward()
        optimiser.step()
        assert step.loss == pytest.approx(loss.item(), rel=1e-3)
