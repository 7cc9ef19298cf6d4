"""An app that answers what a test says, and a browser that asks it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field

from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.server.messages import Answer


@dataclass
class Inner:
    """An app with a few files. Every other path gets the page "/", as Streamlit does it."""

    files: Mapping[str, tuple[str, bytes]]  # path -> media type, text
    asked: list[str] = field(default_factory=list)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await send({"type": "lifespan.startup.complete"})
            return
        self.asked.append(scope["path"])
        kind, body = self.files.get(scope["path"], self.files.get("/", ("text/html", b"")))
        await Response(body, media_type=kind)(scope, receive, send)


async def fetch(app: ASGIApp, path: str, method: str = "GET", **headers: str) -> Answer:
    """Return what `app` answers to a browser."""
    answer = Answer()

    async def receive() -> Message:
        return {"type": "http.request", "body": b""}

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            answer.start = dict(message)
        else:
            answer.body += message.get("body", b"")

    raw = [(name.replace("_", "-").encode(), text.encode()) for name, text in headers.items()]
    scope: Scope = {
        "type": "http",
        "http_version": "1.1",
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": raw,
    }
    await app(scope, receive, send)
    return answer


def ask(app: ASGIApp, path: str, method: str = "GET", **headers: str) -> Answer:
    """Return what `app` answers to one browser alone."""
    return asyncio.run(fetch(app, path, method, **headers))
