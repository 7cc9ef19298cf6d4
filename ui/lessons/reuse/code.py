"""Scripts that train the new layer on the same features, and give the same numbers."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from functools import partial

from cnn_core.io import photo_windows
from cnn_core.io.npz import write_npz
from ui.lessons.reuse.model import Shown
from ui.lessons.reuse.settings import OWN, SETS
from ui.pictures import needed

CLASSES_FILE = "convscope-classes.npz"
LAYER_FILE = "convscope-new-layer.npz"
RIGHT = """right = named == test_labels
print(f"{right.sum()} of {len(right)} test images are named right: {right.mean():.1%}")
"""
BATCHES = """

def batches(count):  # every epoch holds each image once, in an order of its own
    rows = []
    for epoch in range(count * BATCH // len(train) + 1):
        stream = np.random.PCG64(np.random.SeedSequence([SEED, epoch])).random_raw(len(train))
        rows.append(np.argsort(stream, kind="stable"))
    return np.concatenate(rows)[: count * BATCH].reshape(count, BATCH)
"""
NUMPY = """

def softmax(z):
    powers = np.exp(z - z.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


w, b = np.zeros((classes, train.shape[1])), np.zeros(classes)
m, v = [[np.zeros_like(one) for one in (w, b)] for _ in range(2)]
for t, rows in enumerate(batches(STEPS), start=1):
    x, error = train[rows], softmax(train[rows] @ w.T + b)
    error[np.arange(BATCH), train_labels[rows]] -= 1
    gradients = error.T @ x / BATCH, error.mean(axis=0)
    for k, one in enumerate((w, b)):  # Adam
        m[k] = 0.9 * m[k] + 0.1 * gradients[k]
        v[k] = 0.999 * v[k] + 0.001 * gradients[k] ** 2
        step = m[k] / (1 - 0.9**t) / (np.sqrt(v[k] / (1 - 0.999**t)) + 1e-8)
        one -= RATE * step

named = (test @ w.T + b).argmax(axis=1)
"""
TORCH = """

head = torch.nn.Linear(train.shape[1], classes)
torch.nn.init.zeros_(head.weight)
torch.nn.init.zeros_(head.bias)
optimiser = torch.optim.Adam(head.parameters(), lr=RATE)
for rows in batches(STEPS):
    optimiser.zero_grad()
    logits = head(torch.from_numpy(train[rows]))
    torch.nn.functional.cross_entropy(logits, torch.from_numpy(train_labels[rows])).backward()
    optimiser.step()

with torch.no_grad():
    named = head(torch.from_numpy(test)).argmax(dim=1).numpy()
"""
KERAS = """

head = keras.Sequential(
    [keras.Input((train.shape[1],)), keras.layers.Dense(classes, kernel_initializer="zeros")]
)
loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
head.compile(keras.optimizers.Adam(RATE, epsilon=1e-8), loss)
for rows in batches(STEPS):
    head.train_on_batch(train[rows], train_labels[rows])

named = head.predict(test, verbose=0).argmax(axis=1)
"""
SAVED_LAYER = """

# Needs {file}: save the new layer below this code.
with np.load("{file}") as file:
    w, b, names = file["w"], file["b"], file["classes"].tolist()
logits = test @ w.T + b
named = logits.argmax(axis=1)
"""
ELSEWHERE = """
# The same layer in PyTorch:
#   import torch
#   head = torch.nn.Linear(w.shape[1], w.shape[0])
#   head.load_state_dict({"weight": torch.from_numpy(w), "bias": torch.from_numpy(b)})
#   logits = head(torch.from_numpy(test)).detach().numpy()
# and in Keras:
#   import keras
#   head = keras.Sequential([keras.Input((w.shape[1],)), keras.layers.Dense(len(w))])
#   head.set_weights([w.T, b])
#   logits = head.predict(test, verbose=0)
"""
OWN_CLASSES = """import numpy as np

# Needs {file}: learn these classes, then save them here.
with np.load("{file}") as file:
    names, pictures, labels = file["classes"], file["pictures"], file["labels"]

tested = np.zeros(len(labels), bool)
for label, name in enumerate(names):
    rows = np.flatnonzero(labels == label)
    tested[rows[3::4]] = True  # every fourth picture is kept for the test
    print(f"{{name}}: {{len(rows)}} pictures, {{np.sum(tested[rows])}} of them for the test")

# A picture in two classes cannot be told apart, so one of the two names is always wrong.
shared = 0
for k, picture in enumerate(pictures):
    same = (pictures[:k] == picture).all(axis=(1, 2, 3)) & (labels[:k] != labels[k])
    shared += int(same.any())
print(f"{{shared}} pictures are in two classes.")
"""
WRITERS: Mapping[str, tuple[str, str]] = {
    "NumPy": ("import numpy as np\n", NUMPY),
    "PyTorch": ("import numpy as np\nimport torch\n", TORCH),
    "Keras": ("import keras\nimport numpy as np\n", KERAS),
}


def scripts(shown: Shown) -> Mapping[str, Callable[[], str]]:
    """Return what writes each script, by the name of its tab."""
    made = {name: partial(_script, shown, name) for name in WRITERS}
    return {**made, "Saved layer": partial(_saved_layer, shown)}


def own_scripts() -> Mapping[str, Callable[[], str]]:
    """Return what writes the script that looks at a reader's own classes."""
    return {"NumPy": partial(OWN_CLASSES.format, file=CLASSES_FILE)}


def layer_file(shown: Shown) -> bytes:
    """Return the new layer as an npz file: w (K, D), b (K,), and the names of its classes."""
    file, layer = io.BytesIO(), shown.pair.head.network.layers[-1].parameters
    write_npz(file, {"w": layer["w"], "b": layer["b"], "classes": list(shown.album.classes)})
    return file.getvalue()


def _saved_layer(shown: Shown) -> str:
    return (
        f"import numpy as np\n\n{_data(shown)}"
        "test, test_labels = values[tested].astype(np.float32), labels[tested]\n"
        f"{SAVED_LAYER.format(file=LAYER_FILE)}{RIGHT}{ELSEWHERE}"
    )


def _script(shown: Shown, name: str) -> str:
    (imports, training), pair = WRITERS[name], shown.pair
    return (
        f"{imports}\nBATCH, STEPS, RATE = {pair.batch}, {pair.steps}, {pair.rate:g}\n"
        f"SEED = {pair.seed}  # of the order of the images\n"
        f"{_data(shown)}"
        "train, test = (values[one].astype(np.float32) for one in (~tested, tested))\n"
        "train_labels, test_labels = labels[~tested], labels[tested]\n"
        f"classes = {len(shown.album.classes)}\n"
        f"{BATCHES}{training}\n"
        f"{RIGHT}"
    )


def _data(shown: Shown) -> str:
    """Return the lines that leave features, labels and which images are for the test."""
    if shown.album.name == OWN:
        return (
            f"# Needs {CLASSES_FILE}: save it under “Your own classes”.\n"
            f'with np.load("{CLASSES_FILE}") as file:\n'
            '    values, labels, tested = file["averages"], file["labels"], file["tested"]\n'
        )
    file = "assets/networks/windows.npz"
    numbers = [photo_windows().photographs.index(one) for one in SETS[shown.album.name][1]]
    first, last = numbers[0], numbers[-1]
    return (
        f"{needed(file)}\n"
        f'with np.load("{file}") as file:\n'
        f'    photograph = file["places"][:, 0]  # {first} to {last} are the classes here\n'
        f"    rows = (photograph >= {first}) & (photograph <= {last})\n"
        f"    labels = photograph[rows].astype(np.int64) - {first}\n"
        '    values, tested = file["averages"][rows], file["tested"][rows]\n'
    )
