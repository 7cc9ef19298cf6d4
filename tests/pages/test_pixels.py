"""Lesson 1 without a browser: its links, its controls, its own words."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.lessons import (
    address,
    notes,
    open_lesson,
    pictures,
    press,
    received,
    run,
    words,
)
from tests.ui.visitor import Received
from ui.pictures import picture

APP = str(Path(__file__).parents[2] / "app.py")


def opened(**query: str) -> AppTest:
    test = AppTest.from_file(APP, default_timeout=60)
    test.switch_page("pages/pixels.py")
    for name, text in query.items():
        test.query_params[name] = text
    test.run()
    assert not test.exception
    return test


def sent(test: AppTest) -> Received:
    return pictures(test)[0]


def said(test: AppTest) -> str:
    return "\n".join([one.value for one in test.markdown] + [one.value for one in test.text])


def test_it_opens_on_a_grid_of_numbers() -> None:
    test = opened()
    found = sent(test)
    assert found.arrays["image"].shape == (1, 28, 28)
    assert found.meta["start"] == [0, 8, 15]
    assert "= 784 numbers" in said(test)
    head = next(
        one.value for one in test.markdown if one.value.startswith("A network sees numbers.")
    )
    assert len(head.split()) <= 60


def test_pure_red_and_purple_in_three_planes() -> None:
    image = sent(opened(image="red-purple")).arrays["image"]
    assert image[:, 0, 0].tolist() == [255, 0, 0]
    assert image[:, 0, 5].tolist() == [200, 0, 200]


def test_the_numbers_that_change_are_counted() -> None:
    assert "199,018 of 262,144 numbers change" in said(opened(image="camera", right="1"))


def test_normalisation_is_a_switch() -> None:
    test = opened()
    test.segmented_control(key="pixels.scale").set_value("1").run()
    assert sent(test).meta["scale"] == 1
    assert "normalisation" in said(test)


def test_channels_are_tinted_by_a_switch_that_stands_in_the_link() -> None:
    app = open_lesson("pixels", image="red-purple")
    assert [one["tint"] for one in received(app).meta["grids"]] == [None] * 4
    numbers = received(app).arrays["image"]
    app.toggle(key="pixels.tint").set_value(True)
    assert address(run(app))["tint"] == "1"
    assert [one["tint"] for one in received(app).meta["grids"]] == [None, 0, 1, 2]
    np.testing.assert_array_equal(received(app).arrays["image"], numbers)


@pytest.mark.parametrize(
    "query",
    [{"image": "nine"}, {"image": "red-purple", "split": "0"}, {"image": "chelsea", "light": "9"}],
    ids=str,
)
def test_where_no_channel_is_seen_none_is_tinted(query: dict[str, str]) -> None:
    app = open_lesson("pixels", **query, tint="1")
    assert "pixels.tint" not in {one.key for one in app.toggle}
    assert all(one["tint"] is None for one in received(app).meta["grids"])


def test_edits_stand_in_the_link() -> None:
    found = sent(opened(image="red-purple", edits="0,0,7,8,9;1,1,50"))
    assert found.arrays["image"][:, 0, 0].tolist() == [7, 8, 9]
    assert found.arrays["image"][:, 1, 1].tolist() == [50, 50, 50]


def test_an_edit_does_not_follow_to_another_picture() -> None:
    app = opened(edits="0,1,77")
    app.selectbox(key="pixels.image").set_value("nine").run()
    assert sent(app).arrays["image"].ravel().tolist() == [1, 2, 3, 4, 5, 6, 7, 8, 9]
    app.selectbox(key="pixels.image").set_value("digit-7").run()
    assert sent(app).arrays["image"][0, 0, 1] == 77


@pytest.mark.parametrize(
    ("query", "note"),
    [
        ({"cell": "99,99"}, "outside the 28×28 picture, so 27,27 is used"),
        ({"edits": "1,1,999"}, "999 became 255"),
        ({"light": "1000"}, "from −100 to 100"),
        ({"scale": "7"}, "There is no scale"),
        ({"image": "own"}, "stayed on its owner's computer"),
    ],
)
def test_a_link_s_values_are_checked_and_the_note_says_what_changed(query, note) -> None:
    notes = " ".join(one.value for one in opened(**query).info)
    assert note.replace("−", "-") in notes.replace("−", "-")


@pytest.mark.parametrize("shape", [(1, 1, 1), (3, 1, 1), (3, 3000, 50), (1, 50, 3000)], ids=str)
@pytest.mark.parametrize("light", [0, 10])
def test_any_picture_of_the_reader_s_own(shape, light) -> None:
    from ui.pictures import Picture
    from ui.session.keys import OWN_PICTURE

    test = AppTest.from_file(APP, default_timeout=60)
    pixels = np.full(shape, 9, np.uint8)
    test.session_state[OWN_PICTURE] = Picture("own", "Own", pixels)
    test.switch_page("pages/pixels.py")
    test.query_params["image"] = "own"
    test.query_params["light"] = str(light)
    test.run()
    assert not test.exception
    np.testing.assert_array_equal(sent(test).arrays["image"][: shape[0]], pixels)


def test_numbers_are_only_offered_to_be_dragged_where_they_can_be() -> None:
    assert "Drag a number" in words(open_lesson("pixels", image="nine"))
    compared = open_lesson("pixels", image="nine", light="20")
    assert "Drag a number" not in words(compared)
    assert "while brightness and shift are 0" in words(compared)
    assert not received(compared).meta["editable"]


@pytest.mark.parametrize(
    ("lesson", "first", "last"),
    [("window", "Edge, 10 to 0", "Coins"), ("kernels", "Man with a camera", "Digit 9")],
)
def test_pictures_like_the_lesson_s_own_come_first(lesson: str, first: str, last: str) -> None:
    options = next(
        one for one in open_lesson(lesson).selectbox if one.key == f"{lesson}.image"
    ).options
    assert (options[0], options[-1]) == (first, last)


def test_a_brush_paints_with_its_number() -> None:
    app = open_lesson("pixels", paint="1", brush="128")
    assert received(app).meta["brush"] == "128"
    assert "Drag over the pixels to paint them" in words(app)
    assert address(app) == {"paint": "1", "brush": "128"}
    assert received(open_lesson("pixels", paint="1", scale="1")).meta["brush"] == "1.0000"
    assert received(open_lesson("pixels", brush="128")).meta["brush"] == ""
    assert received(open_lesson("pixels", paint="1", light="5")).meta["brush"] == ""


def test_channels_slide_apart_as_far_as_the_link_says() -> None:
    app = press(open_lesson("pixels"), "colours slide apart")
    sent = received(app)
    np.testing.assert_array_equal(sent.arrays["image"], picture("chelsea").pixels)
    assert (sent.meta["apart"], sent.meta["tint"], sent.meta["names"]) == (
        50,
        True,
        ["red", "green", "blue"],
    )
    assert sent.meta["values"] == picture("chelsea").pixels[:, 112, 162].tolist()
    assert received(open_lesson("pixels", view="stack", apart="100")).meta["apart"] == 100
    assert "Apart goes from 0 to 100" in notes(open_lesson("pixels", view="stack", apart="101"))[0]
