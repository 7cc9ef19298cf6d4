"""What a lesson offers to take away, once its fold is opened, and what the files are called."""

from __future__ import annotations

from unittest import mock

from tests.pages.lessons import open_lesson, run
from tests.pages.sentences import sent
from ui.session.keys import TAKE_AWAY


def test_a_closed_fold_makes_nothing() -> None:
    with mock.patch("ui.frame.take_away.document", side_effect=AssertionError):
        app = open_lesson("window")
    assert not [one for one in app.get("download_button") if one.label == "HTML"]


def test_files_tell_lesson_and_figure() -> None:
    app = open_lesson("window")
    app.session_state[TAKE_AWAY] = True
    run(app)
    names = [
        sent(one.proto)["file"] for one in app.get("bidi_component") if "snapshot" in one.proto.id
    ]
    assert names == ["02-window-10-0-edge-linked-view"]
