"""What happens once, before the first visitor."""

from __future__ import annotations

import gc
import logging
import threading
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager, contextmanager
from importlib import import_module

import streamlit as st

from ui.server.memory import give_large_blocks_back

# What every lesson imports, loaded before the first visitor is let in.
WARM = ("ui.frame.lesson_page", "ui.views.linked_view", "ui.views.curves", "ui.pictures.upload")
# What only downloads import. At once, it would keep the first visitor waiting.
LATER = ("matplotlib.pyplot",)
LATER_SECONDS = 4.0


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep back warnings: outside a visitor's run, Streamlit doubts every call."""
    logging.disable(logging.WARNING)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)


@asynccontextmanager
async def lifespan(app: st.App) -> AsyncIterator[None]:
    """Load what lessons import, and take it out of every later garbage collection.

    A collection after each run would hold back its answer by some 80 ms.
    """
    give_large_blocks_back()
    with _quiet():
        _load(WARM)
        # Until its first call, Streamlit takes the files in pages/ for a menu of its own, and a
        # deep link that is the first request would run a lesson without app.py.
        st.navigation([st.Page(lambda: None, title="ConvScope")], position="hidden")
    later = threading.Timer(LATER_SECONDS, _load, [LATER])
    later.daemon = True
    later.start()
    yield
    later.cancel()


def _load(names: Iterable[str]) -> None:
    for name in names:
        import_module(name)
    gc.collect()
    gc.freeze()
