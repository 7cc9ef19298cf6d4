"""The code of a layer as a matrix, and of the weights that a layer has."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from cnn_core.analysis import BATCH, BATCHES, FARTHEST, RATE, TESTED, ShiftTask
from ui.code.python_source import kernel_lines, picture_parts
from ui.lessons.sharing.model import Counts
from ui.models.convolution import Convolution


def numpy_matrix(found: Convolution) -> str:
    """Fill the matrix in plain NumPy: `matrix`, `feature_map` (H', W')."""
    (above, _), (left, _) = found.amounts
    rows, columns = found.size
    return _script(
        found,
        [],
        "np.float32(",
        [
            f"rows, columns = {rows}, {columns}  # of the map",
            f"stride, dilation = {found.stride}, {found.dilation}",
            f"above, left = {above}, {left}  # padding",
            "high, wide = image[0].shape",
            "matrix = np.zeros((rows * columns, high * wide), dtype=np.float32)",
            "for r, c in np.ndindex(rows, columns):",
            "    for i, j in np.ndindex(kernel.shape):",
            "        y, x = r * stride + i * dilation - above, c * stride + j * dilation - left",
            "        if 0 <= y < high and 0 <= x < wide:",
            "            matrix[r * columns + c, y * wide + x] = kernel[i, j]",
        ],
        [f"feature_map = (matrix @ image.ravel()).reshape(rows, columns){_division(found)}"],
    )


def numpy_columns(found: Convolution) -> str:
    """Gather the windows in plain NumPy: `columns_of_windows`, `feature_map` (H', W')."""
    (above, below), (left, right) = found.amounts
    rows, columns = found.size
    return _script(
        found,
        [],
        "np.float32(",
        [
            f"rows, columns = {rows}, {columns}  # of the map",
            f"stride, dilation = {found.stride}, {found.dilation}",
            f"padded = np.pad(image[0], (({above}, {below}), ({left}, {right})))",
            "high, wide = kernel.shape",
            "windows = [",
            "    padded[i * dilation :, j * dilation :][: rows * stride, : columns * stride]",
            "    [::stride, ::stride].ravel()",
            "    for i, j in np.ndindex(high, wide)",
            "]",
            "columns_of_windows = np.stack(windows)  # (weights, cells)",
        ],
        [
            "flat = kernel.ravel() @ columns_of_windows",
            f"feature_map = flat.reshape(rows, columns){_division(found)}",
        ],
    )


def torch_matrix(found: Convolution) -> str:
    """Ask PyTorch what it answers to each pixel alone: `matrix`, `feature_map`."""
    (above, below), (left, right) = found.amounts
    rows, columns = found.size
    return _script(
        found,
        ["import torch", "import torch.nn.functional as F"],
        "torch.tensor(",
        [
            "_, high, wide = image.shape",
            "each_pixel = torch.eye(high * wide).reshape(-1, 1, high, wide)",
            f"padded = F.pad(each_pixel, ({left}, {right}, {above}, {below}))",
            f"answers = F.conv2d(padded, kernel[None, None].float(), stride={found.stride}, "
            f"dilation={found.dilation})",
            "matrix = answers.reshape(high * wide, -1).T",
        ],
        [
            "flat = matrix @ torch.from_numpy(image).ravel()",
            f"feature_map = flat.reshape({rows}, {columns}){_division(found)}",
        ],
    )


def keras_matrix(found: Convolution) -> str:
    """Do the same in Keras."""
    (above, below), (left, right) = found.amounts
    rows, columns = found.size
    skips = found.stride > 1 and found.dilation > 1
    how = f"strides={1 if skips else found.stride}, dilation_rate={found.dilation}"
    after = f"[:, ::{found.stride}, ::{found.stride}]" if skips else ""
    lines = [
        "_, high, wide = image.shape",
        "each_pixel = np.eye(high * wide, dtype=np.float32).reshape(-1, high, wide, 1)",
        f"padded = ops.pad(each_pixel, ((0, 0), ({above}, {below}), ({left}, {right}), (0, 0)))",
        f"answers = ops.conv(padded, kernel[:, :, None, None], {how}){after}",
        "matrix = ops.transpose(ops.reshape(answers, (high * wide, -1)))",
    ]
    if skips:
        lines.insert(
            3, "# Keras refuses a stride together with a dilation: cells are left out after."
        )
    return _script(
        found,
        ["from keras import ops"],
        "np.float32(",
        lines,
        [
            "flat = ops.matmul(matrix, image.ravel())",
            f"feature_map = ops.reshape(flat, ({rows}, {columns})){_division(found)}",
        ],
    )


def _division(found: Convolution) -> str:
    return f" / {found.sliding.divisor}" if found.sliding.divisor > 1 else ""


def _script(found: Convolution, imports: list[str], before: str, *parts: list[str]) -> str:
    wanted, picture = picture_parts(found.picture)
    lines = sorted(
        {"import numpy as np", *imports, *wanted},
        key=lambda line: (line.startswith("from"), line.lower()),
    )
    kernel = kernel_lines("kernel", [found.kernel], before, ")", many=False)
    return "\n\n".join("\n".join(block) for block in (lines, picture, kernel, *parts)) + "\n"


# Name of a tab -> how it writes the matrix.
MATRIX_SNIPPETS: Mapping[str, Callable[[Convolution], str]] = MappingProxyType(
    {"NumPy": numpy_matrix, "PyTorch": torch_matrix, "Keras": keras_matrix}
)


def numpy_counts(counts: Counts) -> str:
    """Count in plain Python: `to_neurons`, `dense`, `local`, `shared`, `with_bias`."""
    channels, rows, columns = counts.input_shape
    filters = counts.filters
    return "\n".join(
        [
            f"rows, columns, channels = {rows}, {columns}, {channels}",
            f"k, stride, padding, filters = {counts.kernel}, {counts.stride}, {counts.padding}, "
            f"{filters}",
            "high = (rows + 2 * padding - k) // stride + 1",
            "wide = (columns + 2 * padding - k) // stride + 1",
            "inputs, outputs = rows * columns * channels, high * wide * filters",
            f"to_neurons = inputs * {counts.neurons}",
            "dense = inputs * outputs",
            "local = outputs * k * k * channels",
            "shared = k * k * channels * filters",
            "with_bias = (k * k * channels + 1) * filters",
            "",
        ]
    )


def numpy_shifts(task: ShiftTask) -> str:
    """Train both networks with the core alone: `weights`, `tested`, by network."""
    return f'''import numpy as np

from cnn_core.data import Examples, digits, evenly, moved
from cnn_core.nn import Adam, Conv2D, Dense, Flatten, MaxPool2D, Network, ReLU, accuracy
from cnn_core.training import Run

networks = {{
    "dense": [Flatten(), Dense(32), ReLU(), Dense(10)],
    "convolution": [
        Conv2D(6, 5), ReLU(), MaxPool2D(2),
        Conv2D(16, 5), ReLU(), MaxPool2D(8),  # the largest value of a whole 8x8 map
        Flatten(), Dense(10),
    ],
}}


def shifted(examples, steps):
    """Shift each picture to the right by its number of pixels."""
    pixels = [moved(one, 0, int(step)) for one, step in zip(examples.pixels, steps)]
    return Examples(np.stack(pixels), examples.labels)


seed = {task.seed}
train, test = evenly(digits().train, {task.pictures}), evenly(digits().test, {TESTED})
rng = np.random.default_rng(seed)
train = shifted(train, rng.integers(-{task.reach}, {task.reach} + 1, len(train)))

weights, tested = {{}}, {{}}
for name, layers in networks.items():
    network = Network(layers, train.shape, np.random.default_rng(seed))
    run = Run(train, seed=seed, batch={BATCH}, network=network, optimiser=Adam({RATE}))
    run.advance({BATCHES})
    weights[name] = network.parameter_count
    tested[name] = [
        accuracy(network, *shifted(test, [step] * len(test)).batch())
        for step in range(-{FARTHEST}, {FARTHEST} + 1)
    ]
    print(name, weights[name], np.round(tested[name], 2))
'''


def torch_counts(counts: Counts) -> str:
    """Count the parameters of PyTorch's layers, which are made without memory."""
    channels, rows, columns = counts.input_shape
    filters, high, wide = counts.layer.outputs
    return "\n".join(
        [
            "from torch import nn",
            "",
            "def count(layer):",
            "    return sum(p.numel() for p in layer.parameters())",
            "",
            f"inputs, outputs = {rows} * {columns} * {channels}, {high} * {wide} * {filters}",
            "# On the device “meta” a layer has shapes and no numbers: nothing is too large.",
            f'to_neurons = count(nn.Linear(inputs, {counts.neurons}, bias=False, device="meta"))',
            'dense = count(nn.Linear(inputs, outputs, bias=False, device="meta"))',
            f"conv = nn.Conv2d({channels}, {filters}, {counts.kernel}, stride={counts.stride}, "
            f"padding={counts.padding})",
            "shared, with_bias = conv.weight.numel(), count(conv)",
            "",
        ]
    )


def keras_counts(counts: Counts) -> str:
    """Count the parameters of Keras's layers; the dense ones are too large to be made."""
    channels, rows, columns = counts.input_shape
    filters, high, wide = counts.layer.outputs
    return "\n".join(
        [
            "from math import prod",
            "from keras import layers",
            "",
            f"conv = layers.Conv2D({filters}, {counts.kernel}, strides={counts.stride})",
            f"conv.build((None, {rows + 2 * counts.padding}, {columns + 2 * counts.padding}, "
            f"{channels}))  # padded",
            "shared, with_bias = prod(conv.kernel.shape), conv.count_params()",
            "# Dense layers of this size may not fit into memory: here is their kernel's size.",
            f"to_neurons = prod(({rows}, {columns}, {channels}, {counts.neurons}))",
            f"dense = prod(({rows}, {columns}, {channels}, {high}, {wide}, {filters}))",
            "",
        ]
    )


# Name of a tab -> how it counts.
COUNT_SNIPPETS: Mapping[str, Callable[[Counts], str]] = MappingProxyType(
    {"NumPy": numpy_counts, "PyTorch": torch_counts, "Keras": keras_counts}
)
