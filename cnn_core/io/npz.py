"""Write npz files, and read one of a stranger: nothing is run, and no more memory is taken."""

from __future__ import annotations

import io
import math
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.lib import format as npy
from numpy.typing import NDArray

# Bytes that a file may take in memory: far more than any run here, far less than would hurt.
LARGEST = 1 << 28
# Arrays in one file: a name and a header each cost time even where they hold nothing.
MOST_ARRAYS = 4096

Source = str | Path | IO[bytes]
Target = Source

# What reading a file that is no npz, or only the beginning of one, ends in.
_UNREADABLE = (
    OSError,
    EOFError,
    ValueError,
    KeyError,
    IndexError,
    SyntaxError,
    TypeError,
    RuntimeError,  # also of a compression that zipfile does not know
    MemoryError,
    zlib.error,
    zipfile.BadZipFile,
)


def write_npz(target: Target, arrays: Mapping[str, Any]) -> None:
    """Write arrays by name; a file gets exactly the name that was asked for."""
    content: dict[str, Any] = dict(arrays)
    if not isinstance(target, str | Path):
        np.savez_compressed(target, **content)
        return
    # NumPy would add ".npz" to a name without it, and the file would not be found again.
    with open(target, "wb") as file:
        np.savez_compressed(file, **content)


def read_npz(source: Source) -> dict[str, NDArray[Any]]:
    """Return all arrays of an npz file by name.

    Errors: ValueError without details for whatever is no npz, is cut off, holds Python objects, or
    would take more than `LARGEST` bytes; OSError for a name that cannot be opened.
    """
    try:
        with zipfile.ZipFile(source) as archive:
            members = archive.infolist()
            if len(members) > MOST_ARRAYS or sum(one.file_size for one in members) > LARGEST:
                raise ValueError("too large")
            return {one.filename.removesuffix(".npy"): _array(archive.read(one)) for one in members}
    except (FileNotFoundError, IsADirectoryError, PermissionError):
        raise
    except _UNREADABLE as error:
        raise ValueError("the file is no npz file, or was cut off") from error


def _array(data: bytes) -> NDArray[Any]:
    """Return the array of one npy file, whose header may claim more than there is."""
    file = io.BytesIO(data)
    version = npy.read_magic(file)
    read = npy.read_array_header_1_0 if version == (1, 0) else npy.read_array_header_2_0
    shape, fortran, dtype = read(file)
    if dtype.hasobject or math.prod(shape) * dtype.itemsize != len(data) - file.tell():
        raise ValueError("not what its header says")
    flat = np.frombuffer(data, dtype, math.prod(shape), file.tell())
    return flat.reshape(shape, order="F" if fortran else "C").copy()
