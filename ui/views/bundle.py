"""The modules that a view is made of, as one: a browser then asks once, not once for each file.

Files are modules of the language and import each other by their relative paths. Joined, they
share one scope: so they import by name alone, and no two of them declare the same name.
"""

from __future__ import annotations

import re
from pathlib import Path

_IMPORT = re.compile(r"^import \{([^}]*)\} from \"(\.[^\"]+\.js)\"\n", re.MULTILINE)
_OTHER_IMPORT = re.compile(r"^import\b.*|^export (?:\*|\{).*", re.MULTILINE)
_KIND = r"(?:async )?(?:function\*?|const|let|class) ([\w$]+)"
_DECLARED = re.compile(rf"^(?:export )?{_KIND}", re.MULTILINE)
_EXPORTED = re.compile(rf"^export {_KIND}", re.MULTILINE)
_EXPORT = re.compile(r"^export (?!default\b)", re.MULTILINE)


def bundle(entry: Path) -> str:
    """Return the text of a module and of all that it imports, each after those it needs.

    Raises ValueError where a file imports in another way or what is not there, and where two
    declare the same name.
    """
    texts: dict[Path, str] = {}
    _visit(entry.resolve(), texts, set())
    owners: dict[str, Path] = {}
    for path, text in texts.items():
        for name in _DECLARED.findall(text):
            if name in owners:
                raise ValueError(f"{path} and {owners[name]} both declare {name}: rename one")
            owners[name] = path
    return "\n".join(_EXPORT.sub("", _IMPORT.sub("", text)) for text in texts.values())


def _visit(path: Path, texts: dict[Path, str], seen: set[Path]) -> None:
    """Put the text of a module behind those of the modules that it imports."""
    seen.add(path)
    text = path.read_text("utf-8")
    if other := _OTHER_IMPORT.search(_IMPORT.sub("", text)):
        raise ValueError(f'{path} has “{other[0]}”; write import {{ name }} from "./file.js"')
    for names, place in _IMPORT.findall(text):
        needed = (path.parent / place).resolve()
        if not needed.is_file():
            raise ValueError(f"{path} imports {place}, which is not there")
        if " as " in names:
            raise ValueError(f"{path} renames what it imports from {place}: use its own name")
        exported = _EXPORTED.findall(needed.read_text("utf-8"))
        for name in re.findall(r"[\w$]+", names):
            if name not in exported:
                raise ValueError(f"{path} imports {name} from {place}, which does not export it")
        if needed not in seen:
            _visit(needed, texts, seen)
    texts[path] = text
