// @ts-check
// Plays a lesson: goes from link to link of its figures, and says of each what it shows. The links
// and the line below them make room for the strip meanwhile, so that the picture stays in place.

import { mountedPlain } from "../shared/lifecycle.js"
import { freeControls, showControls } from "./controls.js"
import { openFigure } from "./figures.js"
import {
  endProjection,
  isProjecting,
  listenToPresenter,
  projectAs,
  startProjection,
} from "./projection.js"

const ROOM = "convscope-talk" // the style that makes room while a lesson plays
const HIDDEN = `
  :has(> * > .st-key-talk) > :not(:has(> .st-key-talk)), :has(> .st-key-about) { display: none; }
  :has(> .st-key-talk) { flex: 1 1 100%; width: 100%; }
  body .st-key-talk { position: static !important; }
  body .st-key-talk, .st-key-talk > * { width: 100% !important; max-width: 100%; }`
const LAST = "That was the lesson. Now change something, or answer the question below the picture."
const CHANGED = "You changed this figure. “Back” shows it again as it was, “Go on” the next one."
const TYPING = "input, textarea, select, [contenteditable]"
const PRESSED = "button, a, summary, [role=switch], [role=slider], [role=radio], [role=option]"

function mount(parent) {
  const root = parent.querySelector(".talk")
  const find = (name) => root.querySelector(name)
  const view = {
    root,
    start: find(".start"),
    strip: find(".strip"),
    place: find(".place"),
    said: find(".said"),
    back: find(".back"),
    on: find(".on"),
    end: find(".end"),
    starts: find(".starts"),
    steps: [],
    at: -1, // the figure that is told; as many as there are: the end; -1: the lesson rests
    asked: -1, // the figure whose link was followed and that is not on screen yet
    now: -1,
  }
  view.start.onclick = () => {
    go(view, 0)
    view.on.focus()
  }
  view.back.onclick = () => back(view)
  view.on.onclick = () => onward(view)
  view.end.onclick = () => rest(view)
  find(".project").onclick = () => {
    rest(view)
    startProjection(view)
  }
  listenToPresenter(view)
  view.press = (event) => press(view, event)
  addEventListener("keydown", view.press, true)
  return view
}

function go(view, step) {
  view.at = step
  if (step < view.steps.length && view.now !== step) {
    if (openFigure(step)) view.asked = step
  }
  show(view)
}

const isLast = ({ at, steps }) => at === steps.length
const isChanged = (view) => !isLast(view) && view.now !== view.at && view.asked !== view.at

function onward(view) {
  if (isLast(view)) rest(view)
  else go(view, view.at + 1)
}

function back(view) {
  if (isChanged(view)) go(view, view.at)
  else if (view.at > 0) go(view, view.at - 1)
}

function rest(view) {
  const held = view.root.getRootNode().activeElement
  view.at = view.asked = -1
  show(view)
  if (held) view.start.focus()
}

function press(view, event) {
  if (view.at < 0 || isProjecting(view) || event.ctrlKey || event.metaKey || event.altKey) return
  const [target] = event.composedPath()
  if (!(target instanceof Element) || target.closest(TYPING)) return
  const act = { PageDown: onward, PageUp: back, Escape: rest, " ": onward }[event.key]
  // What the focus is on is pressed by the space bar, as everywhere.
  if (!act || (event.key === " " && target.closest(PRESSED))) return
  event.preventDefault()
  event.stopPropagation()
  if (!event.repeat) act(view)
}

function show(view) {
  const { at, steps } = view
  const playing = at >= 0
  view.starts.hidden = playing
  view.strip.hidden = !playing
  makeRoom(playing)
  if (!playing) return
  view.place.textContent = isLast(view) ? "" : `${at + 1} of ${steps.length}`
  const words = isLast(view) ? LAST : isChanged(view) ? CHANGED : steps[at]
  if (view.said.textContent !== words) view.said.textContent = words
  view.back.disabled = at === 0 && !isChanged(view)
}

function makeRoom(playing) {
  const known = document.getElementById(ROOM)
  if (!playing) known?.remove()
  else if (!known) {
    const sheet = document.createElement("style")
    sheet.id = ROOM
    sheet.textContent = HIDDEN
    document.head.append(sheet)
  }
}

function receive(view, { steps, now, projected, controls }) {
  const isOther = JSON.stringify(view.steps) !== JSON.stringify(steps)
  view.steps = steps
  view.now = now
  if (view.asked === now) view.asked = -1
  if (isOther) view.at = view.asked = -1 // another lesson
  show(view)
  projectAs(view, projected)
  showControls(view, controls)
}

export default mountedPlain(mount, receive, (view) => {
  removeEventListener("keydown", view.press, true)
  makeRoom(false)
  endProjection(view)
  freeControls(view)
})
