// @ts-check
// Scenes whose window has no weights: pooling, where a window answers with one number, and a
// function of each number alone, which is a window of one cell. Input values are whole numbers
// over `inputDivisor`, answers over `divisors[0]`.

import { announce } from "../shared/announcement.js"
import { strip } from "../shared/canvas.js"
import { bracketed, decimal, decimalPlaces, MINUS, quotient, signed } from "../shared/numbers.js"
import { css, inkOn, mix } from "../shared/palette.js"
import { greyOf, inputColour } from "./colours.js"
import { outputIndex, tapAt } from "./geometry.js"
import { cellRect, legendUnder, visible } from "./layout.js"
import {
  digitSize,
  frameCell,
  GAP_FROM,
  inBox,
  isHidden,
  kernelTitle,
  windowRect,
  writeIn,
} from "./paint.js"
import { paintTitle } from "./titles.js"

const LISTED = 36 // values that a formula writes out; of more, the first and the last

export function answerScene(meta, arrays) {
  const [channels, rows, columns] = arrays.image.shape
  const [, outputRows, outputColumns] = arrays.maps.shape
  return {
    ...meta,
    channels,
    rows,
    columns,
    filters: 1,
    kernelRows: meta.window[0],
    kernelColumns: meta.window[1],
    outputRows,
    outputColumns,
    input: arrays.image.values,
    output: arrays.maps.values,
    weights: null,
    winners: arrays.winners?.values,
    slopes: arrays.slopes?.values,
    unread: arrays.unread?.values,
    curve: arrays.curve?.values,
    counts: arrays.counts?.values,
    padding: [
      [0, 0],
      [0, 0],
    ],
    dilation: [1, 1],
    mode: "zeros",
    fill: 0,
    inputPlaces: 0,
    pinned: false,
    speed: 1,
    // A window too large to be drawn cell by cell, and a function, have a box of one cell.
    box:
      meta.answer === "function" || meta.boxed ? { rows: 1, columns: 1, largest: 104 } : undefined,
  }
}

// What a hatch marks in an input drawn without gaps between its cells: what no window reads, or
// else what is clearly negative.
export function answerMask(scene) {
  const mask = new Uint32Array(scene.input.length)
  const strong = -0.15 * scene.white
  let any = false
  for (let k = 0; k < mask.length; k++) {
    if (!(scene.unread ? scene.unread[k] : scene.inputSigned && scene.input[k] < strong)) continue
    mask[k] = 0xff000000
    any = true
  }
  return any ? mask : null
}

export function signedOnly(scene) {
  return Boolean(scene.answer) && !scene.unread && !scene.counts
}

function isFunction(scene) {
  return scene.answer === "function"
}

// A value of the input as text.
export function inputText(scene, n, places = 2) {
  return scene.answer ? quotient(n, scene.inputDivisor, places).text : decimal(n, scene.inputPlaces)
}

// Decimals that a cell has room for: small numbers need one even where room is short.
export function cellPlaces(scene, cell) {
  return cell < 40 ? (scene.answer && scene.limit < 20 ? 1 : 0) : 2
}

// Row and column of the cell of the input that gave the answer, null where none alone did.
function winnerOf(scene, r, c) {
  if (!scene.winners) return null
  const k = 2 * (r * scene.outputColumns + c)
  return { row: scene.winners[k], column: scene.winners[k + 1] }
}

// The winner, but not of a window whose answer a question asks for.
function shownWinner(scene, r, c) {
  return isHidden(scene, 0, r, c) ? null : winnerOf(scene, r, c)
}

function windowValues(scene, r, c) {
  const values = []
  for (let i = 0; i < scene.kernelRows; i++)
    for (let j = 0; j < scene.kernelColumns; j++) values.push(tapAt(scene, 0, r, c, i, j).value)
  return values
}

// ---- the formula ----------------------------------------------------------------------------

export function answerFormula(scene, { r, c }, hidden) {
  return isFunction(scene)
    ? functionFormula(scene, r, c, hidden)
    : poolingFormula(scene, r, c, hidden)
}

function listed(values, between, written) {
  const pieces = []
  const long = values.length > LISTED
  const shown = long ? [...values.slice(0, 3), null, values.at(-1)] : values
  shown.forEach((n, k) => {
    if (k) pieces.push({ text: between })
    pieces.push(n === null ? { text: "…" } : { text: written(n), kind: "value" })
  })
  return pieces
}

