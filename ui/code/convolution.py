"""The code of a lesson: short scripts that give the numbers on screen, one a library.

Each is a picture's own lines, then a kernel, then the few lines that slide it. A new framework is
one subclass of `Framework` and one entry in `SNIPPETS`.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from cnn_core.geometry import tensorflow_same
from ui.code.framework import FLIPPED, ArrayFramework, Framework, Job
from ui.code.python_source import arguments, kernel_lines
from ui.code.scipy import SciPy
from ui.models.convolution import Convolution


class NumPy(ArrayFramework):
    """Plain NumPy: every window at once, and one sum over each."""

    imports = ("from numpy.lib.stride_tricks import sliding_window_view",)

    def weights(self, job: Job) -> list[str]:
        lines = kernel_lines(job.name, job.kernels, "np.float32(", ")", many=job.layer)
        if job.convolution.flip:
            lines += [FLIPPED, f"{job.name} = {job.name}[{':, ' * job.layer}::-1, ::-1]"]
        if job.divisors:
            lines.append(f"divisors = np.float32({job.divisors})[:, None, None]")
        return lines

    def slide(self, job: Job, source: str) -> list[str]:
        stride, dilation = job.convolution.stride, job.convolution.dilation
        rows, columns = (dilation * (side - 1) + 1 for side in job.shape)
        source = source or "image[0]"
        padding = [f"padded = {job.pad(source)}"] if job.pads else []
        windows = f"sliding_window_view({'padded' if job.pads else source}, ({rows}, {columns}))"
        if dilation > 1:
            every = f"::{stride}" if stride > 1 else ":"
            windows += f"[{every}, {every}, ::{dilation}, ::{dilation}]"
        elif stride > 1:
            windows += f"[::{stride}, ::{stride}]"
        shape = f"  # {(*job.convolution.size, *job.shape)}" if job.times == 1 else ""
        sums = '"rcij,fij->frc"' if job.layer else '"rcij,ij->rc"'
        return [
            *padding,
            f"windows = {windows}{shape}",
            f"{job.result} = np.einsum({sums}, windows, {job.name}){job.division}",
        ]


class PyTorch(Framework):
    """PyTorch's functions, on the CPU."""

    imports = ("import torch", "from torch.nn import functional as F")

    def weights(self, job: Job) -> list[str]:
        axes = "[:, None]" if job.layer else "[None, None]"
        ending = f", dtype=torch.float32){axes}"
        lines = kernel_lines(job.name, job.kernels, "torch.tensor(", ending, many=job.layer)
        if job.convolution.flip:
            lines += [FLIPPED, f"{job.name} = {job.name}.flip(-2, -1)"]
        if job.divisors:
            lines.append(f"divisors = torch.tensor({job.divisors})[:, None, None]")
        return lines

    def slide(self, job: Job, source: str) -> list[str]:
        convolution = job.convolution
        (top, bottom), (left, right) = convolution.amounts
        even = top == bottom and left == right
        by_itself = job.pads and job.pads_zeros and even
        batch, lines = source or "torch.from_numpy(image)[None]", []
        if job.pads and not by_itself:
            mode = {"constant": "", "zeros": ""}.get(convolution.mode, f'mode="{convolution.mode}"')
            value = "" if job.pads_zeros or mode else f"value={convolution.fill}"
            lines += [] if even else ["# Sides are left, right, top, bottom."]
            sides = f"({left}, {right}, {top}, {bottom})"
            lines.append(f"padded = F.pad({batch}, {sides}{arguments('', mode, value)})")
            batch = "padded"
        padding = f"padding={top if top == left else (top, left)}" if by_itself else ""
        if by_itself and convolution.padding == "same":
            padding = 'padding="same"'
        stride = f"stride={convolution.stride}" if convolution.stride > 1 else ""
        dilation = f"dilation={convolution.dilation}" if convolution.dilation > 1 else ""
        call = f"F.conv2d({batch}, {job.name}{arguments('', stride, padding, dilation)})"
        pick = "" if source else "[0]" if job.layer else "[0, 0]"
        return [*lines, f"{job.result} = {call}{pick}{job.division}"]

    def picture(self, job: Job) -> str:
        return "torch.from_numpy(image)[None]"

    def unwrap(self, job: Job) -> list[str]:
        return ["feature_map = feature_map[0, 0]"]

    def polar(self) -> list[str]:
        return [
            "down, across = feature_maps + 0.0  # makes -0 to 0: flat is not “to the left”",
            "magnitude = torch.hypot(down, across)",
            "direction = torch.atan2(down, across)  # radians: 0 to the right, pi/2 downwards",
        ]


