"""Networks that PyTorch and Keras build, print and sum up are the same here."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any

import pytest

from tests.ui.lessons.architectures.cases import planned
from tests.ui.networks.parsers.texts import KNOWN
from ui.lessons.architectures.code import ARCHITECTURE_SNIPPETS
from ui.lessons.architectures.model_zoo import ARCHITECTURES
from ui.networks.parsers import read_any
from ui.networks.text import write_network


@pytest.mark.parametrize("name", ARCHITECTURES)
def test_what_pytorch_prints_is_the_same_network(name: str, torch: Any) -> None:
    shown = planned(ARCHITECTURES[name].layers, ARCHITECTURES[name].input, 1)
    variables: dict[str, Any] = {}
    with torch.device("meta"):
        exec(ARCHITECTURE_SNIPPETS["PyTorch"](shown), variables)  # noqa: S102
    found = read_any(str(variables["network"]), ARCHITECTURES[name].input)
    if name not in ("dense-maps", "dense-flat"):  # whose Linear needs a Permute
        assert write_network(found.pieces) == write_network(shown.pieces)
        assert found.faults == []


@pytest.mark.parametrize("name", ["tinyvgg", "toy", "dense-flat"])
@pytest.mark.parametrize("wide", [65, 80])
def test_what_keras_sums_up_has_the_same_shapes_and_parameters(
    name: str, wide: int, keras: Any
) -> None:
    shown = planned(ARCHITECTURES[name].layers, ARCHITECTURES[name].input, 1)
    variables: dict[str, Any] = {}
    exec(ARCHITECTURE_SNIPPETS["Keras"](shown), variables)  # noqa: S102
    lines: list[str] = []
    variables["network"].summary(print_fn=lambda text, **_: lines.append(text), line_length=wide)
    found = read_any("\n".join(lines), "1,1,1")
    again = planned(write_network(found.pieces), found.input, 1)
    assert again.description.parameters == shown.description.parameters
    assert again.description.output_shape == shown.description.output_shape
    assert found.input == ARCHITECTURES[name].input


TORCH = [
    *("the tutorial on CIFAR-10", "the tutorial on networks", "the example on MNIST"),
    *("loops and classes", "a list unpacked", "layers with names", "groups"),
    "transposed convolutions",
]
KERAS = ["the tutorial on flowers", "layers added", "depthwise and separable"]


def built(text: str, names: dict[str, Any]) -> Any:
    """Run a tutorial's code as its readers do, and return its network."""
    stands_alone = text.lstrip().startswith("nn.Sequential(")
    code = f"network = {text.strip()}" if stands_alone else text
    exec(compile(code, "tutorial", "exec"), names)  # noqa: S102
    found = [names.get(name) for name in ("network", "model", "net")]
    made = next((one for one in found if one is not None), None)
    return names["Net"]() if made is None else made


@pytest.mark.parametrize("name", TORCH)
def test_a_pytorch_tutorial_has_the_parameters_and_sizes_that_it_has_here(
    name: str, torch: Any
) -> None:
    known = KNOWN[name]
    names = {"torch": torch, "nn": torch.nn, "F": torch.nn.functional, "OrderedDict": OrderedDict}
    network = built(known.text, names).eval()
    assert sum(one.numel() for one in network.parameters()) == known.parameters
    found = read_any(known.text, known.here)
    description = planned(found.text, found.input, 1).description
    channels, rows, columns = description.input_shape
    with torch.no_grad():
        shape = network(torch.zeros(2, channels, rows, columns)).shape[1:]
    assert tuple(shape) == description.output_shape


# Tutorials still do what Keras 3 warns of.
@pytest.mark.filterwarnings("ignore:Do not pass an `input_shape`:UserWarning")
@pytest.mark.parametrize("name", KERAS)
def test_a_keras_tutorial_has_the_parameters_and_sizes_that_it_has_here(
    name: str, keras: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "160")  # Keras cuts off what its window has no room for
    known = KNOWN[name]
    names = {
        "keras": keras,
        "layers": keras.layers,
        "models": keras,
        "Sequential": keras.Sequential,
    }
    network = built(known.text, names)
    assert network.count_params() == known.parameters
    found = read_any(known.text, known.here)
    assert network.output_shape[1:] == planned(found.text, found.input, 1).rows[-1].shape
    lines: list[str] = []
    for wide in (65, 80, 150):
        network.summary(print_fn=lambda text, **_: lines.append(text), line_length=wide)
        again = read_any("\n".join(lines), "9,9,9")
        description = planned(again.text, again.input, 1).description
        assert again.faults == []
        assert again.input == known.input
        assert description.parameters == known.parameters
        assert all(
            one.parameters == sum(description.rows[k].parameters.value for k in one.layers)
            for one in again.claims
        )
        lines.clear()


@pytest.mark.parametrize("name", KNOWN)
def test_pytorch_counts_as_many_parameters_in_what_was_read(name: str, torch: Any) -> None:
    known = KNOWN[name]
    found = read_any(known.text, known.here)
    variables: dict[str, Any] = {}
    with torch.device("meta"):
        shown = planned(found.text, found.input, 1)
        exec(ARCHITECTURE_SNIPPETS["PyTorch"](shown), variables)  # noqa: S102
    assert sum(one.numel() for one in variables["network"].parameters()) == known.parameters


def test_keras_counts_the_running_numbers_of_a_batch_norm(keras: Any) -> None:
    layers = keras.layers
    network = keras.Sequential(
        [keras.Input((9, 9, 3)), layers.Conv2D(8, 3), layers.BatchNormalization()]
    )
    lines: list[str] = []
    network.summary(print_fn=lambda text, **_: lines.append(text))
    found = read_any("\n".join(lines), "9,9,3")
    (row,) = [one for one in found.claims if one.name == "BatchNormalization"]
    assert row.parameters == 4 * 8
    assert planned(found.text, found.input, 1).description.parameters == 224 + 2 * 8


@pytest.mark.parametrize("sides", [(28, 28), (15, 15), (31, 17)])
@pytest.mark.parametrize("size", [2, 3, 5])
@pytest.mark.parametrize("stride", [1, 2, 3])
def test_same_padding_has_the_sizes_that_keras_gives(
    sides: tuple[int, int], size: int, stride: int, keras: Any
) -> None:
    code = (
        f"Sequential([Input(({sides[0]}, {sides[1]}, 3)), "
        f"Conv2D(4, {size}, strides={stride}, padding='same')])"
    )
    network = keras.Sequential(
        [keras.Input((*sides, 3)), keras.layers.Conv2D(4, size, strides=stride, padding="same")]
    )
    found = read_any(code, "9,9,9")
    shape = planned(found.text, found.input, 1).description.output_shape
    assert found.faults or network.output_shape[1:] == (*shape[1:], shape[0])
    assert not found.faults or sides[0] != sides[1]
