// @ts-check
// One mounted view: it shows the whole network, one map, cell or score, and tells the server what
// the reader opens. Pointing and the keyboard work here.

import { closeMenuOnPhone, mounted } from "../../../views/shared/lifecycle.js"
import { showCell } from "./cell.js"
import { showMap } from "./map.js"
import { showNetwork } from "./network.js"
import { showScore } from "./score.js"
import { inksOf } from "./tiles.js"

const SHOWS = { network: showNetwork, map: showMap, cell: showCell, score: showScore }
const SPEAK_AFTER = 150 // ms that a choice rests before a screen reader hears of it

function mount(parent) {
  const root = parent.querySelector(".inside-view")
  const view = {
    root,
    room: root.querySelector(".room"),
    reading: root.querySelector(".reading"),
    sent: Date.now(),
    mode: "",
    repaint: () => {},
  }
  view.say = (text) => say(view, text)
  view.open = (want) => {
    view.byKey = view.root.getRootNode().activeElement !== null
    view.setStateValue("open", { ...want, seq: ++view.sent })
  }
  view.observer = new ResizeObserver(() => view.repaint())
  view.observer.observe(root)
  closeMenuOnPhone()
  return view
}

function say(view, text) {
  clearTimeout(view.speaking)
  view.speaking = setTimeout(() => {
    if (view.reading.textContent !== text) view.reading.textContent = text
  }, SPEAK_AFTER)
}

function receive(view, { meta, arrays }) {
  view.scene = { ...meta, ...arrays }
  view.inks = inksOf(view.root)
  const focused = view.root.getRootNode().activeElement
  const key = focused?.dataset?.key
  const moved = view.mode !== meta.mode
  view.mode = meta.mode
  view.room.replaceChildren()
  view.room.onkeydown = null
  view.room.className = `room ${meta.mode}`
  SHOWS[meta.mode](view)
  // What had the focus has it again; in another view, what is opened there.
  const again = !moved && key && view.room.querySelector(`[data-key="${key}"]`)
  const first = moved && view.byKey && view.room.querySelector("[data-first]")
  const goal = again || first || (focused && view.room.querySelector("[data-first]"))
  goal?.focus({ preventScroll: true })
}

export default mounted(mount, receive, (view) => {
  view.observer.disconnect()
  clearTimeout(view.speaking)
})
