"""Lesson 12: networks taken up and changed, with every number following."""

from __future__ import annotations

import re

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.lessons import address, code, notes, open_lesson, run, words
from tests.ui.networks.parsers.texts import ARTICLE, KNOWN, NARROW, WITH_BRANCHES


def test_it_opens_on_vgg_16() -> None:
    app = open_lesson("architectures")
    assert address(app) == {}
    assert "**138,357,544** parameters" in words(app)
    assert len(app.main.get("bidi_component")) == 2  # the drawing, and what plays the lesson
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
    assert "(1,352 + 1)·10" in shown


def test_a_known_network_is_one_choice_away() -> None:
    app = open_lesson("architectures")
    app.selectbox(key="architectures.start").set_value("tinyvgg")
    run(app)
    assert address(app)["input"] == "64,64,3"
    assert "**19,920** parameters" in words(app)


def pasted(app: AppTest, text: str) -> AppTest:
    app.text_area(key="architectures.typed").set_value(text)
    app.button(key="architectures.take").click()
    return run(app)


def shown_table(app: AppTest) -> str:
    return "".join(one.proto.body for one in app.get("html"))


@pytest.mark.parametrize(
    "name",
    [
        *("the example on MNIST", "the print of AlexNet", "the tutorial on flowers"),
        *("depthwise and separable", "torchsummary"),
    ],
)
def test_a_pasted_network_is_taken_and_its_text_stays_in_the_field(name: str) -> None:
    known = KNOWN[name]
    app = open_lesson("architectures", net="c8", input=known.here)
    pasted(app, known.text)
    assert address(app)["net"] == known.layers
    assert address(app).get("input", "224,224,3") == known.input
    assert f"**{known.parameters:,}** parameters" in words(app)
    assert app.text_area(key="architectures.typed").value == known.text
    # Until another layer makes it another network.
    app.button(key="architectures.Add after").click()
    run(app)
    assert app.text_area(key="architectures.typed").value == address(app)["net"]


def test_what_cannot_be_shown_changes_nothing_and_the_nearest_is_a_choice() -> None:
    app = open_lesson("architectures", net="c8", input="28,28,3")
    text = "nn.Sequential(nn.Conv2d(3, 4, 3), nn.Flatten(), nn.LSTM(2, 2))"
    pasted(app, text)
    assert address(app)["net"] == "c8"
    assert "LSTM cannot be shown here." in app.warning[0].value
    assert app.text_area(key="architectures.typed").value == text
    offer = app.button(key="architectures.take-offered")
    assert offer.label == "Take the nearest instead: 2 layers for 28×28×3, 112 parameters"
    offer.click()
    assert address(run(app))["net"] == "c4-flat"
    assert not app.warning


def test_a_convolution_along_one_axis_is_refused_and_nothing_is_offered() -> None:
    app = open_lesson("architectures", net="c8", input="28,28,1")
    text = "nn.Sequential(nn.Conv1d(1, 4, 3), nn.Flatten(), nn.Linear(104, 2))"
    pasted(app, text)
    assert "Conv1d cannot be shown here." in app.warning[0].value
    assert address(app)["net"] == "c8"
    assert app.text_area(key="architectures.typed").value == text
    assert "architectures.take-offered" not in [one.key for one in app.button]


@pytest.mark.parametrize("text", WITH_BRANCHES)
def test_branches_are_refused_and_nothing_is_offered(text: str) -> None:
    app = pasted(open_lesson("architectures", net="c8", input="28,28,1"), text)
    assert "branches are not read here" in app.warning[0].value
    assert address(app)["net"] == "c8"
    assert "architectures.take-offered" not in [one.key for one in app.button]


