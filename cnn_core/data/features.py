"""Numbers that a trained network made of images, for another layer to learn from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cnn_core.data.datasets import Batch, Whole, shuffled_rows


@dataclass(frozen=True, eq=False)
class Features:
    """D numbers of each of N images, with their classes: values (N, D) float32, labels (N,).

    Read-only. Errors: no image, or labels that are not as many.
    """

    values: NDArray[np.float32]
    labels: Whole

    def __post_init__(self) -> None:
        if self.values.ndim != 2 or self.values.size == 0:
            raise ValueError(
                "features are (images, numbers), at least one of each, "
                f"not of shape {self.values.shape}"
            )
        if self.labels.shape != self.values.shape[:1] or self.labels.dtype.kind not in "iu":
            raise ValueError(
                f"features of {len(self.values)} images need as many whole labels, "
                f"not {self.labels.dtype} {self.labels.shape}"
            )
        values = np.array(self.values, np.float32, order="C")
        labels = np.array(self.labels, np.intp)
        values.setflags(write=False)
        labels.setflags(write=False)
        object.__setattr__(self, "values", values)
        object.__setattr__(self, "labels", labels)

    def __len__(self) -> int:
        return len(self.values)

    @property
    def shape(self) -> tuple[int]:
        """How many numbers each image has."""
        return (self.values.shape[1],)

    def batch(self, rows: Whole | slice = slice(None)) -> Batch:
        """Return features (D, N) and labels (N,); all unless told."""
        return np.ascontiguousarray(self.values[rows].T), self.labels[rows]

    def shuffled(self, seed: int, first: int, count: int) -> Whole:
        """Return which `count` images come after the first `first` ones, epoch after epoch."""
        return shuffled_rows(len(self), seed, first, count)

    def tobytes(self) -> bytes:
        """Return what tells these features from others."""
        return self.values.tobytes()
