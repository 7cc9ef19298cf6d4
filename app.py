"""The door: page configuration and navigation, nothing else."""

import streamlit as st

from ui.frame import preview
from ui.frame.catalogue import SECTIONS
from ui.shell.menu import menu
from ui.shell.startup import lifespan, on_script_error
from ui.shell.theme import style
from ui.views import component

app = st.App(
    __file__,
    lifespan=lifespan,
    on_script_error=on_script_error,
    routes=[*preview.routes(), *component.routes()],
)


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
    st.set_page_config("ConvScope", "assets/icon.png", layout="wide")
    page = st.navigation({"": [home], **sections}, position="hidden")
    style()
    try:
        page.run()
    finally:  # a lesson that fails must not lock its reader in
        menu(home, sections, page)


if __name__ == "__main__":
    main()
