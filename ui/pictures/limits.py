"""What a picture file may cost, decided from its first bytes before any pixel is unpacked."""

from __future__ import annotations

import re
from dataclasses import dataclass

# As `maxUploadSize` in .streamlit/config.toml, which only the browser's side enforces.
UPLOAD_MB = 25
MOST_BYTES = UPLOAD_MB * 2**20
# A run, weights or classes saved here take less than 1 MB.
SAVED_MB = 5
# What unpacking one file may take at its peak; pictures are unpacked one at a time.
MOST_MEMORY = 256_000_000
# More passes over the whole picture than any camera or program writes.
MOST_SCANS = 100
# A JPEG is unpacked at 1/2, 1/4 or 1/8 of its size until it is no larger than this.
LARGEST_JPEG_DRAFT = 16_000_000
# Bytes at the peak for every pixel of the file, measured and rounded up.
_BYTES_A_PIXEL = {"PNG": 4, "GIF": 4, "BMP": 4, "TIFF": 16, "WEBP": 16}
# A JPEG written top to bottom is reduced while it is read and needs no more than its draft; this
# stays below the size at which Pillow itself suspects a bomb.
_JPEG_PIXELS = 80_000_000
# In several passes (progressive), each coefficient of the whole picture is kept, in 2 bytes: the
# draft beside them leaves them this much. Telephones halve the colours both ways, which makes one
# and a half of them a pixel; at most there are four.
_COEFFICIENT_BYTES, _MOST_COEFFICIENTS = 200_000_000, 4.0
FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF")
ENDINGS = ["png", "jpg", "jpeg", "webp", "gif", "bmp", "tif", "tiff", "npy", "npz"]
FILE_LABEL = f"PNG, JPEG, WebP, GIF, BMP, TIFF, or NumPy's .npy, .npz, up to {UPLOAD_MB} MB"


class PictureError(ValueError):
    """A file that is not shown, with the reason and the nearest thing that works."""


@dataclass(frozen=True)
class _Known:
    """A kind of file that people try, recognised by how it begins."""

    begins: re.Pattern[bytes]
    is_a: str


_KNOWN = [
    # Comments are gone through once (?>): in every way to divide them, they would take for ever.
    _Known(re.compile(rb"\s*(<\?xml[^>]*>\s*)?(?>(<!--.*?-->\s*)*)"
                      rb"(<!DOCTYPE svg[^>]*>\s*)?<svg", re.S),
           "an SVG drawing, made of shapes instead of pixels"),
    _Known(re.compile(rb"\s*<"), "a web page or another text in tags"),
    _Known(re.compile(rb"....ftyp(hei|hev|mif1|msf1)", re.S), "a HEIC photograph"),
    _Known(re.compile(rb"....ftypavi", re.S), "an AVIF picture"),
    _Known(re.compile(rb"....ftyp", re.S), "a film"),
    _Known(re.compile(rb"%PDF"), "a PDF document"),
    _Known(re.compile(rb"PK\x03\x04"), "a zip archive or an office document"),
    _Known(re.compile(rb"[\t\n\r\x20-\x7e\x80-\xff]+\Z"), "a text"),
]  # fmt: skip


def refuse_bytes(data: bytes) -> None:
    """Raise PictureError for a file that is empty or too large to begin with."""
    if not data:
        raise PictureError("the file is empty: choose a PNG or JPEG file with a picture in it")
    if len(data) > MOST_BYTES:
        raise PictureError(
            f"the file has {len(data) / 2**20:.1f} MB, and {MOST_BYTES // 2**20} MB is the most: "
            f"save it as a JPEG, or scale it down, until it is under {MOST_BYTES // 2**20} MB"
        )


def unknown(data: bytes) -> PictureError:
    """Return the error for a file in none of the formats, naming what it is where that is clear."""
    begin = data[:1024].removeprefix(b"\xef\xbb\xbf")
    kind = next((known.is_a for known in _KNOWN if known.begins.match(begin)), None)
    said = f"the file is {kind}" if kind else "no picture was found in the file"
    return PictureError(f"{said}: save it as a PNG or JPEG picture and choose that")


