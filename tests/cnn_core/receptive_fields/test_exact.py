"""What a cell can depend on: against perturbed pixels, against loops over windows."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnn_core.geometry import window_counts
from cnn_core.nn import (
    AvgPool2D,
    Conv2D,
    Flatten,
    GlobalAvgPool,
    Layer,
    MaxPool2D,
    Network,
    ReLU,
    describe,
    receptive_field,
)
from cnn_core.nn.arithmetic import value as worked_out
from cnn_core.receptive_fields import field_work, reach
from ui.text.arithmetic import with_result

to = st.integers
STACKS = {
    "plain": [(3, 1, 0, 1), (3, 1, 0, 1), (3, 1, 0, 1)],
    "strided": [(3, 2, 1, 1), (5, 1, 0, 1), (2, 2, 0, 1)],
    "dilated": [(3, 1, 2, 2), (3, 2, 0, 2)],
}


def convolutions(name: str) -> list[Layer]:
    return [Conv2D(2, k, s, p, d) for k, s, p, d in STACKS[name]]


def linear(layers: list[Layer], size: tuple[int, int]) -> Network:
    """A network of positive weights without ReLU: whatever it reads, moves it."""
    network = Network(layers, (1, *size), np.random.default_rng(0), dtype=np.float64)
    network.values[...] = np.abs(network.values) + 0.1
    return network


@pytest.mark.parametrize("name", STACKS)
def test_a_pixel_outside_the_field_changes_nothing_and_one_in_its_corner_does(name: str) -> None:
    size = (21, 19)
    network = linear(convolutions(name), size)
    image = np.random.default_rng(1).random((1, *size))
    before = network.forward(image)
    field = receptive_field(network.layers)[-1]
    assert field is not None
    seen = reach(network.layers, size)
    for r, c in np.ndindex(before.shape[1:]):
        rows, columns = field.of(r, c)
        corners = [
            (y, x) for y in (rows.start, rows.stop - 1) for x in (columns.start, columns.stop - 1)
        ]
        beyond = [
            (rows.start - 1, columns.start),
            (rows.stop, columns.stop - 1),
            (rows.start, columns.stop),
        ]
        for place in corners + beyond:
            if not (0 <= place[0] < size[0] and 0 <= place[1] < size[1]):
                continue
            changed = image.copy()
            changed[0][place] += 1
            moved = bool((network.forward(changed)[:, r, c] != before[:, r, c]).any())
            assert moved == (place in corners)
            assert bool(seen.pixels(r, c)[place]) == moved


@settings(max_examples=40)
@given(
    st.lists(
        st.one_of(
            st.builds(Conv2D, st.just(1), to(1, 3), to(1, 3), to(0, 2), to(1, 2)),
            st.builds(AvgPool2D, size=st.just(2), stride=st.integers(1, 2)),
        ),
        min_size=1,
        max_size=3,
    )
)
def test_each_cell_reads_what_moves_it(layers: list[Layer]) -> None:
    size = (11, 9)
    if describe(layers, (1, *size)).fault or len({id(one) for one in layers}) < len(layers):
        return
    network = linear(layers, size)
    black = network.forward(np.zeros((1, *size)))
    seen = reach(layers, size)
    for place in [(0, 0), (5, 4), (10, 8), (3, 7)]:
        lit = np.zeros((1, *size))
        lit[0][place] = 1
        moved = (network.forward(lit) != black).any(axis=0)
        read = np.logical_and.outer(seen.rows[:, place[0]], seen.columns[:, place[1]])
        np.testing.assert_array_equal(moved, read)


@pytest.mark.parametrize(("stride", "most"), [(1, 9), (2, 4), (3, 1)])
def test_how_many_windows_of_3_by_3_hold_a_pixel(stride: int, most: int) -> None:
    counts = reach([Conv2D(stride=stride)], (12, 12)).counts
    assert counts.max() == most
    np.testing.assert_array_equal(counts, window_counts((12, 12), 3, stride=stride))
    if stride == 3:
        assert counts.min() == 1


def test_what_works_cell_by_cell_sees_no_further() -> None:
    alone, with_relu = (reach(one, (9, 9)) for one in ([Conv2D()], [Conv2D(), ReLU()]))
    np.testing.assert_array_equal(alone.rows, with_relu.rows)


@pytest.mark.parametrize("layer", [Flatten(), GlobalAvgPool()])
def test_layers_without_windows_are_refused_by_name(layer: Layer) -> None:
    with pytest.raises(ValueError, match=f"{type(layer).__name__} does not slide"):
        reach([Conv2D(), layer], (9, 9))


@pytest.mark.parametrize("name", STACKS)
def test_the_written_arithmetic_is_right(name: str) -> None:
    layers = [*convolutions(name), MaxPool2D(3, stride=2, padding=1)]
    for work, field in zip(field_work(layers), receptive_field(layers), strict=True):
        assert field is not None
        counts = (work.size, work.jump, work.start)
        for count, value in zip(counts, (field.size, field.jump, field.start), strict=True):
            assert count.value == value[0] == value[1]
            if count.work:
                assert worked_out(count.work) == value[0]


def test_stacked_3_by_3_see_3_5_7() -> None:
    assert [with_result(one.size) for one in field_work([Conv2D()] * 3)] == [
        "1 + 2·1 = 3",
        "1 + 2·1 + 2·1 = 5",
        "1 + 2·1 + 2·1 + 2·1 = 7",
    ]
    with pytest.raises(ValueError, match="every pixel"):
        field_work([GlobalAvgPool()])
