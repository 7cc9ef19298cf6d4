"""Numbers as files: read by the programs they are for, they are those that the view prints."""

from __future__ import annotations

import csv
import io
from zipfile import ZipFile

import numpy as np
import pytest

from tests.pages.lessons import figure
from ui.figures.numbers import csv_files, npz_file, numbers
from ui.frame.catalogue import LESSONS
from ui.session.keys import SHOWN
from ui.views.shown_views import Shown


def shown(lesson: str, **texts: str) -> list[Shown]:
    return list(figure(lesson, **texts).session_state[SHOWN].values())


def opened(view: Shown) -> dict[str, np.ndarray]:
    with np.load(io.BytesIO(npz_file(view)), allow_pickle=False) as file:
        return dict(file)


def tables(view: Shown) -> dict[str, list[list[float]]]:
    with ZipFile(io.BytesIO(csv_files(view))) as folder:
        return {
            name: [[float(one) for one in row] for row in csv.reader(io.StringIO(text))]
            for name in folder.namelist()
            for text in [folder.read(name).decode()]
        }


def test_the_map_is_the_kernel_over_the_input() -> None:
    arrays = opened(shown("kernels", kernel="gaussian", image="digit-3")[0])
    image, kernel, found = (arrays[name] for name in ("input", "kernel", "map"))
    high, wide = kernel.shape[-2:]
    windows = np.lib.stride_tricks.sliding_window_view(np.pad(image[0], high // 2), (high, wide))
    np.testing.assert_allclose(found[0], (windows * kernel[0, 0]).sum((-2, -1)), rtol=1e-12)


def test_a_spreadsheet_gets_a_file_for_each_plane() -> None:
    found = tables(shown("channels")[0])
    arrays = opened(shown("channels")[0])
    assert found["input-2.csv"] == arrays["input"][2].tolist()
    assert found["kernel-1-0.csv"] == arrays["kernel"][1, 0].tolist()
    assert found["map-1.csv"] == arrays["map"][1].tolist()


def test_with_a_decimal_comma_a_semicolon_is_between_cells() -> None:
    view = shown("kernels", kernel="gaussian", image="digit-3")[0]
    with ZipFile(io.BytesIO(csv_files(view, comma=True))) as folder:
        rows = csv.reader(io.StringIO(folder.read("kernel.csv").decode()), delimiter=";")
        read = [[float(one.replace(",", ".")) for one in row] for row in rows]
    assert read == tables(view)["kernel.csv"]
    assert any(one != round(one) for row in read for one in row)


def test_a_curve_has_its_x_beside_its_y() -> None:
    view = next(one for one in shown("activation") if one.parts.name == "curves")
    curve = numbers(view)["f-x-relu"]
    np.testing.assert_array_equal(curve[:, 1], np.maximum(curve[:, 0], 0))


@pytest.mark.parametrize("lesson", LESSONS)
def test_each_lesson_s_numbers_are_the_same_in_both_files(lesson: str) -> None:
    for view in shown(lesson):
        arrays, found = opened(view), tables(view)
        planes = sum(max(1, int(np.prod(one.shape[:-2]))) for one in arrays.values())
        assert len(found) == planes
        for name, array in arrays.items():
            if array.ndim <= 2:
                wanted = array.reshape(len(array), -1).tolist()
                np.testing.assert_allclose(found[f"{name}.csv"], wanted, rtol=1e-8)
