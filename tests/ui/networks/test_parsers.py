"""Networks from pasted text: read for known layers, never run."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.networks.parsers import LONGEST_TEXT, read_any
from ui.networks.text import write_network

PYTORCH = """
model = nn.Sequential(
    nn.Conv2d(1, 8, 3, padding="same"), nn.ReLU(), nn.MaxPool2d(2),
    nn.Conv2d(8, 16, kernel_size=(3, 3), stride=(1, 1), bias=False),
    nn.BatchNorm2d(16), nn.Dropout(0.25), nn.Flatten(), nn.Linear(2304, 10),
)
"""
PRINTED = """Sequential(
  (0): Conv2d(3, 64, kernel_size=(11, 11), stride=(4, 4), padding=(2, 2))
  (1): ReLU(inplace=True)
  (2): MaxPool2d(kernel_size=3, stride=2, padding=0, dilation=1, ceil_mode=False)
  (3): AdaptiveAvgPool2d(output_size=(1, 1))
  (4): Linear(in_features=64, out_features=4096, bias=True)
)"""
KERAS = """model = keras.Sequential([
    keras.Input(shape=(28, 28, 1)),
    layers.Conv2D(32, kernel_size=(3, 3), activation="relu", padding="same"),
    layers.MaxPooling2D(pool_size=(2, 2)), layers.Flatten(), layers.Dropout(0.5),
    layers.Dense(10, activation="softmax"),
])"""
UNSAID = "A summary does not show activations inside layers, nor rates of dropout: put them in."
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
    found = read_any(text, "64,64,3" if text is PRINTED else "28,28,1")
    assert write_network(found.pieces) == spelled
    assert found.input == size
    assert found.notes == ([UNSAID] if text is SUMMARY else [])


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
    ],
)
def test_the_input_a_summary_does_not_name_is_worked_back(
    side: int, parameters: int, here: str, size: str, first: str
) -> None:
    found = read_any(NAMELESS.format(side, parameters), here)
    assert write_network(found.pieces) == f"{first}-gap-dense10b0"
    assert found.input == size
    assert found.notes == [
        f"The summary names no input: {size.replace(',', '×')} fits its first row.",
        UNSAID,
    ]


def test_a_layer_that_only_rescales_is_named_and_left_out() -> None:
    text = "rescaling (Rescaling) (None, 64, 64, 3) 0\nconv2d (Conv2D) (None, 62, 62, 8) 224"
    found = read_any(text, "28,28,1")
    assert (write_network(found.pieces), found.input) == ("c8", "64,64,3")
    assert "Rescaling could not be worked back" in found.notes[1]


def sequential(*layers: str) -> str:
    return f"nn.Sequential({', '.join(layers)})"


@pytest.mark.parametrize(
    ("layers", "said"),
    [
        (
            ("nn.Conv2d(3, 8, 3)", "nn.ReLU()", "nn.Conv2d(4, 8, 3)"),
            "Conv2d reads 4 channels, but it gets 8: it is built for 8.",
        ),
        (
            ("nn.Conv2d(3, 8, 3)", "nn.BatchNorm2d(1)"),
            "BatchNorm2d reads 1 channel, but it gets 8: it is built for 8.",
        ),
        (
            ("nn.Conv2d(3, 8, 3)", "nn.Flatten()", "nn.Linear(99, 10)"),
            "Linear reads 99 numbers, but it gets 5,408: it is built for 5,408.",
        ),
    ],
)
def test_what_contradicts_what_comes_in_is_said_with_what_was_built(layers, said: str) -> None:
    found = read_any(sequential(*layers), "28,28,3")
    assert (found.input, found.notes) == ("", [said])


@pytest.mark.parametrize(
    ("here", "layers", "size"),
    [
        ("9,11,3", ("nn.Conv2d(4, 8, 3)",), "9,11,4"),
        ("9,11,3", ("nn.ReLU()", "nn.BatchNorm2d(5)"), "9,11,5"),
        ("224,224,3", ("nn.Conv2d(1, 8, 3)", "nn.Flatten()", "nn.Linear(5408, 10)"), "28,28,1"),
        ("28,28,1", ("nn.Conv2d(3, 6, 5)", "nn.Flatten()", "nn.Linear(6 * 28 * 28, 9)"), "32,32,3"),
    ],
)
def test_the_input_a_text_does_not_name_is_the_one_its_layers_read(here, layers, size) -> None:
    found = read_any(sequential(*layers), here)
    words = size.replace(",", "×")
    said = f"The text names no input: here it is {words}, as its layers read it."
    assert (found.input, found.notes) == (size, [said])


def test_a_product_is_one_number_and_nothing_else_is_worked_out() -> None:
    text = "self.conv = nn.Conv2d(1, 6, 5)\nself.fc = nn.Linear(6 * 24 * 24, 120)"
    assert write_network(read_any(text, "28,28,1").pieces) == "c6k5-flat-dense120"
    for sum_ in ("3456 + 0", "6 * f(24)", "10 ** 9"):
        found = read_any(text.replace("6 * 24 * 24", sum_), "28,28,1")
        assert write_network(found.pieces) == "c6k5-dense120"


@pytest.mark.parametrize(
    ("pool", "said"),
    [
        ("nn.MaxPool2d(2, ceil_mode=True)", "The ceil_mode of a pooling is left out"),
        ("nn.AvgPool2d(2, 2, 0, True)", "The ceil_mode of a pooling is left out"),
        ("nn.MaxPool2d(2, dilation=2)", "The dilation of a pooling is left out"),
    ],
)
def test_what_a_pooling_cannot_do_here_is_said(pool: str, said: str) -> None:
    (note,) = read_any(sequential(pool), "28,28,1").notes
    assert said in note
    assert read_any(sequential("nn.MaxPool2d(2, dilation=1, ceil_mode=False)"), "").notes == []


def test_an_older_summary_breaks_the_kind_itself() -> None:
    text = (
        " conv2d (Conv2D)             (None, 26, 26, 32)        320       \n"
        "                                                                 \n"
        " max_pooling2d (MaxPooling2  (None, 13, 13, 32)        0         \n"
        " D)                                                              \n"
        " flatten (Flatten)           (None, 5408)              0         \n"
    )
    assert write_network(read_any(text, "28,28,1").pieces) == "c32-m2-flat"


def test_linear_after_maps_has_flatten_put_in() -> None:
    printed = (
        "(0): Conv2d(1, 8, kernel_size=(3, 3), stride=(1, 1), padding=same)\n"
        "(1): MaxPool2d(kernel_size=2, stride=2)\n"
        "(2): Linear(in_features={}, out_features=10, bias=True)"
    )
    found = read_any(printed.format(14 * 14 * 8), "28,28,1")
    assert write_network(found.pieces) == "c8p1-m2-flat-dense10"
    assert found.notes == ["Flatten is put in before Linear: a print does not show it."]
    assert write_network(read_any(printed.format(8), "28,28,1").pieces) == "c8p1-m2-dense10"


def test_an_activation_may_be_a_name() -> None:
    found = read_any("layers.Dense(10, activation=tf.nn.relu), layers.Dense(2, activation=f)", "")
    assert write_network(found.pieces) == "dense10-relu-dense2"
    assert found.notes == ["The activation “f” is not known here, and left out."]


def test_what_is_not_known_is_left_out_and_named() -> None:
    found = read_any("nn.Sequential(nn.Conv2d(1, 8, 3), nn.LSTM(8, 8))", "28,28,1")
    assert write_network(found.pieces) == "c8"
    assert "left out: LSTM" in found.notes[0]


@pytest.mark.parametrize("what", ["__import__('os').mkdir('{}')", "open('{}', 'w')"])
def test_nothing_in_the_text_is_ever_run(what: str, tmp_path) -> None:
    made = tmp_path / "made"
    text = f"nn.Sequential(nn.Conv2d(1, {what.format(made)}, 3), nn.ReLU())"
    found = read_any(text, "28,28,1")
    assert not made.exists()
    assert write_network(found.pieces) == "relu"
    assert "could not be read" in found.notes[0]


@pytest.mark.parametrize(
    ("text", "said"),
    [("hello", "no layer was found"), ("nn.ReLU" * LONGEST_TEXT, "paste only the network")],
)
def test_a_text_without_a_network_is_refused_in_words(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        read_any(text, "28,28,1")


# Each of these once kept the server busy for a minute, or spoke of Python's limits.
HOSTILE = {
    "never closed": "Conv2d(" * 7000,
    "nested": "nn.Conv2d(" * 150 + "1," * 20000 + ")" * 150,
    "nested and closed": "Conv2d(" * 3500 + ")" * 3500,
    "one long word": "a" * 50_000,
    "spaces in a row of a summary": "(a)(None," + " " * 49_000,
    "digits in a row of a summary": "(Conv2D) (None, 26, 26, 32) " + "9" * 49_000,
    "digits in a shape": "(Conv2D) (None, " + "9" * 49_000 + ") 1",
    "many shapes in a line": "a" + "|(None,)" * 6_000,
    "minus signs": "nn.Linear(3, " + "-" * 40_000 + "1)",
    "a number without end": "nn.Conv2d(3, " + "9" * 49_000 + ", 3)",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_refused_in_words_and_soon(name: str) -> None:
    with pytest.raises(ValueError, match="no layer was found"):
        read_any(HOSTILE[name], "28,28,1")


def test_what_a_text_says_does_nothing_in_a_note() -> None:
    text = "nn.Conv2d(1, 8, 3, padding=('![x](//e.org/x.png)', 1)), nn.ReLU()" + (
        "nn.Conv2d(1, 10**9, (3, '[x](https://e.org)'))" * 20
    )
    found = read_any(text, "28,28,1")
    said = " ".join(found.notes)
    assert said
    assert len(said) < 1000
    assert not {*"[]<>!$*`"} & {*said}


@given(st.text(alphabet="nn.Conv2d(),=13[]'\" \n│None", max_size=80))
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    with suppress(ValueError):
        assert read_any(text, "28,28,1").pieces


def test_numbers_out_of_range_become_the_nearest() -> None:
    found = read_any("nn.Sequential(nn.Conv2d(1, 100000, 3))", "28,28,1")
    assert write_network(found.pieces) == "c4096"
    assert "became c4096" in found.notes[0]
