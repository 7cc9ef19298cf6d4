"""What a reader does inside a linked view becomes settings; what is no cell or number does not."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnn_core.kernels import KERNELS, Kernel, format_weights, parse_weights
from tests.ui.strategies import KERNEL
from tests.ui.visitor import Visitor, visitor
from ui.frame.events import (
    component_key,
    edits_seen,
    remember,
    take_cell,
    take_edit,
    take_slid,
)
from ui.link.pixel_edits import read_edits, write_edits
from ui.models.convolution import Convolution
from ui.pictures import picture
from ui.session.keys import EDIT_REFUSED, setting_key
from ui.views.board import Board
from ui.views.linked_view import MOST_PLACES

BROWSER = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@pytest.fixture
def reader() -> Iterator[Visitor]:
    with visitor() as one:
        yield one


def does(reader: Visitor, **what: Any) -> None:
    """Let the component report what the reader did."""
    reader.session[component_key("window")] = what


def edits(reader: Visitor, kernel: Kernel | None = None, *, flip: bool = False, **edit: Any) -> Any:
    """Let the reader edit a number of a view with this kernel."""
    shown = Convolution(picture("edge"), kernel or KERNELS["sobel-x"].kernel(), flip=flip)
    remember("window", shown)
    does(reader, edit={"seq": 1, **edit})
    take_edit("window")
    return reader.session


# ---- cells


def test_the_cell_the_reader_rests_on_is_the_lesson_s_cell(reader: Visitor) -> None:
    does(reader, cell={"filter": 0, "row": 2, "column": 3, "pinned": False})
    take_cell("window")
    assert reader.session["window.cell"] == (2, 3)
    assert "kernels.cell" not in reader.session


@pytest.mark.parametrize(
    "cell",
    [
        None,
        "0,0",
        [],
        {},
        {"row": 1},
        {"row": "1", "column": 2},
        {"row": 1.5, "column": 2},
        {"row": True, "column": 0},
    ],
)
def test_what_is_no_cell_changes_nothing(reader: Visitor, cell: object) -> None:
    does(reader, cell=cell)
    take_cell("window")
    assert "window.cell" not in reader.session


def test_a_menu_s_choice_that_comes_with_a_cell_is_kept(reader: Visitor) -> None:
    reader.session["window.kernel"] = "vertical-edge"
    edits(reader, target="weight", indices=[[0, 0, 1, 2]], value="-5")
    reader.session["window.kernel"] = "gaussian"
    does(reader, cell={"filter": 0, "row": 2, "column": 3, "pinned": False})
    take_cell("window")
    assert reader.session["window.kernel"] == "gaussian"
    assert reader.session["window.cell"] == (2, 3)


def test_a_menu_that_has_not_heard_of_an_edit_does_not_take_it_back(reader: Visitor) -> None:
    reader.session["window.kernel"] = "vertical-edge"
    edits(reader, target="weight", indices=[[0, 0, 1, 2]], value="-5")
    reader.session["window.kernel"] = "vertical-edge"
    does(reader, cell={"filter": 0, "row": 2, "column": 3, "pinned": False})
    take_cell("window")
    assert reader.session["window.kernel"] == "custom"


# ---- weights


def test_a_changed_weight_makes_the_kernel_the_reader_s_own(reader: Visitor) -> None:
    session = edits(reader, target="weight", indices=[[0, 0, 1, 2]], value="-5")
    # sobel-x is -1 0 1 / -2 0 2 / -1 0 1: the 2 in row 1, column 2 becomes -5.
    assert session["window.kernel"] == "custom"
    assert format_weights(session["window.weights"]) == "-1,0,1;-2,0,-5;-1,0,1"


def test_a_stroke_of_the_brush_changes_every_weight_it_crossed(reader: Visitor) -> None:
    places = [[0, 0, 0, 0], [0, 0, 0, 1], [0, 0, 1, 1]]
    session = edits(reader, target="weight", indices=places, value="1")
    assert format_weights(session["window.weights"]) == "1,1,1;-2,1,2;-1,0,1"


@pytest.mark.parametrize("typed", ["7", "−0.5", "1/3", " 2.25 ", "-1000"])
@settings(max_examples=30)
@given(kernel=KERNEL, at=st.integers(0, 120), flip=st.booleans())
def test_only_that_weight_changes_whichever_way_the_kernel_lies(typed, kernel, at, flip) -> None:
    row, column = divmod(at % (kernel.shape[0] * kernel.shape[1]), kernel.shape[1])
    with visitor() as one:
        index = [0, 0, row, column]
        session = edits(one, kernel, flip=flip, target="weight", indices=[index], value=typed)
        if EDIT_REFUSED in session:
            assert "no common divisor" in session[EDIT_REFUSED]
            assert "window.weights" not in session
            return
        # What is typed may be the weight that lies there already: then the kernel stays.
        weights = session.get("window.weights")
        changed = kernel if weights is None else weights
    lies, lay = (k.flipped() if flip else k for k in (changed, kernel))
    wanted = [list(line) for line in exact(lay)]
    wanted[row][column] = parse_weights(typed).sum
    assert exact(lies) == wanted


def exact(kernel: Kernel) -> list[list[Fraction]]:
    """Return the weights as fractions."""
    return [[Fraction(n, kernel.divisor) for n in row] for row in kernel.numerators]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("x", '"x" is not a number'),
        ("1/0", '"1/0" divides by 0'),
        ("", "There are no numbers yet"),
        ("1,2", "One weight is one number, not 1×2 of them"),
        ("nan", '"nan" is not a number'),
        ("1/0", "divides by 0"),
    ],
)
def test_a_weight_that_is_no_number_is_refused_in_words(reader, value, words) -> None:
    session = edits(reader, target="weight", indices=[[0, 0, 0, 0]], value=value)
    assert "window.weights" not in session
    assert words in session[EDIT_REFUSED]
    assert session[EDIT_REFUSED].endswith("The number stays as it was.")
    session = edits(reader, target="weight", indices=[[0, 0, 0, 0]], value="1")
    assert EDIT_REFUSED not in session


@pytest.mark.parametrize(
    ("value", "weight", "words"),
    [
        ("1001", "1000", "1001 became 1000"),
        ("-1e38", "-1000", "−1e38 became −1000"),
        ("0.12346", "0.1235", "0.12346 became 0.1235"),
    ],
)
def test_a_weight_that_does_not_fit_becomes_the_nearest_and_it_is_said(
    reader, value, weight, words
) -> None:
    session = edits(reader, target="weight", indices=[[0, 0, 0, 0]], value=value)
    assert format_weights(session["window.weights"]).startswith(f"{weight},0,1;")
    assert session[EDIT_REFUSED].startswith("A weight is −1000 to 1000")
    assert session[EDIT_REFUSED].endswith(f"{words}.")


@pytest.mark.parametrize("place", [[0, 0, 3, 0], [0, 0, 0, 99]])
def test_a_weight_that_is_not_there_is_named(reader: Visitor, place: list[int]) -> None:
    session = edits(reader, target="weight", indices=[place], value="1")
    row, column = place[2:]
    assert session[EDIT_REFUSED] == (
        f"This kernel is 3×3: it has no weight in row {row}, column {column}. "
        "The number stays as it was."
    )


@pytest.mark.parametrize(
    "indices",
    [
        None,
        "0,0",
        [],
        [[]],
        [[0]],
        [[0, 0, -1, 0]],
        [[0, 0, 0.0, 0]],
        [[0, 0, True, 0]],
        [{"row": 0}],
        [[0, 0, 0, 0]] * (MOST_PLACES + 1),
        [[0, 0, 3, 0]],
        [[0, 0, 0, 0], [0, 0, 0, 99]],
    ],
    ids=str,
)
def test_a_place_outside_the_kernel_changes_nothing(reader: Visitor, indices: object) -> None:
    session = edits(reader, target="weight", indices=indices, value="1")
    assert "window.weights" not in session
    assert "window.kernel" not in session


# ---- pixels


def test_a_changed_pixel_stands_among_the_edits(reader: Visitor) -> None:
    reader.session["window.edits"] = {(0, 0): 7}
    session = edits(reader, target="pixel", indices=[[0, 2, 3]], value="200")
    assert session["window.edits"] == {(0, 0): 7, (2, 3): 200}
    session = edits(reader, target="pixel", indices=[[0, 0, 0]], value="8")
    assert session["window.edits"] == {(0, 0): 8, (2, 3): 200}


@pytest.mark.parametrize(
    ("value", "pixel"), [("-5", 0), ("256", 255), ("12.6", 13), ("1e9", 255), (17, 17)]
)
def test_a_pixel_stays_between_black_and_white(reader: Visitor, value: object, pixel: int) -> None:
    session = edits(reader, target="pixel", indices=[[0, 1, 1]], value=value)
    assert session["window.edits"] == {(1, 1): pixel}
    said = session.get(EDIT_REFUSED)
    typed = str(value).replace("-", "−")
    words = f"A pixel is a whole number from 0 to 255: {typed} became {pixel}."
    assert said == (None if value == 17 else words)


def test_a_pixel_outside_the_picture_is_refused_in_words(reader: Visitor) -> None:
    session = edits(reader, target="pixel", indices=[[0, 6, 600]], value="1")
    assert "window.edits" not in session
    assert session[EDIT_REFUSED].startswith(
        "This picture is 6×6: it has no pixel in row 6, column 600"
    )


@pytest.mark.parametrize("value", ["x", "", "nan", "inf", "1,2"])
def test_a_pixel_that_is_no_number_is_refused_in_words(reader: Visitor, value: str) -> None:
    session = edits(reader, target="pixel", indices=[[0, 1, 1]], value=value)
    assert "window.edits" not in session
    assert "is not a number: a pixel is 0 to 255" in session[EDIT_REFUSED]


def test_there_is_an_end_to_what_a_link_holds(reader: Visitor) -> None:
    full = {(10 + k // 10, k % 10): 7 for k in range(100)}
    reader.session["window.edits"] = full
    session = edits(reader, target="pixel", indices=[[0, 5, 5]], value="1")
    assert session["window.edits"] == full
    assert session[EDIT_REFUSED].startswith("It changes 101 pixels")


# ---- whatever a browser sends


@given(st.dictionaries(st.sampled_from(["cell", "edit"]), BROWSER))
def test_anything_at_all_is_survived(sent: dict[str, Any]) -> None:
    with visitor() as one:
        remember("window", Convolution(picture("edge"), KERNELS["sobel-x"].kernel()))
        does(one, **sent)
        before = dict(one.session)
        take_cell("window")
        take_edit("window")
        assert isinstance(edits_seen("window"), int)
        assert one.session == before


@given(
    target=st.one_of(st.sampled_from(["weight", "pixel"]), BROWSER),
    indices=st.one_of(st.lists(st.lists(st.integers(-1, 4), max_size=4), max_size=3), BROWSER),
    value=st.one_of(st.sampled_from(["1", "x", "-0.5", "1/9"]), BROWSER),
)
def test_an_edit_gives_settings_that_can_be_read_or_none(target, indices, value) -> None:
    with visitor() as one:
        session = edits(one, target=target, indices=indices, value=value)
        weights, changed = session.get("window.weights"), session.get("window.edits", {})
        assert weights is None or parse_weights(format_weights(weights)) == weights
        assert read_edits(write_edits(changed)) == changed


def test_before_anything_is_shown_there_is_nothing_to_edit(reader: Visitor) -> None:
    does(reader, edit={"seq": 1, "target": "weight", "indices": [[0, 0, 0, 0]], "value": "1"})
    take_edit("window")
    assert "window.weights" not in reader.session


def test_the_browser_is_told_which_edit_was_answered(reader: Visitor) -> None:
    assert edits_seen("window") == 0
    edit = {"target": "weight", "indices": [[0, 0, 0, 0]], "value": "9"}
    does(reader, edit={"seq": 7, **edit})
    assert edits_seen("window") == 7
    assert edits_seen("kernels") == 0


def test_an_edit_on_one_page_or_by_one_visitor_is_theirs(reader: Visitor) -> None:
    edits(reader, target="weight", indices=[[0, 0, 0, 0]], value="9")
    assert not any(key.startswith("kernels") for key in reader.session)
    with visitor() as other:
        take_edit("window")
        assert other.session == {}


@pytest.mark.parametrize(("sent", "by"), [(3, 3), (9, 4)])
def test_a_dragged_board_changes_its_setting_no_further_than_it_goes(sent: int, by: int) -> None:
    board = Board([], (1, 1), {}, "", slide=(1, 4))
    with visitor() as one:
        one.session["p:board"] = {"slid": {"by": sent, "at": 1}}
        take_slid("p", "p:board", "by", board)
        assert one.session[setting_key("p", "by")] == by
