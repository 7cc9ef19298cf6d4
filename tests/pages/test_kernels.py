"""Lesson 3: what a kernel sees, alone, beside another, in a layer, again and again."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from cnn_core.kernels import KERNELS, apply_repeatedly, edge_response, gradient
from tests.pages.lessons import (
    address,
    downloaded,
    maps,
    notes,
    open_code,
    open_lesson,
    pictures,
    received,
    run,
    run_code,
    words,
)
from ui.lessons.kernels.angles import DEGREES
from ui.lessons.kernels.model import VIEWS
from ui.models.convolution import Convolution
from ui.pictures import picture

CAMERA = picture("camera")


def alone(name: str, *, image: str = "camera", **how) -> np.ndarray:
    """Return the map of one kernel of that name, with the lesson's border."""
    shown = picture(image).grey()
    how = {"padding": "same", "mode": "replicate", **how}
    return Convolution(shown, KERNELS[name].kernel(), **how).map


# ---- one kernel


def test_the_whole_photograph_is_shown() -> None:
    app = open_lesson("kernels")
    np.testing.assert_array_equal(received(app).arrays["image"], CAMERA.pixels)
    np.testing.assert_array_equal(maps(app), alone("sobel-x")[None])


@pytest.mark.parametrize("name", KERNELS)
def test_every_kernel_of_the_menu_is_shown_named_and_weighed(name: str) -> None:
    app = open_lesson("kernels", kernel=name, image="coins")
    kernel = KERNELS[name].kernel(*received(app).arrays["weights"].shape[-1:])
    assert kernel.title in words(app)
    assert kernel.sees.removeprefix("It ") in words(app)
    assert f"sum to {float(kernel.sum):.3g}".replace("-", "−") in words(app)
    shown = Convolution(picture("coins"), kernel, padding="same", mode="replicate")
    np.testing.assert_array_equal(maps(app)[0], shown.map)


def test_applied_ten_times_it_reads_its_own_ninth_answer() -> None:
    app = open_lesson("kernels", kernel="gaussian", size="5", times="10", image="coins")
    sent = received(app)
    assert sent.meta["inputTitles"] == ["after 9× 303×384"]
    blur = KERNELS["gaussian"].kernel(5)
    wanted = apply_repeatedly(picture("coins").pixels, blur, 10)[0]
    np.testing.assert_allclose(maps(app)[0], wanted, atol=0.1)  # each step rounds to 0.01
    assert received(app).meta["hidden"] is None  # the question is about one application


@pytest.mark.parametrize(
    "texts",
    [
        {"kernel": "box-blur", "image": "edge", "padding": "0", "times": "10"},  # 6 -> 4 -> 2
        {"kernel": "sobel-x", "size": "7", "image": "checkerboard", "times": "10"},  # grows
    ],
    ids=["used up", "no longer exact"],
)
def test_where_repeating_ends_earlier_the_control_stops_there_and_it_is_said(texts) -> None:
    app = open_lesson("kernels", **texts)
    times = int(str(app.slider(key="kernels.times").value))
    assert 1 < times < 10
    assert received(app).meta["inputTitles"][0].startswith(f"after {times - 1}×")
    assert any(f"{times}×" in note for note in notes(app))
    assert address(app)["times"] == str(times)


# ---- several


def test_two_kernels_stand_side_by_side() -> None:
    app = open_lesson("kernels", view="two", kernel="sobel-x", other="gaussian", image="coins")
    np.testing.assert_array_equal(maps(app)[0], alone("sobel-x", image="coins"))
    np.testing.assert_array_equal(maps(app)[1], alone("gaussian", image="coins"))
    assert received(app).meta["outputTitles"] == ["Sobel x", "Gaussian blur"]


def test_a_layer_has_a_map_for_each_kernel() -> None:
    names = ["emboss", "gabor", "two-column", "laplacian-of-gaussian", "identity"]
    app = open_lesson("kernels", view="layer", kernels=",".join(names), image="coins")
    assert maps(app).shape == (5, 303, 384)
    for one, name in zip(maps(app), names, strict=True):
        np.testing.assert_array_equal(one, alone(name, image="coins"))


