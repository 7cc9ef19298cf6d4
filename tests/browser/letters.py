"""How large letters are on a page: of its text, its drawings and its canvases."""

from __future__ import annotations

from playwright.sync_api import Page

SMALLEST = 12  # CSS pixels

# Keeps how large each text was when a canvas wrote it.
HEAR = """() => {
    window.letters = []
    for (const { prototype } of [CanvasRenderingContext2D, OffscreenCanvasRenderingContext2D]) {
        const { fillText } = prototype
        prototype.fillText = function (text, ...rest) {
            const { b, d } = this.getTransform()
            const size = parseFloat(this.font.match(/([\\d.]+)px/)[1]) * Math.hypot(b, d)
            window.letters.push({ text, size, canvas: this.canvas })
            return fillText.call(this, text, ...rest)
        }
    }
}"""

FORGET = "() => { window.letters = [] }"

SMALL = """least => {
    const found = new Set()
    const add = (size, text) => {
        if (size < least - 0.05) found.add(`${size.toFixed(1)} px: ${text.trim().slice(0, 40)}`)
    }
    for (const { text, size, canvas } of window.letters) {
        const shown = canvas.isConnected && canvas.getBoundingClientRect().height
        if (canvas.isConnected && !shown) continue
        add(size * (shown ? shown / canvas.height : 1 / devicePixelRatio), text)
    }
    const look = (root) => {
        for (const one of root.querySelectorAll("*")) {
            if (one.shadowRoot) look(one.shadowRoot)
            const said = [...one.childNodes].filter((part) => part.nodeType === Node.TEXT_NODE)
            const text = said.map((part) => part.data).join("")
            const { width, height } = one.getBoundingClientRect()
            // What is for a screen reader alone has no size.
            if (!text.trim() || width < 3 || height < 3 || one.closest("style, .katex-mathml"))
                continue
            if (!one.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue
            const { a = 1, b = 0 } = one instanceof SVGElement ? one.getScreenCTM() : {}
            add(parseFloat(getComputedStyle(one).fontSize) * Math.hypot(a, b), text)
        }
    }
    look(document.body)
    return [...found]
}"""


def hear(page: Page) -> None:
    """Listen from now on to what canvases write."""
    page.evaluate(HEAR)


def forget(page: Page) -> None:
    """Leave out what was written until now."""
    page.evaluate(FORGET)


def small(page: Page) -> list[str]:
    """Return the letters that are too small to read: how large they are, and what they say."""
    found: list[str] = page.evaluate(SMALL, SMALLEST)
    return found
