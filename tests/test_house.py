"""The house keeps its shape: who may import whom, and what shipped code never does.

Every rule is a function from a file's text to the faults in it. Each is first shown to find the
fault it is there for, and then held against every file.
"""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
PACKAGES = ("cnn_core", "ui", "pages")
IMPORT_NAMES = {"pillow": "PIL"}


def shipped(*suffixes: str) -> list[Path]:
    """List the files a visitor's request can run: the door and the three packages."""
    files = [f for package in PACKAGES for f in (ROOT / package).rglob("*")]
    files += [ROOT / "app.py", ROOT / ".streamlit" / "config.toml"]
    return sorted(f for f in files if f.suffix in suffixes and f.is_file())


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


PYTHON = shipped(".py")
FRONT = shipped(".js", ".mjs", ".css", ".html", ".svg")


def imported(source: str) -> set[str]:
    """Return the top-level names of all modules imported, wherever in the file and however."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module)
        elif isinstance(node, ast.Call) and called(node) in {"import_module", "__import__"}:
            found |= {str(a.value) for a in node.args if isinstance(a, ast.Constant)}
    return {module.split(".")[0] for module in found}


def called(node: ast.Call) -> str:
    function = node.func
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def requirements(file: str) -> dict[str, Requirement]:
    """Read a requirements file or lock: package name -> requirement, without markers' doubles."""
    lines = (ROOT / file).read_text().splitlines()
    parsed = (Requirement(line) for line in lines if re.match(r"\w", line))
    return {requirement.name.lower(): requirement for requirement in parsed}


# Streamlit draws its charts with altair, serves with starlette, and brings both along.
BROUGHT_ALONG = {"altair", "starlette"}
RUNTIME = BROUGHT_ALONG | {
    IMPORT_NAMES.get(package, package) for package in requirements("requirements.txt")
}
ALLOWED = {
    "cnn_core": {"cnn_core", "numpy"},
    "ui": RUNTIME | {"ui", "cnn_core"},
    "pages": {"streamlit", "ui", "cnn_core"},
    "app.py": RUNTIME | {"ui", "cnn_core"},
}


def forbidden_imports(source: str, part: str) -> set[str]:
    return imported(source) - ALLOWED[part] - set(sys.stdlib_module_names)


@pytest.mark.parametrize(
    ("part", "source", "faults"),
    [
        ("cnn_core", "import streamlit as st", {"streamlit"}),
        ("cnn_core", "def f():\n    from matplotlib import pyplot", {"matplotlib"}),
        ("cnn_core", "import importlib\nimportlib.import_module('ui.shell.theme')", {"ui"}),
        ("cnn_core", "from scipy.signal import correlate2d", {"scipy"}),
        ("cnn_core", "import math\nimport numpy as np\nfrom .conv import conv2d", set()),
        ("ui", "from pages.window import main", {"pages"}),
        ("ui", "import pandas, streamlit", {"pandas"}),
        ("ui", "from cnn_core import conv2d\nfrom PIL import Image", set()),
        ("pages", "import numpy as np", {"numpy"}),
        (
            "pages",
            "import streamlit as st\nfrom ui import lesson\nfrom cnn_core import KERNELS",
            set(),
        ),
        ("app.py", "import torch", {"torch"}),
    ],
)
def test_an_arrow_that_points_back_is_found(part: str, source: str, faults: set[str]) -> None:
    assert forbidden_imports(source, part) == faults


@pytest.mark.parametrize("path", PYTHON, ids=name)
def test_arrows_go_from_pages_to_ui_to_core(path: Path) -> None:
    part = path.relative_to(ROOT).parts[0]
    assert forbidden_imports(path.read_text(), part) == set()


def runs_text(source: str) -> list[str]:
    """Find text that is run as code."""
    calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    return [
        called(node)
        for node in calls
        if called(node) in {"eval", "exec"}
        or (isinstance(node.func, ast.Name) and node.func.id == "compile")
    ]


def writes_raw_html(source: str) -> list[str]:
    """Find the switch that lets a page write any HTML."""
    return re.findall(r"\bunsafe_allow_(?:html|javascript)\b", source)


def loads_from_a_host(source: str) -> list[str]:
    """Find addresses that a browser would load: in src, url(), import, fetch and their like."""
    return re.findall(
        r"""(?:src|href|srcset|action)\s*=\s*["'\\]*(?:https?:)?//[^\s"'>]+"""
        r"""|(?:url|fetch|import|Worker|WebSocket|EventSource|Request)\(\s*["'`]?(?:https?:|wss?:)?//[^\s"'`)]+"""
        r"""|(?:from|import|@import)\s+["'](?:https?:)?//[^\s"']+""",
        source,
    )


def names_a_host(source: str) -> list[str]:
    """Find any address at all, but for the names of XML's languages, which are never loaded."""
    addresses = re.findall(r"(?:https?|wss?)://[^\s\"'`)>]+", source)
    return [a for a in addresses if not re.match(r"http://www\.w3\.org/(2000/svg|1999/)", a)]


Rule = Callable[[str], list[str]]


