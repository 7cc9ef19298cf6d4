"""One dimension: what the link says, the questions, the code, what the browser is sent."""

from __future__ import annotations

import numpy as np
import pytest

from cnn_core.analysis import SIGNALS, STRIPS, TAPS
from tests.scripts import executed
from tests.ui.visitor import unpack, visitor
from ui.frame.questions import offered
from ui.lessons.one_dimension.code import OVERLAP_SNIPPETS
from ui.lessons.one_dimension.controls import take_drawing, take_place
from ui.lessons.one_dimension.curve_questions import CURVE_QUESTIONS
from ui.lessons.one_dimension.functions import (
    PLACES,
    SAW,
    Curves,
    Function,
    read_knots,
    typed_knots,
    write_knots,
)
from ui.lessons.one_dimension.overlap_view import packed
from ui.lessons.one_dimension.pixel_rows import PixelRows, read_taps, write_taps
from ui.lessons.one_dimension.questions import ask_overlap
from ui.lessons.one_dimension.row_questions import ROW_QUESTIONS
from ui.link.settings import Place
from ui.pictures import picture

EDGE = Function("edge")
BOX, SAWTOOTH = Function("box"), Function("custom", knots=read_knots(SAW))
PAIRS = [
    Curves(BOX, BOX),
    Curves(Function("gaussian", 3), Function("exponential", 8), "correlation"),
    Curves(Function("edge"), SAWTOOTH),
    Curves(SAWTOOTH, Function("triangle", 2), "correlation"),
]
ROWS = [
    PixelRows(picture("digit-7"), TAPS["edge"]),
    PixelRows(picture("nine"), TAPS["fading"], "correlation"),
    PixelRows(picture("edge"), read_taps("1/9,2/9,3/9,2/9,1/9")),
]
SHOWN: list[Curves | PixelRows] = [*PAIRS, *ROWS]


def test_a_place_is_exact_in_the_link() -> None:
    place = Place("x", 40, -240, 240, 80)
    assert place.read("0.5") == (40, None)
    assert [place.read(place.write(k))[0] for k in range(-240, 241)] == [*range(-240, 241)]
    assert place.read("9") == (240, "X goes from -3 to 3 in steps of 0.0125: 9 became 3.")
    assert place.read("0.7501")[0] == 60
    assert "X “left” is not a number, so 0.5 is used instead." in (place.read("left")[1] or "")
    assert place.read("nan")[0] == 40


def test_numbers_of_a_drawn_function_have_one_spelling() -> None:
    assert write_knots(typed_knots("0 0;1, 2.004 3,0 0")) == "1,2,3"
    assert read_knots("1,2") == (1, 2, 0)
    assert read_knots("\u22121") == (-1,)
    for text, why in (("", "no numbers"), ("a", "not a number"), ("6", "too large")):
        with pytest.raises(ValueError, match=why):
            read_knots(text)
    with pytest.raises(ValueError, match="too many"):
        read_knots("1," * 26)
    with pytest.raises(ValueError, match="not a number"):
        read_knots("nan")


def test_taps_have_one_spelling() -> None:
    assert write_taps(read_taps("1 2 1; /4")) == "1/4,1/2,1/4"
    assert write_taps(read_taps(write_taps(TAPS["fading"]))) == write_taps(TAPS["fading"])
    for text in ("1,2", "1,0;1,0", "1,1,1,1,1,1,1,1,1"):
        with pytest.raises(ValueError, match="one is the middle"):
            read_taps(text)


@pytest.mark.parametrize("shown", SHOWN)
def test_every_question_has_one_right_answer_and_reasons_for_the_others(shown) -> None:
    for seed in range(1, 25):
        question = ask_overlap(shown, (0, 0), seed)
        assert len(question.choices) == len({*question.choices}) >= 3
        assert 0 <= question.answer < len(question.choices)
        assert set(question.misconceptions) == {*range(len(question.choices))} - {question.answer}
        assert all(question.misconceptions.values())


