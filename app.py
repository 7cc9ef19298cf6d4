"""The door: page configuration and navigation, nothing else."""

import streamlit as st

from ui.menu import menu
from ui.startup import lifespan, on_script_error
from ui.theme import style

app = st.App(__file__, lifespan=lifespan, on_script_error=on_script_error)


def main() -> None:
    """Run the chosen page, then draw the menu with what the reader chose on it."""
    home = st.Page("pages/home.py", title="ConvScope", default=True)
    sections = {
        "See one layer": [
            st.Page("pages/pixels.py", title="1 Pixels", url_path="pixels"),
            st.Page("pages/window.py", title="2 Sliding window", url_path="window"),
            st.Page("pages/kernels.py", title="3 Kernels", url_path="kernels"),
            st.Page("pages/padding.py", title="4 Padding and stride", url_path="padding"),
        ],
    }
    st.set_page_config("ConvScope", "assets/icon.png", layout="wide")
    page = st.navigation({"": [home], **sections}, position="hidden")
    style()
    try:
        page.run()
    finally:  # a lesson that fails must not lock its reader in
        menu(home, sections)


if __name__ == "__main__":
    main()
