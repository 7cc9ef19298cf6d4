"""The spelling of a stack: read and written, brought into range, never refused without a word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnn_core.nn import AvgPool2D, Conv2D, MaxPool2D, ReLU, describe
from ui.lessons.receptive_field.stacks import (
    KINDS,
    LARGEST,
    Slide,
    StackSetting,
    largest_padding,
    nearest,
    read_stack,
    trained_like,
    write_stack,
)

slides = st.builds(
    Slide,
    st.sampled_from([*KINDS]),
    *(st.integers(0 if name == "padding" else 1, most) for name, most in LARGEST.items()),
).map(nearest)


@given(st.lists(slides, min_size=1, max_size=12))
def test_what_is_written_is_read_again(stack: list[Slide]) -> None:
    assert read_stack(write_stack(stack)) == (tuple(stack), [])


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("c3-c3-c3", "c3-c3-c3"),
        (" C3, m2;a3s2 ", "c3-m2-a3s2"),
        ("c5p2d2s2", "c5s2d2p2"),
        ("c3s1p0-m2s2", "c3-m2"),
    ],
)
def test_a_stack_is_read_as_people_write_it(text: str, written: str) -> None:
    found, notes = read_stack(text)
    assert (write_stack(found), notes) == (written, [])


@pytest.mark.parametrize(
    ("text", "written", "said"),
    [
        ("c3-x9-<b>", "c3", "is not a layer and is left out"),
        ("c99s0", "c11", "c99s0 became c11"),
        ("m2p9d3", "m2p1", "m2p9d3 became m2p1"),
        ("-".join(["c1"] * 26), "-".join(["c1"] * 24), "Of 26 layers the first 24"),
        ("", "c3", "This is c3"),
        ("c9999999999", "c3", "is not a layer"),
    ],
)
def test_what_does_not_work_becomes_the_nearest_that_does(text, written, said) -> None:
    value, note = StackSetting("stack", (Slide(),)).read(text)
    assert write_stack(value) == written
    assert note is not None
    assert said in note
    assert "<b>" not in note


def test_layers_of_the_core() -> None:
    stack, _ = read_stack("c5s2d2p1-m3s2p1-a2")
    assert trained_like(stack, 4) == [
        Conv2D(4, 5, 2, 1, 2),
        ReLU(),
        MaxPool2D(size=3, stride=2, padding=1),
        AvgPool2D(size=2, stride=2),
    ]
    assert isinstance(trained_like(read_stack("m2-c3")[0], 4)[-1], Conv2D)


@given(slides)
def test_every_layer_can_be_computed_on_a_large_picture(slide: Slide) -> None:
    assert describe([slide.layer()], (1, 64, 64)).fault == ""
    assert slide.padding <= largest_padding(slide.kind, slide.size)


def test_titles_name_what_is_not_usual() -> None:
    titles = [slide.title for slide in read_stack("c3-c3s2p1-m2-m3s2")[0]]
    assert titles == [
        "conv 3×3",
        "conv 3×3, stride 2, padding 1",
        "max pool 2×2",
        "max pool 3×3, stride 2",
    ]
