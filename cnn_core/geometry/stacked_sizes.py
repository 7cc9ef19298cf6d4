"""How large the maps of one layer after another are, until no window fits any more."""

from __future__ import annotations

from dataclasses import dataclass

from cnn_core.geometry.padding import check_amounts
from cnn_core.geometry.sizes import Padding, Pair, geometry, pair


@dataclass(frozen=True)
class Stack:
    """The sizes of a picture and of the maps after it, and why there are no more, if so."""

    sizes: tuple[Pair, ...]  # the picture's, then one for each layer
    end: str = ""  # what stops the next layer, in words; "" if nothing does

    @property
    def layers(self) -> int:
        """How many layers there are."""
        return len(self.sizes) - 1


def stack_sizes(
    size: Pair,
    kernel: int | Pair,
    layers: int,
    *,
    stride: int | Pair = 1,
    padding: Padding = 0,
    dilation: int | Pair = 1,
    padding_mode: str = "zeros",
) -> Stack:
    """Return the sizes that up to `layers` layers with the same settings make.

    size (H, W) -> `layers` + 1 sizes, fewer where a map leaves the next layer no room. Errors: a
    negative number of layers.

    >>> stack_sizes((7, 7), 3, 9).sizes
    ((7, 7), (5, 5), (3, 3), (1, 1))
    """
    if layers < 0:
        raise ValueError(f"a stack of {layers} layers does not exist: use 0 or more")
    sizes = [pair(size, "size", 0)]
    for _ in range(layers):
        try:
            found = geometry(
                sizes[-1],
                pair(kernel, "kernel"),
                stride=stride,
                padding=padding,
                dilation=dilation,
            )
            check_amounts(found.amounts, found.size, padding_mode)
        except ValueError as error:
            return Stack(tuple(sizes), str(error))
        sizes.append(found.out)
    return Stack(tuple(sizes))
