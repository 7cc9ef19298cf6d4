"""The run beside: what it is, how far it came, and two ways to be rid of it."""

from __future__ import annotations

import streamlit as st

from ui.lessons.train.comparison import names
from ui.lessons.train.session import bring_back_run, forget_aside, put_aside
from ui.lessons.train.trainer import Trainer
from ui.link.view import View
from ui.session.keys import page_key
from ui.text.markdown import verbatim


def previous_run(view: View, trainer: Trainer) -> None:
    """Say which run is kept beside this one, while there is one, and offer to go on with it."""
    aside = put_aside()
    if aside is None:
        return
    kept = aside.trainer
    _, before = names(trainer.recipe, kept.recipe)
    with st.container(horizontal=True, gap="small"):
        st.caption(
            f"The dashed curves are the run before, {verbatim(before)}. It reads "
            f"{100 * kept.mark.accuracy:.1f} % of the test images after {kept.steps:,} "
            f"batch{'es' * (kept.steps != 1)}."
        )
        st.button(
            "Bring it back",
            key=page_key("train", "bring back"),
            type="tertiary",
            on_click=bring_back_run,
            args=(view,),
        )
        st.button(
            "Remove it", key=page_key("train", "forget"), type="tertiary", on_click=forget_aside
        )
