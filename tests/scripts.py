"""The scripts that the app shows, run as a reader would run them."""

from __future__ import annotations

from contextlib import chdir
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).parents[1]


def executed(script: str, folder: Path = ROOT) -> dict[str, Any]:
    """Run a script in a folder, and return its variables."""
    variables: dict[str, Any] = {}
    with chdir(folder):
        exec(compile(script, "script", "exec"), variables)  # noqa: S102
    for value in variables.values():
        if isinstance(value, np.lib.npyio.NpzFile):
            value.close()  # as the end of its process would
    return variables
