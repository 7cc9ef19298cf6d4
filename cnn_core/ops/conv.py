"""Convolution as networks mean it: slide a kernel, multiply, add; the kernel is not flipped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypedDict, Unpack

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnn_core.geometry.padding import Array, check_amounts, check_mode, largest_padding, pad2d
from cnn_core.geometry.phrases import counted
from cnn_core.geometry.sizes import Geometry, Padding, Pair, geometry
from cnn_core.ops.fast.depthwise import correlate_depthwise, is_depthwise
from cnn_core.ops.fast.im2col import correlate_columns
from cnn_core.ops.fast.shift_and_add import correlate_shifted, prefers_shifts

# Groups of one channel each from which they go together; fewer are summed by what they have alike.
MANY_GROUPS = 8


class ConvOptions(TypedDict, total=False):
    """The options of `conv2d` and of all that explains it or goes back; an int is for both axes."""

    stride: int | Pair  # cells from window to window, 1 unless given
    padding: Padding  # cells added around the image, or a word; 0 unless given
    dilation: int | Pair  # cells from one weight to the next, 1 unless given
    groups: int  # of filters, each with its own part of the channels; 1 unless given
    padding_mode: str  # one of PADDING_MODES, "zeros" unless given
    fill: float  # the value of mode "constant", 0 unless given


def conv2d(
    x: ArrayLike,
    w: ArrayLike,
    b: ArrayLike | None = None,
    *,
    stride: int | Pair = 1,
    padding: Padding = 0,
    dilation: int | Pair = 1,
    groups: int = 1,
    padding_mode: str = "zeros",
    fill: float = 0.0,
) -> Array:
    """Slide every kernel over an image, or over a batch of them (cross-correlation).

    x (C, H, W) or (C, H, W, N), w (F, C / groups, kh, kw), b (F,) -> (F, H', W') or
    (F, H', W', N); float64 x gives float64, anything else float32. Errors: sizes that do not fit.

    y[f, r, c] = b[f] + sum over k, i, j of w[f, k, i, j] * x[k, r*s + i*d - p, c*s + j*d - p]

    >>> conv2d(np.array([[[10, 10, 0, 0]]]), np.array([[[[1, -1]]]])).tolist()
    [[[0.0, 10.0, 0.0]]]
    """
    job = prepare(
        x,
        w,
        b,
        stride=stride,
        padding=padding,
        dilation=dilation,
        groups=groups,
        padding_mode=padding_mode,
        fill=fill,
    )
    out = np.empty(job.out_shape, dtype=job.x.dtype)
    if is_depthwise(len(job.x), groups) and groups >= MANY_GROUPS:
        correlate_depthwise(job.padded(), job.w, job.geometry, out)
        return job.with_bias(out)
    filters, depth = job.w.shape[0] // groups, job.w.shape[1]
    for group in range(groups):
        maps = slice(group * filters, (group + 1) * filters)
        planes = job.x[group * depth : (group + 1) * depth]
        shifts = prefers_shifts(job.w[maps], out[0].size)
        correlate = correlate_shifted if shifts else correlate_columns
        correlate(planes, job.w[maps], job.geometry, out[maps], padding_mode, fill)
    return job.with_bias(out)


def conv2d_loops(
    x: ArrayLike,
    w: ArrayLike,
    b: ArrayLike | None = None,
    **options: Unpack[ConvOptions],
) -> Array:
    """Do what `conv2d` does with plain loops: slow, and easy to read.

    Shapes, units and errors are those of `conv2d`; sums are kept in float64.
    """
    job = prepare(x, w, b, **options)
    padded = job.padded()
    out = np.zeros(job.out_shape)
    for f in range(job.w.shape[0]):
        for image, kernel in zip(padded[job.channels(f)], job.w[f], strict=True):
            out[f] += correlate_loops(image, kernel, job.geometry)
    return job.with_bias(out).astype(job.x.dtype)


def correlate_loops(image: Array, kernel: Array, at: Geometry) -> NDArray[np.float64]:
    """Slide one kernel over one padded image in four loops.

    image (H, W, ...) and kernel (kh, kw) -> (H', W', ...)
    """
    out = np.zeros((*at.out, *image.shape[2:]))
    for row in range(at.out[0]):
        for col in range(at.out[1]):
            for i in range(at.kernel[0]):
                for j in range(at.kernel[1]):
                    r = row * at.stride[0] + i * at.dilation[0]
                    c = col * at.stride[1] + j * at.dilation[1]
                    out[row, col] += image[r, c].astype(float) * float(kernel[i, j])
    return out


@dataclass(frozen=True)
class Job:
    """One checked convolution: arrays of one dtype, and where the windows lie."""

    x: Array
    w: Array
    b: Array | None
    groups: int
    geometry: Geometry
    padding_mode: str
    fill: float

    @property
    def out_shape(self) -> tuple[int, ...]:
        return (self.w.shape[0], *self.geometry.out, *self.x.shape[3:])

    def padded(self) -> Array:
        """Return the image with its padding (C, H', W', ...)."""
        return pad2d(self.x, self.geometry.amounts, self.padding_mode, self.fill)

    def channels(self, f: int) -> slice:
        """Return the input channels that filter f reads."""
        depth = self.w.shape[1]
        group = f // (self.w.shape[0] // self.groups)
        return slice(group * depth, (group + 1) * depth)

    def with_bias(self, out: NDArray[Any]) -> NDArray[Any]:
        """Add each filter's bias to its map, in place."""
        if self.b is not None:
            out += self.b.reshape(-1, *[1] * (out.ndim - 1))
        return out


