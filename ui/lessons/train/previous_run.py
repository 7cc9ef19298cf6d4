"""The run that a changed control put aside, offered back in a line."""

from __future__ import annotations

import streamlit as st

from ui.lessons.train.session import bring_back_run, put_aside
from ui.link.view import View


def previous_run(view: View) -> None:
    """Offer the run before the last change of a control, while there is one."""
    aside = put_aside()
    if aside is None:
        return
    before = aside.trainer
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(
            f"This is a new run. The run before is kept: {before.steps:,} "
            f"batch{'es' * (before.steps > 1)}, {100 * before.mark.accuracy:.1f} % right.",
            width="content",
        )
        st.button(
            "Bring it back",
            key="train:bring back",
            type="tertiary",
            on_click=bring_back_run,
            args=(view,),
        )
