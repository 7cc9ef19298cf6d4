// @ts-check
// Scenes without a kernel: the planes of one picture side by side. The same pixel is framed in
// all of them; a picture whose numbers are too small to read lies beside its own magnified part.

import { crisp, strip, surfaceOf } from "../shared/canvas.js"
import { MINUS, quotient } from "../shared/numbers.js"
import { greyOf, signedOf } from "./colours.js"
import { aim, cellRect, grid, LEGEND, TITLE, visible, WIDE } from "./layout.js"
import { frameCell, GAP_FROM, inBox, paintCells, tie, within } from "./paint.js"
import { colourTable, LEVELS, paintTexture } from "./textures.js"

const READABLE = 40 // px of a cell that is there to be read
const READABLE_FROM = 24 // cells this wide at once need no magnified part
const APART = 14

// A pixel is chosen like a cell of a map under a kernel of 1x1: one output cell for each.
export function planeScene(meta, { values, shape: [, rows, columns] }) {
  return {
    ...meta,
    input: values,
    rows,
    columns,
    channels: meta.names.length,
    inputPlaces: 0,
    white: 255,
    filters: 1,
    outputRows: rows,
    outputColumns: columns,
    kernelRows: 1,
    kernelColumns: 1,
    stride: [1, 1],
    dilation: [1, 1],
    padding: [
      [0, 0],
      [0, 0],
    ],
    hidden: null,
    derived: [],
    pinned: false,
    speed: 1,
    divisors: [1],
  }
}

function numberAt(scene, plane, row, column) {
  return scene.input[(plane * scene.rows + row) * scene.columns + column]
}

// ---- where the grids stand ------------------------------------------------------------------

export function layOutPlanes(scene, width, height, zoom, focus) {
  const narrow = width < WIDE
  const plan = planTogether(scene, width, narrow ? height * 1.5 : height)
  if (!scene.lens || plan.boxes[0].base >= READABLE_FROM) {
    for (const box of plan.boxes) aim(scene, box, zoom ?? 1, focus) // none yet in a new picture
    return plan
  }
  return (narrow ? planLensBelow : planLensBeside)(scene, width, height, zoom, focus)
}

// All grids whole, in as few rows as leave their cells about as large as they can be.
function planTogether(scene, width, height) {
  const { grids, rows, columns } = scene
  const count = grids.length
  let best = { cell: 0 }
  for (let across = count; across >= 1; across--) {
    if (count === 5 && across === 4) continue // both pictures, and their three differences below
    const down = Math.ceil(count / across)
    const cell = crisp(
      Math.max(
        0.02,
        Math.min(
          56,
          (width - 2 - (across - 1) * APART) / (across * columns),
          Math.max(height - LEGEND - down * TITLE, 120) / (down * rows),
        ),
      ),
    )
    if (cell > 1.2 * best.cell) best = { cell, across, down }
  }
  const { cell, across } = best
  const w = cell * columns
  const h = cell * rows
  const gap = Math.min(56, (width - 2 - across * w) / across)
  const start = Math.max(1, (width - across * w - (across - 1) * gap) / 2)
  const boxes = grids.map((_, k) => {
    const slot = count === 5 && across === 3 && k > 1 ? k + 1 : k
    return grid(
      "plane",
      k,
      start + (slot % across) * (w + gap),
      TITLE + Math.floor(slot / across) * (h + TITLE),
      cell,
      rows,
      columns,
    )
  })
  return withLegend(boxes, width)
}

function withLegend(boxes, width) {
  const bottom = Math.max(...boxes.map((box) => box.y + box.h))
  return {
    boxes,
    width,
    height: Math.ceil(bottom + LEGEND) + 2,
    legend: {
      x: boxes[0].x,
      y: bottom + 12,
      w: Math.min(220, Math.max(boxes[0].w, 120), width - boxes[0].x - 1),
    },
  }
}

// The grids that the magnified part is shown in: the planes, or the picture itself.
function magnified(scene) {
  return scene.grids.length > 1 ? scene.grids.slice(1).map((_, k) => k + 1) : [0]
}

function overview(scene, x, width, height) {
  const cell = crisp(Math.max(0.02, Math.min(width / scene.columns, height / scene.rows)))
  return { ...grid("plane", 0, x, TITLE, cell, scene.rows, scene.columns), whole: true }
}

