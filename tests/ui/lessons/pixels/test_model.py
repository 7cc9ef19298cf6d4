"""A picture as numbers: how many, which, and what a browser is sent of them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tests.ui.visitor import unpack, visitor
from ui.lessons.pixels.model import Pixels
from ui.lessons.pixels.scene import pixel_scene
from ui.link.history import open_view
from ui.link.settings import Cell
from ui.pictures import picture

RED_PURPLE = Pixels(picture("red-purple"))
SEVEN = Pixels(picture("digit-7"))


def received(shown: Pixels, *, split: bool = True):
    with visitor():
        view = open_view("pixels", [Cell(default=(1, 2))])
        return unpack(pixel_scene(view, shown, split=split).packed())


def test_how_many_numbers_a_picture_is():
    assert SEVEN.count == 28 * 28 == 784
    assert Pixels(picture("chelsea")).count == 300 * 451 * 3


def test_pure_red_and_purple():
    assert RED_PURPLE.names == ("red", "green", "blue")
    assert RED_PURPLE.at(0, 0) == (255, 0, 0)
    assert RED_PURPLE.at(3, 5) == (200, 0, 200)
    with pytest.raises(IndexError, match="row 4, column 0 is outside the 4×6 picture"):
        RED_PURPLE.at(4, 0)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({}, ""),
        ({"light": 10}, "brighter by 10"),
        ({"light": -10, "down": -2}, "shifted 2 up, darker by 10"),
        ({"down": 1, "right": -3}, "shifted 1 down and 3 to the left"),
    ],
)
def test_a_change_is_said_in_words(change, words):
    shown = replace(SEVEN, **change)
    assert shown.change == words
    assert shown.is_changed == bool(words)


def test_light_changes_all_numbers_but_those_that_are_white():
    shown = replace(SEVEN, light=10)
    white = int((SEVEN.picture.pixels == 255).sum())
    assert white > 0
    assert shown.changed == 784 - white
    assert replace(Pixels(picture("camera")), right=1).changed == 199_018


def test_a_colour_picture_is_sent_as_one_grid_in_colour_and_three_in_grey():
    sent = received(RED_PURPLE)
    np.testing.assert_array_equal(sent.arrays["image"], RED_PURPLE.picture.pixels)
    grids = [(one["title"], one["planes"]) for one in sent.meta["grids"]]
    assert grids == [("image 4×6×3", [0, 1, 2]), ("red", [0]), ("green", [1]), ("blue", [2])]
    assert sent.meta["editable"] == ["pixels"]
    assert sent.meta["start"] == [0, 1, 2]
    assert len(received(RED_PURPLE, split=False).meta["grids"]) == 1


def test_a_grey_picture_is_one_grid():
    (grid,) = received(SEVEN).meta["grids"]
    assert grid == {"title": "image 28×28", "planes": [0], "signed": False, "tint": None}


@pytest.mark.parametrize("shown", [SEVEN, RED_PURPLE], ids=["grey", "colour"])
def test_a_change_is_sent_with_both_pictures_and_their_difference(shown):
    sent = received(replace(shown, light=-20, right=1))
    before, after, difference = np.split(sent.arrays["image"].astype(int), 3)
    np.testing.assert_array_equal(before, shown.picture.pixels)
    np.testing.assert_array_equal(after - before, difference)
    assert sent.meta["limit"] == np.abs(difference).max()
    assert sent.meta["editable"] == []
    signed = [one["planes"][0] for one in sent.meta["grids"] if one["signed"]]
    planes = shown.shape[0]
    assert signed == list(range(2 * planes, 3 * planes))


def test_a_screen_reader_hears_which_keys_there_are():
    assert received(SEVEN).meta["label"].startswith("Digit 7, 28×28. Arrow keys")
    assert "p edits" in received(SEVEN).meta["label"]
    assert "p edits" not in received(replace(SEVEN, light=1)).meta["label"]


def test_small_numbers_have_their_own_white_as_in_every_lesson():
    edge = Pixels(picture("edge"))
    assert received(edge).meta["white"] == edge.white == 10
    assert replace(edge, light=50).white == 60
    assert received(SEVEN).meta["white"] == 255
