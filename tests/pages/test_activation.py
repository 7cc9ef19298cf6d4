"""The lesson on activations, page by page: its figures' numbers, its words, its code."""

from __future__ import annotations

import json
import re
from typing import Any

import numpy as np
import pytest

from cnn_core.ops import ACTIVATIONS, relu
from tests.pages.lessons import (
    address,
    code,
    notes,
    open_lesson,
    pictures,
    press,
    run,
    run_code,
    words,
)
from tests.ui.visitor import visitor
from ui.lessons.activation.events import take_target


def test_it_opens_on_a_map_before_and_after_with_its_curves() -> None:
    app = open_lesson("activation")
    assert (address(app), notes(app)) == ({}, [])
    view, charts = pictures(app)
    np.testing.assert_allclose(
        view.arrays["maps"][0], relu(view.arrays["image"][0] / 255.0), rtol=1e-6
    )
    assert view.meta["start"] == [0, 8, 17]
    assert view.arrays["image"][0, 8, 17] == -306
    assert [one["title"] for one in charts.meta["charts"]] == ["f(x)", "slope of f"]
    assert charts.meta["follow"] == view.meta["announce"]
    assert "**554 of 676 cells are 0** (82 %)" in words(app)


def test_the_bias_kills_relu() -> None:
    app = open_lesson("activation", bias="-40", view="histogram")
    assert "This kernel is dead" in words(app)
    app.select_slider(key="activation.bias").set_value(0)
    run(app)
    assert "every slope is 0" not in words(app)
    assert "bias" not in address(app)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_every_activation_is_a_choice_with_code(name) -> None:
    app = open_lesson("activation", activation=name, bias="7", image="edge", cell="1,1")
    view, _ = pictures(app)
    found = run_code(app, "activated")
    np.testing.assert_allclose(found, view.arrays["maps"][0], atol=1e-5)
    assert list(code(app)) == ["NumPy", "SciPy", "PyTorch", "Keras"]


def test_depth_and_scale_are_the_reader_s() -> None:
    app = open_lesson("activation", activation="sigmoid", view="depth")
    (charts,) = pictures(app)
    assert charts.arrays["y0.2"][1] == pytest.approx(0.25, abs=0.01)
    assert "0.25¹⁰ = 9.5·10⁻⁷" in words(app)
    app.slider(key="activation.depth").set_value(3)
    app.select_slider(key="activation.gain").set_value(30)
    run(app)
    assert address(app) == {
        "activation": "sigmoid",
        "view": "depth",
        "depth": "3",
        "gain": "30",
    }
    assert "0.25³ = 0.016" in words(app)
    assert pictures(app)[0].arrays["y1.2"].size == 4


def test_what_a_link_asks_too_much_of_is_brought_back_in_words() -> None:
    app = open_lesson("activation", bias="99", depth="0", gain="x", activation="relo")
    said = " ".join(notes(app))
    assert "Bias goes from -50 to 50" in said
    assert "Depth goes from 1 to 50" in said
    assert "Gain “x” is not a number" in said
    assert "so relu is used instead" in said


def test_picture_and_kernel_come_along_from_the_lesson_before() -> None:
    app = press(open_lesson("padding", image="coins", kernel="emboss", cell="3,3"), "Next")
    while app.title[0].value != "Why not stay linear?":
        app = press(app, "Next")
    assert address(app) == {"image": "coins", "kernel": "emboss"}


def fitted(app) -> dict[str, Any]:
    (found,) = [
        sent
        for one in app.main.get("bidi_component")
        if one.proto.json and "straight" in (sent := json.loads(one.proto.json))
    ]
    return dict(found)


def test_two_layers_are_a_line_without_an_activation_and_pass_all_points_with_relu() -> None:
    app = open_lesson("activation", view="fit")
    sent = fitted(app)
    straight, bent = sent["atPlaces"]
    np.testing.assert_allclose(np.diff(straight, 2), 0, atol=1e-9)
    np.testing.assert_allclose(bent, sent["target"], atol=1e-9)
    assert "misses a point by 1.43" in words(app)
    assert "**all points**" in words(app)


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_the_code_of_two_layers_has_the_numbers_on_screen(activation: str) -> None:
    app = open_lesson(
        "activation", view="fit", activation=activation, units="3", target="1,-2,0.5,3,0,1,-1"
    )
    straight, bent = fitted(app)["atPlaces"]
    np.testing.assert_allclose(run_code(app, "straight"), straight, atol=1e-6)
    np.testing.assert_allclose(run_code(app, "bent"), bent, atol=1e-6)
    said = re.search(r"they miss a point by at most \*\*(\d\.\d\d)", words(app))
    worst = np.abs(np.subtract(bent, fitted(app)["target"])).max()
    assert said
    assert float(said[1]) == pytest.approx(worst, abs=0.006)


def test_a_dragged_target_is_kept_within_reach() -> None:
    with visitor() as one:
        one.session["activation:fit"] = {"dragged": {"values": [9, 0, 1.04, 2, 1, 0, 0]}}
        take_target("activation")
        assert one.session["activation.target"] == (3, 0, 1, 2, 1, 0, 0)
        one.session["activation:fit"] = {"dragged": {"values": ["9"] * 7}}
        take_target("activation")
        assert one.session["activation.target"] == (3, 0, 1, 2, 1, 0, 0)


@pytest.mark.parametrize("text", ["1,2", "1,2,3,4,5,6,x", "9,0,0,0,0,0,0", "nan,0,0,0,0,0,0"])
def test_a_target_that_is_none_becomes_the_lesson_s(text: str) -> None:
    app = open_lesson("activation", view="fit", target=text)
    assert fitted(app)["target"] == [0, 0, 1, 2, 1, 0, 0]
    assert len(notes(app)) == 1


def test_nine_numbers_go_through_every_function() -> None:
    app = press(open_lesson("activation"), "nine numbers")
    (board,) = pictures(app)
    panels = {one["title"]: k for k, one in enumerate(board.meta["panels"])}
    before = board.arrays["p0"]
    assert board.meta["panels"][0]["texts"] == [
        *("−0.7", "−0.4", "0.7", "−1.5", "−0.6", "1.5", "−1.3", "−0.4", "1.3"),
    ]
    known = {"ReLU": np.maximum(before, 0), "Tanh": np.tanh(before)}
    known["Sigmoid"] = 1 / (1 + np.exp(-before))
    for title, values in known.items():
        np.testing.assert_allclose(board.arrays[f"p{panels[title]}"], values, atol=1e-12)
    assert len(panels) == 1 + len(ACTIVATIONS)
    assert "**6 of 9 numbers are negative** before." in words(app)
    assert "None is negative after ReLU" in words(app)
    assert address(open_lesson("activation", view="compare", image="camera"))["view"] == "compare"
