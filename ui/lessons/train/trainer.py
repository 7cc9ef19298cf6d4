"""One visitor's trainer: a run that starts, stops, goes step by step and back. No Streamlit here.

Everything it does is idempotent or says how far it goes, so that a click that comes twice does no
harm. It trains only inside `advance`, for as long as it is given.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from uuid import uuid4

import numpy as np
from numpy.typing import NDArray

from cnn_core.data import Dataset
from cnn_core.io import load_weights
from cnn_core.io.npz import Source
from cnn_core.ops.losses import cross_entropy_with_gradient
from cnn_core.training import State, Step, Trouble
from ui.lessons.train.checkpoints import Kept
from ui.lessons.train.evaluation import Mark, Measured
from ui.lessons.train.recipe import Recipe
from ui.lessons.train.rescue import rescue

# Batches after which a run ends: more than anything here needs, and what a link may ask for.
LONGEST = 20_000
# Measurements on test pictures while a link's run is replayed at once.
LOOKS_ON_THE_WAY = 25
# Troubles that stop a run the first time they are found: going on would only make it worse.
STOPPING = ("not-a-number", "explosion", "dead-relus")


@dataclass(frozen=True)
class Pace:
    """How fast training was in the last slice."""

    images: float = 0.0  # a second
    forward: float = 0.0  # milliseconds a batch
    backward: float = 0.0


class Trainer:
    """Trains one recipe on one data set, and remembers how it went."""

    def __init__(
        self, recipe: Recipe, data: Dataset, *, clock: Callable[[], float] = time.perf_counter
    ) -> None:
        """Stand at step 0, paused. Errors: a network that does not fit."""
        self.name = uuid4().hex
        self.recipe, self.data, self._clock = recipe, data, clock
        self.engine = recipe.begin(data)
        self.line: float | None = None  # accuracy of logistic regression on this data, if asked
        self._begin()

    def _begin(self) -> None:
        self.running = False
        self.goal: int | None = None  # the step at which it pauses by itself
        self._stops = True  # at trouble; what a link asks for is replayed to its end
        self.batches = 0  # a redraw, at most; 0: as many as fit
        self.pending = 0  # examples of the next batch looked at one by one
        self.pace = Pace()
        self.losses: list[float] = []  # of the furthest step reached, even after going back
        self.accuracies: list[float] = []
        self.kept = Kept(self.engine)
        self.told: set[tuple[str, int]] = set()
        self.previous = self.engine.network.values.copy()  # before the last update
        self.measured = Measured(self.data.test)
        self.resumed = ""  # what was last done about a trouble
        self._found: tuple[int, list[Trouble]] | None = None
        self.measure(whole=True)

    # ---- where it is ----------------------------------------------------------------------

    @property
    def steps(self) -> int:
        """The number of batches trained on."""
        return self.engine.steps

    @property
    def furthest(self) -> int:
        """The largest step reached, which going back does not forget."""
        return len(self.losses)

    @property
    def replaying(self) -> bool:
        """Whether it runs to a step that was asked for, not until paused."""
        return self.running and self.goal is not None and self.goal < LONGEST

    @property
    def rate(self) -> float:
        """The learning rate of the next update."""
        return self.recipe.rate_at(self.steps)

    @property
    def mark(self) -> Mark:
        """The last measurement on test pictures, at or before this step."""
        return self.measured.at(self.steps)

    @property
    def change(self) -> NDArray[np.float32]:
        """What the last update added to each weight; 0 before the first."""
        with np.errstate(all="ignore"):
            return np.asarray(self.engine.network.values - self.previous, dtype=np.float32)

    def troubles(self) -> list[Trouble]:
        """Return all that goes wrong now, the gravest first."""
        if self._found is None or self._found[0] != self.steps:
            self._found = self.steps, self.engine.troubles()
        return self._found[1]

    # ---- what the reader does -------------------------------------------------------------

    def run(self) -> None:
        """Go on until paused."""
        self.goal, self._stops = LONGEST, True
        self.running = self._may_go_on()

    def pause(self) -> None:
        """Stop where it is, and measure on all test pictures."""
        self.running, self.goal = False, None
        self._drop_rates_to_come()
        if not self.measured.complete(self.steps):
            self.measure(whole=True)

    def step_example(self) -> None:
        """Look at one more example of the next batch; the last one of it brings the update."""
        self.pause()
        if not self._may_go_on():
            return
        self.pending += 1
        if self.pending >= self.recipe.batch:
            self.step_batch()
            return
        batch, classes = self.engine.next_batch()
        images, labels = batch[..., : self.pending], classes[: self.pending]
        network = self.engine.network
        with np.errstate(all="ignore"):
            logits = network.learn_forward(images, (self.recipe.seed, self.steps))
            network.learn_backward(cross_entropy_with_gradient(logits, labels)[1])

    def step_batch(self) -> None:
        """Train on one batch."""
        self.pause()
        if self._may_go_on():
            self._step()
            self.pause()

    def step_epoch(self) -> None:
        """Go on until every training picture was seen once more."""
        count = len(self.engine.data)
        wanted = (self.engine.seen // count + 1) * count
        self.replay_to(math.ceil(wanted / self.recipe.batch))
        self._stops = True

    def replay_to(self, step: int) -> None:
        """Go on until this step, as a link asks; a step behind us is gone back to."""
        if step < self.steps:
            self.back_to(step)
            return
        self.goal = min(step, LONGEST)
        self._stops = False
        self.running = self.steps < self.goal and self._may_go_on()

    def back_to(self, step: int) -> None:
        """Stand where the run was after this many steps, 0 to `furthest`: the very same weights."""
        step = min(max(step, 0), self.furthest)
        self.running, self.goal, self.pending = False, None, 0
        near = self.kept.before(step)
        if not near.steps <= self.steps <= step:
            self.engine.restore(near)
            self._moved()
        while self.steps < step:
            self._step()
        self._found = None
        self.measured.moved()
        self.pause()

    def take_weights(self, source: Source) -> None:
        """Go on from the weights of a file. Errors: they do not fit; then nothing has changed."""
        load_weights(self.engine.network, source)
        self._moved()
        self._forget(self.steps)
        self.kept.replace(self.engine)
        self.running, self.goal = False, None
        self.measure(whole=True)

    def go_on(self, state: State) -> None:
        """Stand where a saved run of this recipe stood. Errors: it is one of another network."""
        self.engine.restore(state)
        self.losses, self.accuracies = list(state.losses), list(state.accuracies)
        self._moved()
        self.kept.replace(self.engine)
        self.measure(whole=True)

    def restart(self) -> None:
        """Start over with the same seed, and the learning rate of now."""
        self.recipe = replace(self.recipe, rate=self.rate, rates=())
        batches = self.batches
        self.engine = self.recipe.begin(self.data)
        self._begin()
        self.batches = batches

    def change_rate(self, rate: float) -> None:
        """Use another learning rate from here on."""
        changed = self.recipe.with_rate(rate, self.steps)
        if changed != self.recipe:
            self.recipe = changed
            self._forget(self.steps)

    def resume_at_a_tenth(self) -> None:
        """Go back to the last good state and on from there with a tenth of the learning rate.

        Where a tenth is still too much for the next batches, with a tenth of that, and so on.
        """
        found = rescue(self.engine, self.troubles(), self.rate, self._work)
        self._moved()
        self.recipe = self.recipe.with_rate(found.rate, self.steps)
        self._forget(self.steps)
        self.resumed = found.words
        self.measure(whole=True)
        self.run()

    # ---- training -------------------------------------------------------------------------

    def advance(self, seconds: float) -> int:
        """Train for a slice of time, at least one batch if it runs; return how many."""
        if not self.running:
            return 0
        start, first, done = self._clock(), self.engine.seen, []
        while self.running:
            done.append(self._step())
            passed = self._clock() - start
            if self.steps >= (self.goal or LONGEST) or not self._may_go_on():
                self.pause()
            if passed >= seconds or len(done) == self.batches:
                break
        self.pace = Pace(
            (self.engine.seen - first) / max(passed, 1e-9),
            1e3 * sum(step.forward for step in done) / len(done),
            1e3 * sum(step.backward for step in done) / len(done),
        )
        if self.running:
            self.measure()
            self._stop_at_trouble()
        return len(done)

    def catch_up(self, multiply_adds: float) -> None:
        """Go towards the goal for a fixed amount of work, the same on every machine."""
        goal = self.goal or 0
        every = max(1, goal // LOOKS_ON_THE_WAY)
        for _ in range(int(multiply_adds // max(self._work, 1))):
            if not self.running or self.steps >= goal:
                break
            self._step()
            self.running = self._may_go_on()
            if self.steps % every == 0 and self.running:
                self.measure()
        if self.steps >= (self.goal or 0) or not self.running:
            self.pause()

    @property
    def _work(self) -> float:
        """Multiply-adds of one batch, there and back."""
        return 3 * self.recipe.batch * self.recipe.describe(self.data).multiply_adds

    def measure(self, *, whole: bool = False) -> None:
        """Measure loss and accuracy on test pictures: a sample, or all of them."""
        self.measured.measure(self.engine, whole=whole)

    @property
    def logits(self) -> NDArray[np.float32]:
        """The answers (K, N) to the first N test pictures, of the last measurement."""
        return self.measured.last(self.engine, whole=not self.running)

    @property
    def answers(self) -> NDArray[np.float32]:
        """The answers (K, N) to all test pictures at this step."""
        return self.measured.last(self.engine, whole=True)

    def _step(self) -> Step:
        self.engine.optimiser.learning_rate = self.recipe.rate_at(self.steps)
        np.copyto(self.previous, self.engine.network.values)
        done = self.engine.step()
        self.pending = 0
        if self.steps > self.furthest:
            self.losses.append(done.loss)
            self.accuracies.append(done.accuracy)
        self.kept.pass_by(self.engine)
        return done

    def _moved(self) -> None:
        """Stand at another state: nothing of the last one's holds."""
        self.previous = self.engine.network.values.copy()
        self.pending, self._found = 0, None
        self.measured.moved()
        self.told.clear()
        self.resumed = ""

    def _may_go_on(self) -> bool:
        last = self.engine.record.losses[-1:]
        return self.steps < LONGEST and all(map(math.isfinite, last))

    def _stop_at_trouble(self) -> None:
        """Pause when something grave is found that the reader was not told of."""
        grave = {(one.kind, one.step) for one in self.troubles() if one.kind in STOPPING}
        if grave - self.told and self._stops:
            self.pause()
        self.told |= grave

    def _drop_rates_to_come(self) -> None:
        """Go on with the learning rate of here: from where another was to take over it differs."""
        to_come = [until for _, until in self.recipe.rates if until > self.steps]
        if to_come:
            self._forget(to_come[0])
            self.recipe = replace(
                self.recipe,
                rate=self.rate,
                rates=tuple(one for one in self.recipe.rates if one[1] <= self.steps),
            )

    def _forget(self, step: int) -> None:
        """Forget what came after a step: from there on it will be different."""
        del self.losses[step:], self.accuracies[step:]
        self.kept.forget_after(step)
        self.measured.forget_after(step, self.recipe.batch)
