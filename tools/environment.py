"""Fill the environment of the Python that runs this with what some requirements files list.

uv does it in seconds and keeps what it fetched; where uv cannot be had or cannot do it, pip does.
Like pip, uv then asks the indexes and folders that pip's configuration names.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PIP = (sys.executable, "-m", "pip")
QUIET = ("--quiet", "--quiet", "--no-input", "--disable-pip-version-check")
# pip's option -> uv's variable, and what stands between several values there.
SAID_TO_UV = {
    "index-url": ("UV_DEFAULT_INDEX", " "),
    "extra-index-url": ("UV_INDEX", " "),
    "find-links": ("UV_FIND_LINKS", ","),
    "constraint": ("UV_CONSTRAINT", " "),
    "cert": ("SSL_CERT_FILE", " "),
}


def uv_settings(pip_config: str) -> dict[str, str]:
    """Return the variables that tell uv what `pip config list` printed."""
    found = {}
    for line in pip_config.splitlines():
        name, _, value = line.partition("=")
        option = name.rpartition(".")[2]
        if option in SAID_TO_UV:
            variable, between = SAID_TO_UV[option]
            # Several values stand on lines of their own, written as a Python text.
            values = [one for text in shlex.split(value) for one in re.split(r"\s|\\n", text)]
            found[variable] = between.join(filter(None, values))
    # pip takes the best version of all places; uv that of the first that has any.
    return found | ({"UV_INDEX_STRATEGY": "unsafe-best-match"} if found else {})


def uv_pin(lock: str) -> str:
    """Return the requirement of uv itself that the lock pins."""
    return next(line.split()[0] for line in lock.splitlines() if line.startswith("uv=="))


def run(*command: str, env: Mapping[str, str] | None = None, quiet: bool = False) -> bool:
    """Run a command; tell whether it did what it should."""
    out = subprocess.DEVNULL if quiet else None
    return subprocess.run(command, env=env, stdout=out, stderr=out, check=False).returncode == 0


def uv() -> list[str]:
    """Return how uv is called here, [] where it cannot be had."""
    if path := shutil.which("uv"):
        return [path]
    if find_spec("uv") is None:
        pin = uv_pin((ROOT / "requirements-dev.lock").read_text())
        run(*PIP, "install", *QUIET, pin, quiet=True)
    here = (sys.executable, "-m", "uv")
    return list(here) if run(*here, "--version", quiet=True) else []


def main(*files: str) -> int:
    """Install what these files list; return what a process ends with."""
    if not run(*PIP, "--version", quiet=True):  # as in an environment that another tool made
        run(sys.executable, "-m", "ensurepip", quiet=True)
    wanted = [part for file in files for part in ("-r", file)]
    if found := uv():
        config = subprocess.run([*PIP, "config", "list"], capture_output=True, text=True)
        env = uv_settings(config.stdout) | os.environ
        if run(*found, "pip", "install", "--quiet", "--python", sys.executable, *wanted, env=env):
            return 0
    return 0 if run(*PIP, "install", *QUIET, *wanted) else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
