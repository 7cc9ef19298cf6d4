"""The controls of the lesson: which network, how it is fooled, and towards which class."""

from __future__ import annotations

import streamlit as st

from ui.lessons.features.model import Shown
from ui.lessons.features.settings import ATTACK, ATTACKS, AWAY, GOAL
from ui.link.view import View
from ui.zoo.settings import NETWORK, NETWORKS


def network_control(view: View) -> None:
    """Let the reader choose the network."""
    st.selectbox("Network", NETWORKS, key=view.key(NETWORK.name), format_func=NETWORKS.__getitem__)


def fool_controls(view: View, shown: Shown) -> None:
    """Let the reader choose how the picture is changed, and towards what."""
    st.radio("Change", ATTACKS, key=view.key(ATTACK.name), format_func=ATTACKS.__getitem__)
    classes = shown.opened.classes
    st.selectbox(
        "Towards",
        (AWAY, *range(len(classes))),
        key=view.key(GOAL.name),
        format_func=lambda k: "any other class" if k == AWAY else classes[k],
    )
