// @ts-check
// One sum, product by product: which step of it is shown, and how it goes on and back.

import { ask } from "./frame.js"
import { pause } from "./playback.js"
import { isSum, stepCount } from "./products.js"
import { SPLITS, startSplit } from "./split.js"

export const WALK_SPEEDS = [0.25, 0.5, 1, 2, 4, 8, 32] // products a second
const BY_HAND = 900 // ms of a step taken by hand

function openWalk(view, step = 0) {
  if (!isSum(view.scene, view.cell)) return
  if (view.playing) pause(view)
  view.auto = view.held = false
  view.hover = null
  view.walk = { step, since: performance.now(), playing: false }
  view.said = ""
  ask(view)
}

export function closeWalk(view) {
  view.walk = null
  view.said = ""
  ask(view)
}

// The button: it starts the sum of the chosen cell, or shows it as a whole again.
export function toggleWalk(view) {
  if (view.walk) return closeWalk(view)
  openWalk(view)
  if (!view.walk || view.still.matches) return
  view.walk.playing = true
  if (!view.scene.splits) return
  startSplit(view)
  view.walk.since += SPLITS
}

export function playWalk(view) {
  const { walk } = view
  const end = stepCount(view.scene, view.cell.f) - 1
  walk.playing = !walk.playing
  view.said = "" // the step it stops at is spoken
  if (walk.playing && walk.step === end) setStep(view, 0)
  ask(view)
}

function setStep(view, step) {
  view.walk.step = step
  view.walk.since = performance.now()
  ask(view)
}

// One step on or back by hand: back shows at once what was there.
export function stepWalk(view, by) {
  if (!view.walk)
    return openWalk(view, by > 0 ? 0 : Math.max(0, stepCount(view.scene, view.cell.f) - 2))
  const count = stepCount(view.scene, view.cell.f)
  const step = Math.min(Math.max(view.walk.step + by, 0), count - 1)
  view.walk.playing = false
  if (step !== view.walk.step) setStep(view, step)
  if (by < 0) view.walk.since = -Infinity
  ask(view)
}

export function scrubWalk(view, step) {
  view.walk.playing = false
  setStep(view, step)
  view.walk.since = -Infinity
}

// Another cell has a sum of its own, which begins at its first product.
export function restartWalk(view) {
  if (!view.walk) return
  if (isSum(view.scene, view.cell)) setStep(view, 0)
  else closeWalk(view)
}

// A new scene keeps the step where its sum still has one.
export function keepWalk(view, moved) {
  if (!view.walk) return
  if (moved || !isSum(view.scene, view.cell)) return closeWalk(view)
  view.walk.step = Math.min(view.walk.step, stepCount(view.scene, view.cell.f) - 1)
}

function stepTime(view) {
  return view.walk.playing ? 1000 / view.walkSpeed : BY_HAND
}

// How much of the step is done, from 0 to 1: the pixel travels, the product appears, it is added.
export function progress(view, now) {
  const { walk, still } = view
  if (still.matches) return 1
  return Math.max(0, Math.min((now - walk.since) / (0.8 * Math.min(stepTime(view), 1500)), 1))
}

export function advanceWalk(view, now) {
  const { walk, scene, cell } = view
  if (!walk.playing || now - walk.since < stepTime(view)) return
  if (walk.step + 1 < stepCount(scene, cell.f)) return setStep(view, walk.step + 1)
  walk.playing = false
  view.said = ""
}

export function isWalking(view, now) {
  return Boolean(view.walk) && (view.walk.playing || progress(view, now) < 1)
}

export function setWalkSpeed(view, speed) {
  view.walkSpeed = speed
  ask(view)
}

export function changeWalkSpeed(view, by) {
  const k = WALK_SPEEDS.indexOf(view.walkSpeed) + by
  setWalkSpeed(view, WALK_SPEEDS[Math.min(Math.max(k, 0), WALK_SPEEDS.length - 1)])
}