function poolingFormula(scene, r, c, hidden) {
  const { scales, inputDivisor: divisor } = scene
  const values = windowValues(scene, r, c)
  const count = values.length
  const total = scene.output[outputIndex(scene, 0, r, c)]
  const below = scene.divisors[0]
  // Over a power of ten, values print as decimals; over anything else, over what they are: all
  // together where the pooling scales, each by itself where it does not.
  const places = Math.max(decimalPlaces(divisor), 0)
  const over = divisor > 10 ** places ? ` / ${divisor}` : ""
  const together = scales ? over : ""
  const whole = (n) => decimal(n, places)
  const pieces = []
  const say = (text, kind = "") => pieces.push({ text, kind })
  const most = Math.max(places, 2)
  const found = quotient(total, below, most)
  let middle = together ? ` = ${whole(total)}${together}` : ""
  if (scene.sum) {
    const [before, after, power] = scene.sum
    const raised = power === 1 ? "" : String(power).replace(/\d/g, (n) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[n])
    const term = (n) =>
      (over && !scales ? `(${whole(n)}/${divisor})` : bracketed(whole(n))) + raised
    const behind = (cells) =>
      after.includes("{cells}") ? after.replace("{cells}", cells) : after + together
    pieces.push({ text: `${before}(` }, ...listed(values, " + ", term), {
      text: `)${behind(together ? `(${count}·${divisor})` : count)}`,
    })
    const added = decimal(
      values.reduce((sum, n) => sum + n ** power, 0),
      power * places,
    )
    const needed = before || together || !found.exact || count > LISTED
    middle =
      needed && (scales || !over)
        ? ` = ${before}${added}${behind(together ? count * divisor : count)}`
        : ""
  } else {
    const each = (n) => (over && !scales ? `${whole(n)}/${divisor}` : whole(n))
    pieces.push({ text: `${scene.answerName}(` }, ...listed(values, ", ", each), {
      text: `)${together}`,
    })
  }
  if (hidden) {
    say(" = ")
    say("?", "result")
    return pieces
  }
  say(`${middle} ${found.exact ? "=" : "≈"} `)
  say(found.text, "result")
  const notes = found.exact ? [] : [`rounded to ${most} decimals`]
  const tied = values.filter((n) => (scales ? n : n / divisor) === total).length
  if (scene.winners && tied > 1)
    notes.push(`${tied} cells tie: the first in reading order counts as the winner`)
  if (notes.length) say(` (${notes.join("; ")})`, "note")
  return pieces
}

function functionFormula(scene, r, c, hidden) {
  const { name, worked, bias, inputDivisor: divisor } = scene
  const k = outputIndex(scene, 0, r, c)
  const n = scene.input[k]
  const x = quotient(n, divisor, 4)
  const y = quotient(scene.output[k], 1, 4)
  const slope = quotient(scene.slopes[k], 1, 4)
  const pieces = []
  const say = (text, kind = "") => pieces.push({ text, kind })
  const is = ({ exact }) => (exact ? "=" : "≈")
  // The bias is tenths, and so is the last factor of the divisor where there is one.
  const [sum, below] = bias ? [(n - (bias * divisor) / 10) / 10, divisor / 10] : [n, divisor]
  const parts =
    (below > 1 ? `${signed(String(sum))} / ${below}` : signed(String(sum))) +
    (bias ? ` ${bias < 0 ? MINUS : "+"} ${Math.abs(bias) / 10}` : "")
  say("x = ")
  say(parts, "value")
  if (below > 1 || bias) say(` ${is(x)} ${x.text}`)
  say(`; ${name}: `, "where")
  const minus = x.text.startsWith(MINUS) ? x.text.slice(1) : x.text === "0" ? "0" : MINUS + x.text
  const way = worked[n > 0 ? 0 : 1]
    .replaceAll("{-x}", minus)
    .replaceAll("{x}", x.text)
    .replaceAll("{(x)}", bracketed(x.text))
  say(way)
  if (hidden) {
    say(" = ")
    say("?", "result")
    return pieces
  }
  say(way === y.text ? " = " : ` ${is(y)} `) // what is left alone is rounded alike
  say(y.text, "result")
  say(`, slope ${is(slope)} `)
  say(slope.text, "result")
  if (!(x.exact && y.exact && slope.exact)) say(" (4 decimals)", "note")
  return pieces
}

