"""The lesson on sharing weights: its figures, its two switches, whatever the link says."""

from __future__ import annotations

import json

import numpy as np
import pytest

from tests.pages.lessons import (
    address,
    code,
    goes_to,
    links,
    notes,
    open_lesson,
    received,
    run,
    run_code,
    words,
)

PAGE = "sharing"


def test_it_opens_on_the_matrix_of_the_first_figure() -> None:
    app = open_lesson(PAGE)
    assert (address(app), notes(app)) == ({}, [])
    sent = received(app)
    assert sent.arrays["numbers"].shape == (16, 36)
    assert sent.arrays["map"].tolist() == [[0, 30, 30, 0]] * 4
    np.testing.assert_array_equal(run_code(app, "feature_map"), [[0, 30, 30, 0]] * 4)
    assert run_code(app, "matrix").shape == (16, 36)


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"image": "digit-7", "kernel": "gaussian", "size": "5", "padding": "2"},
        {"stride": "2", "dilation": "2", "padding": "2"},
        {"kernel": "custom", "weights": "1,2,3", "image": "centre-200"},
    ],
)
def test_columns_times_a_kernel_are_its_map(query: dict[str, str]) -> None:
    app = open_lesson(PAGE, view="columns", **query)
    (sent,) = [
        found
        for one in app.main.get("bidi_component")
        if one.proto.json and "kernels" in (found := json.loads(one.proto.json))
    ]
    columns, kernels = np.array(sent["columns"]), np.array(sent["kernels"])
    np.testing.assert_array_equal(kernels @ columns, sent["maps"])
    np.testing.assert_array_equal(run_code(app, "columns_of_windows"), columns)
    first = np.array(sent["maps"][0]).reshape(sent["size"]) / sent["divisor"]
    np.testing.assert_allclose(run_code(app, "feature_map"), first, rtol=1e-6)
    matrix = received(open_lesson(PAGE, **{**query, "view": "matrix"}))
    if matrix.arrays["map"].shape == first.shape:  # of a picture that is as small in both
        np.testing.assert_allclose(matrix.arrays["map"] / sent["divisor"], first)
    assert f"({len(kernels)}×{len(columns)})" in words(app)


def test_the_two_switches_are_two_choices() -> None:
    app = open_lesson(PAGE)
    counted = {}
    for sparse in (True, False):
        for shared in (True, False):
            app.toggle(key=f"{PAGE}.sparse").set_value(sparse)
            app.toggle(key=f"{PAGE}.shared").set_value(shared)
            counted[sparse, shared] = received(run(app)).meta["count"]
    assert list(counted.values()) == [9, 144, 81, 576]
    assert address(app) == {"sparse": "0", "shared": "0"}


def test_one_slider_turns_the_dense_layer_into_the_convolution() -> None:
    app = open_lesson(PAGE, sparse="0", shared="0")
    matrices = []
    for stop, count in (("all", 576), ("windows", 144), ("kernel", 9)):
        app.select_slider(key=f"{PAGE}.stop").set_value(stop)
        sent = received(run(app))
        assert sent.meta["count"] == count
        numbers, weights = sent.arrays["numbers"], sent.arrays["weights"]
        matrices.append(np.where(numbers < 0, 0, weights[numbers]))
    dense, windows, kernel = matrices
    # Windows only: what is left stays as it was. The kernel has weights at the same places.
    inside = windows != 0
    np.testing.assert_array_equal(windows[inside], dense[inside])
    assert (np.count_nonzero(dense), np.count_nonzero(windows)) == (576, 144)
    assert not kernel[~inside].any()
    assert address(app) == {}


def test_the_slider_takes_the_other_way_round_from_its_link() -> None:
    app = open_lesson(PAGE, sparse="0")
    assert app.select_slider(key=f"{PAGE}.stop").value == "repeated"
    assert app.select_slider(key=f"{PAGE}.stop").options == ["576 all", "81 repeated", "9 kernel"]


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ({}, "= 27,648,000"),
        ({}, "(3·3·3 + 1)·10 = 280"),
        ({}, "3·3·3·10 = 270"),
        ({"high": "1080", "wide": "1920"}, "1,080·1,920·3·100 = 622,080,000"),
        ({"side": "11", "high": "5", "wide": "5"}, "5·5·3·10 = 750"),
    ],
)
def test_weights_are_counted(texts: dict[str, str], said: str) -> None:
    app = open_lesson(PAGE, view="counts", **texts)
    assert said in words(app)
    assert set(code(app)) == {"NumPy", "PyTorch", "Keras"}


