// Where each grid stands on the canvas. All lengths are CSS pixels; a box shows its grid from
// cell (top, left) on, at `cell` pixels a cell.

const TITLE = 24
const LEGEND = 44
const WIDE = 600

function extent(scene) {
  return {
    rows: scene.rows + scene.padding[0][0] + scene.padding[0][1],
    columns: scene.columns + scene.padding[1][0] + scene.padding[1][1],
  }
}

// A legend of their own stands under window counts, and under what a window without weights reads.
function underInput(scene) { return scene.counts || scene.answer ? LEGEND : 0 }

// The grid between input and map: the kernel's cells, unless the scene says otherwise.
function middleOf(scene) { return { rows: scene.kernelRows, columns: scene.kernelColumns, largest: 58, ...scene.box } }

// Whole pixels keep cells crisp; below 4 the steps would waste a third of the room.
function crisp(cell) { return cell >= 4 ? Math.floor(cell) : cell }

function layOut(scene, width, height, zoom, focus) {
  if (scene.grids) return layOutPlanes(scene, width, height, zoom, focus)
  const plan = width >= WIDE ? planWide(scene, width, height) : planNarrow(scene, width, height)
  for (const box of plan.boxes) if (box.kind !== "kernel") aim(scene, box, zoom, focus)
  return plan
}

function tiles(scene) {
  const columns = scene.filters < 3 ? scene.filters : Math.ceil(Math.sqrt(scene.filters))
  return { columns, rows: Math.ceil(scene.filters / columns) }
}

function grid(kind, index, x, y, cell, rows, columns) {
  return { kind, index, x, y, base: cell, cell, rows, columns, w: cell * columns, h: cell * rows, top: 0, left: 0 }
}

function planWide(scene, width, height) {
  const padded = extent(scene), tile = tiles(scene), gap = Math.min(56, width * 0.06)
  const room = height - TITLE - LEGEND
  const middle = middleOf(scene)
  const kernelCell = crisp(Math.max(6, Math.min(middle.largest, (width * 0.26) / middle.columns,
    (height - TITLE * scene.channels) / (scene.channels * middle.rows))))
  const kernelWidth = Math.max(kernelCell * middle.columns, 96)
  const usable = width - kernelWidth - 2 * gap - 2 - (tile.columns - 1) * 14
  const cell = crisp(Math.max(0.1, Math.min(56,
    usable / (padded.columns + tile.columns * scene.outputColumns),
    (height - TITLE * scene.channels - underInput(scene)) / (scene.channels * padded.rows),
    (room - (tile.rows - 1) * TITLE) / (tile.rows * scene.outputRows))))
  const inputHeight = scene.channels * (padded.rows * cell + TITLE) + underInput(scene)
  const outputHeight = tile.rows * (scene.outputRows * cell + TITLE) + LEGEND
  const kernelHeight = scene.channels * (middle.rows * kernelCell + TITLE)
  const total = Math.max(inputHeight, outputHeight, kernelHeight)
  const used = padded.columns * cell + kernelWidth + 2 * gap + tile.columns * scene.outputColumns * cell + (tile.columns - 1) * 14
  const start = Math.max(1, Math.min((width - used) / 2, 40))
  const spread = Math.max(0, Math.min(48, (width - used - 2 * start) / 2))
  const boxes = []
  for (let k = 0; k < scene.channels; k++)
    boxes.push(grid("input", k, start, (total - inputHeight) / 2 + k * (padded.rows * cell + TITLE) + TITLE,
      cell, padded.rows, padded.columns))
  const kernelX = start + padded.columns * cell + gap + spread
  for (let k = 0; k < scene.channels; k++)
    boxes.push(grid("kernel", k, kernelX + (kernelWidth - kernelCell * middle.columns) / 2,
      (total - kernelHeight) / 2 + k * (middle.rows * kernelCell + TITLE) + TITLE,
      kernelCell, middle.rows, middle.columns))
  const outputX = kernelX + kernelWidth + gap + spread
  placeOutputs(scene, boxes, outputX, (total - outputHeight) / 2, cell, tile)
  return { boxes, width, height: Math.ceil(total) + 2, legend: legendUnder(boxes, width) }
}

