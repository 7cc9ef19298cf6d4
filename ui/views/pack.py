"""Pack numbers and arrays into the one byte string a component receives.

Streamlit turns what it cannot serialise (bytes in a dict, arrays of three axes, NumPy scalars,
NaN) into text without a word. Every array that goes to a component passes through `pack`, which
raises instead; what has no arrays may go as it is.
"""

import json
import struct
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

DTYPES = ("uint8", "int16", "int32", "float32", "float64")
ALIGNMENT = 8


def pack(meta: Mapping[str, Any], **arrays: NDArray[Any]) -> bytes:
    """Pack `meta` (plain JSON values) and named arrays (`DTYPES`, any shape) into bytes.

    Raises TypeError for an array of another type or a value JSON has no form for, and
    ValueError for a number that is not finite.
    """
    specs: dict[str, dict[str, Any]] = {}
    blobs: list[bytes] = []
    offset = 0
    for name, array in arrays.items():
        if not isinstance(array, np.ndarray) or str(array.dtype) not in DTYPES:
            kind = getattr(array, "dtype", type(array).__name__)
            raise TypeError(f"array {name!r} is {kind}; pack takes {', '.join(DTYPES)}")
        if array.dtype.kind == "f" and not np.isfinite(array).all():
            raise ValueError(f"array {name!r} holds a number that is not finite")
        blob = np.ascontiguousarray(array).tobytes()
        length = len(blob)
        blob += bytes(-length % ALIGNMENT)
        specs[name] = {
            "dtype": str(array.dtype),
            "shape": list(array.shape),
            "offset": offset,
            "size": int(array.size),
            "bytes": length,
        }
        blobs.append(blob)
        offset += len(blob)
    head = json.dumps({"meta": dict(meta), "arrays": specs}, allow_nan=False).encode()
    head += b" " * (-(4 + len(head)) % ALIGNMENT)
    return struct.pack("<I", len(head)) + head + b"".join(blobs)


def with_meta(packed: bytes, changes: Mapping[str, Any]) -> bytes:
    """Return what `pack` made with other values of some names of `meta`."""
    (length,) = struct.unpack_from("<I", packed)
    head = json.loads(packed[4 : 4 + length])
    head["meta"] |= changes
    text = json.dumps(head, allow_nan=False).encode()
    text += b" " * (-(4 + len(text)) % ALIGNMENT)
    return struct.pack("<I", len(text)) + text + packed[4 + length :]


def unpacked(packed: bytes) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
    """Return `meta` and the arrays that `pack` was given."""
    (length,) = struct.unpack_from("<I", packed)
    head = json.loads(packed[4 : 4 + length])
    arrays = {
        name: np.frombuffer(
            packed, np.dtype(one["dtype"]), one["size"], 4 + length + one["offset"]
        ).reshape(one["shape"])
        for name, one in head["arrays"].items()
    }
    return head["meta"], arrays


def smallest_integers(values: NDArray[Any]) -> NDArray[Any]:
    """Return whole `values` in the smallest type of `DTYPES` that holds each of them exactly.

    Raises ValueError where a value is not whole.
    """
    low, high = (int(values.min()), int(values.max())) if values.size else (0, 0)
    packed = values.astype(np.float64)
    for name in ("uint8", "int16", "int32"):
        limits = np.iinfo(name)
        if limits.min <= low and high <= limits.max:
            packed = values.astype(name)
            break
    whole = packed if packed.dtype.kind in "iu" else np.rint(packed)
    if values.dtype.kind == "f" and not np.array_equal(whole, values):
        raise ValueError("whole numbers are packed, and some of these values are not whole")
    return packed