// What a pixel of the input adds to its number: how many windows it wins.
export function winsOf(scene, row, column, { rows, columns }) {
  if (!scene.winners) return ""
  let wins = 0
  for (const r of rows)
    for (const c of columns) {
      const won = winnerOf(scene, r, c)
      if (won.row === row && won.column === column) wins++
    }
  return wins === 0
    ? " and wins none"
    : rows.size * columns.size === 1
      ? " and wins it"
      : ` and wins ${wins}`
}

// Tell the page's curves what is pointed at; an answer that a question asks for is kept back.
export function announceCell(scene, { r, c }) {
  if (!scene.announce) return
  const k = outputIndex(scene, 0, r, c)
  announce(
    scene.announce,
    isHidden(scene, 0, r, c)
      ? null
      : [scene.input[k] / scene.inputDivisor, scene.output[k], scene.slopes[k]],
  )
}

// ---- drawing --------------------------------------------------------------------------------

// The box between input and map: the window's values with the winner framed, or the function.
export function paintAnswerBox(context, view, box) {
  const { scene, colours } = view
  paintTitle(
    context,
    view,
    box,
    kernelTitle(context, view, box, scene.kernelTitles[0], ""),
    colours.violet.text,
  )
  if (isFunction(scene)) return paintFunction(context, view, box)
  if (scene.box) return paintWhole(context, view, box)
  const { r, c } = view.cell
  const won = shownWinner(scene, r, c)
  const gap = box.cell >= GAP_FROM ? 1 : 0
  for (let i = 0; i < box.rows; i++)
    for (let j = 0; j < box.columns; j++) {
      const rect = cellRect(box, i, j)
      const { value } = tapAt(scene, 0, r, c, i, j)
      const rgb = inputColour(scene, colours, value)
      context.fillStyle = css(rgb)
      context.fillRect(rect.x, rect.y, rect.w - gap, rect.h - gap)
      const text = inputText(scene, value, cellPlaces(scene, box.cell))
      const size = digitSize(box.cell, text)
      if (size)
        writeIn(context, colours, text, rect.x + rect.w / 2, rect.y + rect.h / 2, size, inkOn(rgb))
    }
  if (won)
    markWinner(
      context,
      view,
      cellRect(box, won.row - r * scene.stride[0], won.column - c * scene.stride[1]),
    )
}

function paintWhole(context, view, box) {
  const { scene, colours } = view
  const count = scene.kernelRows * scene.kernelColumns
  const middle = box.x + box.w / 2
  context.fillStyle = css(mix(colours.panel.rgb, colours.violet.rgb, 0.1))
  context.fillRect(box.x, box.y, box.w, box.h)
  writeIn(
    context,
    colours,
    `${count.toLocaleString("en")}\ncells\nto 1`,
    middle,
    box.y + box.h / 2,
    14,
    colours.ink.text,
  )
}

// The cell whose value is the answer: a frame in the answer's colour, and a dot in its corner.
function markWinner(context, view, rect) {
  const teal = view.colours.teal.text
  const inset = Math.min(4, rect.w / 5)
  frameCell(
    context,
    { x: rect.x + inset, y: rect.y + inset, w: rect.w - 2 * inset, h: rect.h - 2 * inset },
    teal,
    Math.min(3, Math.max(rect.w / 8, 1)),
  )
}

function paintFunction(context, view, box) {
  const { scene, colours } = view
  const { r, c } = view.cell
  const k = outputIndex(scene, 0, r, c)
  const count = scene.curve.length / 2
  const [low, high] = scene.curveEnds
  const left = scene.curve[0]
  const right = scene.curve[count - 1]
  const x = (n) => box.x + ((Math.min(Math.max(n, left), right) - left) / (right - left)) * box.w
  const y = (n) => box.y + box.h - ((Math.min(Math.max(n, low), high) - low) / (high - low)) * box.h
  context.fillStyle = css(mix(colours.panel.rgb, colours.violet.rgb, 0.06))
  context.fillRect(box.x, box.y, box.w, box.h)
  const line = (points) => {
    context.beginPath()
    points.forEach(([a, b], at) => (at ? context.lineTo(a, b) : context.moveTo(a, b)))
    context.stroke()
  }
  context.strokeStyle = colours.soft.text
  context.lineWidth = 0.7
  line([
    [x(0), box.y],
    [x(0), box.y + box.h],
  ])
  line([
    [box.x, y(0)],
    [box.x + box.w, y(0)],
  ])
  context.strokeStyle = colours.teal.text
  context.lineWidth = 2.5
  line(Array.from({ length: count }, (_, at) => [x(scene.curve[at]), y(scene.curve[count + at])]))
  if (isHidden(scene, 0, r, c)) return
  context.fillStyle = colours.panel.text
  context.strokeStyle = colours.amber.text
  context.lineWidth = 3
  context.beginPath()
  context.arc(x(scene.input[k] / scene.inputDivisor), y(scene.output[k]), 5, 0, 2 * Math.PI)
  context.fill()
  context.stroke()
}

