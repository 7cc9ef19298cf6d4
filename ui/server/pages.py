"""The pages of the app by their addresses, and the page for an address that is none."""

from __future__ import annotations

import difflib
import html
from collections.abc import Mapping
from dataclasses import dataclass

from ui.server import words

APP = "ConvScope"


@dataclass(frozen=True)
class Page:
    """What the first HTML says of a page of the app."""

    name: str
    about: str

    @property
    def title(self) -> str:
        """The title of the browser's tab."""
        return APP if self.name == APP else f"{self.name} · {APP}"


def unknown(path: str, pages: Mapping[str, Page], base: str) -> str:
    """Return the page for an address that is none, with links to all that are."""
    likely = nearest(path, pages)

    def link(one: str) -> str:
        return f'<a href="{base}{one}">{html.escape(pages[one].name)}</a>'

    first = f"<p>{words.PERHAPS} {link(likely)}</p>" if likely else ""
    items = "".join(f"<li>{link(one)}</li>" for one in pages)
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{words.UNKNOWN_TITLE}</title>
<style>
:root {{ color-scheme: light dark }}
body {{ font: 1.125rem/1.6 system-ui, sans-serif; max-width: 40rem; margin: 3rem auto;
  padding: 0 1.5rem; color: light-dark(#1d2330, #e9e7e2);
  background: light-dark(#fbfaf8, #16181d) }}
a {{ color: light-dark(#5b36ad, #c3abf7) }}
li {{ padding: 0.2rem 0 }}
</style>
</head>
<body>
<main>
<h1>{words.UNKNOWN}</h1>
{first}
<p>{words.ALL_PAGES}</p>
<ul>{items}</ul>
</main>
</body>
</html>
"""


def nearest(path: str, pages: Mapping[str, Page]) -> str | None:
    """Return the page whose address is most like `path`, None where no one is like it."""
    parts = [part for part in path.lower().replace("_", "-").split("/") if part][:4]
    for part in parts:
        if part in pages:
            return part
    for part in parts:
        found = difflib.get_close_matches(part[:40], [one for one in pages if one], 1, 0.7)
        if found:
            return found[0]
    return None
