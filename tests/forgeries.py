"""Files as somebody might forge them: seeded changes of good ones, and of what they say."""

from __future__ import annotations

import copy
import io
import json
import random
import zipfile
from collections.abc import Iterator
from typing import Any

import numpy as np

# Numbers of one, two, four and eight bytes at which programs stumble.
EDGES = [
    value.to_bytes(size, "little")
    for size in (1, 2, 4, 8)
    for value in (0, 1, 0x7F, 1 << (8 * size - 1), (1 << (8 * size)) - 1, (1 << (8 * size)) - 2)
    if value < 1 << (8 * size)
]
# What JSON can hold in place of what a program expects; a browser sends the same.
ODD_VALUES: list[Any] = [
    None, True, False, 0, 1, -1, 2, 7, 0.5, -0.0, 1e308, 10**9, 10**30, -(10**30), 2**31, 2**63,
    float("inf"), float("nan"), "", "0", "1,1", "relu", "valid", "NaN", "x" * 300, "\0", "\ud800",
    [], [[]], [0], [1, 1], [1, 2, 3], [[0, 0]], [None], ["a"], [1e9, 1e9], {}, {"a": 1}, {"row": 0},
    [[[[[]]]]], list(range(200)),
]  # fmt: skip


def changed(data: bytes, rng: random.Random) -> bytes:
    """Return bytes with one to eight changes: flipped, overwritten, cut out, doubled, cut off."""
    found = bytearray(data)
    for _ in range(rng.choice((1, 1, 1, 2, 3, 8))):
        at, length = rng.randrange(len(found) + 1), rng.choice((1, 1, 2, 4, 16, 64))
        match rng.randrange(6):
            case 0 if found:
                found[at % len(found)] ^= 1 << rng.randrange(8)
            case 1:
                found[at : at + 1] = bytes([rng.randrange(256)])
            case 2:
                edge = rng.choice(EDGES)
                found[at : at + len(edge)] = edge
            case 3:
                del found[at : at + length]
            case 4:
                found[at:at] = found[at : at + length]
            case 5 if rng.random() < 0.2:
                del found[at:]
    return bytes(found)


def changed_value(value: Any, rng: random.Random) -> Any:
    """Return a JSON value with one part of it, however deep, replaced by another value."""
    parts = list(value.items() if isinstance(value, dict) else enumerate(value))
    if not parts:
        return copy.deepcopy(rng.choice(ODD_VALUES))
    key, part = rng.choice(parts)
    found = copy.copy(value)
    if isinstance(part, dict | list | tuple) and rng.random() < 0.7:
        part = list(part) if isinstance(part, tuple) else part
        found[key] = changed_value(part, rng)
    elif rng.random() < 0.1:
        del found[key]
    elif rng.random() < 0.1 and isinstance(found, list):
        found.insert(key, part)
    else:
        found[key] = copy.deepcopy(rng.choice(ODD_VALUES))
    return found


def forged_npz(data: bytes, count: int, seed: int) -> Iterator[bytes]:
    """Yield changes of an npz file: of its bytes, of its arrays' bytes, and of its settings.

    The last two make whole archives, whose checksums are right.
    """
    rng = random.Random(seed)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    for number in range(count):
        if number % 3 == 0:
            yield changed(data, rng)
            continue
        forged = dict(members)
        if number % 3 == 1 or "settings.npy" not in forged:
            name = rng.choice(list(forged))
            forged[name] = changed(forged[name], rng)
            if rng.random() < 0.1:
                forged[rng.choice(list(forged))] = forged.pop(name)
        else:
            settings = json.loads(str(np.load(io.BytesIO(forged["settings.npy"]))))
            for _ in range(rng.choice((1, 1, 2))):
                settings = changed_value(settings, rng)
            file = io.BytesIO()
            np.save(file, np.array(json.dumps(settings)))
            forged["settings.npy"] = file.getvalue()
        yield zipped(forged)


def zipped(members: dict[str, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    """Return the archive of these files."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()
