"""Lesson 15, what a network looks for: what it sends is what the core computes."""

from __future__ import annotations

import re
from unittest import mock
from urllib.parse import parse_qsl

import numpy as np
import pytest

from cnn_core.attribution import ascend, grad_cam, narrowed, occlusion, saliency, top_windows
from cnn_core.data import DATASETS
from cnn_core.io import PHOTO_BOUNDS, photo_input, pretrained
from cnn_core.nn.blocks import Block
from cnn_core.ops import softmax
from cnn_core.robustness import fgsm, pgd
from tests.pages.lessons import (
    address,
    code,
    goes_to,
    new_visitor,
    notes,
    open_lesson,
    pictures,
    run,
    run_code,
    words,
)
from ui.frame import long_work
from ui.pictures import Picture, picture
from ui.session.keys import OWN_PICTURE
from ui.zoo.parts import parts_of
from ui.zoo.photo_squares import photographs

SHORT = {"photo-patch": "112", "photo-copies": "1"}  # of what takes long on a photograph


def test_it_opens_on_a_digit_that_is_fooled() -> None:
    app = open_lesson("features")
    assert (address(app), notes(app)) == ({}, [])
    sent, charts = pictures(app)
    network, image = pretrained("digits").network, DATASETS["digits"]().test.image(1)
    for level in (1, 26, 76):
        changed = fgsm(network, image, 3, level / 255)
        at = sent.meta["levels"].index(level)
        np.testing.assert_allclose(sent.arrays["fooled"][at], 255 * changed, atol=0.51)
        shares = softmax(network.forward(changed).astype(float))
        np.testing.assert_allclose(sent.arrays["shares"][at], shares, atol=1e-4)
        random = sent.arrays["random"][at].astype(int) - sent.arrays["image"]
        assert np.abs(random).max() == level
    assert (sent.meta["level"], sent.meta["turns"]) == (26, 25)
    assert sent.meta["answers"][0][26][0] == 2
    assert sent.meta["randomTurns"] is None
    # The right chart is the accuracy over test pictures, which a stronger change never mends.
    assert [one["at"] for one in charts.meta["charts"]] == [26, 26]
    accuracy = charts.arrays["y1.0"]
    assert accuracy[0] > 0.95
    assert accuracy[-1] < 0.1
    assert charts.arrays["y1.1"].min() > 0.85


def test_ten_small_steps_go_where_they_are_told() -> None:
    app = open_lesson("features", attack="pgd", goal="7", example="16", amount="36")
    sent = pictures(app)[0]
    network, image = pretrained("digits").network, DATASETS["digits"]().test.image(16)
    changed = pgd(network, image, 7, 36 / 255, targeted=True)
    assert (np.abs(sent.arrays["fooled"][36] - 255 * changed) > 0.51).mean() < 0.02
    assert sent.meta["answers"][0][36][0] == 7


def test_the_slider_and_the_goal_are_in_the_link_and_nearest_where_they_do_not_fit() -> None:
    app = open_lesson("features", amount="40", goal="500", network="clothes")
    assert len(notes(app)) == 1
    assert address(app) == {"amount": "40", "network": "clothes"}
    app.session_state["features:view"] = {"choice": {"amount": 12, "seq": 5}}
    app.session_state["features.amount"] = 12
    assert address(run(app)) == {"amount": "12", "network": "clothes"}
    assert pictures(app)[0].meta["seen"] == 5


def test_a_photograph_is_turned_by_changes_that_nobody_sees() -> None:
    app = open_lesson("features", network="photos", image="camera")
    sent, charts = pictures(app)
    assert sent.meta["levels"] == [0, 1, 2, 4, 8, 16]
    assert sent.meta["level"] == sent.meta["unseen"] == 2
    assert sent.meta["turns"] == 1
    named = open_lesson("features", network="photos", image="camera", amount="26")
    assert pictures(named)[0].meta["level"] == 16  # the nearest to what the link names
    assert sent.arrays["fooled"].shape == (6, 3, 224, 224)
    # By 1, and by what rounding both pictures to bytes may add.
    assert np.abs(sent.arrays["fooled"][1].astype(int) - sent.arrays["image"]).max() <= 2
    assert len(charts.meta["charts"]) == 1  # there are no test pictures
    assert "NumPy" not in code(app)


