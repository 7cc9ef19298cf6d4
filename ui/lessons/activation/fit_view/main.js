// @ts-check
// Seven points to be dragged up and down. The browser moves them at once; the curves that follow
// are fitted by the server, which is told of one target at a time.

import { isLocked } from "../../../views/shared/class_link.js"
import { closeMenuOnPhone, mountedPlain } from "../../../views/shared/lifecycle.js"
import { signed } from "../../../views/shared/numbers.js"
import { pointIn } from "../../../views/shared/projector.js"
import { tellStatus } from "../../../views/shared/speech.js"
import { listenToPointer } from "../../../views/shared/touch.js"
import { say } from "./words.js"

const SVG = "http://www.w3.org/2000/svg"
const HEIGHT = 330
const LEFT = 30
const BELOW = 22
const ABOVE = 14
const RADIUS = 12
const STEP = 0.1
const ANSWERED = 400 // ms after which the next target is sent though the last is not answered

function mount(parent) {
  const root = parent.querySelector(".fit")
  const find = (name) => root.querySelector(name)
  const view = {
    root,
    plot: find(".plot"),
    status: find(".formula"),
    of: find(".target"),
    without: find(".without"),
    with: find(".with"),
    data: null,
    target: [],
    at: 3,
    held: -1,
    sentAt: -ANSWERED,
    said: "",
  }
  view.watcher = new ResizeObserver(() => draw(view))
  view.watcher.observe(view.plot)
  listenToPointer(view.plot, {
    down: (event) => take(view, event),
    move: (event) => move(view, event),
    up: () => release(view),
    cancel: () => restore(view),
    // A finger moves at once the target that it tapped before.
    grips: ({ target }) => target === root.getRootNode().activeElement,
  })
  closeMenuOnPhone()
  return view
}

function scales({ plot, data }) {
  const wide = plot.clientWidth
  const [first, last] = [data.places[0], data.places.at(-1)]
  const room = HEIGHT - ABOVE - BELOW
  const across = wide - LEFT - 2 * RADIUS - 3
  return {
    wide,
    x: (one) => LEFT + RADIUS + ((one - first) / (last - first)) * across,
    y: (one) => ABOVE + ((data.tallest - one) / (2 * data.tallest)) * room,
    value: (y) => data.tallest - ((y - ABOVE) / room) * 2 * data.tallest,
  }
}

const tenth = (value) => Math.round(value / STEP) / Math.round(1 / STEP)

function set(view, k, value) {
  const { tallest } = view.data
  const next = tenth(Math.min(Math.max(value, -tallest), tallest))
  if (next === view.target[k]) return false
  view.target[k] = next
  return true
}

function move(view, event) {
  const { x, value } = scales(view)
  const pointer = pointIn(view.plot, event)
  if (view.held >= 0) {
    if (set(view, view.held, value(pointer.y))) changed(view, true)
    return
  }
  const far = view.data.places.map((place) => Math.abs(x(place) - pointer.x))
  look(view, far.indexOf(Math.min(...far)))
}

function look(view, k) {
  if (k === view.at) return
  view.at = k
  draw(view)
}

// A finger takes the nearest target, too, where it touches beside it.
function take(view, event) {
  if (event.button > 0) return
  const k = isLocked() ? -1 : view.points.indexOf(event.target)
  if (k < 0) return event.pointerType === "touch" ? move(view, event) : undefined
  view.held = k
  view.at = k
  view.before = [...view.target]
  view.plot.setPointerCapture(event.pointerId)
  view.points[k].focus({ preventScroll: true })
  event.preventDefault()
  draw(view)
}

// What is broken off leaves the targets as they were.
function restore(view) {
  if (view.held < 0) return
  view.held = -1
  view.target = view.before
  changed(view, false)
}

function release(view) {
  if (view.held < 0) return
  view.held = -1
  changed(view, false)
}

