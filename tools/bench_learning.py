"""Measure what the toy network has learned after so many images, and after so many seconds.

Run as `python -m tools.bench_learning`. The seed is fixed, so that accuracies repeat; seconds are
those of training alone. Logistic regression on the pixels is the line to beat.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from cnn_core.data import DATASETS
from cnn_core.nn import Adam, Network, accuracy, toy_network
from cnn_core.training import logistic_regression, train_batch
from tools import timing

MARKS = (1000, 2000, 5000, 10_000, 25_000, 50_000)
SEED = 0


@dataclass(frozen=True)
class Plan:
    """One curve: what learns what, how, and what the project promises."""

    title: str
    data: str
    network: Callable[[np.random.Generator], Network]
    learning_rate: float
    batch: int
    promised: dict[int, float]


PLANS = (
    Plan(
        "toy network, digits",
        "digits",
        toy_network,
        5e-3,
        16,
        {1000: 0.83, 10_000: 0.94, 25_000: 0.95},
    ),
    Plan("logistic regression, digits", "digits", logistic_regression, 1e-3, 16, {}),
    Plan("toy network, clothes", "clothes", toy_network, 5e-3, 32, {10_000: 0.80}),
    Plan("logistic regression, clothes", "clothes", logistic_regression, 1e-3, 32, {}),
)


def curve(plan: Plan, seed: int) -> dict[int, tuple[float, float]]:
    """Train and return test accuracy and seconds at each mark."""
    data, network = DATASETS[plan.data](), plan.network(np.random.default_rng(seed))
    optimiser, test = Adam(plan.learning_rate), data.test.batch()
    found, seen, seconds = {}, 0, 0.0
    for mark in MARKS:
        start = time.perf_counter()
        while seen < mark:
            count = min(plan.batch, mark - seen)
            train_batch(
                network, optimiser, *data.train.batch(data.train.shuffled(seed, seen, count))
            )
            seen += count
        seconds += time.perf_counter() - start
        found[mark] = accuracy(network, *test), seconds
    return found


def main() -> None:
    """Print the learning curves."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--seeds", type=int, default=1, help="print this many curves of each")
    options = parser.parse_args()
    count = timing.threads()
    print(f"## Learning, {count} thread{'s' * (count > 1)}\n")
    rows, missed = [], []
    for plan in PLANS:
        for seed in range(SEED, SEED + options.seeds):
            found = curve(plan, seed)
            cells = [f"{share:.1%}, {seconds:.2f} s" for share, seconds in found.values()]
            rows.append([plan.title + f" (seed {seed})" * (options.seeds > 1), *cells])
            missed += [
                f"{plan.title}, seed {seed}: {found[mark][0]:.1%} after {mark:,}, not {share:.0%}"
                for mark, share in plan.promised.items()
                if found[mark][0] < share
            ]
    print("Accuracy on the 1,000 test images after so many images seen, and seconds of training.\n")
    timing.print_table(["", *(f"{mark:,}" for mark in MARKS)], rows)
    print("\n".join(f"Missed: {line}" for line in missed) or "All that was promised is held.")
    print()


if __name__ == "__main__":
    main()
