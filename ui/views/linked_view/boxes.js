// @ts-check
// A grid's place on the canvas: a box shows its grid from cell (top, left) on, at `cell` pixels a
// cell. All lengths are CSS pixels.

import { windowSpan } from "./geometry.js"

export function grid(kind, index, x, y, cell, rows, columns, seen = { rows, columns }) {
  const part = seen.rows < rows || seen.columns < columns
  return {
    kind,
    index,
    x,
    y,
    base: cell,
    cell,
    rows,
    columns,
    w: cell * seen.columns,
    h: cell * seen.rows,
    top: 0,
    left: 0,
    part,
  }
}

// The grids whose cells one chooses: a map's, or those of a picture without a kernel.
export function selects({ kind }) {
  return kind === "output" || kind === "derived" || kind === "plane"
}

// Whether dragging and keys move what is in sight, since not everything is.
export function isPart(plan, zoom) {
  return zoom > 1 || plan.boxes.some((box) => box.part)
}

// Zooming keeps the box and shows fewer, larger cells around the focus (an output cell).
export function aim(scene, box, zoom, focus) {
  box.cell = box.base * zoom
  if (zoom <= 1 && !box.part) return
  const across = box.w / box.cell
  const down = box.h / box.cell
  const span = windowSpan(scene)
  const centre = selects(box)
    ? { row: focus.r + 0.5, column: focus.c + 0.5 }
    : {
        row: focus.r * scene.stride[0] + span.rows / 2,
        column: focus.c * scene.stride[1] + span.columns / 2,
      }
  box.top = Math.min(Math.max(0, centre.row - down / 2), Math.max(0, box.rows - down))
  box.left = Math.min(Math.max(0, centre.column - across / 2), Math.max(0, box.columns - across))
}

export function cellRect(box, row, column) {
  return {
    x: box.x + (column - box.left) * box.cell,
    y: box.y + (row - box.top) * box.cell,
    w: box.cell,
    h: box.cell,
  }
}

export function cellUnder(plan, x, y) {
  for (const box of plan.boxes) {
    if (x < box.x || y < box.y || x >= box.x + box.w || y >= box.y + box.h) continue
    const row = Math.floor((y - box.y) / box.cell + box.top)
    const column = Math.floor((x - box.x) / box.cell + box.left)
    if (row < box.rows && column < box.columns) return { box, row, column }
  }
  return null
}

export function isInSight(box, row, column) {
  return (
    row >= box.top &&
    row < box.top + box.h / box.cell &&
    column >= box.left &&
    column < box.left + box.w / box.cell
  )
}

export function visible(box) {
  return {
    top: Math.floor(box.top),
    bottom: Math.min(box.rows, Math.ceil(box.top + box.h / box.cell)),
    left: Math.floor(box.left),
    right: Math.min(box.columns, Math.ceil(box.left + box.w / box.cell)),
  }
}
