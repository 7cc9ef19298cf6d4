// @ts-check
// Where the grids of a board stand: rows of grids with one cell size each, kernels small enough to
// leave the maps their room; on a phone a row breaks where its grids would be too small to see.

import { SMALLEST } from "../shared/canvas.js"
import { smallestDigits } from "../shared/projector.js"

export const TITLE = 18
const SECOND_LINE = 1.25 // of a title's size
const LETTER = 0.605 // of a title's size, in the fixed-width face
const BETWEEN = 16
const OPERATOR = 34
const ROW_GAP = 8
const LARGEST_WEIGHT = 27
const SMALLEST_WEIGHT = 15
const NARROWEST = 112
const KERNEL_ROOM = 74
const WRITTEN = 22 // a cell whose number is read

export function layOutBoard(scene, width, height) {
  const lines = breakLines(scene, width)
  const kernels = lines.filter(isKernels)
  const maps = lines.filter((line) => !isKernels(line))
  const room = height - lines.length * (TITLE + ROW_GAP)
  for (const line of kernels)
    line.cell = Math.min(
      LARGEST_WEIGHT,
      ((maps.length ? 0.46 : 1) * room) / Math.max(...line.map((p) => p.rows)),
      cellAcross(line, width),
    )
  const used = kernels.reduce(
    (sum, line) => sum + line.cell * Math.max(...line.map((p) => p.rows)),
    0,
  )
  const each = Math.max((room - used) / Math.max(maps.length, 1), 90)
  for (const line of maps)
    line.cell = Math.min(
      Math.max(
        each / Math.max(...line.map((p) => p.rows)),
        line.some((p) => p.texts.length) ? WRITTEN : 0,
      ),
      cellAcross(line, width),
      40,
    )
  const boxes = []
  let y = 0
  for (const line of lines) {
    const { cell } = line
    const indent = line.goesOn ? gapBefore(line[0]) : 0
    const total = line.reduce(
      (sum, p, k) => sum + p.columns * cell + (k ? gapBefore(p) : 0),
      indent,
    )
    const tallest = Math.max(...line.map((p) => p.rows)) * cell
    const extra = extraOf(line, width - total - 2)
    let x = Math.max(1, (width - total - extra * (line.length - 1)) / 2) + indent
    const placed = line.map((panel, k) => {
      if (k) x += gapBefore(panel) + extra
      const w = panel.columns * cell
      const room = Math.min(line.length > 1 ? w + extra + BETWEEN - 14 : width, width - x)
      const box = {
        x,
        w,
        h: panel.rows * cell,
        cell,
        title: titleIn(panel.title, room),
        gap: gapBefore(panel) + (k ? extra : 0),
        first: k === 0 && !line.goesOn,
      }
      x += w
      return box
    })
    y += Math.max(...placed.map(({ title }) => TITLE + secondLine(title)))
    placed.forEach((box, k) => {
      boxes[line[k].index] = { ...box, y: y + (isKernels(line) ? (tallest - box.h) / 2 : 0) }
    })
    y += tallest + ROW_GAP
  }
  return { boxes, width, height: Math.ceil(y) }
}

// What is left of the width goes between the grids, so that their titles have room.
function extraOf(line, slack) {
  const between = Math.max(0, slack) / Math.max(line.length - 1, 1)
  if (line.length === 1 || between <= 60) return line.length > 1 ? between : 0
  const wanted = Math.max(
    ...line.map((p) => LETTER * smallestDigits(SMALLEST) * p.title.length - p.columns * line.cell),
  )
  return Math.min(Math.max(60, wanted), slack / line.length)
}

// Where a line of a grid's title stands: the last one right above the grid.
export function titleAt({ y, title }, number) {
  return y - TITLE / 2 - (number < title.lines.length - 1 ? secondLine(title) : 0)
}

function secondLine({ size, lines }) {
  return SECOND_LINE * size * (lines.length - 1)
}

