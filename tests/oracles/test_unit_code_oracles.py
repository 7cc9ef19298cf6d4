"""The scripts that find windows and make a picture, in PyTorch and Keras, against the lesson."""

from __future__ import annotations

from types import ModuleType

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.lessons import code, open_lesson, pictures, run
from tests.scripts import executed

BOTH = pytest.mark.parametrize("name", ["PyTorch", "Keras"])


def grown(texts: dict[str, str]) -> AppTest:
    """Open a link whose picture may still grow, and wait for it."""
    app = open_lesson("features", view="made", **texts)
    while pictures(app)[0].meta["growing"]:
        app = run(app)
    return app


@BOTH
@pytest.mark.parametrize(
    "texts",
    [
        {"layer": "1"},
        {"layer": "3", "network": "clothes"},
        {"layer": "0"},
        {"network": "photos", "layer": "9"},
        {"network": "photos", "layer": "6"},
        {"network": "photos", "layer": "5"},
    ],
)
def test_a_framework_finds_the_windows(
    torch: ModuleType, request: pytest.FixtureRequest, name: str, texts: dict[str, str]
) -> None:
    if name == "Keras":
        request.getfixturevalue("keras")
    app = open_lesson("features", view="found", unit="5", **texts)
    meta = pictures(app)[0].meta
    unit = meta["sheets"][meta["open"]["sheet"]]["units"][meta["open"]["unit"]]
    assert unit["number"] == 5
    values = np.asarray(executed(code(app)[name])["values"])
    np.testing.assert_allclose(values, unit["values"], rtol=1e-4, atol=1e-4)


@BOTH
@pytest.mark.parametrize(
    "texts",
    [
        {"layer": "1"},
        {"layer": "3", "network": "clothes"},
        {"layer": "0"},
        {"network": "photos", "layer": "1", "climb": "4"},
        {"network": "photos", "layer": "36", "climb": "2"},
        {"network": "photos", "layer": "5", "climb": "4"},
        {"network": "photos", "layer": "35", "climb": "4"},  # no gradient arrives
    ],
)
def test_a_framework_makes_the_picture(
    torch: ModuleType, request: pytest.FixtureRequest, name: str, texts: dict[str, str]
) -> None:
    if name == "Keras":
        request.getfixturevalue("keras")
    app = grown({"unit": "3", "climb": "20", **texts})
    free = pictures(app)[0].meta["values"][1][-1]
    value = executed(code(app)[name])["value"]
    # A ReLU that rounding turns changes the way by a little, in a deep network more with each step.
    assert abs(value - free) < 0.02 * abs(free)
