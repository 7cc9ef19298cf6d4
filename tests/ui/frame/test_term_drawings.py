"""Each term of the glossary has a drawing of its own, in words, too."""

from __future__ import annotations

import re
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest

from ui.frame.term_drawings import DRAWN, HIGH, WIDE, drawing
from ui.text.glossary import GLOSSARY


def test_every_term_is_drawn_and_nothing_else() -> None:
    assert {*DRAWN} == {one.name for one in GLOSSARY}
    labels = [label for label, _ in DRAWN.values()]
    assert len({*labels}) == len(labels)


@pytest.mark.parametrize("term", DRAWN)
def test_a_drawing_stays_within_its_frame(term: str) -> None:
    label, _ = DRAWN[term]
    html = drawing(term)
    assert f'alt="{label}"' in html
    svg = ElementTree.fromstring(unquote(re.findall(r"svg\+xml,([^\"]+)", html)[0]))
    for one in svg.iter():
        x, y = (float(one.get(name, 0)) for name in ("x", "y"))
        w, h = (float(one.get(name, 0)) for name in ("width", "height"))
        if one is not svg:
            assert 0 <= x <= x + w <= WIDE
            assert 0 <= y <= y + h <= HIGH
        for point in one.get("points", "").split():
            u, v = map(float, point.split(","))
            assert 0 <= u <= WIDE
            assert 0 <= v <= HIGH
