"""A slider's answer ahead of the page: the linked view asks for its next picture by itself.

A run of a lesson sends some ninety elements, and the browser lays them all out before it paints.
While a slider moves, the view asks the route below for the scene alone. The lesson's own run
follows, as for any control, and has the last word.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any
from weakref import WeakValueDictionary

import streamlit as st
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ui.link import View
from ui.views.linked_view import Packed

PATH = "ahead"


class Offer:
    """What a lesson would show with other settings, for as long as its visitor's session lives."""

    def __init__(self) -> None:
        self.token = secrets.token_urlsafe(16)
        self.make: Callable[[Mapping[str, str]], Packed]


_offers: WeakValueDictionary[str, Offer] = WeakValueDictionary()


def offer(view: View, names: Sequence[str], make: Callable[[View], Packed]) -> dict[str, Any]:
    """Let the browser ask for this lesson's scene with other values of the settings `names`.

    `make` returns the scene of a view. It runs outside the visitor's session, so that it must know
    of the session whatever it needs. Returns what a scene says of it to the browser.
    """
    mine: Offer = st.session_state.setdefault(f"{view.page}:ahead", Offer())
    _offers[mine.token] = mine
    base = replace(
        view, values=dict(view.values), wanted=dict(view.wanted), notes=[], arrived=False
    )
    mine.make = lambda texts: make(base.moved({n: texts[n] for n in names if n in texts}))
    return {
        "path": f"{PATH}/{mine.token}",
        "sliders": {view.key(name).replace(".", "-"): name for name in names},
        "values": {name: view.settings[name].write(view[name]) for name in names},
    }


def answer(request: Request) -> Response:
    """Answer with the packed scene that the query asks for, or nothing once the session ended."""
    known = _offers.get(request.path_params["token"])
    if known is None:
        return Response(status_code=204)
    packed = known.make(request.query_params).packed()
    # Compressing takes longer than the picture does; a proxy may do it where the way is long.
    plain = {"cache-control": "no-store", "content-encoding": "identity"}
    return Response(packed, media_type="application/octet-stream", headers=plain)


ROUTES = (Route(f"/{PATH}/{{token}}", answer),)
