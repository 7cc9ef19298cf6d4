"""A page that failed: what the reader is told, and the way out of it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from ui.link.history import reset
from ui.link.settings import quoted
from ui.session.keys import RESET_FAILED

LONGEST = 200  # characters of what failed
LOG = logging.getLogger("convscope")
FAULT = "Something failed here. It is a fault of this app and not of your link or your input."
_run = threading.local()  # a run of the app has a thread of its own


@contextmanager
def told_of_failure(lesson: str) -> Iterator[None]:
    """Draw a page inside: where it fails, what it drew so far stays, and the reader is told why."""
    _run.drawing = True
    try:
        yield
    except Exception as error:  # noqa: BLE001  whatever it is, the menu and the controls stay
        # A part of the page that redraws alone has told of its fault already.
        if type(error).__name__ != "FragmentHandledException":
            tell(error, lesson)
    finally:
        _run.drawing = False


def tell(error: Exception, lesson: str) -> None:
    """Say what failed, and offer to open the lesson as it was made."""
    LOG.error("a page failed", exc_info=error)
    with st.container(key="failed"):
        st.error(f"{FAULT} {what_failed(error)}")
        st.button("Reset this lesson", key=RESET_FAILED, on_click=reset, args=(lesson,))


def what_failed(error: Exception) -> str:
    """Return one sentence: the core's own, where it refused something, else the kind of fault."""
    text = quoted(str(error), LONGEST).rstrip(".") if isinstance(error, ValueError) else ""
    return f"What failed: {text or type(error).__name__}."


def on_script_error(draw: Callable[[], None], error: Exception) -> bool:
    """Tell of a fault that no page could catch: of a reaction, or of a part that redraws alone.

    After a reaction nothing is drawn yet: `draw` then draws the page as it stands.
    """
    context = get_script_run_ctx()
    if context is None or getattr(_run, "drawing", False) or context.fragment_ids_this_run:
        LOG.error("a part of a page failed", exc_info=error)
        st.error(f"{FAULT} {what_failed(error)}")
        return True
    pages: dict[str, Any] = dict(context.pages_manager.get_pages())
    tell(error, str(pages.get(context.page_script_hash, {}).get("url_pathname", "")))
    draw()
    return True
