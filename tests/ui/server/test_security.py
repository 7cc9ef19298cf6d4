"""Every answer carries the headers, and none loses one of its own."""

from __future__ import annotations

import asyncio

import pytest
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from tests.ui.server.asgi import Inner, ask
from ui.server.security import HEADERS, OwnConnections, SecurityHeaders, is_own


def test_every_answer_carries_the_headers() -> None:
    answer = ask(SecurityHeaders(Inner({"/a": ("image/png", b"x")})), "/a")
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS


def test_a_header_that_is_there_stays() -> None:
    async def inner(scope: Scope, receive: Receive, send: Send) -> None:
        await Response(headers={"referrer-policy": "no-referrer"})(scope, receive, send)

    assert ask(SecurityHeaders(inner), "/").headers.getlist("referrer-policy") == ["no-referrer"]


@pytest.mark.parametrize(
    ("origin", "own"),
    [
        ("https://convscope.example.org", True),
        ("http://localhost:8501", True),
        ("http://[::1]:8501", True),
        ("https://lms.example.org", True),  # which is allowed
        ("https://example.org", False),
        ("https://convscope.example.org.evil.org", False),
        ("https://evil.org/convscope.example.org", False),
        ("null", False),
        ("http://[", False),
    ],
)
def test_a_page_of_another_site_does_not_connect(origin: str, own: bool) -> None:
    reached: list[str] = []
    sent: list[Message] = []

    async def inner(scope: Scope, receive: Receive, send: Send) -> None:
        reached.append(scope["type"])

    async def receive() -> Message:
        return {"type": "websocket.connect"}

    async def send(message: Message) -> None:
        sent.append(message)

    headers = [(b"host", b"convscope.example.org"), (b"origin", origin.encode())]
    app = OwnConnections(inner, ["https://lms.example.org"])
    asyncio.run(app({"type": "websocket", "headers": headers}, receive, send))
    assert (reached, [one["type"] for one in sent]) == (
        (["websocket"], []) if own else ([], ["websocket.close"])
    )


def test_who_is_no_browser_connects() -> None:
    assert is_own("http://a:1", "a:1")
    reached: list[str] = []

    async def inner(scope: Scope, receive: Receive, send: Send) -> None:
        reached.append(scope["type"])

    async def nothing() -> Message:
        return {"type": "websocket.connect"}

    async def quiet(_: Message) -> None:
        pass

    asyncio.run(OwnConnections(inner)({"type": "websocket", "headers": []}, nothing, quiet))
    assert reached == ["websocket"]
