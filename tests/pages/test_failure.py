"""A page that failed keeps its menu and its controls, says what failed, and can be reset."""

from __future__ import annotations

import logging
from unittest import mock

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.lessons import LESSONS, address, failures, links, open_lesson, run
from ui.frame import lesson_page
from ui.shell.failure import FAULT, what_failed

CHOSEN = {"kernel": "gaussian", "stride": "2", "try": "1"}


@pytest.fixture(autouse=True)
def without_tracebacks(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL, "convscope")


def failing(app: AppTest, error: Exception) -> AppTest:
    """Run a page whose code panel fails: it is drawn after the controls."""
    with mock.patch.object(lesson_page, "code", side_effect=error), pytest.raises(AssertionError):
        run(app)
    return app


@pytest.mark.parametrize("page", ["kernels", "padding", "sharing", "train"])
def test_a_page_that_failed_keeps_menu_and_controls(page: str) -> None:
    app = open_lesson(page)
    controls = [one.label for one in (*app.selectbox, *app.slider)]
    failing(app, ValueError("a 3×3 kernel covers 3 rows, but its input has 2"))
    assert [lesson for _, lesson, _ in links(app.sidebar)] == list(LESSONS)
    assert [one.label for one in (*app.selectbox, *app.slider)] == controls
    (said,) = failures(app)
    assert said == f"{FAULT} What failed: a 3×3 kernel covers 3 rows, but its input has 2."


def test_reset_opens_the_lesson_as_it_was_made() -> None:
    app = open_lesson("kernels", **CHOSEN)
    assert app.session_state["kernels.kernel"] == "gaussian"
    failing(app, IndexError("list index out of range"))
    assert failures(app) == [f"{FAULT} What failed: IndexError."]
    (button,) = [one for one in app.button if one.key == "reset"]
    button.click()
    run(app)
    assert address(app) == {}
    assert (
        app.session_state["kernels.kernel"]
        == open_lesson("kernels").session_state["kernels.kernel"]
    )
    assert failures(app) == []


def test_what_failed_holds_nothing_that_markdown_acts_on() -> None:
    assert what_failed(ValueError("[x](http://y) <b>")) == "What failed: x(http y) b."
    assert what_failed(KeyError("secret")) == "What failed: KeyError."
