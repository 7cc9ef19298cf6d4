"""A network's spelling: read, written, brought into range, and never trusted."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.lessons.architectures.model_zoo import ARCHITECTURES
from ui.networks.kinds import KINDS, spelled
from ui.networks.text import (
    MOST_LAYERS,
    NetworkSetting,
    Piece,
    ShapeSetting,
    input_shape,
    nearest,
    read_network,
    write_network,
)


@st.composite
def pieces(draw: st.DrawFn) -> Piece:
    kind = draw(st.sampled_from(list(KINDS)))
    return Piece(
        kind,
        {one.name: draw(st.integers(one.low, one.high)) for one in KINDS[kind].numbers},
    )


@given(st.lists(pieces(), min_size=1, max_size=12))
def test_what_is_written_reads_back(network: list[Piece]) -> None:
    text = write_network(network)
    again, notes = read_network(text)
    assert notes == []
    assert [repr(one.layer) for one in again] == [repr(one.layer) for one in network]
    assert write_network(again) == text


def test_a_name_is_spelled_so_that_a_network_reads_back() -> None:
    assert spelled("Hard-swish 2") == "hard_swish_2"
    assert all(re.fullmatch(r"[a-z0-9_]+", word) for word in KINDS)


@given(st.text(max_size=60))
def test_any_text_gives_layers_that_can_be_made_or_none(text: str) -> None:
    for piece in read_network(text)[0]:
        assert nearest(piece).numbers == piece.numbers
        assert piece.layer is not None
        assert piece.title


@pytest.mark.parametrize(
    ("text", "written", "said"),
    [
        ("c64k5s2p1g2", "c64k5s2p1g2", ""),
        ("C8 RELU\nm2", "c8-relu-m2", ""),
        ("m3s3", "m3", ""),
        ("dense120", "dense120", ""),
        ("drop25", "drop25", ""),
        ("c0", "c1", "c0 became c1"),
        ("dense9999999", "dense100000", "became dense100000"),
        ("c8-lstm5", "c8", "“lstm5” is no layer"),
        ("m2q3", "", "“m2q3” is no layer"),
        ("c8-resblock(c8", "c8", "write those of a block one after another"),
    ],
)
def test_a_spelling_means(text: str, written: str, said: str) -> None:
    found, notes = read_network(text)
    assert write_network(found) == written
    assert said in " ".join(notes)
    assert bool(notes) == bool(said)


def test_no_more_layers_than_can_be_shown() -> None:
    found, notes = read_network("-".join(["relu"] * (MOST_LAYERS + 3)))
    assert len(found) == MOST_LAYERS
    assert f"first {MOST_LAYERS}" in notes[0]


def test_a_link_without_a_layer_shows_the_first_figure() -> None:
    value, note = NetworkSetting("net", read_network("c8")[0]).read("<script>")
    assert write_network(value) == "c8"
    assert note is not None
    assert "This is c8" in note
    assert "<" not in note


@pytest.mark.parametrize(
    ("text", "value", "said"),
    [
        ("28,28,1", "28,28,1", None),
        ("28x28x1", "28,28,1", None),
        ("0,99999,3", "1,2048,3", "became 1,2048,3"),
        ("28", "224,224,3", "no input size"),
    ],
)
def test_an_input_size_is_three_numbers_in_range(text: str, value: str, said: str | None) -> None:
    setting = ShapeSetting("input", (224, 224, 3))
    found, note = setting.read(text)
    assert setting.write(found) == value
    assert (note is None) == (said is None)
    assert said is None or said in str(note)


def test_rows_come_before_columns_and_channels_last() -> None:
    assert input_shape("20,30,3") == (3, 20, 30)


@pytest.mark.parametrize("name", ARCHITECTURES)
def test_every_network_of_the_menu_is_spelled_as_it_is_written(name: str) -> None:
    one = ARCHITECTURES[name]
    found, notes = read_network(one.layers)
    assert notes == []
    assert write_network(found) == one.layers
