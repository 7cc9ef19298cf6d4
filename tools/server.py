"""The app as a process of its own, for the browser tests and the screenshots."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Server:
    """A running app: where it listens and where it logs."""

    url: str
    log: Path

    def log_size(self) -> int:
        """Say how many bytes are in the log, to read on from there later."""
        return self.log.stat().st_size

    def log_since(self, start: int = 0) -> str:
        """Return what was logged after the first `start` bytes."""
        return self.log.read_bytes()[start:].decode(errors="replace")


@contextmanager
def serve(log: Path, *, app: Path = ROOT / "app.py", timeout: float = 60.0) -> Iterator[Server]:
    """Start `app` on a free port, yield it once it is healthy, and stop it at the end."""
    port = _free_port()
    url = f"http://localhost:{port}"
    options = {
        "server.port": str(port),
        "server.address": "localhost",
        "server.headless": "true",
    }
    command = [sys.executable, "-m", "streamlit", "run", str(app)]
    command += [f"--{name}={value}" for name, value in options.items()]
    # The caller's own Streamlit settings must not change what is tested or pictured.
    env = {k: v for k, v in os.environ.items() if not k.startswith("STREAMLIT_")}
    with log.open("wb") as out:
        process = subprocess.Popen(
            command,
            cwd=app.parent,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait_until_healthy(url, process, log, timeout)
        yield Server(url, log)
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        return int(probe.getsockname()[1])


def _wait_until_healthy(
    url: str, process: subprocess.Popen[bytes], log: Path, timeout: float
) -> None:
    # Neither a proxy of the machine's nor a slow name server has a say on localhost.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    deadline = time.monotonic() + timeout
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"the app ended with code {process.returncode}:\n{log.read_text()}")
        try:
            with opener.open(f"{url}/_stcore/health", timeout=2) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            pass
        time.sleep(0.05)
    raise RuntimeError(f"the app did not answer within {timeout:.0f} s:\n{log.read_text()}")
