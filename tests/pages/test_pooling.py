"""The lesson on pooling, page by page: its figures' numbers, its words, its code."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest

from tests.pages.lessons import (
    address,
    notes,
    open_lesson,
    pictures,
    press,
    received,
    run,
    run_code,
    words,
)
from tests.ui.visitor import Received
from ui.lessons.pooling.blocks import Volume
from ui.lessons.pooling.model import KINDS, SOURCES


def plain(app) -> list[dict[str, Any]]:
    """Return what the views without arrays were sent."""
    sent = [json.loads(one.proto.json) for one in app.main.get("bidi_component") if one.proto.json]
    return [one for one in sent if "worked" in one]


def pooled(app) -> np.ndarray:
    sent = received(app)
    return np.asarray(sent.arrays["maps"][0] / sent.meta["divisors"][0])


def test_it_opens_on_4_by_4_to_2_by_2() -> None:
    app = open_lesson("pooling")
    assert (address(app), notes(app)) == ({}, [])
    assert pooled(app).tolist() == [[7, 6], [8, 9]]
    assert received(app).arrays["winners"][0, 0].tolist() == [0, 1]
    assert received(app).meta["hidden"] != [0, 0, 0]
    assert "4×4 = 16 cells become 2×2 = 4 cells: a quarter" in words(app).replace("**", "")


def boards(app) -> list[Received]:
    return [one for one in pictures(app) if "panels" in one.meta]


def test_a_changed_pixel_is_pooled_and_stays_with_its_picture() -> None:
    app = open_lesson("pooling", edits="0,0,9")
    assert pooled(app).tolist() == [[9, 6], [8, 9]]
    assert received(app).meta["editable"] == ["pixels"]
    assert open_lesson("pooling", of="map", image="edge").exception == []
    assert received(open_lesson("pooling", of="map", image="edge")).meta["editable"] == []


def test_all_poolings_stand_side_by_side_with_their_zeros() -> None:
    app = open_lesson("pooling", image="digit-7", of="relu", view="compare", pool="global")
    (board,) = boards(app)
    titles = [one["title"] for one in board.meta["panels"]]
    assert titles[1:4] == [
        "Maximum, 124 zeros",
        "Average, 124 zeros",
        "Minimum, 152 zeros",
    ]
    for k, kind in enumerate(("max", "avg", "min")):
        alone = pooled(open_lesson("pooling", image="digit-7", of="relu", pool=kind))
        np.testing.assert_allclose(board.arrays[f"p{k + 1}"], alone)


@pytest.mark.parametrize("by", [0, 1, 4])
def test_the_shift_shows_what_changed(by: int) -> None:
    app = open_lesson("pooling", image="digit-7", of="relu", view="shift", by=str(by))
    (board,) = boards(app)
    before, after, change = (board.arrays[f"p{k}"] for k in (3, 4, 5))
    np.testing.assert_allclose(change, after - before)
    assert (change == 0).all() == (by == 0)
    same = int((change == 0).sum())
    assert board.meta["panels"][5]["title"].endswith(f", {same} cell{'s' * (same != 1)} unchanged")


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_pooling_of_everything_has_its_code(kind: str, source: str) -> None:
    app = open_lesson("pooling", pool=kind, of=source, image="centre-200", window="3", step="2")
    np.testing.assert_allclose(run_code(app, "pooled"), pooled(app), rtol=1e-4, atol=1e-3)


def test_the_shift_test_is_a_curve_of_the_reader_s_picture() -> None:
    app = open_lesson("pooling", view="shift", image="digit-7", of="relu")
    (chart,) = [one for one in pictures(app) if "panels" not in one.meta]
    assert np.round(chart.arrays["y0.0"]).tolist() == [0, 81, 144, 183, 195]
    assert np.round(chart.arrays["y0.1"]).tolist() == [0, 52, 105, 148, 173]


def test_a_window_larger_than_the_map_is_brought_back() -> None:
    app = open_lesson("pooling", window="5")
    assert notes(app) == [
        "A window of 5×5 covers more than the 4×4 cells there are, so 4 is used instead."
    ]
    assert address(app) == {"window": "4"}
    app = open_lesson("pooling", window="9", step="0", pool="maxi", of="nothing", cell="9,9")
    said = " ".join(notes(app))
    for words_ in ("Window goes from 1 to 8", "Step goes from 1 to 8", "so max is used", "outside"):
        assert words_ in said


def test_what_was_activated_is_pooled_next() -> None:
    app = press(open_lesson("activation", image="coins", kernel="sobel-x"), "Next")
    assert address(app) == {"image": "coins", "kernel": "sobel-x", "of": "relu"}
    app = press(open_lesson("activation", activation="tanh", bias="-3", stride="2"), "Next")
    assert address(app) == {"image": "digit-7", "stride": "2", "of": "tanh", "bias": "-3"}
    assert "rounded to 3 decimals" in words(app)
    app = press(open_lesson("activation", activation="gelu"), "Next")
    assert address(app) == {"image": "digit-7", "of": "gelu"}
    app = press(open_lesson("activation"), "Next")
    assert address(app) == {}


def test_another_question_is_of_another_kind() -> None:
    app = open_lesson("pooling")
    first = words(app)
    app.button(key="pooling.another").click()
    assert words(run(app)) != first


def test_a_window_that_a_small_picture_has_no_room_for_comes_back() -> None:
    app = open_lesson("pooling", image="digit-7", window="7")
    app.selectbox(key="pooling.image").set_value("four")
    assert address(run(app))["window"] == "4"
    app.selectbox(key="pooling.image").set_value("digit-3")
    assert address(run(app))["window"] == "7"
    assert notes(app) == []


@pytest.mark.parametrize(
    ("source", "of_each"),
    [("relu", "all numbers are 255 times"), ("tanh", "each pixel is divided first"), ("map", "")],
)
def test_a_map_of_lesson_6_says_how_its_numbers_are_scaled(source: str, of_each: str) -> None:
    there = open_lesson("activation", activation="relu" if source == "map" else source)
    assert "each pixel is divided by 255 first" in words(there)
    said = words(open_lesson("pooling", of=source, image="digit-7"))
    known = ("255 times", "each pixel is divided")
    assert [one in said for one in known] == [one in of_each for one in known]


@pytest.mark.parametrize(
    ("query", "numbers", "said"),
    [
        ({"view": "row"}, ["7", "2", "5", "4"], "8 numbers become 4, so **1 of every 2** is left."),
        ({"view": "row", "pool": "avg"}, ["5", "1.5", "5", "2"], "along one axis"),
        (
            {"view": "row", "row": "1,-2,3", "window": "3", "step": "1", "pool": "min"},
            ["−2"],
            "3 neighbours",
        ),
        (
            {"view": "volume"},
            ["9", "6", "6", "8", "6", "6", "8", "9"],
            "64 numbers become 8, so **1 of every 8** is left.",
        ),
    ],
)
def test_rows_and_volumes_are_pooled(query: dict[str, str], numbers: list[str], said: str) -> None:
    app = open_lesson("pooling", **query)
    assert (notes(app), address(app)) == ([], query)
    (sent,) = plain(app)
    assert sent["values"] == numbers
    assert said in words(app)
    shape = (1, 1, *run_code(app, "pooled").shape)[-3:]
    assert list(shape) == sent["size"]


@pytest.mark.parametrize(
    ("query", "note"),
    [
        ({"view": "row", "row": "1,2", "window": "5"}, "A window of 5 is longer than a side of 2"),
        ({"view": "row", "row": "x"}, "“x” is not a whole number"),
        ({"view": "volume", "volume": "1,2"}, "2 to 4 numbers along each side"),
        ({"view": "volume", "pool": "global"}, "Global pooling has one window."),
        ({"view": "volume", "place": "99"}, "Place goes from 0 to 63"),
    ],
)
def test_a_forged_row_opens_the_nearest(query: dict[str, str], note: str) -> None:
    app = open_lesson("pooling", **query)
    assert not app.exception
    assert note in " ".join(notes(app))


def test_a_number_changed_by_hand_is_pooled_and_can_be_taken_back() -> None:
    app = open_lesson("pooling", view="row")
    numbers = [9, 7, 1, 2, 5, 5, 0, 4]
    app.session_state["pooling:row"] = {"numbers": {"seq": 1, "numbers": numbers}}
    app.session_state["pooling.row"] = Volume((8,), tuple(numbers))  # as its callback does
    assert address(run(app)) == {"view": "row", "row": "9,7,1,2,5,5,0,4"}
    assert plain(app)[0]["values"] == ["9", "2", "5", "4"]
