"""Animated pictures, drawn on the server and only where somebody asks for one: a GIF.

What draws one is a generator: it yields the share that is done, and returns the file.
"""

from __future__ import annotations

import io
from collections.abc import Generator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import matplotlib as mpl
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from ui.figures.comma import with_comma

MOST_BYTES = 2_000_000  # of a file: what does not fit loses every other frame
MOST_FRAMES = 120
SECONDS = 14  # that a film of many frames takes; of few, each has half a second
COLOURS = 64
Film = Generator[float, None, bytes]
Rgb = tuple[int, int, int]

# As palette.css has them.
INK, SOFT, LINE, PAPER, WHITE = "#1d2330", "#5d6675", "#e3e1dc", "#fbfaf8", "#ffffff"
VIOLET, AMBER, TEAL, ORANGE, BLUE = "#7048c8", "#b58200", "#0b7a75", "#c2570c", "#1f5fa8"


class Sheet:
    """A picture that is drawn on, in pixels."""

    def __init__(self, width: int, height: int, *, comma: bool = False) -> None:
        """Begin with the page's light ground. `comma`: of its numbers."""
        self.comma = comma
        self.image = Image.new("RGB", (width, height), PAPER)
        self.pen = ImageDraw.Draw(self.image)

    def copy(self) -> Sheet:
        """Return another sheet with the same on it."""
        other = Sheet.__new__(Sheet)
        other.comma = self.comma
        other.image = self.image.copy()
        other.pen = ImageDraw.Draw(other.image)
        return other

    def write(
        self, x: float, y: float, text: str, size: float = 14, colour: str = INK, anchor: str = "lm"
    ) -> None:
        """Write one line; `anchor` as Pillow has it."""
        written = with_comma(text) if self.comma else text
        self.pen.text((x, y), written, colour, font(round(size)), anchor)

    def frame(self, box: Sequence[float], colour: str, width: int = 1) -> None:
        """Draw a frame around (x, y, width, height)."""
        x, y, w, h = box
        self.pen.rectangle((x, y, x + w, y + h), outline=colour, width=width)

    def pixels(self, colours: NDArray[np.uint8], box: Sequence[float]) -> None:
        """Draw cells (H, W, 3) into a box, each as large as the others."""
        x, y, w, h = (round(one) for one in box)
        shrunk = w < colours.shape[1]
        way = Image.Resampling.LANCZOS if shrunk else Image.Resampling.NEAREST
        self.image.paste(Image.fromarray(colours).resize((max(w, 1), max(h, 1)), way), (x, y))


@cache
def font(size: int) -> ImageFont.FreeTypeFont:
    """Return letters that are all equally wide, which come with Matplotlib."""
    folder = Path(mpl.get_data_path()) / "fonts" / "ttf"
    return ImageFont.truetype(folder / "DejaVuSansMono.ttf", size)


def rgb(colour: str) -> NDArray[np.float64]:
    """Return the red, green and blue of "#rrggbb"."""
    return np.array([int(colour[k : k + 2], 16) for k in (1, 3, 5)], np.float64)


def signed(values: NDArray[Any], limit: float, above: str = ORANGE) -> NDArray[np.uint8]:
    """Colour values by sign and size, white at 0: uint8 (..., 3)."""
    share = np.clip(np.abs(values) / (limit or 1.0), 0, 1)[..., None]
    hue = np.where((values < 0)[..., None], rgb(BLUE), rgb(above))
    coloured: NDArray[np.uint8] = np.rint(255 + (hue - 255) * share).astype(np.uint8)
    return coloured


def grey(values: NDArray[Any], white: float) -> NDArray[np.uint8]:
    """Colour values from black, 0, to white: uint8 (..., 3)."""
    shade = np.rint(np.clip(values / (white or 1.0), 0, 1) * 255).astype(np.uint8)
    return np.repeat(shade[..., None], 3, axis=-1)


def number(value: float) -> str:
    """Write a number as the views do."""
    text = f"{value:.4g}" if value != round(value) else f"{round(value)}"
    return text.replace("-", "−")


def gif(frames: Sequence[Image.Image]) -> bytes:
    """Return frames as an animated GIF of at most MOST_BYTES that begins anew at its end."""
    palette = _together(frames).quantize(COLOURS)
    few = [one.quantize(palette=palette, dither=Image.Dither.NONE) for one in frames]
    while True:
        each = int(min(500, max(60, 1000 * SECONDS / len(few))))
        times = [each] * (len(few) - 1) + [2000]
        file = io.BytesIO()
        few[0].save(
            file, "GIF", save_all=True, append_images=few[1:], duration=times, loop=0, disposal=1
        )
        if file.tell() <= MOST_BYTES or len(few) == 1:
            return file.getvalue()
        few = [*few[:-1:2], few[-1]]


def _together(frames: Sequence[Image.Image]) -> Image.Image:
    """Return the first and the last frame as one picture, which has the colours of all."""
    first, last = frames[0], frames[-1]
    both = Image.new("RGB", (first.width, 2 * first.height))
    both.paste(first, (0, 0))
    both.paste(last, (0, first.height))
    return both


def chosen(count: int) -> list[int]:
    """Return the places of at most MOST_FRAMES frames, the first and the last among them."""
    places = np.linspace(0, count - 1, min(count, MOST_FRAMES))
    return [int(one) for one in np.rint(places)]
