"""The house keeps its shape: who may import whom, and what shipped code never does.

Every rule is a function from a file's text to the faults in it. Each is first shown to find the
fault it is there for, and then held against every file at once: a failure lists all that break it.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
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


def faults(rule: Callable[[str], Iterable[object]], paths: Iterable[Path]) -> dict[str, list[str]]:
    """Hold a rule against files: file -> what is wrong in it."""
    found = {name(path): sorted(map(str, rule(path.read_text()))) for path in paths}
    return {path: wrong for path, wrong in found.items() if wrong}


def modules(source: str) -> set[str]:
    """Return all modules imported, wherever in the file and however; names taken from them, too.

    `from a import b` gives a.b: whether b is a module or what stands in a, only the files know.
    """
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            start = "." * node.level + (node.module or "")
            found |= {f"{start}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Call) and called(node) in {"import_module", "__import__"}:
            found |= {str(a.value) for a in node.args if isinstance(a, ast.Constant)}
    return found


def imported(source: str) -> set[str]:
    """Return the top-level names of all modules imported, "" for one beside the file."""
    return {module.split(".")[0] for module in modules(source)}


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


# Streamlit serves with starlette, and brings it along.
BROUGHT_ALONG = {"starlette"}
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
        ("cnn_core", "import math\nimport numpy as np", set()),
        ("cnn_core", "from .conv import conv2d", {""}),  # which room that is must be written out
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
def test_a_library_in_the_wrong_part_is_found(part: str, source: str, faults: set[str]) -> None:
    assert forbidden_imports(source, part) == faults


# What one file may use beside what its part may. No package of the core imports it by itself.
ALSO_ALLOWED = {
    "cnn_core/data/photo_ink.py": {"scipy"},
    "cnn_core/robustness/disturbances.py": {"scipy"},
}


@pytest.mark.parametrize("part", ALLOWED)
def test_a_part_uses_its_own_libraries_only(part: str) -> None:
    paths = [path for path in PYTHON if path.relative_to(ROOT).parts[0] == part]
    assert paths
    found = faults(lambda source: forbidden_imports(source, part), paths)
    wrong = {path: {*some} - ALSO_ALLOWED.get(path, set()) for path, some in found.items()}
    assert {path: some for path, some in wrong.items() if some} == {}


def test_the_core_needs_numpy_alone() -> None:
    packages = sorted(one.parent for one in (ROOT / "cnn_core").rglob("__init__.py"))
    names = [".".join(one.relative_to(ROOT).parts) for one in packages]
    code = f"import sys; sys.modules['scipy'] = None; import {', '.join(names)}"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)


# Each room may use those before it. A lesson's rooms are its own: it uses no other lesson.
ROOMS = (
    "cnn_core.geometry",
    "cnn_core.ops.fast",
    "cnn_core.ops",
    "cnn_core.kernels",
    "cnn_core.nn",
    "cnn_core.data",
    "cnn_core.training",
    "cnn_core.receptive_fields",
    "cnn_core.analysis",
    "cnn_core.explain",
    "cnn_core.attribution",
    "cnn_core.robustness",
    "cnn_core.transfer",
    "cnn_core.io",
    "cnn_core",
    "ui.session",
    "ui.views",
    "ui.figures",
    "ui.pictures",
    "ui.models",
    "ui.text",
    "ui.link",
    "ui.code",
    "ui.networks",
    "ui.classroom",
    "ui.frame",
    "ui.controls",
    "ui.zoo",
    "ui.server",
    "ui.shell",
    "ui.lessons",
    "pages",
    "app",
)
LESSONS = "ui.lessons"


def module(path: str) -> str:
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def room(of: str) -> str | None:
    """Return the room of a module or of a name in it, None where the house has no such room."""
    while of and of not in ROOMS:
        of = of.rpartition(".")[0]
    return of or None


def arrows(source: str) -> set[str]:
    """Return what a file imports of the house itself."""
    return {one for one in modules(source) if one.split(".")[0] in {*PACKAGES, "app"}}


def backward(path: str, source: str) -> list[str]:
    """Return the arrows of a file that do not go down the list of rooms."""
    here = room(module(path))
    if here is None:
        return [f"{path} is in no room"]
    wrong = []
    for target in arrows(source):
        there = room(target)
        another = here == there == LESSONS and target.split(".")[2] != path.split("/")[2]
        if there is None or ROOMS.index(there) > ROOMS.index(here) or another:
            wrong.append(target)
    return sorted(wrong)


@pytest.mark.parametrize(
    ("path", "source", "wrong"),
    [
        ("cnn_core/ops/conv.py", "from cnn_core.nn import layer", ["cnn_core.nn.layer"]),
        ("cnn_core/ops/fast/plans.py", "import cnn_core.ops.conv", ["cnn_core.ops.conv"]),
        ("cnn_core/nn/layer.py", "from cnn_core import conv2d", ["cnn_core.conv2d"]),
        ("ui/views/board/__init__.py", "def f():\n    from ui.link import view", ["ui.link.view"]),
        (
            "ui/frame/events.py",
            "from ui.lessons.window.questions import place",
            ["ui.lessons.window.questions.place"],
        ),
        (
            "ui/lessons/channels/questions.py",
            "from ui.lessons.padding.questions import counts",
            ["ui.lessons.padding.questions.counts"],
        ),
        ("ui/link/view.py", "import ui.news", ["ui.news"]),
        ("ui/startup.py", "import math", ["ui/startup.py is in no room"]),
        ("ui/lessons/train/trainer.py", "from ui.lessons.train.recipe import Recipe", []),
        ("ui/views/board/__init__.py", "from ui.views.component import component", []),
        ("pages/train.py", "from ui.lessons.train.words import page\nimport cnn_core", []),
        ("app.py", "from ui.shell.menu import menu", []),
    ],
)
def test_an_arrow_that_points_back_is_found(path: str, source: str, wrong: list[str]) -> None:
    assert backward(path, source) == wrong


def test_arrows_go_down_the_list_of_rooms() -> None:
    found = {name(path): backward(name(path), path.read_text()) for path in PYTHON}
    assert {path: wrong for path, wrong in found.items() if wrong} == {}


def test_the_list_of_rooms_is_that_of_the_house() -> None:
    used = {room(module(name(path))) for path in PYTHON}
    assert used == set(ROOMS)


def circle(files: Mapping[str, str]) -> list[str]:
    """Return modules that import each other in a circle, [] if none do; files: path -> source."""
    known = {module(path) for path in files}
    graph = {}
    for path, source in files.items():
        here = graph[module(path)] = set[str]()
        for target in arrows(source):
            # What is no module is a name in the one before it.
            found = target if target in known else target.rpartition(".")[0]
            here |= {found} & known - {module(path)}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def test_no_module_needs_itself() -> None:
    two = {"ui/a.py": "from ui.b import f", "ui/b.py": "def g():\n    from ui import a"}
    assert set(circle(two)) == {"ui.a", "ui.b"}
    assert circle({"ui/a.py": "from ui.b import f", "ui/b.py": "import math"}) == []
    assert circle({name(path): path.read_text() for path in PYTHON}) == []


def loose(path: str) -> bool:
    """Tell whether a file lies in a package's hall instead of a room."""
    package, *rooms = path.split("/")
    return package in {"cnn_core", "ui"} and len(rooms) == 1 and rooms != ["__init__.py"]


