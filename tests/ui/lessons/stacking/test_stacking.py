"""Stacking: both ways and their boards, the detectors' sums, the questions, the code."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from cnn_core.kernels import KERNELS, parse_weights
from tests.scripts import executed
from tests.ui.visitor import unpack, visitor
from ui.frame.events import take_rested_cell
from ui.frame.questions import offered
from ui.lessons.stacking.boards import detector_board, stack_board
from ui.lessons.stacking.code import WAYS, stacking_code
from ui.lessons.stacking.model import Detector, Stacked, read_following
from ui.lessons.stacking.questions import STACK_QUESTIONS, ask_stacking
from ui.lessons.stacking.results import detector_words, edge_words, stack_words
from ui.link.view import View
from ui.link.vocabulary import CELL
from ui.pictures import Picture, picture
from ui.session.keys import LINK

THREE = tuple(KERNELS[name].kernel(3) for name in ("sobel-x", "box-blur", "sobel-y"))
CAMERA = picture("camera").reduced(48)
SHAPES = picture("shapes")
DOT = Picture("own", "Own", np.full((1, 1, 1), 200, np.uint8))
STACKS = [
    Stacked(CAMERA, THREE),
    Stacked(CAMERA, THREE, between=True),
    Stacked(picture("edge"), (KERNELS["two-column"].kernel(), *THREE, *THREE[:1])),
    Stacked(DOT, (parse_weights("1,2,3,4,5,6,7"), THREE[0]), between=True),
]
DETECTORS = [
    Detector(SHAPES, squares=False),
    Detector(SHAPES, squares=True),
    Detector(SHAPES, squares=True, side=9, between=False),
    Detector(picture("edge"), squares=False, mix=(1, -1, 0, 1), parts=7),
    Detector(DOT, squares=False),
]
SHOWN: list[Stacked | Detector] = [*STACKS, *DETECTORS]


def view(row: int = 0, column: int = 0) -> View:
    return View("stacking", {"cell": CELL}, {"cell": (row, column)}, arrival=1)


@pytest.mark.parametrize("shown", STACKS)
def test_both_maps_are_as_large_as_the_picture(shown: Stacked) -> None:
    assert shown.layered.shape == shown.at_once.shape == shown.picture.pixels.shape[1:]
    assert shown.fit.answer.shape == shown.picture.pixels.shape[1:]


def test_both_ways_differ_by_rounding_alone() -> None:
    shown = STACKS[0]
    assert shown.layered.dtype == shown.at_once.dtype == np.float32
    assert 0 < np.abs(shown.difference).max() < 1e-6 * np.abs(shown.layered).max()
    assert shown.whole.shape == (7, 7)
    assert "3 layers do what one 7×7 kernel does" in stack_words(shown)
    whole_numbers = Stacked(picture("edge"), THREE[:1] * 2)
    assert "the same everywhere" in stack_words(whole_numbers)


def test_relu_between_leaves_an_error_and_blurs_leave_none() -> None:
    assert 0.2 < STACKS[1].fit.share < 0.9
    assert "Its error is" in stack_words(STACKS[1]).replace("**", "")
    blurs = Stacked(CAMERA, (KERNELS["box-blur"].kernel(),) * 3, between=True)
    assert "its error is 0. ReLU changes nothing" in stack_words(blurs)
    # Minus the picture: ReLU makes it 0 everywhere, which one kernel can do as well.
    nothing = Stacked(CAMERA, (parse_weights("-1"), THREE[1]), between=True)
    assert not nothing.layered.any()
    assert "its error is 0. To see" in stack_words(nothing)


def test_the_board_of_a_stack_has_what_its_formula_compares() -> None:
    board = stack_board(view(5, 6), STACKS[0])
    sent = unpack(board.packed())
    a, b = (sent.arrays[f"p{k}"] for k in sent.meta["formula"]["panels"])
    np.testing.assert_array_equal(a, STACKS[0].layered)
    np.testing.assert_array_equal(b, STACKS[0].at_once)
    assert [one["title"] for one in sent.meta["panels"]][:4] == [
        "Sobel x",
        "Box blur, ÷ 9",
        "Sobel y",
        "one 7×7, ÷ 9",
    ]
    assert sent.meta["panels"][4]["frame"] == [-3, -3, 7, 7]


@pytest.mark.parametrize("shown", [one for one in DETECTORS if one.squares])
def test_the_printed_terms_of_a_detector_add_up_to_its_map(shown: Detector) -> None:
    sent = unpack(detector_board(view(), shown, None).packed())
    formula, rows = sent.meta["formula"], sent.meta["size"]
    sums = np.full(rows, -formula["threshold"])
    for term in formula["terms"]:
        maps = sent.arrays[f"p{term['panel']}"]
        shifted = maps[
            term["down"] : term["down"] + rows[0], term["right"] : term["right"] + rows[1]
        ]
        sums += term["weight"] * shifted
    wanted = np.maximum(sums, 0) if formula["relu"] else sums
    np.testing.assert_array_equal(sent.arrays[f"p{formula['result']}"], wanted)


def test_what_is_found_is_counted() -> None:
    assert "above 0 in **2 places**" in detector_words(DETECTORS[1])
    assert "above 0 in **1 place**" in detector_words(Detector(SHAPES, squares=True, side=9))
    assert "The best single 3×3 kernel has an error of **73 %**" in detector_words(DETECTORS[0])


def test_a_stack_of_blurs_is_a_picture_again_and_drawn_as_one() -> None:
    blurred = Stacked(CAMERA, (KERNELS["box-blur"].kernel(),) * 2)
    kinds = [panel.kind for panel in stack_board(view(), blurred).panels]
    assert kinds == ["weights"] * 3 + ["grey"] * 3 + ["signed"]


def test_thresholds_follow_the_contrast_of_the_picture() -> None:
    pale = replace(SHAPES, pixels=SHAPES.pixels // 5 + 90)
    found, wanted = (Detector(one, squares=False) for one in (pale, SHAPES))
    assert (found.strongest, wanted.strongest) == (153, 765)
    np.testing.assert_array_equal(found.found > 0, wanted.found > 0)
    assert (wanted.found > 0).any()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("flat", "There is no edge here. An edge from black to white would give 3 · 255 = 765"),
        ("shapes", "goes from black to white and gives 3 · 255 = 765"),
        ("camera", "From black to white it would be 3 · 255 = 765"),
    ],
)
def test_it_is_said_what_thresholds_are_parts_of(name: str, said: str) -> None:
    assert said in edge_words(Detector(picture(name).grey().reduced(48), squares=False))


def test_two_equal_maps_are_not_called_different() -> None:
    def sign(name: str) -> str:
        shown = Detector(picture(name).grey().reduced(48), squares=False)
        return detector_board(view(), shown, None).panels[-1].title[0]

    assert (sign("flat"), sign("shapes")) == ("=", "≠")


def test_an_empty_map_says_what_to_do() -> None:
    assert "Lower the threshold" in detector_words(Detector(DOT, squares=False))


def test_following_kernels_are_checked() -> None:
    assert read_following("box-blur") == ("box-blur",)
    for text in ("", "sobel", "two-column", ",".join(["box-blur"] * 5)):
        with pytest.raises(ValueError):
            read_following(text)


@pytest.mark.parametrize("shown", SHOWN)
def test_every_question_has_one_right_answer_and_reasons_for_the_others(shown) -> None:
    assert len(offered(STACK_QUESTIONS, shown, (0, 0))) >= 3
    for seed in range(1, 25):
        question = ask_stacking(shown, (0, 0), seed)
        assert len(question.choices) == len({*question.choices}) >= 3
        assert set(question.misconceptions) == {*range(len(question.choices))} - {question.answer}
        assert all(question.misconceptions.values())


def answer(shown: Stacked | Detector, kind: str, cell: tuple[int, int] = (0, 0)) -> tuple[str, str]:
    made = (ask_stacking(shown, cell, seed) for seed in range(1, 99))
    question = next(one for one in made if one.kind == kind)
    return question.text, question.choices[question.answer]


def test_answers_are_the_core_s() -> None:
    assert answer(DETECTORS[0], "corner", (3, 3))[1] == "255"  # 510 + 510 - 765
    assert answer(DETECTORS[1], "corner", (3, 3))[1] == "255"  # 4 · 255 - 765
    text, size = answer(STACKS[0], "size")
    count = int(text.split()[0])
    assert size == f"{2 * count + 1}×{2 * count + 1}"
    assert answer(Stacked(CAMERA, THREE[1:2] * 2), "sum")[1] == "1"
    assert answer(STACKS[0], "sum")[1] == "0"


def compare(shown: Stacked | Detector, found: dict[str, Any]) -> None:
    """Hold a script's variables against what is on screen."""
    wanted = shown.layered if isinstance(shown, Stacked) else shown.found
    size = max(float(shown.picture.white), float(np.abs(wanted).max()))
    np.testing.assert_allclose(found["result"], wanted, atol=1e-5 * size)
    if isinstance(shown, Stacked) and shown.between:
        assert found["rms"] == pytest.approx(shown.fit.rms, rel=1e-3, abs=1e-4 * size)
    elif isinstance(shown, Stacked):
        np.testing.assert_allclose(found["at_once"], shown.at_once, atol=1e-4 * size)
        assert found["difference"] < 1e-4 * size