@pytest.mark.parametrize(
    ("rule", "source"),
    [
        (runs_text, "value = eval(text)"),
        (runs_text, "import builtins\nbuiltins.exec(text)"),
        (runs_text, "code = compile(text, 'x', 'exec')"),
        (writes_raw_html, "st.markdown('<b>', unsafe_allow_html=True)"),
        (writes_raw_html, "st.html(body, **{'unsafe_allow_javascript': True})"),
        (loads_from_a_host, "st.html('<img src=\"https://example.com/a.png\">')"),
        (loads_from_a_host, "css = '@font-face { src: url(//example.com/a.woff2) }'"),
        (loads_from_a_host, "js = \"import d3 from 'https://example.com/d3.js'\""),
        (loads_from_a_host, "fetch(`https://example.com/`)"),
        (names_a_host, "const home = 'https://example.com/lib.js'"),
        (names_a_host, '@import "http://example.com/a.css";'),
    ],
)
def test_a_fault_in_shipped_code_is_found(rule: Rule, source: str) -> None:
    assert len(rule(source)) == 1


@pytest.mark.parametrize(
    ("rule", "source"),
    [
        (runs_text, "import re\npattern = re.compile('a')\nmodel.evaluate(x)"),
        (loads_from_a_host, "st.markdown('[the paper](https://example.com/paper)')"),
        (names_a_host, "document.createElementNS('http://www.w3.org/2000/svg', 'path')"),
    ],
)
def test_what_only_looks_like_a_fault_passes(rule: Rule, source: str) -> None:
    assert rule(source) == []


@pytest.mark.parametrize("rule", [runs_text, writes_raw_html, loads_from_a_host])
@pytest.mark.parametrize("path", PYTHON, ids=name)
def test_shipped_python_is_free_of_faults(path: Path, rule: Rule) -> None:
    assert rule(path.read_text()) == []


@pytest.mark.parametrize("path", [*FRONT, *shipped(".toml")], ids=name)
def test_scripts_styles_and_the_theme_name_no_host(path: Path) -> None:
    assert names_a_host(path.read_text()) == []


def session_keys(source: str) -> Iterator[str]:
    """Yield the literal keys a file uses of `session_state`, and "*" for each other use."""
    tree = ast.parse(source)
    parent = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.alias) and node.name == "session_state":
            yield "*"
        if not (isinstance(node, ast.Attribute) and node.attr == "session_state"):
            continue
        user = parent.get(node)
        if isinstance(user, ast.Subscript) and isinstance(user.slice, ast.Constant):
            yield str(user.slice.value)
        elif isinstance(user, ast.Compare) and isinstance(user.left, ast.Constant):
            yield str(user.left.value)
        elif isinstance(user, ast.Attribute):
            call = parent.get(user)
            if not (isinstance(call, ast.Call) and call.func is user):
                yield user.attr
            elif call.args and isinstance(call.args[0], ast.Constant):
                yield str(call.args[0].value)
            else:
                yield "*"
        else:
            yield "*"


@pytest.mark.parametrize(
    ("source", "keys"),
    [
        ("st.session_state['run'] = 1", ["run"]),
        ("st.session_state.run", ["run"]),
        ("st.session_state.get('run', 0)", ["run"]),
        ("'run' in st.session_state", ["run"]),
        ("del st.session_state[key]", ["*"]),
        ("st.session_state.pop(KEY, None)", ["*"]),
        ("from streamlit import session_state", ["*"]),
        ("state = st.query_params['run']", []),
    ],
)
def test_every_use_of_the_session_is_seen(source: str, keys: list[str]) -> None:
    assert list(session_keys(source)) == keys


@pytest.mark.parametrize("path", [p for p in PYTHON if "pages" in p.parts], ids=name)
def test_pages_leave_the_session_to_ui(path: Path) -> None:
    assert list(session_keys(path.read_text())) == []


def spread(files: dict[str, str]) -> dict[str, set[str]]:
    """Return the session keys that more than one file names, with those files."""
    users = defaultdict(set)
    for file, source in files.items():
        for key in session_keys(source):
            users[key].add(file)
    return {key: where for key, where in users.items() if len(where) > 1 and key != "*"}


def test_a_session_key_is_named_in_one_file() -> None:
    twice = {"a.py": "st.session_state['run']", "b.py": "st.session_state.get('run')"}
    assert spread(twice) == {"run": {"a.py", "b.py"}}
    assert spread({name(path): path.read_text() for path in PYTHON}) == {}


def test_every_requirement_is_bounded_and_its_pin_is_within() -> None:
    for wanted, lock in (
        ("requirements.txt", "requirements.lock"),
        ("requirements-dev.txt", "requirements-dev.lock"),
    ):
        pins = requirements(lock)
        for package, requirement in requirements(wanted).items():
            operators = {bound.operator for bound in requirement.specifier}
            assert operators >= {">=", "<"}, f"{wanted}: bound {package} on both sides"
            (pin,) = pins[package].specifier
            assert requirement.specifier.contains(pin.version), f"{lock}: {pins[package]}"


def test_tests_run_against_what_users_install() -> None:
    lines = [
        [line for line in (ROOT / lock).read_text().splitlines() if re.match(r"\w", line)]
        for lock in ("requirements.lock", "requirements-dev.lock")
    ]
    assert set(lines[0]) <= set(lines[1])


def test_the_tools_and_the_app_agree_on_the_oldest_python() -> None:
    tools = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]
    assert tools["ruff"]["target-version"] == "py311"
    assert tools["mypy"]["python_version"] == "3.11"
    assert "(3, 11)" in (ROOT / "Makefile").read_text()


def vague(path: str) -> bool:
    return Path(path).stem.strip("_") in {"utils", "util", "helpers", "helper", "misc", "common"}


def test_a_file_is_called_after_its_one_concept() -> None:
    assert vague("ui/utils.py")
    assert vague("ui/_common.js")
    assert not vague("ui/shell/theme.py")
    assert [name(path) for path in PYTHON + FRONT if vague(path.name)] == []
