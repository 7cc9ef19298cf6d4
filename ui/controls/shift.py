"""The control that shifts a picture's content, down or up, right or left, by whole pixels."""

from __future__ import annotations

from functools import partial

import streamlit as st

from ui.link.view import View

WAYS = {"down": ("up", "down"), "right": ("left", "right")}  # setting -> below 0, above 0


def shift_control(view: View, farthest: int) -> None:
    """Let the reader shift what the picture shows; no direction is written as a minus."""
    for column, (setting, (less, more)) in zip(
        st.columns(2, gap="small"), WAYS.items(), strict=True
    ):
        column.select_slider(
            f"Shift {less} or {more}",
            range(-farthest, farthest + 1),
            key=view.key(setting),
            format_func=partial(shift, setting),
        )


def shift(setting: str, pixels: int) -> str:
    """Write a shift with its direction.

    >>> shift("down", -3), shift("right", 2), shift("down", 0)
    ('3 up', '2 right', '0')
    """
    less, more = WAYS[setting]
    return f"{abs(pixels)} {more if pixels > 0 else less}" if pixels else "0"
