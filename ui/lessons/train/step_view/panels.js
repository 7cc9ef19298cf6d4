// @ts-check
// The panels of one position: tiles of numbers side by side, their frames, and what a cell tells.

import { writeIn } from "../../../views/linked_view/cells.js"
import { surfaceOf } from "../../../views/shared/canvas.js"
import { MINUS } from "../../../views/shared/numbers.js"
import { inkOn, mix } from "../../../views/shared/palette.js"

const TILE_GAP = 4
const DIGITS_FROM = 30 // px of a cell that holds its number
const STROKE_FROM = 7 // px of a cell that carries its sign as a stroke
const TOUCH = 0.12 // share of the largest value from which a sign is drawn

const ALL_TILES = -2

function shapeOf(panel) {
  const [tiles, rows, columns] = panel.shape
  return { tiles, rows, columns }
}

// How many tiles a row, and how large their cells, for as much of the room as they can use.
export function fitTiles(panel, width, height) {
  const { tiles, rows, columns } = shapeOf(panel)
  let best = { cell: 0, across: 1 }
  const tries = panel.across ? [panel.across] : Array.from({ length: tiles }, (_, k) => k + 1)
  for (const across of tries) {
    const down = Math.ceil(tiles / across)
    const room = Math.min(
      (width - (across - 1) * TILE_GAP) / (across * columns),
      (height - (down - 1) * TILE_GAP) / (down * rows),
    )
    const cell = crispTile(Math.min(panel.largestCell, Math.max(room, 0.5)))
    if (cell > best.cell * 1.02) best = { cell, across }
  }
  const { cell, across } = best
  const down = Math.ceil(tiles / across)
  return {
    cell,
    across,
    gap: cell * Math.min(rows, columns) < 12 ? 2 : TILE_GAP,
    get w() {
      return across * columns * cell + (across - 1) * this.gap
    },
    get h() {
      return down * rows * cell + (down - 1) * this.gap
    },
  }
}

function crispTile(cell) {
  return cell >= 4 ? Math.floor(cell) : Math.floor(cell * 4) / 4 || 0.5
}

function tileAt(panel, plan, tile) {
  const { rows, columns } = shapeOf(panel)
  return {
    x: (tile % plan.across) * (columns * plan.cell + plan.gap),
    y: Math.floor(tile / plan.across) * (rows * plan.cell + plan.gap),
  }
}

export function cellAt(panel, plan, x, y) {
  const { tiles, rows, columns } = shapeOf(panel)
  const w = columns * plan.cell + plan.gap
  const h = rows * plan.cell + plan.gap
  const across = Math.floor(x / w)
  const tile = Math.floor(y / h) * plan.across + across
  const c = Math.floor((x - across * w) / plan.cell)
  const r = Math.floor((y % h) / plan.cell)
  return across < plan.across && tile < tiles && r >= 0 && c >= 0 && r < rows && c < columns
    ? { tile, r, c }
    : null
}

function valueAt(panel, { tile, r, c }) {
  const { rows, columns } = shapeOf(panel)
  return panel.values[(tile * rows + r) * columns + c]
}

export function colourOf(panel, colours, value) {
  if (panel.look === "grey") {
    const grey = Math.round(255 * Math.min(Math.max(value, 0), 1))
    return [grey, grey, grey]
  }
  const t = panel.limit ? Math.min(Math.abs(value) / panel.limit, 1) : 0
  return mix(colours.panel.rgb, (value < 0 ? colours.negative : colours.positive).rgb, t)
}

// About four digits that count, and a proper minus.
function told(value) {
  if (value === 0) return "0"
  const size = Math.abs(value)
  const digits = size >= 1000 ? 0 : Math.min(12, Math.max(0, 3 - Math.floor(Math.log10(size))))
  const text = size.toFixed(digits)
  return (value < 0 ? MINUS : "") + (text.includes(".") ? text.replace(/\.?0+$/, "") : text)
}

function digitsSize(cell) {
  return Math.min(13, cell * 0.3)
}

