"""A picture that a unit responds to most, made by gradient ascent: a piece of work."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cnn_core.attribution import Ascent, ascend, narrowed
from cnn_core.geometry.padding import Array
from ui.lessons.features.found import Found, looked_through
from ui.lessons.features.model import Shown
from ui.lessons.features.settings import BEGIN, CLIMB, FADE, JITTER, PACE, SMOOTH
from ui.link.view import View
from ui.zoo.long_work import Work, read_only

PHOTO_SIDE = 96  # rows and columns of what is made for the large network
MOST_PHOTO_STEPS = 40
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


@dataclass(frozen=True, eq=False)
class Made:
    """A picture on its way, and its value at each step."""

    steps: NDArray[np.intp]  # (F,) of the frames
    frames: NDArray[np.uint8]  # (F, C, S, S)
    values: NDArray[np.float64]  # (steps + 1,)
    arrived: bool  # whether a gradient arrived at the start


def making_of(view: View, shown: Shown, opened: tuple[int, int]) -> Making:
    """Return how the picture is made; `opened` is the sheet and the unit on it."""
    steps = view[CLIMB] if shown.opened.data else min(view[CLIMB], MOST_PHOTO_STEPS)
    return Making(
        *opened,
        steps,
        view[PACE] / 100,
        view[JITTER],
        view[SMOOTH] / 10,
        view[FADE] / 100,
        view[BEGIN],
    )


def made_pictures(shown: Shown, found: Found, making: Making) -> Work[tuple[Made, Made]]:
    """Climb with what restrains the picture and without; yield the share that is done."""
    sheet = found.sheets[making.sheet]
    side = sheet.layer.side if shown.opened.data else PHOTO_SIDE
    part = narrowed(shown.opened.network, sheet.layer.depth, (side, side))
    start = _start(shown, making.begin, side)
    climbs: list[list[Ascent]] = []
    for number, restrained in enumerate((True, False)):
        climb = ascend(
            part,
            start,
            int(sheet.units[making.unit]),
            steps=making.steps,
            step=making.pace,
            jitter=min(making.jitter, (side - 1) // 2) if restrained else 0,
            blur=making.blur if restrained else 0,
            decay=making.decay if restrained else 0,
            bounds=shown.opened.bounds,
            rng=np.random.default_rng(SEED),
        )
        taken: list[Ascent] = []
        for one in climb:
            taken.append(one)
            yield (number + one.step / max(making.steps, 1)) / 2
        climbs.append(taken)
    count = max(map(len, climbs))
    return _made(shown, climbs[0], count), _made(shown, climbs[1], count)


def _made(shown: Shown, taken: list[Ascent], count: int) -> Made:
    """Return a climb of `count` steps; one that ended before stays where it was."""
    every = [*taken, *[taken[-1]] * (count - len(taken))]
    chosen = np.unique(np.linspace(0, count - 1, FRAMES).round().astype(int))
    low, high = shown.opened.bounds
    frames = np.stack([(every[k].image - low) / (high - low) for k in chosen])
    return Made(
        chosen,
        np.asarray(read_only(np.rint(255 * np.clip(frames, 0, 1)).astype(np.uint8))),
        np.asarray(read_only(np.array([one.value for one in every]))),
        taken[0].slope > 0,
    )


def _start(shown: Shown, begin: str, side: int) -> Array:
    low, high = shown.opened.bounds
    size = (shown.opened.network.input_shape[0], side, side)
    if begin == "noise":
        noise = np.random.default_rng(SEED).random(size, np.float32)
        return np.asarray(low + NOISE * (high - low) * noise, np.float32)
    if begin == "grey":
        return np.full(size, (low + high) / 2, np.float32)
    images, _ = looked_through(shown)
    top = (images.shape[1] - side) // 2
    middle = images[:, top : top + side, top : top + side]
    return np.asarray(middle.mean(axis=-1), np.float32)
