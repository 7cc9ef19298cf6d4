"""Train the two small networks that are shipped, and write their weights to `assets/networks/`.

    python tools/train_networks.py            write the files anew
    python tools/train_networks.py --check    train and compare, change nothing

One processor always gives the same bytes; another may round sums otherwise, and ends near by.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

# One thread adds in one order. Has to stand before NumPy is loaded.
os.environ["OPENBLAS_NUM_THREADS"] = "1"
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from cnn_core import Adam, Run, accuracy
from cnn_core.data import DATASETS
from cnn_core.io.weights import named_weights
from tools.build_assets import ASSETS, differences, pack_npz, write

# Pictures in a batch of each.
BATCHES = {"digits": 16, "clothes": 32}
# Learning rate -> how many pictures are seen with it, one after the other.
STAGES = {5e-3: 25_000, 2e-3: 25_000, 5e-4: 25_000}
SEED = 0


def trained(name: str) -> Run:
    """Train the toy network on a data set."""
    run = Run(DATASETS[name]().train, seed=SEED, batch=BATCHES[name], optimiser=Adam())
    for rate, pictures in STAGES.items():
        run.optimiser.learning_rate = rate
        run.advance(pictures // run.batch)
    return run


def main() -> int:
    """Train, then write or compare; 0 when the files are what training gives."""
    parser = argparse.ArgumentParser(description="Train the small networks that are shipped.")
    parser.add_argument("--check", action="store_true", help="compare, change nothing")
    check = parser.parse_args().check
    files = {}
    for name in BATCHES:
        run = trained(name)
        share = accuracy(run.network, *DATASETS[name]().test.batch())
        print(f"{name}: {run.seen:,} pictures seen, {share:.1%} of the test pictures right")
        files[f"networks/{name}.npz"] = pack_npz(named_weights(run.network), small=False)
    if not check:
        write(files, ASSETS)
    found = differences(files, ASSETS)
    print("\n".join(found) or "the networks are what training gives")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
