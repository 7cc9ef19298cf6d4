"""Scripts that fool the network on screen: NumPy by hand, PyTorch and Keras by their own means."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from cnn_core.nn import Layer
from ui.lessons.features.fooling import STEPS, WHITE
from ui.lessons.features.model import Shown
from ui.lessons.features.settings import AWAY
from ui.link.view import View
from ui.networks.code import NETWORK_CODE
from ui.pictures import needed
from ui.zoo.code import image_lines, names_lines
from ui.zoo.settings import UNTRAINED

BY_HAND_TOO = ("digits", "clothes")  # networks that are short enough to be written by hand
PRINTING = """\
    shares = np.exp(logits - logits.max())
    shares /= shares.sum()
    best = shares.argmax()
    print(f"{names[best]}: probability {shares[best]:.4f}")
"""
WEIGHTS = "convscope-weights.npz"  # what lesson 13 calls the weights that it saves
PICTURE_LINE = re.compile(r"^pictures = .*", re.MULTILINE | re.DOTALL)  # of a framework's script
FORWARD = '''

def conv(x, w, b):
    windows = sliding_window_view(x, w.shape[2:], axis=(1, 2))
    return np.einsum("fcij,crsij->frs", w, windows) + b[:, None, None]


def blocks(x):
    """The four cells of each 2x2 block, side by side on the last axis."""
    rows, columns = x.shape[1] // 2, x.shape[2] // 2
    cells = x[:, : 2 * rows, : 2 * columns].reshape(len(x), rows, 2, columns, 2)
    return cells.transpose(0, 1, 3, 2, 4).reshape(len(x), rows, columns, 4)


def answer(x):
    """All that is needed on the way back: two sums, two maps, the logits."""
    sums1 = conv(x, weights["layer1.w"], weights["layer1.b"])
    maps1 = np.maximum(sums1, 0)
    sums2 = conv(blocks(maps1).max(axis=3), weights["layer4.w"], weights["layer4.b"])
    maps2 = np.maximum(sums2, 0)
    features = blocks(maps2).max(axis=3)
    logits = weights["layer8.w"] @ features.ravel() + weights["layer8.b"]
    return sums1, maps1, sums2, maps2, logits
'''
BACKWARD = '''

def conv_back(grad, w):
    """The gradient of conv's input: each kernel turned by 180 degrees over the padded gradient."""
    k = w.shape[2] - 1
    windows = sliding_window_view(np.pad(grad, ((0, 0), (k, k), (k, k))), w.shape[2:], axis=(1, 2))
    return np.einsum("fcij,frsij->crs", w[:, :, ::-1, ::-1], windows)


def pool_back(grad, x):
    """The gradient of the pooling's input: all of it goes to the first largest cell of a block."""
    cells = np.zeros((*grad.shape, 4))
    np.put_along_axis(cells, blocks(x).argmax(axis=3)[..., None], grad[..., None], axis=3)
    maps, rows, columns = grad.shape
    cells = cells.reshape(maps, rows, columns, 2, 2).transpose(0, 1, 3, 2, 4)
    found = np.zeros_like(x)
    found[:, : 2 * rows, : 2 * columns] = cells.reshape(maps, 2 * rows, 2 * columns)
    return found
'''
GRADIENT = '''

def gradient(x, slope):
    """How slope @ logits changes with each pixel: the layers backwards."""
    sums1, maps1, sums2, maps2, _ = answer(x)
    back = (weights["layer8.w"].T @ slope).reshape(len(maps2), 5, 5)
    back = conv_back(pool_back(back, maps2) * (sums2 > 0), weights["layer4.w"])
    return conv_back(pool_back(back, maps1) * (sums1 > 0), weights["layer1.w"])


logits = answer(image)[-1]
'''
LOSS_BY_HAND = '''

def loss_gradient(x):
    """How the cross-entropy of the label changes with each pixel."""
    logits = answer(x)[-1]
    slope = np.exp(logits - logits.max())
    slope[label] = 0
    slope[label] = -slope.sum()  # probability minus 1 at the label, times a number above 0
    return gradient(x, slope / np.abs(slope).max())


