// @ts-check
// The sheet of all feature maps: one row of tiles a layer, and the cell that is pointed at.

import { fitCanvas } from "../shared/canvas.js"
import { pointIn, smallestDigits } from "../shared/projector.js"
import { layoutSheet, seenCanvas, signedCanvas } from "./tiles.js"

export function layersOf({ meta, arrays }) {
  return meta.answer.layers.map((layer, k) => {
    const { values, shape } = arrays[`maps${k}`]
    let low = Infinity
    let high = -Infinity
    for (const value of values) {
      low = Math.min(low, value)
      high = Math.max(high, value)
    }
    return { ...layer, values, shape, low, high, limit: Math.max(high, -low) }
  })
}

export function paintSheet(view) {
  const { sheet, colours, layers } = view
  const width = sheet.clientWidth
  if (!width) return
  view.plan = layoutSheet(layers, width)
  sheet.style.height = `${view.plan.height}px`
  const context = fitCanvas(sheet, width, view.plan.height)
  context.imageSmoothingEnabled = false
  context.textBaseline = "top"
  layers.forEach((layer) => {
    context.font = `${smallestDigits(12)}px ${colours.mono}`
    context.fillStyle = colours.soft.text
    context.fillText(
      `${layer.title}: ${number(layer.low)} to ${number(layer.high)}`,
      0,
      layer.y + 2,
      width,
    )
  })
  for (const tile of view.plan.tiles) {
    const {
      values,
      shape: [, rows, columns],
      limit,
    } = layers[tile.layer]
    const picture = signedCanvas(values, tile.map * rows * columns, rows, columns, limit, colours)
    context.drawImage(picture, tile.x, tile.y, tile.w, tile.h)
    context.strokeStyle = colours.line.text
    context.lineWidth = 1
    context.strokeRect(tile.x + 0.5, tile.y + 0.5, tile.w - 1, tile.h - 1)
    if (tile.w / columns >= READABLE) writeNumbers(view, context, tile)
  }
  frameCell(view, context)
}

// A cell this wide has its number in it.
const READABLE = 30

function writeNumbers({ layers, colours }, context, tile) {
  const {
    values,
    shape: [, rows, columns],
    limit,
  } = layers[tile.layer]
  const w = tile.w / columns
  const h = tile.h / rows
  if (h < 14 || w < 32) return
  context.font = `${smallestDigits(12)}px ${colours.mono}`
  context.textAlign = "center"
  for (let k = 0; k < rows * columns; k++) {
    const value = values[tile.map * rows * columns + k]
    const strong = limit && Math.abs(value) > 0.6 * limit
    context.fillStyle = strong ? colours.panel.text : colours.ink.text
    context.fillText(
      value.toFixed(1).replace("-", "−"),
      tile.x + ((k % columns) + 0.5) * w,
      tile.y + (Math.floor(k / columns) + 0.5) * h - 5,
      w - 2,
    )
  }
  context.textAlign = "left"
}

function frameCell(view, context) {
  const { cell, colours, plan, layers } = view
  const tile = cell && plan.tiles.find((one) => one.layer === cell.layer && one.map === cell.map)
  if (!tile) return
  const [, rows, columns] = layers[cell.layer].shape
  const w = tile.w / columns
  const h = tile.h / rows
  context.strokeStyle = colours.amber.text
  context.lineWidth = 2
  context.strokeRect(tile.x - 1, tile.y - 1, tile.w + 2, tile.h + 2)
  const wide = Math.max(w, 5)
  const high = Math.max(h, 5)
  context.strokeRect(
    tile.x + (cell.column + 0.5) * w - wide / 2,
    tile.y + (cell.row + 0.5) * h - high / 2,
    wide,
    high,
  )
}

