// @ts-check
// Where each grid stands on the canvas: input, kernel and maps beside or below each other.

import { crisp } from "../shared/canvas.js"
import { projectedZoom } from "../shared/projector.js"
import { aim, grid } from "./boxes.js"
import { planDeep } from "./deep_layout.js"
import { LEGEND, legendKinds, legendRoom, legendUnder, TITLE } from "./legend_layout.js"
import { layOutPlanes } from "./planes_layout.js"

const BESIDE = 440 // px from which on input, kernel and map stand beside each other

// Above a map that stands below another: a title of two lines, and air.
const below = () => (projectedZoom() ? 36 : 30)

export function extent(scene) {
  return {
    rows: scene.rows + scene.padding[0][0] + scene.padding[0][1],
    columns: scene.columns + scene.padding[1][0] + scene.padding[1][1],
  }
}

// The grid between input and map: the kernel's cells, unless the scene says otherwise.
function middleOf(scene) {
  return {
    rows: scene.kernelRows,
    columns: scene.kernelColumns,
    largest: projectedZoom() ? 96 : 58,
    ...scene.box,
  }
}

// How high the canvas may be: less where curves stand below it, more for two rows of grids.
export function canvasHeight(scene, windowHeight) {
  const deep = scene.filters > 4 ? 0.375 : 0.396
  const { share = scene.derived?.length ? 0.48 : scene.channels > 1 ? deep : 0.365 } = scene
  return Math.min(Math.max(windowHeight * share, Math.round(share * 595)), 620)
}

export function layOut(scene, width, height, zoom, focus) {
  if (scene.grids) return layOutPlanes(scene, width, height, zoom, focus)
  const flat = width >= BESIDE ? planWide : planNarrow
  const plan = (scene.channels > 1 ? planDeep : flat)(scene, width, height)
  for (const box of plan.boxes) if (box.kind !== "kernel") aim(scene, box, zoom, focus)
  return plan
}

// Maps of the kernels, and those that are made of them.
export function mapCount(scene) {
  return scene.filters + (scene.derived ?? []).length
}

function tiles(scene) {
  const count = mapCount(scene)
  const columns = count < 3 ? count : Math.ceil(Math.sqrt(count))
  return { columns, rows: Math.ceil(count / columns) }
}

// Cells of a picture that show at once. One as long as a ribbon would be a thread if it were whole:
// it shows a part twice as long as it is wide, which follows the cell and the hand that drags it.
function inSight(scene, width, height) {
  const whole = extent(scene)
  const { rows, columns } = whole
  const thread =
    Math.min(width / columns, height / rows) < 3 &&
    Math.max(rows, columns) > 4 * Math.min(rows, columns)
  const part = thread
    ? { rows: Math.min(rows, 2 * columns), columns: Math.min(columns, 2 * rows) }
    : whole
  const share = (all, seen, cells) => Math.max(1, Math.min(cells, Math.round((cells * seen) / all)))
  return {
    ...part,
    outputRows: share(rows, part.rows, scene.outputRows),
    outputColumns: share(columns, part.columns, scene.outputColumns),
  }
}

