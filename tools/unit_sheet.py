"""Choose units of the network of photographs, find their windows, and make a picture for each.

    python tools/unit_sheet.py            write `assets/networks/units.npz` anew, some minutes
    python tools/unit_sheet.py --check    compute and compare, change nothing

Windows come from the shipped photographs. Pictures climb from noise around an even grey, with what
restrains them below, and the step of the largest value is kept. One processor always gives the same
bytes; another may round sums otherwise, and a climb then ends near by.
"""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from typing import Any

# One thread adds in one order. Has to stand before NumPy is loaded.
os.environ["OPENBLAS_NUM_THREADS"] = "1"
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from cnn_core.attribution import Ascent, TopWindows, ascend, field_at, narrowed, top_windows
from cnn_core.io import PHOTO_BOUNDS, photo_input, pretrained
from cnn_core.nn import receptive_field
from tools.build_assets import pack_npz, rebuilt
from ui.pictures import picture
from ui.zoo.photo_squares import photographs
from ui.zoo.unit_sheet import FILE, made_side

DEPTHS = (1, 5, 7, 10, 13, 18, 19)  # first convolution, blocks 3, 5, 8, 11, 16, last convolution
UNITS, WINDOWS, APART = 4, 9, 2
STEPS, STEP, JITTER, BLUR = 200, 0.05, 4, 0.6
GREY, NOISE = 0.5, 0.1  # of the range, at the start
LOSSLESS = 32  # a smaller picture is kept as it is
QUALITY = 86


def chosen(best: TopWindows) -> NDArray[np.intp]:
    """Return the units that are shown: for each photograph in turn, what responds to it most.

    So a layer's units are not all excited by the same window.
    """
    largest, source = best.values[:, 0], best.pictures[:, 0]
    order = np.argsort(-largest, kind="stable")
    rank = np.array([np.count_nonzero(source[order[:k]] == source[u]) for k, u in enumerate(order)])
    units = order[np.argsort(rank, kind="stable")[:UNITS]]
    return np.sort(units)


def made(depth: int, unit: int) -> tuple[NDArray[np.uint8], float]:
    """Return what a unit sees of the picture that is made for it (3, S, S), and its value."""
    network = pretrained("photos").network
    field = receptive_field(network.layers[:depth])[-1]
    assert field is not None
    seen = field.size[0]
    side = made_side(seen)
    part = narrowed(network, depth, (side, side))
    low, high = PHOTO_BOUNDS
    rng = np.random.default_rng(0)
    noise = rng.random((3, side, side), np.float32) - np.float32(0.5)
    # Jitter and blur let the value jump from step to step, so the best one is kept.
    climb = ascend(
        part,
        low + (high - low) * (GREY + NOISE * noise),
        unit,
        steps=STEPS,
        step=STEP,
        jitter=min(JITTER, seen // 16),  # a window of few pixels is neither shifted nor smoothed
        blur=BLUR if seen >= 8 else 0,
        bounds=PHOTO_BOUNDS,
        rng=rng,
    )
    best: Ascent = max(climb, key=lambda one: one.value)
    _, high_cells, wide_cells = part.shapes[-1]
    rows, columns = field_at(part, depth, (high_cells // 2, wide_cells // 2))
    share = np.clip((best.image[:, rows, columns] - low) / (high - low), 0, 1)
    return np.rint(255 * share).astype(np.uint8), best.value


def packed(pictures: list[NDArray[np.uint8]]) -> NDArray[np.uint8]:
    """Return pictures (C, S, S) side by side as the bytes of one WebP."""
    strip = np.concatenate(pictures, axis=2).transpose(1, 2, 0)
    file = io.BytesIO()
    small = strip.shape[0] < LOSSLESS
    Image.fromarray(strip).save(file, "WEBP", lossless=small, quality=QUALITY, method=6)
    return np.frombuffer(file.getvalue(), np.uint8)


def build() -> bytes:
    """Return the file: names of the photographs, and for each depth units, windows, pictures."""
    names = photographs()
    images = np.stack(
        [photo_input(picture(one).pixels / np.float32(255)) for one in names], axis=-1
    )
    network = pretrained("photos").network
    arrays: dict[str, NDArray[Any]] = {
        "photographs": np.array(names),
        "depths": np.array(DEPTHS, np.int16),
    }
    for depth in DEPTHS:
        best = top_windows(network, images, depth=depth, count=WINDOWS, apart=APART)
        units = chosen(best)
        own = best.of(units)
        pictures, values = zip(*(made(depth, int(unit)) for unit in units), strict=True)
        arrays |= {
            f"units{depth}": units.astype(np.int16),
            f"best{depth}": own.values.astype(np.float32),
            f"pictures{depth}": own.pictures.astype(np.uint8),
            f"cells{depth}": own.cells.astype(np.uint8),
            f"values{depth}": np.array(values, np.float32),
            f"made{depth}": packed(list(pictures)),
        }
        print(f"depth {depth}: units {units.tolist()}", flush=True)
    return pack_npz(arrays)


if __name__ == "__main__":
    sys.exit(rebuilt(FILE, build, "Rebuild the sheet of chosen units."))
