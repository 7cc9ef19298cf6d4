// @ts-check
// A picture ahead of the page: the moment the reader moves a slider of the lesson, or a number
// inside the view, the view asks the server for its picture alone (ui/frame/preview.py). The
// lesson's own run follows and has the last word.

import { coming, unpack } from "../shared/pack.js"
import { answered, editsNow, isEdited } from "./queue.js"
import { sceneOf, show } from "./scene.js"

const FOLLOWS = 2000 // ms within which the lesson's own run is expected to follow

export function followSliders(view) {
  view.sliders = new MutationObserver((changes) => {
    if (changes.some(({ target }) => target === document.activeElement && settingOf(view, target)))
      preview(view)
  })
  view.sliders.observe(document.body, { subtree: true, attributeFilter: ["aria-valuetext"] })
}

function settingOf({ scene }, input) {
  const { sliders = {} } = scene?.ahead ?? {}
  return Object.keys(sliders).find((key) => input.closest(`.st-key-${key}`))
}

// What the lesson's sliders say now; of one that is not on the page, what the scene was made with.
function slidersNow({ scene: { ahead } }) {
  const said = Object.entries(ahead.sliders).map(([key, name]) => [
    name,
    document.querySelector(`.st-key-${key} input[type=range]`)?.getAttribute("aria-valuetext") ??
      ahead.values[name],
  ])
  return Object.fromEntries(said)
}

// All that the page may not have answered yet.
function wantedNow(view) {
  return { ...slidersNow(view), edits: editsNow(view) }
}

function isSame(values, others) {
  return Object.keys(values).every((name) => values[name] === others[name])
}

/** @returns {Promise<Uint8Array | null>} */
async function bytesOf(address) {
  try {
    const answer = await fetch(address)
    return answer.status === 200 ? new Uint8Array(await answer.arrayBuffer()) : null
  } catch {
    return null
  }
}

export async function preview(view) {
  if (!view.scene.ahead?.path) return
  const now = wantedNow(view)
  if (view.waiting && isSame(now, view.waiting.ahead.values)) return receive(view, view.waiting)
  if (view.asking || isSame(now, view.scene.ahead.values)) return
  const { ahead } = view.scene
  const served = view.served
  view.asking = view.slidAt = performance.now()
  const asked = bytesOf(`${ahead.path}?${new URLSearchParams(now)}`)
  coming.add(asked)
  const bytes = await asked
  const message = bytes && unpack(bytes)
  coming.delete(asked)
  view.asking = 0
  if (message && view.root.isConnected && served === view.served) {
    const { seq, arrival, brush } = view.scene
    show(view, {
      ...sceneOf(message, view.scene),
      seq,
      arrival,
      brush,
      ahead: { ...ahead, values: now },
    })
  }
  if (!isSame(wantedNow(view), now)) preview(view) // it moved on meanwhile
}

// An answer of the page to where a slider or a number was a moment ago waits: the one to where it
// is now follows. One to anything else, such as a preset or a menu, does not.
export function receive(view, scene) {
  clearTimeout(view.waitingTimer)
  if (view.underway && scene.seq >= view.sent) answered(view)
  const late =
    view.scene && isOfSameLesson(view.scene, scene) && (isEdited(view) || isSliding(view, scene))
  view.waiting = late ? scene : null
  if (late)
    view.waitingTimer = setTimeout(() => {
      view.slidAt = -Infinity
      receive(view, scene)
    }, FOLLOWS)
  else {
    view.served += 1
    show(view, scene)
  }
}

function isOfSameLesson({ ahead, arrival }, scene) {
  return Boolean(ahead?.path) && scene.ahead?.path === ahead.path && scene.arrival === arrival
}

function isSliding(view, { ahead }) {
  return (
    performance.now() - view.slidAt < FOLLOWS &&
    view.scene.ahead.beside === ahead.beside &&
    !isSame(wantedNow(view), ahead.values)
  )
}
