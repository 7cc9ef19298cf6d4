"""The code of a network: what it says, whatever the libraries; tests/oracles run it."""

from __future__ import annotations

import numpy as np
import pytest

from cnn_core import nn
from cnn_core.geometry.padding import Array
from cnn_core.nn import LAYERS, BatchNorm, Conv2D, Dense, Flatten, Layer, MaxPool2D, toy_network
from cnn_core.nn.layer import Memory
from ui.networks.code import NETWORK_CODE
from ui.networks.script import UnwrittenError

TOY = toy_network(np.random.default_rng(0)).layers

PYTORCH = """
import numpy as np
import torch
from torch import nn

network = nn.Sequential(  # takes pictures (1, 28, 28)
    nn.Conv2d(1, 8, 3),  # (8, 26, 26), 80 parameters
    nn.ReLU(),  # (8, 26, 26)
    nn.MaxPool2d(2),  # (8, 13, 13)
    nn.Conv2d(8, 16, 3),  # (16, 11, 11), 1,168 parameters
    nn.ReLU(),  # (16, 11, 11)
    nn.MaxPool2d(2),  # (16, 5, 5)
    nn.Flatten(),  # (400,)
    nn.Linear(400, 10),  # (10,), 4,010 parameters
)

with np.load("w.npz") as file:
    network.load_state_dict({
        "0.weight": torch.from_numpy(file["layer1.w"]),
        "0.bias": torch.from_numpy(file["layer1.b"]),
        "3.weight": torch.from_numpy(file["layer4.w"]),
        "3.bias": torch.from_numpy(file["layer4.b"]),
        "7.weight": torch.from_numpy(file["layer8.w"]),
        "7.bias": torch.from_numpy(file["layer8.b"]),
    })

pictures = torch.zeros(1, 1, 28, 28)  # yours: (N, 1, 28, 28), numbers from 0 to 1
network.eval()  # in use, not in training
with torch.no_grad():
    logits = network(pictures)
"""


def test_the_toy_network_in_pytorch() -> None:
    assert NETWORK_CODE["PyTorch"].write(TOY, (1, 28, 28), weights="w.npz") == PYTORCH.lstrip()


@pytest.mark.parametrize("name", NETWORK_CODE)
def test_a_class_made_from_a_layer_that_answers_otherwise_has_no_code(name: str) -> None:
    class Doubled(Conv2D):
        def forward(self, x: Array, memory: Memory | None = None) -> Array:
            return 2 * super().forward(x, memory)

    with pytest.raises(UnwrittenError, match=f"no {name} code for Doubled"):
        NETWORK_CODE[name].write([Doubled(2)], (1, 5, 5))


def test_keras_puts_channels_first_before_it_flattens() -> None:
    code = NETWORK_CODE["Keras"].write(TOY, (1, 28, 28), weights="w.npz")
    assert code.index("layers.Permute((3, 1, 2))") < code.index("layers.Flatten()")
    code = NETWORK_CODE["Keras"].write(TOY, (1, 28, 28))
    assert "layers.Dense(10),  # (10,), 4,010 parameters" in code
    assert "Permute" not in code  # without weights their order does not matter
    assert "np.load" not in code
    assert ", ops" not in code


@pytest.mark.parametrize("framework", NETWORK_CODE)
@pytest.mark.parametrize("name", LAYERS)
def test_every_layer_has_code(framework: str, name: str) -> None:
    layer = LAYERS[name]()
    code = NETWORK_CODE[framework].write_or_say([layer], (4, 11, 14), weights="w.npz")
    compile(code, "script", "exec")
    # One that is in no more than its registry may do with a sentence.
    known = type(layer).__name__ in nn.__all__
    assert code.startswith("import" if known else f"# There is no {framework} code for")


class Unknown(Layer):
    """A layer that no framework has a name for."""

    def forward(self, x: Array, memory: Memory | None = None) -> Array:
        return x

    def backward(self, grad: Array, memory: Memory, *, to_input: bool = True) -> Array:
        return grad


@pytest.mark.parametrize("framework", NETWORK_CODE)
def test_what_does_not_fit_is_named(framework: str) -> None:
    write = NETWORK_CODE[framework].write
    with pytest.raises(ValueError, match="layer 2, MaxPool2D"):
        write([Conv2D(2, 3), MaxPool2D(9)], (1, 5, 5))
    with pytest.raises(ValueError, match="without layers"):
        write([], (1, 5, 5))
    with pytest.raises(ValueError, match=r"no .* code for Unknown"):
        write([Unknown()], (1, 5, 5))


def test_keras_pads_as_same_where_that_is_the_same() -> None:
    write = NETWORK_CODE["Keras"].write
    assert "layers.Conv2D(8, 3, padding='same')" in write([Conv2D(8, 3, padding=1)], (1, 9, 9))
    one_more = Conv2D(8, 3, stride=2, padding=((0, 1), (0, 1)))
    assert "padding='same'" in write([one_more], (1, 28, 28))
    assert "ZeroPadding2D(1)" in write([Conv2D(8, 3, stride=2, padding=1)], (1, 28, 28))


def test_batch_norm_on_maps_and_on_a_vector() -> None:
    code = NETWORK_CODE["PyTorch"].write(
        [BatchNorm(), Flatten(), BatchNorm(), Dense(2)], (3, 2, 2), weights="w.npz"
    )
    assert "nn.BatchNorm2d(3)" in code
    assert "nn.BatchNorm1d(12)" in code
    assert '"0.running_mean": torch.from_numpy(file["layer1.mean"])' in code
