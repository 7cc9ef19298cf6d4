// @ts-check
// One row of a picture under a few taps: the sum instead of the integral. All rows are here, so
// that going from row to row waits for nobody.

import { dots, frame, sizeFor, write } from "../../../views/shared/canvas.js"
import { ASKED } from "../../../views/shared/key.js"
import {
  bracketed,
  decimal,
  decimalPlaces,
  quotient,
  signed,
} from "../../../views/shared/numbers.js"
import { greyCell, onSigned, signedCell, tint } from "./cells.js"
import { poseOf, restingPose } from "./pose.js"
import { say } from "./words.js"

const THUMB = 84
const CAPTION = 18
const READ_FROM = 24
const READ_AT = 31

function rowValue(view, column) {
  const { scene, row } = view
  return column < 0 || column >= scene.columns ? 0 : scene.image[row * scene.columns + column]
}

function sumAt(view, way, column) {
  return view.scene[way][view.row * view.scene.columns + column]
}

// Tap number j of h, from -reach to reach.
function tap(scene, j) {
  return scene.taps[j + scene.reach]
}
function tapText(scene, n) {
  return decimal(n, Math.max(decimalPlaces(scene.divisor), 0))
}
function sumText(scene, n, places = 2) {
  return quotient(n, scene.divisor, places)
}

function layOutRow(scene, width, view) {
  const total = scene.columns + 2 * scene.reach
  let cell = Math.min(46, Math.floor((width - 2) / total))
  let seen = total
  let first = -scene.reach
  if (cell < READ_FROM) {
    cell = READ_AT
    seen = Math.min(total, Math.floor((width - 2) / cell))
    // Under a finger the row lies still; it follows once the finger is lifted.
    first =
      view.press?.first ??
      Math.min(
        Math.max(view.k - Math.floor(seen / 2), -scene.reach),
        scene.columns + scene.reach - seen,
      )
  }
  const left = Math.max(1, Math.floor((width - seen * cell) / 2))
  const scale = Math.min(THUMB / scene.rows, 150 / scene.columns)
  const thumb = { x: left, y: 2, w: scale * scene.columns, h: scale * scene.rows, scale }
  const tall = Math.min(cell, 34)
  const lines = {}
  let y = THUMB + 10
  for (const name of ["f", "h", "products", "result", "other"]) {
    lines[name] = { y: y + CAPTION, h: tall }
    y += CAPTION + tall + (name === "h" ? -CAPTION + 2 : 6)
  }
  return { width, height: y, cell, first, seen, left, thumb, lines }
}

function columnX(plan, column) {
  return plan.left + (column - plan.first) * plan.cell
}
function inSight(plan, column) {
  return column >= plan.first && column < plan.first + plan.seen
}

function digits(context, view, text, x, y, w, h, colour, weight = "") {
  const size = sizeFor(text, w, 15)
  if (!size) return
  const style = { size, colour, weight, align: /** @type {const} */ ("center") }
  write(context, view.colours, text, x + w / 2, y + h / 2 + 1, style)
}

function title(context, view, text, y, colour) {
  write(context, view.colours, text, view.plan.left, y - CAPTION / 2, { colour })
}

function paintThumb(context, view) {
  const { scene, plan, colours, row } = view
  const { x, y, w, h, scale } = plan.thumb
  if (view.thumbOf !== scene) {
    const data = new ImageData(scene.columns, scene.rows)
    scene.image.forEach((value, k) => {
      const grey = Math.min(255, (255 * value) / scene.white)
      data.data.set([grey, grey, grey, 255], 4 * k)
    })
    view.thumb = new OffscreenCanvas(scene.columns, scene.rows)
    view.thumb.getContext("2d").putImageData(data, 0, 0)
    view.thumbOf = scene
  }
  context.imageSmoothingEnabled = false
  context.drawImage(view.thumb, x, y, w, h)
  frame(context, { x, y: y + row * scale, w, h: Math.max(scale, 2) }, colours.amber.text, 2)
  const lines = [
    `row ${row} of ${scene.titles[0]}, ${scene.rows}×${scene.columns}`,
    scene.rows > 1 ? say.clickInItForAnotherRow : "",
    say.dragBelowToMoveX,
  ]
  lines.forEach((text, k) =>
    write(context, colours, text, x + w + 12, y + 12 + 18 * k, {
      colour: k ? colours.soft.text : colours.ink.text,
    }),
  )
}

