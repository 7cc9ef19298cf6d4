"""What a lesson offers to take away, once its fold is opened, and what the files are called."""

from __future__ import annotations

from collections.abc import Callable
from unittest import mock

from streamlit.testing.v1 import AppTest

from tests.pages.lessons import offered_files, open_lesson, run
from tests.pages.sentences import sent
from ui.frame.catalogue import LESSONS
from ui.session.keys import TAKE_AWAY


def test_a_closed_fold_makes_nothing() -> None:
    with mock.patch("ui.frame.take_away.document", side_effect=AssertionError):
        app = open_lesson("window")
    assert "HTML" not in offers(app)


def test_files_tell_lesson_and_figure() -> None:
    app = open_lesson("window")
    app.session_state[TAKE_AWAY] = True
    run(app)
    names = [
        sent(one.proto)["file"] for one in app.get("bidi_component") if "snapshot" in one.proto.id
    ]
    assert names == ["02-window-10-0-edge-linked-view"]


def opened_fold(lesson: str, **texts: str) -> AppTest:
    app = open_lesson(lesson, **texts)
    app.session_state[TAKE_AWAY] = True
    return run(app)


def offers(app: AppTest) -> list[str]:
    return [one.proto.label for one in app.get("download_button")]


def test_a_film_is_made_once_somebody_asks_for_it() -> None:
    with mock.patch("ui.frame.take_away.film", side_effect=AssertionError):
        app = opened_fold("window")
    assert "GIF" not in offers(app)
    next(one for one in app.button if one.label == "Make the film").click()
    assert "GIF" in offers(run(app))


def test_a_lesson_offers_what_it_has() -> None:
    labels = offers(opened_fold("architectures"))
    assert "HTML" in labels
    assert "CSV" not in labels
    app = opened_fold("train", steps="3")
    assert {"CSV", "NumPy"} <= set(offers(app))
    assert "Make the film" in [one.label for one in app.button]


def test_a_worksheet_has_questions_of_the_figure_on_screen() -> None:
    with mock.patch("ui.frame.take_away.worksheet", return_value="sheet") as made:
        files = downloaded_fold("padding")
        assert files["04-padding-28-28-26-26-worksheet.html"]() == b"sheet"
    _, source, tasks = made.call_args.args
    assert source.title == LESSONS["padding"].question
    assert len({one.text for one in tasks}) == 3


def downloaded_fold(lesson: str) -> dict[str, Callable[[], bytes]]:
    with offered_files() as offered:
        opened_fold(lesson)
    return offered