@pytest.mark.parametrize("name", ["gaussian", "emboss"])
def test_a_layer_of_one_kernel_shows_that_kernel(name: str) -> None:
    texts = {"view": "layer", "kernels": name, "image": "coins", "kernel": "sobel-x"}
    app = open_lesson("kernels", **texts)
    np.testing.assert_array_equal(maps(app), alone(name, image="coins")[None])
    np.testing.assert_allclose(run_code(app, "feature_maps"), maps(app), rtol=1e-5, atol=1e-3)
    files = downloaded("kernels", **texts)
    exact = np.load(io.BytesIO(files["coins-layer.npy"]))
    np.testing.assert_array_equal(exact, maps(app))


def test_a_layer_has_at_least_one_kernel() -> None:
    app = open_lesson("kernels", view="layer", image="coins")
    app.multiselect(key="kernels.kernels").set_value([])
    run(app)
    assert notes(app) == ["A layer has at least one kernel, so Sobel x is used instead."]
    assert address(app)["kernels"] == "sobel-x"
    assert len(maps(app)) == 1


@pytest.mark.parametrize(
    "texts",
    [
        {"view": "two", "kernel": "laplacian-4", "other": "gabor"},
        {"view": "layer", "kernels": "laplacian-of-gaussian,sobel-x", "dilation": "2"},
        {"view": "gradient", "kernel": "identity", "size": "1", "stride": "6"},
        {"view": "gradient", "padding": "full", "cell": "6,6"},
        {"view": "one", "kernel": "box-blur", "size": "11", "dilation": "4"},
    ],
    ids=lambda texts: texts["view"],
)
def test_a_kernel_larger_than_the_picture_gets_room_and_it_is_said(texts) -> None:
    padding = {"padding": "0", **texts}
    app = open_lesson("kernels", image="centre-200", **padding)  # 5x5
    assert min(maps(app).shape) >= 1
    if texts["view"] in ("one", "two", "layer"):
        assert any("covers" in note for note in notes(app))


# ---- gradient and angles


def test_the_gradient_is_sobel_x_and_y_beside_their_size_and_direction() -> None:
    app = open_lesson("kernels", view="gradient", cell="100,200")
    np.testing.assert_array_equal(maps(app), np.stack([alone("sobel-x"), alone("sobel-y")]))
    steep, rising = gradient(CAMERA.pixels[0].astype(np.float64))
    np.testing.assert_allclose(run_code(app, "magnitude"), steep, rtol=1e-5, atol=1e-3)
    sent = received(app)
    assert sent.meta["derived"] == ["magnitude", "direction"]
    np.testing.assert_allclose(sent.arrays["magnitude"] / 100, steep, atol=0.0051)
    np.testing.assert_allclose(sent.arrays["direction"] / 10, np.degrees(rising), atol=0.051)
    assert 0 < sent.meta["steepest"] < steep.max()
    assert sent.meta["steepestBeyond"]


@pytest.mark.parametrize(
    "texts",
    [
        {"stride": "2", "cell": "50,60"},
        {"padding": "0"},
        {"flip": "1"},
        {"dilation": "3", "mode": "circular"},
    ],
    ids=str,
)
def test_the_gradient_s_numbers_agree_whatever_the_other_settings(texts) -> None:
    app = open_lesson("kernels", view="gradient", **texts)
    sent = received(app)
    np.testing.assert_allclose(sent.arrays["magnitude"] / 100, np.hypot(*maps(app)), atol=0.0051)
    assert notes(app) == []


def test_a_gradient_s_cell_may_be_any_pixel_however_small_the_other_map() -> None:
    app = open_lesson("kernels", view="gradient", stride="6", cell="500,500")
    assert received(app).meta["start"] == [0, 500, 500]
    assert notes(app) == []


def test_not_all_angles_are_equal() -> None:
    app = open_lesson("kernels", view="angles", kernel="sobel-x")
    board, sent = pictures(app)
    np.testing.assert_array_equal(sent.arrays["x0.0"], DEGREES)
    exact = edge_response(KERNELS["sobel-x"].kernel().weights, np.radians(DEGREES))
    np.testing.assert_allclose(sent.arrays["y0.0"], exact, atol=1e-4)
    assert "The strongest output is 4.00 at 0° and 0.00 at 90°." in words(app)
    # The edge under the kernel runs through the corners: half of each is bright.
    np.testing.assert_allclose(board.arrays["p0"], [[0, 0, 0.5], [0, 0.5, 1], [0.5, 1, 1]])
    assert board.meta["panels"][2]["title"] == "products, sum 3.00"


