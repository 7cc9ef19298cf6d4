// @ts-check
// Play: the window steps over the map by itself, at one of some speeds.

import { cellCount, cellNumber, restSoon, step } from "./choice.js"
import { ask } from "./frame.js"
import { isDeep } from "./products.js"
import { WALK_SPEEDS } from "./walk.js"

export const WHOLE = 0 // the speed that plays a whole map in half a minute
const WHOLE_IN = 30 // seconds
const SPEEDS = [0.25, 0.5, 1, 2, 4, 8, 32, 128] // cells a second

// Only a map that would take longer at the last speed is offered as a whole.
function speedsFor(scene) {
  return cellCount(scene) > SPEEDS.at(-1) * WHOLE_IN ? [...SPEEDS, WHOLE] : SPEEDS
}

function speedWords(speed, unit) {
  if (speed === WHOLE) return `map in ${WHOLE_IN} s`
  return speed > 1 ? `${speed} ${unit}s/s` : `${1 / speed} s a ${unit}`
}

// Cells a second.
export function rate({ scene, speed }) {
  return speed === WHOLE ? cellCount(scene) / WHOLE_IN : speed
}

export function play(view) {
  if (view.scene.grids) return
  view.playing = true
  view.hover = null
  view.pointing = false
  view.pinned = false
  view.due = performance.now() + 1000 / rate(view)
  ask(view)
}

// Play by itself once, from a cell to the one that the picture opens on, and rest there.
export function playFrom(view, [r, c]) {
  view.auto = true
  view.restsAt = cellNumber(view.scene, view.cell)
  view.cell = { ...view.cell, r, c }
  view.glide = { r, c }
  play(view)
}

// A picture that plays by itself waits while it is pointed at; a click stops it for good.
export function hold(view) {
  if (!view.auto || !view.playing) return
  view.playing = false
  view.held = true
  view.said = ""
}

export function resume(view) {
  if (view.held) play(view)
  view.held = false
}

export function pause(view) {
  view.playing = false
  view.said = "" // the cell it stops at is spoken, even if play was quiet there
  restSoon(view)
  ask(view)
}

export function advance(view, now) {
  const interval = 1000 / rate(view)
  if (now < view.due) return
  // After a pause of the browser's own it goes on where it was.
  const steps = Math.min(1 + Math.floor((now - view.due) / interval), Math.ceil(500 / interval))
  view.due += steps * interval
  const left = view.auto ? view.restsAt - cellNumber(view.scene, view.cell) : steps
  step(view, Math.min(steps, Math.max(left, 0)))
  if (view.auto && left <= steps) {
    view.auto = false
    pause(view)
  }
}

export function setSpeed(view, speed) {
  view.speed = speed
  if (view.playing) view.due = performance.now() + 1000 / rate(view)
  ask(view)
}

export function changeSpeed(view, by) {
  const speeds = speedsFor(view.scene)
  const k = speeds.indexOf(view.speed) + by
  setSpeed(view, speeds[Math.min(Math.max(k, 0), speeds.length - 1)])
}

// What can be chosen: a speed that this map is too small for becomes the nearest.
export function showSpeeds(view) {
  const { speeds: select, scene, walk } = view
  const offered = walk ? WALK_SPEEDS : speedsFor(scene)
  if (!walk && !offered.includes(view.speed)) view.speed = offered.at(-1)
  const words = offered.map((one) =>
    speedWords(one, walk ? (isDeep(scene) ? "step" : "product") : "cell"),
  )
  if (select.length !== words.length || select.options[0].text !== words[0])
    select.replaceChildren(...words.map((text, k) => new Option(text, String(offered[k]))))
  const chosen = String(walk ? view.walkSpeed : view.speed)
  if (select.value !== chosen) select.value = chosen
}
