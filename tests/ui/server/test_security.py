"""Every answer carries the headers, and none loses one of its own."""

from __future__ import annotations

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from tests.ui.server.asgi import Inner, ask
from ui.server.security import HEADERS, SecurityHeaders


def test_every_answer_carries_the_headers() -> None:
    answer = ask(SecurityHeaders(Inner({"/a": ("image/png", b"x")})), "/a")
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS


def test_a_header_that_is_there_stays() -> None:
    async def inner(scope: Scope, receive: Receive, send: Send) -> None:
        await Response(headers={"referrer-policy": "no-referrer"})(scope, receive, send)

    assert ask(SecurityHeaders(inner), "/").headers.getlist("referrer-policy") == ["no-referrer"]
