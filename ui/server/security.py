"""What a browser must not do with the app: headers of every answer, and who may connect."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# A page's own policy, which depends on its text, is that of `document.policy`.
HEADERS: Mapping[str, str] = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(self), microphone=(), geolocation=(), payment=()",
}


HERE = {"localhost", "127.0.0.1", "::1"}


def is_own(origin: str, host: str, allowed: Collection[str] = ()) -> bool:
    """Tell whether a page of `origin` may connect to the app at `host`.

    That is a page of the app itself, one on this machine, or one of the `allowed` origins.
    """
    try:
        where = urlsplit(origin)
    except ValueError:
        return False
    return where.netloc == host or where.hostname in HERE or origin in allowed


class OwnConnections:
    """Middleware: refuses connections that another site's page begins in a visitor's browser.

    Streamlit refuses them too, but asks another host for this machine's address before.
    """

    def __init__(self, app: ASGIApp, allowed: Collection[str] = ()) -> None:
        """Stand before `app`. `allowed`: origins that may connect as well."""
        self.app, self.allowed = app, allowed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, unless it is a stranger's connection."""
        if scope["type"] == "websocket":
            headers = Headers(scope=scope)
            origin = headers.get("origin")
            if origin is not None and not is_own(origin, headers.get("host", ""), self.allowed):
                await receive()
                await send({"type": "websocket.close", "code": 1008, "reason": ""})
                return
        await self.app(scope, receive, send)


class SecurityHeaders:
    """Middleware: adds the headers where an answer has none of that name."""

    def __init__(self, app: ASGIApp) -> None:
        """Stand before `app`."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and add to its answer."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, with_headers if scope["type"] == "http" else send)
