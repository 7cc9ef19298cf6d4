// @ts-check
// The network from left to right: the example, kernels, maps with their histograms, the answer.

import { fitCanvas, frame, hatch } from "../../../views/shared/canvas.js"
import { MINUS, percent, raised, written } from "../../../views/shared/numbers.js"
import { drawLoupe } from "./loupe.js"
import {
  drawGrid,
  greyPixels,
  grown,
  label,
  labelWithin,
  MONO,
  MOST,
  NOT_A_NUMBER,
  SHARPNESS,
  signedPixels,
} from "./paint.js"
import { say } from "./words.js"

const TOP = 26 // px above the tiles, for titles
const FOOT = 34 // px below, for histograms
const LOW_FOOT = 18 // px below without them
const GAP = 3 // px between tiles
const HATCHED_FROM = 6 // px of a weight's cell
const BETWEEN = 10 // px between columns, at least
const GROWN = [2, 1.5, 1, 0.6] // how large maps and kernels may be, the largest that fits a row
const APART = 40 // px between columns that have grown
const HEIGHT = 198 // px of the tiles
const USUAL = 760 // px of width up to which nothing grows
const ANSWER = 140 // px of the answer's column, at least
const LEAST_ANSWER = 112 // where all is small

// Rows and columns of tiles, and the size of one, for a block of maps or kernels.
function gridOf(block, grow) {
  const { shape } = block
  if (block.kind === "kernels" && shape[1] > 1) {
    const [down, across, rows, columns] = shape
    const room = Math.min(HEIGHT / down, 150 / across) * Math.min(grow, 1)
    const gap = room > 8 ? 3 : 1
    const cell = Math.max(0.6, Math.min(4, (room - gap) / rows, (room - gap) / columns))
    return { down, across, tileW: cell * columns, tileH: cell * rows, gap }
  }
  const count = shape[0]
  const [rows, columns] = shape.slice(-2)
  const kernels = block.kind === "kernels"
  const across = count <= 1 ? 1 : count <= 16 ? 2 : 4
  const down = Math.ceil(count / across)
  const most = grow * (kernels ? 45 : Math.min(80, 14 + 1.1 * columns))
  const side = Math.min(most, (HEIGHT - 6 * (down - 1)) / down)
  return { down, across, tileW: side, tileH: (side * rows) / columns, gap: kernels ? 6 : GAP }
}

// The columns of one row, larger where few maps leave room for it; null where it takes several.
function rowOf(scene, width) {
  for (const grow of GROWN) {
    const columns = columnsBy(scene, grow)
    const apart = grow > 1 ? APART : BETWEEN
    const used = columns.reduce((sum, one) => sum + Math.max(one.width, 44) + apart, -apart)
    if (used <= width) return columns
  }
  return null
}

function columnsBy(scene, grow) {
  const columns = []
  const [imageRows, imageColumns] = scene.image.shape
  const side = 80 * Math.min(grow, 1)
  const answer = grow < 1 ? LEAST_ANSWER : ANSWER
  columns.push({
    kind: "image",
    width: side,
    title: `${imageRows}×${imageColumns}`,
    down: 1,
    across: 1,
    tileW: side,
    tileH: (side * imageRows) / imageColumns,
    gap: 0,
  })
  scene.blocks.forEach((block, index) => {
    const grid = gridOf(block, grow)
    columns.push({
      kind: block.kind,
      block,
      index,
      title: block.title,
      ...grid,
      width: grid.across * (grid.tileW + grid.gap) - grid.gap,
    })
  })
  columns.push({
    kind: "answer",
    width: answer,
    title: "",
    down: 1,
    across: 1,
    tileW: answer,
    tileH: HEIGHT,
    gap: 0,
  })
  return columns
}

