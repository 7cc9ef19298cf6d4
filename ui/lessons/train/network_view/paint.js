// @ts-check
// What the parts of the picture share: canvases in CSS pixels, colours, and grids of numbers.

import { write } from "../../../views/shared/canvas.js"
import { coloursOf } from "../../../views/shared/palette.js"
import { smallestDigits } from "../../../views/shared/projector.js"

export const NOT_A_NUMBER = -32768
export const MOST = 32767
export const MONO = 12 // px of most letters
const LEAST = 12 // px of the smallest letters
export const SHARPNESS = 2 // device pixels, at most, of what is drawn anew while it trains

/**
 * @typedef {{ colour?: string, size?: number, align?: CanvasTextAlign, bold?: boolean,
 *   halo?: boolean }} Style
 */

/** How many times as large the letters of a projector are: all else grows with them. */
export const grown = () => smallestDigits(LEAST) / LEAST

// The palette, with a table of its signed colours.
export function inksOf(root) {
  const colours = coloursOf(root)
  return { ...colours, signed: signedTable(colours) }
}

// 513 colours from the most negative over paper at 0 to the most positive, as pixels of ImageData.
function signedTable({ panel, negative, positive }) {
  const bytes = new Uint8ClampedArray(4 * 513)
  for (let k = -256; k <= 256; k++) {
    const goal = (k < 0 ? negative : positive).rgb
    const t = Math.abs(k) / 256
    bytes.set([...panel.rgb.map((v, c) => v + (goal[c] - v) * t), 255], 4 * (k + 256))
  }
  return new Uint32Array(bytes.buffer)
}

// Text on a line, in a colour of the palette.
/** @param {Style} style */
export function label(context, colours, text, x, y, style = {}) {
  const { colour = "soft", size = MONO, align, bold, halo } = style
  const weight = bold ? "700" : ""
  const ink = colours[colour].text
  write(context, colours, text, x, y, {
    size,
    align,
    weight,
    halo,
    colour: ink,
    baseline: "alphabetic",
    least: LEAST,
  })
}

// Text that must end after so many pixels: a little smaller, and then cut.
export function labelWithin(context, colours, text, x, y, most, style) {
  const wide = (some, size) => {
    context.font = `${style.bold ? "700 " : ""}${size}px ${colours.mono}`
    return context.measureText(some).width
  }
  const size = wide(text, style.size) <= most ? style.size : LEAST
  let shown = text
  while (shown.length > 1 && wide(shown, size) > most)
    shown = `${shown.replace(/…$/, "").slice(0, -1)}…`
  label(context, colours, shown, x, y, { ...style, size })
}

// One reusable surface for grids: numbers become pixels there and are scaled onto the canvas.
const surface = new OffscreenCanvas(1, 1)
const pen = surface.getContext("2d", { willReadFrequently: true })

export function drawGrid(context, pixels, rows, columns, x, y, width, height) {
  context.imageSmoothingEnabled = false
  if (surface.width < columns || surface.height < rows) {
    surface.width = Math.max(surface.width, columns)
    surface.height = Math.max(surface.height, rows)
  }
  pen.putImageData(new ImageData(new Uint8ClampedArray(pixels.buffer), columns, rows), 0, 0)
  context.drawImage(surface, 0, 0, columns, rows, x, y, width, height)
}

export function greyPixels(values, start, count) {
  const pixels = new Uint32Array(count)
  for (let k = 0; k < count; k++) pixels[k] = 0xff000000 | (values[start + k] * 0x010101)
  return pixels
}

// Whole numbers -MOST..MOST as colours; what is no number becomes the colour of lines.
export function signedPixels(colours, values, start, count) {
  const { signed } = colours
  const pixels = new Uint32Array(count)
  const [r, g, b] = colours.soft.rgb
  const none = (0xff000000 | (b << 16) | (g << 8) | r) >>> 0
  for (let k = 0; k < count; k++) {
    const v = values[start + k]
    pixels[k] = v === NOT_A_NUMBER ? none : signed[256 + Math.round((v * 256) / MOST)]
  }
  return pixels
}
