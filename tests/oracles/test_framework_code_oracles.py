"""The PyTorch and Keras code of every activation and pooling: its numbers, and slopes."""

from __future__ import annotations

import numpy as np
import pytest

from cnn_core.ops import ACTIVATIONS, POOLINGS
from tests.cnn_core.ops.test_framework_code import WINDOWS, X, activated, answers, pooled

# Between Keras 3.15 and PyTorch 2.13, in no line of ours.
pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_an_activation_in_pytorch(torch, name) -> None:
    x = torch.tensor(X, requires_grad=True)
    found = activated(name, "PyTorch", x, torch=torch, F=torch.nn.functional)
    found.sum().backward()
    np.testing.assert_allclose(found.detach().numpy(), ACTIVATIONS[name].forward(X), atol=1e-12)
    np.testing.assert_allclose(x.grad.numpy(), ACTIVATIONS[name].slope(X), atol=1e-12)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_an_activation_in_keras(torch, keras, name) -> None:
    found = activated(
        name, "Keras", keras.ops.convert_to_tensor(X, "float64"), keras=keras, ops=keras.ops
    )
    np.testing.assert_allclose(np.asarray(found), ACTIVATIONS[name].forward(X), atol=1e-6)


def windows_backward(name: str) -> np.ndarray:
    maps = WINDOWS.reshape(-1, 3, 3)
    given = POOLINGS[name].backward(np.ones((len(maps), 1, 1)), maps, 3)
    return np.asarray(given).reshape(WINDOWS.shape)


@pytest.mark.parametrize("name", POOLINGS)
@pytest.mark.parametrize("framework", ["PyTorch", "Keras"])
def test_a_pooling(request, torch, framework, name) -> None:
    windows = torch.tensor(WINDOWS, requires_grad=True)
    if framework == "PyTorch":
        found = pooled(name, framework, windows, torch=torch, F=torch.nn.functional)
    else:
        keras = request.getfixturevalue("keras")
        found = pooled(name, framework, windows, keras=keras, ops=keras.ops)
    found.sum().backward()
    np.testing.assert_allclose(found.detach().numpy(), answers(name), atol=1e-6)
    slopes = windows.grad.numpy()
    assert np.isfinite(slopes).all()
    # Where cells tie, they share a gradient that here the first gets: compare those that do not.
    apart = [len({*np.abs(one)}) == 9 for one in WINDOWS.reshape(-1, 9)]
    slopes, wanted = (one.reshape(-1, 9)[apart] for one in (slopes, windows_backward(name)))
    assert len(slopes) >= 3
    np.testing.assert_allclose(slopes, wanted, atol=1e-9)
