// @ts-check
// "?" lists the keys that work here, in a dialog that keeps the focus and gives it back.

import { projectedZoom } from "../shared/projector.js"
import { EVERYWHERE, ON_PROJECTOR, PARTS, TALK } from "./keys.js"

const WRITING = "input:not([type=range]), textarea, select, [contenteditable]"
const PLACES = '[data-testid^="stBidiComponent"]'

/** @returns {Element[]} */
function viewsOnScreen() {
  const roots = [...document.querySelectorAll(`${PLACES}, ${PLACES} *`)].map(
    (one) => one.shadowRoot,
  )
  return roots
    .flatMap((root) => [...(root?.querySelectorAll(".palette") ?? [])])
    .filter((one) => one.getClientRects().length)
}

function isPlaying() {
  return viewsOnScreen().some((one) => one.querySelector(".strip:not([hidden])"))
}

function partsHere() {
  const views = viewsOnScreen()
  const told = views.map((view) => PARTS.find(({ parts }) => view.matches(parts)))
  const lesson = projectedZoom() ? [ON_PROJECTOR] : isPlaying() ? [TALK] : []
  return [...lesson, ...new Set(told.filter((one) => one !== undefined)), EVERYWHERE]
}

/** @param {import("./keys.js").Part} part */
function section({ name, keys }) {
  const all = document.createElement("section")
  const title = document.createElement("h3")
  title.textContent = name
  const list = document.createElement("dl")
  for (const [key, words] of keys) {
    const term = document.createElement("dt")
    term.textContent = key
    const said = document.createElement("dd")
    said.textContent = words
    list.append(term, said)
  }
  all.append(title, list)
  return all
}

function show() {
  const dialog = document.createElement("dialog")
  dialog.id = "convscope-keys"
  dialog.setAttribute("aria-labelledby", "convscope-keys-title")
  const title = document.createElement("h2")
  title.id = "convscope-keys-title"
  title.textContent = "Keys that work here"
  const close = document.createElement("button")
  close.type = "button"
  close.textContent = "Close"
  close.onclick = () => dialog.close()
  const hint = document.createElement("p")
  hint.textContent = "The keys of a picture work once it has the focus. Click it, or press Tab."
  dialog.append(title, close, hint, ...partsHere().map(section))
  dialog.onclose = () => dialog.remove() // the browser gives the focus back
  dialog.onclick = (event) => event.target === dialog && dialog.close()
  document.body.append(dialog)
  dialog.showModal()
}

/** @param {KeyboardEvent} event */
function press(event) {
  const shown = document.getElementById("convscope-keys")
  if (shown instanceof HTMLDialogElement) {
    if (event.key === "?") shown.close()
    if (event.key === "Escape") shown.close()
    if (event.key !== "Tab" && event.key !== "Enter") event.stopImmediatePropagation()
    return
  }
  const [target] = event.composedPath()
  if (event.key !== "?" || (target instanceof Element && target.closest(WRITING))) return
  event.preventDefault()
  event.stopImmediatePropagation()
  show()
}

export default () => {
  addEventListener("keydown", press, true)
  return () => removeEventListener("keydown", press, true)
}
