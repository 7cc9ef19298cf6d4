"""The door: page configuration and navigation, nothing else."""

from functools import partial
from pathlib import Path

import streamlit as st

from ui.frame import preview
from ui.frame.catalogue import SECTIONS
from ui.frame.long_work import menu_at_the_end
from ui.server import document, metrics
from ui.server.middleware import middleware
from ui.shell.failure import on_script_error, told_of_failure
from ui.shell.icon import icon
from ui.shell.menu import menu
from ui.shell.startup import lifespan
from ui.shell.theme import style
from ui.views import component


def main() -> None:
    """Run the chosen page, then draw the menu with what the reader chose on it."""
    home = st.Page("pages/home.py", title="ConvScope", default=True)
    sections = {
        section: [
            st.Page(one.file, title=f"{one.number} {one.title}", url_path=one.path)
            for one in lessons
        ]
        for section, lessons in SECTIONS.items()
    }
    glossary = st.Page("pages/glossary.py", title="Glossary", url_path="glossary")
    exercise = st.Page("pages/exercise.py", title="Exercise", url_path="exercise")
    live = st.Page("pages/live.py", title="Live class", url_path="live")
    page = st.navigation({"": [home, glossary, exercise, live], **sections}, position="hidden")
    title = page.title if page is home else f"{page.title} · {home.title}"
    st.set_page_config(title, icon(), layout="wide")
    style()
    # The menu comes after a lesson that failed as well.
    with (
        menu_at_the_end(partial(menu, home, sections, glossary, page)),
        metrics.METRICS.rerun(),
        told_of_failure(page.url_path),
    ):
        page.run()


app = st.App(
    __file__,
    lifespan=lifespan,
    on_script_error=partial(on_script_error, main),
    routes=[
        *preview.routes(),
        *component.routes(),
        *metrics.routes(),
        *document.routes(Path(__file__).parent / "assets/share.png"),
    ],
    middleware=middleware(Path(__file__).parent / "pages"),
)

if __name__ == "__main__":
    main()