def test_the_network_of_lesson_13_is_fooled_too() -> None:
    app = open_lesson("features", network="yours")
    assert len(notes(app)) == 1
    app = goes_to(open_lesson("train", steps="20"), "features", network="yours")
    assert notes(app) == []
    assert "network of lesson 13" in words(app)
    assert "NumPy" not in code(app)


@pytest.mark.parametrize(
    "texts", [{}, {"attack": "pgd", "goal": "7", "example": "16", "network": "clothes"}]
)
def test_the_numpy_script_makes_the_changed_image(texts: dict[str, str]) -> None:
    app = open_lesson("features", amount="20", **texts)
    sent = pictures(app)[0]
    changed = run_code(app, "changed")
    assert (np.abs(255 * changed - sent.arrays["fooled"][20]) > 0.51).mean() < 0.02
    network = pretrained(texts.get("network", "digits")).network
    assert network.forward(changed).argmax() == sent.meta["answers"][0][20][0]


def test_each_question_has_one_right_answer_that_follows_from_the_screen() -> None:
    app = open_lesson("features")
    (random,) = [one.value for one in app.markdown if "up or down at random" in one.value]
    assert "26 grey levels" in random
    app = open_lesson("features", question="2")
    (pixel,) = [one.value for one in app.markdown if "the sign of its gradient" in one.value]
    numbers = re.findall(r"\d+", pixel)
    assert numbers[1:] == ["255", "26"]
    app = open_lesson("features", question="3")
    assert any("another class" in one.value for one in app.markdown)


def test_maps_of_a_score_are_those_of_the_core() -> None:
    app = open_lesson("features", view="where")
    sent = pictures(app)[0]
    assert (address(app), notes(app)) == ({"view": "where"}, [])
    network, image = pretrained("digits").network, DATASETS["digits"]().test.image(1)
    np.testing.assert_allclose(sent.arrays["agradient"], saliency(network, image, 3), atol=1e-5)
    covered = occlusion(network, image, 3, size=7)
    np.testing.assert_allclose(sent.arrays["aocclusion"], covered, atol=1e-4)
    cam = grad_cam(network, image, 3, depth=5)
    np.testing.assert_allclose(sent.arrays["acam"], cam.map, atol=1e-5)
    (row,) = sent.meta["rows"]
    # An occlusion's value stands in the middle of its patch.
    found = {one["title"]: one for one in row["maps"]}["occlusion"]
    assert found["offset"] == pytest.approx([3 / 28, 3 / 28])
    assert found["cell"] == pytest.approx([1 / 28, 1 / 28])


def test_weights_drawn_anew_leave_the_gradient_times_the_input_alike() -> None:
    app = open_lesson("features", view="where", anew="3", cover="white", patch="4", slide="3")
    sent = pictures(app)[0]
    assert sent.arrays["bocclusion"].shape == (9, 9)
    alike = {one["title"]: one for one in sent.meta["rows"][1]["maps"]}
    assert alike["gradient × input"]["alike"]
    assert not alike["|gradient|"]["alike"]
    assert "Alike" in sent.meta["words"]
    assert (address(app)["anew"], notes(app)) == ("3", [])


def test_a_map_that_is_empty_is_said_to_be() -> None:
    # Grad-CAM of a class that no place speaks for.
    app = open_lesson("features", view="where", **{"class": "5"})
    sent = pictures(app)[0]
    assert not sent.arrays["acam"].any()
    assert "0 everywhere" in sent.meta["words"]
    found = {one["title"]: one for one in sent.meta["rows"][0]["maps"]}["Grad-CAM"]
    assert (found["limit"], found["words"]) == (0, "0 everywhere")


