"""Write or paste a whole network: what is not all of the reader's is offered, not taken."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from cnn_core.geometry.phrases import counted
from ui.controls.text import fill
from ui.lessons.architectures.model import planned
from ui.lessons.architectures.settings import INPUT, NET
from ui.lessons.architectures.words import views as say
from ui.link.view import View
from ui.networks.parsers import Imported, read_any
from ui.networks.parsers.draft import Claim
from ui.networks.text import Network, ShapeSetting, read_network
from ui.session.keys import field_key, page_key, setting_key

SAID = page_key("architectures", "said")  # what became of the last text
OFFERED = page_key(
    "architectures", "offered"
)  # the nearest to a text that cannot be shown as it is
CLAIMED = page_key("architectures", "claimed")  # what the last table says, and of which network
LONGEST_SPELLING = 2000
HELP = say.SPELLING_LIKE_C_P_RELU_M_FLAT


def network_text(view: View) -> None:
    """Let the reader write the whole network, or paste one from elsewhere."""
    with st.expander(say.WRITE_OR_PASTE_A_NETWORK):
        field = view.key("typed")
        fill(field, NET.write(view[NET]))
        st.text_area(HELP, key=field, height=150)
        args = (view.page, field)
        st.button("Take it", key=view.key("take"), on_click=_take_text, args=args)
        if said := st.session_state.get(SAID):
            kind, words = said
            (st.warning if kind == "fault" else st.info)(words)
        offered = st.session_state.get(OFFERED)
        if isinstance(offered, Imported):
            _offer(view, field, offered)


def _offer(view: View, field: str, offered: Imported) -> None:
    """Let the reader take the nearest network, by its size and parameters."""
    found = planned(tuple(offered.pieces), INPUT.read(offered.input)[0], 1)
    rows, columns, channels = offered.input.split(",")
    layers = counted(len(found.pieces), "layer")
    st.button(
        say.TAKE_THE_NEAREST_INSTEAD.format(
            layers=layers,
            rows=rows,
            columns=columns,
            channels=channels,
            parameters=found.description.parameters,
        ),
        key=view.key("take-offered"),
        on_click=_take,
        args=(view.page, field, offered),
    )


def claims_of(view: View) -> Sequence[Claim]:
    """Return what the reader's table says of the network that is shown, if it is that one."""
    claimed = st.session_state.get(CLAIMED)
    if claimed is None or claimed[0] != (view[NET], view[INPUT]):
        return ()
    claims: Sequence[Claim] = claimed[1]
    return claims


def _take_text(page: str, field: str) -> None:
    """Make a text the page's network if all of it can be shown; else say why not."""
    text = str(st.session_state.get(field, ""))
    for key in (SAID, OFFERED):
        st.session_state.pop(key, None)
    pieces, notes = read_network(text[:LONGEST_SPELLING])
    if pieces and "(" not in text and "|" not in text:
        _show(page, field, pieces)
        _say(notes)
        return
    try:
        found = read_any(text, INPUT.write(st.session_state[setting_key(page, "input")]))
    except ValueError as error:
        words = str(error)
        _say([f"{words[0].upper()}{words[1:]}.", say.NETWORK_STAYS_AS_IT_WAS], fault=True)
        return
    if not found.faults:
        _take(page, field, found)
        return
    _say([*found.faults, say.NETWORK_STAYS_AS_IT_WAS_2], fault=True)
    if found.is_offered:
        st.session_state[OFFERED] = found


def _take(page: str, field: str, found: Imported) -> None:
    """Show a network that was read, with what its table says of it."""
    size, note = ShapeSetting("input", (28, 28, 1)).read(found.input)
    network = tuple(found.pieces)
    _show(page, field, network)
    st.session_state[setting_key(page, "input")] = size
    st.session_state[CLAIMED] = (network, size), found.claims
    st.session_state.pop(OFFERED, None)
    st.session_state.pop(SAID, None)
    _say([*found.notes, *([note] if note else [])])


def _show(page: str, field: str, network: Network) -> None:
    st.session_state[setting_key(page, "net")] = network
    st.session_state[setting_key(page, "layer")] = 1
    # The reader's text stays in the field until another network takes its place.
    st.session_state[field_key(field, "from")] = NET.write(network)


def _say(sentences: Sequence[str], *, fault: bool = False) -> None:
    if sentences:
        st.session_state[SAID] = ("fault" if fault else "note"), "\n\n".join(sentences)