def test_every_file_has_a_room() -> None:
    assert loose("ui/theme.css")
    assert loose("cnn_core/conv.py")
    assert not loose("cnn_core/__init__.py")
    assert not loose("ui/shell/theme.css")
    assert [name(path) for path in PYTHON + FRONT if loose(name(path))] == []


def shadowed(package: Path) -> set[str]:
    """Return the modules and rooms of a package that cannot be had for a name handed on there."""
    names = set()
    for node in ast.walk(ast.parse((package / "__init__.py").read_text())):
        if isinstance(node, ast.ImportFrom):
            # `from package import room` hands on the room itself.
            own = node.module == module(name(package))
            names |= {alias.asname or alias.name for alias in node.names if not own}
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.add(node.name)
    return names & {one.stem for one in package.iterdir() if one.is_dir() or one.suffix == ".py"}


def test_no_module_is_hidden_behind_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules[__name__], "ROOT", tmp_path)
    (tmp_path / "__init__.py").write_text("from ops.dense import dense\ndef pool(): ...\n")
    for file in ("dense.py", "pool.py", "conv.py"):
        (tmp_path / file).touch()
    assert shadowed(tmp_path) == {"dense", "pool"}
    monkeypatch.undo()
    packages = [path.parent for path in PYTHON if path.name == "__init__.py"]
    assert {name(one): shadowed(one) for one in packages if shadowed(one)} == {}


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


