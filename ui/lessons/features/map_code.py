"""Scripts that make the maps of one score: NumPy by hand, PyTorch and Keras by their own means."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from ui.lessons.features.code import opening, writable
from ui.lessons.features.model import Shown
from ui.lessons.features.where import Looking
from ui.link.view import View

BY_HAND = """

slope = np.zeros_like(logits)
slope[unit] = 1
grad = gradient(image, slope)
saliency = np.abs(grad).max(axis=0)  # the largest |gradient| of a pixel's channels
times = (image * grad).sum(axis=0)  # gradient times input

occlusion = np.zeros((rows, columns))
for row, column in np.ndindex(rows, columns):
    covered = image.copy()
    top, left = row * stride, column * stride
    covered[:, top : top + size, left : left + size] = colour
    occlusion[row, column] = logits[unit] - answer(covered)[-1][unit]
"""
TORCH = """

x = image.clone().requires_grad_()
network(x)[0, unit].backward()
saliency = x.grad[0].abs().amax(dim={channels})  # the largest |gradient| of a pixel's channels
times = (image * x.grad)[0].sum(dim={channels})  # gradient times input

occlusion = torch.zeros(rows, columns)
for row, column in np.ndindex(rows, columns):
    covered = image.clone()
    top, left = row * stride, column * stride
    covered[{places}] = colour
    with torch.no_grad():
        occlusion[row, column] = logits[unit] - network(covered)[0, unit]
"""
PLACES = "top : top + size, left : left + size"


def map_scripts(view: View, shown: Shown, looking: Looking) -> Mapping[str, Callable[[], str]]:
    """Return what writes each script that makes maps of a score, by the name of its tab."""
    return {name: partial(_maps, name, view, shown, looking) for name in writable(shown)}


def _maps(name: str, view: View, shown: Shown, looking: Looking) -> str:
    side = shown.input.image.shape[1]
    count = (side - looking.size) // looking.stride + 1
    setting = [
        "",
        f"unit = {looking.unit}  # the score of {shown.opened.classes[looking.unit]}",
        f"size, stride, rows, columns = {looking.size}, {looking.stride}, {count}, {count}",
        f"colour = {_colour(name, shown, looking)}  # covers a patch",
    ]
    if name == "NumPy":
        body = BY_HAND
    elif name == "PyTorch":
        body = TORCH.format(channels=0, places=f":, :, {PLACES}")
    else:
        body = TORCH.format(channels=2, places=f":, {PLACES}")
    end = 'print(f"{names[unit]}: covering a patch takes at most {occlusion.max():.2f}")\n'
    return opening(name, view, shown) + "\n".join(setting) + body + end


def _colour(name: str, shown: Shown, looking: Looking) -> str:
    low, high = shown.opened.bounds
    if looking.cover != "mean":
        return repr(high if looking.cover == "white" else low)
    if name == "NumPy":
        return "image.mean(axis=(1, 2), keepdims=True)"
    axes = (2, 3) if name == "PyTorch" else (1, 2)
    return f"image.mean(dim={axes}, keepdim=True)"
