"""Lesson 15, what a network looks for: what it sends is what the core computes."""

from __future__ import annotations

import re

import numpy as np
import pytest

from cnn_core.attribution import ascend, grad_cam, occlusion, saliency, top_windows
from cnn_core.data import DATASETS
from cnn_core.io import pretrained
from cnn_core.ops import softmax
from cnn_core.robustness import fgsm, pgd
from tests.pages.lessons import (
    address,
    code,
    goes_to,
    notes,
    open_lesson,
    pictures,
    run,
    run_code,
    words,
)


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
    assert sent.meta["level"] == 16  # the nearest to the amount on which the lesson opens
    assert sent.meta["turns"] == 1
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
    np.testing.assert_allclose(sent.arrays["windows1"][7, 0], cut, atol=0.51)
    # The pictures with the largest score of a class are mostly of that class.
    scores = sent.meta["sheets"][2]["units"][3]
    assert (train.labels[scores["pictures"]] == 3).mean() > 0.8


def test_windows_of_photographs_lie_where_they_are_said_to() -> None:
    app = open_lesson("features", view="found", network="photos")
    sent = pictures(app)[0]
    assert len(sent.meta["sheets"]) == 5
    sides = [sent.arrays[one["windows"]].shape[-1] for one in sent.meta["sheets"]]
    assert sides == sorted(sides)
    for sheet in sent.meta["sheets"]:
        for unit in sheet["units"]:
            assert unit["values"] == sorted(unit["values"], reverse=True)
            for top, high, left, wide in unit["places"]:
                assert 0 <= top < top + high <= 224
                assert 0 <= left < left + wide <= 224
    assert "Man with a camera" in sent.meta["titles"]


def test_the_numpy_script_finds_the_windows_of_the_first_convolution() -> None:
    app = open_lesson("features", view="found", unit="3", layer="1")
    unit = pictures(app)[0].meta["sheets"][0]["units"][3]
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
    np.testing.assert_array_equal(sent.arrays["window"][0], found.arrays["windows2"][3, 0])
    assert len(chart.arrays["y0.0"]) == 31


def test_a_made_picture_is_as_large_as_the_window_of_its_unit() -> None:
    app = open_lesson("features", view="made", layer="1", unit="0", jitter="4", climb="5")
    assert (address(app)["layer"], notes(app)) == ("1", [])
    sent = pictures(app)[0]
    assert sent.arrays["made"].shape[2:] == (3, 3)
    # Every first layer passes a gradient on; a start without one is said by the words.
    assert sent.meta["words"] == ""


def test_a_picture_is_made_for_a_unit_of_the_large_network() -> None:
    app = open_lesson("features", view="made", network="photos", layer="1", climb="3")
    sent = pictures(app)[0]
    assert sent.arrays["made"].shape[1:] == (3, 96, 96)
    assert sent.meta["values"][1][-1] > sent.meta["values"][1][0]


def test_the_numpy_script_makes_a_picture() -> None:
    app = open_lesson("features", view="made", unit="3", climb="20")
    made = 255 * run_code(app, "x")
    # Small differences of float32 grow where an image is close to a bend.
    assert np.abs(made - pictures(app)[0].arrays["free"][-1]).mean() < 5