def prepare(
    x: ArrayLike,
    w: ArrayLike,
    b: ArrayLike | None,
    *,
    stride: int | Pair = 1,
    padding: Padding = 0,
    dilation: int | Pair = 1,
    groups: int = 1,
    padding_mode: str = "zeros",
    fill: float = 0.0,
) -> Job:
    """Check that image, weights, bias and settings fit together."""
    image = floating(x)
    weights = floating(w, image.dtype)
    check_shapes(image, weights, groups)
    check_mode(padding_mode)
    bias = None if b is None else floating(b, image.dtype)
    if bias is not None:
        check_bias(bias, len(weights), "filter")
    size, kernel = image.shape[1:3], weights.shape[2:4]
    limits = [largest_padding(padding_mode, n) for n in size]
    most = min((n for n in limits if n is not None), default=None)
    found = geometry(
        (size[0], size[1]),
        (kernel[0], kernel[1]),
        stride=stride,
        padding=padding,
        dilation=dilation,
        most=most,
    )
    check_amounts(found.amounts, found.size, padding_mode)
    return Job(image, weights, bias, groups, found, padding_mode, fill)


def floating(values: ArrayLike, dtype: np.dtype[Any] | None = None) -> Array:
    """Return values as float arrays: float64 stays, all other numbers become float32."""
    array = np.asarray(values)
    if array.dtype.kind not in "biuf":
        raise ValueError(f"an array of {array.dtype} does not hold real numbers")
    if dtype is None:
        dtype = np.dtype(np.float64 if array.dtype == np.float64 else np.float32)
    return array.astype(dtype, copy=False)


def check_image(x: Array) -> None:
    """Refuse arrays that are neither (C, H, W) nor (C, H, W, N), or hold no pixel."""
    if x.ndim == 2:
        raise ValueError("the image has 2 axes: add its channel with x[None] to make it (C, H, W)")
    if x.ndim not in (3, 4):
        raise ValueError(f"an image is (C, H, W) and a batch (C, H, W, N), not {x.shape}")
    if 0 in x.shape:
        raise ValueError(f"an image of shape {x.shape} holds no pixel: each size is at least 1")


def check_groups(channels: int, filters: int, groups: int) -> None:
    """Refuse groups that do not divide both channels and filters."""
    if not isinstance(groups, int | np.integer):
        raise ValueError(f"groups is a whole number, at least 1, not {groups!r}")
    if groups < 1 or channels % groups or filters % groups:
        fits = [g for g in range(1, channels + 1) if channels % g == 0 and filters % g == 0]
        raise ValueError(
            f"groups {groups} does not divide both {counted(channels, 'channel')} and "
            f"{counted(filters, 'filter')}: use {min(fits, key=lambda g: abs(g - groups))}"
        )


def check_bias(b: Array, count: int, noun: str) -> None:
    """Refuse a bias that is not one number for each filter or unit."""
    if b.shape != (count,):
        raise ValueError(
            f"b has shape {b.shape}, but there {'is' if count == 1 else 'are'} "
            f"{counted(count, noun)}: give one number for each, shape ({count},)"
        )


def check_depth(channels: int, shape: tuple[int, ...], groups: int, what: str) -> None:
    """Refuse weights (F, C / groups, ...) that are not as deep as each group of channels."""
    filters, depth, *taps = shape
    check_groups(channels, filters, groups)
    if depth * groups != channels:
        raise ValueError(
            f"each filter is {counted(depth, 'channel')} deep, but the {what} has {channels} in "
            f"{counted(groups, 'group')}: use weights of shape "
            f"{(filters, channels // groups, *taps)}"
        )


def check_shapes(x: Array, w: Array, groups: int) -> None:
    """Refuse weights that do not match the image's channels or the groups."""
    check_image(x)
    if w.ndim != 4 or 0 in w.shape:
        raise ValueError(
            f"weights are (filters, channels, rows, columns), each at least 1, not {w.shape}: "
            "one flat kernel becomes that with w[None, None]"
        )
    check_depth(len(x), w.shape, groups, "image")