def test_a_round_kernel_follows_the_angle_more_than_square_ones() -> None:
    app = open_lesson("kernels", view="angles", kernel="prewitt-x", size="11", edge="45")
    _, sent = pictures(app)
    names = [one["name"] for one in sent.meta["charts"][1]["series"]]
    assert names == ["3×3", "5×5", "11×11", "round 11×11"]
    at = int(np.flatnonzero(DEGREES == 45)[0])
    square, round_ = sent.arrays["y1.2"][at], sent.arrays["y1.3"][at]
    assert abs(round_ - 100 / np.sqrt(2)) < abs(square - 100 / np.sqrt(2))
    assert "**round 11×11** comes nearest" in words(app)


@pytest.mark.parametrize(("kernel", "output"), [("box-blur", "1.00"), ("identity", "1.00")])
def test_a_kernel_without_a_direction_is_said_to_prefer_none(kernel: str, output: str) -> None:
    app = open_lesson("kernels", view="angles", kernel=kernel)
    assert f"output is {output} at every angle, so this kernel prefers no direction." in words(app)


def test_a_laplacian_finds_edges_though_none_that_runs_through_its_centre() -> None:
    app = open_lesson("kernels", view="angles", kernel="laplacian-4")
    assert pictures(app)[1].arrays["y0.0"].min() >= 1


@pytest.mark.parametrize(
    ("texts", "cell"),
    [
        ({"times": "5", "stride": "4"}, "0,0"),
        ({"times": "2", "stride": "6", "padding": "0"}, "13,13"),
    ],
)
def test_a_cell_is_one_of_the_map_that_is_shown(texts: dict[str, str], cell: str) -> None:
    app = open_lesson("kernels", **texts, cell="500,500")
    assert f"so {cell} is used instead." in " ".join(notes(app))
    assert address(app)["cell"] == cell
    assert received(app).meta["start"] == [0, *map(int, cell.split(","))]


# ---- frequencies


def test_frequencies_show_both_ways_to_the_map_and_their_difference() -> None:
    app = open_lesson("kernels", view="frequencies", kernel="gaussian", size="5")
    sent = received(app)
    titles = [panel["title"] for panel in sent.meta["panels"]]
    assert titles[:6] == [
        "image",
        "its waves |F|",
        "kernel |H|, 0 to 1",
        "waves left |F|·|H|",
        "added up again",
        "by sliding",
    ]
    shown = CAMERA.reduced(65)
    kernel = KERNELS["gaussian"].kernel(5)
    wanted = Convolution(shown, kernel, padding="same", mode="circular").map
    for panel in ("p4", "p5"):
        np.testing.assert_allclose(sent.arrays[panel], wanted, rtol=1e-5)
    assert 0 < np.abs(sent.arrays["p6"]).max() < 1e-11
    assert "**Gaussian blur** is **low-pass**" in words(app)
    assert notes(app) == []
    np.testing.assert_allclose(run_code(app, "H"), sent.arrays["p2"], atol=1e-12)
    np.testing.assert_allclose(run_code(app, "F"), sent.arrays["p1"], atol=1e-12)
    np.testing.assert_allclose(run_code(app, "feature_map"), sent.arrays["p4"], atol=1e-10)


def test_the_chosen_wave_is_a_setting_of_the_link() -> None:
    app = open_lesson("kernels", view="frequencies", frequency="-3,5", image="coins")
    assert received(app).meta["size"] == [51, 64]
    assert received(app).meta["start"] == [25 - 3, 32 + 5]
    assert address(app) == {"view": "frequencies", "frequency": "-3,5", "image": "coins"}
    far = open_lesson("kernels", view="frequencies", frequency="-3,500", image="coins")
    assert "Frequency -3,31 is used instead." in " ".join(notes(far))
    assert address(far)["frequency"] == "-3,31"


