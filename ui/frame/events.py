"""What the reader did inside a linked view becomes settings of the lesson.

The values come from a browser: of the right shape, but whatever does not fit here is refused.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from functools import partial
from typing import Any

import streamlit as st

from cnn_core.kernels import custom_kernel, nearest_weight
from ui.link.convolution import own_kernel
from ui.link.history import STATE, UNHEARD
from ui.link.pixel_edits import nearest_pixel, with_edit
from ui.link.vocabulary import CUSTOM
from ui.models.convolution import Convolution
from ui.views.linked_view import CELL, EDIT, Scene, linked_view
from ui.views.linked_view.outputs import OutputScene
from ui.views.linked_view.planes import PlaneScene

AnyScene = Scene | OutputScene | PlaneScene

REFUSED = "edit refused"  # why the last edit was, or what it became instead
HEAD_START = 0.04  # seconds that a changed picture has for itself


def remember(page: str, shown: object) -> None:
    """Keep what the page shows, for the edit that the reader may make on it."""
    st.session_state[f"{page}:shown"] = shown


def remembered(page: str) -> object:
    """Return what `remember` kept."""
    return st.session_state.get(f"{page}:shown")


def component_key(page: str) -> str:
    """Return the key of the lesson's linked view."""
    return f"{page}:linked-view"


def last_edit(page: str) -> dict[str, Any]:
    """Return the reader's last edit: {seq, target, indices, value, live}, or {}."""
    return EDIT.parts(component_key(page))


def edits_seen(page: str) -> int:
    """Return the number of the last edit, for the browser to know that it was answered."""
    return int(last_edit(page).get("seq", 0))


def say(words: str) -> None:
    """Say beside the picture what became of the last edit, "" for nothing."""
    if words:
        st.session_state[REFUSED] = words
    else:
        st.session_state.pop(REFUSED, None)


def said_of_edit() -> str:
    """Return what there is to say of the last edit."""
    return str(st.session_state.get(REFUSED, ""))


def refusal(error: Exception) -> str:
    """Return the sentence for an edit that cannot be made."""
    text = str(error)
    return f"{text[:1].upper()}{text[1:]}. The number stays as it was."


def is_live(page: str) -> bool:
    """Tell whether a value is being dragged right now: the address waits for the end."""
    return last_edit(page).get("live") is True or f"{page}:alone" in st.session_state


def take_cell(page: str) -> None:
    """Make the cell that the reader rests on the lesson's cell."""
    cell = CELL.parts(component_key(page))
    last = st.session_state.get(STATE, {})
    here: int = last.get("arrival", 0)
    # A cell of the map that was there before a link, a preset or another picture is no choice.
    if not cell or cell.get("arrival", here) != here:
        return
    if st.session_state.get(f"{page}:{UNHEARD}"):
        st.session_state[f"{page}.kernel"] = CUSTOM
    st.session_state[f"{page}.cell"] = (cell["row"], cell["column"])
    last.get("wanted", {}).pop("cell", None)  # also where it is the one shown already


def take_edit(page: str) -> None:
    """Make a changed weight or pixel part of the lesson's settings."""
    say("")
    shown = remembered(page)
    edit = last_edit(page)
    if not isinstance(shown, Convolution) or not edit:
        return
    places = [(index[-2], index[-1]) for index in edit["indices"]]
    try:
        if edit["target"] == "weight":
            say(_take_weights(page, shown, places, str(edit["value"])))
        else:
            say(_take_pixel(page, shown, places[0], str(edit["value"])))
    except ValueError as error:
        say(refusal(error))


def _take_weights(page: str, shown: Convolution, places: list[tuple[int, int]], text: str) -> str:
    weight, changed = nearest_weight(text)
    kernel = shown.sliding
    _refuse_outside(places, kernel.shape, "kernel", "weight")
    rows = [[Fraction(n, kernel.divisor) for n in line] for line in kernel.numerators]
    for row, column in places:
        rows[row][column] = weight
    same = rows == [[Fraction(n, kernel.divisor) for n in line] for line in kernel.numerators]
    # The end of a drag changes nothing, but the menus have not heard of the new kernel yet.
    if same and kernel.name != CUSTOM:
        return became(changed)
    edited = custom_kernel(rows)
    st.session_state[f"{page}.kernel"] = CUSTOM
    # The browser's menu names the old kernel until a whole run has reached it.
    st.session_state[f"{page}:{UNHEARD}"] = 2
    st.session_state[f"{page}.weights"] = own_kernel(edited.flipped()) if shown.flip else edited
    return became(changed)


def became(changed: list[str]) -> str:
    """Return the sentence for a weight that became the nearest that works, "" for none."""
    if not changed:
        return ""
    return f"A weight is −1000 to 1000 with at most 4 decimals: {changed[0]}.".replace("-", "−")


def _refuse_outside(
    places: list[tuple[int, int]], size: tuple[int, int], of: str, one: str
) -> None:
    """Raise ValueError for a place that these rows and columns do not have."""
    rows, columns = size
    for row, column in places:
        if row >= rows or column >= columns:
            raise ValueError(
                f"this {of} is {rows}×{columns}: it has no {one} in row {row}, column {column}"
            )


def _take_pixel(page: str, shown: Convolution, place: tuple[int, int], text: str) -> str:
    rows, columns = shown.picture.pixels.shape[1:]
    _refuse_outside([place], (rows, columns), "picture", "pixel")
    value, said = nearest_pixel(text)
    key = f"{page}.edits"
    st.session_state[key] = with_edit(st.session_state.get(key, {}), place, value)
    return said


def linked(
    page: str,
    scene: AnyScene,
    again: Callable[[], AnyScene] | None = None,
    *,
    on_cell: Callable[[str], None] = take_cell,
    on_edit: Callable[[str], None] = take_edit,
) -> None:
    """Show a lesson's linked view, and make what the reader does in it settings.

    `on_cell` and `on_edit` are given the page once the reader rests on a cell or changed a number.
    With `again`, which makes the scene anew, the view runs alone while a number is dragged; the
    rest of the lesson follows once the number rests.
    """

    def show(made: AnyScene) -> None:
        made = replace(made, said=said_of_edit())
        linked_view(
            made if isinstance(made, OutputScene) else replace(made, edits_seen=edits_seen(page)),
            key=component_key(page),
            on_cell=partial(on_cell, page),
            on_edit=partial(on_edit, page),
        )

    if again is None:
        show(scene)
        return
    first = [scene]

    @st.fragment
    def picture() -> None:
        alone = not first
        show(_alone(page, again) if alone else first.pop())
        if alone and not is_live(page):
            st.rerun()

    picture()
    if unheard := st.session_state.get(f"{page}:{UNHEARD}", 0):
        st.session_state[f"{page}:{UNHEARD}"] = unheard - 1
    moved = f"{page}:arrival"
    if st.session_state.get(moved) == scene.arrival:
        # Otherwise what follows would reach the browser with the picture, and be laid out first.
        time.sleep(HEAD_START)
    st.session_state[moved] = scene.arrival


def _alone(page: str, again: Callable[[], AnyScene]) -> AnyScene:
    """Make the scene while nothing else of the lesson runs, for which the address waits."""
    st.session_state[f"{page}:alone"] = True
    try:
        return again()
    finally:
        del st.session_state[f"{page}:alone"]
