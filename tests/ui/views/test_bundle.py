"""A bundle: the modules that a view is made of, in one text, each once and after those it needs."""

from __future__ import annotations

from pathlib import Path

import pytest

from ui.views.bundle import bundle

UI = Path(__file__).parents[3] / "ui"


def written(folder: Path, **files: str) -> Path:
    """Write modules, named without their ending; return the path of `main.js`."""
    for name, text in files.items():
        (folder / f"{name}.js").write_text(text)
    return folder / "main.js"


def test_a_module_stands_once_and_after_what_it_needs(tmp_path: Path) -> None:
    main = written(
        tmp_path,
        main='import { a } from "./a.js"\nimport { b } from "./b.js"\nexport default a + b\n',
        a='import {\n  b,\n} from "./b.js"\nexport const a = b\n',
        b="export const b = 1\n",
    )
    assert bundle(main) == "const b = 1\n\nconst a = b\n\nexport default a + b\n"


def test_modules_that_need_each_other_stand_once(tmp_path: Path) -> None:
    main = written(
        tmp_path,
        main='import { a } from "./a.js"\nexport function here() { return a() }\n',
        a='import { here } from "./main.js"\nexport function a() { return here }\n',
    )
    assert bundle(main).count("function a()") == bundle(main).count("function here()") == 1


@pytest.mark.parametrize(
    ("main", "fault"),
    [
        ('import { a } from "./a.js"\nfunction own() {}\n', "both declare own: rename one"),
        ('import { a } from "./gone.js"\n', "imports ./gone.js, which is not there"),
        ('import { a as b } from "./a.js"\n', "renames what it imports from ./a.js"),
        ('import { gone } from "./a.js"\n', "imports gone from ./a.js, which does not export it"),
        ('import { own } from "./a.js"\n', "imports own from ./a.js, which does not export it"),
        ('import * as a from "./a.js"\n', "write import"),
        ("import { a } from 'https://example.com/a.js'\n", "write import"),
        ('export { a } from "./a.js"\n', "write import"),
    ],
)
def test_what_cannot_be_joined_is_refused(tmp_path: Path, main: str, fault: str) -> None:
    entry = written(tmp_path, main=main, a="export const a = 1\nconst own = 2\n")
    with pytest.raises(ValueError, match=fault):
        bundle(entry)


@pytest.mark.parametrize("path", sorted(UI.rglob("*.js")), ids=lambda path: str(path))
def test_every_module_can_be_joined_with_what_it_needs(path: Path) -> None:
    assert bundle(path)
