"""What the reader can take away: maps as pictures, as exact numbers, the view for slides."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any
from urllib.parse import urlencode

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from cnn_core.kernels import Gradient, gradient
from ui.frame.images import grey_image, map_images, npy, png, slide
from ui.link.view import View
from ui.models.convolution import Convolution
from ui.models.layer import unrounded
from ui.pictures import Picture
from ui.views.colour_range import colour_range


def map_downloads(view: View, found: Convolution, times: int = 1) -> None:
    """Offer the map of one kernel, applied `times` times."""
    name = f"{found.picture.name}-{found.kernel.name}" + (f"-{times}x" if times > 1 else "")
    exact = partial(unrounded, found, times)
    _offer(view, name, lambda: [exact()], exact, [found])


def layer_downloads(view: View, together: Sequence[Convolution]) -> None:
    """Offer the maps of a layer: side by side as a picture, (F, H', W') as numbers."""

    def maps() -> list[NDArray[np.float32]]:
        return [one.map for one in together]

    name = f"{together[0].picture.name}-layer"
    _offer(view, name, maps, lambda: np.stack(maps()), together)


def number_downloads(name: str, arrays: Mapping[str, NDArray[Any]]) -> None:
    """Offer arrays by their names, as exact numbers alone."""
    with _row():
        for title, array in arrays.items():
            _file(f"{title}.npy (float32)", partial(npy, array), f"{name}-{title}.npy", NUMBERS)


def gradient_downloads(picture: Picture) -> None:
    """Offer magnitude and direction of a picture's gradient, computed when asked for."""
    with _row():
        _file(
            "magnitude.png",
            lambda: png(_magnitude_image(picture)),
            f"{picture.name}-magnitude.png",
            "image/png",
        )
        for title in Gradient._fields:
            make = partial(_of_gradient, picture, title)
            _file(f"{title}.npy (float32)", make, f"{picture.name}-{title}.npy", NUMBERS)


def _gradient_of(picture: Picture) -> Gradient:
    return gradient(picture.pixels[0].astype(np.float64))


def _of_gradient(picture: Picture, title: str) -> bytes:
    return npy(getattr(_gradient_of(picture), title))


def _magnitude_image(picture: Picture) -> NDArray[np.uint8]:
    """Draw the magnitude (H, W) as the linked view does: 0 is black, the steepest white."""
    magnitude = _gradient_of(picture).magnitude
    return grey_image(magnitude, colour_range([magnitude])[0] or 1.0)


NUMBERS = "application/octet-stream"


def _offer(
    view: View,
    name: str,
    maps: Callable[[], Sequence[NDArray[Any]]],
    exact: Callable[[], NDArray[Any]],
    together: Sequence[Convolution],
) -> None:
    """Offer maps as a picture, as numbers and for slides; they are computed when asked for."""
    query = urlencode(view.query(), safe=",;")
    address = f"ConvScope · {view.page}" + (f"?{query}" if query else "")
    with _row():
        _file(
            "map.png",
            lambda: png(np.hstack(map_images(together, maps()))),
            f"{name}.png",
            "image/png",
        )
        _file("map.npy (float32)", lambda: npy(exact()), f"{name}.npy", NUMBERS)
        _file(
            "view for slides",
            lambda: slide(together, maps(), address),
            f"{name}-slide.png",
            "image/png",
        )


def _row() -> Any:
    row = st.container(horizontal=True, gap="small", vertical_alignment="center")
    row.caption("Download", width="content")
    return row


def _file(label: str, make: Callable[[], bytes], name: str, mime: str) -> None:
    """Offer one file, made when it is asked for."""
    st.download_button(label, make, name, mime, type="tertiary", on_click="ignore")
