"""Which pixels a window reads, which windows read a pixel, and where the grids stand."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
import pytest

from tests.browser.conftest import Pure

GEOMETRY = "views/linked_view/geometry.js"
MODES = {"reflect": "reflect", "replicate": "edge", "circular": "wrap"}  # and NumPy's names


@pytest.mark.parametrize("mode", MODES)
def test_padding_stands_for_the_pixels_that_numpy_takes(pure: Pure, mode: str) -> None:
    for size in (1, 2, 3, 5):
        around = 2 * size + 1
        expected = np.pad(np.arange(size), around, mode=MODES[mode])  # type: ignore[call-overload]
        names = {"size": size, "around": around, "mode": mode}
        call = (
            "[...Array(size + 2 * around).keys()].map((k) => sourceIndex(k - around, size, mode))"
        )
        assert pure(GEOMETRY, call, names) == expected.tolist()


def test_padding_with_a_value_of_its_own_stands_for_no_pixel(pure: Pure) -> None:
    assert pure(GEOMETRY, '[-1, 0, 3, 4].map((k) => sourceIndex(k, 4, "zeros"))') == [-1, 0, 3, -1]


@pytest.mark.parametrize("mode", ["zeros", *MODES])
def test_the_readers_of_a_pixel_are_the_windows_that_hold_it(pure: Pure, mode: str) -> None:
    for stride, dilation, kernel, before in product((1, 2, 3), (1, 2), (2, 3), (0, 1, 2)):
        size, after = 6, before
        outputs = (size + before + after - (kernel - 1) * dilation - 1) // stride + 1
        names = {
            "stride": stride,
            "dilation": dilation,
            "kernel": kernel,
            "outputs": outputs,
            "mode": mode,
            "size": size,
            "around": [before, after],
        }
        found = pure(
            GEOMETRY,
            "[...Array(size).keys()].map((i) => [...readersAlong(i, size, around, kernel, stride,"
            " dilation, outputs, mode)].sort((a, b) => a - b))",
            names,
        )
        stands_for = pure(
            GEOMETRY,
            "Array.from({ length: size + 2 * around[0] },"
            " (_, k) => sourceIndex(k - around[0], size, mode))",
            names,
        )
        windows = [
            {stands_for[at * stride + tap * dilation] for tap in range(kernel)}
            for at in range(outputs)
        ]
        held = [[at for at in range(outputs) if i in windows[at]] for i in range(size)]
        assert found == held, names


def scene(**changes: Any) -> dict[str, Any]:
    """Return what the layout asks of a scene: one picture, one kernel of 3x3, its maps."""
    one = {
        "rows": 28,
        "columns": 28,
        "channels": 1,
        "filters": 1,
        "kernelRows": 3,
        "kernelColumns": 3,
        "outputRows": 28,
        "outputColumns": 28,
        "padding": [[1, 1], [1, 1]],
        "stride": [1, 1],
        "dilation": [1, 1],
        "groups": 1,
        "greyMaps": [False],
        "derived": [],
    }
    return one | changes


@pytest.mark.parametrize("width", [296, 358, 599, 600, 900, 1400])
@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"filters": 4, "greyMaps": [False, True, False, False]},
        {"rows": 5, "columns": 200, "outputRows": 5, "outputColumns": 200},
        {"rows": 512, "columns": 512, "outputRows": 512, "outputColumns": 512},
        {"channels": 3, "filters": 6, "greyMaps": [False] * 6},
        {"derived": ["magnitude", "direction"], "filters": 2, "greyMaps": [False] * 2},
    ],
    ids=["plain", "four maps", "ribbon", "photograph", "planes", "gradient"],
)
def test_grids_stand_apart_and_inside_the_canvas(
    pure: Pure, changes: dict[str, Any], width: int
) -> None:
    call = "layOut(scene, width, 340, 1, { r: 0, c: 0 })"
    plan = pure("views/linked_view/layout.js", call, {"scene": scene(**changes), "width": width})
    boxes = plan["boxes"]
    for box in boxes:
        assert min(box["x"], box["y"]) >= 0
        assert box["x"] + box["w"] <= width + 1e-6
        assert box["y"] + box["h"] <= plan["height"] + 1e-6
    for k, one in enumerate(boxes):
        for other in boxes[:k]:
            apart = (
                one["x"] >= other["x"] + other["w"] - 1e-6
                or other["x"] >= one["x"] + one["w"] - 1e-6
                or one["y"] >= other["y"] + other["h"] - 1e-6
                or other["y"] >= one["y"] + one["h"] - 1e-6
            )
            assert apart, (one, other)


def test_a_narrow_phone_has_room_for_the_products_of_lesson_2(pure: Pure) -> None:
    edge = scene(rows=6, columns=6, outputRows=4, outputColumns=4, padding=[[0, 0], [0, 0]])
    call = "layOut(scene, 312, 333, 1, { r: 0, c: 0 }).boxes.find((b) => b.kind === 'kernel').cell"
    cell = pure("views/linked_view/layout.js", call, {"scene": edge})
    assert cell >= pure("views/linked_view/cells.js", "ROOMY")
