"""The scripts that fool a network, run in PyTorch and Keras, against the pictures of the lesson."""

from __future__ import annotations

from types import ModuleType

import numpy as np
import pytest

from tests.pages.lessons import code, open_lesson, pictures
from tests.scripts import executed


@pytest.mark.parametrize("name", ["PyTorch", "Keras"])
@pytest.mark.parametrize(
    "texts",
    [
        {"amount": "26"},
        {"network": "clothes", "attack": "pgd", "goal": "7", "amount": "20"},
        {"network": "photos", "image": "camera", "amount": "1"},
    ],
)
def test_a_framework_makes_the_changed_image(
    torch: ModuleType, request: pytest.FixtureRequest, name: str, texts: dict[str, str]
) -> None:
    if name == "Keras":
        request.getfixturevalue("keras")
    app = open_lesson("features", **texts)
    sent = pictures(app)[0]
    made = executed(code(app)[name])
    changed = made["changed"][0].numpy()
    if name == "Keras":
        changed = changed.transpose(2, 0, 1)
    low, high = (-127 / 128, 1.0) if texts.get("network") == "photos" else (0.0, 1.0)
    at = sent.meta["levels"].index(sent.meta["level"])
    bytes_ = 255 * (changed - low) / (high - low)
    # Next to a slope of 0, rounding in float32 may give another sign.
    assert (np.abs(bytes_ - sent.arrays["fooled"][at]) > 0.6).mean() < 0.03
    assert made["best"] == sent.meta["answers"][0][at][0]
