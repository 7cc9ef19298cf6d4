"""The PyTorch and Keras code of the lesson on channels, run: it gives the numbers on screen."""

from __future__ import annotations

import numpy as np
import pytest

from tests.scripts import executed
from tests.ui.lessons.channels.cases import colours, combinations, stacks
from ui.lessons.channels.code import DEEP_SNIPPETS
from ui.lessons.channels.framework import DeepFramework
from ui.lessons.channels.model import Counted

# Between Keras 3.15 and PyTorch 2.13, in no line of ours.
pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")


@pytest.fixture(params=[name for name in DEEP_SNIPPETS if name != "NumPy"])
def framework(request: pytest.FixtureRequest) -> DeepFramework:
    """Each way of writing whose library is there."""
    request.getfixturevalue("torch")
    if request.param == "Keras":
        request.getfixturevalue("keras")
    return DEEP_SNIPPETS[request.param]


def run(code: str, name: str) -> np.ndarray:
    return np.asarray(executed(code)[name])


def test_every_geometry_of_a_colour_picture(framework: DeepFramework) -> None:
    for deep in colours():
        found = run(framework.feature_maps(deep), "feature_maps")
        np.testing.assert_allclose(found, deep.maps, rtol=1e-5, atol=1e-2)


def test_two_layers_with_any_groups(framework: DeepFramework) -> None:
    for deep in stacks():
        found = run(framework.feature_maps(deep), "feature_maps")
        np.testing.assert_allclose(found, deep.maps, rtol=1e-5, atol=1e-2)


def test_two_maps_made_one(framework: DeepFramework) -> None:
    for shown in combinations():
        found = run(framework.combined(shown), "combined")
        np.testing.assert_allclose(found, shown.map, rtol=1e-5, atol=1e-2)


@pytest.mark.parametrize(
    "shown", [Counted(3, 3, 10), Counted(3, 3, 32), Counted(3, 16, 32)], ids=str
)
def test_the_count(framework: DeepFramework, shown: Counted) -> None:
    assert run(framework.parameters(shown), "parameters") == shown.parameters
