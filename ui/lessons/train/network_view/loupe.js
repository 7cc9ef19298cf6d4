// @ts-check
// The map or kernel that is pointed at, enlarged beside it: in the network they are small.

import { frame } from "../../../views/shared/canvas.js"
import { written } from "../../../views/shared/numbers.js"
import { drawGrid, label, NOT_A_NUMBER, signedPixels } from "./paint.js"

const SIDE = 132 // px of the enlarged map or kernel
const LEGIBLE = 38 // px of a cell that has room for its number
const AWAY = 12 // px between a tile and the loupe
const EDGE = 4 // px around it

// Where the loupe stands, and how large it is: beside the tile at `spot`, within the plan.
function loupeOf(plan, column, spot) {
  const [rows, columns] = column.block.shape.slice(-2)
  const cell = SIDE / Math.max(rows, columns)
  const [w, h] = [cell * columns, cell * rows]
  const right = spot.x + column.tileW + AWAY
  const x = right + w + EDGE <= plan.width ? right : spot.x - AWAY - w
  const middle = spot.y + column.tileH / 2 - h / 2
  const y = Math.min(Math.max(middle, EDGE), Math.max(plan.height - h - EDGE, EDGE))
  return { x: Math.max(x, EDGE), y, w, h, cell }
}

export function drawLoupe(context, view, column, spot, hit) {
  const { colours, plan } = view
  const { values, shape, scale } = column.block
  const [rows, columns] = shape.slice(-2)
  const { x, y, w, h, cell } = loupeOf(plan, column, spot)
  const start = hit.tile * rows * columns
  context.fillStyle = colours.panel.text
  context.fillRect(x - EDGE, y - EDGE, w + 2 * EDGE, h + 2 * EDGE)
  const pixels = signedPixels(colours, values, start, rows * columns)
  drawGrid(context, pixels, rows, columns, x, y, w, h)
  const box = { x: x - EDGE / 2, y: y - EDGE / 2, w: w + EDGE, h: h + EDGE }
  frame(context, box, colours.amber.text, 2)
  const at = { x: x + hit.col * cell, y: y + hit.row * cell, w: cell, h: cell }
  frame(context, at, colours.amber.text, 1.5)
  if (cell < LEGIBLE) return
  for (let k = 0; k < rows * columns; k++) {
    const v = values[start + k]
    if (v === NOT_A_NUMBER) continue
    const [r, c] = [Math.floor(k / columns), k % columns]
    const text = written(v * scale, 2)
    label(context, colours, text, x + (c + 0.5) * cell, y + (r + 0.5) * cell + 4, {
      colour: "ink",
      size: 12,
      align: "center",
      halo: true,
    })
  }
}
