"""Several processes behind nginx: visitors spread, stay, and come back when a process is gone."""

from __future__ import annotations

import io
import os
import re
import shutil
import urllib.request
from collections import Counter
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser, FilePayload, Page, expect
from websockets.sync.client import connect
from websockets.typing import Subprotocol

from tests.browser.linked_view import LinkedView
from tools import chromium
from tools.cluster import Cluster, cluster
from ui.classroom.rooms import first_letters
from ui.server.affinity import COOKIE
from ui.text.connection import WORDS

SESSIONS = 20
ADVICE = "no nginx on the PATH (on Debian and Ubuntu: apt install nginx)"


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    if not (shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")):
        if os.environ.get("CI") == "true":
            pytest.fail(ADVICE, pytrace=False)
        pytest.skip(ADVICE)
    with cluster(tmp_path_factory.mktemp("cluster"), 2) as made:
        yield made


@pytest.fixture(scope="module")
def visitor(browser: Browser, running: Cluster) -> Iterator[Page]:
    context = browser.new_context(base_url=running.url)
    page = context.new_page()
    page.goto("/window?stride=3&image=ramp")
    chromium.settle(page)
    yield page
    context.close()


def process_of(page: Page) -> int:
    """Return the number of the process that the visitor's cookie names."""
    (name,) = (one["value"] for one in page.context.cookies() if one["name"] == COOKIE)
    return int(name.removeprefix("p")) - 1


def steps_of(address: str) -> int:
    """Return how far a training run is, as its address says."""
    return int(parse_qs(urlsplit(address).query).get("steps", ["0"])[0])


def bring(page: Page, name: str) -> None:
    """Bring a picture of one's own, which is sent to the process that holds the session."""
    file = io.BytesIO()
    Image.fromarray(np.arange(64, dtype=np.uint8).reshape(8, 8)).save(file, "PNG")
    if not page.locator("input[type=file]").count():
        page.get_by_role("button", name="Your own picture").click()
    page.locator("input[type=file]").set_input_files(
        FilePayload(name=name, mimeType="image/png", buffer=file.getvalue())
    )
    picture = page.get_by_role("combobox", name="Picture", exact=True)
    expect(picture).to_have_value(name, timeout=30_000)


def test_sessions_spread_over_the_processes_and_stay(running: Cluster) -> None:
    address = f"{running.url.replace('http', 'ws', 1)}/_stcore/stream"

    def connected(number: int, cookie: str = "") -> str:
        headers = {"User-Agent": f"browser {number}", "Cookie": cookie}
        protocols = [Subprotocol("streamlit")]
        with connect(address, subprotocols=protocols, additional_headers=headers) as socket:
            assert socket.response is not None
            return socket.response.headers["Set-Cookie"].partition(";")[0]

    names = [connected(number) for number in range(SESSIONS)]
    found = Counter(names)
    assert len(found) == 2
    assert min(found.values()) >= SESSIONS / 5
    # Who has the cookie goes where it says, whoever it is.
    other = f"{COOKIE}=p1" if names[0].endswith("p2") else f"{COOKIE}=p2"
    assert connected(0, other) == other
    assert connected(0) == names[0]


def test_who_comes_to_a_room_is_led_to_its_process(running: Cluster) -> None:
    for name in ("p1", "p2"):
        word = f"{first_letters(name)}BCD"
        with urllib.request.urlopen(f"{running.url}/live?room={word}") as answer:
            assert answer.headers["Set-Cookie"].startswith(f"{COOKIE}={name};")
    with urllib.request.urlopen(f"{running.url}/live?room=Z") as answer:
        assert answer.headers["Set-Cookie"] is None


def test_an_upload_arrives_where_its_session_is(visitor: Page) -> None:
    bring(visitor, "first.png")


def test_the_visitor_of_a_killed_process_has_the_same_view_on_another(
    visitor: Page, running: Cluster
) -> None:
    visitor.goto("/window?stride=3&image=ramp")
    chromium.settle(visitor)
    formula = LinkedView(visitor).status.inner_text()
    killed = process_of(visitor)
    running.processes[killed].process.kill()
    running.processes[killed].process.wait()
    said = visitor.locator("#convscope-connection")
    expect(said).to_contain_text(WORDS["anew"], timeout=30_000)
    expect(visitor.get_by_role("dialog")).to_have_count(0)
    assert process_of(visitor) != killed
    chromium.settle(visitor)
    assert LinkedView(visitor).status.inner_text() == formula
    assert "stride=3" in visitor.url
    assert "image=ramp" in visitor.url
    # The process is there again, and the session stays where it is now, with what it is sent.
    now = process_of(visitor)
    running.start(killed)
    bring(visitor, "second.png")
    assert process_of(visitor) == now


def test_a_rolling_restart_keeps_the_view_and_a_run(visitor: Page, running: Cluster) -> None:
    training = visitor.context.new_page()
    training.goto("/train?steps=0")
    chromium.settle(training)
    training.locator('.network-view button[data-do="run"]').click()
    training.wait_for_url(re.compile("going=1"))
    visitor.goto("/window?stride=3&image=ramp")
    chromium.settle(visitor)
    formula = LinkedView(visitor).status.inner_text()
    before = [one.process.pid for one in running.processes.values()]
    came = steps_of(training.url)
    running.restart(drain=0.5)
    assert not {one.process.pid for one in running.processes.values()} & set(before)
    said = visitor.locator("#convscope-connection")
    expect(said).to_contain_text(WORDS["anew"], timeout=30_000)
    chromium.settle(visitor)
    assert LinkedView(visitor).status.inner_text() == formula
    expect(training.get_by_text("It is repeated here up to batch")).to_be_visible(timeout=30_000)
    assert steps_of(training.url) >= came > 0
    training.close()
    bring(visitor, "third.png")
