"""A made picture: what is said where no gradient arrives, and how far it climbs."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from cnn_core.attribution.steps import result_of
from cnn_core.data import digits
from cnn_core.io import pretrained
from ui.lessons.features.found import found_windows, layers_of
from ui.lessons.features.made import Making, made_pictures
from ui.lessons.features.model import Shown
from ui.lessons.features.words.page import made_words
from ui.zoo.inputs import Input
from ui.zoo.networks import network_named


def test_a_start_without_a_gradient_is_named_and_stays() -> None:
    opened = network_named("digits")
    brought = Input(digits().test.image(0), np.zeros((1, 28, 28), np.uint8), "", "")
    view: Any = ("made", "fgsm", -1, 26)
    shown = Shown(opened, brought, *view)
    found = result_of(found_windows(shown, digits().test.batch(np.arange(50))[0]))
    making = Making(1, 0, 4, 0.05, 0, 0.0, 0.0, "grey")
    made, _ = result_of(made_pictures(shown, found, making))
    assert made.arrived
    assert made_words(made, making) == ""
    assert len(made.values) == 5
    network = pretrained("digits").network.twin(np.float32)
    network.layers[0].parameters["b"][...] = -100
    silent = Shown(replace(opened, network=network), brought, *view)
    made, free = result_of(made_pictures(silent, found, making))
    assert not made.arrived
    assert "start from noise" in made_words(made, making)
    assert "another start or unit" in made_words(made, replace(making, begin="noise"))
    assert len(made.values) == len(free.values) == 1
    assert (made.frames == 128).all()
    assert [layer.side for layer in layers_of(opened)] == [3, 8, 28]
