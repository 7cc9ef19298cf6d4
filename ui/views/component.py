"""A component of the page from the files of its folder: what the browser runs is one module.

Streamlit sends a component's script again with all new data. So what it is given is one line that
imports the module from this server, where a browser fetches it once and keeps it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

import streamlit as st
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from ui.views.address import below_app
from ui.views.bundle import bundle
from ui.views.events import Event
from ui.views.sent_arrays import MISSING, sent_arrays
from ui.views.shown_views import PARTS, Parts, remember

FOLDER = "views"  # of the address: an address of its own for each text, so it can be kept for ever
SHARED = Path(__file__).parent  # what views share
MEDIA = {"js": "text/javascript", "json": "application/json"}
Width = Literal["stretch", "content"]
_modules: dict[str, str] = {}  # file name -> text


def component(
    name: str,
    init: str,
    *,
    html: Sequence[str] = (),
    css: Sequence[str] = (),
    js: str = "main.js",
    events: Sequence[Event] = (),
    picture: str = "",
) -> Callable[..., Any]:
    """Declare the component of a package, given its `__file__`.

    `html` and `css` are files named from its folder, those that views share as `../name`, wherever
    the folder is; they are joined as they are. `js` is the entry module, which imports the rest.
    `events` are all that the browser sends: the reaction to one, `on_<name>_change`, only
    takes place where it has its shape. Data that `pack` made goes without the arrays that the
    browser has. `picture` is what a reader calls this view who takes it away; "" where there is
    nothing to take.
    """
    folder = Path(init).parent

    def joined(names: Sequence[str]) -> str:
        return "\n".join(_place(folder, one).read_text("utf-8") for one in names)

    parts = PARTS[name] = Parts(name, picture, joined(html), joined(css), bundle(folder / js))
    declared: Callable[..., Any] = st.components.v2.component(
        name, html=parts.html, css=parts.css, js=_loader(name, parts.module)
    )
    known = {f"on_{one.name}_change": one for one in events}

    def show(
        *, key: str, data: object = None, width: Width = "stretch", **reactions: Callable[[], None]
    ) -> Any:
        guarded = {name: known[name].guarded(key, react) for name, react in reactions.items()}
        if picture:
            remember(key, parts, data)
        if isinstance(data, bytes):
            sent = sent_arrays(name)
            sent.heard(key, MISSING.sent(key))
            data = sent.without_known(data)
        return declared(key=key, data=data, width=width, **guarded)

    return show


def _place(folder: Path, name: str) -> Path:
    shared = name.removeprefix("../")
    return folder / name if shared == name else SHARED / shared


def _loader(name: str, text: str) -> str:
    """Keep a module's text to be served, and return the script that calls it.

    Lessons lie one step below the app's address, wherever that is. The view's place is busy until
    it was drawn for the first time. Streamlit also ends a call that new data overtakes while it
    awaits: a view only ends once its place is gone, or it would be made twice and lose clicks.
    """
    address = served(f"{name}.js", text)
    return (
        f'const address = new URL("{address}", document.baseURI).href\n'
        "export default async (view) => {\n"
        "  const place = view.parentElement.host ?? view.parentElement\n"
        '  if (!place.ariaBusy) place.ariaBusy = "true"\n'
        "  const leave = (await import(address)).default(view)\n"
        '  place.ariaBusy = "false"\n'
        "  return () => { if (!place.isConnected) leave?.() }\n"
        "}\n"
    )


def served(name: str, text: str) -> str:
    """Serve a text that all visitors may read under an address of its own, and return this."""
    stem, _, suffix = name.rpartition(".")
    file = f"{stem}-{sha256(text.encode()).hexdigest()[:16]}.{suffix}"
    _modules[file] = text
    return f"{FOLDER}/{file}"


def _serve(request: Request) -> Response:
    text = _modules.get(request.path_params["file"])
    if text is None:
        return PlainTextResponse("There is no such view.", 404)
    return Response(
        text,
        media_type=MEDIA[request.path_params["file"].rpartition(".")[2]],
        headers={"Cache-Control": "public, max-age=31536000, immutable"},
    )


def routes() -> list[Route]:
    """Return the addresses at which the server hands out the modules."""
    return [Route(below_app(f"{FOLDER}/{{file}}"), _serve)]
