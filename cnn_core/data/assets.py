"""Where the files are that come with the core."""

from __future__ import annotations

from pathlib import Path

# A checkout has the files in its assets, an installed package beside this module.
_HERE = Path(__file__).resolve()
PLACES = (_HERE.parents[2] / "assets", _HERE.parent)


def asset(file: str) -> Path:
    """Return the path of a file such as "digits.npz". Errors: it is in neither place."""
    for place in PLACES:
        if (place / file).is_file():
            return place / file
    raise FileNotFoundError(
        f"{file} is neither in {PLACES[0]} nor in {PLACES[1]}: install convscope again, "
        "or make it with python -m tools.build_assets in a checkout"
    )
