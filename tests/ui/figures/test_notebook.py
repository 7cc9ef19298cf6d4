"""A figure for notebooks holds what the core computes, and refuses what it cannot show."""

from __future__ import annotations

import base64
import gzip
import json
import re
from fractions import Fraction
from html import unescape

import numpy as np
import pytest

from cnn_core.kernels import KERNELS
from cnn_core.ops import conv2d
from tests.ui.figures.test_document import data_of
from tests.ui.visitor import unpack
from ui.figures.notebook import figure


def arrays(text: str) -> dict[str, np.ndarray]:
    """Read the arrays in a figure's file."""
    return dict(unpack(gzip.decompress(base64.b64decode(data_of(text)))).arrays)


EDGE = np.array([[10, 10, 10, 0, 0, 0]] * 6)
ROWS = [[1, 0, -1]] * 3


def test_the_map_is_that_of_the_core() -> None:
    image = np.random.default_rng(3).integers(0, 256, (9, 7))
    kernel = KERNELS["gaussian"].kernel(3)
    found = arrays(figure(image, kernel, stride=2, padding=1).text)
    padded = np.pad(image, 1)
    numerators = np.array(kernel.numerators)
    expected = [
        [(padded[r : r + 3, c : c + 3] * numerators).sum() for c in range(0, 7, 2)]
        for r in range(0, 9, 2)
    ]
    np.testing.assert_array_equal(found["maps"][0], expected)
    np.testing.assert_array_equal(found["image"][0], image)


def test_a_list_of_settings_becomes_a_menu_that_opens_on_its_first() -> None:
    text = figure(EDGE, ROWS, stride=[2, 1], padding=[0, 1, "same"]).text
    whole = gzip.decompress(base64.b64decode(data_of(text)))
    assert unpack(whole).meta["stride"] == [2, 2]
    found = re.search(r'"scenes": (\{.*?\})', text)
    assert found
    scenes = json.loads(found[1])
    assert list(scenes) == ["2,0,1", "2,1,1", "1,0,1", "1,1,1", "1,same,1"]
    for chosen, (begin, length, *size) in scenes.items():
        stride, padding, _ = chosen.split(",")
        maps = unpack(whole[begin : begin + length]).arrays["maps"]
        by = int(padding) if padding.isdigit() else padding
        image = EDGE[None].astype(float)
        expected = conv2d(image, np.array(ROWS, float)[None, None], stride=int(stride), padding=by)
        np.testing.assert_array_equal(maps, expected)
        assert list(expected.shape[1:]) == size
    assert '"2,same,1": "Padding \\"same\\" keeps the size, so it goes with stride 1 only."' in text
    assert re.findall(r"<label( hidden)?>(\w+)", text) == [
        ("", "Stride"),
        ("", "Padding"),
        (" hidden", "Dilation"),
    ]


def test_a_menu_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        figure(EDGE, ROWS, stride=[])


def test_weights_are_exact_as_they_are_written() -> None:
    found = arrays(figure(EDGE, [[0.1, Fraction(1, 2)]]).text)
    np.testing.assert_array_equal(found["weights"][0, 0] / found["weights"].max(), [[0.2, 1]])


def test_a_notebook_gets_a_frame_of_its_own() -> None:
    made = figure(EDGE, ROWS)
    shown = made._repr_html_()
    source = re.search(r'srcdoc="([^"]*)"', shown)
    assert source
    assert unescape(source[1]) == made.text
    assert 'sandbox="allow-scripts allow-downloads"' in shown


def test_a_file_is_written_as_it_is(tmp_path) -> None:
    made = figure(EDGE, ROWS)
    assert made.save(tmp_path / "edge.html").read_text("utf-8") == made.text


@pytest.mark.parametrize(
    ("image", "kernel", "words"),
    [
        (np.full((4, 4), 0.5), ROWS, r"pass \(image \* 255\)\.round\(\)"),
        (np.full((4, 4), -1), ROWS, "whole numbers from 0 to 255"),
        (np.full((4, 4), np.nan), ROWS, "whole numbers from 0 to 255"),
        (np.zeros((3, 4, 4)), ROWS, r"\(H, W\)"),
        (np.zeros((0, 4)), ROWS, r"\(H, W\)"),
        (np.zeros((2, 2)), ROWS, "kernel"),
        (EDGE, [[1, 0], [1]], "equally long"),
    ],
)
def test_what_cannot_be_shown_is_said(image, kernel, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        figure(image, kernel)
