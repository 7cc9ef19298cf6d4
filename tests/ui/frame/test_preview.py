"""A picture ahead of the page: the scene of other settings, outside of any session."""

from __future__ import annotations

import asyncio
import gc
import json
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from unittest import mock
from urllib.parse import urlencode

import numpy as np
import pytest
from starlette.requests import Request
from starlette.responses import Response

from tests.ui.visitor import Received, unpack, visitor
from ui.frame.edits import Change, Edit, change_convolution
from ui.frame.preview import PATH, answer, offer, routes
from ui.frame.scenes import convolution_scene
from ui.link.convolution import chosen_kernel, convolution_settings, settle
from ui.link.history import open_view
from ui.link.view import View
from ui.link.vocabulary import DILATION, IMAGE, SIZE
from ui.models.convolution import Convolution
from ui.pictures import picture
from ui.views.linked_view import NAME as LINKED_VIEW
from ui.views.linked_view import Scene
from ui.views.sent_arrays import sent_arrays

NAMES = ("size", "angle", "stride", "dilation")


@pytest.fixture(autouse=True, scope="module")
def whole_messages() -> Iterator[None]:
    """Each message is read by itself, but for those of one test."""
    with mock.patch("ui.views.sent_arrays.LEAST", float("inf")):
        yield


def shown(view: View) -> Convolution:
    return settle(view, picture(view[IMAGE]), chosen_kernel(view))


def scene(view: View) -> Scene:
    return convolution_scene(view, shown(view))


def opened() -> tuple[View, dict[str, object]]:
    """Open a lesson by its link, and offer its scene."""
    view = open_view("test", convolution_settings("digit-7", "gaussian"))
    shown(view)
    return view, offer(view, NAMES, scene, change=changed)


def changed(view: View, edit: Edit) -> Change:
    return change_convolution(shown(view), view.values.get("edits", {}), edit)


def weight(row: int, column: int, value: str) -> dict[str, object]:
    return {"target": "weight", "indices": [[0, 0, row, column]], "value": value}


def edits_of(*edits: object) -> dict[str, str]:
    return {"edits": json.dumps(edits)}


def asked(path: object, texts: Mapping[str, str]) -> Response:
    """Ask as the browser does: outside the visitor's session."""
    token = str(path).removeprefix(f"{PATH}/")
    scope = {"type": "http", "path_params": {"token": token}, "headers": []}
    asking = answer(Request(scope | {"query_string": urlencode(texts).encode()}))
    # On a thread, for a loop of the browser tests may run in this one.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, asking).result()


def received(response: Response) -> Received:
    assert response.status_code == 200
    return unpack(bytes(response.body))


@pytest.mark.parametrize(
    "texts", [{"size": "7"}, {"stride": "3", "size": "5"}, {}, {"size": "4"}, {"stride": "900"}]
)
def test_the_scene_is_the_one_that_the_lesson_shows_with_these_settings(
    texts: dict[str, str],
) -> None:
    with visitor(kernel="gaussian", size="3"):
        _, said = opened()
        ahead = received(asked(said["path"], texts))
    with visitor(**{"kernel": "gaussian", "size": "3"} | texts):
        view, _ = opened()
        page = unpack(scene(view).packed())
    for name in ("image", "weights", "maps"):
        assert np.array_equal(ahead.arrays[name], page.arrays[name])
    fixed = {"arrival", "start"}
    assert {k: v for k, v in ahead.meta.items() if k not in fixed} == {
        k: v for k, v in page.meta.items() if k not in fixed
    }


def test_what_there_was_no_room_for_is_given_back_as_on_the_page() -> None:
    link = {"image": "edge", "kernel": "gaussian", "dilation": "4"}
    with visitor(**link, size="11"):
        view, said = opened()
        assert view[DILATION] == 2  # 41 rows of kernel would need more than 6 and 2·10
        told = {name: view.settings[name].write(view.values[name]) for name in NAMES} | {
            "size": "3"
        }
        ahead = received(asked(said["path"], told))
    with visitor(**link, size="3"):
        page = unpack(scene(opened()[0]).packed())
    for name in ("padding", "dilation"):
        assert ahead.meta[name] == page.meta[name]
    assert page.meta["dilation"] == [4, 4]
    assert np.array_equal(ahead.arrays["maps"], page.arrays["maps"])


