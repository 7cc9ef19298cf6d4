"""The lesson on stacking: every link gives a view with the numbers it names."""

from __future__ import annotations

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.lessons import address, notes, open_lesson, received, run, words

PAGE = "stacking"
LINEAR = {"view": "linear", "image": "camera"}


def panels(**query: str) -> dict[str, np.ndarray]:
    """Open a link and return the board's grids by their titles."""
    sent = received(open_lesson(PAGE, **query))
    titles = [one["title"] for one in sent.meta["panels"]]
    return {title: sent.arrays[f"p{k}"] for k, title in enumerate(titles)}


def test_three_3x3_kernels_are_one_7x7_to_the_last_digit_of_float32() -> None:
    shown = panels(**LINEAR)
    assert shown["one 7×7, ÷ 9"].shape == (7, 7)
    assert shown["one 7×7, ÷ 9"][0].tolist() == [1, 3, 3, 0, -3, -3, -1]
    layered, at_once = shown["in layers, ±1,053"], shown["one 7×7 kernel"]
    assert layered.shape == shown["image"].shape
    assert 0 < np.abs(layered - at_once).max() < 1e-6 * np.abs(layered).max()
    assert "3 layers do what one 7×7 kernel does" in words(open_lesson(PAGE, **LINEAR))


def test_relu_between_leaves_an_error_on_screen() -> None:
    app = open_lesson(PAGE, view="relu", image="camera")
    assert "Its error is" in words(app).replace("**", "")
    sent = received(app)
    assert sent.meta["panels"][-1]["title"].startswith("error, up to")
    assert np.abs(sent.arrays["p7"]).max() > 100


def test_corners_and_squares_are_where_they_are() -> None:
    corners = panels()["layer 2: corners"]
    assert [3, 3] in np.argwhere(corners).tolist()
    squares = panels(view="squares", image="shapes")["squares, ±255"]
    assert np.argwhere(squares).tolist() == [[3, 3], [3, 21]]
    nine = panels(view="squares", image="shapes", side="9")["squares, ±255"]
    assert np.argwhere(nine).tolist() == [[15, 3]]


def last_map(app: AppTest) -> np.ndarray:
    """Return the map of the last layer, which stands before the best single kernel's."""
    sent = received(app)
    return sent.arrays[f"p{len(sent.meta['panels']) - 2}"]


def test_both_layers_of_the_network_are_drawn_with_their_weights() -> None:
    sent = received(open_lesson(PAGE))
    parts = [one["part"] for one in sent.meta["panels"]]
    assert parts == ["input", *["kernel"] * 4, *["map"] * 4, "output", "beside"]
    # Each map is its kernel over the picture, whose border goes on outside, after a ReLU.
    picture = np.pad(sent.arrays["p0"], 1, mode="edge")
    rows, columns = sent.arrays["p0"].shape
    total = np.zeros((rows, columns))
    for k, weight in enumerate(sent.meta["formula"]["weights"]):
        kernel = sent.arrays[f"p{k + 1}"]
        layer = sum(
            kernel[i, j] * picture[i : i + rows, j : j + columns]
            for i, j in np.ndindex(kernel.shape)
        )
        np.testing.assert_array_equal(sent.arrays[f"p{k + 5}"], np.maximum(layer, 0))
        total += weight * sent.arrays[f"p{k + 5}"]
    wanted = np.maximum(total - sent.meta["formula"]["threshold"], 0)
    np.testing.assert_array_equal(sent.arrays["p9"], wanted)


@pytest.mark.parametrize(
    ("query", "view"),
    [
        ({"kernel": "box-blur"}, "linear"),
        ({"image": "flat"}, "linear"),
        ({}, "corners"),
        ({"image": "flat", "view": "corners"}, "corners"),
    ],
)
def test_a_link_without_a_view_opens_where_its_settings_show_something(
    query: dict[str, str], view: str
) -> None:
    app = open_lesson(PAGE, **query)
    assert app.session_state["stacking.view"] == view
    assert (address(app), notes(app)) == (query, [])


def test_a_link_from_the_corners_names_them_where_others_settings_are_said() -> None:
    app = open_lesson(PAGE, kernel="emboss", view="one")  # no such view: corners are used
    assert address(app) == {"kernel": "emboss", "view": "corners"}
    assert open_lesson(PAGE, **address(app)).session_state["stacking.view"] == "corners"


def opened(app: AppTest, view: str) -> AppTest:
    """Open one of the lesson's tabs as its reader does."""
    app.session_state["stacking.view"] = view
    return run(app)


