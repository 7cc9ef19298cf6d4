"""Scripts that make a picture for the opened unit: NumPy by hand, PyTorch, Keras."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from ui.lessons.features.code import BACKWARD, FORWARD, built, by_hand, writable
from ui.lessons.features.found import Found, Layer
from ui.lessons.features.made import NOISE, SEED, Making
from ui.lessons.features.model import Shown
from ui.zoo.unit_sheet import made_side

START = """
unit = {unit}  # {name}
noise = np.random.default_rng({seed}).random({shape}, np.float32)
x = {start}
"""
NUMPY = """for step in range({steps}):
    value, grad = climb(np.float64(x))
    if not grad.any():  # no gradient arrives
        break
    x = np.clip(x + {pace} * grad / np.sqrt(np.mean(grad**2)), 0, 1)
print(f"{{climb(x)[0]:.2f}}")
"""
TORCH = """x = torch.from_numpy(np.float32(x)[None]{axes})
for step in range({steps}):
    x = x.detach().requires_grad_()
    network(x)[{place}].backward()
    if not x.grad.any():  # no gradient arrives
        break
    x = (x + {pace} * x.grad / x.grad.pow(2).mean().sqrt()).clip({low}, {high})
value = network(x)[{place}].item()
print(f"{{value:.2f}}")
"""
# The value of a unit and its gradient, behind so many layers of a small network.
CLIMBS = {
    1: """

def climb(x):
    w = weights["layer1.w"][unit : unit + 1]
    return conv(x, w, weights["layer1.b"][unit : unit + 1]).item(), w[0]


""",
    4: """

def climb(x):
    sums1 = conv(x, weights["layer1.w"], weights["layer1.b"])
    maps1 = np.maximum(sums1, 0)
    w = weights["layer4.w"][unit : unit + 1]
    value = conv(blocks(maps1).max(axis=3), w, weights["layer4.b"][unit : unit + 1])
    back = pool_back(conv_back(np.ones_like(value), w), maps1) * (sums1 > 0)
    return value.item(), conv_back(back, weights["layer1.w"])


""",
    8: """

def climb(x):
    sums1, maps1, sums2, maps2, logits = answer(x)
    back = weights["layer8.w"][unit].reshape(len(maps2), 5, 5)
    back = conv_back(pool_back(back, maps2) * (sums2 > 0), weights["layer4.w"])
    return logits[unit], conv_back(pool_back(back, maps1) * (sums1 > 0), weights["layer1.w"])


""",
}


def made_scripts(shown: Shown, making: Making, found: Found) -> Mapping[str, Callable[[], str]]:
    """Return what writes each script, by the name of its tab.

    They climb without restraints, from noise.
    """
    sheet = found.sheets[making.sheet]
    unit = int(sheet.units[making.unit])
    return {
        name: partial(_written, name, shown, sheet.layer, making, unit) for name in writable(shown)
    }


def _written(name: str, shown: Shown, layer: Layer, making: Making, unit: int) -> str:
    opened = shown.opened
    large = opened.data is None
    side = made_side(layer.side) if large else layer.side
    size = (opened.network.input_shape[0], side, side)
    low, high = opened.bounds
    what = (
        f"the score of {opened.classes[unit]}"
        if layer.scores
        else f"the middle of its map in {layer.title}"
    )
    start = START.format(
        unit=unit,
        name=what,
        seed=SEED,
        shape=size,
        # Photographs are around a grey, the small images are mostly black.
        start=f"({NOISE} * noise + {(1 - NOISE) / 2}) * {high - low} - 127 / 128"
        if large
        else f"{NOISE} * noise",
    )
    if name == "NumPy":
        steps = NUMPY.format(steps=making.steps, pace=making.pace)
        return by_hand(shown) + FORWARD + BACKWARD + CLIMBS[layer.depth] + start.lstrip() + steps
    cells = _middle(shown, layer, side)
    order = (0, "unit", *cells) if name == "PyTorch" else (0, *cells, "unit")
    steps = TORCH.format(
        axes="" if name == "PyTorch" else ".transpose(0, 2, 3, 1).copy()",
        place=", ".join(map(str, order)),
        steps=making.steps,
        pace=f"{making.pace}" if not large else f"{making.pace} * {high - low}",
        low=low if not large else "-127 / 128",
        high=high,
    )
    head = built(name, shown, layer.layers(shown.opened), size)
    if name == "PyTorch":
        head += "\nnetwork.eval()"
    return head + "\n" + start + steps


def _middle(shown: Shown, layer: Layer, side: int) -> tuple[int, ...]:
    """Return the cell in the middle of a layer's maps of an image of that side; () for a score."""
    return tuple(cells // 2 for cells in layer.network(shown.opened, side).shapes[-1][1:])
