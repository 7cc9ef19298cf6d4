"""The lesson on receptive fields: its figures, its stack edited, whatever the link says."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.lessons import (
    address,
    code,
    notes,
    open_code,
    open_lesson,
    received,
    run,
    run_code,
    words,
)

PAGE = "receptive-field"


def last(app: AppTest) -> dict:
    layer: dict = received(app).meta["panels"][0]["layers"][-1]
    return layer


def test_it_opens_on_three_layers_that_see_7() -> None:
    app = open_lesson(PAGE)
    assert (address(app), notes(app)) == ({}, [])
    assert received(app).meta["start"] == [3, 11, 11]
    assert last(app)["rWork"] == "1 + 2·1 + 2·1 + 2·1 = 7"
    assert "**3, 5, 7** pixels" in words(app)
    assert "stays 3×3. That is true for the map just below" in words(app)
    assert run_code(app, "rows").tolist() == [11, 12, 13, 14, 15, 16, 17]


@pytest.mark.parametrize(
    ("stride", "said"), [("", "**1 to 9**"), ("s2", "**0 to 4**"), ("s3", "**1**")]
)
def test_who_sees_a_pixel(stride: str, said: str) -> None:
    app = open_lesson(PAGE, image="edge", stack=f"c3{stride}", view="overlap")
    assert said in words(app)


def test_the_measured_field_is_beside_the_theoretical() -> None:
    app = open_lesson(PAGE, stack="c3-c3-c3-c3-c3", view="measured")
    sent = received(app)
    assert sent.arrays["shares"].shape == (11, 11)
    assert sent.meta["measured"]["half"] < [11, 11]
    assert "11×11 pixels *can* change the cell" in words(app)
    assert app.slider(key=f"{PAGE}.seeds").value == 50


def test_three_ways_are_compared_in_one_table() -> None:
    app = open_lesson(PAGE, view="ways")
    assert len(received(app).meta["panels"]) == 3
    for cell in ("| 26×26 → 13×13 | 13×13 | 12×12 |", "(5·5·1 + 1)·10 = 260"):
        assert cell in words(app)
    app.slider(key=f"{PAGE}.side").set_value(5)
    assert "7×7, stride 2" in words(run(app))
    assert run_code(app, "found")[2].tolist() == [11, 11, 500, 7]


def test_a_layer_is_changed_added_and_removed() -> None:
    app = open_lesson(PAGE)
    app.number_input(key=f"{PAGE}.layer-3-stride").set_value(2)
    run(app)
    assert address(app) == {"stack": "c3-c3-c3s2"}
    app.button(key=f"{PAGE}.+ pool").click()
    run(app)
    assert address(app) == {"stack": "c3-c3-c3s2-m2"}
    assert received(app).meta["start"][0] == 4
    app.selectbox(key=f"{PAGE}.looked-at").set_value(1)
    run(app)
    assert address(app)["layer"] == "1"
    app.selectbox(key=f"{PAGE}.layer-1-kind").set_value("a")
    run(app)
    assert address(app)["stack"] == "a3-c3-c3s2-m2"
    app.button(key=f"{PAGE}.remove").click()
    run(app)
    assert address(app)["stack"] == "c3-c3s2-m2"


def test_a_typed_stack_is_taken_as_far_as_it_can_be_read() -> None:
    app = open_lesson(PAGE)
    app.text_input(key=f"{PAGE}.typed").set_value("c5, m2 nonsense c3")
    run(app)
    assert address(app) == {"stack": "c5-m2-c3"}
    assert app.text_input(key=f"{PAGE}.typed").value == "c5-m2-c3"
    assert "“nonsense” is not a layer" in app.warning[0].value
    app.text_input(key=f"{PAGE}.typed").set_value("???")
    run(app)
    assert address(app) == {"stack": "c5-m2-c3"}
    assert "The stack stays as it was" in app.warning[0].value


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ({"stack": "c99-zz"}, "is not a layer"),
        ({"stack": "c11-c11-c11"}, "Layer 3, conv 11×11, does not fit"),
        ({"layer": "7"}, "There are 3 layers"),
        ({"cell": "a,b"}, "“a,b” is not a cell (row,column), so the middle one is used"),
        ({"cell": "99,99"}, "Layer 3 has 22×22 cells"),
        ({"view": "cortex", "spot": "99,-1"}, "A spot goes from 0,0 to 59,59"),
        ({"view": "ways", "image": "nine", "side": "9"}, "so 1×1 and stride 1 are used instead"),
    ],
)
def test_a_link_that_does_not_work_becomes_the_nearest(texts: dict[str, str], said: str) -> None:
    app = open_lesson(PAGE, **texts)
    assert said in "\n".join(notes(app))
    assert notes(open_lesson(PAGE, **address(app))) == []


def test_the_code_of_each_view_is_there() -> None:
    assert set(code(open_code(PAGE))) == {"NumPy", "PyTorch", "Keras"}
    assert "nn.MaxPool2d(2, 2)" in code(open_code(PAGE, view="ways"))["PyTorch"]


def test_a_number_out_of_range_becomes_the_nearest_with_a_sentence() -> None:
    app = open_lesson("receptive-field", stack="c3-m2")
    app.number_input(key="receptive-field.layer-2-padding").set_value(7)
    run(app)
    assert address(app)["stack"] == "c3-m2p1"
    assert app.warning[0].value == "Padding: 7 became 1, the largest possible here."


@pytest.mark.parametrize(
    ("name", "field"),
    [("lenet-5", 16), ("alexnet", 195), ("vgg-16", 212), ("resnet-50", 483)],
)
def test_a_known_network_is_one_choice_away(name: str, field: int) -> None:
    app = open_lesson(PAGE)
    app.selectbox(key=f"{PAGE}.start").set_value(name)
    run(app)
    layer = last(app)
    assert layer["r"] == field
    assert f"a field of {field}×{field} pixels" in words(app)
    assert app.selectbox(key=f"{PAGE}.start").value == name
    # The digit of the first figure is too small for all but one of them.
    assert address(app).get("image") == (None if name == "lenet-5" else "camera")
    app.button(key=f"{PAGE}.remove").click()
    assert run(app).selectbox(key=f"{PAGE}.start").value == "own"


def test_a_long_sum_is_shown_by_its_last_step() -> None:
    app = open_lesson(PAGE)
    app.selectbox(key=f"{PAGE}.start").set_value("vgg-16")
    layer = last(run(app))
    assert (layer["rWork"], layer["startWork"]) == ("196 + 1·16 = 212", "−90")
