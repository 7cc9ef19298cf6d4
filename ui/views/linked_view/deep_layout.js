// @ts-check
// Where the grids stand when the input has several planes: a column for each plane, its weights
// below it, their sum below all of them, the maps on the right; on a phone a row for each plane.

import { crisp } from "../shared/canvas.js"
import { projectedZoom } from "../shared/projector.js"
import { grid } from "./boxes.js"
import { ROOMY } from "./cells.js"
import { extent } from "./layout.js"
import { legendKinds, legendRoom, legendUnder, TITLE, WIDE } from "./legend_layout.js"

const SUM = 34 // room for the line that adds the planes up
const APART_DEEP = 16
const SMALL_TITLE = 17 // above maps too narrow for a line of the usual size
const NARROW_MAP = 64
// Room for the strip that says which values are black and white, and for the words of the other.
const underPlanes = () => (projectedZoom() ? 46 : 34)
const legendWide = () => (projectedZoom() ? 216 : 190)

// What the kernels' grids need: none stand where two planes are multiplied.
export function kernelsShown(scene) {
  return scene.after !== "product"
}

export function planDeep(scene, width, height) {
  return width >= WIDE
    ? planDeepWide(scene, width, Math.max(height, 250) * 1.06 + underPlanes() - APART_DEEP)
    : planDeepNarrow(scene, width, height)
}

function planDeepWide(scene, width, height) {
  let best = null
  // two kinds may stand under all
  const legend = legendKinds(scene).length > 1 ? 0 : legendWide() + 2
  for (let share = 0.36; share <= 0.82; share += 0.02) {
    const left = deepColumns(scene, width * share, height)
    const right = deepMaps(scene, width * (1 - share) - 48, height - legendRoom(scene, width))
    if (share > 0.36 && width - left.width - 48 < legend) continue
    // Weights are best read with their values beside them, where not many maps need the room.
    const score =
      Math.min(left.cell, right.cell) +
      0.2 * Math.max(left.cell, right.cell) +
      (scene.filters <= 4 && left.kernel >= ROOMY ? 10 : 0)
    if (right.cell > 0 && (!best || score > best.score)) best = { left, right, score }
  }
  const { left, right } = best
  const boxes = []
  // Maps as large as their input look as large.
  right.cell = Math.min(
    right.cell,
    Math.max(left.cell, 1.4 * left.cell * (scene.outputRows < scene.rows ? 1 : 0.8)),
  )
  const used = left.width + 48 + Math.max(tileWidth(scene, right), legend)
  const start = Math.max(1, Math.min((width - used) / 3, 40))
  const padded = extent(scene)
  const below = TITLE + padded.rows * left.cell + underPlanes()
  for (let k = 0; k < scene.channels; k++) {
    const x = start + k * (left.column + APART_DEEP)
    const middle = (columns, cell) => x + (left.column - columns * cell) / 2
    addPlane(
      scene,
      boxes,
      k,
      left,
      [middle(padded.columns, left.cell), TITLE],
      [middle(scene.kernelColumns, left.kernel), below + TITLE],
    )
  }
  const bottom = kernelsShown(scene) ? Math.max(...boxes.map((box) => box.y + box.h)) : below
  const sum = { x: start, y: bottom + 8, w: left.width, h: SUM - 8 }
  const maps = tileHeight(scene, right)
  const room = legendRoom(scene, width)
  const total = Math.max(sum.y + sum.h, maps + room)
  const x = Math.min(
    width - Math.max(tileWidth(scene, right) + 2, legend),
    start + left.width + 48 + Math.max(0, (width - used - 2 * start) / 2),
  )
  placeDeepMaps(scene, boxes, x, Math.max(0, (total - maps - room) / 2), right)
  const strips = deepLegend(scene, boxes, width)
  if (strips.x < start + left.width) strips.y = Math.max(strips.y, sum.y + sum.h + 8)
  return {
    boxes,
    sum,
    width,
    height: Math.ceil(Math.max(total, strips.y + room - 12)) + 2,
    legend: strips,
  }
}

// One plane of the input and, where kernels are shown, the plane of the kernel that reads it; each
// at its own [x, y].
function addPlane(scene, boxes, k, { cell, kernel }, [x, y], [kernelX, kernelY]) {
  const { rows, columns } = extent(scene)
  boxes.push(grid("input", k, x, y, cell, rows, columns))
  if (!kernelsShown(scene)) return
  const { kernelRows, kernelColumns } = scene
  boxes.push(grid("kernel", k, kernelX, kernelY, kernel, kernelRows, kernelColumns))
}

