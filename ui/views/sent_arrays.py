"""What a browser already has: an array that it was sent before is named, and not sent again.

Every run of a lesson sends the scene of its view, and mostly its picture is the one of before. A
browser keeps the newest arrays of a component (`shared/pack.js`), more of them than are counted on
here. A message that got lost on the way, as that of a run that was overtaken, is noticed there:
the browser says that it misses something, and the answer names nothing.
"""

from __future__ import annotations

import json
import struct
import threading
from collections import OrderedDict
from hashlib import sha256
from typing import Any

import streamlit as st

from ui.session.keys import SENT_ARRAYS
from ui.views.events import NUMBER, Event
from ui.views.pack import ALIGNMENT

LEAST = 1024  # bytes from which on an array is worth a name
LARGEST = 4_000_000  # bytes up to which a browser keeps one
MOST = 8_000_000  # bytes of the arrays that a browser surely has; it keeps twice as much
MISSING = Event("missing", NUMBER)  # another number each time: something named was not there


class SentArrays:
    """The arrays that one visitor's browser has for one component, by their checksums.

    A preview of the same view may be packed on another thread.
    """

    def __init__(self) -> None:
        self._sizes: OrderedDict[str, int] = OrderedDict()  # the newest last
        self._lost: dict[str, int] = {}  # view -> the number it sent last when it missed something
        self._turn = threading.Lock()

    def heard(self, view: str, missing: int | None) -> None:
        """Forget everything, if a view has told anew that it misses something."""
        with self._turn:
            if missing is not None and self._lost.get(view) != missing:
                self._lost[view] = missing
                self._sizes.clear()

    def without_known(self, packed: bytes) -> bytes:
        """Return what `pack` made, without the arrays that the browser has; they are named."""
        (length,) = struct.unpack_from("<I", packed)
        head: dict[str, Any] = json.loads(packed[4 : 4 + length])
        parts: list[bytes | memoryview] = []
        offset = 0
        with self._turn:
            for spec in head["arrays"].values():
                start = 4 + length + spec["offset"]
                blob = memoryview(packed)[start : start + spec["bytes"]]
                if LEAST <= len(blob) <= LARGEST:
                    spec["sum"] = _checksum(spec, blob)
                    if self._knows(spec["sum"], len(blob)):
                        del spec["offset"]
                        continue
                spec["offset"] = offset
                padded = bytes(-len(blob) % ALIGNMENT)
                parts += [blob, padded]
                offset += len(blob) + len(padded)
        text = json.dumps(head).encode()
        text += b" " * (-(4 + len(text)) % ALIGNMENT)
        return b"".join([struct.pack("<I", len(text)), text, *parts])

    def _knows(self, checksum: str, size: int) -> bool:
        """Tell whether the browser has an array, and count on it from now on."""
        known = checksum in self._sizes
        self._sizes[checksum] = size
        self._sizes.move_to_end(checksum)
        while sum(self._sizes.values()) > MOST:
            self._sizes.popitem(last=False)
        return known


def _checksum(spec: dict[str, Any], blob: memoryview) -> str:
    found = sha256(f"{spec['dtype']}{spec['shape']}".encode())
    found.update(blob)
    return found.hexdigest()[:24]


def sent_arrays(component: str) -> SentArrays:
    """Return what this visitor's browser has for a component."""
    kept: dict[str, SentArrays] = st.session_state.setdefault(SENT_ARRAYS, {})
    return kept.setdefault(component, SentArrays())
