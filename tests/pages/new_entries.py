"""Pages with entries that nothing but their registry knows: run by tests/test_new_entries.py."""

from __future__ import annotations

import io
import re

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from cnn_core.data import digits
from cnn_core.io import load_run
from cnn_core.kernels import KERNELS
from cnn_core.nn import OPTIMISERS, describe
from cnn_core.ops import ACTIVATIONS, POOLINGS
from cnn_core.training import Run
from tests.pages.lessons import (
    address,
    code,
    downloaded,
    notes,
    open_lesson,
    pictures,
    run,
    words,
)
from tests.scripts import executed
from tests.ui.visitor import Received
from ui.frame.questions import ask, offered
from ui.lessons.activation.questions import ACTIVATION_QUESTIONS
from ui.lessons.pooling.model import Pooled
from ui.lessons.pooling.questions import POOL_QUESTIONS
from ui.lessons.train.questions import TRAINING_QUESTIONS
from ui.lessons.train.step_view.positions import UPDATE, stops_of
from ui.models.activation import Activated
from ui.models.convolution import Convolution
from ui.networks.text import read_network
from ui.pictures import picture
from ui.session.keys import TRAINER

ACTIVATION, POOLING, LAYER, OPTIMISER = "softsign", "meansquare", "squared", "signdescent"
GATE, PICKING = "threshold", "farthest"
TRAINED = {
    "activation": ACTIVATION,
    "pooling": POOLING,
    "optimiser": OPTIMISER,
    "kernels": "2",
    "batch": "4",
    "decay": "0.01",
    "rate": "0.001",
    "steps": "3",
}


def opened(page: str, **texts: str) -> AppTest:
    """Open a link: it is taken as it is, and nothing on the page is an error."""
    app = open_lesson(page, **texts)
    assert (address(app), notes(app), [one.value for one in app.error]) == (texts, [], [])
    return app


def menu(app: AppTest, label: str) -> list[str]:
    (found,) = [one for one in app.selectbox if one.label == label]
    return list(found.options)


def sent(app: AppTest) -> Received:
    """Return what the first view was sent."""
    return pictures(app)[0]


@pytest.mark.parametrize("view", ["curves", "histogram", "depth"])
def test_the_lesson_on_activations(view: str) -> None:
    opening = {} if view == "curves" else {"view": view}
    app = opened("activation", activation=ACTIVATION, bias="-3", **opening)
    assert "Softsign" in menu(app, "Activation")
    assert "Softsign" in words(app)
    if view != "depth":
        assert sent(app).meta["worked"] == ["{x} / (1 + {x})", "{x} / (1 + {-x})"]
        found = executed(code(app)["NumPy"])
        np.testing.assert_allclose(found["activated"], sent(app).arrays["maps"][0], atol=1e-5)
        assert ACTIVATIONS[ACTIVATION].code["Keras"] in code(app)["Keras"]


def test_of_an_activation_without_an_example_its_name_is_written() -> None:
    app = opened("activation", activation=GATE)
    assert sent(app).meta["worked"] == ["Threshold({x})"] * 2


def test_questions_about_an_activation() -> None:
    shown = Activated(Convolution(picture("digit-7"), KERNELS["sobel-x"].kernel()), ACTIVATION)
    for kind in offered(ACTIVATION_QUESTIONS, shown, (0, 0)):
        for seed in range(1, 6):
            question = ask(ACTIVATION_QUESTIONS, shown, (0, 0), seed, kind)
            assert question.text
            if kind == "slope":
                assert "Softsign’s slope is 1 / (1 + |x|)²" in question.explanation


