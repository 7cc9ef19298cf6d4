"""Lesson 14, a network opened: what it sends adds up, and whatever is asked for is shown."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
import pytest
from streamlit.runtime.scriptrunner import RerunData, get_script_run_ctx

from cnn_core.data import digits
from cnn_core.io import pretrained, save_weights
from cnn_core.nn import Conv2D, Dense, Dropout, Flatten, Layer, Network, toy_network
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
from tests.ui.visitor import Received
from ui.frame.gate import GATE
from ui.frame.long_work import VISITOR
from ui.zoo import answers
from ui.zoo.parts import answered
from ui.zoo.uploads import opened_file


def opened(**texts: str) -> Received:
    return pictures(open_lesson("inside", **texts))[0]


def test_it_opens_on_a_digit_that_the_network_knows() -> None:
    app = open_lesson("inside")
    sent = pictures(app)[0]
    assert (address(app), notes(app)) == ({}, [])
    assert sent.meta["mode"] == "network"
    assert sent.meta["best"] == sent.meta["label"] == digits().test.labels[0]
    logits = pretrained("digits").network.forward(digits().test.image(0))
    told = [one["logit"] for one in sent.meta["classes"]]
    np.testing.assert_allclose(told, logits, rtol=1e-4)
    assert sum(one["probability"] for one in sent.meta["classes"]) == pytest.approx(1)
    shapes = [sent.arrays[f"maps{one['part']}"].shape for one in sent.meta["columns"]]
    assert shapes == [(8, 26, 26), (8, 13, 13), (16, 11, 11), (16, 5, 5)]


def test_an_opened_map_is_the_sum_of_its_parts() -> None:
    sent = opened(view="map", layer="3", map="7")
    parts, arrays = sent.arrays["partials"], sent.arrays
    assert parts.shape == (8, 11, 11)
    np.testing.assert_allclose(parts.sum(axis=0) + sent.meta["bias"], arrays["sums"], atol=1e-5)
    np.testing.assert_allclose(np.maximum(arrays["sums"], 0), arrays["values"], atol=1e-5)
    pooled = opened(view="map", layer="4", map="7")
    np.testing.assert_array_equal(pooled.arrays["inputs"][0], arrays["values"])


def test_an_opened_cell_is_the_sum_of_its_products() -> None:
    for texts in ({}, {"network": "photos", "image": "chelsea", "layer": "9"}):
        sent = opened(view="cell", map="3", cell="4,5", **texts)
        products = sent.arrays["products"]
        np.testing.assert_allclose(
            products, sent.arrays["values"].astype(float) * sent.arrays["weights"], rtol=1e-6
        )
        assert products.sum() + sent.meta["bias"] == pytest.approx(sent.meta["sum"], abs=1e-5)
        sums = np.abs(sent.arrays["sums"])
        assert (sums[:-1] >= sums[1:]).all()  # the largest channel first


def test_a_shallow_cell_also_stands_in_the_linked_view_with_rounded_numbers() -> None:
    cell, window = pictures(open_lesson("inside", view="cell", layer="3", map="4"))
    row, column = cell.meta["cell"]
    assert window.meta["start"] == [0, row, column]
    rounded = window.arrays["sums"][0, row, column] / 10**5
    assert rounded == pytest.approx(cell.meta["sum"], abs=0.1)
    deep = {"network": "photos", "image": "chelsea", "layer": "9"}
    assert len(pictures(open_lesson("inside", view="cell", **deep))) == 1


@pytest.mark.parametrize(
    ("texts", "places"),
    [
        ({"class": "3"}, (5, 5)),
        ({"network": "photos", "image": "camera", "class": "872"}, (7, 7)),
        ({"network": "photos", "image": "camera", "class": "207"}, (7, 7)),
    ],
)
def test_an_opened_score_is_the_sum_of_its_places(texts: dict[str, str], places) -> None:
    sent = opened(view="score", **texts)
    assert sent.arrays["places"].shape == places
    logit = sent.arrays["allLogits"][int(texts["class"])]
    assert sent.arrays["places"].sum() + sent.meta["bias"] == pytest.approx(logit, abs=1e-4)
    maps = sent.arrays["products"].sum(axis=0) + sent.arrays["others"]
    np.testing.assert_allclose(maps, sent.arrays["places"], atol=1e-9)


def test_the_reader_s_own_network_is_opened_and_missed_where_there_is_none() -> None:
    app = open_lesson("inside", network="yours")
    assert "lesson 13" in notes(app)[0]
    assert "network" not in address(app)
    app = goes_to(open_lesson("train", steps="0"), "inside", network="yours")
    assert notes(app) == []
    assert "random" in words(app)
    first = toy_network(np.random.default_rng(0)).forward(digits().test.image(0))
    told = [one["logit"] for one in pictures(app)[0].meta["classes"]]
    np.testing.assert_allclose(told, first, rtol=1e-4, atol=1e-5)


def test_another_network_stands_beside_it_and_reads_the_same_picture() -> None:
    one, other = pictures(open_lesson("inside", beside="untrained"))
    np.testing.assert_array_equal(one.arrays["image"], other.arrays["image"])
    first = toy_network(np.random.default_rng(0)).forward(digits().test.image(0))
    told = [one["logit"] for one in other.meta["classes"]]
    np.testing.assert_allclose(told, first, rtol=1e-4, atol=1e-5)
    assert one.meta["best"] == one.meta["label"]
    cell = pictures(open_lesson("inside", beside="untrained", view="cell", layer="1"))
    assert "cell" not in cell[1].meta  # the linked view, which shows the same cell once more


def test_a_forged_link_opens_the_nearest_view_and_says_so() -> None:
    app = open_lesson(
        "inside",
        network="dogs",
        image="digit-77",
        view="weights",
        layer="77",
        map="9999",
        cell="99,99",
        **{"class": "12345"},
    )
    said = " ".join(notes(app)).lower()
    for name in ("network", "image", "view", "layer", "map", "cell", "class"):
        assert name in said
    assert pictures(app)[0].meta["mode"] == "network"
    again = open_lesson("inside", **address(app))
    assert (notes(again), address(again)) == ([], address(app))


def test_pictures_of_this_lesson_alone_do_not_travel_to_others() -> None:
    app = open_lesson("inside", image="drawing", example="5")
    assert notes(goes_to(app, "window")) == []
    app = open_lesson("inside", image="digit-4")
    app.selectbox(key="inside.image").set_value("drawing")
    run(app)
    assert notes(goes_to(app, "window")) == []


def test_a_picture_of_another_visitor_never_shows() -> None:
    link = {"network": "photos", "view": "score"}
    mine, yours = (open_lesson("inside", image=name, **link) for name in ("chelsea", "coffee"))
    run(mine)
    names = [pictures(one)[0].meta["classes"][0]["name"] for one in (mine, yours)]
    assert names == ["Egyptian cat", "espresso"]


@pytest.mark.parametrize(
    "texts",
    [
        {},
        {"network": "clothes", "example": "139"},
        {"image": "coins"},
        {"network": "photos", "image": "coffee"},
    ],
)
def test_the_numpy_code_gives_the_scores_on_screen(texts: dict[str, str]) -> None:
    app = open_lesson("inside", **texts)
    assert next(iter(code(app))) == "NumPy"
    logits = run_code(app, "logits")
    for one in pictures(app)[0].meta["classes"]:
        assert logits[one["number"]] == pytest.approx(one["logit"], abs=2e-3)


def test_a_run_of_lesson_13_goes_on_and_is_followed_until_it_is_paused() -> None:
    app = open_lesson("train", steps="0")
    trainer = app.session_state["trainer"]
    trainer.run()
    app, seen = goes_to(app, "inside", network="yours", beside="digits"), [0]
    for _ in range(2):
        sent, shipped = pictures(app)
        assert trainer.steps > seen[-1]
        seen.append(trainer.steps)
        assert f"{trainer.steps:,} batches" in words(app)
        logits = trainer.engine.network.forward(digits().test.image(0))
        told = [one["logit"] for one in sent.meta["classes"]]
        np.testing.assert_allclose(told, logits, rtol=1e-3, atol=1e-4)
        assert (sent.meta["live"], shipped.meta["best"]) == (True, 6)
        run(app)
    app.button(key="inside.pause").click()
    run(app)
    steps = trainer.steps
    run(app)
    assert (trainer.steps, pictures(app)[0].meta["live"]) == (steps, False)
    app.button(key="inside.run").click()
    run(app)
    assert trainer.steps > steps


def test_a_network_of_a_file_is_opened_and_stays_with_its_owner() -> None:
    network = toy_network(np.random.default_rng(7), classes=3)
    file = io.BytesIO()
    save_weights(network, file)
    app = open_lesson("inside", example="4")
    app.file_uploader(key="inside.network-file").upload("mine.npz", file.getvalue())
    run(app)
    sent = pictures(app)[0]
    told = [one["logit"] for one in sent.meta["classes"]]
    np.testing.assert_allclose(told, network.forward(digits().test.image(4)), atol=1e-5)
    assert ([one["name"] for one in sent.meta["classes"]], sent.meta["label"]) == (
        ["0", "1", "2"],
        None,
    )
    assert "“mine.npz”" in words(app)
    assert '"mine.npz"' in code(app)["PyTorch"]
    assert address(app) == {"network": "file", "example": "4"}
    other = open_lesson("inside", **address(app))
    assert "a file of its owner" in notes(other)[0]
    assert address(other) == {"example": "4"}


@pytest.mark.parametrize(
    ("layers", "shape", "said"),
    [
        ([Conv2D(2), Flatten(), Dense(2)], (1, 8, 8), "images of 1×8×8"),
        ([Flatten(), Dropout(), Dense(2)], (1, 28, 28), "Dropout"),
        ([], (), "not an npz file"),
    ],
)
def test_a_file_that_cannot_be_opened_is_refused(layers: list[Layer], shape, said: str) -> None:
    file = io.BytesIO()
    if shape:
        save_weights(Network(layers, shape, np.random.default_rng(0)), file)
    with pytest.raises(ValueError, match=said):
        opened_file("mine.npz", file.getvalue())


@pytest.mark.parametrize(
    ("texts", "logits"),
    [
        ({"beside": "test", "other": "24"}, (0, 24)),
        ({"beside": "test", "other": "24", "view": "map", "map": "7"}, (0, 24)),
        ({"beside": "test", "other": "24", "view": "score"}, (0, 24)),
    ],
)
def test_another_picture_stands_beside_on_the_same_scale(texts, logits) -> None:
    app = open_lesson("inside", **texts)
    one, other = pictures(app)
    network = pretrained("digits").network
    wanted = [network.forward(digits().test.image(row)) for row in logits]
    if "view" not in texts:
        for sent, scores in zip((one, other), wanted, strict=True):
            told = [row["logit"] for row in sent.meta["classes"]]
            np.testing.assert_allclose(told, scores, rtol=1e-3, atol=1e-4)
        limits = [[column["limit"] for column in sent.meta["columns"]] for sent in (one, other)]
        maps = [np.abs(sent.arrays["maps1"]).max() for sent in (one, other)]
        assert limits[0] == limits[1]
        assert limits[0][0] == pytest.approx(max(maps))
    elif texts["view"] == "map":
        assert one.meta["cell"] == other.meta["cell"]
        assert one.meta["limit"] == other.meta["limit"]
    else:
        assert one.meta["unit"] == other.meta["unit"] == 6
        found = [sent.arrays["places"].sum() + sent.meta["bias"] for sent in (one, other)]
        np.testing.assert_allclose(found, [scores[6] for scores in wanted], rtol=1e-3)
    difference = f"{wanted[1][6] - wanted[0][6]:.2f}".replace("-", "−")
    assert f"| {difference} |" in words(app)


def test_what_cannot_stand_beside_photographs_is_left_out() -> None:
    texts = {"network": "photos", "image": "chelsea"}
    app = open_lesson("inside", **texts, beside="clothes")
    assert ("beside" in notes(app)[0], len(pictures(app))) == (True, 1)
    one, other = pictures(open_lesson("inside", **texts, beside="coffee"))
    numbers = [[column["numbers"] for column in sent.meta["columns"]] for sent in (one, other)]
    assert numbers[0] == numbers[1]
    assert other.meta["classes"][0]["name"] == "espresso"


def test_another_photograph_chosen_meanwhile_ends_the_old_answer(monkeypatch) -> None:
    app = open_lesson("inside", network="photos", image="coffee")
    monkeypatch.setattr(answers, "LINE_AFTER", -1)  # as on a machine that is slow
    heard: list[tuple[str, float]] = []
    original = answered

    def watched(network, image, classes, tell):
        """Answer as always; the reader chooses the camera while the cat is being read."""
        name = "camera" if heard else "cat"

        def told(done: float) -> None:
            heard.append((name, done))
            if len(heard) == 3:
                context: Any = get_script_run_ctx()
                chosen = RerunData(
                    "network=photos&image=camera", page_script_hash=context.page_script_hash
                )
                context.script_requests.request_rerun(chosen)
            tell(done)

        return original(network, image, classes, told)

    monkeypatch.setattr(answers, "answered", watched)
    app.query_params["image"] = "chelsea"
    run(app)
    layers = {name: [done for who, done in heard if who == name] for name in ("cat", "camera")}
    assert len(layers["cat"]) == 3  # of 22
    assert layers["camera"][-1] == 1
    assert pictures(app)[0].meta["classes"][0]["name"] == "tripod"
    assert app.session_state[VISITOR] not in GATE._seen


@pytest.mark.parametrize("view", ["network", "score"])
def test_a_figure_tells_of_itself_or_what_to_do_in_the_part_that_is_looked_at(view: str) -> None:
    said = words(open_lesson("inside", network="photos", image="chelsea", view=view))
    assert ("three best classes are cats" in said) == (view == "network")
    assert ("Point at a place" in said) == (view == "score")
