"""The controls of a stack: its spelling, the layer looked at, and that layer's numbers."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from cnn_core.nn import describe
from ui.controls.kernel import more
from ui.controls.layer import layer_choice
from ui.controls.number import typed_number, typed_number_note
from ui.controls.text import fill
from ui.frame.events import rested_cell
from ui.lessons.receptive_field.discs import SPOT
from ui.lessons.receptive_field.model import LAST, Fields
from ui.lessons.receptive_field.stacks import (
    KINDS,
    LARGEST,
    MOST_LAYERS,
    NETWORKS,
    STACK,
    Slide,
    known_stack,
    largest_padding,
    nearest,
    read_stack,
    sliding,
    usual_stride,
)
from ui.lessons.receptive_field.words import views as say
from ui.link.control_values import show
from ui.link.undo import keep_for_undo
from ui.link.view import View
from ui.link.vocabulary import MIDDLE
from ui.session.keys import page_key, setting_key

CHOSEN = "layer chosen"
OWN = "own"
FEWEST_CELLS = 2  # of a side of a network's last map, for a picture to be large enough
LARGE = "camera"  # a picture on which every network of the list fits
HELP = say.C_IS_A_CONVOLUTION_M_A_MAX


def chosen_count(page: str) -> str:
    """Return a text that changes whenever the reader chooses a layer in a control."""
    return str(st.session_state.get(page_key(page, CHOSEN), 0))


def stack_controls(view: View, shown: Fields) -> None:
    """Let the reader choose a layer of the stack, change, add or remove it, or write them all."""
    count, here = len(shown.slides), shown.layer
    titles = [slide.title for slide in shown.slides]
    layer_choice(view, titles, here, label=say.LAYER_TO_INSPECT_AND_EDIT, also=_look_at_middle)
    chosen = shown.slides[here - 1]
    _kind(view, chosen, here)
    _numbers(view, chosen, here, ("size", "stride"))
    with st.container(horizontal=True, gap="xsmall"):
        for label, slide in (("+ conv", Slide()), ("+ pool", Slide("m", 2, 2))):
            st.button(
                label,
                key=view.key(label),
                disabled=count >= MOST_LAYERS,
                on_click=_add,
                args=(view.page, here, slide),
            )
        st.button(
            "Remove",
            key=view.key("remove"),
            disabled=count == 1,
            on_click=_remove,
            args=(view.page, here),
        )
    second = ("dilation", "padding") if chosen.kind == "c" else ("padding",)
    unusual = any(getattr(chosen, name) != getattr(Slide(), name) for name in second)
    with more(view, (), also=unusual):
        _numbers(view, chosen, here, second)
        _spelling(view)
    typed_number_note()


def start_control(view: View, shown: Fields) -> None:
    """Let the reader start from the layers of a network that is known."""
    key, now = view.key("start"), known_stack(shown.slides)
    show(key, OWN if now is None else now)
    st.selectbox(
        "Start from",
        [*NETWORKS, OWN],
        key=key,
        format_func=lambda name: NETWORKS[name].title if name in NETWORKS else "your own stack",
        on_change=_take_start,
        args=(view.page, key, shown.size),
    )


def _take_start(page: str, key: str, size: tuple[int, int]) -> None:
    """Make a network's layers the stack, over a picture that is large enough for them."""
    known = NETWORKS.get(st.session_state[key])
    if known is None:
        return
    slides, _ = read_stack(known.text)
    found = describe(sliding(slides), (1, *size))
    if found.fault or max(found.output_shape[1:]) < FEWEST_CELLS:
        st.session_state[setting_key(page, "image")] = LARGE
    _change(page, slides, LAST)


def take_spot(page: str) -> None:
    """Make the point on which the reader rests among the discs the lesson's."""
    if sent := rested_cell(page_key(page, "discs")):
        st.session_state[setting_key(page, SPOT.name)] = (sent["row"], sent["column"])