export function paintSeen(view) {
  const { seen, colours, scene } = view
  const [, rows, columns] = scene.arrays.seen.shape
  const side = seen.clientWidth || 112
  const context = fitCanvas(seen, side, side)
  context.imageSmoothingEnabled = false
  context.fillStyle = "#000000"
  context.fillRect(0, 0, side, side)
  const scale = side / Math.max(rows, columns)
  context.drawImage(seenCanvas(scene.arrays.seen), 0, 0, columns * scale, rows * scale)
  const part = view.cell && fieldOf(view)
  if (!part) return
  context.strokeStyle = colours.amber.text
  context.lineWidth = 2
  const [[top, bottom], [left, right]] = part
  context.strokeRect(
    left * scale + 1,
    top * scale + 1,
    (right - left) * scale - 2,
    (bottom - top) * scale - 2,
  )
}

// Which rows and columns of the picture the chosen cell sees, each [first, after the last].
function fieldOf({ cell, layers, scene }) {
  const { field } = layers[cell.layer]
  const [, ...sides] = scene.arrays.seen.shape
  if (!field) return sides.map((side) => [0, side])
  return field.map(([size, jump, start], axis) => {
    const first = start + jump * [cell.row, cell.column][axis]
    return [Math.max(0, first), Math.min(sides[axis], first + size)]
  })
}

export function cellAt(view, event) {
  const { x, y } = pointIn(view.sheet, event)
  const tile = view.plan?.tiles.find(
    (one) => x >= one.x && x < one.x + one.w && y >= one.y && y < one.y + one.h,
  )
  if (!tile) return null
  const [, rows, columns] = view.layers[tile.layer].shape
  const row = Math.min(rows - 1, Math.floor(((y - tile.y) / tile.h) * rows))
  const column = Math.min(columns - 1, Math.floor(((x - tile.x) / tile.w) * columns))
  return { layer: tile.layer, map: tile.map, row, column }
}

export function stepCell(view, key) {
  const { tiles } = view.plan
  const cell = view.cell ?? { ...tiles[0], row: -1, column: 0 }
  const [, rows, columns] = view.layers[cell.layer].shape
  const moves = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }
  if (key in moves) {
    const [down, right] = moves[key]
    const row = Math.min(Math.max(cell.row + down, 0), rows - 1)
    const column = Math.min(Math.max(cell.column + right, 0), columns - 1)
    return { layer: cell.layer, map: cell.map, row, column }
  }
  const at = tiles.findIndex((one) => one.layer === cell.layer && one.map === cell.map)
  const turns = { PageDown: at + 1, PageUp: at - 1, Home: 0, End: tiles.length - 1 }
  if (!(key in turns)) return null
  const tile = tiles[Math.min(Math.max(turns[key], 0), tiles.length - 1)]
  const [, high, wide] = view.layers[tile.layer].shape
  return {
    layer: tile.layer,
    map: tile.map,
    row: Math.min(Math.max(cell.row, 0), high - 1),
    column: Math.min(cell.column, wide - 1),
  }
}

// Up to four figures, with a true minus.
export function number(value) {
  const size = Math.abs(value)
  const text =
    size === 0
      ? "0"
      : size >= 0.001 && size < 1e5
        ? String(Number(value.toPrecision(4)))
        : value.toExponential(2)
  return text.replaceAll("-", "−")
}

export function cellWords(view) {
  const { cell, layers } = view
  const layer = layers[cell.layer]
  const [count, rows, columns] = layer.shape
  const value = layer.values[(cell.map * rows + cell.row) * columns + cell.column]
  const vector = count === 1 && rows === 1
  const name = layer.names[cell.column]
  const place = vector
    ? `number ${cell.column} of ${columns}${name === undefined ? "" : ` (${name})`}`
    : `map ${cell.map}, row ${cell.row}, column ${cell.column}`
  const [[top, bottom], [left, right]] = fieldOf(view)
  const whole =
    layer.field === null
      ? "the whole image"
      : `rows ${top} to ${bottom - 1} and columns ${left} to ${right - 1} of the image`
  return [
    ["where", `${layer.title}: ${place} = `],
    ["value", number(value)],
    ["where", `. It sees ${whole}.`],
  ]
}
