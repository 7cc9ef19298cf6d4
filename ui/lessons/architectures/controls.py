"""The controls of the lesson on architectures: start from a known network, change any of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import streamlit as st

from ui.controls.kernel import more
from ui.controls.layer import layer_choice
from ui.controls.number import typed_number, typed_number_note
from ui.lessons.architectures.blocks_view import FOLD, LAYER, blocks_view
from ui.lessons.architectures.columns import groups
from ui.lessons.architectures.drawing import WIDTHS, drawing
from ui.lessons.architectures.model import Planned
from ui.lessons.architectures.model_zoo import ARCHITECTURES
from ui.lessons.architectures.settings import INPUT, NET, UNFOLDED
from ui.lessons.architectures.words import views as say
from ui.link.control_values import show
from ui.link.view import View
from ui.networks.kinds import KINDS, Number
from ui.networks.text import MOST_LAYERS, Piece
from ui.session.keys import page_key, setting_key

OWN = "own"
# Numbers that change few of the sums of this lesson, or none.
SECOND = {
    "bias",
    "ceil",
    "dilation",
    "end",
    "epsilon",
    "groups",
    "momentum",
    "output_padding",
    "padding_mode",
}
SIDES = ("Rows", "Columns", "Channels")


def architecture_controls(view: View, shown: Planned) -> None:
    """Let the reader start from a network, size its input, and change, move or remove a layer."""
    _start(view)
    _input(view)
    layer_choice(view, [piece.short for piece in shown.pieces], shown.chosen)
    _numbers(view, shown.pieces, shown.chosen)
    typed_number_note()
    _buttons(view, shown.pieces, shown.chosen)


def _start(view: View) -> None:
    key, known = view.key("start"), known_architecture(view)
    show(key, OWN if known is None else known)
    st.selectbox(
        "Start from",
        [*ARCHITECTURES, OWN],
        key=key,
        format_func=lambda name: say.ONE_OF_YOUR_OWN if name == OWN else ARCHITECTURES[name].title,
        on_change=_take_start,
        args=(view.page, key),
    )


def known_architecture(view: View) -> str | None:
    """Return the name of the view's network, if it is one of the known ones."""
    now = INPUT.write(view[INPUT]), NET.write(view[NET])
    known = (name for name, one in ARCHITECTURES.items() if (one.input, one.layers) == now)
    return next(known, None)


def _take_start(page: str, key: str) -> None:
    if (one := ARCHITECTURES.get(st.session_state[key])) is not None:
        st.session_state[setting_key(page, "input")], _ = INPUT.read(one.input)
        st.session_state[setting_key(page, "net")], _ = NET.read(one.layers)
        st.session_state[setting_key(page, "layer")] = 1


def _input(view: View) -> None:
    keys = [view.key(side.lower()) for side in SIDES]
    for key, number in zip(keys, view[INPUT], strict=True):
        show(key, number)
    for column, key, side in zip(st.columns(3, gap="small"), keys, SIDES, strict=True):
        typed_number(column, side, 1, INPUT.high, key=key, then=_take_input, args=(view.page, keys))


def _take_input(page: str, keys: Sequence[str]) -> None:
    sides = [st.session_state.get(key) for key in keys]
    if None not in sides:
        st.session_state[setting_key(page, "input")] = tuple(sides)


def drawn(view: View, shown: Planned) -> None:
    """Show the network; a click on a block makes its layer the one that is looked at."""
    key = page_key(view.page, "blocks")
    opens = say.CLICK_A_BLOCK
    if groups(shown):
        opens += say.CLICK_TO_UNFOLD_EQUAL_LAYERS
    blocks_view(
        {width: drawing(shown, view[UNFOLDED], width=width) for width in WIDTHS},
        say.POINT_AT_A_BLOCK,
        opens,
        key=key,
        on_layer=partial(_take_block, view.page, key),
        on_fold=partial(_take_fold, view.page, key),
    )


def _take_block(page: str, key: str) -> None:
    if (layer := LAYER.sent(key)) is not None:
        st.session_state[setting_key(page, "layer")] = min(layer, MOST_LAYERS)


def _take_fold(page: str, key: str) -> None:
    """Unfold a group of the drawing, or fold it again."""
    if (first := FOLD.sent(key)) is not None:
        before = set(st.session_state[setting_key(page, "unfold")])
        st.session_state[setting_key(page, "unfold")] = tuple(sorted(before ^ {first}))


def unfold_all(view: View, shown: Planned) -> None:
    """Offer to unfold all groups at once, or to fold them."""
    starts = tuple(one.first for one in groups(shown))
    if not starts:
        return
    label, wanted = ("Fold all", ()) if starts == view[UNFOLDED] else ("Unfold all", starts)
    st.button(
        label,
        key=view.key("unfold-all"),
        type="tertiary",
        on_click=_take_unfolded,
        args=(view.page, wanted),
    )


def _take_unfolded(page: str, wanted: tuple[int, ...]) -> None:
    st.session_state[setting_key(page, "unfold")] = wanted


