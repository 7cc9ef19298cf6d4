"""Scripts that answer with the network on screen: NumPy from its weights, PyTorch and Keras."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial

from cnn_core.nn import Activation, Conv2D, Pool2D
from cnn_core.nn.layer import Layer
from ui.code.core_package import NEEDED
from ui.lessons.inside.model import Shown
from ui.link.view import View
from ui.networks.code import NETWORK_CODE
from ui.pictures import needed
from ui.zoo.code import image_lines, names_lines
from ui.zoo.settings import FILE, PHOTOS, UNTRAINED

OWN_NETWORKS = ("yours", FILE)
WEIGHTS = "convscope-weights.npz"  # what lesson 13 calls the weights that it saves
PICTURE_LINE = re.compile(r"^pictures = .*$", re.MULTILINE)  # of a framework's script
LAST_LINES = """
shares = np.exp(logits - logits.max())
shares /= shares.sum()
for k in np.argsort(-logits)[:{count}]:
    print(f"{{names[k]}}: logit {{logits[k]:.4f}}, probability {{shares[k]:.4f}}")
"""
# Of the network of photographs, after its `conv` and `relu6`: all its layers but the dense one.
PHOTO_LAYERS = """x = relu6(conv(x, "layer1", 2))
strides = [1, 2, 1, 2, 1, 2, 1, 1, 1, 1, 1, 2, 1, 1, 1, 1]
for block, stride in enumerate(strides, 3):
    before = x
    own = 1 if block == 3 else 3  # which layer of the block reads each map with a kernel of its own
    if own == 3:
        x = relu6(conv(x, f"layer{block}.1"))
    x = relu6(conv(x, f"layer{block}.{own}", stride))
    x = conv(x, f"layer{block}.{own + 2}")
    if x.shape == before.shape:
        x = x + before
