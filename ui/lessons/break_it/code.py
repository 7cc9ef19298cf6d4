"""A script that changes the test pictures or the weights, and counts what is still right."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType

from cnn_core.robustness.augmented_training import BATCH as CURE_BATCH
from cnn_core.robustness.augmented_training import BATCHES as CURE_BATCHES
from cnn_core.robustness.augmented_training import KIND
from cnn_core.robustness.pixel_order import BATCH, BATCHES
from ui.code.core_package import NEEDED
from ui.lessons.break_it.model import MOST_PICTURES, Shown
from ui.pictures import needed

DRAWINGS_FILE = "convscope-drawings.npz"
SHIPPED = ("digits", "clothes")
# What becomes of `images` (C, H, W, N) with `amount`; the same random numbers as on the page.
IMAGE_LINES: Mapping[str, str] = MappingProxyType(
    {
        "shift": """
shifted = np.zeros_like(images)
shifted[:, :, amount:] = images[:, :, : images.shape[2] - amount]
images = shifted""",
        "rotate": """
images = ndimage.rotate(images, amount, axes=(2, 1), reshape=False, order=1)""",
        "noise": """
noise = np.random.default_rng(0).standard_normal(images.shape, np.float32)
images = np.clip(images + np.float32(amount) * noise, 0, 1)""",
        "blur": """
images = ndimage.gaussian_filter(images, (0, amount, amount, 0), mode="constant")""",
        "light": """
images = np.minimum(images + np.float32(amount), 1)""",
        "invert": """
images = images * np.float32(1 - 2 * amount) + np.float32(amount)""",
        "pixels": """
flat = images.reshape(784, -1)
places = np.random.default_rng(0).permutation(784)[: round(amount * 784)]
flat[places] = flat[np.roll(places, 1)]  # the same shuffle in every image""",
    }
)
# What becomes of `weights` with `amount` at `layer`.
NETWORK_LINES: Mapping[str, str] = MappingProxyType(
    {
        "shuffle": """
rng = np.random.default_rng(0)
w = weights[f"layer{layer}.w"]
for kernel in rng.permutation(len(w))[:amount]:
    for channel in w[kernel]:
        channel[...] = rng.permutation(channel.ravel()).reshape(channel.shape)""",
        "flip": """
w = weights[f"layer{layer}.w"]
some = np.random.default_rng(0).permutation(len(w))[:amount]
w[some] = w[some, :, ::-1, ::-1]""",
        "zero": """
some = np.random.default_rng(0).permutation(len(weights[f"layer{layer}.w"]))[:amount]
weights[f"layer{layer}.w"][some] = 0
weights[f"layer{layer}.b"][some] = 0""",
        "redraw": """
rng = np.random.default_rng(0)
w = weights[f"layer{layer}.w"]
some = rng.permutation(len(w))[:amount]
reads = np.prod(w.shape[1:])  # numbers that one output reads
w[some] = (rng.standard_normal(w.shape) * np.sqrt(2 / reads))[some]
weights[f"layer{layer}.b"][some] = 0""",
        "pad": """
def padded(x):
    found = np.zeros_like(x)
    found[:, amount:, amount:] = x[:, : x.shape[1] - amount, : x.shape[2] - amount]
    return found""",
        "biases": """
for layer in (1, 4, 8):
    weights[f"layer{layer}.b"] *= np.float32(1 - amount)""",
        "relu": """
slope = amount""",
    }
)
ANSWERS = """
slope = 0.0  # of ReLU below 0


def conv(x, w, b):
    windows = sliding_window_view(x, w.shape[2:], axis=(1, 2))
    return np.einsum("fcij,crsnij->frsn", w, windows, optimize=True) + b[:, None, None, None]


def relu(x):
    return np.where(x > 0, x, slope * x)


def pool(x):
    rows, columns = x.shape[1] // 2, x.shape[2] // 2
    blocks = x[:, : 2 * rows, : 2 * columns].reshape(len(x), rows, 2, columns, 2, -1)
    return blocks.max(axis=(2, 4))


def answers(x):
    x = pool(relu(conv(x, weights["layer1.w"], weights["layer1.b"])))
    x = pool(relu(conv(x, weights["layer4.w"], weights["layer4.b"])))
    logits = weights["layer8.w"] @ x.reshape(-1, x.shape[-1]) + weights["layer8.b"][:, None]
    return logits.argmax(axis=0)
"""


