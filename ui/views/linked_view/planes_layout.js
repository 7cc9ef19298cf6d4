// @ts-check
// Where the planes of a picture stand: side by side, or beside their own magnified part.

import { crisp } from "../shared/canvas.js"
import { aim, grid, visible } from "./boxes.js"
import { LEGEND, TITLE, WIDE } from "./legend_layout.js"

const READABLE = 40 // px of a cell that is there to be read

const READABLE_FROM = 24 // cells this wide at once need no magnified part

const APART = 14

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

export function largestPlane(plan) {
  return plan.boxes.find((box) => !box.whole)
}

export function partOf(box) {
  const seen = visible(box)
  return {
    x0: seen.left,
    y0: seen.top,
    rows: seen.bottom - seen.top,
    columns: seen.right - seen.left,
  }
}