def refuse_size(kind: str, rows: int, columns: int, data: bytes, *, what: str = "") -> None:
    """Raise PictureError when unpacking rows x columns pixels would cost more than the limit.

    what: says what has that size, when it is not the picture itself: "tiles of".
    """
    most, advice = most_pixels(kind, data), "scale it down"
    if kind != "JPEG" and rows * columns <= _JPEG_PIXELS:
        advice += f", or save it as a JPEG, which may have {_JPEG_PIXELS // 10**6}"
    if kind == "JPEG" and most < rows * columns <= _JPEG_PIXELS:
        advice += f", or save it without 'progressive', and it may have {_JPEG_PIXELS // 10**6}"
    if rows * columns > most:
        raise PictureError(
            f"the picture has {what}{what and ' '}{rows}×{columns} pixels (rows × columns), "
            f"{rows * columns / 1e6:.1f} megapixels, and for this {kind} "
            f"{most // 10**6} is the most: {advice}"
        )


def size_limits() -> str:
    """Name the most megapixels of each kind of file."""
    kinds = [("JPEG", _JPEG_PIXELS), *((k, MOST_MEMORY // n) for k, n in _BYTES_A_PIXEL.items())]
    by_size: dict[int, list[str]] = {}
    for kind, pixels in kinds:
        by_size.setdefault(pixels // 10**6, []).append(kind)
    return ", ".join(
        f"{most} for {' and '.join(filter(None, (', '.join(names[:-1]), names[-1])))}"
        for most, names in by_size.items()
    )


def most_pixels(kind: str, data: bytes) -> int:
    """Return how many pixels a file of this kind may have."""
    if kind != "JPEG":
        return MOST_MEMORY // _BYTES_A_PIXEL[kind]
    # Each scan may pass over every pixel again while it takes only a few bytes of the file.
    if data.count(b"\xff\xda") > MOST_SCANS:
        raise PictureError(
            f"the JPEG is written in more than {MOST_SCANS} passes: "
            "save it again without 'progressive'"
        )
    one_pass, coefficients = _frame(data)
    if one_pass:
        return _JPEG_PIXELS
    return min(_JPEG_PIXELS, int(_COEFFICIENT_BYTES / (2 * coefficients)))


def _frame(data: bytes) -> tuple[bool, float]:
    """Tell whether a JPEG's first scan holds every channel in full, and its coefficients a pixel.

    The first is so if it is baseline and interleaved. Walks the segments: marker FF xx, then the
    length in two bytes, to the first scan (FF DA). A frame header (FF C0, C1: sequential, C2:
    progressive) has its number of channels at byte 9 and then three bytes for each, of which the
    middle one is how densely it is sampled across and down; a scan has its channels at byte 4.
    """
    place, channels, coefficients = 2, 0, _MOST_COEFFICIENTS
    while place + 9 < len(data):
        marker = data[place + 1]
        if data[place] != 0xFF or marker == 0xDA:
            whole = data[place] == 0xFF and 0 < channels == data[place + 4]
            return whole, coefficients
        if marker == 0xFF:  # a fill byte before the marker
            place += 1
            continue
        if marker in (0xC0, 0xC1, 0xC2):
            coefficients = _coefficients(data[place + 10 : place + 10 + 3 * data[place + 9]])
        if marker in (0xC0, 0xC1):
            channels = data[place + 9]
        place += 2 + int.from_bytes(data[place + 2 : place + 4])
    return False, coefficients


def _coefficients(channels: bytes) -> float:
    """Return how many coefficients a frame has for each pixel, given its channels' three bytes."""
    across = [byte >> 4 for byte in channels[1::3]]
    down = [byte & 15 for byte in channels[1::3]]
    if not across or min(across + down) < 1:
        return _MOST_COEFFICIENTS
    cells = sum(a * d for a, d in zip(across, down, strict=True))
    return cells / (max(across) * max(down))
