// @ts-check
// Weights and pixels changed in place: typed, dragged or drawn; NumPy computes what follows.

import { isLocked } from "../shared/class_link.js"
import { cellRect } from "./boxes.js"
import { reads, weightIndex } from "./geometry.js"
import { preview } from "./preview.js"
import { pump } from "./queue.js"

export function editable(view, hit) {
  if (!hit || isLocked()) return null
  const { scene } = view
  if (
    hit.box.kind === "kernel" &&
    scene.editable.includes("weights") &&
    reads(scene, view.cell.f, hit.box.index)
  )
    return {
      target: "weight",
      index: [view.cell.f, hit.box.index, hit.row, hit.column],
      box: hit.box,
      row: hit.row,
      column: hit.column,
    }
  if (hit.box.kind === "plane") return editablePlane(scene, hit)
  const row = hit.row - scene.padding[0][0]
  const column = hit.column - scene.padding[1][0]
  const inside = row >= 0 && column >= 0 && row < scene.rows && column < scene.columns
  if (hit.box.kind === "input" && inside && scene.editable.includes("pixels"))
    return {
      target: "pixel",
      index: [hit.box.index, row, column],
      box: hit.box,
      row: hit.row,
      column: hit.column,
    }
  return null
}

// Whether the brush is for such a number: for weights beside a kernel, else for pixels.
export function paints({ brush, grids }, spot) {
  return Boolean(brush) && spot?.target === (grids ? "pixel" : "weight")
}

// How much of a sent whole number is 1 on screen.
function unitOf(scene) {
  return scene.grids ? 255 / scene.scale : 10 ** scene.inputPlaces
}

// In a picture without a kernel, a number is changed where it can be read: in a grid of one plane.
export function editablePlane(scene, { box, row, column }) {
  const { planes } = scene.grids[box.index]
  if (!scene.editable.includes("pixels") || planes.length > 1 || box.whole || isLocked())
    return null
  return { target: "pixel", index: [planes[0], row, column], box, row, column }
}

export function valueAt(view, spot) {
  const { scene } = view
  if (spot.target === "pixel") {
    const [channel, row, column] = spot.index
    return scene.input[(channel * scene.rows + row) * scene.columns + column] / unitOf(scene)
  }
  return scene.weights[weightIndex(scene, ...spot.index)] / scene.divisors[spot.index[0]]
}

export function openEditor(view, spot, text) {
  const rect = cellRect(spot.box, spot.row, spot.column)
  const { editor } = view
  const width = Math.max(rect.w, 72)
  const height = Math.max(rect.h, 32)
  Object.assign(editor.style, {
    left: `${Math.max(0, Math.min(rect.x + (rect.w - width) / 2, view.plan.width - width))}px`,
    top: `${rect.y + (rect.h - height) / 2}px`,
    width: `${width}px`,
    height: `${height}px`,
  })
  editor.hidden = false
  editor.value = text ?? String(Math.round(valueAt(view, spot) * 1e4) / 1e4)
  editor.setAttribute(
    "aria-label",
    `${spot.target} at row ${spot.index.at(-2)}, column ${spot.index.at(-1)}`,
  )
  editor.focus()
  if (text === undefined) editor.select()
  view.editing = spot
}

export function closeEditor(view, keep) {
  const spot = view.editing
  if (!spot) return
  view.editing = null
  view.editor.hidden = true
  const typed = view.editor.value.trim().replace(/^(\D?\d*),(\d+)$/, "$1.$2") // a decimal comma
  if (keep && typed !== "") sendEdit(view, spot, typed, false)
}

export function sendEdit(view, spot, value, live) {
  const indices = spot.stroke ? [...spot.stroke] : [spot.index]
  const edit = { target: spot.target, indices, value }
  view.edited = spot
  view.live = live ? edit : null
  if (!live) view.edits.push(edit)
  pump(view)
  preview(view)
}

/** Have a number that was still moving be what it was. */
export function dropLive(view) {
  view.live = null
  preview(view)
}

/** Whether two spots are the same number. */
export function isSpot(one, other) {
  return one?.target === other?.target && String(one?.index) === String(other?.index)
}

export function dragStep(view, spot) {
  if (spot.target !== "pixel") return 1
  const { scene } = view
  if (scene.grids) return Math.max(1, Math.round(scene.white / 85)) / unitOf(scene)
  return Math.round(Math.max(1, scene.white / unitOf(scene) / 100))
}
