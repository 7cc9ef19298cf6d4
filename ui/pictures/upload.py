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
from PIL import Image, ImageFile, UnidentifiedImageError
from PIL.TiffImagePlugin import TiffImageFile

from ui.pictures import Picture, channels_first, scaled_note
from ui.pictures.limits import (
    FORMATS,
    LARGEST_JPEG_DRAFT,
    PictureError,
    refuse_bytes,
    refuse_size,
    size_limits,
    unknown,
)
from ui.pictures.modes import (
    READABLE,
    SIXTEEN_BITS,
    flat_mode,
    flatten,
    flatten_lines,
    flatten_notes,
    odd_mode,
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
_KINDS = {f".{kind.lower()}": kind for kind in FORMATS}
_KINDS |= {".jpg": "JPEG", ".jpe": "JPEG", ".jfif": "JPEG", ".tif": "TIFF"}
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
            bomb = 2 * (Image.MAX_IMAGE_PIXELS or 0) // 10**6
            raise PictureError(
                f"the picture has more than {bomb} megapixels, "
                f"and the most is {size_limits()}: scale it down"
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
        self.deep = _sixteen_bits(image)
        self.notes: list[str] = []
        self.lines = ["import numpy as np", "from PIL import Image", ""]
        file = repr(name or "picture")
        if self.kind == "TIFF":  # which Pillow turns rightly only when the bytes are in memory
            self.lines = ["from io import BytesIO", "from pathlib import Path", "", *self.lines]
            file = f"BytesIO(Path({file}).read_bytes())"
        self.lines.append(f"with Image.open({file}) as file:")

    def picture(self) -> Picture:
        """Decode within the limits, then flatten, reduce and turn."""
        columns, rows = self.image.size
        refuse_size(self.kind, rows, columns, self.data)
        if isinstance(self.image, TiffImageFile):
            # A tile is unpacked whole, however little of it lies inside the picture.
            refuse_size("TIFF", *_tile_size(self.image), self.data, what="tiles of")
        self._check_kind()
        # Loading a TIFF turns it and forgets how it lay; loading a PNG may first find it out.
        lay = self._orientation() if self.kind == "TIFF" else None
        self._load()
        orientation = lay or self._orientation()
        small = self._flattened_and_reduced()
        if orientation in _UPRIGHT:
            small = self._turned(small, orientation)
        pixels = channels_first(np.array(small))
        axes = "[None]" if pixels.shape[0] == 1 else ".transpose(2, 0, 1)"
        self.lines.append(f"image = np.array(picture, dtype=np.float32){axes}")
        title = self.name or "Your picture"
        return Picture("own", title, pixels, notes=tuple(self.notes), code="\n".join(self.lines))

    def _check_kind(self) -> None:
        suffix = PurePosixPath(self.name).suffix.lower()
        if _KINDS.get(suffix, self.kind) != self.kind:
            self.notes.append(f"named {suffix}, but a {self.kind} inside")
        if self.image.mode not in READABLE:
            raise PictureError(
                f"the {self.kind} keeps its pixels as {odd_mode(self.image.mode)}: "
                "save it with 8 or 16 bits a channel, as a PNG or JPEG"
            )
        if self.image.format != "MPO" and getattr(self.image, "is_animated", False):
            self.notes.append(
                "the first page" if self.kind == "TIFF" else "the first picture of the animation"
            )
        if self.deep and "transparency" in self.image.info:
            raise PictureError(
                f"the {self.kind} has 16 bits a channel and one see-through colour, a rare pair: "
                "save it with 8 bits a channel, or without the see-through colour"
            )

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
            self.lines.append(f"    file.draft(None, {size})")
            self.notes.append(f"{rows}×{columns} read at 1/{scale} of its size")
        if self.deep and self.image.mode not in SIXTEEN_BITS:
            self.notes.append("16 bits a channel, of which the upper 8 are kept")
        self.lines.append("    picture = file.copy()")
        self.image.load()

    def _flattened_and_reduced(self) -> Image.Image:
        """Bring the picture to L or RGB and to its final size, strip by strip.

        Every step works within blocks of rows, so a strip of them at a time gives what the whole
        picture would, and never more than a strip exists in a second copy.
        """
        columns, rows = self.image.size
        across, down = _blocks(columns, rows)
        height = down * max(1, MOST_PIXELS // (down * columns))
        small = Image.new(flat_mode(self.image), (-(-columns // across), -(-rows // down)))
        see_through = False
        for top in range(0, rows, height):
            strip = self.image.crop((0, top, columns, min(rows, top + height)))
            flat, has_holes = flatten(strip)
            see_through |= has_holes
            small.paste(flat.reduce((across, down)), (0, top // down))
        self.notes += flatten_notes(self.image, see_through=see_through)
        self.lines += flatten_lines(self.image)
        if small.size != (columns, rows):
            size = (small.height, small.width)
            self.notes.append(scaled_note((rows, columns), size, (down, across)))
            self.lines.append(f"picture = picture.reduce(({across}, {down}))")
        return small

    def _turned(self, small: Image.Image, orientation: int) -> Image.Image:
        turn = _UPRIGHT[orientation]
        self.notes.append("turned upright" if orientation in (3, 6, 8) else "mirrored upright")
        if self.kind == "TIFF":
            return small  # loading has turned it
        self.lines.append(f"picture = picture.transpose(Image.Transpose.{turn.name})")
        return small.transpose(turn)


def _sixteen_bits(image: Image.Image) -> bool:
    # How Pillow unpacks the file: "RGB;16B" and the like. A BMP's ";16" is 16 bits in all.
    tiles = image.tile if isinstance(image, ImageFile.ImageFile) else []
    return image.format != "BMP" and any(";16" in str(tile.args) for tile in tiles)


def _tile_size(image: TiffImageFile) -> tuple[int, int]:
    return int(image.tag_v2.get(_TILE_LENGTH, 1)), int(image.tag_v2.get(_TILE_WIDTH, 1))


def _blocks(columns: int, rows: int) -> tuple[int, int]:
    """Return how many pixels across and down make one, so that the picture is small enough."""
    k = 1
    while True:
        across, down = min(k, columns), min(k, rows)
        width, height = -(-columns // across), -(-rows // down)
        if width * height <= MOST_PIXELS and max(width, height) <= LONGEST_SIDE:
            return across, down
        k += 1
