"""A view as one HTML file that needs nothing else: no server, no network, no other file.

It holds the very modules, styles and data that the app sends to a browser. What only a server could
do is left out.
"""

from __future__ import annotations

import base64
import gzip
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from ui.views.bundle import bundle
from ui.views.pack import with_meta
from ui.views.shown_views import Shown

HERE = Path(__file__).parent
VIEWS = HERE.parent / "views"
# What a scene has for the server alone: edits, sliders, and the cell that a question asks for.
ALONE: Mapping[str, Any] = {"ahead": {}, "editable": [], "brush": "", "hidden": None}
_DEFAULT = re.compile(r"^export default ", re.MULTILINE)
# Nothing may be fetched, even by mistake.
POLICY = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:"
)


@dataclass(frozen=True)
class Source:
    """Where a figure is from: the title above it, and the line below it."""

    title: str = ""
    words: str = ""
    link: str = ""  # the text of the lesson's address
    address: str = ""  # the whole of it, where the app's own is known
    name: str = "figure"  # of pictures that are saved of it, without its ending


def document(view: Shown, source: Source) -> str:
    """Return the text of an HTML file that shows a view by itself."""
    title = escape(source.title)
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<link rel="icon" href="data:,">
<title>{title}</title>
<style>
{(HERE / "page.css").read_text("utf-8")}</style>
</head>
<body>
<main>
<h1>{title}</h1>
<div class="figure alone"></div>
<noscript>This figure needs JavaScript, which is switched off in this browser.</noscript>
<div class="from"><p>{line_below(source)}</p>
{(VIEWS / "snapshot" / "view.html").read_text("utf-8")}</div>
</main>
{showing(view, source)}
</body>
</html>
"""


def showing(view: Shown, source: Source, *, keep_hidden: bool = False) -> str:
    """Return what shows a view in the element `.figure` of a file; the question's cell or not."""
    changes = {name: one for name, one in ALONE.items() if name != "hidden" or not keep_hidden}
    parts = view.parts
    packed = isinstance(view.data, bytes)
    if packed:
        data = base64.b64encode(gzip.compress(with_meta(view.data, changes), mtime=0)).decode()
    else:
        data = json.dumps({**view.data, **changes}, allow_nan=False)
    view_of_module = _DEFAULT.sub("const VIEW = ", parts.module)
    said = json.dumps({"packed": packed, "name": source.name})
    # A block of its own: its modules may have names that the view's have, too.
    module = f"{view_of_module}\n{{\n{bundle(HERE / 'alone.js')}\nshowAlone(VIEW, {said})\n}}\n"
    return f"""<template id="parts">
<style>
{parts.css}</style>
{parts.html}</template>
<script type="text/plain" id="data">{_inside_script(data)}</script>
<script type="module">
{_inside_script(module)}</script>"""


def line_below(source: Source) -> str:
    """Return the line that names the lesson and its link."""
    link = escape(source.link)
    if source.address:
        link = f'<a href="{escape(source.address)}">{link}</a>'
    return " · ".join(one for one in (escape(source.words), link) if one)


def _inside_script(text: str) -> str:
    """Return a text that cannot end the element which holds it."""
    return re.sub(r"<(?=/script|!--|script)", r"\\u003c", text, flags=re.IGNORECASE)