function paintPixels(context, view) {
  const { scene, plan, colours, k } = view
  const { y, h } = plan.lines.f
  const { cell } = plan
  title(context, view, say.fTheRowOutside, y, colours.ink.text)
  for (let column = plan.first; column < plan.first + plan.seen; column++) {
    const x = columnX(plan, column)
    const value = rowValue(view, column)
    const outside = column < 0 || column >= scene.columns
    if (outside) {
      context.fillStyle = colours.panel.text
      context.fillRect(x, y, cell - 1, h)
      context.fillStyle = dots(context, colours)
      context.fillRect(x, y, cell - 1, h)
    } else greyCell(context, value / scene.white, x, y, cell - 1, h)
    digits(
      context,
      view,
      String(value),
      x,
      y,
      cell - 1,
      h,
      outside ? colours.soft.text : value / scene.white > 0.5 ? "#1d2330" : "#ffffff",
    )
  }
  const w = (2 * scene.reach + 1) * cell - 1
  frame(context, { x: columnX(plan, k - scene.reach), y, w, h }, colours.amber.text, 2.5)
}

// The taps at their places; while they turn over, each crosses to the other side in an arc.
function paintTaps(context, view) {
  const { scene, plan, colours } = view
  const { y, h } = plan.lines.h
  const { cell } = plan
  const { turn, shift } = poseOf(view)
  const name = restingPose(view)
    ? turn === -1
      ? `h(${view.k} − t): flipped, at x = ${view.k}`
      : say.hTNotFlippedAtX(view.k)
    : "h turns over"
  const whole = scene.divisor > 1 && decimalPlaces(scene.divisor) < 0
  title(context, view, name + (whole ? `, over ${scene.divisor}` : ""), y, colours.violet.text)
  for (let j = -scene.reach; j <= scene.reach; j++) {
    const at = shift + turn * j
    const x = columnX(plan, at)
    const lift = Math.sign(j) * Math.sqrt(Math.max(0, 1 - turn * turn)) * 14
    if (at < plan.first - 0.5 || at > plan.first + plan.seen - 0.5) continue
    context.fillStyle = colours.panel.text
    context.fillRect(x, y - lift, cell - 1, h)
    tint(context, colours.violet.text, 0.2, x, y - lift, cell - 1, h)
    context.strokeStyle = colours.violet.text
    context.lineWidth = 1
    context.strokeRect(x + 0.5, y - lift + 0.5, cell - 2, h - 1)
    digits(
      context,
      view,
      tapText(scene, tap(scene, j)),
      x,
      y - lift,
      cell - 1,
      h,
      colours.violet.text,
      "bold",
    )
  }
}

function termAt(view, column) {
  const j = view.way === "convolution" ? view.k - column : column - view.k
  return {
    value: rowValue(view, column),
    weight: tap(view.scene, j),
    outside: column < 0 || column >= view.scene.columns,
  }
}

function paintProducts(context, view) {
  const { scene, plan, colours, k } = view
  const { y, h } = plan.lines.products
  const { cell } = plan
  if (!restingPose(view)) return
  const limit = scene.white * Math.max(...scene.taps.map(Math.abs), 1)
  for (let column = k - scene.reach; column <= k + scene.reach; column++) {
    const { value, weight } = termAt(view, column)
    const x = columnX(plan, column)
    const share = (value * weight) / limit
    signedCell(context, colours, share, x, y, cell - 1, h)
    context.strokeStyle = colours.line.text
    context.lineWidth = 1
    context.strokeRect(x + 0.5, y + 0.5, cell - 2, h - 1)
    digits(
      context,
      view,
      tapText(scene, value * weight),
      x,
      y,
      cell - 1,
      h,
      onSigned(colours, share),
    )
  }
  const right = columnX(plan, k + scene.reach + 1) + 6
  const text = say.productsAddThemUp
  const beside = right + 8 * text.length < plan.width
  if (!beside && columnX(plan, k - scene.reach) < 8 * text.length) return
  write(context, colours, text, beside ? right : columnX(plan, k - scene.reach) - 6, y + h / 2, {
    size: 12,
    align: beside ? "left" : "right",
  })
}

function paintSums(context, view, name, way, text, colour) {
  const { scene, plan, colours, k } = view
  const { y, h } = plan.lines[name]
  const { cell } = plan
  title(context, view, text, y, colour)
  for (
    let column = Math.max(plan.first, 0);
    column < Math.min(plan.first + plan.seen, scene.columns);
    column++
  ) {
    const x = columnX(plan, column)
    const sum = sumAt(view, way, column)
    const asked = isCovered(view, column)
    context.strokeStyle = colours.line.text
    context.lineWidth = 1
    if (column > k || asked) {
      context.strokeRect(x + 0.5, y + 0.5, cell - 2, h - 1)
      if (asked && column <= k)
        digits(context, view, "?", x, y, cell - 1, h, colours.ink.text, "bold")
      continue
    }
    const share = scene.limit ? sum / scene.limit : 0
    signedCell(context, colours, share, x, y, cell - 1, h)
    context.strokeRect(x + 0.5, y + 0.5, cell - 2, h - 1)
    const texts = [2, 1, 0].map((places) => sumText(scene, sum, places).text)
    digits(
      context,
      view,
      texts.find((one) => sizeFor(one, cell - 1)) ?? "",
      x,
      y,
      cell - 1,
      h,
      onSigned(colours, share),
    )
  }
  if (name === "result" && inSight(plan, k))
    frame(context, { x: columnX(plan, k), y, w: cell - 1, h }, colours.amber.text, 2.5)
}

