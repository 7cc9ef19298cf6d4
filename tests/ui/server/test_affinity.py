"""The cookie is set where a browser connects, and nowhere else."""

from __future__ import annotations

import asyncio

import pytest
from starlette.datastructures import Headers
from starlette.types import Message, Receive, Scope, Send

from tests.ui.server.asgi import Inner, ask
from ui.server.affinity import COOKIE, NamedProcess


@pytest.mark.parametrize("own", [[], [(b"set-cookie", b"other=1")]])
def test_a_connection_names_the_process(own: list[tuple[bytes, bytes]]) -> None:
    sent: list[Message] = []

    async def inner(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "websocket.accept", **({"headers": own} if own else {})})
        await send({"type": "websocket.send", "text": "hello"})

    async def nothing() -> Message:
        return {"type": "websocket.connect"}

    async def keep(message: Message) -> None:
        sent.append(message)

    asyncio.run(NamedProcess(inner, "p2")({"type": "websocket"}, nothing, keep))
    cookies = Headers(raw=sent[0]["headers"]).getlist("set-cookie")
    assert cookies[-1] == f"{COOKIE}=p2; Path=/; HttpOnly; SameSite=Lax"
    assert len(cookies) == len(own) + 1
    assert sent[1] == {"type": "websocket.send", "text": "hello"}


def test_a_page_does_not() -> None:
    answer = ask(NamedProcess(Inner({"/": ("text/html", b"")}), "p2"), "/")
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("name", ["", "p1; Domain=x", "p\n1", "é", "p" * 65])
def test_a_name_that_would_end_the_cookie_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="letters, digits"):
        NamedProcess(Inner({}), name)
