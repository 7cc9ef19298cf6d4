"""Write npz files, and read one of a stranger: nothing is run, and little memory is taken."""

from __future__ import annotations

import io
import math
import os
import zipfile
from collections.abc import Container, Mapping
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.lib import format as npy
from numpy.typing import NDArray

# Bytes that a file, and that its arrays may have: more than any run here, less than would hurt.
LARGEST = 1 << 26
# Arrays in one file: a name and a header each cost time even where they hold nothing.
MOST_ARRAYS = 4096
# Bytes that are unpacked at a time, and those at the front in which an array's header must end.
PIECE, LONGEST_HEADER = 1 << 20, 1 << 14
KINDS = "biufcU"  # of arrays: numbers and text

NOT_NPZ = "the file is not an npz file, or was cut off"
# How the directory of a zip file begins each of its entries.
_ENTRY = b"PK\x01\x02"

Source = str | Path | IO[bytes]
Target = Source


class _RefusedError(ValueError):
    """A file that is not read, though it may be whole."""


def write_npz(target: Target, arrays: Mapping[str, Any]) -> None:
    """Write arrays by name; a file gets exactly the name that was asked for."""
    content: dict[str, Any] = dict(arrays)
    if not isinstance(target, str | Path):
        np.savez_compressed(target, **content)
        return
    # NumPy would add ".npz" to a name without it, and the file would not be found again.
    with open(target, "wb") as file:
        np.savez_compressed(file, **content)


def read_npz(
    source: Source, *, only: Container[str] | None = None, largest: int = LARGEST
) -> dict[str, NDArray[Any]]:
    """Return all arrays of an npz file by name, or those named in `only`.

    Errors: ValueError for whatever is not an npz file, is cut off, holds Python objects, is packed
    otherwise than NumPy does, or has arrays of more than `largest` bytes together; OSError for a
    name that cannot be opened.
    """
    data = _content(source)
    try:
        # Counted before zipfile makes an object of each.
        if data.count(_ENTRY) > MOST_ARRAYS:
            raise _RefusedError(f"the file holds more than {MOST_ARRAYS:,} arrays")
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            _check(members, largest)
            named = ((one.filename.removesuffix(".npy"), one) for one in members)
            wanted = {name: one for name, one in named if only is None or name in only}
            return {name: _array(archive, one) for name, one in wanted.items()}
    except _RefusedError:
        raise
    # A forged file makes zipfile, zlib and NumPy raise far more than they document.
    except Exception as error:
        raise ValueError(NOT_NPZ) from error


def _content(source: Source) -> bytes:
    if not isinstance(source, str | Path):
        data = source.read(LARGEST + 1)
        size = len(data)
    elif (size := os.path.getsize(source)) <= LARGEST:
        data = Path(source).read_bytes()
    if size > LARGEST:
        raise ValueError(f"the file has more than {LARGEST >> 20} MB")
    return data


def _check(members: list[zipfile.ZipInfo], largest: int) -> None:
    """Refuse, before anything is unpacked, what would take too much to unpack."""
    if any(one.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for one in members):
        raise _RefusedError("the file is packed in another way than NumPy does it")
    if sum(one.file_size for one in members) > largest:
        raise _RefusedError(f"the file would unpack to more than {largest >> 20} MB")


def _array(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> NDArray[Any]:
    """Return the array of one npy file, whose header may claim more than there is."""
    with archive.open(member) as file:
        # Never asked for more than a piece: zipfile would unpack as much, whatever it then keeps.
        start = file.read(LONGEST_HEADER)
        head = io.BytesIO(start)
        version = npy.read_magic(head)
        read = npy.read_array_header_1_0 if version == (1, 0) else npy.read_array_header_2_0
        shape, fortran, dtype = read(head)
        count, left = math.prod(shape), member.file_size - head.tell()
        if dtype.kind not in KINDS or dtype.itemsize == 0 or count * dtype.itemsize != left:
            raise ValueError("not what its header says")
        content = bytearray(left)
        filled = _fill(content, 0, start[head.tell() :])
        while filled < left and (piece := file.read(min(PIECE, left - filled))):
            filled = _fill(content, filled, piece)
        if filled < left:
            raise ValueError("cut off")
    return np.frombuffer(content, dtype, count).reshape(shape, order="F" if fortran else "C")


def _fill(content: bytearray, at: int, piece: bytes) -> int:
    """Put a piece in its place, and return where the next one begins."""
    content[at : at + len(piece)] = piece
    return at + len(piece)
