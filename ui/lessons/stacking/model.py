"""What the lesson on stacking shows: kernels one after another, or detectors built from edges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnn_core.kernels import (
    CORNERS,
    KERNELS,
    SIDES,
    Fit,
    Kernel,
    best_single_kernel,
    compose_kernels,
    composed,
    corner_maps,
    layer_by_layer,
    mixed_map,
    side_maps,
    square_map,
)
from ui.lessons.stacking.words import views as say
from ui.link.convolution import chosen_kernel, convolution_settings
from ui.link.settings import Choice, Setting, Switch, Text, Whole, quoted
from ui.link.view import View
from ui.link.vocabulary import KERNEL, QUESTION
from ui.pictures import Picture

Array = NDArray[np.floating[Any]]
Sides = tuple[tuple[int, int], tuple[int, int]]

VIEWS = {
    "corners": "Edges → corners",
    "squares": "Corners → squares",
    "relu": "ReLU between",
    "linear": "One kernel",
}
MOST_LAYERS = 5
THREES = tuple(name for name, family in KERNELS.items() if 3 in family.sizes)
PARTS = 20  # a threshold goes in this many parts of the strongest edge
LARGEST_SIDE = 10
LONGEST_SIDE = 96  # of the picture, in the tabs of stacks
LONGEST_SIDES = {"corners": 48, "squares": 48}  # in the tabs of detectors
SHAPES, SHAPES_CELL = "shapes", (3, 3)  # squares, and the corner of one
FULL_EDGE = 3  # times white: three pixels on either side of a straight edge


def read_following(text: str) -> tuple[str, ...]:
    """Read the kernels of the second layer and those after it. Errors: unknown, too many.

    >>> read_following("box-blur,sobel-y")
    ('box-blur', 'sobel-y')
    """
    names = tuple(text.split(","))
    if not 1 <= len(names) < MOST_LAYERS:
        raise ValueError(
            say.LAYERS_ARE_NOT.format(next_count=len(names) + 1, most_layers=MOST_LAYERS)
        )
    for name in names:
        if name not in THREES:
            raise ValueError(say.NO_KERNEL_OF_THE_MENU.format(quoted=quoted(name)))
    return names


@dataclass(frozen=True)
class Stacked:
    """A picture (1, H, W) under kernels one after another, and the one kernel for all of them.

    The picture's border goes on outside, once, as far as all kernels reach together: so every
    map at the end is as large as the picture, and both ways see the same pixels.
    """

    picture: Picture
    kernels: tuple[Kernel, ...]
    between: bool = False  # a ReLU after every kernel but the last

    @cached_property
    def whole(self) -> Kernel:
        """All kernels as one, in whole numbers over one divisor."""
        return composed(self.kernels)

    @property
    def margin(self) -> Sides:
        """Cells that are added ((above, below), (left, right))."""
        rows, columns = (
            (sum((one.shape[axis] - 1) // 2 for one in self.kernels), self.whole.shape[axis] - 1)
            for axis in (0, 1)
        )
        return (rows[0], rows[1] - rows[0]), (columns[0], columns[1] - columns[0])

    @cached_property
    def padded(self) -> NDArray[np.float32]:
        """The picture with its margin, as networks compute: float32."""
        return np.pad(self.picture.pixels[0].astype(np.float32), self.margin, mode="edge")

    @cached_property
    def layered(self) -> Array:
        """The map (H, W) of one kernel after another, float32."""
        weights = [one.weights for one in self.kernels]
        return layer_by_layer(self.padded, weights, between=self.between)[-1]

    @cached_property
    def at_once(self) -> Array:
        """The map (H, W) of the one composed kernel, float32."""
        weights = compose_kernels(*(one.weights for one in self.kernels))
        return layer_by_layer(self.padded, [weights])[-1]

    @property
    def difference(self) -> Array:
        """The one map minus the other, exact."""
        return self.layered.astype(np.float64) - self.at_once

    @cached_property
    def fit(self) -> Fit:
        """The single kernel nearest to the layers, by least squares."""
        exact = [one.weights.astype(np.float64) for one in self.kernels]
        image = self.padded.astype(np.float64)
        wanted = layer_by_layer(image, exact, between=self.between)[-1]
        return best_single_kernel(image, wanted, self.whole.shape)


@dataclass(frozen=True)
class Detector:
    """Detectors built by hand on a picture (1, H, W): sides, then corners, then squares."""

    picture: Picture
    squares: bool
    mix: tuple[int, int, int, int] = (1, 0, 1, 0)  # weights of the four side maps
    parts: int = PARTS  # of the strongest edge: the threshold of a corner
    needed: int = PARTS  # the threshold of a square
    side: int = 6
    between: bool = True

    @property
    def full_edge(self) -> int:
        """What a straight edge from black to white answers."""
        return FULL_EDGE * self.picture.white

    @cached_property
    def strongest(self) -> int:
        """What the strongest edge of this picture answers, 0 without one."""
        return int(side_maps(self.picture.pixels[0]).max())

    @property
    def edge(self) -> int:
        """What thresholds are parts of, so that they follow the picture's contrast."""
        return self.strongest or self.full_edge

    @property
    def threshold(self) -> float:
        """What the first sum must exceed."""
        return self.edge * self.parts / PARTS

    @property
    def second(self) -> float:
        """What the sum of four corners must exceed."""
        return self.edge * self.needed / PARTS

    @cached_property
    def sides(self) -> Array:
        """The maps of the four sides (4, H, W)."""
        return side_maps(self.picture.pixels[0], between=self.between)

    @cached_property
    def corners(self) -> Array:
        """The maps of the four corners (4, H, W)."""
        return corner_maps(self.picture.pixels[0], self.threshold, between=self.between)

    @cached_property
    def found(self) -> Array:
        """The last map: the reader's corner (H, W), or the squares (H - side + 1, ...)."""
        if self.squares:
            return square_map(self.corners, self.side, self.second, between=self.between)
        return mixed_map(self.sides, self.mix, self.threshold, between=self.between)

    @property
    def before(self) -> Array:
        """The maps that the last layer reads (4, H, W)."""
        return self.corners if self.squares else self.sides

    @property
    def names(self) -> tuple[str, ...]:
        """What those maps are called."""
        return tuple(CORNERS if self.squares else SIDES)

    @property
    def reach(self) -> int:
        """How many rows of the picture one cell of the last map reads."""
        return self.side + 2 if self.squares else 3

    @cached_property
    def fit(self) -> Fit:
        """The single kernel of the same reach that is nearest to the last map."""
        image = np.pad(self.picture.pixels[0].astype(np.float64), 1, mode="edge")
        return best_single_kernel(image, self.found, (self.reach, self.reach))