def test_there_are_at_least_three_kinds_for_each_view() -> None:
    for shown in PAIRS:
        assert len(offered(CURVE_QUESTIONS, shown, (0, 0))) >= 3
    for one in ROWS:
        assert len(offered(ROW_QUESTIONS, one, (0, 0))) >= 3


def test_the_answer_to_the_first_question_is_the_triangle_s() -> None:
    question = ask_overlap(PAIRS[0], (0, 0), 1)
    assert question.kind == "overlap"
    assert question.hidden is not None
    x = question.hidden[1] / STRIPS
    assert float(question.choices[question.answer].lstrip("≈ ")) == pytest.approx(
        1 - abs(x), abs=0.005
    )


def test_a_row_s_answer_is_the_sum_on_screen() -> None:
    for seed in (1, 5, 9):
        question = ask_overlap(ROWS[0], (8, 0), seed)
        assert question.kind == "sum"
        assert question.hidden is not None
        wanted = ROWS[0].shown[question.hidden]
        assert question.choices[question.answer].replace("−", "-") == f"{wanted:.0f}"


def test_two_boxes_overlap_as_wide_as_both() -> None:
    wide = Curves(Function("box", 8), Function("triangle", 2))
    question = next(q for s in range(1, 9) if (q := ask_overlap(wide, (0, 0), s)).kind == "support")
    assert question.choices[question.answer] == "−1.5 to 1.5"


def test_areas_multiply() -> None:
    halves = Curves(SAWTOOTH, Function("custom", knots=(0.8,) * 5))
    question = next(q for s in range(1, 9) if (q := ask_overlap(halves, (0, 0), s)).kind == "area")
    assert question.choices[question.answer] == "0.75"  # 0.75 times 1


def test_the_edge_has_no_area_to_ask_for_and_brings_all_of_the_other() -> None:
    for shown in (Curves(EDGE, SAWTOOTH), Curves(SAWTOOTH, EDGE), Curves(EDGE, EDGE)):
        assert "area" not in offered(CURVE_QUESTIONS, shown, (0, 0))
        texts = [ask_overlap(shown, (0, 0), seed).text for seed in range(1, 12)]
        assert not any("area under f is 6" in text for text in texts)
    ramp = Curves(EDGE, SAWTOOTH)
    question = next(q for s in range(1, 9) if (q := ask_overlap(ramp, (0, 0), s)).kind == "level")
    assert question.choices[question.answer] == "0.75"
    assert ramp.overlap.convolved[-1] == pytest.approx(0.75, abs=1e-3)


def test_the_correlation_of_two_edges_is_infinite_and_never_a_number() -> None:
    both = Curves(EDGE, EDGE, "correlation")
    assert both.diverges
    assert not both.has_result
    assert unpack(packed(both, x=0, cell=(0, 0), arrival=1, hidden=None)).meta["diverges"] == {
        "convolution": False,
        "correlation": True,
    }
    for shown in (both, Curves(EDGE, EDGE)):
        for seed in range(1, 24):
            question = ask_overlap(shown, (0, 0), seed)
            assert (question.kind, question.hidden) == ("order", None) or shown is not both
            assert (
                "That is h without the turn: correlation." not in question.misconceptions.values()
            )
    assert not Curves(EDGE, BOX, "correlation").diverges
    assert "infinite" in OVERLAP_SNIPPETS["NumPy"](both, 0)


@pytest.mark.parametrize("name", SIGNALS)
@pytest.mark.parametrize("quarters", [1, 4, 8])
def test_an_axis_ends_where_its_function_does(name: str, quarters: int) -> None:
    """Strips are taken in their middles, where a slope has not got to its end."""
    one = Function(name, quarters)
    heights = {
        "box": 1 / one.width,
        "triangle": 1 / one.width,
        "gaussian": 2 / one.width / np.sqrt(2 * np.pi),
        "exponential": 2 / one.width,
        "edge": 1,
    }
    low, high = one.range
    assert low == 0
    assert high == pytest.approx(heights[name], rel=1e-9)
    assert one.values.max() <= high + 1e-9
    assert Function("custom", knots=(-1.0, 1.0, 0.5)).range == (-1, 1)


def run(script: str) -> np.ndarray:
    return np.asarray(executed(script)["result"])


