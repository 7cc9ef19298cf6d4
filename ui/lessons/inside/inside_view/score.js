// @ts-check
// One score, opened: the bias and what each map and each place adds to it, and the softmax.

import { fitCanvas, frame, write } from "../../../views/shared/canvas.js"
import {
  bracketed,
  counted,
  decimal,
  percent,
  thousands,
  written,
} from "../../../views/shared/numbers.js"
import { css, signedRgb } from "../../../views/shared/palette.js"
import { sumLine, summed } from "./sums.js"
import {
  backButton,
  cellUnder,
  limitOf,
  make,
  mapOf,
  paintGrid,
  surfaceOfMap,
  surfaceOfPicture,
} from "./tiles.js"

const PICTURE = 252 // px
const SMALL = 20 // px of a map beside its bar
const LEGIBLE = 34 // px of a place that has room for its number
const FAINT = 0.4 // of the grey picture under the colours
const STRONGEST = 0.8 // of a place's colour over the picture
const TURNS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }

export function showScore(view) {
  const { scene } = view
  const [, rows, columns] = scene.products.shape
  const state = { rows, columns, map: null, place: null, bars: [] }
  view.room.append(scoreHead(view))
  const body = make("div", "body")
  body.append(placesOf(view, state), barsOf(view, state), softmaxOf(view))
  view.room.append(body)
  view.room.onkeydown = (event) => {
    if (event.key !== "Escape") return
    event.preventDefault()
    if (state.map === null && state.place === null) view.open({ view: "network" })
    else look(view, state, null, null)
  }
  view.repaint = () => paintScore(view, state)
  paintScore(view, state)
}

