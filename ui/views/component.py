"""A component of the page from the files of its folder: what the browser runs is one module."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import streamlit as st


def component(
    name: str, init: str, *, html: Sequence[str], css: Sequence[str], js: Sequence[str]
) -> Any:
    """Declare the component of a package, given its `__file__`.

    Files are named from its folder; scripts in the order in which they use each other. Without a
    build step, they are joined as they are.
    """
    folder = Path(init).parent

    def joined(names: Sequence[str]) -> str:
        return "\n".join((folder / one).read_text("utf-8") for one in names)

    return st.components.v2.component(name, html=joined(html), css=joined(css), js=joined(js))
