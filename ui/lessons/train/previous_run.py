"""The run beside: what it is, how far it came, and two ways to be rid of it."""

from __future__ import annotations

import streamlit as st

from ui.lessons.train.comparison import names
from ui.lessons.train.session import bring_back_run, forget_aside, put_aside
from ui.lessons.train.trainer import Trainer
from ui.lessons.train.words import views as say
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
            say.DASHED_CURVES_ARE_THE_RUN.format(
                verbatim=verbatim(before),
                times_100_accuracy=100 * kept.mark.accuracy,
                steps=kept.steps,
                value="es" * (kept.steps != 1),
            )
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
