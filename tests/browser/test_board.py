"""The titles on a board of grids, laid out by the component's own functions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser.conftest import Pure

BLUR = {"rows": 3, "columns": 3, "kind": "weights", "title": "Box blur ÷ 9", "texts": []}
MAP = {"rows": 86, "columns": 86, "kind": "signed", "texts": []}
BOARD = [
    *({**BLUR, "row": 0, "before": "∗" if k else ""} for k in range(5)),
    {**BLUR, "row": 0, "rows": 11, "columns": 11, "title": "one 11×11 ÷ 59049", "before": "="},
    {**MAP, "row": 1, "title": "picture", "before": ""},
    {**MAP, "row": 1, "title": "in layers, ±1,053", "before": "→"},
    {**MAP, "row": 1, "title": "one 11×11 kernel", "before": ""},
    {**MAP, "row": 1, "title": "difference, ±2e−4", "before": ""},
]


@pytest.fixture
def boxes_at(pure: Pure) -> Iterator[Any]:
    scene = {"panels": [{**panel, "index": k} for k, panel in enumerate(BOARD)]}
    on = "document.documentElement.dataset.projector = zoom"
    call = f"({on}, layOutBoard(scene, width, 380).boxes)"
    yield lambda width, zoom: pure(
        "views/board/layout.js", call, {"scene": scene, "width": width, "zoom": zoom}
    )
    pure("views/board/layout.js", "delete document.documentElement.dataset.projector")


@pytest.mark.parametrize(
    ("width", "zoom"), [(296, ""), (336, ""), (366, ""), (750, ""), (1300, ""), (860, "1.6")]
)
def test_every_title_is_whole_and_has_its_place(boxes_at: Any, width: int, zoom: str) -> None:
    taken: list[tuple[float, float, float, float]] = []
    for panel, box in zip(BOARD, boxes_at(width, zoom), strict=True):
        lines, size = box["title"]["lines"], box["title"]["size"]
        assert " ".join(lines) == panel["title"]
        assert size == (15 if zoom else 12)
        wide, high = 0.605 * size * max(map(len, lines)), 18 + 1.25 * size * (len(lines) - 1)
        title = (box["x"], box["x"] + wide, box["y"] - high, box["y"])
        assert title[1] <= width + 1
        for one in (title, (box["x"], box["x"] + box["w"], box["y"], box["y"] + box["h"])):
            for left, right, top, bottom in taken:
                apart = one[0] >= right or left >= one[1] or one[2] >= bottom or top >= one[3]
                assert apart, panel["title"]
        taken += [title, (box["x"], box["x"] + box["w"], box["y"], box["y"] + box["h"])]
