"""Components: their scripts are fetched once, from an address of their own, and kept."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.requests import Request
from starlette.responses import Response

from ui.views import component as components
from ui.views.component import component, routes


@pytest.fixture
def declared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Declare a component of two modules; what Streamlit was told of it."""
    told: dict[str, str] = {}
    monkeypatch.setattr(
        "streamlit.components.v2.component", lambda name, **parts: told.update(parts)
    )
    monkeypatch.setattr(components, "_modules", {})
    for name in ("main.html", "main.css"):
        (tmp_path / name).write_text(f"{name}\n")
    (tmp_path / "b.js").write_text("export const b = 1\n")
    (tmp_path / "main.js").write_text('import { b } from "./b.js"\n\nexport default () => b\n')
    component("thing", str(tmp_path / "__init__.py"), html=["main.html"], css=["main.css"])
    return told


def fetched(file: str) -> Response:
    """Return what the server answers to the address of this file."""
    answer: Response = routes()[0].endpoint(
        Request({"type": "http", "path_params": {"file": file}})
    )
    return answer


def test_the_script_only_fetches_the_module(declared: dict[str, str]) -> None:
    assert len(declared["js"]) < 450
    address = re.search(r'"views/(thing-\w{16}\.js)"', declared["js"])
    assert address
    answer = fetched(address[1])
    assert answer.body == b"const b = 1\n\n\nexport default () => b\n"
    assert answer.headers["content-type"].startswith("text/javascript")
    assert "immutable" in answer.headers["cache-control"]


@pytest.mark.parametrize("file", ["thing-0.js", "../component.py", "main.js", "main.html"])
def test_another_address_is_said_to_be_none(declared: dict[str, str], file: str) -> None:
    assert fetched(file).status_code == 404


def test_the_addresses_follow_the_app(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("streamlit.get_option", lambda name: "/lab/")
    assert routes()[0].path == "/lab/views/{file}"