class Keras(Framework):
    """Keras 3's operations, on any of its backends; channels come last."""

    imports = ("from keras import ops",)

    def weights(self, job: Job) -> list[str]:
        lines = kernel_lines(job.name, job.kernels, "np.float32(", ")", many=job.layer)
        if job.convolution.flip:
            turned = f"{job.name}[{':, ' * job.layer}::-1, ::-1].copy()"
            lines += [FLIPPED, f"{job.name} = {turned}"]
        if job.divisors:
            lines.append(f"divisors = np.float32({job.divisors})")
        return lines

    def slide(self, job: Job, source: str) -> list[str]:
        convolution, stride = job.convolution, job.convolution.stride
        same = job.pads and job.pads_zeros and _keras_adds(convolution)
        batch, lines = f"{source}[None, :, :, None]" if source else "image[..., None]", []
        if job.pads and not same:
            lines = [f"padded = {job.pad(source or 'image[0]')}"]
            batch = "padded[None, :, :, None]"
        dilates = convolution.dilation > 1
        how = arguments(
            "",
            f"strides={stride}" if stride > 1 and not dilates else "",
            'padding="same"' if same else "",
            f"dilation_rate={convolution.dilation}" if dilates else "",
        )
        weights = (
            "kernels.transpose(1, 2, 0)[:, :, None]" if job.layer else "kernel[:, :, None, None]"
        )
        maps = f"ops.conv(batch, {weights}{how})"
        if source and not same:
            maps = f"ops.convert_to_numpy({maps})"
        lines += [f"batch = {batch}  # (1, H, W, 1)", f"maps = {maps}"]
        every = ":"
        if stride > 1 and dilates:
            lines.append(
                "# Keras refuses a stride with a dilation: the maps are thinned out instead."
            )
            every = f"::{stride}"
        if not job.layer:
            return [*lines, f"feature_map = maps[0, {every}, {every}, 0]{job.division}"]
        picked = f"maps[0, {every}, {every}]" if every != ":" else "maps[0]"
        if job.divisors:
            picked = f"ops.divide({picked}, divisors)"
        division = "" if job.divisors else job.division
        return [*lines, f"feature_maps = ops.transpose({picked}, (2, 0, 1)){division}"]

    def picture(self, job: Job) -> str:
        return "image[0]"

    def polar(self) -> list[str]:
        return [
            "down, across = feature_maps[0] + 0.0, feature_maps[1] + 0.0  # makes -0 to 0",
            "magnitude = ops.sqrt(down**2 + across**2)",
            "direction = ops.arctan2(down, across)  # radians: 0 to the right, pi/2 downwards",
        ]


def _keras_adds(convolution: Convolution) -> bool:
    """Tell whether Keras's "same" adds just the cells of this convolution."""
    rule = tensorflow_same(
        convolution.read,
        convolution.shape,
        stride=convolution.stride,
        dilation=convolution.dilation,
    )
    # With a dilation the stride is taken afterwards, over maps as large as the picture.
    return convolution.amounts == rule and min(convolution.stride, convolution.dilation) == 1


# Name of a tab -> how it writes.
SNIPPETS: Mapping[str, Framework] = MappingProxyType(
    {"NumPy": NumPy(), "SciPy": SciPy(), "PyTorch": PyTorch(), "Keras": Keras()}
)
