"""Lesson 16, what a network depends on: a guess, then the accuracy that the core measures."""

from __future__ import annotations

import base64
import re

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from cnn_core.data import DATASETS
from cnn_core.io import pretrained
from cnn_core.ops.resample import fitted
from cnn_core.robustness.disturbances import (
    IMAGE_DISTURBANCES,
    NETWORK_DISTURBANCES,
    disturbed_images,
    disturbed_network,
    predictions,
)
from cnn_core.training import Run
from tests.pages.lessons import (
    address,
    code,
    figure,
    goes_to,
    notes,
    open_code,
    open_lesson,
    pictures,
    run,
    run_code,
    words,
)
from tests.scripts import executed
from ui.lessons.break_it.words.page import (
    DONE,
    FREE,
    MEANT,
    NOTHING_DRAWN,
    PRESETS,
    REASONS,
    UNTRAINED,
)
from ui.session.keys import page_key

PAGE = "break-it"


def test_the_accuracy_is_told_once_it_was_guessed() -> None:
    app = open_lesson(PAGE)
    assert (address(app), notes(app)) == ({}, [])
    (chart,) = pictures(app)
    assert chart.arrays["y0.0"].tolist() == [98.0]  # of nothing changed, and of no other amount
    assert "980 of 1,000" in words(app)
    app.slider(key=page_key(PAGE, "guess")).set_value(80)
    app.button(key=page_key(PAGE, "show")).click()
    app = run(app)
    assert address(app) == {"shown": "shift", "guess": "80"}
    images, labels = DATASETS["digits"]().test.batch()
    network = pretrained("digits").network
    (chart,) = pictures(app)
    for shift in (0, 4, 8):
        right = predictions(network, disturbed_images("shift", images, shift)) == labels
        assert chart.arrays["y0.0"][shift] == pytest.approx(100 * right.mean())
    assert (chart.arrays["x0.1"].tolist(), chart.arrays["y0.1"].tolist()) == ([4], [80])
    assert "You guessed 80\u00a0%" in words(app)
    assert REASONS["shift"] in words(app)
    # The guess stays at its amount, and another change is guessed anew.
    app.select_slider(key="break-it.amount").set_value(2)
    app = run(app)
    assert pictures(app)[0].arrays["x0.1"].tolist() == [4]
    app.selectbox(key="break-it.change").set_value("rotate")
    app = run(app)
    assert address(app) == {"change": "rotate", "amount": "2"}
    assert len(pictures(app)[0].arrays["y0.0"]) == 1


def test_what_the_figures_say_is_so() -> None:
    """Read the numbers in the presets' sentences from the curves themselves."""

    def curve(number: int) -> list[float]:
        (chart,) = pictures(figure(PAGE, **PRESETS[number].query))
        found: list[float] = chart.arrays["y0.0"].tolist()
        return found

    turned = curve(1)
    assert (round(turned[3]), round(turned[6])) == (77, 18)
    assert round(curve(2)[-1]) == 13
    shuffled = curve(3)
    assert (round(shuffled[0]), round(shuffled[-1])) == (98, 25)
    assert round(curve(4)[4]) == 90
    said = " ".join(one.about for one in PRESETS)
    assert all(f"{share} %" in said for share in (13, 25, 90))


@pytest.mark.parametrize(
    "texts",
    [
        *({"change": kind} for kind in ("shift", "rotate", "noise", "blur", "light", "pixels")),
        {"change": "invert", "network": "clothes"},
        *(
            {"view": "network", "break": kind, "layer": "2"}
            for kind in ("shuffle", "flip", "zero", "redraw")
        ),
        {"view": "network", "break": "redraw", "layer": "2", "draw": "3"},
        {"change": "noise", "draw": "3"},
        {"view": "network", "break": "biases", "network": "clothes"},
        {"view": "network", "break": "relu"},
        {"view": "network", "break": "pad"},
        {"view": "network", "break": "pad", "layer": "2", "network": "clothes"},
    ],
)
def test_the_script_counts_what_the_page_says(texts: dict[str, str]) -> None:
    kind = texts.get("break") if "view" in texts else texts["change"]
    app = open_lesson(PAGE, **texts, shown=str(kind))
    accuracy = float(pictures(app)[0].arrays["y0.0"][4]) / 100
    assert np.isclose(run_code(app, "accuracy"), accuracy, atol=0.0015)  # a tie of two scores
    assert f"**{100 * accuracy:.1f}\u00a0%**" in words(app)


