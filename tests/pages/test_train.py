"""The lesson on training: the link replays the run, and each command does what its button says."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from cnn_core.data import digits
from tests.pages.lessons import (
    address,
    goes_to,
    links,
    notes,
    open_lesson,
    pictures,
    received,
    run,
    words,
)
from ui.lessons.train import Recipe, Trainer
from ui.lessons.train.baseline import line_to_beat
from ui.lessons.train.words.page import PRESETS
from ui.session.keys import TRAINER


def test_it_opens_on_a_network_that_has_learned_something() -> None:
    sent = received(open_lesson("train")).meta
    assert (sent["steps"], sent["seen"], sent["running"]) == (150, 2400, False)
    assert sent["accuracy"] == pytest.approx(0.933, abs=0.02)
    assert (sent["measured"], sent["troubles"]) == (1000, [])


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ({}, "It has learned its kernels itself"),
        ({"activation": "none", "pooling": "avg"}, "like logistic regression (the dashed line)"),
        ({"activation": "none"}, "Press “Run” to train on"),
        ({"kernels": "1", "steps": "3"}, "The only convolution has a single kernel"),
    ],
)
def test_a_figure_says_what_to_look_for_however_far_it_has_run(link, said) -> None:
    assert said in words(open_lesson("train", **{"steps": "0", **link}))


def test_what_the_figures_say_is_so() -> None:
    def trained(steps: int, **settings: Any) -> Trainer:
        one = Trainer(Recipe(**settings), digits())
        one.replay_to(steps)
        one.catch_up(1e12)
        return one

    overfit = trained(200, pictures=20)
    assert overfit.losses[-1] < 0.01
    assert overfit.mark.loss > math.log(10)
    linear = trained(500, activation="none", pooling="avg")
    assert 0.85 < linear.mark.accuracy < line_to_beat(linear)


def test_clothes_stay_above_the_dashed_line_wherever_the_reader_pauses() -> None:
    (link,) = [one.query for one in PRESETS if one.label == "clothes"]
    one, last = open_lesson("train", **link).session_state[TRAINER], int(link["steps"])
    for step in range(last - 75, last + 201, 25):
        one.replay_to(step)
        one.catch_up(1e12)
        assert (one.mark.step, one.mark.count) == (step, 1000)
        assert one.mark.accuracy > line_to_beat(one) + 0.005, step


def test_a_run_that_a_control_ended_is_brought_back_with_its_settings() -> None:
    app = open_lesson("train", steps="40", kernels="2", rates="0.005:20", rate="0.01")
    before, trainer = address(app), app.session_state[TRAINER]
    assert "Bring it back" not in [one.label for one in app.button]
    app.selectbox(key="train.activation").set_value("tanh")
    run(app)
    app.selectbox(key="train.batch").set_value(8)
    run(app)
    assert address(app)["steps"] == "0"
    assert "batch 16. It reads" in words(app)
    assert received(app).meta["kept"] == {
        "now": "Tanh, batch 8",
        "name": "ReLU, batch 16",
        "steps": 40,
    }
    app.button(key="train:bring back").click()
    run(app)
    assert address(app) == before
    assert app.session_state[TRAINER] is trainer
    assert (app.selectbox(key="train.activation").value, received(app).meta["steps"]) == (
        "relu",
        40,
    )
    assert "dashed curves" not in words(app)


def test_a_link_shows_a_second_run_on_the_same_axes() -> None:
    link = {"kernels": "2", "activation": "sigmoid", "steps": "30"}
    app = open_lesson("train", **link, beside="activation:relu;steps:40")
    assert address(app) == {**link, "beside": "activation:relu;steps:40"}
    sent = received(app)
    alone = received(open_lesson("train", kernels="2", steps="40"))
    dashed = [number for number, one in enumerate(sent.meta["curves"]) if one["kept"]]
    names = [one["name"] for one in alone.meta["curves"]]
    for number in dashed:
        same = names.index(sent.meta["curves"][number]["name"])
        np.testing.assert_array_equal(sent.arrays[f"y{number}"], alone.arrays[f"y{same}"])
    assert len(dashed) == 2
    app.button(key="train:forget").click()
    assert address(run(app)) == link
    assert received(app).meta["kept"] is None


@pytest.mark.parametrize(
    ("beside", "said"),
    [
        ("colour:red", "“colour” is not a setting of a run"),
        ("activation:zelu", "“zelu” is not a value of activation"),
        ("kernel-size:7;kernels:8,8,8", "The other run cannot be trained, so it is left out"),
        ("data:own", "stayed on their owner's computer"),
    ],
)
def test_a_second_run_that_cannot_be_had_is_left_out_and_said(beside: str, said: str) -> None:
    app = open_lesson("train", steps="1", beside=beside)
    assert [note for note in notes(app) if said in note]
    assert address(app) == {"steps": "1"}


def test_a_link_puts_no_run_aside() -> None:
    app = goes_to(open_lesson("train", steps="5", kernels="2"), "train", steps="0", kernels="3")
    assert "dashed curves" not in words(app)


def test_a_link_replays_the_run_with_every_change_of_its_rate() -> None:
    link = {"steps": "60", "rates": "0.005:20,0.05:40", "rate": "0.001", "kernels": "2"}
    one, two = received(open_lesson("train", **link)), received(open_lesson("train", **link))
    assert one.meta["steps"] == 60
    for name, values in one.arrays.items():
        np.testing.assert_array_equal(two.arrays[name], values)
    other = received(open_lesson("train", **{**link, "rates": ""}))
    assert not np.array_equal(other.arrays["y0"], one.arrays["y0"])


def test_a_link_that_is_still_replayed_keeps_the_rate_it_arrives_with(monkeypatch) -> None:
    monkeypatch.setattr("ui.lessons.train.session.AT_ONCE", 1e7)
    link = {"steps": "60", "rates": "0.005:20,0.05:40", "rate": "0.001", "kernels": "2"}
    app = open_lesson("train", **link)
    assert 0 < received(app).meta["steps"] < 20
    assert app.query_params == link


def test_an_impossible_network_says_which_layer_and_how_to_mend_it() -> None:
    app = open_lesson("train", kernels="8,8,8", steps="0")
    app.selectbox(key="train.kernel-size").set_value(7)
    (error,) = run(app).error
    assert "layer 7, Conv2D" in error.value
    assert pictures(app) == []


def test_a_link_to_an_impossible_network_opens_the_nearest() -> None:
    app = open_lesson("train", kernels="8,8,8", steps="0", **{"kernel-size": "7"})
    (note,) = notes(app)
    assert "layer 7, Conv2D, does not fit" in note
    assert note.endswith("This run has conv-padding 2 instead of 0.")
    assert address(app)["conv-padding"] == "2"
    assert len(app.error) == 0
    again = open_lesson("train", **address(app))
    assert (notes(again), address(again)) == ([], address(app))


def left_running(**texts: str) -> tuple[AppTest, Trainer]:
    """Open a run and let it go on, as the picture's own requests do, until the reader leaves."""
    app = open_lesson("train", **texts)
    trainer = app.session_state[TRAINER]
    assert isinstance(trainer, Trainer)
    before = trainer.steps
    trainer.run()
    trainer.advance(0.05)
    assert trainer.steps > before
    return goes_to(app, "window"), trainer


