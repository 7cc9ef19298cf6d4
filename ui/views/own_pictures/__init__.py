"""The reader's own pictures in their browser: kept there, offered back, deleted there.

The server forgets them with the session. What it sends here is the copy that it made of the newest
one; the browser keeps a few, and sends one back when the reader asks for it.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ui.views.component import component
from ui.views.events import Event, record, text
from ui.views.pack import pack

NAME = "own_pictures"
LONGEST_NAME = 60
LONGEST_FILE = 5_000_000  # letters in base 64: a PNG of 1 megapixel in colour has 4,200,000
USE = Event("use", record(name=text(LONGEST_NAME), file=text(LONGEST_FILE)))

_component = component(
    NAME,
    __file__,
    html=("view.html",),
    css=("../shared/palette.css", "view.css"),
    events=(USE,),
)


def own_pictures(
    *, key: str, name: str, mark: str, file: bytes, on_use: Callable[[], None]
) -> None:
    """Have the browser keep a file under its mark, "" for none, and offer those of before.

    `USE.sent(key)` in `on_use` is what the reader wants back: {name, file in base 64}.
    """
    arrays = {"file": np.frombuffer(file, np.uint8)} if file else {}
    _component(key=key, data=pack({"name": name, "mark": mark}, **arrays), on_use_change=on_use)