def scripts(shown: Shown) -> Mapping[str, Callable[[], str]]:
    """Return what writes each script, by the name of its tab; none for a reader's own network."""
    return {"NumPy": partial(_numpy, shown)} if shown.opened.name in SHIPPED else {}


def order_scripts(shown: Shown) -> Mapping[str, Callable[[], str]]:
    """Return what writes the script that trains on shuffled images; none for a reader's data."""
    if shown.data.name not in SHIPPED:
        return {}
    return {"NumPy": partial(_order, shown.data.name)}


def cure_scripts(drawings: int) -> Mapping[str, Callable[[], str]]:
    """Return what writes the script that trains with and without augmentation."""
    return {"NumPy": partial(_cure, drawings)}


def _cure(drawings: int) -> str:
    read = f"""
# Needs {DRAWINGS_FILE}: save it below your drawings.
with np.load("{DRAWINGS_FILE}") as file:
    drawings, meant = file["images"], file["labels"]
for name, network in networks.items():
    right = int((network.forward(drawings).argmax(axis=0) == meant).sum())
    print(f"{{right}} of {{len(meant)}} drawings are right: {{name}}")
"""
    return f"""{NEEDED}
import numpy as np

from cnn_core.data import digits
from cnn_core.nn import accuracy
from cnn_core.training import Run

networks, reached = {{}}, {{}}
for name, augmentation in (("without", ""), ("with", "{KIND}")):
    # The same weights to begin with, and the same images; "{KIND}" changes each a little.
    run = Run(digits().train, batch={CURE_BATCH}, augmentation=augmentation)
    run.advance({CURE_BATCHES})
    networks[name] = run.network
    reached[name] = accuracy(run.network, *digits().test.batch())
    print(f"{{reached[name]:.1%}} of the test images are right: {{name}}")
{read if drawings else ""}"""


def _order(data: str) -> str:
    return f"""{NEEDED}
import numpy as np

from cnn_core.data import {data}
from cnn_core.nn import accuracy
from cnn_core.robustness.augmented_training import BATCH as CURE_BATCH
from cnn_core.robustness.augmented_training import BATCHES as CURE_BATCHES
from cnn_core.robustness.augmented_training import KIND
from cnn_core.robustness.pixel_order import ORDER_NETWORKS, shuffled_pixels
from cnn_core.training import Run

reached = {{}}
for name, make in ORDER_NETWORKS.items():
    for mixed in (False, True):
        train, test = {data}().train, {data}().test
        if mixed:  # one other order of the pixels, the same for every image
            train, test = shuffled_pixels(train), shuffled_pixels(test)
        network = make(train.shape, 10)
        Run(train, batch={BATCH}, network=network).advance({BATCHES})
        reached[name, mixed] = accuracy(network, *test.batch())
        print(name, "shuffled" if mixed else "as they are", np.round(reached[name, mixed], 3))
"""


def _numpy(shown: Shown) -> str:
    network, data = f"assets/networks/{shown.opened.name}.npz", f"assets/{shown.data.name}.npz"
    on_images = shown.view == "images"
    lines = (IMAGE_LINES if on_images else NETWORK_LINES)[shown.kind].lstrip("\n")
    lines = lines.replace("default_rng(0)", f"default_rng({shown.draw})")
    scipy = "from scipy import ndimage\n" if "ndimage" in lines else ""
    layer = f"layer = {shown.layer + 1}\n" if shown.layers else ""
    amount = f"amount = {shown.amount:g}\n{layer}"
    change = f"{amount}{lines}\n" if shown.step else "# Nothing is changed at 0.\n"
    answers = ANSWERS
    if shown.kind == "pad" and shown.step:
        reads = f'weights["layer{shown.layer + 1}.w"]'
        answers = answers.replace(f"conv(x, {reads}", f"conv(padded(x), {reads}")
    return f'''import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
{scipy}
{needed(network)}
with np.load("{network}") as file:
    weights = dict(file)
{needed(data)}
with np.load("{data}") as file:
    pixels, labels = (file[f"test_{{one}}"][:{MOST_PICTURES}] for one in ("images", "labels"))
images = np.float32(pixels).transpose(1, 2, 0)[None] / 255
{answers}

{change}
right = answers(images) == labels
accuracy = right.mean()
print(f"{{right.sum()}} of {{len(labels)}} are right: {{accuracy:.1%}}")
'''
