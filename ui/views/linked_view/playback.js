// @ts-check
// Play: the window steps over the map by itself, at one of some speeds.

import { restSoon, step } from "./choice.js"
import { ask } from "./frame.js"

export const SPEEDS = [0.5, 1, 2, 4, 8, 16, 64]
const CELLS_PER_SECOND = 2 // at speed 1

export function play(view) {
  if (view.scene.grids) return
  view.playing = true
  view.hover = null
  view.pointing = false
  view.pinned = false
  view.due = performance.now() + 1000 / (CELLS_PER_SECOND * view.speed)
  ask(view)
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
  const interval = 1000 / (CELLS_PER_SECOND * view.speed)
  if (now < view.due) return
  const steps = Math.min(1 + Math.floor((now - view.due) / interval), 64)
  view.due += steps * interval
  step(view, steps)
}

export function setSpeed(view, by) {
  const k = SPEEDS.indexOf(view.speed) + by
  view.speed =
    SPEEDS[by > 0 && k === SPEEDS.length ? 0 : Math.min(Math.max(k, 0), SPEEDS.length - 1)]
  ask(view)
}