x = relu6(conv(x, "layer19"))
"""
NUMPY_CONV = '''

def conv(x, name, stride=1):
    """Answer (C, H, W) with one kernel for each map, or with kernels that read all of them."""
    w, b = np.float32(weights[f"{name}.w"]), np.float32(weights[f"{name}.b"])
    k, (rows, cols) = w.shape[2], (-(-side // stride) for side in x.shape[1:])
    pad = max((rows - 1) * stride + k - x.shape[1], 0)  # TensorFlow's "same": more at the end
    x = np.pad(x, ((0, 0), (pad // 2, pad - pad // 2), (pad // 2, pad - pad // 2)))
    y = np.zeros((len(w), rows, cols), np.float32)
    for i, j in np.ndindex(k, k):
        part = x[:, i : i + stride * rows : stride, j : j + stride * cols : stride]
        if w.shape[1] == 1:
            y += w[:, 0, i, j, None, None] * part
        else:
            y += np.tensordot(w[:, :, i, j], part, 1)
    return y + b[:, None, None]


def relu6(x):
    return np.clip(x, 0, 6)


'''
NUMPY_SCORES = """features = x.mean(axis=(1, 2))
logits = np.float32(weights["layer22.w"]) @ features + np.float32(weights["layer22.b"])
"""
TORCH_CONV = '''

def conv(x, name, stride=1):
    """Answer (N, C, H, W) with one kernel for each map, or with kernels that read all of them."""
    w, b = (torch.from_numpy(np.float32(weights[f"{name}.{part}"])) for part in "wb")
    pad = max((-(-x.shape[2] // stride) - 1) * stride + w.shape[2] - x.shape[2], 0)
    x = F.pad(x, (pad // 2, pad - pad // 2) * 2)  # TensorFlow's "same": more at the end
    return F.conv2d(x, w, b, stride, groups=x.shape[1] // w.shape[1])


relu6 = F.relu6
'''
TORCH_SCORES = """features = x.mean((2, 3))[0].numpy()
logits = np.float32(weights["layer22.w"]) @ features + np.float32(weights["layer22.b"])
"""


def scripts(view: View, shown: Shown) -> Mapping[str, Callable[[], str]]:
    """Return what writes each script, by the name of its tab."""
    layers, size = shown.opened.network.layers, shown.opened.network.input_shape
    frameworks = {
        name: partial(_framework, name, view, shown)
        for name, writer in NETWORK_CODE.items()
        if writer.can_write(layers, size)
    }
    if shown.opened.name in OWN_NETWORKS:
        return frameworks
    if shown.opened.name == PHOTOS:
        own = {name: partial(_photos, name, view, shown) for name in ("NumPy", "PyTorch")}
        return {**own, **{name: write for name, write in frameworks.items() if name not in own}}
    if shown.opened.name == UNTRAINED:
        return {"NumPy": partial(_untrained, view, shown)}
    return {"NumPy": partial(_numpy, view, shown), **frameworks}


def _untrained(view: View, shown: Shown) -> str:
    lines = [NEEDED, "import numpy as np", "", "from cnn_core import toy_network", ""]
    lines += [
        *image_lines(view, shown.opened, shown.input.image.shape, "x"),
        *names_lines(shown.opened),
    ]
    lines.append("logits = toy_network(np.random.default_rng(0)).forward(np.float32(x))")
    return "\n".join(lines) + LAST_LINES.format(count=len(shown.opened.classes))


def _photos(name: str, view: View, shown: Shown) -> str:
    """Write the network of photographs with a function of its own for a convolution."""
    torch = name == "PyTorch"
    imports = ["import torch", "import torch.nn.functional as F"] if torch else []
    file = "assets/networks/photos.npz"
    lines = ["import numpy as np", *imports, "", needed(file), f'weights = np.load("{file}")']
    lines += names_lines(shown.opened)
    image = image_lines(view, shown.opened, shown.input.image.shape, "x")
    parts = [
        "\n".join(lines) + "\n",
        TORCH_CONV if torch else NUMPY_CONV,
        "\n".join([*image, *["x = torch.from_numpy(x)[None]"] * torch]) + "\n",
        PHOTO_LAYERS,
        TORCH_SCORES if torch else NUMPY_SCORES,
    ]
    return "".join(parts) + LAST_LINES.format(count=5).lstrip("\n")


def _numpy(view: View, shown: Shown) -> str:
    file = f"assets/networks/{shown.opened.name}.npz"
    lines = ["import numpy as np", "from numpy.lib.stride_tricks import sliding_window_view", ""]
    lines += [needed(file), f'weights = np.load("{file}")', *names_lines(shown.opened), ""]
    lines += image_lines(view, shown.opened, shown.input.image.shape, "x")
    for number, layer in enumerate(shown.opened.network.layers, 1):
        lines += _layer(number, layer)
    return "\n".join(lines) + LAST_LINES.format(count=len(shown.opened.classes))


def _layer(number: int, layer: Layer) -> list[str]:
    """Return the lines of one layer of the small network."""
    if isinstance(layer, Conv2D):
        return [
            f'w, b = weights["layer{number}.w"], weights["layer{number}.b"]',
            f"windows = sliding_window_view(x, {layer.kernel, layer.kernel}, axis=(1, 2))",
            'x = np.einsum("fcij,crsij->frs", w, windows) + b[:, None, None]',
        ]
    if isinstance(layer, Activation):
        return ["x = np.maximum(x, 0)"]
    if isinstance(layer, Pool2D):
        size = layer.size
        return [
            f"windows = sliding_window_view(x, {size, size}, axis=(1, 2))[:, ::{size}, ::{size}]",
            "x = windows.max(axis=(3, 4))",
        ]
    if layer.parameters:
        return [f'logits = weights["layer{number}.w"] @ x.ravel() + weights["layer{number}.b"]']
    return []


def _framework(name: str, view: View, shown: Shown) -> str:
    opened = shown.opened
    own = opened.name in OWN_NETWORKS
    file = opened.file or WEIGHTS if own else f"assets/networks/{opened.name}.npz"
    text = NETWORK_CODE[name].write(opened.network.layers, opened.network.input_shape, weights=file)
    image = image_lines(view, shown.opened, shown.input.image.shape, "image")
    if name == "PyTorch":
        batch = "pictures = torch.from_numpy(np.float32(image)[None])"
        end = "logits = logits[0].numpy()"
    else:
        batch = "pictures = np.float32(image).transpose(1, 2, 0)[None]"
        end = "logits = keras.ops.convert_to_numpy(logits)[0]"
    text = PICTURE_LINE.sub(lambda _: "\n".join([*image, batch]), text)
    if not own:
        text = f"{needed(file)}\n{text}"
    lines = [*names_lines(shown.opened), end]
    return "\n".join([text.rstrip(), "", *lines]) + LAST_LINES.format(
        count=min(5, len(opened.classes))
    )