@pytest.mark.parametrize("image", ["centre-200", "digit-7"])
def test_a_wave_that_a_small_picture_has_not_comes_back_with_a_larger_one(image: str) -> None:
    app = open_lesson("kernels", view="frequencies", frequency="20,-30")
    app.selectbox(key="kernels.image").set_value(image)
    run(app)
    sent = received(app).meta
    assert sent["start"] == [sent["size"][0] - 1, 0]
    app.selectbox(key="kernels.image").set_value("camera")
    run(app)
    assert address(app)["frequency"] == "20,-30"


def test_the_files_of_frequencies_hold_the_numbers_on_screen() -> None:
    settings = {"view": "frequencies", "image": "coins", "kernel": "laplacian-4"}
    sent, files = received(open_lesson("kernels", **settings)), downloaded("kernels", **settings)
    for panel, name in (("p1", "spectrum"), ("p2", "response"), ("p4", "map")):
        exact = np.load(io.BytesIO(files[f"coins-laplacian-4-{name}.npy"]))
        np.testing.assert_array_equal(exact, sent.arrays[panel].astype(np.float32))


# ---- code and files


@pytest.mark.parametrize(
    ("texts", "name"),
    [
        ({}, "feature_map"),
        ({"kernel": "gaussian", "size": "5", "image": "digit-7"}, "feature_map"),
        ({"stride": "2", "padding": "1", "dilation": "2", "flip": "1"}, "feature_map"),
        ({"kernel": "motion-blur", "mode": "circular", "image": "chelsea"}, "feature_map"),
        ({"view": "two"}, "feature_maps"),
        ({"view": "two", "kernel": "box-blur", "size": "4", "flip": "1"}, "feature_maps"),
        ({"view": "layer", "image": "coins"}, "feature_maps"),
    ],
    ids=str,
)
def test_the_code_shown_gives_the_maps_shown(texts: dict[str, str], name: str) -> None:
    app = open_lesson("kernels", **texts)
    assert notes(app) == []
    found = run_code(app, name)
    wanted = maps(app) if name == "feature_maps" else maps(app)[0]
    np.testing.assert_allclose(found, wanted, rtol=1e-5, atol=1e-3)


@pytest.mark.parametrize("times", [2, 5])
def test_the_code_of_repeating_gives_the_map_up_to_the_rounding_on_screen(times: int) -> None:
    app = open_lesson("kernels", kernel="gaussian", times=str(times), image="digit-2")
    np.testing.assert_allclose(run_code(app, "feature_map"), maps(app)[0], atol=0.01 * times)


@pytest.mark.parametrize(
    ("texts", "file"),
    [
        ({}, "camera-sobel-x"),
        ({"view": "layer", "image": "coins"}, "coins-layer"),
        ({"view": "two", "stride": "2", "padding": "1"}, "camera-layer"),
        ({"view": "layer", "image": "coins", "times": "4"}, "coins-layer"),
    ],
    ids=str,
)
def test_the_files_hold_the_maps_on_screen(texts: dict[str, str], file: str) -> None:
    shown = maps(open_lesson("kernels", **texts))
    files = downloaded("kernels", **texts)
    exact = np.load(io.BytesIO(files[f"{file}.npy"]))
    assert exact.dtype == np.float32
    np.testing.assert_array_equal(exact.reshape(shown.shape), shown)
    count, rows, columns = shown.shape
    assert Image.open(io.BytesIO(files[f"{file}.png"])).size == (count * columns, rows)


def test_a_kernel_applied_again_and_again_rounds_nothing_in_its_file() -> None:
    settings = {"kernel": "box-blur", "times": "3", "image": "digit-1"}
    exact = np.load(io.BytesIO(downloaded("kernels", **settings)["digit-1-box-blur-3x.npy"]))
    np.testing.assert_allclose(
        exact, run_code(open_code("kernels", **settings), "feature_map"), rtol=1e-5
    )
    np.testing.assert_allclose(exact, maps(open_lesson("kernels", **settings))[0], atol=0.03)


