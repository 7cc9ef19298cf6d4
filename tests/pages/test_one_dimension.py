"""The lesson in one dimension: every link gives a view with the numbers it names."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest

from tests.pages.lessons import address, notes, open_lesson, received, run, run_code, words

PAGE = "one-dimension"


def test_it_opens_on_two_boxes_that_make_a_triangle() -> None:
    sent = received(open_lesson(PAGE, view="curves"))
    assert (sent.meta["kind"], sent.meta["way"]) == ("curves", "convolution")
    x = np.arange(-240, 241) / 80
    np.testing.assert_allclose(sent.arrays["convolution"], np.maximum(1 - np.abs(x), 0), atol=1e-9)
    assert sent.meta["start"]["x"] == 240 + 40


def sent_lists(app) -> dict[str, Any]:
    found = [json.loads(one.proto.json) for one in app.main.get("bidi_component") if one.proto.json]
    (lists,) = [one for one in found if "sums" in one]
    return dict(lists)


def test_a_bare_link_opens_two_lists_and_says_what_their_result_is() -> None:
    app = open_lesson(PAGE)
    assert sent_lists(app)["sums"] == [4, 13, 28, 27, 18]
    assert "3 + 3 − 1 = **5 numbers**" in words(app)
    assert "6 · 15 = 90" in words(app)
    other = open_lesson(PAGE, way="correlation")
    assert sent_lists(other)["sums"] == [6, 17, 32, 23, 12]


def test_a_link_that_speaks_of_functions_opens_them() -> None:
    assert received(open_lesson(PAGE, f="triangle")).meta["titles"] == ["Triangle", "Box"]
    assert sent_lists(open_lesson(PAGE, a="1,2"))["a"] == [1, 2]


@pytest.mark.parametrize("way", ["convolution", "correlation"])
@pytest.mark.parametrize(("a", "b"), [("1,2,3", "4,5,6"), ("-7", "1,0,2,9"), ("1,2,3,4", "5")])
def test_the_sums_of_lists_are_those_of_the_code_that_is_shown(way: str, a: str, b: str) -> None:
    app = open_lesson(PAGE, a=a, b=b, way=way)
    np.testing.assert_array_equal(run_code(app, "result"), sent_lists(app)["sums"])


@pytest.mark.parametrize(
    ("text", "said"),
    [("1,2,3,4,5,6,7", "at most 6"), ("1,x", "“x” is not a whole number"), ("100", "−99 to 99")],
)
def test_a_list_that_does_not_work_leaves_the_last_one(text: str, said: str) -> None:
    app = open_lesson(PAGE, a="3,1")
    app.text_input(key="one-dimension.a-typed").set_value(text)
    run(app)
    assert address(app)["a"] == "3,1"
    assert said in app.error[0].value
    assert said in "\n".join(notes(open_lesson(PAGE, a=text)))


def test_a_place_beyond_a_shorter_result_is_its_last() -> None:
    app = open_lesson(PAGE, n="4")
    app.text_input(key="one-dimension.b-typed").set_value("2")
    run(app)
    assert sent_lists(app)["start"] == 2


def test_a_guess_is_kept_in_the_link_and_told_how_far_it_is_off() -> None:
    places = np.linspace(-3, 3, 25)
    guess = np.maximum(1 - np.abs(places), 0)
    guess[12] = 0.5  # the tip of the triangle is missed
    app = open_lesson(PAGE, view="curves")
    assert received(app).meta["off"] is None
    app.session_state[f"{PAGE}.guess"] = tuple(guess.tolist())
    text = address(run(app))["guess"]
    assert [float(one) for one in text.split(",")] == guess.tolist()
    mean, largest, at = received(open_lesson(PAGE, guess=text)).meta["off"]
    x = np.arange(-240, 241) / 80
    off = np.abs(np.interp(x, places, guess) - np.maximum(1 - np.abs(x), 0))
    np.testing.assert_allclose((mean, largest), (off.mean(), off.max()))
    assert x[at] == 0


@pytest.mark.parametrize(
    ("text", "said"), [("1,2,3", "a guess has 25 numbers"), ("x", "“x” is not a number")]
)
def test_a_guess_that_cannot_be_read_is_none(text: str, said: str) -> None:
    app = open_lesson(PAGE, guess=text)
    assert said in "\n".join(notes(app))
    assert "guess" not in address(app)


def test_swapping_is_checked_on_screen() -> None:
    app = open_lesson(PAGE, f="triangle", h="exponential")
    (checked,) = [one.value for one in app.text if one.value.startswith("f and h swapped")]
    assert "changes f ⋆ h by 0.498" in checked
    assert "Correlation (⋆) does not." in words(app)
    same = open_lesson(PAGE, view="curves")
    assert "both functions are symmetric" in words(same)


def test_a_row_has_the_sums_of_the_reader_s_picture() -> None:
    app = open_lesson(PAGE, view="pixels", image="edge", cell="1,3", taps="blur")
    sent = received(app)
    assert sent.arrays["image"][1].tolist() == [10, 10, 10, 0, 0, 0]
    assert sent.arrays["convolution"][1].tolist() == [30, 40, 30, 10, 0, 0]
    assert sent.meta["divisor"] == 4
    assert sent.meta["start"] == {"x": 3, "row": 1}


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"x": "7"}, "X goes from -3 to 3"),
        ({"f": "boxx"}, "There is no f “boxx”, so box is used instead."),
        ({"h": "custom", "hdrawn": "1,a"}, "is not a number"),
        ({"view": "pixels", "taps": "custom", "row": "1,2"}, "one is the middle"),
        ({"view": "pixels", "cell": "99,99"}, "outside the 28×28 picture"),
        ({"fwidth": "0"}, "Fwidth goes from 1 to 8"),
    ],
)
def test_a_link_that_does_not_work_is_mended_in_words(query: dict[str, str], said: str) -> None:
    app = open_lesson(PAGE, **query)
    assert said in "\n".join(notes(app))
    again = open_lesson(PAGE, **address(app))
    assert notes(again) == []


def test_two_edges_say_that_their_correlation_is_infinite() -> None:
    app = open_lesson(PAGE, f="edge", h="edge", way="correlation")
    assert "infinite at every x" in words(app)
    (checked,) = [one.value for one in app.text if one.value.startswith("f and h swapped")]
    assert "f ⋆ h is infinite" in checked
    assert "Every built-in function except the edge has area 1." in words(app)


@pytest.mark.parametrize("way", ["convolution", "correlation"])
def test_any_two_functions_have_a_view(way: str) -> None:
    for f, h in (("edge", "edge"), ("custom", "custom"), ("exponential", "custom")):
        sent = received(open_lesson(PAGE, f=f, h=h, hdrawn="-1,0,3", way=way))
        assert sent.meta["way"] == way
        assert np.abs(sent.arrays[way]).max() > 0


def test_typed_numbers_become_a_function_and_wrong_ones_leave_it() -> None:
    app = open_lesson(PAGE, f="custom")
    field = app.text_input(key="one-dimension.fdrawn-typed")
    field.set_value("1 2 1")
    run(app)
    assert address(app)["fdrawn"] == "1,2,1"
    app.text_input(key="one-dimension.fdrawn-typed").set_value("one")
    run(app)
    assert address(app)["fdrawn"] == "1,2,1"
    assert "It stays as it was" in app.error[0].value


def test_a_visit_in_the_picture_moves_the_link() -> None:
    app = open_lesson(PAGE, view="curves")
    app.session_state["one-dimension.x"] = -20
    run(app)
    assert address(app) == {"view": "curves", "x": "-0.25"}


@pytest.mark.parametrize(
    ("link", "field", "text"),
    [
        ({"f": "custom", "fdrawn": "0,1,0"}, "fdrawn", "0,2,0"),
        ({"view": "pixels", "taps": "custom", "row": "1,2,1"}, "row", "1,0,-1"),
    ],
)
def test_numbers_that_were_typed_can_be_taken_back(link: dict[str, str], field: str, text: str):
    app = open_lesson("one-dimension", **link)
    before = address(app)
    app.text_input(key=f"one-dimension.{field}-typed").set_value(text)
    assert address(run(app)) != before
    app.button(key="one-dimension:undo-last").click()
    assert address(run(app)) == before
