"""What the browser itself says of entries that it knows no more of than their names."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.new_entries import copy_new_entries
from tools import chromium
from tools.server import serve


@pytest.fixture(scope="module")
def visitor(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    folder = tmp_path_factory.mktemp("copy")
    copy_new_entries(folder)
    with serve(folder / "app.log", app=folder / "app.py") as running:
        page = browser.new_context(base_url=running.url).new_page()
        faults = chromium.Faults("localhost")
        faults.watch(page)
        yield page
        assert faults.list() == []
        page.context.close()


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ("pooling?pool=meansquare", "(3² + 7² + 1² + 2²) / 4 = 15.75"),
        (
            "pooling?pool=meansquare&of=map&kernel=gaussian&image=digit-7&cell=4,9",
            "((4042/16)² + (4000/16)² + (4038/16)² + (3846/16)²) / 4 ≈",
        ),
        ("activation?activation=softsign", "Softsign: −1.2 / (1 + 1.2) ≈"),
        (
            "train?activation=softsign&pooling=meansquare&optimiser=signdescent&steps=2&view=step"
            "&kernels=2&stop=2",
            ") / 4 = 2.3499 / 4 ≈ 0.587",
        ),
    ],
)
def test_a_formula_has_the_entry_s_terms_and_the_numbers(
    visitor: Page, link: str, said: str
) -> None:
    visitor.goto(f"/{link}")
    expect(visitor.get_by_role("status").filter(has_text=said).first).to_be_visible()
