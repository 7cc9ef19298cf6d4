"""The core as a file: what code that imports `cnn_core` needs beside it."""

from __future__ import annotations

import io
import re
from functools import cache
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from ui.pictures import ROOT

NAME = "cnn_core.zip"
NEEDED = f"# Needs the folder cnn_core: download {NAME} below this code, and unpack it here."
DATA_SETS = ("digits", "clothes")
_IMPORTS = re.compile(r"^(?:from|import) cnn_core\b", re.MULTILINE)
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the same files make the same bytes


def needs_core(text: str) -> bool:
    """Tell whether a script imports the core."""
    return bool(_IMPORTS.search(text))


@cache
def core_package() -> bytes:
    """Return the core and the data sets that it reads as a zip file with one folder, `cnn_core`."""
    files = {
        path.relative_to(ROOT).as_posix(): path for path in sorted(ROOT.glob("cnn_core/**/*.py"))
    }
    files |= {f"cnn_core/data/{name}.npz": ROOT / f"assets/{name}.npz" for name in DATA_SETS}
    target = io.BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name, path in files.items():
            archive.writestr(ZipInfo(name, _EPOCH), path.read_bytes(), ZIP_DEFLATED)
    return target.getvalue()
