"""The pictures every lesson can show: drawn in one line of NumPy, handwritten, photographed.

A picture of the reader's own comes from `ui.pictures.upload`. Nothing here calls Streamlit.
"""

from __future__ import annotations

import difflib
import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from ui.pictures.synthetic import DRAWINGS

LONGEST = 4  # times as long as wide: what a lesson that reduces pictures still shows whole
ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, eq=False)
class Offer:
    """The same picture made in another way, for a picture that can hardly be seen as it is."""

    label: str  # on the button that takes it
    back: str  # on the button that takes it back
    picture: Picture


@dataclass(frozen=True, eq=False)
class Picture:
    """A picture as whole numbers 0..255, and the code that makes the same numbers."""

    name: str  # as in the link: "camera", "digit-7", "edge", "own"
    title: str  # as in a menu
    pixels: NDArray[np.uint8]  # (C, H, W), one channel or red, green, blue; read-only
    white: int = 255  # the value drawn as white: 10 for the figures made of 0 and 10
    notes: tuple[str, ...] = ()  # what was done to it, each ready to print
    code: str = ""  # lines that leave the pixels in `image`, float32 (C, H, W), run at the root
    offer: Offer | None = None  # another way to show it

    def __post_init__(self) -> None:
        """Refuse what is not a picture, and lock the pixels: they are shared by all visitors."""
        if self.pixels.dtype != np.uint8 or self.pixels.ndim != 3 or self.pixels.size == 0:
            raise ValueError(
                "a picture is a uint8 array (channels, rows, columns) with at least one pixel, "
                f"not {self.pixels.dtype} {self.pixels.shape}"
            )
        if self.pixels.shape[0] not in (1, 3):
            raise ValueError(
                f"a picture has 1 channel or 3, not {self.pixels.shape[0]}: "
                "put the channels first, as in (3, rows, columns)"
            )
        self.pixels.setflags(write=False)

    def other_way(self) -> Picture:
        """Return what is offered in its place, which offers this one in turn.

        Raises ValueError where nothing is offered.
        """
        if self.offer is None:
            raise ValueError("there is no other way to show this picture")
        own = replace(self, offer=None)
        return replace(self.offer.picture, offer=Offer(self.offer.back, self.offer.label, own))

    def clearest(self) -> Picture:
        """Return what is offered in its place, or this picture where nothing is."""
        return self.offer.picture if self.offer else self

    @property
    def plane_names(self) -> tuple[str, ...]:
        """What each channel is called."""
        return ("red", "green", "blue") if len(self.pixels) == 3 else ("grey",)

    def grey(self) -> Picture:
        """Return the luminance of a colour picture, (1, H, W); a grey one is returned as it is.

        ITU-R BT.601, rounded: (299 red + 587 green + 114 blue + 500) // 1000, since the eye sees
        most of the light in green. Equal red, green and blue stay the value they are.
        """
        if self.pixels.shape[0] == 1:
            return self
        red, green, blue = self.pixels.astype(np.uint32)
        luminance = ((299 * red + 587 * green + 114 * blue + 500) // 1000).astype(np.uint8)
        return replace(
            self,
            pixels=luminance[None],
            notes=(*self.notes, "made grey"),
            code=f"{self.code}\n{_GREY_CODE}",
        )

    def reduced(self, longest: int, why: str = "") -> Picture:
        """Return the picture with its longer side at most `longest`; never larger than it was.

        Each new pixel is the mean, rounded, of a block of k x k old ones (fewer at the right and
        bottom edges), with the smallest whole k that is enough. Of a picture that would become a
        thread so, the middle is kept, `LONGEST` times as long as wide. `why` is
        noted with what was done.
        """
        if longest < 1:
            raise ValueError(f"the longer side must keep at least 1 pixel, not {longest}")
        rows, columns = self.pixels.shape[1:]
        if max(rows, columns) > max(longest, LONGEST * min(rows, columns)):
            return self._middle(longest).reduced(longest, why)
        k = -(-max(rows, columns) // longest)
        if k == 1:
            return self
        count = add_blocks(np.ones((1, rows, columns)), k)
        mean = np.floor(add_blocks(self.pixels.astype(np.float64), k) / count + 0.5)
        note = scaled_note((rows, columns), mean.shape[1:], (k, k))
        return replace(
            self,
            pixels=mean.astype(np.uint8),
            notes=(*self.notes, note + f", {why}" * bool(why)),
            code=f"{self.code}\n{_REDUCED_CODE.format(k=k)}",
        )

    def _middle(self, least: int) -> Picture:
        """Cut a long picture to its middle, at least `least` long."""
        rows, columns = self.pixels.shape[1:]
        most = max(LONGEST * min(rows, columns), least)
        high, wide = min(rows, most), min(columns, most)
        top, left = (rows - high) // 2, (columns - wide) // 2
        return replace(
            self,
            pixels=self.pixels[:, top : top + high, left : left + wide].copy(),
            notes=(*self.notes, f"the middle {high}×{wide} of {rows}×{columns} (rows × columns)"),
            code=f"{self.code}\nimage = image[:, {top}:{top + high}, {left}:{left + wide}]",
        )


def add_blocks(x: NDArray[np.float64], k: int) -> NDArray[np.float64]:
    """Sum every block of k x k cells: (C, H, W) -> (C, ceil(H / k), ceil(W / k))."""
    rows = np.add.reduceat(x, np.arange(0, x.shape[1], k), axis=1)
    return np.add.reduceat(rows, np.arange(0, x.shape[2], k), axis=2)


def scaled_note(old: tuple[int, ...], new: tuple[int, ...], block: tuple[int, int]) -> str:
    """Say that a picture was made smaller; every size is (rows, columns)."""
    was, became, mean = ("×".join(map(str, size)) for size in (old, new, block))
    cut = any(side % k for side, k in zip(old, block, strict=True))
    return (
        f"scaled from {was} to {became} (rows × columns). Each pixel is the mean of {mean} pixels"
        + " (smaller at the border)" * cut
    )


_GREY_CODE = """
red, green, blue = image
image = ((299 * red + 587 * green + 114 * blue + 500) // 1000)[None]  # luminance, ITU-R BT.601
""".strip()

_REDUCED_CODE = """

def add_blocks(x, k):
    rows = np.add.reduceat(x, np.arange(0, x.shape[1], k), axis=1)
    return np.add.reduceat(rows, np.arange(0, x.shape[2], k), axis=2)


mean = add_blocks(image.astype(float), {k}) / add_blocks(np.ones(image.shape), {k})
image = np.floor(mean + 0.5).astype(np.float32)
""".rstrip()


@dataclass(frozen=True)
class Source:
    """One entry of the menu: what it is called, where it stands, how it is loaded."""

    title: str
    group: str
    load: Callable[[], Picture]


# digit: the row of the test images that writes it most legibly.
_DIGITS = {0: 28, 1: 44, 2: 16, 3: 122, 4: 53, 5: 172, 6: 190, 7: 195, 8: 4, 9: 22}

_PHOTOGRAPHS = {
    "camera": "Man with a camera",
    "chelsea": "Chelsea the cat",
    "coffee": "Cup of coffee",
    "astronaut": "Astronaut",
    "brick": "Brick wall",
    "grass": "Grass",
    "coins": "Coins",
}


def _drawn(name: str) -> Picture:
    drawing = DRAWINGS[name]
    drawn = drawing.draw().astype(np.uint8)
    pixels, axis = (drawn[None], "[None]") if drawn.ndim == 2 else (drawn, "")
    code = f"import numpy as np\n\nimage = np.float32({drawing.line()}){axis}"
    return Picture(name, drawing.title, pixels, drawing.white, code=code)


def needed(path: str) -> str:
    """Write the comment that says which file the code opens, and where to get it."""
    folder, _, name = path.rpartition("/")
    return f"# Needs {name} in the folder {folder}: download it below this code."


def _digit(digit: int) -> Picture:
    row = _DIGITS[digit]
    with np.load(ROOT / "assets/digits.npz") as arrays:
        pixels = arrays["test_images"][row][None].copy()
    code = (
        f"import numpy as np\n\n{needed('assets/digits.npz')}\n"
        f'image = np.float32(np.load("assets/digits.npz")["test_images"][{row}])[None]'
    )
    return Picture(f"digit-{digit}", f"Digit {digit}", pixels, code=code)


def _photograph(name: str) -> Picture:
    path = f"assets/photographs/{name}.png"
    with Image.open(ROOT / path) as photograph:
        array = np.array(photograph)
    axes = "[None]" if array.ndim == 2 else ".transpose(2, 0, 1)"
    code = (
        f"import numpy as np\nfrom PIL import Image\n\n{needed(path)}\n"
        f'picture = Image.open("{path}")\n'
        f"image = np.array(picture, dtype=np.float32){axes}"
    )
    return Picture(name, _PHOTOGRAPHS[name], channels_first(array), code=code)


def channels_first(array: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Reorder a decoded picture, (H, W) or (H, W, 3) -> (1, H, W) or (3, H, W), contiguous."""
    return np.ascontiguousarray(array[None] if array.ndim == 2 else array.transpose(2, 0, 1))


def _sources() -> dict[str, Source]:
    sources = {
        name: Source(drawing.title, "Drawn", functools.partial(_drawn, name))
        for name, drawing in DRAWINGS.items()
    }
    for digit in _DIGITS:
        load = functools.partial(_digit, digit)
        sources[f"digit-{digit}"] = Source(f"Digit {digit}", "Handwritten", load)
    for name, title in _PHOTOGRAPHS.items():
        sources[name] = Source(title, "Photographs", functools.partial(_photograph, name))
    return sources


# Name in the link -> where the picture comes from, in the order of the menus.
PICTURES: Mapping[str, Source] = MappingProxyType(_sources())


def picture(name: str) -> Picture:
    """Return the picture of that name, loaded once; an unknown name is answered by the nearest.

    Raises ValueError for a name that is not in `PICTURES`.
    """
    if name not in PICTURES:
        nearest = difflib.get_close_matches(name[:40], PICTURES, n=1, cutoff=0.0)[0]
        raise ValueError(f"no picture is called {name[:40]!r}: the nearest is {nearest!r}")
    return _loaded(name)


@functools.cache
def _loaded(name: str) -> Picture:
    return PICTURES[name].load()
