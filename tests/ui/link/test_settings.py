"""Every kind of setting: what a link's text becomes, and the sentence about it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cnn_core.kernels import KERNELS, parse_weights
from ui.link.convolution import convolution_settings
from ui.link.pixel_edits import EDITS
from ui.link.settings import Cell, Choice, Fixed, Names, Setting, Switch, Whole
from ui.link.vocabulary import IMAGE

STRIDE = Whole("stride", 1, 1, 6)
SETTINGS: list[Setting[Any]] = [
    *convolution_settings("edge", "vertical-edge", cell=(1, 1)),
    Names("kernels", ["sobel-x", "gaussian"], tuple(KERNELS), most=3),
    EDITS,
]
# What Markdown, and Streamlit's own additions to it, would take for more than text; an underscore
# between letters is text.
ACTIVE = re.compile(r"[\[\]<>`*$~|\\#@]|://|www\.|(?<![^\W_])_|_(?![^\W_])", re.IGNORECASE)
FORGED = st.one_of(
    st.text(),
    st.text(st.characters(codec="ascii")),
    st.integers().map(str),
    st.floats().map(str),
    st.sampled_from(["", "nan", "inf", "9" * 5000, "9," * 3000, "1,1" + "0" * 4000, "☃" * 500]),
    st.sampled_from(
        [
            "[click](https://example.com)",
            "<https://example.com>",
            "https://example.com",
            "www.example.com",
            "$\\huge x$",
            ":red[x]",
            "![x](//example.com/x.png)",
            "a@example.com",
        ]
    ),
)


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
@given(text=FORGED)
def test_any_text_becomes_a_value_that_the_link_then_holds(
    setting: Setting[Any], text: str
) -> None:
    value, _ = setting.read(text)
    written = setting.write(value)
    again, note = setting.read(written)
    assert again == value
    assert setting.write(again) == written
    assert note is None or value == setting.default  # the default of `weights` is no weights


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
@given(text=FORGED)
@example(text="https://example.com")
@example(text="[click](https://example.com)")
@example(text="x," * 500)
def test_a_note_is_one_short_sentence_in_which_a_stranger_s_text_does_nothing(
    setting: Setting[Any], text: str
) -> None:
    _, note = setting.read(text)
    if note is not None:
        assert note.endswith(".")
        assert len(note) <= 250
        assert not ACTIVE.search(note), note
        assert "\n" not in note


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_the_default_needs_no_note(setting: Setting[Any]) -> None:
    assert setting.read(setting.write(setting.default)) == (setting.default, None)


@given(st.integers(-(10**9), 10**9))
def test_a_whole_number_outside_becomes_the_nearest_inside(wanted: int) -> None:
    value, note = STRIDE.read(str(wanted))
    assert abs(value - wanted) == min(abs(one - wanted) for one in range(1, 7))
    assert (note is None) == (value == wanted)
    if note:
        assert note == f"Stride goes from 1 to 6 in whole numbers: {wanted} became {value}."


@pytest.mark.parametrize(
    ("setting", "text", "value", "note"),
    [
        (STRIDE, "2", 2, None),
        (STRIDE, "99", 6, "Stride goes from 1 to 6 in whole numbers: 99 became 6."),
        (STRIDE, "2.4", 2, "Stride goes from 1 to 6 in whole numbers: 2.4 became 2."),
        (STRIDE, "inf", 6, "Stride goes from 1 to 6 in whole numbers: inf became 6."),
        (STRIDE, "nan", 1, "Stride “nan” is not a number, so 1 is used instead."),
        (STRIDE, "", 1, "Stride “” is not a number, so 1 is used instead."),
        (STRIDE, "two", 1, "Stride “two” is not a number, so 1 is used instead."),
        (
            Choice("kernel", "sobel-x", tuple(KERNELS)),
            "Sobel-Y",
            "sobel-y",
            "There is no kernel “Sobel-Y”, so sobel-y is used instead.",
        ),
        (
            IMAGE.opening("digit-7"),
            "nope",
            "digit-7",
            "There is no image “nope”, so digit-7 is used instead.",
        ),
        (
            IMAGE.opening("digit-7"),
            "camra",
            "camera",
            "There is no image “camra”, so camera is used instead.",
        ),
        (
            Choice("kernel", "sobel-x", tuple(KERNELS)),
            "zzzz",
            "sobel-x",
            "There is no kernel “zzzz”, so sobel-x is used instead.",
        ),
        (
            Choice("padding", "0", ("0", "1", "9", "10", "same")),
            "99",
            "10",
            "There is no padding “99”, so 10 is used instead.",
        ),
        (
            Choice("padding", "1", ("0", "1", "9", "10", "same")),
            "-1",
            "0",
            "There is no padding “-1”, so 0 is used instead.",
        ),
        (
            Choice("of", "map", ("map", "relu"), "map to pool"),
            "zzzz",
            "map",
            "There is no map to pool “zzzz”, so map is used instead.",
        ),
        (Choice("padding", "same", ("0", "same"), other_words={"valid": "0"}), "valid", "0", None),
        (Switch("flip"), "1", True, None),
        (Switch("flip"), "yes", False, "“yes” is neither 1 nor 0: flip is off."),
        (Switch("flip", True), "yes", True, "“yes” is neither 1 nor 0: flip is on."),
        (Cell(), "3,4", (3, 4), None),
        (Cell(default=(1, 2)), "3", (1, 2), "“3” is no cell (row,column), so 1,2 is used instead."),
    ],
)
def test_what_a_link_says_and_what_it_becomes(setting, text, value, note) -> None:
    assert setting.read(text) == (value, note)


def test_several_names_are_each_known_and_not_too_many() -> None:
    kernels = Names("kernels", ["sobel-x"], tuple(KERNELS), most=2)
    assert kernels.read("sharpen,emboss") == (["sharpen", "emboss"], None)
    assert kernels.read("sharpen,sharpen") == (["sharpen"], None)
    value, note = kernels.read("sharpen,unknown")
    assert value == ["sharpen"]
    assert "unknown" in str(note)
    value, note = kernels.read("sharpen,emboss,gaussian")
    assert value == ["sharpen", "emboss"]
    assert note == "Among the kernels, gaussian is left out: 2 at most."
    refused = "The link's kernels “{}” could not be used, so sobel-x is used instead."
    assert kernels.read("unknown") == (["sobel-x"], refused.format("unknown"))
    assert kernels.read("") == (["sobel-x"], refused.format(""))


def test_text_with_a_form_of_its_own_says_what_is_wrong_with_it() -> None:
    weights = next(one for one in SETTINGS if one.name == "weights")
    assert weights.read("1 0 -1") == (parse_weights("1,0,-1"), None)
    said = "Among the link's weights, 1e38 became 1000."
    assert weights.read("1e38,0.5") == (parse_weights("1000,0.5"), said)
    value, note = weights.read("1,x")
    assert value is None
    assert note is not None
    assert note.startswith("The link's weights could not be used: row 1, column 2")


def test_a_fixed_setting_takes_nothing_from_the_link() -> None:
    assert Fixed("mode", "zeros").read("reflect") == ("zeros", None)