function planLensBeside(scene, width, height, zoom, focus) {
  const tall = height - TITLE - LEGEND
  const which = magnified(scene)
  const gap = Math.min(56, width * 0.06)
  const whole = overview(scene, 1, width * (which.length > 1 ? 0.3 : 0.42), tall)
  const start = whole.x + Math.max(whole.w, 130) + gap
  const room = (width - start - 1 - (which.length - 1) * APART) / which.length
  const lenses = which.map((index, k) =>
    lens(scene, index, start + k * (room + APART), TITLE, room, tall + LEGEND - 2, zoom, focus),
  )
  const used = start + (which.length - 1) * (lenses[0].w + APART) + lenses[0].w
  const shift = Math.max(0, (width - used) / 2 - 1)
  lenses.forEach((box, k) => {
    box.x = start + shift + k * (lenses[0].w + APART)
  })
  whole.x += shift
  const { legend } = withLegend([whole], width)
  whole.y += Math.max(0, (tall - whole.h) / 2)
  return {
    boxes: [whole, ...lenses],
    width,
    height,
    legend: { ...legend, y: height - LEGEND + 12 },
  }
}

function planLensBelow(scene, width, height, zoom, focus) {
  const which = magnified(scene)
  const whole = overview(scene, 1, width - 2, Math.max(150, height * 0.6))
  whole.x = (width - whole.w) / 2
  const plan = withLegend([whole], width)
  const tall = which.length > 1 ? 4 * READABLE : 8 * READABLE
  let y = plan.height
  for (const index of which) {
    const box = lens(scene, index, 1, y + TITLE, width - 2, tall, zoom, focus)
    box.x = (width - box.w) / 2
    plan.boxes.push(box)
    y = box.y + box.h + 4
  }
  return { ...plan, height: Math.ceil(y) }
}

// Whole cells around the focus, as many as the room holds.
function lens(scene, index, x, y, width, height, zoom, focus) {
  const box = grid(
    "plane",
    index,
    x,
    y,
    Math.min(width / scene.columns, height / scene.rows),
    scene.rows,
    scene.columns,
  )
  const opening = Math.max(28, Math.min(READABLE, width / 5)) / box.base
  box.opening = Math.max(1, opening)
  box.cell = crisp(Math.max(box.base, box.base * (zoom ?? box.opening)))
  const across = Math.min(scene.columns, Math.max(1, Math.floor(width / box.cell + 1e-6)))
  const down = Math.min(scene.rows, Math.max(1, Math.floor(height / box.cell + 1e-6)))
  box.w = across * box.cell
  box.h = down * box.cell
  box.left = Math.min(Math.max(0, Math.round(focus.c + 0.5 - across / 2)), scene.columns - across)
  box.top = Math.min(Math.max(0, Math.round(focus.r + 0.5 - down / 2)), scene.rows - down)
  return box
}

function largestPlane(plan) {
  return plan.boxes.find((box) => !box.whole)
}

function partOf(box) {
  const seen = visible(box)
  return {
    x0: seen.left,
    y0: seen.top,
    rows: seen.bottom - seen.top,
    columns: seen.right - seen.left,
  }
}

// ---- drawing --------------------------------------------------------------------------------

function planeColour(scene, colours, { planes, signed }, at) {
  if (signed) return signedOf(scene, colours, at(planes[0]), 0)
  return planes.length === 3 ? planes.map(at) : greyOf(scene, at(planes[0]))
}

export function planeTexture(view, box) {
  const { scene, colours } = view
  const { rows, columns } = scene
  const size = rows * columns
  const { planes, signed } = scene.grids[box.index]
  if (signed) return differenceTexture(scene, colours, planes[0])
  const [red, green, blue] = [planes[0], planes[1] ?? planes[0], planes[2] ?? planes[0]].map(
    (plane) => plane * size,
  )
  const bytes = new Uint8ClampedArray(4 * size)
  for (let k = 0, at = 0; k < size; k++) {
    bytes[at++] = scene.input[red + k]
    bytes[at++] = scene.input[green + k]
    bytes[at++] = scene.input[blue + k]
    bytes[at++] = 255
  }
  return { surface: surfaceOf(rows, columns, bytes), negative: null }
}

function differenceTexture(scene, colours, plane) {
  const { rows, columns, limit } = scene
  const size = rows * columns
  const scale = limit ? LEVELS / limit : 0
  const table = colourTable((t) => signedOf(scene, colours, t * limit, 0))
  const pixels = new Uint32Array(size)
  const mask = new Uint32Array(size)
  for (let k = 0; k < size; k++) {
    const n = scene.input[plane * size + k]
    pixels[k] = table[LEVELS + Math.round(n * scale)]
    if (n < -0.15 * limit) mask[k] = 0xff000000
  }
  return { surface: surfaceOf(rows, columns, pixels), negative: surfaceOf(rows, columns, mask) }
}