def test_where_the_network_looks_in_a_photograph() -> None:
    app = open_lesson(
        "features", network="photos", image="chelsea", view="where", **{"photo-patch": "112"}
    )
    sent = pictures(app)[0]
    assert sent.arrays["aocclusion"].shape == (4, 4)  # 112 pixels, moved by 32
    assert sent.arrays["agradient"].shape == (56, 56)
    # Before an average, Grad-CAM is what lesson 14 shows, with 0 for what is below it.
    places, cam = sent.arrays["aplaces"], sent.arrays["acam"]
    np.testing.assert_allclose(np.maximum(places, 0), cam, atol=1e-4 * np.abs(places).max())


def test_grad_cam_weighs_any_convolution_of_the_large_network() -> None:
    app = open_lesson(
        "features", network="photos", image="chelsea", view="where", layer="34", **SHORT
    )
    sent = pictures(app)[0]
    network = pretrained("photos").network
    image = photo_input(picture("chelsea").pixels / np.float32(255))
    best = int(network.forward(image).argmax())
    part = parts_of(network)[34]
    assert (part.title, part.inside) == ("block 12 (widen)", 1)  # behind its ReLU6
    cam = grad_cam(network, image, best, depth=part.at + 1, inside=1)
    np.testing.assert_allclose(sent.arrays["acam"], cam.map, atol=1e-4 * cam.map.max())
    assert "block 12 (widen)" in sent.meta["key"]


def test_both_rows_of_maps_may_tell_how_far_they_are() -> None:
    with mock.patch.object(long_work, "LINE_AFTER", -1):
        slow = {"network": "photos", "photo-slide": "56", **SHORT}  # of more than one turn each
        app = open_lesson("features", view="where", anew="1", **slow)
    assert len(pictures(app)[0].meta["rows"]) == 2


def test_the_numpy_script_makes_the_maps() -> None:
    app = open_lesson("features", view="where", patch="9", slide="4", cover="mean")
    sent = pictures(app)[0]
    found = run_code(app, "occlusion")
    np.testing.assert_allclose(found, sent.arrays["aocclusion"], atol=1e-3)


def test_the_windows_that_excite_units_most_are_those_of_the_core() -> None:
    app = open_lesson("features", view="found", layer="3", unit="7")
    sent = pictures(app)[0]
    assert [one["title"] for one in sent.meta["sheets"]] == [
        "convolution 1",
        "convolution 2",
        "scores of the classes",
    ]
    assert sent.meta["open"] == {"sheet": 1, "unit": 7}
    network, train = pretrained("digits").network, DATASETS["digits"]().train
    images = train.batch(np.arange(len(train)))[0]
    found = top_windows(network, images, depth=4)
    unit = sent.meta["sheets"][1]["units"][7]
    np.testing.assert_allclose(unit["values"], found.values[7], atol=1e-4)
    assert unit["pictures"] == found.pictures[7].tolist()
    top, high, left, wide = unit["places"][0]
    assert (high, wide) == (8, 8)
    cut = 255 * images[:, top : top + 8, left : left + 8, unit["pictures"][0]]
    whole = sent.arrays["pictures"][sent.meta["numbers"].index(unit["pictures"][0])]
    np.testing.assert_allclose(whole[:, top : top + 8, left : left + 8], cut, atol=0.51)
    # The pictures with the largest score of a class are mostly of that class.
    scores = sent.meta["sheets"][2]["units"][3]
    assert (train.labels[scores["pictures"]] == 3).mean() > 0.8


