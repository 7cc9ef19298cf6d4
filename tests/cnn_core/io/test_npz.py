"""A stranger's files are read or refused in a sentence, and take little memory."""

from __future__ import annotations

import io
import struct
import tracemalloc
import zipfile
from collections.abc import Callable
from functools import cache, partial
from typing import Any

import numpy as np
import pytest

from cnn_core.data import Examples, own_dataset
from cnn_core.io import load_pictures, load_run, load_weights, save_pictures, save_run, save_weights
from cnn_core.io.npz import LARGEST, LONGEST_HEADER, MOST_ARRAYS, read_npz
from cnn_core.io.runs import saved_link
from cnn_core.nn import BatchNorm, Conv2D, Dense, Dropout, Flatten, MaxPool2D, Network, ReLU
from cnn_core.training import Run
from tests.forgeries import forged_npz, zipped

MUTATIONS = 2000
# Bytes that a file may take beyond its arrays.
ROOM = 64 << 20

RNG = np.random.default_rng(0)
DATA = Examples(RNG.integers(0, 256, (12, 1, 6, 6), dtype=np.uint8), np.arange(12) % 3)


def network() -> Network:
    layers = [Conv2D(2), BatchNorm(), ReLU(), MaxPool2D(), Flatten(), Dropout(0.2), Dense(3)]
    return Network(layers, (1, 6, 6), np.random.default_rng(0))


def a_run() -> bytes:
    run, file = Run(DATA, network=network(), batch=3), io.BytesIO()
    run.advance(2)
    save_run(run, file, {"rate": "0.1"})
    return file.getvalue()


def some_weights() -> bytes:
    file = io.BytesIO()
    save_weights(network(), file)
    return file.getvalue()


def some_classes() -> bytes:
    file = io.BytesIO()
    save_pictures(own_dataset({name: [*RNG.random((3, 1, 28, 28))] for name in "AB"}), file)
    return file.getvalue()


def _run_with_link(file: io.BytesIO) -> None:
    saved_link(file)
    file.seek(0)
    load_run(file, DATA)


READERS: dict[str, tuple[Callable[[], bytes], Callable[[io.BytesIO], Any]]] = {
    "run": (a_run, _run_with_link),
    "weights": (some_weights, partial(load_weights, network())),
    "classes": (some_classes, load_pictures),
}


def array(head: bytes, content: bytes = b"") -> bytes:
    """Return an npy file whose header says `head`."""
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(head)) + head + content


def header(shape: str, descr: str = "'<f4'") -> bytes:
    return f"{{'descr': {descr}, 'fortran_order': False, 'shape': {shape}}}\n".encode()


def large(name: str, size: int, *, claimed: int | None = None) -> bytes:
    """Return an archive with one array of many zeros, packed to a thousandth of its size."""
    head = array(header(f"({size},)", "'|u1'"))
    data = zipped({name: head + bytes(size)}, zipfile.ZIP_DEFLATED)
    if claimed is not None:
        data = data.replace(struct.pack("<I", len(head) + size), struct.pack("<I", claimed))
    return data


def beyond_64_bits() -> bytes:
    """Return an archive whose directory says that its array begins beyond all memory."""
    data = bytearray(zipped({"a.npy": b"x"}))
    entry = data.rindex(b"PK\x01\x02")
    name = entry + 46
    extra = struct.pack("<HHQ", 1, 8, (1 << 64) - 1)
    data[entry + 42 : entry + 46] = b"\xff" * 4
    data[entry + 30 : entry + 32] = struct.pack("<H", len(extra))
    data[name + 5 : name + 5] = extra
    end = data.rindex(b"PK\x05\x06")
    data[end + 12 : end + 16] = struct.pack("<I", end - entry)
    return bytes(data)


def broken_lzma() -> bytes:
    data = bytearray(zipped({"format.npy": bytes(180)}, zipfile.ZIP_LZMA))
    data[30 + len("format.npy") + 12] ^= 0xFF
    return bytes(data)


FORGED = {
    "bracket left open": (zipped({"a.npy": array(b"{'descr': ('<f4',\n")}), "not an npz"),
    "text left open": (zipped({"a.npy": array(b"{'descr': '''<f4\n")}), "not an npz"),
    "deep": (zipped({"a.npy": array(b"(" * 9000 + b"\n")}), "not an npz"),
    "beyond 64 bits": (beyond_64_bits(), "not an npz"),
    "LZMA": (broken_lzma(), "another way than NumPy"),
    "bzip2": (zipped({"a.npy": bytes(100)}, zipfile.ZIP_BZIP2), "another way than NumPy"),
    "many": (zipped({f"{n}.npy": b"" for n in range(MOST_ARRAYS + 1)}), "more than 4,096 arrays"),
    "large": (large("a.npy", LARGEST), "more than 64 MB"),
    "says little": (large("a.npy", LARGEST, claimed=1000), "not an npz"),
    "long header": (zipped({"a.npy": array(b" " * 60_000)}), "not an npz"),
    "no bytes": (zipped({"a.npy": array(header(f"({1 << 40},)", "'|S0'"))}), "not an npz"),
    "less than nothing": (zipped({"a.npy": array(header("(-1, -2)"), bytes(8))}), "not an npz"),
    "promises": (zipped({"a.npy": array(header(f"({1 << 50},)"))}), "not an npz"),
    "objects": (zipped({"a.npy": array(header("(1,)", "'|O'"), bytes(8))}), "not an npz"),
    "fields": (zipped({"a.npy": array(header("(1,)", "[('a', '<f4')]"), bytes(4))}), "not an npz"),
}  # fmt: skip


