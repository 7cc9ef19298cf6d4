"""Pooling, there and back: who won a window, and who gets its gradient."""

from __future__ import annotations

import math

import numpy as np

from cnn_core.explain import pool_window_at
from cnn_core.explain.forward import PoolWindow
from cnn_core.geometry.padding import Array
from cnn_core.nn import Pool2D
from cnn_core.ops import POOLINGS, avg_pool2d
from cnn_core.ops.pool_windows import cells_of
from cnn_core.ops.poolings import Pooling
from ui.lessons.train.step_view.lines import summed
from ui.lessons.train.step_view.numbers import power_of, product, short
from ui.lessons.train.step_view.scene import Follow, Frame, Panel, Piece, Scene, selector
from ui.lessons.train.step_view.selection import Chosen
from ui.lessons.train.words import views as say


def winners(layer: Pool2D, x: np.ndarray, out: np.ndarray) -> np.ndarray | None:
    """Mark the cells (C, H, W) that alone answered: those that would get a gradient back."""
    pooling = POOLINGS[layer.kind]
    if pooling.picks is None:
        return None
    given = pooling.backward(np.ones_like(out), x, layer.size, **layer.options)
    return np.asarray(given > 0)


def pool(chosen: Chosen) -> Scene:
    """Return a pooling's scene: one window, and who won it."""
    layer = chosen.layer
    assert isinstance(layer, Pool2D)
    x, out = chosen.before(), chosen.after()
    f, r, c = chosen.picked(out)
    found = pool_window_at(x, layer.size, cell=(f, r, c), kind=layer.kind, **layer.options)
    size, stride, dilation = layer.window
    at = layer.geometry(x.shape)
    span = tuple(d * (k - 1) + 1 for d, k in zip(dilation, size, strict=True))
    first = int(found.rows[0]), int(found.cols[0])
    pooling = POOLINGS[layer.kind]
    picks = pooling.picks
    line = [
        Piece(f"map {f}, row {r}, column {c}: ", "soft"),
        *_worked(pooling, found, int(cells_of(at, x)[r, c])),
        Piece(short(found.result), "result"),
    ]
    place = np.unravel_index(int(found.shares.argmax()), found.shares.shape)
    marks = winners(layer, x, out)
    return Scene(
        (
            say.ONE_OF_EACH_WINDOW.format(name=chosen.name, word=picks.word)
            if picks
            else say.ONE_NUMBER_A_WINDOW.format(name=chosen.name)
        ),
        (
            say.ONLY_THE_NUMBER_OF_EACH_WINDOW.format(word=picks.word)
            if picks
            else say.EACH_WINDOW_BECOMES_ONE_NUMBER
            + say.EVERY_CELL_HAD_A_PART * (pooling.sum is not None)
            + "."
        ),
        [
            *selector(out, f, "choose a map"),
            Panel(
                "before",
                f"map {f} before, {x.shape[1]}×{x.shape[2]}",
                x[f : f + 1],
                marks=None if marks is None else marks[f : f + 1],
                frames=[Frame(0, *first, span[0], span[1])],
                follow=Follow(
                    "map",
                    stride,
                    (-at.amounts[0][0], -at.amounts[1][0]),
                    (span[0], span[1]),
                ),
            ),
            Panel(
                "window",
                "the window",
                found.values[None],
                share=0.5,
                largest_cell=56,
                frames=[Frame(0, int(place[0]), int(place[1]))] if picks else (),
                limit=float(np.abs(x[f]).max()),
            ),
            "→",
            Panel(
                "map",
                f"after, {out.shape[1]}×{out.shape[2]}",
                out[f : f + 1],
                sends="pick",
                first_tile=f,
                tone="teal",
                frames=[Frame(0, r, c)],
                limit=float(np.abs(x[f]).max()),
            ),
        ],
        [line],
    )


