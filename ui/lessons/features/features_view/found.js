// @ts-check
// The windows that excite each unit most, layer by layer; one unit is opened beside them.

import { fitCanvas, frame, surfaceOf } from "../../../views/shared/canvas.js"
import { written } from "../../../views/shared/numbers.js"
import { coloursOf } from "../../../views/shared/palette.js"
import { element } from "./pictures.js"

const TILE = 57 // px of a unit with its nine windows
const WINDOW = 60 // px of a window that is opened
const WHOLE = 168 // px of the picture that it lies in
const ACROSS = 3 // windows side by side

export function showFound(view) {
  const { scene } = view
  const focused = view.root.getRootNode().activeElement?.dataset?.key
  view.surfaces = scene.sheets.map((one) => surfacesOf(scene[one.windows]))
  view.opened = element("aside", "opened")
  view.tiles = []
  const list = element("div", "sheets")
  scene.sheets.forEach((sheet, s) => list.append(sectionOf(view, sheet, s)))
  const body = element("div", "body found")
  body.append(list, view.opened)
  view.room.replaceChildren(body, element("p", "key", scene.key))
  openUnit(view, scene.open)
  view.room.querySelector(`[data-key="${focused}"]`)?.focus({ preventScroll: true })
}

// A surface for each window of each unit.
function surfacesOf({ values, shape }) {
  const [units, windows, channels, side] = shape
  const size = channels * side * side
  return Array.from({ length: units * windows }, (_, k) =>
    surfaceOfBytes(values.subarray(k * size, (k + 1) * size), channels, side, side),
  )
}

function surfaceOfBytes(bytes, channels, rows, columns) {
  const cells = rows * columns
  const pixels = new Uint32Array(cells)
  for (let k = 0; k < cells; k++) {
    const [r, g, b] = [0, 1, 2].map((c) => bytes[(channels > 1 ? c : 0) * cells + k])
    pixels[k] = (0xff000000 | (b << 16) | (g << 8) | r) >>> 0
  }
  return surfaceOf(rows, columns, pixels)
}

function sectionOf(view, sheet, s) {
  const section = element("section")
  section.append(element("h3", "", sheet.title), element("p", "size", sheet.words))
  const units = element("div", "units")
  sheet.units.forEach((unit, u) => {
    const tile = element("button", "unit")
    tile.type = "button"
    tile.dataset.key = `unit.${s}.${u}`
    tile.title = unit.name
    tile.setAttribute("aria-label", `${sheet.title}, ${unit.name}`)
    const canvas = /** @type {HTMLCanvasElement} */ (element("canvas"))
    tile.append(canvas, element("span", "", unit.short))
    paintTile(canvas, view.surfaces[s], u, unit.values.length)
    const choice = { sheet: s, unit: u }
    tile.onclick = () => view.choose({ layer: sheet.part, unit: unit.number })
    tile.onpointerenter = () => openUnit(view, choice)
    tile.onfocus = () => openUnit(view, choice)
    view.tiles.push({ tile, ...choice })
    units.append(tile)
  })
  section.append(units)
  section.onpointerleave = () => openUnit(view, view.scene.open)
  return section
}

function paintTile(canvas, surfaces, unit, count) {
  canvas.style.width = `${TILE}px`
  const context = fitCanvas(canvas, TILE, TILE)
  context.imageSmoothingEnabled = false
  const side = TILE / ACROSS
  for (let k = 0; k < count; k++) {
    const [x, y] = [(k % ACROSS) * side, Math.floor(k / ACROSS) * side]
    context.drawImage(surfaces[unit * count + k], x, y, side - 1, side - 1)
  }
}

function openUnit(view, choice) {
  if (
    view.shown?.sheet === choice.sheet &&
    view.shown?.unit === choice.unit &&
    view.opened.children.length
  )
    return
  view.shown = choice
  for (const one of view.tiles)
    one.tile.classList.toggle("on", one.sheet === choice.sheet && one.unit === choice.unit)
  const sheet = view.scene.sheets[choice.sheet]
  const unit = sheet.units[choice.unit]
  const list = element("div", "nine")
  const picture = /** @type {HTMLCanvasElement} */ (element("canvas", "whole"))
  picture.setAttribute("role", "img")
  const said = element("p", "size")
  unit.values.forEach((value, k) => {
    const one = element("button", "window")
    one.type = "button"
    one.dataset.key = `window.${k}`
    const canvas = /** @type {HTMLCanvasElement} */ (element("canvas"))
    canvas.style.width = `${WINDOW}px`
    const context = fitCanvas(canvas, WINDOW, WINDOW)
    context.imageSmoothingEnabled = false
    const surface = view.surfaces[choice.sheet][choice.unit * unit.values.length + k]
    context.drawImage(surface, 0, 0, WINDOW, WINDOW)
    one.append(canvas, element("span", "", written(value, 3)))
    const look = () => lookAt(view, sheet, unit, k, picture, said, list)
    one.onpointerenter = look
    one.onfocus = look
    one.onclick = look
    list.append(one)
  })
  view.opened.replaceChildren(
    element("h3", "", `${sheet.title}, ${unit.name}`),
    list,
    picture,
    said,
  )
  lookAt(view, sheet, unit, 0, picture, said, list)
}

function lookAt(view, sheet, unit, k, picture, said, list) {
  const { scene } = view
  ;[...list.children].forEach((one, at) => one.classList.toggle("on", at === k))
  const [, channels, rows, columns] = scene.pictures.shape
  const size = channels * rows * columns
  const at = scene.numbers.indexOf(unit.pictures[k])
  const bytes = scene.pictures.values.subarray(at * size, (at + 1) * size)
  picture.style.width = `${WHOLE}px`
  const context = fitCanvas(picture, WHOLE, WHOLE)
  context.imageSmoothingEnabled = rows > WHOLE
  context.drawImage(surfaceOfBytes(bytes, channels, rows, columns), 0, 0, WHOLE, WHOLE)
  const [top, high, left, wide] = unit.places[k]
  const cell = WHOLE / scene.side
  const box = { x: left * cell + 2, y: top * cell + 2, w: wide * cell - 4, h: high * cell - 4 }
  frame(context, box, coloursOf(view.root).amber.text, 2)
  const where = `rows ${top} to ${top + high - 1}, columns ${left} to ${left + wide - 1}`
  const name = scene.titles[at]
  said.textContent = `${name}: ${where}`
  picture.setAttribute("aria-label", said.textContent)
  view.say(
    `${sheet.title}, ${unit.name}: its window number ${k + 1} has the value ` +
      `${written(unit.values[k], 4)} and lies in ${name}, ${where}.`,
  )
}
