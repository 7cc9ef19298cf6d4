"""One filter for each channel: shifted maps times weights, all channels in one go.

Every group of its own would take calls for each channel, and products of matrices with one row.
A lone image goes with its channels last in memory: a map of 7x7 has lines of 7 cells, but there are
hundreds of channels.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import as_strided

from cnn_core.geometry.padding import Array
from cnn_core.geometry.sizes import Geometry
from cnn_core.ops.fast.workspace import scratch

# Numbers in a line from which a longer one gains nothing.
LINE = 1 << 10


def is_depthwise(channels: int, groups: int) -> bool:
    """Tell whether every channel has filters of its own."""
    return channels == groups > 1


def channels_last(shape: tuple[int, int, int], dtype: np.dtype[Any]) -> Array:
    """Return an array (C, H, W), not filled, whose channels lie side by side in memory."""
    channels, rows, cols = shape
    return np.empty((rows, cols, channels), dtype).transpose(2, 0, 1)


def correlate_depthwise(padded: Array, w: Array, at: Geometry, out: Array) -> None:
    """Fill out (F, H', W', ...) with w (F, 1, kh, kw) over a padded image (C, H, W, ...).

    F is a multiple of C: the first F / C filters read channel 0, the next ones channel 1.
    """
    times = len(w) // len(padded)
    one = out[0, 0, 0].size == 1
    for k in range(times):
        if one:
            _lone_image(padded, w[k::times, 0], at, out[k::times])
        else:
            _batch(padded, w[k::times, 0], at, out[k::times])


def fill_lines(padded: Array, w: Array, at: Geometry, out: Array) -> None:
    """Fill out (H', W', C) with w (kh, kw, C) over a padded image (H, W, C), each contiguous."""
    rows, cols, channels = out.shape
    down, right, one = padded.strides
    # Neighbours in a row read neighbours, so that several cells make one long line.
    most = max(1, LINE // channels) if at.stride[1] == 1 else 1
    cells = next(n for n in range(min(most, cols), 0, -1) if cols % n == 0)
    lines = as_strided(
        padded,
        (*at.kernel, rows, cols // cells, cells * channels),
        (
            at.dilation[0] * down,
            at.dilation[1] * right,
            at.stride[0] * down,
            at.stride[1] * cells * right,
            one,
        ),
        writeable=False,
    )
    repeated = np.tile(w, (1, 1, cells)) if cells > 1 else w
    np.einsum("ijrcl,ijl->rcl", lines, repeated, out=out.reshape(lines.shape[2:]))


def _lone_image(padded: Array, w: Array, at: Geometry, out: Array) -> None:
    image, answer = (one.reshape(one.shape[:3]).transpose(1, 2, 0) for one in (padded, out))
    # A copy where channels do not lie side by side yet.
    image = np.ascontiguousarray(image)
    last = answer if answer.flags.c_contiguous else np.empty(answer.shape, answer.dtype)
    fill_lines(image, np.ascontiguousarray(w.transpose(1, 2, 0)), at, last)
    if last is not answer:
        answer[...] = last


def _batch(padded: Array, w: Array, at: Geometry, out: Array) -> None:
    weights = w.reshape(*w.shape, *[1] * (out.ndim - 1))
    np.multiply(padded[:, *at.tap(0, 0)], weights[:, 0, 0], out=out)
    part = np.empty_like(out)
    for i, j in np.ndindex(at.kernel):
        if (i, j) != (0, 0):
            np.multiply(padded[:, *at.tap(i, j)], weights[:, i, j], out=part)
            np.add(out, part, out=out)


def depthwise_gradients(
    padded: Array, w: Array, dy: Array, at: Geometry, dw: Array | None
) -> Array:
    """Fill dw (F, 1, kh, kw), if any, and return the padded image's gradient (C, H, W, ...).

    dy (F, H', W', ...) is the gradient of what `correlate_depthwise` gave.
    """
    times, channels = len(w) // len(padded), len(padded)
    if dw is None and times == 1 and dy[0, 0, 0].size == 1:
        return _lone_gradient(padded, w[:, 0], dy, at)
    each = dy.reshape(channels, times, *dy.shape[1:])
    weights = w.reshape(channels, times, *at.kernel)
    found = None if dw is None else dw.reshape(weights.shape)
    dx = np.zeros_like(padded)
    flat = each.reshape(channels, times, -1)
    for i, j in np.ndindex(at.kernel):
        cells = (slice(None), *at.tap(i, j))
        if found is not None:
            found[..., i, j] = (flat @ padded[cells].reshape(channels, -1, 1))[..., 0]
        for k in range(times):
            dx[cells] += each[:, k] * weights[:, k, i, j].reshape(-1, *[1] * (dy.ndim - 1))
    return dx


def fill_input_gradient(slopes: Array, w: Array, at: Geometry, dx: Array) -> None:
    """Fill dx (H, W, C) with the gradient of an image that was surrounded by zeros.

    slopes (H', W', C) is the gradient of what `fill_lines` gave, w (kh, kw, C) its weights, each
    contiguous. Pixels whose places differ by a stride are met by the same weights: their gradients
    are a correlation of the slopes with these, in reverse order (Dumoulin and Visin: A guide to
    convolution arithmetic, 2016).
    """
    if at.dilation != (1, 1):
        _add_lines(slopes, w, at, dx)
        return
    reach = [-(-k // s) - 1 for k, s in zip(at.kernel, at.stride, strict=True)]
    most = [
        (before + n - 1) // s
        for n, s, (before, _) in zip(at.size, at.stride, at.amounts, strict=True)
    ]
    (up, side), (rows, cols) = reach, at.out
    whole = max(most[0] + 1, rows) + up, max(most[1] + 1, cols) + side
    around = scratch("slopes surrounded", (*whole, slopes.shape[2]), slopes.dtype)
    around[:up] = around[up + rows :] = 0
    around[:, :side] = around[:, side + cols :] = 0
    around[up : up + rows, side : side + cols] = slopes
    for i, j in np.ndindex(at.stride):
        part = dx[i :: at.stride[0], j :: at.stride[1]]
        if not part.size:
            continue
        # Where the first of these pixels lies among all that the windows read.
        steps, rests = zip(
            *(
                divmod(before + first, s)
                for (before, _), first, s in zip(at.amounts, (i, j), at.stride, strict=True)
            ),
            strict=True,
        )
        met = w[rests[0] :: at.stride[0], rests[1] :: at.stride[1]]
        if not met.size:
            part[...] = 0
            continue
        read = around[steps[0] + up - len(met) + 1 :, steps[1] + side - met.shape[1] + 1 :]
        cells = replace(at, kernel=met.shape[:2], stride=(1, 1), out=part.shape[:2])
        out = part if part.flags.c_contiguous else scratch("pixels", part.shape, dx.dtype)
        fill_lines(read, np.ascontiguousarray(met[::-1, ::-1]), cells, out)
        if out is not part:
            part[...] = out


def _add_lines(slopes: Array, w: Array, at: Geometry, dx: Array) -> None:
    """Fill dx as `fill_input_gradient` does, weight by weight."""
    padded = np.zeros((*surrounded(at).size, dx.shape[2]), dx.dtype)
    for i, j in np.ndindex(at.kernel):
        padded[at.tap(i, j)] += slopes * w[i, j]
    dx[...] = inside(padded, at)


def surrounded(at: Geometry) -> Geometry:
    """Return the same windows on an image that is surrounded already."""
    rows, cols = (n + sum(sides) for n, sides in zip(at.size, at.amounts, strict=True))
    return replace(at, size=(rows, cols), amounts=((0, 0), (0, 0)))


def inside(padded: Array, at: Geometry) -> Array:
    """Return what of a surrounded image (H, W, C) is the image itself."""
    (top, _), (left, _) = at.amounts
    rows, cols = at.size
    return padded[top : top + rows, left : left + cols]


def _lone_gradient(padded: Array, w: Array, dy: Array, at: Geometry) -> Array:
    """Return the gradient of a lone padded image, worked out with its channels last in memory."""
    slopes = np.ascontiguousarray(dy.reshape(len(dy), *at.out).transpose(1, 2, 0))
    weights = np.ascontiguousarray(w.transpose(1, 2, 0))
    whole = surrounded(at)
    dx = np.empty((*whole.size, len(padded)), padded.dtype)
    fill_input_gradient(slopes, weights, whole, dx)
    return dx.transpose(2, 0, 1).reshape(padded.shape)