@pytest.mark.parametrize("shown", SHOWN)
def test_the_numpy_code_gives_what_is_on_screen(shown) -> None:
    compare(shown, executed(stacking_code("NumPy", shown)))


def test_every_framework_has_code() -> None:
    assert [*WAYS] == ["NumPy", "PyTorch", "Keras"]
    for name in WAYS:
        for shown in SHOWN:
            compile(stacking_code(name, shown), name, "exec")


def test_a_cell_from_the_browser_is_checked() -> None:
    with visitor() as one:
        one.session["p:board"] = {"cell": {"row": 3, "column": 4}}
        take_rested_cell("p", "p:board")
        wrong: list[Any] = [{"row": "3", "column": 4}, {"row": 1.5, "column": 0}, [], None, "x"]
        for bad in wrong:
            one.session["p:board"] = {"cell": bad}
            take_rested_cell("p", "p:board")
        assert one.session["p.cell"] == (3, 4)


def test_a_cell_of_what_was_there_before_a_link_is_no_choice() -> None:
    with visitor() as one:
        one.session[LINK] = {"arrival": 2}
        for arrival, cell in ((2, {"row": 3, "column": 4}), (1, {"row": 9, "column": 9})):
            one.session["p:board"] = {"cell": cell | {"arrival": arrival}}
            take_rested_cell("p", "p:board")
        assert one.session["p.cell"] == (3, 4)
