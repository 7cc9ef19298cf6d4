"""What a network costs: the numbers of lessons 10 and 12, each with its arithmetic."""

from __future__ import annotations

import math

import numpy as np
import pytest

from cnn_core.nn.arithmetic import Count, Product, value
from cnn_core.nn.conv_layers import Conv2D, ConvTranspose2D
from cnn_core.nn.layer import Layer
from cnn_core.nn.layers import LAYERS, BatchNorm, Dense, Flatten, ReLU
from cnn_core.nn.network import Network
from cnn_core.nn.pool_layers import GlobalAvgPool, MaxPool2D
from cnn_core.nn.summary import Field, Row, describe, receptive_field
from ui.text.arithmetic import with_result

TOY = [Conv2D(8), ReLU(), MaxPool2D(), Conv2D(16), ReLU(), MaxPool2D(), Flatten(), Dense(10)]
TINY_VGG = [*2 * [*2 * [Conv2D(10), ReLU()], MaxPool2D()], Flatten(), Dense(10)]


def vgg_16() -> list[Layer]:
    layers: list[Layer] = []
    for filters, times in ((64, 2), (128, 2), (256, 3), (512, 3), (512, 3)):
        layers += [*times * [Conv2D(filters, padding=1), ReLU()], MaxPool2D()]
    return [*layers, Flatten(), Dense(4096), ReLU(), Dense(4096), ReLU(), Dense(1000)]


def written(row: Row) -> tuple[str, ...]:
    """Write how large a layer's answer is."""
    return tuple(map(with_result, row.size))


def test_the_toy_network() -> None:
    found = describe(TOY, (1, 28, 28))
    assert found.parameters == 5258
    shapes = [(8, 26, 26), (8, 26, 26), (8, 13, 13), (16, 11, 11), (16, 11, 11), (16, 5, 5)]
    assert [row.shape for row in found.rows] == [*shapes, (400,), (10,)]
    assert with_result(found.rows[0].parameters) == "(3·3·1 + 1)·8 = 80"
    assert with_result(found.rows[3].parameters) == "(3·3·8 + 1)·16 = 1,168"
    assert with_result(found.rows[7].parameters) == "(400 + 1)·10 = 4,010"
    assert with_result(found.rows[0].multiply_adds) == "26·26·3·3·1·8 = 48,672"
    assert with_result(found.rows[7].multiply_adds) == "400·10 = 4,000"
    assert with_result(found.rows[0].memory) == "26·26·8·4 = 21,632"
    assert written(found.rows[0]) == ("⌊(28 + 2·0 − 1·(3 − 1) − 1) / 1⌋ + 1 = 26",)
    assert written(found.rows[6]) == ("16·5·5 = 400",)
    assert found.output_shape == (10,)
    assert found.fault == ""


def test_vgg_16() -> None:
    found = describe(vgg_16(), (3, 224, 224))
    assert found.parameters == 138_357_544
    dense = [row for row in found.rows if row.name == "Dense"]
    assert sum(row.parameters.value for row in dense) == 123_642_856
    assert round(found.multiply_adds / 1e9, 2) == 15.47
    assert next(row for row in found.rows if row.name == "Flatten").size == (
        Count(25088, Product(512, 7, 7)),
    )


def test_tiny_vgg_has_most_of_its_parameters_in_the_last_layer() -> None:
    found = describe(TINY_VGG, (3, 64, 64))
    assert found.parameters == 19_920
    assert round(100 * found.share(found.rows[-1]), 1) == 84.9


def test_a_model_without_flatten_keeps_its_maps() -> None:
    model: list[Layer] = [Dense(16), Conv2D(32), Dense(2)]
    found = describe(model, (3, 20, 20))
    assert [row.parameters.value for row in found.rows] == [64, 4640, 66]
    assert found.output_shape == (2, 18, 18)
    assert with_result(found.rows[1].parameters) == "(3·3·16 + 1)·32 = 4,640"
    model.insert(2, Flatten())
    *_, last = describe(model, (3, 20, 20)).rows
    assert with_result(last.parameters) == "(10,368 + 1)·2 = 20,738"


def test_the_numbers_of_the_lesson_on_channels() -> None:
    (row,) = describe([Conv2D(10)], (3, 32, 32)).rows
    assert with_result(row.parameters) == "(3·3·3 + 1)·10 = 280"
    assert row.shape == (10, 30, 30)
    (row,) = describe([Conv2D(8, groups=4, bias=False)], (4, 9, 9)).rows
    assert with_result(row.parameters) == "3·3·1·8 = 72"
    (row,) = describe([BatchNorm()], (8, 9, 9)).rows
    assert with_result(row.parameters) == "8 + 8 = 16"


