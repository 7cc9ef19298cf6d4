"""Pictures drawn in one line of NumPy, each made to show one thing a kernel does."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy as np

# An array (H, W), or (3, H, W) in colour, of whole numbers 0..255; NumPy types its functions'
# answers as Any.
Plane = Any


@dataclass(frozen=True)
class Drawing:
    """A drawn picture: its title, the function that draws it, the value drawn as white."""

    title: str
    draw: Callable[[], Plane]
    white: int = 255

    def line(self) -> str:
        """Return the expression that draws it, as written below: what is shown is what runs."""
        source = inspect.getsource(self.draw)
        function = ast.parse(source).body[0]
        assert isinstance(function, ast.FunctionDef)
        answer = function.body[-1]
        assert isinstance(answer, ast.Return)
        assert answer.value is not None
        return (ast.get_source_segment(source, answer.value) or "").replace("\n    ", "\n")


def edge() -> Plane:
    """Return the textbook's vertical edge: left half 10, right half 0."""
    return np.repeat([[10, 10, 10, 0, 0, 0]], 6, axis=0)


def edge_down() -> Plane:
    """Return the same edge turned by 90 degrees: upper half 10, lower half 0."""
    return np.repeat([[10], [10], [10], [0], [0], [0]], 6, axis=1)


def step() -> Plane:
    """Return the same edge the other way round: the answer changes its sign."""
    return np.repeat([[0, 0, 0, 10, 10, 10]], 6, axis=0)


def bar() -> Plane:
    """Return a bright bar: one edge on either side, of opposite signs."""
    return np.repeat([[0, 0, 0, 10, 10, 10, 0, 0, 0]], 9, axis=0)


def centre_200() -> Plane:
    """Return greys whose middle pixel the 4-neighbour high-pass answers with 175.

    4 * 200 - (158 + 152 + 160 + 155) = 800 - 625 = 175.
    """
    return np.array(
        [
            [88, 102, 118, 121, 130],
            [95, 131, 158, 149, 137],
            [104, 152, 200, 160, 141],
            [98, 143, 155, 150, 133],
            [90, 110, 126, 129, 120],
        ]
    )


def nine() -> Plane:
    """Return the smallest picture a 3x3 kernel fits: padded by 2 it is 7x7."""
    return np.arange(1, 10).reshape(3, 3)


def four() -> Plane:
    """Return the smallest map that pooling quarters: 4x4, its first window 3 7 1 2."""
    return np.array([[3, 7, 0, 4], [1, 2, 6, 5], [8, 0, 2, 9], [4, 4, 1, 1]])


def flat() -> Plane:
    """Return one grey everywhere: kernels that sum to 0 answer 0."""
    return np.full((9, 9), 128)


def impulse() -> Plane:
    """Return a single bright pixel: the answer is the kernel itself, turned by 180 degrees."""
    return np.pad([[255]], 5)


def ramp() -> Plane:
    """Return a steady rise from black to white: the first derivative is constant, the second 0."""
    return np.repeat([np.arange(16) * 17], 16, axis=0)


def checkerboard() -> Plane:
    """Return black and white squares of 4x4 pixels: edges and corners of every sign."""
    return np.kron(sum(np.indices((4, 4))) % 2, np.full((4, 4), 255))


