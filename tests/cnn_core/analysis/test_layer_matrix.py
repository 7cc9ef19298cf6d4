"""A layer's matrix: it multiplies as conv2d slides; what is connected, what is shared."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnn_core.analysis import connections, conv_matrix, follows, layer_counts
from cnn_core.geometry import output_size
from cnn_core.ops import conv2d
from ui.text.arithmetic import with_result

to = st.integers
GEOMETRIES = st.fixed_dictionaries({"stride": to(1, 3), "padding": to(0, 3), "dilation": to(1, 2)})
SHAPES = st.tuples(to(1, 3), to(1, 3), to(1, 3), to(1, 3))


@pytest.mark.parametrize("sparse", [True, False])
@pytest.mark.parametrize("shared", [True, False])
def test_weights_times_columns_are_the_outputs(sparse: bool, shared: bool) -> None:
    rng = np.random.default_rng(0)
    found = connections((5, 4), (3, 2), stride=2, padding=1, sparse=sparse, shared=shared)
    weights, x = rng.normal(size=found.count), rng.normal(size=20)
    np.testing.assert_allclose(weights @ found.columns(x), found.matrix(weights) @ x)


def fits(size, kernel, how) -> bool:
    try:
        output_size(size, kernel, **how)
    except ValueError:
        return False
    return True


@settings(max_examples=60)
@given(SHAPES, st.tuples(to(1, 8), to(1, 8)), GEOMETRIES)
def test_the_matrix_multiplies_as_the_kernel_slides(shape, size, how) -> None:
    if not fits(size, shape[2:], how):
        return
    rng = np.random.default_rng(0)
    w, image = rng.standard_normal(shape), rng.standard_normal((shape[1], *size))
    matrix = conv_matrix(w, size, **how)
    slid = conv2d(image, w, **how)
    assert matrix.shape == (slid.size, image.size)
    np.testing.assert_allclose(matrix @ image.ravel(), slid.ravel(), atol=1e-12)


def test_zeros_and_repeats_of_the_first_figure() -> None:
    found = connections((6, 6), (3, 3))
    assert found.numbers.shape == (16, 36)
    assert np.count_nonzero(found.numbers < 0) == 16 * 27
    for weight in range(9):
        places = found.numbers == weight
        assert places.sum() == 16
        assert (places.sum(axis=1) == 1).all()


@pytest.mark.parametrize("how", [{}, {"stride": 2}, {"padding": 1}, {"dilation": 2}])
def test_sparse_and_shared_are_two_choices(how) -> None:
    size, kernel = (7, 6), (3, 2)
    both = connections(size, kernel, **how)
    sparse = connections(size, kernel, **how, shared=False)
    shared = connections(size, kernel, **how, sparse=False)
    neither = connections(size, kernel, **how, sparse=False, shared=False)
    np.testing.assert_array_equal(sparse.numbers >= 0, both.numbers >= 0)
    assert sparse.count == np.count_nonzero(both.numbers >= 0) == sparse.numbers.max() + 1
    assert neither.count == both.numbers.size
    assert sorted(neither.numbers.ravel()) == [*range(neither.count)]
    assert (shared.numbers >= 0).all()
    # Wherever the convolution shares a weight, so does the layer that is shared alone.
    for weight in range(both.count):
        assert len({*shared.numbers[both.numbers == weight]}) <= 1
    # The same distance from the window has the same weight, and only that.
    rows, columns = output_size(size, kernel, **how)
    stride, pad = how.get("stride", 1), how.get("padding", 0)
    seen: dict[tuple[int, int], set[int]] = {}
    for (out, into), number in np.ndenumerate(shared.numbers):
        (r, c), (y, x) = divmod(out, columns), divmod(into, size[1])
        seen.setdefault((y - r * stride + pad, x - c * stride + pad), set()).add(int(number))
    assert all(len(numbers) == 1 for numbers in seen.values())
    assert len(seen) == len({*shared.numbers.ravel()}) == shared.count
    assert rows * columns == len(shared.numbers)


def test_filters_and_channels_have_weights_of_their_own() -> None:
    found = connections((4, 4), (3, 3), channels=2, filters=3)
    assert found.numbers.shape == (3 * 4, 2 * 16)
    assert found.count == 3 * 2 * 9 == found.numbers.max() + 1
    own = connections((4, 4), (3, 3), channels=2, filters=3, shared=False)
    assert own.count == 3 * 2 * 9 * 4


def test_what_does_not_belong_together_is_refused() -> None:
    with pytest.raises(ValueError, match="9 free weights, not 4"):
        connections((6, 6), (3, 3)).matrix([1, 2, 3, 4])
    with pytest.raises(ValueError, match="weights are"):
        conv_matrix([[1]], (3, 3))


def test_the_articles_counts() -> None:
    found = layer_counts((3, 32, 32), 10, 3)
    assert found.outputs == (10, 30, 30)
    assert with_result(found.dense) == "(32·32·3)·(30·30·10) = 27,648,000"
    assert with_result(found.local) == "(30·30·10)·(3·3·3) = 243,000"
    assert with_result(found.shared) == "3·3·3·10 = 270"
    assert with_result(found.with_bias) == "(3·3·3 + 1)·10 = 280"


@given(st.tuples(to(1, 3), to(3, 6), to(3, 6)), to(1, 3), to(1, 3))
def test_counts_are_those_of_the_connections(shape, filters, kernel) -> None:
    channels, *size = shape
    found = layer_counts(shape, filters, kernel)
    how = {"channels": channels, "filters": filters}
    square = (kernel, kernel)
    assert found.shared.value == connections(tuple(size), square, **how).count
    assert found.local.value == connections(tuple(size), square, **how, shared=False).count
    dense = connections(tuple(size), square, **how, sparse=False, shared=False)
    assert found.dense.value == dense.count


def test_a_map_follows_and_a_dense_answer_does_not() -> None:
    rng = np.random.default_rng(2)
    image = np.zeros((1, 9, 9))
    image[0, 3:6, 3:6] = rng.random((3, 3))
    moved = np.roll(image, (1, 2), axis=(1, 2))
    w = rng.standard_normal((1, 1, 3, 3))
    found = follows(conv2d(image, w)[0], conv2d(moved, w)[0], (1, 2))
    assert found.largest == 0
    assert found.compared == (6, 5)
    dense = rng.standard_normal((49, 81))
    before, after = ((dense @ one.ravel()).reshape(7, 7) for one in (image, moved))
    assert follows(before, after, (1, 2)).largest > 0.5
    assert follows(before, after, (9, 0)).compared == (0, 7)
    with pytest.raises(ValueError, match="one size"):
        follows(before, after[1:], (0, 0))
