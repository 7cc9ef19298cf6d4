"""One convolution as a script: the parts that NumPy, PyTorch and Keras share."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, replace

from cnn_core.kernels import KERNELS, Kernel
from ui.code.python_source import indented, numpy_pad, script
from ui.models.convolution import Convolution
from ui.models.layer import aligned

FLIPPED = (
    "# Frameworks do not flip a kernel: for true convolution it is turned by 180 degrees first."
)


@dataclass(frozen=True)
class Job:
    """One convolution as code sees it: what slides, how, and how often."""

    convolution: Convolution
    kernels: tuple[Kernel, ...]
    layer: bool = False  # maps (F, H', W') of all kernels, else the map (H', W') of the only one
    times: int = 1

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns of every kernel."""
        return self.kernels[0].shape

    @property
    def name(self) -> str:
        """What the weights are called."""
        return "kernels" if self.layer else "kernel"

    @property
    def result(self) -> str:
        """What the answer is called."""
        return "feature_maps" if self.layer else "feature_map"

    @property
    def divisors(self) -> list[int]:
        """The divisor of each kernel where they differ, else nothing."""
        divisors = [kernel.divisor for kernel in self.kernels]
        return divisors if len({*divisors}) > 1 else []

    @property
    def division(self) -> str:
        """The end of a line that divides the sums, "" where nothing does.

        It comes last, for whole numbers add up exactly.
        """
        if self.divisors:
            return " / divisors"
        divisor = self.kernels[0].divisor
        return f" / {divisor}" if divisor > 1 else ""

    @property
    def pads(self) -> bool:
        """Whether there is any padding."""
        return self.convolution.amounts != ((0, 0), (0, 0))

    @property
    def pads_zeros(self) -> bool:
        """Whether all padding is 0, which every framework adds by itself."""
        mode = self.convolution.mode
        return mode == "zeros" or (mode == "constant" and self.convolution.fill == 0)

    def pad(self, source: str) -> str:
        """Write the call with which NumPy adds the padding to `source` (H, W)."""
        convolution = self.convolution
        return numpy_pad(source, convolution.amounts, convolution.mode, convolution.fill)


class Framework(ABC):
    """One way to write a convolution down. Every script ends with its answer in a variable."""

    imports: tuple[str, ...]

    @abstractmethod
    def weights(self, job: Job) -> list[str]:
        """Return the lines that make the kernel, or kernels and divisors."""

    @abstractmethod
    def slide(self, job: Job, source: str) -> list[str]:
        """Return the lines that pad `source` and slide the kernel over it, into `job.result`."""

    @abstractmethod
    def picture(self, job: Job) -> str:
        """Return the picture as a repeated step takes and leaves it."""

    @abstractmethod
    def polar(self) -> list[str]:
        """Return the lines that turn `down` and `across` to `magnitude` and `direction`."""

    def unwrap(self, job: Job) -> list[str]:
        """Return the line after a repeated step that leaves the map as (H', W'), if any."""
        return []

    def feature_map(self, convolution: Convolution, *, times: int = 1) -> str:
        """Write the script of one map, the kernel slid `times` times: `feature_map` (H', W').

        Errors: a negative number of times.
        """
        if times < 0:
            raise ValueError(f"a kernel cannot be applied {times} times: use 0 or more")
        job = Job(convolution, (convolution.kernel,), times=times)
        if times == 0:
            return self._script(job, [], ["feature_map = image[0]"])
        if times == 1:
            return self._script(job, self.weights(job), self.slide(job, ""))
        loop = [
            f"feature_map = {self.picture(job)}",
            f"for _ in range({times}):",
            *indented(self.slide(job, "feature_map")),
            *self.unwrap(job),
        ]
        return self._script(job, self.weights(job), loop)

    def feature_maps(self, convolution: Convolution, kernels: Sequence[Kernel]) -> str:
        """Write the script of a layer with these kernels: `feature_maps` (F, H', W').

        Kernels of several shapes are brought to one by zeros, as `aligned` does. The convolution's
        own kernel is not used, its other settings are. Errors: no kernels.
        """
        same_shape = aligned(kernels, flip=convolution.flip)
        job = Job(replace(convolution, kernel=same_shape[0]), same_shape, layer=True)
        return self._script(job, self.weights(job), self.slide(job, ""))

    def gradient(self, convolution: Convolution) -> str:
        """Write the script of how steep brightness is, `magnitude`, and to where, `direction`.

        Both (H', W'), from Sobel y and x, with the convolution's settings but for kernel and flip.
        """
        both = tuple(KERNELS[name].kernel() for name in ("sobel-y", "sobel-x"))
        job = Job(replace(convolution, kernel=both[0], flip=False), both, layer=True)
        return self._script(job, self.weights(job), self.slide(job, ""), self.polar())

    def _script(self, job: Job, *parts: list[str]) -> str:
        return script(job.convolution.picture.grey(), self.imports, *parts)


class ArrayFramework(Framework):
    """A framework that computes with NumPy's arrays, a picture (H, W) at a time."""

    def picture(self, job: Job) -> str:
        return "image[0]"

    def polar(self) -> list[str]:
        return [
            "down, across = feature_maps + 0.0  # makes -0 to 0: flat is not “to the left”",
            "magnitude = np.hypot(down, across)",
            "direction = np.arctan2(down, across)  # radians: 0 to the right, pi/2 downwards",
        ]
