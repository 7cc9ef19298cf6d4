"""The map by frequencies as a script: its spectrum, the kernel's response, and the way back."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ui.code.python_source import kernel_lines, script
from ui.models.convolution import Convolution

# Name of a tab -> what it imports besides NumPy, and where its transforms are.
TRANSFORMS: Mapping[str, tuple[tuple[str, ...], str]] = MappingProxyType(
    {"NumPy": ((), "np.fft"), "SciPy": (("import scipy",), "scipy.fft")}
)


def frequency_code(name: str, found: Convolution) -> str:
    """Write the script of the board: `F`, `H` in its order, and `feature_map`, (H, W) each."""
    imports, fft = TRANSFORMS[name]
    kernel = found.sliding
    over = f" / {kernel.divisor}" if kernel.divisor > 1 else ""
    above, left = (before for before, _ in found.amounts)
    sheet = [
        "# A sheet as large as the picture, with the kernel's centre in its corner.",
        "rows, columns = image[0].shape",
        "r, c = np.indices(kernel.shape)",
        "sheet = np.zeros((rows, columns))",
        f"np.add.at(sheet, ({_moved('r', above)} % rows, {_moved('c', left)} % columns), kernel)",
    ]
    product = [
        f'spectrum = {fft}.fft2(image[0].astype(float), norm="forward")',
        "# The kernel is not flipped, so its response is the conjugate.",
        f"response = {fft}.fft2(sheet).conj()",
        f'feature_map = {fft}.ifft2(spectrum * response, norm="forward").real',
    ]
    shown = [
        "# As on screen: 0 waves in the middle.",
        f"F, H = {fft}.fftshift(abs(spectrum)), {fft}.fftshift(abs(response))",
    ]
    weights = kernel_lines("kernel", (kernel,), "np.array(", f"){over}", many=False)
    return script(found.picture, imports, weights, sheet, product, shown)


def _moved(index: str, by: int) -> str:
    return f"({index} - {by})" if by else index
