"""What goes to the drawing pad, and what may come back from it."""

from __future__ import annotations

import base64
from typing import Any

import numpy as np
import pytest

from cnn_core.data import digits
from cnn_core.nn import receptive_field
from cnn_core.ops import softmax
from cnn_core.training import Run
from tests.ui.visitor import unpack
from ui.lessons.train.drawing.prediction import network_answer
from ui.pictures.network_input import FORMS, READINGS, drawn
from ui.views.drawing_pad import SIDE, PadScene, read_ink


def sent(pixels: np.ndarray, number: Any = 1) -> dict[str, Any]:
    text = base64.b64encode(pixels.tobytes()).decode()
    return {"ink": {"number": number, "pixels": text}}


def stroke() -> np.ndarray:
    ink = np.zeros((SIDE, SIDE), np.uint8)
    ink[10:70, 40:47] = 255
    return ink


def test_a_drawing_comes_back_as_it_was_drawn() -> None:
    found = read_ink(sent(stroke(), 7))
    assert found is not None
    assert found.number == 7
    np.testing.assert_array_equal(found.pixels, stroke())


@pytest.mark.parametrize(
    "bad",
    [
        None,
        {},
        "ink",
        {"ink": None},
        {"ink": []},
        {"ink": {"number": 1}},
        {"ink": {"number": 1, "pixels": "x" * 9408}, "other": 1},
        {"ink": {"number": 1, "pixels": "=" * 9408}},
        {"ink": {"number": 1, "pixels": "ä" * 9408}},
        {"ink": {"number": 1, "pixels": 5}},
        sent(stroke(), 0),
        sent(stroke(), True),
        sent(stroke(), "1"),
        sent(stroke()[:-1]),
        sent(np.zeros((2 * SIDE, SIDE), np.uint8)),
    ],
)
def test_whatever_else_a_browser_sends_is_no_drawing(bad) -> None:
    found = read_ink(bad)
    assert found is None or found.pixels.shape == (SIDE, SIDE)
    assert found is None or bad["ink"]["pixels"] == "x" * 9408


def test_the_answer_holds_every_layer_s_numbers() -> None:
    network = Run(digits().train).network
    image = digits().test.image(3)
    classes = digits().classes
    answer = network_answer(network, image, classes, "as it is")
    assert answer is not None
    trace = network.trace(image)
    for one, activation in zip(answer.layers, trace.activations[1:], strict=True):
        np.testing.assert_array_equal(one.maps.ravel(), activation.ravel())
    # In use three layers go as one, which adds up in another order.
    found = softmax(network.forward(image))
    np.testing.assert_allclose(answer.probabilities, found, rtol=1e-6)
    assert answer.layers[0].title == "1 Conv2D, 8×26×26"
    assert answer.layers[-1].names == classes
    fields = receptive_field(network.layers)
    assert fields[3] is not None
    assert answer.layers[3].field == ((8, 2, 0), (8, 2, 0))
    assert fields[3].size == (8, 8)
    assert answer.layers[7].field is None
    sent = unpack(PadScene("a test picture", answer=answer).packed())
    assert sent.arrays["maps3"].shape == (16, 11, 11)
    assert sent.arrays["maps7"].shape == (1, 1, 10)
    assert sent.meta["answer"]["layers"][7]["names"] == list(classes)


@pytest.mark.parametrize("bad", [np.nan, np.inf, 1e38])
def test_a_network_without_finite_numbers_has_no_answer(bad) -> None:
    network = Run(digits().train).network
    network.values[:100] = bad
    assert network_answer(network, digits().test.image(0), digits().classes, "") is None


def test_a_drawing_is_brought_to_the_form_of_the_digits() -> None:
    found = drawn(stroke())
    assert found.image.shape == (1, 28, 28)
    assert "The ink, 60×7 pixels of 84×84, was scaled to 20×2" in found.words
    assert drawn(np.zeros((SIDE, SIDE), np.uint8)).blank


def test_a_photograph_of_writing_says_what_was_done() -> None:
    paper = np.linspace(150, 220, 90)[None] * np.ones((120, 1))
    paper[30:90, 40:46] = 20
    found = FORMS["ink"].make(paper[None])
    assert "Dark ink on light paper was turned to light on dark" in found.words
    assert "uneven light was taken away" in found.words
    assert found.image.max() == 1
    assert FORMS["ink"].make(np.full((1, 9, 9), 100)).blank


def test_a_drawing_of_clothes_fills_the_picture() -> None:
    found = drawn(stroke(), "filled")
    assert found.image.shape == (1, 28, 28)
    assert found.image[0].any(axis=1).sum() == 28
    assert found.image[0].any(axis=0).sum() == 3
    assert "was scaled to fill 28×28" in found.words
    paper = np.full((60, 90), 200)
    paper[20:40, 20:70] = 30
    assert READINGS["filled"].make(paper[None]).image[0].any(axis=0).sum() == 28


def test_a_photograph_keeps_its_greys() -> None:
    pixels = np.zeros((1, 56, 100), np.uint8)
    pixels[:, :, 22:78] = 51
    found = FORMS["photograph"].make(pixels)
    np.testing.assert_allclose(found.image, 0.2, atol=1e-6)
    assert found.words == (
        "56×56 pixels, the middle of 56×100, were scaled to 28×28 and divided by 255."
    )
