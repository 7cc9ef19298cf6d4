"""What a component receives is what was packed; what would be mangled is refused."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from tests.ui.visitor import unpack
from ui.views.pack import ALIGNMENT, DTYPES, pack, smallest_integers

PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
ARRAY = st.sampled_from(DTYPES).flatmap(
    lambda kind: arrays(
        kind,
        array_shapes(min_dims=1, max_dims=4, min_side=0, max_side=4),
        elements={"allow_nan": False, "allow_infinity": False} if kind[0] == "f" else None,
    )
)


@given(st.dictionaries(st.text(), PLAIN, max_size=4), st.lists(ARRAY, max_size=4))
def test_what_is_packed_is_what_arrives(meta, several) -> None:
    named = {f"a{k}": one for k, one in enumerate(several)}
    received = unpack(pack(meta, **named))
    assert received.meta == meta
    assert list(received.arrays) == list(named)
    for name, sent in named.items():
        assert received.arrays[name].dtype == sent.dtype
        np.testing.assert_array_equal(received.arrays[name], sent, strict=True)


@given(st.text(), st.lists(ARRAY, min_size=1, max_size=4))
def test_every_array_begins_where_a_browser_can_read_it_without_a_copy(label, several) -> None:
    packed = pack({"label": label}, **{f"a{k}": one for k, one in enumerate(several)})
    received = unpack(packed)
    assert all(offset % ALIGNMENT == 0 for offset in received.offsets.values())
    assert len(packed) % ALIGNMENT == 0


def test_an_array_that_is_a_view_arrives_in_its_own_order() -> None:
    table = np.arange(12, dtype=np.int32).reshape(3, 4)
    for view in (table.T, table[::-1, ::2], np.broadcast_to(table[0], (2, 4))):
        np.testing.assert_array_equal(unpack(pack({}, view=view)).arrays["view"], view)


@pytest.mark.parametrize(
    "value",
    [b"bytes", np.float32(1), np.int64(1), np.bool_(True), np.zeros(2), {1, 2}, object()],
    ids=lambda value: type(value).__name__,
)
@pytest.mark.parametrize("nested", [False, True])
def test_a_value_json_has_no_form_for_is_refused(value: object, nested: bool) -> None:
    with pytest.raises(TypeError):
        pack({"value": {"deep": [value]} if nested else value})


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_a_number_that_is_none_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        pack({"value": [value]})
    for kind in (np.float32, np.float64):
        with pytest.raises(ValueError, match="'map' holds a number that is not finite"):
            pack({}, map=np.array([0, value], kind))


@pytest.mark.parametrize(
    "array",
    [
        np.zeros((2, 2, 2), object),
        np.zeros(2, np.int64),
        np.zeros(2, bool),
        np.zeros(2, np.float16),
        np.zeros(2, complex),
        np.zeros(2, ">i4"),
        np.array(["text"]),
        [1, 2],
        b"bytes",
    ],
    ids=lambda array: str(getattr(array, "dtype", type(array).__name__)),
)
def test_an_array_the_browser_has_no_type_for_is_refused_by_name(array) -> None:
    with pytest.raises(TypeError, match=r"array 'map' is .*; pack takes uint8"):
        pack({}, map=array)


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ([0, 255], "uint8"),
        ([0, 256], "int16"),
        ([-1, 0], "int16"),
        ([-32768, 32767], "int16"),
        ([0, 32768], "int32"),
        ([-(2**31), 2**31 - 1], "int32"),
        ([0, 2**31], "float64"),
        ([], "uint8"),
    ],
)
def test_whole_numbers_travel_in_the_smallest_type_that_holds_them(values, kind: str) -> None:
    packed = smallest_integers(np.array(values, np.float64))
    assert packed.dtype == kind
    assert packed.tolist() == values


@pytest.mark.parametrize("values", [[0.5], [1, 2, 2.25], [-1e9, 1e9 + 0.5], [2.0**40 + 0.5]])
def test_what_is_not_whole_is_refused(values) -> None:
    with pytest.raises(ValueError, match="not whole"):
        smallest_integers(np.array(values, np.float64))


@given(arrays(np.float64, (2, 3), elements=st.integers(-(2**53), 2**53).map(float)))
def test_and_none_of_them_changes(values: np.ndarray) -> None:
    assert smallest_integers(values).tolist() == values.tolist()
