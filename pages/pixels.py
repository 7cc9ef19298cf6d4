"""Lesson 1, pixels: what a network sees of a picture."""

from dataclasses import replace
from functools import partial

import streamlit as st

from ui.controls.picture import picture_control
from ui.controls.undo import undo_control
from ui.frame.downloads import number_downloads
from ui.frame.edits import Change, Edit
from ui.frame.events import linked, remember
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
from ui.frame.predict import asked_cell, predict
from ui.frame.preview import offer
from ui.frame.questions import ask
from ui.frame.take_away import take_away
from ui.lessons.pixels.code import PIXEL_SNIPPETS
from ui.lessons.pixels.controls import (
    FARTHEST,
    SCALES,
    STRONGEST,
    changes,
    pixel_controls,
    size_line,
    stack_controls,
    white_line,
)
from ui.lessons.pixels.edits import EDITS, with_pixels
from ui.lessons.pixels.events import change_pixel, stacked, take_pixel
from ui.lessons.pixels.model import Pixels
from ui.lessons.pixels.questions import PIXEL_QUESTIONS
from ui.lessons.pixels.scene import pixel_scene
from ui.lessons.pixels.words import page as words
from ui.link.convolution import chosen_picture, settle_cell
from ui.link.history import open_view, save
from ui.link.pixel_edits import keep_with_picture
from ui.link.settings import Choice, Switch, Whole
from ui.link.view import View
from ui.link.vocabulary import CELL, IMAGE, QUESTION
from ui.pictures import Picture
from ui.views.linked_view.planes import PlaneScene

PAGE = "pixels"
SCALE = Choice("scale", "255", tuple(SCALES))
SPLIT = Switch("split", default=True)
TINT = Switch("tint")
VIEWS = {"numbers": "Numbers", "stack": "Channels slide apart"}
VIEW, APART = Choice("view", "numbers", tuple(VIEWS)), Whole("apart", 50, 0, 100)
PAINT, BRUSH = Switch("paint"), Whole("brush", 255, 0, 255)
LIGHT = Whole("light", 0, -STRONGEST, STRONGEST)
DOWN, RIGHT = (Whole(name, 0, -FARTHEST, FARTHEST) for name in ("down", "right"))
SLIDERS = ("light", "down", "right")


def opened() -> tuple[View, Picture, Pixels]:
    """Return the settings, the picture before its edits, and as they change it."""
    view = open_view(
        PAGE,
        [
            IMAGE.opening("digit-7"),
            SCALE,
            SPLIT,
            TINT,
            VIEW,
            APART,
            PAINT,
            BRUSH,
            LIGHT,
            DOWN,
            RIGHT,
            CELL.opening((8, 15)),
            EDITS,
            QUESTION,
        ],
    )
    original = chosen_picture(view)
    keep_with_picture(view, EDITS)
    shown = settled(view, original)
    save(view)
    remember(PAGE, shown)
    return view, original, shown


def settled(view: View, original: Picture) -> Pixels:
    """Return a picture as the reader edited it and the settings change it."""
    picture = with_pixels(original, view[EDITS])
    made = Pixels(picture, view[LIGHT], view[DOWN], view[RIGHT], int(view[SCALE]))
    settle_cell(view, made.after[0], "picture")
    return made


def drawn(view: View, shown: Pixels) -> PlaneScene:
    """Return the scene of the pixels as the settings show them."""
    brush = view[BRUSH] if view[PAINT] else None
    return pixel_scene(view, shown, split=view[SPLIT], tint=view[TINT], brush=brush)


def scene(view: View, original: Picture, shown: Pixels) -> PlaneScene:
    """Return what the linked view shows, and how it would answer sliders and edits."""
    made = drawn(view, shown)
    ahead = offer(view, SLIDERS, partial(moved, original), change=partial(changed, original))
    return replace(made, ahead=ahead)


def changed(original: Picture, view: View, edit: Edit) -> Change:
    """Return what an edit changes in the settings."""
    return change_pixel(settled(view, original), view[EDITS], edit)


def moved(original: Picture, view: View) -> PlaneScene:
    """Return what the linked view shows of the picture while a slider or a number moves."""
    return drawn(view, settled(view, original))


view, original, shown = opened()
top, (stage, side) = st.container(), st.columns([3.7, 1], gap="small")
# The picture first: it is painted while the rest is still made.
stacks = view[VIEW] == "stack"
with stage, st.container(gap="xsmall"):
    views(view, VIEWS)
    if stacks:
        stacked(
            PAGE,
            shown,
            apart=view[APART],
            tint=view[TINT],
            cell=view[CELL],
            arrival=view.arrival,
        )
    else:
        linked(PAGE, scene(view, original, shown), on_edit=take_pixel)
        changes(shown)
    white_line(shown)
    done_to(shown.picture.notes)
    undo_control(view)
    number_downloads(shown.picture.name, {"pixels": shown.picture.pixels})

with top:
    head(PAGE, words.HEAD)
    first_step = words.PAINT_STEP if view[PAINT] else words.FIRST_STEP
    if shown.is_changed:
        first_step = words.COMPARED_STEP
    tries(
        view,
        words.PRESETS,
        words.STACK_STEP if stacks else first_step,
        passing=[APART.name],
    )
    notes(view)
with side, st.container(key="side"):
    picture_control(view, keeps_colours=True)
    if stacks:
        stack_controls(view, shown)
    else:
        pixel_controls(view, shown)
    size_line(shown)
asked, given = st.columns(2, gap="medium")
with asked:
    predict(view, partial(ask, PIXEL_QUESTIONS, shown, asked_cell(view)))
with given:
    code({name: partial(write, shown) for name, write in PIXEL_SNIPPETS.items()})
take_away(PAGE)
instructors(words.INSTRUCTORS)
onward(PAGE)
