// @ts-check
// What is drawn on canvases: text, frames, marks, pictures of cells, strips of colour.

import { css } from "./palette.js"
import { projectedZoom, smallestDigits } from "./projector.js"

/** @typedef {import("./palette.js").Palette} Palette */
/** @typedef {CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D} Context */
/** @typedef {{ x: number, y: number, w: number, h: number }} Rect */

export const SMALLEST = 12 // px of letters, on a canvas as on the page
const SHARPEST = 3 // device pixels for each CSS pixel, at most
export const ASKED_SHARPNESS = "data-sharpness" // on the page's root: of a saved picture
const PROJECTED_DIGITS = 22 // px of digits in cells on a projector, at most
const STRIP_HEIGHT = 9 // px of a colour strip's height

export function deviceRatio(most = SHARPEST) {
  const asked = Number(document.documentElement.getAttribute(ASKED_SHARPNESS))
  if (asked) return asked
  return Math.min((devicePixelRatio || 1) * (projectedZoom() || 1), most)
}

// Whole pixels keep cells crisp; below 4 the steps would waste a third of the room.
export function crisp(cell) {
  return cell >= 4 ? Math.floor(cell) : cell
}

// Make a canvas that large in CSS pixels, with as many device pixels as the screen has, and wipe
// it.
/** @param {HTMLCanvasElement} canvas */
export function fitCanvas(canvas, width, height, most = SHARPEST) {
  const ratio = deviceRatio(most)
  const w = Math.round(width * ratio)
  const h = Math.round(height * ratio)
  if (canvas.width !== w || canvas.height !== h) {
    canvas.width = w
    canvas.height = h
  }
  canvas.style.height = `${height}px`
  const context = canvas.getContext("2d")
  context.setTransform(ratio, 0, 0, ratio, 0, 0)
  context.clearRect(0, 0, width, height)
  return context
}

// With a halo, text can be read on whatever it stands. Returns the text's width.
/**
 * @param {Context} context
 * @param {Palette} colours
 * @param {{ size?: number, colour?: string, align?: CanvasTextAlign, weight?: string,
 *   baseline?: CanvasTextBaseline, halo?: boolean, least?: number }} style `least`: px of the
 *   smallest letters, of a picture that grows as a whole on a projector
 */
export function write(context, colours, text, x, y, style = {}) {
  const { colour = colours.soft.text, align = "left", weight = "" } = style
  const size = Math.max(style.least ?? smallestDigits(SMALLEST), style.size ?? 13)
  context.font = `${weight} ${size}px ${colours.mono}`
  context.textAlign = align
  context.textBaseline = style.baseline ?? "middle"
  if (style.halo) {
    context.strokeStyle = colours.panel.text
    context.lineWidth = 4
    context.strokeText(text, x, y)
  }
  context.fillStyle = colour
  context.fillText(text, x, y)
  return context.measureText(text).width
}

// The largest size at which text fits a width, or 0 where it could not be read.
export function sizeFor(text, width, largest = 14, smallest = SMALLEST) {
  const size = Math.min(
    projectedZoom() ? PROJECTED_DIGITS : largest,
    (width - 1.5) / (0.605 * text.length),
  )
  return size >= smallestDigits(smallest) ? size : 0
}

// A frame around a rectangle, outside of it.
/** @param {Context} context @param {Rect} rect @param {string} colour @param {number[]} dash */
export function frame(context, { x, y, w, h }, colour, width = 3, dash = []) {
  context.strokeStyle = colour
  context.lineWidth = width
  context.lineJoin = "round"
  context.setLineDash(dash)
  context.strokeRect(x - width / 2, y - width / 2, w + width, h + width)
  context.setLineDash([])
}

/** @param {Context} context @param {string} colour @param {number[][]} lines */
export function dashedLines(context, colour, lines, width = 1.5) {
  context.strokeStyle = colour
  context.lineWidth = width
  context.setLineDash([4, 4])
  context.beginPath()
  for (const [x0, y0, x1, y1] of lines) {
    context.moveTo(x0, y0)
    context.lineTo(x1, y1)
  }
  context.stroke()
  context.setLineDash([])
}

// Draw inside a rectangle alone, or so many pixels beyond it.
/** @param {Context} context @param {Rect} rect */
export function clipped(context, { x, y, w, h }, draw, beyond = 0) {
  context.save()
  context.beginPath()
  context.rect(x - beyond, y - beyond, w + 2 * beyond, h + 2 * beyond)
  context.clip()
  draw()
  context.restore()
}

