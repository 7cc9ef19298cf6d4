// @ts-check
// A network's drawing: what is pointed at is said below it, a click or Enter chooses the layer, or
// folds equal layers into one block and unfolds them. In a file of its own they are only read.

import { isAlone } from "../../../views/shared/class_link.js"
import { mountedPlain } from "../../../views/shared/lifecycle.js"

function mount(parent) {
  const view = {
    root: parent.querySelector(".network"),
    blocks: parent.querySelector(".blocks"),
    status: parent.querySelector(".said"),
    drawn: "",
    data: null,
  }
  const { blocks, status } = view
  view.watcher = new ResizeObserver(() => draw(view))
  view.watcher.observe(blocks)
  blocks.onpointerover = blocks.onfocusin = (event) => {
    status.textContent = blockOf(event)?.getAttribute("aria-label") ?? resting(view)
  }
  // A finger that is lifted leaves, too: what it tapped stays said.
  blocks.onpointerleave = ({ pointerType }) => {
    if (pointerType !== "touch") status.textContent = resting(view)
  }
  blocks.onfocusout = () => {
    status.textContent = resting(view)
  }
  blocks.onclick = (event) => choose(view, event)
  blocks.onkeydown = (event) => {
    if (event.key !== "Enter" && event.key !== " ") return
    event.preventDefault()
    choose(view, event)
  }
  return view
}

const blockOf = (event) => event.target.closest("g[data-layer], g[data-fold]")
const resting = ({ data }) => (isAlone() ? data.said : `${data.said} ${data.opens}`)

function choose(view, event) {
  const { layer, fold } = blockOf(event)?.dataset ?? {}
  if (isAlone()) return
  if (Number(fold) > 0) view.setTriggerValue("fold", Number(fold))
  else if (Number(layer) > 0) view.setTriggerValue("layer", Number(layer))
}

// The selector of what has the focus, which a new drawing takes away.
function keptFocus(blocks) {
  const { layer, fold } = blocks.querySelector("g:focus")?.dataset ?? {}
  if (fold) return `g[data-fold="${fold}"]`
  return layer ? `g[data-layer="${layer}"]` : ""
}

function draw(view) {
  const { blocks, data } = view
  const fits = data.drawings.filter(([width]) => width <= blocks.clientWidth)
  const [, svg] = fits.at(-1) ?? data.drawings[0]
  if (svg === view.drawn) return
  const focused = keptFocus(blocks)
  blocks.innerHTML = view.drawn = svg
  const picture = blocks.querySelector("svg")
  picture.style.minWidth = `${picture.viewBox.baseVal.width}px` // letters stay letters
  if (isAlone()) for (const one of blocks.querySelectorAll("[role=button]")) one.role = "img"
  if (focused) blocks.querySelector(focused)?.focus()
}

function receive(view, data) {
  view.data = data
  draw(view)
  view.status.textContent = resting(view)
}

export default mountedPlain(mount, receive, (view) => view.watcher.disconnect())