function layoutNet(view, width) {
  const columns = rowOf(view.scene, width) ?? columnsBy(view.scene, 1)
  // In as many rows as it takes: one on a projector, several on a phone.
  const rows = [[]]
  let used = 0
  for (const column of columns) {
    const wide = Math.max(column.width, 44)
    if (rows.at(-1).length && used + wide > width) {
      rows.push([])
      used = 0
    }
    rows.at(-1).push(column)
    used += wide + BETWEEN
  }
  let y = 0
  for (const row of rows) {
    const total = row.reduce((sum, column) => sum + column.width, 0)
    const gap =
      row.length > 1
        ? Math.min(rows.length > 1 ? BETWEEN : 60, (width - total) / (row.length - 1))
        : 0
    const tall = Math.max(
      ...row.map((column) => column.down * (column.tileH + column.gap) - column.gap),
    )
    let x = 0
    for (const column of row) {
      const height = column.down * (column.tileH + column.gap) - column.gap
      Object.assign(column, {
        x,
        y:
          y +
          TOP +
          (column.kind === "answer" ? 0 : Math.max(0, (Math.min(tall, HEIGHT) - height) / 2)),
        top: y,
        height,
        room: Math.min(column.width + gap, width - x),
      })
      x += column.width + gap
    }
    y += TOP + Math.min(Math.max(tall, 60), HEIGHT + 8) + (view.open ? FOOT : LOW_FOOT)
  }
  return { columns, height: y, width }
}

function tileAt(column, number) {
  const r = Math.floor(number / column.across)
  const c = number % column.across
  return {
    x: column.x + c * (column.tileW + column.gap),
    y: column.y + r * (column.tileH + column.gap),
  }
}

export function tileCount(column) {
  if (column.kind === "image" || column.kind === "answer") return 1
  const { shape } = column.block
  return column.kind === "kernels" ? shape[0] * shape[1] : shape[0]
}

export function drawNet(view) {
  const { colours } = view
  const stage = view.net
  const width = stage.clientWidth
  if (!width) return
  // On a projector all of it grows, digits too, as far as it stays in one row.
  const most = Math.max(Math.min(Math.max(width / USUAL, 1), 1.5), grown())
  const scale = [most, grown(), 1].find((one) => rowOf(view.scene, width / one)) ?? grown()
  const plan = (view.plan = layoutNet(view, width / scale))
  plan.scale = scale
  const context = fitCanvas(stage.firstElementChild, width, plan.height * scale, SHARPNESS)
  context.scale(scale, scale)
  for (const column of plan.columns) {
    drawTitle(context, colours, column)
    if (column.kind === "image") drawPicture(context, view, column)
    else if (column.kind === "answer") drawAnswer(context, view, column)
    else drawTiles(context, view, column)
  }
  drawLinks(context, view, plan)
}

function drawTitle(context, colours, column) {
  const colour = column.kind === "kernels" ? "violet" : column.kind === "answer" ? "teal" : "soft"
  const most = Math.max(6, Math.floor((column.room - 8) / 7.3))
  const words = column.title.split(" ")
  // Where there is no room for a title in one line, its parts take two.
  if (column.title.length <= most || words.length < 2) {
    label(context, colours, column.title, column.x, column.top + 15, { colour, size: 12 })
    return
  }
  const room = column.room - 6
  // How many maps there are is seen below them, where "11×11×16" has no room.
  const [high, wide] = words[0].split("×")
  const first = wide && words[0].length > most ? `${high}×${wide}` : words[0]
  labelWithin(context, colours, first, column.x, column.top + 10, room, { colour, size: 12.5 })
  // Of "average pool" that would reach into the next column, "average" is left.
  const rest = words.slice(1)
  while (rest.length > 1 && rest.join(" ").length > most + 1) rest.pop()
  const said = rest.join(" ")
  labelWithin(context, colours, said, column.x, column.top + 22, room, { colour, size: 12.5 })
}

