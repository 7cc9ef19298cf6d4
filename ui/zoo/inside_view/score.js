// @ts-check
// One score, opened: the bias and what each map and each place adds to it, and the softmax.

import { fitCanvas, frame, write } from "../../views/shared/canvas.js"
import { isAlone } from "../../views/shared/class_link.js"
import { bracketed, counted, percent, thousands, written } from "../../views/shared/numbers.js"
import { css, signedRgb } from "../../views/shared/palette.js"
import { projectedZoom } from "../../views/shared/projector.js"
import { scoreText } from "./network.js"
import { alike, sumLine, summed } from "./sums.js"
import { productTables } from "./tables.js"
import {
  backButton,
  cellUnder,
  limitOf,
  make,
  mapOf,
  opening,
  paintGrid,
  surfaceOfMap,
  surfaceOfPicture,
  walkRows,
} from "./tiles.js"

const pictureSide = () => (projectedZoom() ? 308 : 252) // px
const SMALL = 20 // px of a map beside its bar
const LEGIBLE = 34 // px of a place that has room for its number
const FAINT = 0.4 // of the grey picture under the colours
const STRONGEST = 0.8 // of a place's colour over the picture
const TURNS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }

// Maps that are shown at first, and come with each step.
const fewMaps = () => (projectedZoom() ? 8 : 16)

export function showScore(view) {
  const { scene } = view
  const [, rows, columns] = scene.products.shape
  const state = { rows, columns, map: null, place: null, pinned: null, bars: [] }
  const few = fewMaps()
  state.shown = Math.min(few, scene.numbers.length)
  const body = make("div", "body")
  const [places, bars, table] = ["places", "bars", "softmaxed"].map((name) => make("section", name))
  state.detail = make("div", "detail")
  state.head = make("div", "head")
  placesOf(view, state, places)
  barsOf(view, state, bars)
  body.append(places, bars, table)
  view.room.append(state.head, body, state.detail)
  const numbers = () => {
    state.head.replaceChildren(...scoreHead(view))
    table.replaceChildren(...softmaxOf(view))
    state.picture = surfaceOfPicture(view.scene.image, true)
    for (const bar of state.bars) bar.paint()
    paintScore(view, state)
    showDetail(view, state)
  }
  view.room.onkeydown = (event) => onScoreKey(view, state, event)
  view.repaint = () => paintScore(view, state)
  view.update = (before) => {
    if (few !== fewMaps() || builtScore(before) !== builtScore(view.scene)) return false
    const key = view.root.getRootNode().activeElement?.dataset?.key
    numbers()
    if (key) view.room.querySelector(`[data-key="${key}"]`)?.focus({ preventScroll: true })
    return true
  }
  numbers()
}

// What stays while numbers change: whose score it is, and which maps stand where.
function builtScore({ unit, numbers, rest, products, of, classes }) {
  const names = classes.map(({ number, name }) => [number, name])
  return JSON.stringify([unit, numbers, rest, products.shape, of, names])
}

function onScoreKey(view, state, event) {
  if (event.ctrlKey || event.altKey || event.metaKey) return
  if (event.key === "Escape") {
    const idle = state.map === null && state.place === null && !state.pinned
    if (idle && !view.scene.alone) view.open({ view: "network" })
    else {
      pin(view, state, null)
      look(view, state, null, null)
    }
  } else if (!walkRows(view, event)) return
  event.preventDefault()
}

// Keep a map or a place open, with all its products in numbers; again: close it.
function pin(view, state, what) {
  state.pinned = what && String(what) !== String(state.pinned) ? what : null
  showDetail(view, state)
}

