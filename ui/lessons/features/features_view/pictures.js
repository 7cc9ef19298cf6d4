// @ts-check
// Pictures of bytes, and the elements around them.

import { fitCanvas, surfaceOf } from "../../../views/shared/canvas.js"

// Draw bytes (C, H, W), grey or red, green and blue, in a square of `side` pixels.
/** @param {HTMLCanvasElement} canvas @param {ArrayLike<number>} bytes @param {number[]} shape */
export function paintPicture(canvas, bytes, shape, side) {
  const [channels, rows, columns] = shape
  const cells = rows * columns
  const pixels = new Uint32Array(cells)
  for (let k = 0; k < cells; k++) {
    const [r, g, b] = [0, 1, 2].map((c) => bytes[(channels > 1 ? c : 0) * cells + k])
    pixels[k] = (0xff000000 | (b << 16) | (g << 8) | r) >>> 0
  }
  const cell = side / Math.max(rows, columns)
  canvas.style.width = `${columns * cell}px`
  const context = fitCanvas(canvas, columns * cell, rows * cell)
  context.imageSmoothingEnabled = cell < 1
  context.drawImage(surfaceOf(rows, columns, pixels), 0, 0, columns * cell, rows * cell)
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