function onKey(view, event, k) {
  const step = event.shiftKey ? 5 * STEP : STEP
  const by = { ArrowUp: step, ArrowDown: -step, PageUp: 1, PageDown: -1 }[event.key]
  if (!by || isLocked() || event.ctrlKey || event.metaKey || event.altKey) return
  event.preventDefault()
  if (set(view, k, view.target[k] + by)) changed(view, false)
}

function changed(view, live) {
  draw(view)
  clearTimeout(view.later)
  const wait = live ? view.sentAt + ANSWERED - performance.now() : 0
  if (wait > 0) view.later = setTimeout(() => send(view, live), wait)
  else send(view, live)
}

function send(view, live) {
  if (!view.root.isConnected) return
  view.sentAt = performance.now()
  view.setStateValue("dragged", { values: [...view.target], live })
}

function add(parent, name, attributes, text = "") {
  const made = document.createElementNS(SVG, name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value))
  made.textContent = text
  parent.append(made)
  return made
}

function draw(view) {
  const { plot, data } = view
  if (!data || !plot.clientWidth) return
  const { wide, x, y } = scales(view)
  let layer = plot.querySelector(".curves")
  if (!layer) {
    layer = add(plot, "g", { class: "curves" })
    view.points = data.places.map((place, k) => pointOf(view, place, k))
  }
  layer.replaceChildren()
  for (let n = -data.tallest; n <= data.tallest; n++) {
    const kind = n ? "axis" : "axis zero"
    add(layer, "line", { class: kind, x1: LEFT, x2: wide, y1: y(n), y2: y(n) })
    add(layer, "text", { x: LEFT - 8, y: y(n) + 4, "text-anchor": "end" }, signed(String(n)))
  }
  for (const place of data.places) {
    const at = { x: x(place), y: HEIGHT - 4, "text-anchor": "middle" }
    add(layer, "text", at, signed(String(place)))
  }
  const path = (values) => values.map((one, k) => `${k ? "L" : "M"}${x(data.x[k])} ${y(one)}`)
  const curve = (values, kind) => add(layer, "path", { class: kind, d: path(values).join("") })
  for (const part of data.parts) curve(part, "part")
  curve(data.straight, "straight")
  curve(data.bent, "bent")
  view.target.forEach((one, k) => {
    const [straight] = data.atPlaces
    const at = x(data.places[k])
    add(layer, "line", { class: "gap", x1: at, x2: at, y1: y(one), y2: y(straight[k]) })
    const point = view.points[k]
    point.setAttribute("cx", String(at))
    point.setAttribute("cy", String(y(one)))
    point.setAttribute("aria-valuenow", String(one))
    point.setAttribute("role", isLocked() ? "img" : "slider")
  })
  tellStatus(view, sentence(view))
}

function pointOf(view, place, k) {
  const point = add(view.plot, "circle", {
    r: RADIUS,
    tabindex: 0,
    "aria-orientation": "vertical",
    "aria-label": `target at x = ${signed(String(place))}`,
    "aria-valuemin": -view.data.tallest,
    "aria-valuemax": view.data.tallest,
  })
  point.onfocus = () => look(view, k)
  point.onkeydown = (event) => onKey(view, event, k)
  return point
}

const short = (value) => signed(String(Number(value.toFixed(2)) || 0))

function sentence({ data, at, target }) {
  const [straight, bent] = data.atPlaces
  return [
    { text: `x = ${signed(String(data.places[at]))}: `, kind: "quiet" },
    { text: say.targetStraightLine(short(target[at]), short(straight[at])) },
    { text: `with ${data.title} ${short(bent[at])}`, kind: "result" },
  ]
}

function receive(view, data) {
  const isNew = data.arrival !== view.data?.arrival
  view.data = data
  if (isNew || view.held < 0) view.target = [...data.target]
  view.of.textContent = isLocked() ? say.target : say.targetDrag
  view.without.textContent = say.twoLayersWithout
  view.with.textContent = say.twoLayers(data.title)
  draw(view)
}

export default mountedPlain(mount, receive, (view) => {
  view.watcher.disconnect()
  clearTimeout(view.later)
})
