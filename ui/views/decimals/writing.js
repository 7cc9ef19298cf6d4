// @ts-check
// Writes numbers with a decimal comma where they are shown: in the page, in its views, on canvases.

import { PROJECTED } from "../shared/projector.js"
import { COMMA, withComma } from "./comma.js"

// Code keeps the point.
const AS_IT_IS = "code, pre, kbd, script, style, textarea, [contenteditable]"
const SAID = ["aria-label", "aria-valuetext", "title", "alt"]
const WATCHED = {
  childList: true,
  subtree: true,
  characterData: true,
  attributes: true,
  attributeFilter: SAID,
}
// Where views stand: in the page, and in a file of their own.
const PLACES = '[data-testid^="stBidiComponent"], .figure'
const DRAWN = /** @type {const} */ (["fillText", "strokeText", "measureText"])
/** @type {any[]} */
const PENS = [CanvasRenderingContext2D.prototype, OffscreenCanvasRenderingContext2D.prototype]

/** Begin, and return what ends it. */
export function writeCommas() {
  const written = new WeakMap() // text -> as it was left
  const roots = new Set()
  const observer = new MutationObserver((changes) => {
    for (const { type, target, addedNodes, attributeName } of changes) {
      if (type === "characterData") writeText(target)
      else if (type === "attributes") writeSaid(target, attributeName)
      else for (const one of addedNodes) writeAll(one)
    }
    find()
    observer.takeRecords() // its own
  })

  function writeText(node) {
    if (written.get(node) === node.data || node.parentElement?.closest(AS_IT_IS)) return
    const text = withComma(node.data)
    if (text !== node.data) node.data = text
    written.set(node, text)
  }

  function writeSaid(node, name) {
    const text = node.getAttribute(name)
    if (text && withComma(text) !== text) node.setAttribute(name, withComma(text))
  }

  function writeAll(top) {
    const walk = document.createTreeWalker(top, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT)
    for (let node = /** @type {Node | null} */ (top); node; node = walk.nextNode()) {
      if (node.nodeType === Node.TEXT_NODE) writeText(node)
      else if (node instanceof Element) for (const name of SAID) writeSaid(node, name)
    }
  }

  // A view stands in a root of its own, which comes after its place.
  function find() {
    for (const place of document.querySelectorAll(PLACES)) {
      for (const one of [place, ...place.querySelectorAll("*")]) {
        if (one.shadowRoot && !roots.has(one.shadowRoot)) watch(one.shadowRoot)
      }
    }
  }

  function watch(root) {
    roots.add(root)
    writeAll(root)
    observer.observe(root, WATCHED)
  }

  const restore = PENS.flatMap((pen) =>
    DRAWN.map((name) => {
      const plain = pen[name]
      pen[name] = function (text, ...rest) {
        return plain.call(this, withComma(String(text)), ...rest)
      }
      return () => {
        pen[name] = plain
      }
    }),
  )
  document.documentElement.setAttribute(COMMA, "")
  watch(document.body)
  find()
  observer.takeRecords()
  dispatchEvent(new Event(PROJECTED)) // canvases are drawn anew
  return () => {
    observer.disconnect()
    document.documentElement.removeAttribute(COMMA)
    for (const one of restore) one()
    dispatchEvent(new Event(PROJECTED))
  }
}
