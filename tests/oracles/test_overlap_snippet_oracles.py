"""The PyTorch and Keras code in one dimension, run: it gives the curve or row on screen."""

from __future__ import annotations

import numpy as np
import pytest

from tests.ui.lessons.one_dimension.test_one_dimension import SHOWN, run
from ui.lessons.one_dimension.code import OVERLAP_SNIPPETS
from ui.lessons.one_dimension.functions import Curves

# Between Keras 3.15 and PyTorch 2.13, in no line of ours.
pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")


@pytest.mark.parametrize("library", ["torch", "keras"])
@pytest.mark.parametrize("shown", SHOWN)
def test_a_curve_or_a_row(shown, library: str, request: pytest.FixtureRequest) -> None:
    request.getfixturevalue("torch")
    request.getfixturevalue(library)
    found = run(OVERLAP_SNIPPETS["PyTorch" if library == "torch" else "Keras"](shown, 1))
    wanted = shown.shown if isinstance(shown, Curves) else shown.shown[1] / shown.taps.divisor
    np.testing.assert_allclose(found, wanted, rtol=1e-4, atol=1e-4)
