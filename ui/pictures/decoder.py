"""One file on its way to a picture: decoded, laid flat, reduced and turned, all of it noted."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from pathlib import PurePosixPath

import numpy as np
from PIL import Image, ImageFile
from PIL.TiffImagePlugin import TiffImageFile

from ui.pictures import Picture, channels_first, scaled_note
from ui.pictures.arrays import ArrayPicture
from ui.pictures.limits import FORMATS, LARGEST_JPEG_DRAFT, PictureError, refuse_size
from ui.pictures.modes import (
    READABLE,
    SIXTEEN_BITS,
    Treatment,
    flat_mode,
    flatten,
    flatten_lines,
    flatten_notes,
    odd_mode,
    stretch_line,
    stretched,
)
from ui.pictures.profile import Profile, profile_of

MOST_PIXELS = 1_000_000
LONGEST_SIDE = 8192  # what browsers still draw as one canvas

# What decoders raise on a damaged file: far more than they document.
DECODER_ERRORS = (
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


@dataclass(frozen=True)
class Decoded:
    """A picture that was read, and what its file was like."""

    picture: Picture
    mode: str  # of the file's pixels
    lowest: int  # of the values before they were averaged; of 16 bits, as the file has them
    largest: int
    see_through: bool  # somewhere


def decode(
    image: Image.Image, data: bytes, name: str, how: Treatment, array: ArrayPicture | None = None
) -> Decoded:
    """Read an opened file, or one of NumPy's, given its array.

    Errors: PictureError, in words; on a damaged file `DECODER_ERRORS`.
    """
    reading = _Reading(image, data, name, how)
    if array is None:
        shown = reading.decoded()
    else:
        reading.notes, reading.lines = [*array.notes], [*array.lines]
        shown = reading.finished()
    return Decoded(shown, reading.mode, reading.lowest, reading.largest, reading.see_through)


class _Reading:
    """One file on its way to a picture: each step adds its note and the line that repeats it."""

    def __init__(self, image: Image.Image, data: bytes, name: str, how: Treatment) -> None:
        self.image = image
        self.kind = "JPEG" if image.format == "MPO" else str(image.format)
        self.data = data
        self.name = name
        self.how = how
        self.deep = _sixteen_bits(image)
        self.mode = image.mode
        self.notes: list[str] = []
        self.imports = ["import numpy as np", "from PIL import Image"]
        self.lines: list[str] = []
        self.lowest, self.largest, self.see_through = 65535, 0, False

    def decoded(self) -> Picture:
        """Decode within the limits, then flatten, reduce and turn."""
        columns, rows = self.image.size
        refuse_size(self.kind, rows, columns, self.data)
        if isinstance(self.image, TiffImageFile):
            # A tile is unpacked whole, however little of it lies inside the picture.
            refuse_size("TIFF", *_tile_size(self.image), self.data, what="tiles of")
        self._check_kind()
        file = repr(self.name or "picture")
        if self.kind == "TIFF":  # which Pillow turns rightly only when the bytes are in memory
            self.imports = ["from io import BytesIO", "from pathlib import Path", *self.imports]
            file = f"BytesIO(Path({file}).read_bytes())"
        self.lines.append(f"with Image.open({file}) as file:")
        # Loading a TIFF turns it and forgets how it lay; loading a PNG may first find it out.
        lay = self._orientation() if self.kind == "TIFF" else None
        self._load()
        return self.finished(lay or self._orientation())

    def finished(self, orientation: int = 1) -> Picture:
        """Flatten, reduce and turn what is in memory."""
        small = self._flattened_and_reduced()
        if orientation in _UPRIGHT:
            small = self._turned(small, orientation)
        pixels = channels_first(np.array(small))
        axes = "[None]" if pixels.shape[0] == 1 else ".transpose(2, 0, 1)"
        self.lines.append(f"image = np.array(picture, dtype=np.float32){axes}")
        title = self.name or "Your picture"
        code = "\n".join([*_in_order(self.imports), "", *self.lines])
        return Picture("own", title, pixels, notes=tuple(self.notes), code=code)

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
        except DECODER_ERRORS:
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
        self.mode = self.image.mode
        profile = profile_of(self.image, "CMYK" if self.mode == "CMYK" else flat_mode(self.image))
        across, down = _blocks(columns, rows)
        height = down * max(1, MOST_PIXELS // (down * columns))
        small = Image.new(flat_mode(self.image), (-(-columns // across), -(-rows // down)))
        for top in range(0, rows, height):
            strip = self.image.crop((0, top, columns, min(rows, top + height)))
            small.paste(self._flat(strip, profile).reduce((across, down)), (0, top // down))
        self._say_flat(profile)
        if small.size != (columns, rows):
            size = (small.height, small.width)
            self.notes.append(scaled_note((rows, columns), size, (down, across)))
            self.lines.append(f"picture = picture.reduce(({across}, {down}))")
        return small

    def _flat(self, strip: Image.Image, profile: Profile | None) -> Image.Image:
        """Bring a strip to L or RGB in sRGB, and keep in mind between which values it lies."""
        if profile and profile.mode == "CMYK":
            flat = profile.applied(strip)
        else:
            flat, has_holes = flatten(strip, self.how)
            flat = profile.applied(flat) if profile else flat
            self.see_through |= has_holes
        deep = strip.mode in SIXTEEN_BITS
        if self.how.largest and not deep:
            flat = stretched(flat, self.how.largest)
        values = np.asarray(strip if deep else flat)
        self.lowest = min(self.lowest, int(values.min()))
        self.largest = max(self.largest, int(values.max()))
        return flat

    def _say_flat(self, profile: Profile | None) -> None:
        self.notes += flatten_notes(self.image, self.how, see_through=self.see_through)
        if not (profile and profile.mode == "CMYK"):
            self.lines += flatten_lines(self.image, self.how)
        if profile:
            self.notes.append(profile.note)
            self.lines += profile.lines()
            if profile.transform:
                self.imports = ["from io import BytesIO", *self.imports]
                self.imports[-1] = "from PIL import Image, ImageCms"
        if self.how.largest and self.mode not in SIXTEEN_BITS:
            self.notes.append(f"{self.how.largest} became 255, and all values in proportion")
            self.lines.append(stretch_line(flat_mode(self.image), self.how.largest))

    def _turned(self, small: Image.Image, orientation: int) -> Image.Image:
        turn = _UPRIGHT[orientation]
        self.notes.append("turned upright" if orientation in (3, 6, 8) else "mirrored upright")
        if self.kind == "TIFF":
            return small  # loading has turned it
        self.lines.append(f"picture = picture.transpose(Image.Transpose.{turn.name})")
        return small.transpose(turn)


def _in_order(imports: list[str]) -> list[str]:
    """Return imports without doubles, those of Python's own library first and apart."""
    unique = list(dict.fromkeys(imports))
    python = [one for one in unique if "PIL" not in one and "numpy" not in one]
    return [*python, *([""] if python else []), *(one for one in unique if one not in python)]


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
