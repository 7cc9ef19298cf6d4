"""The titles on a board of grids, laid out by the component's own functions."""

from __future__ import annotations

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
def boxes_at(pure: Pure) -> Any:
    scene = {"panels": [{**panel, "index": k} for k, panel in enumerate(BOARD)]}
    call = "layOutBoard(scene, width, 380).boxes"
    return lambda width: pure("views/board/layout.js", call, {"scene": scene, "width": width})


@pytest.mark.parametrize("width", [296, 336, 366, 750, 1300])
def test_every_title_is_whole_and_has_its_place(boxes_at: Any, width: int) -> None:
    taken: list[tuple[float, float, float, float]] = []
    for panel, box in zip(BOARD, boxes_at(width), strict=True):
        lines, size = box["title"]["lines"], box["title"]["size"]
        assert " ".join(lines) == panel["title"]
        wide, high = 0.605 * size * max(map(len, lines)), 18 + 15 * (len(lines) - 1)
        title = (box["x"], box["x"] + wide, box["y"] - high, box["y"])
        assert title[1] <= width + 1
        for one in (title, (box["x"], box["x"] + box["w"], box["y"], box["y"] + box["h"])):
            for left, right, top, bottom in taken:
                apart = one[0] >= right or left >= one[1] or one[2] >= bottom or top >= one[3]
                assert apart, panel["title"]
        taken += [title, (box["x"], box["x"] + box["w"], box["y"], box["y"] + box["h"])]
