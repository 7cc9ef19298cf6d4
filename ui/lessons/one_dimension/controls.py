"""The controls of the lesson in one dimension, and what its reader does in the picture."""

from __future__ import annotations

from functools import partial

import streamlit as st

from cnn_core.analysis import SIGNALS, TAPS
from ui.frame.arithmetic import arithmetic
from ui.frame.events import rested_cell
from ui.lessons.one_dimension.functions import (
    GUESS,
    PLACES,
    WIDEST,
    WIDTH_PARTS,
    Curves,
    FunctionSettings,
    function_title,
    read_guess,
    typed_knots,
)
from ui.lessons.one_dimension.lists import A, B, Lists, N, read_numbers
from ui.lessons.one_dimension.lists_view import lists_view
from ui.lessons.one_dimension.overlap_view import DRAWING, REST, overlap_view
from ui.lessons.one_dimension.pixel_rows import ROW, TAPS_CHOICE, PixelRows, read_taps
from ui.lessons.one_dimension.settings import WAYS
from ui.lessons.one_dimension.text_field import typed
from ui.lessons.one_dimension.words import views as say
from ui.link.undo import keep_for_undo
from ui.link.view import View
from ui.link.vocabulary import CUSTOM
from ui.session.keys import page_key, setting_key

ROUNDING = 1e-9  # sums of a thousand products differ by far less


def function_control(view: View, settings: FunctionSettings, label: str) -> None:
    """Let the reader choose f or h, its width, or numbers of their own."""
    which = settings.name.name
    st.selectbox(label, [*SIGNALS, CUSTOM], key=view.key(which), format_func=function_title)
    if view[settings.name] == CUSTOM:
        typed(
            view,
            settings.drawn,
            f"Numbers of {which}",
            typed_knots,
            say.QUARTER_APART_THE_MIDDLE_ONE.format(which=which),
        )
    elif SIGNALS[view[settings.name]].has_width:
        st.select_slider(
            f"Width of {which}",
            range(1, WIDEST + 1),
            key=view.key(settings.width.name),
            format_func=lambda quarters: f"{quarters / WIDTH_PARTS:g}",
        )


def taps_control(view: View) -> None:
    """Let the reader choose the taps of a row, or type some."""
    st.selectbox(
        "Weights h(−1) h(0) h(1)",
        [*TAPS, CUSTOM],
        key=view.key("taps"),
        format_func=lambda name: "Custom" if name == CUSTOM else TAPS[name].title,
    )
    if view[TAPS_CHOICE] == CUSTOM:
        typed(
            view,
            ROW,
            "Your weights",
            read_taps,
            say.OR_NUMBERS_THE_MIDDLE_ONE_IS_H,
        )


WAY_TITLES = {"convolution": "Turned", "correlation": "As it is"}


def list_controls(view: View) -> None:
    """Let the reader type two lists, and choose whether b is turned around."""
    help_text = say.ONE_TO_SIX_WHOLE_NUMBERS_FROM
    typed(view, A, "a, which stays", read_numbers, help_text)
    typed(view, B, "b, which slides", read_numbers, help_text)
    st.segmented_control(
        "b slides",
        WAYS,
        key=view.key("way"),
        format_func=WAY_TITLES.__getitem__,
        required=True,
        help=say.CONVOLUTION_TURNS_B_AROUND,
    )


def listing(page: str, shown: Lists, *, place: int, arrival: int, hidden: int | None) -> None:
    """Show two lists, and make the place that the reader rests on the lesson's."""
    lists_view(
        shown,
        place=place,
        arrival=arrival,
        hidden=hidden,
        key=page_key(page, "lists"),
        on_place=partial(take_list_place, page),
    )


def take_list_place(page: str) -> None:
    """Make the place that the reader rests on the lesson's."""
    if cell := rested_cell(page_key(page, "lists")):
        st.session_state[setting_key(page, N.name)] = min(cell["column"], N.high)


def checks(shown: Curves | PixelRows) -> None:
    """Print how far swapping f and h changes each result, over all places on screen."""
    overlap = shown.overlap
    over = shown.taps.divisor if isinstance(shown, PixelRows) else 1
    diverges = isinstance(shown, Curves) and shown.diverges
    differs = difference(overlap.correlation_differs_by / over)
    lines = [
        "f and h swapped",
        f"changes f ∗ h by {difference(overlap.commutes_to / over)}",
        "f ⋆ h is infinite" if diverges else f"changes f ⋆ h by {differs}",
    ]
    arithmetic("\n".join(lines))
    if diverges:
        st.caption(say.CORRELATION_OF_TWO_EDGES)
    elif overlap.correlation_differs_by > ROUNDING:
        rounding = say.TINY_CHANGE_IS_ROUNDING if overlap.commutes_to else ""
        st.caption(say.CONVOLUTION_GIVES_THE_SAME.format(rounding=rounding))
    else:
        st.caption(say.CONVOLUTION_ALWAYS_GIVES)


def difference(value: float) -> str:
    """Write a largest difference: 0, the order of its rounding, or the number.

    >>> difference(6.3e-16), difference(0.4979)
    ('6e−16', '0.498')
    """
    text = f"{value:.0e}" if 0 < value < ROUNDING else f"{value:.3g}"
    return text.replace("-", "−")


def overlapping(page: str, packed: bytes) -> None:
    """Show one sliding over the other, and make what the reader does in it settings."""
    overlap_view(
        packed,
        key=_key(page),
        on_place=partial(take_place, page),
        on_drawing=partial(take_drawing, page),
    )


def _key(page: str) -> str:
    return page_key(page, "overlap")


def is_drawn_now(page: str) -> bool:
    """Tell whether a function is being drawn right now: the address waits for the end."""
    return bool(DRAWING.parts(_key(page)).get("live"))


def take_place(page: str) -> None:
    """Make the place and the way that the reader rests on settings of the lesson."""
    place, state = REST.parts(_key(page)), st.session_state
    if not place:
        return
    if place["kind"] == "curves":
        state[setting_key(page, "x")] = min(place["x"] - PLACES, PLACES)
    else:
        state[setting_key(page, "cell")] = (place["row"], place["x"])
    if "way" in place:
        state[setting_key(page, "way")] = place["way"]


def take_drawing(page: str) -> None:
    """Make what was drawn a setting; one of too few numbers is refused without a word."""
    drawing = DRAWING.parts(_key(page))
    if not drawing:
        return
    which = drawing["which"]
    text = ",".join(str(float(one)) for one in drawing["knots"])
    values: dict[str, object]
    try:
        if which == GUESS.name:
            values = {GUESS.name: read_guess(text)}
        else:
            values = {which: CUSTOM, f"{which}drawn": typed_knots(text)}
    except ValueError:
        return
    state, going = st.session_state, page_key(page, "drawing")
    keep_for_undo(page, values, goes_on=bool(state.get(going)))
    state[going] = bool(drawing.get("live"))
    for name, value in values.items():
        state[setting_key(page, name)] = value
