"""Lesson 5, channels: kernels as deep as their input, and how many maps they make."""

from functools import partial

import streamlit as st

from ui.channels.combine_questions import COMBINE_QUESTIONS
from ui.channels.controls import (
    combine_controls,
    count_controls,
    layer_controls,
    mix_control,
    weight_controls,
)
from ui.channels.questions import CHANNEL_QUESTIONS, COUNT_QUESTIONS, Asked, Counted
from ui.channels.reactions import linked_deep
from ui.channels.scenes import combined_scene, deep_scene
from ui.channels.settings import channel_settings, keep_some, settled_colour, settled_layers
from ui.channels.shown import combined_edges
from ui.channels.snippets import DEEP_SNIPPETS
from ui.channels.weights_drawn import weights_drawn
from ui.channels.words import combined_words, layer_line
from ui.controls import geometry_controls, kernel_control
from ui.lesson import Preset, code, done_to, head, instructors, notes, onward, tries, views
from ui.link import open_view
from ui.picture_control import picture_control
from ui.predict import asked_cell, predict
from ui.questions import ask
from ui.reactions import is_live
from ui.setting_kinds import Choice, Whole
from ui.settings import VISIBLE, chosen_kernel, chosen_picture, convolution_settings, settle_cell

PAGE = "channels"
VIEWS = {
    "colour": "Through all planes",
    "layers": "Deep or flat",
    "corners": "Edges to corners",
    "count": "Count the weights",
}
PRESETS = (
    Preset("27 products, one number"),
    Preset(
        "1×1 mixes in place",
        {
            "image": "chelsea",
            "kernel": "identity",
            "size": "1",
            "mixes": "light,red-blue",
            "bias": "",
            "cell": "16,23",
        },
    ),
    Preset("8 maps or 32", {"image": "digit-7", "view": "layers", "cell": "8,12"}),
    Preset("edges make corners", {"image": "square", "view": "corners", "cell": "2,2"}),
    Preset("280, not 100", {"view": "count"}),
)

view = open_view(
    PAGE,
    [
        *convolution_settings("red-blue", "vertical-edge", cell=(1, 1)),
        Choice("view", "colour", tuple(VIEWS)),
        *channel_settings(),
        Whole("question", 1, 1, 999),
    ],
)
keep_some(view)
shown = view["view"]
picture, kernel = chosen_picture(view), chosen_kernel(view)
if shown == "colour":
    picture = picture.reduced(*VISIBLE)
    deep = settled_colour(view, picture, kernel)
elif shown == "layers":
    picture = picture.grey().reduced(*VISIBLE)
    deep = settled_layers(view, picture)
elif shown == "corners":
    picture = picture.grey().reduced(*VISIBLE)
    edges = combined_edges(picture, view["combine"], view["threshold"])
    settle_cell(view, edges.map.shape, "map")
layer = Counted(view["k"], view["inputs"], view["filters"])
view.save(address=not is_live(PAGE))

head(
    PAGE,
    "A kernel is as deep as its input; all its products and one bias make one number. "
    "So each kernel makes one map.",
)
tries(view, PRESETS)
notes(view)

stage, side = st.columns([3.7, 1], gap="small")
with side, st.container(key="side"):
    if shown != "count":
        picture_control(view)
    if shown == "colour":
        kernel_control(view)
        mix_control(view, deep)
        weight_controls(view, deep)
        with st.expander("Stride, padding, border"):
            geometry_controls(view)
            st.toggle("Flip: true convolution", key=view.key("flip"))
        layer_line(deep)
    elif shown == "layers":
        layer_controls(view)
        layer_line(deep)
    elif shown == "corners":
        combine_controls(view)
        combined_words(edges)
    else:
        count_controls(view)
with stage:
    views(view, VIEWS)
asked, given = st.columns(2, gap="medium")
with asked:
    at = asked_cell(view)
    if shown == "corners":
        hidden = predict(view, partial(ask, COMBINE_QUESTIONS, edges, at))
    elif shown == "count":
        predict(view, partial(ask, COUNT_QUESTIONS, layer, at))
    else:
        about = Asked(deep, view["map"] - 1)
        hidden = predict(view, partial(ask, CHANNEL_QUESTIONS, about, at))
with stage:
    if shown == "colour":
        linked_deep(PAGE, deep_scene(view, deep, hidden=hidden, editable=("weights",)), deep)
    elif shown == "layers":
        linked_deep(PAGE, deep_scene(view, deep, hidden=hidden))
    elif shown == "corners":
        linked_deep(PAGE, combined_scene(view, edges, hidden=hidden))
    else:
        weights_drawn(layer)
    if shown != "count":
        done_to(picture.notes)
with given:
    if shown == "corners":
        code({name: partial(one.combined, edges) for name, one in DEEP_SNIPPETS.items()})
    elif shown == "count":
        code({name: partial(one.parameters, layer) for name, one in DEEP_SNIPPETS.items()})
    else:
        code({name: partial(one.feature_maps, deep) for name, one in DEEP_SNIPPETS.items()})
instructors(
    "**Ask first:** a 3×3 kernel slides over a colour picture: how many weights has it? Most say "
    "9. Then: how many maps come out? Most say 3. Open the first figure and let them count the "
    "products of one cell: 27, and one bias.\n\n"
    "**Usual mistakes:** a map for each plane; a bias for each plane; the number of kernels taken "
    "for their depth; the parameters counted without the input channels (100 in place of 280).\n\n"
    "**Then:** in “Deep or flat”, which of the 32 flat maps add up to map 1 of the deep layer? "
    "(1·1, 2·1, 3·1 and 4·1.) In “Edges to corners”, with 10 on 0, let them find every threshold "
    "that leaves nothing but corners (30 to 39), and say why a product is no convolution."
)
onward(PAGE)