@pytest.mark.parametrize("tab", ["corners", "squares"])
def test_a_tab_brings_squares_where_it_would_show_nothing_and_gives_the_picture_back(
    tab: str,
) -> None:
    app = opened(open_lesson(PAGE, image="flat", cell="1,1"), tab)
    assert (last_map(app) > 0).any()
    assert "comes back when you leave" in "\n".join(notes(app))
    app.session_state["stacking.threshold"] = 19
    run(app)
    assert address(app).get("image", "shapes") == "shapes"
    left = opened(app, "linear")
    assert (address(left)["image"], address(left)["cell"]) == ("flat", "1,1")
    assert notes(left) == []


def test_a_tab_leaves_a_picture_alone_that_is_chosen_there() -> None:
    app = opened(open_lesson(PAGE, image="flat"), "corners")
    app.session_state["stacking.image"] = "flat"
    run(app)
    assert address(app)["image"] == "flat"
    assert notes(app) == []
    app.session_state["stacking.threshold"] = 19
    assert address(run(app))["image"] == "flat"


def test_a_link_to_a_tab_alone_opens_on_squares_and_one_that_names_a_picture_on_that() -> None:
    app = open_lesson(PAGE, view="squares")
    assert np.argwhere(last_map(app)).tolist() == [[3, 3], [3, 21]]
    assert (notes(app), address(app)) == ([], {"view": "squares"})
    left = opened(app, "linear")
    assert address(left) == {"view": "linear"}
    app = open_lesson(PAGE, view="squares")
    app.session_state["stacking.image"] = "camera"
    chosen = address(run(app))
    assert chosen["image"] == "camera"
    assert not (last_map(open_lesson(PAGE, **chosen)) > 0).any()


def test_the_reader_builds_another_corner() -> None:
    app = open_lesson(PAGE)
    for name, weight in (("top", 0), ("left", 0), ("bottom", 1), ("right", 1)):
        app.session_state[f"stacking.{name}"] = weight
    run(app)
    kept = {"top": "0", "bottom": "1", "left": "0", "right": "1"}
    assert {name: address(app).get(name) for name in kept} == kept
    found = last_map(app)
    assert [8, 8] in np.argwhere(found).tolist()
    assert [3, 3] not in np.argwhere(found).tolist()


def test_layers_are_added_and_changed() -> None:
    app = open_lesson(PAGE, **LINEAR)
    app.slider(key="stacking.layers").set_value(5)
    run(app)
    assert address(app)["then"] == "box-blur,sobel-y,gaussian,sharpen"
    assert "5 layers do what one 11×11 kernel does" in words(app)
    app.selectbox(key="stacking.layer-2").set_value("emboss")
    run(app)
    assert address(app)["then"] == "emboss,sobel-y,gaussian,sharpen"
    app.slider(key="stacking.layers").set_value(2)
    run(app)
    assert address(app)["then"] == "emboss"


def test_the_reader_s_kernel_is_the_first_layer() -> None:
    app = open_lesson(PAGE, kernel="custom", weights="1,2,3,4,5,6,7,8,9,10,11", then="gaussian")
    assert notes(app) == []
    assert "2 layers do what one 3×13 kernel does" in words(app)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"then": "sobel,box-blur"}, "is not a 3×3 kernel"),
        ({"then": ",".join(["box-blur"] * 9)}, "are not 2 to 5"),
        ({"view": "squares", "image": "nine"}, "A square of side 6 does not fit"),
        ({"view": "corners", "top": "2"}, "Top goes from -1 to 1"),
        ({"view": "squares", "threshold": "99"}, "Threshold goes from 0 to 40"),
        (
            {
                "kernel": "custom",
                "weights": ";".join([",".join(["999.9999"] * 11)] * 11),
                "then": "gabor,gabor,gabor,gabor",
            },
            "too large to stay exact, so Sobel x is used",
        ),
    ],
)
def test_a_link_that_does_not_work_is_mended_in_words(query: dict[str, str], said: str) -> None:
    app = open_lesson(PAGE, **query)
    assert said in "\n".join(notes(app))
    again = open_lesson(PAGE, **address(app))
    assert notes(again) == []


@pytest.mark.parametrize("shown", ["linear", "relu", "corners", "squares"])
@pytest.mark.parametrize("image", ["nine", "edge", "flat", "red-purple"])
def test_small_and_flat_pictures_have_every_view(shown: str, image: str) -> None:
    sent = received(open_lesson(PAGE, view=shown, image=image))
    assert all(np.isfinite(one).all() for one in sent.arrays.values())