def _spelling(view: View) -> None:
    field = view.key("typed")
    fill(field, STACK.write(view[STACK]))
    st.text_input("Stack", key=field, help=HELP, on_change=_take, args=(view.page, field))
    if said := st.session_state.pop(view.key("typed-notes"), []):
        st.warning(" ".join(said))


def _take(page: str, field: str) -> None:
    """Make the typed stack the page's, as far as it can be read, and keep what to say of it."""
    slides, notes = read_stack(st.session_state[field])
    if not slides:
        notes.append(say.STACK_STAYS_AS_IT_WAS)
    else:
        _change(page, slides, LAST)
    st.session_state[setting_key(page, "typed-notes")] = notes
    st.session_state.pop(setting_key(page, "typed-from"), None)


def _kind(view: View, slide: Slide, here: int) -> None:
    """Show the kind of one layer; a change makes it another layer."""
    kind = _key(view.page, "kind", here)
    show(kind, slide.kind)
    st.selectbox(
        "Kind",
        [*KINDS],
        key=kind,
        format_func=KINDS.__getitem__,
        on_change=_set,
        args=(view.page, here, slide.kind),
    )


def _numbers(view: View, slide: Slide, here: int, names: Sequence[str]) -> None:
    """Show some numbers of one layer; a change of any makes it another layer."""
    limits = {**LARGEST, "padding": largest_padding(slide.kind, slide.size)}
    args = (view.page, here, slide.kind)
    for name, place in zip(names, st.columns(len(names), gap="small"), strict=True):
        key = _key(view.page, name, here)
        show(key, getattr(slide, name))
        typed_number(
            place,
            name.capitalize(),
            0 if name == "padding" else 1,
            limits[name],
            key=key,
            then=_set,
            args=args,
        )


def _key(page: str, name: str, layer: int) -> str:
    """Return the key of a layer's control: its own, for no other layer to take its value."""
    return setting_key(page, f"layer-{layer}-{name}")


def _slides(page: str) -> list[Slide]:
    """Return the stack as it is now. What a control was drawn for may be gone."""
    return [*st.session_state[setting_key(page, "stack")]]


def _set(page: str, here: int, shown: str) -> None:
    """Make what the controls of a layer say the layer, if it is still there and of that kind."""
    slides = _slides(page)
    if here > len(slides) or slides[here - 1].kind != shown:
        return
    state, old = st.session_state, slides[here - 1]
    kind = state.get(_key(page, "kind", here), old.kind)
    size = state.get(_key(page, "size", here), old.size)
    numbers = {
        name: state.get(_key(page, name, here), getattr(old, name))
        for name in ("stride", "dilation", "padding")
    }
    if kind != old.kind or (kind != "c" and size != old.size and old.stride == old.size):
        numbers["stride"] = usual_stride(kind, size)
    slides[here - 1] = nearest(Slide(kind, size, **numbers))
    if slides[here - 1] != old:
        _change(page, slides, here)


def _add(page: str, here: int, slide: Slide) -> None:
    slides = _slides(page)
    if here <= len(slides) < MOST_LAYERS:
        _change(page, [*slides[:here], slide, *slides[here:]], here + 1)


def _remove(page: str, here: int) -> None:
    slides = _slides(page)
    if here <= len(slides) and len(slides) > 1:
        _change(page, [*slides[: here - 1], *slides[here:]], max(here - 1, 1))


def _change(page: str, slides: Sequence[Slide], layer: int) -> None:
    """Make other layers the page's stack, and look at the middle cell of one of them."""
    values = {"stack": tuple(slides), "layer": LAST if layer == len(slides) else layer}
    keep_for_undo(page, values)
    for name, value in {**values, "cell": MIDDLE}.items():
        st.session_state[setting_key(page, name)] = value


def _look_at_middle(page: str) -> None:
    st.session_state[setting_key(page, "cell")] = MIDDLE
    key = page_key(page, CHOSEN)
    st.session_state[key] = st.session_state.get(key, 0) + 1