def test_what_is_drawn_at_random_can_be_drawn_again() -> None:
    texts = {"view": "network", "break": "redraw", "layer": "2", "shown": "redraw"}
    app = open_lesson(PAGE, **texts)
    before = pictures(app)[0].arrays["y0.0"]
    next(one for one in app.button if one.label == "Draw it again").click().run()
    assert app.query_params["draw"] in ("1", ["1"])
    after = pictures(app)[0].arrays["y0.0"]
    assert before[0] == after[0]
    assert not np.array_equal(before, after)
    assert not [one for one in open_lesson(PAGE, change="shift").button if "Draw" in one.label]


def shown_html(app) -> str:
    return "".join(one.proto.body for one in app.get("html"))


def test_the_kernels_that_are_changed_are_drawn_before_and_after() -> None:
    view = {"view": "network", "break": "zero", "layer": "2"}
    app = figure(PAGE, **view, amount="3", shown="zero")
    html = shown_html(app)
    network = disturbed_network("zero", pretrained("digits").network, 6, layer=3)
    changed = np.flatnonzero(~network.layers[3].parameters["w"].any(axis=(1, 2, 3)))
    assert len(changed) == 6
    assert re.findall(r"<b>kernel (\d+)</b>", html) == [str(k) for k in changed[:4]]
    assert html.count(">after<") == 4
    assert "4 of the 6 kernels that are changed" in words(
        figure(PAGE, **view, amount="3", shown="zero")
    )
    unchanged = shown_html(figure(PAGE, **view, amount="0"))
    assert (unchanged.count(">before<"), unchanged.count(">after<")) == (4, 0)


def test_a_layer_padded_on_one_side_shows_its_maps_and_says_what_that_is() -> None:
    app = figure(PAGE, view="network", layer="2", amount="1", shown="pad", **{"break": "pad"})
    assert "1 row and column of zeros above and left" in words(app)
    assert "61.8" in words(app)
    assert MEANT["pad"] in words(app)
    assert shown_html(app).count("<b>map ") == 4


def test_every_change_has_its_words() -> None:
    assert DONE.keys() == {kind.partition("-")[0] for kind in REASONS}
    assert DONE.keys() == {*IMAGE_DISTURBANCES, *NETWORK_DISTURBANCES}


def test_what_is_not_there_becomes_the_nearest() -> None:
    app = open_lesson(PAGE, network="photos", view="network", layer="9", amount="99")
    assert len(notes(app)) == 3
    assert address(app) == {"view": "network", "layer": "2", "amount": "8"}


def test_a_network_trained_on_shifted_images_stands_more() -> None:
    app = open_lesson("train", augmentation="shift", kernels="4,8", steps="150")
    app = goes_to(app, PAGE, network="digits", beside="yours", shown="shift")
    assert notes(app) == []
    chart = pictures(app)[0]
    plain, cured = chart.arrays["y0.0"], chart.arrays["y0.1"]
    assert cured[4] > plain[4] + 10
    names = [one["name"] for one in chart.meta["charts"][0]["series"]]
    assert names == ["Digits", "Yours, of lesson 13, beside"]


def test_the_reader_s_own_network_must_be_there() -> None:
    app = open_lesson(PAGE, network="yours", beside="yours")
    assert len(notes(app)) == 1  # said once
    assert address(app) == {}


def test_a_convolution_needs_the_order_of_the_pixels_and_a_dense_network_does_not() -> None:
    app = figure(PAGE, **PRESETS[5].query)
    sent = pictures(app)[0]
    names = [one["name"] for one in sent.meta["charts"][0]["series"]]
    last = {name: float(sent.arrays[f"y0.{k}"][-1]) for k, name in enumerate(names)}
    assert last["convolution"] > last["convolution, shuffled"] + 0.04
    assert abs(last["dense"] - last["dense, shuffled"]) < 0.02
    assert last["convolution"] > last["dense"] > last["convolution, shuffled"]
    assert f"reaches **{100 * last['convolution']:.1f}" in words(app)
    made = executed(code(open_code(PAGE, view="order"))["NumPy"])["reached"]
    assert made["convolution", True] == pytest.approx(last["convolution, shuffled"])
    assert made["dense", False] == pytest.approx(last["dense"])


