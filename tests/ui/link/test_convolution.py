"""Any combination of settings becomes one that the core can compute, and it is said how."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from cnn_core.geometry import PADDING_MODES
from cnn_core.kernels import KERNELS, Kernel, format_weights, parse_weights
from tests.ui.strategies import KERNEL, pixels_of
from tests.ui.visitor import visitor
from ui.frame.events import take_cell
from ui.link.convolution import (
    chosen_kernel,
    chosen_picture,
    convolution_settings,
    settle,
)
from ui.link.history import carried, open_view, save
from ui.link.vocabulary import CELL, MIDDLE, PADDINGS
from ui.models.convolution import Convolution
from ui.pictures import PICTURES, Picture, picture
from ui.session.keys import OWN_PICTURE


@dataclass(frozen=True)
class Opened:
    """What a link opened."""

    found: Convolution
    cell: tuple[int, int]
    notes: list[str]
    address: dict[str, str]


def run(image: Picture | None = None, page: str = "window") -> Opened:
    """Run the top of a lesson for the present visitor, on this picture if one is given."""
    view = open_view(page, convolution_settings("edge", "vertical-edge", cell=(1, 1)))
    image = image or chosen_picture(view).grey()
    found = settle(view, image, chosen_kernel(view))
    save(view)
    return Opened(found, view[CELL], view.notes, view.query())


def opened(image: Picture | None = None, /, **texts: str) -> Opened:
    """Open a link as a new visitor."""
    with visitor(**texts):
        return run(image)


def some(*usual: str) -> st.SearchStrategy[str]:
    return st.one_of(st.sampled_from(usual), st.integers(-9, 400).map(str), st.text(max_size=9))


LINK = st.fixed_dictionaries(
    {},
    optional={
        "image": some(*PICTURES, "own"),
        "kernel": some(*KERNELS, "custom"),
        "weights": st.one_of(some("1,0,-1", "1 2;3 4;/9", "1/9"), KERNEL.map(format_weights)),
        "size": some(*map(str, range(1, 12))),
        "angle": some("45"),
        "wavelength": some("7"),
        "stride": some("1", "2", "3", "6"),
        "padding": some(*PADDINGS),
        "dilation": some("1", "2", "4"),
        "mode": some(*PADDING_MODES),
        "fill": some("0", "7"),
        "flip": some("0", "1"),
        "cell": some("0,0", "3,4", "999,-999", "9" * 4000 + ",0"),
        "unknown": st.text(),
    },
)
SMALL = pixels_of(1, 12)


@given(LINK, SMALL)
@example({"mode": "reflect", "padding": "full", "kernel": "gaussian", "size": "11"}, picture("bar"))
@example(
    {"padding": "same", "stride": "6", "dilation": "4", "kernel": "box-blur", "size": "11"},
    Picture("own", "Own", np.zeros((1, 1, 1), np.uint8)),
)
def test_any_link_opens_a_map_that_exists(texts: dict[str, str], image: Picture) -> None:
    view = opened(image, **texts)
    assert min(view.found.size) >= 1
    assert view.found.map.shape == view.found.size
    assert 0 <= view.cell[0] < view.found.size[0]
    assert 0 <= view.cell[1] < view.found.size[1]
    view.found.window(*view.cell)


FULL = {"kernel": "box-blur", "size": "11", "dilation": "4", "padding": "full", "mode": "reflect"}


@given(LINK, SMALL)
@example(FULL, Picture("own", "Own", np.zeros((1, 28, 28), np.uint8)))
def test_the_written_link_opens_the_same_view_without_a_note(texts, image: Picture) -> None:
    first = opened(image, **texts)
    again = opened(image, **first.address)
    assert again.notes == []
    assert (again.address, again.cell) == (first.address, first.cell)
    np.testing.assert_array_equal(again.found.map, first.found.map)


@given(LINK, SMALL)
def test_every_note_is_one_or_two_short_sentences(texts, image: Picture) -> None:
    for note in opened(image, **texts).notes:
        assert note.endswith(".")
        assert len(note) <= 300, note


GEOMETRY = st.fixed_dictionaries(
    {
        "kernel": st.just("custom"),
        "weights": KERNEL.map(format_weights),
        "stride": st.integers(1, 6).map(str),
        "padding": st.sampled_from(PADDINGS),
        "dilation": st.integers(1, 4).map(str),
        "mode": st.sampled_from(PADDING_MODES),
        "cell": st.just("0,0"),
    }
)


@given(GEOMETRY, SMALL)
def test_what_can_be_computed_is_left_as_it_is_and_what_cannot_is_said(texts, image) -> None:
    view = opened(image, **texts)
    found = view.found
    asked = Convolution(
        image,
        parse_weights(texts["weights"]),
        stride=int(texts["stride"]),
        padding=int(texts["padding"]) if texts["padding"].isdigit() else texts["padding"],
        dilation=int(texts["dilation"]),
        mode=texts["mode"],
        fill=128,
    )
    try:
        asked.map  # noqa: B018
    except ValueError:
        assert view.notes
        assert found.kernel == asked.kernel
        assert found.stride == asked.stride
        assert found.dilation <= asked.dilation
    else:
        assert found == asked
        assert view.notes == []


@given(GEOMETRY, SMALL)
def test_padding_grows_no_further_than_the_kernel_needs(texts, image: Picture) -> None:
    view = opened(image, **texts)
    assume(texts["padding"].isdigit())
    assume(view.found.dilation == int(texts["dilation"]))
    assume(view.found.mode == texts["mode"])
    given_padding, asked = int(view.found.padding), int(texts["padding"])
    if given_padding > asked:
        smaller = Convolution(
            image,
            view.found.kernel,
            stride=view.found.stride,
            padding=given_padding - 1,
            dilation=view.found.dilation,
        )
        with pytest.raises(ValueError, match="covers"):
            smaller.size  # noqa: B018


SIDES_9 = Picture("own", "Own", np.zeros((1, 9, 9), np.uint8))


@pytest.mark.parametrize(
    ("texts", "padding", "size", "said"),
    [
        ({"padding": "same"}, "same", (9, 9), []),
        ({"padding": "full"}, "full", (11, 11), []),
        ({"padding": "10"}, 10, (27, 27), []),
        (
            {"padding": "same", "stride": "2"},
            1,
            (5, 5),
            ["“Same” is only for stride 1", "padding 1 divides the size by the stride"],
        ),
        (
            {"padding": "9", "mode": "reflect"},
            8,
            (23, 23),
            ["A 9×9 image can fill at most 8 cells of reflect padding on a side, not 9"],
        ),
        ({"padding": "9", "mode": "circular"}, 9, (25, 25), []),
        (
            {"kernel": "box-blur", "size": "11"},
            1,
            (1, 1),
            ["covers 11", "has 9, so padding 1 is used instead."],
        ),
        (
            {"kernel": "box-blur", "size": "11", "dilation": "4"},
            6,
            (1, 1),
            ["covers 41", "has 9, so padding 6 and dilation 2 are used instead."],
        ),
    ],
)
def test_the_nearest_view_and_the_sentence_that_says_it(texts, padding, size, said) -> None:
    view = opened(SIDES_9, **texts, cell="0,0")
    assert view.found.padding == padding
    assert view.found.size == size
    assert len(view.notes) == min(len(said), 1)
    for words in said:
        assert words in view.notes[0]


@given(
    st.integers(1, 28),
    st.integers(1, 6),
    st.integers(1, 4),
    st.sampled_from(["box-blur", "gaussian", "sobel-x"]),
    st.integers(2, 11),
)
@example(28, 2, 4, "box-blur", 11)
def test_a_note_promises_a_divided_size_only_where_it_is_true(side, stride, dilation, name, size):
    image = Picture("own", "Own", np.zeros((1, side, side), np.uint8))
    texts = {"kernel": name, "size": str(size), "stride": str(stride), "dilation": str(dilation)}
    view = opened(image, **texts, padding="same", cell="0,0")
    if any("divides the size" in note for note in view.notes):
        rows, _ = view.found.size
        assert rows in (-(-side // stride), max(side // stride, 1))


def test_a_cell_outside_the_map_becomes_the_nearest_inside() -> None:
    view = opened(cell="99,-1")
    assert view.cell == (3, 0)
    assert view.notes == ["Cell 99,-1 is outside the 4×4 map, so 3,0 is used instead."]


def test_a_cell_that_no_link_named_moves_in_without_a_word() -> None:
    view = opened(Picture("own", "Own", np.zeros((1, 3, 3), np.uint8)))
    assert view.cell == (0, 0)  # the lesson opens on 1,1
    assert view.notes == []


def test_a_picture_too_small_for_the_lesson_s_first_cell_opens_in_its_middle() -> None:
    with visitor() as one:
        view = open_view("kernels", convolution_settings("edge", "identity", cell=(165, 259)))
        settle(view, SIDES_9, chosen_kernel(view))
        assert view[CELL] == (3, 3)  # of 7×7
        assert view.notes == []
        save(view)
        one.session["kernels.cell"] = MIDDLE  # as another picture of the menu asks for
        again = open_view("kernels", convolution_settings("edge", "identity", cell=(165, 259)))
        settle(again, picture("digit-7"), chosen_kernel(again))
        assert again[CELL] == (13, 13)
        assert again.arrival == view.arrival + 1  # so that the browser follows


def test_a_stride_that_travels_here_says_nothing_of_the_padding_nobody_chose() -> None:
    def run_with(**texts: str) -> tuple[list[str], object]:
        with visitor(**texts):
            view = open_view("kernels", convolution_settings("edge", "sobel-x", padding="same"))
            found = settle(view, SIDES_9, chosen_kernel(view))
            return view.notes, found.padding

    assert run_with(stride="2") == ([], 1)
    notes, padding = run_with(stride="2", padding="same")
    assert padding == 1
    assert "“Same” is only for stride 1" in notes[0]


def test_a_cell_left_outside_by_a_control_moves_in_without_a_word() -> None:
    with visitor(cell="3,3") as one:
        run()
        one.session["window.stride"] = 3
        view = run()
    assert view.cell == (1, 1)
    assert view.notes == []


def test_a_cell_that_a_control_left_outside_comes_back_unless_another_was_chosen() -> None:
    for chosen, back in (None, (2, 3)), ((0, 0), (0, 0)):
        with visitor(cell="2,3") as one:
            run()
            one.session["window.stride"] = 6
            assert run().cell == (0, 0)
            if chosen:
                one.session["window:linked-view"] = {"cell": {"row": 0, "column": 0}}
                take_cell("window")
                run()
            one.session["window.stride"] = 1
            assert run().cell == back


def test_settings_that_mean_nothing_here_leave_the_link_with_a_word() -> None:
    texts = {"kernel": "sobel-x", "angle": "45", "wavelength": "9", "fill": "3", "weights": "1,2"}
    assert opened(**texts).address == {"kernel": "sobel-x"}
    assert opened(**texts).notes == [
        "Sobel x has weights of its own: only “custom” takes a link's.",
        "Sobel x has no angle: the link's means nothing here.",
        "Sobel x has no wavelength: the link's means nothing here.",
    ]
    camera = picture("camera")
    assert opened(camera, kernel="gabor", size="9", angle="45", wavelength="9").address == {
        "kernel": "gabor",
        "size": "9",
        "angle": "45",
        "wavelength": "9",
    }
    assert opened(mode="constant", fill="3").address == {"mode": "constant", "fill": "3"}


def test_a_size_the_kernel_does_not_have_becomes_its_nearest() -> None:
    view = opened(picture("camera"), kernel="sobel-x", size="9")
    assert view.found.kernel == KERNELS["sobel-x"].kernel(7)
    assert view.notes == ["Sobel x has no size 9, so 7 is used instead."]
    assert opened(kernel="two-column").notes == []  # nobody asked for a size
    assert opened(kernel="two-column").found.kernel == KERNELS["two-column"].kernel()


# ---- kernels of one's own


@given(KERNEL)
def test_weights_go_through_the_link_exactly(kernel: Kernel) -> None:
    image = picture("camera")
    first = opened(image, kernel="custom", weights=format_weights(kernel))
    again = opened(image, **first.address)
    for view in (first, again):
        assert view.notes == []
        exact = np.array(kernel.numerators) * view.found.kernel.divisor
        got = np.array(view.found.kernel.numerators) * kernel.divisor
        assert exact.tolist() == got.tolist()


@pytest.mark.parametrize("name", KERNELS)
def test_a_custom_kernel_starts_from_the_one_shown_before(name: str) -> None:
    with visitor(kernel=name) as one:
        before = run().found.kernel
        one.session["window.kernel"] = "custom"
        after = run()
    assert after.notes == []
    assert after.found.kernel.weights.tolist() == before.weights.tolist()
    assert after.address["weights"] == format_weights(before)


def test_and_it_travels_to_the_next_lesson() -> None:
    with visitor(kernel="emboss") as one:
        run()
        one.session["window.kernel"] = "custom"
        here = run().found.kernel
        one.goes_to(**carried())
        there = run(page="kernels")
    assert there.found.kernel == here
    assert there.notes == []


def test_a_size_that_went_with_an_earlier_kernel_is_not_asked_of_the_next() -> None:
    with visitor(kernel="two-column", size="2") as one:
        run()
        one.session["window.kernel"] = "sobel-x"
        assert run().notes == []
        one.goes_to(**carried())
        there = run(page="kernels")
    assert there.found.kernel == KERNELS["sobel-x"].kernel()
    assert there.notes == []


def test_a_size_travels_with_the_kernel_it_was_chosen_for() -> None:
    with visitor() as one:
        run()
        one.session["window.size"] = 4
        here = run().found.kernel
        one.goes_to(**carried())
        there = run(picture("camera"), page="kernels")
    assert here == there.found.kernel == KERNELS["vertical-edge"].kernel(4)
    assert there.notes == []


# ---- pictures of one's own


def test_a_link_to_a_picture_of_one_s_own_shows_the_owner_theirs_and_others_the_first() -> None:
    mine = Picture("own", "Mine", np.full((1, 6, 6), 9, np.uint8))
    with visitor(image="own") as one:
        one.session[OWN_PICTURE] = mine
        view = run()
        assert view.found.picture.title == "Mine"
        assert (view.address, view.notes) == ({"image": "own", "cell": "1,1"}, [])
        with visitor(image="own"):
            other = run()
    assert other.found.picture == picture("edge")
    assert other.address == {}
    (note,) = other.notes
    assert "stayed on its owner's computer" in note
    assert "Vertical edge" in note or picture("edge").title in note


# ---- what a small picture has no room for


DOT = Picture("own", "A dot", np.full((1, 1, 1), 9, np.uint8))


@pytest.mark.parametrize(
    "wanted",
    [{}, {"dilation": "2"}, {"mode": "reflect", "padding": "3"}],
    ids=str,
)
def test_what_a_picture_of_one_pixel_forces_is_given_back_with_the_next(
    wanted: dict[str, str],
) -> None:
    with visitor(**wanted) as one:
        before = run()
        small = run(DOT)
        assert small.notes
        assert small.address != before.address
        one.session["window.flip"] = True  # another choice leaves the wish what it was
        assert run(DOT).notes
        after = run()
    assert after.notes == []
    assert after.address == {**before.address, "flip": "1"}


def test_what_the_reader_chooses_on_a_small_picture_stays() -> None:
    with visitor(padding="1", dilation="4") as one:
        assert run(DOT).address["padding"] == "4"
        one.session["window.padding"] = "5"
        assert run(DOT).address["padding"] == "5"
        assert run().address == {"padding": "5", "dilation": "4", "cell": "0,0"}


@pytest.mark.parametrize("name", ["digit-3", "camera", "ring", "bar"])
def test_another_picture_without_a_cell_opens_where_the_most_is_to_be_seen(name: str) -> None:
    shown = opened(image=name)
    sizes = np.abs(shown.found.map)
    assert sizes[shown.cell] == sizes.max() > 0
    assert shown.address["cell"] == "{},{}".format(*shown.cell)
    assert opened(**shown.address).cell == shown.cell


def test_a_link_of_another_picture_keeps_the_cell_on_which_the_lesson_opens() -> None:
    with visitor(image="digit-3") as one:
        run()
        one.session["window.cell"] = (1, 1)
        moved = run()
    assert moved.address == {"image": "digit-3", "cell": "1,1"}
    assert opened(**moved.address).cell == (1, 1)


def test_the_lesson_s_own_picture_opens_on_the_lesson_s_own_cell() -> None:
    assert (opened().cell, opened(image="edge").cell, opened().address) == ((1, 1), (1, 1), {})