def test_the_address_follows_the_app(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("streamlit.get_option", lambda name: "/lab/")
    assert [one.path for one in routes()] == ["/lab/ahead/{token}"]


def test_asking_changes_nothing_of_what_the_visitor_has() -> None:
    with visitor(kernel="gaussian", size="3") as one:
        view, said = opened()
        values = dict(view.values)
        received(asked(said["path"], {"size": "9"}))
        assert view.values == values
        assert one.address.texts == {"kernel": "gaussian", "size": "3"}
        again = received(asked(said["path"], {}))
        assert again.arrays["weights"].shape[2:] == (3, 3)


def test_the_browser_is_told_the_sliders_and_what_they_say() -> None:
    with visitor(kernel="gaussian", size="5", stride="2"):
        _, said = opened()
    assert said["sliders"] == {
        "test-size": "size",
        "test-angle": "angle",
        "test-stride": "stride",
        "test-dilation": "dilation",
    }
    told = {"size": "5", "angle": "0", "stride": "2", "dilation": "1"}
    assert said["values"] == told | {"edits": "[]"}


def test_only_the_offered_settings_are_taken_from_a_stranger() -> None:
    with visitor(kernel="gaussian"):
        _, said = opened()
        plain = received(asked(said["path"], {}))
        forged = received(asked(said["path"], {"image": "camera", "padding": "9", "x": "1"}))
    assert np.array_equal(forged.arrays["maps"], plain.arrays["maps"])


def test_a_visitor_keeps_one_place_and_another_has_another() -> None:
    with visitor() as one:
        _, said = opened()
        one.goes_to(kernel="sobel-x")
        _, later = opened()
        assert later["path"] == said["path"]
        newest = received(asked(said["path"], {}))
        assert newest.meta["kernelTitles"] == unpack_titles("sobel-x")
        with visitor():
            _, others = opened()
        assert others["path"] != said["path"]


def unpack_titles(kernel: str) -> list[str]:
    with visitor(kernel=kernel):
        view, _ = opened()
        titles: list[str] = unpack(scene(view).packed()).meta["kernelTitles"]
        return titles


def test_a_visitor_is_answered_one_thing_at_a_time() -> None:
    with visitor():
        meanwhile: list[int] = []

        def slow(view: View) -> Scene:
            meanwhile.append(asked(said["path"], {}).status_code)
            if view[SIZE] == 9:
                raise ValueError("no scene")
            return scene(view)

        view = open_view("test", convolution_settings("digit-7", "gaussian"))
        shown(view)
        said = offer(view, NAMES, slow)
        assert asked(said["path"], {}).status_code == 200
        with pytest.raises(ValueError, match="no scene"):
            asked(said["path"], {"size": "9"})
        assert asked(said["path"], {}).status_code == 200
        assert meanwhile == [204, 204, 204]


def test_a_session_that_ended_answers_no_more() -> None:
    with visitor() as one:
        _, said = opened()
        assert asked(said["path"], {}).status_code == 200
        one.session.clear()
    gc.collect()
    assert asked(said["path"], {}).status_code == 204
    assert asked("ahead/forged", {}).status_code == 204


def test_what_the_browser_has_is_not_sent_again_neither_ahead_nor_by_the_page() -> None:
    with (
        visitor(kernel="gaussian", size="3", image="coins"),
        mock.patch("ui.views.sent_arrays.LEAST", 1024),
    ):
        view, said = opened()
        whole, ahead, other = (
            received(asked(said["path"], {"size": size})) for size in ("5", "7", "7")
        )
        page = unpack(sent_arrays(LINKED_VIEW).without_known(scene(view).packed()))
    assert {"image", "maps"} <= set(whole.arrays)
    assert "image" not in ahead.arrays
    assert "maps" in ahead.arrays
    assert ahead.named["image"] == other.named["image"] == page.named["image"]
    assert ahead.named["maps"] == other.named["maps"] != page.named["maps"]
    assert not {"image", "maps"} & set(other.arrays)
    assert "image" not in page.arrays


# ---- edits


def test_a_number_that_moves_gives_the_scene_that_the_lesson_then_shows() -> None:
    with visitor(kernel="sobel-x"):
        _, said = opened()
        edits = edits_of(weight(0, 0, "7"), weight(1, 2, "-0.5"))
        ahead = received(asked(said["path"], edits))
    with visitor(kernel="custom", weights="7,0,1;-2,0,-0.5;-1,0,1"):
        page = unpack(scene(opened()[0]).packed())
    for name in ("image", "weights", "maps"):
        assert np.array_equal(ahead.arrays[name], page.arrays[name])
    assert ahead.meta["said"] == ""


def test_an_edit_that_was_settled_meanwhile_may_be_told_again() -> None:
    with visitor(kernel="sobel-x") as one:
        _, said = opened()
        told = edits_of(weight(0, 0, "7"))
        before = received(asked(said["path"], told))
        one.goes_to(kernel="custom", weights="7,0,1;-2,0,2;-1,0,1")
        opened()
        after = received(asked(said["path"], told))
    assert np.array_equal(after.arrays["maps"], before.arrays["maps"])


def test_what_a_number_becomes_is_said_with_the_picture() -> None:
    with visitor(kernel="sobel-x"):
        _, said = opened()
        ahead = received(asked(said["path"], edits_of(weight(0, 0, "5000"))))
    assert ahead.meta["said"] == (
        "A weight is −1000 to 1000 with at most 4 decimals: 5000 became 1000."
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "7",
        "[7, null, {}]",
        json.dumps([weight(9, 9, "1")]),
        json.dumps([weight(0, 0, "x")]),
        json.dumps([{"target": "pixel", "indices": [[0, 99, 99]], "value": "1"}]),
        "[" * 100_000,
    ],
    ids=lambda text: text[:30],
)
def test_what_is_no_edit_leaves_the_picture_as_it_is(text: str) -> None:
    with visitor(kernel="sobel-x"):
        _, said = opened()
        plain = received(asked(said["path"], {}))
        forged = received(asked(said["path"], {"edits": text}))
    assert np.array_equal(forged.arrays["maps"], plain.arrays["maps"])