// Three marks, each with one meaning in the whole app: a hatch for what is negative, dots for
// padding, crosses for what no window reads. Dots and crosses have an edge of a second colour, so
// that they show on any ground.

// What is below 0, for a sign is never a colour alone.
/** @param {Context} context @param {string} colour */
export function hatch(context, colour) {
  return pattern(context, 6, (pen) => {
    const path = new Path2D("M-1 7L7 -1M-4 4L4 -4M2 10L10 2")
    pen.lineWidth = 1
    pen.strokeStyle = colour
    pen.stroke(path)
  })
}

/** @param {Context} context @param {{ soft: { text: string }, panel: { text: string } }} colours */
export function dots(context, { soft, panel }) {
  return pattern(context, 7, (pen) => {
    for (const [colour, size] of /** @type {[string, number][]} */ ([
      [panel.text, 3.4],
      [soft.text, 2],
    ])) {
      pen.fillStyle = colour
      pen.beginPath()
      pen.arc(3.5, 3.5, size / 2, 0, 7)
      pen.fill()
    }
  })
}

/** @param {Context} context @param {{ ink: { text: string }, panel: { text: string } }} colours */
export function crosses(context, { ink, panel }) {
  return pattern(context, 9, (pen) => {
    const path = new Path2D("M2 2L7 7M7 2L2 7")
    for (const [colour, width] of /** @type {[string, number][]} */ ([
      [panel.text, 3],
      [ink.text, 1.2],
    ])) {
      pen.strokeStyle = colour
      pen.lineWidth = width
      pen.stroke(path)
    }
  })
}

/** @param {Context} context @param {number} size */
function pattern(context, size, paint) {
  const tile = new OffscreenCanvas(size, size)
  paint(tile.getContext("2d"))
  return context.createPattern(tile, "repeat")
}

// One pixel a cell, for the canvas to scale, from pixels as ImageData has them.
/** @param {Uint32Array | Uint8ClampedArray} pixels */
export function surfaceOf(rows, columns, pixels) {
  const surface = new OffscreenCanvas(columns, rows)
  const bytes = new Uint8ClampedArray(/** @type {ArrayBuffer} */ (pixels.buffer))
  surface.getContext("2d").putImageData(new ImageData(bytes, columns, rows), 0, 0)
  return surface
}

// The same from the colour of each cell: `rgbAt(k)`, row by row.
/** @param {(k: number) => ArrayLike<number>} rgbAt */
export function imageOf(rows, columns, rgbAt) {
  const bytes = new Uint8ClampedArray(4 * rows * columns)
  for (let k = 0; k < rows * columns; k++) {
    bytes.set(rgbAt(k), 4 * k)
    bytes[4 * k + 3] = 255
  }
  return surfaceOf(rows, columns, bytes)
}

/** @param {Context} context @param {OffscreenCanvas} surface @param {Rect} rect */
export function drawImage(context, surface, { x, y, w, h }) {
  context.imageSmoothingEnabled = w < surface.width
  context.imageSmoothingQuality = "high"
  context.drawImage(surface, x, y, w, h)
}

// A strip of colours from `rgbAt(0)` to `rgbAt(1)`, with words under its ends and middle; of
// several colours, one below the other.
/**
 * @param {Context} context
 * @param {Palette} colours
 * @param {{ x: number, y: number, w: number }} place
 * @param {((t: number) => number[]) | ((t: number) => number[])[]} rgbAt
 * @param {string[]} words
 */
export function strip(context, colours, { x, y, w }, rgbAt, words) {
  const steps = 48
  const bands = [rgbAt].flat()
  const high = STRIP_HEIGHT / bands.length
  bands.forEach((band, down) => {
    for (let k = 0; k < steps; k++) {
      context.fillStyle = css(band(k / (steps - 1)))
      context.fillRect(x + (k * w) / steps, y + down * high, w / steps + 0.6, high)
    }
  })
  context.strokeStyle = colours.line.text
  context.lineWidth = 1
  context.strokeRect(x + 0.5, y + 0.5, w - 1, STRIP_HEIGHT - 1)
  const below = /** @type {const} */ ({ size: 12, baseline: "top" })
  const [left, middle, right] = words
  write(context, colours, left, x, y + STRIP_HEIGHT + 5, below)
  write(context, colours, middle, x + w / 2, y + STRIP_HEIGHT + 5, { ...below, align: "center" })
  write(context, colours, right, x + w, y + STRIP_HEIGHT + 5, { ...below, align: "right" })
}
