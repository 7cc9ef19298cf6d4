// @ts-check
// Which cell is chosen, and when the server hears of it.

import { isPart } from "./boxes.js"
import { ask } from "./frame.js"
import { mapCount } from "./layout.js"
import { rate } from "./playback.js"
import { restartWalk } from "./walk.js"

const REST = 350 // ms without a move before the server hears of the cell
export const GLIDE = 130 // ms the window takes to its next cell

export function cellCount(scene) {
  return scene.outputRows * scene.outputColumns
}
export function cellNumber(scene, { r, c }) {
  return r * scene.outputColumns + c
}

export function choose(view, cell, { rest = true } = {}) {
  const { scene } = view
  const f = Math.min(Math.max(cell.f ?? view.cell.f, 0), scene.filters - 1)
  const r = Math.min(Math.max(cell.r, 0), scene.outputRows - 1)
  const c = Math.min(Math.max(cell.c, 0), scene.outputColumns - 1)
  const before = view.cell
  // `d`: which of the maps that are made of others; undefined for a map of a kernel.
  view.cell = { f, r, c, d: "d" in cell ? cell.d : view.cell.d }
  view.chosen = [f, r, c]
  view.hover = null
  if (before.f !== f || before.r !== r || before.c !== c || before.d !== view.cell.d)
    restartWalk(view)
  keepInSight(view)
  if (rest) restSoon(view)
  glideOn(view)
  ask(view)
}

// Only a move by key, button or play may shift a zoomed picture: under a pointer it would run away.
function keepInSight(view) {
  if (view.pointing || (view.plan && !isPart(view.plan, view.zoom))) return
  view.focus = { r: view.cell.r, c: view.cell.c }
  view.stale = true
}

function glideOn(view) {
  const { cell } = view
  const from = view.glide ?? cell
  const quick = view.still.matches || view.pointing || (view.playing && rate(view) > 4)
  const far = Math.abs(from.r - cell.r) + Math.abs(from.c - cell.c) > 3
  view.travel = quick || far ? null : { from: { r: from.r, c: from.c }, start: performance.now() }
  if (!view.travel) view.glide = { r: cell.r, c: cell.c }
}

export function chosenIn({ box: { kind, index }, row, column }) {
  return kind === "derived"
    ? { r: row, c: column, d: index }
    : { f: index, r: row, c: column, d: undefined }
}

export function stepMap(view, by) {
  const { scene, cell } = view
  const now = cell.d === undefined ? cell.f : scene.filters + cell.d
  const next = Math.min(Math.max(now + by, 0), mapCount(scene) - 1)
  choose(
    view,
    next < scene.filters
      ? { ...cell, f: next, d: undefined }
      : { ...cell, d: next - scene.filters },
  )
}

export function step(view, by) {
  const { scene, cell } = view
  const count = cellCount(scene)
  const k = (cellNumber(scene, cell) + by + count) % count
  view.pointing = false
  choose(
    view,
    { r: Math.floor(k / scene.outputColumns), c: k % scene.outputColumns },
    { rest: !view.playing },
  )
}

export function setPinned(view, pinned) {
  view.pinned = pinned
  view.chosen = [view.cell.f, view.cell.r, view.cell.c]
  restSoon(view)
  ask(view)
}

export function restSoon(view) {
  clearTimeout(view.restTimer)
  view.restTimer = setTimeout(() => tellCell(view), REST)
}

function tellCell(view) {
  const { f, r, c } = view.cell
  const told = [f, r, c, view.pinned].join()
  if (told === view.told) return
  view.told = told
  view.setStateValue("cell", {
    filter: f,
    row: r,
    column: c,
    pinned: view.pinned,
    arrival: view.scene.arrival,
  })
}