function planWide(scene, width, height) {
  const padded = extent(scene)
  const seen = inSight(scene, width * 0.3, height)
  const tile = tiles(scene)
  const gap = Math.min(56, width * 0.06)
  const room = height - TITLE - legendRoom(scene, width)
  const middle = middleOf(scene)
  const kernelCell = crisp(
    Math.max(
      6,
      Math.min(
        middle.largest,
        (width * 0.26) / middle.columns,
        (height - TITLE * scene.channels) / (scene.channels * middle.rows),
      ),
    ),
  )
  const kernelWidth = Math.max(kernelCell * middle.columns, 96)
  const usable = width - kernelWidth - 2 * gap - 2 - (tile.columns - 1) * 14
  const cell = crisp(
    Math.max(
      0.1,
      Math.min(
        56,
        usable / (seen.columns + tile.columns * seen.outputColumns),
        (height - TITLE * scene.channels - LEGEND) / (scene.channels * seen.rows),
        (room - (tile.rows - 1) * below()) / (tile.rows * seen.outputRows),
      ),
    ),
  )
  const inputHeight = scene.channels * (seen.rows * cell + TITLE) + LEGEND
  const outputHeight =
    tile.rows * (seen.outputRows * cell + below()) - below() + TITLE + legendRoom(scene, width)
  const kernelHeight = scene.channels * (middle.rows * kernelCell + TITLE)
  const total = Math.max(inputHeight, outputHeight, kernelHeight)
  const used =
    seen.columns * cell +
    kernelWidth +
    2 * gap +
    tile.columns * seen.outputColumns * cell +
    (tile.columns - 1) * 14
  const start = Math.max(1, Math.min((width - used) / 2, 40))
  const spread = Math.max(0, Math.min(48, (width - used - 2 * start) / 2))
  const boxes = []
  for (let k = 0; k < scene.channels; k++)
    boxes.push(
      grid(
        "input",
        k,
        start,
        (total - inputHeight) / 2 + k * (seen.rows * cell + TITLE) + TITLE,
        cell,
        padded.rows,
        padded.columns,
        seen,
      ),
    )
  const kernelX = start + seen.columns * cell + gap + spread
  for (let k = 0; k < scene.channels; k++)
    boxes.push(
      grid(
        "kernel",
        k,
        kernelX + (kernelWidth - kernelCell * middle.columns) / 2,
        (total - kernelHeight) / 2 + k * (middle.rows * kernelCell + TITLE) + TITLE,
        kernelCell,
        middle.rows,
        middle.columns,
      ),
    )
  const outputX = kernelX + kernelWidth + gap + spread
  placeOutputs(scene, boxes, outputX, (total - outputHeight) / 2, cell, tile, seen)
  return {
    boxes,
    width,
    height: Math.ceil(total) + 2,
    legend: legendUnder(boxes, width, "output", legendKinds(scene).length > 2),
  }
}

function planNarrow(scene, width, height) {
  const padded = extent(scene)
  const tall = Math.max(height * 0.6, 240)
  const seen = inSight(scene, width - 2, tall)
  const gap = 20
  const cell = crisp(Math.max(0.1, Math.min(48, (width - 2) / seen.columns, tall / seen.rows)))
  const boxes = []
  let y = 0
  for (let k = 0; k < scene.channels; k++) {
    boxes.push(
      grid(
        "input",
        k,
        (width - seen.columns * cell) / 2,
        y + TITLE,
        cell,
        padded.rows,
        padded.columns,
        seen,
      ),
    )
    y += seen.rows * cell + TITLE
  }
  y += gap + LEGEND
  const beside = scene.filters === 1 && scene.channels === 1
  const outputWidth = seen.outputColumns * cell
  const share = beside ? Math.max(width * 0.38, width - outputWidth - gap - 2) : width
  const middle = middleOf(scene)
  const sized = (room) => crisp(Math.max(6, Math.min(middle.largest - 2, room / middle.columns)))
  const sideBySide = beside && sized(share) * middle.columns + gap + outputWidth <= width - 2
  const kernelCell = sized(sideBySide ? share : width - 2)
  const kernelWidth = kernelCell * middle.columns
  for (let k = 0; k < scene.channels; k++) {
    boxes.push(
      grid(
        "kernel",
        k,
        sideBySide ? 1 : (width - kernelWidth) / 2,
        y + TITLE,
        kernelCell,
        middle.rows,
        middle.columns,
      ),
    )
    if (!sideBySide) y += kernelCell * middle.rows + TITLE + gap
  }
  const perRow = Math.max(
    1,
    Math.min(mapCount(scene), Math.floor((width + 14) / (outputWidth + 14))),
  )
  const tile = { columns: perRow, rows: Math.ceil(mapCount(scene) / perRow) }
  const block = perRow * outputWidth + (perRow - 1) * 14
  placeOutputs(
    scene,
    boxes,
    sideBySide ? width - 1 - outputWidth : (width - block) / 2,
    y,
    cell,
    tile,
    seen,
  )
  const bottom = Math.max(...boxes.map((box) => box.y + box.h))
  return {
    boxes,
    width,
    height: Math.ceil(bottom + legendRoom(scene, width)) + 2,
    legend: legendUnder(boxes, width, "output", legendKinds(scene).length > 2),
  }
}

function placeOutputs(scene, boxes, x, y, cell, tile, seen) {
  for (let k = 0; k < mapCount(scene); k++) {
    const across = k % tile.columns
    const down = Math.floor(k / tile.columns)
    const derived = k - scene.filters
    boxes.push(
      grid(
        derived < 0 ? "output" : "derived",
        derived < 0 ? k : derived,
        x + across * (seen.outputColumns * cell + 14),
        y + down * (seen.outputRows * cell + below()) + TITLE,
        cell,
        scene.outputRows,
        scene.outputColumns,
        { rows: seen.outputRows, columns: seen.outputColumns },
      ),
    )
  }
}
