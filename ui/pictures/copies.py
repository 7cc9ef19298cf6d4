"""A copy of the reader's picture for their own browser to keep: as small as it was read."""

from __future__ import annotations

import base64
import binascii
import io
from dataclasses import dataclass, replace
from hashlib import sha256

import numpy as np
from PIL import Image

from ui.pictures import Picture
from ui.pictures.limits import PictureError
from ui.pictures.upload import read_picture

NOTE = "read from the copy that this browser kept"
_CODE = "# {file!r} stands for that copy, which may be smaller than your file.\n"


@dataclass(frozen=True)
class Copy:
    """A picture's file for the browser, and a mark that no other file has."""

    name: str
    mark: str
    file: bytes


def copy_of(picture: Picture) -> Copy:
    """Return a picture's copy: a PNG of just its pixels, the same each time."""
    file = io.BytesIO()
    pixels = picture.pixels[0] if len(picture.pixels) == 1 else picture.pixels.transpose(1, 2, 0)
    Image.fromarray(np.ascontiguousarray(pixels)).save(file, "PNG", compress_level=1)
    data = file.getvalue()
    return Copy(picture.title, sha256(data).hexdigest()[:16], data)


def read_copy(name: str, text: str) -> Picture:
    """Return the picture of a copy that a browser sent back in base 64.

    Errors: PictureError, for whatever a browser may have made of it.
    """
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise PictureError("the copy in this browser is damaged: choose the file again") from error
    picture = read_picture(data, name)
    code = _CODE.format(file=picture.title) + picture.code
    return replace(picture, notes=(NOTE, *picture.notes), code=code)
