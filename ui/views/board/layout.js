// Where the grids of a board stand: rows of grids with one cell size each, kernels small enough to
// leave the maps their room; on a phone a row breaks where its grids would be too small to see.

const TITLE = 18, BETWEEN = 16, OPERATOR = 34, ROW_GAP = 8, LARGEST_WEIGHT = 27, NARROWEST = 112

function layOutBoard(scene, width, height) {
  const lines = breakLines(scene, width), kernels = lines.filter(isKernels), maps = lines.filter((line) => !isKernels(line))
  const room = height - lines.length * (TITLE + ROW_GAP)
  for (const line of kernels) line.cell = Math.min(LARGEST_WEIGHT, (maps.length ? 0.46 : 1) * room / Math.max(...line.map((p) => p.rows)), cellAcross(line, width))
  const used = kernels.reduce((sum, line) => sum + line.cell * Math.max(...line.map((p) => p.rows)), 0)
  const each = Math.max((room - used) / Math.max(maps.length, 1), 90)
  for (const line of maps) line.cell = Math.min(each / Math.max(...line.map((p) => p.rows)), cellAcross(line, width), 40)
  const boxes = []
  let y = 0
  for (const line of lines) {
    const { cell } = line, total = line.reduce((sum, p, k) => sum + p.columns * cell + (k ? gapBefore(p) : 0), 0)
    const tallest = Math.max(...line.map((p) => p.rows)) * cell
    // What is left of the width goes between the grids, so that their titles have room.
    const extra = line.length > 1 ? Math.min(60, Math.max(0, (width - total - 2) / (line.length - 1))) : 0
    let x = Math.max(1, (width - total - extra * (line.length - 1)) / 2)
    line.forEach((panel, k) => {
      if (k) x += gapBefore(panel) + extra
      const w = panel.columns * cell, h = panel.rows * cell
      boxes[panel.index] = { x, y: y + TITLE + (isKernels(line) ? (tallest - h) / 2 : 0), w, h, cell, room: Math.min(line.length > 1 ? w + extra + BETWEEN - 6 : width, width - x), gap: gapBefore(panel) + extra, first: k === 0 }
      x += w
    })
    y += TITLE + tallest + ROW_GAP
  }
  return { boxes, width, height: Math.ceil(y) }
}

function gapBefore(panel) { return panel.before ? OPERATOR : BETWEEN }
function isKernels(line) { return line.every((panel) => panel.kind === "weights") }
function cellAcross(line, width) {
  const gaps = line.reduce((sum, panel, k) => sum + (k ? gapBefore(panel) : 0), 0)
  return (width - 2 - gaps) / line.reduce((sum, panel) => sum + panel.columns, 0)
}

function breakLines(scene, width) {
  const rows = new Map()
  for (const panel of scene.panels) rows.set(panel.row, [...(rows.get(panel.row) ?? []), panel])
  const lines = []
  for (const row of rows.values()) {
    const least = isKernels(row) ? 12 : NARROWEST / Math.max(...row.map((panel) => panel.columns))
    if (row.length === 1 || cellAcross(row, width) >= least) { lines.push(row); continue }
    const across = isKernels(row) ? row.length - 1 : Math.max(1, Math.min(row.length, Math.floor(width / (NARROWEST + BETWEEN))))
    for (let k = 0; k < row.length; k += across) lines.push(row.slice(k, k + across))
  }
  return lines
}

// The panel and its cell under a point, or null.
function panelAt(view, x, y) {
  for (const panel of view.scene.panels) {
    const box = view.plan.boxes[panel.index]
    if (x < box.x || y < box.y || x >= box.x + box.w || y >= box.y + box.h) continue
    return { panel, row: Math.floor((y - box.y) / box.cell), column: Math.floor((x - box.x) / box.cell) }
  }
  return null
}

// The cell of the last map that a place in a panel belongs to: the middle of what it reads there.
function cellOf(scene, { panel, row, column }) {
  const [down, right, high, wide] = panel.frame
  return bounded(scene, row - down - ((high - 1) >> 1), column - right - ((wide - 1) >> 1))
}

function bounded({ size: [rows, columns] }, r, c) {
  return { r: Math.min(Math.max(r, 0), rows - 1), c: Math.min(Math.max(c, 0), columns - 1) }
}
