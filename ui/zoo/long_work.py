"""Work that takes a while, as lessons with trained networks have it."""

from ui.frame.long_work import Standing, Work, advanced, digest, halt, read_only, worked

__all__ = ["Standing", "Work", "advanced", "digest", "halt", "read_only", "worked"]
