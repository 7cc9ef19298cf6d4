"""Streamlit's own files, compressed once and kept: a first visit is a third as large.

Streamlit serves them as they are and leaves compression to a proxy, because it would compress each
file again for every visitor. A class that opens the app on a laptop has no proxy.
"""

from __future__ import annotations

import asyncio
import gzip
import re
from collections.abc import Iterator

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.server.messages import Answer, accepts_gzip, asking, whole

COMPRESSED = {"text/javascript", "application/javascript", "text/css", "application/json"}
NAMED = re.compile(r'(?:src|href)="\./(static/[^"]+\.(?:js|css))"')


class CompressedFiles:
    """Middleware: answers for files below /static/ with what it compressed at the start."""

    def __init__(self, app: ASGIApp, base: str = "") -> None:
        """Stand before `app`, whose addresses begin with `base`: "" or "/lab"."""
        self.app, self.base = app, base
        # One entry a file, whoever asks first: the second waits for the same work.
        self._made: dict[str, asyncio.Task[Answer | None]] = {}
        self._first: asyncio.Task[None] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or pass it on."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, self._begins(send))
            return
        if not self._ours(scope):
            await self.app(scope, receive, send)
            return
        made = await asyncio.shield(self._compressed(scope["path"], scope))
        if made is None:
            await self.app(scope, receive, send)
        elif scope["method"] == "HEAD":
            await Answer(made.start).send(send)
        else:
            await made.send(send)

    def _ours(self, scope: Scope) -> bool:
        return (
            scope["type"] == "http"
            and scope["method"] in {"GET", "HEAD"}
            and scope["path"].startswith(f"{self.base}/static/")
            and accepts_gzip(scope)
        )

    def _compressed(self, path: str, scope: Scope) -> asyncio.Task[Answer | None]:
        """Return the work on a file: None of it where there is nothing to compress."""
        if path in self._made:
            return self._made[path]
        work = asyncio.create_task(self._compress(path, asking(scope, path)))
        self._made[path] = work

        def forget(done: asyncio.Task[Answer | None]) -> None:
            # What is no such file is asked for under any name: only real files are kept.
            if done.cancelled() or done.exception() or done.result() is None:
                self._made.pop(path, None)

        work.add_done_callback(forget)
        return work

    async def _compress(self, path: str, scope: Scope) -> Answer | None:
        plain = await whole(self.app, scope)
        if plain.start["status"] != 200 or plain.kind not in COMPRESSED:
            return None
        plain.body = await asyncio.to_thread(gzip.compress, plain.body, 9, mtime=0)
        headers = plain.headers
        headers["content-encoding"] = "gzip"
        headers["content-length"] = str(len(plain.body))
        headers.add_vary_header("accept-encoding")
        for name in ("etag", "accept-ranges"):  # of the file as it lies there
            del headers[name]
        return plain

    def _begins(self, send: Send) -> Send:
        """Compress what the first page names, as soon as the app has started."""

        async def passed_on(message: Message) -> None:
            await send(message)
            if message["type"] == "lifespan.startup.complete":
                self._first = asyncio.create_task(self._prepare())

        return passed_on

    async def _prepare(self) -> None:
        scope: Scope = {
            "type": "http",
            "http_version": "1.1",
            "scheme": "http",
            "server": ("localhost", 0),
            "client": ("localhost", 0),
            "root_path": "",
        }
        page = await whole(self.app, asking(scope, f"{self.base}/"))
        for name in named(page.body.decode()):
            path = f"{self.base}/{name}"
            await self._compressed(path, asking(scope, path))


def named(page: str) -> Iterator[str]:
    """Yield the scripts and styles that a page names: "static/js/index.js"."""
    for found in NAMED.finditer(page):
        yield found[1]
