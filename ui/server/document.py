"""The first HTML: what a browser, a chat or a search engine reads before the app has answered.

Streamlit sends the same page for every address: titled "Streamlit", empty until all scripts are
there, and with status 200 where there is no such page. Here each page says its own name, what it
is about, and that it is loading; other addresses get a page that leads on, with status 404.
"""

from __future__ import annotations

import gzip
import html
import re
from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.server import words
from ui.server.messages import accepts_gzip, asking, whole
from ui.server.pages import APP, Page, unknown
from ui.views.address import below_app

INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
# Streamlit's own font, which the theme does not use.
FONT = re.compile(r'<link\s+rel="preload"[^>]*as="font"[^>]*>')
TITLE = re.compile(r"<title>.*?</title>")
NO_SCRIPT = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)
ROOT = '<div id="root"></div>'
PICTURE = "share.png"  # below the app: what a chat shows beside a link
PICTURE_SIZE = (1200, 630)  # px, columns × rows: as chats want it
HOST = re.compile(r"(\[[0-9a-f:.]{2,45}\]|[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?)(:\d{1,5})?", re.I)
MOST_MADE = 200  # pages kept, for all names under which the app is asked for
# The head of a page, what is said instead of one, or what Streamlit says when it cannot connect.
DRAWN = 'h1, [data-testid="stAlert"], [role="dialog"]'
# What Streamlit lays out before it knows the theme would fetch a font of its own: until then there
# is nothing. The words lie above all until there is something to read.
LOADING = f"""<div id="loading">
      <style id="unthemed">#root {{ display: none }}</style>
      <style>
        body {{ margin: 0 }}
        #loading {{ position: fixed; inset: 0; z-index: 1000000; display: grid;
          place-content: center; font: 600 1.25rem system-ui, sans-serif;
          color: #5d6675; background: #fbfaf8 }}
        @media (prefers-color-scheme: dark) {{
          html:not([data-theme]) #loading {{ color: #a4abb8; background: #16181d }}
        }}
        html[data-theme="dark"] #loading {{ color: #a4abb8; background: #16181d }}
      </style>
      <p role="status">{words.LOADING}</p>
    </div>
    <script>
      new MutationObserver((_, watching) => {{
        if (document.querySelector('{DRAWN}')) {{
          watching.disconnect()
          document.getElementById('loading').remove()
        }} else if (getComputedStyle(document.body).fontFamily.startsWith('system-ui'))
          document.getElementById('unthemed')?.remove()
      }}).observe(document.body, {{ childList: true, subtree: true }})
    </script>"""


# Streamlit asks the browser for the system's scheme, and follows it. The reader's own choice
# (ui/views/theme_switch) answers first: on every page, at once, and without loading it anew.
THEME = """<script>
      (() => {
        const CHOSEN = "convscope-theme", root = document.documentElement
        const DARK = "(prefers-color-scheme: dark)", ask = matchMedia.bind(window)
        const system = ask(DARK)
        const mark = (theme) => {
          if (theme === "light" || theme === "dark") root.dataset.theme = theme
          else delete root.dataset.theme
        }
        try { mark(localStorage.getItem(CHOSEN)) } catch {}
        const dark = () => root.dataset.theme ? root.dataset.theme === "dark" : system.matches
        const answer = new EventTarget()
        Object.defineProperties(answer, { matches: { get: dark }, media: { value: system.media } })
        const tell = () => answer.dispatchEvent(new Event("change"))
        system.addEventListener("change", tell)
        addEventListener(CHOSEN, ({ detail }) => { mark(detail); tell() })
        addEventListener("storage", ({ key, newValue }) => {
          if (key === CHOSEN) { mark(newValue); tell() }
        })
        window.matchMedia = (query) => query === DARK ? answer : ask(query)
      })()
    </script>"""


