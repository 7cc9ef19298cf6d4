// @ts-check
// A network's drawing: what is pointed at is said below it, a click or Enter chooses the layer, or
// folds equal layers into one block and unfolds them. In a file of its own they are only read.

import { isAlone } from "../../../views/shared/class_link.js"
import { themeOf } from "../../../views/shared/palette.js"

const NARROW = 560 // CSS pixels
const watchers = new WeakMap() // of each view: new data calls again

// The selector of what has the focus, which a new drawing takes away.
function keptFocus(blocks) {
  const { layer, fold } = blocks.querySelector("g:focus")?.dataset ?? {}
  if (fold) return `g[data-fold="${fold}"]`
  return layer ? `g[data-layer="${layer}"]` : ""
}

export default function ({ data, parentElement, setTriggerValue }) {
  themeOf({ root: parentElement.querySelector(".network") })
  const blocks = parentElement.querySelector(".blocks")
  const status = parentElement.querySelector(".said")
  let drawn = null
  const draw = () => {
    const svg = blocks.clientWidth < NARROW ? data.narrow : data.wide
    if (svg === drawn) return
    const focused = keptFocus(blocks)
    blocks.innerHTML = drawn = svg
    if (isAlone()) for (const one of blocks.querySelectorAll("[role=button]")) one.role = "img"
    if (focused) blocks.querySelector(focused)?.focus()
  }
  draw()
  watchers.get(blocks)?.disconnect()
  const watcher = new ResizeObserver(draw)
  watchers.set(blocks, watcher)
  watcher.observe(blocks)
  status.textContent = data.said
  const blockOf = (event) => event.target.closest("g[data-layer], g[data-fold]")
  const say = (event) => {
    status.textContent = blockOf(event)?.getAttribute("aria-label") ?? data.said
  }
  const choose = (event) => {
    if (isAlone()) return
    const { layer, fold } = blockOf(event)?.dataset ?? {}
    if (Number(fold) > 0) setTriggerValue("fold", Number(fold))
    else if (Number(layer) > 0) setTriggerValue("layer", Number(layer))
  }
  blocks.onpointerover = say
  blocks.onfocusin = say
  blocks.onpointerleave = blocks.onfocusout = () => {
    status.textContent = data.said
  }
  blocks.onclick = choose
  blocks.onkeydown = (event) => {
    if (event.key !== "Enter" && event.key !== " ") return
    event.preventDefault()
    choose(event)
  }
}