@pytest.mark.parametrize("framework", ["NumPy", "SciPy"])
@pytest.mark.parametrize("shown", SHOWN)
def test_the_code_gives_what_is_on_screen(framework: str, shown) -> None:
    row = 2
    found = run(OVERLAP_SNIPPETS[framework](shown, row))
    wanted = shown.shown if isinstance(shown, Curves) else shown.shown[row] / shown.taps.divisor
    np.testing.assert_allclose(found, wanted, rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize("shown", PAIRS)
def test_the_browser_s_product_has_the_area_it_is_sent(shown) -> None:
    """Go through the samples as curves.js does, and add the strips up."""
    sent = unpack(packed(shown, x=8, cell=(0, 0), arrival=1, hidden=None))
    f, h, n = sent.arrays["f"], sent.arrays["h"], len(sent.arrays["f"])
    for k in (0, 77, 240, 300, 480):
        at = k - sent.meta["places"]
        j = at - 1 - np.arange(n) + n if shown.way == "convolution" else np.arange(n) - at
        inside = (j >= 0) & (j < n)
        product = f * np.where(inside, h[np.clip(j, 0, n - 1)], 0)
        assert product.sum() / STRIPS == pytest.approx(sent.arrays[shown.way][k], abs=1e-12)
    assert sent.meta["start"]["x"] == 8 + PLACES


def test_a_row_is_sent_in_whole_numbers() -> None:
    sent = unpack(packed(ROWS[0], x=0, cell=(8, 21), arrival=1, hidden=(1, 2)))
    assert {array.dtype.kind for array in sent.arrays.values()} <= {"u", "i"}
    assert sent.arrays["convolution"][8, 21] == -83
    assert sent.arrays["taps"].tolist() == [1, 0, -1]
    assert (sent.meta["divisor"], sent.meta["hidden"]) == (1, [1, 2])


def test_what_the_browser_says_is_checked() -> None:
    with visitor() as one:
        one.session["p:overlap"] = {"place": {"kind": "curves", "x": 10**6, "row": 0}}
        take_place("p")
        assert one.session["p.x"] == PLACES
        assert "p.way" not in one.session
        one.session["p:overlap"] = {
            "place": {"kind": "pixels", "x": 3, "row": 2, "way": "correlation"}
        }
        take_place("p")
        assert (one.session["p.cell"], one.session["p.way"]) == ((2, 3), "correlation")
        for bad in ({"x": "1", "row": 0}, {"x": None}, {"x": 1.5, "row": 0}, {}):
            one.session["p:overlap"] = {"place": bad}
            take_place("p")
        assert one.session["p.cell"] == (2, 3)


def test_a_drawing_is_checked() -> None:
    with visitor() as one:
        one.session["p:overlap"] = {"drawing": {"which": "h", "knots": [0, 1, 2.5, 1, 0]}}
        take_drawing("p")
        assert (one.session["p.h"], one.session["p.hdrawn"]) == ("custom", (1.0, 2.5, 1.0))
        for knots in ([1e9], ["a"], [float("nan")], [], "no", [[1]], [1] * 99):
            one.session["p:overlap"] = {"drawing": {"which": "f", "knots": knots}}
            take_drawing("p")
        one.session["p:overlap"] = {"drawing": {"which": "guess", "knots": [0.5] * 25}}
        take_drawing("p")
        assert one.session["p.guess"] == (0.5,) * 25
        one.session["p:overlap"] = {"drawing": {"which": "guess", "knots": [0.25] * 3}}
        take_drawing("p")
        assert one.session["p.guess"] == (0.5,) * 25
        one.session["p:overlap"] = {"drawing": {"which": "question", "knots": [1]}}
        take_drawing("p")
        assert "p.f" not in one.session
        assert "p.question" not in one.session


def test_functions_know_their_names_and_widths() -> None:
    assert [Function(name).title for name in SIGNALS][:2] == ["Box", "Triangle"]
    assert SAWTOOTH.is_drawn
    assert SAWTOOTH.support is None
    assert Function("box", 8).width == 2
