"""Charts reach the browser with their numbers whole, and their gaps named."""

from __future__ import annotations

import numpy as np
import pytest

from tests.ui.visitor import unpack
from ui.views.curves import Axis, Chart, Guide, Series, packed


def chart(*series: Series, **settings) -> Chart:
    return Chart("Loss", series, x=Axis("step"), y=Axis("loss", log=True), **settings)


def test_numbers_arrive_as_they_are() -> None:
    one = Series("loss", [0, 1, 2], [1.5, 1e-12, 0.0])
    two = Series("cells", [0, 1, 2], [3, 4], kind="bars", quiet=True)
    sent = unpack(packed([chart(one), chart(one, two, guides=[Guide(0.25, "at most")])], "cell"))
    assert sent.arrays["y0.0"].tolist() == [1.5, 1e-12, 0.0]
    assert sent.arrays["x1.1"].tolist() == [0, 1, 2]
    assert sent.meta["follow"] == "cell"
    second = sent.meta["charts"][1]
    assert second["label"] == second["title"] == "Loss"
    assert [one["kind"] for one in second["series"]] == ["line", "bars"]
    assert second["guides"] == [{"y": 0.25, "words": "at most"}]
    assert (second["x"]["log"], second["y"]["log"]) == (False, True)


def test_what_is_no_number_is_a_gap() -> None:
    sent = unpack(packed([chart(Series("loss", range(4), [1, np.nan, np.inf, 2]))]))
    assert sent.meta["gaps"] == [[[1, 2]]]
    assert sent.arrays["y0.0"].tolist() == [1, 0, 0, 2]


def test_an_empty_series_is_a_chart_without_a_line() -> None:
    assert unpack(packed([chart(Series("loss", [], []))])).arrays["x0.0"].size == 0


@pytest.mark.parametrize(("kind", "xs"), [("line", 3), ("bars", 2)])
def test_x_and_y_belong_together(kind, xs) -> None:
    with pytest.raises(ValueError, match="give as many"):
        packed([chart(Series("loss", range(xs), [1, 2], kind=kind))])


def test_x_is_always_a_number() -> None:
    with pytest.raises(ValueError, match="not finite"):
        packed([chart(Series("loss", [np.nan], [1]))])
