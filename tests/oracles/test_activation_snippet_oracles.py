"""The PyTorch and Keras code beside an activated map, run: it gives the map on screen."""

from __future__ import annotations

import numpy as np
import pytest

from cnn_core.kernels import KERNELS
from cnn_core.ops import ACTIVATIONS
from tests.scripts import executed
from ui.code.activation import activation_code
from ui.models.activation import Activated
from ui.models.convolution import Convolution
from ui.pictures import picture

# Between Keras 3.15 and PyTorch 2.13, in no line of ours.
pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")


@pytest.mark.parametrize("library", ["torch", "keras"])
@pytest.mark.parametrize("name", ACTIVATIONS)
def test_the_map_before_and_after(name: str, library: str, request: pytest.FixtureRequest) -> None:
    request.getfixturevalue("torch")
    request.getfixturevalue(library)
    convolution = Convolution(picture("digit-7"), KERNELS["gaussian"].kernel(), padding=1)
    shown = Activated(convolution, name, -5)
    code = activation_code("PyTorch" if library == "torch" else "Keras", shown)
    variables = executed(code)
    np.testing.assert_allclose(np.asarray(variables["x"]), shown.before, atol=1e-5)
    np.testing.assert_allclose(np.asarray(variables["activated"]), shown.after, atol=1e-5)