function showDetail(view, state) {
  const { scene } = view
  const { pinned, rows, columns } = state
  state.detail.replaceChildren()
  for (const { row, map } of state.bars)
    row.setAttribute("aria-expanded", String(String(pinned) === String(["map", map])))
  if (!pinned) return
  const weight = scene.averaged ? `weight / ${rows * columns}` : "weight"
  const [kind, ...at] = pinned
  const title = make("h4")
  const close = make("button", "", "Close")
  close.type = "button"
  close.onclick = () => pin(view, state, null)
  state.detail.append(title, close)
  const kept = { value: scene.features, [weight]: scene.weights, product: scene.products }
  const cells = rows * columns
  if (kind === "map") {
    const number = scene.numbers[at[0]]
    const total = sumOf(scene.products.values.subarray(at[0] * cells, (at[0] + 1) * cells))
    title.textContent = `map ${number}: its ${cells} products add up to ${state.text(total)}`
    /** @type {[string, ArrayLike<number>][]} */
    const parts = Object.entries(kept).map(([name, { values }]) => [`${name}s`, values])
    parts[1][0] = weight.replace("weight", "weights")
    state.detail.append(productTables(parts, { at: at[0] * cells, high: rows, wide: columns }))
    return
  }
  const [row, column] = at
  const place = row * columns + column
  const total = state.text(scene.places.values[place])
  const many = counted(scene.numbers.length, "product")
  const all = scene.rest ? `the ${scene.numbers.length} largest maps` : `its ${many}`
  title.textContent = `row ${row}, column ${column}: ${all}, of ${total} in all`
  const list = make("div", "each")
  const texts = Object.values(kept).map(({ values }) => {
    const own = scene.numbers.map((_, k) => values[k * cells + place])
    return own.map(alike(own))
  })
  scene.numbers.forEach((number, k) => {
    const [value, times, product] = texts.map((one) => one[k])
    list.append(make("span", "", `map ${number}: ${value} × ${bracketed(times)} = ${product}`))
  })
  state.detail.append(list)
}

function sumOf(values) {
  return values.reduce((sum, one) => sum + one, 0)
}

function scoreHead(view) {
  const { scene } = view
  const { name, logit, probability } = classOf(scene)
  const score = scoreText(scene)(logit)
  const words = `score of ${name}: logit ${score}, probability ${percent(probability)}`
  return [...(scene.alone || isAlone() ? [] : [backButton(view)]), make("h3", "", words)]
}

function classOf(scene) {
  return scene.classes.find((one) => one.number === scene.unit)
}

function look(view, state, map, place) {
  if (state.map === map && String(state.place) === String(place)) return
  state.map = map
  state.place = place
  paintScore(view, state)
}

function placesOf(view, state, section) {
  section.append(make("h4", "", "what each place adds"))
  const canvas = make("canvas", "over")
  canvas.tabIndex = 0
  canvas.dataset.key = "places"
  canvas.dataset.first = ""
  canvas.setAttribute("role", "application")
  canvas.setAttribute(
    "aria-label",
    "What each place adds to the score: arrow keys move the place, Enter shows its products, " +
      "Escape lets go",
  )
  const { rows, columns } = state
  canvas.addEventListener("pointermove", (event) => {
    if (event.pointerType !== "touch") look(view, state, null, cellUnder(event, rows, columns))
  })
  canvas.addEventListener("click", (event) => {
    const place = cellUnder(event, rows, columns)
    look(view, state, null, place)
    pin(view, state, ["place", ...place])
  })
  canvas.addEventListener("pointerleave", () => look(view, state, null, null))
  canvas.addEventListener("keydown", (event) => {
    const way = TURNS[event.key]
    if (event.key === "Enter" && state.place) pin(view, state, ["place", ...state.place])
    if (!way || event.ctrlKey || event.altKey || event.metaKey) return
    event.preventDefault()
    const [row, column] = state.place ?? [0, -1]
    look(view, state, null, [
      Math.min(Math.max(row + way[0], 0), rows - 1),
      Math.min(Math.max(column + way[1], 0), columns - 1),
    ])
  })
  state.canvas = canvas
  section.append(canvas)
  state.note = make("p", "size")
  section.append(state.note)
}

