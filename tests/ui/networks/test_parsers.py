"""Networks from pasted text: followed as far as they are known, never run."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cnn_core.nn import Block, Conv2D, Dense, Flatten, ReLU, describe
from tests.ui.networks.parsers.texts import (
    ALEXNET,
    KNOWN,
    VGG16,
    WITH_BRANCHES,
)
from ui.lessons.architectures.model_zoo import ARCHITECTURES
from ui.networks.code import NETWORK_CODE
from ui.networks.kinds import KINDS
from ui.networks.parsers import LONGEST_TEXT, Imported, read_any
from ui.networks.text import Piece, input_shape, nearest, read_network, write_network

# A dense layer on maps is written otherwise in PyTorch, and reads otherwise.
MAPS = [kind for kind in KINDS if kind not in ("dense", "softmax")]


@st.composite
def fitting_networks(draw: st.DrawFn) -> tuple[list[Piece], str]:
    """Draw a network of small numbers whose layers fit, and its input."""
    size = draw(st.sampled_from(["28,28,4", "31,17,4"]))
    pieces: list[Piece] = []
    for kind in draw(st.lists(st.sampled_from(MAPS), min_size=1, max_size=5)):
        numbers = {
            one.name: draw(st.integers(one.low, min(one.high, one.low + 4)))
            for one in KINDS[kind].numbers
        }
        more = [*pieces, nearest(Piece(kind, numbers))]
        if not describe([one.layer for one in more], input_shape(size)).fault:
            pieces = more
    assume(pieces)
    return pieces, size


def sequential(*layers: str) -> str:
    return f"nn.Sequential({', '.join(layers)})"


def parameters(found: Imported) -> int:
    description = describe([one.layer for one in found.pieces], input_shape(found.input))
    assert description.fault == ""
    return description.parameters


@pytest.mark.parametrize("name", KNOWN)
def test_a_network_from_elsewhere_is_the_same_here(name: str) -> None:
    known = KNOWN[name]
    found = read_any(known.text, known.here)
    assert (found.text, found.input) == (known.layers, known.input)
    assert parameters(found) == known.parameters
    assert found.faults == []


@pytest.mark.parametrize("text", [VGG16, ALEXNET])
@pytest.mark.parametrize("here", ["28,28,1", "32,32,3", "64,64,3", "9,9,3"])
def test_a_guess_of_the_input_makes_every_layer_fit(text: str, here: str) -> None:
    found = read_any(text, here)
    assert found.input == "224,224,3"
    assert found.faults == []
    assert any(note.startswith("AdaptiveAvgPool2d is left out") for note in found.notes)


@pytest.mark.parametrize("text", WITH_BRANCHES)
def test_branches_are_refused_in_one_sentence(text: str) -> None:
    with pytest.raises(ValueError, match="branches are not read here"):
        read_any(text, "32,32,3")


@pytest.mark.parametrize("framework", NETWORK_CODE)
def test_our_own_blocks_with_a_way_around_are_refused_and_those_without_are_rows(
    framework: str,
) -> None:
    inside = (Conv2D(8, 3, padding=1), ReLU())
    around, row = (
        NETWORK_CODE[framework].write([Block(inside, skip=skip), Flatten(), Dense(2)], (8, 9, 9))
        for skip in (True, False)
    )
    with pytest.raises(ValueError, match="paste the longest row of layers"):
        read_any(around, "9,9,8")
    assert read_any(row, "9,9,8").text == "c8p1-relu-flat-dense2"


@pytest.mark.parametrize("name", ARCHITECTURES)
@pytest.mark.parametrize("framework", NETWORK_CODE)
def test_the_code_that_is_shown_comes_back(name: str, framework: str) -> None:
    one = ARCHITECTURES[name]
    pieces, _ = read_network(one.layers)
    code = NETWORK_CODE[framework].write([p.layer for p in pieces], input_shape(one.input))
    found = read_any(code, "9,9,9")
    # A dense layer on maps is a convolution of 1×1 in PyTorch.
    if framework == "Keras" or not name.startswith("dense"):
        assert found.text == one.layers
    assert found.input == one.input
    assert (found.notes, found.faults) == ([], [])
    assert (
        parameters(found) == describe([p.layer for p in pieces], input_shape(one.input)).parameters
    )


@given(fitting_networks())
def test_the_code_of_any_network_comes_back(network: tuple[list[Piece], str]) -> None:
    pieces, size = network
    described = describe([one.layer for one in pieces], input_shape(size))
    for writer in NETWORK_CODE.values():
        code = writer.write([one.layer for one in pieces], input_shape(size))
        found = read_any(code, "9,9,9")
        assert (found.input, found.faults) == (size, [])
        again = describe([one.layer for one in found.pieces], input_shape(size))
        assert again.parameters == described.parameters
        assert again.multiply_adds == described.multiply_adds
        # What does nothing is left out: a Flatten of a vector.
        shapes = [row.shape for row in described.rows]
        before = [None, *shapes]
        changes = [
            shape
            for one, shape, last in zip(pieces, shapes, before, strict=False)
            if one.kind != "flat" or shape != last
        ]
        assert [row.shape for row in again.rows] in (shapes, changes)


@pytest.mark.parametrize(
    ("layer", "spelled"),
    [
        ("nn.LeakyReLU(0.2)", "leakys200"),
        ("nn.LeakyReLU()", "leaky"),
        ("layers.Dense(2), layers.LeakyReLU()", "dense2-leakys300"),
        ("layers.Dense(2, activation=layers.LeakyReLU(0.1))", "dense2-leakys100"),
        ("nn.Conv2d(1, 8, 3, padding=1, padding_mode='reflect')", "c8p1m1"),
        ("nn.Sequential(nn.ReflectionPad2d(1), nn.Conv2d(1, 8, 3))", "c8p1m1"),
        ("nn.Sequential(nn.ZeroPad2d((0, 1, 0, 1)), nn.Conv2d(1, 8, 3, 2))", "c8s2e1"),
        ("layers.ZeroPadding2D(1), layers.Conv2D(8, 3)", "c8p1"),
        ("layers.Conv2D(8, 3, padding='same')", "c8p1"),
        ("layers.Conv2D(8, 3, strides=2, padding='same')", "c8s2e1"),
        ("layers.Conv2D(8, 4, padding='same')", "c8k4p1e1"),
        ("layers.Conv2D(8, 3), layers.Permute((3, 1, 2)), layers.Flatten()", "c8-flat"),
        ("nn.MaxPool2d(3, 2, ceil_mode=True)", "m3s2c1"),
        ("nn.AvgPool2d(2, 2, 0, True)", "a2c1"),
        ("nn.MaxPool2d(2, dilation=2)", "m2d2"),
        ("layers.Conv2D(8, 2), layers.MaxPooling2D(padding='same')", "c8k2-m2c1"),
        ("nn.BatchNorm2d(1, eps=1e-3, momentum=0.01)", "bne3m1"),
        ("layers.Dense(2), layers.BatchNormalization()", "dense2-bne3m1"),
        ("nn.GELU(approximate='tanh')", "gelu"),
        ("nn.ReLU6()", "relu6"),
        ("layers.Dense(2), layers.ReLU(6.0)", "dense2-relu6"),
        ("layers.Dense(2, activation='relu6')", "dense2-relu6"),
        ("nn.ConvTranspose2d(1, 4, 2, 2)", "up4"),
        ("layers.Conv2DTranspose(4, 2, strides=2)", "up4"),
        ("layers.Conv2DTranspose(4, 3, strides=2, padding='same')", "up4k3p1o1"),
        ("nn.AdaptiveAvgPool2d((7, 7))", "a4"),
        ("nn.Conv2d(1, 2 * 4, 2 + 1)", "c8"),
        ("layers.Dense(10, activation=tf.nn.relu), layers.Dense(2)", "dense10-relu-dense2"),
    ],
)
def test_what_changes_numbers_is_kept(layer: str, spelled: str) -> None:
    found = read_any(layer, "28,28,1")
    assert found.text == spelled
    assert found.faults == []


@pytest.mark.parametrize(
    ("layer", "said"),
    [
        ("nn.GELU()", "GELU is computed here by its formula with tanh"),
        ("nn.BatchNorm2d(1, eps=0.002)", "The epsilon 0.002 of a batch norm is shown as 0.00001"),
        ("nn.ELU()", "ELU is shown as ReLU: sizes and parameters are the same."),
        ("nn.LogSoftmax(1)", "The logarithm after softmax is shown as softmax alone"),
        ("nn.LeakyReLU(0.12345)", "The slope of a leaky ReLU is rounded"),
        ("nn.Conv2d(1, 1, 1), nn.AdaptiveAvgPool2d(28)", "its input has 28×28 already"),
    ],
)
def test_what_is_not_kept_is_named(layer: str, said: str) -> None:
    found = read_any(layer, "28,28,1")
    assert said in " ".join(found.notes)
    assert found.faults == []


@pytest.mark.parametrize(
    ("layers", "said", "nearest"),
    [
        (
            ("nn.Conv2d(3, 8, 3)", "nn.ReLU()", "nn.Conv2d(4, 8, 3)"),
            "Your Conv2d expects 4 channels, but the layer before gives 8: PyTorch would stop",
            "c8-relu-c8",
        ),
        (
            ("nn.Conv2d(3, 8, 3)", "nn.Flatten()", "nn.Linear(99, 10)"),
            "Your Linear expects 99 numbers, but the layer before gives 5,408: PyTorch would stop",
            "c8-flat-dense10",
        ),
        (
            ("nn.Conv2d(3, 8, 3)", "nn.Linear(5408, 10)"),
            "Linear follows maps: PyTorch would stop here, so a Flatten is put in.",
            "c8-flat-dense10",
        ),
        (
            ("nn.Conv2d(3, 8, 3)", "nn.Linear(features, 10)"),
            "Your text does not say how many numbers Linear expects. It follows maps",
            "c8-flat-dense10",
        ),
        (
            ("nn.Conv2d(3, 8, (3, 5))",),
            "The kernel size (3, 5) differs between rows and columns",
            "c8",
        ),
        (("nn.Conv2d(3, 8, 3)", "nn.LSTM(8, 8)"), "LSTM cannot be shown here.", "c8"),
        (("nn.Conv2d(3, 8, 3)", "BasicBlock(8, 8)"), "BasicBlock cannot be shown here.", "c8"),
        (
            ("nn.Conv2d(3, hidden, 3)",),
            "Your text does not say the filters of Conv2d (hidden): 8 is used.",
            "c8",
        ),
        (
            ("nn.Conv2d(3, 8, 3)", "nn.BatchNorm2d(8, affine=False)"),
            "without scale and shift",
            "c8-bn",
        ),
        (("nn.Conv2d(3, 100000, 3)",), "became c4096, the nearest allowed", "c4096"),
    ],
)
def test_what_cannot_be_shown_is_refused_and_the_nearest_offered(layers, said, nearest) -> None:
    found = read_any(sequential(*layers), "28,28,3")
    assert said in " ".join(found.faults)
    assert found.text == nearest
    assert found.is_offered


@pytest.mark.parametrize(
    "text",
    [
        sequential("nn.Conv1d(1, 8, 3)", "nn.MaxPool1d(2)", "nn.Flatten()", "nn.Linear(104, 10)"),
        sequential("nn.LSTM(8, 8)", "nn.Linear(8, 10)"),
    ],
)
def test_a_network_of_which_only_dense_layers_are_left_is_not_offered(text: str) -> None:
    found = read_any(text, "28,28,1")
    assert found.faults
    assert not found.is_offered


def test_the_page_asks_for_an_input_that_no_usual_size_fits() -> None:
    text = sequential("nn.Conv2d(3, 8, 3)", "nn.Flatten()", "nn.Linear(8 * 53 * 53, 10)")
    found = read_any(text, "28,28,1")
    assert "no usual size fits all layers. Set rows" in found.faults[0]
    again = read_any(text, "55,55,1")
    assert (again.input, again.faults) == ("55,55,3", [])


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
    assert found.input == size
    assert found.notes == [f"Your text does not say the input size: {words} fits every layer."]


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("model = nn.Sequential(nn.Conv2d(3, 8, 3))\nmodel(torch.randn(1, 3, 60, 40))", "60,40,3"),
        ("m = nn.Sequential(nn.Conv2d(3, 8, 3))\nsummary(m, (3, 48, 50))", "48,50,3"),
        ("Sequential([layers.InputLayer((30, 31, 3)), layers.Conv2D(8, 3)])", "30,31,3"),
        ("Sequential([layers.Rescaling(1, input_shape=(18, 19, 3)), Conv2D(8, 3)])", "18,19,3"),
        ("Conv2D(8, 3, batch_input_shape=(None, 21, 22, 3))", "21,22,3"),
    ],
)
def test_the_input_that_a_text_names_is_taken(text: str, size: str) -> None:
    found = read_any(text, "28,28,1")
    assert (found.text, found.input, found.faults) == ("c8", size, [])


def test_a_forward_that_cannot_be_followed_is_named() -> None:
    text = """
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(1, 8, 3)
        self.fc = nn.Linear(5408, 10)

    def forward(self, x):
        x = self.conv(x)
        x = my_own(x)
        return self.fc(x)