@pytest.mark.parametrize("view", ["map", "readers", "shift"])
def test_the_lesson_on_pooling(view: str) -> None:
    opening = {} if view == "map" else {"view": view}
    app = opened("pooling", pool=POOLING, of=ACTIVATION, image="digit-7", bias="2", **opening)
    assert "Mean square" in menu(app, "Pooling")
    assert "the map after Softsign" in menu(app, "What is pooled")
    found = executed(code(app)["NumPy"])["pooled"]
    compile(code(app)["PyTorch"], "script", "exec")
    compile(code(app)["Keras"], "script", "exec")
    if view != "shift":
        scene = sent(app)
        assert (scene.meta["scales"], scene.meta["divisors"]) == (False, [1])
        assert scene.meta["sum"] == ["", " / {cells}", 2]
        assert "winners" not in scene.arrays
        # What was activated is rounded to 3 decimals there.
        np.testing.assert_allclose(found, scene.arrays["maps"][0], atol=2e-3)


def test_a_pooling_marks_the_cells_it_picks() -> None:
    app = opened("pooling", pool=PICKING, of="map", image="digit-7")
    scene = sent(app)
    assert "one cell is taken" in scene.meta["kernelTitles"][0]
    maps, image = scene.arrays["maps"][0], scene.arrays["image"][0]
    for row, column in np.ndindex(*maps.shape):
        won = tuple(scene.arrays["winners"][row, column])
        assert (won[0] // 2, won[1] // 2) == (row, column)
        assert image[won] == maps[row, column]
        window = image[2 * row : 2 * row + 2, 2 * column : 2 * column + 2]
        assert np.abs(window).max() == abs(int(image[won]))
    found = executed(code(app)["NumPy"])["pooled"]
    np.testing.assert_allclose(found, maps / scene.meta["divisors"][0])


def test_a_gate_after_a_kernel_is_pooled_as_its_numbers_are() -> None:
    app = opened("pooling", pool="min", of=GATE, image="digit-7")
    assert "This is why min pooling is not used after threshold." in words(app)


@pytest.mark.parametrize("kernel", ["sobel-x", "gaussian"])
def test_questions_about_a_pooling(kernel: str) -> None:
    shown = Pooled(Convolution(picture("digit-7"), KERNELS[kernel].kernel()), "map", POOLING)
    for seed in range(1, 6):
        question = ask(POOL_QUESTIONS, shown, (0, 0), seed, "value")
        assert "What does “Mean square” give?" in question.text
        assert re.search(r"\(.*²\) / 4 [=≈] ", question.explanation)
        row, column = question.hidden or (0, 0)
        window = shown.values[2 * row : 2 * row + 2, 2 * column : 2 * column + 2] / shown.divisor
        np.testing.assert_allclose(shown.map[row, column], (window**2).mean(), rtol=1e-12)


def test_training_with_all_of_them() -> None:
    app = opened("train", **TRAINED)
    assert "Softsign" in menu(app, "Activation")
    assert "mean square" in menu(app, "Pooling")
    assert "Sign descent" in menu(app, "Optimiser")
    losses = app.session_state[TRAINER].losses
    assert len(losses) == 3
    scripts = code(app)
    np.testing.assert_allclose(executed(scripts["NumPy"])["losses"], losses)
    for name in ("PyTorch", "Keras"):
        assert scripts[name] == f"# There is no {name} code for Sign descent here: see NumPy."
    asked = offered(TRAINING_QUESTIONS, app.session_state[TRAINER], (0, 0))
    assert len(asked) >= 3
    assert "update" not in asked  # nobody here knows what the rule makes of a gradient
    network = app.session_state[TRAINER].engine.network
    titles = {block["title"].split(" ", 1)[-1] for block in sent(app).meta["blocks"]}
    assert {"softsign", "mean square pool"} <= titles
    assert [layer.name for layer in network.layers[1:3]] == ["Softsign", "Mean square pool"]
    for view in ("judge", "draw", "classes"):
        opened("train", **TRAINED, view=view)
    # Every position of the next step, forward and backward, to the update.
    app = opened("train", **TRAINED, view="step")
    stops = stops_of(network.layers)
    for k, stop in enumerate(stops):
        app.session_state["train.stop"] = k
        scene = sent(run(app)).meta
        text = " ".join(piece["text"] for line in scene["lines"] for piece in line)
        assert scene["show"]
        if stop.phase == UPDATE:
            assert scene["title"].startswith("update: Sign descent")
            assert "under Sign descent" in text
        elif stop.phase == "forward" and stop.layer in (1, 2):
            assert (" / (1 + ", " / 4 ≈ ")[stop.layer - 1] in text
    assert stops[-1].phase == UPDATE


def test_a_step_through_a_gate_and_the_winners_behind_it() -> None:
    app = opened("train", **TRAINED | {"activation": GATE, "pooling": PICKING}, view="step")
    network = app.session_state[TRAINER].engine.network
    said = {}
    for k, stop in enumerate(stops_of(network.layers)):
        app.session_state["train.stop"] = k
        if stop.layer in (1, 2) and stop.phase != UPDATE:
            said[stop.layer, stop.phase] = sent(run(app)).meta
    assert "numbers become 0. The others pass unchanged." in said[1, "forward"]["words"]
    assert "the slope is 0" in said[1, "backward"]["words"]
    assert "Only the farthest number of each window goes on." in said[2, "forward"]["words"]
    assert "Only the chosen cell changed" in said[2, "backward"]["words"]


def test_with_a_known_optimiser_there_is_code_for_it_all() -> None:
    app = opened("train", **{**TRAINED, "optimiser": "sgd"})
    for name in ("PyTorch", "Keras"):
        script = code(app)[name]
        compile(script, "script", "exec")
        assert ACTIVATIONS[ACTIVATION].layers[name] in script
        assert f"lambda windows: {POOLINGS[POOLING].code[name]}" in script


def test_a_function_that_no_framework_has_is_written_out() -> None:
    app = opened("train", **TRAINED | {"optimiser": "sgd", "activation": GATE})
    assert f"Function(lambda x: {ACTIVATIONS[GATE].code['PyTorch']})" in code(app)["PyTorch"]
    assert f"layers.Activation(lambda x: {ACTIVATIONS[GATE].code['Keras']})" in code(app)["Keras"]


def test_a_saved_run_comes_back() -> None:
    files = downloaded("train", view="keep", **TRAINED)
    again = load_run(io.BytesIO(files["convscope-run-3.npz"]), digits().train)
    app = opened("train", view="keep", **TRAINED)
    wanted = app.session_state[TRAINER].engine
    np.testing.assert_array_equal(again.network.values, wanted.network.values)
    assert isinstance(again, Run)
    assert type(again.optimiser) is OPTIMISERS[OPTIMISER]
    again.step()
    wanted.step()
    np.testing.assert_array_equal(again.network.values, wanted.network.values)
    assert any("WindowPool(" in one.value for one in app.code)


def test_architectures_with_all_of_them() -> None:
    net = f"c4-soft-{POOLING}2-min2-far1-lp3s1-{LAYER}-flat-dense3"
    app = opened("architectures", net=net, input="28,28,1", layer="7")
    assert {"softsign", "mean square pool", "min pool", "farthest pool", "L2 pool", "squared"} <= {
        *menu(app, "Kind")
    }
    pieces, _ = read_network(net)
    found = describe([piece.layer for piece in pieces], (1, 28, 28))
    counted = executed(code(app)["Python"])
    assert counted["shape"] == found.output_shape
    assert (counted["parameters"], counted["multiply_adds"]) == (
        found.parameters,
        found.multiply_adds,
    )
    for name in ("PyTorch", "Keras"):
        assert code(app)[name].startswith(f"# There is no {name} code for Squared here: ")
    app = opened("architectures", net=net.replace(f"-{LAYER}", ""), input="28,28,1")
    for name in ("PyTorch", "Keras"):
        compile(code(app)[name], "script", "exec")
        assert POOLINGS[POOLING].code[name] in code(app)[name]
