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

from ui.figures.page import html_page
from ui.views.bundle import bundle
from ui.views.combinations import Combinations
from ui.views.pack import with_meta
from ui.views.shown_views import Shown

HERE = Path(__file__).parent
VIEWS = HERE.parent / "views"
# What a scene has for the server alone: edits, sliders, and the cell that a question asks for.
ALONE: Mapping[str, Any] = {"ahead": {}, "editable": [], "brush": "", "hidden": None}
MOST_BYTES = 1_000_000  # of a file with all combinations of its settings
_DEFAULT = re.compile(r"^export default ", re.MULTILINE)


@dataclass(frozen=True)
class Source:
    """Where a figure is from: the title above it, and the line below it."""

    title: str = ""
    words: str = ""
    link: str = ""  # the text of the lesson's address
    address: str = ""  # the whole of it, where the app's own is known
    name: str = "figure"  # of pictures that are saved of it, without its ending
    comma: bool = False  # whether its numbers have a decimal comma


def document(view: Shown, source: Source) -> str:
    """Return the text of an HTML file that shows a view by itself.

    Where the view has combinations of settings, the file switches between them by itself.
    """
    if view.combinations is None:
        return _page(view, source)
    found = view.combinations()
    text = _page(view, source, found)
    return text if len(text.encode()) <= MOST_BYTES else _page(view, source, words=too_large(found))


def too_large(found: Combinations) -> str:
    """Say that the settings stay as they are."""
    *others, last = found.options
    names = f"{', '.join(others)} and {last} are" if others else f"{last} is"
    return f"{names.capitalize()} fixed in this file: all combinations need more than 1 MB."


def _page(
    view: Shown, source: Source, found: Combinations | None = None, *, words: str = ""
) -> str:
    title = escape(source.title)
    choice = _controls(found) if found else f'<p class="choices">{words}</p>' if words else ""
    body = f"""<main>
<h1>{title}</h1>
<div class="figure alone"></div>
{choice}
<noscript>This figure needs JavaScript, which is switched off in this browser.</noscript>
<div class="from"><p>{line_below(source)}</p>
{(VIEWS / "snapshot" / "view.html").read_text("utf-8")}</div>
</main>
{showing(view, source, found)}"""
    return html_page(source.title, (HERE / "page.css").read_text("utf-8"), body)


def _controls(found: Combinations) -> str:
    """Return a menu for each setting, and the line that says what became of the choice."""
    menus = []
    for (name, texts), chosen in zip(found.options.items(), found.shown, strict=True):
        options = "".join(
            f"<option{' selected' * (one == chosen)}>{escape(one)}</option>" for one in texts
        )
        label = escape(name.capitalize())
        alone = " hidden" * (len(texts) == 1)
        menu = f'<select name="{escape(name)}">{options}</select>'
        menus.append(f"<label{alone}>{label} {menu}</label>")
    inside = "\n".join(menus)
    return f'<form class="choices" autocomplete="off">\n{inside}\n<p role="status"></p>\n</form>'


def showing(
    view: Shown, source: Source, found: Combinations | None = None, *, keep_hidden: bool = False
) -> str:
    """Return what shows a view in the element `.figure` of a file; the question's cell or not."""
    changes = {name: one for name, one in ALONE.items() if name != "hidden" or not keep_hidden}
    parts = view.parts
    packed = isinstance(view.data, bytes)
    if packed:
        scenes = [view.data, *(found.scenes.values() if found else ())]
        parts_of_data = [with_meta(one, changes) for one in scenes]
        # The image is in each scene: compressed, it takes its room once.
        data = base64.b64encode(gzip.compress(b"".join(parts_of_data), mtime=0)).decode()
    else:
        data = json.dumps({**view.data, **changes}, allow_nan=False)
    view_of_module = _DEFAULT.sub("const VIEW = ", parts.module)
    about: dict[str, Any] = {"packed": packed, "name": source.name, "comma": source.comma}
    if packed and found:
        sizes = [len(one) for one in parts_of_data]
        about["scenes"] = {
            ",".join(chosen): [sum(sizes[:place]), sizes[place], *found.size(chosen)]
            for place, chosen in enumerate(found.scenes, 1)
        }
        about["reasons"] = {",".join(chosen): said for chosen, said in found.reasons.items()}
    said = json.dumps(about, ensure_ascii=False)
    # A block of its own: its modules may have names that the view's have, too.
    module = f"{view_of_module}\n{{\n{bundle(HERE / 'alone.js')}\nshowAlone(VIEW, {said})\n}}\n"
    return f"""<template id="parts">
<style>
{parts.css}</style>
{parts.html}</template>
<script type="text/plain" id="data">{_inside_script(data)}</script>
<script type="module">
{_inside_script(module)}</script>"""


def commas() -> str:
    """Return what writes a decimal comma in a file that shows no view."""
    module = bundle(VIEWS / "decimals" / "writing.js")
    return f'<script type="module">\n{_inside_script(module)}\nwriteCommas()\n</script>'


def line_below(source: Source) -> str:
    """Return the line that names the lesson and its link."""
    link = escape(source.link)
    if source.address:
        link = f'<a href="{escape(source.address)}">{link}</a>'
    return " · ".join(one for one in (escape(source.words), link) if one)


def _inside_script(text: str) -> str:
    """Return a text that cannot end the element which holds it."""
    return re.sub(r"<(?=/script|!--|script)", r"\\u003c", text, flags=re.IGNORECASE)