def test_counts_follow_their_controls() -> None:
    app = open_lesson(PAGE, view="counts")
    app.number_input(key=f"{PAGE}.neurons").set_value(1)
    app.number_input(key=f"{PAGE}.filters").set_value(32)
    assert "32·32·3·1 = 3,072" in words(run(app))
    assert "(3·3·3 + 1)·32 = 896" in words(app)
    assert run_code(app, "with_bias") == 896


def test_both_networks_are_trained_in_slices_that_can_be_stopped() -> None:
    app = open_lesson(PAGE, view="unseen", digits="100", spread="0", start="7")
    assert "Watch the shifts outside" in words(app)
    app.button(key=f"{PAGE}:stop").click()
    run(app)
    stopped = words(app)
    assert words(run(app)) == stopped  # it waits for its reader
    app.button(key=f"{PAGE}:stop").click()
    for _ in range(400):
        if not [one for one in app.button if one.label in ("Stop", "Go on")]:
            break
        run(app)
    assert not [one for one in app.button if one.label in ("Stop", "Go on")]
    tested = run_code(app, "tested")[()]
    table = words(app)
    for name, weights in (("dense", "25,450"), ("convolution", "2,742")):
        others = [k for k in range(11) if k != 5]
        mean = 100 * np.mean(np.array(tested[name])[others])
        assert f"| {name}, {weights} weights | " in table
        assert f"| {100 * tested[name][5]:.0f} % | **{mean:.0f} %** |" in table
    assert "At other shifts the dense network falls to" in table
    # Another visitor gets the result without training.
    again = open_lesson(PAGE, view="unseen", digits="100", spread="0", start="7")
    assert "At other shifts the dense network falls to" in words(again)


def test_the_input_moves() -> None:
    app = open_lesson(PAGE, view="moves", image="digit-7", down="1")
    assert received(app).meta["move"] == [1, 0]
    assert received(app).arrays["maps"].shape == (49, 26, 26)
    app.select_slider(key=f"{PAGE}.right").set_value(-2)
    assert address(run(app))["right"] == "-2"
    app.session_state[f"{PAGE}:matrix-view"] = {"rest": {"kind": "move", "row": 3, "column": 0}}
    run(app)
    assert "529,984 random weights" in words(app)


def test_settings_of_other_lessons_are_left_alone_and_travel_on() -> None:
    chosen = {"mode": "reflect", "fill": "7", "flip": "1", "padding": "1"}
    app = open_lesson(PAGE, **chosen)
    assert (address(app), notes(app)) == (chosen, [])  # and no step of the browser's history
    travelling = {to: query for _, to, query in links(app.sidebar)}
    assert travelling["window"] == chosen
    assert notes(goes_to(app, "window", **travelling["window"])) == []


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ({"view": "counts", "side": "11", "high": "4"}, "An 11×11 kernel does not fit into 4×32"),
        ({"down": "9"}, "Down goes from -3 to 3"),
        ({"stride": "0"}, "Stride goes from 1 to 6"),
        ({"cell": "9,9"}, "outside the 4×4 map"),
        ({"view": "unseen", "digits": "7", "spread": "9"}, "Spread goes from 0 to 3"),
    ],
)
def test_a_link_that_does_not_work_becomes_the_nearest(texts: dict[str, str], said: str) -> None:
    app = open_lesson(PAGE, **texts)
    assert said in "\n".join(notes(app))
    assert notes(open_lesson(PAGE, **address(app))) == []


def test_a_number_out_of_range_becomes_the_nearest_with_a_sentence() -> None:
    app = open_lesson(PAGE, view="counts")
    app.number_input(key=f"{PAGE}.side").set_value(99)
    run(app)
    assert address(app)["side"] == "11"
    assert app.warning[0].value == "Kernel k: 99 became 11, the largest possible here."


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ({}, "(75 %). The same 9 weights stand in every row, shifted."),
        ({"padding": "1"}, "shifted. Rows have fewer where the window reaches into the padding."),
        (
            {"image": "red-purple", "kernel": "custom", "weights": "2", "padding": "10"},
            "(over 99 %). The same weight stands in every row, shifted. Rows have fewer where",
        ),
    ],
)
def test_what_is_said_of_the_matrix_is_so(texts: dict[str, str], said: str) -> None:
    assert said in words(open_lesson(PAGE, **texts))
