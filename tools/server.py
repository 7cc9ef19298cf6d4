"""The app as a process of its own, for the browser tests and the screenshots."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

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


@dataclass(frozen=True)
class Process:
    """The app as a process, at a port that was chosen for it."""

    url: str
    log: Path
    process: subprocess.Popen[bytes]

    @classmethod
    def start(
        cls,
        log: Path,
        *,
        app: Path = ROOT / "app.py",
        port: int | None = None,
        environment: Mapping[str, str] = MappingProxyType({}),
        timeout: float = 60.0,
    ) -> Process:
        """Start `app`, and return once it answers; stop it if it does not."""
        port = port or free_port()
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
                env={**env, **environment},
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
            )
        started = cls(f"http://localhost:{port}", log, process)
        try:
            _wait_until_healthy(started.url, process, log, timeout)
        except BaseException:
            started.stop()
            raise
        return started

    def stop(self) -> None:
        """End the process, and wait until it has ended."""
        self.process.terminate()
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


@contextmanager
def serve(log: Path, *, app: Path = ROOT / "app.py", timeout: float = 60.0) -> Iterator[Server]:
    """Start `app` on a free port, yield it once it is healthy, and stop it at the end."""
    process = Process.start(log, app=app, timeout=timeout)
    try:
        yield Server(process.url, log)
    finally:
        process.stop()


def free_port() -> int:
    """Return a port of this machine that nobody listens on now."""
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