def inked(image: np.ndarray) -> np.ndarray:
    return np.rint(255 * image).astype(np.uint8).repeat(3, axis=0).repeat(3, axis=1)


def drawing(app: AppTest, image: np.ndarray, number: int, meant: int) -> AppTest:
    """Draw an image (28, 28) on the pad, and say which digit it is."""
    text = base64.b64encode(inked(image).tobytes()).decode()
    app.session_state[page_key(PAGE, "pad")] = {"ink": {"number": number, "pixels": text}}
    app.button(key=page_key(PAGE, f"meant:{meant}")).click()
    return run(app)


def test_drawings_are_read_with_and_without_the_cure_and_counted() -> None:
    app = open_lesson(PAGE, view="drawings", reading="pad")
    assert "Nothing is drawn yet" in words(app)
    app.button(key=page_key(PAGE, "meant:3")).click()
    app = run(app)
    assert [one.value for one in app.error] == [NOTHING_DRAWN]
    images, labels = DATASETS["digits"]().test.batch(slice(0, 6))
    images = disturbed_images("shift", images, 4)
    for number in range(6):
        app = drawing(app, images[0, ..., number], number + 1, int(labels[number]))
    assert not app.error
    read = np.stack(
        [fitted(inked(one)[None] / 255, 28) for one in images[0].transpose(2, 0, 1)], -1
    )
    right = {}
    for name, how in (("without", ""), ("with", "all")):
        trained = Run(DATASETS["digits"]().train, batch=32, augmentation=how)
        trained.advance(1000)
        right[name] = int((trained.network.forward(read).argmax(axis=0) == labels).sum())
    assert right["with"] > right["without"]
    assert f"reads **{right['with']} of 6** drawings right" in words(app)
    assert f"it reads **{right['without']} of 6**" in words(app)
    html = shown_html(app)
    assert html.count('class="right"') == right["with"] + right["without"]
    assert html.count('class="wrong"') == 12 - right["with"] - right["without"]
    # The same drawing is not taken twice, and the last one can be removed.
    app.button(key=page_key(PAGE, "meant:1")).click()
    app = run(app)
    assert [one.value for one in app.error] == [NOTHING_DRAWN]
    app.button(key=page_key(PAGE, "remove:False")).click()
    app = run(app)
    assert "of 5** drawings right" in words(app)
    # Centred as the training digits are, the shift is gone.
    app.radio(key="break-it.reading").set_value("centred")
    app = run(app)
    assert "it reads **5 of 5**" in words(app)


def test_the_script_trains_both_networks_as_the_page_does() -> None:
    app = open_code(PAGE, view="drawings")
    reached = executed(code(app)["NumPy"])["reached"]
    said = " and ".join(f"{100 * reached[name]:.1f}\u00a0%" for name in ("without", "with"))
    assert f"On test images they reach {said}." in words(app)


@pytest.mark.parametrize("number", range(len(PRESETS)))
def test_a_figure_stays_lit_when_the_page_writes_its_own_link(number: int) -> None:
    app = run(figure(PAGE, **PRESETS[number].query))
    assert PRESETS[number].about in words(app)
    assert address(app) == PRESETS[number].query


def test_a_change_that_costs_nothing_is_said_to_be_free() -> None:
    app = open_lesson(PAGE, view="network", shown="biases", **{"break": "biases"})
    assert "0 of 1,000 images get another class" in words(app)
    assert FREE in words(open_lesson(PAGE, change="blur", shown="blur", amount="1"))
    app = open_lesson(PAGE, network="untrained", shown="shift")
    assert UNTRAINED in words(app)


def test_only_a_network_with_relu_has_one_to_straighten() -> None:
    app = open_lesson("train", steps="1", kernels="2", activation="tanh")
    app = goes_to(app, PAGE, network="yours", view="network", **{"break": "relu"})
    assert "no ReLU" in notes(app)[0]
    assert "break" not in address(app)
