"""A pooled map: exact numbers, its scene, its words, its code, its questions."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnn_core.kernels import KERNELS
from cnn_core.ops import ACTIVATIONS, POOLINGS, global_avg_pool
from tests.scripts import executed
from tests.ui.strategies import CONVOLUTION
from tests.ui.visitor import unpack, visitor
from ui.frame.questions import ask, offered
from ui.lessons.pooling.code import pool_code
from ui.lessons.pooling.model import GLOBAL, KINDS, SOURCES, Pooled
from ui.lessons.pooling.questions import POOL_QUESTIONS
from ui.lessons.pooling.scene import pool_scene
from ui.lessons.pooling.words.page import (
    overlap_words,
    reach_words,
    shift_words,
    shrink_words,
    zero_words,
)
from ui.link.history import open_view
from ui.link.settings import Cell
from ui.models.activation import Activated
from ui.models.convolution import Convolution
from ui.pictures import picture

FOUR = Convolution(picture("four"), KERNELS["vertical-edge"].kernel())
DIGIT = Convolution(picture("digit-7"), KERNELS["vertical-edge"].kernel())


def _fits(shown: Pooled) -> bool:
    return shown.kind == "global" or shown.side <= min(shown.whole)


POOLED = st.builds(
    Pooled,
    CONVOLUTION,
    st.sampled_from([*SOURCES]),
    st.sampled_from(KINDS),
    st.integers(1, 4),
    st.integers(1, 5),
    st.integers(-50, 50),
).filter(_fits)
SEED = st.integers(0, 9999)


def by_loops(shown: Pooled, unrounded: np.ndarray | None = None) -> np.ndarray:
    values = shown.values / shown.divisor if unrounded is None else unrounded
    (high, wide), (down, across) = shown.window, shown.stride
    out = np.zeros(shown.size)
    for r, c in np.ndindex(*shown.size):
        block = values[r * down : r * down + high, c * across : c * across + wide]
        known = {
            "max": block.max(),
            "min": block.min(),
            "avg": block.mean(),
            "lp": np.sqrt((block**2).sum()),
        }
        kind = "avg" if shown.kind == GLOBAL else shown.kind
        if kind in known:
            out[r, c] = known[kind]
        else:
            written = POOLINGS[kind].code["NumPy"]
            out[r, c] = eval(written, {"np": np, "windows": block})
    return out


@given(POOLED)
def test_the_map_is_that_of_loops(shown) -> None:
    np.testing.assert_allclose(shown.map, by_loops(shown), rtol=1e-9, atol=1e-9)
    if shown.kind in ("max", "min", "avg", GLOBAL):
        np.testing.assert_array_equal(shown.answers, np.rint(shown.answers))


def test_the_first_figure() -> None:
    def rows(kind: str):
        return Pooled(FOUR, "picture", kind).map.tolist()

    assert rows("max") == [[7, 6], [8, 9]]
    assert rows("avg") == [[3.25, 3.75], [4, 3.25]]
    assert rows("min") == [[1, 0], [0, 1]]
    assert rows("lp")[0][0] == 63**0.5
    assert Pooled(FOUR, "picture", "global").map.tolist() == [[57 / 16]]
    winners = Pooled(FOUR, "picture").winners
    assert winners is not None
    assert winners[0, 0].tolist() == [0, 1]


def test_26_by_26_is_left_with_a_quarter() -> None:
    shown = Pooled(DIGIT, "relu")
    assert shown.size == (13, 13)
    assert "26×26 = 676 cells become 13×13 = 169 cells: **a quarter**" in shrink_words(shown)
    assert reach_words(shown) == (
        "A 3×3 kernel that comes next sees **8×8 pixels** of the image. Without pooling it would "
        "see 5×5."
    )
    assert "Every cell is read" in overlap_words(shown)
    assert not zero_words(shown)


def test_a_map_that_is_too_small_for_another_kernel_is_said_to_be() -> None:
    four = Pooled(Convolution(picture("four"), DIGIT.kernel), "picture")
    assert four.size == (2, 2)
    assert reach_words(four).startswith("The pooled map is 2×2, too small for another 3×3 kernel.")


def test_overlap_and_gaps_are_named() -> None:
    assert "neighbours share 1 of 3 columns" in overlap_words(Pooled(DIGIT, "relu", "max", 3, 2))
    words = overlap_words(Pooled(DIGIT, "picture", "max", 2, 3))
    assert "**Gaps** of 1 cell between" in words
    assert "10 of the 28 columns (2, 5, 8, …)" in words
    assert "460 of 784 cells" in words


def test_the_minimum_after_relu_is_almost_always_0() -> None:
    shown = Pooled(DIGIT, "relu", "min")
    assert shown.zeros == 152
    assert "**152 of 169 pooled cells are 0** (90 %)" in zero_words(shown)
    assert "Max pooling leaves 124 zeros." in zero_words(shown)
    photograph = Convolution(picture("camera").reduced(65), DIGIT.kernel)
    assert Pooled(photograph, "relu", "min").zeros / 31**2 > 0.7


def test_the_maximum_forgives_part_of_a_move_and_the_minimum_nothing() -> None:
    before, after = Pooled(DIGIT, "relu").changes()
    assert before[0] == after[0] == 0
    assert (np.round(100 * before[1:3]).tolist(), np.round(100 * after[1:3]).tolist()) == (
        [81, 144],
        [52, 105],
    )
    assert "by **81 %** before pooling and by **52 %** after" in shift_words(Pooled(DIGIT, "relu"))
    assert shift_words(Pooled(DIGIT, "relu"), 2).startswith(
        "If the image shifts by 2 pixels, the map"
    )
    assert "not shifted yet" in shift_words(Pooled(DIGIT, "relu"), 0)
    assert "does not make it less sensitive" in shift_words(Pooled(DIGIT, "relu", "min"))


def test_of_a_map_that_does_not_change_nothing_is_forgiven() -> None:
    flat = Convolution(picture("flat"), KERNELS["vertical-edge"].kernel())
    words = shift_words(Pooled(flat, "relu"))
    assert words.endswith("This map does not change at all.")


def test_the_scene_holds_winners_gaps_and_exact_numbers() -> None:
    with visitor():
        view = open_view("pooling", [Cell()])
        scene = pool_scene(view, Pooled(DIGIT, "picture", "max", 2, 3), readers=True)
        thirds = pool_scene(
            view, Pooled(Convolution(FOUR.picture, KERNELS["box-blur"].kernel()), "map", "avg")
        )
    sent = unpack(scene.packed())
    assert sent.arrays["winners"].shape == (9, 9, 2)
    assert sent.arrays["unread"].sum() == 460 == (sent.arrays["counts"] == 0).sum()
    sent = unpack(thirds.packed())
    assert (sent.meta["inputDivisor"], sent.meta["divisors"]) == (9, [36])
    assert sent.arrays["maps"][0].tolist() == [[int(sent.arrays["image"].sum())]]


@pytest.mark.parametrize("framework", ["NumPy", "SciPy"])
@given(POOLED)
def test_the_code_gives_the_map(framework, shown) -> None:
    variables = executed(pool_code(framework, shown))
    # What is activated is rounded to 3 decimals on screen alone.
    exact = by_loops(shown, shown.activated.after if shown.activated else None)
    most = 1e-4 * (float(np.abs(exact).max()) + 1)
    np.testing.assert_allclose(variables["pooled"], exact, rtol=1e-4, atol=most)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_any_activation_is_pooled_as_it_was_activated(name: str) -> None:
    before = Activated(DIGIT, name, -3)
    shown = Pooled(DIGIT, name, "avg", tenths=-3)
    exact = before.after.reshape(13, 2, 13, 2).mean(axis=(1, 3))
    np.testing.assert_allclose(shown.map, exact, atol=0.0005)
    assert (shown.values == np.rint(shown.values)).all()
    with visitor():
        sent = unpack(pool_scene(open_view("pooling", [Cell()]), shown).packed())
    assert sent.meta["inputSigned"] != before.stays_above
    assert sent.meta["inputTitles"] == [f"map after {ACTIVATIONS[name].title} 26×26"]


def test_global_is_the_core_s() -> None:
    shown = Pooled(DIGIT, "relu", "global")
    assert shown.map[0, 0] == pytest.approx(global_avg_pool(shown.values[None])[0])


@given(POOLED, SEED, st.sampled_from([*POOL_QUESTIONS]))
def test_questions_have_one_right_choice(shown, seed, kind) -> None:
    if kind not in offered(POOL_QUESTIONS, shown, (0, 0)):
        assert kind in ("value", "cells", "unread")
        return
    try:
        question = ask(POOL_QUESTIONS, shown, (0, 0), seed, kind)
    except ValueError:
        assert kind in ("cells", "unread")
        return
    if question.kind != kind:
        return
    choices = question.choices
    assert len(set(choices)) == len(choices) == 4
    assert all(question.misconceptions[k] for k in range(4) if k != question.answer)
    right = choices[question.answer]
    if kind == "value":
        found = float(right.removeprefix("≈ ").replace("−", "-"))
        assert abs(shown.map[question.hidden] - found) <= 0.0051
    if kind == "unread":
        asked = re.search(r"row of (\d+) .* windows of (\d+), stride (\d+)", question.text)
        assert asked
        length, side, step = map(int, asked.groups())
        read = {at + k for at in range(0, length - side + 1, step) for k in range(side)}
        assert int(right) == length - len(read)


def test_the_question_keeps_off_the_cell_that_is_looked_at() -> None:
    for seed in range(1, 30):
        question = ask(POOL_QUESTIONS, Pooled(FOUR, "picture"), (0, 0), seed, "value")
        assert question.hidden != (0, 0)
    assert len(offered(POOL_QUESTIONS, Pooled(FOUR, "picture"), (0, 0))) >= 4
