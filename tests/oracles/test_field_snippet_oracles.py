"""The PyTorch and Keras code on receptive fields, run: it finds the pixels on screen."""

from __future__ import annotations

import numpy as np
import pytest

from cnn_core.nn import describe
from tests.scripts import executed
from ui.lessons.receptive_field.code import FIELD_SNIPPETS
from ui.lessons.receptive_field.downsampling import ways
from ui.lessons.receptive_field.downsampling_code import WAYS_SNIPPETS
from ui.lessons.receptive_field.effective_code import MEASURED_SNIPPETS
from ui.lessons.receptive_field.model import Fields
from ui.lessons.receptive_field.stacks import read_stack, sliding
from ui.pictures import picture

# Between Keras 3.15 and PyTorch 2.13, in no line of ours.
pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")

LIBRARIES = {"torch": "PyTorch", "keras": "Keras"}


@pytest.fixture(params=LIBRARIES)
def name(request: pytest.FixtureRequest) -> str:
    """The tab of each library that is there."""
    request.getfixturevalue("torch")
    request.getfixturevalue(request.param)
    return LIBRARIES[request.param]


@pytest.mark.parametrize("stack", ["c3-c3-c3", "c3d2p3-m3s2p1-c5s2", "a3s2-c2s3d2", "c3-m2-c3-m2"])
def test_the_pixels_that_change_a_cell(stack: str, name: str) -> None:
    slides = read_stack(stack)[0]
    shown = Fields(picture("digit-7"), slides, len(slides), (1, 2))
    found = executed(FIELD_SNIPPETS[name](shown))
    assert found["rows"] == np.flatnonzero(shown.reach.rows[1]).tolist()
    assert found["columns"] == np.flatnonzero(shown.reach.columns[2]).tolist()


@pytest.mark.parametrize("side", [3, 5])
def test_sizes_and_parameters_of_the_ways(side: int, name: str) -> None:
    compared = ways(side, 1)
    found = executed(WAYS_SNIPPETS[name]((28, 20), compared, 10))["found"]
    wanted = [way.described((28, 20), 10) for way in compared]
    assert [tuple(one) for one in found] == [
        (*one.output_shape[1:], one.parameters) for one in wanted
    ]
    assert all(describe(sliding(way.slides), (1, 28, 20)).fault == "" for way in compared)


@pytest.mark.parametrize(
    ("stack", "cell"),
    [("c3-c3-c3", (11, 11)), ("c3p1-m3s2p1-c3d2s2p2", (0, 6)), ("a2-c3s2p1-m2", (1, 2))],
)
def test_the_measured_field(stack: str, cell: tuple[int, int], name: str) -> None:
    slides = read_stack(stack)[0]
    shown = Fields(picture("digit-7"), slides, len(slides), cell)
    wanted = shown.measured(3)
    rows, columns = (
        slice(part.start - corner, part.stop - corner)
        for part, corner in zip(shown.inside, wanted.corner, strict=True)
    )
    found = executed(MEASURED_SNIPPETS[name](shown, 3))["shares"]
    np.testing.assert_allclose(found, wanted.shares[rows, columns], atol=1e-6)
