"""The form on a lesson's page that writes a link for a class, and what such a link opens."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

from streamlit.testing.v1 import AppTest

from tests.pages.lessons import address, figure, goes_to, links, notes, open_lesson, run
from ui.frame.class_link import PAGE
from ui.frame.lesson_page import LOCKED
from ui.session.keys import page_key


def opened_form(page: str, **texts: str) -> AppTest:
    app = open_lesson(page, **texts)
    app.session_state[PAGE] = True  # the fold
    return run(app)


def link(app: AppTest) -> dict[str, str]:
    """Return what the link in the form says."""
    (shown,) = [one.value for one in app.code if one.language != "python"]
    return dict(parse_qsl(urlsplit(shown).query))


def test_the_form_shows_the_link_to_this_view_and_its_code() -> None:
    app = opened_form("window", stride="2")
    assert link(app) == {"stride": "2", "without": "instructors"}
    assert len(app.main.get("image")) == 1


def test_each_choice_is_in_the_link_and_its_page_is_so() -> None:
    app = opened_form("window", stride="2")
    app.radio(key=page_key(PAGE, "controls")).set_value("locked")
    app.radio(key=page_key(PAGE, "decimals")).set_value("comma")
    app.checkbox(key=page_key(PAGE, "question")).uncheck()
    app.checkbox(key=page_key(PAGE, "code")).uncheck()
    app.text_input(key=page_key(PAGE, "numbers")).set_value("1, 3")
    said = link(run(app))
    assert said == {
        "stride": "2",
        "numbers": "comma",
        "controls": "locked",
        "without": "question,code,instructors",
        "presets": "1,3",
    }
    usual, there = figure("window"), goes_to(app, "window", **said)
    assert (address(there), notes(there)) == (said, [])
    assert LOCKED in [one.value for one in there.caption]
    assert LOCKED not in [one.value for one in usual.caption]
    headings = [one.value for one in there.markdown if one.value.startswith("## Predict")]
    assert headings == []
    assert [one.label for one in there.expander if one.label.startswith("Code")] == []
    assert tries(there) == [tries(usual)[0], tries(usual)[2]]


def tries(app: AppTest) -> list[str]:
    return [label for label, _, said in links(app.main) if "try" in said]


def test_wrong_numbers_of_figures_are_said_in_the_form() -> None:
    app = opened_form("window")
    app.text_input(key=page_key(PAGE, "numbers")).set_value("2,99")
    run(app)
    assert link(app)["presets"] == "2"
    (note,) = notes(app)
    assert "99" in note


def test_each_forged_part_of_a_link_is_said_once_with_what_is_used_instead() -> None:
    app = open_lesson(
        "window", controls="locke", without="code,<script>", presets="99", present="yes"
    )
    said = notes(app)
    assert len(said) == len(set(said)) == 4
    assert "<" not in "".join(said)
    assert "The link says “locke” for the controls. The app uses “locked” instead." in said
    assert address(app) == {"controls": "locked", "without": "code"}
    assert notes(run(app)) == said  # not a second time
