"""What the middleware of this room shares: an answer held back until it is whole."""

from __future__ import annotations

import asyncio
from collections.abc import MutableMapping
from dataclasses import dataclass, field
from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Scope, Send


@dataclass
class Answer:
    """What the app inside answered: status, headers and the whole body."""

    start: MutableMapping[str, Any] = field(default_factory=dict)
    body: bytes = b""

    @property
    def headers(self) -> MutableHeaders:
        """The headers, to be read or changed."""
        return MutableHeaders(scope=self.start)

    @property
    def kind(self) -> str:
        """The media type, without its parameters: "text/html"."""
        return self.headers.get("content-type", "").partition(";")[0]

    async def send(self, send: Send) -> None:
        """Send the answer on, with the length it has now."""
        await send(self.start)
        await send({"type": "http.response.body", "body": self.body})


async def whole(app: ASGIApp, scope: Scope) -> Answer:
    """Return what `app` answers to a request without a body, once the answer is complete."""
    answer, parts = Answer(), []
    asked = False

    async def ask() -> Message:
        nonlocal asked
        if asked:
            await asyncio.Event().wait()  # nobody hangs up before the answer
        asked = True
        return {"type": "http.request", "body": b""}

    async def keep(message: Message) -> None:
        if message["type"] == "http.response.start":
            answer.start = dict(message)
        elif message["type"] == "http.response.body":
            parts.append(message.get("body", b""))

    await app(scope, ask, keep)
    answer.body = b"".join(parts)
    return answer


def asking(scope: Scope, path: str) -> Scope:
    """Return a plain request for all of `path`, whatever the browser has or understands."""
    return dict(scope) | {
        "method": "GET",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "headers": [],
    }


def accepts_gzip(scope: Scope) -> bool:
    """Tell whether the browser unpacks what is compressed."""
    return any(
        name == b"accept-encoding" and b"gzip" in value for name, value in scope.get("headers", ())
    )
