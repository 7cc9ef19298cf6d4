"""The first HTML says which page it is, and an address that is none leads on."""

from __future__ import annotations

import gzip
import html
import io
import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest
import streamlit
from PIL import Image
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from tests.ui.server.asgi import Inner, ask
from ui.server import words
from ui.server.document import (
    MOST_MADE,
    PICTURE_SIZE,
    Documents,
    policy,
    routes,
)
from ui.server.middleware import framed_by, pages
from ui.server.pages import Page, nearest

ROOT = Path(__file__).parents[3]
INDEX = (Path(streamlit.__file__).parent / "static" / "index.html").read_text()
PAGES = {
    "": Page("ConvScope", "All of it."),
    "window": Page("2 Sliding window", 'One number: <b> & "quotes"'),
    "one-dimension": Page("8 One dimension", "Lists."),
}
FILES = {
    "/": ("text/html", INDEX.encode()),
    "/favicon.png": ("image/png", b"picture"),
    "/ahead/token": ("application/octet-stream", b"scene"),
}


@pytest.fixture
def app() -> Documents:
    return Documents(Inner(FILES), PAGES)


def test_a_page_says_its_name_and_what_it_is_about(app: Documents) -> None:
    text = ask(app, "/window").body.decode()
    assert "<title>2 Sliding window · ConvScope</title>" in text
    about = html.escape(PAGES["window"].about)
    assert f'<meta name="description" content="{about}" />' in text
    assert '<meta property="og:title" content="2 Sliding window · ConvScope" />' in text
    assert f'<meta property="og:description" content="{about}" />' in text
    assert words.LOADING in text
    assert "Streamlit app" not in text
    assert "<title>ConvScope</title>" in ask(app, "/").body.decode()


@pytest.mark.parametrize(
    ("headers", "address"),
    [
        ({"host": "lab.example.org:8501"}, "http://lab.example.org:8501/share.png"),
        ({"host": "[::1]:80", "x_forwarded_proto": "https"}, "https://[::1]:80/share.png"),
        ({"host": "a.org", "x_forwarded_proto": "javascript"}, "/share.png"),
        ({"host": 'a.org"><script>'}, "/share.png"),
        ({"host": "a.org/b@c"}, "/share.png"),
        ({}, "/share.png"),
    ],
)
def test_a_chat_is_shown_a_picture_from_where_the_page_was_asked_for(
    app: Documents, headers: dict[str, str], address: str
) -> None:
    text = ask(app, "/window", **headers).body.decode()
    assert re.findall(r'property="og:image" content="([^"]*)"', text) == [address]
    assert '<meta name="twitter:card" content="summary_large_image" />' in text


def test_names_that_strangers_make_up_do_not_fill_the_memory(app: Documents) -> None:
    for k in range(2 * MOST_MADE):
        ask(app, "/window", host=f"{k}.example.org")
    assert len(app._made) <= MOST_MADE


def test_the_picture_is_there_in_the_size_that_is_said() -> None:
    (route,) = routes(ROOT / "assets/share.png")
    answer = ask(route.app, "/share.png")
    assert answer.headers["content-type"] == "image/png"
    assert Image.open(io.BytesIO(answer.body)).size == PICTURE_SIZE
    assert len(answer.body) < 100_000


def test_all_that_streamlit_needs_is_still_there(app: Documents) -> None:
    text = ask(app, "/window").body.decode()
    needed = re.findall(r'(?:src|href)="(\./static/[^"]+\.(?:js|css))"', INDEX)
    assert len(needed) > 10
    assert [one for one in needed if one not in text] == []
    assert '<div id="root"></div>' in text
    assert "SourceSans" in INDEX  # or the next line says nothing
    assert "SourceSans" not in text


def test_a_browser_that_has_the_page_is_not_sent_it_again(app: Documents) -> None:
    first = ask(app, "/window", accept_encoding="gzip")
    assert b"Sliding window" in gzip.decompress(first.body)
    again = ask(app, "/window", if_none_match=first.headers["etag"])
    assert again.start["status"] == 304
    assert again.body == b""
    assert ask(app, "/", if_none_match=first.headers["etag"]).start["status"] == 200


@pytest.mark.parametrize("path", ["/favicon.png", "/ahead/token"])
def test_what_is_no_page_passes_as_it_is(app: Documents, path: str) -> None:
    answer = ask(app, path)
    assert answer.body == FILES[path][1]
    assert answer.start["status"] == 200


def test_a_file_to_be_saved_may_be_html() -> None:
    async def inner(scope: Scope, receive: Receive, send: Send) -> None:
        headers = {"content-disposition": 'attachment; filename="figure.html"'}
        await Response("<p>a figure", media_type="text/html", headers=headers)(scope, receive, send)

    answer = ask(Documents(inner, PAGES), "/media/1.html")
    assert answer.start["status"] == 200
    assert answer.body == b"<p>a figure"


@pytest.mark.parametrize("path", ["/nothing", "/window/2", "/Window", "/static/x.js", "/%3Cb%3E"])
def test_an_address_that_is_no_page_leads_on(app: Documents, path: str) -> None:
    answer = ask(app, path)
    text = answer.body.decode()
    assert answer.start["status"] == 404
    assert words.UNKNOWN in text
    assert [link for link in PAGES if f'href="/{link}"' not in text] == []
    assert "<b>" not in text  # neither a page's name nor the address is markup


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("windw", "window"),
        ("Window", "window"),
        ("pages/one_dimension", "one-dimension"),
        ("window/2", "window"),
        ("zzz", None),
        ("", None),
        ("a" * 10_000, None),
    ],
)
def test_the_nearest_page_is_offered(path: str, found: str | None) -> None:
    assert nearest(path, PAGES) == found


def test_below_a_path_of_the_server_all_links_begin_there() -> None:
    files = {"/": ("text/html", INDEX.encode())}
    app = Documents(Inner(files), PAGES, "/lab")
    assert "<title>2 Sliding window" in ask(app, "/lab/window").body.decode()
    assert 'href="/lab/window"' in ask(app, "/lab/nothing").body.decode()


def test_the_policy_allows_the_page_s_own_scripts_and_no_other(app: Documents) -> None:
    answer = ask(app, "/window")
    rules = dict(
        rule.partition(" ")[::2] for rule in answer.headers["content-security-policy"].split("; ")
    )
    scripts = re.findall(r"<script>(.*?)</script>", answer.body.decode(), re.DOTALL)
    hashes = [f"'sha256-{b64encode(sha256(one.encode()).digest()).decode()}'" for one in scripts]
    assert len(hashes) == 3
    assert rules["script-src"].split() == ["'self'", "'wasm-unsafe-eval'", "blob:", *hashes]
    assert rules["default-src"] == "'self'"
    assert rules["frame-ancestors"] == "*"
    assert "http" not in answer.headers["content-security-policy"]


def test_who_may_frame_the_app_is_a_setting() -> None:
    wanted = framed_by("'self' https://course.example.org")
    assert policy("", wanted).endswith("frame-ancestors 'self' https://course.example.org")
    assert framed_by(None) == framed_by("") == "*"
    for wrong in ("*; script-src *", "a\nb", "'self', x"):
        with pytest.raises(ValueError, match="write sources"):
            framed_by(wrong)


def test_every_page_of_the_app_is_known_by_its_address() -> None:
    known = pages(ROOT / "pages")
    files = {one.stem.replace("_", "-") for one in (ROOT / "pages").glob("*.py")} - {"home"}
    assert {"", *files} == set(known)
    assert known["window"].name == "2 Sliding window"
    assert len({page.name for page in known.values()}) == len(known)
