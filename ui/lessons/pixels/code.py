"""The code of a picture's numbers: load, split into planes, divide by 255, change."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from ui.code.python_source import script
from ui.lessons.pixels.model import Pixels


def numpy_code(shown: Pixels) -> str:
    """Write what happens to the picture in NumPy: `normalised` (C, H, W), `changed`."""
    lines = [f"{', '.join(shown.names)} = image  # each {shown.shape[1:]}"]
    if shown.shape[0] == 1:
        lines = [f"grey = image[0]  # {shown.shape[1:]}"]
    lines.append("normalised = image / 255  # 0 to 1")
    after: list[str] = []
    if shown.is_changed:
        after.append("after = image")
        if shown.down or shown.right:
            sides, inside = _move(shown)
            after = [f"after = np.pad(image, {sides}){inside}  # moved, black comes in"]
        if shown.light:
            after.append(f"after = np.clip(after + {shown.light}, 0, 255)".replace("+ -", "- "))
        after.append("changed = np.count_nonzero(after != image)")
    return script(shown.picture, [], lines, after)


def torch_code(shown: Pixels) -> str:
    """Write the same in PyTorch, whose pictures have their channels first: `normalised`."""
    return script(
        shown.picture,
        ["import torch"],
        [
            f"batch = torch.from_numpy(image)[None]  # (1, C, H, W): {(1, *shown.shape)}",
            f"{_planes(shown)} = batch[0]",
            "normalised = batch[0] / 255  # 0 to 1",
        ],
    )


def keras_code(shown: Pixels) -> str:
    """Write the same in Keras, whose pictures have their channels last: `normalised` (C, H, W)."""
    planes, rows, columns = shown.shape
    return script(
        shown.picture,
        ["from keras import layers, ops"],
        [
            f"batch = image.transpose(1, 2, 0)[None]  # (1, H, W, C): {(1, rows, columns, planes)}",
            f"{_planes(shown)} = ops.unstack(ops.convert_to_tensor(batch[0]), axis=-1)",
            "scaled = layers.Rescaling(1 / 255)(batch)  # 0 to 1",
            "normalised = ops.transpose(scaled[0], (2, 0, 1))",
        ],
    )


# Name of a tab -> how it writes.
PIXEL_SNIPPETS: Mapping[str, Callable[[Pixels], str]] = MappingProxyType(
    {"NumPy": numpy_code, "PyTorch": torch_code, "Keras": keras_code}
)


def _planes(shown: Pixels) -> str:
    return ", ".join(shown.names) + ("," if len(shown.names) == 1 else "")


def _move(shown: Pixels) -> tuple[str, str]:
    """Return the black borders to add, and the slice that cuts the picture out again."""
    sides, cuts = [(0, 0)], [":"]
    for by in (shown.down, shown.right):
        sides.append((max(by, 0), max(-by, 0)))
        cuts.append(":" if not by else f":{-by}" if by > 0 else f"{-by}:")
    return str(tuple(sides)), f"[{', '.join(cuts)}]"