'''
TORCH_GRADIENT = """

def loss_gradient(x):
    x = x.detach().requires_grad_()
    logits = network(x)
    logits = logits.double()
    torch.nn.functional.cross_entropy(logits, torch.tensor([label])).backward()
    return x.grad


"""


def fool_scripts(view: View, shown: Shown) -> Mapping[str, Callable[[], str]]:
    """Return what writes each script that changes the image, by the name of its tab."""
    return {name: partial(_fooling, name, view, shown) for name in writable(shown)}


def writable(shown: Shown) -> list[str]:
    """Return in what the network on screen can be written."""
    network = shown.opened.network
    frameworks = [
        name
        for name, writer in NETWORK_CODE.items()
        if writer.can_write(network.layers, network.input_shape)
    ]
    if shown.opened.name == UNTRAINED:
        return []
    return ["NumPy", *frameworks] if shown.opened.name in BY_HAND_TOO else frameworks


def opening(name: str, view: View, shown: Shown) -> str:
    """Return the script up to the image, a network and its logits."""
    opened = shown.opened
    if name == "NumPy":
        lines = [
            by_hand(shown),
            *names_lines(opened),
            *image_lines(view, opened, shown.input.image.shape, "image"),
            "image = np.float64(image)",
        ]
        return "\n".join(lines) + FORWARD + BACKWARD + GRADIENT
    text = built(name, shown, opened.network.layers, opened.network.input_shape)
    lines = [text, "", *names_lines(opened)]
    lines += image_lines(view, opened, shown.input.image.shape, "image")
    if name == "PyTorch":
        lines += ["network.eval()", "image = torch.from_numpy(np.float32(image)[None])"]
    else:
        lines.append("image = torch.from_numpy(np.float32(image).transpose(1, 2, 0)[None].copy())")
    return "\n".join(lines) + "\nlogits = network(image)[0].detach()\n"


def by_hand(shown: Shown) -> str:
    """Return the lines that leave a small network's `weights` in NumPy."""
    file = f"assets/networks/{shown.opened.name}.npz"
    lines = [
        "import numpy as np",
        "from numpy.lib.stride_tricks import sliding_window_view",
        "",
        needed(file),
        f'with np.load("{file}") as file:',
        "    weights = {name: file[name] for name in file}",
    ]
    return "\n".join(lines)


def built(name: str, shown: Shown, layers: Sequence[Layer], size: tuple[int, ...]) -> str:
    """Return the lines that build the first layers in a framework, for images of `size`.

    Keras has PyTorch below it, whose gradients it has.
    """
    opened = shown.opened
    file = WEIGHTS if opened.name == "yours" else f"assets/networks/{opened.name}.npz"
    text = NETWORK_CODE[name].write(layers, size, weights=file)
    text = PICTURE_LINE.sub("", text).rstrip()
    if opened.name != "yours":
        text = f"{needed(file)}\n{text}"
    if name == "PyTorch":
        return text
    return 'import os\n\nos.environ["KERAS_BACKEND"] = "torch"\n' + text.replace(
        "import numpy as np\n", "import numpy as np\nimport torch\n"
    )


def _fooling(name: str, view: View, shown: Shown) -> str:
    by_hand = name == "NumPy"
    library = "np" if by_hand else "torch"
    answer = "answer(x)[-1]" if by_hand else "network(x)[0].detach().numpy()"
    return (
        opening(name, view, shown)
        + (LOSS_BY_HAND if by_hand else TORCH_GRADIENT)
        + _attack(shown, f"{library}.clip", f"{library}.sign")
        + f"\nfor x in (image, changed):\n    logits = {answer}\n"
        + PRINTING
    )


def _attack(shown: Shown, clip: str, sign: str) -> str:
    """Return the lines that set label and amount, and change `image` into `changed`."""
    low, high = shown.opened.bounds
    targeted = shown.goal != AWAY
    label, what = (
        (str(shown.goal), f"  # towards {shown.opened.classes[shown.goal]}")
        if targeted
        else ("int(logits.argmax())", "  # away from the answer")
    )
    width = "" if (low, high) == (0, 1) else " * 255 / 128"  # what a grey level is to it
    bounds = f"{_number(low)}, {_number(high)}"
    step = "-" if targeted else "+"
    lines = [f"label = {label}{what}", f"amount = {shown.level} / {WHITE}{width}"]
    if shown.attack == "fgsm":
        lines.append(
            f"changed = {clip}(image {step} amount * {sign}(loss_gradient(image)), {bounds})"
        )
    else:
        lines += [
            "changed = image",
            f"for step in range({STEPS}):",
            f"    changed = changed {step} 2.5 * amount / {STEPS} * {sign}(loss_gradient(changed))",
            f"    changed = {clip}({clip}(changed, image - amount, image + amount), {bounds})",
        ]
    return "\n".join(lines) + "\n"


def _number(value: float) -> str:
    return f"{value:.0f}" if value == int(value) else f"{value * 128:.0f} / 128"
