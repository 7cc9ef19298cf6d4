"""A convolution in SciPy: its own names for padding modes, and functions made for each case.

`scipy.ndimage` keeps the size of the picture and pads by itself; its "mirror" is what others call
"reflect". `scipy.signal` slides inside what it is given, and its `convolve2d` turns the kernel.
"""

from __future__ import annotations

from dataclasses import replace

from cnn_core.geometry import pad_amounts
from ui.code.framework import ArrayFramework, Job
from ui.code.python_source import kernel_lines
from ui.models.convolution import Convolution

# What the app and PyTorch call a padding mode -> what scipy.ndimage calls it.
NDIMAGE_MODES = {
    "zeros": "constant",
    "constant": "constant",
    "reflect": "mirror",
    "replicate": "nearest",
    "circular": "wrap",
}
SPREAD = "# Dilation: the weights stand apart, with zeros between them."


class SciPy(ArrayFramework):
    """`scipy.ndimage` where the map keeps the picture's size, `scipy.signal` everywhere else."""

    imports = ("import scipy",)

    def weights(self, job: Job) -> list[str]:
        lines = kernel_lines(job.name, job.kernels, "np.float32(", ")", many=job.layer)
        if job.divisors:
            lines.append(f"divisors = np.float32({job.divisors})[:, None, None]")
        dilation = job.convolution.dilation
        if dilation > 1:
            rows, columns = (dilation * (side - 1) + 1 for side in job.shape)
            shape = (len(job.kernels), rows, columns) if job.layer else (rows, columns)
            taps = f"[{':, ' * job.layer}::{dilation}, ::{dilation}]"
            lines += [
                SPREAD,
                f"spread = np.zeros({shape}, np.float32)",
                f"spread{taps} = {job.name}",
            ]
        return lines

    def slide(self, job: Job, source: str) -> list[str]:
        convolution, source = job.convolution, source or "image[0]"
        turned = convolution.flip
        weights = "spread" if convolution.dilation > 1 else job.name
        one = "one" if job.layer else weights
        lines = []
        if keeps_the_size(convolution):
            mode = f'mode="{NDIMAGE_MODES[convolution.mode]}"'
            fill = f", cval={convolution.fill}" * (convolution.mode == "constant")
            call = f"scipy.ndimage.{'convolve' if turned else 'correlate'}"
            call = f"{call}({source}, {one}, {mode}{fill})"
        else:
            if job.pads:
                lines.append(f"padded = {job.pad(source)}")
                source = "padded"
            call = f"scipy.signal.{'convolve2d' if turned else 'correlate2d'}"
            call = f'{call}({source}, {one}, "valid")'
        if convolution.stride > 1:
            call += f"[::{convolution.stride}, ::{convolution.stride}]"
        if job.layer:
            call = f"np.stack([{call} for one in {weights}])"
        return [*lines, f"{job.result} = {call}{job.division}"]


def keeps_the_size(convolution: Convolution) -> bool:
    """Tell whether scipy.ndimage pads as this convolution does: a map of the picture's size.

    Even kernels have no centre; there the two count from different cells.
    """
    same = pad_amounts("same", convolution.shape, dilation=convolution.dilation)
    odd = all(side % 2 for side in convolution.shape)
    whole = replace(convolution, stride=1)
    return odd and convolution.amounts == same != ((0, 0), (0, 0)) and whole.size == whole.read
