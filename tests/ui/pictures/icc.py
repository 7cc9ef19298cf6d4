"""Small colour profiles, written by hand: a matrix or a curve of grey (ICC.1:2001-04)."""

from __future__ import annotations

import struct

Colour = tuple[float, float, float]

# Red, green and blue of Adobe RGB (1998) and of sRGB, seen under D50.
ADOBE = ((0.60974, 0.31111, 0.01947), (0.20528, 0.62567, 0.06087), (0.14919, 0.06322, 0.74457))
SRGB = ((0.43607, 0.22249, 0.01392), (0.38515, 0.71687, 0.09708), (0.14307, 0.06061, 0.71410))
WHITE = (0.96420, 1.0, 0.82491)


def _xyz(colour: Colour) -> bytes:
    return b"XYZ \0\0\0\0" + b"".join(struct.pack(">i", round(one * 65536)) for one in colour)


def _curve(gamma: float) -> bytes:
    return b"curv\0\0\0\0" + struct.pack(">IH", 1, round(gamma * 256)) + b"\0\0"


def _text(name: str) -> bytes:
    words = name.encode() + b"\0"
    text = b"desc\0\0\0\0" + struct.pack(">I", len(words)) + words + bytes(4 + 4 + 2 + 1 + 67)
    return text + bytes(-len(text) % 4)


def _profile(space: bytes, tags: dict[bytes, bytes]) -> bytes:
    start = 128 + 4 + 12 * len(tags)
    table, content = struct.pack(">I", len(tags)), b""
    for name, tag in tags.items():
        table += name + struct.pack(">II", start + len(content), len(tag))
        content += tag
    size = struct.pack(">I", start + len(content))
    header = size + bytes(4) + b"\x02\x10\0\0" + b"mntr" + space + b"XYZ " + bytes(12) + b"acsp"
    header += bytes(28) + b"".join(struct.pack(">i", round(one * 65536)) for one in WHITE)
    return header + bytes(128 - len(header)) + table + content


def rgb_profile(name: str, primaries: tuple[Colour, Colour, Colour], gamma: float = 2.2) -> bytes:
    """Return the profile of a screen with these primaries."""
    tags = {b"desc": _text(name), b"cprt": b"text\0\0\0\0none", b"wtpt": _xyz(WHITE)}
    for letter, colour in zip(b"rgb", primaries, strict=True):
        tags[bytes([letter]) + b"XYZ"] = _xyz(colour)
        tags[bytes([letter]) + b"TRC"] = _curve(gamma)
    return _profile(b"RGB ", tags)


def grey_profile(name: str, gamma: float) -> bytes:
    """Return the profile of a grey with this gamma."""
    tags = {b"desc": _text(name), b"cprt": b"text\0\0\0\0none", b"wtpt": _xyz(WHITE)}
    return _profile(b"GRAY", {**tags, b"kTRC": _curve(gamma)})
