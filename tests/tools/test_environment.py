"""An environment is filled by uv as pip would, and by pip where there is no uv."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tools import environment
from tools.environment import ROOT, main, uv_pin, uv_settings

CONFIG = """:env:.disable-pip-version-check='1'
:env:.find-links='/opt/wheels /more'
global.extra-index-url='\\nfile:///one/simple\\nhttps://two.example/simple'
global.index-url='https://mirror.example/simple'
global.timeout='60'
"""


def test_uv_asks_where_pip_would() -> None:
    assert uv_settings(CONFIG) == {
        "UV_FIND_LINKS": "/opt/wheels,/more",
        "UV_INDEX": "file:///one/simple https://two.example/simple",
        "UV_DEFAULT_INDEX": "https://mirror.example/simple",
        "UV_INDEX_STRATEGY": "unsafe-best-match",
    }
    assert uv_settings("") == {}


def test_uv_is_the_one_of_the_lock() -> None:
    lock = (ROOT / "requirements-dev.lock").read_text()
    assert uv_pin(lock) in lock.splitlines()


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """Return what `main` runs if what contains one of some texts fails."""

    def watch(*failing: str) -> list[str]:
        commands = []

        def run(*command: str, **_: object) -> bool:
            commands.append(" ".join(command))
            return not any(text in commands[-1] for text in failing)

        monkeypatch.setattr(environment, "run", run)
        monkeypatch.setattr(environment.shutil, "which", lambda _: None)
        commands.append(str(main("a.lock")))
        return commands

    return watch


def test_uv_installs_where_it_can(ran: Callable[..., list[str]]) -> None:
    *_, last, code = ran()
    assert "-m uv pip install" in last
    assert last.endswith("-r a.lock")
    assert code == "0"


def test_pip_installs_where_there_is_no_uv(ran: Callable[..., list[str]]) -> None:
    *before, last, code = ran("-m uv")
    assert "-m pip install" in last
    assert not any("uv pip" in one for one in before)
    assert code == "0"


def test_pip_tries_what_uv_could_not_do(ran: Callable[..., list[str]]) -> None:
    *_, by_uv, by_pip, code = ran("uv pip install")
    assert "-m uv pip install" in by_uv
    assert "-m pip install" in by_pip
    assert code == "0"


def test_a_failure_is_a_failure(ran: Callable[..., list[str]]) -> None:
    assert ran("install")[-1] == "1"