function isCovered(view, column) {
  const { hidden } = view.scene
  return hidden !== null && hidden[0] === view.row && hidden[1] === column
}

// The terms of the sum as pieces of text, then the division where the taps share a divisor.
function rowSum(view, terms, total, asked) {
  const { scene } = view
  const shared = scene.divisor > 1 && decimalPlaces(scene.divisor) < 0
  const pieces = []
  if (shared) pieces.push({ text: "(" })
  terms.forEach(([value, weight, outside], k) => {
    if (k) pieces.push({ text: " + " })
    pieces.push(
      { text: String(value), kind: outside ? "padding" : "" },
      { text: "·" },
      { text: bracketed(tapText(scene, weight)), kind: "weight" },
    )
  })
  if (shared) pieces.push({ text: `) / ${scene.divisor}` })
  const { text, exact } = sumText(scene, total)
  const between = shared
    ? ` = ${decimal(total, 0)} / ${scene.divisor} ${exact ? "=" : "≈"} `
    : " = "
  return [
    ...pieces,
    { text: asked ? " = " : between },
    { text: asked ? "?" : text, kind: "result" },
  ]
}

function sayRow(view) {
  const { scene, k, way } = view
  const flips = way === "convolution"
  const sign = flips ? "∗" : "⋆"
  const asked = isCovered(view, k)
  const columns = Array.from({ length: 2 * scene.reach + 1 }, (_, i) => k - scene.reach + i)
  const terms = columns.map((column) => {
    const { value, weight, outside } = termAt(view, column)
    return [value, weight, outside]
  })
  const lines = [
    [
      { text: `(f ${sign} h)(${k}) = Σ f(t)·h(${flips ? `${k} − t` : `t − ${k}`}) = ` },
      ...rowSum(view, terms, sumAt(view, way, k), asked),
    ],
  ]
  if (asked) return lines
  const value = (name) => {
    const { text, exact } = sumText(scene, sumAt(view, name, k))
    return `${exact ? "=" : "≈"} ${text}`
  }
  const swap = (name, mark) => {
    const other = `${name}Swapped`
    const same = sumAt(view, name, k) === sumAt(view, other, k) ? ", the same" : ""
    // Swapped, a correlation is mirrored: its place may be outside the row.
    const mirrored = name === "correlation" && k !== 0 ? ` = (f ⋆ h)(${signed(String(-k))})` : ""
    const [one, two] = [`(f ${mark} h)(${k})`, `(h ${mark} f)(${k})${mirrored}`]
    return `${name}: ${one} ${value(name)}, ${two} ${value(other)}${same}`
  }
  lines.push([{ text: swap("convolution", "∗"), kind: "quiet" }])
  lines.push([{ text: swap("correlation", "⋆"), kind: "quiet" }])
  return lines
}

export const rows = {
  layOut: layOutRow,
  key: ({ scene }) => [
    ["chosen", say.pixelsUnderHAndTheirSum],
    ["colour-above", "sum above 0"],
    ["colour-below", "below 0"],
    ...(scene.hidden === null ? [] : [ASKED]),
  ],
  paint(context, view) {
    const flips = view.way === "convolution"
    const { colours } = view
    paintThumb(context, view)
    paintPixels(context, view)
    paintTaps(context, view)
    paintProducts(context, view)
    paintSums(
      context,
      view,
      "result",
      view.way,
      flips ? "f ∗ h, convolution" : "f ⋆ h, correlation",
      colours.teal.text,
    )
    paintSums(
      context,
      view,
      "other",
      flips ? "correlation" : "convolution",
      flips ? say.fHCorrelationNotFlipped : "f ∗ h, convolution: flipped",
      colours.soft.text,
    )
  },
  count: (scene) => scene.columns,
  pick(view, { x, y }) {
    const { plan, scene } = view
    const { thumb } = plan
    const inThumb = y < THUMB + 8 && x <= thumb.x + thumb.w + 4
    const row = Math.min(Math.max(Math.floor((y - thumb.y) / thumb.scale), 0), scene.rows - 1)
    if (view.press?.onThumb ?? inThumb) return { row, onThumb: true }
    const k = Math.floor((x - plan.left) / plan.cell) + plan.first
    return { k: Math.min(Math.max(k, 0), scene.columns - 1), onThumb: false, first: plan.first }
  },
  coarse: () => 1,
  perSecond: () => 2.5,
  place: (view) => `x = ${view.k} of ${view.scene.columns - 1}`,
  pose: (view) => ({ turn: view.way === "convolution" ? -1 : 1, shift: view.k }),
  say: sayRow,
}
