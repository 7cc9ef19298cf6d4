"""Find the ink in a photograph of paper: shadows, uneven light, noise and specks taken away."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import ndimage

from cnn_core.geometry.padding import Array
from cnn_core.ops.conv import floating
from cnn_core.ops.resample import resized

# Longer side at which ink is looked for: noise averages out, and a stroke stays several wide.
LONGEST = 140
# A stroke is narrower than this many cells; a shadow is wider. The disc is round, for a shadow's
# edge may run anywhere and be bent.
WIDEST_STROKE = 25
_ACROSS = np.arange(WIDEST_STROKE) - WIDEST_STROKE // 2
_DISC = np.hypot(*np.meshgrid(_ACROSS, _ACROSS)) <= WIDEST_STROKE / 2
# Rounds in which what is not paper is left out of its fit.
ROUNDS = 6
# Ink as strong as this share of the threshold between paper and ink is the soft edge of a stroke.
EDGE = 0.6
# A blot below this share of the largest is a speck.
SPECK = 0.04
# Ink stands out from the paper by this many times what the paper varies; measured: blank paper
# reaches 3.3, written paper has 5 and more.
STANDS_OUT = 4.0
# And by this share of all there is between black and the brightest.
LEAST = 0.04
# Ink takes more than this share of the paper's light. A shadow takes less: there is other light.
DEEPEST_SHADOW = 0.65
# And more than FAINTEST, wherever it is, where the paper's light varies by more than UNEVEN: in a
# shadow the paper's own grain is no fainter than faint ink.
FAINTEST, UNEVEN = 0.2, 0.15
# Strokes that cover less than this share of all ink are only the edges of something thick.
MOSTLY = 0.6


@dataclass(frozen=True)
class Ink:
    """The ink of a photograph, and what was found on the way."""

    strength: NDArray[np.float32]  # (H, W), 0 on the paper, 1 where it is strongest
    darker: bool  # than the paper
    light: float  # by what share of the ink's contrast the paper's brightness varied
    specks: int  # blots that were left out
    touches: int  # blots that were left out because they reach over the border
    inside: bool = False  # no large blot reached over it


def photographed_ink(image: ArrayLike, *, strokes: bool = True) -> Ink:
    """Return the ink of a photograph (H, W) or (C, H, W) in any unit, scaled to at most 140 pixels.

    Paper under `strokes` is what a closing with a disc wider than any stroke leaves (Serra 1982):
    a shadow stays, however hard its edge, and is divided out. Under anything thicker it is a
    surface of second degree fitted to whatever is not ink. Ink is what lies further from the paper
    than Otsu's threshold (1979). Without ink, all zeros. Errors: no picture.
    """
    small = _small(image)
    surface = _paper(small)
    away = small - surface
    darker = bool(-away.min() > away.max())
    range_ = max(float(small.max() - min(0.0, small.min())), 1e-12)
    shade = -away / np.maximum(surface, 0.05 * range_) if darker else None
    thick = _marked(np.maximum(-away if darker else away, 0), surface, range_, shade)
    if not strokes:
        return thick
    thin = _strokes(small, range_, darker=darker)
    narrow, all_of_it = (np.count_nonzero(one.strength) for one in (thin, thick))
    return thick if thick.inside and narrow < MOSTLY * all_of_it else thin


def _small(image: ArrayLike) -> Array:
    """Return a picture in grey, (H, W), its longer side at most `LONGEST`. Errors: no picture."""
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
    return np.asarray(resized(grey, (rows, columns))[0], np.float64)


def _strokes(grey: Array, range_: float, *, darker: bool) -> Ink:
    """Return what is narrower than a stroke may be, as a share of the paper's light under it."""
    smooth = ndimage.gaussian_filter(grey, 1, mode="nearest")
    # Light that fades goes on to fade beyond the border.
    beyond = [(min(WIDEST_STROKE, side - 1),) * 2 for side in smooth.shape]
    wide = np.pad(smooth, beyond, mode="reflect", reflect_type="odd")
    closed = ndimage.grey_closing if darker else ndimage.grey_opening
    paper = closed(wide, footprint=_DISC, mode="nearest")
    (top, _), (left, _) = beyond
    paper = paper[top : top + smooth.shape[0], left : left + smooth.shape[1]]
    if not darker:
        return _marked(smooth - paper, paper, range_, None)
    light = paper - min(0.0, float(grey.min()))
    shares = (paper - smooth) / np.maximum(light, 0.05 * range_)
    return _marked(shares, light / range_, 1.0, shares)


def _marked(away: Array, paper: Array, range_: float, shade: Array | None) -> Ink:
    """Return the ink, given how far each cell is from the paper, and the paper, (H, W).

    `range_` is how far ink could be from paper at most, `shade` (H, W) which share of the light
    each cell takes, None for ink that is brighter than the paper.
    """
    darker = shade is not None
    blank = Ink(np.zeros(away.shape, np.float32), darker, 0.0, 0, 0)
    strongest = float(away.max())
    if strongest <= LEAST * range_:
        return blank
    threshold = otsu(away)
    below, above = away[away <= threshold], away[away > threshold]
    if above.mean() - below.mean() < STANDS_OUT * below.std():
        return blank
    deep = np.ones(away.shape, bool) if shade is None else shade > DEEPEST_SHADOW
    kept, specks, touches, inside = _blots(away > EDGE * threshold, away > threshold, deep)
    uneven = float(np.ptp(paper)) > UNEVEN * float(paper.max())
    faint = shade is not None and kept.any() and np.percentile(shade[kept], 90) < FAINTEST
    if uneven and faint:
        return blank
    ink = np.where(kept, away, 0)
    top = float(np.percentile(ink[ink > 0], 90)) if kept.any() else 1.0
    strength = np.minimum(ink / top, 1).astype(np.float32)
    return Ink(strength, darker, float(np.ptp(paper)) / strongest, specks, touches, inside)


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


def _blots(
    soft: NDArray[np.bool_], hard: NDArray[np.bool_], deep: NDArray[np.bool_]
) -> tuple[NDArray[np.bool_], int, int, bool]:
    """Return the blots of `soft` that are writing; how many were specks, how many cut off.

    A blot counts by its cells in `hard`. One that reaches over the border is a shadow or the edge
    of the paper, unless there is no other and half of it is `deep`. And whether no large one does.
    """
    labels, _ = ndimage.label(soft, structure=np.ones((3, 3)))
    names, sizes = np.unique(labels[hard], return_counts=True)
    if not names.size:
        return np.zeros_like(soft), 0, 0, False
    border = np.unique(np.concatenate([labels[0], labels[-1], labels[:, 0], labels[:, -1]]))
    inside = ~np.isin(names, border)
    whole = bool(inside[sizes >= SPECK * sizes.max()].all())
    if inside.any() and sizes[inside].max() > SPECK * sizes.max():
        touches = int((~inside).sum())
        names, sizes = names[inside], sizes[inside]
    else:
        dark = (
            2 * np.array([np.count_nonzero(deep & hard & (labels == one)) for one in names])
            >= sizes
        )
        touches = int((~inside & ~dark).sum())
        names, sizes = names[inside | dark], sizes[inside | dark]
        if not names.size:
            return np.zeros_like(soft), 0, touches, whole
    large = sizes >= SPECK * sizes.max()
    return np.isin(labels, names[large]), int((~large).sum()), touches, whole
