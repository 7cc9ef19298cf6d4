// @ts-check
// A frame: what is drawn on the canvas, and the state that the controls under it show.

import { deviceRatio } from "../shared/canvas.js"
import { inNextFrame } from "../shared/lifecycle.js"
import { thousands } from "../shared/numbers.js"
import { coloursOf } from "../shared/palette.js"
import { pictureHeight } from "../shared/projector.js"
import { cellRect, isPart } from "./boxes.js"
import { cellCount, cellNumber, GLIDE } from "./choice.js"
import { charactersOf } from "./formula_lines.js"
import { announceCell } from "./function_formula.js"
import { showKey } from "./key.js"
import { canvasHeight, layOut } from "./layout.js"
import { speak } from "./narration.js"
import { paintOver } from "./overlay.js"
import { paintBase } from "./paint.js"
import { advance, showSpeeds } from "./playback.js"
import { isDeep, isSum, productCount, stepCount } from "./products.js"
import { isSplitting } from "./split.js"
import { advanceWalk, isWalking } from "./walk.js"
import { chosenBox, zoomsByItself } from "./zoom.js"

const NAMED = 99999 // cells: of more, the numbers alone fill the room

export function ask(view) {
  inNextFrame(view, draw)
}

function travelTo(view, now) {
  if (!view.travel) return
  const t = Math.min((now - view.travel.start) / GLIDE, 1)
  const ease = t * (2 - t)
  const { from } = view.travel
  view.glide = {
    r: from.r + (view.cell.r - from.r) * ease,
    c: from.c + (view.cell.c - from.c) * ease,
  }
  if (t === 1) view.travel = null
}

function draw(view, now) {
  if (!view.scene || !view.root.isConnected) return
  view.now = now
  const characters = charactersOf(view.status)
  if (view.playing) advance(view, now)
  if (view.walk) advanceWalk(view, now)
  travelTo(view, now)
  if (view.stale) drawBase(view)
  const { context, ratio } = view
  context.setTransform(1, 0, 0, 1, 0, 0)
  context.clearRect(0, 0, view.canvas.width, view.canvas.height)
  context.drawImage(view.base, 0, 0)
  context.setTransform(ratio, 0, 0, ratio, 0, 0)
  paintOver(context, view)
  showKey(view)
  showState(view)
  showSaid(view)
  speak(view, characters)
  announceCell(view.scene, view.cell)
  const moves = view.playing || view.travel || isWalking(view, now) || isSplitting(view, now)
  if (moves) ask(view)
}

// What else shares a projector's screen: more lines of a formula, or curves below the maps.
function besideOf({ channels, share }) {
  if (channels > 1) return 260
  return share < 0.3 ? 410 : 210
}

function drawBase(view) {
  const width = view.stage.clientWidth
  if (!width) return
  const height = pictureHeight(canvasHeight(view.scene, innerHeight), besideOf(view.scene))
  view.colours = coloursOf(view.root)
  view.marks = new Set()
  view.ratio = deviceRatio()
  view.plan = layOut(view.scene, width, height, view.zoom, view.focus)
  view.zoom ??= chosenBox(view).opening ?? 1
  for (const canvas of [view.canvas, view.base]) {
    canvas.width = Math.round(width * view.ratio)
    canvas.height = Math.round(view.plan.height * view.ratio)
  }
  view.canvas.style.height = `${view.plan.height}px`
  const context = view.base.getContext("2d")
  context.setTransform(view.ratio, 0, 0, view.ratio, 0, 0)
  paintBase(context, view)
  view.stale = false
}

// What became of the last edit stands beside it, over the picture: it moves nothing.
function showSaid(view) {
  const { bubble, scene, plan, edited } = view
  bubble.hidden = !scene.said || view.closed === scene.seq
  if (bubble.hidden) return
  if (bubble.textContent !== scene.said) bubble.textContent = scene.said
  const box =
    plan.boxes.find(({ kind, index }) => kind === edited?.box.kind && index === edited.box.index) ??
    plan.boxes[0]
  const cell = cellRect(box, edited?.row ?? 0, edited?.column ?? 0)
  const below = cell.y + cell.h + 8
  const fits = below + bubble.offsetHeight <= plan.height
  bubble.style.left = `${Math.max(0, Math.min(cell.x, plan.width - bubble.offsetWidth))}px`
  bubble.style.top = `${fits ? below : Math.max(0, cell.y - bubble.offsetHeight - 8)}px`
}

export function closeSaid(view) {
  view.closed = view.scene.seq
  ask(view)
}

function put(element, key, value) {
  if (element[key] !== value) element[key] = value
}

// The bar under the picture moves through the cells of the map, or through the steps of one sum.
function showState(view) {
  const { scene, cell, walk } = view
  const count = walk ? stepCount(scene, cell.f) : cellCount(scene)
  const k = walk ? walk.step : cellNumber(scene, cell)
  const unit = walk ? unitOfSteps(scene, cell.f) : scene.grids ? "pixel" : "cell"
  const what = count > NAMED ? "" : `${unit} `
  const place = (at) => `${what}${thousands(at)} of ${thousands(count)}`
  put(view.scrub, "max", String(count - 1))
  put(view.scrub, "value", String(k))
  view.scrub.style.setProperty("--done", `${count > 1 ? (100 * k) / (count - 1) : 100}%`)
  view.scrub.setAttribute("aria-label", walk ? "Step of the sum" : "Cell of the map")
  put(view.place, "textContent", place(k + 1))
  put(view.scrub, "ariaValueText", `${unit} ${thousands(k + 1)} of ${thousands(count)}`)
  view.place.style.minWidth = `${place(count).length}ch` // as the last: the bar stands still
  showSpeeds(view)
  const playing = walk ? walk.playing : view.playing
  put(view.play.querySelector(".symbol"), "textContent", playing ? "❚❚" : "▶")
  put(view.play.querySelector(".word"), "textContent", playing ? "Pause" : "Play")
  const step = isDeep(scene) ? "step" : "product"
  nameArrow(view.back, walk ? `One ${step} back` : "One cell back", walk ? "," : "left arrow")
  nameArrow(view.forward, walk ? `One ${step} on` : "One cell forward", walk ? "." : "right arrow")
  view.pin.setAttribute("aria-pressed", String(view.pinned))
  put(view.pin, "textContent", view.pinned ? "Pinned" : "Pin")
  view.sum.setAttribute("aria-pressed", String(Boolean(walk)))
  view.sum.disabled = !isSum(scene, cell)
  const zoomed = isPart(view.plan, view.zoom) && !scene.lens
  view.stage.classList.toggle("zoomed", zoomed)
  view.stage.classList.toggle("zooms", zoomsByItself(view))
  view.play.hidden = view.speeds.hidden = Boolean(scene.grids)
  view.sum.hidden = !scene.weights || Boolean(scene.counts) || scene.after === "product"
  view.out.disabled = view.fit.disabled = view.zoom <= 1
}

// A bias, a common divisor and an activation are steps, too, but no products.
function unitOfSteps(scene, f) {
  if (isDeep(scene)) return "step"
  return stepCount(scene, f) === productCount(scene, f) ? "product" : "step"
}

function nameArrow(button, name, key) {
  if (button.ariaLabel === name) return
  button.setAttribute("aria-label", name)
  button.title = `${name} (${key})`
}
