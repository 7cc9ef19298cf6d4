"""Memory of large blocks goes back to the system, where the C library can be told so."""

from __future__ import annotations

import platform
import subprocess
import sys
from pathlib import Path

import pytest

from ui.server.memory import LARGE

# Blocks of a photograph's size, each with something small behind it that stays.
SCRIPT = f"""
from pathlib import Path
from ui.server.memory import give_large_blocks_back
assert give_large_blocks_back()

def held():
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024

bytearray({LARGE + 1})  # glibc takes its first one as the size of those to keep
before, kept, blocks = held(), [], []
for _ in range(20):
    blocks.append(bytearray(b"1") * {LARGE + 1})
    kept.append(bytearray(100_000))
blocks.clear()
print(held() - before)
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="another C library than glibc")
def test_twenty_blocks_of_a_photograph_leave_nothing_behind() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        cwd=Path(__file__).parents[3],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert float(done.stdout) < 10  # MB; the small ones are 2 MB
