// @ts-check
// Maps of a byte a cell (thumbnails.py) as pictures: grey, or from blue over 0 to orange with a
// hatch where they are clearly negative, so that no sign is a colour alone.

import { imageOf } from "../../views/shared/canvas.js"
import { mix, signedRgb } from "../../views/shared/palette.js"

const ZERO = 128
const CLEARLY = -0.15 // of the largest value: from here on a cell is hatched
const APART = 4 // cells from stroke to stroke

export function byteMap(colours, cells, rows, columns, grey) {
  const signed = (k) => {
    const share = (cells[k] - ZERO) / 127
    const rgb = signedRgb(colours, share)
    const stroke = (Math.floor(k / columns) + (k % columns)) % APART === 0
    return share < CLEARLY && stroke ? mix(rgb, colours.ink.rgb, 0.35) : rgb
  }
  return imageOf(rows, columns, grey ? (k) => [cells[k], cells[k], cells[k]] : signed)
}
