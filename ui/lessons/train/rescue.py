"""The way back from trouble: the last good step, and a learning rate that the run survives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cnn_core.training import Run, State, Trouble
from ui.lessons.train.words import views as say

# A learning rate is tried for so many batches, or as many as this work is enough for (some 0.1 s).
TRIAL, FEWEST, TRIAL_WORK = 50, 5, 1e9
LEAST_RATE = 1e-6  # a run that fails with this one has another trouble than its rate


@dataclass(frozen=True)
class Rescue:
    """What was done: the step gone back to, and by how many tenths the rate was taken down."""

    step: int
    before: float
    rate: float
    tenths: int

    @property
    def words(self) -> str:
        """Say it, and what to expect."""
        how = f"a tenth of {self.before:g}"
        if self.tenths > 1:
            how = say.DIVIDED_BY_TEN_TIMES.format(before=self.before, tenths=self.tenths)
        return say.RESUMED_AFTER_BATCH.format(step=self.step, rate=self.rate, how=how)


def last_good(run: Run, troubles: Sequence[Trouble]) -> State:
    """Return the last good state before the gravest trouble, or where the run is without one."""
    return run.last_good(troubles[0]) if troubles else run.snapshot()


def rescue(run: Run, troubles: Sequence[Trouble], rate: float, multiply_adds: float) -> Rescue:
    """Bring a run back to its last good state, and find the rate to go on with.

    It is a tenth of `rate`; where the next batches show that it is still too much, a tenth of that,
    and so on. `multiply_adds` is the work of one batch.
    """
    run.restore(last_good(run, troubles))
    count = int(min(max(TRIAL_WORK // max(multiply_adds, 1), FEWEST), TRIAL))
    tenth, tenths = rate / 10, 1
    while tenth > LEAST_RATE and not _bearable(run, tenth, count):
        tenth, tenths = tenth / 10, tenths + 1
    return Rescue(run.steps, rate, float(f"{tenth:g}"), tenths)


def _bearable(run: Run, rate: float, count: int) -> bool:
    run.optimiser.learning_rate = rate
    return run.goes_well(count)
