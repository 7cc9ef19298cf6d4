"""Lesson 2: how one number is made, and what a reader can do to it."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest

from cnn_core.kernels import KERNELS, parse_weights
from tests.pages.lessons import (
    address,
    code,
    goes_to,
    maps,
    notes,
    open_lesson,
    received,
    run,
    run_code,
    words,
)
from tests.ui.visitor import visitor
from ui.frame.questions import Question, ask
from ui.lessons.window.questions import WINDOW_QUESTIONS
from ui.link.undo import keep_for_undo
from ui.models.convolution import Convolution
from ui.pictures import picture

EDGE = picture("edge")
VERTICAL = KERNELS["vertical-edge"].kernel()
FIGURES: dict[str, dict[str, str]] = {
    "the textbook's edge": {},
    "turned": {"image": "edge-down", "kernel": "horizontal-edge"},
    "two columns": {"kernel": "two-column", "size": "2", "cell": "2,2"},
    "high-pass": {"image": "centre-200", "kernel": "laplacian-4"},
    "a 7": {"image": "digit-7", "cell": "12,16"},
}
SETTINGS: dict[str, dict[str, str]] = {
    "a border": {"padding": "2", "mode": "reflect"},
    "a grey border": {"padding": "same", "mode": "constant", "fill": "5"},
    "stride and dilation": {"image": "digit-4", "stride": "2", "dilation": "2", "padding": "1"},
    "flipped": {"kernel": "sobel-x", "flip": "1"},
    "divided": {"image": "digit-9", "kernel": "gaussian", "size": "5", "padding": "full"},
    "of one's own": {"kernel": "custom", "weights": "1/9,0.5;-1,2", "image": "ramp"},
    "a photograph": {"image": "camera", "kernel": "laplacian-8", "mode": "circular"},
    "edited": {"edits": "0,0,200;5,5,7"},
}


# ---- the figures


def test_the_textbook_s_edge_answers_0_30_30_0() -> None:
    assert maps(open_lesson("window")).tolist() == [[[0, 30, 30, 0]] * 4]


def test_turned_by_90_degrees_it_answers_in_rows() -> None:
    app = open_lesson("window", **FIGURES["turned"])
    assert maps(app)[0].T.tolist() == [[0, 30, 30, 0]] * 4


def test_two_columns_answer_10_at_the_edge() -> None:
    app = open_lesson("window", **FIGURES["two columns"])
    _, row, column = received(app).meta["start"]
    # 10*1 + 0*(-1), at the one column where left and right differ.
    assert maps(app)[0, row, column] in (10, 20)
    assert np.count_nonzero(maps(app)[0, row]) == 1


def test_the_high_pass_answers_175_to_the_200_in_the_middle() -> None:
    app = open_lesson("window", **FIGURES["high-pass"])
    assert received(app).meta["start"] == [0, 1, 1]
    assert maps(app)[0, 1, 1] == 4 * 200 - (158 + 152 + 160 + 155) == 175


def test_a_7_answers_positively_on_one_side_of_its_stroke_and_negatively_on_the_other() -> None:
    app = open_lesson("window", **FIGURES["a 7"])
    (answers,) = maps(app)
    assert answers.shape == (26, 26)
    _, row, column = received(app).meta["start"]
    assert answers[row, column] != 0
    assert answers[row].min() < -100 < 100 < answers[row].max()


# ---- what is shown is what the core computes, and what the code gives


@pytest.mark.parametrize("texts", [*FIGURES.values(), *SETTINGS.values()], ids=str)
def test_the_code_shown_gives_the_map_shown(texts: dict[str, str]) -> None:
    app = open_lesson("window", **texts)
    assert notes(app) == []
    np.testing.assert_allclose(run_code(app, "feature_map"), maps(app)[0], rtol=1e-6, atol=1e-4)
    assert list(code(app)) == ["NumPy", "SciPy", "PyTorch", "Keras"]


@pytest.mark.parametrize("texts", [*FIGURES.values(), *SETTINGS.values()], ids=str)
def test_the_size_formula_gives_the_size_shown(texts: dict[str, str]) -> None:
    app = open_lesson("window", **texts)
    (formula,) = [one.value for one in app.text]
    sizes = []
    for line in formula.replace("\n=", " =").splitlines():
        left, right = line.split(" = ")
        plain = left.replace("⌊", "(").replace(") / ", ") // ").replace("⌋", "")
        plain = plain.replace("·", "*").replace("−", "-").replace("((", "(", 1)
        plain = plain if plain.count("(") == plain.count(")") else "(" + plain
        number, *which = right.split()
        assert eval(plain) == int(number), formula
        sizes += [int(number)] * (2 if which == ["rows", "and", "columns"] else 1)
    assert sizes == list(maps(app).shape[1:])


# ---- hands


def test_every_control_is_a_setting_of_the_link() -> None:
    app = open_lesson("window")
    for name, value, text in (
        ("image", "digit-5", "digit-5"),
        ("kernel", "box-blur", "box-blur"),
        ("padding", "2", "2"),
        ("mode", "constant", "constant"),
    ):
        app.selectbox(key=f"window.{name}").select(value)
        assert address(run(app))[name] == text
    for name, number in (("stride", 3), ("dilation", 2), ("fill", 4)):
        app.slider(key=f"window.{name}").set_value(number)
        assert address(run(app))[name] == str(number)
    app.select_slider(key="window.size").set_value(4)
    assert address(run(app))["size"] == "4"
    app.toggle(key="window.flip").set_value(True)
    assert address(run(app))["flip"] == "1"
    again = open_lesson("window", **address(app))
    np.testing.assert_array_equal(maps(again), maps(app))


def test_a_setting_that_does_not_fit_moves_its_control_and_says_so() -> None:
    app = open_lesson("window")
    app.selectbox(key="window.padding").select("same")
    run(app)
    app.slider(key="window.stride").set_value(2)
    run(app)
    assert app.selectbox(key="window.padding").value == "1"
    (note,) = notes(app)
    assert note.startswith("“Same” is only for stride 1")
    app.slider(key="window.stride").set_value(3)
    assert notes(run(app)) == []


def does(app: Any, **what: Any) -> Any:
    """Let the reader do something inside the linked view, as its component reports it."""
    app.session_state["window:linked-view"] = what
    return app


def test_the_cell_the_reader_chose_is_in_the_link_and_in_the_question() -> None:
    app = open_lesson("window")
    app.session_state["window.cell"] = (3, 2)
    run(app)
    assert address(app) == {"cell": "3,2"}


def test_an_edit_that_came_to_rest_is_answered_by_its_number_and_stands_in_the_link() -> None:
    edit = {"target": "weight", "indices": [[0, 0, 0, 0]], "value": "2"}
    app = does(open_lesson("window"), edit={"seq": 5, **edit})
    app.session_state["window.kernel"] = "custom"
    app.session_state["window.weights"] = parse_weights("2,0,-2")
    run(app)
    assert received(app).meta["seq"] == 5
    assert maps(app)[0, 0].tolist() == [0, 20, 20, 0]
    assert address(app) == {"kernel": "custom", "weights": "2,0,-2"}


def test_the_view_says_what_can_be_edited() -> None:
    assert received(open_lesson("window")).meta["editable"] == ["weights", "pixels"]


def test_an_edited_pixel_is_in_the_picture_the_map_the_words_and_the_link() -> None:
    app = open_lesson("window", edits="1,1,99")
    assert received(app).arrays["image"][0, 1, 1] == 99
    # 10 became 99: 89 more where it meets a weight of 1, 89 less where it meets -1, else as before.
    assert maps(app)[0].tolist()[0] == [0, 30 + 89, 30, 0]
    assert maps(open_lesson("window", edits="1,2,99"))[0].tolist()[0] == [0 - 89, 30, 30 + 89, 0]
    assert "1 pixel changed by hand" in words(app)
    assert address(app) == {"edits": "1,1,99"}


def test_edits_stay_with_their_picture_and_come_back_with_it() -> None:
    app = open_lesson("window", edits="1,1,99")
    app.selectbox(key="window.image").set_value("nine")
    assert received(run(app)).arrays["image"].tolist() == picture("nine").pixels.tolist()
    assert "changed by hand" not in words(app)
    app.selectbox(key="window.image").set_value("edge")
    assert received(run(app)).arrays["image"][0, 1, 1] == 99


def test_undo_takes_back_what_was_changed_by_hand_and_reset_everything() -> None:
    app = open_lesson("window")
    own = {"kernel": "custom", "weights": parse_weights("2,0,-2")}
    with visitor() as one:
        one.session |= {"window.kernel": "vertical-edge", "window.weights": None}
        keep_for_undo("window", own)
    app.session_state["window:undo"] = one.session["window:undo"]
    for name, value in own.items():  # as an edit in the picture does
        app.session_state[f"window.{name}"] = value
    assert address(run(app)) == {"kernel": "custom", "weights": "2,0,-2"}
    app.button(key="window:undo-last").click()
    assert address(run(app)) == {}
    assert {"window:undo-last", "reset-lesson"}.isdisjoint(one.key for one in app.button)
    app.slider(key="window.stride").set_value(2)
    run(app)
    app.button(key="reset-lesson").click()
    assert address(run(app)) == {}


def test_a_photograph_is_made_small_enough_to_read_and_it_is_said() -> None:
    app = open_lesson("window", image="astronaut")
    assert received(app).arrays["image"].shape == (1, 27, 27)
    assert "made grey" in words(app)
    assert "scaled from 512×512 to 27×27" in words(app)
    assert "so that a cell has room for its number" in words(app)


# ---- predict


def asked(number: int = 1) -> Question:
    return ask(WINDOW_QUESTIONS, Convolution(EDGE, VERTICAL), (1, 1), number)


def hiding() -> int:
    """Return the number of a question that covers a cell of the map."""
    return next(number for number in range(1, 99) if asked(number).hidden)


def test_the_right_answer_is_marked_right_and_explained() -> None:
    question = asked(hiding())
    app = open_lesson("window", question=str(hiding()))
    assert question.text in words(app)
    assert app.pills[0].options == list(question.choices)
    assert received(app).meta["hidden"] == [0, *(question.hidden or ())]
    assert question.explanation not in words(app)
    app.pills[0].select(question.choices[question.answer])
    run(app)
    assert "✓ right" in words(app)
    assert question.explanation in words(app)
    assert received(app).meta["hidden"] is None


def test_a_wrong_answer_is_marked_wrong_with_its_reason_and_tells_nothing() -> None:
    question = asked(hiding())
    for number, why in question.misconceptions.items():
        app = open_lesson("window", question=str(hiding()))
        app.pills[0].select(question.choices[number])
        run(app)
        assert "✗ not yet" in words(app)
        assert why in words(app)
        assert "✓ right" not in words(app)
        assert question.explanation not in words(app)
        assert received(app).meta["hidden"] is not None


def test_an_answer_never_outlives_what_it_answered() -> None:
    question = asked(hiding())
    app = open_lesson("window", question=str(hiding()))
    app.pills[0].select(question.choices[question.answer])
    run(app)
    app.selectbox(key="window.kernel").select("sobel-x")
    run(app)
    assert app.pills[0].value is None
    assert "✓ right" not in words(app)
    assert "✗ not yet" not in words(app)


def test_the_answer_can_be_shown_and_another_question_asked() -> None:
    question = asked(hiding())
    app = open_lesson("window", question=str(hiding()))
    show, another = app.main.button
    assert (show.label, another.label) == ("Show the answer", "Another question")
    show.click()
    for _ in range(2):  # it stays, whatever else makes the page run again
        run(app)
        assert question.explanation in words(app)
        assert "Show the answer" not in [one.label for one in app.main.button]
    another = app.main.button[-1]
    another.click()
    run(app)
    assert address(app) == {"question": str(hiding() + 1)}
    assert asked(hiding() + 1).text in words(app)


@pytest.mark.parametrize("number", range(1, 13))
def test_every_question_is_marked_by_the_numbers_on_screen(number: int) -> None:
    app = open_lesson("window", question=str(number))
    question = asked(number)
    assert question.text in words(app)
    if question.hidden:
        value = maps(app)[0][question.hidden]
        assert question.choices[question.answer] == f"{value:g}".replace("-", "−")


def test_a_link_with_a_kernel_of_one_s_own_brings_it_back_exactly() -> None:
    text = "0.5,-1.25;1/3,7"
    app = open_lesson("window", kernel="custom", weights=text)
    sent = received(app)
    wanted = parse_weights(text)
    assert sent.meta["divisors"] == [wanted.divisor]
    assert sent.arrays["weights"][0, 0].tolist() == [list(row) for row in wanted.numerators]
    assert goes_to(app, "window", **address(app)).text_input[0].value == address(app)["weights"]


def test_the_hidden_cell_stays_while_the_reader_looks_around() -> None:
    app = open_lesson("window", image="digit-7", cell="12,16")
    hidden = received(app).meta["hidden"]
    assert hidden
    app.session_state["window.cell"] = (3, 3)
    run(app)
    assert received(app).meta["hidden"] == hidden
    app.session_state["window.stride"] = 2  # another question
    run(app)
    assert received(app).meta["hidden"] != hidden


@pytest.mark.parametrize(
    ("kernel", "said"),
    [
        ("laplacian-4", "the map stays the same"),
        ("sobel-x", "changes its sign"),
        ("emboss", "the map becomes another one"),
    ],
)
def test_what_flipping_does_to_this_kernel_is_said(kernel: str, said: str) -> None:
    straight = open_lesson("window", kernel=kernel, image="digit-7")
    turned = open_lesson("window", kernel=kernel, image="digit-7", flip="1")
    for app in (straight, turned):
        assert said in words(app)
    same, negated = (np.array_equal(maps(turned), sign * maps(straight)) for sign in (1, -1))
    assert (same, negated) == ("the same" in said, "its sign" in said)


@pytest.mark.parametrize(
    ("weights", "shown"),
    [("1e38,0,-1", "1000,0,-1"), ("0.33333,1", "0.3333,1"), ("1;2,3", "1,0;2,3")],
)
def test_a_link_s_weights_become_the_nearest_that_work(weights: str, shown: str) -> None:
    app = open_lesson("window", kernel="custom", weights=weights)
    assert address(app)["weights"] == shown
    (note,) = notes(app)
    assert note.startswith("Among the link's weights, ")


def test_a_size_beyond_the_largest_becomes_it_with_a_word() -> None:
    app = open_lesson("window", kernel="custom", weights="1,0,-1")
    app.number_input(key="window.columns").set_value(12)
    app = run(app)
    assert address(app)["weights"] == "1,0,-1,0,0,0,0,0,0,0,0"
    assert app.number_input(key="window.columns").value == 11
    assert app.warning[0].value == "Columns: 12 became 11, the largest possible here."


def test_what_is_larger_than_the_map_is_told_in_one_story() -> None:
    app = open_lesson("window", image="centre-200", kernel="box-blur", size="11", dilation="4")
    (note,) = notes(app)
    assert note == (
        "An 11×11 kernel with dilation 4 covers 41 rows, but the image has 5, "
        "so padding 8 and dilation 2 are used instead."
    )


# ---- the challenges


def found(**link: str) -> list[str]:
    """Return the challenges that are ticked."""
    return re.findall(r"☑ \*\*Found\.\*\* ([^\n*]+)", words(open_lesson("window", **link)))


def test_a_challenge_is_ticked_by_the_kernel_on_screen() -> None:
    assert found() == []
    assert found(kernel="horizontal-edge") == ["Every result is 0, but not every weight is 0."]
    assert found(kernel="custom", weights="0.1,0;0,-0.1", image="nine") == []
    (edge,) = found(kernel="custom", weights="1/2,-1/2;1/2,-1/2")
    assert "exactly 10" in edge


def test_what_cannot_be_found_is_said() -> None:
    assert "kernel can do this here" not in words(open_lesson("window"))
    said = words(open_lesson("window", image="digit-7"))
    assert said.count("No 3×3 kernel can do this here: try another size or image.") == 2


def test_the_field_s_words_are_named() -> None:
    said = words(open_lesson("window"))
    for term in ("filter", "dot product", "convolution", "cross-correlation"):
        assert f"*{term}*" in said, term
