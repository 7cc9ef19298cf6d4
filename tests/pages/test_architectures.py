"""Lesson 12: networks taken up and changed, with every number following."""

from __future__ import annotations

import pytest

from tests.pages.lessons import address, code, notes, open_lesson, run, words


def test_it_opens_on_vgg_16() -> None:
    app = open_lesson("architectures")
    assert address(app) == {}
    assert "**138,357,544** parameters" in words(app)
    assert len(app.main.get("bidi_component")) == 1
    assert set(code(app)) == {"Python", "PyTorch", "Keras"}


@pytest.mark.parametrize(
    ("label", "network"),
    [
        ("Add after", "c8-relu-relu-m2"),
        ("↑ Up", "relu-c8-m2"),
        ("↓ Down", "c8-m2-relu"),
        ("Remove", "c8-m2"),
    ],
)
def test_a_layer_can_be_added_moved_and_removed(label: str, network: str) -> None:
    app = open_lesson("architectures", net="c8-relu-m2", input="28,28,1", layer="2")
    app.button(key=f"architectures.{label}").click()
    assert address(run(app))["net"] == network


def test_a_number_of_a_layer_changes_what_follows() -> None:
    app = open_lesson("architectures", net="c8-flat-dense10", input="28,28,1")
    app.number_input(key="architectures.layer-1-stride").set_value(2)
    run(app)
    assert address(app)["net"] == "c8s2-flat-dense10"
    shown = "".join(one.proto.body for one in app.get("html"))
    assert "(1352 + 1)·10" in shown


def test_a_known_network_is_one_choice_away() -> None:
    app = open_lesson("architectures")
    app.selectbox(key="architectures.start").set_value("tinyvgg")
    run(app)
    assert address(app)["input"] == "64,64,3"
    assert "**19,920** parameters" in words(app)


def test_a_pasted_network_is_taken() -> None:
    app = open_lesson("architectures")
    app.text_area(key="architectures.typed").set_value(
        "nn.Sequential(nn.Conv2d(3, 4, 3), nn.Flatten(), nn.LSTM(2, 2))"
    )
    app.button(key="architectures.take").click()
    run(app)
    assert address(app)["net"] == "c4-flat"
    assert "left out: LSTM" in app.warning[0].value


def test_a_text_without_a_network_changes_nothing() -> None:
    app = open_lesson("architectures", net="c8", input="9,9,1")
    app.text_area(key="architectures.typed").set_value("(nothing)")
    app.button(key="architectures.take").click()
    run(app)
    assert address(app)["net"] == "c8"
    assert "stays as it was" in app.warning[0].value


def test_an_impossible_network_says_which_layer_and_why() -> None:
    app = open_lesson("architectures", net="c8k9-c8k9", input="12,12,1")
    assert "Layer 2, convolution 8 of 9×9, does not fit" in app.error[0].value


def test_maps_of_a_vector_are_refused_with_what_mends_it() -> None:
    app = open_lesson("architectures", net="gap-gap", input="9,9,3")
    assert app.error[0].value == (
        "Layer 2, global average pool, does not fit: it reads maps (channels, rows, columns), but "
        "its input is a vector of 3: put it before Flatten or global pooling."
    )


def test_a_forged_link_gives_the_nearest_network() -> None:
    app = open_lesson("architectures", net="c8-<b>-dense99999999", input="0,1,9999", layer="77")
    assert len(notes(app)) >= 3
    assert address(app)["input"] == "1,1,2048"
    assert "<b>" not in "".join(notes(app))


def test_a_number_out_of_range_becomes_the_nearest_with_a_sentence() -> None:
    app = open_lesson("architectures", net="c8-relu", input="28,28,1")
    app.number_input(key="architectures.layer-1-size").set_value(99)
    run(app)
    assert address(app)["net"] == "c8k31-relu"
    assert app.warning[0].value == "Size: 99 became 31, the largest possible here."
    app.number_input(key="architectures.channels").set_value(-2)
    run(app)
    assert address(app)["input"] == "28,28,1"
    assert app.warning[0].value == "Channels: −2 became 1, the smallest possible here."
    app.button(key="architectures.↓ Down").click()
    assert not run(app).warning
