"""Draw the picture that a chat shows beside a link to the app: `make share-picture`.

It is the app's own first figure, on the size that such previews have.
"""

from __future__ import annotations

import io
import sys
import tempfile
from pathlib import Path

from PIL import Image

from tools import chromium
from tools.server import ROOT, serve
from ui.server.document import PICTURE_SIZE

FILE = ROOT / "assets/share.png"
GROUND = "#fbfaf8"  # the page's own, as in .streamlit/config.toml
EDGE = 30  # px around the figure
COLOURS = 256  # enough for a drawing


def main() -> None:
    """Open the app's first page, and write its figure."""
    executable = chromium.find()
    if executable is None:
        sys.exit("no chromium or chrome on the PATH (on Debian and Ubuntu: apt install chromium)")
    with (
        tempfile.TemporaryDirectory() as folder,
        serve(Path(folder) / "app.log") as running,
        chromium.launch(executable) as browser,
    ):
        page = browser.new_page(viewport={"width": 1280, "height": 1000}, reduced_motion="reduce")
        page.goto(running.url)
        chromium.settle(page)
        page.wait_for_timeout(2000)  # the view plays once, and rests
        shot = page.locator(".linked-view").first.screenshot(animations="disabled")
    figure = Image.open(io.BytesIO(shot)).convert("RGB")
    wide, high = PICTURE_SIZE
    figure.thumbnail((wide - 2 * EDGE, high - 2 * EDGE), Image.Resampling.LANCZOS)
    whole = Image.new("RGB", PICTURE_SIZE, GROUND)
    whole.paste(figure, ((wide - figure.width) // 2, (high - figure.height) // 2))
    whole.quantize(COLOURS, dither=Image.Dither.NONE).save(FILE, optimize=True)
    print(f"{FILE.relative_to(ROOT)}: {FILE.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