class Documents:
    """Middleware: rewrites the page that Streamlit answers with."""

    def __init__(
        self, app: ASGIApp, pages: Mapping[str, Page], base: str = "", framed_by: str = "*"
    ) -> None:
        """Stand before `app`. `pages`: by their path, "" the first; `framed_by`: as in a policy."""
        self.app, self.pages, self.base, self.framed_by = app, pages, base, framed_by
        # path and picture -> plain, compressed, policy
        self._made: dict[tuple[str, str], tuple[bytes, bytes, str]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or pass it on."""
        if scope["type"] != "http" or scope["method"] not in {"GET", "HEAD"}:
            await self.app(scope, receive, send)
            return
        path = scope["path"].removeprefix(self.base).strip("/")
        if path in self.pages and not scope["path"].removeprefix(self.base).endswith("//"):
            await self._known(path, scope, receive, send)
        else:
            await self._other(path, scope, receive, send)

    async def _known(self, path: str, scope: Scope, receive: Receive, send: Send) -> None:
        if path and scope["path"].endswith("/"):  # Streamlit sends such a browser one up
            await self.app(scope, receive, send)
            return
        picture = f"{origin(scope)}{self.base}/{PICTURE}"
        if (path, picture) not in self._made:
            index = await whole(self.app, asking(scope, f"{self.base}/"))
            text = with_head(index.body.decode(), self.pages[path], picture)
            if len(self._made) >= MOST_MADE:
                self._made.clear()
            plain = text.encode()
            made = plain, gzip.compress(plain, 9, mtime=0), policy(text, self.framed_by)
            self._made[path, picture] = made
        plain, compressed, rules = self._made[path, picture]
        headers = {
            "cache-control": "no-cache",
            "content-security-policy": rules,
            "etag": f'"{sha256(plain).hexdigest()[:32]}"',
            "vary": "accept-encoding",
        }
        if headers["etag"] in Headers(scope=scope).get("if-none-match", ""):
            await Response(status_code=304, headers=headers)(scope, receive, send)
            return
        packed = accepts_gzip(scope)
        if packed:
            headers["content-encoding"] = "gzip"
        answer = Response(compressed if packed else plain, media_type="text/html", headers=headers)
        await answer(scope, receive, send)

    async def _other(self, path: str, scope: Scope, receive: Receive, send: Send) -> None:
        held: list[Message] = []

        async def unless_page(message: Message) -> None:
            """Hold back Streamlit's page, which it sends for whatever it does not know."""
            if message["type"] == "http.response.start" and message["status"] == 200:
                headers = Headers(raw=message["headers"])
                page = headers.get("content-type", "").startswith("text/html")
                # A file to be saved may be HTML, too.
                if page and "content-disposition" not in headers:
                    held.append(message)
            if not held:
                await send(message)

        await self.app(scope, receive, unless_page)
        if held:
            text = unknown(path, self.pages, f"{self.base}/")
            answer = Response(
                text,
                status_code=404,
                media_type="text/html",
                headers={
                    "cache-control": "no-store",
                    "content-security-policy": policy(text, self.framed_by),
                },
            )
            await answer(scope, receive, send)


def origin(scope: Scope) -> str:
    """Return where the app was asked for, "https://example.org"; "" where that is no name.

    A proxy says by which scheme it was asked itself.
    """
    headers = Headers(scope=scope)
    host, scheme = (
        headers.get("host", ""),
        headers.get("x-forwarded-proto", scope.get("scheme", "http")),
    )
    if HOST.fullmatch(host) and scheme in {"http", "https"}:
        return f"{scheme}://{host.lower()}"
    return ""


def with_head(index: str, page: Page, picture: str) -> str:
    """Return Streamlit's page with the title, words and picture of one page of the app."""
    title, about = html.escape(page.title), html.escape(page.about)
    wide, high = PICTURE_SIZE
    head = f"""<title>{title}</title>
    <meta name="description" content="{about}" />
    <meta name="theme-color" content="#fbfaf8" media="(prefers-color-scheme: light)" />
    <meta name="theme-color" content="#16181d" media="(prefers-color-scheme: dark)" />
    <meta property="og:site_name" content="{APP}" />
    <meta property="og:type" content="website" />
    <meta property="og:title" content="{title}" />
    <meta property="og:description" content="{about}" />
    <meta property="og:image" content="{html.escape(picture)}" />
    <meta property="og:image:width" content="{wide}" />
    <meta property="og:image:height" content="{high}" />
    <meta property="og:image:alt" content="{html.escape(words.PICTURE)}" />
    <meta name="twitter:card" content="summary_large_image" />
    {THEME}"""
    text = FONT.sub("", index)
    text = TITLE.sub(lambda _: head, text)
    text = NO_SCRIPT.sub(lambda _: f"<noscript><p>{words.NEEDS_SCRIPTS}</p></noscript>", text)
    return text.replace(ROOT, f"{ROOT}\n    {LOADING}")


def routes(file: Path) -> list[Route]:
    """Return the address at which the server hands out the picture in `file`."""
    data = file.read_bytes()

    def serve(_: Request) -> Response:
        headers = {"Cache-Control": "public, max-age=86400"}
        return Response(data, media_type="image/png", headers=headers)

    return [Route(below_app(PICTURE), serve)]


def policy(text: str, framed_by: str) -> str:
    """Return the content security policy for a page: nothing of another host, no text as code.

    Streamlit's few inline scripts are allowed by their hash. It makes styles while it runs, and
    modules of components from blobs.
    """
    digests = (sha256(script.encode()).digest() for script in INLINE_SCRIPT.findall(text))
    hashes = " ".join(f"'sha256-{b64encode(one).decode()}'" for one in digests)
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' 'wasm-unsafe-eval' blob: {hashes}".strip(),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "media-src 'self' blob:",
            "font-src 'self' data:",
            "connect-src 'self' blob: data:",
            "worker-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            f"frame-ancestors {framed_by}",
        )
    )
