"""Write the figures of all lessons as files that need no server: `make figures`.

Each is the view that the app shows at a figure's link, with the same data. `index.html` lists them.
Any web server can hand them out, or a folder on a stick: nothing in them asks for anything.
"""

from __future__ import annotations

import argparse
import logging
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from urllib.parse import urlencode

from tests.pages.lessons import open_lesson, run
from tests.pages.sentences import presets
from ui.figures.document import HERE, Source, document
from ui.figures.names import stem
from ui.figures.page import html_page
from ui.frame.catalogue import LESSONS
from ui.session.keys import SHOWN

ROOT = Path(__file__).parents[1]
NO_SERVER = "streamlit.runtime.scriptrunner_utils.script_run_context"  # who warns of that
# What a page shows once its reader has guessed. In a file nobody is asked.
TOLD: Mapping[str, Mapping[str, str]] = {"break-it": {"shown": "shift"}}


@dataclass(frozen=True)
class File:
    """One view of one figure of a lesson, as a file."""

    lesson: str
    name: str
    title: str
    text: str


def files(lesson: str, query: Mapping[str, str], label: str) -> Iterator[File]:
    """Open a link of a lesson as a visitor, and return each of its views as a file."""
    app = open_lesson(lesson, **{**TOLD.get(lesson, {}), **query})
    while app.get("progress"):  # what trains by itself is shown when it is done
        run(app)
    shown = app.session_state[SHOWN]
    said = LESSONS[lesson]
    text = f"/{lesson}" + (f"?{urlencode(query, safe=',;')}" if query else "")
    for view in shown.values():
        title = f"{said.question} – {label}"
        words = f"ConvScope, lesson {said.number}: {said.title}"
        name = stem(said.number, lesson, label, view.parts.name)
        file = document(view, Source(title, words, text, name=name))
        yield File(lesson, f"{name}.html", f"{label}, {view.parts.picture}", file)


def index(written: list[File]) -> str:
    """Return the text of the page that lists the files, lesson by lesson."""
    parts = []
    for lesson in dict.fromkeys(one.lesson for one in written):
        said = LESSONS[lesson]
        items = "\n".join(
            f'<li><a href="{escape(one.name)}">{escape(one.title)}</a></li>'
            for one in written
            if one.lesson == lesson
        )
        parts.append(f"<h2>{said.number} · {escape(said.question)}</h2>\n<ul>\n{items}\n</ul>")
    body = "\n".join(parts)
    title = "ConvScope: the figures of all lessons"
    style = (HERE / "page.css").read_text("utf-8")
    return html_page(title, style, f"<main>\n<h1>{title}</h1>\n{body}\n</main>")


def write(folder: Path, lessons: list[str], *, first: bool = False) -> list[File]:
    """Write the figures of these lessons, or the first of each, and the page that lists them."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for lesson in lessons:
        chosen = presets(lesson)[:1] if first else presets(lesson)
        begun, size = time.perf_counter(), 0
        for preset in chosen:
            for one in files(lesson, preset.query, preset.label):
                (folder / one.name).write_text(one.text, "utf-8")
                size = max(size, len(one.text.encode()))
                written.append(one)
        print(f"{lesson}: largest {size / 1e6:.2f} MB, {time.perf_counter() - begun:.1f} s")
    (folder / "index.html").write_text(index(written), "utf-8")
    return written


def main() -> None:
    """Write what is asked for on the command line."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--folder", type=Path, default=ROOT / "figures")
    asked.add_argument("--lesson", action="append", choices=list(LESSONS))
    asked.add_argument("--first", action="store_true", help="only each lesson's first figure")
    said = asked.parse_args()
    logging.getLogger(NO_SERVER).addFilter(lambda _: False)
    written = write(said.folder, said.lesson or list(LESSONS), first=said.first)
    print(f"{len(written)} files in {said.folder}")


if __name__ == "__main__":
    main()
