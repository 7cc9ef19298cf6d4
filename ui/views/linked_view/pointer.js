// @ts-check
// What a pointer does: it points, pins, drags a number, draws, moves a zoomed picture.

import { pointIn } from "../shared/projector.js"
import { cellUnder, isPart, selects } from "./boxes.js"
import { choose, chosenIn, setPinned } from "./choice.js"
import { dragStep, dropLive, editable, isSpot, paints, sendEdit, valueAt } from "./edits.js"
import { ask } from "./frame.js"
import { reads, windowAround } from "./geometry.js"
import { hold, pause, resume } from "./playback.js"
import { followWhole, lookAt, panBy, setZoom, zoomCentre } from "./zoom.js"

const MEANT = 100 // ms on a cell; a pointer on its way elsewhere stays less

export function at(view, event) {
  const { x, y } = pointIn(view.canvas, event)
  return cellUnder(view.plan, x, y)
}

export function point(view, hit) {
  if (!view.pointing) view.meant = view.cell
  view.pointing = true
  if (view.walk && !(hit && selects(hit.box))) return ask(view) // its cell is held
  // its cells are the map's
  const same = hit && view.scene.answer === "function" && hit.box.kind === "input"
  if (hit && (selects(hit.box) || same)) return pass(view, chosenIn(hit))
  if (hit?.box.kind === "input" && !view.pinned) chooseAround(view, hit)
  else if (!hit) backToMeant(view)
  view.hover = view.scene.answer && hit?.box.kind === "kernel" ? null : hit
  ask(view)
}

// The cell under the pointer is shown at once. It is meant once the pointer stays.
function pass(view, cell) {
  const { f, r, c, d } = view.cell
  choose(view, cell, { rest: false })
  const now = view.cell
  if (f === now.f && r === now.r && c === now.c && d === now.d) return
  clearTimeout(view.meantTimer)
  view.meantTimer = setTimeout(() => {
    view.meant = view.cell
  }, MEANT)
}

// So the way to a button below the grids leaves the cell that the reader chose.
function backToMeant(view) {
  clearTimeout(view.meantTimer)
  const { meant, cell } = view
  if (!meant || meant === cell || view.press || view.pinned || view.playing || view.walk) return
  choose(view, meant, { rest: false })
}

// At a pixel, one of the windows that read it is shown: its products are no other place's.
function chooseAround(view, { box, row, column }) {
  const { scene, cell } = view
  const around = windowAround(scene, row - scene.padding[0][0], column - scene.padding[1][0])
  if (!around) return
  const maps = Array.from({ length: scene.filters }, (_, f) => f)
  const f = reads(scene, cell.f, box.index)
    ? cell.f
    : maps.find((one) => reads(scene, one, box.index))
  pass(view, { ...cell, ...around, f })
}

function isChosen({ cell }, hit) {
  if (!hit || !selects(hit.box)) return false
  const { f = cell.f, r, c, d } = chosenIn(hit)
  return f === cell.f && r === cell.r && c === cell.c && d === cell.d
}

// A finger moves at once the number that it selected before, and with a brush in hand it draws.
export function grips(view, event) {
  const spot = editable(view, at(view, event))
  return Boolean(spot) && (isSpot(view.selected, spot) || paints(view.scene, spot))
}

/** Select no number any more. */
export function letGo(view) {
  view.selected = null
  ask(view)
}

// The place between the fingers stays between them.
export function pinch(view, { by, dx, dy, clientX, clientY }) {
  if (view.playing) pause(view)
  const hit = view.zoom > 1 ? null : at(view, { clientX, clientY })
  const around = hit && hit.box.kind !== "kernel" ? zoomCentre(view, hit) : view.focus
  setZoom(view, view.zoom * by, around)
  if (view.zoom > 1) panBy(view, dx, dy)
}

