"""What the C library keeps of memory that Python has given back.

glibc raises by itself the size from which it gives a block back to the system at once, up to 32 MB.
After a class has brought photographs of 5 MB each, it then holds several times what is kept of
them (tools/bench_own_classes.py).
"""

from __future__ import annotations

import ctypes

# From malloc.h of glibc.
MMAP_THRESHOLD, ARENA_MAX = -3, -8
# Above any map and batch of the lessons, which are made anew at each step, and below a photograph.
LARGE = 4 * 2**20
ARENAS = 2


def give_large_blocks_back() -> bool:
    """Have this process give blocks of `LARGE` bytes back at once; False where it cannot be told.

    Source: mallopt(3).
    """
    try:
        tell = ctypes.CDLL("libc.so.6").mallopt
    except (OSError, AttributeError):  # another system, or another C library
        return False
    return all(tell(name, value) for name, value in ((MMAP_THRESHOLD, LARGE), (ARENA_MAX, ARENAS)))