// Wide enough for its words, beside each other where there are two kinds of maps.
function deepLegend(scene, boxes, width) {
  const legend = legendUnder(boxes, width)
  const w = legendKinds(scene).length > 1 ? 360 : legendWide()
  return {
    ...legend,
    x: Math.max(1, Math.min(legend.x, width - w - 1)),
    w: Math.min(Math.max(legend.w, w), width - 2, 220),
  }
}

// Cells of the planes and their weights in columns beside each other.
function deepColumns(scene, width, height) {
  const padded = extent(scene)
  const most = (width - (scene.channels - 1) * APART_DEEP) / scene.channels
  const kernel = kernelsShown(scene)
    ? crisp(
        Math.max(5, Math.min(56, most / scene.kernelColumns, (height * 0.4) / scene.kernelRows)),
      )
    : 0
  const room = height - 2 * TITLE - underPlanes() - SUM - kernel * scene.kernelRows
  const cell = crisp(Math.max(0.1, Math.min(48, most / padded.columns, room / padded.rows)))
  const column = Math.min(most, Math.max(padded.columns * cell, kernel * scene.kernelColumns, 92))
  return {
    cell,
    kernel,
    column,
    width: scene.channels * column + (scene.channels - 1) * APART_DEEP,
  }
}

// The arrangement in which the maps become largest; groups of maps keep a row each.
function deepMaps(scene, width, height) {
  let best = { cell: 0, columns: 1, rows: 1, title: TITLE, apart: 14 }
  for (let columns = 1; columns <= scene.filters; columns++) {
    if (scene.groups > 1 && (scene.filters / scene.groups) % columns) continue
    const rows = Math.ceil(scene.filters / columns)
    for (const title of [TITLE, SMALL_TITLE]) {
      const apart = title === TITLE ? 14 : 6
      const cell = crisp(
        Math.min(
          48,
          (width - (columns - 1) * apart) / (columns * scene.outputColumns),
          (height - rows * title) / (rows * scene.outputRows),
        ),
      )
      if (title === TITLE && scene.filters > 2 && cell * scene.outputColumns < NARROW_MAP) continue
      if (cell > best.cell) best = { cell, columns, rows, title, apart }
    }
  }
  return best
}

function tileWidth(scene, { columns, cell, apart }) {
  return columns * scene.outputColumns * cell + (columns - 1) * apart
}
function tileHeight(scene, { rows, cell, title }) {
  return rows * (scene.outputRows * cell + title)
}

function placeDeepMaps(scene, boxes, x, y, tile) {
  for (let f = 0; f < scene.filters; f++) {
    const across = f % tile.columns
    const down = Math.floor(f / tile.columns)
    boxes.push({
      ...grid(
        "output",
        f,
        x + across * (scene.outputColumns * tile.cell + tile.apart),
        y + down * (scene.outputRows * tile.cell + tile.title) + tile.title,
        tile.cell,
        scene.outputRows,
        scene.outputColumns,
      ),
      small: tile.title === SMALL_TITLE,
    })
  }
}

function planDeepNarrow(scene, width, height) {
  const padded = extent(scene)
  const boxes = []
  const share = kernelsShown(scene) ? 0.56 : 1
  const cell = crisp(
    Math.max(
      0.1,
      Math.min(
        44,
        (width * share - 12) / padded.columns,
        Math.max(height * 0.5, 170) / padded.rows,
      ),
    ),
  )
  const kernel = crisp(
    Math.max(5, Math.min(56, (width * 0.44 - 12) / scene.kernelColumns, 220 / scene.kernelRows)),
  )
  let y = 0
  for (let k = 0; k < scene.channels; k++) {
    const high = Math.max(padded.rows * cell, kernelsShown(scene) ? scene.kernelRows * kernel : 0)
    const middle = (rows, side) => y + TITLE + (high - rows * side) / 2
    addPlane(
      scene,
      boxes,
      k,
      { cell, kernel },
      [1, middle(padded.rows, cell)],
      [width - 2 - scene.kernelColumns * kernel, middle(scene.kernelRows, kernel)],
    )
    y += high + TITLE
  }
  y += underPlanes()
  const sum = { x: 1, y: y + 8, w: width - 2, h: SUM - 8 }
  const tile = deepMaps(scene, width - 2, Math.max(height, 300))
  tile.cell = Math.min(tile.cell, Math.max(cell, 44 / scene.outputColumns))
  // Maps below each other stand at the left, where their titles have the whole width.
  const left = tile.columns === 1 ? 1 : Math.max(1, (width - tileWidth(scene, tile)) / 2)
  placeDeepMaps(scene, boxes, left, y + SUM + 8, tile)
  const bottom = Math.max(...boxes.map((box) => box.y + box.h))
  return {
    boxes,
    sum,
    width,
    height: Math.ceil(bottom + legendRoom(scene, width)) + 2,
    legend: deepLegend(scene, boxes, width),
  }
}
