"""The scripts that find windows and make a picture, in PyTorch and Keras, against the lesson."""

from __future__ import annotations

from types import ModuleType

import numpy as np
import pytest

from tests.pages.lessons import code, open_lesson, pictures
from tests.scripts import executed


@pytest.mark.parametrize("name", ["PyTorch", "Keras"])
def test_a_framework_finds_the_windows(
    torch: ModuleType, request: pytest.FixtureRequest, name: str
) -> None:
    if name == "Keras":
        request.getfixturevalue("keras")
    app = open_lesson("features", view="found", layer="1", unit="5")
    first = pictures(app)[0].meta["sheets"][0]
    unit = next(one for one in first["units"] if one["number"] == 5)
    values = np.asarray(executed(code(app)[name])["values"])
    np.testing.assert_allclose(values, unit["values"], rtol=1e-4)


@pytest.mark.parametrize("name", ["PyTorch", "Keras"])
def test_a_framework_makes_the_picture(
    torch: ModuleType, request: pytest.FixtureRequest, name: str
) -> None:
    if name == "Keras":
        request.getfixturevalue("keras")
    app = open_lesson("features", view="made", layer="0", unit="3", climb="20")
    free = pictures(app)[0].meta["values"][1][-1]
    made = executed(code(app)[name])
    value = made["network"](made["x"])[0, 3].item()
    # A ReLU that rounding turns changes the way by a little.
    assert abs(value - free) < 0.02 * abs(free)
