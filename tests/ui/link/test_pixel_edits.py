"""Pixels changed by hand stand in the link, and in the picture, and in its code."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.scripts import executed
from ui.lessons.pixels.edits import with_pixels
from ui.link.pixel_edits import MOST, edited, nearest_edits, read_edits, write_edits
from ui.pictures import Picture, picture

EDITS = st.dictionaries(
    st.tuples(st.integers(0, 30), st.integers(0, 30)), st.integers(0, 255), max_size=MOST
)


@given(EDITS)
def test_edits_come_back_from_the_link_as_they_were(edits) -> None:
    assert read_edits(write_edits(edits)) == edits


@given(st.one_of(st.text("0123456789,;- ", max_size=40), EDITS.map(write_edits)))
def test_text_is_edits_or_is_refused_in_words(text: str) -> None:
    try:
        edits = read_edits(text)
    except ValueError:
        with pytest.raises(ValueError, match=r"“.*”|changes"):  # the part that is none is quoted
            read_edits(text)
    else:
        once = write_edits(edits)
        assert write_edits(read_edits(once)) == once


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("0,1", "“0,1” is not row,column,value"),
        ("0,1,2,3", "“0,1,2,3” is not row,column,value"),
        ("0,1,white", "“0,1,white” is not row,column,value"),
        ("1,1,5;x", "“x” is not row,column,value"),
        ("x" * 900, f"“{'x' * 20}” is not row,column,value"),
        ("-1,0,5", "“-1,0,5” needs a row and column from 0 and a value 0 to 255"),
        ("0,0,256", "“0,0,256” needs a row and column from 0 and a value 0 to 255"),
        ("0,0,-1", "“0,0,-1” needs a row and column from 0 and a value 0 to 255"),
    ],
)
def test_what_is_no_edit_is_named(text: str, sentence: str) -> None:
    with pytest.raises(ValueError) as error:
        read_edits(text)
    assert str(error.value) == sentence


def test_a_link_holds_a_hundred_edits_and_no_more() -> None:
    hundred = [f"{k // 10},{k % 10},7" for k in range(100)]
    assert len(read_edits(";".join(hundred))) == 100
    with pytest.raises(ValueError, match="it changes 101 pixels, and 100 is the most"):
        read_edits(";".join([*hundred, "10,0,7"]))
    assert len(read_edits(";".join(hundred * 2))) == 100  # the same pixel twice is one edit


def test_the_last_of_two_edits_of_a_pixel_counts() -> None:
    assert read_edits("0,1,5;0,1,9;") == {(0, 1): 9}


@pytest.mark.parametrize(
    ("text", "nearest", "changed"),
    [
        ("1,1,999", "1,1,255", ["999 became 255"]),
        ("1,1,-3;0,0,5", "0,0,5;1,1,0", ["-3 became 0"]),
        ("1,1,9;x;-1,0,5", "1,1,9", ["“x” was left out", "“-1,0,5” was left out"]),
    ],
)
def test_edits_of_a_link_become_the_nearest(text, nearest, changed) -> None:
    assert nearest_edits(text, read_edits) == (read_edits(nearest), changed)


def test_of_too_many_edits_the_first_hundred_stay() -> None:
    text = ";".join(f"{k // 10},{k % 10},7" for k in range(101))
    kept, changed = nearest_edits(text, read_edits)
    assert len(kept) == 100
    assert changed == ["all beyond 100 pixels were left out"]


@given(EDITS)
def test_only_the_edited_pixels_change_and_the_code_makes_the_same(edits) -> None:
    before = picture("edge")
    after = edited(before, edits)
    inside = {at: value for at, value in edits.items() if max(at) < 6}
    expected = before.pixels[0].copy()
    for at, value in inside.items():
        expected[at] = value
    np.testing.assert_array_equal(after.pixels, expected[None])
    variables = executed(after.code)
    np.testing.assert_array_equal(variables["image"], after.pixels)
    assert before.pixels.tolist() == [[[10, 10, 10, 0, 0, 0]] * 6]


def test_it_is_said_how_many_pixels_were_changed() -> None:
    shown = Picture("own", "Own", np.zeros((1, 2, 2), np.uint8), notes=("made grey",))
    assert edited(shown, {(0, 0): 1}).notes == ("made grey", "1 pixel changed by hand")
    assert edited(shown, {(0, 0): 1, (1, 1): 0}).notes[-1] == "2 pixels changed by hand"
    assert edited(shown, {(2, 0): 1}) is shown  # outside this picture


def test_a_pixel_brighter_than_white_becomes_the_white() -> None:
    before = picture("edge")
    assert edited(before, {(0, 0): 10}).white == before.white == 10
    assert edited(before, {(0, 0): 255}).white == 255
    assert with_pixels(before, {(0, 0): (20,)}).white == 20