def test_a_transposed_convolution_multiplies_each_input_with_each_weight() -> None:
    (row,) = describe([ConvTranspose2D(2, 3, stride=2)], (4, 5, 5)).rows
    assert with_result(row.parameters) == "3·3·2·4 + 2 = 74"
    assert with_result(row.multiply_adds) == "5·5·3·3·2·4 = 1,800"
    assert row.shape == (2, 11, 11)
    assert written(row) == ("(5 − 1)·2 − 2·0 + 1·(3 − 1) + 1 + 0 = 11",)
    assert row.field is None
    layer = ConvTranspose2D(2, (3, 2), 2, padding=1, output_padding=(1, 0), dilation=2)
    assert written(describe([layer], (4, 5, 7)).rows[0]) == (
        "(5 − 1)·2 − 2·1 + 2·(3 − 1) + 1 + 1 = 12",
        "(7 − 1)·2 − 2·1 + 2·(2 − 1) + 1 + 0 = 13",
    )


def test_rows_and_columns_that_differ_are_both_worked_out() -> None:
    (row,) = describe([Conv2D(1, (3, 2), padding="same")], (1, 9, 5)).rows
    assert written(row) == (
        "⌊(9 + 2·1 − 1·(3 − 1) − 1) / 1⌋ + 1 = 9",
        "⌊(5 + 0 + 1 − 1·(2 − 1) − 1) / 1⌋ + 1 = 5",
    )
    (row,) = describe([MaxPool2D(2, ceil_mode=True)], (1, 5, 5)).rows
    assert written(row) == ("⌈(5 + 2·0 − 1·(2 − 1) − 1) / 2⌉ + 1 = 3",)


def test_a_last_window_that_would_start_outside_is_taken_off_in_the_arithmetic() -> None:
    (row,) = describe([MaxPool2D(2, stride=3, padding=1, ceil_mode=True)], (1, 5, 4)).rows
    assert row.shape == (1, 2, 2)
    assert written(row) == (
        "⌈(5 + 2·1 − 1·(2 − 1) − 1) / 3⌉ + 1 − 1 outside = 2",
        "⌈(4 + 2·1 − 1·(2 − 1) − 1) / 3⌉ + 1 − 1 outside = 2",
    )


def test_all_arithmetic_is_right_and_so_is_what_is_printed_of_it() -> None:
    rows = [*describe(vgg_16(), (3, 224, 224)).rows, *describe(TINY_VGG, (3, 64, 64)).rows]
    checked = 0
    for row in rows:
        for count in (row.parameters, row.multiply_adds, row.memory, *row.size, *row.sees):
            if count.work:
                assert value(count.work) == count.value
                work, result = with_result(count).replace(",", "").split(" = ")
                work = work.replace("·", "*").replace("−", "-").replace(" outside", "")
                work = work.replace("⌊", "floor(").replace("⌋", ")")
                assert eval(work, {"floor": math.floor}) == int(result) == count.value
                checked += 1
    assert checked > 150


def test_an_impossible_layer_is_named_with_what_mends_it() -> None:
    found = describe([Conv2D(8), MaxPool2D(), Conv2D(4, 5), Flatten(), Dense(2)], (1, 6, 6))
    assert len(found.rows) == 2
    assert found.fault.startswith("layer 3, Conv2D, does not fit: a 5×5 kernel covers 5 rows")
    assert "use padding 2 or a kernel of at most 2 rows" in found.fault


def test_maps_that_were_flattened_too_early_are_named() -> None:
    found = describe([Flatten(), Conv2D(8)], (1, 6, 6))
    assert "layer 2, Conv2D" in found.fault
    assert "put it before Flatten" in found.fault


@pytest.mark.parametrize("shape", [(), (3, 0, 5), (4, 4)])
def test_an_input_without_cells_is_refused(shape: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="each at least 1"):
        describe(TOY, shape)


def test_nothing_is_a_network_too() -> None:
    found = describe([], (1, 4, 4))
    assert (found.parameters, found.multiply_adds, found.output_shape) == (0, 0, (1, 4, 4))
    assert found.memory == 64