def test_windows_of_photographs_lie_where_they_are_said_to() -> None:
    app = open_lesson("features", view="found", network="photos")
    sent = pictures(app)[0]
    sheets = sent.meta["sheets"]
    assert (len(sheets), notes(app)) == (7, [])
    sides = [one["side"] for one in sheets]
    assert sides == sorted(sides)
    assert sent.arrays["pictures"].shape[1:] == (3, 224, 224)
    for sheet in sheets:
        made = sent.arrays[sheet["made"]]
        assert made.shape[:2] == (len(sheet["units"]), 3)
        assert made.shape[2] == min(sheet["side"], 96)
        for unit, value in zip(sheet["units"], sheet["madeValues"], strict=True):
            assert unit["values"] == sorted(unit["values"], reverse=True)
            for top, high, left, wide in unit["places"]:
                assert 0 <= top < top + high <= 224
                assert 0 <= left < left + wide <= 224
            assert value > unit["values"][0]  # what is made excites it more than what is found
    assert "Man with a camera" in sent.meta["titles"]


def test_any_unit_of_any_block_is_looked_for() -> None:
    app = open_lesson("features", view="found", network="photos", layer="3", unit="13")
    sent = pictures(app)[0]
    (sheet,) = [one for one in sent.meta["sheets"] if one["title"] == "block 1 (narrow)"]
    assert sent.meta["open"]["sheet"] == sent.meta["sheets"].index(sheet) == 1
    unit = sheet["units"][sent.meta["open"]["unit"]]
    assert unit["number"] == 13
    network, names = pretrained("photos").network, photographs()
    images = [photo_input(picture(name).pixels / np.float32(255)) for name in names]
    found = top_windows(network, np.stack(images, axis=-1), depth=3, apart=2)
    np.testing.assert_allclose(unit["values"], found.values[13], rtol=1e-5)
    assert unit["pictures"] == found.pictures[13].tolist()
    # A unit that is not among the chosen ones of a chosen layer stands behind them.
    app = open_lesson("features", view="found", network="photos", layer="9", unit="1")
    sheet = pictures(app)[0].meta["sheets"][1]
    assert [one["number"] for one in sheet["units"]][-1] == 1
    assert len(sheet["madeValues"]) == len(sheet["units"]) - 1


def test_a_unit_inside_a_block_is_looked_for_and_made() -> None:
    app = open_lesson("features", view="found", network="photos", layer="5", unit="13")
    assert (address(app)["layer"], notes(app)) == ("5", [])
    meta = pictures(app)[0].meta
    sheet = meta["sheets"][meta["open"]["sheet"]]
    assert (sheet["title"], sheet["side"], sheet["part"]) == ("block 2 (each map)", 11, 5)
    unit = sheet["units"][meta["open"]["unit"]]
    assert unit["number"] == 13
    # By hand: three convolutions and block 1 before it, then its own kernel over its own map.
    network, names = pretrained("photos").network, photographs()
    images = [photo_input(picture(name).pixels / np.float32(255)) for name in names]
    block = network.layers[3]
    assert isinstance(block, Block)
    before = narrowed(network, 3).forward(np.stack(images, axis=-1))
    sums = block.answers(before)[2][13]
    assert unit["values"][0] == pytest.approx(float(sums.max()), rel=1e-5)
    assert unit["pictures"][0] == int(sums.max(axis=(0, 1)).argmax())
    link = f"{sheet['inside']}13"
    assert dict(parse_qsl(link)) == {
        "network": "photos",
        "view": "map",
        "layer": "5",
        "map": "13",
    }
    made = {"view": "made", "network": "photos", "layer": "5", "unit": "13", "climb": "9"}
    app = open_lesson("features", **made)
    while (sent := pictures(app)[0]).meta["growing"]:
        app = run(app)
    assert sent.arrays["made"].shape[1:] == (3, 11, 11)
    assert sent.meta["best"] == unit["values"][0]
    assert sent.meta["values"][1][-1] > sent.meta["values"][1][0]


