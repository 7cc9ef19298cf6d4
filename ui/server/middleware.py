"""All that a request passes before Streamlit, in its order."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from ui.classroom.rooms import PROCESS
from ui.frame.catalogue import LESSONS
from ui.server.affinity import NamedProcess
from ui.server.document import Documents
from ui.server.metrics import CountedVisits
from ui.server.pages import APP, Page
from ui.server.security import OwnConnections, SecurityHeaders
from ui.server.static_files import CompressedFiles
from ui.views.address import below_app

# Who may show the app in a frame, in the words of a content security policy. A course page may.
FRAMED_BY = "CONVSCOPE_FRAME_ANCESTORS"
ABOUT = "See, touch and check every number of a convolution, up to a network that trains."


def pages(folder: Path) -> Mapping[str, Page]:
    """Return what the first HTML says of each file in `folder`, by its address."""
    found = {"": Page(APP, ABOUT)}
    found |= {
        path: Page(f"{one.number} {one.title}", f"{one.question} {one.words}")
        for path, one in LESSONS.items()
    }
    for file in sorted(folder.glob("*.py")):
        path = file.stem.replace("_", "-")
        if path not in {"home", *found}:
            found[path] = Page(path.replace("-", " ").capitalize(), ABOUT)
    return found


def framed_by(wanted: str | None) -> str:
    """Return the sources that may frame the app: any, unless the setting names some.

    Errors: a setting that would end the rule and begin another (ValueError).
    """
    sources = (wanted or "*").strip()
    if not re.fullmatch(r"['\w:/.*\-\[\] ]+", sources, re.ASCII):
        raise ValueError(
            f"{FRAMED_BY} is {wanted!r}: write sources with spaces between them, such as "
            "'self' https://course.example.org"
        )
    return sources


def middleware(folder: Path) -> list[Middleware]:
    """Return the middleware of the app whose pages are the files in `folder`."""
    base = below_app("").rstrip("/")
    framed = framed_by(os.environ.get(FRAMED_BY))
    name = os.environ.get(PROCESS)
    origins = st.get_option("server.corsAllowedOrigins")
    open_to_all = not st.get_option("server.enableCORS")
    return [
        Middleware(CountedVisits),
        *([Middleware(NamedProcess, name=name)] if name else []),
        *([] if open_to_all else [Middleware(OwnConnections, allowed=origins)]),
        Middleware(SecurityHeaders),
        Middleware(Documents, pages=pages(folder), base=base, framed_by=framed),
        Middleware(CompressedFiles, base=base),
    ]