def _numbers(view: View, pieces: Sequence[Piece], here: int) -> None:
    """Show the kind and the numbers of one layer; a change of any makes it another layer."""
    piece = pieces[here - 1]
    kind = _key(view.page, "kind", here)
    show(kind, piece.kind)
    st.selectbox(
        "Kind",
        KINDS,
        key=kind,
        format_func=lambda name: KINDS[name].title,
        on_change=_take_kind,
        args=(view.page, here),
    )
    numbers = KINDS[piece.kind].numbers
    _fields(view, piece, here, [one for one in numbers if one.name not in SECOND])
    if second := [one for one in numbers if one.name in SECOND]:
        unusual = any(piece[one.name] != one.usual for one in second)
        with more(view, (), also=unusual):
            _fields(view, piece, here, second)


def _fields(view: View, piece: Piece, here: int, shown: Sequence[Number]) -> None:
    """Show some numbers of a layer, short ones side by side."""
    named = [one for one in shown if one.choices]
    numbers = [one for one in shown if not one.choices]
    across = 3 if len(numbers) > 2 else 2  # few numbers have long names
    for start in range(0, len(numbers), across):
        for column, one in zip(
            st.columns(across, gap="small"), numbers[start : start + across], strict=False
        ):
            _number(column, view, piece, here, one)
    for one in named:  # whose names need the whole width
        _number(st, view, piece, here, one)


def _number(column: Any, view: View, piece: Piece, here: int, one: Number) -> None:
    """Show one number of a layer: to be typed, chosen, or switched on and off."""
    key, value = _key(view.page, one.name, here), piece[one.name]
    args = (view.page, here, piece.kind, one.name)
    show(key, bool(value) if one.is_switch else value)
    if one.is_switch:
        column.checkbox(one.label, key=key, on_change=_take_number, args=args)
    elif one.choices:
        column.selectbox(
            one.label,
            range(len(one.choices)),
            key=key,
            format_func=one.choices.__getitem__,
            on_change=_take_number,
            args=args,
        )
    else:
        as_window = one.usual == 0 and one.name == "stride"
        typed_number(
            column,
            one.label,
            one.low,
            one.high,
            key=key,
            help=say.AS_LARGE_AS_THE_WINDOW if as_window else None,
            then=_take_number,
            args=args,
        )


def _key(page: str, name: str, layer: int) -> str:
    """Return the key of a layer's control: its own, for no other layer to take its value."""
    return setting_key(page, f"layer-{layer}-{name}")


def _buttons(view: View, pieces: Sequence[Piece], here: int) -> None:
    count = len(pieces)
    actions = (
        ("Add after", count < MOST_LAYERS),
        ("↑ Up", here > 1),
        ("↓ Down", here < count),
        ("Remove", count > 1),
    )
    with st.container(horizontal=True, gap="xsmall"):
        for label, possible in actions:
            st.button(
                label,
                key=view.key(label),
                disabled=not possible,
                on_click=_rearrange,
                args=(view.page, here, label),
            )


def _pieces(page: str) -> list[Piece]:
    """Return the network as it is now. What a control was drawn for may be gone."""
    return [*st.session_state[setting_key(page, "net")]]


def _rearrange(page: str, here: int, what: str) -> None:
    """Add, move or remove a layer, if it is still there."""
    pieces, at, count = _pieces(page), here - 1, len(_pieces(page))
    if here > count:
        return
    if what == "Add after" and count < MOST_LAYERS:
        _change(page, [*pieces[:here], Piece("relu"), *pieces[here:]], here + 1)
    elif what == "Remove" and count > 1:
        _change(page, [*pieces[:at], *pieces[here:]], max(at, 1))
    elif what == "↑ Up" and at:
        _change(page, _swapped(pieces, at - 1), at)
    elif what == "↓ Down" and here < count:
        _change(page, _swapped(pieces, at), here + 1)


def _swapped(pieces: Sequence[Piece], at: int) -> list[Piece]:
    """Swap the layer at a place with the next one."""
    return [*pieces[:at], pieces[at + 1], pieces[at], *pieces[at + 2 :]]


def _take_kind(page: str, here: int) -> None:
    pieces, kind = _pieces(page), str(st.session_state.get(_key(page, "kind", here)))
    if here <= len(pieces) and kind in KINDS and kind != pieces[here - 1].kind:
        pieces[here - 1] = Piece(kind)
        _change(page, pieces, here)


def _take_number(page: str, here: int, kind: str, name: str) -> None:
    """Change a number of a layer, if it is still there and of that kind."""
    pieces, number = _pieces(page), st.session_state.get(_key(page, name, here))
    if here > len(pieces) or pieces[here - 1].kind != kind or number is None:
        return
    if number != pieces[here - 1][name]:
        pieces[here - 1] = pieces[here - 1].changed(name, int(number))
        _change(page, pieces, here)


def _change(page: str, pieces: Sequence[Piece], layer: int) -> None:
    st.session_state[setting_key(page, "net")] = tuple(pieces)
    st.session_state[setting_key(page, "layer")] = layer
