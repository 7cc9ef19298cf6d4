"""The judge's sheets: which pictures are shown, in which order, and what is said of them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from cnn_core.data import Examples
from cnn_core.training import Readings
from tests.ui.visitor import Received, unpack, visitor
from ui.lessons.train import judge_view
from ui.link.history import open_view

CLASSES = ("circle", "cross", "star")
TRUE = np.array([0, 0, 1, 1, 2, 2])
# Said: 0, 1 (sure), 1, 0 (unsure), 2, 1 (surest).
LOGITS = np.array(
    [[3.0, 0, 0, 1, 0, 0], [0, 4, 3, 0.5, 0, 9], [0, 0, 0, 0, 3, 0]], dtype=np.float32
)


def examples() -> Examples:
    pixels = np.arange(6 * 4, dtype=np.uint8).reshape(6, 1, 2, 2)
    return Examples(pixels, TRUE)


def shown(readings: Readings | None = None, logits: Any = LOGITS, **link: str) -> Received:
    with visitor(**link):
        view = open_view("train", judge_view.judge_settings())
        known = Readings(TRUE) if readings is None else readings
        sent = judge_view.judged(
            view, logits, examples(), CLASSES, readings=known, seen=40, epoch=20
        )
    return unpack(sent)


def numbers(sent: Received) -> list[int]:
    return [one["number"] for one in sent.meta["pictures"]]


def test_it_opens_on_the_surest_mistakes() -> None:
    sent = shown()
    assert sent.meta["matrix"] == [[1, 1, 0], [1, 1, 0], [0, 1, 1]]
    assert sent.meta["accuracies"] == [0.5, 0.5, 0.5]
    assert numbers(sent) == [5, 1, 3]
    assert sent.meta["title"] == "3 mistakes, the most confident first"
    assert sent.meta["words"].startswith("3 of 6 test images read correctly: 50.0 %.")
    np.testing.assert_array_equal(sent.arrays["pixels"][0], examples().pixels[5, 0])


@pytest.mark.parametrize(
    ("pair", "found", "title"),
    [
        ("2,1", [5], "1 × star read as cross"),
        ("0,0", [0], "1 × circle read correctly"),
        ("0,2", [], "0 × circle read as star"),
        ("9,9", [4], "1 × star read correctly"),
    ],
)
def test_a_cell_opens_the_pictures_behind_it(pair: str, found: list[int], title: str) -> None:
    sent = shown(pair=pair)
    assert (numbers(sent), sent.meta["title"]) == (found, title)
    assert len(sent.arrays["pixels"]) == len(found)


def test_it_says_when_a_picture_was_last_misread() -> None:
    readings = Readings(TRUE)
    readings.record(0, [1, 1, 1, 1, 1, 1])
    readings.record(10, [0, 1, 1, 1, 1, 1])
    readings.record(40, LOGITS.argmax(axis=0))
    readings.record(90, [2] * 6)  # further on, where the reader is not now
    told = {one["number"]: one["when"] for one in shown(readings).meta["pictures"]}
    assert told[5] == "read wrongly at 3 of 3 tests, and now"
    assert told[3] == "read wrongly at 1 of 3 tests, and now"
    late = shown(readings, sheet="late")
    assert "read wrongly before and rightly now, the last learned" in late.meta["title"]
    assert numbers(late) == [4, 0]
    assert [one["when"] for one in late.meta["pictures"]] == [
        "read wrongly at 2 of 3 tests, last after 10 images (epoch 0.50)",
        "read wrongly at 1 of 3 tests, last after 0 images (epoch 0.00)",
    ]
    right = shown(readings, pair="1,1").meta["pictures"]
    assert [one["when"] for one in right] == ["right at all 3 tests"]


def test_a_network_without_mistakes_is_praised_for_it() -> None:
    sent = shown(logits=np.eye(3, dtype=np.float32)[:, TRUE])
    assert sent.meta["words"].endswith("Not one mistake.")
    assert numbers(sent) == []


def test_pictures_come_in_parts_and_each_has_its_link(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judge_view, "MOST_PICTURES", 2)
    assert numbers(shown()) == [5, 1]
    for start in ("2", "3", "900"):  # a place within a part, or beyond the last
        part: dict[str, Any] = {"from": start}
        sent = shown(**part)
        assert numbers(sent) == [3]
        assert (sent.meta["first"], sent.meta["count"]) == (2, 3)


def test_other_pictures_begin_with_their_first() -> None:
    with visitor() as one:
        for want, first in (({"from": 48}, 48), ({"pair": [3, 5]}, 0), ({"from": 96}, 96)):
            one.session["train:judge"] = {"want": want}
            judge_view._take("train")
            assert one.session["train.from"] == first


def test_what_a_browser_sends_is_checked() -> None:
    with visitor() as one:
        for want in (
            *({"pair": [1]}, {"pair": [1, -2]}, {"pair": "1,2"}),
            *({"sheet": "all"}, {"from": -1}, 5),
        ):
            one.session["train:judge"] = {"want": want}
            judge_view._take("train")
        assert set(one.session) == {"train:judge"}
        one.session["train:judge"] = {"want": {"pair": [4, 9], "sheet": "late"}}
        judge_view._take("train")
        assert (one.session["train.pair"], one.session["train.sheet"]) == ((4, 9), "late")
        one.session["train:judge"] = {"want": {"pair": []}}
        judge_view._take("train")
        assert one.session["train.pair"] == ()


def test_a_broken_link_says_what_it_could_not_use() -> None:
    with visitor(pair="4", sheet="lat"):
        view = open_view("train", judge_view.judge_settings())
        assert (view[judge_view.PAIR], view[judge_view.SHEET], len(view.notes)) == ((), "late", 2)


@pytest.mark.parametrize(
    ("classes", "columns"),
    [
        (["ankle boot", "bag"], ["ank", "bag"]),
        (["digit 0", "digit 1", "digit 7"], ["0", "1", "7"]),
        (["left hand", "left leg"], ["hand", "leg"]),
        (["shirt", "shirts"], ["s0", "s1"]),
    ],
)
def test_no_two_columns_of_the_table_are_called_the_same(
    classes: list[str], columns: list[str]
) -> None:
    assert judge_view.brief(classes) == columns
