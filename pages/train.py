"""Lesson 13, training: how a network learns its kernels."""

from functools import partial

import streamlit as st

from ui.frame.lesson_page import code, head, instructors, notes, onward, tries
from ui.frame.predict import predict
from ui.frame.questions import ask
from ui.frame.take_away import take_away
from ui.lessons.train.augmentation_view import augmentation_view
from ui.lessons.train.code import TRAINING_CODE, Job
from ui.lessons.train.controls import build_controls
from ui.lessons.train.downloads import keeping
from ui.lessons.train.drawing_view import drawing
from ui.lessons.train.film import clips
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
from ui.lessons.train.words import page as words
from ui.lessons.train.words import views as say
from ui.lessons.train.words.page import impossible, summary
from ui.link.history import open_view, save

PAGE = "train"
# A view: its name in the link -> what it is called and what draws it, from view and trainer.
VIEWS = {
    "run": Panel("Train", live, trains=True),
    "step": Panel(say.STEP_INSIDE_A_BATCH_2, inside, wide=True),
    "judge": Panel("Judge", judged, wide=True),
    "draw": Panel("Draw", drawing),
    "classes": Panel("Your own classes", classes),
    "keep": Panel("Keep", keeping),
}

view = open_view(PAGE, [*training_settings(list(VIEWS)), *step_settings(), *judge_settings()])
trainer = trainer_of(view)
if not isinstance(trainer, str):
    settle_step(view, trainer.engine)
save(view)

first_step = words.TABS.get(view[VIEW])
head(PAGE, first_step or words.HEAD)
tries(view, words.PRESETS, "" if first_step else words.FIRST_STEP, words.PASSING)
notes(view)

stage, side = room(VIEWS[view[VIEW]])
with side, st.container(key="side"), st.container(key="build"):
    build_controls(view)
with stage:
    if isinstance(trainer, str):
        impossible(trainer)
    else:
        panel = choose(view, VIEWS)
        if not panel.trains and not trainer.replaying:
            trainer.pause()
        panel.draw(view, trainer)
if not isinstance(trainer, str):
    with side:
        augmentation_view(trainer)
        summary(trainer)
        previous_run(view, trainer)
    asked, given = st.columns(2, gap="medium")
    with asked:
        predict(view, partial(ask, TRAINING_QUESTIONS, trainer, (0, 0)))
    with given:
        job = Job(trainer.recipe, trainer.data, trainer.steps)
        code({name: partial(writer.write, job) for name, writer in TRAINING_CODE.items()})
take_away(PAGE, lambda: [] if isinstance(trainer, str) else clips(trainer))
instructors(words.INSTRUCTORS)
onward(PAGE)