// On the input, once: where the windows lie, as far as they do not overlap, and who wins in each.
export function paintWindows(context, view, box) {
  const { scene, colours } = view
  const apart = [0, 1].every((axis) => scene.stride[axis] >= scene.window[axis])
  if (isFunction(scene) || scene.boxed || box.cell < 7) return
  const seen = visible(box)
  const margin = box.cell >= GAP_FROM ? 0.5 : 0
  for (let r = 0; r < scene.outputRows; r++) {
    const top = r * scene.stride[0]
    if (top > seen.bottom || top + scene.window[0] < seen.top) continue
    for (let c = 0; c < scene.outputColumns; c++) {
      const rect = windowRect(view, box, r, c)
      context.strokeStyle = colours.violet.text
      context.lineWidth = box.cell >= GAP_FROM ? 1.5 : 0.8
      if (apart)
        context.strokeRect(
          rect.x + margin,
          rect.y + margin,
          rect.w - 2 * margin - 0.5,
          rect.h - 2 * margin - 0.5,
        )
      const won = shownWinner(scene, r, c)
      if (!won || box.cell < GAP_FROM || scene.counts) continue
      const cell = cellRect(box, won.row, won.column)
      const size = Math.max(box.cell * 0.16, 4)
      context.fillStyle = colours.teal.text
      context.beginPath()
      context.moveTo(cell.x + 2, cell.y + 2)
      context.lineTo(cell.x + 2 + size, cell.y + 2)
      context.lineTo(cell.x + 2, cell.y + 2 + size)
      context.fill()
    }
  }
}

// Over the input: the neighbours that share cells with the chosen window, and its winner.
export function paintNeighbours(context, view, box) {
  const { scene, colours } = view
  const { r, c } = view.cell
  const won = shownWinner(scene, r, c)
  if (isFunction(scene)) return
  const overlaps = [0, 1].map((axis) => scene.stride[axis] < scene.window[axis])
  inBox(context, box, () => {
    context.strokeStyle = colours.violet.text
    context.lineWidth = 1.5
    context.setLineDash([3, 3])
    const beside = [
      [0, 1],
      [0, -1],
      [1, 0],
      [-1, 0],
    ].filter(([down]) => overlaps[down ? 0 : 1])
    for (const [down, across] of beside) {
      const row = r + down
      const column = c + across
      if (row < 0 || column < 0 || row >= scene.outputRows || column >= scene.outputColumns)
        continue
      const rect = windowRect(view, box, row, column)
      context.strokeRect(rect.x + 3, rect.y + 3, rect.w - 7, rect.h - 7)
    }
    context.setLineDash([])
    if (won && box.cell >= 5 && !scene.counts)
      markWinner(context, view, cellRect(box, won.row, won.column))
  })
}

export function paintInputLegend(context, view) {
  const { scene, colours, plan } = view
  const { x, y, w } = legendUnder(plan.boxes, plan.width, "input")
  const end = scene.white
  const text = quotient(end, scene.inputDivisor, end < 100 * scene.inputDivisor ? 2 : 0).text
  if (!scene.inputSigned)
    return strip(context, colours, { x, y, w }, (t) => greyOf(scene, t * end), ["0", "", text])
  const [low, high] = scene.beyond ? ["≤ ", "≥ "] : ["", ""]
  strip(context, colours, { x, y, w }, (t) => inputColour(scene, colours, end * (2 * t - 1)), [
    low + MINUS + text,
    "0",
    `${high}+${text}`,
  ])
}
