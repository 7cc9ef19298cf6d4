"""Tables of networks: worked back row by row, or refused with what to do."""

from __future__ import annotations

import pytest

from tests.ui.networks.parsers.texts import ARTICLE, NARROW
from ui.networks.parsers import read_any
from ui.networks.parsers.summary import UNSAID

SUMMARY = """Model: "sequential"
│ input_1 (InputLayer)         │ (None, 28, 28, 1)  │      0 │
│ conv2d (Conv2D)              │ (None, 26, 26, 32) │    320 │
│ max_pooling2d (MaxPooling2D) │ (None, 13, 13, 32) │      0 │
│ conv2d_1 (Conv2D)            │ (None, 13, 13, 64) │ 51,264 │
│ flatten (Flatten)            │ (None, 10816)      │      0 │
│ dense (Dense)                │ (None, 10)         │ 108,170 │
"""


def test_a_table_with_its_input_is_worked_back() -> None:
    found = read_any(SUMMARY, "28,28,1")
    assert (found.text, found.input) == ("c32-m2-c64k5p2-flat-dense10", "28,28,1")
    assert found.notes == [UNSAID]


# A sequential model's summary has no row for its input, and a narrow one breaks its rows.
NAMELESS = """
│ conv2d (Conv2D)                 │ (None, {0}, {0}, 32)     │           {1} │
├─────────────────────────────────┼────────────────────────┼───────────────┤
│ global_average_pooling2d        │ (None, 32)             │             0 │
│ (GlobalAveragePooling2D)        │                        │               │
│ dense (Dense)                   │ (None, 10)             │           320 │
"""


@pytest.mark.parametrize(
    ("side", "parameters", "here", "size", "first"),
    [
        (26, 320, "28,28,1", "28,28,1", "c32"),
        (26, 320, "224,224,3", "28,28,1", "c32"),
        (26, 320, "26,26,1", "26,26,1", "c32p1"),  # what the reader has here comes first
        (224, 896, "28,28,1", "224,224,3", "c32p1"),
        (148, 864, "28,28,1", "150,150,3", "c32b0"),
        (55, 11_648, "28,28,1", "224,224,3", "c32k11s4p2"),
    ],
)
def test_the_input_a_table_does_not_name_is_worked_back(
    side: int, parameters: int, here: str, size: str, first: str
) -> None:
    found = read_any(NAMELESS.format(side, parameters), here)
    assert found.text == f"{first}-gap-dense10b0"
    assert found.input == size
    assert found.notes == [
        f"The table names no input: {size.replace(',', '×')} fits its first row.",
        UNSAID,
    ]


def test_a_layer_that_only_rescales_keeps_the_size_of_the_input() -> None:
    text = "rescaling (Rescaling) (None, 64, 64, 3) 0\nconv2d (Conv2D) (None, 62, 62, 8) 224"
    found = read_any(text, "28,28,1")
    assert (found.text, found.input) == ("c8", "64,64,3")
    assert "Rescaling is left out: it changes neither" in found.notes[1]


def test_channels_may_come_first() -> None:
    text = (
        "input (InputLayer) (None, 3, 32, 48) 0\nconv2d (Conv2D) (None, 8, 30, 46) 224\n"
        "pool (MaxPooling2D) (None, 8, 15, 23) 0"
    )
    found = read_any(text, "28,28,1")
    assert (found.text, found.input, found.faults) == ("c8-m2", "32,48,3", [])


@pytest.mark.parametrize(
    "text",
    [
        NARROW.replace("(None, 224, 224,       │", "(None, 224, 22…         │"),
        "conv (Conv2D)   (None, 26, 26, 8)   80\nmax_pooling2d_1 (MaxPoo   (None, 13, 13, 8)   0",
        # As Keras prints it where the window is narrower than `line_length`.
        "│ conv2d (Conv2D)                               │ (None, 26, 26,\n├────┼────",
        "pool (MaxPooli...   (None, 13, 13, 8)   0\nconv (Conv2D)   (None, 26, 26, 8)   80",
    ],
)
def test_columns_that_are_cut_off_are_named_with_what_to_do(text: str) -> None:
    with pytest.raises(ValueError, match=r"cut off.*line_length=150"):
        read_any(text, "28,28,1")


def test_a_table_without_sizes_says_how_to_get_them() -> None:
    text = "conv (Conv2D)   (None, None, None, 8)   80"
    with pytest.raises(ValueError, match=r"build the model with an input size"):
        read_any(text, "28,28,1")


def test_a_layer_that_does_not_follow_from_the_row_above_is_a_fault() -> None:
    text = "     Conv2d-1     [-1, 10, 24, 24]     260\n     Conv2d-2     [-1, 20, 8, 8]    5,020\n"
    found = read_any(text, "28,28,1")
    assert "20 with 5,020 parameters does not follow from 24×24×10" in found.faults[0]
    assert "does not show what forward does" in found.faults[0]


def test_every_row_keeps_what_the_table_says_of_it() -> None:
    found = read_any(ARTICLE, "28,28,1")
    assert [(one.layer, one.shape, one.parameters) for one in found.claims] == [
        (0, (16, 20, 20), 64),
        (1, (32, 18, 18), 4_640),
        (2, (2,), 16_386),
    ]
    found = read_any(NARROW, "28,28,1")
    assert [(one.first, one.layer) for one in found.claims][3] == (3, 4)  # the separable one


def test_a_row_that_is_not_known_is_a_fault_and_the_next_is_read_from_its_size() -> None:
    text = (
        "conv (Conv2D)   (None, 26, 26, 8)   80\nup (UpSampling2D)   (None, 52, 52, 8)   0\n"
        "conv_1 (Conv2D)   (None, 50, 50, 4)   292"
    )
    found = read_any(text, "28,28,1")
    assert (found.text, found.faults) == ("c8-c4", ["UpSampling2D cannot be shown here."])
