"""The PyTorch and Keras code on stacking, run: it gives the maps on screen."""

from __future__ import annotations

import pytest

from tests.scripts import executed
from tests.ui.lessons.stacking.test_stacking import SHOWN, compare
from ui.lessons.stacking.code import stacking_code

# Between Keras 3.15 and PyTorch 2.13, in no line of ours.
pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")


@pytest.mark.parametrize("library", ["torch", "keras"])
@pytest.mark.parametrize("shown", SHOWN)
def test_layers_and_detectors(shown, library: str, request: pytest.FixtureRequest) -> None:
    request.getfixturevalue("torch")
    request.getfixturevalue(library)
    compare(shown, executed(stacking_code("PyTorch" if library == "torch" else "Keras", shown)))
