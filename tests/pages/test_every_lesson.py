"""What every lesson keeps: it opens whatever its link says, and the link is the view."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from cnn_core.geometry import PADDING_MODES
from cnn_core.kernels import KERNELS
from tests.pages.lessons import (
    EXERCISE,
    GLOSSARY,
    LESSONS,
    LIVE,
    ROOT,
    address,
    code,
    figure,
    goes_to,
    links,
    maps,
    new_visitor,
    notes,
    open_code,
    open_lesson,
    page_words,
    press,
    received,
    run,
    words,
)
from tests.ui.visitor import unpack
from ui.frame.catalogue import after
from ui.pictures import PICTURES

SLIDING = ("window", "kernels", "padding")  # lessons whose linked view slides one chosen kernel
NUMBERED = [page for page in LESSONS if page != "home"]
GEOMETRY = {
    "kernel": "custom",
    "weights": "1,0,-1;2,0,-2;1,0,-1",
    "image": "digit-3",
    "stride": "2",
    "padding": "3",
    "dilation": "2",
    "mode": "constant",
    "fill": "9",
    "flip": "1",
    "cell": "4,5",
}
FORGED = {
    "image": "digit-77",
    "kernel": "sobel",
    "weights": "1;2,3",
    "size": "-1",
    "angle": "360",
    "wavelength": "0",
    "stride": "0",
    "padding": "99999",
    "dilation": "1e9",
    "mode": "mirror",
    "fill": "white",
    "flip": "maybe",
    "cell": "a,b",
    "question": "0",
    "edits": "1,1,999",
    "view": "three",
    "other": "x",
    "kernels": "a,b",
    "times": "11",
    "nonsense": "<script>",
}


def test_the_lessons_here_are_those_of_the_app() -> None:
    files = {path.stem.replace("_", "-") for path in (ROOT / "pages").glob("*.py")}
    assert files == {*LESSONS, GLOSSARY, EXERCISE, LIVE}
    assert [lesson for _, lesson, _ in links(new_visitor().sidebar)] == list(LESSONS)


@pytest.mark.parametrize("page", SLIDING)
def test_a_lesson_opens_on_its_first_figure(page: str) -> None:
    app = open_lesson(page)
    assert (address(app), notes(app)) == ({}, [])
    sent = received(app)
    assert np.abs(sent.arrays["maps"]).max() > 0  # never an empty picture
    assert min(sent.arrays["maps"].shape) >= 1
    assert sent.meta["limit"] > 0


@pytest.mark.parametrize("page", LESSONS)
def test_the_question_is_answered_in_at_most_60_words(page: str) -> None:
    app = figure(page)
    assert len(app.title) == 1
    answer = app.markdown[0].value
    assert 10 < len(answer.split()) <= 60


@pytest.mark.parametrize("page", SLIDING)
def test_a_link_restores_every_setting(page: str) -> None:
    app = open_lesson(page, **GEOMETRY)
    assert notes(app) == []
    assert address(app) == GEOMETRY
    sent = received(app).meta
    assert (sent["stride"], sent["dilation"], sent["padding"]) == ([2, 2], [2, 2], [[3, 3], [3, 3]])
    assert (sent["mode"], sent["fill"], sent["start"]) == ("constant", 9, [0, 4, 5])
    # Turned by 180 degrees: it is flipped.
    assert received(app).arrays["weights"].tolist() == [[[[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]]]


@pytest.mark.parametrize("page", SLIDING)
def test_a_forged_link_opens_the_nearest_view_and_says_what_was_changed(page: str) -> None:
    app = open_lesson(page, **FORGED)
    said = "\n".join(notes(app)).lower()
    for name in ("image", "kernel", "weights", "size", "stride", "padding", "dilation", "mode"):
        assert name in said
    for name in ("angle", "wavelength", "fill", "flip", "cell"):
        assert name in said
    assert "nonsense" not in address(app)
    assert "<script>" not in words(app)
    again = open_lesson(page, **address(app))
    assert notes(again) == []
    assert address(again) == address(app)
    np.testing.assert_array_equal(maps(again), maps(app))


# A lesson takes a while to open: a few settings each time, and many where time does not matter.
EXAMPLES = 25 if settings.get_current_profile_name() == "thorough" else 3
CHOICES = st.fixed_dictionaries(
    {},
    optional={
        "image": st.sampled_from(["edge", "centre-200", "digit-7", "coins", "own"]),
        "kernel": st.sampled_from([*KERNELS, "custom"]),
        "weights": st.sampled_from(["1,-1", "1;2;3;4;5;6;7;8;9;10;11", "1/9"]),
        "size": st.integers(1, 11).map(str),
        "stride": st.integers(1, 6).map(str),
        "padding": st.sampled_from([*map(str, range(11)), "same", "full"]),
        "dilation": st.integers(1, 4).map(str),
        "mode": st.sampled_from(PADDING_MODES),
        "flip": st.sampled_from("01"),
        "cell": st.sampled_from(["0,0", "9999,9999", "7,3"]),
        "view": st.sampled_from(["one", "two", "layer", "gradient", "angles", "frequencies"]),
        "other": st.sampled_from([*KERNELS]),
        "kernels": st.lists(st.sampled_from([*KERNELS]), min_size=1, max_size=3).map(",".join),
        "times": st.integers(1, 10).map(str),
        "question": st.integers(1, 999).map(str),
        "edits": st.sampled_from(["0,0,255;3,3,0", "27,27,9"]),
    },
)


@pytest.mark.parametrize("page", LESSONS)
@settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.too_slow])
@given(texts=CHOICES)
def test_whatever_the_settings_the_lesson_opens_and_its_address_opens_it_again(page, texts) -> None:
    app = open_lesson(page, **texts)
    first = address(app)
    again = open_lesson(page, **first)
    assert notes(again) == []
    assert address(again) == first
    shown, shown_again = (one.main.get("bidi_component") for one in (app, again))
    for one, two in zip(shown, shown_again, strict=True):
        assert one.proto.json == two.proto.json
        if not one.proto.bytes:
            continue
        sent, sent_again = unpack(one.proto.bytes).arrays, unpack(two.proto.bytes).arrays
        for name, values in sent.items():
            np.testing.assert_array_equal(sent_again[name], values, strict=True)


@pytest.mark.parametrize("page", NUMBERED)
def test_each_figure_is_one_click_and_a_link_of_its_own(page: str) -> None:
    figures = [query for _, to, query in links(figure(page).main) if to == page]
    assert 2 <= len(figures) <= (8 if page in ("architectures", "train", "inside") else 6)
    assert [query.pop("try") for query in figures] == [str(k + 1) for k in range(len(figures))]
    assert figures[0] == {}
    for query in figures:
        app = figure(page, **query)
        assert notes(app) == []
        assert address(app) == query


@pytest.mark.parametrize(
    ("page", "changed", "told"),
    [
        (
            "one-dimension",
            {"f": "triangle"},
            {"curves": "that you expect", "pixels": "the sum", "lists": "numbers meet"},
        ),
        (
            "stacking",
            {"kernel": "emboss", "side": "5", "left": "1"},
            {
                "linear": "two ways",
                "relu": "best single",
                "corners": "a corner",
                "squares": "four corners",
            },
        ),
        (
            "sharing",
            {"sparse": "0", "down": "2", "high": "9"},
            {
                "matrix": "a dense layer needs",
                "columns": "a column",
                "moves": "shifts",
                "unseen": "train both",
                "counts": "numbers",
            },
        ),
    ],
)
def test_what_to_do_first_is_said_of_the_view_on_screen(
    page: str, changed: dict[str, str], told: dict[str, str]
) -> None:
    lesson = page_words(page)
    assert lesson.FIRST_STEPS.keys() == told.keys()
    for shown, what in told.items():
        app = open_lesson(page, view=shown, **changed)
        (said,) = [one for one in lesson.FIRST_STEPS.values() if one in words(app)]
        assert what in said


@cache
def links_to() -> dict[str, dict[tuple[tuple[str, str], ...], str]]:
    """Return what all lessons link to: lesson -> what an address says -> where that link is."""
    found: dict[str, dict[tuple[tuple[str, str], ...], str]] = {page: {} for page in LESSONS}
    for page in LESSONS:
        for label, to, query in links(open_lesson(page, **GEOMETRY)):
            assert to in LESSONS, f"{label!r} in {page}"
            found[to].setdefault(tuple(sorted(query.items())), f"{label!r} in {page}")
    return found


@pytest.mark.parametrize("page", LESSONS)
def test_every_link_leads_to_a_lesson_that_opens(page: str) -> None:
    assert links_to()[page]  # the menu's, at least
    for query, where in links_to()[page].items():
        assert notes(figure(page, **dict(query))) == [], where


@pytest.mark.parametrize("page", [page for page in SLIDING if after(page)])
def test_the_way_on_takes_the_picture_and_the_kernel_along(page: str) -> None:
    chosen = {"image": "coins", "kernel": "emboss", "dilation": "2"}
    app = press(open_lesson(page, **chosen, cell="3,3"), "Next")
    # A lesson without a kernel shows the picture, and lets the rest travel on.
    following = after(page)
    kept = chosen if following and following.path in SLIDING else {"image": "coins"}
    assert address(app).items() >= kept.items()
    unadorned = following.unadorned if following else {}
    assert address(app).items() <= {**unadorned, **chosen}.items()
    assert notes(app) == []
    app = goes_to(
        app, "kernels", **next(query for _, to, query in links(app.sidebar) if to == "kernels")
    )
    # Where the picture opens is for the lesson to say.
    assert {name: text for name, text in address(app).items() if name != "cell"} == chosen


@pytest.mark.parametrize("name", PICTURES)
def test_every_picture_of_the_menu_is_shown(name: str) -> None:
    app = open_lesson("window", image=name)
    assert app.selectbox(key="window.image").value == name
    assert max(received(app).arrays["image"].shape) <= 28
    assert notes(app) == []


def test_one_visitor_s_session_never_shows_in_another_s() -> None:
    mine, yours = new_visitor(), new_visitor()
    goes_to(mine, "window", kernel="custom", weights="7,7", edits="0,0,99")
    goes_to(yours, "window")
    assert received(yours).arrays["image"][0, 0, 0] == 10
    assert received(yours).arrays["weights"].tolist() == [[[[1, 0, -1]] * 3]]
    assert received(mine).arrays["image"][0, 0, 0] == 99
    mine.session_state["window.stride"] = 2
    run(mine)
    run(yours)
    assert received(yours).meta["stride"] == [1, 1]
    assert all(query.keys() <= {"try"} for _, _, query in links(yours.sidebar))
    assert any("kernel" in query for _, _, query in links(mine.sidebar))


@pytest.mark.parametrize("page", NUMBERED)
def test_the_code_names_no_place_of_this_machine(page: str) -> None:
    for name, script in code(open_code(page)).items():
        assert str(Path.home()) not in script, name
        assert str(ROOT) not in script, name
        assert not re.search(r"['\"]/", script), name


@pytest.mark.parametrize(
    ("page", "texts", "field", "text"),
    [
        ("window", {"kernel": "custom", "weights": "1,2;3,-4"}, "typed", "1,2;3,-4"),
        ("channels", {}, "plane-1", None),
        ("one-dimension", {"f": "custom", "fdrawn": "0,1,0.5,0"}, "fdrawn-typed", None),
        ("receptive-field", {"stack": "c5-m2"}, "typed", "c5-m2"),
        ("architectures", {"net": "flat-dense10"}, "typed", "flat-dense10"),
    ],
)
def test_a_text_field_has_its_text_again_when_the_reader_comes_back(
    page: str, texts: dict[str, str], field: str, text: str | None
) -> None:
    def typed(app: AppTest) -> str | None:
        (found,) = [
            one for one in (*app.text_input, *app.text_area) if one.key == f"{page}.{field}"
        ]
        value = found.value
        assert value is None or isinstance(value, str)
        return value

    app = open_lesson(page, **texts)
    before = typed(app)
    assert before == (text or before)
    assert before
    goes_to(app, "pixels" if page != "pixels" else "window")
    assert typed(goes_to(app, page, **texts)) == before


def test_a_view_is_written_to_the_address_in_every_lesson_that_the_same_link_opens() -> None:
    link = {"image": "digit-7", "kernel": "sobel-x", "size": "4"}  # a Sobel has odd sizes
    app = open_lesson("window", **link)
    corrected = address(app)
    assert corrected != link
    assert "size" not in address(goes_to(app, "padding", **link))


def test_a_kernel_travels_on_from_a_link_to_a_lesson_without_one() -> None:
    chosen = {"image": "digit-7", "kernel": "custom", "weights": "1,2;3,-4", "stride": "2"}
    travelling = {to: query for _, to, query in links(open_lesson("pixels", **chosen).sidebar)}
    assert travelling["window"] == chosen
    app = open_lesson("pixels", kernel="☃", stride="many")
    forged = {to: query for _, to, query in links(app.sidebar)}["window"]
    assert len(notes(goes_to(app, "window", **forged))) == 2


@pytest.mark.parametrize(
    ("texts", "travelling"),
    [
        ({"image": "own", "kernel": "emboss"}, {"kernel": "emboss"}),
        ({"stride": "3", "padding": "same"}, {"stride": "3", "padding": "1"}),
    ],
)
def test_what_cannot_be_had_is_said_in_one_lesson_only(
    texts: dict[str, str], travelling: dict[str, str]
) -> None:
    app = open_lesson("kernels", **texts)
    assert len(notes(app)) == 1
    onward = {to: query for _, to, query in links(app.sidebar)}["padding"]
    assert onward == travelling
    assert notes(goes_to(app, "padding", **onward)) == []


@pytest.mark.parametrize(
    "page", ["window", "kernels", "padding", "activation", "pooling", "stacking", "sharing"]
)
def test_weights_that_were_typed_can_be_taken_back(page: str) -> None:
    of = {"pooling": {"of": "map"}, "stacking": {"view": "linear"}}.get(page, {})
    app = open_lesson(page, kernel="custom", weights="1,2,1;0,0,0;-1,-2,-1", **of)
    before = address(app)
    app.text_input(key=f"{page}.typed").set_value("0,0,0;0,3,0;0,0,0")
    assert address(run(app))["weights"] == "0,0,0;0,3,0;0,0,0"
    app.button(key=f"{page}:undo-last").click()
    assert address(run(app)) == before
    assert f"{page}:undo-last" not in [one.key for one in app.button]
