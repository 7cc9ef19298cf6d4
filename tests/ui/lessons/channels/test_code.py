"""The NumPy code of the lesson on channels, run: it gives the numbers on screen."""

from __future__ import annotations

import numpy as np
import pytest

from cnn_core.kernels import KERNELS
from tests.scripts import executed
from tests.ui.lessons.channels.cases import SMALL, colours, combinations, networks, stacks
from ui.lessons.channels.code import DEEP_SNIPPETS
from ui.lessons.channels.deep_layer import Deep
from ui.lessons.channels.model import Counted, colour_kernels, colour_planes
from ui.models.convolution import Convolution

HERE = pytest.mark.parametrize("name", ["NumPy", "SciPy"])  # without a further library


def run(code: str, name: str) -> np.ndarray:
    return np.asarray(executed(code)[name])


@HERE
def test_every_geometry_of_a_colour_picture(name: str) -> None:
    cases = colours()
    assert len(cases) > 200
    for deep in cases:
        found = run(DEEP_SNIPPETS[name].feature_maps(deep), "feature_maps")
        np.testing.assert_allclose(found, deep.maps, rtol=1e-5, atol=1e-2)


@HERE
def test_two_layers_with_any_groups(name: str) -> None:
    for deep in stacks():
        found = run(DEEP_SNIPPETS[name].feature_maps(deep), "feature_maps")
        np.testing.assert_array_equal(found, deep.maps)


@HERE
def test_two_maps_made_one(name: str) -> None:
    for shown in combinations():
        np.testing.assert_array_equal(
            run(DEEP_SNIPPETS[name].combined(shown), "combined"), shown.map
        )


@HERE
def test_a_deep_and_a_flat_layer_on_the_same_maps(name: str) -> None:
    for shown in networks():
        for maps, values in (("corners", shown.corners), ("alone", shown.alone)):
            np.testing.assert_array_equal(run(DEEP_SNIPPETS[name].written(shown), maps), values)


@pytest.mark.parametrize(
    "shown", [Counted(3, 3, 10), Counted(3, 3, 32), Counted(3, 16, 32)], ids=str
)
@HERE
def test_the_count(name: str, shown: Counted) -> None:
    assert run(DEEP_SNIPPETS[name].parameters(shown), "parameters") == shown.parameters


def plain(*mixes: str) -> Deep:
    """Return a small picture under edge kernels without biases."""
    edge = KERNELS["vertical-edge"].kernel(3)
    return colour_planes(Convolution(SMALL, edge), colour_kernels(edge, mixes, (), [], 3))


@pytest.mark.parametrize("name", DEEP_SNIPPETS)
def test_kernels_are_written_plane_by_plane(name: str) -> None:
    code = DEEP_SNIPPETS[name].feature_maps(plain("red-blue", "green"))
    assert "# red − blue" in code
    assert "[[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]]" in code
    assert "# (2, 3, 3, 3)" in code


def test_what_is_not_there_is_not_written() -> None:
    code = DEEP_SNIPPETS["NumPy"].feature_maps(plain("red"))
    for word in ("biases", "divisors", "pad"):
        assert word not in code
