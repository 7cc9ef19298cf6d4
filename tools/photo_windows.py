"""Cut windows out of the shipped photographs, and write what the large network makes of them.

    python tools/photo_windows.py            write `assets/networks/windows.npz` anew
    python tools/photo_windows.py --check    compute and compare, change nothing

One processor always gives the same bytes; another may round sums otherwise, and ends near by.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

# One thread adds in one order. Has to stand before NumPy is loaded.
os.environ["OPENBLAS_NUM_THREADS"] = "1"
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import numpy as np
from numpy.typing import NDArray

from cnn_core.io import photo_input, pretrained
from cnn_core.transfer import averages
from tools.build_assets import pack_npz, rebuilt
from ui.pictures import picture
from ui.zoo.photo_squares import square_of

PHOTOGRAPHS = ("brick", "grass", "coins", "chelsea", "coffee", "astronaut")
LEARNED, TESTED = 16, 8  # windows of each photograph
SMALLEST, LARGEST = 64, 112  # rows and columns of a window
LEFT = 0.6  # the share of the columns that is learned from: no tested window overlaps a learned one
FILE = "networks/windows.npz"


def places() -> dict[str, NDArray[Any]]:
    """Draw the windows: photograph, row, column, side of each, and whether it is for the test."""
    rng = np.random.default_rng(0)
    found, tested = [], []
    for number, name in enumerate(PHOTOGRAPHS):
        _, rows, columns = picture(name).pixels.shape
        cut = int(LEFT * columns)
        for count, first, last in ((LEARNED, 0, cut), (TESTED, cut, columns)):
            for _ in range(count):
                side = int(rng.integers(SMALLEST, LARGEST + 1))
                row = int(rng.integers(0, rows - side + 1))
                column = int(rng.integers(first, last - side + 1))
                found.append((number, row, column, side))
                tested.append(first > 0)
    return {"places": np.array(found, np.int16), "tested": np.array(tested)}


def build() -> bytes:
    """Return the file: names, places, which windows are tested, averages (N, 1280) float16."""
    arrays = places()
    network = pretrained("photos").network
    values = []
    for number, row, column, side in arrays["places"].tolist():
        pixels = picture(PHOTOGRAPHS[number]).pixels[:, row : row + side, column : column + side]
        values.append(averages(network, photo_input(square_of(pixels) / np.float32(255))))
    arrays["averages"] = np.array(values).astype(np.float16)
    return pack_npz({"photographs": np.array(PHOTOGRAPHS), **arrays}, small=False)


if __name__ == "__main__":
    sys.exit(rebuilt(FILE, build, "Rebuild the features of the shipped windows."))
