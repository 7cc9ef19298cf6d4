"""Lesson 3, kernels: what each of them sees."""

from functools import partial

import streamlit as st

from cnn_core.kernels import KERNELS
from ui.code.convolution import SNIPPETS
from ui.controls.kernel import flip_control, geometry_controls, kernel_control, kernel_title
from ui.controls.picture import picture_control
from ui.controls.undo import undo_control
from ui.frame.downloads import (
    gradient_downloads,
    layer_downloads,
    map_downloads,
    number_downloads,
)
from ui.frame.events import linked
from ui.frame.lesson_page import (
    code,
    done_to,
    head,
    instructors,
    notes,
    onward,
    tries,
    views,
)
from ui.frame.predict import predict
from ui.frame.take_away import take_away
from ui.lessons.kernels.angles import angles
from ui.lessons.kernels.events import waves
from ui.lessons.kernels.frequency_board import KEY, frequency_board, frequency_words
from ui.lessons.kernels.frequency_code import TRANSFORMS, frequency_code
from ui.lessons.kernels.model import PICTURE_VIEWS, SEVERAL, VIEWS, opened, scene
from ui.lessons.kernels.pictures import picture_view
from ui.lessons.kernels.words import page as words
from ui.lessons.kernels.words import views as say
from ui.lessons.kernels.words.page import kernels_words
from ui.text.geometry import padding_words

PAGE = "kernels"

chosen = opened(PAGE)
view, shown, kernels, found = chosen.view, chosen.kind, chosen.kernels, chosen.found
top, (stage, side) = st.container(), st.columns([3.7, 1], gap="small")
# The picture first: it is painted while the rest is still made.
with stage:
    above = st.container()
    seen = found.picture
    if shown == "angles":
        angles(view, found)
    elif chosen.waves:
        waves(PAGE, frequency_board(view, chosen.waves))
        st.caption(KEY)
    elif shown in PICTURE_VIEWS:
        seen = picture_view(chosen, PAGE)
    else:
        linked(PAGE, scene(chosen))
    if shown in ("one", *SEVERAL) and (said := padding_words(chosen.together[0])):
        st.caption(said)
    done_to(seen.notes)
    undo_control(view)

with top:
    head(PAGE, kernels_words(shown, kernels))
    about = (
        frequency_words(chosen.waves)
        if chosen.waves
        else words.FIRST_STEPS.get(shown, words.FIRST_STEP)
    )
    tries(view, words.PRESETS, about)
    notes(view)
with side, st.container(key="side"):
    if shown != "angles":
        picture_control(view)
    if shown in ("one", "before", "repeats", "two", "angles", "frequencies"):
        kernel_control(view)
    if shown == "angles":
        st.slider(say.DIRECTION_OF_THE_EDGE_DEGREES, 0, 360, key=view.key("edge"))
    if shown in ("one", "before"):
        st.slider(say.APPLY_IT_SEVERAL_TIMES, 1, 10, key=view.key("times"))
    if shown == "two":
        st.selectbox("Beside it", KERNELS, key=view.key("other"), format_func=kernel_title)
    if shown == "layer":
        st.multiselect(
            say.KERNELS_OF_THE_LAYER,
            KERNELS,
            key=view.key("kernels"),
            format_func=kernel_title,
            max_selections=8,
        )
    if shown in ("one", "two", "layer"):
        with st.expander("Stride and padding", key="geometry"):
            geometry_controls(view)
            flip_control(view, kernels)
with above:
    views(view, VIEWS)
asked, given = st.columns(2, gap="medium")
with asked:
    predict(view, chosen.ask)
with given:
    if shown == "gradient":
        code({name: partial(one.gradient, chosen.together[0]) for name, one in SNIPPETS.items()})
    elif shown in SEVERAL:
        slid = [one.kernel for one in chosen.together]
        code({name: partial(one.feature_maps, found, slid) for name, one in SNIPPETS.items()})
    elif shown == "frequencies":
        code({name: partial(frequency_code, name, found) for name in TRANSFORMS})
    elif shown in ("one", "before"):
        times = chosen.last.times
        code({name: partial(one.feature_map, found, times=times) for name, one in SNIPPETS.items()})
with stage:
    if shown in ("two", "layer"):
        layer_downloads(view, chosen.together)
    elif shown == "gradient":
        layer_downloads(view, chosen.together)
        gradient_downloads(found.picture)
    elif chosen.waves:
        number_downloads(f"{found.picture.name}-{found.kernel.name}", chosen.waves.arrays())
    elif shown == "one":
        map_downloads(view, found, chosen.last.times)
        if chosen.last.times > 1:
            st.caption(say.ON_SCREEN_EVERY_STEP)
take_away(PAGE)
instructors(words.INSTRUCTORS)
onward(PAGE)