def test_a_gradient_comes_as_magnitude_and_direction() -> None:
    files = downloaded("kernels", view="gradient", image="coins")
    wanted = gradient(picture("coins").pixels[0].astype(np.float64))
    for name, values in zip(("magnitude", "direction"), wanted, strict=True):
        exact = np.load(io.BytesIO(files[f"coins-{name}.npy"]))
        np.testing.assert_array_equal(exact, values.astype(np.float32))


def test_a_view_of_one_application_can_be_taken_as_a_slide() -> None:
    slide = downloaded("kernels", image="edge")["edge-sobel-x-slide.png"]
    assert Image.open(io.BytesIO(slide)).size == (1920, 1080)


# ---- whole pictures


def shares(cells: np.ndarray) -> np.ndarray:
    """Return what the bytes of a signed map stand for, from -1 to 1."""
    return (cells.astype(float) - 128) / 127


def test_the_gallery_shows_every_kernel_on_this_picture() -> None:
    app = open_lesson("kernels", view="gallery", image="coins", kernel="emboss")
    sent = received(app)
    small = picture("coins").grey().reduced(128)
    assert [tile["opens"] for tile in sent.meta["tiles"]] == [*KERNELS]
    assert [tile["opens"] for tile in sent.meta["tiles"] if tile["chosen"]] == ["emboss"]
    for tile, cells in zip(sent.meta["tiles"], sent.arrays["cells"], strict=True):
        kernel = KERNELS[tile["opens"]].kernel()
        assert tile["weights"] == [list(row) for row in kernel.numerators]
        expected = Convolution(small, kernel, padding="same", mode="replicate")
        assert tile["grey"] == expected.is_picture
        if tile["grey"]:
            np.testing.assert_allclose(cells, expected.map.clip(0, 255), atol=0.51)
        else:
            signs = np.sign(cells.astype(int) - 128)
            assert (signs * np.sign(expected.map) >= 0).all()
            np.testing.assert_array_equal(signs[expected.map == 0], 0)
    assert "scaled from" in words(app)


def test_a_small_picture_stays_as_large_as_it_is_in_the_gallery() -> None:
    app = open_lesson("kernels", view="gallery", image="digit-7")
    assert received(app).arrays["cells"].shape[1:] == (28, 28)
    assert "scaled" not in words(app)


def test_before_and_after_are_the_picture_and_its_map() -> None:
    app = open_lesson("kernels", view="before", kernel="sharpen", image="coins")
    sent = received(app)
    np.testing.assert_array_equal(sent.arrays["before"], picture("coins").pixels[0])
    after = alone("sharpen", image="coins").clip(0, 255)
    np.testing.assert_allclose(sent.arrays["after"], after, atol=0.51)
    edges = received(open_lesson("kernels", view="before", kernel="sobel-x", image="digit-7"))
    expected = alone("sobel-x", image="digit-7")
    found = shares(edges.arrays["after"]) * np.abs(expected).max()
    np.testing.assert_allclose(found, expected, atol=np.abs(expected).max() / 250)


def test_applied_again_and_again_stands_beside_the_image() -> None:
    app = open_lesson("kernels", view="repeats", kernel="gaussian", size="5", image="digit-7")
    sent = received(app)
    assert [tile["opens"] for tile in sent.meta["tiles"]] == ["", "1", "2", "4", "7", "10"]
    np.testing.assert_array_equal(sent.arrays["cells"][0], picture("digit-7").pixels[0])
    kernel = KERNELS["gaussian"].kernel(5)
    image = picture("digit-7").pixels.astype(np.float64)
    np.testing.assert_allclose(
        sent.arrays["cells"][5], apply_repeatedly(image, kernel, 10)[0], atol=0.6
    )


# ---- hands


@pytest.mark.parametrize("name", VIEWS)
def test_every_view_is_a_setting_of_the_link(name: str) -> None:
    app = open_lesson("kernels", image="coins", cell="9,9")
    (control,) = app.segmented_control
    assert control.options == [*VIEWS.values()]
    control.select(VIEWS[name])
    run(app)
    wanted = {"image": "coins", "cell": "9,9"} | ({} if name == "one" else {"view": name})
    assert address(app) == wanted
    assert open_lesson("kernels", **wanted).segmented_control[0].value == name