@pytest.mark.parametrize("name", LAYERS)
def test_every_layer_is_described(name: str) -> None:
    found = describe([LAYERS[name]()], (4, 8, 8))
    assert not found.fault
    (row,) = found.rows
    for count in (row.parameters, row.multiply_adds, row.memory):
        assert count.work is None or value(count.work) == count.value
    assert receptive_field([LAYERS[name]()])[0] == found.rows[0].field


@pytest.mark.parametrize(
    ("shapes", "text"),
    [
        ({"w": (4,)}, "4"),
        ({"w": (4,), "b": (4,)}, "4 + 4 = 8"),
        ({"w": ()}, "1"),
        ({"scale": (4,)}, "4"),
        ({"w": (4, 2)}, "2·4 = 8"),
        ({"w": (4, 2), "b": (4,), "gate": (4, 3)}, "2·4 + 4 + 4·3 = 24"),
    ],
)
def test_a_layer_of_another_kind_has_no_false_arithmetic(
    shapes: dict[str, tuple[int, ...]], text: str
) -> None:
    class Other(ReLU):
        def parameter_shapes(self, shape: tuple[int, ...]) -> dict[str, tuple[int, ...]]:
            return shapes

        def multiply_adds(self, shape: tuple[int, ...]) -> int:
            return 5

    (row,) = describe([Other()], (4, 6, 6)).rows
    assert (with_result(row.parameters), with_result(row.multiply_adds)) == (text, "5")


def test_stacked_layers_see_3_5_and_7() -> None:
    assert receptive_field(3 * [Conv2D()]) == [Field((n, n)) for n in (3, 5, 7)]


def test_pooling_doubles_the_growth() -> None:
    fields = receptive_field(TOY)
    assert [field.size[0] if field else None for field in fields] == [3, 3, 4, 8, 8, 10, 10, None]
    assert [field.jump[0] if field else None for field in fields] == [1, 1, 2, 2, 2, 4, 4, None]


def test_padding_begins_outside_the_image() -> None:
    field = receptive_field([Conv2D(padding="same"), MaxPool2D(), Conv2D(padding=(1, 0))])[-1]
    assert field == Field((8, 8), (2, 2), (-3, -1))
    assert field.of(2, 0) == (slice(1, 9), slice(-1, 7))


def test_dilation_spreads_and_axes_are_apart() -> None:
    (field,) = receptive_field([Conv2D(kernel=(3, 1), dilation=4, stride=(1, 3))])
    assert field == Field((9, 1), (1, 3))


def test_what_averages_everything_sees_everything() -> None:
    assert receptive_field([Conv2D(), GlobalAvgPool(), Dense()])[1:] == [None, None]
    assert receptive_field([Dense()]) == [Field()]


def test_what_a_cell_sees_is_counted_with_its_arithmetic() -> None:
    found = describe(TOY, (1, 28, 28))
    texts = [with_result(row.sees[0]) for row in found.rows]
    assert texts[0] == texts[1]  # a ReLU sees what it is given
    assert list(dict.fromkeys(texts)) == [
        "1 + 1·(3 − 1)·1 = 3",
        "3 + 1·(2 − 1)·1 = 4",
        "4 + 1·(3 − 1)·2 = 8",
        "8 + 1·(2 − 1)·2 = 10",
        "(5 − 1)·4 + 10 = 26",
    ]


@pytest.mark.parametrize(
    ("layers", "side"),
    [
        (TOY, 28),
        ([Conv2D(2, 3, 2), Flatten(), Dense(2)], 8),
        ([Conv2D(2, 3, padding=1), Conv2D(2, 3, 2, 1), GlobalAvgPool()], 9),
        ([MaxPool2D(size=3, stride=3), Flatten(), ReLU(), Dense(2)], 11),
    ],
)
def test_a_vector_s_cells_see_just_the_pixels_that_move_them(layers, side: int) -> None:
    """What lies beyond the last window is seen by nothing, though every cell is connected."""
    network = Network([*layers], (1, side, side), np.random.default_rng(3), dtype=np.float64)
    image = np.random.default_rng(5).standard_normal((1, side, side))
    moved = np.zeros((side, side), bool)
    for row, column in np.ndindex(side, side):
        for by in (-9.0, 9.0):
            other = image.copy()
            other[0, row, column] += by
            moved[row, column] |= np.any(network.forward(other) != network.forward(image))
    found = describe(network.layers, (1, side, side)).rows[-1].sees
    for axis in (0, 1):
        seen = np.flatnonzero(moved.any(axis=1 - axis))
        assert seen[-1] - seen[0] + 1 == found[axis].value
