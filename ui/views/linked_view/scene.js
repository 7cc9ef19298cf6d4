// @ts-check
// The scene that a view shows: made of what the server sends, and put in the place of the last one.

import { ask } from "./frame.js"
import { isSteep } from "./gradient.js"
import { answerScene } from "./outputs.js"
import { planeScene } from "./planes.js"
import { playFrom } from "./playback.js"
import { startSplit } from "./split.js"
import { keptTextures } from "./textures.js"
import { keepWalk } from "./walk.js"

// With `last`, the scene before this one: an image that it had already is the same array.
export function sceneOf({ meta, arrays }, last) {
  if (meta.grids) return planeScene(meta, arrays.image)
  if (meta.answer) return answerScene(meta, arrays)
  const [channels, rows, columns] = arrays.image.shape
  const [filters, depth, kernelRows, kernelColumns] = arrays.weights.shape
  const [, outputRows, outputColumns] = arrays.maps.shape
  return {
    ...meta,
    channels,
    rows,
    columns,
    filters,
    depth,
    kernelRows,
    kernelColumns,
    outputRows,
    outputColumns,
    input: meta.imageSum === last?.imageSum ? last.input : arrays.image.values,
    weights: arrays.weights.values,
    output: arrays.maps.values,
    counts: arrays.counts?.values,
    magnitude: arrays.magnitude?.values,
    direction: arrays.direction?.values,
    sums: arrays.sums?.values,
  }
}

export function show(view, scene) {
  const first = !view.scene
  const wasSteep = !first && isSteep(view.scene)
  // The server's cell counts when a link, a preset or Back brought it; its echo of a cell told
  // from here would be older than the reader's next step.
  const moved = first || scene.arrival !== view.scene.arrival
  const resized = first || scene.rows !== view.scene.rows || scene.columns !== view.scene.columns
  const another = first || scene.imageSum !== view.scene.imageSum
  view.textures = keptTextures(view, view.scene, scene)
  view.scene = scene
  view.stale = true
  // A cell that the map has no room for now is chosen again once it has.
  const chosen = moved ? scene.start : view.chosen
  const [f, r, c] = chosen
  const bound = (value, limit) => Math.min(Math.max(value, 0), limit - 1)
  view.cell = {
    f: bound(f, scene.filters),
    r: bound(r, scene.outputRows),
    c: bound(c, scene.outputColumns),
    // A steepness is shown first; later a map of a kernel may be the reader's choice.
    d: isSteep(scene) ? (moved || !wasSteep ? 0 : view.cell.d) : undefined,
  }
  view.chosen = chosen
  keepWalk(view, moved)
  view.glide = { r: view.cell.r, c: view.cell.c }
  view.travel = null
  if (moved || resized) view.focus = { ...view.glide }
  if (scene.grids && (moved || resized)) view.zoom = null
  if (moved) {
    view.pinned = scene.pinned
    view.told = [...chosen, view.pinned].join()
  }
  if (view.press) view.press.spot = view.press.spot && { ...view.press.spot }
  view.hover = null
  if (moved || resized) view.selected = null
  view.stage.setAttribute("aria-label", scene.label)
  view.root.classList.toggle("brief", scene.answer === "function")
  view.status.classList.toggle("deep", scene.channels > 1 && Boolean(scene.weights))
  if (first) view.speed = scene.speed
  if (first && scene.autoplay && !view.still.matches) {
    playFrom(view, scene.autoplay)
  }
  if (another || !scene.splits) startSplit(view)
  ask(view)
}
