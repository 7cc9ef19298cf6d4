"""Lines of scripts that read what a network reads, and what its classes are called."""

from __future__ import annotations

from collections.abc import Sequence

from cnn_core.data import DATASETS
from ui.link.view import View
from ui.pictures import PICTURES, needed, picture
from ui.zoo.networks import Opened
from ui.zoo.settings import EXAMPLE, IMAGE, PHOTOS, TEST, TRAIN


def names_lines(opened: Opened) -> list[str]:
    """Return the lines that leave the names of the classes in `names`."""
    if opened.name == PHOTOS:
        file = "assets/networks/photos.txt"
        lines = [f'with open("{file}") as lines:', "    names = lines.read().splitlines()"]
        return [needed(file), *lines]
    return [f"names = {list(opened.classes)!r}"]


def image_lines(view: View, opened: Opened, size: tuple[int, ...], name: str) -> Sequence[str]:
    """Return the lines that leave the image as the network reads it, (C, H, W), in `name`."""
    data = opened.data
    if view[IMAGE] in (TEST, TRAIN) and data is not None and data.name in DATASETS:
        file = f"assets/{data.name}.npz"
        row = f'np.load("{file}")["{view[IMAGE]}_images"][{view[EXAMPLE]}]'
        return [needed(file), f"{name} = np.float32({row})[None] / 255"]
    if view[IMAGE] not in PICTURES:
        range_ = "(pixel - 127) / 128" if opened.name == PHOTOS else "0 to 1"
        return [f"{name} = np.zeros({size}, np.float32)  # put your own picture here: {range_}"]
    source = picture(view[IMAGE])
    made = source if opened.name == PHOTOS else source.grey()
    lines = [line for line in made.code.splitlines() if line != "import numpy as np"]
    if opened.name != PHOTOS and source.pixels.shape[1:] == size[1:]:
        return [*lines, f"{name} = image / 255"]
    side = size[1]
    lines += [
        "short = min(image.shape[1:])",
        "top, left = (image.shape[1] - short) // 2, (image.shape[2] - short) // 2",
        "image = image[:, top : top + short, left : left + short]",
        f"step = short / {side}  # each new pixel averages the old ones around its place",
        f"centres = (np.arange({side}) + 0.5) * step - 0.5",
        "away = np.abs(np.arange(short) - centres[:, None]) / max(step, 1)",
        "cover = np.maximum(0, 1 - away)",
        "cover /= cover.sum(axis=1, keepdims=True)",
        "image = cover @ image @ cover.T",
    ]
    if opened.name != PHOTOS:
        return [*lines, f"{name} = np.float32(image / 255)"]
    return [*lines, f"{name} = np.float32((np.broadcast_to(image, {size}) - 127) / 128)"]