// The value with as many decimals, three at most, as a cell has room for.
function inCell(value, cell) {
  if (value === 0) return "0"
  const most = Math.floor((cell - 3) / (0.61 * digitsSize(cell)))
  const size = Math.abs(value)
  for (let digits = 3; digits >= 0; digits--) {
    const text = (value < 0 ? MINUS : "") + size.toFixed(digits).replace(/^0\./, ".")
    if (text.length > most) continue
    if (Number(size.toFixed(digits)) > 0) return text
    const power = (value < 0 ? MINUS : "") + size.toExponential(0).replace("-", MINUS)
    return power.length <= most ? power : "≈0"
  }
  return ""
}

// One pixel a cell, scaled by the canvas, and the hatch of what is below 0.
export function paintTiles(context, panel, plan, colours, { hatch, dots }) {
  const { tiles, rows, columns } = shapeOf(panel)
  const { cell } = plan
  const size = rows * columns
  context.imageSmoothingEnabled = false
  for (let tile = 0; tile < tiles; tile++) {
    const at = tileAt(panel, plan, tile)
    const pixels = new Uint32Array(size)
    const bytes = new Uint8ClampedArray(pixels.buffer)
    for (let k = 0; k < size; k++)
      bytes.set([...colourOf(panel, colours, panel.values[tile * size + k]), 255], 4 * k)
    context.drawImage(surfaceOf(rows, columns, pixels), at.x, at.y, columns * cell, rows * cell)
    if (cell >= STROKE_FROM) paintEach(context, panel, plan, colours, tile, at)
    else paintBelowZero(context, panel, cell, tile, at, hatch)
    paintPadding(context, panel, cell, at, dots)
    context.strokeStyle = colours.line.text
    context.lineWidth = 1
    context.strokeRect(at.x + 0.5, at.y + 0.5, columns * cell - 1, rows * cell - 1)
  }
}

function paintEach(context, panel, { cell }, colours, tile, at) {
  const { rows, columns } = shapeOf(panel)
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++) {
      const value = valueAt(panel, { tile, r, c })
      const x = at.x + c * cell
      const y = at.y + r * cell
      const rgb = colourOf(panel, colours, value)
      const ink = inkOn(rgb)
      const text = cell >= DIGITS_FROM ? inCell(value, cell) : ""
      if (text) writeIn(context, colours, text, x + cell / 2, y + cell / 2, digitsSize(cell), ink)
      else if (panel.look !== "grey" && value < -TOUCH * panel.limit) {
        context.strokeStyle = ink
        context.globalAlpha = 0.45
        context.lineWidth = 1
        context.beginPath()
        context.moveTo(x + 1.5, y + cell - 1.5)
        context.lineTo(x + cell - 1.5, y + 1.5)
        context.stroke()
        context.globalAlpha = 1
      }
      if (panel.marks?.[(tile * rows + r) * columns + c]) {
        context.fillStyle = ink
        context.globalAlpha = 0.8
        context.beginPath()
        context.arc(x + cell / 2, y + cell / 2, Math.max(1.2, cell * 0.14), 0, 7)
        context.fill()
        context.globalAlpha = 1
      }
    }
}

function paintBelowZero(context, panel, cell, tile, at, hatch) {
  const { rows, columns } = shapeOf(panel)
  const size = rows * columns
  if (panel.look === "grey" || cell * columns < 10) return
  const mask = new Path2D()
  let any = false
  for (let k = 0; k < size; k++) {
    if (panel.values[tile * size + k] >= -TOUCH * panel.limit) continue
    any = true
    mask.rect(at.x + (k % columns) * cell, at.y + Math.floor(k / columns) * cell, cell, cell)
  }
  if (!any) return
  context.save()
  context.globalAlpha = 0.4
  context.fillStyle = hatch
  context.fill(mask)
  context.restore()
}