VIEW = Choice("view", "corners", tuple(VIEWS))
# The kernels of the second layer and those after it.
THEN = Text[tuple[str, ...]]("then", ("box-blur", "sobel-y"), read_following, ",".join)
# The weights of the maps of the four sides.
SIDE_WEIGHTS = [Whole(name, value, -1, 1) for name, value in zip(SIDES, (1, 0, 1, 0), strict=True)]
THRESHOLD, NEEDED = (Whole(name, PARTS, 0, 2 * PARTS) for name in ("threshold", "needed"))
SIDE = Whole("side", 6, 2, LARGEST_SIDE)
RELU = Switch("relu", default=True)
KEPT = ("image", "kernel", "weights", "size", "angle", "wavelength", "cell")


def stacking_settings() -> list[Setting[Any]]:
    """Return the lesson's settings: it opens on squares, and on the corner of one."""
    shared = convolution_settings(SHAPES, "sobel-x", cell=SHAPES_CELL)
    return [
        VIEW,
        *(one for one in shared if one.name in KEPT),
        THEN,
        *SIDE_WEIGHTS,
        THRESHOLD,
        NEEDED,
        SIDE,
        RELU,
        QUESTION,
    ]


def longest_side(view: View) -> int:
    """Return how many rows or columns a picture has at most in the view's tab."""
    return LONGEST_SIDES.get(view[VIEW], LONGEST_SIDE)


def chosen_stack(view: View, shown: Picture) -> Stacked:
    """Return the view's kernels over the picture; weights too large to stay exact give way."""
    following = [KERNELS[name].kernel(3) for name in view[THEN]]
    between = view[VIEW] == "relu"
    stack = Stacked(shown, (chosen_kernel(view), *following), between)
    try:
        stack.whole  # noqa: B018  asked for its error
    except ValueError as error:
        default = view.default(KERNEL)
        reason = str(error)
        title = KERNELS[default].title
        view.change(
            KERNEL,
            default,
            say.USED_INSTEAD.format(reason_0=reason[0].upper(), reason=reason[1:], title=title),
        )
        return Stacked(shown, (chosen_kernel(view), *following), between)
    return stack


def chosen_detector(view: View, shown: Picture) -> Detector:
    """Return the view's detector; a square larger than the picture becomes the largest inside."""
    most = min(shown.pixels.shape[1:])
    if view[VIEW] == "squares" and view[SIDE] > most:
        if most >= 2:
            note = say.SQUARE_OF_SIDE_DOES_NOT_FIT.format(view=view[SIDE], most=most)
            view.change(SIDE, most, note)
        else:
            view.change(VIEW, "corners", say.IMAGE_HAS_NO_ROOM_FOR_A_SQUARE)
    return detector_over(view, shown)


def detector_over(view: View, shown: Picture) -> Detector:
    """Return the view's detector over this picture, which has room for its square."""
    top, bottom, left, right = (view[one] for one in SIDE_WEIGHTS)
    return Detector(
        shown,
        view[VIEW] == "squares",
        (top, bottom, left, right),
        view[THRESHOLD],
        view[NEEDED],
        view[SIDE],
        view[RELU],
    )


def exact_sum(kernels: Sequence[Kernel]) -> Fraction:
    """Return the product of the kernels' sums: the sum of the one they are."""
    product = Fraction(1)
    for one in kernels:
        product *= one.sum
    return product
