"""The PyTorch and Keras code beside a picture's numbers, run: it gives the numbers on screen."""

from __future__ import annotations

import numpy as np
import pytest

from tests.scripts import executed
from ui.lessons.pixels.code import PIXEL_SNIPPETS
from ui.lessons.pixels.model import Pixels
from ui.pictures import picture

# Between Keras 3.15 and PyTorch 2.13, in no line of ours.
pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")


@pytest.mark.parametrize("library", ["torch", "keras"])
@pytest.mark.parametrize("name", ["digit-7", "red-purple", "chelsea"])
def test_the_planes_and_their_normalised_numbers(
    name: str, library: str, request: pytest.FixtureRequest
) -> None:
    request.getfixturevalue("torch")
    request.getfixturevalue(library)
    shown = Pixels(picture(name))
    code = PIXEL_SNIPPETS["PyTorch" if library == "torch" else "Keras"](shown)
    variables = executed(code)
    for plane, pixels in zip(shown.names, shown.picture.pixels, strict=True):
        np.testing.assert_array_equal(np.asarray(variables[plane]), pixels)
    found = np.asarray(variables["normalised"])
    np.testing.assert_allclose(found, shown.picture.pixels / 255, rtol=1e-6)
