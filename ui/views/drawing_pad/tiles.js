// @ts-check
// Numbers as pixels: grey pictures, signed maps centred on 0, and where the tiles of a sheet lie.

import { imageOf } from "../shared/canvas.js"
import { signedRgb } from "../shared/palette.js"

export function greyCanvas(values, rows, columns, byteOf) {
  return imageOf(rows, columns, (k) => {
    const byte = byteOf(values[k])
    return [byte, byte, byte]
  })
}

// The picture as the network gets it: grey, or the colours of its three channels.
export function seenCanvas({ values, shape: [channels, rows, columns] }) {
  const size = rows * columns
  const byte = (v) => Math.round(255 * Math.min(Math.max(v, 0), 1))
  const plane = (k, c) => byte(values[k + size * (channels === 3 ? c : 0)])
  return imageOf(rows, columns, (k) => [plane(k, 0), plane(k, 1), plane(k, 2)])
}

export function signedCanvas(values, start, rows, columns, limit, colours) {
  return imageOf(rows, columns, (k) => signedRgb(colours, limit ? values[start + k] / limit : 0))
}

// Where each map of each layer is drawn: rows of tiles, as large as the width allows.
const TITLE = 16
const GAP = 4
const LARGEST_TILE = 52
const SMALLEST_TILE = 22
const VECTOR = 20
const STRIP = 10
const BETWEEN = 5
// In a narrow sheet every layer still has its place on one screen.
const NARROW_SHEET = 420
const NARROW_TILE = 30

export function layoutSheet(layers, width) {
  const tiles = []
  const largest = width < NARROW_SHEET ? NARROW_TILE : LARGEST_TILE
  let y = 0
  layers.forEach((layer, number) => {
    const [count, rows, columns] = layer.shape
    layer.y = y
    y += TITLE
    if (rows === 1 && count === 1) {
      const h = columns * 10 > width ? STRIP : VECTOR
      tiles.push({ layer: number, map: 0, x: 1, y, w: width - 2, h })
      y += h + BETWEEN
      return
    }
    const w = Math.max(
      SMALLEST_TILE,
      Math.min(largest, Math.floor((width - 2 + GAP) / count) - GAP),
    )
    const most = Math.max(1, Math.floor((width - 2 + GAP) / (w + GAP)))
    const across = Math.ceil(count / Math.ceil(count / most)) // lines of the same length
    const h = Math.max(4, Math.round((w * rows) / columns))
    for (let map = 0; map < count; map++) {
      const line = Math.floor(map / across)
      tiles.push({
        layer: number,
        map,
        x: 1 + (map % across) * (w + GAP),
        y: y + line * (h + GAP),
        w,
        h,
      })
    }
    y += Math.ceil(count / across) * (h + GAP) + BETWEEN
  })
  return { tiles, height: Math.max(y, 1) }
}