"""
    found = read_any(text, "28,28,1")
    assert found.text == "c8-flat-dense10"
    assert found.faults == [
        "What forward does was not read: line 10 calls my_own, which is not known here."
    ]
    assert found.is_offered


def test_a_print_of_a_class_says_that_forward_is_not_in_it() -> None:
    text = "Net(\n  (conv): Conv2d(1, 8, kernel_size=(3, 3), stride=(1, 1))\n)"
    found = read_any(text, "28,28,1")
    assert "does not show what the forward of Net does" in found.notes[1]


def test_linear_after_maps_in_a_print_has_flatten_put_in() -> None:
    printed = (
        "(0): Conv2d(1, 8, kernel_size=(3, 3), stride=(1, 1), padding=same)\n"
        "(1): MaxPool2d(kernel_size=2, stride=2)\n"
        "(2): Linear(in_features={}, out_features=10, bias=True)"
    )
    found = read_any(printed.format(14 * 14 * 8), "28,28,1")
    assert found.text == "c8p1-m2-flat-dense10"
    assert found.notes[1] == "A Flatten is put in before Linear, which the text does not show."
    found = read_any(printed.format(8), "28,28,1")
    assert found.text == "c8p1-m2-gap-dense10"
    assert "a global average pool is put in" in found.faults[0]


def test_layers_that_find_out_themselves_what_they_read_are_read() -> None:
    lazy = sequential("nn.LazyConv2d(8, 3)", "nn.Flatten()", "nn.LazyLinear(10, bias=False)")
    found = read_any(lazy, "28,28,1")
    assert (found.text, found.faults) == ("c8-flat-dense10b0", [])


def test_more_layers_than_can_be_shown_are_not_taken_for_the_network() -> None:
    found = read_any(sequential(*["nn.ReLU()"] * 200), "28,28,1")
    assert len(found.pieces) == 64
    assert found.faults == ["The text has 200 layers: 64 can be shown."]


@pytest.mark.parametrize("before", ["Here is my network:\n\n", ">>> ", "    "])
def test_code_may_be_cut_out_of_a_page(before: str) -> None:
    assert read_any(f"{before}nn.Sequential(nn.Conv2d(1, 8, 3))", "28,28,1").text == "c8"


@pytest.mark.parametrize("what", ["__import__('os').mkdir('{}')", "open('{}', 'w')"])
def test_nothing_in_the_text_is_ever_run(what: str, tmp_path) -> None:
    made = tmp_path / "made"
    text = f"nn.Sequential(nn.Conv2d(1, {what.format(made)}, 3), nn.ReLU())"
    found = read_any(text, "28,28,1")
    assert not made.exists()
    assert "does not say the filters" in found.faults[0]


@pytest.mark.parametrize(
    ("text", "said"),
    [("hello", "no layer was found"), ("nn.ReLU" * LONGEST_TEXT, "paste only the network")],
)
def test_a_text_without_a_network_is_refused_in_words(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        read_any(text, "28,28,1")


# Each of these once kept the server busy for a minute, or could have, or spoke of Python's limits.
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
    "a list that doubles": "l=[nn.ReLU()]\nfor i in range(60): l.extend(l)\nnn.Sequential(*l)",
    "a list of lists": "a=[nn.ReLU()]\nfor i in range(60): a=[a,a]\nm=nn.Sequential(*a)",
    "a list in itself": "a=[]\na.append(a)\nm=nn.Sequential(*a, nn.ReLU())",
    "networks of networks": (
        "a=nn.Sequential(nn.ReLU())\nfor i in range(60): a=nn.Sequential(a,a)"
    ),
    "loops": "for i in range(999):\n for j in range(999):\n  x=1\nnn.ReLU()",
    "a long sum": "nn.Linear(3," + "1+" * 20000 + "1)",
    "dots": "a" + ".b" * 20000,
    "a class in itself": "class A(nn.Module):\n def __init__(self):\n  self.a=A()",
    "modules without end": "\n".join(" " * k + "(0-999): 999 x CNN(" for k in range(300)),
    "brackets in a row": "├─Conv2d: 1-1    " + "[1" * 24000,
}


def faults_of(text: str) -> list[str]:
    """Return why a text is refused, or what is not right about what was read."""
    try:
        return list(read_any(text, "28,28,1").faults)
    except ValueError as refused:
        return [str(refused)]


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_refused_in_words_and_soon(name: str) -> None:
    said = " ".join(faults_of(HOSTILE[name]))
    assert 10 < len(said) < 300
    assert not {*"<>"} & {*said}


def test_what_a_text_says_does_nothing_in_a_note() -> None:
    text = "nn.Conv2d(1, 8, 3, padding=('![x](//e.org/x.png)', 1)), nn.ReLU()" + (
        ", nn.Conv2d(1, 10**9, (3, '[x](https://e.org)')), nn.Dense2d('[x](//e.org)')" * 20
    )
    found = read_any(text, "28,28,1")
    said = " ".join([*found.notes, *found.faults])
    assert said
    assert len(said) < 1500
    assert not {*"[]<>!$*`"} & {*said}


@given(st.text(alphabet="nn.Conv2d(),=13[]'\" \n│None", max_size=80))
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    with suppress(ValueError):
        assert read_any(text, "28,28,1").pieces


@given(st.data())
def test_any_piece_of_a_known_text_is_read_or_refused_in_words(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from([one.text for one in KNOWN.values()]))
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    with suppress(ValueError):
        assert write_network(read_any(text[:start] + text[end:], "28,28,1").pieces)