export function onDown(view, event) {
  if (event.button > 0) return
  const hit = at(view, event)
  view.press = {
    hit,
    x: event.clientX,
    y: event.clientY,
    spot: editable(view, hit),
    moved: false,
    focus: view.focus,
  }
  view.selected = event.pointerType === "touch" ? view.press.spot : null
  view.stage.focus({ preventScroll: true })
  if (event.pointerType === "mouse" || view.press.spot || isPart(view.plan, view.zoom))
    view.stage.setPointerCapture(event.pointerId)
  if (view.playing) pause(view)
  view.auto = view.held = false
  if (paints(view.scene, view.press.spot)) {
    view.press.stroke = []
    drawOn(view, view.press, hit)
  }
  view.press.letsGo = view.pinned && isChosen(view, hit)
  if (hit && selects(hit.box)) view.pinned = false
  if (hit) point(view, hit)
  view.meant = view.cell
  if (hit?.box.whole) lookAt(view, hit)
}

export function onMove(view, event) {
  const { press } = view
  if (!press) {
    if (event.pointerType !== "touch") hold(view)
    if (event.pointerType === "touch") return
    const hit = at(view, event)
    showHand(view, editable(view, hit))
    return view.pinned || view.playing || view.walk ? undefined : point(view, hit)
  }
  const dx = event.clientX - press.x
  const dy = event.clientY - press.y
  if (!press.moved && Math.hypot(dx, dy) < 4) return
  press.moved = true
  if (press.stroke) return drawOn(view, press, at(view, event))
  if (press.spot) return dragValue(view, press, dy)
  if (press.hit?.box.whole) return followWhole(view, at(view, event))
  if (isPart(view.plan, view.zoom)) {
    panBy(view, event.clientX - (press.lastX ?? press.x), event.clientY - (press.lastY ?? press.y))
    press.lastX = event.clientX
    press.lastY = event.clientY
  } else if (at(view, event)) point(view, at(view, event))
}

// What the pointer looks like, and says, over a number that can be changed.
function showHand({ scene, stage }, spot) {
  const draws = paints(scene, spot)
  stage.style.cursor = spot ? (draws ? "cell" : "ns-resize") : ""
  stage.title = draws
    ? `Drag over the ${spot.target}s to draw.`
    : spot
      ? "Drag up or down, or double-click, to change this number."
      : ""
}

function dragValue(view, press, dy) {
  press.from ??= valueAt(view, press.spot)
  const dragged = press.from - Math.round(dy / 8) * dragStep(view, press.spot)
  const largest = view.scene.grids ? view.scene.scale : 255
  const value =
    press.spot.target === "pixel"
      ? Math.min(Math.max(dragged, 0), largest)
      : Math.min(Math.max(dragged, -1000), 1000)
  if (value === press.value) return
  press.value = value
  sendEdit(view, press.spot, String(Math.round(value * 1e4) / 1e4), true)
}

// With a brush in hand, every number the pointer crosses gets the brush's value.
function drawOn(view, press, hit) {
  const spot = editable(view, hit)
  if (
    !paints(view.scene, spot) ||
    press.stroke.some((index) => String(index) === String(spot.index))
  )
    return
  press.stroke.push(spot.index)
  sendEdit(view, { ...spot, stroke: press.stroke }, view.scene.brush, true)
}

export function onUp(view) {
  const { press } = view
  view.press = null
  if (!press) return
  if (press.stroke)
    return sendEdit(view, { ...press.spot, stroke: press.stroke }, view.scene.brush, false)
  if (press.value !== undefined)
    return sendEdit(view, press.spot, String(Math.round(press.value * 1e4) / 1e4), false)
  if (press.moved || !press.hit || !selects(press.hit.box)) return
  setPinned(view, !press.letsGo)
}

// A number whose drag is broken off, by a second finger say, is what it was before.
export function onCancel(view) {
  const changed = view.press?.stroke || view.press?.value !== undefined
  view.press = null
  if (changed) dropLive(view)
  onLeave(view)
}

export function onLeave(view) {
  if (view.press) return
  if (view.pointing) backToMeant(view)
  view.pointing = false
  view.hover = null
  resume(view)
  ask(view)
}
