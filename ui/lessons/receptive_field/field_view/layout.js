// @ts-check
// Where pictures, maps and the view from the side stand on the canvas, in CSS pixels.

import { crisp } from "../../../views/shared/canvas.js"
import { pictureHeight } from "../../../views/shared/projector.js"

export const TITLE = 24
export const ROOM = 20 // around a picture, for the part of a field that lies in its padding
const WIDE = 600
const LEGEND = 40
export const LETTER = 7.85 // px of a name's letter
const BESIDE = 380 // from this width on, names stand beside the lines; above them below it

function stageHeight() {
  return pictureHeight(Math.min(Math.max(innerHeight * 0.46, 300), 640), 240)
}

function boxOf(x, y, rows, columns, cell) {
  return { x, y, cell, rows, columns, w: cell * columns, h: cell * rows }
}

export function layOut(scene, width) {
  if (scene.mode === "ways") return layOutWays(scene, width)
  const height = stageHeight()
  const [picture] = scene.panels[0].layers
  const wide = width >= WIDE
  const room = wide ? Math.min(width * 0.46, height) : width
  const legend = scene.mode === "overlap" ? LEGEND : 0
  const cell = crisp(
    Math.min(
      48,
      (room - 2 * ROOM) / picture.columns,
      (height - TITLE - 2 * ROOM - legend) / picture.rows,
    ),
  )
  const box = boxOf(0, 0, picture.rows, picture.columns, cell)
  const tall = box.h + 2 * ROOM + TITLE + legend
  const side = wide ? Math.max(box.w + 2 * ROOM, room * 0.72) : width
  box.x = (side - box.w) / 2
  box.y = TITLE + ROOM + (wide ? Math.max(0, (height - tall) / 2) : 0)
  const beside = wide
    ? { x: side + 12, y: 0, w: width - side - 14, h: height }
    : { x: 2, y: tall + 8, w: width - 4, h: Math.max(260, 40 * scene.panels[0].layers.length + 40) }
  return { picture: box, beside, width, height: wide ? height : beside.y + beside.h, wide }
}

// Three ways side by side, or one above the other: each a picture, and its map to the same scale.
function layOutWays(scene, width) {
  const count = scene.panels.length
  const wide = width >= WIDE
  const share = wide ? width / count : width
  const [picture] = scene.panels[0].layers
  const tallest = Math.max(...scene.panels.map(({ layers }) => layers.at(-1).rows))
  const height = wide ? stageHeight() : 10_000
  const cell = Math.max(
    0.3,
    crisp(
      Math.min(
        14,
        (share - 2 * ROOM) / picture.columns,
        (height - 2 * TITLE - 2.5 * ROOM) / (picture.rows + tallest),
      ),
    ),
  )
  const step = 2 * TITLE + ROOM + cell * (picture.rows + tallest) + ROOM
  const panels = scene.panels.map(({ layers }, k) => {
    const last = layers.at(-1)
    const x = wide ? k * share : 0
    const y = wide ? 0 : k * step
    const box = boxOf(
      x + (share - cell * picture.columns) / 2,
      y + TITLE + ROOM / 2,
      picture.rows,
      picture.columns,
      cell,
    )
    const map = boxOf(
      x + (share - cell * last.columns) / 2,
      box.y + box.h + ROOM,
      last.rows,
      last.columns,
      cell,
    )
    return { box, map, x, y, share }
  })
  return { panels, width, height: wide ? step : step * count, wide }
}

export function nameOf(layer, k) {
  return k ? `${k} ${layer.name}` : "image"
}

// The view from the side: a line for each layer, the picture at the bottom, all over the same axis
// of pixels.
export function sectionOf(layers, area) {
  const [picture] = layers
  const beside = area.w >= BESIDE
  const labels = beside
    ? Math.max(104, 14 + LETTER * Math.max(...layers.map((one, k) => nameOf(one, k).length)))
    : 0
  const numbers = layers.map(({ r, jump }) => `r ${r}, jump ${jump}`.length)
  const right = beside ? 14 + 7.3 * Math.max(...numbers) : 8
  const over = Math.min(
    Math.max(...layers.map((one) => -one.start), 0),
    Math.ceil(picture.columns * 0.2),
  )
  const low = -over
  const high = picture.columns + over
  const x = area.x + labels
  const w = area.w - labels - right
  const top = area.y + TITLE + (beside ? 22 : 30)
  const bottom = area.y + area.h - 30
  const lines = layers.map(
    (_, k) => bottom - (layers.length > 1 ? (k * (bottom - top)) / (layers.length - 1) : 0),
  )
  return { x, w, low, high, scale: w / (high - low), lines, labels, right }
}

export function acrossOf(section, pixel) {
  return section.x + (pixel - section.low) * section.scale
}

// The measured field, magnified: one square for each pixel of the field.
export function shareBox(scene, area) {
  const { r } = scene.measured
  const cell = crisp(Math.min(64, area.w / r, (area.h - TITLE - LEGEND - 8) / r))
  const box = boxOf(0, area.y + TITLE, r, r, Math.max(cell, 0.5))
  box.x = area.x + Math.max(0, (area.w - box.w) / 2)
  box.y += Math.max(0, (area.h - TITLE - LEGEND - box.h) / 2)
  return box
}
