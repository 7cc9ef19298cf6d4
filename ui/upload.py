"""A picture of the reader's own, from a file or the camera: decoded in memory, nothing kept.

Everything done to it is said in `notes`; what cannot be shown is refused in a sentence.
"""

from __future__ import annotations

import io
import re
import struct
import threading
import warnings
import zlib
from pathlib import PurePosixPath

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFile, UnidentifiedImageError
from PIL.TiffImagePlugin import TiffImageFile

from ui.pictures import Picture, channels_first, scaled_note
from ui.upload_limits import (
    FORMATS,
    LARGEST_JPEG_DRAFT,
    PictureError,
    refuse_bytes,
    refuse_size,
    unknown,
)

MOST_PIXELS = 1_000_000
LONGEST_SIDE = 8192  # what browsers still draw as one canvas

# What decoders raise on a damaged file: far more than they document.
_DECODER_ERRORS = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    LookupError,
    ArithmeticError,
    AttributeError,
    AssertionError,
    EOFError,
    MemoryError,
    RuntimeError,
    struct.error,
    zlib.error,
    Image.DecompressionBombError,
)
# Two visitors who upload at once wait for each other, so that the peak is that of one picture.
_ONE_AT_A_TIME = threading.Lock()

_COLOUR, _ALPHA = {"P", "RGB", "RGBX", "CMYK", "YCbCr"}, {"LA", "La", "PA", "RGBA", "RGBa"}
_SIXTEEN_BITS = {"I;16", "I;16L", "I;16B", "I;16N"}
_READABLE = {"1", "L"} | _COLOUR | _ALPHA | _SIXTEEN_BITS
_CONVERTED = {
    "1": "1 bit a pixel: 0 and 1 became 0 and 255",
    "P": "palette turned into red, green and blue",
    "PA": "palette turned into red, green and blue",
    "CMYK": "inks (CMYK) turned into red, green and blue",
    "YCbCr": "brightness and two colours (YCbCr) turned into red, green and blue",
}
_SIXTEEN_NOTE = "16 bits a pixel brought to 8: divided by 257 and rounded"

# EXIF orientation -> how the stored picture is turned to stand upright (1 is upright already).
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_ORIENTATION, _TILE_WIDTH, _TILE_LENGTH = 0x0112, 0x0142, 0x0143


def read_picture(data: bytes, filename: str = "") -> Picture:
    """Decode a PNG, JPEG, WebP, GIF, BMP or TIFF file to a Picture of at most 1 megapixel.

    Raises PictureError, in words, for every other file and for one that is damaged or would cost
    too much. The same bytes always give the same pixels.
    """
    refuse_bytes(data)
    name = _printable(filename)
    # Pillow warns of odd metadata, which is nothing a reader can mend. The filters belong to the
    # whole process; the lock keeps two uploads from restoring each other's.
    with _ONE_AT_A_TIME, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with Image.open(io.BytesIO(data), formats=FORMATS) as image:
                return _Reading(image, data, name).picture()
        except PictureError:
            raise
        except UnidentifiedImageError as error:
            raise unknown(data) from error
        except Image.DecompressionBombError as error:
            raise PictureError(
                "the picture has more than 170 megapixels: scale it down to 50 or fewer"
            ) from error
        except _DECODER_ERRORS as error:
            raise PictureError(
                "the file is damaged or incomplete: open it in a picture viewer, "
                "save it again as a PNG or JPEG and choose that"
            ) from error


def _printable(filename: str) -> str:
    name = PurePosixPath(filename.replace("\\", "/")).name
    return re.sub(r"[^\w .()+-]", "_", name)[-60:]


