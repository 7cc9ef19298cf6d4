"""The code of the three ways to shrink: the map's size and the parameters of each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from ui.lessons.receptive_field.downsampling import Way
from ui.lessons.receptive_field.stacks import Slide

Pair = tuple[int, int]


def numpy_code(size: Pair, compared: Sequence[Way], filters: int) -> str:
    """Work the ways out in plain Python: `found`, (rows, columns, parameters, reach) of each."""
    listed = [f"    [{', '.join(_tuple(slide) for slide in way.slides)}]," for way in compared]
    return "\n".join(
        [
            "ways = [  # name, size, stride of each layer",
            *listed,
            "]",
            f"filters = {filters}",
            "found = []",
            "for layers in ways:",
            f"    rows, columns, parameters, r, jump = {size[0]}, {size[1]}, 0, 1, 1",
            "    for name, size, stride in layers:",
            "        rows = (rows - size) // stride + 1",
            "        columns = (columns - size) // stride + 1",
            '        if name == "conv":',
            "            parameters += (size * size * 1 + 1) * filters",
            "        r += (size - 1) * jump",
            "        jump *= stride",
            "    found.append((rows, columns, parameters, r))",
            "",
        ]
    )


def _tuple(slide: Slide) -> str:
    return f'("{"conv" if slide.kind == "c" else "pool"}", {slide.size}, {slide.stride})'


def torch_code(size: Pair, compared: Sequence[Way], filters: int) -> str:
    """Build the ways in PyTorch: `found`, (rows, columns, parameters) of each."""

    def layer(slide: Slide) -> str:
        if slide.kind == "c":
            return f"nn.Conv2d(1, {filters}, {slide.size}, stride={slide.stride})"
        return f"nn.MaxPool2d({slide.size}, {slide.stride})"

    return "\n".join(
        [
            "import torch",
            "from torch import nn",
            "",
            "ways = [",
            *(f"    nn.Sequential({', '.join(map(layer, way.slides))})," for way in compared),
            "]",
            f"picture = torch.zeros(1, 1, {size[0]}, {size[1]})",
            "found = []",
            "for way in ways:",
            "    *_, rows, columns = way(picture).shape",
            "    parameters = sum(p.numel() for p in way.parameters())",
            "    found.append((rows, columns, parameters))",
            "",
        ]
    )


def keras_code(size: Pair, compared: Sequence[Way], filters: int) -> str:
    """Build the ways in Keras: `found`, (rows, columns, parameters) of each."""

    def layer(slide: Slide) -> str:
        if slide.kind == "c":
            return f"layers.Conv2D({filters}, {slide.size}, strides={slide.stride})"
        return f"layers.MaxPooling2D({slide.size}, strides={slide.stride})"

    return "\n".join(
        [
            "import keras",
            "from keras import layers",
            "",
            "ways = [",
            *(f"    [{', '.join(map(layer, way.slides))}]," for way in compared),
            "]",
            "found = []",
            "for way in ways:",
            f"    model = keras.Sequential([keras.Input(({size[0]}, {size[1]}, 1)), *way])",
            "    _, rows, columns, _ = model.output_shape",
            "    found.append((rows, columns, model.count_params()))",
            "",
        ]
    )


# Name of a tab -> how it writes.
WAYS_SNIPPETS: Mapping[str, Callable[[Pair, Sequence[Way], int], str]] = MappingProxyType(
    {"NumPy": numpy_code, "PyTorch": torch_code, "Keras": keras_code}
)