function drawPicture(context, view, column) {
  const { scene, colours } = view
  const [rows, columns] = scene.image.shape
  drawGrid(
    context,
    greyPixels(scene.image.values, 0, rows * columns),
    rows,
    columns,
    column.x,
    column.y,
    column.tileW,
    column.tileH,
  )
  const right = scene.said === scene.label
  const name = scene.classes[scene.label]
  const room = column.room - 4
  labelWithin(context, colours, `is ${name}`, column.x, column.y + column.tileH + 16, room, {
    colour: "ink",
    size: MONO,
  })
  const said = scene.classes[scene.said]
  const sign = right ? "✓" : "✗"
  const verdict = scene.broken
    ? "no output"
    : said.length > 4
      ? `${sign} ${said}`
      : `${sign} says ${said}`
  labelWithin(context, colours, verdict, column.x, column.y + column.tileH + 31, room, {
    colour: right && !scene.broken ? "teal" : "positive",
    size: MONO,
    bold: true,
  })
  if (column.room < 76) return // for which one it is
  // "test image 0 of 1,000": what it is, and below it which one.
  const cut = scene.which.lastIndexOf(" ", scene.which.indexOf(" of ") - 1)
  label(context, colours, scene.which.slice(0, cut), column.x, column.y + column.tileH + 48, {
    size: 12.5,
  })
  label(context, colours, scene.which.slice(cut + 1), column.x, column.y + column.tileH + 61, {
    size: 12.5,
  })
}

function drawTiles(context, view, column) {
  const { colours } = view
  const { values, shape } = column.block
  const [rows, columns] = shape.slice(-2)
  const size = rows * columns
  const count = tileCount(column)
  context.strokeStyle = colours.line.text
  context.lineWidth = 1
  for (let k = 0; k < count; k++) {
    const { x, y } = tileAt(column, k)
    drawGrid(
      context,
      signedPixels(colours, values, k * size, size),
      rows,
      columns,
      x,
      y,
      column.tileW,
      column.tileH,
    )
    if (column.kind !== "maps") hatchBelowZero(context, view, column, k, { x, y })
    if (column.tileW > 8) context.strokeRect(x - 0.5, y - 0.5, column.tileW + 1, column.tileH + 1)
  }
  if (column.kind === "maps") {
    if (view.open) drawHistogram(context, view, column)
  } else
    label(context, colours, limitText(column.block), column.x, column.y + column.height + 14, {
      size: 12,
    })
}

// Weights below 0 are hatched where their cells have room for it: no sign is a hue alone.
function hatchBelowZero(context, { colours }, { block, tileW, tileH }, tile, { x, y }) {
  const [rows, columns] = block.shape.slice(-2)
  const [w, h] = [tileW / columns, tileH / rows]
  if (w < HATCHED_FROM) return
  const path = new Path2D()
  for (let k = 0; k < rows * columns; k++) {
    const value = block.values[tile * rows * columns + k]
    if (value >= 0 || value === NOT_A_NUMBER) continue
    path.rect(x + (k % columns) * w, y + Math.floor(k / columns) * h, w, h)
  }
  context.globalAlpha = 0.6
  context.fillStyle = hatch(context, colours.ink.text)
  context.fill(path)
  context.globalAlpha = 1
}

function limitText({ scale, values }) {
  if (scale) return `±${short(scale * MOST)}`
  return values.includes(NOT_A_NUMBER) ? "not a number" : "all 0"
}

export function short(n) {
  const size = Math.abs(n)
  const sign = n < 0 ? MINUS : ""
  if (size === 0) return "0"
  if (size < 1e-3) return written(n, 2)
  if (size < 1e4) return sign + String(Number(size.toPrecision(2)))
  const [mantissa, exponent] = size.toExponential(1).split("e")
  return `${sign}${mantissa}·10${raised(Number(exponent))}`
}

function drawHistogram(context, view, column) {
  const { colours } = view
  const { histogram, low, high, zeros } = column.block
  const y = column.y + column.height + 4
  const wide = Math.max(column.width, 40)
  const tall = 18
  if (!histogram)
    return label(context, colours, "not a number", column.x, y + 12, {
      colour: "positive",
      size: 12,
    })
  const most = Math.max(...histogram, 1e-9)
  const step = wide / histogram.length
  histogram.forEach((share, k) => {
    const middle = low + ((k + 0.5) * (high - low)) / histogram.length
    context.fillStyle = middle < 0 ? colours.negative.text : colours.positive.text
    const h = Math.max(share > 0 ? 1 : 0, (tall * share) / most)
    context.fillRect(column.x + k * step, y + tall - h, Math.max(step - 0.7, 0.7), h)
  })
  context.fillStyle = colours.line.text
  context.fillRect(column.x, y + tall, wide, 1)
  const both = `${short(low)}…${short(high)}`
  const room = column.room - 4
  // Where both ends have no room, the largest stands alone.
  const text =
    zeros > 0 && wide > 42
      ? `${percent(zeros, 0)} are 0`
      : both.length * 7.3 <= room
        ? both
        : `≤ ${short(high)}`
  labelWithin(context, colours, text, column.x, y + tall + 12, room, { size: 12 })
}

