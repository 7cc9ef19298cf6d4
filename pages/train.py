"""Lesson 13, training: how a network learns its kernels."""

from functools import partial

import streamlit as st

from ui.frame.lesson_page import Preset, code, head, instructors, notes, onward, tries
from ui.frame.predict import predict
from ui.frame.questions import ask
from ui.lessons.train.code import TRAINING_CODE, Job
from ui.lessons.train.controls import build_controls
from ui.lessons.train.downloads import keeping
from ui.lessons.train.drawing_view import drawing
from ui.lessons.train.inspection import inside, judged
from ui.lessons.train.judge_view import judge_settings
from ui.lessons.train.live_view import live
from ui.lessons.train.own_classes_view import classes
from ui.lessons.train.panels import Panel, choose, room
from ui.lessons.train.previous_run import previous_run
from ui.lessons.train.questions import TRAINING_QUESTIONS
from ui.lessons.train.session import trainer_of
from ui.lessons.train.settings import VIEW, training_settings
from ui.lessons.train.step_view import settle_step, step_settings
from ui.lessons.train.words import experiment, impossible, summary
from ui.link.history import open_view, save

PAGE = "train"
# A view: its name in the link -> what it is called and what draws it, from view and trainer.
VIEWS = {
    "run": Panel("Train", live, trains=True),
    "step": Panel("Step inside a batch", inside, wide=True),
    "judge": Panel("Judge", judged, wide=True),
    "draw": Panel("Draw", drawing),
    "classes": Panel("Your own classes", classes),
    "keep": Panel("Keep", keeping),
}
PRESETS = (
    Preset("digits"),
    Preset(
        "overfit 20 pictures",
        {"pictures": "20", "steps": "200"},
        "Twenty pictures are soon known by heart: their loss falls to 0, that on test pictures "
        "climbs past guessing.",
    ),
    Preset(
        "rate too high",
        {"rate": "0.2", "steps": "100"},
        "At 40 times the usual rate each update leaps over the valley: ReLUs die, and guessing "
        "is all that is left.",
    ),
    Preset(
        "too low",
        {"rate": "1e-05"},
        "At 1/500 of the usual rate the steps are so small that almost nothing is learned in 150 "
        "batches.",
    ),
    Preset(
        "no activation",
        {"activation": "none", "pooling": "avg"},
        "No activation, and average pooling, as max bends too: all is one linear map. Does it pass "
        "the dashed line?",
    ),
    Preset(
        "one kernel",
        {"kernels": "1"},
        "One layer of one kernel: whatever tells ten digits apart has to come through a single "
        "map.",
    ),
    Preset(
        "average pooling",
        {"pooling": "avg"},
        "The mean of each window instead of its largest: is the test accuracy any worse?",
    ),
    Preset(
        "clothes",
        {"data": "clothes", "batch": "32", "steps": "500"},
        "Clothes are more alike than digits, so passing the dashed line (logistic regression) "
        "takes 500 batches. “Judge” shows which ones it mixes up.",
    ),
)

view = open_view(PAGE, [*training_settings(list(VIEWS)), *step_settings(), *judge_settings()])
trainer = trainer_of(view)
if not isinstance(trainer, str):
    settle_step(view, trainer.engine)
save(view)

head(PAGE, experiment(view, PRESETS))
tries(view, PRESETS)
notes(view)

stage, side = room(VIEWS[view[VIEW]])
with side, st.container(key="side"), st.container(key="build"):
    build_controls(view)
with stage:
    if isinstance(trainer, str):
        impossible(trainer)
    else:
        panel = choose(view, VIEWS)
        previous_run(view)
        if not panel.trains and not trainer.replaying:
            trainer.pause()
        panel.draw(view, trainer)
if not isinstance(trainer, str):
    with side:
        summary(trainer)
    asked, given = st.columns(2, gap="medium")
    with asked:
        predict(view, partial(ask, TRAINING_QUESTIONS, trainer, (0, 0)))
    with given:
        job = Job(trainer.recipe, trainer.data, trainer.steps)
        code({name: partial(writer.write, job) for name, writer in TRAINING_CODE.items()})
instructors(
    "**Ask first:** before the first step, which loss does guessing among ten classes give? "
    "(ln 10 ≈ 2.30.) Then one batch: which kernels moved, and why so little?\n\n"
    "**Usual mistakes:** a falling training loss taken for learning (overfit 20 pictures: the test "
    "loss rises); a higher learning rate taken for a faster one."
)
onward(PAGE)
