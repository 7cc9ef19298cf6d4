"""The PyTorch and Keras code on sharing, run: the same matrix, map and counts."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from cnn_core.kernels import KERNELS
from tests.scripts import executed
from ui.lessons.sharing.code import COUNT_SNIPPETS, MATRIX_SNIPPETS
from ui.lessons.sharing.model import Counts, Layer
from ui.models.convolution import Convolution
from ui.pictures import picture

# Between Keras 3.15 and PyTorch 2.13, in no line of ours.
pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")

LIBRARIES = {"torch": "PyTorch", "keras": "Keras"}
HOWS: list[dict[str, Any]] = [
    {},
    {"stride": 2, "padding": 1},
    {"dilation": 2, "padding": "same"},
    {"stride": 2, "dilation": 2, "padding": 2},
]


@pytest.fixture(params=LIBRARIES)
def name(request: pytest.FixtureRequest) -> str:
    """The tab of each library that is there."""
    request.getfixturevalue("torch")
    request.getfixturevalue(request.param)
    return LIBRARIES[request.param]


@pytest.mark.parametrize("how", HOWS)
def test_the_matrix_and_its_map(how: dict[str, Any], name: str) -> None:
    found = Convolution(picture("edge"), KERNELS["gaussian"].kernel(), **how)
    made = executed(MATRIX_SNIPPETS[name](found))
    np.testing.assert_array_equal(np.asarray(made["matrix"]), Layer(found).matrix)
    np.testing.assert_allclose(np.asarray(made["feature_map"]), found.map, rtol=1e-5)


@pytest.mark.parametrize("shape", [(3, 32, 32), (3, 1080, 1920)])
def test_the_counts(shape: tuple[int, int, int], name: str) -> None:
    counts = Counts(shape, 100, 10, 3, 1, 0)
    made = executed(COUNT_SNIPPETS[name](counts))
    layer = counts.layer
    assert made["to_neurons"] == counts.to_neurons
    assert made["dense"] == layer.dense.value
    assert (made["shared"], made["with_bias"]) == (270, 280)
