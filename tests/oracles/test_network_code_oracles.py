"""The PyTorch and Keras code of a network, run: the logits, shapes and counts of the core."""

from __future__ import annotations

import math
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from cnn_core import nn
from cnn_core.data import digits
from cnn_core.io import save_weights
from cnn_core.nn import (
    LAYERS,
    Activation,
    AvgPool2D,
    BatchNorm,
    Block,
    Conv2D,
    ConvTranspose2D,
    Dense,
    Dropout,
    Flatten,
    GlobalAvgPool,
    Layer,
    LeakyReLU,
    MaxPool2D,
    Network,
    Pool2D,
    ReLU,
    Softmax,
    toy_network,
)
from cnn_core.ops import POOLINGS
from cnn_core.training import Run
from tests.scripts import executed
from ui.networks.code import NETWORK_CODE

# Between Keras 3.15 and PyTorch 2.13, in no line of ours.
pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")

MAPS = (4, 11, 14)  # odd and even sides, and more than one channel


@pytest.fixture(params=list(NETWORK_CODE))
def framework(request: pytest.FixtureRequest) -> str:
    """Each framework whose library is there."""
    request.getfixturevalue("torch")
    if request.param == "Keras":
        request.getfixturevalue("keras")
    return str(request.param)


def network_of(layers: list[Layer], shape: tuple[int, ...]) -> Network:
    """Return a network none of whose numbers is one that a swapped axis or name would hide."""
    rng = np.random.default_rng(7)
    network = Network(layers, shape, rng)
    network.values[...] = rng.normal(0, 0.3, network.values.shape)
    for layer in network.layers:
        for name, values in layer.measured.items():
            values[...] = rng.uniform(0.5, 2, values.shape) * (
                1 if name.endswith("variance") else -1
            )
    return network


def batch_first(images: np.ndarray, framework: str) -> np.ndarray:
    first = np.moveaxis(images, -1, 0)
    last = framework == "Keras" and first.ndim == 4
    return np.ascontiguousarray(np.moveaxis(first, 1, -1) if last else first)


def batch_last(answers: np.ndarray, framework: str) -> np.ndarray:
    last = framework == "Keras" and answers.ndim == 4
    return np.moveaxis(np.moveaxis(answers, -1, 1) if last else answers, 0, -1)


def run(code: str, folder: Any) -> dict[str, Any]:
    return executed(code, folder)


def answer(found: dict[str, Any], pictures: np.ndarray, torch: ModuleType) -> np.ndarray:
    with torch.no_grad():
        network = found["network"]
        if isinstance(network, torch.nn.Module) and not hasattr(network, "count_params"):
            return network(torch.from_numpy(pictures)).numpy()
        return np.asarray(network(pictures, training=False))


def trainable(network: Any) -> int:
    if hasattr(network, "trainable_weights"):
        return sum(math.prod(one.shape) for one in network.trainable_weights)
    return sum(one.numel() for one in network.parameters())


def same_as_the_core(
    network: Network, framework: str, torch: ModuleType, folder: Any, *, images: Any = None
) -> None:
    if images is None:
        rng = np.random.default_rng(1)
        images = rng.normal(0, 1, (*network.input_shape, 3)).astype(np.float32)
    save_weights(network, str(folder / "weights.npz"))
    code = NETWORK_CODE[framework].write(network.layers, network.input_shape, weights="weights.npz")
    found = run(code, folder)
    assert trainable(found["network"]) == network.parameter_count
    shape = batch_first(network.forward(np.zeros((*network.input_shape, 1))), framework).shape
    assert tuple(found["logits"].shape) == shape
    answers = answer(found, batch_first(images, framework), torch)
    wanted = network.forward(images)
    scale = float(np.abs(wanted).max())
    np.testing.assert_allclose(batch_last(answers, framework), wanted, rtol=1e-5, atol=3e-6 * scale)


def test_the_toy_network_after_training(framework, torch, tmp_path) -> None:
    run_ = Run(digits().train, seed=3)
    run_.advance(30)
    images, _ = digits().test.batch(slice(0, 50))
    same_as_the_core(run_.network, framework, torch, tmp_path, images=images)


@pytest.mark.parametrize("name", LAYERS)
def test_every_kind_of_layer_by_its_name(framework, torch, tmp_path, name) -> None:
    layer = LAYERS[name]()
    if type(layer).__name__ not in nn.__all__:
        pytest.skip("a layer of its registry alone may have no code")
    same_as_the_core(network_of([layer], MAPS), framework, torch, tmp_path)


