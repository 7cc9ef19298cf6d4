// @ts-check
// One mounted view: it shows the whole network, one map, cell or score, and tells the server what
// the reader opens. Pointing and the keyboard work here.

import { isAlone } from "../../views/shared/class_link.js"
import { closeMenuOnPhone, mounted } from "../../views/shared/lifecycle.js"
import { showCell } from "./cell.js"
import { showMap } from "./map.js"
import { showNetwork } from "./network.js"
import { showScore } from "./score.js"
import { inksOf } from "./tiles.js"

const ENDS = ["pointerup", "pointercancel"]
const SHOWS = { network: showNetwork, map: showMap, cell: showCell, score: showScore }
const SPEAK_AFTER = 150 // ms that a choice rests before a screen reader hears of it
const SPEAK_EVERY = 1000 // ms between two words of a network that changes by itself

function mount(parent) {
  const root = parent.querySelector(".inside-view")
  const view = {
    root,
    room: root.querySelector(".room"),
    reading: root.querySelector(".reading"),
    sent: Date.now(),
    mode: "",
    repaint: () => {},
    update: () => false,
  }
  view.say = (text) => say(view, text)
  view.open = (want) => {
    if (isAlone()) return // nobody hears it
    view.byKey = view.root.getRootNode().activeElement !== null
    view.setStateValue("open", { ...want, seq: ++view.sent })
  }
  view.observer = new ResizeObserver(() => view.repaint())
  view.observer.observe(root)
  // What comes while a button is pressed waits, or it would be another button that is let go.
  root.addEventListener("pointerdown", () => {
    view.held = true
  })
  view.letGo = () => {
    view.held = false
    if (view.next) setTimeout(() => view.next && show(view))
  }
  for (const end of ENDS) window.addEventListener(end, view.letGo)
  closeMenuOnPhone()
  return view
}

function say(view, text) {
  view.words = text
  const speak = () => {
    view.speaking = 0
    if (view.reading.textContent !== view.words) view.reading.textContent = view.words
  }
  if (view.updating && view.speaking) return
  clearTimeout(view.speaking)
  view.speaking = setTimeout(speak, view.updating ? SPEAK_EVERY : SPEAK_AFTER)
}

function receive(view, data) {
  view.next = data
  if (!view.held) show(view)
}

function show(view) {
  const { meta, arrays } = view.next
  const before = view.scene
  view.next = null
  view.scene = { ...meta, ...arrays }
  view.inks = inksOf(view.root)
  if (view.mode === meta.mode) {
    // A network in training sends the same picture again and again, with other numbers.
    view.updating = meta.live
    const done = view.update(before)
    view.updating = false
    if (done) return
  }
  const focused = view.root.getRootNode().activeElement
  const key = focused?.dataset?.key
  const moved = view.mode !== meta.mode
  view.mode = meta.mode
  view.room.replaceChildren()
  view.room.onkeydown = null
  view.room.className = `room ${meta.mode}`
  view.update = () => false
  SHOWS[meta.mode](view)
  // What had the focus has it again; in another view, what is opened there.
  const again = !moved && key && view.room.querySelector(`[data-key="${key}"]`)
  const first = moved && view.byKey && view.room.querySelector("[data-first]")
  const goal = again || first || (focused && view.room.querySelector("[data-first]"))
  goal?.focus({ preventScroll: true })
}

export default mounted(mount, receive, (view) => {
  view.observer.disconnect()
  for (const end of ENDS) window.removeEventListener(end, view.letGo)
  clearTimeout(view.speaking)
})
