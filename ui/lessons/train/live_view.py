"""The view that trains: each redraw the browser asks for brings one slice behind the gate.

The picture is sent first and the slice follows: while it trains, the picture is on its way, is
painted, and the browser asks for the next. Nobody waits for anybody.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import streamlit as st

from ui.frame.gate import GATE, WAIT
from ui.lessons.train.network_view import ASKED, network_view
from ui.lessons.train.network_view.scene import Scene, scene
from ui.lessons.train.session import kept_in_address, put_aside
from ui.lessons.train.settings import LOOKS
from ui.lessons.train.trainer import Trainer
from ui.link.view import View
from ui.server.metrics import METRICS
from ui.session.keys import page_key
from ui.views.pack import pack

KEY = page_key("train", "network")
TALK = page_key("train", "talk")
# Redraws for which the same test pictures stay on the sheet.
STAY = 16
# Seconds after which the address of a run that goes on is written again.
REMEMBERED = 2.0


@dataclass
class Talk:
    """What was said between this visitor's browser and the page."""

    done: int = 0  # the last command that was carried out
    tick: int = 0  # the last redraw that was asked for
    sheet: int = 0  # the sheet whose pictures the browser has
    redraws: int = 0
    settled: tuple[Any, ...] = field(default=())  # where the run was when the page was last drawn
    controls: dict[str, Any] = field(default_factory=dict)  # and how its controls stood
    drawn: tuple[Any, ...] = field(default=())  # and when the picture was
    address: dict[str, str] | None = None  # what the browser is to write into it, and since when
    remembered: float = 0.0


def talk() -> Talk:
    """Return what was said so far."""
    if TALK not in st.session_state:
        st.session_state[TALK] = Talk()
    said: Talk = st.session_state[TALK]
    return said


def live(view: View, trainer: Trainer) -> None:
    """Show the network in training, and let the reader run it and step through it."""
    talk().settled, talk().controls = _position(view, trainer), _controls(view)
    _live(view, trainer)


@st.fragment
def _live(view: View, trainer: Trainer) -> None:
    said, asked = talk(), _asked()
    if any(said.controls.get(key) != value for key, value in _controls(view).items()):
        # What the reader does in the moment in which the browser asks for a redraw comes with it,
        # as one request of this fragment alone.
        st.rerun()
    tick = asked.get("tick", 0)
    new = tick > said.tick
    said.tick, said.sheet = max(tick, said.tick), asked.get("sheet", 0)
    if new and _unsettled(view, trainer) and not _differs(said.drawn, view, trainer):
        # The reader sees that it stopped: now the address and the rest of the page may follow.
        st.rerun()
    beside = _still_replayed()
    if new and (trainer.running or beside):
        # What is drawn is worked out in the same turn: beside another's slice, both would be slow.
        with GATE.turn(trainer.name, WAIT) as mine:
            said.redraws += mine
            _show(view, trainer, asked)
            if mine:
                # The run beside is on its way to where it rests: then the reader's own goes on.
                now = beside or trainer
                with METRICS.training(now):
                    now.advance(GATE.slice)
    else:
        _show(view, trainer, asked)
    if not trainer.running and not _still_replayed():
        GATE.leave(trainer.name)


def _still_replayed() -> Trainer | None:
    """Return the run beside while it is on its way to the step that a link asks for."""
    aside = put_aside()
    return aside.trainer if aside is not None and aside.trainer.running else None


def _show(view: View, trainer: Trainer, asked: Mapping[str, Any]) -> None:
    said, shown = talk(), _scene(view, trainer, asked)
    said.drawn = _position(view, trainer)
    sharing = max(GATE.training, int(trainer.running))
    meta = {
        **shown.meta,
        "tick": said.tick,
        "done": said.done,
        "sharing": sharing,
        # Others' slices come first: to ask before is to wait at the gate in vain.
        "wait": 1000 * GATE.distance,
        "unsettled": _unsettled(view, trainer) or _still_replayed() is not None,
        "address": _address(view, trainer),
    }
    network_view(pack(meta, **shown.arrays), key=KEY, on_asked=partial(_obey, view, trainer))


def _address(view: View, trainer: Trainer) -> Mapping[str, str] | None:
    """Return what the address is to say while a run goes on; a run that rests, the page writes."""
    said, now = talk(), time.monotonic()
    if not trainer.running or trainer.replaying:
        said.address = None
    elif said.address is None or now - said.remembered >= REMEMBERED:
        said.address, said.remembered = kept_in_address(view.page, trainer), now
    return said.address


def _scene(view: View, trainer: Trainer, asked: Mapping[str, Any]) -> Scene:
    said = talk()
    return scene(
        trainer,
        look=st.session_state[view.key("look")],
        example=st.session_state[view.key("example")],
        roll=said.redraws // STAY,
        known_sheet=said.sheet if asked else 0,
        kept=aside.trainer if (aside := put_aside()) else None,
    )


def _asked() -> Mapping[str, Any]:
    """Return what the browser asks for, {} before it asked for anything."""
    return ASKED.parts(KEY)


def _position(view: View, trainer: Trainer) -> tuple[Any, ...]:
    """Return all that the address must hold of what is done inside the picture."""
    chosen = tuple(st.session_state.get(view.key(name)) for name in ("look", "example"))
    return trainer.recipe, trainer.steps, trainer.running, trainer.furthest, *chosen


def _controls(view: View) -> dict[str, Any]:
    """Return how the controls around the picture stand, and which answer is chosen."""
    inside = {view.key(name) for name in ("look", "example")}
    return {
        str(key): value
        for key, value in st.session_state.items()
        if str(key).startswith(view.key(""))
        and key not in inside
        # No answer yet, and a button that is not pressed, are as if they were not drawn yet.
        and value is not None
        and value is not False
    }


def _unsettled(view: View, trainer: Trainer) -> bool:
    """Tell whether the page around the picture says something that is over."""
    return _differs(talk().settled, view, trainer)


def _differs(last: tuple[Any, ...], view: View, trainer: Trainer) -> bool:
    now = _position(view, trainer)
    # While it runs, only a learning rate that the controls do not show is worth a redraw of all.
    return last[:1] != now[:1] if trainer.running else last != now


def _obey(view: View, trainer: Trainer) -> None:
    """Carry out the commands that are new, each once, in their order."""
    said = talk()
    for one in _asked().get("commands", ()):
        if one["n"] > said.done:
            said.done = one["n"]
            do(view, trainer, one["do"], one.get("value"))


SIMPLE: Mapping[str, Callable[[Trainer], None]] = {
    "run": Trainer.run,
    "pause": Trainer.pause,
    "example": Trainer.step_example,
    "batch": Trainer.step_batch,
    "epoch": Trainer.step_epoch,
    "restart": Trainer.restart,
    "tenth": Trainer.resume_at_a_tenth,
}


def do(view: View, trainer: Trainer, name: str, value: int | str | None) -> None:
    """Carry out one command; what is none, or has no value that fits, does nothing."""
    number = value if isinstance(value, int) else 0
    if name == "example" and value is not None:
        st.session_state[view.key("example")] = min(max(number, 0), len(trainer.data.test) - 1)
    elif name in SIMPLE:
        SIMPLE[name](trainer)
    elif name == "back":
        trainer.back_to(number)
    elif name == "pace":
        trainer.batches = min(max(number, 0), 1000)
    elif name == "look" and value in LOOKS:
        st.session_state[view.key("look")] = value
