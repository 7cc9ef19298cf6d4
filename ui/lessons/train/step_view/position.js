// @ts-check
// Where in the step the reader is, how it plays, and what the server is asked for.

import { isAlone } from "../../../views/shared/class_link.js"
import { EACH, UNHEARD } from "./main.js"

export function push(view, want) {
  if (isAlone()) return
  view.pending = { ...(view.pending ?? {}), ...want }
  pump(view)
}

export function pump(view) {
  if (view.asked || !view.pending) return
  const want = view.pending
  view.pending = null
  view.asked = ++view.sent
  view.setStateValue("want", { ...want, seq: view.asked })
  clearTimeout(view.timer)
  view.timer = setTimeout(() => {
    view.asked = 0
    pump(view)
  }, UNHEARD)
}

export function goTo(view, index) {
  const last = view.scene.stops.length - 1
  const stop = Math.min(Math.max(index, 0), last)
  view.wanted = stop
  if (stop !== view.scene.at || view.asked) push(view, { stop })
}

export function step(view, by) {
  goTo(view, (view.wanted ?? view.scene.at) + by)
}

export function start(view) {
  if (isAlone()) return
  if (view.scene.at === view.scene.stops.length - 1) goTo(view, 0)
  view.playing = setInterval(() => {
    if (view.scene.at >= view.scene.stops.length - 1) return halt(view)
    step(view, 1)
  }, EACH)
  showPlay(view)
}

export function halt(view) {
  clearInterval(view.playing)
  view.playing = 0
  showPlay(view)
}

function showPlay(view) {
  view.play.querySelector(".symbol").textContent = view.playing ? "❚❚" : "▶"
  view.play.querySelector(".word").textContent = view.playing ? "Pause" : "Play"
}