def test_a_run_goes_on_where_it_was_when_the_reader_left_it() -> None:
    app, trainer = left_running(seed="3", steps="10")
    back = {to: query for _, to, query in links(app.sidebar)}["train"]
    assert back == {"seed": "3", "steps": str(trainer.steps)}
    goes_to(app, "train", **back)
    assert app.session_state[TRAINER] is trainer
    assert not trainer.running
    assert notes(app) == [f"The run was paused when you left, after batch {trainer.steps}."]
    opening = {to: query for _, to, query in links(app.sidebar)}["train"]
    assert opening.keys() == {"try"}  # the lesson's own entry in the menu opens it anew


def test_back_to_a_run_that_was_left_while_it_ran_finds_it_where_it_was() -> None:
    app, trainer = left_running(seed="3", steps="10")
    left = trainer.steps
    goes_to(app, "train", seed="3", steps="10")
    assert (app.session_state[TRAINER], trainer.steps) == (trainer, left)
    goes_to(app, "train", seed="3", steps="9")  # on the page itself, to what the address says
    assert app.session_state[TRAINER].steps == 9


def going_on() -> tuple[AppTest, Trainer, dict[str, str]]:
    """Open a run that goes on, and what its browser then writes into the address."""
    app = open_lesson("train", seed="3", steps="10")
    trainer = app.session_state[TRAINER]
    trainer.run()
    run(app)
    kept = received(app).meta["address"]
    trainer.advance(0.05)
    assert trainer.steps > int(kept["steps"])
    return app, trainer, kept


def test_an_address_that_a_run_writes_while_it_goes_on_does_not_disturb_it() -> None:
    app, trainer, kept = going_on()
    assert kept == {"steps": "10", "going": "1"}
    app.query_params = {"seed": "3", **kept}
    run(app)
    assert app.session_state[TRAINER] is trainer
    assert trainer.running
    assert notes(app) == []


def test_back_to_what_a_run_wrote_before_the_reader_left_finds_it_where_it_was() -> None:
    app, trainer, kept = going_on()
    left = trainer.steps
    goes_to(app, "window")
    goes_to(app, "train", seed="3", **kept)
    assert (app.session_state[TRAINER], trainer.steps) == (trainer, left)
    assert notes(app) == [f"The run was paused when you left, after batch {left}."]


def test_a_run_that_was_lost_is_repeated_to_where_its_address_says_and_this_is_said() -> None:
    app = open_lesson("train", seed="3", steps="12", going="1")
    assert app.session_state[TRAINER].steps == 12
    assert address(app) == {"seed": "3", "steps": "12"}
    (said,) = notes(app)
    assert "up to batch 12, and later batches are lost" in said
