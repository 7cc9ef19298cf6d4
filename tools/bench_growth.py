"""Measure how time grows with image size, kernel size, channels and batch, and draw it.

Run as `python -m tools.bench_growth`. The exponent e of time ~ size^e is fitted over the larger
half of the sizes, where the fixed cost of a call no longer shows; times are the shortest, for a
busy machine must not look like growth. A cliff would be a step that
takes far longer than its neighbours foretell: the table names the steepest.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import matplotlib as mpl
import numpy as np

from cnn_core.data import digits
from cnn_core.nn import Adam, toy_network
from cnn_core.ops import conv2d
from cnn_core.training import train_batch
from tools import timing

PLOT = Path(__file__).resolve().parent.parent / "shots" / "growth.png"


@dataclass(frozen=True)
class Growth:
    """One thing that grows, and the call whose time grows with it."""

    title: str
    label: str
    sizes: Sequence[int]
    expected: float  # the exponent by the count of multiplications
    call: Callable[[int], timing.Call]


def _random(*shape: int) -> np.ndarray:
    return np.random.default_rng(0).random(shape, dtype=np.float32) - np.float32(0.5)


def _image(side: int) -> timing.Call:
    x, w = _random(1, side, side), _random(1, 1, 5, 5)
    return lambda: conv2d(x, w, padding=2)


def _kernel(width: int) -> timing.Call:
    x, w = _random(1, 512, 512), _random(1, 1, width, width)
    return lambda: conv2d(x, w, padding=width // 2)


def _channels(channels: int) -> timing.Call:
    x, w = _random(channels, 64, 64), _random(channels, channels, 3, 3)
    return lambda: conv2d(x, w, padding=1)


def _batch(count: int) -> timing.Call:
    network, optimiser = toy_network(np.random.default_rng(0)), Adam()
    images, labels = digits().train.batch(np.arange(count))
    return lambda: train_batch(network, optimiser, images, labels)


GROWTHS = (
    Growth("5x5 over a grey picture", "side", (32, 64, 128, 256, 512, 1024, 2048), 2, _image),
    Growth("one kernel over 512x512", "kernel width", (1, 3, 5, 7, 9, 11, 15, 21, 31), 2, _kernel),
    Growth("C -> C maps of 64x64, 3x3", "channels", (1, 2, 4, 8, 16, 32, 64, 128), 2, _channels),
    Growth("training step, toy network", "batch", (1, 2, 4, 8, 16, 32, 64, 128, 256), 1, _batch),
)


def exponent(sizes: Sequence[int], times: Sequence[float]) -> float:
    """Fit e of time ~ size^e over the larger half."""
    half = len(sizes) // 2
    slope, _ = np.polyfit(np.log(sizes[half:]), np.log(times[half:]), 1)
    return float(slope)


def steepest(sizes: Sequence[int], times: Sequence[float]) -> tuple[float, int]:
    """Return the largest exponent between neighbours, and the size where it ends."""
    steps = np.diff(np.log(times)) / np.diff(np.log(sizes))
    at = int(steps.argmax())
    return float(steps[at]), sizes[at + 1]


def draw(measured: dict[Growth, list[float]], threads: int) -> None:
    """Draw every growth on its own logarithmic axes."""
    mpl.use("Agg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(1, len(measured), figsize=(16, 4), layout="constrained")
    for axis, (growth, times) in zip(axes, measured.items(), strict=True):
        axis.loglog(growth.sizes, times, "o-")
        axis.set(title=growth.title, xlabel=growth.label, ylabel="ms")
        fitted = exponent(growth.sizes, times)
        axis.text(0.05, 0.9, f"exponent {fitted:.2f}", transform=axis.transAxes)
    figure.suptitle(f"Time on {threads} thread{'s' * (threads > 1)}")
    PLOT.parent.mkdir(exist_ok=True)
    figure.savefig(PLOT, dpi=100)


def main() -> None:
    """Print the fitted exponents and write the plot."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--rounds", type=int, default=20)
    rounds = parser.parse_args().rounds
    count = timing.threads()
    print(f"## Growth, {count} thread{'s' * (count > 1)}\n")
    measured = {}
    rows = []
    for growth in GROWTHS:
        # Sizes take turns, like libraries elsewhere: a busy moment falls on all of them.
        taken = timing.shortest(
            {str(size): growth.call(size) for size in growth.sizes}, rounds=rounds, seconds=15
        )
        times = [taken[str(size)] for size in growth.sizes]
        measured[growth] = times
        worst, where = steepest(growth.sizes, times)
        rows.append(
            [
                growth.title,
                f"{growth.label} {growth.sizes[0]} to {growth.sizes[-1]}",
                f"{times[0]:.3f} to {times[-1]:.1f}",
                f"{exponent(growth.sizes, times):.2f}",
                f"{growth.expected:g}",
                f"{worst:.2f} at {where}",
            ]
        )
    head = ["what", "grows", "ms", "exponent", "of the multiplications", "steepest step"]
    timing.print_table(head, rows)
    draw(measured, count)
    print(f"Drawn in {PLOT.relative_to(PLOT.parent.parent)}.\n")


if __name__ == "__main__":
    main()