class _Reading:
    """One file on its way to a picture: each step adds its note and the line that repeats it."""

    def __init__(self, image: Image.Image, data: bytes, name: str) -> None:
        self.image = image
        self.kind = "JPEG" if image.format == "MPO" else str(image.format)
        self.data = data
        self.name = name
        self.notes: list[str] = []
        self.lines = ["import numpy as np", "from PIL import Image", ""]
        self.lines += [f"picture = Image.open({name or 'picture'!r})"]

    def picture(self) -> Picture:
        """Decode within the limits, then flatten, reduce and turn."""
        columns, rows = self.image.size
        refuse_size(self.kind, rows, columns, self.data)
        if isinstance(self.image, TiffImageFile):
            # A tile is unpacked whole, however little of it lies inside the picture.
            refuse_size("TIFF", *_tile_size(self.image), self.data, what="tiles of")
        self._check_kind()
        orientation = self._orientation()
        self._load()
        small = self._flattened_and_reduced()
        if orientation in _UPRIGHT:
            small = self._turned(small, orientation)
        pixels = channels_first(np.array(small))
        axes = "[None]" if pixels.shape[0] == 1 else ".transpose(2, 0, 1)"
        self.lines.append(f"image = np.array(picture, dtype=np.float32){axes}")
        title = self.name or "Your picture"
        return Picture("own", title, pixels, notes=tuple(self.notes), code="\n".join(self.lines))

    def _check_kind(self) -> None:
        ending = PurePosixPath(self.name).suffix[1:].upper()
        ending = {"JPG": "JPEG", "JPE": "JPEG", "JFIF": "JPEG", "TIF": "TIFF"}.get(ending, ending)
        if ending in FORMATS and ending != self.kind:
            self.notes.append(f"named .{ending.lower()}, but a {self.kind} inside")
        if self.image.mode not in _READABLE:
            raise PictureError(
                f"the {self.kind} keeps its pixels as {_odd_mode(self.image.mode)}: "
                "save it with 8 or 16 bits a channel, as a PNG or JPEG"
            )
        if self.image.format != "MPO" and getattr(self.image, "is_animated", False):
            self.notes.append(
                "the first page" if self.kind == "TIFF" else "the first picture of the animation"
            )

        if self._deep() and "transparency" in self.image.info:
            raise PictureError(
                f"the {self.kind} has 16 bits a channel and one see-through colour, a rare pair: "
                "save it with 8 bits a channel, or without the see-through colour"
            )

    def _deep(self) -> bool:
        # How Pillow unpacks the file: "RGB;16B" and the like. A BMP's ";16" is 16 bits in all.
        if not isinstance(self.image, ImageFile.ImageFile) or self.kind == "BMP":
            return False
        return any(";16" in str(tile.args) for tile in self.image.tile)

    def _orientation(self) -> int:
        try:
            return int(self.image.getexif().get(_ORIENTATION, 1))
        except _DECODER_ERRORS:
            return 1  # a picture is no worse for notes that nobody can read

    def _load(self) -> None:
        columns, rows = self.image.size
        scale = 1
        while self.kind == "JPEG" and columns * rows > LARGEST_JPEG_DRAFT * scale**2:
            scale *= 2
        if scale > 1:
            size = (columns // scale, rows // scale)
            self.image.draft(None, size)
            self.lines.append(f"picture.draft(None, {size})")
            self.notes.append(f"{rows}x{columns} read at 1/{scale} of its size")
        if self._deep() and self.image.mode not in _SIXTEEN_BITS:
            self.notes.append("16 bits a channel, of which the upper 8 are kept")
        self.image.load()

    def _flattened_and_reduced(self) -> Image.Image:
        """Bring the picture to L or RGB and to its final size, strip by strip.

        Every step works within blocks of rows, so a strip of them at a time gives what the whole
        picture would, and never more than a strip exists in a second copy.
        """
        columns, rows = self.image.size
        across, down = _blocks(columns, rows)
        height = down * max(1, MOST_PIXELS // (down * columns))
        mode = "L" if self.image.mode in {"1", "L", "LA", "La"} | _SIXTEEN_BITS else "RGB"
        small = Image.new(mode, (-(-columns // across), -(-rows // down)))
        see_through = False
        for top in range(0, rows, height):
            strip = self.image.crop((0, top, columns, min(rows, top + height)))
            flat, has_holes = _flatten(strip, mode)
            see_through |= has_holes
            small.paste(flat.reduce((across, down)), (0, top // down))
        self._say_flattened(mode, see_through)
        if small.size != (columns, rows):
            size = (small.height, small.width)
            self.notes.append(scaled_note((rows, columns), size, (down, across)))
            self.lines.append(f"picture = picture.reduce(({across}, {down}))")
        return small

    def _say_flattened(self, mode: str, see_through: bool) -> None:
        if self.image.mode in _SIXTEEN_BITS:
            self.notes.append(_SIXTEEN_NOTE)
            self.lines += _SIXTEEN_LINES
        elif _has_alpha(self.image):
            self.lines += [line.format(mode=mode) for line in _ALPHA_LINES]
        elif self.image.mode != mode:
            self.lines.append(f'picture = picture.convert("{mode}")')
        if self.image.mode in _CONVERTED:
            self.notes.append(_CONVERTED[self.image.mode])
        if see_through:
            self.notes.append("see-through parts laid over white")

    def _turned(self, small: Image.Image, orientation: int) -> Image.Image:
        turn = _UPRIGHT[orientation]
        self.notes.append("turned upright" if orientation in (3, 6, 8) else "mirrored upright")
        if self.kind == "TIFF":
            return small  # Pillow turns these itself, while it loads them
        self.lines.append(f"picture = picture.transpose(Image.Transpose.{turn.name})")
        return small.transpose(turn)


_ALPHA_LINES = [
    'picture = picture.convert("RGBA")',
    'white = Image.new("RGBA", picture.size, "white")',
    'picture = Image.alpha_composite(white, picture).convert("{mode}")',
]
_SIXTEEN_LINES = [
    "values = (np.asarray(picture).astype(np.uint32) + 128) // 257",
    "picture = Image.fromarray(values.astype(np.uint8))",
]


def _tile_size(image: TiffImageFile) -> tuple[int, int]:
    return int(image.tag_v2.get(_TILE_LENGTH, 1)), int(image.tag_v2.get(_TILE_WIDTH, 1))


def _odd_mode(mode: str) -> str:
    names = {"F": "numbers with a fraction", "I": "numbers of 32 bits"}
    return names.get(mode, f"{mode} values")


def _has_alpha(image: Image.Image) -> bool:
    return image.mode in _ALPHA or "transparency" in image.info


def _blocks(columns: int, rows: int) -> tuple[int, int]:
    """Return how many pixels across and down make one, so that the picture is small enough."""
    k = 1
    while True:
        across, down = min(k, columns), min(k, rows)
        width, height = -(-columns // across), -(-rows // down)
        if width * height <= MOST_PIXELS and max(width, height) <= LONGEST_SIDE:
            return across, down
        k += 1


def _flatten(strip: Image.Image, mode: str) -> tuple[Image.Image, bool]:
    """Return the strip in mode L or RGB over white, and whether anything was see-through."""
    if strip.mode in _SIXTEEN_BITS:
        values: NDArray[np.uint32] = (np.asarray(strip).astype(np.uint32) + 128) // 257
        return Image.fromarray(values.astype(np.uint8)), False
    if not _has_alpha(strip):
        return strip.convert(mode), False
    strip = strip.convert("RGBA")
    has_holes = bool(np.asarray(strip.getchannel("A")).min() < 255)
    white = Image.new("RGBA", strip.size, "white")
    return Image.alpha_composite(white, strip).convert(mode), has_holes
