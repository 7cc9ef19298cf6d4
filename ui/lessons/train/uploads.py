"""Files saved here, brought back: weights into the network, or a whole run with its settings."""

from __future__ import annotations

import io
from collections.abc import Mapping

import streamlit as st

from cnn_core.io import OtherNetworkError, load_run, saved_link
from ui.lessons.train.drawing.own_classes import own_classes
from ui.lessons.train.recipe import OWN, dataset
from ui.lessons.train.session import take_over
from ui.lessons.train.settings import DATA, LOOKING, recipe_of
from ui.lessons.train.trainer import LONGEST, Trainer
from ui.lessons.train.words import views as say
from ui.link.settings import quoted
from ui.link.view import View
from ui.pictures.limits import SAVED_MB
from ui.session.keys import page_key

FILE = page_key("keep", "file")
SAID = page_key("keep", "said")  # what became of the last file: (it was taken, words)
LONGEST_REFUSAL = 500
MAKE_IT_SO = say.CHOOSE_THE_DATA_KERNELS_SIZE


def bring_back(view: View, trainer: Trainer) -> None:
    """Take a file that was saved here, and say what became of it."""
    st.file_uploader(
        say.LOAD_WEIGHTS_OR_A_WHOLE_RUN,
        type=["npz"],
        max_upload_size=SAVED_MB,
        key=FILE,
        on_change=_take,
        args=(view, trainer),
    )
    said: tuple[bool, str] | None = st.session_state.get(SAID)
    if said is not None:
        (st.success if said[0] else st.error)(said[1])


def _take(view: View, trainer: Trainer) -> None:
    """Bring in what a file holds, or say in one sentence why it stays out."""
    st.session_state.pop(SAID, None)
    file = st.session_state.get(FILE)
    if file is None:
        return
    content = file.getvalue()
    try:
        link = saved_link(io.BytesIO(content))
        words = _weights(trainer, content) if link is None else _run(view, link, content)
    except ValueError as error:
        text = quoted(str(error), LONGEST_REFUSAL)
        st.session_state[SAID] = (False, f"{text[:1].upper()}{text[1:]}. Nothing was changed.")
    else:
        st.session_state[SAID] = (True, words)


def _weights(trainer: Trainer, content: bytes) -> str:
    try:
        trainer.take_weights(io.BytesIO(content))
    except OtherNetworkError as error:
        raise ValueError(f"{error}. {MAKE_IT_SO}") from error
    return say.WEIGHTS_ARE_IN_THE_NETWORK.format(right=_right(trainer))


def _run(view: View, link: Mapping[str, str], content: bytes) -> str:
    """Show the run of a file with the settings it was saved with. Errors: it does not fit them."""
    shown = view.moved(_settings(view, link))
    own = shown[DATA] == OWN
    data = own_classes() if own else dataset(shown[DATA])
    if data is None:
        raise ValueError(say.RUN_WAS_TRAINED_ON_CLASSES)
    recipe = recipe_of(shown)
    if fault := recipe.fault(data):
        raise ValueError(fault)
    run = load_run(io.BytesIO(content), recipe.pictures_of(data))
    if run.steps > LONGEST:
        raise ValueError(say.RUN_HAS_BATCHES_AND_THIS_PAGE.format(steps=run.steps, longest=LONGEST))
    brought = Trainer(recipe, data)
    brought.go_on(run.snapshot())
    take_over(view, brought, shown)
    return say.RUN_GOES_ON_AFTER_BATCH.format(steps=brought.steps, right=_right(brought))


def _settings(view: View, link: Mapping[str, str]) -> dict[str, str]:
    """Return the text of every setting that makes a run: of the link, or the default."""
    return {
        name: link.get(name, setting.write(setting.default))
        for name, setting in view.settings.items()
        if name not in LOOKING
    }


def _right(trainer: Trainer) -> str:
    return say.OF_THE_TEST_IMAGES_RIGHT.format(times_100_accuracy=100 * trainer.mark.accuracy)
