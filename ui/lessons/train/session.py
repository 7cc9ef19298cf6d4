"""The visitor's trainer, kept in the session: made by the link, changed by the controls.

A control that changes what a run is made of begins another run. The one before is put aside with
its settings, so that it can be brought back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from cnn_core.data import Dataset
from ui.frame.gate import GATE
from ui.lessons.train.comparison import difference
from ui.lessons.train.drawing.own_classes import own_classes
from ui.lessons.train.neighbours import settle_network
from ui.lessons.train.recipe import OWN, Recipe, dataset
from ui.lessons.train.settings import (
    BESIDE,
    COMPARED,
    DATA,
    LOOKING,
    RATES,
    STEPS,
    recipe_of,
)
from ui.lessons.train.trainer import Trainer
from ui.lessons.train.words import views as say
from ui.link.history import came_from_elsewhere, keep, leads_back
from ui.link.training import RATE, as_written
from ui.link.view import View
from ui.session.keys import TRAINER, page_key

WRITTEN = page_key("train", "written")  # recipe and each step that the address has had of it
# In an address: its run was going on.
GOING = "going"
MOST_WRITTEN = 20  # steps of a run that an address may come back by
SHOWN_RATE = page_key(
    "train", "rate shown"
)  # one that differs was chosen by the reader, not by the trainer
# Multiplications with which a link's run is replayed before the page is drawn: some 0.2 s. What is
# left is replayed before the reader's eyes.
AT_ONCE = 3e9
ASIDE = page_key("train", "put aside")
SHOWN = page_key("train", "settings shown")
PATIENCE = 0.5  # seconds to wait for others before the page is drawn with less


@dataclass(frozen=True)
class Aside:
    """A run beside that of now: a changed control put it aside, or the link asks for it."""

    trainer: Trainer
    settings: Mapping[str, Any]  # all that make it, as its page had them


def chosen_data(view: View) -> Dataset:
    """Return the data of the view; what stayed with its owner becomes the digits."""
    if view[DATA] != OWN:
        return dataset(view[DATA])
    brought = own_classes()
    if brought is None:
        default = view.default(DATA)
        view.change(
            DATA,
            default,
            say.CLASSES_OF_THIS_LINK_STAYED,
        )
        return dataset(default)
    return brought


def trainer_of(view: View) -> Trainer | str:
    """Return the trainer of the view, or why there is none; settle steps and rates in the view."""
    data = chosen_data(view)
    recipe = settle_network(view, data)
    if fault := recipe.fault(data):
        return fault
    trainer: Trainer | None = st.session_state.get(TRAINER)
    interrupted = False
    if trainer is None or not _continues(trainer, recipe, data, view):
        if trainer is not None:
            GATE.leave(trainer.name)
            _put_aside(trainer, view)
        trainer = st.session_state[TRAINER] = Trainer(recipe, data)
        if view.arrived:
            _replay(trainer, view[STEPS])
            interrupted = GOING in st.query_params and DATA.name not in view.replaced
    elif view.arrived:
        if trainer.running and not trainer.replaying and came_from_elsewhere(view.page):
            view.notes.append(say.RUN_WAS_PAUSED_WHEN_YOU_LEFT.format(steps=trainer.steps))
        trainer.pause()
    elif view[RATE] != st.session_state.get(SHOWN_RATE):
        trainer.change_rate(recipe.rate)
    view.values |= _standing(trainer)
    if interrupted:
        view.notes.append(say.RUN_WAS_INTERRUPTED.format(steps=view[STEPS]))
    if view.arrived:
        _bring_beside(view, data)
    view[BESIDE] = _said_beside(view.values)
    st.session_state[SHOWN_RATE] = view[RATE]
    st.session_state[SHOWN] = dict(view.values)
    st.session_state[WRITTEN] = recipe_of(view), [view[STEPS]]
    values = dict(view.values)

    def standing() -> dict[str, str]:
        now = values | _standing(trainer)
        said = now | {BESIDE.name: _said_beside(now)}
        return View(view.page, view.settings, said).query()

    leads_back(view.page, standing)
    return trainer


def _standing(trainer: Trainer) -> dict[str, Any]:
    """Return the settings that a run changes by itself, as they are now."""
    return {
        STEPS.name: trainer.goal if trainer.replaying and trainer.goal else trainer.steps,
        # A link's run that is still on its way to its step says the rate it arrives with.
        RATE.name: as_written(trainer.recipe.rate if trainer.replaying else trainer.rate),
        RATES.name: tuple((as_written(rate), until) for rate, until in trainer.recipe.rates),
    }


def _put_aside(trainer: Trainer, view: View) -> None:
    """Keep a run that was trained, if a control ended it: a link leads back by itself."""
    if not view.arrived and trainer.steps:
        trainer.pause()
        settings = {**st.session_state.get(SHOWN, {}), **_standing(trainer)}
        st.session_state[ASIDE] = Aside(trainer, settings)


def _bring_beside(view: View, data: Dataset) -> None:
    """Train the run that a link shows beside its own; what cannot be had is left out, and said."""
    asked = view[BESIDE]
    if asked == _said_beside(view.values):
        return
    st.session_state.pop(ASIDE, None)
    if not asked:
        return
    read = {name: COMPARED[name].read(text)[0] for name, text in asked}
    beside = View(view.page, view.settings, {**view.values, **read})
    recipe, classes = recipe_of(beside), own_classes()
    if beside[DATA] != view[DATA]:
        if beside[DATA] == OWN and classes is None:
            view.notes.append(say.RUN_BESIDE_IS_OF_CLASSES)
            return
        data = classes if beside[DATA] == OWN and classes else dataset(beside[DATA])
    if fault := recipe.fault(data):
        view.notes.append(say.RUN_BESIDE_CANNOT_BE_TRAINED.format(fault=fault))
        return
    trainer = Trainer(recipe, data)
    _replay(trainer, beside[STEPS])
    st.session_state[ASIDE] = Aside(trainer, dict(beside.values))


def _said_beside(now: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Return what the link says of the run beside, () where there is none."""
    aside = put_aside()
    if aside is None:
        return ()
    return difference(now, {**aside.settings, **_standing(aside.trainer)})