function scoreHead(view) {
  const { scene } = view
  const head = make("div", "head")
  const { name, logit, probability } = classOf(scene)
  const words = `score of ${name}: logit ${written(logit)}, probability ${percent(probability)}`
  head.append(backButton(view), make("h3", "", words))
  return head
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

function placesOf(view, state) {
  const section = make("section", "places")
  section.append(make("h4", "", "what each place adds"))
  const canvas = make("canvas", "over")
  canvas.tabIndex = 0
  canvas.dataset.key = "places"
  canvas.dataset.first = ""
  canvas.setAttribute("role", "application")
  canvas.setAttribute(
    "aria-label",
    "What each place of the picture adds to the score: arrow keys move the place, Escape lets go",
  )
  const { rows, columns } = state
  canvas.addEventListener("pointermove", (event) => {
    if (event.pointerType !== "touch") look(view, state, null, cellUnder(event, rows, columns))
  })
  canvas.addEventListener("click", (event) =>
    look(view, state, null, cellUnder(event, rows, columns)),
  )
  canvas.addEventListener("pointerleave", () => look(view, state, null, null))
  canvas.addEventListener("keydown", (event) => {
    const way = TURNS[event.key]
    if (!way || event.ctrlKey || event.altKey || event.metaKey) return
    event.preventDefault()
    const [row, column] = state.place ?? [0, -1]
    look(view, state, null, [
      Math.min(Math.max(row + way[0], 0), rows - 1),
      Math.min(Math.max(column + way[1], 0), columns - 1),
    ])
  })
  state.canvas = canvas
  state.picture = surfaceOfPicture(view.scene.image, true)
  section.append(canvas)
  state.note = make("p", "size")
  section.append(state.note)
  return section
}

function barsOf(view, state) {
  const { scene, inks } = view
  const section = make("section", "bars")
  state.title = make("h4", "", "")
  const list = make("div", "list")
  const limit = limitOf(scene.features.values)
  scene.numbers.forEach((number, k) => {
    const row = make("button", "row")
    row.type = "button"
    row.dataset.key = `bar.${number}`
    const canvas = make("canvas")
    paintGrid(canvas, surfaceOfMap(mapOf(scene.features, k), limit, inks.signed), SMALL)
    const bar = barOf(row, `map ${number}`, canvas)
    row.addEventListener("pointerenter", () => look(view, state, k, null))
    row.addEventListener("focus", () => look(view, state, k, null))
    row.onclick = () => look(view, state, k, null)
    list.append(row)
    state.bars.push({ ...bar, row, map: k })
  })
  list.addEventListener("pointerleave", () => look(view, state, null, null))
  if (scene.rest) {
    const row = make("div", "row")
    state.others = barOf(row, `${thousands(scene.rest)} more`, make("span"))
    list.append(row)
  }
  const bias = make("div", "row")
  state.bias = barOf(bias, "bias", make("span"))
  list.append(bias)
  section.append(state.title, list)
  return section
}

function barOf(row, name, picture) {
  const track = make("span", "track")
  const fill = make("i")
  track.append(fill)
  const value = make("span", "value")
  row.append(picture, make("span", "", name), track, value)
  return { fill, value }
}

function setBar(bar, value, most) {
  bar.fill.className = value < 0 ? "below" : ""
  bar.fill.style.setProperty("--share", String(Math.min(Math.abs(value) / most, 1)))
  bar.value.textContent = written(value, 3)
}

function softmaxOf(view) {
  const { scene } = view
  const total = scene.allLogits.values.reduce((sum, one) => sum + Math.exp(one), 0)
  const section = make("section")
  section.append(make("h4", "", "softmax of all scores"))
  const table = make("table", "softmax")
  const head = make("tr")
  for (const text of ["class", "logit z", "eᶻ", "eᶻ / sum"]) head.append(make("th", "", text))
  table.append(head)
  let rest = total
  for (const { number, name, logit, probability } of scene.classes) {
    const row = make("tr", number === scene.unit ? "on" : "")
    const button = make("button", "", name)
    button.type = "button"
    button.dataset.key = `class.${number}`
    button.onclick = () => view.open({ view: "score", class: number })
    const cell = make("td")
    cell.append(button)
    const power = Math.exp(logit)
    rest -= power
    row.append(cell, make("td", "", written(logit, 3)), make("td", "", powerText(power)))
    row.append(make("td", "", percent(probability)))
    table.append(row)
  }
  const others = scene.count - scene.classes.length
  if (others)
    table.append(lastRow(`${thousands(others)} more`, powerText(rest), percent(rest / total)))
  const last = lastRow("sum", powerText(total), "100 %")
  last.className = "whole"
  table.append(last)
  section.append(table)
  return section
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
  const total = (list) => list.reduce((sum, one) => sum + one, 0)
  drawPlaces(view, state, map === null ? scene.places.values : own(map))
  const values = scene.numbers.map((_, k) => (place ? own(k)[at] : total(own(k))))
  const rest = place ? scene.others.values[at] : total(scene.others.values)
  const most = limitOf(values)
  state.bars.forEach((bar, k) => {
    setBar(bar, values[k], most)
    bar.row.classList.toggle("on", bar.map === map)
  })
  // What is left adds up to more than a bar of this scale could show.
  if (state.others) state.others.value.textContent = written(rest, 3)
  setBar(state.bias, scene.bias, most)
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
  const side = Math.min(PICTURE, view.room.clientWidth || PICTURE)
  const [w, h] = [side, (side * rows) / columns]
  canvas.style.width = `${w}px`
  const context = fitCanvas(canvas, w, h)
  context.imageSmoothingEnabled = picture.width > w
  context.fillStyle = inks.panel.text
  context.fillRect(0, 0, w, h)
  context.globalAlpha = FAINT
  context.drawImage(picture, 0, 0, w, h)
  context.globalAlpha = 1
  const most = limitOf(values)
  const cell = w / columns
  ;[...values].forEach((value, k) => {
    const [row, column] = [Math.floor(k / columns), k % columns]
    context.globalAlpha = STRONGEST * Math.min(1, Math.abs(value) / most)
    context.fillStyle = css(signedRgb(inks, Math.sign(value)))
    context.fillRect(column * cell, row * cell, cell, cell)
    context.globalAlpha = 1
    if (cell < LEGIBLE) return
    write(
      context,
      inks,
      decimal(Math.round(100 * value), 2),
      (column + 0.5) * cell,
      (row + 0.5) * cell,
      {
        size: 12,
        align: "center",
        colour: inks.ink.text,
        halo: true,
      },
    )
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
