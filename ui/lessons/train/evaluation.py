"""How well a network in training does on the test pictures: at each look, and when last misread."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cnn_core.data import Examples
from cnn_core.ops import cross_entropy
from cnn_core.training import Readings, Run, logits_of

# Test pictures that are looked at while a run goes on; all of them at a pause.
SAMPLE = 200


@dataclass(frozen=True)
class Mark:
    """How well the network did on test pictures at one step."""

    step: int
    loss: float
    accuracy: float
    count: int  # pictures it was measured on


class Measured:
    """Everything measured on the test pictures of one run."""

    def __init__(self, test: Examples) -> None:
        """Begin with nothing measured."""
        self.test = test
        self.marks: list[Mark] = []  # in the order of their steps
        self.readings = Readings(test.labels)  # what was answered at each measurement
        self._last: tuple[int, NDArray[np.float32]] | None = None  # step, and the answers there

    def measure(self, run: Run, *, whole: bool) -> None:
        """Measure loss and accuracy: on a sample, or on all pictures."""
        count = len(self.test) if whole else min(SAMPLE, len(self.test))
        images, labels = self.test.batch(slice(0, count))
        # Weights may have grown beyond all bounds: that is for the guards to say.
        with np.errstate(all="ignore"):
            logits = logits_of(run.network, images)
            loss = cross_entropy(logits, labels)
        said = logits.argmax(axis=0)
        self._last = run.steps, logits
        if np.isfinite(logits).all():
            self.readings.record(run.seen, said)
        self.marks = [mark for mark in self.marks if mark.step != run.steps]
        self.marks.append(Mark(run.steps, loss, float((said == labels).mean()), count))
        self.marks.sort(key=lambda mark: mark.step)

    def at(self, step: int) -> Mark:
        """Return the last measurement at or before a step."""
        return [mark for mark in self.marks if mark.step <= step][-1]

    def complete(self, step: int) -> bool:
        """Tell whether all pictures were measured at this very step."""
        mark = self.at(step)
        return mark.step == step and mark.count == len(self.test)

    def last(self, run: Run, *, whole: bool) -> NDArray[np.float32]:
        """Return the last answers (K, N); `whole`: those to all pictures at the run's step."""
        known = self._last
        stale = known is None or (
            whole and (known[0] != run.steps or known[1].shape[1] < len(self.test))
        )
        if stale:
            self.measure(run, whole=whole)
        assert self._last is not None
        return self._last[1]

    def moved(self) -> None:
        """Forget the last answers: the run stands elsewhere now."""
        self._last = None

    def forget_after(self, step: int, batch: int) -> None:
        """Forget what was measured after so many steps of `batch` pictures."""
        self.marks = [mark for mark in self.marks if mark.step <= step]
        self.readings.forget_after(step * batch)