def overlong(source: str) -> list[int]:
    """Find lines of more columns than the formatter leaves: it does not break texts."""
    return [n for n, line in enumerate(source.splitlines(), 1) if len(line) > 100]


Rule = Callable[[str], Sequence[object]]


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
        (overlong, f'say("{"·" * 94}")'),
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
        (overlong, f'say("{"·" * 93}")'),
    ],
)
def test_what_only_looks_like_a_fault_passes(rule: Rule, source: str) -> None:
    assert rule(source) == []


@pytest.mark.parametrize("rule", [runs_text, writes_raw_html, loads_from_a_host])
def test_shipped_python_is_free_of_faults(rule: Rule) -> None:
    assert faults(rule, PYTHON) == {}


def test_scripts_have_no_overlong_lines() -> None:
    assert faults(overlong, [path for path in FRONT if path.suffix == ".js"]) == {}


def test_scripts_styles_and_the_theme_name_no_host() -> None:
    assert faults(names_a_host, [*FRONT, *shipped(".toml")]) == {}


FEWEST_WORDS = 4  # of what is read as a sentence


def sentences(source: str) -> list[str]:
    """Find whole sentences that are neither a docstring nor what an error says as it is raised."""
    tree, passed = ast.parse(source), set[ast.AST]()
    for node in ast.walk(tree):
        if isinstance(node, ast.Raise):
            passed |= {*ast.walk(node)}
        elif isinstance(node, ast.Expr):
            passed.add(node.value)
        elif isinstance(node, ast.JoinedStr):
            passed |= {*ast.walk(node)} - {node}
    texts = (
        node.value if isinstance(node, ast.Constant) else ast.unparse(node)[2:-1]
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant | ast.JoinedStr) and node not in passed
    )
    told = (one for one in texts if isinstance(one, str) and one.rstrip().endswith((".", "?")))
    return [one for one in told if len(one.split()) >= FEWEST_WORDS]


def test_the_core_has_no_words_for_the_screen() -> None:
    assert len(sentences("note = f'Since step {n} it does not fall.'")) == 1
    assert len(sentences("def f():\n    return 'Are these nine numbers?'")) == 1
    assert (
        sentences("'A docstring of a module.'\nraise ValueError(f'there are {n} too many.')") == []
    )
    core = [path for path in PYTHON if name(path).startswith("cnn_core/")]
    # An entry of a registry says itself what it is for.
    assert set(faults(sentences, core)) == {"cnn_core/kernels/registry.py"}


# Where a visitor's session is read and written: rooms, and files of lessons that hear the reader.
# What computes, words, questions, code and pages know settings as values and never ask the session.
SESSION_ROOMS = (
    "ui/controls/",
    "ui/frame/",
    "ui/link/",
    "ui/views/events.py",
    "ui/views/sent_arrays.py",
    "ui/views/shown_views.py",
    "ui/zoo/",
)
SESSION_FILES = {
    "controls",
    "digit_panel",
    "entry",
    "events",
    "field_view",
    "judge_view",
    "live_view",
    "matrix_view",
    "own_classes",
    "own_classes_view",
    "session",
    "settings",
    "step_view",
    "text_field",
    "uploads",
}


def has_session(path: str) -> bool:
    """Tell whether this file may touch the session."""
    concept = module(path).rpartition(".")[2]
    return path.startswith(SESSION_ROOMS) or (
        path.startswith("ui/lessons/") and concept in SESSION_FILES
    )


