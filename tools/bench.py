"""Run every benchmark, each in a process of its own with a stated number of threads.

Run as `python -m tools.bench [--node] [--only NAME ...]`, or `make bench`. A file called
`tools/bench_*.py` is a benchmark by its name alone; those named in TWICE are also run on two
threads.
"""

from __future__ import annotations

import argparse
import platform
import subprocess
import sys
from importlib import metadata
from pathlib import Path

from tools import timing

HERE = Path(__file__).resolve().parent
NAMES = sorted(file.stem.removeprefix("bench_") for file in HERE.glob("bench_*.py"))
TWICE = ("training",)
LIBRARIES = ("numpy", "scipy", "torch", "opencv-python-headless")


def machine() -> str:
    """Say what the numbers were measured on."""
    found = []
    for library in LIBRARIES:
        try:
            found.append(f"{library} {metadata.version(library)}")
        except metadata.PackageNotFoundError:
            found.append(f"no {library} (make oracles installs it)")
    processor = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        names = [line for line in cpuinfo.read_text().splitlines() if line.startswith("model name")]
        processor = names[0].split(":")[1].strip() if names else processor
    return f"{processor}, Python {platform.python_version()}; {', '.join(found)}"


def main() -> int:
    """Run the benchmarks, in order; 0 when all of them ran."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--only", nargs="+", choices=NAMES, default=NAMES, metavar="NAME")
    parser.add_argument("--node", action="store_true", help="also ask the JavaScript libraries")
    options = parser.parse_args()
    print(f"# Benchmarks\n\n{machine()}\n", flush=True)
    failed = []
    for name in options.only:
        for threads in (1, 2) if name in TWICE else (1,):
            more = ["--node"] if name == "training" and options.node and threads == 1 else []
            command = [sys.executable, "-m", f"tools.bench_{name}", *more]
            if subprocess.run(command, env=timing.environment(threads), check=False).returncode:
                failed.append(name)
    if failed:
        print(f"Did not finish: {', '.join(failed)}", file=sys.stderr)
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
