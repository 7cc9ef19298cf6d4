"""Compare the core's convolution with its peers: ratios taken in one run, on one thread.

Run as `python -m tools.bench_core`. Each round calls every library once, in turn, so that a busy
machine slows them alike; the table holds medians over the rounds.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import os
import statistics
import time
from collections.abc import Callable

# Before NumPy and PyTorch read them.
for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

import numpy as np  # noqa: E402
from numpy.typing import NDArray  # noqa: E402
from scipy import ndimage, signal  # noqa: E402

from cnn_core import KERNELS, conv2d  # noqa: E402

Image = NDArray[np.float32]
Call = Callable[[], object]
PEERS = ("scipy.signal.correlate2d", "scipy.ndimage.correlate", "torch.conv2d", "cv2.filter2D")


def calls(image: Image, kernel: Image) -> dict[str, Call]:
    """Return one call per installed library: the same kernel, the same size out, zeros outside."""
    pads = kernel.shape[0] // 2, kernel.shape[1] // 2
    found: dict[str, Call] = {
        "cnn_core.conv2d": lambda: conv2d(image[None], kernel[None, None], padding=pads),
        "scipy.signal.correlate2d": lambda: signal.correlate2d(image, kernel, "same"),
        "scipy.ndimage.correlate": lambda: ndimage.correlate(image, kernel, mode="constant"),
    }
    if importlib.util.find_spec("torch"):
        torch = importlib.import_module("torch")
        torch.set_num_threads(1)
        x, w = torch.from_numpy(image)[None, None], torch.from_numpy(kernel.copy())[None, None]
        convolve = torch.nn.functional.conv2d

        def with_torch() -> object:
            with torch.no_grad():
                return convolve(x, w, padding=pads)

        found["torch.conv2d"] = with_torch
    if importlib.util.find_spec("cv2"):
        cv2 = importlib.import_module("cv2")
        cv2.setNumThreads(1)
        border = cv2.BORDER_CONSTANT
        found["cv2.filter2D"] = lambda: cv2.filter2D(image, -1, kernel, borderType=border)
    return found


def medians(found: dict[str, Call], rounds: int) -> dict[str, float]:
    """Return the median milliseconds of each call, taken in turns."""
    taken: dict[str, list[float]] = {name: [] for name in found}
    for turn in range(rounds + 3):
        for name, call in found.items():
            start = time.perf_counter()
            call()
            # The first turns fill caches and start libraries.
            if turn >= 3:
                taken[name].append(1000 * (time.perf_counter() - start))
    return {name: statistics.median(times) for name, times in taken.items()}


def main() -> None:
    """Print a table of how many times longer each peer takes than the core."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--size", type=int, default=512)
    options = parser.parse_args()
    rng = np.random.default_rng(0)
    image = rng.random((options.size, options.size), dtype=np.float32)
    kernels = {"3x3, any weights": rng.normal(size=(3, 3)).astype(np.float32)}
    for family, size in [("sobel-x", 3), ("laplacian-4", 3), ("box-blur", 3), ("gaussian", 11)]:
        kernels[f"{family} {size}x{size}"] = KERNELS[family].kernel(size).weights
    kernels["gabor 9x9"] = KERNELS["gabor"].kernel(9, angle=30).weights
    print(f"{options.size}x{options.size} float32, 1 thread each, median of {options.rounds}, ")
    print("padded with zeros to the same size; times the core's own time (above 1: slower).\n")
    print("| kernel | core, ms |", " | ".join(PEERS), "|")
    print("|---|" + "---|" * (1 + len(PEERS)))
    for label, kernel in kernels.items():
        taken = medians(calls(image, kernel), options.rounds)
        own = taken["cnn_core.conv2d"]
        ratios = [f"{taken[p] / own:.2f}" if p in taken else "not installed" for p in PEERS]
        print(f"| {label} | {own:.2f} |", " | ".join(ratios), "|")


if __name__ == "__main__":
    main()
