"""Networks that PyTorch prints and Keras sums up are the same here: shapes and parameters."""

from __future__ import annotations

from typing import Any

import pytest

from ui.lessons.architectures.code import ARCHITECTURE_SNIPPETS
from ui.lessons.architectures.model import planned
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
        assert found.notes == []


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
