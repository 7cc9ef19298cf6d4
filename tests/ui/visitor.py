"""One visitor without a server: a session, an address bar, and what a component received."""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from unittest import mock

import numpy as np
import streamlit


@dataclass
class Address:
    """What stands behind the question mark of the address bar."""

    texts: dict[str, str] = field(default_factory=dict)

    def to_dict(self) -> dict[str, str]:
        return dict(self.texts)

    def from_dict(self, texts: Mapping[str, str]) -> None:
        self.texts = dict(texts)


@dataclass
class Visitor:
    session: dict[str, Any]
    address: Address

    def goes_to(self, **texts: str) -> None:
        """Open a link, or press Back: the address changes, the session stays."""
        self.address.texts = texts


@contextmanager
def visitor(**texts: str) -> Iterator[Visitor]:
    """Let Streamlit's session and address be those of a new visitor who came by this link."""
    one = Visitor({}, Address(dict(texts)))
    with (
        mock.patch.object(streamlit, "session_state", one.session),
        mock.patch.object(streamlit, "query_params", one.address),
    ):
        yield one


@dataclass
class Received:
    meta: dict[str, Any]
    arrays: dict[str, np.ndarray]
    offsets: dict[str, int]  # where in the bytes each array begins
    named: dict[str, str]  # checksums of arrays that a browser keeps, or already has


def unpack(packed: bytes) -> Received:
    """Read what `ui.views.pack` wrote, by the description of its format alone."""
    (length,) = struct.unpack_from("<I", packed)
    head = json.loads(packed[4 : 4 + length])
    arrays, offsets, named = {}, {}, {}
    for name, spec in head["arrays"].items():
        if "sum" in spec:
            named[name] = spec["sum"]
        if "offset" not in spec:
            continue
        offsets[name] = 4 + length + spec["offset"]
        kind = np.dtype(spec["dtype"]).newbyteorder("<")
        flat = np.frombuffer(packed, kind, spec["size"], offsets[name])
        arrays[name] = flat.reshape(spec["shape"])
    return Received(head["meta"], arrays, offsets, named)
