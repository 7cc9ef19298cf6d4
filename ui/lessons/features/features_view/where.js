// @ts-check
// Maps of one score over the same picture, and below them those of weights drawn anew.

import { fitCanvas, surfaceOf } from "../../../views/shared/canvas.js"
import { percent, written } from "../../../views/shared/numbers.js"
import { coloursOf, signedRgb } from "../../../views/shared/palette.js"
import { listenToPointer } from "../../../views/shared/touch.js"
import { element, figure, paintPicture } from "./pictures.js"
import { say } from "./words.js"

const EDGE = 116 // px of a map
const STEPS = 28 // of the keys over a side
const MOVES = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }

export function showWhere(view) {
  const { scene } = view
  view.spot = view.mode === view.spotMode ? view.spot : null
  view.spotMode = view.mode
  const stage = element("div", "maps")
  stage.tabIndex = 0
  stage.dataset.key = "maps"
  stage.setAttribute("role", "application")
  stage.setAttribute("aria-label", say.mapsOfOneScoreArrowKeys)
  const focused = view.room.contains(view.root.getRootNode().activeElement)
  const rows = [rowOf(view, scene.rows[0], true)]
  if (scene.rows[1]) rows.push(rowOf(view, scene.rows[1], false))
  stage.append(...rows.map((one) => one.line))
  view.cells = rows.flatMap((one) => one.cells)
  stage.onkeydown = (event) => onKey(view, event)
  stage.onpointerleave = ({ pointerType }) => {
    if (pointerType !== "touch") point(view, null)
  }
  view.room.replaceChildren(stage, element("p", "key", scene.key))
  if (focused) stage.focus({ preventScroll: true })
  point(view, view.spot)
}

function rowOf(view, { title, maps }, first) {
  const line = element("section", "row")
  line.append(element("h3", "", title))
  const list = element("div", "strip")
  line.append(list)
  const cells = []
  if (first) {
    const shown = figure("image")
    shown.title.textContent = view.scene.title
    shown.answer.textContent = `${view.scene.unit}, ${percent(view.scene.share)}`
    list.append(shown.made)
    cells.push({ ...shown, paint: () => paintImage(shown.canvas, view.scene) })
  } else list.append(element("div", "gap"))
  for (const one of maps) {
    const shown = figure("map")
    shown.title.textContent = one.title
    shown.answer.textContent = one.words
    shown.made.classList.toggle("alike", one.alike)
    const surface = surfaceOfValues(view, one)
    list.append(shown.made)
    cells.push({ ...shown, map: one, paint: () => paintMap(shown.canvas, surface, one) })
  }
  for (const one of cells) {
    const look = (event) => point(view, spotUnder(one.canvas, event))
    listenToPointer(one.canvas, { down: look, move: look })
    one.canvas.setAttribute("aria-label", `${one.title.textContent}: ${one.answer.textContent}`)
  }
  return { line, cells }
}

function spotUnder(canvas, event) {
  const box = canvas.getBoundingClientRect()
  const share = (n) => Math.min(Math.max(n, 0), 0.999)
  return [
    share((event.clientY - box.top) / box.height),
    share((event.clientX - box.left) / box.width),
  ]
}

function paintImage(canvas, { image }) {
  paintPicture(canvas, image.values, image.shape, EDGE)
}

function surfaceOfValues(view, { array, limit }) {
  const { values, shape } = view.scene[array]
  const colours = coloursOf(view.root)
  const pixels = new Uint32Array(values.length)
  for (let k = 0; k < pixels.length; k++) {
    const [r, g, b] = signedRgb(colours, limit ? values[k] / limit : 0)
    pixels[k] = (0xff000000 | (b << 16) | (g << 8) | r) >>> 0
  }
  return surfaceOf(shape[0], shape[1], pixels)
}

function paintMap(canvas, surface, { offset, cell }) {
  canvas.style.width = `${EDGE}px`
  const context = fitCanvas(canvas, EDGE, EDGE)
  context.imageSmoothingEnabled = false
  const [w, h] = [surface.width, surface.height]
  context.drawImage(
    surface,
    offset[1] * EDGE,
    offset[0] * EDGE,
    cell[1] * w * EDGE,
    cell[0] * h * EDGE,
  )
}

function point(view, spot) {
  view.spot = spot
  for (const one of view.cells) {
    one.paint()
    if (spot) cross(one.canvas, view, spot)
  }
  view.say(spot ? sayingOf(view, spot) : view.scene.words)
}

function cross(canvas, view, [y, x]) {
  const context = canvas.getContext("2d")
  const [side, arm] = [EDGE, 6]
  context.lineWidth = 1.5
  context.strokeStyle = coloursOf(view.root).violet.text
  context.beginPath()
  context.moveTo(x * side - arm, y * side)
  context.lineTo(x * side + arm, y * side)
  context.moveTo(x * side, y * side - arm)
  context.lineTo(x * side, y * side + arm)
  context.stroke()
}

function sayingOf(view, [y, x]) {
  const { scene } = view
  const [, rows, columns] = scene.image.shape
  const said = scene.rows[0].maps.map((one) => `${one.title} ${valueAt(scene, one, y, x)}`)
  return `Row ${Math.floor(y * rows)}, column ${Math.floor(x * columns)}: ${said.join(", ")}.`
}

function valueAt(scene, { array, offset, cell }, y, x) {
  const { values, shape } = scene[array]
  const row = Math.floor((y - offset[0]) / cell[0])
  const column = Math.floor((x - offset[1]) / cell[1])
  if (row < 0 || column < 0 || row >= shape[0] || column >= shape[1]) return "–"
  return written(values[row * shape[1] + column], 3)
}

function onKey(view, event) {
  const move = MOVES[event.key]
  if (event.key === "Escape") point(view, null)
  if (!move) return
  event.preventDefault()
  const [y, x] = view.spot ?? [0.5, 0.5]
  const half = 0.5 / STEPS
  const next = (n, by) => Math.min(Math.max(n + by / STEPS, half), 1 - half)
  point(view, view.spot ? [next(y, move[0]), next(x, move[1])] : [y, x])
}
