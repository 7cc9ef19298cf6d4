"""Files are compressed once, whoever asks, and nothing else is touched."""

from __future__ import annotations

import asyncio
import gzip

import pytest
from starlette.types import Message, Scope

from tests.ui.server.asgi import Inner, ask, fetch
from ui.server.static_files import CompressedFiles, named

SCRIPT = b"export const answer = 42\n" * 100
FILES = {
    "/": ("text/html", b'<script src="./static/a.js"></script>'),
    "/static/a.js": ("text/javascript", SCRIPT),
    "/static/a.css": ("text/css", b"body { color: red }" * 50),
    "/static/a.woff2": ("font/woff2", b"packed already"),
    "/media/a.js": ("text/javascript", SCRIPT),
}


@pytest.fixture
def inner() -> Inner:
    return Inner(FILES)


@pytest.mark.parametrize("path", ["/static/a.js", "/static/a.css"])
def test_a_file_arrives_compressed_and_whole(inner: Inner, path: str) -> None:
    answer = ask(CompressedFiles(inner), path, accept_encoding="gzip, br")
    assert gzip.decompress(answer.body) == FILES[path][1]
    assert answer.headers["content-encoding"] == "gzip"
    assert int(answer.headers["content-length"]) == len(answer.body) < len(FILES[path][1]) / 3
    assert answer.kind == FILES[path][0]
    assert "accept-encoding" in answer.headers["vary"].lower()


def test_it_is_compressed_once_for_all_who_ask_at_the_same_time(inner: Inner) -> None:
    app = CompressedFiles(inner)

    async def all_at_once() -> list[bytes]:
        asking = (fetch(app, "/static/a.js", accept_encoding="gzip") for _ in range(20))
        return [answer.body for answer in await asyncio.gather(*asking)]

    assert len(set(asyncio.run(all_at_once()))) == 1
    assert inner.asked == ["/static/a.js"]


@pytest.mark.parametrize(
    ("path", "encodings"),
    [("/static/a.js", "br"), ("/static/a.woff2", "gzip"), ("/media/a.js", "gzip"), ("/", "gzip")],
)
def test_what_is_not_to_be_compressed_passes_as_it_is(
    inner: Inner, path: str, encodings: str
) -> None:
    answer = ask(CompressedFiles(inner), path, accept_encoding=encodings)
    assert answer.body == FILES[path][1]
    assert "content-encoding" not in answer.headers


def test_a_file_that_is_none_is_not_kept_under_its_name(inner: Inner) -> None:
    app = CompressedFiles(inner)
    for name in ("x", "y", "x"):
        answer = ask(app, f"/static/{name}.js", accept_encoding="gzip")
        assert answer.body == FILES["/"][1]
    assert app._made == {}


def test_head_says_the_length_and_sends_nothing(inner: Inner) -> None:
    app = CompressedFiles(inner)
    answer = ask(app, "/static/a.js", "HEAD", accept_encoding="gzip")
    assert int(answer.headers["content-length"]) > 0
    assert answer.body == b""


def test_what_the_first_page_names_is_ready_before_anybody_asks(inner: Inner) -> None:
    app = CompressedFiles(inner)

    async def start() -> None:
        async def nothing() -> Message:
            return {"type": "lifespan.startup"}

        async def quiet(_: Message) -> None:
            pass

        scope: Scope = {"type": "lifespan"}
        await app(scope, nothing, quiet)
        assert app._first is not None
        await app._first
        inner.asked.clear()
        await fetch(app, "/static/a.js", accept_encoding="gzip")

    asyncio.run(start())
    assert inner.asked == []


def test_names_of_a_page_are_its_scripts_and_styles() -> None:
    page = '<script src="./static/js/a.js"></script><link href="./static/b.css"><img src="./c.png">'
    assert list(named(page)) == ["static/js/a.js", "static/b.css"]
