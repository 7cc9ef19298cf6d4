"""What a browser sends of a view of several planes becomes settings, or is refused in words."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from cnn_core.kernels import KERNELS, parse_weights
from tests.ui.visitor import Visitor, visitor
from ui.frame.events import remember
from ui.lessons.channels.deep_layer import Deep
from ui.lessons.channels.events import plane_meant, take_place, take_weight, with_plane, with_weight
from ui.lessons.channels.model import colour_kernels, colour_planes
from ui.models.convolution import Convolution
from ui.pictures import picture
from ui.session.keys import EDIT_REFUSED

PAGE = "channels"
EDGE = KERNELS["vertical-edge"].kernel(3)


def shown(**how: Any) -> Deep:
    kernels = colour_kernels(EDGE, ["red-blue", "green"], (), [Fraction(1, 2)], 3)
    return colour_planes(Convolution(picture("red-blue"), EDGE, **how), kernels)


def edit(one: Visitor, indices: Any, value: str, deep: Deep) -> None:
    sent = {"seq": 1, "target": "weight", "indices": indices, "value": value, "live": False}
    one.session["channels:linked-view"] = {"edit": sent}
    remember(PAGE, deep)
    take_weight(PAGE)


def test_a_changed_weight_leaves_all_others() -> None:
    with visitor() as one:
        edit(one, [[1, 2, 0, 1]], "7", shown())
        first, second = one.session["channels.deep"]
        assert second.numerators.tolist() == [
            [[0] * 3] * 3,
            [[1, 0, -1]] * 3,
            [[0, 7, 0], [0, 0, 0], [0, 0, 0]],
        ]
        assert first.exact() == shown().kernels[0].exact()


def test_a_flipped_kernel_is_changed_where_it_is_seen() -> None:
    with visitor() as one:
        edit(one, [[0, 0, 0, 0]], "0.5", shown(flip=True))
        first, _ = one.session["channels.deep"]
        assert first.exact()[0][2][2] == Fraction(1, 2)


@pytest.mark.parametrize(
    "indices",
    [[[9, 0, 0, 0]], [[0, 3, 0, 0]], [[0, 0, 3, 0]], [[0, 0, 0, 3]]],
)
def test_a_weight_that_is_not_there_is_refused_in_words(indices: Any) -> None:
    with visitor() as one:
        edit(one, indices, "7", shown())
        assert "channels.deep" not in one.session
        assert "There is no such weight" in one.session[EDIT_REFUSED]


@pytest.mark.parametrize(
    "indices", [5, None, [], [[0, 0]], [["a", 0, 0, 0]], [[0, 0, 0, -1]], [[0, 0, 0, 0]] * 2]
)
def test_what_is_no_place_is_ignored(indices: Any) -> None:
    with visitor() as one:
        edit(one, indices, "7", shown())
        assert not {"channels.deep", EDIT_REFUSED} & one.session.keys()


def test_what_is_no_number_is_refused_and_too_much_becomes_the_most() -> None:
    with visitor() as one:
        edit(one, [[0, 0, 0, 0]], "x", shown())
        assert "The number stays as it was." in one.session[EDIT_REFUSED]
        edit(one, [[0, 0, 0, 0]], "5000", shown())
        assert "5000 became 1000" in one.session[EDIT_REFUSED]
        assert one.session["channels.deep"][0].exact()[0][0][0] == 1000


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        ({"filter": 1, "row": 2, "column": 0}, {"channels.map": 1, "channels.cell": (2, 0)}),
        ({"row": 2, "column": 0}, {"channels.cell": (2, 0)}),
        ({"filter": -1, "row": 2, "column": 0}, {}),
        ({"filter": "1", "row": None, "column": 0}, {}),
        ([1, 2], {}),
    ],
)
def test_the_cell_and_its_map_are_kept(cell: Any, kept: dict[str, Any]) -> None:
    with visitor() as one:
        one.session["channels:linked-view"] = {"cell": cell}
        take_place(PAGE)
        del one.session["channels:linked-view"]
        assert one.session == kept


def test_a_typed_plane_sizes_all_others() -> None:
    kernels = with_plane(list(shown().kernels), 0, 1, parse_weights("1,2;3,4"))
    assert [one.shape for one in kernels] == [(3, 2, 2)] * 2
    assert kernels[0].exact()[1] == [[1, 2], [3, 4]]
    assert kernels[0].exact()[0] == [[1, 0], [1, 0]]
    assert kernels[0].exact_bias == Fraction(1, 2)
    larger = with_plane(kernels, 1, 0, parse_weights("1,1,1;1,1,1;1,1,1"))
    assert larger[0].exact()[1] == [[1, 2, 0], [3, 4, 0], [0, 0, 0]]


def test_a_plane_of_another_size_is_asked_about() -> None:
    asked = plane_meant((3, 3), "1,2")
    assert asked.question == (
        "The slices of these kernels are 3×3, and this one is 1×2. "
        "All slices of a layer have one size. Change all of them?"
    )
    assert asked.choices == ("Make every plane 1×2",)
    assert asked.kernels == (parse_weights("1,2"),)


def test_numbers_in_a_row_that_fill_a_plane_are_that_plane() -> None:
    meant = plane_meant((3, 3), "-1 0 1 -2 0 2 -1 0 1")
    assert meant.kernels == (parse_weights("-1,0,1;-2,0,2;-1,0,1"),)
    assert (meant.question, meant.notes) == (
        "",
        ("It was read as 3×3, the size of the other slices",),
    )
    assert plane_meant((1, 9), "1 2 3 4 5 6 7 8 9").kernels[0].shape == (1, 9)


def test_with_weight_keeps_the_bias() -> None:
    changed = with_weight(shown().kernels[0], 1, 1, 1, Fraction(1, 3))
    assert changed.exact()[1][1][1] == Fraction(1, 3)
    assert changed.exact_bias == Fraction(1, 2)
