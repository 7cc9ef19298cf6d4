"""What the files of a figure are called: they tell lesson and figure, wherever they lie later."""

from __future__ import annotations

import re

CHANGED = "changed"  # in place of a figure's name, where the reader has changed it


def stem(number: int, lesson: str, label: str, view: str) -> str:
    """Return a file's name without its ending.

    >>> stem(2, "window", "Edge in a 6×6 image", "linked_view")
    '02-window-edge-in-a-6-6-image-linked-view'
    """
    words = re.findall(r"[a-z0-9]+", f"{label or CHANGED} {view}".lower().replace("_", " "))
    return "-".join([f"{number:02}", lesson, *words])