// A title as large as its room lets it be: on one line, on two, and cut off only if both are full.
export function titleIn(title, room) {
  const sizeOf = (text) => room / (LETTER * text.length)
  const words = title.split(" ")
  if (sizeOf(title) >= smallestDigits(SMALLEST) || words.length === 1) return cutTo([title], room)
  const both = words
    .slice(1)
    .map((_, k) => [words.slice(0, k + 1).join(" "), words.slice(k + 1).join(" ")])
  const longest = (lines) => (lines[0].length > lines[1].length ? lines[0] : lines[1])
  const best = both.reduce((a, b) => (longest(b).length < longest(a).length ? b : a))
  return cutTo(best, room)
}

function cutTo(lines, room) {
  const size = smallestDigits(SMALLEST)
  const fits = Math.max(4, Math.floor(room / (LETTER * size) + 0.01))
  return {
    size,
    lines: lines.map((text) => (text.length > fits ? `${text.slice(0, fits - 1)}…` : text)),
  }
}

function gapBefore(panel) {
  return panel.before ? OPERATOR : BETWEEN
}
function isKernels(line) {
  return line.every((panel) => panel.kind === "weights")
}
function cellAcross(line, width) {
  const gaps = line.reduce((sum, panel, k) => sum + (k ? gapBefore(panel) : 0), 0)
  return (width - 2 - gaps) / line.reduce((sum, panel) => sum + panel.columns, 0)
}

function breakLines(scene, width) {
  const rows = new Map()
  for (const panel of scene.panels) rows.set(panel.row, [...(rows.get(panel.row) ?? []), panel])
  const lines = []
  for (const row of rows.values()) {
    const kernels = isKernels(row)
    const least = kernels
      ? SMALLEST_WEIGHT
      : NARROWEST / Math.max(...row.map((panel) => panel.columns))
    if (
      row.length === 1 ||
      (cellAcross(row, width) >= least &&
        (!kernels || width / row.length >= KERNEL_ROOM + OPERATOR))
    ) {
      lines.push(row)
      continue
    }
    if (!kernels) {
      lines.push(...parted(row, Math.floor(width / (NARROWEST + BETWEEN))))
      continue
    }
    // The kernel they amount to has the last line for itself.
    lines.push(
      ...parted(row.slice(0, -1), Math.floor(width / (KERNEL_ROOM + OPERATOR))),
      continued(row.slice(-1)),
    )
  }
  return lines
}

function parted(row, across) {
  const each = Math.max(1, across)
  const lines = []
  for (let k = 0; k < row.length; k += each)
    lines.push(k && isKernels(row) ? continued(row.slice(k, k + each)) : row.slice(k, k + each))
  return lines
}

// A line that goes on with the sum begun above: its first grid keeps its sign.
function continued(line) {
  return Object.assign(line, { goesOn: true })
}

// The panel and its cell under a point, or null.
export function panelAt(view, x, y) {
  for (const panel of view.scene.panels) {
    const box = view.plan.boxes[panel.index]
    if (x < box.x || y < box.y || x >= box.x + box.w || y >= box.y + box.h) continue
    return {
      panel,
      row: Math.floor((y - box.y) / box.cell),
      column: Math.floor((x - box.x) / box.cell),
    }
  }
  return null
}

// The cell of the last map that a place in a panel belongs to: the middle of what it reads there.
export function cellOf(scene, { panel, row, column }) {
  const [down, right, high, wide] = panel.frame
  const along = (at, from, length, step) => Math.floor((at - from - ((length - step) >> 1)) / step)
  return bounded(
    scene,
    along(row, down, high, panel.step[0]),
    along(column, right, wide, panel.step[1]),
  )
}

export function bounded({ size: [rows, columns] }, r, c) {
  return { r: Math.min(Math.max(r, 0), rows - 1), c: Math.min(Math.max(c, 0), columns - 1) }
}

// The waves down and across that a cell of a spectrum stands for: its middle is 0 and 0.
export function frequencyOf({ size: [rows, columns] }, { r, c }) {
  return { down: r - (rows >> 1), across: c - (columns >> 1) }
}