def test_only_controls_that_count_are_offered() -> None:
    def keys(view: str) -> set[str]:
        app = open_lesson("kernels", view=view, image="coins")
        widgets = (*app.selectbox, *app.slider, *app.multiselect, *app.select_slider)
        return {str(one.key).removeprefix("kernels.") for one in widgets}

    geometry = {"stride", "padding", "dilation", "mode"}
    assert keys("one") == {"image", "kernel", "size", "times"} | geometry
    assert keys("two") == {"image", "kernel", "size", "other"} | geometry
    assert keys("layer") == {"image", "kernels"} | geometry
    assert keys("gradient") == {"image"}
    assert keys("gallery") == {"image"}
    assert keys("before") == {"image", "kernel", "size", "times"}
    assert keys("repeats") == {"image", "kernel", "size"}
    assert keys("angles") == {"kernel", "size", "edge"}
    assert keys("frequencies") == {"image", "kernel", "size"}


# ---- words and questions are about what is shown


@pytest.mark.parametrize(
    ("texts", "said", "unsaid"),
    [
        ({}, ["**Sobel x** finds vertical edges"], []),
        ({"view": "two", "other": "emboss"}, ["**Sobel x**", "**Emboss** makes"], ["sum to"]),
        ({"view": "layer"}, ["4 kernels, 4 maps"], ["Sobel x", "sum to"]),
        ({"view": "layer", "kernels": "emboss"}, ["here 1 map"], ["Sobel x"]),
        ({"view": "gradient", "kernel": "emboss"}, ["Sobel x", "Sobel y"], ["Emboss", "sum to"]),
        ({"view": "gallery", "kernel": "emboss"}, ["all kernels of"], ["Emboss", "sum to"]),
        ({"view": "before", "kernel": "emboss"}, ["Emboss** makes", "sum to"], ["Sobel"]),
        ({"view": "repeats", "kernel": "emboss"}, ["Emboss** makes", "ten times"], ["Sobel"]),
        ({"view": "angles", "kernel": "emboss"}, ["Emboss** makes"], ["Sobel"]),
        ({"view": "frequencies", "kernel": "emboss"}, ["response* |H|"], ["Emboss", "Sobel"]),
    ],
    ids=str,
)
def test_the_words_above_speak_of_the_kernels_shown(texts, said, unsaid) -> None:
    head = open_lesson("kernels", **texts).markdown[0].value
    assert all(words in head for words in said)
    assert not any(words in head for words in unsaid)


def test_a_layer_s_questions_are_about_its_kernels_and_a_gradient_s_about_the_gradient() -> None:
    layer = {"view": "layer", "kernel": "sobel-x", "kernels": "emboss,gaussian"}
    asked = []
    for number in ("1", "2", "7", "8", "13"):
        app = open_lesson("kernels", **layer, question=number)
        texts = [one.value for one in app.markdown]
        asked.append(texts[texts.index("## Predict") + 1])
    subjects = {
        name for name in ("Sobel x", "Emboss", "Gaussian") if any(name in text for text in asked)
    }
    assert subjects == {"Emboss", "Gaussian"}
    for number in ("1", "2", "3", "4"):
        app = open_lesson("kernels", view="gradient", question=number)
        text = "\n".join(one.value for one in app.markdown)
        assert "gradient" in text or "Where does the picture get brighter?" in text


@pytest.mark.parametrize(
    ("weights", "said"),
    [
        ("1/3", "Its weights sum to 0.333, so flat areas become darker."),
        ("-2", "Its weights sum to −2, so flat areas become negative."),
    ],
)
def test_the_sum_of_typed_weights_is_said_once(weights: str, said: str) -> None:
    shown = words(open_lesson("kernels", kernel="custom", weights=weights))
    assert said in shown
    assert shown.count("weights sum to") == 1


def test_the_answer_that_was_asked_for_is_named() -> None:
    app = open_lesson("kernels", question="4")
    (choices,) = app.pills
    (show,) = [one for one in app.button if one.label == "Show the answer"]
    assert not any("Answer" in one.value for one in app.markdown)
    show.click()
    run(app)
    (named,) = [one.value for one in app.markdown if one.value.startswith(":green-badge[Answer] ")]
    assert named.removeprefix(":green-badge[Answer] ") in choices.options
