"""Receptive fields of neurons as overlapping discs, beside the windows of a convolution."""

from __future__ import annotations

from ui.lessons.receptive_field.words import views as say
from ui.link.settings import Cell
from ui.link.view import View

SIDE = 6  # of the square that is shown, in pixels of the windows
APART = 1.0  # middles of neighbouring discs
RADIUS = 1.0  # each disc reaches the middles of its neighbours
KERNEL = 3
STRIDES = (1, 2)
TENTHS = 10  # parts of a pixel in which the point moves
LAST = SIDE * TENTHS - 1
SPOT = Cell("spot", (32, 27), say.DOWN_RIGHT_IN_TENTHS)


def settle_spot(view: View) -> tuple[int, int]:
    """Return the view's point, brought into the square."""
    down, right = (min(max(one, 0), LAST) for one in view[SPOT])
    if (down, right) != view[SPOT]:
        view.change(
            SPOT,
            (down, right),
            say.SPOT_GOES_FROM_TO_SO_IS_USED.format(last=LAST, down=down, right=right),
        )
    return down, right


def numpy_discs(spot: tuple[int, int]) -> str:
    """Count in plain NumPy: `discs` and `windows` over one point, `fewest` and `most` of any."""
    down, right = (one / TENTHS for one in spot)
    return f'''import numpy as np

apart, radius = {APART:g}, {RADIUS:g}  # of neighbouring middles; each disc reaches them
rows, columns = np.mgrid[-2:{SIDE + 4}, -3:{SIDE + 4}]
middles = np.stack([rows * np.sqrt(3) / 2, columns + 0.5 * (rows % 2)], axis=-1) * apart


def count(point):
    """In how many discs a point lies."""
    return int((np.linalg.norm(middles - point, axis=-1) <= radius + 1e-9).sum())


point = np.array([{down:g}, {right:g}])
discs = count(point)

rng = np.random.default_rng(0)
counts = [count(one) for one in [[0, 0], *rng.uniform(0, {SIDE}, (2000, 2))]]
fewest, most = min(counts), max(counts)

windows = []  # of {KERNEL}x{KERNEL}, over the pixel of the point
for stride in {STRIDES}:
    over = [sum(start <= p < start + {KERNEL} for start in range(-{KERNEL * 2}, {SIDE}, stride))
            for p in point.astype(int)]
    windows.append(over[0] * over[1])
'''
