"""The views of whole pictures: every kernel at once, before and after, again and again."""

from __future__ import annotations

from functools import partial

import streamlit as st

from cnn_core.kernels import KERNELS
from ui.lessons.kernels.comparison_view import comparison_view
from ui.lessons.kernels.events import take_tile
from ui.lessons.kernels.model import Shown
from ui.lessons.kernels.thumbnails import (
    GALLERY,
    ROW,
    drawn_image,
    drawn_map,
    gallery_maps,
    repeated_maps,
    whole,
)
from ui.lessons.kernels.tiles_view import Tile, tiles_view
from ui.lessons.kernels.words import views as say
from ui.lessons.kernels.words.page import GALLERY_KEY, MAP_KEY, times_words
from ui.link.vocabulary import KERNEL
from ui.pictures import Picture
from ui.session.keys import page_key


def picture_view(shown: Shown, page: str) -> Picture:
    """Show one of these views, and return the picture that it is made of."""
    show = {"gallery": _gallery, "before": _before, "repeats": _repeats}[shown.kind]
    return show(shown, page)


def _gallery(shown: Shown, page: str) -> Picture:
    picture = shown.found.picture.reduced(*GALLERY)
    tiles = [
        Tile(
            family.title,
            made,
            opens=name,
            about=family.sees,
            kernel=family.kernel(),
            chosen=name == shown.view[KERNEL],
        )
        for (name, family), made in zip(KERNELS.items(), gallery_maps(picture), strict=True)
    ]
    label = f"{picture.title} under {len(tiles)} kernels"
    _tiles(tiles, label, page_key(page, "gallery"), page)
    st.caption(GALLERY_KEY)
    return picture


def _repeats(shown: Shown, page: str) -> Picture:
    picture = shown.found.picture.reduced(*ROW)
    found = whole(picture, shown.found.kernel)
    maps = repeated_maps(found)
    tiles = [Tile("the image", drawn_image(picture))]
    tiles += [
        Tile(f"applied {times_words(times)}", one, opens=str(times)) for times, one in maps.items()
    ]
    label = say.AFTER_APPLIED_AGAIN_AND_AGAIN.format(
        title=picture.title, title_2=found.kernel.title
    )
    _tiles(tiles, label, page_key(page, "repeats"), page, large=True)
    if not found.is_picture:
        st.caption(MAP_KEY)
    return picture


def _tiles(tiles: list[Tile], label: str, key: str, page: str, *, large: bool = False) -> None:
    tiles_view(tiles, label=label, key=key, on_open=partial(take_tile, page, key), large=large)


def _before(shown: Shown, page: str) -> Picture:
    found, last = shown.found, shown.last
    name = found.kernel.title + (f", {times_words(last.times)}" if last.times > 1 else "")
    comparison_view(
        drawn_image(found.picture),
        drawn_map(found, last),
        name=name,
        key=page_key(page, "before"),
    )
    if not found.is_picture:
        st.caption(MAP_KEY)
    return found.picture