def touched(source: str) -> list[int]:
    """Return the lines that name `session_state`, as code or as a name to look up."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(source))
        if (isinstance(node, ast.Attribute) and node.attr == "session_state")
        or (isinstance(node, ast.alias) and node.name == "session_state")
        or (isinstance(node, ast.Constant) and node.value == "session_state")
    ]


@pytest.mark.parametrize(
    "source",
    [
        "st.session_state[f'{page}.cell'] = (0, 0)",
        "st.session_state.run",
        "state, field = st.session_state, 'typed'",
        "from streamlit import session_state",
        "getattr(st, 'session_state')",
    ],
)
def test_a_use_of_the_session_is_found(source: str) -> None:
    assert touched(source) == [1]


def test_what_only_speaks_of_the_session_passes() -> None:
    assert touched('"""`st.session_state[key]` is what it holds."""\nst.query_params["run"]') == []


def test_the_session_is_touched_in_few_places() -> None:
    users = {name(path) for path in PYTHON if touched(path.read_text())}
    assert sorted(path for path in users if not has_session(path)) == []
    for path in (
        "pages/train.py",
        "ui/models/layer.py",
        "ui/lessons/train/words/page.py",
        "app.py",
    ):
        assert not has_session(path)
    # The list names nothing that could do without.
    assert {one for one in SESSION_ROOMS if not any(p.startswith(one) for p in users)} == set()
    lessons = {module(path).rpartition(".")[2] for path in users if path.startswith("ui/lessons/")}
    assert SESSION_FILES - lessons == set()


# Where a key of the session is made or named: any other room that spells one out may hit another's.
KEYS = "ui/session/keys.py"
STATELESS = {"container", "expander"}  # their keys name them in style sheets alone


def assignments(tree: ast.AST) -> Iterable[tuple[ast.expr, ast.expr]]:
    """Return what is assigned to what, part by part where both sides are tuples."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign | ast.AnnAssign | ast.NamedExpr) and node.value:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for target in targets:
                if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                    yield from zip(target.elts, node.value.elts, strict=False)
                else:
                    yield target, node.value


def spelled_keys(source: str) -> list[int]:
    """Return the lines in which a key of the session is a text, or a name for one of this file."""
    if not re.search(r"session_state|key=|page|field", source):
        return []
    tree = ast.parse(source)
    assigned = list(assignments(tree))

    def spelled(node: ast.expr) -> bool:
        if isinstance(node, ast.BinOp):
            return spelled(node.left) or spelled(node.right)
        if isinstance(node, ast.IfExp):
            return spelled(node.body) or spelled(node.orelse)
        text = isinstance(node, ast.Constant) and isinstance(node.value, str)
        return text or isinstance(node, ast.JoinedStr)

    def names(found: Callable[[ast.expr], bool]) -> set[str]:
        return {to.id for to, value in assigned if isinstance(to, ast.Name) and found(value)}

    def is_session(node: ast.expr) -> bool:
        return isinstance(node, ast.Attribute) and node.attr == "session_state"

    texts, sessions = names(spelled), names(is_session)

    def of_session(node: ast.expr) -> bool:
        return is_session(node) or (isinstance(node, ast.Name) and node.id in sessions)

    keys: list[ast.expr] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Subscript) and of_session(node.value):
            keys.append(node.slice)
        elif isinstance(node, ast.Compare) and of_session(node.comparators[0]):
            keys.append(node.left)
        elif isinstance(node, ast.Call):
            if isinstance(node.func, ast.Attribute) and of_session(node.func.value):
                keys += node.args[:1]
            if called(node) not in STATELESS:
                keys += [word.value for word in node.keywords if word.arg == "key"]
        elif isinstance(node, ast.JoinedStr) and len(node.values) > 1:
            start, then = node.values[:2]
            # However it is used later: a page or a field, and a sign that parts keys.
            made_of = ast.unparse(start.value) if isinstance(start, ast.FormattedValue) else ""
            sign = str(then.value)[:1] if isinstance(then, ast.Constant) else ""
            if re.search(r"(?i)\b(page|field)$", made_of) and sign in {".", ":", "-"}:
                keys.append(node)
    bad = [one for one in keys if spelled(one) or (isinstance(one, ast.Name) and one.id in texts)]
    return sorted({one.lineno for one in bad})