def _worked(pooling: Pooling, found: PoolWindow, cells: int) -> list[Piece]:
    """Print what a window's cells become, up to the result; an average is over so many cells."""
    values = found.values[found.inside].tolist()
    if pooling.sum is None:
        padded = np.where(found.inside, found.values, pooling.outside).ravel().tolist()
        # No cell loses to padding that is infinite.
        listed = padded if math.isfinite(pooling.outside) else values
        return [Piece(f"{pooling.name}({', '.join(short(one) for one in listed)}) = ")]
    power, before = pooling.sum.power, pooling.sum.before
    after = pooling.sum.after.format(cells=cells)
    under = ["" if power == 1 else power_of(one, power) for one in values]
    line = summed([one**power for one in values], under, start=[Piece(f"{before}(")])
    total = line.pop()
    line[-1] = Piece(f"){after} = {before}{total.text}{after} ≈ ")
    return line


def told_apart(chosen: Chosen) -> Array:
    """Say which answers of a pooling have something to tell: not 0, and not all cells equal."""
    layer = chosen.layer
    assert isinstance(layer, Pool2D)
    out = chosen.after()
    mean = avg_pool2d(chosen.before(), layer.size, **layer.options)
    return np.asarray((out != 0) & (np.abs(out - mean) > 1e-3 * np.abs(out)), np.float64)


def pool_back(chosen: Chosen) -> Scene:
    """Return how pooling hands the gradient on: all to the winner, or to each its share."""
    layer = chosen.layer
    assert isinstance(layer, Pool2D)
    x, given, upstream = chosen.before(), chosen.gradient_before(), chosen.gradient_after()
    f, r, c = chosen.picked(upstream, telling=upstream * told_apart(chosen))
    found = pool_window_at(x, layer.size, cell=(f, r, c), kind=layer.kind, **layer.options)
    size, stride, dilation = layer.window
    at = layer.geometry(x.shape)
    span = tuple(d * (k - 1) + 1 for d, k in zip(dilation, size, strict=True))
    arriving = float(upstream[f, r, c])
    routed = found.shares * arriving
    place = np.unravel_index(int(np.abs(found.shares).argmax()), found.shares.shape)
    pooling = POOLINGS[layer.kind]
    best = pooling.picks is not None
    first = int(found.rows[0]), int(found.cols[0])
    overlapping = stride[0] < span[0] or stride[1] < span[1]
    start = [Piece(f"map {f}, row {r}, column {c}: ", "soft")]
    if best:
        line = [
            *start,
            Piece(say.GOES_TO_THE_CHOSEN_CELL.format(short=short(arriving))),
            Piece(short(float(found.values[place])), "result"),
            Piece(
                say.AT_ROW_COLUMN_THE_OTHERS_GET.format(
                    rows=found.rows[place[0]], cols=found.cols[place[1]]
                )
            ),
        ]
    else:
        under = [product(share, arriving) for share in found.shares.ravel().tolist()]
        line = summed(routed.ravel().tolist(), under, start=start)
    frames = [Frame(0, *first, span[0], span[1])]
    follow = Follow("upstream", stride, (-at.amounts[0][0], -at.amounts[1][0]), (span[0], span[1]))
    words = (
        say.ONLY_THE_CHOSEN_CELL_CHANGED
        if best
        else say.EVERY_CELL_GETS_BACK_THE_SHARE
        if pooling.sum and pooling.scales
        else say.EACH_CELL_GETS_BACK
    )
    return Scene(
        (say.BACK_TO_THE_CHOSEN_CELL if best else say.BACK_TO_EACH_ITS_SHARE).format(
            name=chosen.name
        ),
        words + (say.WINDOWS_OVERLAP_HERE_WHAT if overlapping else ""),
        [
            *selector(upstream, f, "choose a map"),
            Panel(
                "upstream",
                f"upstream gradient, map {f}",
                upstream[f : f + 1],
                sends="pick",
                first_tile=f,
                frames=[Frame(0, r, c)],
            ),
            "→",
            Panel(
                "window",
                say.WINDOW_AND_THE_CHOSEN_CELL if best else "the window",
                found.values[None],
                share=0.5,
                largest_cell=56,
                frames=[Frame(0, int(place[0]), int(place[1]))] if best else (),
                limit=float(np.abs(x[f]).max()),
            ),
            "→",
            Panel(
                "map",
                "gradient before pooling",
                given[f : f + 1],
                tone="teal",
                limit=float(np.abs(upstream[f]).max()),
                frames=frames,
                follow=follow,
            ),
        ],
        [line],
    )
