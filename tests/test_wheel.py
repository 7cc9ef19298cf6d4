"""`pip install .`: the core alone, in an environment that has nothing but NumPy beside it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import numpy as np
import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text()
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
# What is loaded from where packages are installed, by the names one imports.
LOADED = """
import sys, sysconfig
from importlib.metadata import version
place = sysconfig.get_path("purelib")
print(version("convscope"), cnn.__file__.startswith(place))
files = {name: getattr(module, "__file__", None) or "" for name, module in sys.modules.items()}
print(*sorted({name.split(".")[0] for name, file in files.items() if file.startswith(place)}))
print(len(cnn.clothes().train), len(cnn.digits().train))
print(*(cnn.pretrained(name).network.parameter_count for name in ("digits", "clothes", "photos")))
"""


def run(*command: str | Path, at: Path) -> str:
    """Run a command without the network and without this checkout on any path."""
    env = {name: text for name, text in os.environ.items() if not name.startswith("PYTHON")}
    env |= {"UV_OFFLINE": "1", "UV_CACHE_DIR": str(at / "cache"), "OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run(command, cwd=at, env=env, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a Python that has this project's wheel and NumPy, and nothing else."""
    at = tmp_path_factory.mktemp("wheel")
    uv = (sys.executable, "-m", "uv")
    run(*uv, "build", "--wheel", "--no-build-isolation", "--python", sys.executable,
        "--out-dir", at / "dist", ROOT, at=at)  # fmt: skip
    run(*uv, "venv", "--python", sys.executable, at / "clean", at=at)
    python = at / "clean" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    (packages,) = (at / "clean").glob("**/site-packages")
    for part in Path(np.__file__).parents[1].glob("numpy*"):
        if part.suffix == ".dist-info":  # by which it is known to be there
            shutil.copytree(part, packages / part.name)
        else:
            (packages / part.name).symlink_to(part)
    (wheel,) = (at / "dist").glob("*.whl")
    assert wheel.name.startswith(f"convscope-{PROJECT['version']}-py3")
    run(*uv, "pip", "install", "--python", python, wheel, at=at)
    return python


def test_the_readme_s_notebook_lines_run_with_numpy_alone(clean: Path, tmp_path: Path) -> None:
    (lines,) = re.findall(r"## In a notebook\n.*?```python\n(.*?)```", README, re.DOTALL)
    assert "import cnn_core" in lines
    (tmp_path / "notebook.py").write_text(lines + LOADED)
    *shown, about, loaded, counts, networks = run(clean, "notebook.py", at=tmp_path).splitlines()
    assert shown[0].startswith("(1, 28, 28, 8) [[")
    assert about == f"{PROJECT['version']} True"
    assert loaded == "cnn_core numpy"
    assert counts == "3000 5000"
    assert networks == "5258 5258 4631000"


def test_the_wheel_and_the_app_want_the_same_numpy() -> None:
    (wanted,) = PROJECT["dependencies"]
    assert wanted in (ROOT / "requirements.txt").read_text().splitlines()
