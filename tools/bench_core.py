"""Compare the core's convolution with its peers: one kernel over one picture.

Run as `python -m tools.bench_core`. Ratios are times divided by the core's own: above 1 the core
is ahead. A colour picture is three planes under the same kernel. Calls come in a row, as for the
frames of a film or the moves of a slider; a last column has OpenCV for calls one at a time, each
after the other libraries have had the caches.
"""

from __future__ import annotations

import argparse
import math

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage, signal

from cnn_core.kernels import KERNELS
from cnn_core.ops import conv2d
from tools import timing

Image = NDArray[np.float32]
PEERS = ("scipy.signal.correlate2d", "scipy.ndimage.correlate", "torch.conv2d", "cv2.filter2D")
SIZES = {"256x256": (256, 256), "512x512": (512, 512), "1080x1920": (1080, 1920)}
STRUCTURED = ("sobel-x", "laplacian-4", "laplacian-8", "box-blur", "gaussian", "sharpen")
WIDTHS = (3, 5, 7, 11)
IN_A_ROW = 10 * 512 * 512  # pixels, at most 10 pictures


def calls(image: Image, kernel: Image) -> dict[str, timing.Call]:
    """Return one call per installed library: the same kernel, the same size out, zeros outside.

    image (C, H, W), every plane on its own, and kernel (kh, kw).
    """
    planes = len(image)
    pads = kernel.shape[0] // 2, kernel.shape[1] // 2
    weights = np.broadcast_to(kernel, (planes, 1, *kernel.shape))
    found: dict[str, timing.Call] = {
        "cnn_core.conv2d": lambda: conv2d(image, weights, padding=pads, groups=planes),
        "scipy.signal.correlate2d": lambda: [signal.correlate2d(x, kernel, "same") for x in image],
        "scipy.ndimage.correlate": lambda: [
            ndimage.correlate(x, kernel, mode="constant") for x in image
        ],
    }
    if torch := timing.peer("torch"):
        convolve, inference = torch.nn.functional.conv2d, torch.inference_mode
        # Planes as a batch of grey pictures: faster there than as groups.
        x, w = torch.from_numpy(image)[:, None], torch.from_numpy(kernel.copy())[None, None]

        def with_torch() -> object:
            with inference():
                return convolve(x, w, padding=pads)

        found["torch.conv2d"] = with_torch
    if cv2 := timing.peer("cv2"):
        border = cv2.BORDER_CONSTANT
        # Channels last, as OpenCV has them.
        last = np.ascontiguousarray(np.moveaxis(image, 0, -1)).squeeze()
        found["cv2.filter2D"] = lambda: cv2.filter2D(last, -1, kernel, borderType=border)
    return found


def verdict(taken: dict[str, float], opencv_line: float | None) -> str:
    """Say whether the core kept what the project promises for this row."""
    own, faults = taken["cnn_core.conv2d"], []
    faults += [name for name in PEERS[:3] if name in taken and taken[name] < own]
    if opencv_line is not None and own > opencv_line * taken.get("cv2.filter2D", own):
        faults.append(f"over {opencv_line:g} times OpenCV")
    return f"missed: {', '.join(faults)}" if faults else "held"


def row(label: str, image: Image, kernel: Image, rounds: int, line: float | None) -> list[str]:
    """Measure one kernel over one picture and return its line of the table."""
    compared, own = calls(image, kernel), "cnn_core.conv2d"
    count = min(10, max(1, IN_A_ROW // image.size))
    taken = timing.medians(compared, rounds=rounds, seconds=5, row=count)
    ratios = [timing.times_as_long(taken, peer, own) for peer in PEERS]
    found = [label, f"{taken[own]:.2f}", *ratios, verdict(taken, line)]
    if line is not None:
        single = timing.medians(compared, rounds=rounds, seconds=5)
        found.append(timing.times_as_long(single, "cv2.filter2D", own))
    return found


def main() -> None:
    """Print tables of how many times longer each peer takes than the core."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--sizes", nargs="*", choices=SIZES, default=[*SIZES])
    options = parser.parse_args()
    count = timing.threads()
    print(f"## One kernel over one picture, {count} thread{'s' * (count > 1)}\n")
    print("float32, padded with zeros to the same size; core in ms, the others as times the core.")
    print("Promised: ahead of scipy and PyTorch; at 512x512 grey at most 6 times OpenCV's time for")
    print("any 3x3, at most 3 times for kernels with zeros, ones or a column times a row.\n")
    head = ["kernel", "core, ms", *PEERS, "promise"]
    rng = np.random.default_rng(0)
    for size in options.sizes:
        for planes, tint in ((1, "grey"), (3, "colour")):
            image = rng.random((planes, *SIZES[size]), dtype=np.float32)
            judged = (size, tint) == ("512x512", "grey")
            print(f"### {size}, {tint}\n")
            rows = []
            for width in WIDTHS:
                kernel = rng.normal(size=(width, width)).astype(np.float32)
                # Only 3x3 has a promise; the other lines are there to be compared.
                line = None if not judged else 6 if width == 3 else math.inf
                rows.append(row(f"{width}x{width}", image, kernel, options.rounds, line))
            for family in STRUCTURED if judged else STRUCTURED[:1]:
                kernel = KERNELS[family].kernel(3).weights
                rows.append(
                    row(f"{family} 3x3", image, kernel, options.rounds, 3 if judged else None)
                )
            if judged:
                gaussian = KERNELS["gaussian"].kernel(11).weights
                rows.append(row("gaussian 11x11", image, gaussian, options.rounds, 3))
                gabor = KERNELS["gabor"].kernel(9, angle=30).weights
                rows.append(row("gabor 9x9", image, gabor, options.rounds, math.inf))
            timing.print_table(head + ["cv2, single calls"] * judged, rows)


if __name__ == "__main__":
    main()