@pytest.mark.parametrize(
    ("texts", "chosen", "link"),
    [
        (
            {"network": "photos"},
            {"part": 9, "unit": 3, "picture": 2},
            {"network": "photos", "view": "map", "layer": "9", "map": "3", "image": "chelsea"},
        ),
        (
            {},
            {"part": 0, "unit": 3, "picture": 4321},
            {
                "network": "digits",
                "view": "score",
                "class": "3",
                "image": "train",
                "example": "4321",
            },
        ),
    ],
)
def test_a_window_opens_its_picture_in_lesson_14(
    texts: dict[str, str], chosen: dict[str, int], link: dict[str, str]
) -> None:
    app = open_lesson("features", view="found", **texts)
    sent = pictures(app)[0]
    number = chosen["picture"]
    if number in sent.meta["numbers"]:
        (sheet,) = [one for one in sent.meta["sheets"] if one["part"] == chosen["part"]]
        at = sent.meta["numbers"].index(number)
        said = f"{sheet['inside']}{chosen['unit']}&{sent.meta['links'][at]}"
        assert dict(parse_qsl(said)) == link
    app.session_state["features:opens"] = {**chosen, "seq": 1}
    run(app)
    assert address(app) == link
    assert notes(app) == []
    # A step Back comes by this page with that address: the windows again, and nothing is written.
    app = goes_to(app, "features", **link)
    assert notes(app) == []
    assert address(app) == link
    assert pictures(app)[0].meta["mode"] == "found"


def test_a_training_picture_is_opened_whole() -> None:
    app = open_lesson("inside", image="train", example="4321")
    sent = pictures(app)[0]
    pixels = DATASETS["digits"]().train.image(4321)
    np.testing.assert_allclose(sent.arrays["image"], 255 * pixels, atol=0.51)
    assert "one of the pictures to learn from" in words(app)
    app = open_lesson("inside", image="test", example="4321")
    assert any("numbered 0 to 999" in note for note in notes(app))


def test_the_reader_s_own_photograph_goes_all_ways_of_the_lesson() -> None:
    app = new_visitor()
    pixels = np.random.default_rng(0).integers(0, 256, (3, 240, 300), np.uint8)
    app.session_state[OWN_PICTURE] = Picture("own", "mine.png", pixels)
    mine = {"network": "photos", "image": "own"}
    app = goes_to(app, "features", **mine)
    assert notes(app) == []
    sent = pictures(app)[0]
    image = photo_input(pixels / np.float32(255))
    shown = np.rint(np.clip(image * 128 + 127, 0, 255))
    np.testing.assert_allclose(sent.arrays["image"], shown, atol=1)
    assert sent.meta["level"] == 2
    app = goes_to(app, "features", **mine, view="where", **SHORT)
    np.testing.assert_allclose(pictures(app)[0].arrays["image"], shown, atol=1)
    sent = pictures(goes_to(app, "features", **mine, view="found"))[0]
    # Noise excites some unit of an early layer more than any photograph.
    at = sent.meta["titles"].index("mine.png")
    assert sent.meta["links"][at] == "image=own"
    own = 255 * (image - PHOTO_BOUNDS[0]) / (PHOTO_BOUNDS[1] - PHOTO_BOUNDS[0])
    np.testing.assert_allclose(sent.arrays["pictures"][at], own, atol=0.51)
    number = sent.meta["numbers"][at]
    early = [unit for sheet in sent.meta["sheets"][:2] for unit in sheet["units"]]
    assert any(unit["pictures"][0] == number for unit in early)


@pytest.mark.parametrize("layer", ["1", "3", "0"])
def test_the_numpy_script_finds_the_windows_of_the_unit_on_screen(layer: str) -> None:
    app = open_lesson("features", view="found", unit="3", layer=layer)
    meta = pictures(app)[0].meta
    unit = meta["sheets"][meta["open"]["sheet"]]["units"][3]
    np.testing.assert_allclose(run_code(app, "values"), unit["values"], atol=1e-4)


