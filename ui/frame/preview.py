"""A picture ahead of the page: the linked view asks for its next scene by itself.

A run of a lesson sends some ninety elements, and the browser lays them all out before it paints.
While a slider moves, or a number inside the view is dragged, typed or drawn, the view asks the
route below for the scene alone. The lesson's own run follows, once the number rests, and has the
last word.
"""

from __future__ import annotations

import json
import secrets
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any
from weakref import WeakValueDictionary

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ui.frame.edits import Change, Edit, sent_edit
from ui.frame.events import AnyScene
from ui.link.view import View
from ui.session.keys import page_key
from ui.views.address import below_app
from ui.views.linked_view import NAME as LINKED_VIEW
from ui.views.sent_arrays import SentArrays, sent_arrays

PATH = "ahead"
# An answer with less work than this, in seconds of the processor, is made at once. On a thread of
# its own it would take turns with the lesson's run, which begins just then: what the run sends
# would come first, and the browser would lay out the page before it paints the picture. The time
# that passes does not count: on a busy machine an answer that waited once would wait ever after.
QUICK = 0.03
MOST_EDITS = 20  # that a browser may ask for at once


class Offer:
    """What a lesson would show with other settings, for as long as its visitor's session lives."""

    def __init__(self) -> None:
        self.token = secrets.token_urlsafe(16)
        self.turn = threading.Lock()
        self.work = 0.0  # of the last answer, in seconds of the processor
        self.make: Callable[[Mapping[str, str]], AnyScene]
        self.sent: SentArrays

    def packed(self, said: Mapping[str, str]) -> bytes:
        """Return what the browser is sent for what its sliders say."""
        start = time.thread_time()
        packed = self.sent.without_known(self.make(said).packed())
        self.work = time.thread_time() - start
        return packed


_offers: WeakValueDictionary[str, Offer] = WeakValueDictionary()


def offer(
    view: View,
    names: Sequence[str],
    make: Callable[[View], AnyScene],
    words: Mapping[str, Mapping[str, str]] = MappingProxyType({}),
    *,
    change: Callable[[View, Edit], Change] | None = None,
) -> dict[str, Any]:
    """Let the browser ask for this lesson's scene with other values of the settings `names`.

    `make` returns the scene of a view. It runs outside the visitor's session, on any thread:
    what it needs of the session it must bring along, and it must not write to it. `words`: of a
    setting whose slider has other words than the link, which text of the link each stands for.
    `change`: what an edit inside the view changes in a view's settings, where there are edits.
    Returns what a scene says of the offer to the browser.
    """
    base = replace(view, values=dict(view.values), wanted=dict(view.wanted))
    shown = {
        name: _word(words.get(name, {}), view.settings[name].write(view.values[name]))
        for name in names
    }

    def with_sliders(said: Mapping[str, str]) -> AnyScene:
        # The browser tells all sliders, but only one that moved takes back what was wanted of it.
        moved = {name: said[name] for name in names if said.get(name, shown[name]) != shown[name]}
        view = base.moved({n: words.get(n, {}).get(one, one) for n, one in moved.items()})
        words_of_edits = ""
        if change is not None:
            view, words_of_edits = _edited(view, _edits(said.get("edits", "")), change)
        return replace(make(view), said=words_of_edits)

    beside = {*names, *view.wanted, "cell"}  # what sliders and pointing change
    mine: Offer = st.session_state.setdefault(page_key(view.page, "ahead"), Offer())
    mine.make = with_sliders
    mine.sent = sent_arrays(LINKED_VIEW)
    _offers[mine.token] = mine
    return {
        "path": f"{PATH}/{mine.token}",
        "sliders": {view.key(name).replace(".", "-"): name for name in names},
        "values": shown | {"edits": "[]"},
        "beside": repr(
            [
                one.write(view.values[name])
                for name, one in view.settings.items()
                if name not in beside
            ]
        ),
    }


def _edited(
    view: View, edits: Sequence[Edit], change: Callable[[View, Edit], Change]
) -> tuple[View, str]:
    """Return the view after these edits, and what to say of the last of them."""
    said = ""
    for edit in edits:
        try:
            made = change(view, edit)
        except (ValueError, IndexError):
            continue  # the lesson's own run will say why
        view, said = view.with_values(made.values), made.said
    return view, said


def _edits(text: str) -> list[Edit]:
    """Read the edits, as JSON, that the page has not answered yet, in their order."""
    try:
        sent = json.loads(text)
    except (ValueError, RecursionError):
        return []
    found = map(sent_edit, sent[:MOST_EDITS] if isinstance(sent, list) else ())
    return [edit for edit in found if edit is not None]


def _word(words: Mapping[str, str], text: str) -> str:
    """Return the slider's word for a text of the link."""
    return next((word for word, one in words.items() if one == text), text)


async def answer(request: Request) -> Response:
    """Answer with the packed scene that the query asks for, or nothing once the session ended."""
    known = _offers.get(request.path_params["token"])
    # A browser asks one thing at a time: nobody may keep more than one of the server's threads.
    if known is None or not known.turn.acquire(blocking=False):
        return Response(status_code=204)
    try:
        if known.work < QUICK:
            packed = known.packed(request.query_params)
        else:
            packed = await run_in_threadpool(known.packed, request.query_params)
    finally:
        known.turn.release()
    # Compressing takes longer than the picture does; a proxy may do it where the way is long.
    plain = {"cache-control": "no-store", "content-encoding": "identity"}
    return Response(packed, media_type="application/octet-stream", headers=plain)


def routes() -> list[Route]:
    """Return the address at which the server answers."""
    return [Route(below_app(f"{PATH}/{{token}}"), answer)]
