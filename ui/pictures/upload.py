"""A picture of the reader's own, from a file or the camera: decoded in memory, nothing kept.

Everything done to it is said in `notes`; what cannot be shown is refused in a sentence.
"""

from __future__ import annotations

import io
import re
import threading
import warnings
from dataclasses import replace
from pathlib import PurePosixPath

from PIL import Image, UnidentifiedImageError

from ui.pictures import Offer, Picture
from ui.pictures.arrays import array_picture, holds_arrays
from ui.pictures.decoder import DECODER_ERRORS, Decoded, decode
from ui.pictures.limits import FORMATS, PictureError, refuse_bytes, size_limits, unknown
from ui.pictures.modes import Treatment, is_dark, largest_of

_NEARLY_WHITE = 224  # if nothing is darker, ink on white paper is hard to see

# Two visitors who upload at once wait for each other, so that the peak is that of one picture.
_ONE_AT_A_TIME = threading.Lock()


def read_picture(data: bytes, filename: str = "") -> Picture:
    """Decode a PNG, JPEG, WebP, GIF, BMP, TIFF or NumPy file to a Picture of at most 1 megapixel.

    Where it can hardly be seen it offers a clearer one. Raises PictureError, in words, for every
    other file and for one that is damaged or would cost too much. The same bytes always give the
    same pixels.
    """
    refuse_bytes(data)
    name = _printable(filename)
    # Pillow warns of odd metadata, which is nothing a reader can mend. The filters belong to the
    # whole process; the lock keeps two uploads from restoring each other's.
    with _ONE_AT_A_TIME, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return _with_offer(data, name)
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
        except DECODER_ERRORS as error:
            if "MAX_TEXT" in str(error):  # Pillow's limits of what is in a PNG beside its pixels
                raise PictureError(
                    "the PNG holds a colour profile or texts of more than 1 MB: "
                    "save it again without them, or as a JPEG"
                ) from error
            raise PictureError(
                "the file is damaged or incomplete: open it in a picture viewer, "
                "save it again as a PNG or JPEG and choose that"
            ) from error


def _with_offer(data: bytes, name: str) -> Picture:
    """Read a picture, and read it again in another way where it can hardly be seen."""
    found = _read(data, name, Treatment())
    shown, largest = found.picture, found.largest
    if is_dark(found.mode, found.lowest, largest):
        looks = f"dark: the largest value is {largest} of {largest_of(found.mode)}"
        stretched = _read(data, name, Treatment(largest=largest)).picture
        offer = Offer(f"Stretch it: {largest} becomes white", "Do not stretch it", stretched)
    elif found.see_through and found.lowest >= _NEARLY_WHITE:
        black = _read(data, name, Treatment(paper="black"))
        if black.largest - black.lowest <= 2 * (largest - found.lowest):
            return shown
        looks = "nearly blank: it is white on a see-through ground"
        offer = Offer("Lay it over black", "Lay it over white", black.picture)
    else:
        return shown
    return replace(shown, notes=(*shown.notes, looks), offer=offer)


def _read(data: bytes, name: str, how: Treatment) -> Decoded:
    if holds_arrays(data):
        array = array_picture(data, name)
        return decode(Image.fromarray(array.pixels), data, name, how, array)
    with Image.open(io.BytesIO(data), formats=FORMATS) as image:
        return decode(image, data, name, how)


def _printable(filename: str) -> str:
    name = PurePosixPath(filename.replace("\\", "/")).name
    return re.sub(r"[^\w .()+-]", "_", name)[-60:]
