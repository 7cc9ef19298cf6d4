// @ts-check
// A view that goes from one numbered place to the next, by hand or by itself. The server hears of a
// place once it rests. The view has `at`, `told`, `data.arrival`, `root`, the button `play`, the
// slider `scrub`, `setStateValue`, `last()`, the last place's number, and `moved()`, which draws a
// new place.

import { listenToPointer } from "./touch.js"

const REST = 350 // ms
const EACH = 1400 // ms that a place is shown while it plays

export const bounded = (view, place) => Math.min(Math.max(place, 0), view.last())

/** Let the buttons and the slider under the picture move, and cells with a place be pointed at. */
export function listenToTransport(view, back, on, grids) {
  back.onclick = () => choose(view, view.at - 1)
  on.onclick = () => choose(view, view.at + 1)
  view.play.onclick = () => playOrPause(view)
  view.scrub.oninput = () => choose(view, Number(view.scrub.value))
  const point = ({ target }) => {
    const place = target.dataset?.place
    if (place !== undefined && Number(place) !== view.at) choose(view, Number(place))
  }
  for (const grid of grids) listenToPointer(grid, { down: point, move: point })
}

/** Have the slider stand where the view is. */
export function showScrub({ scrub, at, last }) {
  scrub.max = String(last())
  scrub.value = String(at)
  scrub.style.setProperty("--done", `${(100 * at) / Math.max(last(), 1)}%`)
}

export function choose(view, place, byHand = true) {
  if (byHand) pause(view)
  view.at = bounded(view, place)
  clearTimeout(view.rest)
  view.rest = setTimeout(() => tell(view), REST)
  view.moved()
}

function tell(view) {
  if (view.at === view.told || !view.root.isConnected) return
  view.told = view.at
  view.setStateValue("cell", { row: 0, column: view.at, arrival: view.data.arrival })
}

export function playOrPause(view) {
  if (view.timer) return pause(view)
  if (view.at === view.last()) choose(view, 0, false)
  view.timer = setInterval(() => {
    choose(view, view.at + 1, false)
    if (view.at === view.last()) pause(view)
  }, EACH)
  showPlaying(view)
}

export function pause(view) {
  clearInterval(view.timer)
  view.timer = 0
  showPlaying(view)
}

function showPlaying({ play, timer }) {
  play.querySelector(".word").textContent = timer ? "Pause" : "Play"
  play.querySelector(".symbol").textContent = timer ? "❚❚" : "▶"
}
