"""Networks of the lesson on architectures, built by PyTorch and Keras from the code shown."""

from __future__ import annotations

from typing import Any

import pytest

from tests.ui.lessons.architectures.cases import planned
from ui.lessons.architectures.code import ARCHITECTURE_SNIPPETS
from ui.lessons.architectures.model_zoo import ARCHITECTURES


@pytest.mark.parametrize("name", ARCHITECTURES)
def test_pytorch_has_the_same_shapes_and_parameters(name: str, torch: Any) -> None:
    shown = planned(ARCHITECTURES[name].layers, ARCHITECTURES[name].input, 1)
    variables: dict[str, Any] = {}
    with torch.device("meta"):  # shapes without numbers: VGG-16 would take half a gigabyte
        exec(ARCHITECTURE_SNIPPETS["PyTorch"](shown), variables)  # noqa: S102
    count = sum(one.numel() for one in variables["network"].parameters())
    assert count == shown.description.parameters
    assert tuple(variables["logits"].shape[1:]) == shown.description.output_shape


@pytest.mark.parametrize("name", ["lenet-5", "tinyvgg", "toy", "dense-maps", "dense-flat"])
def test_keras_has_the_same_shapes_and_parameters(name: str, keras: Any) -> None:
    shown = planned(ARCHITECTURES[name].layers, ARCHITECTURES[name].input, 1)
    variables: dict[str, Any] = {}
    exec(ARCHITECTURE_SNIPPETS["Keras"](shown), variables)  # noqa: S102
    assert variables["network"].count_params() == shown.description.parameters
    channels_first = shown.description.output_shape
    assert variables["network"].output_shape[1:] == (*channels_first[1:], channels_first[0])