def test_a_made_picture_climbs_as_the_core_does_beside_the_best_window() -> None:
    app = open_lesson("features", view="made", unit="3", climb="30")
    sent, chart = pictures(app)
    network = pretrained("digits").network
    noise = np.random.default_rng(2).random((1, 28, 28), np.float32)
    *_, last = ascend(network, 0.1 * noise, 3, steps=30, step=0.05, rng=np.random.default_rng(2))
    np.testing.assert_allclose(sent.arrays["free"][-1], 255 * last.image, atol=1)
    assert sent.meta["values"][1][-1] == pytest.approx(last.value, abs=0.01)
    assert sent.meta["best"] < sent.meta["values"][1][-1]
    # The window beside it is the first of its unit on the sheet.
    found = pictures(open_lesson("features", view="found", unit="3"))[0]
    scores = found.meta["sheets"][2]["units"][3]
    whole = found.arrays["pictures"][found.meta["numbers"].index(scores["pictures"][0])]
    np.testing.assert_array_equal(sent.arrays["window"], whole)
    assert len(chart.arrays["y0.0"]) == 31


def test_a_made_picture_is_as_large_as_the_window_of_its_unit() -> None:
    app = open_lesson("features", view="made", layer="1", unit="0", jitter="4", climb="5")
    assert (address(app)["layer"], notes(app)) == ("1", [])
    sent = pictures(app)[0]
    assert sent.arrays["made"].shape[2:] == (3, 3)
    # Every first layer passes a gradient on; a start without one is said by the words.
    assert sent.meta["words"] == ""


def test_a_picture_of_the_large_network_is_shown_while_it_grows() -> None:
    app = open_lesson("features", view="made", network="photos", layer="36", unit="5", climb="12")
    seen = []
    while (sent := pictures(app)[0]).meta["growing"]:
        assert sent.meta["growing"] == "grows"
        assert sent.arrays["made"].shape == (1, 3, 96, 96)
        seen.append((sent.meta["steps"][0], sent.meta["values"][1][0]))
        assert pictures(app)[1].meta["charts"][0]["x"]["high"] == 12
        app = run(app)
    steps = [step for step, _ in seen]
    assert steps == sorted(steps)
    assert steps
    assert steps[-1] <= 12
    assert sent.meta["steps"] == list(range(13))
    # What was shown on the way is what the whole climb has there.
    for step, value in seen:
        assert sent.meta["values"][1][step] == value
    assert sent.meta["values"][1][-1] > sent.meta["values"][1][0]


def test_a_growing_picture_is_stopped_and_goes_on() -> None:
    app = open_lesson("features", view="made", network="photos", layer="36", unit="6", climb="40")
    own = app.session_state["features:made:work"]
    own.stopped = True
    stopped = pictures(run(app))[0]
    assert stopped.meta["growing"] == "stopped"
    assert pictures(run(app))[0].meta["steps"] == stopped.meta["steps"]
    own.stopped = False
    assert pictures(run(run(app)))[0].meta["steps"] != stopped.meta["steps"]


def test_a_small_window_is_what_is_shown_of_a_made_picture() -> None:
    app = open_lesson("features", view="made", network="photos", layer="3", climb="2")
    while (sent := pictures(app)[0]).meta["growing"]:
        app = run(app)
    assert sent.arrays["made"].shape[1:] == (3, 7, 7)
    assert sent.arrays["window"].shape[1:] == (7, 7)


@pytest.mark.parametrize("layer", ["1", "3", "0"])
def test_the_numpy_script_makes_a_picture(layer: str) -> None:
    app = open_lesson("features", view="made", unit="3", layer=layer, climb="20")
    made = 255 * run_code(app, "x")
    # Small differences of float32 grow where an image is close to a bend.
    assert np.abs(made - pictures(app)[0].arrays["free"][-1]).mean() < 5
