// @ts-check
// Maps as small pictures: numbers become pixels, frames lie over them.

import { fitCanvas, frame, surfaceOf } from "../../views/shared/canvas.js"
import { isAlone } from "../../views/shared/class_link.js"
import { coloursOf } from "../../views/shared/palette.js"

const STEPS = 256 // colours on each side of 0
const LEAST_FRAME = 8 // px of a frame's sides

// The palette, with a table of its signed colours as pixels of ImageData.
export function inksOf(root) {
  const colours = coloursOf(root)
  return {
    ...colours,
    signed: tableOf(colours.panel.rgb, colours.negative.rgb, colours.positive.rgb),
    kernel: tableOf(colours.panel.rgb, colours.negative.rgb, colours.violet.rgb),
  }
}

function tableOf(zero, below, above) {
  const bytes = new Uint8ClampedArray(4 * (2 * STEPS + 1))
  for (let k = -STEPS; k <= STEPS; k++) {
    const goal = k < 0 ? below : above
    const t = Math.abs(k) / STEPS
    bytes.set([...zero.map((v, c) => v + (goal[c] - v) * t), 255], 4 * (k + STEPS))
  }
  return new Uint32Array(bytes.buffer)
}

// One map of many, with its size: `map(array, 3)`.
export function mapOf({ values, shape }, number) {
  const [rows, columns] = shape.slice(-2)
  const cells = rows * columns
  return { rows, columns, values: values.subarray(number * cells, (number + 1) * cells) }
}

export function limitOf(values) {
  let most = 0
  for (const one of values) most = Math.max(most, Math.abs(one))
  return most || 1
}

export function surfaceOfMap({ rows, columns, values }, limit, table) {
  const pixels = new Uint32Array(rows * columns)
  for (let k = 0; k < pixels.length; k++) {
    const share = Math.max(-1, Math.min(1, values[k] / limit))
    pixels[k] = table[STEPS + Math.round(share * STEPS)]
  }
  return surfaceOf(rows, columns, pixels)
}

// Bytes (C, H, W) of one channel, or of red, green and blue; `grey`: without their colour.
export function surfaceOfPicture({ values, shape }, grey = false) {
  const [channels, rows, columns] = shape
  const cells = rows * columns
  const pixels = new Uint32Array(cells)
  for (let k = 0; k < cells; k++) {
    let [r, g, b] = [0, 1, 2].map((c) => values[(channels > 1 ? c : 0) * cells + k])
    if (grey) r = g = b = Math.round(0.299 * r + 0.587 * g + 0.114 * b)
    pixels[k] = (0xff000000 | (b << 16) | (g << 8) | r) >>> 0
  }
  return surfaceOf(rows, columns, pixels)
}

// Draw a surface over a whole canvas, then frames given in its cells: {row, column, high, wide}.
export function paintGrid(canvas, surface, side, frames = [], colour = "") {
  const [rows, columns] = [surface.height, surface.width]
  const cell = side / Math.max(rows, columns)
  const [w, h] = [columns * cell, rows * cell]
  canvas.style.width = `${w}px`
  const context = fitCanvas(canvas, w, h)
  context.imageSmoothingEnabled = cell < 1
  context.drawImage(surface, 0, 0, w, h)
  for (const one of frames) {
    const thick = Math.min(2.5, Math.max(1.5, cell / 4))
    const [wide, high] = [one.wide, one.high].map((n) => Math.max(n * cell, LEAST_FRAME))
    const box = {
      x: (one.column + one.wide / 2) * cell - wide / 2 + thick,
      y: (one.row + one.high / 2) * cell - high / 2 + thick,
      w: wide - 2 * thick,
      h: high - 2 * thick,
    }
    frame(context, box, colour, thick)
  }
}

// The cell of a canvas that a pointer is on.
export function cellUnder(event, rows, columns) {
  const box = event.currentTarget.getBoundingClientRect()
  const row = Math.floor(((event.clientY - box.top) * rows) / box.height)
  const column = Math.floor(((event.clientX - box.left) * columns) / box.width)
  return [Math.min(Math.max(row, 0), rows - 1), Math.min(Math.max(column, 0), columns - 1)]
}

export function make(kind, name = "", text = "") {
  const made = document.createElement(kind)
  if (name) made.className = name
  if (text) made.textContent = text
  return made
}

// Up and down walk the rows of a view, which have `data-row`: true if the key meant one.
export function walkRows(view, event) {
  const by = { ArrowUp: -1, ArrowDown: 1 }[event.key]
  if (!by || event.ctrlKey || event.altKey || event.metaKey) return false
  const rows = [...view.room.querySelectorAll("[data-row]")]
  const at = rows.indexOf(event.target)
  if (at < 0) return false
  rows[at + by]?.focus()
  return true
}

// What opens a part when it is pressed; in a file of its own it is only looked at.
export function opening(view, name, want) {
  const alone = isAlone()
  const made = make(alone ? "div" : "button", name)
  if (alone) made.role = "img"
  else Object.assign(made, { type: "button", onclick: () => view.open(want) })
  return made
}

// The button that leads from a part back to what it is a part of.
export function backButton(view, text = "‹ The whole network", to = "network") {
  const back = make("button", "back", text)
  back.type = "button"
  back.title = "Escape"
  back.dataset.key = "back"
  back.onclick = () => view.open({ view: to })
  return back
}
