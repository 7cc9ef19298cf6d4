"""The picture of the lesson and what stands beside it; again and again while a run goes on."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import streamlit as st

from ui.frame.events import linked
from ui.frame.gate import GATE, WAIT
from ui.lessons.inside.comparison import comparison, titles
from ui.lessons.inside.model import Shown, beside
from ui.lessons.inside.scenes import cell_scene, map_scene, network_scene, score_scene
from ui.lessons.inside.session import hold_opened, is_moved, take_opened
from ui.lessons.inside.settings import VIEW
from ui.lessons.inside.window_scene import ROUNDED, window_scene
from ui.lessons.inside.words import page as words
from ui.link.history import overrule
from ui.link.view import View
from ui.server.metrics import METRICS
from ui.session.keys import page_key
from ui.zoo.inside_view import inside_view
from ui.zoo.networks import network_named
from ui.zoo.session import own_trainer

SCENES = {"network": network_scene, "map": map_scene, "cell": cell_scene, "score": score_scene}
PAUSE = 0.15  # seconds from one slice of training to the next


def stage(view: View, shown: Shown) -> None:
    """Show the picture; while the reader's network is trained, with its numbers of each moment."""
    other = beside(view, shown)
    if any(one is not None and one.opened.in_training for one in (shown, other)):
        again = max(PAUSE, GATE.distance)
        st.fragment(_followed, run_every=again)(view, shown, other)
    else:
        _drawn(view, shown, other)


def _followed(view: View, shown: Shown, other: Shown | None) -> None:
    """Train for a slice, if it is this reader's turn, and show what the network is then."""
    overrule(view)
    hold_opened()
    trainer = own_trainer()
    if is_moved(view) or trainer is None or not trainer.running:
        st.rerun()  # with the address, the controls and the question
    with GATE.turn(trainer.name, WAIT) as mine:
        if mine:
            with METRICS.training(trainer):
                trainer.advance(GATE.slice)
        _drawn(view, _now(shown), other and _now(other))
    if not trainer.running:
        GATE.leave(trainer.name)


def _now(shown: Shown) -> Shown:
    """Return the same with the reader's network as it is now."""
    return replace(shown, opened=network_named(shown.opened.name))


def _drawn(view: View, shown: Shown, other: Shown | None) -> None:
    page, live = view.page, shown.opened.in_training
    key = page_key(page, "view")
    one_network = other is not None and other.opened.name == shown.opened.name
    pair = (shown, other) if other and one_network else ()
    both = other if other and other.finite else None
    left, right = st.columns(2, gap="small") if both else (st.container(), st.container())
    with left:
        if both:
            st.markdown(f"**{titles(shown, both)[0]}**")
        if shown.finite:
            scene = SCENES[view[VIEW]](shown, pair)
            inside_view(scene, key=key, on_open=partial(take_opened, page, key))
        else:
            st.warning(words.NOT_FINITE)
    if both:
        key = page_key(page, "beside-view")
        network = "" if pair else both.opened.name
        with right:
            st.markdown(f"**{titles(shown, both)[1]}**")
            inside_view(
                SCENES[view[VIEW]](both, pair),
                key=key,
                on_open=partial(take_opened, page, key, network),
            )
        st.caption(words.SAME_NETWORK if pair else f"The same picture. {both.opened.about}")
        if shown.finite and list(shown.opened.classes) == list(both.opened.classes):
            with st.container(key="choices"):
                st.markdown(comparison(shown, both))
    if shown.finite and view[VIEW] == "cell" and not live and (window := window_scene(view, shown)):
        linked(page, window)
        st.caption(ROUNDED)
    st.caption(f"{shown.input.words} {shown.opened.about}")
