"""Networks from pasted text: read for known layers, never run."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.networks.pasted import LONGEST_TEXT, read_any
from ui.networks.text import write_network

PYTORCH = """
model = nn.Sequential(
    nn.Conv2d(1, 8, 3, padding="same"), nn.ReLU(), nn.MaxPool2d(2),
    nn.Conv2d(8, 16, kernel_size=(3, 3), stride=(1, 1), bias=False),
    nn.BatchNorm2d(16), nn.Dropout(0.25), nn.Flatten(), nn.Linear(784, 10),
)
"""
PRINTED = """Sequential(
  (0): Conv2d(3, 64, kernel_size=(11, 11), stride=(4, 4), padding=(2, 2))
  (1): ReLU(inplace=True)
  (2): MaxPool2d(kernel_size=3, stride=2, padding=0, dilation=1, ceil_mode=False)
  (3): AdaptiveAvgPool2d(output_size=(1, 1))
  (4): Linear(in_features=9216, out_features=4096, bias=True)
)"""
KERAS = """model = keras.Sequential([
    keras.Input(shape=(28, 28, 1)),
    layers.Conv2D(32, kernel_size=(3, 3), activation="relu", padding="same"),
    layers.MaxPooling2D(pool_size=(2, 2)), layers.Flatten(), layers.Dropout(0.5),
    layers.Dense(10, activation="softmax"),
])"""
SUMMARY = """Model: "sequential"
│ input_1 (InputLayer)         │ (None, 28, 28, 1)  │      0 │
│ conv2d (Conv2D)              │ (None, 26, 26, 32) │    320 │
│ max_pooling2d (MaxPooling2D) │ (None, 13, 13, 32) │      0 │
│ conv2d_1 (Conv2D)            │ (None, 13, 13, 64) │ 51,264 │
│ flatten (Flatten)            │ (None, 10816)      │      0 │
│ dense (Dense)                │ (None, 10)         │ 108,170 │
"""


@pytest.mark.parametrize(
    ("text", "spelled", "size"),
    [
        (PYTORCH, "c8p1-relu-m2-c16b0-bn-drop25-flat-dense10", ""),
        (PRINTED, "c64k11s4p2-relu-m3s2-gap-dense4096", ""),
        (KERAS, "c32p1-relu-m2-flat-drop50-dense10-softmax", "28,28,1"),
        (SUMMARY, "c32-m2-c64k5p2-flat-dense10", "28,28,1"),
    ],
)
def test_a_network_from_elsewhere_is_the_same_here(text: str, spelled: str, size: str) -> None:
    found = read_any(text)
    assert write_network(found.pieces) == spelled
    assert found.input == size
    assert found.notes == []


def test_what_is_not_known_is_left_out_and_named() -> None:
    found = read_any("nn.Sequential(nn.Conv2d(1, 8, 3), nn.LSTM(8, 8))")
    assert write_network(found.pieces) == "c8"
    assert "left out: LSTM" in found.notes[0]


@pytest.mark.parametrize("what", ["__import__('os').mkdir('{}')", "open('{}', 'w')"])
def test_nothing_in_the_text_is_ever_run(what: str, tmp_path) -> None:
    made = tmp_path / "made"
    text = f"nn.Sequential(nn.Conv2d(1, {what.format(made)}, 3), nn.ReLU())"
    found = read_any(text)
    assert not made.exists()
    assert write_network(found.pieces) == "relu"
    assert "could not be read" in found.notes[0]


@pytest.mark.parametrize(
    ("text", "said"),
    [("hello", "no layer was found"), ("nn.ReLU" * LONGEST_TEXT, "paste only the network")],
)
def test_a_text_without_a_network_is_refused_in_words(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        read_any(text)


@given(st.text(alphabet="nn.Conv2d(),=13[]'\" \n│None", max_size=80))
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    with suppress(ValueError):
        assert read_any(text).pieces


def test_numbers_out_of_range_become_the_nearest() -> None:
    found = read_any("nn.Sequential(nn.Conv2d(1, 100000, 3))")
    assert write_network(found.pieces) == "c4096"
    assert "became c4096" in found.notes[0]
