"""A picture from a file of NumPy's, .npy or .npz: which array, and how its values become bytes."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnn_core.io.npz import MOST_ARRAYS, NOT_NPZ, read_npz
from ui.pictures.limits import PictureError

NPY, ZIP = b"\x93NUMPY", b"PK\x03\x04"
_ENTRY = b"PK\x01\x02"  # begins each entry of a zip file's directory
_ROWS_AT_ONCE = 64


# What zipfile raises on the directory of a forged file: more than it documents.
_ZIP_ERRORS = (
    zipfile.BadZipFile,
    OSError,
    ValueError,
    LookupError,
    ArithmeticError,
    RuntimeError,
    struct.error,
)


@dataclass
class ArrayPicture:
    """An array brought to the pixels of a picture, and the lines that do the same."""

    pixels: NDArray[Any]  # (H, W) or (H, W, 3 or 4), uint8 in the end
    lines: list[str]  # leave the same in `values`
    notes: list[str] = field(default_factory=list)


def holds_arrays(data: bytes) -> bool:
    """Tell whether a file is one of NumPy's, by how it begins and, for a zip, by its names."""
    if data.startswith(NPY):
        return True
    # Counted before zipfile makes an object of each.
    if not data.startswith(ZIP) or data.count(_ENTRY) > MOST_ARRAYS:
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except _ZIP_ERRORS:
        return False
    return bool(names) and all(name.endswith(".npy") for name in names)


def array_picture(data: bytes, filename: str) -> ArrayPicture:
    """Read the picture of a .npy or .npz file. Errors: PictureError, in words."""
    file = repr(filename or "picture.npy")
    if data.startswith(NPY):
        arrays, loaded = _arrays(_zipped(data)), [f"values = np.load({file})"]
    else:
        arrays, loaded = _arrays(data), []
    name = next((one for one, array in arrays.items() if _is_picture(array)), None)
    if name is None:
        found = ", ".join(f"{_size(one.shape)} {one.dtype}" for one in [*arrays.values()][:3])
        raise PictureError(
            f"no array in the file is a picture ({found or 'it is empty'}): save an array of "
            "numbers with rows and columns, such as (rows, columns) or (rows, columns, 3)"
        )
    made = ArrayPicture(arrays[name], loaded or [f"values = np.load({file})[{name!r}]"])
    if len(arrays) > 1:
        of = f"one of {len(arrays)} in the file"
        made.notes.append(f"the array “{_printable(name)}”, {of}")
    _lay_out(made)
    _to_bytes(made)
    made.lines.append("picture = Image.fromarray(values)")
    return made


def _zipped(data: bytes) -> bytes:
    """Return a .npy file as the only array of an .npz file, which is read with care."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("array.npy", data)
    return file.getvalue()


def _arrays(data: bytes) -> dict[str, NDArray[Any]]:
    try:
        return read_npz(io.BytesIO(data))
    except ValueError as error:
        reason = str(error)
        if reason == NOT_NPZ:  # as a .npy file never is
            reason = "the file could not be read as NumPy's arrays of numbers"
        raise PictureError(
            f"{reason}: save fewer or smaller pictures with np.save, or one as a PNG"
        ) from error


def _is_picture(array: NDArray[Any]) -> bool:
    return array.dtype.kind in "buif" and 2 <= array.ndim <= 4 and array.size > 0


def _size(shape: tuple[int, ...]) -> str:
    return "×".join(map(str, shape)) or "one number"


def _printable(name: str) -> str:
    return re.sub(r"[^\w .()+-]", "_", name)[-30:]


def _lay_out(made: ArrayPicture) -> None:
    """Bring the axes to (rows, columns) or (rows, columns, channels); of several take the first."""
    shape = made.pixels.shape
    if len(shape) == 4 or (len(shape) == 3 and not {shape[0], shape[-1]} & {1, 3, 4}):
        made.pixels = made.pixels[0]
        made.lines.append("values = values[0]")
        made.notes.append(f"the first of {shape[0]} pictures")
    if made.pixels.ndim == 3 and made.pixels.shape[-1] not in (1, 3, 4):
        if made.pixels.shape[0] not in (1, 3, 4):
            raise PictureError(
                f"the array is {_size(shape)}, and a picture has 1, 3 or 4 channels, as the first "
                "axis or the last: save one of that form"
            )
        made.pixels = made.pixels.transpose(1, 2, 0)
        made.lines.append("values = values.transpose(1, 2, 0)")
    if made.pixels.ndim == 3 and made.pixels.shape[-1] == 1:
        made.pixels = made.pixels[..., 0]
        made.lines.append("values = values[..., 0]")


def _to_bytes(made: ArrayPicture) -> None:
    """Bring the values to 0 to 255, as they are where they fit, and say how."""
    values = made.pixels
    kind = values.dtype.kind
    low, high = float(values.min()), float(values.max())
    if not np.isfinite([low, high]).all():
        raise PictureError(
            "the array holds values that are not finite numbers: give each pixel a finite value"
        )
    if kind == "b" or (kind == "f" and low >= 0 and high <= 1):
        first, last = 0.0, 1.0
        made.notes.append(
            "false and true became 0 and 255" if kind == "b" else "0 to 1 became 0 to 255"
        )
    elif low >= 0 and high <= 255:
        first, last = 0.0, 255.0
        if kind == "f":
            made.notes.append("rounded to whole numbers")
    else:
        first, last = low, high if high > low else low + 1
        made.notes.append(f"values from {_number(low)} to {_number(high)} became 0 to 255")
    out = np.empty(values.shape, np.uint8)
    for top in range(0, len(values), _ROWS_AT_ONCE):
        rows = values[top : top + _ROWS_AT_ONCE].astype(np.float64)
        out[top : top + _ROWS_AT_ONCE] = np.rint((rows - first) * (255 / (last - first)))
    made.pixels = out
    made.lines.append(
        f"values = np.rint((values.astype(float) - {first!r}) * (255 / ({last!r} - {first!r})))"
    )
    made.lines.append("values = np.ascontiguousarray(values.astype(np.uint8))")


def _number(value: float) -> str:
    return f"{value:.4g}".replace("-", "−")
