"""Code that is shown runs in an empty folder with the files that stand beside it, and no others."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.pages.lessons import code, downloaded, open_code
from ui.frame.catalogue import LESSONS

IN_A_FOLDER = re.compile(r"# Needs (\S+) in the folder (\S+): download it below this code\.")
THE_CORE = "# Needs the folder cnn_core: download cnn_core.zip below this code, and unpack it here."
RUNS_HERE = ("NumPy", "SciPy")  # the other frameworks are not installed
FIGURES: dict[str, dict[str, str]] = {
    **{path: {} for path in LESSONS if path != "architectures"},  # its code is for those alone
    "padding": {"image": "camera"},
    "stacking": {"image": "digit-3"},
    "train": {"steps": "3"},
}


def unpacked(script: str, files: dict[str, bytes], folder: Path) -> None:
    """Put the files that a script says it needs where it says, and nothing else."""
    for name, place in IN_A_FOLDER.findall(script):
        (folder / place).mkdir(parents=True, exist_ok=True)
        # Of two files of one name, each is offered with its folder before it.
        content = files.get(name) or files[f"{Path(place).name}-{name}"]
        (folder / place / name).write_bytes(content)
    if THE_CORE in script:
        ZipFile(io.BytesIO(files["cnn_core.zip"])).extractall(folder)


@pytest.mark.parametrize("page", FIGURES)
def test_shown_code_runs_with_the_files_beside_it(page: str, tmp_path: Path) -> None:
    texts = FIGURES[page]
    scripts = {name: one for name, one in code(open_code(page, **texts)).items() if one}
    files = downloaded(page, **texts)
    runs = [name for name in RUNS_HERE if name in scripts]
    assert runs
    env = {name: text for name, text in os.environ.items() if not name.startswith("PYTHON")}
    for name in runs:
        folder = tmp_path / name
        folder.mkdir()
        unpacked(scripts[name], files, folder)
        (folder / "script.py").write_text(scripts[name])
        done = subprocess.run(
            [sys.executable, "script.py"],
            cwd=folder,
            env=env,
            capture_output=True,
            text=True,
            timeout=120,
        )
        assert done.returncode == 0, done.stderr


def test_a_script_that_needs_the_core_says_so_in_its_first_line() -> None:
    scripts = code(open_code("train", steps="3"))
    needing = {name for name, text in scripts.items() if "cnn_core" in text}
    assert needing == {"NumPy", "PyTorch", "Keras"}
    assert all(scripts[name].startswith(f"{THE_CORE}\n") for name in needing)
