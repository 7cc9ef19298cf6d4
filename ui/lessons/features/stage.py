"""The picture of each view, and what stands below it; where it takes long, its progress."""

from __future__ import annotations

from collections.abc import Hashable
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ui.frame.gate import GATE
from ui.frame.long_work import SLICE, Standing, advanced, worked
from ui.lessons.features.controls import unit_control
from ui.lessons.features.features_view import features_view
from ui.lessons.features.fooling import (
    TEST_PICTURES,
    Fooled,
    accuracy_curve,
    fooled,
)
from ui.lessons.features.found import (
    Asked,
    Found,
    asked_for,
    found_in_photographs,
    found_windows,
    looked_through,
    searched,
)
from ui.lessons.features.made import Made, Making, made_pictures, making_of
from ui.lessons.features.model import Shown
from ui.lessons.features.scenes import (
    FOLLOWED,
    MADE_FOLLOWED,
    accuracy_chart,
    fool_scene,
    found_scene,
    made_chart,
    made_scene,
    probability_chart,
    where_scene,
)
from ui.lessons.features.session import choice_heard, take_choice
from ui.lessons.features.settings import LAYER, UNIT
from ui.lessons.features.where import Looking, Maps, maps_of
from ui.lessons.features.words import page as words
from ui.link.history import overrule
from ui.link.view import View
from ui.session.keys import page_key
from ui.views.curves import curves

PAUSE = 0.25  # seconds from one redraw of a growing picture to the next
QUICK = 1.0  # seconds in which the pictures of a small network are made at once


def fool_stage(view: View, shown: Shown) -> Fooled | None:
    """Show the picture with all its changes, and return them; None while they are not there."""
    found = worked(
        page_key(view.page, "fool"),
        ("fooled", *shown.key, shown.attack, shown.goal),
        partial(fooled, shown),
        words.CHANGING,
    )
    if found is None:
        return None
    key = page_key(view.page, "view")
    scene = fool_scene(shown, found, choice_heard(key))
    features_view(scene, key=key, on_choice=partial(take_choice, view.page, key))
    return found


def where_stage(view: View, shown: Shown, looking: Looking) -> Maps | None:
    """Show the maps of one score, and return them; None while they are not there."""
    found: list[Maps | None] = []
    for anew in (0, looking.anew) if looking.anew else (0,):
        found.append(
            worked(
                page_key(view.page, "where-anew" if anew else "where"),  # both may be on their way
                ("where", *shown.key, *looking.key, anew),
                partial(maps_of, shown, looking, anew),
                words.LOOKING if not anew else words.LOOKING_ANEW,
            )
        )
        if found[-1] is None:
            return None
    key = page_key(view.page, "view")
    own, anew_maps = found[0], found[1] if looking.anew else None
    assert own is not None
    scene = where_scene(shown, looking, own, anew_maps, choice_heard(key))
    features_view(scene, key=key, on_choice=partial(take_choice, view.page, key))
    return own


def _windows(view: View, shown: Shown) -> Found | None:
    """Return the windows that excite each unit most; None while they are not there."""
    images, name = looked_through(shown)
    if shown.opened.data is not None:
        key: tuple[object, ...] = ("found", shown.weights, name)
        make = partial(found_windows, shown, images)
    else:
        asked = None
        if wanted := asked_for(view, shown.opened):
            best = worked(
                page_key(view.page, "search"),
                ("search", shown.weights, name, wanted[0].number),
                partial(searched, shown, images, wanted[0]),
                words.FINDING,
            )
            if best is None:
                return None
            asked = Asked(*wanted, best)
        key = ("photographs", shown.weights, name, wanted)
        make = partial(found_in_photographs, shown, images, asked)
    return worked(page_key(view.page, "found"), key, make, words.FINDING)


def found_stage(view: View, shown: Shown, place: DeltaGenerator | None) -> Found | None:
    """Show the windows that excite each unit most, and return them."""
    found = _windows(view, shown)
    if found is None:
        return None
    key = page_key(view.page, "view")
    sheet, unit = opened_unit(view, found)
    if place:
        unit_control(place, view, shown, found.sheets[sheet], unit)
    scene = found_scene(shown, found, (sheet, unit), choice_heard(key))
    features_view(scene, key=key, on_choice=partial(take_choice, view.page, key))
    return found


