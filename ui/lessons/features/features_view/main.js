// @ts-check
// One mounted view: it shows the scene of a mode, and tells the server what the reader chooses.

import { closeMenuOnPhone, mounted } from "../../../views/shared/lifecycle.js"
import { showFooled } from "./fool.js"
import { showFound } from "./found.js"
import { showMade } from "./made.js"
import { showWhere } from "./where.js"

const SHOWS = { fool: showFooled, where: showWhere, found: showFound, made: showMade }
const SPEAK_AFTER = 150 // ms that a choice rests before a screen reader hears of it

function mount(parent) {
  const root = parent.querySelector(".features-view")
  const view = {
    root,
    room: root.querySelector(".room"),
    reading: root.querySelector(".reading"),
    sent: Date.now(),
    mode: "",
    said: "",
  }
  view.say = (text) => {
    if (view.said === text) return // it is there, or about to be
    view.said = text
    clearTimeout(view.speaking)
    view.speaking = setTimeout(() => {
      view.reading.textContent = text
    }, SPEAK_AFTER)
  }
  view.choose = (want) => view.setStateValue("choice", { ...want, seq: ++view.sent })
  closeMenuOnPhone()
  return view
}

function receive(view, { meta, arrays }) {
  view.scene = { ...meta, ...arrays }
  if (view.mode !== meta.mode) {
    clearInterval(view.parts?.timer)
    view.room.replaceChildren()
    view.parts = null
  }
  view.mode = meta.mode
  view.room.className = `room ${meta.mode}`
  SHOWS[meta.mode](view)
}

export default mounted(mount, receive, (view) => {
  clearTimeout(view.speaking)
  clearTimeout(view.resting)
  clearInterval(view.parts?.timer)
})
