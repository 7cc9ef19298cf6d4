"""Shapes, parameters and reach of a network against those of PyTorch's own layers."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cnn_core.nn.conv_layers import Conv2D
from cnn_core.nn.layer import Layer, Shape
from cnn_core.nn.layers import BatchNorm, Dense, Flatten, ReLU
from cnn_core.nn.pool_layers import AvgPool2D, MaxPool2D
from cnn_core.nn.summary import describe

shared_library = settings(
    max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture]
)

convolutions = st.builds(
    Conv2D,
    filters=st.sampled_from([2, 4]),
    kernel=st.tuples(st.integers(1, 3), st.integers(1, 3)),
    stride=st.tuples(st.integers(1, 2), st.integers(1, 2)),
    padding=st.tuples(st.integers(0, 2), st.integers(0, 2)),
    dilation=st.tuples(st.integers(1, 2), st.integers(1, 2)),
    groups=st.sampled_from([1, 2]),
    bias=st.booleans(),
)
sizes: dict[str, Any] = {
    "size": st.integers(2, 3),
    "stride": st.integers(1, 3),
    "ceil_mode": st.booleans(),
}
poolings = st.one_of(st.builds(MaxPool2D, **sizes), st.builds(AvgPool2D, **sizes))
simple = st.sampled_from([ReLU(), BatchNorm()])
stacks = st.lists(st.one_of(convolutions, poolings, simple), min_size=1, max_size=5)


def in_torch(torch: ModuleType, layer: Layer, shape: Shape) -> Any:
    nn = torch.nn
    if isinstance(layer, Conv2D):
        settled: Any = layer
        return nn.Conv2d(
            shape[0],
            layer.filters,
            settled.kernel,
            settled.stride,
            settled.padding,
            settled.dilation,
            layer.groups,
            layer.bias,
        )
    if isinstance(layer, MaxPool2D | AvgPool2D):
        kind = nn.MaxPool2d if isinstance(layer, MaxPool2D) else nn.AvgPool2d
        return kind(layer.size, layer.stride, ceil_mode=layer.ceil_mode)
    if isinstance(layer, BatchNorm):
        return nn.BatchNorm2d(shape[0]).eval()
    if isinstance(layer, Flatten):
        return nn.Flatten()
    return nn.Linear(shape[0], layer.units) if isinstance(layer, Dense) else nn.ReLU()


@shared_library
@given(stacks)
def test_shapes_and_parameters_are_those_of_torch(torch: ModuleType, stack: list[Layer]) -> None:
    found = describe([*stack, Flatten(), Dense(3)], (2, 17, 14))
    x = torch.zeros(1, 2, 17, 14)
    shape: Shape = (2, 17, 14)
    for row in found.rows:
        layer = in_torch(torch, row.layer, shape)
        x, shape = layer(x), row.shape
        assert tuple(x.shape[1:]) == row.shape
        assert sum(p.numel() for p in layer.parameters()) == row.parameters.value
    if found.fault:
        bad = [*stack, Flatten(), Dense(3)][len(found.rows)]
        with pytest.raises((RuntimeError, ValueError)):
            in_torch(torch, bad, shape)(x)


@shared_library
@given(st.lists(st.one_of(convolutions, poolings), min_size=1, max_size=4))
def test_a_cell_sees_what_its_gradient_reaches(torch: ModuleType, stack: list[Layer]) -> None:
    found = describe(stack, (2, 17, 14))
    if found.fault:
        return
    x = torch.rand(1, 2, 17, 14, requires_grad=True)
    y = x
    shape: Shape = (2, 17, 14)
    for row in found.rows:
        # Averages pass gradients on to every pixel; maxima only to one.
        layer = row.layer
        if isinstance(layer, MaxPool2D):
            layer = AvgPool2D(layer.size, stride=layer.stride, ceil_mode=layer.ceil_mode)
        module = in_torch(torch, layer, shape)
        for parameter in module.parameters():
            parameter.data.fill_(1.0)
        y, shape = module(y), row.shape
    field = found.rows[-1].field
    assert field is not None
    row_, col = shape[1] // 2, shape[2] // 2
    y[0, 0, row_, col].backward()
    reached = (x.grad[0].abs().sum(0) > 0).nonzero()
    if not len(reached):
        return
    for axis, part in enumerate(field.of(row_, col)):
        seen = reached[:, axis]
        assert max(part.start, 0) <= int(seen.min())
        assert int(seen.max()) < part.stop
        # Dilation and stride leave gaps inside, but never at the ends; borders may cut them off.
        if part.start >= 0 and part.stop <= (17, 14)[axis]:
            assert (int(seen.min()), int(seen.max()) + 1) == (part.start, part.stop)
