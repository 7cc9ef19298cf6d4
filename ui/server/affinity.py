"""A cookie that names the process in which a visitor's session lives.

Several processes share an address behind a proxy. A session, its pictures and its uploads are in
the memory of one of them: the proxy reads the cookie and sends the visitor there. The process sets
it when the browser connects, so it is right also after the proxy had to choose another one.
"""

from __future__ import annotations

import re

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.classroom.rooms import PROCESS

COOKIE = "convscope_process"


class NamedProcess:
    """Middleware: names this process to each browser that connects."""

    def __init__(self, app: ASGIApp, name: str) -> None:
        """Stand before `app`. Errors: a name that is no word (ValueError)."""
        if not re.fullmatch(r"[\w-]{1,64}", name, re.ASCII):
            raise ValueError(f"{PROCESS} is {name!r}: write letters, digits, - and _ only")
        self.app, self.name = app, name

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and set the cookie when a connection is accepted."""

        async def named(message: Message) -> None:
            if message["type"] == "websocket.accept":
                message.setdefault("headers", [])
                headers = MutableHeaders(scope=message)
                value = f"{COOKIE}={self.name}; Path=/; HttpOnly; SameSite=Lax"
                headers.append("set-cookie", value)
                message["headers"] = headers.raw
            await send(message)

        await self.app(scope, receive, named if scope["type"] == "websocket" else send)
