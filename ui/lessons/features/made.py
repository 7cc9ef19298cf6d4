"""A picture that a unit responds to most, made by gradient ascent: a piece of work."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from cnn_core.attribution import Ascent, ascend, field_at
from cnn_core.geometry.padding import Array
from cnn_core.nn import Network
from ui.frame.long_work import read_only
from ui.lessons.features.found import Found, looked_through
from ui.lessons.features.model import Shown
from ui.lessons.features.settings import BEGIN, CLIMB, FADE, JITTER, PACE, SMOOTH
from ui.link.view import View
from ui.zoo.unit_sheet import made_side

NOISE = 0.1  # of the range of an image, at the start
SEED = 2
FRAMES = 25  # pictures that are shown on the way


@dataclass(frozen=True)
class Making:
    """How a picture is made, and for which unit of which layer."""

    sheet: int
    unit: int  # its place on the sheet
    steps: int
    pace: float
    jitter: int
    blur: float
    decay: float
    begin: str

    def key(self, found: Found) -> tuple[object, ...]:
        """All that the pictures depend on, but network and mean picture."""
        sheet = found.sheets[self.sheet]
        how = self.steps, self.pace, self.jitter, self.blur, self.decay, self.begin
        return sheet.layer.number, int(sheet.units[self.unit]), *how


@dataclass(frozen=True, eq=False)
class Made:
    """A picture on its way, and its value at each step."""

    steps: NDArray[np.intp]  # (F,) of the frames
    frames: NDArray[np.uint8]  # (F, C, S, S)
    values: NDArray[np.float64]  # (steps + 1,)
    arrived: bool  # whether a gradient arrived at the start


@dataclass(eq=False)
class Climb:
    """The steps of one climb that were taken so far."""

    frames: list[NDArray[np.uint8]] = field(default_factory=list)
    values: list[float] = field(default_factory=list)
    arrived: bool = True

    def made(self, count: int, frames: int = FRAMES) -> Made:
        """Return a climb of `count` steps; one that ended before stays where it was."""
        last = len(self.values) - 1
        chosen = np.unique(np.linspace(count - 1, 0, frames).round().astype(int))
        return Made(
            chosen,
            np.asarray(read_only(np.stack([self.frames[min(k, last)] for k in chosen]))),
            np.asarray(read_only(np.array([self.values[min(k, last)] for k in range(count)]))),
            self.arrived,
        )


@dataclass(frozen=True, eq=False)
class Growth:
    """Both climbs while they go on."""

    climbs: tuple[Climb, Climb]

    def now(self) -> tuple[Made, Made]:
        """Return both as they are, with the last frame alone."""
        count = max(len(one.values) for one in self.climbs)
        return self.climbs[0].made(count, 1), self.climbs[1].made(count, 1)


def making_of(view: View, opened: tuple[int, int]) -> Making:
    """Return how the picture is made; `opened` is the sheet and the unit on it."""
    return Making(
        *opened,
        view[CLIMB],
        view[PACE] / 100,
        view[JITTER],
        view[SMOOTH] / 10,
        view[FADE] / 100,
        view[BEGIN],
    )


def made_pictures(
    shown: Shown, found: Found, making: Making
) -> Generator[Growth, None, tuple[Made, Made]]:
    """Climb with what restrains the picture and without, side by side; yield after each step."""
    sheet = found.sheets[making.sheet]
    field = sheet.layer.side
    side = field if shown.opened.data else made_side(field)
    part = sheet.layer.network(shown.opened, side)
    seen = seen_part(part, sheet.layer.depth)
    start = _start(shown, making.begin, side)
    climbs = [
        ascend(
            part,
            start,
            int(sheet.units[making.unit]),
            steps=making.steps,
            step=making.pace,
            jitter=min(making.jitter, (min(field, side) - 1) // 2) if restrained else 0,
            blur=making.blur if restrained else 0,
            decay=making.decay if restrained else 0,
            bounds=shown.opened.bounds,
            rng=np.random.default_rng(SEED),
        )
        for restrained in (True, False)
    ]
    growth = Growth((Climb(), Climb()))
    for _ in range(making.steps + 1):
        for climb, taken in zip(climbs, growth.climbs, strict=True):
            if one := next(climb, None):
                _take(shown, taken, one, seen)
        yield growth
    count = max(len(one.values) for one in growth.climbs)
    return growth.climbs[0].made(count), growth.climbs[1].made(count)


def seen_part(part: Network, depth: int) -> tuple[slice, slice]:
    """Return the rows and columns that the unit in the middle of the last maps sees."""
    size = part.shapes[-1][1:]
    if not size:
        return slice(None), slice(None)
    return field_at(part, depth, (size[0] // 2, size[1] // 2))


def _take(shown: Shown, taken: Climb, one: Ascent, seen: tuple[slice, slice]) -> None:
    low, high = shown.opened.bounds
    share = np.clip((one.image[:, *seen] - low) / (high - low), 0, 1)
    taken.frames.append(np.rint(255 * share).astype(np.uint8))
    taken.values.append(one.value)
    taken.arrived = taken.arrived and (one.step > 0 or one.slope > 0)


def _start(shown: Shown, begin: str, side: int) -> Array:
    low, high = shown.opened.bounds
    size = (shown.opened.network.input_shape[0], side, side)
    if begin == "noise":
        noise = NOISE * np.random.default_rng(SEED).random(size, np.float32)
        if shown.opened.data is None:  # photographs are not mostly black
            noise += (1 - NOISE) / 2
        return np.asarray(low + (high - low) * noise, np.float32)
    if begin == "grey":
        return np.full(size, (low + high) / 2, np.float32)
    images, _ = looked_through(shown)
    top = (images.shape[1] - side) // 2
    middle = images[:, top : top + side, top : top + side]
    return np.asarray(middle.mean(axis=-1), np.float32)
