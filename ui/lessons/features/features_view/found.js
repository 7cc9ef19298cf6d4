// @ts-check
// The windows that excite each unit most, layer by layer; one unit is opened beside them.

import { fitCanvas, frame } from "../../../views/shared/canvas.js"
import { isAlone } from "../../../views/shared/class_link.js"
import { written } from "../../../views/shared/numbers.js"
import { coloursOf } from "../../../views/shared/palette.js"
import { element, paintPicture, paintWindow, surfacesOf } from "./pictures.js"
import { say } from "./words.js"

const TILE = 57 // px of a unit with its nine windows
const WINDOW = 60 // px of a window that is opened
const WHOLE = 168 // px of the picture that it lies in
const ACROSS = 3 // windows side by side
const MADE = 96 // px of a made picture
const ORIGIN = { x: 0, y: 0 }

export function showFound(view) {
  const { scene } = view
  const focused = view.root.getRootNode().activeElement?.dataset?.key
  view.surfaces = surfacesOf(scene.pictures)
  view.opened = element("aside", "opened")
  view.tiles = []
  const list = element("div", "sheets")
  scene.sheets.forEach((sheet, s) => list.append(sectionOf(view, sheet, s)))
  const body = element("div", "body found")
  body.append(list, view.opened)
  view.room.replaceChildren(element("p", "lead", scene.key), body)
  openUnit(view, scene.open)
  view.room.querySelector(`[data-key="${focused}"]`)?.focus({ preventScroll: true })
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
    const both = element("div", "both")
    const made = madeOf(view, sheet, u, TILE)
    if (made) both.append(made)
    both.append(canvas)
    tile.append(both, element("span", "", unit.short))
    paintTile(canvas, view, sheet, unit)
    const choice = { sheet: s, unit: u }
    tile.onclick = () => {
      if (isAlone()) view.scene.open = choice
      else view.choose({ layer: sheet.part, unit: unit.number })
      openUnit(view, choice)
    }
    tile.onpointerenter = () => openUnit(view, choice)
    tile.onfocus = () => openUnit(view, choice)
    view.tiles.push({ tile, ...choice })
    units.append(tile)
  })
  section.append(units)
  section.onpointerleave = () => openUnit(view, view.scene.open)
  return section
}

// The picture that comes with the app for a unit, null where there is none.
function madeOf(view, sheet, u, side) {
  const made = view.scene[sheet.made]
  if (!made || u >= made.shape[0]) return null
  const size = made.shape[1] * made.shape[2] * made.shape[3]
  const canvas = /** @type {HTMLCanvasElement} */ (element("canvas"))
  paintPicture(canvas, made.values.subarray(u * size, (u + 1) * size), made.shape.slice(1), side)
  return canvas
}

function paintTile(canvas, view, sheet, unit) {
  canvas.style.width = `${TILE}px`
  const context = fitCanvas(canvas, TILE, TILE)
  const side = TILE / ACROSS
  unit.places.forEach((place, k) => {
    const at = { x: (k % ACROSS) * side, y: Math.floor(k / ACROSS) * side }
    paintWindow(context, surfaceFor(view, unit, k), place, sheet.side, at, side - 1)
  })
}

function surfaceFor(view, unit, k) {
  return view.surfaces[view.scene.numbers.indexOf(unit.pictures[k])]
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
  const link = /** @type {HTMLAnchorElement} */ (element("a", "inside", say.openItInLesson))
  link.target = "_top"
  link.hidden = isAlone() // the other lesson is not in the file
  const parts = { list, picture, said, link }
  unit.values.forEach((value, k) => {
    const one = element("button", "window")
    one.type = "button"
    one.dataset.key = `window.${k}`
    const canvas = /** @type {HTMLCanvasElement} */ (element("canvas"))
    canvas.style.width = `${WINDOW}px`
    const context = fitCanvas(canvas, WINDOW, WINDOW)
    paintWindow(context, surfaceFor(view, unit, k), unit.places[k], sheet.side, ORIGIN, WINDOW)
    one.append(canvas, element("span", "", written(value, 3)))
    const look = () => lookAt(view, sheet, unit, k, parts)
    one.onpointerenter = (event) => event.pointerType === "mouse" && look()
    one.onfocus = look
    // By mouse and by keys a window was looked at before; a finger looks first.
    let ready = true
    one.onpointerdown = (event) => {
      ready = event.pointerType === "mouse" || one.classList.contains("on")
    }
    one.onclick = (event) => {
      if (!isAlone() && (ready || event.detail === 0)) parts.link.click()
      else look()
      ready = true
    }
    list.append(one)
  })
  const head = element("h3", "", `${sheet.title}, ${unit.name}`)
  const made = madeOf(view, sheet, choice.unit, MADE)
  const figures = []
  if (made) {
    const row = element("div", "beside")
    const value = written(sheet.madeValues[choice.unit], 3)
    made.setAttribute("role", "img")
    made.setAttribute("aria-label", say.pictureMade(unit.name))
    const most = written(unit.values[0], 3)
    row.append(made, element("p", "", say.madeValueFoundBelow(value, most)))
    figures.push(row)
  }
  view.opened.replaceChildren(head, ...figures, list, picture, said, link)
  lookAt(view, sheet, unit, 0, parts)
}

function lookAt(view, sheet, unit, k, { list, picture, said, link }) {
  const { scene } = view
  ;[...list.children].forEach((one, at) => one.classList.toggle("on", at === k))
  const at = scene.numbers.indexOf(unit.pictures[k])
  picture.style.width = `${WHOLE}px`
  const context = fitCanvas(picture, WHOLE, WHOLE)
  context.imageSmoothingEnabled = scene.side > WHOLE
  context.drawImage(view.surfaces[at], 0, 0, WHOLE, WHOLE)
  const [top, high, left, wide] = unit.places[k]
  const cell = WHOLE / scene.side
  const box = { x: left * cell + 2, y: top * cell + 2, w: wide * cell - 4, h: high * cell - 4 }
  frame(context, box, coloursOf(view.root).amber.text, 2)
  const where = say.rowsToColumns(top, top + high - 1, left, left + wide - 1)
  const name = scene.titles[at]
  said.textContent = `${name}: ${where}`
  picture.setAttribute("aria-label", said.textContent)
  link.href = `inside?${sheet.inside}${unit.number}&${scene.links[at]}`
  link.onclick = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return
    // Within this visit, so that the reader's own pictures and networks come along.
    event.preventDefault()
    view.choose({ part: sheet.part, unit: unit.number, picture: unit.pictures[k] })
  }
  view.say(
    say.itsWindowNumberHas(sheet.title, unit.name, k + 1, written(unit.values[k], 4), name, where),
  )
}
