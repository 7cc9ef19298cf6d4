// @ts-check
// Where each grid stands on the canvas. All lengths are CSS pixels; a box shows its grid from
// cell (top, left) on, at `cell` pixels a cell.

import { crisp } from "../shared/canvas.js"
import { planDeep } from "./deep_layout.js"
import { windowSpan } from "./geometry.js"
import { layOutPlanes } from "./planes.js"

export const TITLE = 24
export const LEGEND = 44
export const WIDE = 600

export function extent(scene) {
  return {
    rows: scene.rows + scene.padding[0][0] + scene.padding[0][1],
    columns: scene.columns + scene.padding[1][0] + scene.padding[1][1],
  }
}

// What stands under the maps: a strip of colours for each kind of them, two in a row.
export function legendKinds(scene) {
  const grey = scene.greyMaps ?? [false]
  return [
    ...(grey.includes(false) ? ["signed"] : []),
    ...(grey.includes(true) ? ["grey"] : []),
    ...(scene.derived ?? []),
  ]
}
export function legendRow(scene) {
  return scene.filters > 1 ? LEGEND + 14 : LEGEND
}
export function legendRoom(scene, width) {
  return legendRow(scene) * Math.ceil(legendKinds(scene).length / legendsAcross(scene, width))
}
export function legendsAcross(scene, width) {
  return Math.min(legendKinds(scene).length, width >= WIDE ? 3 : 2)
}

// A legend of their own stands under window counts, and under what a window without weights reads.
function underInput(scene) {
  return scene.counts || scene.answer ? LEGEND : 0
}

// The grid between input and map: the kernel's cells, unless the scene says otherwise.
function middleOf(scene) {
  return { rows: scene.kernelRows, columns: scene.kernelColumns, largest: 58, ...scene.box }
}

export function layOut(scene, width, height, zoom, focus) {
  if (scene.grids) return layOutPlanes(scene, width, height, zoom, focus)
  const flat = width >= WIDE ? planWide : planNarrow
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
        (height - TITLE * scene.channels - underInput(scene)) / (scene.channels * seen.rows),
        (room - (tile.rows - 1) * TITLE) / (tile.rows * seen.outputRows),
      ),
    ),
  )
  const inputHeight = scene.channels * (seen.rows * cell + TITLE) + underInput(scene)
  const outputHeight = tile.rows * (seen.outputRows * cell + TITLE) + legendRoom(scene, width)
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
  y += gap + underInput(scene)
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
        y + down * (seen.outputRows * cell + TITLE) + TITLE,
        cell,
        scene.outputRows,
        scene.outputColumns,
        { rows: seen.outputRows, columns: seen.outputColumns },
      ),
    )
  }
}

// Under the maps, or, where there are too many legends for that, under everything.
export function legendUnder(boxes, width, kind = "output", wide = false) {
  const outputs = boxes.filter(
    (box) => box.kind === kind || (kind === "output" && box.kind === "derived"),
  )
  const left = Math.min(...outputs.map((box) => box.x))
  const right = Math.max(...outputs.map((box) => box.x + box.w))
  const w = Math.min(Math.max(right - left, 120), 220)
  return {
    x: wide ? 1 : Math.max(0, Math.min(left, width - w - 1)),
    y: Math.max(...outputs.map((box) => box.y + box.h)) + 12,
    w,
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