function printed(scene, n, places = 2) {
  return quotient(n, 255 / scene.scale, places)
}

export function paintPlane(context, view, box) {
  const { scene, colours } = view
  const shown = scene.grids[box.index]
  if (box.cell < GAP_FROM) return paintTexture(context, view, box)
  paintCells(context, view, box, (row, column) => {
    const at = (plane) => numberAt(scene, plane, row, column)
    // A colour is written out where no planes beside it do.
    const written = shown.planes.length === 1 || scene.grids.length === 1 || scene.compared
    const text = written
      ? shown.planes.map((plane) => printed(scene, at(plane)).text).join("\n")
      : ""
    return {
      rgb: planeColour(scene, colours, shown, at),
      text,
      negative: shown.signed && at(shown.planes[0]) < 0,
    }
  })
}

export function planeTitle(view, box) {
  const { title } = view.scene.grids[box.index]
  if (!box.opening || box.index > 0) return title
  const { x0, y0, rows, columns } = partOf(box)
  return `rows ${y0}–${y0 + rows - 1}, columns ${x0}–${x0 + columns - 1}`
}

export function paintPlanesLegend(context, view) {
  const { scene, colours, plan } = view
  const white = String(scene.scale)
  const signed = scene.limit ? plan.boxes.findLast((box) => scene.grids[box.index].signed) : null
  const grey = {
    ...plan.legend,
    w: signed ? Math.min(plan.legend.w, plan.width - plan.legend.x - 145) : plan.legend.w,
  }
  strip(context, colours, grey, (t) => greyOf(scene, 255 * t), ["0 black", "", `${white} white`])
  if (!signed) return
  const x = Math.min(Math.max(signed.x, grey.x + grey.w + 24), plan.width - 121)
  const most = printed(scene, scene.limit).text
  strip(
    context,
    colours,
    { ...plan.legend, x, w: Math.min(220, Math.max(120, signed.w), plan.width - x - 1) },
    (t) => signedOf(scene, colours, scene.limit * (2 * t - 1), 0),
    [MINUS + most, "0", "+" + most],
  )
}

export function paintOverPlanes(context, view) {
  const { plan, colours, glide } = view
  const amber = colours.amber.text
  const whole = plan.boxes.find((box) => box.whole)
  const part = largestPlane(plan)
  if (whole) {
    const { x0, y0, rows, columns } = partOf(part)
    const region = within(
      {
        x: whole.x + x0 * whole.cell,
        y: whole.y + y0 * whole.cell,
        w: columns * whole.cell,
        h: rows * whole.cell,
      },
      whole,
    )
    frameCell(context, { ...region, w: Math.max(region.w, 4), h: Math.max(region.h, 4) }, amber, 2)
    tie(context, colours, region, part)
    frameCell(context, part, amber, 2)
  }
  for (const box of plan.boxes) {
    const rect = cellRect(box, glide.r, glide.c)
    const w = Math.max(rect.w, 5)
    const h = Math.max(rect.h, 5)
    inBox(context, box, () =>
      frameCell(
        context,
        { x: rect.x - (w - rect.w) / 2, y: rect.y - (h - rect.h) / 2, w, h },
        amber,
        view.pinned ? 4 : 3,
      ),
    )
  }
}

// ---- the pixel in words ---------------------------------------------------------------------

// "red 200, green 0, blue 200"; after normalisation each as its division.
function numbersOf(view, row, column, first) {
  const { scene } = view
  const pieces = []
  let exact = true
  scene.names.forEach((name, k) => {
    const n = numberAt(scene, first + k, row, column)
    const whole = scene.scale === 255
    const found = printed(scene, n, 3)
    const word = scene.names.length > 1 ? `${name} ` : ""
    if (k) pieces.push({ text: ", " })
    if (word) pieces.push({ text: word, kind: "where" })
    if (!whole) pieces.push({ text: `${n} / 255 ${found.exact ? "=" : "≈"} ` })
    pieces.push({ text: found.text, kind: "result" })
    exact &&= found.exact
  })
  return { pieces, exact }
}

export function aboutPixel(view) {
  const { scene } = view
  const { r, c } = view.cell
  const before = numbersOf(view, r, c, 0)
  const pieces = [{ text: `row ${r}, column ${c}: `, kind: "where" }, ...before.pieces]
  let { exact } = before
  if (scene.compared) {
    const after = numbersOf(view, r, c, scene.channels)
    pieces.push({ text: " became ", kind: "where" }, ...after.pieces)
    exact &&= after.exact
  }
  if (!exact) pieces.push({ text: " (rounded to 3 decimals)", kind: "note" })
  return pieces
}
