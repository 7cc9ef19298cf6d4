// @ts-check
// One pixel a cell, built once for each grid and scaled by the canvas: what makes a photograph
// as quick to draw as a toy. Colours come from tables, for a megapixel is a million look-ups.
// `marked` masks the cells that a hatch marks as negative, or crosses as read by no window.

import { crosses, hatch, surfaceOf } from "../shared/canvas.js"
import { css, mix } from "../shared/palette.js"
import { inputColour, outputColour, whiteOfMaps } from "./colours.js"
import { sourceIndex } from "./geometry.js"
import { derivedTexture } from "./gradient.js"
import { note } from "./key.js"
import { answerMask, signedOnly } from "./outputs.js"
import { planeTexture } from "./planes_paint.js"

function textureOf(view, box) {
  const name = box.kind + box.index
  const make = {
    input: view.scene.counts ? countTexture : inputTexture,
    output: outputTexture,
    derived: derivedTexture,
    plane: planeTexture,
  }[box.kind]
  view.textures[name] ??= make(view, box)
  return view.textures[name]
}

// The grids of an image that stays as it was, in what surrounds it as well.
export function keptTextures({ textures }, last, scene) {
  const alike = (name) => JSON.stringify(last[name]) === JSON.stringify(scene[name])
  const same =
    last?.input === scene.input &&
    last?.imageSum &&
    !scene.inputSigned &&
    !last.counts &&
    !scene.counts &&
    ["padding", "mode", "fill", "white", "inputSigned"].every(alike)
  return same
    ? Object.fromEntries(Object.entries(textures).filter(([name]) => name.startsWith("input")))
    : {}
}

export const LEVELS = 256

const FEW = 1000 // cells of a grid in which small negative numbers are hatched as well

// In a photograph, a hatch over each small negative number would cover it all.
export function hatchedFrom(size) {
  return size <= FEW ? -0.02 : -0.15
}

// The colour table of whole levels from -LEVELS to LEVELS, each a pixel of ImageData.
export function colourTable(colourAt) {
  const bytes = new Uint8ClampedArray(4 * (2 * LEVELS + 1))
  for (let k = -LEVELS; k <= LEVELS; k++)
    bytes.set([...colourAt(k / LEVELS), 255], 4 * (k + LEVELS))
  return new Uint32Array(bytes.buffer)
}

function sourcesAlong(size, [before, after], mode) {
  return Array.from({ length: size + before + after }, (_, k) =>
    sourceIndex(k - before, size, mode),
  )
}

function inputTexture(view, box) {
  const { scene, colours } = view
  const { rows, columns, white } = scene
  const table = colourTable((t) => inputColour(scene, colours, t * white))
  const ys = sourcesAlong(rows, scene.padding[0], scene.mode)
  const xs = sourcesAlong(columns, scene.padding[1], scene.mode)
  const pixels = new Uint32Array(box.rows * box.columns)
  const scale = LEVELS / white
  const level = (n) => LEVELS + Math.max(-LEVELS, Math.min(LEVELS, Math.round(n * scale)))
  for (let r = 0, k = 0; r < box.rows; r++) {
    const start = (box.index * rows + ys[r]) * columns
    for (let c = 0; c < box.columns; c++, k++)
      pixels[k] = table[level(ys[r] < 0 || xs[c] < 0 ? scene.fill : scene.input[start + xs[c]])]
  }
  const mask = scene.answer ? answerMask(scene) : null
  return {
    surface: surfaceOf(box.rows, box.columns, pixels),
    marked: mask && surfaceOf(box.rows, box.columns, mask),
  }
}

// How many windows read a pixel is a positive value; where it is 0 crosses say so.
export function countColour(scene, colours, n) {
  return mix(
    colours.panel.rgb,
    colours.positive.rgb,
    scene.largestCount ? (0.85 * n) / scene.largestCount : 0,
  )
}

function countTexture(view, box) {
  const { scene, colours } = view
  const [[top], [left]] = scene.padding
  const size = box.rows * box.columns
  const table = colourTable((t) => countColour(scene, colours, Math.max(t, 0) * scene.largestCount))
  const pixels = new Uint32Array(size).fill(table[LEVELS])
  const scale = scene.largestCount ? LEVELS / scene.largestCount : 0
  let mask = null
  for (let r = 0; r < scene.rows; r++)
    for (let c = 0; c < scene.columns; c++) {
      const n = scene.counts[r * scene.columns + c]
      const k = (r + top) * box.columns + c + left
      pixels[k] = table[LEVELS + Math.round(n * scale)]
      if (n === 0) (mask ??= new Uint32Array(size))[k] = 0xff000000
    }
  return {
    surface: surfaceOf(box.rows, box.columns, pixels),
    marked: mask && surfaceOf(box.rows, box.columns, mask),
  }
}

function outputTexture(view, box) {
  const { scene, colours } = view
  const size = box.rows * box.columns
  const start = box.index * size
  const f = box.index
  const grey = scene.greyMaps[f]
  const limit = (grey ? whiteOfMaps(scene) : scene.limit) * scene.divisors[f]
  const scale = limit ? LEVELS / limit : 0
  const table = colourTable((t) => outputColour(scene, colours, t * limit, f))
  const pixels = new Uint32Array(size)
  const strong = grey ? 0 : hatchedFrom(size) * limit
  let mask = null
  for (let k = 0; k < size; k++) {
    const n = scene.output[start + k]
    pixels[k] = table[LEVELS + Math.max(-LEVELS, Math.min(LEVELS, Math.round(n * scale)))]
    if (n < strong) (mask ??= new Uint32Array(size))[k] = 0xff000000
  }
  return {
    surface: surfaceOf(box.rows, box.columns, pixels),
    marked: mask && surfaceOf(box.rows, box.columns, mask),
  }
}

export function paintTexture(context, view, box) {
  const { surface, marked } = textureOf(view, box)
  /** @type {[number, number, number, number]} */
  const source = [box.left, box.top, box.w / box.cell, box.h / box.cell]
  /** @type {[number, number, number, number]} */
  const target = [box.x, box.y, box.w, box.h]
  context.imageSmoothingEnabled = box.cell < 1
  context.imageSmoothingQuality = "high"
  context.drawImage(surface, ...source, ...target)
  if (!marked) return
  const ratio = view.ratio
  const w = Math.max(1, Math.ceil(box.w * ratio))
  const h = Math.max(1, Math.ceil(box.h * ratio))
  const strokes = new OffscreenCanvas(w, h)
  const over = strokes.getContext("2d")
  over.imageSmoothingEnabled = box.cell < 1
  over.drawImage(marked, ...source, 0, 0, w, h)
  over.globalCompositeOperation = "source-in"
  over.scale(ratio, ratio)
  const { negative: blue, ink } = view.colours
  const { counts, unread } = view.scene
  const gaps = box.kind === "input" && (counts || unread)
  note(view, gaps ? "unread" : "negative")
  if (gaps) over.fillStyle = crosses(over, view.colours)
  else
    over.fillStyle = hatch(
      over,
      css(box.kind === "input" && !signedOnly(view.scene) ? ink.rgb : mix(blue.rgb, ink.rgb, 0.55)),
    )
  over.fillRect(0, 0, box.w, box.h)
  context.globalAlpha = gaps ? 0.9 : 0.5
  context.drawImage(strokes, box.x, box.y, box.w, box.h)
  context.globalAlpha = 1
}
