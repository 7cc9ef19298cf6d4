"""Stepping inside a batch and judging, as pages: all opens, and every choice is in the link."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from cnn_core.data import digits
from cnn_core.explain import difference_at, next_step
from cnn_core.training import Run
from tests.pages.lessons import address, notes, open_lesson, pictures, received, run
from ui.session.keys import TRAINER


def chooses(app: AppTest, **settings: Any) -> AppTest:
    """Choose as the callbacks do, which AppTest does not call: tests/ui has them."""
    for name, value in settings.items():
        app.session_state[f"train.{name}"] = value
    return run(app)


def line(app: AppTest, number: int) -> str:
    return "".join(piece["text"] for piece in received(app).meta["lines"][number])


def test_it_opens_on_the_first_layer_of_the_next_batch() -> None:
    app = open_lesson("train", view="step", steps="20")
    sent = received(app)
    assert sent.meta["title"] == "conv 1: one kernel, one number"
    assert (sent.meta["at"], sent.meta["example"], sent.meta["count"]) == (0, 0, 16)
    assert len(sent.meta["stops"]) == 22
    assert sent.arrays["thumbs"].shape == (16, 28, 28)
    trained = Run(digits().train)
    trained.advance(20)
    taken = next_step(trained)
    np.testing.assert_array_equal(
        sent.arrays["values map"], taken.activations[1][..., 0].astype("f4")
    )


def test_the_gradient_of_a_weight_stands_beside_its_finite_difference() -> None:
    app = open_lesson("train", view="step", steps="20", stop="19", member="6", weight="0,4,1,2")
    trained = Run(digits().train)
    trained.advance(20)
    taken = next_step(trained)
    slope = difference_at(taken, 0, "w", (4, 0, 1, 2)).slope
    assert slope == pytest.approx(taken.network.layers[0].gradients["w"][4, 0, 1, 2] / 16, rel=1e-5)
    assert line(app, 1).endswith(f"/ 16 ≈ {slope:.5f}".replace("-", "−"))
    assert f"≈ {slope:.5f} ✓".replace("-", "−") in line(app, 2)
    assert line(app, 0).startswith("example 6: ")


def test_what_the_reader_chooses_is_in_the_link() -> None:
    app = open_lesson("train", view="step", steps="5")
    chooses(app, stop=3, member=2, pick=(4, 5, 6))
    chosen = {"stop": "3", "member": "2", "pick": "4,5,6"}
    assert address(app) == {"view": "step", "steps": "5", **chosen}
    assert "map 4, row 5, column 6" in line(app, 0)
    again = open_lesson("train", **address(app))
    assert notes(again) == []
    assert received(again).meta["lines"] == received(app).meta["lines"]


def test_a_step_elsewhere_is_another_step() -> None:
    app = open_lesson("train", view="step", steps="5")
    first = received(app).arrays["values map"]
    other = received(open_lesson("train", view="step", steps="6")).arrays["values map"]
    assert not np.array_equal(first, other)


@pytest.mark.parametrize(
    "link",
    [
        {"optimiser": "sgd", "decay": "0.01", "batch": "1"},
        {"kernels": "2", "kernel-size": "5", "conv-stride": "2", "conv-padding": "2"},
        {"pooling": "none", "activation": "none", "kernels": "1"},
        {"pooling": "avg", "activation": "gelu", "data": "clothes", "batch": "40"},
    ],
)
@pytest.mark.parametrize("stop", ["0", "4", "7", "9", "99"])
def test_every_network_can_be_walked_through(link: dict[str, str], stop: str) -> None:
    app = open_lesson("train", view="step", steps="2", stop=stop, **link)
    assert app.exception == []
    assert received(app).meta["title"]


def test_a_run_that_is_no_number_any_more_says_so() -> None:
    link = {"rate": "1e6", "optimiser": "sgd", "activation": "none", "steps": "30"}
    for view in ("step", "judge"):
        app = open_lesson("train", view=view, **link)
        (said,) = (one.value for one in app.warning)
        assert "not a number any more" in said or "not numbers any more" in said
        assert pictures(app) == []


def test_the_judge_counts_every_test_picture() -> None:
    app = open_lesson("train", view="judge", steps="60")
    sent = received(app).meta
    matrix = np.array(sent["matrix"])
    assert matrix.sum(axis=1).tolist() == [100] * 10
    assert sent["words"].startswith(f"{np.trace(matrix)} of 1,000 test images read correctly")
    sure = [one["sure"] for one in sent["pictures"]]
    assert sure == sorted(sure, reverse=True)
    assert all(one["true"] != one["said"] for one in sent["pictures"])
    assert all("and now" in one["when"] for one in sent["pictures"])


def test_a_cell_of_the_matrix_opens_its_pictures() -> None:
    app = open_lesson("train", view="judge", steps="60")
    matrix = np.array(received(app).meta["matrix"])
    chooses(app, pair=(3, 5))
    sent = received(app)
    assert len(sent.meta["pictures"]) == min(48, matrix[3, 5])
    for picture, pixels in zip(sent.meta["pictures"], sent.arrays["pixels"], strict=True):
        assert (picture["true"], picture["said"]) == (3, 5)
        np.testing.assert_array_equal(pixels, digits().test.pixels[picture["number"], 0])
    assert address(app)["pair"] == "3,5"
    chooses(app, pair=(), sheet="late")
    assert address(app) == {"view": "judge", "steps": "60", "sheet": "late"}
    assert all("epoch" in one["when"] for one in received(app).meta["pictures"])


@pytest.mark.parametrize("view", ["step", "judge", "draw", "keep"])
def test_a_long_run_is_replayed_to_its_end_before_it_is_looked_at(view: str, monkeypatch) -> None:
    monkeypatch.setattr("ui.lessons.train.session.AT_ONCE", 1e7)
    app = open_lesson("train", view=view, steps="40", kernels="2", batch="32")
    trainer = app.session_state[TRAINER]
    assert (trainer.steps, trainer.running) == (40, False)
    assert address(app)["steps"] == "40"
    assert "Replaying" not in "".join(one.value for one in app.markdown)