function barsOf(view, state, section) {
  const { scene } = view
  state.title = make("h4", "", "")
  const list = make("div", "list")
  scene.numbers.forEach((number, k) => {
    const row = make("button", "row")
    row.type = "button"
    row.dataset.key = `bar.${number}`
    row.dataset.row = ""
    row.title = `All ${state.rows * state.columns} products of map ${number}`
    const canvas = make("canvas")
    const paint = () => {
      const { features } = view.scene
      const limit = limitOf(features.values)
      paintGrid(canvas, surfaceOfMap(mapOf(features, k), limit, view.inks.signed), SMALL)
    }
    const bar = barOf(row, `map ${number}`, canvas)
    row.addEventListener("pointerenter", () => look(view, state, k, null))
    row.addEventListener("focus", () => look(view, state, k, null))
    row.onclick = () => {
      look(view, state, k, null)
      pin(view, state, ["map", k])
    }
    list.append(row)
    state.bars.push({ ...bar, row, map: k, paint })
  })
  list.addEventListener("pointerleave", () => look(view, state, null, null))
  if (state.shown < scene.numbers.length) list.append(moreRow(state))
  if (scene.rest) {
    const row = make("div", "row")
    state.others = barOf(row, `${thousands(scene.rest)} more`, make("span"))
    list.append(row)
  }
  const bias = make("div", "row")
  state.bias = barOf(bias, "bias", make("span"))
  list.append(bias)
  section.append(state.title, list)
}

// The maps that are not shown yet, some more with each press.
function moreRow(state) {
  const row = make("button", "row")
  row.type = "button"
  row.dataset.key = "more"
  row.dataset.row = ""
  const word = make("span")
  row.append(make("span"), word)
  const show = (most) => {
    state.shown = Math.min(most, state.bars.length)
    for (const bar of state.bars) bar.row.hidden = bar.map >= state.shown
    word.textContent = `${state.bars.length - state.shown} more: show them`
    row.hidden = state.shown === state.bars.length
  }
  row.onclick = () => show(state.shown + fewMaps())
  show(state.shown)
  return row
}

function barOf(row, name, picture) {
  const track = make("span", "track")
  const fill = make("i")
  track.append(fill)
  const value = make("span", "value")
  row.append(picture, make("span", "", name), track, value)
  return { fill, value }
}

function setBar(bar, value, most, text) {
  bar.fill.className = value < 0 ? "below" : ""
  bar.fill.style.setProperty("--share", String(Math.min(Math.abs(value) / most, 1)))
  bar.value.textContent = text(value)
}

function softmaxOf(view) {
  const { scene } = view
  const total = scene.allLogits.values.reduce((sum, one) => sum + Math.exp(one), 0)
  const score = scoreText(scene)
  const table = make("table", "softmax")
  const head = make("tr")
  for (const text of ["class", "logit z", "eᶻ", "eᶻ / sum"]) head.append(make("th", "", text))
  table.append(head)
  let rest = total
  for (const { number, name, logit, probability } of scene.classes) {
    const row = make("tr", number === scene.unit ? "on" : "")
    const button = opening(view, "", { view: "score", class: number })
    button.textContent = name
    button.dataset.key = `class.${number}`
    button.dataset.row = ""
    const cell = make("td")
    cell.append(button)
    const power = Math.exp(logit)
    rest -= power
    row.append(cell, make("td", "", score(logit)), make("td", "", powerText(power)))
    row.append(make("td", "", percent(probability)))
    table.append(row)
  }
  const others = scene.count - scene.classes.length
  if (others)
    table.append(lastRow(`${thousands(others)} more`, powerText(rest), percent(rest / total)))
  const last = lastRow("sum", powerText(total), "100 %")
  last.className = "whole"
  table.append(last)
  return [make("h4", "", "softmax of all scores"), table]
}

// Three digits, or all of a larger whole number.
function powerText(power) {
  return power >= 1000 && power < 1e7 ? thousands(Math.round(power)) : written(power, 3)
}

function lastRow(name, power, share) {
  const row = make("tr")
  for (const text of [name, "", power, share]) row.append(make("td", "", text))
  return row
}

