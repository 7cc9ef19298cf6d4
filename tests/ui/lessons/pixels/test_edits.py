"""Numbers changed by hand stand in the link, in the picture, in its code, and nowhere else."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ui.visitor import visitor
from ui.frame.events import component_key, remember
from ui.lessons.pixels.edits import read_pixel_edits, with_number, with_pixels, write_pixel_edits
from ui.lessons.pixels.events import take_pixel
from ui.lessons.pixels.model import Pixels
from ui.link.pixel_edits import MOST
from ui.pictures import Picture, picture
from ui.session.keys import EDIT_REFUSED

VALUE = st.integers(0, 255)
EDITS = st.dictionaries(
    st.tuples(st.integers(0, 9), st.integers(0, 9)),
    st.one_of(st.tuples(VALUE), st.tuples(VALUE, VALUE, VALUE)),
    max_size=MOST,
)


@given(EDITS)
def test_edits_come_back_from_the_link_as_they_were(edits):
    assert read_pixel_edits(write_pixel_edits(edits)) == edits


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("0,1", "“0,1” is not row,column,value or row,column,red,green,blue"),
        ("0,1,2,3", "“0,1,2,3” is not"),
        ("0,1,white", "“0,1,white” is not"),
        ("-1,1,2", "needs a row and column from 0"),
        ("1,1,256", "values 0 to 255"),
        (";".join(f"0,{k},1" for k in range(MOST + 1)), f"{MOST} is the most"),
    ],
)
def test_what_is_no_edit_is_refused_in_words(text, words):
    with pytest.raises(ValueError, match=words.replace("(", r"\(")):
        read_pixel_edits(text)


@given(EDITS, st.sampled_from([1, 3]))
def test_only_pixels_that_fit_are_changed_and_the_code_changes_them_too(edits, planes):
    plain = Picture("own", "Own", np.zeros((planes, 5, 4), np.uint8), code="")
    made = with_pixels(plain, edits)
    expected = plain.pixels.copy()
    for (row, column), colour in edits.items():
        if row < 5 and column < 4 and len(colour) in (1, planes):
            expected[:, row, column] = colour
    np.testing.assert_array_equal(made.pixels, expected)
    variables = {"image": np.zeros((planes, 5, 4), np.float32)}
    exec(made.code, variables)  # noqa: S102
    np.testing.assert_array_equal(variables["image"], expected)


def test_a_number_is_typed_as_it_is_printed():
    assert with_number((1, 2, 3), 1, "200", 255) == ((1, 200, 3), "")
    assert with_number((1, 2, 3), 2, "0.2", 1) == ((1, 2, 51), "")
    assert with_number((1, 2, 3), 2, "0.502", 1) == ((1, 2, 128), "")  # as 128 / 255 is printed
    assert with_number((7,), 0, "999", 255)[0] == (255,)
    assert with_number((7,), 0, "-1", 255)[0] == (0,)
    assert with_number((7,), 0, "5", 1) == (
        (255,),
        "A pixel is 0 to 1 in steps of 1/255: 5 became 255/255.",
    )
    for text in ("white", "nan", "inf"):
        with pytest.raises(ValueError, match="is not a number: a pixel is 0 to 1"):
            with_number((7,), 0, text, 1)


def edit(shown: Pixels, **sent: object) -> dict[str, object]:
    with visitor() as one:
        one.session[component_key("pixels")] = {"edit": {"seq": 1, "target": "pixel", **sent}}
        remember("pixels", shown)
        take_pixel("pixels")
        return dict(one.session)


def test_an_edit_of_one_plane_keeps_the_others():
    shown = Pixels(picture("red-purple"))
    session = edit(shown, indices=[[1, 0, 5]], value="90")
    assert session["pixels.edits"] == {(0, 5): (200, 90, 200)}


def test_a_stroke_paints_every_number_it_crosses_in_its_channel():
    shown = Pixels(picture("red-purple"))
    session = edit(shown, indices=[[1, 0, 5], [1, 0, 4], [0, 0, 4]], value="90")
    assert session["pixels.edits"] == {(0, 4): (90, 90, 200), (0, 5): (200, 90, 200)}
    whole = Pixels(picture("digit-7"))
    places = [[0, k // 28, k % 28] for k in range(120)]
    session = edit(whole, indices=places, value="9")
    held = session["pixels.edits"]
    assert isinstance(held, dict)
    assert len(held) == 100
    assert str(session[EDIT_REFUSED]).startswith("A link holds 100 changed pixels")


@pytest.mark.parametrize(
    "indices", [None, [], [[0, 1]], [[0, -1, 2]], [[0, 1, 2.5]], [[True, 1, 2]]]
)
def test_what_is_no_pixel_changes_nothing(indices):
    assert "pixels.edits" not in edit(Pixels(picture("edge")), indices=indices, value="1")


@pytest.mark.parametrize(
    ("indices", "value"), [([[0, 9, 0]], "1"), ([[2, 0, 0]], "1"), ([[0, 0, 0]], "red")]
)
def test_a_number_that_is_none_is_refused_in_words(indices, value):
    session = edit(Pixels(picture("edge")), indices=indices, value=value)
    assert "pixels.edits" not in session
    assert str(session[EDIT_REFUSED]).endswith("The number stays as it was.")


def test_a_number_beyond_white_stops_there_and_it_is_said():
    session = edit(Pixels(picture("edge")), indices=[[0, 0, 0]], value="300")
    assert session["pixels.edits"] == {(0, 0): (255,)}
    assert session[EDIT_REFUSED] == "A pixel is a whole number from 0 to 255: 300 became 255."
