"""A reader's own words where Markdown is shown: letter by letter, without acting on them."""

from __future__ import annotations

import re


def verbatim(text: str) -> str:
    r"""Return text that Markdown shows as it is.

    >>> verbatim("1. *a*")
    '1\\. \\*a\\*'
    """
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", text)
