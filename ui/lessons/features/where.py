"""Where the network looks: five maps of one score, and the same with weights drawn anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cnn_core.attribution import (
    grad_cam,
    gradient_times_input,
    occlusion_steps,
    randomised,
    rank_correlation,
    saliency,
    smooth_grad_steps,
    weighted_layers,
)
from cnn_core.explain import score_parts
from cnn_core.nn import Network
from ui.frame.long_work import Work, read_only
from ui.lessons.features.model import Shown
from ui.lessons.features.settings import (
    ANEW,
    CLASS,
    COPIES,
    COVER,
    LAYER,
    NOISE,
    PATCH,
    PHOTO_COPIES,
    PHOTO_PATCH,
    PHOTO_SLIDE,
    SLIDE,
    VIEW,
)
from ui.lessons.features.words import views as say
from ui.link.settings import Whole
from ui.link.view import View
from ui.pictures import add_blocks
from ui.zoo.networks import Opened
from ui.zoo.parts import Part

LARGE = 64  # rows or columns from which a map is finer than it is drawn
BLOCK = 4  # pixels of a photograph's side that are shown as one cell
SEED = 1


@dataclass(frozen=True)
class Looking:
    """How the maps are made: sizes in pixels of the network's image."""

    unit: int
    size: int
    stride: int
    cover: str
    copies: int
    noise: float
    part: Part
    anew: int

    @property
    def key(self) -> tuple[object, ...]:
        """All that the maps depend on, but weights drawn anew."""
        return (
            self.unit,
            self.size,
            self.stride,
            self.cover,
            self.copies,
            self.noise,
            self.part.number,
        )


@dataclass(frozen=True, eq=False)
class Maps:
    """The maps by their names, each (H', W'), in logits."""

    maps: Mapping[str, NDArray[np.float32]]

    def alike(self, other: Maps) -> dict[str, float | None]:
        """Return the rank correlation of the sizes of both maps, by their names."""
        return {
            name: rank_correlation(np.abs(one), np.abs(other.maps[name]))
            for name, one in self.maps.items()
        }


def looking_of(view: View, shown: Shown) -> Looking:
    """Return how the maps are made; what the network cannot have becomes the nearest."""
    opened = shown.opened
    last = len(opened.classes) - 1
    if view[CLASS] > last:
        said = say.NETWORK_HAS_NO_CLASS_SO.format(view=view[CLASS])
        view.change(CLASS, CLASS.default, said)
    layers = map_parts(opened)
    numbers = [part.number for part in layers]
    if view[VIEW] == "where" and view[LAYER] and view[LAYER] not in numbers:
        view.fit(LAYER, min(numbers, key=lambda number: abs(number - view[LAYER])))
    most = most_anew(opened)
    if view[ANEW] > most:
        view.fit(ANEW, most)
    part = opened.parts[view[LAYER]] if view[LAYER] in numbers else last_maps(opened)
    size, slide, copies = patch_settings(opened)
    return Looking(
        shown.best if view[CLASS] < 0 else view[CLASS],
        min(view[size], *opened.network.input_shape[1:]),
        view[slide],
        view[COVER],
        view[copies],
        view[NOISE] / 100,
        part,
        view[ANEW],
    )


def patch_settings(opened: Opened) -> tuple[Whole, Whole, Whole]:
    """Return the settings of a patch's size, its stride, and the noisy copies."""
    if opened.data is None:
        return PHOTO_PATCH, PHOTO_SLIDE, PHOTO_COPIES
    return PATCH, SLIDE, COPIES


def map_parts(opened: Opened) -> list[Part]:
    """Return the parts whose maps Grad-CAM may weigh: each convolution and pooling."""
    return [part for part in opened.parts if part.kind != "input"]


def last_maps(opened: Opened) -> Part:
    """Return the last convolution, or the last part of a network without one."""
    parts = map_parts(opened)
    return next((part for part in parts[::-1] if part.kind == "conv"), parts[-1])


def most_anew(opened: Opened) -> int:
    """Return how many layers may be drawn anew."""
    return min(ANEW.high, len(weighted_layers(opened.network)))


def maps_of(shown: Shown, looking: Looking, anew: int) -> Work[Maps]:
    """Make all maps, with the last `anew` layers drawn anew; yield the share that is done."""
    network, image, unit = shown.opened.network, shown.input.image, looking.unit
    if anew:
        network = randomised(network, anew, np.random.default_rng(SEED))
    found = {"gradient": saliency(network, image, unit)}
    yield 0.05
    found["times"] = gradient_times_input(network, image, unit)
    yield 0.1
    found["cam"] = _cam(network, image, unit, looking.part)
    yield 0.15
    if shown.opened.data is None:
        found["places"] = _places(network, image, unit)
    steps = occlusion_steps(
        network,
        image,
        unit,
        size=looking.size,
        stride=looking.stride,
        fill=_colour(shown, looking.cover),
    )
    found["occlusion"] = yield from _between(0.15, 0.55, steps)
    smooth = smooth_grad_steps(
        network,
        image,
        unit,
        count=looking.copies,
        noise=looking.noise,
        rng=np.random.default_rng(SEED),
    )
    found["smooth"] = yield from _between(0.55, 1.0, smooth)
    order = ("occlusion", "gradient", "smooth", "times", "cam", "places")
    return Maps({name: _cells(found[name]) for name in order if name in found})


def _cam(
    network: Network, image: NDArray[np.float32], unit: int, part: Part
) -> NDArray[np.floating]:
    inside = None if part.shown else part.inside
    return grad_cam(network, image, unit, depth=part.at + 1, inside=inside).map


def _between(
    start: float, stop: float, steps: Work[NDArray[np.floating]]
) -> Work[NDArray[np.floating]]:
    """Go through steps whose share is part of a larger one."""
    while True:
        try:
            done = next(steps)
        except StopIteration as end:
            found: NDArray[np.floating] = end.value
            return found
        yield start + (stop - start) * done


def _places(network: Network, image: NDArray[np.float32], unit: int) -> NDArray[np.float64]:
    """Return what each place of the last maps adds to the score, as lesson 14 shows it."""
    maps = network.trace(image).activations[-3][..., 0]
    found = network.layers[-1].parameters
    return score_parts(maps, found["w"], found.get("b"), unit=unit).by_place


def _colour(shown: Shown, cover: str) -> NDArray[np.float32]:
    """Return what covers a patch, for each channel."""
    low, high = shown.opened.bounds
    image = shown.input.image
    if cover == "mean":
        return np.asarray(image.mean(axis=(1, 2)))
    return np.full(len(image), high if cover == "white" else low, np.float32)


def _cells(values: NDArray[np.floating]) -> NDArray[np.float32]:
    """Return a map no finer than it is drawn: of a photograph, means of blocks."""
    if max(values.shape) >= LARGE:
        values = add_blocks(values[None].astype(np.float64), BLOCK)[0] / BLOCK**2
    return np.asarray(read_only(np.ascontiguousarray(values, np.float32)))
