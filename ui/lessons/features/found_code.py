"""Scripts that find the nine windows that excite a unit of the first convolution most."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from ui.lessons.features.code import BY_HAND_TOO
from ui.lessons.features.found import WINDOWS
from ui.lessons.features.model import Shown
from ui.pictures import needed

NUMPY = """import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

{needed_weights}
with np.load("{weights}") as file:
    w, b = file["layer1.w"], file["layer1.b"]
{needed_pictures}
with np.load("{data}") as file:
    pictures = file["train_images"] / np.float32(255)  # (N, 28, 28)

unit = {unit}  # its map in the first convolution
windows = sliding_window_view(pictures, w.shape[2:], axis=(1, 2))  # (N, 26, 26, 3, 3)
sums = np.einsum("nrcij,ij->nrc", windows, w[unit, 0]) + b[unit]
best = sums.reshape(len(sums), -1).max(axis=1)  # the largest window of each picture
order = np.argsort(-best, kind="stable")[:{count}]
values = best[order]
for number in order:
    row, column = np.unravel_index(sums[number].argmax(), sums[number].shape)
    print(f"picture {{number}}, row {{row}}, column {{column}}: {{best[number]:.3f}}")
    print(windows[number, row, column].round(2))
"""
TORCH = """import numpy as np
import torch

{needed_weights}
with np.load("{weights}") as file:
    w, b = (torch.from_numpy(file[name]) for name in ("layer1.w", "layer1.b"))
{needed_pictures}
with np.load("{data}") as file:
    pictures = torch.from_numpy(file["train_images"] / np.float32(255))[:, None]

unit = {unit}  # its map in the first convolution
sums = torch.nn.functional.conv2d(pictures, w, b)[:, unit]  # (N, 26, 26)
best, places = sums.flatten(1).max(dim=1)  # the largest window of each picture
values, order = best.topk({count})
for value, number in zip(values, order):
    row, column = divmod(places[number].item(), sums.shape[2])
    print(f"picture {{number}}, row {{row}}, column {{column}}: {{value:.3f}}")
    print(pictures[number, 0, row : row + 3, column : column + 3].numpy().round(2))
"""
KERAS = """import os

os.environ["KERAS_BACKEND"] = "torch"
import keras
import numpy as np

{needed_weights}
with np.load("{weights}") as file:
    w, b = file["layer1.w"], file["layer1.b"]
{needed_pictures}
with np.load("{data}") as file:
    pictures = file["train_images"][..., None] / np.float32(255)  # (N, 28, 28, 1)

unit = {unit}  # its map in the first convolution
kernels = w.transpose(2, 3, 1, 0)  # rows, columns, channels, maps
sums = keras.ops.conv(pictures, kernels[..., unit : unit + 1])[..., 0] + b[unit]
sums = sums.numpy()  # (N, 26, 26)
best = sums.reshape(len(sums), -1).max(axis=1)  # the largest window of each picture
order = np.argsort(-best, kind="stable")[:{count}]
values = best[order]
for number in order:
    row, column = np.unravel_index(sums[number].argmax(), sums[number].shape)
    print(f"picture {{number}}, row {{row}}, column {{column}}: {{best[number]:.3f}}")
    print(pictures[number, row : row + 3, column : column + 3, 0].round(2))
"""


def found_scripts(shown: Shown, unit: int) -> Mapping[str, Callable[[], str]]:
    """Return what writes each script, by the name of its tab; {} for other networks."""
    if shown.opened.name not in BY_HAND_TOO:
        return {}
    last = len(shown.opened.network.layers[0].parameters["w"]) - 1
    return {
        name: partial(_filled, text, shown.opened.name, min(unit, last))
        for name, text in (("NumPy", NUMPY), ("PyTorch", TORCH), ("Keras", KERAS))
    }


def _filled(text: str, name: str, unit: int) -> str:
    weights, data = f"assets/networks/{name}.npz", f"assets/{name}.npz"
    return text.format(
        weights=weights,
        data=data,
        needed_weights=needed(weights),
        needed_pictures=needed(data),
        unit=unit,
        count=WINDOWS,
    )
