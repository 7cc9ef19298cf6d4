"""A page that failed in the browser: the menu and the controls stay, and it can be reset."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tools.server import ROOT, serve
from ui.frame.catalogue import LESSONS
from ui.shell.failure import FAULT

# Two ways to fail that no lesson has: while the page is drawn, and in a reaction to a control.
FAULTS = """

def _fails() -> None:
    raise IndexError("list index out of range")


st.button("Fail in a reaction", on_click=_fails)
if st.button("Fail while drawing"):
    raise ValueError("a 3×3 kernel covers 3 rows, but its input has 2")
"""


@pytest.fixture(scope="module")
def visitor(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    folder = tmp_path_factory.mktemp("faulty")
    for name in ("assets", "cnn_core", "pages", "ui", ".streamlit"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "app.py", folder)
    with (folder / "pages" / "window.py").open("a", encoding="utf-8") as lesson:
        lesson.write(FAULTS)
    with serve(folder / "app.log", app=folder / "app.py") as running:
        page = browser.new_context(base_url=running.url).new_page()
        yield page
        page.context.close()


@pytest.mark.parametrize(
    ("button", "what"),
    [
        ("Fail while drawing", "a 3×3 kernel covers 3 rows, but its input has 2"),
        ("Fail in a reaction", "IndexError"),
    ],
)
def test_a_failed_page_keeps_what_it_had_and_is_reset(
    visitor: Page, button: str, what: str
) -> None:
    visitor.goto("/window?kernel=emboss")
    kernel = visitor.get_by_role("combobox", name="Kernel", exact=True)
    expect(kernel).to_have_value("Emboss", timeout=60_000)  # its server may still be loading
    visitor.get_by_role("button", name=button).click()
    expect(visitor.get_by_text(f"{FAULT} What failed: {what}.")).to_be_visible()
    expect(visitor.get_by_text("Traceback")).to_have_count(0)
    for lesson in LESSONS.values():
        link = visitor.get_by_role("link", name=f"{lesson.number} {lesson.title}", exact=True)
        expect(link).to_be_visible()
    expect(kernel).to_have_value("Emboss")
    visitor.get_by_role("button", name="Reset this lesson").first.click()
    expect(visitor.get_by_text(FAULT)).to_have_count(0)
    expect(kernel).not_to_have_value("Emboss")
    expect(visitor).to_have_url(re.compile("/window$"))
