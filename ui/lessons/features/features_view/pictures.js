// @ts-check
// Pictures of bytes, and the elements around them.

import { fitCanvas, surfaceOf } from "../../../views/shared/canvas.js"

const OUTSIDE = "#7f7f7f"

// Draw bytes (C, H, W), grey or red, green and blue, in a square of `side` pixels.
/** @param {HTMLCanvasElement} canvas @param {ArrayLike<number>} bytes @param {number[]} shape */
export function paintPicture(canvas, bytes, shape, side) {
  const [, rows, columns] = shape
  const cell = side / Math.max(rows, columns)
  canvas.style.width = `${columns * cell}px`
  const context = fitCanvas(canvas, columns * cell, rows * cell)
  context.imageSmoothingEnabled = cell < 1
  context.drawImage(surfaceOfBytes(bytes, shape), 0, 0, columns * cell, rows * cell)
}

// A surface of bytes (C, H, W).
/** @param {ArrayLike<number>} bytes @param {number[]} shape */
export function surfaceOfBytes(bytes, [channels, rows, columns]) {
  const cells = rows * columns
  const pixels = new Uint32Array(cells)
  for (let k = 0; k < cells; k++) {
    const [r, g, b] = [0, 1, 2].map((c) => bytes[(channels > 1 ? c : 0) * cells + k])
    pixels[k] = (0xff000000 | (b << 16) | (g << 8) | r) >>> 0
  }
  return surfaceOf(rows, columns, pixels)
}

// A surface for each picture of bytes (P, C, H, W).
export function surfacesOf({ values, shape }) {
  const size = shape[1] * shape[2] * shape[3]
  return Array.from({ length: shape[0] }, (_, k) =>
    surfaceOfBytes(values.subarray(k * size, (k + 1) * size), shape.slice(1)),
  )
}

// Draw a window of `side` pixels in a square of `size`, grey where it reaches over the edge of its
// picture. `from` is where what is there of it begins on the surface.
export function paintWindow(context, surface, place, side, at, size, from = place) {
  const [top, high, left, wide] = place
  const cell = size / side
  context.fillStyle = OUTSIDE
  context.fillRect(at.x, at.y, size, size)
  const x = at.x + (left === 0 ? side - wide : 0) * cell
  const y = at.y + (top === 0 ? side - high : 0) * cell
  context.imageSmoothingEnabled = cell < 1
  context.imageSmoothingQuality = "high"
  context.drawImage(surface, from[2], from[0], wide, high, x, y, wide * cell, high * cell)
}

export function element(kind, name = "", text = "") {
  const made = document.createElement(kind)
  if (name) made.className = name
  if (text) made.textContent = text
  return made
}

// A canvas with a caption of two lines: what it is, and what the network makes of it.
export function figure(name) {
  const made = element("figure", name)
  const canvas = /** @type {HTMLCanvasElement} */ (element("canvas"))
  canvas.setAttribute("role", "img")
  const [title, answer] = [element("b"), element("span")]
  const caption = element("figcaption")
  caption.append(title, answer)
  made.append(canvas, caption)
  return { made, canvas, title, answer }
}
