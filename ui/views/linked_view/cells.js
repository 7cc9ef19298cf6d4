// @ts-check
// Cells of a grid and the numbers in them, frames around cells, and lines from grid to grid.

import { clipped, dashedLines, frame, SMALLEST, write } from "../shared/canvas.js"
import { css, inkOn, mix } from "../shared/palette.js"
import { smallestDigits } from "../shared/projector.js"
import { cellRect, visible } from "./boxes.js"
import { note } from "./key.js"

export const GAP_FROM = 14 // cells narrower than this touch each other

export const HATCH_FROM = 6 // cells at least this wide carry their sign as a stroke

// Kernel cells that hold value·weight and the product: a phone 360 px wide has 43.
export const ROOMY = 42

// The largest text size at which `text`, of one or more lines, fits a cell, or 0 when none is
// readable.
export function digitSize(cell, text, largest = 17) {
  const lines = text.split("\n")
  const longest = Math.max(...lines.map((line) => line.length))
  const size = Math.min(
    largest,
    lines.length > 1
      ? (0.9 * cell) / lines.length
      : Math.max(0.46 * cell, Math.min(SMALLEST, 0.7 * cell)),
    (cell - 4) / (0.62 * longest),
  )
  return size >= smallestDigits(SMALLEST) ? size : 0
}

// One or more lines, centred.
export function writeIn(context, colours, text, x, y, size, colour, weight = "") {
  const lines = text.split("\n")
  const style = { size, colour, weight, align: /** @type {const} */ ("center") }
  lines.forEach((line, k) => {
    write(context, colours, line, x, y + size * (0.06 + 1.05 * (k - (lines.length - 1) / 2)), style)
  })
}

// The size in which all texts fit their cells, so that a grid is written as a whole or not at all.
export function commonSize(cell, texts, largest) {
  return Math.min(largest, ...texts.map((text) => digitSize(cell, text, largest)))
}

// `read(row, column, places)` says what a cell holds; of `attempts` at how many decimals are
// written, the first that fits every cell in sight counts.
export function paintCells(context, view, box, read, attempts = [0]) {
  const { colours } = view
  const seen = visible(box)
  const gap = box.cell >= GAP_FROM ? 1 : 0
  context.fillStyle = css(mix(colours.line.rgb, colours.soft.rgb, 0.35))
  context.fillRect(box.x, box.y, box.w, box.h)
  let cells = []
  let size = 0
  for (const places of attempts) {
    cells = []
    for (let row = seen.top; row < seen.bottom; row++)
      for (let column = seen.left; column < seen.right; column++)
        cells.push({ row, column, ...read(row, column, places) })
    size = commonSize(box.cell, [...new Set(cells.map(({ text }) => text))], 17)
    if (size) break
  }
  for (const cell of cells) {
    const rect = cellRect(box, cell.row, cell.column)
    context.fillStyle = css(cell.rgb)
    context.fillRect(rect.x, rect.y, rect.w - gap, rect.h - gap)
    if (cell.padding || cell.unread) {
      note(view, cell.padding ? "padding" : "unread")
      context.fillStyle = cell.unread ? view.crosses : view.dots
      fillAround(context, rect, gap, size && cell.text ? size : 0)
    }
    const ink = inkOn(cell.rgb)
    if (size && cell.rounded) note(view, "rounded")
    if (size)
      writeIn(
        context,
        colours,
        cell.text,
        rect.x + rect.w / 2,
        rect.y + rect.h / 2,
        size,
        ink,
        cell.asked ? "bold" : "",
      )
    else if (cell.negative && rect.w >= HATCH_FROM) {
      note(view, "negative")
      context.strokeStyle = ink
      context.globalAlpha = 0.45
      context.lineWidth = 1
      context.beginPath()
      context.moveTo(rect.x + 2, rect.y + rect.h - 3)
      context.lineTo(rect.x + rect.w - 3, rect.y + 2)
      context.stroke()
      context.globalAlpha = 1
    }
  }
}

// A mark fills a cell, but for the room of a number of this size in its middle.
function fillAround(context, { x, y, w, h }, gap, size) {
  const mark = new Path2D()
  mark.rect(x, y, w - gap, h - gap)
  if (size) mark.rect(x + w * 0.2, y + h / 2 - size * 0.7, w * 0.6, size * 1.4)
  context.fill(mark, "evenodd")
}

// Around a cell, or several: the gap at its right and below belongs to it.
export function frameCell(context, { x, y, w, h }, colour, width = 3) {
  frame(context, { x: x + 0.5, y: y + 0.5, w: w - 2, h: h - 2 }, colour, width)
}

/** Dashed lines from a frame to another one, faint where they cross the numbers of `grid`. */
export function tie(context, colours, from, to, grid = null) {
  const right = to.x >= from.x + from.w
  /** @type {[number, number, number, number][]} */
  const pairs = right
    ? [
        [from.x + from.w, from.y, to.x, to.y],
        [from.x + from.w, from.y + from.h, to.x, to.y + to.h],
      ]
    : [
        [from.x, from.y + from.h, to.x, to.y],
        [from.x + from.w, from.y + from.h, to.x + to.w, to.y],
      ]
  const numbered = grid && grid.cell >= GAP_FROM
  const parts = pairs.map((line) =>
    numbered ? split(line, grid) : { inside: [], outside: [line] },
  )
  dashedLines(
    context,
    colours.amber.text,
    parts.flatMap(({ outside }) => outside),
  )
  context.globalAlpha = 0.35
  dashedLines(
    context,
    colours.amber.text,
    parts.flatMap(({ inside }) => inside),
  )
  context.globalAlpha = 1
}

// The parts of a line inside a rectangle and outside of it.
function split([x0, y0, x1, y1], { x, y, w, h }) {
  const [dx, dy] = [x1 - x0, y1 - y0]
  let [first, last] = [0, 1]
  for (const [start, step, low, high] of [
    [x0, dx, x, x + w],
    [y0, dy, y, y + h],
  ]) {
    const [a, b] = [(low - start) / step, (high - start) / step]
    if (step) [first, last] = [Math.max(first, Math.min(a, b)), Math.min(last, Math.max(a, b))]
    else if (start < low || start > high) last = 0
  }
  const piece = (from, to) =>
    to > from ? [[x0 + from * dx, y0 + from * dy, x0 + to * dx, y0 + to * dy]] : []
  if (first >= last) return { inside: [], outside: [[x0, y0, x1, y1]] }
  return { inside: piece(first, last), outside: [...piece(0, first), ...piece(last, 1)] }
}

export function within(rect, box) {
  const x = Math.max(rect.x, box.x)
  const y = Math.max(rect.y, box.y)
  return {
    x,
    y,
    w: Math.max(0, Math.min(rect.x + rect.w, box.x + box.w) - x),
    h: Math.max(0, Math.min(rect.y + rect.h, box.y + box.h) - y),
  }
}

export function inBox(context, box, draw) {
  clipped(context, box, draw, 3)
}