// The last column may take what the others leave.
function rightRoom(column, plan) {
  return Math.max(column.room, plan.width - column.x)
}

// A bar as long as the probability lies under each row: class, logit, probability.
function drawAnswer(context, view, column) {
  const { scene, colours } = view
  const count = scene.classes.length
  const row = Math.min(22, HEIGHT / count)
  const right = column.x + Math.min(rightRoom(column, view.plan), 190) - 2
  const room = right - column.x
  const logits = right - 44
  label(context, colours, "logit", logits, column.top + 15, { size: 12.5, align: "right" })
  label(context, colours, "prob.", right, column.top + 15, {
    size: 12.5,
    colour: "teal",
    align: "right",
  })
  for (let k = 0; k < count; k++) {
    const y = column.y + k * row
    const base = y + row / 2 + 4
    const p = scene.probabilities[k]
    const best = k === scene.said && !scene.broken
    context.globalAlpha = best ? 0.38 : 0.2
    context.fillStyle = best ? colours.teal.text : colours.soft.text
    if (!scene.broken) context.fillRect(column.x - 4, y + 1.5, Math.max(1, p * (room + 6)), row - 3)
    context.globalAlpha = 1
    const logit = scene.broken ? "–" : fixed(scene.logits[k])
    label(context, colours, logit, logits, base, {
      align: "right",
      colour: best ? "ink" : "soft",
      size: 12,
    })
    const space = logits - context.measureText(logit).width - column.x - 5
    labelWithin(context, colours, scene.classes[k], column.x, base, space, {
      colour: k === scene.label || best ? "ink" : "soft",
      bold: k === scene.label,
      size: 12.5,
    })
    label(context, colours, scene.broken ? "–" : p.toFixed(3), right, base, {
      colour: best ? "teal" : "soft",
      bold: best,
      size: 12,
      align: "right",
    })
  }
}

// Large numbers by their power of ten: the class's name stands on the same line.
function fixed(n) {
  return Math.abs(n) >= 1000 ? short(n) : (n < 0 ? MINUS : "") + Math.abs(n).toFixed(1)
}

// ---- pointing -------------------------------------------------------------------------------

// What lies under a place: {column, tile, row, col}.
export function hitNet(plan, x, y) {
  for (const column of plan.columns) {
    if (column.kind === "answer") {
      if (x >= column.x && x < column.x + column.room && y >= column.y && y < column.y + HEIGHT)
        return { column, tile: 0, at: y - column.y }
      continue
    }
    const below = y - column.y - column.height
    if (column.block && below >= 0 && below < FOOT && x >= column.x && x < column.x + column.room)
      return { column, tile: 0, row: 0, col: 0, foot: true }
    const c = Math.floor((x - column.x) / (column.tileW + column.gap))
    const r = Math.floor((y - column.y) / (column.tileH + column.gap))
    const tile = r * column.across + c
    if (c < 0 || r < 0 || c >= column.across || r >= column.down || tile >= tileCount(column))
      continue
    const spot = tileAt(column, tile)
    const [rows, columns] = shapeOf(column)
    const row = Math.min(rows - 1, Math.floor(((y - spot.y) / column.tileH) * rows))
    const col = Math.min(columns - 1, Math.floor(((x - spot.x) / column.tileW) * columns))
    return { column, tile, row, col }
  }
  return null
}

function shapeOf(column) {
  return column.kind === "image" ? [28, 28] : column.block.shape.slice(-2)
}

