"""Several processes of the app behind nginx, as deploy/ describes it, on this machine.

Run as `python -m tools.cluster [--processes 2] [--port 8080]`: as many processes as there are cores
unless told otherwise. Ctrl+C ends all. SIGHUP restarts one process after the other: a process that
is to be restarted gets no new visitors and has `--drain` seconds until its visitors have left.

`python -m tools.cluster --print app1:8501 app2:8501` writes nginx' list of processes and ends.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tools.server import ROOT, Process, free_port
from ui.classroom.rooms import LETTERS, first_letters
from ui.server.affinity import COOKIE

DEPLOY = ROOT / "deploy"
FAIL_SECONDS = 5  # that a process which did not answer is left alone


def processes_conf(addresses: Sequence[str], draining: frozenset[int] = frozenset()) -> str:
    """Return nginx' list of the processes at `addresses`, and who goes to which.

    A cookie names the process of a session (`ui.server.affinity`). Who has none is sent to any:
    by address and browser, so that a visitor without cookies stays with one as well. Each process
    has all others behind it, for when it does not answer. `draining`: those that get nobody new.
    The word of a live class says by its first letter where its room is.
    """
    if len(addresses) > len(LETTERS):
        raise ValueError(f"There can be {len(LETTERS)} processes: a letter names each.")
    names = [f"p{number}" for number in range(1, len(addresses) + 1)]
    new = [name for number, name in enumerate(names) if number not in draining] or names
    lines = ["# Written by tools/cluster.py.", ""]
    lines += ['split_clients "$remote_addr$http_user_agent" $drawn {']
    lines += [f"    {100 / len(new):.2f}% {name};" for name in new[:-1]]
    lines += [f"    * {new[-1]};", "}", ""]
    lines += [f"map $cookie_{COOKIE} $known {{", "    default $drawn;"]
    lines += [f"    {name} {name};" for name in names]
    lines += ["}", "", "map $arg_room $process {", "    default $known;"]
    lines += [f"    ~^{first_letters(name)} {name};" for name in names]
    lines += ["}", "", "map $arg_room $to_room {", '    default "";']
    lines += [
        f'    ~^{first_letters(name)} "{COOKIE}={name}; Path=/; HttpOnly; SameSite=Lax";'
        for name in names
    ]
    lines += ["}"]
    for number, name in enumerate(names):
        others = [*addresses[number + 1 :], *addresses[:number]]
        rest = f"max_fails=1 fail_timeout={FAIL_SECONDS}s"
        lines += ["", f"upstream {name} {{", f"    server {addresses[number]} {rest};"]
        lines += [f"    server {other} {rest} backup;" for other in others]
        lines += ["    keepalive 16;", "}"]
    return "\n".join(lines) + "\n"


@dataclass
class Cluster:
    """Processes of the app and nginx before them."""

    folder: Path
    port: int
    ports: list[int]
    processes: dict[int, Process] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """Where visitors go."""
        return f"http://localhost:{self.port}"

    def write(self, draining: frozenset[int] = frozenset()) -> None:
        """Write nginx' files anew."""
        addresses = [f"127.0.0.1:{port}" for port in self.ports]
        shutil.copy(DEPLOY / "nginx.conf", self.folder)
        (self.folder / "listen.conf").write_text(f"listen {self.port};\n")
        (self.folder / "processes.conf").write_text(processes_conf(addresses, draining))
        (self.folder / "temporary").mkdir(exist_ok=True)

    def nginx(self, *arguments: str) -> list[str]:
        """Return the command of nginx in this cluster's folder."""
        return [_nginx(), "-p", f"{self.folder}/", "-c", "nginx.conf", "-e", "stderr", *arguments]

    def reload(self) -> None:
        """Have nginx read its files again. Connections that are open stay."""
        subprocess.run(self.nginx("-s", "reload"), check=True)

    def start(self, number: int) -> None:
        """Start a process and wait until it answers."""
        log = self.folder / f"p{number + 1}.log"
        self.processes[number] = Process.start(
            log, port=self.ports[number], environment={"CONVSCOPE_PROCESS": f"p{number + 1}"}
        )

    def stop(self, number: int) -> None:
        """Stop a process, as a restart does."""
        self.processes[number].stop()

    def visitors(self, number: int) -> int:
        """Return how many browsers are connected to a process."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.ports[number]}/metrics") as answer:
            lines = answer.read().decode().splitlines()
        return next(int(one.split()[1]) for one in lines if one.startswith("convscope_visitors "))

    def restart(self, drain: float) -> None:
        """Restart one process after the other, each once its visitors have left or `drain` s."""
        for number in range(len(self.ports)):
            self.write(draining=frozenset({number}))
            self.reload()
            until = time.monotonic() + drain
            while self.visitors(number) and time.monotonic() < until:
                time.sleep(0.5)
            self.stop(number)
            self.start(number)
            self.write()
            self.reload()


def _nginx() -> str:
    found = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
    if found is None:
        raise SystemExit("There is no nginx on the PATH. On Debian and Ubuntu: apt install nginx")
    return found


@contextmanager
def cluster(folder: Path, count: int, port: int | None = None) -> Iterator[Cluster]:
    """Run `count` processes behind nginx, with all files in `folder`, and stop them at the end."""
    made = Cluster(folder, port or free_port(), [free_port() for _ in range(count)])
    made.write()
    with ExitStack() as stack:
        for number in range(count):
            made.start(number)
            stack.callback(made.stop, number)
        proxy = subprocess.Popen(made.nginx("-g", "daemon off;"))
        stack.callback(proxy.wait)
        stack.callback(proxy.terminate)
        _wait_for(made.url)
        yield made


def _wait_for(url: str) -> None:
    until = time.monotonic() + 20
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(f"{url}/healthz", timeout=2).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"nginx does not answer at {url}")


def main() -> None:
    """Run a cluster until Ctrl+C, or print nginx' list of processes."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--port", type=int, default=8080)
    parser.add_argument("--drain", type=float, default=600.0, help="seconds, at a restart")
    parser.add_argument("--print", nargs="+", metavar="ADDRESS")
    asked = parser.parse_args()
    if asked.print:
        sys.stdout.write(processes_conf(asked.print))
        return
    with (
        tempfile.TemporaryDirectory() as folder,
        cluster(Path(folder), asked.processes, asked.port) as made,
    ):
        end = threading.Event()
        signal.signal(signal.SIGTERM, lambda *_: end.set())
        signal.signal(signal.SIGINT, lambda *_: end.set())
        again = threading.Event()
        signal.signal(signal.SIGHUP, lambda *_: again.set())
        print(f"{asked.processes} processes behind {made.url}. Ctrl+C ends them.", flush=True)
        while not end.wait(0.2):
            if again.is_set():
                again.clear()
                made.restart(asked.drain)


if __name__ == "__main__":
    main()