def test_an_article_s_table_is_compared_row_by_row() -> None:
    app = pasted(open_lesson("architectures", net="c8", input="28,28,1"), ARTICLE)
    assert app.warning[0].value == (
        "2 of 3 rows of your table agree with the numbers here.\n\n"
        "**Layer 3, Dense:** your table says 16,386 parameters and the output size 2. Here "
        "(32 + 1)·2 = 66 parameters and the output size 18×18×2 follow. With a Flatten before it, "
        "(10,368 + 1)·2 = 20,738 parameters would follow. Neither is 16,386: the table "
        "contradicts itself."
    )
    table = shown_table(app)
    assert table.count("= your table") == 2
    assert "≠ your table: 16,386" in table
    assert "≠ your table: 2<" in table
    app.button(key="architectures.Add after").click()
    assert "your table" not in shown_table(run(app))


def test_what_keras_counts_for_a_batch_norm_is_explained() -> None:
    app = pasted(open_lesson("architectures", net="c8", input="28,28,1"), NARROW)
    assert "All 7 rows of your table agree" in app.success[0].value
    assert "Keras counts the running mean and variance" in app.success[0].value
    assert "= your table: 128 = 64 + 64 measured" in shown_table(app)
    app = open_lesson("architectures", net="c32-bn", input="28,28,1", layer="2")
    assert any("Keras says 128: it also counts" in one.value for one in app.text)


def test_totals_of_a_network_that_does_not_fit_say_of_which_layers_they_are() -> None:
    app = open_lesson("architectures", net="c8k5-relu-m9", input="8,8,1")
    assert "Only layers 1 to 2, because layer 3 does not fit: **208** parameters" in words(app)


def test_all_blocks_unfold_and_fold_at_once_and_a_link_holds_them() -> None:
    app = open_lesson("architectures", unfold="1,2,999")
    assert address(app) == {"unfold": "1"}  # no group begins with the others
    assert "<b>36,928</b>" in shown_table(app)
    app.button(key="architectures.unfold-all").click()
    assert address(run(app))["unfold"] == "1,6,11,18,25"
    app.button(key="architectures.unfold-all").click()
    assert "unfold" not in address(run(app))
    assert "<b>36,928</b>" not in shown_table(app)


def test_a_layer_that_keeps_the_size_repeats_nothing() -> None:
    app = open_lesson("architectures", net="c8-relu", input="28,28,1")
    assert "<td>ReLU</td><td>same size</td><td>0</td><td>0</td>" in shown_table(app)


def test_bias_is_a_switch_and_the_padding_mode_a_choice() -> None:
    app = open_lesson("architectures", net="c8p1", input="28,28,1")
    app.checkbox(key="architectures.layer-1-bias").uncheck()
    assert address(run(app))["net"] == "c8p1b0"
    app.selectbox(key="architectures.layer-1-padding_mode").select(1)
    assert address(run(app))["net"] == "c8p1b0m1"


def test_a_text_without_a_network_changes_nothing() -> None:
    app = open_lesson("architectures", net="c8", input="9,9,1")
    app.text_area(key="architectures.typed").set_value("(nothing)")
    app.button(key="architectures.take").click()
    run(app)
    assert address(app)["net"] == "c8"
    assert "stays as it was" in app.warning[0].value


def test_an_impossible_network_says_which_layer_and_why() -> None:
    app = open_lesson("architectures", net="c8k9-c8k9", input="12,12,1")
    assert "Layer 2, convolution 9×9, 8 kernels, does not fit" in app.error[0].value


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


def done(**link: str) -> list[str]:
    """Return the challenges that are ticked."""
    return re.findall(r"☑ \*\*Done\.\*\* ([^\n*]+)", words(open_lesson("architectures", **link)))


def test_a_budget_is_ticked_by_the_network_on_screen() -> None:
    assert done() == []
    toy = {"input": "28,28,1", "net": "c8-relu-m2-c16-relu-m2-flat-dense10"}
    assert done(**toy) == []
    app = open_lesson("architectures", **toy, layer="4")
    assert "has 5,258 parameters and 192,064 multiply-adds" in words(app)
    app.number_input(key="architectures.layer-4-filters").set_value(14)
    assert "☑ **Done.** At most 5,000 parameters." in words(run(app))