CONVOLUTIONS = [
    Conv2D(6, (2, 3), stride=(2, 1), padding=(1, 0), groups=2, bias=False),
    Conv2D(3, (3, 2), padding="same"),
    Conv2D(3, 3, padding=1),
    Conv2D(3, (4, 3), stride=2, padding=((1, 2), (0, 1))),
    Conv2D(3, 4, padding="full", padding_mode="circular"),
    Conv2D(3, (2, 4), padding=((0, 2), (1, 3)), stride=3, padding_mode="constant"),
    Conv2D(3, 3, stride=(2, 3), dilation=(2, 1), padding=2),
    *(
        Conv2D(2, (4, 3), padding=padding, padding_mode=mode)
        for mode in ("zeros", "constant", "reflect", "replicate", "circular")
        for padding in ("same", 2, ((2, 1), (0, 3)))
    ),
]
STAMPS = [
    ConvTranspose2D(6, (2, 3), stride=(1, 3), groups=2),
    ConvTranspose2D(3, (3, 2), stride=(4, 3), bias=False),
    ConvTranspose2D(3, 3, stride=2, padding=1),
    ConvTranspose2D(3, 3, stride=2, padding=1, output_padding=1),
    ConvTranspose2D(3, 3, stride=(2, 3), padding=(1, 0), output_padding=(1, 2)),
    ConvTranspose2D(4, (2, 3), stride=2, dilation=(3, 2), padding=(5, 1), groups=4),
]
POOLING_LAYERS = [
    Pool2D(kind, **settings)
    for kind in POOLINGS
    for settings in (
        {"size": 3},
        {"size": (2, 3), "stride": (3, 2)},
        {"size": (3, 2), "stride": 1, "padding": (1, 1)},
        {"size": 3, "stride": 2, "padding": (0, 1), "ceil_mode": True},
        {"size": 2, "stride": 3, "dilation": (3, 2)},
        {"size": (2, 3), "stride": 3, "dilation": 2, "padding": 1, "ceil_mode": True},
    )
]
OTHERS = [
    BatchNorm(0.25, 1e-2),
    Dense(5, bias=False),
    Dropout(0.9),
    Activation("gelu"),
    LeakyReLU(0.2),
    Softmax(),
]


@pytest.mark.parametrize("layer", [*CONVOLUTIONS, *STAMPS, *POOLING_LAYERS, *OTHERS], ids=str)
def test_every_setting_of_a_layer_on_maps_of_odd_shape(framework, torch, tmp_path, layer) -> None:
    same_as_the_core(network_of([layer], MAPS), framework, torch, tmp_path)


@pytest.mark.parametrize(
    "layers",
    [
        [Conv2D(3, (3, 2)), BatchNorm(), ReLU(), MaxPool2D(2), Flatten(), Dense(7), Softmax()],
        [Conv2D(5, 2, stride=2), Flatten(), BatchNorm(), Dropout(), Dense(6), ReLU(), Dense(3)],
        [Dense(3), AvgPool2D((3, 2)), GlobalAvgPool(), Dense(4)],
        [Conv2D(3, (11, 14)), Flatten(), Dense(2)],
        [ConvTranspose2D(1, 2), Flatten(), Dense(3)],
        [Flatten(), Flatten(), Dense(4), Activation("tanh"), Dense(2)],
    ],
    ids=lambda layers: "-".join(type(one).__name__ for one in layers),
)
def test_flattened_maps_keep_their_order(framework, torch, tmp_path, layers) -> None:
    same_as_the_core(network_of(layers, MAPS), framework, torch, tmp_path)


BENT = Activation("relu6")
BLOCKS = [
    Block((Conv2D(8, 1), BENT, Conv2D(8, 3, padding=1, groups=8), BENT, Conv2D(4, 1))),
    Block((Conv2D(3, 3, 2, ((0, 1), (1, 2))), BatchNorm(), Activation("gelu")), skip=False),
    Block((Conv2D(4, 1), Block((BENT, Conv2D(4, 3, padding=1)))), skip=False),
]


@pytest.mark.parametrize("block", BLOCKS, ids=["residual", "row", "nested"])
def test_blocks_with_and_without_a_way_around(framework, torch, tmp_path, block) -> None:
    layers: list[Layer] = [Conv2D(4, 1), block, GlobalAvgPool(), Dense(3)]
    same_as_the_core(network_of(layers, MAPS), framework, torch, tmp_path)


def test_a_network_of_vectors(framework, torch, tmp_path) -> None:
    same_as_the_core(network_of([Dense(5), ReLU(), Dense(2)], (9,)), framework, torch, tmp_path)


def test_the_code_without_weights_builds_the_same_sizes(framework, tmp_path) -> None:
    network = toy_network(np.random.default_rng(0))
    found = run(NETWORK_CODE[framework].write(network.layers, (1, 28, 28)), tmp_path)
    assert trainable(found["network"]) == 5258
    assert tuple(found["logits"].shape) == (1, 10)