def shapes() -> Plane:
    """Return three squares, two of 6 and one of 9 pixels a side, a bar and an L: 30x30."""
    return np.kron(
        [
            [0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
            [0, 1, 1, 0, 1, 0, 0, 1, 1, 0],
            [0, 1, 1, 0, 1, 0, 0, 1, 1, 0],
            [0, 0, 0, 0, 1, 0, 0, 0, 0, 0],
            [0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
            [0, 1, 1, 1, 0, 0, 1, 0, 0, 0],
            [0, 1, 1, 1, 0, 0, 1, 0, 0, 0],
            [0, 1, 1, 1, 0, 0, 1, 0, 0, 0],
            [0, 0, 0, 0, 0, 0, 1, 1, 1, 0],
            [0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        ],
        np.full((3, 3), 255),
    )


def ring() -> Plane:
    """Return a soft ring of radius 20, 8 wide: an edge at every angle."""
    return np.rint(255 * np.clip(4.5 - abs(np.hypot(*(np.indices((65, 65)) - 32)) - 20), 0, 1))


def grating() -> Plane:
    """Return vertical stripes with a wavelength of 8 pixels: what a Gabor kernel looks for."""
    return np.rint(128 + 127 * np.sin(np.indices((64, 64))[1] * np.pi / 4))


def zone_plate() -> Plane:
    """Return rings ever finer, up to 2 pixels a ring at the border: all sizes and angles at once.

    Around 128 with 127 to either side, so that a cosine of 0 rounds alike on every machine.
    """
    return np.rint(128 + 127 * np.cos(np.pi / 256 * sum((np.indices((256, 256)) - 128) ** 2)))


def red_purple() -> Plane:
    """Return pure red (255, 0, 0) on the left and purple (200, 0, 200) on the right."""
    return np.repeat(np.repeat([[[255, 200]], [[0, 0]], [[0, 200]]], 3, axis=2), 4, axis=1)


def red_blue() -> Plane:
    """Return red on the left, blue on the right, a green dot between: 0 to 2, small enough to add.

    Three planes of 5x5, so that a 3x3x3 kernel's 27 products can be checked by hand.
    """
    return np.stack(
        [
            np.tile([2, 2, 2, 0, 0], (5, 1)),
            np.pad([[0, 1, 0], [1, 2, 1], [0, 1, 0]], 1),
            np.tile([0, 0, 0, 2, 2], (5, 1)),
        ]
    )


def square() -> Plane:
    """Return a square of 10 on 0: four edges, four corners."""
    return np.pad(np.full((4, 4), 10), 2)


def strips() -> Plane:
    """Return two strips of 10 that cross, added up: every edge runs on from border to border."""
    return np.add.outer([0, 0, 10, 10, 0, 0], [0, 0, 10, 10, 0, 0])


def colours() -> Plane:
    """Return the eight colours that planes of only 0 and 255 make, 2x2 pixels each."""
    return 255 * np.kron(
        [
            [[1, 0, 0, 0], [0, 1, 1, 1]],
            [[0, 1, 0, 0], [1, 0, 1, 1]],
            [[0, 0, 1, 0], [1, 1, 0, 1]],
        ],
        np.ones((1, 2, 2), int),
    )


# Name in the link -> drawing, in the order of the menus.
DRAWINGS: Mapping[str, Drawing] = MappingProxyType(
    {
        "edge": Drawing("Edge, 10 to 0", edge, white=10),
        "edge-down": Drawing("Edge, 10 above 0", edge_down, white=10),
        "step": Drawing("Edge, 0 to 10", step, white=10),
        "bar": Drawing("Bar, 0 10 0", bar, white=10),
        "square": Drawing("Square of 10", square, white=10),
        "strips": Drawing("Two strips that cross", strips, white=20),
        "centre-200": Drawing("Greys around 200", centre_200),
        "nine": Drawing("3×3, 1 to 9", nine, white=10),
        "four": Drawing("4×4, 0 to 9", four, white=10),
        "flat": Drawing("Flat grey", flat),
        "impulse": Drawing("Impulse", impulse),
        "ramp": Drawing("Ramp", ramp),
        "checkerboard": Drawing("Checkerboard", checkerboard),
        "shapes": Drawing("Squares, bar and L", shapes),
        "ring": Drawing("Ring", ring),
        "grating": Drawing("Grating", grating),
        "zone-plate": Drawing("Zone plate", zone_plate),
        "red-purple": Drawing("Pure red | purple", red_purple),
        "red-blue": Drawing("Red | blue, 0 to 2", red_blue, white=2),
        "colours": Drawing("Eight colours", colours),
    }
)
