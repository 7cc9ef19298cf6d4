"""Terms in the text: dotted underlined, and explained where one points, taps or moves the focus."""

from __future__ import annotations

import json
from collections.abc import Mapping

from ui.session.keys import GLOSSARY
from ui.views.component import component, served

_component = component("glossary", __file__)


def serve_terms(words: Mapping[str, tuple[str, str]]) -> str:
    """Serve what is said of each term, and return the address: a browser fetches it once.

    `words`: each name of a term -> the name it is explained by, and the explanation.
    """
    told = {name: {"name": term, "words": said} for name, (term, said) in words.items()}
    return served("terms.json", json.dumps(told, ensure_ascii=False))


def explain_terms(address: str) -> None:
    """Explain the terms that a page's introduction emphasises; call it once, with the menu."""
    _component(key=GLOSSARY, data={"terms": address})