function paintScore(view, state) {
  const { scene } = view
  const cells = state.rows * state.columns
  const { map, place } = state
  const at = place ? place[0] * state.columns + place[1] : -1
  const own = (k) => scene.products.values.subarray(k * cells, (k + 1) * cells)
  drawPlaces(view, state, map === null ? scene.places.values : own(map))
  const values = scene.numbers.map((_, k) => (place ? own(k)[at] : sumOf(own(k))))
  const rest = place ? scene.others.values[at] : sumOf(scene.others.values)
  const most = limitOf(values)
  const text = alike([...values, rest])
  state.text = text
  state.bars.forEach((bar, k) => {
    setBar(bar, values[k], most, text)
    bar.row.classList.toggle("on", bar.map === map)
  })
  // What is left adds up to more than a bar of this scale could show.
  if (state.others) state.others.value.textContent = text(rest)
  setBar(state.bias, scene.bias, most, text)
  state.bias.value.parentElement.hidden = Boolean(place)
  state.title.textContent = place
    ? `what each map adds at row ${place[0]}, column ${place[1]}`
    : "what each map adds"
  view.say(scoreLine(view, state, values, rest))
}

function scoreLine(view, state, values, rest) {
  const { scene } = view
  const { map, place } = state
  const names = scene.numbers.map((number) => `map ${number}`)
  if (scene.rest) names.push(`the other ${counted(scene.rest, "map")}`)
  const terms = scene.rest ? [...values, rest] : values
  if (map !== null) return mapLine(view, state, values[map])
  if (place) {
    const total = scene.places.values[place[0] * state.columns + place[1]]
    return `Row ${place[0]}, column ${place[1]} adds: ${sumLine(summed(terms, total, names))}.`
  }
  const { name, logit } = classOf(scene)
  const found = summed([...terms, scene.bias], logit, [...names, "bias"])
  return `The logit of ${name} is ${sumLine(found)}.`
}

// What a map adds, and the largest of its products.
function mapLine(view, state, total) {
  const { scene } = view
  const cells = state.rows * state.columns
  const first = state.map * cells
  let best = first
  for (let k = first; k < first + cells; k++)
    if (Math.abs(scene.products.values[k]) > Math.abs(scene.products.values[best])) best = k
  const [row, column] = [Math.floor((best - first) / state.columns), (best - first) % state.columns]
  const [value, weight, product] = [scene.features, scene.weights, scene.products].map((one) =>
    written(one.values[best]),
  )
  const part = scene.averaged ? `weight / ${cells}` : "weight"
  return (
    `map ${scene.numbers[state.map]} adds ${written(total)}. Its largest product is at ` +
    `row ${row}, column ${column}: value ${value} × ${part} ${bracketed(weight)} ≈ ${product}.`
  )
}

// The picture in grey, with a place's colour over it: orange speaks for the class, blue against it.
function drawPlaces(view, state, values) {
  const { inks } = view
  const { rows, columns, canvas, picture } = state
  const side = Math.min(pictureSide(), view.room.clientWidth || pictureSide())
  const [w, h] = [side, (side * rows) / columns]
  canvas.style.width = `${w}px`
  const context = fitCanvas(canvas, w, h)
  context.imageSmoothingEnabled = picture.width > w
  context.fillStyle = inks.panel.text
  context.fillRect(0, 0, w, h)
  context.globalAlpha = FAINT
  context.drawImage(picture, 0, 0, w, h)
  context.globalAlpha = 1
  const most = (state.map === null && view.scene.limit) || limitOf(values)
  const cell = w / columns
  const text = alike(values, { most: 2 })
  ;[...values].forEach((value, k) => {
    const [row, column] = [Math.floor(k / columns), k % columns]
    context.globalAlpha = STRONGEST * Math.min(1, Math.abs(value) / most)
    context.fillStyle = css(signedRgb(inks, Math.sign(value)))
    context.fillRect(column * cell, row * cell, cell, cell)
    context.globalAlpha = 1
    if (cell < LEGIBLE) return
    write(context, inks, text(value), (column + 0.5) * cell, (row + 0.5) * cell, {
      size: 12,
      align: "center",
      colour: inks.ink.text,
      halo: true,
    })
  })
  if (state.place) {
    const [row, column] = state.place
    frame(
      context,
      { x: column * cell + 2, y: row * cell + 2, w: cell - 4, h: cell - 4 },
      inks.amber.text,
      2.5,
    )
  }
  state.note.textContent =
    state.map === null
      ? "orange for this class, blue against it"
      : `map ${view.scene.numbers[state.map]} alone: value × weight`
}
