"""Tiles: what opening one changes, and the bytes that their maps are sent as."""

from __future__ import annotations

import numpy as np
import pytest
import streamlit as st

from cnn_core.kernels import KERNELS
from tests.ui.visitor import visitor
from ui.lessons.kernels.events import take_tile
from ui.lessons.kernels.thumbnails import drawn, gallery_maps
from ui.pictures import picture

DIGIT = picture("digit-7").grey()
BEFORE = {"view": "gallery", "kernel": "sobel-x", "size": 7, "angle": 30, "times": 3}


@pytest.mark.parametrize(
    ("tile", "changed"),
    [
        ("gabor", {"kernel": "gabor", "size": 9, "angle": 0, "times": 1, "view": "one"}),
        ("sobel-x", {"size": 3, "angle": 0, "times": 1, "view": "one"}),
        ("7", {"times": 7, "view": "one"}),
        ("8", {}),  # no tile shows eight applications
        ("no-kernel", {}),
        ("", {}),
    ],
)
def test_a_tile_opens_what_it_shows(tile: str, changed: dict[str, object]) -> None:
    with visitor():
        for name, value in BEFORE.items():
            st.session_state[f"kernels.{name}"] = value
        st.session_state["kernels:gallery"] = {"open": {"tile": tile, "at": 1}}
        take_tile("kernels", "kernels:gallery")
        found = {name: st.session_state[f"kernels.{name}"] for name in BEFORE}
    assert found == BEFORE | changed


def test_every_kernel_opens_at_the_size_that_its_tile_shows() -> None:
    for name, family in KERNELS.items():
        with visitor():
            st.session_state["kernels:gallery"] = {"open": {"tile": name, "at": 1}}
            take_tile("kernels", "kernels:gallery")
            size = st.session_state["kernels.size"]
        assert family.kernel(size) == family.kernel()


def test_a_signed_map_has_0_in_the_middle_of_its_bytes() -> None:
    cells = drawn(np.array([[-4.0, -2.0, 0.0, 1.0, 4.0]]), white=0).cells
    assert cells.tolist() == [[1, 64, 128, 160, 255]]


def test_a_map_that_is_a_picture_is_cut_at_black_and_white() -> None:
    cells = drawn(np.array([[-4.0, 0.0, 5.0, 10.0, 12.0]]), white=10).cells
    assert cells.tolist() == [[0, 0, 128, 255, 255]]


def test_a_map_of_zeros_is_0_everywhere() -> None:
    assert (drawn(np.zeros((3, 4)), white=0).cells == 128).all()


def test_a_gallery_is_computed_once_for_a_picture_and_cannot_be_changed() -> None:
    maps = gallery_maps(DIGIT)
    assert gallery_maps(picture("digit-7").grey()) is maps
    with pytest.raises(ValueError, match="read-only"):
        maps[0].cells[0, 0] = 1
