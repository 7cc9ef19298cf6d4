// @ts-check
// Maps made of two others: how steep a picture is at each pixel, and where it gets brighter. Both
// come from the server as whole numbers: magnitudes in hundredths, directions in tenths of a
// degree.

import { surfaceOf } from "../shared/canvas.js"
import { bracketed, decimal, MINUS, quotient } from "../shared/numbers.js"
import { GAP_FROM, paintCells } from "./cells.js"
import { outputIndex } from "./geometry.js"
import { paintTexture } from "./textures.js"

const WAYS = [
  "to the right",
  "to the right and down",
  "down",
  "to the left and down",
  "to the left",
  "to the left and up",
  "up",
  "to the right and up",
]

export function isSteep(scene) {
  return Boolean(scene.derived?.length)
}

// A hue for each direction, as bright as its pixel is steep.
function hueOf(degrees, brightness) {
  const h = (degrees + 180) / 60
  const v = 255 * brightness
  return [5, 3, 1].map((n) => {
    const k = (n + h) % 6
    return Math.round(v * (1 - 0.75 * Math.max(0, Math.min(k, 4 - k, 1))))
  })
}

function derivedColour(scene, which, k) {
  const share = scene.steepest ? Math.min(scene.magnitude[k] / (100 * scene.steepest), 1) : 0
  if (which === 1) return hueOf(scene.direction[k] / 10, Math.sqrt(share))
  const grey = Math.round(255 * share)
  return [grey, grey, grey]
}

export function derivedTexture(view, box) {
  const { scene } = view
  const size = box.rows * box.columns
  const bytes = new Uint8ClampedArray(4 * size)
  for (let k = 0, at = 0; k < size; k++) {
    const [r, g, b] = derivedColour(scene, box.index, k)
    bytes[at++] = r
    bytes[at++] = g
    bytes[at++] = b
    bytes[at++] = 255
  }
  return { surface: surfaceOf(box.rows, box.columns, bytes), marked: null }
}

export function paintDerived(context, view, box) {
  const { scene } = view
  if (box.cell < GAP_FROM) return paintTexture(context, view, box)
  paintCells(
    context,
    view,
    box,
    (row, column, places) => {
      const k = outputIndex(scene, 0, row, column)
      const flat = scene.magnitude[k] === 0
      const text =
        box.index === 0
          ? quotient(scene.magnitude[k], 100, places).text
          : flat
            ? ""
            : `${quotient(scene.direction[k], 10, 0).text}°`
      return { rgb: derivedColour(scene, box.index, k), text }
    },
    box.index === 0 && box.cell >= 40 ? [2, 1, 0] : [0],
  )
}

export function derivedLegend(scene, kind) {
  if (kind === "direction")
    return {
      colourAt: (t) => hueOf(360 * t - 180, 1),
      range: "0° right, 90° down",
      words: [`${MINUS}180°`, "direction", "180°"],
    }
  const most =
    (scene.steepestBeyond ? "≥ " : "") +
    quotient(scene.steepest, 1, scene.steepest < 100 ? 2 : 0).text
  return {
    colourAt: (t) => Array(3).fill(Math.round(255 * t)),
    range: "0 is flat",
    words: ["0", "magnitude", most],
  }
}

// The chosen cell of magnitude or direction in words, with the numbers it is made of.
export function aboutGradient(scene, { r, c, d }) {
  const k = outputIndex(scene, 0, r, c)
  const [across, down] = [0, 1].map((f) => scene.output[outputIndex(scene, f, r, c)])
  const [gx, gy] = [across, down].map((n) => decimal(n, 0))
  const squares = across * across + down * down
  const size = scene.magnitude[k]
  const start = { text: `${scene.derived[d]}, row ${r}, column ${c}: `, kind: "where" }
  if (d === 0) {
    const exact = size * size === squares * 10000
    const sum = `${bracketed(gx)}² + ${bracketed(gy)}²`
    return [
      start,
      { text: `√(gx² + gy²) = √(${sum}) = √${squares} ${exact ? "=" : "≈"} ` },
      { text: decimal(size, 2), kind: "result" },
      ...(exact ? [] : [{ text: " (rounded to 2 decimals)", kind: "note" }]),
    ]
  }
  if (!squares) return [start, { text: "gx and gy are 0: it is flat here, and has no direction." }]
  const exact = !across || !down || Math.abs(across) === Math.abs(down)
  const degrees = scene.direction[k] / 10
  return [
    start,
    { text: `atan2(gy, gx) = atan2(${gy}, ${gx}) ${exact ? "=" : "≈"} ` },
    { text: `${decimal(scene.direction[k], 1)}°`, kind: "result" },
    { text: ` It gets brighter ${WAYS[(Math.round(degrees / 45) + 8) % 8]}.` },
    { text: ` (0° is right, 90° is down${exact ? "" : "; rounded to 1 decimal"})`, kind: "note" },
  ]
}