def peak(what: Callable[[], Any]) -> int:
    """Return the bytes that something took at its peak."""
    tracemalloc.start()
    try:
        what()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("name", FORGED)
def test_a_forged_file_is_refused_in_words_and_takes_no_memory(name: str) -> None:
    data, words = FORGED[name]

    def refused() -> None:
        with pytest.raises(ValueError, match=words):
            read_npz(io.BytesIO(data))

    assert peak(refused) < ROOM // 16


@pytest.mark.parametrize("name", FORGED)
@pytest.mark.parametrize("kind", READERS)
def test_every_reader_refuses_it_in_one_sentence(kind: str, name: str) -> None:
    with pytest.raises(ValueError) as found:
        READERS[kind][1](io.BytesIO(FORGED[name][0]))
    assert 20 < len(str(found.value)) < 160


@pytest.mark.parametrize("kind", READERS)
def test_changed_files_load_or_are_refused_in_words(kind: str) -> None:
    make, read = READERS[kind]
    data = make()
    read(io.BytesIO(data))
    refused = 0
    for forged in forged_npz(data, MUTATIONS, seed=13):
        try:
            read(io.BytesIO(forged))
        except ValueError as error:
            refused += bool(str(error))
    # Some changes are harmless, and the others must have been told from them.
    assert MUTATIONS // 2 < refused < MUTATIONS


def test_no_array_takes_more_than_a_piece_beyond_itself() -> None:
    data = large("a.npy", size := 50 << 20)
    assert peak(lambda: read_npz(io.BytesIO(data))) < size + (8 << 20)


LONG: dict[str, dict[str, Any]] = {
    "losses": {"losses": np.zeros(7 << 20), "accuracies": np.zeros(1)},
    "dead": {"dead": np.zeros((3 << 20, 2))},
    "settings": {"settings": np.array(" " * (15 << 20))},
    "format": {"format": np.array("x" * (15 << 20))},
    "version": {"version": np.zeros(7 << 20, np.int64)},
    "values": {"network.values": np.zeros(15 << 20, np.float32)},
    "names": {"classes": np.zeros(3 << 19, "<U1")},
    "pictures": {
        "train_pixels": np.zeros((10_000, 1, 28, 28), np.uint8),
        "train_labels": np.zeros(10_000, int),
    },
}


@cache
def with_long(name: str) -> bytes:
    """Return a file of all kinds at once, in which some arrays are long."""
    content: dict[str, Any] = {}
    for make in (a_run, some_classes):
        with np.load(io.BytesIO(make())) as found:
            content |= {name: found[name] for name in found.files}
    file = io.BytesIO()
    np.savez_compressed(file, **content | LONG[name])
    return file.getvalue()


@pytest.mark.parametrize("name", LONG)
@pytest.mark.parametrize("kind", READERS)
def test_long_arrays_take_little_more_than_they_need(kind: str, name: str) -> None:
    def refused() -> None:
        with pytest.raises(ValueError):
            READERS[kind][1](io.BytesIO(with_long(name)))

    assert peak(refused) < sum(one.nbytes for one in LONG[name].values()) + ROOM


def test_arrays_of_every_kind_are_read() -> None:
    arrays: dict[str, Any] = {
        "f": np.arange(6.0).reshape(2, 3),
        "fortran": np.asfortranarray(np.arange(6).reshape(2, 3)),
        "text": np.array("words"),
        "empty": np.zeros((0, 3)),
        "one": np.float32(2),
        "long": RNG.random((300, 1000)),
    }
    file = io.BytesIO()
    np.savez_compressed(file, **arrays)
    found = read_npz(io.BytesIO(file.getvalue()))
    assert found.keys() == arrays.keys()
    for name, values in arrays.items():
        np.testing.assert_array_equal(found[name], values)
        assert found[name].flags.writeable
    assert read_npz(io.BytesIO(file.getvalue()), only={"text"}) == {"text": np.array("words")}
    assert found["long"].nbytes > LONGEST_HEADER


def test_a_file_on_disk_that_is_too_large_is_not_even_opened(tmp_path: Any) -> None:
    path = tmp_path / "large.npz"
    with open(path, "wb") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(ValueError, match="more than 64 MB"):
        read_npz(path)
