// @ts-check
// How much of a grid is shown, and which part of it.

import { selects } from "./boxes.js"
import { ask } from "./frame.js"
import { point } from "./pointer.js"

const LARGEST_CELL = 72

// The grid that zooming is measured by.
export function chosenBox(view) {
  return view.plan.boxes.find((box) => selects(box) && !box.whole)
}

export function largestZoom(view) {
  return Math.max(1, LARGEST_CELL / chosenBox(view).base)
}

// Whether a pinch enlarges the grids. Where their cells are large already, it enlarges the page.
export function zoomsByItself(view) {
  return Boolean(view.plan) && (view.zoom > 1 || largestZoom(view) > 3)
}

export function zoomCentre(view, { box, row, column }) {
  if (selects(box)) return { r: row, c: column }
  const { stride, kernelRows, kernelColumns } = view.scene
  return {
    r: (row - (kernelRows - 1) / 2) / stride[0],
    c: (column - (kernelColumns - 1) / 2) / stride[1],
  }
}

export function setZoom(view, zoom, around) {
  view.zoom = Math.min(Math.max(zoom, 1), largestZoom(view))
  view.focus = around ?? { r: view.cell.r, c: view.cell.c }
  view.stale = true
  ask(view)
}

// A click or drag in the whole picture moves the magnified part there.
export function lookAt(view, { row, column }) {
  view.focus = { r: row, c: column }
  view.stale = true
  ask(view)
}

export function followWhole(view, hit) {
  if (!hit?.box.whole) return
  point(view, hit)
  lookAt(view, hit)
}

export function panBy(view, dx, dy) {
  const box = chosenBox(view)
  const bound = (value, limit) => Math.min(Math.max(value, 0), limit)
  view.focus = {
    r: bound(view.focus.r - dy / box.cell, view.scene.outputRows - 1),
    c: bound(view.focus.c - dx / box.cell, view.scene.outputColumns - 1),
  }
  view.stale = true
  ask(view)
}
