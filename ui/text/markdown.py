"""Texts in Markdown and without: a reader's own words, and ours where nothing acts on the marks."""

from __future__ import annotations

import re


def verbatim(text: str) -> str:
    r"""Return text that Markdown shows as it is.

    >>> verbatim("1. *a*")
    '1\\. \\*a\\*'
    """
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", text)


def plain(text: str) -> str:
    """Return our own Markdown without the stars of its emphasis.

    >>> plain("This is *the bias*, **not** a weight.")
    'This is the bias, not a weight.'
    """
    return re.sub(r"(\*{1,2})(\S.*?)\1", r"\2", text)