def made_stage(
    view: View, shown: Shown, place: DeltaGenerator
) -> tuple[Making, Found, tuple[Made, Made]] | None:
    """Show a picture that grows for the opened unit, and return all that it is about."""
    found, name = _windows(view, shown), looked_through(shown)[1]
    if found is None:
        return None
    sheet, unit = opened_unit(view, found)
    unit_control(place, view, shown, found.sheets[sheet], unit)
    making = making_of(view, (sheet, unit))
    key = ("made", shown.weights, name, *making.key(found))
    # What takes a moment alone is there at once, and played; all else is watched while it grows.
    now = _advanced(view, key, shown, found, making, QUICK if shown.opened.data else SLICE)
    if now.result is None:
        again = None if now.stopped else max(PAUSE, GATE.distance)
        st.fragment(_growing, run_every=again)(
            view, key, shown, found, making, asking=not now.stopped
        )
        return None
    _made_drawn(view, shown, found, making, now.result, growing="")
    return making, found, now.result


def _advanced(
    view: View,
    key: Hashable,
    shown: Shown,
    found: Found,
    making: Making,
    seconds: float,
) -> Standing[tuple[Made, Made]]:
    make = partial(made_pictures, shown, found, making)
    return advanced(page_key(view.page, "made"), key, make, seconds)


def _growing(
    view: View, key: Hashable, shown: Shown, found: Found, making: Making, *, asking: bool
) -> None:
    overrule(view)
    now = _advanced(view, key, shown, found, making, 0)
    if now.result is None and now.stopped != asking:
        if now.seen is None:
            st.caption(words.GROWING)
        else:
            growing = "stopped" if now.stopped else "grows"
            _made_drawn(view, shown, found, making, now.seen.now(), growing=growing)
        # What is drawn is on its way while the next steps are taken.
        now = _advanced(view, key, shown, found, making, SLICE)
    if now.result is not None or now.stopped == asking:
        st.rerun()  # the rest of the page follows, and the browser asks again only while it grows


def _made_drawn(
    view: View,
    shown: Shown,
    found: Found,
    making: Making,
    both: tuple[Made, Made],
    *,
    growing: str,
) -> None:
    key = page_key(view.page, "view")
    scene = made_scene(shown, found, making, both, choice_heard(key), growing)
    features_view(scene, key=key, on_choice=partial(take_choice, view.page, key))
    chart = made_chart(shown, found, making, both, making.steps if growing else 0)
    curves([chart], key=page_key(view.page, "growth"), follow=MADE_FOLLOWED)


def opened_unit(view: View, found: Found) -> tuple[int, int]:
    """Return the sheet and the unit that are opened; those that are not there become the first."""
    parts = [sheet.layer.part for sheet in found.sheets]
    sheet = parts.index(view[LAYER]) if view[LAYER] in parts else len(parts) - 1
    units = found.sheets[sheet].units.tolist()
    return sheet, units.index(view[UNIT]) if view[UNIT] in units else 0


def fool_charts(view: View, shown: Shown, found: Fooled, place: DeltaGenerator) -> None:
    """Show how the answer and the accuracy fall with the amount."""
    charts = [probability_chart(shown, found)]
    with place:
        if shown.opened.data is not None:
            curve = worked(
                page_key(view.page, "accuracy"),
                ("accuracy", shown.weights, shown.opened.data.name, shown.attack),
                partial(accuracy_curve, shown, shown.attack),
                words.MEASURING,
            )
            if curve is not None:
                count = min(TEST_PICTURES, len(shown.opened.data.test))
                charts.append(accuracy_chart(shown, curve, count))
        curves(charts, key=page_key(view.page, "curves"), follow=FOLLOWED)
        st.caption(words.CURVES if len(charts) > 1 else words.NO_ACCURACY)
