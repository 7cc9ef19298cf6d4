"""What the lesson on receptive fields shows, and what becomes of stacks that do not fit."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from cnn_core.receptive_fields import reach
from tests.scripts import executed
from tests.ui.visitor import unpack, visitor
from ui.lessons.receptive_field.code import FIELD_SNIPPETS
from ui.lessons.receptive_field.downsampling import VIEW, settle_ways, ways, ways_table
from ui.lessons.receptive_field.downsampling_code import WAYS_SNIPPETS
from ui.lessons.receptive_field.effective_code import MEASURED_SNIPPETS
from ui.lessons.receptive_field.field_view import FieldScene
from ui.lessons.receptive_field.model import LAST, Fields, seen_through, settle_fields
from ui.lessons.receptive_field.stacks import STACK, read_stack, sliding
from ui.lessons.receptive_field.words.page import measured_words
from ui.link.history import open_view
from ui.link.settings import Cell, Choice, Setting, Whole
from ui.link.vocabulary import MIDDLE
from ui.pictures import Picture, picture

SETTINGS: list[Setting[Any]] = [
    STACK,
    Whole("layer", 0, 0, 12),
    Cell(default=MIDDLE),
]


def settled(shown: Picture, **texts: str) -> tuple[Fields, list[str]]:
    with visitor(**texts):
        view = open_view("receptive-field", SETTINGS)
        return settle_fields(view, shown), view.notes


def small(rows: int, columns: int) -> Picture:
    return Picture("own", "Own", np.full((1, rows, columns), 7, np.uint8))


def test_it_opens_on_the_middle_of_the_last_layer() -> None:
    shown, notes = settled(picture("digit-7"))
    assert (shown.layer, shown.cell, notes) == (3, (11, 11), [])
    assert shown.sizes == [(28, 28), (26, 26), (24, 24), (22, 22)]
    assert [field.size[0] for field in shown.all] == [1, 3, 5, 7]
    assert shown.inside == (slice(11, 18), slice(11, 18))


def test_fields_are_clipped_at_the_border() -> None:
    shown, _ = settled(picture("digit-7"), stack="c5p2-c5p2", cell="0,27")
    assert shown.inside == (slice(0, 5), slice(23, 28))


def test_of_a_clipped_field_only_its_pixels_are_said_to_move_the_cell() -> None:
    shown, _ = settled(picture("digit-7"), stack="c5p2-c5p2", cell="0,27")
    words = measured_words(shown, shown.measured(1))
    assert "5×5 pixels *can* change the cell, the rest of its 9×9 field is outside" in words
    assert "of them" not in words
    shown, _ = settled(picture("digit-7"), stack="c5p2-c5p2")
    assert "9×9 pixels *can* change the cell. But" in measured_words(shown, shown.measured(1))


@pytest.mark.parametrize(
    ("size", "stack", "kept", "said"),
    [
        ((1, 1), "c3-c3", "c3p1", "This is conv 3×3, padding 1"),
        ((1, 1), "c1-c1-m2", "c1-c1", "These are the 2 before it"),
        ((50, 3), "c3-c3", "c3", "Layer 2, conv 3×3, does not fit on the 50×3 picture"),
    ],
)
def test_layers_that_do_not_fit_are_left_out_with_a_sentence(size, stack, kept, said) -> None:
    with visitor(stack=stack):
        view = open_view("receptive-field", SETTINGS)
        shown = settle_fields(view, small(*size))
        assert STACK.write(view[STACK]) == kept
        assert said in " ".join(view.notes)
        assert shown.sizes[-1] >= (1, 1)


def test_layers_and_cells_beyond_the_end_are_the_last() -> None:
    shown, notes = settled(picture("digit-7"), layer="9", cell="99,-5")
    assert (shown.layer, shown.cell) == (3, (21, 0))
    assert len(notes) == 2
    assert LAST == 0


def test_averages_keep_a_flat_picture_flat() -> None:
    found = seen_through(small(9, 9), read_stack("c3-m2-a2s1")[0])
    assert found.tolist() == [[7, 7], [7, 7]]


@pytest.mark.parametrize("mode", ["field", "measured", "overlap", "ways"])
def test_scenes_can_be_packed(mode: str) -> None:
    shown = Fields(picture("digit-7"), read_stack("c3p1-m2")[0], 2, (3, 4))
    measured = shown.measured(2) if mode == "measured" else None
    scene = FieldScene(mode, [shown], measured=measured, maps=[seen_through(shown.picture, ())])
    sent = unpack(scene.packed())
    _, first, second = sent.meta["panels"][0]["layers"]
    assert (first["r"], first["jump"], first["start"], first["before"]) == (3, 1, -1, 1)
    assert (second["r"], second["jump"], second["rWork"]) == (4, 2, "1 + 2·1 + 1·1 = 4")
    if mode == "measured":
        assert sent.arrays["shares"].shape == (4, 4)
        assert sent.meta["measured"]["corner"] == [5, 7]
    if mode == "overlap":
        assert sent.arrays["counts"].max() == sent.meta["most"] == 4


def test_the_ways_are_compared_with_their_arithmetic() -> None:
    table = ways_table((28, 28), ways(3, 1), 10)
    for cell in (
        "26×26 → 13×13",
        "12×12",
        "1 + 2·1 + 1·1 = 4",
        "1 + 4·1 = 5",
        "(5·5·1 + 1)·10 = 260",
    ):
        assert cell in table
    assert [way.title for way in ways(3, 1)] == [
        "3×3, then pool 2×2",
        "3×3, stride 2",
        "5×5, stride 2",
    ]


def test_a_picture_too_small_for_three_ways_shows_a_field_instead() -> None:
    with visitor(view="ways"):
        settings: list[Setting[Any]] = [Whole("side", 3, 1, 9), Whole("step", 1, 1, 3)]
        view = open_view("receptive-field", [*settings, Choice("view", "field", ("field", "ways"))])
        assert settle_ways(view, small(2, 2)) == ()
        assert view[VIEW] == "field"
        assert "cannot be made smaller in three ways" in view.notes[0]


@pytest.mark.parametrize("stack", ["c3-c3-c3", "c3d2p3-m3s2p1-c5s2", "a3s2-c2s3d2"])
def test_the_numpy_code_gives_the_field(stack: str) -> None:
    slides = read_stack(stack)[0]
    shown = Fields(picture("digit-7"), slides, len(slides), (1, 2))
    variables = executed(FIELD_SNIPPETS["NumPy"](shown))
    seen = reach(sliding(slides), (28, 28))
    assert variables["rows"] == np.flatnonzero(seen.rows[1]).tolist()
    assert variables["columns"] == np.flatnonzero(seen.columns[2]).tolist()
    field = shown.field
    assert [variables[name] for name in ("r", "jump", "start")] == [
        field.size[0],
        field.jump[0],
        field.start[0],
    ]


def test_the_numpy_code_compares_the_ways() -> None:
    code = WAYS_SNIPPETS["NumPy"]((28, 28), ways(3, 1), 10)
    variables = executed(code)
    assert variables["found"] == [(13, 13, 100, 4), (13, 13, 100, 3), (12, 12, 260, 5)]


@pytest.mark.parametrize(
    ("stack", "cell"),
    [
        ("c3-c3-c3", (11, 11)),
        ("c3p1-m3s2p1-c3d2p2", (0, 13)),
        ("a2-c3s2p1-m2", (1, 2)),
        ("m2-c5p2-a3s1p1", (0, 0)),
    ],
)
def test_the_numpy_code_measures_the_field(stack: str, cell: tuple[int, int]) -> None:
    slides = read_stack(stack)[0]
    shown = Fields(picture("digit-7"), slides, len(slides), cell)
    variables = executed(MEASURED_SNIPPETS["NumPy"](shown, 3))
    wanted = shown.measured(3)
    rows, columns = (
        slice(part.start - corner, part.stop - corner)
        for part, corner in zip(shown.inside, wanted.corner, strict=True)
    )
    np.testing.assert_allclose(variables["shares"], wanted.shares[rows, columns], atol=1e-6)


def test_a_large_stack_is_measured_over_fewer_networks() -> None:
    slides = read_stack("-".join(["c11p5"] * 12))[0]
    large = Fields(picture("camera").reduced(128), slides, 12, (64, 64))
    assert 1 <= large.affordable(50) < 10
    assert Fields(picture("digit-7"), slides[:1], 1, (0, 0)).affordable(50) == 50