function planNarrow(scene, width, height) {
  const padded = extent(scene), gap = 20
  const cell = crisp(Math.max(0.1, Math.min(48, (width - 2) / padded.columns,
    Math.max(height * 0.6, 240) / padded.rows)))
  const boxes = []
  let y = 0
  for (let k = 0; k < scene.channels; k++) {
    boxes.push(grid("input", k, (width - padded.columns * cell) / 2, y + TITLE, cell, padded.rows, padded.columns))
    y += padded.rows * cell + TITLE
  }
  y += gap + underInput(scene)
  const beside = scene.filters === 1 && scene.channels === 1
  const outputWidth = scene.outputColumns * cell
  const share = beside ? Math.max(width * 0.38, width - outputWidth - gap - 2) : width
  const middle = middleOf(scene)
  const sized = (room) => crisp(Math.max(6, Math.min(middle.largest - 2, room / middle.columns)))
  const sideBySide = beside && sized(share) * middle.columns + gap + outputWidth <= width - 2
  const kernelCell = sized(sideBySide ? share : width - 2), kernelWidth = kernelCell * middle.columns
  for (let k = 0; k < scene.channels; k++) {
    boxes.push(grid("kernel", k, sideBySide ? 1 : (width - kernelWidth) / 2, y + TITLE, kernelCell,
      middle.rows, middle.columns))
    if (!sideBySide) y += kernelCell * middle.rows + TITLE + gap
  }
  const perRow = Math.max(1, Math.min(scene.filters, Math.floor((width + 14) / (outputWidth + 14))))
  const tile = { columns: perRow, rows: Math.ceil(scene.filters / perRow) }
  const block = perRow * outputWidth + (perRow - 1) * 14
  placeOutputs(scene, boxes, sideBySide ? width - 1 - outputWidth : (width - block) / 2, y, cell, tile)
  const bottom = Math.max(...boxes.map((box) => box.y + box.h))
  return { boxes, width, height: Math.ceil(bottom + LEGEND) + 2, legend: legendUnder(boxes, width) }
}

function placeOutputs(scene, boxes, x, y, cell, tile) {
  for (let f = 0; f < scene.filters; f++) {
    const across = f % tile.columns, down = Math.floor(f / tile.columns)
    boxes.push(grid("output", f, x + across * (scene.outputColumns * cell + 14),
      y + down * (scene.outputRows * cell + TITLE) + TITLE, cell, scene.outputRows, scene.outputColumns))
  }
}

function legendUnder(boxes, width, kind = "output") {
  const outputs = boxes.filter((box) => box.kind === kind)
  const left = Math.min(...outputs.map((box) => box.x)), right = Math.max(...outputs.map((box) => box.x + box.w))
  const w = Math.min(Math.max(right - left, 120), 220)
  return { x: Math.max(0, Math.min(left, width - w - 1)), y: Math.max(...outputs.map((box) => box.y + box.h)) + 12, w }
}

// The grids whose cells one chooses: a map's, or those of a picture without a kernel.
function selects({ kind }) { return kind === "output" || kind === "plane" }

// Zooming keeps the box and shows fewer, larger cells around the focus (an output cell).
function aim(scene, box, zoom, focus) {
  box.cell = box.base * zoom
  if (zoom <= 1) return
  const across = box.w / box.cell, down = box.h / box.cell, span = windowSpan(scene)
  const centre = selects(box)
    ? { row: focus.r + 0.5, column: focus.c + 0.5 }
    : { row: focus.r * scene.stride[0] + span.rows / 2, column: focus.c * scene.stride[1] + span.columns / 2 }
  box.top = Math.min(Math.max(0, centre.row - down / 2), Math.max(0, box.rows - down))
  box.left = Math.min(Math.max(0, centre.column - across / 2), Math.max(0, box.columns - across))
}

function cellRect(box, row, column) {
  return { x: box.x + (column - box.left) * box.cell, y: box.y + (row - box.top) * box.cell, w: box.cell, h: box.cell }
}

function cellUnder(plan, x, y) {
  for (const box of plan.boxes) {
    if (x < box.x || y < box.y || x >= box.x + box.w || y >= box.y + box.h) continue
    const row = Math.floor((y - box.y) / box.cell + box.top), column = Math.floor((x - box.x) / box.cell + box.left)
    if (row < box.rows && column < box.columns) return { box, row, column }
  }
  return null
}

function isInSight(box, row, column) {
  return row >= box.top && row < box.top + box.h / box.cell && column >= box.left && column < box.left + box.w / box.cell
}

function visible(box) {
  return {
    top: Math.floor(box.top), bottom: Math.min(box.rows, Math.ceil(box.top + box.h / box.cell)),
    left: Math.floor(box.left), right: Math.min(box.columns, Math.ceil(box.left + box.w / box.cell)),
  }
}
