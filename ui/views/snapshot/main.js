// @ts-check
// Saves a view of the page as a picture. Nothing of it goes to the server.

import { mountedPlain } from "../shared/lifecycle.js"
import { isDrawn } from "./drawing.js"
import { listenToSnapshot } from "./files.js"

function mount(parent) {
  const root = parent.querySelector(".snapshot")
  return { root, file: "", place: "" }
}

// The view's own place in the page.
function shadowOf(view) {
  const place = document.querySelector(`.st-key-${view.place}`)
  const all = place ? [place, ...place.querySelectorAll("*")] : []
  return all.map((one) => one.shadowRoot).find((one) => one?.querySelector(".palette")) ?? null
}

function receive(view, { view: key, file }) {
  view.place = key.replace(/[^\w-]/g, "-")
  view.file = file
  listenToSnapshot(
    view.root,
    () => shadowOf(view),
    () => view.file,
  )
  const shadow = shadowOf(view)
  view.root.querySelector(".svg").hidden = Boolean(shadow) && !isDrawn(shadow)
}

export default mountedPlain(mount, receive)
