// @ts-check
// Keeps the reader's newest picture in this browser, and offers those of an earlier visit: a
// reload, or a server that was started again, has forgotten them.

import { mounted } from "../shared/lifecycle.js"
import { dropPicture, storedPictures, storePicture } from "./store.js"
import { say } from "./words.js"

/** @type {Set<string>} Marks that were stored, or deleted: a page asks for them in every run. */
const settled = new Set()

function mount(parent) {
  return { root: parent.querySelector(".own-pictures"), turn: Promise.resolve() }
}

function receive(view, { meta, arrays }) {
  // One after the other: a run that follows at once is not to read before the last has written.
  view.turn = view.turn.then(() => keepAndOffer(view, meta, arrays.file?.values))
}

async function keepAndOffer(view, meta, file) {
  view.meta = meta
  try {
    if (meta.mark && !settled.has(meta.mark)) {
      await storePicture({ mark: meta.mark, name: meta.name, file })
      settled.add(meta.mark)
    }
    offer(view, meta, await storedPictures())
  } catch {
    view.root.replaceChildren(...(meta.mark ? [line(say.nothingIsKept)] : []))
  }
}

function offer(view, meta, stored) {
  const lines = stored.map((one) => {
    const drop = button(say.delete, one.name, () => {
      settled.add(one.mark)
      view.turn = view.turn
        .then(() => dropPicture(one.mark))
        .catch(() => {})
        .then(() => keepAndOffer(view, view.meta))
    })
    if (one.mark === meta.mark) return line(say.isKept(one.name), drop)
    const use = button(say.useIt, one.name, () => {
      view.setTriggerValue("use", { name: one.name, file: inBase64(one.file) })
    })
    return line(say.isStillThere(one.name), use, drop)
  })
  const marks = `${meta.mark} ${stored.map((one) => one.mark)}`
  if (view.marks === marks) return // a button that has the focus stays
  view.marks = marks
  view.root.replaceChildren(...lines)
}

function line(text, ...buttons) {
  const made = document.createElement("p")
  const all = document.createElement("span")
  all.className = "of"
  all.append(...buttons)
  made.append(text, ...(buttons.length ? [all] : []))
  return made
}

function button(text, name, act) {
  const made = document.createElement("button")
  made.type = "button"
  made.textContent = text
  made.setAttribute("aria-label", `${text}: ${name}`)
  made.addEventListener("click", act)
  return made
}

function inBase64(bytes) {
  const AT_ONCE = 0x8000 // arguments that every browser takes
  let text = ""
  for (let at = 0; at < bytes.length; at += AT_ONCE)
    text += String.fromCharCode(...bytes.subarray(at, at + AT_ONCE))
  return btoa(text)
}

export default mounted(mount, receive)
