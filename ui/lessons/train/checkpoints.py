"""The states of a run that can be gone back to: fewer and further apart as it grows longer."""

from __future__ import annotations

from cnn_core.training import Run, State

# Every SPACING steps one; when there are too many, or too large ones, every other one is dropped.
SPACING, MOST_KEPT, MOST_BYTES = 25, 32, 1 << 24


class Kept:
    """States in the order of their steps; the first is where the run began."""

    def __init__(self, run: Run) -> None:
        """Keep where the run stands now."""
        self.states: list[State] = [run.snapshot()]
        self._spacing = SPACING

    def pass_by(self, run: Run) -> None:
        """Keep where the run stands, if it is time to."""
        if run.steps % self._spacing or run.steps <= self.states[-1].steps:
            return
        self.states.append(run.snapshot())
        size = sum(one.nbytes for one in self.states[-1].network.values())
        size += sum(one.nbytes for one in self.states[-1].optimiser[1].values())
        if len(self.states) > max(4, min(MOST_KEPT, MOST_BYTES // size)):
            self.states = self.states[::2]
            self._spacing *= 2

    def before(self, step: int) -> State:
        """Return the last state at or before a step."""
        return [state for state in self.states if state.steps <= step][-1]

    def forget_after(self, step: int) -> None:
        """Drop the states after a step."""
        self.states = [state for state in self.states if state.steps <= step]

    def replace(self, run: Run) -> None:
        """Make where the run stands now what going back to this step, or beyond, leads to."""
        self.states = [state for state in self.states if state.steps < run.steps]
        self.states.append(run.snapshot())
