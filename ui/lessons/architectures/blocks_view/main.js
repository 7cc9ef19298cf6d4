// @ts-check
// A network's drawing: what is pointed at is said below it, a click or Enter chooses the layer.

import { themeOf } from "../../../views/shared/palette.js"

const NARROW = 560 // CSS pixels
const watchers = new WeakMap() // of each view: new data calls again

export default function ({ data, parentElement, setTriggerValue }) {
  themeOf({ root: parentElement.querySelector(".network") })
  const blocks = parentElement.querySelector(".blocks")
  const status = parentElement.querySelector(".said")
  let drawn = null
  const draw = () => {
    const svg = blocks.clientWidth < NARROW ? data.narrow : data.wide
    if (svg !== drawn) blocks.innerHTML = drawn = svg
  }
  draw()
  watchers.get(blocks)?.disconnect()
  const watcher = new ResizeObserver(draw)
  watchers.set(blocks, watcher)
  watcher.observe(blocks)
  status.textContent = data.said
  const blockOf = (event) => event.target.closest("g[data-layer]")
  const say = (event) => {
    status.textContent = blockOf(event)?.getAttribute("aria-label") ?? data.said
  }
  const choose = (event) => {
    const layer = Number(blockOf(event)?.dataset.layer)
    if (layer > 0) setTriggerValue("layer", layer)
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