// The tiles that belong to the one pointed at: [column, tile], what it is made of and what it
// makes.
function related(plan, hit) {
  const { columns } = plan
  const at = columns.indexOf(hit.column)
  const { kind } = hit.column
  if (kind === "image" || kind === "answer") return []
  if (kind === "kernels") {
    const [, deep] = hit.column.block.shape
    const filter = Math.floor(hit.tile / deep)
    const channel = hit.tile % deep
    return [
      [at - 1, channel],
      [at + 1, filter],
    ]
  }
  const before = columns[at - 1]
  if (before.kind === "maps") return [[at - 1, hit.tile]]
  const [, deep] = before.block.shape
  return Array.from({ length: deep }, (_, k) => [at - 1, hit.tile * deep + k])
}

function drawLinks(context, view, plan) {
  const { hit } = view
  if (hit?.part !== "net") return
  const column = plan.columns[hit.index]
  if (!column || hit.foot || column.kind === "answer" || hit.tile >= tileCount(column)) return
  const { colours } = view
  const spot = tileAt(column, hit.tile)
  context.setLineDash([3, 3])
  for (const [index, tile] of related(plan, { ...hit, column })) {
    const other = plan.columns[index]
    if (!other || other.top !== column.top || tile >= tileCount(other)) continue
    const there = tileAt(other, tile)
    const left = index < hit.index
    frame(
      context,
      { x: there.x, y: there.y, w: other.tileW, h: other.tileH },
      colours.amber.text,
      1.5,
    )
    context.beginPath()
    context.moveTo(left ? there.x + other.tileW : there.x, there.y + other.tileH / 2)
    context.lineTo(left ? spot.x : spot.x + column.tileW, spot.y + column.tileH / 2)
    context.stroke()
  }
  context.setLineDash([])
  frame(context, { x: spot.x, y: spot.y, w: column.tileW, h: column.tileH }, colours.amber.text, 2)
  if (column.block) drawLoupe(context, view, column, spot, hit)
}

function valueText(block, number) {
  const v = block.values[number]
  return v === NOT_A_NUMBER ? say.notANumberTheWeightsGrew : written(v * block.scale, 4)
}

// What the bars and the number below maps or kernels mean.
function readFoot(block) {
  if (block.kind === "kernels") {
    if (!block.scale) return say.noWeightIsShownInAColour
    return say.orangeIsPositiveBlue(limitText(block))
  }
  if (!block.histogram) return say.theseMapsHoldNoNumbers
  const share = say.ofTheNumbersInTheseMaps(percent(block.zeros, 0), block.shape[0])
  return block.zeros === 1
    ? share
    : say.barsShowHowOften(share, short(block.low), short(block.high))
}

export function readNet(view, hit) {
  const { scene } = view
  const column = view.plan.columns[hit.index]
  if (!column) return ""
  const place = `row ${hit.row}, column ${hit.col}`
  if (hit.foot) return readFoot(column.block)
  if (column.kind === "image") {
    const [, columns] = scene.image.shape
    return `${scene.which}: pixel at ${place}: ${scene.image.values[hit.row * columns + hit.col]}`
  }
  if (column.kind === "answer") {
    const k = Math.min(
      scene.classes.length - 1,
      Math.floor(hit.at / Math.min(22, HEIGHT / scene.classes.length)),
    )
    if (scene.broken) return say.outputIsNotANumber
    const [logit, probability] = [scene.logits, scene.probabilities].map((one) =>
      written(one[k], 4),
    )
    return `${scene.classes[k]}: logit ${logit}, probability ${probability}`
  }
  const { block } = column
  const [rows, columns] = block.shape.slice(-2)
  const number = hit.tile * rows * columns + hit.row * columns + hit.col
  if (column.kind === "maps")
    return `map ${hit.tile} of ${block.title}, ${place}: ${valueText(block, number)}`
  const deep = block.shape[1]
  const filter = Math.floor(hit.tile / deep)
  const channel = hit.tile % deep
  const what = {
    weights: "weight",
    gradients: say.gradientOfTheWeight,
    changes: say.lastChangeOfTheWeight,
  }[scene.look]
  const kernel = `kernel ${filter}${deep > 1 ? `, channel ${channel}` : ""}`
  return `${kernel}: ${what} at ${place}: ${valueText(block, number)}`
}