@pytest.mark.parametrize(
    "source",
    [
        "st.session_state['trainer']",
        "st.session_state[f'{page}.cell'] = (0, 0)",
        "st.session_state.setdefault(name + ':undo', [])",
        "'link' in st.session_state",
        "state, key = st.session_state, page_key(page, 'a'); state.pop('kept', None)",
        "st.button('Reset', key='reset')",
        "st.slider('Stride', 1, 4, key=view.page + '.stride')",
        "PAD = 'own:pad'; drawing_pad(scene, key=PAD)",
        "def key(page): return f'{page}:board'",
        "error = f'{field}-error'",
        "key = f'{view.page}.stride'",
    ],
)
def test_a_key_that_is_spelled_out_is_found(source: str) -> None:
    assert spelled_keys(source) == [1]


@pytest.mark.parametrize(
    "source",
    [
        "st.session_state[setting_key(page, 'cell')] = (0, 0)",
        "from ui.session.keys import LINK\nst.session_state.get(LINK, {}).get('notes')",
        "PAD = page_key('own', 'pad')\nst.session_state[PAD]",
        "with st.container(key='side'): ...",
        "sorted(found, key=len)",
        "f'{page}, {count}'",
    ],
)
def test_a_key_of_the_one_room_passes(source: str) -> None:
    assert spelled_keys(source) == []


def test_keys_of_the_session_are_made_in_one_room() -> None:
    assert faults(spelled_keys, [path for path in PYTHON if name(path) != KEYS]) == {}


def whole_keys(source: str) -> list[str]:
    """Return the keys that a file gives names to: of the whole visit, and those of known parts."""
    found = []
    for target, value in assignments(ast.parse(source)):
        if not isinstance(target, ast.Name) or not target.id.isupper():
            continue
        if isinstance(value, ast.Constant):
            found.append(str(value.value))
        elif isinstance(value, ast.Call) and called(value) == "page_key":
            found.append(":".join(ast.unparse(one).strip("'") for one in value.args))
    return found


def test_no_two_names_are_the_same_key() -> None:
    known = whole_keys((ROOT / KEYS).read_text())
    assert len(known) > 10
    for path in PYTHON:
        source = path.read_text()
        if name(path) != KEYS and "page_key(" in source:
            known += [one for one in whole_keys(source) if ":" in one]
    assert sorted(one for one in set(known) if known.count(one) > 1) == []


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


# A module is a noun of the field. Which words are nouns no test can know. These are refused: rooms
# for whatever has none, alone or as a part, and words that say nothing without what they belong to,
# most of which were names of files here.
CATCH_ALL = {"util", "utils", "helper", "helpers", "misc", "stuff", "things"}
NO_NOUNS = re.compile(
    # participles
    "shown|written|taken|kept|keeping|drawn|read|spoken|mounted|linked|pasted|measured|fused|"
    "judging|bringing|answered|asked|chosen|known|given|typed|unseen|inspected|planned|fitted|"
    "moved|shared|"
    # prepositions and adverbs
    "ahead|back|with|without|inside|outside|before|after|above|below|between|beside|into|onto|"
    "of|from|to|by|again|together|apart|verbatim|"
    # and others that were as empty
    "plain|deep|common|general|base|tools|make|handle|manager|process|do|info"
)


A_LESSON_S_NAME = {"inside"}  # as all links have it


def vague(path: str) -> bool:
    """Tell whether a file has no noun for a name: `linked_view` has one, `linked` has none."""
    concept = Path(path).stem.strip("_").removeprefix("test_")
    if concept in A_LESSON_S_NAME:
        return False
    words = concept.split("_")
    return bool(NO_NOUNS.fullmatch(words[-1])) or not CATCH_ALL.isdisjoint(words)


def test_a_file_is_called_after_its_one_concept() -> None:
    refused = ("ui/utils.py", "ui/_common.js", "cnn_core/shown.py", "tests/test_weights_kept.py")
    assert [path for path in (*refused, "ui/helpers_of_views.js") if not vague(path)] == []
    fitting = ("ui/shell/theme.py", "ui/views/linked_view.py", "ops/common_sums.py", "__init__.py")
    assert [path for path in fitting if vague(path)] == []
    files = [path for part in ("tests", "tools") for path in (ROOT / part).rglob("*.py")]
    assert [name(path) for path in (*PYTHON, *FRONT, *files) if vague(path.name)] == []