function paintPadding(context, panel, cell, at, dots) {
  const [top, left, bottom, right] = panel.pads
  const { rows, columns } = shapeOf(panel)
  const w = columns * cell
  const h = rows * cell
  context.fillStyle = dots
  context.fillRect(at.x, at.y, w, top * cell)
  context.fillRect(at.x, at.y + h - bottom * cell, w, bottom * cell)
  context.fillRect(at.x, at.y + top * cell, left * cell, h - (top + bottom) * cell)
  context.fillRect(
    at.x + w - right * cell,
    at.y + top * cell,
    right * cell,
    h - (top + bottom) * cell,
  )
}

// ---- which cells belong together ------------------------------------------------------------

// The cell of the panel that others follow: itself, or the one that leads to a pointed cell.
export function leading(panels, pointed) {
  if (!pointed) return null
  const panel = panels.find((one) => one.name === pointed.panel)
  const { follow } = panel
  if (!follow || follow.size[0] > 1 || follow.size[1] > 1) return pointed
  const r = (pointed.r - follow.offset[0]) / follow.stride[0]
  const c = (pointed.c - follow.offset[1]) / follow.stride[1]
  const lead = panels.find((one) => one.name === follow.panel)
  if (
    !lead ||
    !Number.isInteger(r) ||
    !Number.isInteger(c) ||
    r < 0 ||
    c < 0 ||
    r >= lead.shape[1] ||
    c >= lead.shape[2]
  )
    return pointed
  return { panel: lead.name, tile: Math.min(pointed.tile, lead.shape[0] - 1), r, c }
}

// The frames [tile, row, column, rows, columns, soft] that a pointed cell puts on a panel.
export function followed(panel, pointed, lead) {
  if (!pointed) return []
  if (panel.name === lead.panel) return [[lead.tile, lead.r, lead.c, 1, 1, false]]
  const { follow } = panel
  if (follow?.panel !== lead.panel)
    return panel.name === pointed.panel ? [[pointed.tile, pointed.r, pointed.c, 1, 1, false]] : []
  const tile = follow.tile === ALL_TILES ? ALL_TILES : Math.min(lead.tile, panel.shape[0] - 1)
  const row = lead.r * follow.stride[0] + follow.offset[0]
  const column = lead.c * follow.stride[1] + follow.offset[1]
  return [[tile, row, column, ...follow.size, false]]
}

export function frameRects(panel, plan, [tile, row, column, rows, columns]) {
  const all = tile === ALL_TILES ? Array.from({ length: panel.shape[0] }, (_, k) => k) : [tile]
  return all.map((one) => {
    const at = tileAt(panel, plan, one)
    const { cell } = plan
    const x0 = Math.max(at.x, at.x + column * cell)
    const y0 = Math.max(at.y, at.y + row * cell)
    const x1 = Math.min(at.x + panel.shape[2] * cell, at.x + (column + columns) * cell)
    const y1 = Math.min(at.y + panel.shape[1] * cell, at.y + (row + rows) * cell)
    return { x: x0, y: y0, w: Math.max(x1 - x0, 4), h: Math.max(y1 - y0, 4) }
  })
}

export function aboutCell(view, pointed) {
  const { say } = view.scene
  const lead = leading(view.panels, pointed)
  const where = (cell, panel) =>
    `${panel.shape[0] > 1 ? `${cell.tile}, ` : ""}row ${cell.r}, column ${cell.c}: `
  const parts = say.map((name) => {
    const panel = view.panels.find((one) => one.name === name)
    if (!panel) return name
    const [frame] = followed(panel, lead, lead)
    return frame
      ? told(valueAt(panel, { tile: Math.max(frame[0], 0), r: frame[1], c: frame[2] }))
      : null
  })
  if (say.length && parts.every((part) => part !== null)) {
    const panel = view.panels.find((one) => one.name === lead.panel)
    const text = parts
      .map((part, k) => (k && part.startsWith(MINUS) ? `(${part})` : part))
      .join(" ")
    return where(lead, panel) + text.replace(" = ", " ≈ ")
  }
  const panel = view.panels.find((one) => one.name === pointed.panel)
  return `${panel.title}: ${where(pointed, panel)}${told(valueAt(panel, pointed))}`
}
