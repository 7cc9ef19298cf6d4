"""Scripts that make a picture for the score of a class: NumPy by hand, PyTorch, Keras."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from ui.lessons.features.code import opening, writable
from ui.lessons.features.found import Found
from ui.lessons.features.made import NOISE, SEED, Making
from ui.lessons.features.model import Shown
from ui.link.view import View

NUMPY = """

unit = {unit}  # the score of {name}
slope = np.zeros_like(logits)
slope[unit] = 1
x = {noise} * np.random.default_rng({seed}).random(image.shape, np.float32)
for step in range({steps}):
    grad = gradient(np.float64(x), slope)
    x = np.clip(x + {pace} * grad / np.sqrt(np.mean(grad**2)), 0, 1)
print(f"{{names[unit]}}: logit {{answer(x)[-1][unit]:.2f}}")
"""
TORCH = """
unit = {unit}  # the score of {name}
noise = np.random.default_rng({seed}).random(image.shape, np.float32)
x = {noise} * torch.from_numpy(noise)
for step in range({steps}):
    x = x.detach().requires_grad_()
    network(x)[0, unit].backward()
    x = (x + {pace} * x.grad / x.grad.pow(2).mean().sqrt()).clip(0, 1)
print(f"{{names[unit]}}: logit {{network(x)[0, unit].item():.2f}}")
"""


def made_scripts(
    view: View, shown: Shown, making: Making, found: Found
) -> Mapping[str, Callable[[], str]]:
    """Return what writes each script, by the name of its tab; {} for units that have none.

    They climb without restraints, from noise.
    """
    sheet = found.sheets[making.sheet]
    if not sheet.layer.scores or shown.opened.data is None:
        return {}
    unit = int(sheet.units[making.unit])
    # An image of one channel has the same numbers in the same order in both frameworks.
    texts = {"NumPy": NUMPY, "PyTorch": TORCH, "Keras": TORCH}
    return {
        name: partial(_filled, name, texts[name], view, shown, making, unit)
        for name in writable(shown)
        if name in texts
    }


def _filled(name: str, text: str, view: View, shown: Shown, making: Making, unit: int) -> str:
    return opening(name, view, shown) + text.format(
        unit=unit,
        name=shown.opened.classes[unit],
        noise=NOISE,
        seed=SEED,
        steps=making.steps,
        pace=making.pace,
    )
