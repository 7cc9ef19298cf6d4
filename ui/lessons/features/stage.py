"""The picture of each view, and what stands below it; where it takes long, its progress."""

from __future__ import annotations

from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ui.lessons.features import words
from ui.lessons.features.controls import unit_control
from ui.lessons.features.features_view import features_view
from ui.lessons.features.fooling import (
    TEST_PICTURES,
    Fooled,
    accuracy_curve,
    fooled,
)
from ui.lessons.features.found import Found, found_windows, looked_through
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
from ui.link.view import View
from ui.session.keys import page_key
from ui.views.curves import curves
from ui.zoo.long_work import worked


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
                page_key(view.page, "where"),
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
    return worked(
        page_key(view.page, "found"),
        ("found", shown.weights, name),
        partial(found_windows, shown, images),
        words.FINDING,
    )


def found_stage(view: View, shown: Shown) -> Found | None:
    """Show the windows that excite each unit most, and return them."""
    found = _windows(view, shown)
    if found is None:
        return None
    key = page_key(view.page, "view")
    scene = found_scene(shown, found, opened_unit(view, found), choice_heard(key))
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
    making = making_of(view, shown, (sheet, unit))
    both = worked(
        page_key(view.page, "made"),
        ("made", shown.weights, name, making),
        partial(made_pictures, shown, found, making),
        words.GROWING,
    )
    if both is None:
        return None
    key = page_key(view.page, "view")
    scene = made_scene(shown, found, making, both, choice_heard(key))
    features_view(scene, key=key, on_choice=partial(take_choice, view.page, key))
    chart = made_chart(shown, found, making, both)
    curves([chart], key=page_key(view.page, "growth"), follow=MADE_FOLLOWED)
    return making, found, both


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
