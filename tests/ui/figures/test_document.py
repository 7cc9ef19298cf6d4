"""A view as one file: what it holds, and what it leaves out."""

from __future__ import annotations

import base64
import gzip
import json
import re
from collections.abc import Callable

import numpy as np

from tests.ui.visitor import unpack
from ui.figures.document import Source, document
from ui.views.combinations import Combinations
from ui.views.pack import pack
from ui.views.shown_views import Parts, Shown

PARTS = Parts(
    "thing", "the thing", "<p class='x'></p>", ".x { }", 'export default () => "</script>"\n'
)


def data_of(text: str) -> str:
    found = re.search(r'<script type="text/plain" id="data">(.*?)</script>', text, re.DOTALL)
    assert found
    return found[1]


def test_packed_data_is_whole_but_for_what_only_a_server_can_do() -> None:
    image = np.arange(12, dtype=np.int16).reshape(3, 4)
    meta = {"label": "grid", "editable": ["pixels"], "hidden": [0, 1, 2], "ahead": {"path": "a"}}
    text = document(Shown(PARTS, pack(meta, image=image)), Source())
    sent = unpack(gzip.decompress(base64.b64decode(data_of(text))))
    assert (sent.arrays["image"] == image).all()
    assert sent.meta["label"] == "grid"
    assert not sent.meta["editable"]
    assert not sent.meta["ahead"]
    assert sent.meta["hidden"] is None


def test_plain_data_cannot_end_the_element_that_holds_it() -> None:
    words = "a </script><script>alert(1)</script> <!-- b"
    text = document(Shown(PARTS, {"words": words}), Source())
    assert json.loads(data_of(text))["words"] == words
    assert text.lower().count("</script") == 2


def test_the_line_below_names_lesson_and_link_and_nothing_in_it_is_markup() -> None:
    source = Source("1 < 2", 'lesson "2"', "/window?weights=1&size=3", "https://a.org/window?x=1&y")
    text = document(Shown(PARTS, {}), source)
    assert "<title>1 &lt; 2</title>" in text
    line = '<a href="https://a.org/window?x=1&amp;y">/window?weights=1&amp;size=3</a>'
    assert f'<div class="from"><p>lesson &quot;2&quot; · {line}</p>' in text


def choice(of: int) -> Callable[[], Combinations]:
    """Return scenes with so many random bytes each, for stride 1 and 2."""
    noise = np.random.default_rng(0).integers(0, 256, (2, 1, 1, of), dtype=np.uint8)
    scenes: dict[tuple[str, ...], bytes]
    scenes = {("1",): pack({}, maps=noise[0]), ("2",): pack({}, maps=noise[1])}
    return lambda: Combinations({"stride": ["1", "2"]}, ("1",), scenes, {})


def test_what_would_be_too_large_with_all_combinations_says_so_and_has_none() -> None:
    small = document(Shown(PARTS, pack({}), choice(1000)), Source())
    assert small.count("<option") == 2
    large = document(Shown(PARTS, pack({}), choice(500_000)), Source())
    assert len(large) < 100_000
    assert "<select" not in large
    assert "Stride is fixed in this file: all combinations need more than 1 MB." in large


def test_nothing_in_the_file_may_be_fetched() -> None:
    text = document(Shown(PARTS, {}), Source())
    assert "default-src 'none'" in text
    markup = re.sub(r"<script.*?</script>", "", text, flags=re.DOTALL)
    assert not re.search(r"(?:src|href)=\"(?!data:)", markup)
