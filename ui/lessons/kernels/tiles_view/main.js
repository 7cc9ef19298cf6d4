// @ts-check
// Tiles in a grid that is as wide as the page: each is a button that opens what it shows, unless
// the reader may not change the view.

import { deviceRatio, hatch } from "../../../views/shared/canvas.js"
import { isLocked } from "../../../views/shared/class_link.js"
import { closeMenuOnPhone, mounted } from "../../../views/shared/lifecycle.js"
import { coloursOf, css, mix } from "../../../views/shared/palette.js"
import { byteMap } from "../byte_maps.js"

const WEIGHTS = 48 // px of the kernel's side
const FEW = 64 // pixels of a picture's side up to which each stays a square

function mount(parent) {
  closeMenuOnPhone()
  const root = parent.querySelector(".tiles-view")
  return { root, list: root.querySelector("ul") }
}

function canvasOf(name, width, height) {
  const canvas = document.createElement("canvas")
  canvas.className = name
  canvas.width = width
  canvas.height = height
  return canvas
}

function mapOf(colours, { values, shape }, k, grey) {
  const [, rows, columns] = shape
  const cells = values.subarray(k * rows * columns, (k + 1) * rows * columns)
  const canvas = canvasOf("map", columns, rows)
  canvas.getContext("2d").drawImage(byteMap(colours, cells, rows, columns, grey), 0, 0)
  return canvas
}

// Violet above 0, blue and hatched below it, as in the large view.
function weightsOf(colours, weights) {
  const side = Math.max(weights.length, weights[0].length)
  const ratio = deviceRatio()
  const cell = Math.max(2, Math.floor((WEIGHTS * ratio) / side))
  const canvas = canvasOf("weights", cell * weights[0].length, cell * weights.length)
  const context = canvas.getContext("2d")
  const strokes = hatch(context, colours.ink.text)
  const largest = Math.max(...weights.flat().map(Math.abs)) || 1
  weights.forEach((row, i) => {
    row.forEach((n, j) => {
      const hue = (n < 0 ? colours.negative : colours.violet).rgb
      const share = n ? 0.15 + (0.85 * Math.abs(n)) / largest : 0.04
      context.fillStyle = css(mix(colours.panel.rgb, hue, share))
      context.fillRect(j * cell, i * cell, cell - 1, cell - 1)
      if (n >= 0) return
      context.fillStyle = strokes
      context.fillRect(j * cell, i * cell, cell - 1, cell - 1)
    })
  })
  return canvas
}

function tileOf(view, colours, cells, tile, k) {
  const opens = tile.opens && !isLocked()
  const box = document.createElement(opens ? "button" : "div")
  box.className = "tile"
  if (tile.chosen) box.setAttribute("aria-current", "true")
  if (tile.about) box.title = tile.about
  const name = document.createElement("span")
  name.className = "name"
  name.textContent = tile.title
  const both = document.createElement("span")
  both.className = "both"
  if (tile.weights.length) both.append(weightsOf(colours, tile.weights))
  both.append(mapOf(colours, cells, k, tile.grey))
  box.append(name, both)
  if (opens)
    box.onclick = () => {
      view.root.scrollIntoView({ block: "nearest" })
      view.setStateValue("open", { tile: tile.opens, at: Date.now() })
    }
  const item = document.createElement("li")
  item.append(box)
  return item
}

function receive(view, { meta, arrays }) {
  // The same tiles again would take the keyboard's focus away.
  const shown = JSON.stringify([meta, isLocked(), view.root.classList.contains("dark")])
  if (shown === view.shown && arrays.cells.values === view.cells) return
  view.shown = shown
  view.cells = arrays.cells.values
  const colours = coloursOf(view.root)
  const [, rows, columns] = arrays.cells.shape
  view.root.setAttribute("aria-label", meta.label)
  view.root.classList.toggle("large", meta.large)
  view.root.classList.toggle("small-pixels", Math.max(rows, columns) <= FEW)
  const tiles = meta.tiles.map((tile, k) => tileOf(view, colours, arrays.cells, tile, k))
  view.list.replaceChildren(...tiles)
}

export default mounted(mount, receive)