def put_aside() -> Aside | None:
    """Return the run beside that of now, None if there is none."""
    found: Aside | None = st.session_state.get(ASIDE)
    return found


def bring_back_run(view: View) -> None:
    """Go on with the run that was put aside, with its settings; the one of now is let go."""
    aside: Aside | None = st.session_state.pop(ASIDE, None)
    if aside is not None:
        looking = {name: st.session_state[view.key(name)] for name in LOOKING}
        values = {**view.values, **aside.settings, **looking}
        take_over(view, aside.trainer, View(view.page, view.settings, values))


def forget_aside() -> None:
    """Let the run beside go."""
    st.session_state.pop(ASIDE, None)


def take_over(view: View, trainer: Trainer, shown: View) -> None:
    """Put another trainer in the place of the view's, and its settings into the controls."""
    if (last := st.session_state.get(TRAINER)) is not None:
        GATE.leave(last.name)
    st.session_state[TRAINER] = trainer
    st.session_state[SHOWN_RATE] = shown[RATE]
    for name in view.settings:
        st.session_state[view.key(name)] = shown.values[name]


def _continues(trainer: Trainer, recipe: Recipe, data: Dataset, view: View) -> bool:
    """Tell whether this trainer is the view's: the same network, and where the link says."""
    if trainer.recipe.start != recipe.start or trainer.data is not data:
        return False
    if not view.arrived or (recipe, view[STEPS]) == (trainer.recipe, trainer.steps):
        return True
    # Left while it ran: the address did not hear how far it came.
    left = trainer.running and came_from_elsewhere(view.page)
    written, steps = st.session_state.get(WRITTEN, (None, []))
    return left and recipe == written and view[STEPS] in steps


def kept_in_address(page: str, trainer: Trainer) -> dict[str, str]:
    """Return what the browser writes into its address while a run goes on: how far it is."""
    kept = {STEPS.name: STEPS.write(trainer.steps), GOING: "1"}
    keep(page, kept)
    if WRITTEN in st.session_state:
        steps = st.session_state[WRITTEN][1]
        steps[1:] = [*steps[1:][-MOST_WRITTEN:], trainer.steps]
    return kept


def _replay(trainer: Trainer, steps: int) -> None:
    trainer.replay_to(steps)
    with GATE.turn(trainer.name, PATIENCE) as mine:
        if mine:
            trainer.catch_up(AT_ONCE)
    if not trainer.running:
        GATE.leave(trainer.name)


def finish_replay(trainer: Trainer) -> None:
    """Go on to the step that a link asked for: there is nothing to look at before."""
    if not trainer.replaying:
        return
    with GATE.turn(trainer.name, PATIENCE) as mine:
        if mine:
            trainer.catch_up(AT_ONCE)
    if not trainer.running:
        GATE.leave(trainer.name)
    goal = trainer.goal or trainer.steps
    st.progress(
        trainer.steps / max(goal, 1),
        say.REPLAYING_THE_LINKS_RUN_STEP.format(steps=trainer.steps, goal=goal),
    )
    st.rerun()
