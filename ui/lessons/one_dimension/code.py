"""The code of the lesson in one dimension: the curve, or the row of sums, on screen as `result`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from cnn_core.analysis import KNOTS_APART, SIGNALS, STRIPS
from ui.code.python_source import picture_parts
from ui.lessons.one_dimension.functions import PLACES, Curves, Function
from ui.lessons.one_dimension.pixel_rows import PixelRows

KEPT = "# Frameworks do not flip: for convolution h is turned round first."

CUT = "# Two edges overlap for ever, so their correlation is infinite: this counts to t = 6 only."


def _function(name: str, one: Function) -> str:
    if not one.is_drawn:
        return f"{name} = {SIGNALS[one.name].code.format(w=f'{one.width:g}')}"
    reach = (len(one.knots) + 1) // 2
    count, numbers = len(one.knots) + 2, [0, *(float(f"{knot:g}") for knot in one.knots), 0]
    apart = KNOTS_APART / STRIPS
    places = f"np.linspace({-reach * apart:g}, {reach * apart:g}, {count})"
    return f"{name} = np.interp(t, {places}, {numbers})"


def _curves(shown: Curves) -> list[str]:
    count = len(shown.f.values)
    return [
        f"step = 1 / {STRIPS}",
        f"t = (np.arange({count}) - {(count - 1) / 2}) * step  # the middle of every strip",
        _function("f", shown.f),
        _function("h", shown.h),
    ]


def _row(shown: PixelRows, row: int) -> list[str]:
    _, lines = picture_parts(shown.picture)
    numerators = list(shown.taps.numerators[0])
    return [*lines, f"f = image[0, {row}]", f"h = np.float32({numerators})  # h(-1) to h(1)"]


def _script(shown: Curves | PixelRows, row: int, imports: list[str], lines: list[str]) -> str:
    extra = [] if isinstance(shown, Curves) else picture_parts(shown.picture)[0]
    heads = sorted({*imports, *extra}, key=lambda line: (line.startswith("from"), line.lower()))
    data = _curves(shown) if isinstance(shown, Curves) else _row(shown, row)
    return "\n\n".join("\n".join(block) for block in (heads, data, lines)) + "\n"


def _part(shown: Curves | PixelRows, full: str) -> list[str]:
    """Write the lines that scale the whole answer and take the part that is on screen."""
    if isinstance(shown, Curves):
        middle = len(shown.f.values) - 1
        return [
            *([] if shown.has_result else [CUT]),
            f"full = step * {full}",
            f"result = full[{middle - PLACES}:{middle + PLACES + 1}]  # x from -3 to 3",
        ]
    reach, wide = shown.reach, shown.picture.pixels.shape[2]
    over = f" / {shown.taps.divisor}" if shown.taps.divisor > 1 else ""
    return [
        f"full = {full}",
        f"result = full[{reach}:{reach + wide}]{over}  # one for each pixel of the row",
    ]


def numpy_code(shown: Curves | PixelRows, row: int = 0) -> str:
    """Write what is on screen in NumPy, whose `convolve` flips."""
    full = "np.convolve(f, h)" if shown.way == "convolution" else 'np.correlate(f, h, "full")'
    return _script(shown, row, ["import numpy as np"], _part(shown, full))


def scipy_code(shown: Curves | PixelRows, row: int = 0) -> str:
    """Write the same in SciPy, whose `convolve` flips, too."""
    name = "convolve" if shown.way == "convolution" else "correlate"
    full = f'scipy.signal.{name}(f, h, method="direct")'
    return _script(shown, row, ["import numpy as np", "import scipy"], _part(shown, full))


def torch_code(shown: Curves | PixelRows, row: int = 0) -> str:
    """Write the same in PyTorch."""
    flips = shown.way == "convolution"
    call = f"F.conv1d(signal, kernel{'.flip(-1)' * flips}, padding=len(h) - 1)[0, 0]"
    lines = [
        "signal, kernel = (torch.from_numpy(one)[None, None] for one in (f, h))",
        *([KEPT] if flips else []),
        *_part(shown, call),
    ]
    imports = ["import numpy as np", "import torch", "from torch.nn import functional as F"]
    return _script(shown, row, imports, lines)


def keras_code(shown: Curves | PixelRows, row: int = 0) -> str:
    """Write the same in Keras, whose channels come last."""
    flips = shown.way == "convolution"
    lines = [
        *([KEPT] if flips else []),
        f"kernel = np.float32(h{'[::-1]' * flips})[:, None, None]",
        "batch = np.float32(np.pad(f, len(h) - 1))[None, :, None]  # (1, L, 1)",
        *_part(shown, "ops.conv(batch, kernel)[0, :, 0]"),
    ]
    return _script(shown, row, ["import numpy as np", "from keras import ops"], lines)


# Name of a tab -> how it writes.
OVERLAP_SNIPPETS: Mapping[str, Callable[[Curves | PixelRows, int], str]] = MappingProxyType(
    {"NumPy": numpy_code, "SciPy": scipy_code, "PyTorch": torch_code, "Keras": keras_code}
)
