"""The costs of a network open in a spreadsheet and in NumPy."""

from __future__ import annotations

import csv
import io

import numpy as np

from tests.ui.lessons.architectures.cases import planned
from ui.lessons.architectures.model_zoo import ARCHITECTURES
from ui.lessons.architectures.spreadsheet import COLUMNS, spreadsheet

VGG = planned(ARCHITECTURES["vgg-16"].layers, ARCHITECTURES["vgg-16"].input, 1)


def test_numpy_reads_the_costs_by_their_names() -> None:
    found = np.genfromtxt(
        io.BytesIO(spreadsheet(VGG)), delimiter=",", names=True, dtype=None, encoding="utf-8"
    )
    assert found.dtype.names == COLUMNS
    assert found["parameters"].sum() == 138_357_544
    assert found["multiply_adds"].sum() == 15_470_264_320
    first, last = found[0], found[-1]
    assert [first[name] for name in ("channels", "rows", "columns")] == [64, 224, 224]
    assert first["outputs"] == 64 * 224 * 224
    assert [last[name] for name in ("channels", "rows", "columns")] == [1000, 1, 1]


def test_with_a_decimal_comma_cells_are_apart_by_semicolons() -> None:
    lines = csv.reader(io.StringIO(spreadsheet(VGG, comma=True).decode()), delimiter=";")
    rows = list(lines)
    assert {len(row) for row in rows} == {len(COLUMNS)}
    assert rows[1][:5] == ["1", VGG.rows[0].name, "64", "224", "224"]
