"""An array that the browser has is named and not sent again; what got lost is sent whole."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tests.ui.visitor import Received, unpack, visitor
from ui.views import component as components
from ui.views.component import component
from ui.views.pack import ALIGNMENT, pack
from ui.views.sent_arrays import LARGEST, LEAST, MOST, SentArrays, sent_arrays

IMAGE = np.arange(LEAST, dtype=np.uint8).reshape(32, -1)
SMALL = np.arange(5, dtype=np.int16)


def sent(arrays: SentArrays, **named: np.ndarray) -> Received:
    return unpack(arrays.without_known(pack({"label": "ä"}, **named)))


def test_what_the_browser_has_is_only_named() -> None:
    arrays = SentArrays()
    first = sent(arrays, image=IMAGE, small=SMALL)
    again = sent(arrays, small=SMALL, image=IMAGE)
    assert set(first.arrays) == {"image", "small"}
    assert set(again.arrays) == {"small"}  # too small to be worth a name
    assert again.named == {"image": first.named["image"]}
    assert first.meta == again.meta == {"label": "ä"}
    for received in (first, again):
        np.testing.assert_array_equal(received.arrays["small"], SMALL, strict=True)
    np.testing.assert_array_equal(first.arrays["image"], IMAGE, strict=True)


def test_what_is_left_begins_where_a_browser_can_read_it() -> None:
    arrays = SentArrays()
    sent(arrays, image=IMAGE)
    odd = np.arange(2001, dtype=np.uint8)
    packed = arrays.without_known(pack({}, odd=odd, image=IMAGE, more=SMALL))
    received = unpack(packed)
    assert set(received.arrays) == {"odd", "more"}
    assert all(offset % ALIGNMENT == 0 for offset in received.offsets.values())
    np.testing.assert_array_equal(received.arrays["more"], SMALL)


@pytest.mark.parametrize(
    "other", [IMAGE[::-1], IMAGE.reshape(-1), IMAGE.view(np.int16), IMAGE.view(np.int32)]
)
def test_the_same_bytes_in_another_form_are_another_array(other: np.ndarray) -> None:
    arrays = SentArrays()
    sent(arrays, image=IMAGE)
    np.testing.assert_array_equal(sent(arrays, image=other).arrays["image"], other, strict=True)


def test_no_more_is_counted_on_than_a_browser_keeps() -> None:
    arrays = SentArrays()
    large = [np.full(LARGEST, k, np.uint8) for k in range(MOST // LARGEST + 1)]
    for one in large:
        sent(arrays, image=one)
    assert "image" not in sent(arrays, image=large[1]).arrays  # this one is now the newest
    assert "image" in sent(arrays, image=large[0]).arrays
    assert "image" not in sent(arrays, image=large[1]).arrays
    too_large = np.zeros(LARGEST + 1, np.uint8)
    for _ in range(2):
        assert "image" in sent(arrays, image=too_large).arrays


def test_a_browser_that_misses_something_is_sent_everything_once() -> None:
    arrays = SentArrays()
    for missing, named in ((None, False), (None, True), (17, False), (17, True), (18, False)):
        arrays.heard("view", missing)
        assert ("image" not in sent(arrays, image=IMAGE).arrays) is named, missing


def test_a_component_sends_what_its_own_visitor_has_not(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[Any] = []

    def declare(name: str, **parts: str) -> Any:
        return lambda *, data, **_: told.append(data)

    monkeypatch.setattr("streamlit.components.v2.component", declare)
    monkeypatch.setattr(components, "bundle", lambda entry: "")
    show = component("thing", __file__)
    packed = pack({}, image=IMAGE)
    with visitor() as one:
        show(key="view", data=packed)
        show(key="view", data=packed)
        one.session["view"] = {"missing": 5}
        show(key="view", data=packed)
        show(key="view", data={"plain": 1})
        assert sent_arrays("thing") is not sent_arrays("another")
    with visitor():
        show(key="view", data=packed)
    assert ["image" in unpack(one).arrays for one in told if isinstance(one, bytes)] == [
        True,
        False,
        True,
        True,
    ]
    assert told[3] == {"plain": 1}
