"""The PyTorch and Keras code beside a pooled map, run: it gives the map on screen."""

from __future__ import annotations

import numpy as np
import pytest

from cnn_core.kernels import KERNELS
from tests.scripts import executed
from tests.ui.lessons.pooling.test_model import by_loops
from ui.lessons.pooling.code import pool_code
from ui.lessons.pooling.model import KINDS, SOURCES, Pooled
from ui.models.convolution import Convolution
from ui.pictures import picture

# Between Keras 3.15 and PyTorch 2.13, in no line of ours.
pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")


@pytest.mark.parametrize("library", ["torch", "keras"])
@pytest.mark.parametrize("kind", KINDS)
def test_the_pooled_map(kind: str, library: str, request: pytest.FixtureRequest) -> None:
    request.getfixturevalue("torch")
    request.getfixturevalue(library)
    convolution = Convolution(picture("digit-7"), KERNELS["gaussian"].kernel())
    for source in SOURCES:
        for side, step in ((2, 2), (3, 2), (2, 3), (1, 1)):
            shown = Pooled(convolution, source, kind, side, step, 0 if source == "map" else 7)
            code = pool_code("PyTorch" if library == "torch" else "Keras", shown)
            variables = executed(code)
            found = np.asarray(variables["pooled"])
            # On screen what was activated is rounded before it is pooled: the code rounds nothing.
            exact = by_loops(shown, None if shown.activated is None else shown.activated.after)
            np.testing.assert_allclose(found, exact, rtol=1e-5, atol=1e-5)
