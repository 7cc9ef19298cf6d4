"""Scripts that find the nine windows that excite the opened unit most."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from cnn_core.data import DATASETS
from ui.lessons.features.code import FORWARD, built, by_hand, writable
from ui.lessons.features.found import APART, WINDOWS, Found, Sheet
from ui.lessons.features.model import Shown
from ui.pictures import needed, picture
from ui.zoo.unit_sheet import unit_sheet

SMALL = """
{needed}
with np.load("{data}") as file:
    pictures = file["train_images"][{axes}] / np.float32(255)  # {shape}

unit = {unit}  # {name}
sums = {sums}
sums = sums.reshape(len(pictures), -1)  # a row for each picture, a column for each window
best = sums.max(axis=1)  # the largest window of each picture
order = np.argsort(-best, kind="stable")[:{count}]
values = best[order]
for number in order:
    print(f"picture {{number}}, window {{sums[number].argmax()}}: {{best[number]:.3f}}")
"""
SUMS = {
    "PyTorch": "torch.cat([network(part)[:, unit].detach() for part in "
    "torch.from_numpy(pictures).split(500)]).numpy()",
    "Keras": "np.concatenate([network(part, training=False)[..., unit].detach().numpy() for part "
    "in np.split(pictures, 10)])",
}
AXES = {
    "NumPy": (":, None", "(N, 1, 28, 28)"),
    "PyTorch": (":, None", "(N, 1, 28, 28)"),
    "Keras": ("..., None", "(N, 28, 28, 1)"),
}
READ = """

def read(image):
    \"\"\"The middle square (3, 224, 224) as the network reads it.\"\"\"
    short = min(image.shape[1:])
    top, left = (image.shape[1] - short) // 2, (image.shape[2] - short) // 2
    image = image[:, top : top + short, left : left + short]
    step = short / 224  # each new pixel averages the old ones around its place
    centres = (np.arange(224) + 0.5) * step - 0.5
    away = np.abs(np.arange(short) - centres[:, None]) / max(step, 1)
    cover = np.maximum(0, 1 - away)
    cover /= cover.sum(axis=1, keepdims=True)
    image = np.broadcast_to(cover @ image @ cover.T, (3, 224, 224))
    return np.float32((image - 127) / 128)


photographs = []
"""
PHOTOS = """
unit = {unit}  # {name}
found = []
for number, photograph in enumerate(photographs):
    with torch.no_grad():
        sums = {sums}.numpy().copy()
    for _ in range({count}):  # a window, and then those that are not beside it
        row, column = np.unravel_index(sums.argmax(), sums.shape)
        found.append((sums[row, column], number, row, column))
        top, left = max(row - {apart}, 0), max(column - {apart}, 0)
        sums[top : row + {apart} + 1, left : column + {apart} + 1] = -np.inf
found = sorted(found, key=lambda one: -one[0])[:{count}]
values = [one[0] for one in found]
for value, number, row, column in found:
    print(f"photograph {{number}}, row {{row}} and column {{column}} of the map: {{value:.3f}}")
"""
PHOTO_SUMS = {
    "PyTorch": "network(torch.from_numpy(photograph[None]))[0, unit]",
    "Keras": "network(photograph.transpose(1, 2, 0)[None], training=False)[0, ..., unit]",
}
HAND = {1: 0, 4: 2, 8: 4}  # behind how many layers stands which of what `answer` returns


def found_scripts(
    shown: Shown, found: Found, opened: tuple[int, int]
) -> Mapping[str, Callable[[], str]]:
    """Return what writes each script, by the name of its tab; {} where pictures are not files.

    `opened` is the sheet and the unit on it.
    """
    data = shown.opened.data
    if data is not None and data.name not in DATASETS:
        return {}
    sheet = found.sheets[opened[0]]
    unit = int(sheet.units[opened[1]])
    write = _in_photographs if data is None else _in_examples
    return {name: partial(write, name, shown, sheet, unit) for name in writable(shown)}


def _named(shown: Shown, sheet: Sheet, unit: int) -> str:
    if sheet.layer.scores:
        return f"the score of {shown.opened.classes[unit]}"
    return f"its map in {sheet.layer.title}"


def _in_examples(name: str, shown: Shown, sheet: Sheet, unit: int) -> str:
    network, data = shown.opened.network, shown.opened.data
    assert data is not None
    if name == "NumPy":
        head = by_hand(shown) + FORWARD
        sums = f"np.stack([answer(x)[{HAND[sheet.layer.depth]}][unit] for x in pictures])"
    else:
        layers = sheet.layer.layers(shown.opened)
        head, sums = built(name, shown, layers, network.input_shape) + "\n", SUMS[name]
    file = f"assets/{data.name}.npz"
    axes, shape = AXES[name]
    return head + SMALL.format(
        needed=needed(file),
        data=file,
        axes=axes,
        shape=shape,
        unit=unit,
        name=_named(shown, sheet, unit),
        sums=sums,
        count=WINDOWS,
    )


def _in_photographs(name: str, shown: Shown, sheet: Sheet, unit: int) -> str:
    layers = sheet.layer.layers(shown.opened)
    head = built(name, shown, layers, shown.opened.network.input_shape)
    if name == "PyTorch":
        head += "\nnetwork.eval()"
    lines = ["from PIL import Image"]
    for one in unit_sheet().photographs:
        made = picture(one).code.splitlines()
        lines += [line for line in made if line and not line.startswith(("import ", "from "))]
        lines.append("photographs.append(read(image))")
    return (
        head
        + "\n"
        + READ
        + "\n".join(lines)
        + PHOTOS.format(
            unit=unit,
            name=_named(shown, sheet, unit),
            sums=PHOTO_SUMS[name],
            count=WINDOWS,
            apart=APART,
        )
    )
