"""Find the ink in a photograph of paper: uneven light, noise and specks taken away."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnn_core.geometry.padding import Array
from cnn_core.ops.conv import floating
from cnn_core.ops.resample import resized

# Longer side at which ink is looked for: noise averages out, and a stroke stays several wide.
LONGEST = 140
# Rounds in which what is not paper is left out of its fit.
ROUNDS = 6
# Ink as strong as this share of the threshold between paper and ink is the soft edge of a stroke.
EDGE = 0.6
# A blot below this share of the largest is a speck.
SPECK = 0.04


@dataclass(frozen=True)
class Ink:
    """The ink of a photograph, and what was found on the way."""

    strength: NDArray[np.float32]  # (H, W), 0 on the paper, 1 where it is strongest
    darker: bool  # than the paper
    light: float  # by what share of the ink's contrast the paper's brightness varied
    specks: int  # blots that were left out
    touches: int  # blots that were left out because they reach over the border


def photographed_ink(image: ArrayLike) -> Ink:
    """Return the ink of a photograph (H, W) or (C, H, W) in any unit, scaled to at most 140 pixels.

    The paper is a surface of second degree fitted to whatever is not ink; ink is what lies further
    from it than Otsu's threshold (1979). Without ink, all zeros. Errors: no picture.
    """
    pixels = floating(image).astype(np.float64)
    if pixels.ndim == 2:
        pixels = pixels[None]
    if pixels.ndim != 3 or pixels.size == 0 or not np.isfinite(pixels).all():
        raise ValueError(
            f"a picture is (rows, columns) or (channels, rows, columns) of finite numbers, "
            f"not {np.shape(image)}"
        )
    grey = pixels.mean(axis=0, keepdims=True)
    scale = min(1.0, LONGEST / max(grey.shape[1:]))
    rows, columns = (max(1, round(scale * size)) for size in grey.shape[1:])
    small = resized(grey, (rows, columns))[0].astype(np.float64)
    paper = _paper(small)
    away = small - paper
    darker = bool(-away.min() > away.max())
    away = np.maximum(-away if darker else away, 0)
    threshold = otsu(away)
    strongest = float(away.max())
    if strongest <= 1e-9 * max(1.0, float(np.abs(small).max())):
        return Ink(np.zeros((rows, columns), np.float32), darker, 0.0, 0, 0)
    kept, specks, touches = _blots(away > EDGE * threshold, away > threshold)
    ink = np.where(kept, away, 0)
    top = float(np.percentile(ink[ink > 0], 90)) if kept.any() else 1.0
    strength = np.minimum(ink / top, 1).astype(np.float32)
    return Ink(strength, darker, float(np.ptp(paper)) / strongest, specks, touches)


def otsu(values: Array, bins: int = 128) -> float:
    """Return the number that parts values into two groups, each as even as can be (Otsu 1979)."""
    counts, edges = np.histogram(values, bins)
    middle = (edges[:-1] + edges[1:]) / 2
    below, above = np.cumsum(counts), counts.sum() - np.cumsum(counts)
    sums = np.cumsum(counts * middle)
    with np.errstate(divide="ignore", invalid="ignore"):
        apart = sums / below - (sums[-1] - sums) / above
        between = np.nan_to_num(below * above * apart**2)
    return float(edges[1 + int(between.argmax())])


def _paper(grey: Array) -> Array:
    """Fit a surface of second degree to the paper, leaving out what lies off it."""
    rows, columns = grey.shape
    down, across = np.meshgrid(np.linspace(-1, 1, rows), np.linspace(-1, 1, columns), indexing="ij")
    terms = np.stack(
        [np.ones_like(down), down, across, down * across, down**2, across**2], axis=-1
    ).reshape(-1, 6)
    values = grey.ravel()
    on = np.ones(values.size, bool)
    fit = np.full(values.size, np.median(values))
    for _ in range(ROUNDS):
        off = np.abs(values - fit)
        spread = 1.4826 * float(np.median(off))
        on = off <= max(2.5 * spread, 1e-6 * float(np.ptp(values)))
        if on.sum() < 6:
            break
        known = terms * on[:, None]
        fit = terms @ np.linalg.lstsq(known.T @ known, known.T @ values, rcond=None)[0]
    return np.asarray(fit.reshape(grey.shape))


def _blots(soft: NDArray[np.bool_], hard: NDArray[np.bool_]) -> tuple[NDArray[np.bool_], int, int]:
    """Return the blots of `soft` that are writing; how many were specks, how many cut off.

    A blot counts by its cells in `hard`. One that reaches over the border is a shadow or the edge
    of the paper, unless there is no other.
    """
    labels = _connected(soft)
    names, sizes = np.unique(labels[hard], return_counts=True)
    if not names.size:
        return np.zeros_like(soft), 0, 0
    border = np.unique(np.concatenate([labels[0], labels[-1], labels[:, 0], labels[:, -1]]))
    inside = ~np.isin(names, border)
    if inside.any() and sizes[inside].max() > SPECK * sizes.max():
        touches = int((~inside).sum())
        names, sizes = names[inside], sizes[inside]
    else:
        touches = 0
    large = sizes >= SPECK * sizes.max()
    return np.isin(labels, names[large]), int((~large).sum()), touches


def _connected(mask: NDArray[np.bool_]) -> NDArray[np.intp]:
    """Give each connected part of a mask, corners included, a number of its own; 0 is outside."""
    edges = np.diff(np.pad(mask, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    # Runs of cells in a row, in reading order; each joins those it touches in the row above.
    starts, stops = np.argwhere(edges == 1), np.argwhere(edges == -1)[:, 1]
    first = np.searchsorted(starts[:, 0], np.arange(len(mask) + 1))
    above = list(range(len(starts)))

    def top(run: int) -> int:
        while above[run] != run:
            above[run] = run = above[above[run]]
        return run

    for row in range(1, len(mask)):
        for run in range(first[row], first[row + 1]):
            for other in range(first[row - 1], first[row]):
                if starts[other, 1] <= stops[run] and starts[run, 1] <= stops[other]:
                    above[top(run)] = top(other)
    labels = np.zeros(mask.shape, np.intp)
    for run, (row, column) in enumerate(starts.tolist()):
        labels[row, column : stops[run]] = 1 + top(run)
    return labels
