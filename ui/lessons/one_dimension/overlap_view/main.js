// @ts-check
// One function or row slides over another: place, play, the flip as a motion, keys, drawing.
// Dragging x recomputes nothing: every value is the server's, taken by its index.

import { fitCanvas } from "../../../views/shared/canvas.js"
import { isAlone, isLocked } from "../../../views/shared/class_link.js"
import { fillKey } from "../../../views/shared/key.js"
import { closeMenuOnPhone, inNextFrame, mounted } from "../../../views/shared/lifecycle.js"
import { coloursOf } from "../../../views/shared/palette.js"
import { pointIn } from "../../../views/shared/projector.js"
import { spansOf, textOf } from "../../../views/shared/speech.js"
import { listenToPointer } from "../../../views/shared/touch.js"
import { curves, isGuessing, tAt } from "./curves.js"
import { poseOf } from "./pose.js"
import { rows } from "./row.js"

const PLAY_SPEEDS = [0.25, 0.5, 1, 2, 4]
const REST = 350
const TURN = 750
const TRAVEL = 450
const DRAWN_EVERY = 90

function sceneOf({ meta, arrays }) {
  const values = Object.fromEntries(Object.entries(arrays).map(([name, one]) => [name, one.values]))
  if (meta.kind === "curves") return { ...meta, ...values, shape: curves }
  const [rowCount, columns] = arrays.image.shape
  return { ...meta, ...values, taps: [...values.taps], rows: rowCount, columns, shape: rows }
}

function mount(parent) {
  const root = parent.querySelector(".overlap")
  const find = (name) => root.querySelector(name)
  const view = {
    root,
    stage: find(".stage"),
    canvas: find("canvas"),
    status: find(".formula"),
    play: find(".play"),
    scrub: find(".scrub"),
    place: find(".place"),
    speedButton: find(".speed"),
    again: find(".again"),
    wayButtons: [...root.querySelectorAll(".way")],
    key: find(".key"),
    drawButtons: [...root.querySelectorAll(".draw")],
    k: 0,
    row: 0,
    way: "convolution",
    legs: [],
    playing: false,
    speed: 1,
    told: "",
    sent: 0,
    still: matchMedia("(prefers-reduced-motion: reduce)"),
  }
  listen(view)
  new ResizeObserver(() => ask(view)).observe(view.stage)
  closeMenuOnPhone()
  return view
}

// ---- the place and the way ------------------------------------------------------------------

function choose(view, { k = view.k, row = view.row }) {
  const { scene } = view
  const last = scene.shape.count(scene) - 1
  view.exact = Math.min(Math.max(k, 0), last)
  view.k = Math.round(view.exact)
  view.row = Math.min(Math.max(row, 0), (scene.rows ?? 1) - 1)
  if (!view.playing) view.legs = []
  restSoon(view)
  ask(view)
}

function restSoon(view) {
  clearTimeout(view.restTimer)
  view.restTimer = setTimeout(() => {
    if (!view.playing && !view.press) tell(view)
  }, REST)
}

function tell(view) {
  const { k, row, way, scene } = view
  const told = [scene.kind, k, row, way].join()
  if (told === view.told) return
  view.told = told
  view.setStateValue("place", { kind: scene.kind, x: k, row, way })
}

function setWay(view, way) {
  if (view.way === way) return
  const from = poseOf(view)
  view.way = way
  const to = view.scene.shape.pose(view)
  view.legs = view.still.matches ? [] : [{ from, to, start: performance.now(), ms: TURN }]
  restSoon(view)
  ask(view)
}

// From h(t) at 0: first it turns over, then it travels to x.
function showFlip(view) {
  if (view.playing) pause(view)
  const to = view.scene.shape.pose(view)
  const now = performance.now()
  const home = { turn: 1, shift: 0 }
  const turned = { turn: to.turn, shift: 0 }
  const turning = to.turn === 1 ? 0 : TURN
  view.legs = view.still.matches
    ? []
    : [
        { from: home, to: turned, start: now, ms: turning },
        { from: turned, to, start: now + turning, ms: TRAVEL },
      ]
  ask(view)
}

// ---- play -----------------------------------------------------------------------------------

function play(view) {
  const { scene } = view
  if (view.k >= scene.shape.count(scene) - 1) choose(view, { k: 0 })
  view.exact = view.k
  view.legs = []
  view.playing = true
  view.since = performance.now()
  ask(view)
}

function pause(view) {
  view.playing = false
  view.said = ""
  restSoon(view)
  ask(view)
}

function advance(view, now) {
  const { scene } = view
  const passed = Math.min(Math.max(now - view.since, 0), 200) / 1000
  const last = scene.shape.count(scene) - 1
  view.since = now
  choose(view, { k: view.exact + passed * scene.shape.perSecond(scene) * view.speed })
  if (view.exact >= last) pause(view)
}

function setSpeed(view, by) {
  const at = PLAY_SPEEDS.indexOf(view.speed) + by
  view.speed = PLAY_SPEEDS[Math.min(Math.max(at, 0), PLAY_SPEEDS.length - 1)]
  ask(view)
}

// ---- pointer, keys, drawing -----------------------------------------------------------------

function at(view, event) {
  return pointIn(view.canvas, event)
}

function onDown(view, event) {
  if (event.button > 0) return
  if (view.playing) pause(view)
  view.stage.focus({ preventScroll: true })
  view.stage.setPointerCapture(event.pointerId)
  view.press = {}
  view.before = { k: view.k, row: view.row, sketch: view.sketch && [...view.sketch] }
  if (view.drawing) return sketch(view, at(view, event))
  const picked = view.scene.shape.pick(view, at(view, event))
  view.press = picked
  choose(view, picked)
}

function onMove(view, event) {
  view.hover = at(view, event)
  if (!view.press) return ask(view)
  if (view.drawing) return sketch(view, view.hover)
  choose(view, view.scene.shape.pick(view, view.hover))
}

function onUp(view) {
  if (!view.press) return
  view.press = null
  view.said = ""
  if (view.drawing && view.sketch) sendDrawing(view, false)
  restSoon(view)
  ask(view)
}

function onCancel(view) {
  if (!view.press) return
  const { k, row, sketch: before } = view.before
  view.press = null
  view.said = ""
  view.lastKnot = null
  if (!view.drawing) return choose(view, { k, row })
  const { scene } = view
  view.sketch = before ?? wholeRange(scene, scene.knots[view.drawing])
  sendDrawing(view, false)
  ask(view)
}

// The pointer sets the number nearest to it, and those it jumped over.
function sketch(view, { x, y }) {
  const { scene, plan } = view
  const plot = plan.plots[isGuessing(view) ? 2 : 0]
  const [low, high] = plot.range
  view.sketch ??= wholeRange(scene, scene.knots[view.drawing])
  const half = (view.sketch.length - 1) / 2
  const k = Math.min(Math.max(Math.round(tAt(plan, x) / scene.apart + half), 0), 2 * half)
  const value = low + ((plot.y + plot.h - y) / (plot.h - 3)) * (high - low)
  const last = view.lastKnot ?? { k, value }
  for (let i = Math.min(k, last.k); i <= Math.max(k, last.k); i++) {
    const share = k === last.k ? 1 : (i - last.k) / (k - last.k)
    const drawn = last.value + (value - last.value) * share
    view.sketch[i] = Math.round(20 * Math.min(Math.max(drawn, -scene.tallest), scene.tallest)) / 20
  }
  view.lastKnot = { k, value }
  if (performance.now() - (view.drawnAt ?? 0) > DRAWN_EVERY) sendDrawing(view, true)
  ask(view)
}

// One step of the guess up or down, at the number nearest to x.
function nudge(view, steps) {
  const { scene, plan } = view
  const [low, high] = plan.plots[2].range
  const step = Math.max(0.05, Math.round((high - low) / 2) / 20)
  view.sketch ??= wholeRange(scene, scene.knots.guess)
  const at = Math.round(view.k / (scene.apart * scene.strips))
  view.sketch[at] = Math.round(20 * (view.sketch[at] + steps * step)) / 20
  sendDrawing(view, false)
  ask(view)
}

function wholeRange(scene, knots) {
  const all = Array(scene.mostKnots).fill(0)
  const first = (scene.mostKnots - knots.length) / 2
  knots.forEach((value, k) => {
    all[first + k] = value
  })
  return all
}

function sendDrawing(view, live) {
  view.drawnAt = performance.now()
  if (isAlone()) view.scene.knots[view.drawing] = view.sketch // no server keeps it
  view.setStateValue("drawing", { which: view.drawing, knots: view.sketch, live, seq: ++view.sent })
  if (!live) view.lastKnot = null
}

function setDrawing(view, which) {
  view.drawing = view.drawing === which ? null : which
  view.sketch = null
  view.lastKnot = null
  ask(view)
}

function onKey(view, event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target !== view.stage) return
  const { scene } = view
  const { shape } = scene
  const by = event.shiftKey ? 1 : shape.coarse(scene)
  const move = (k) => {
    if (view.playing) pause(view)
    choose(view, { k })
  }
  const actions = {
    ArrowLeft: () => move(view.k - by),
    ArrowRight: () => move(view.k + by),
    ArrowUp: () => (isGuessing(view) ? nudge(view, 1) : choose(view, { row: view.row - 1 })),
    ArrowDown: () => (isGuessing(view) ? nudge(view, -1) : choose(view, { row: view.row + 1 })),
    Home: () => move(0),
    End: () => move(shape.count(scene) - 1),
    " ": () => (view.playing ? pause(view) : play(view)),
    "[": () => setSpeed(view, -1),
    "]": () => setSpeed(view, 1),
    c: () => setWay(view, view.way === "convolution" ? "correlation" : "convolution"),
    r: () => showFlip(view),
    Escape: () => {
      if (view.playing) pause(view)
      view.drawing = null
      ask(view)
    },
  }
  const action = actions[event.key]
  if (!action) return
  event.preventDefault()
  action()
}

function listen(view) {
  const { stage } = view
  listenToPointer(stage, {
    down: (event) => onDown(view, event),
    move: (event) => onMove(view, event),
    up: () => onUp(view),
    cancel: () => onCancel(view),
    leave: () => {
      if (view.press) return
      view.hover = null
      ask(view)
    },
    grips: () => Boolean(view.drawing), // a finger draws then
  })
  stage.addEventListener("keydown", (event) => onKey(view, event))
  view.play.onclick = () => (view.playing ? pause(view) : play(view))
  view.speedButton.onclick = (event) => {
    if (event.shiftKey) return setSpeed(view, -1)
    if (view.speed === PLAY_SPEEDS.at(-1)) view.speed = PLAY_SPEEDS[0]
    else setSpeed(view, 1)
    ask(view)
  }
  view.again.onclick = () => showFlip(view)
  view.scrub.oninput = () => {
    if (view.playing) pause(view)
    choose(view, { k: Number(view.scrub.value) })
  }
  for (const button of view.wayButtons) button.onclick = () => setWay(view, button.dataset.way)
  for (const button of view.drawButtons)
    button.onclick = () => setDrawing(view, button.dataset.which)
}

// ---- drawing and speaking -------------------------------------------------------------------

function ask(view) {
  inNextFrame(view, draw)
}

function draw(view, now) {
  const { scene, stage, canvas } = view
  const width = stage.clientWidth
  if (!scene || !width || !view.root.isConnected) return
  if (view.playing) advance(view, now)
  view.legs = view.legs.filter(({ start, ms }) => performance.now() < start + ms)
  view.colours = coloursOf(view.root)
  view.plan = scene.shape.layOut(scene, width, view)
  const context = fitCanvas(canvas, width, view.plan.height)
  scene.shape.paint(context, view)
  showState(view)
  speak(view)
  if (view.playing || view.legs.length) ask(view)
}

function showState(view) {
  const { scene, k } = view
  const last = scene.shape.count(scene) - 1
  const put = (element, key, value) => {
    if (element[key] !== value) element[key] = value
  }
  put(view.scrub, "max", String(last))
  put(view.scrub, "value", String(k))
  view.scrub.style.setProperty("--done", `${last ? (100 * k) / last : 100}%`)
  view.scrub.setAttribute("aria-valuetext", scene.shape.place(view))
  put(view.place, "textContent", scene.shape.place(view))
  put(view.speedButton, "textContent", `${view.speed}×`)
  view.speedButton.setAttribute("aria-label", `Speed ${view.speed} times`)
  put(view.play.querySelector(".symbol"), "textContent", view.playing ? "❚❚" : "▶")
  put(view.play.querySelector(".word"), "textContent", view.playing ? "Pause" : "Play")
  for (const button of view.wayButtons)
    button.setAttribute("aria-pressed", String(button.dataset.way === view.way))
  for (const button of view.drawButtons) {
    const { which } = button.dataset
    button.hidden = !scene.knots?.[which] || (isLocked() && which !== "guess")
    button.setAttribute("aria-pressed", String(view.drawing === button.dataset.which))
    if (button.dataset.which === "guess")
      put(button, "textContent", isGuessing(view) ? "✓ Compare" : "✎ Guess")
  }
  fillKey(view.key, scene.shape.key(view))
  view.again.hidden = view.way !== "convolution" || view.still.matches // nothing would move
  view.stage.classList.toggle("drawing", Boolean(view.drawing))
}

function speak(view) {
  const lines = view.scene.shape.say(view)
  const text = lines.map(textOf).join("\n")
  if (text === view.said) return
  // What changes sixty times a second would drown its listener: it is read out once it rests.
  view.status.setAttribute("aria-live", view.playing || view.press ? "off" : "polite")
  view.said = text
  view.status.replaceChildren(
    ...lines.map((line) => {
      const paragraph = document.createElement("p")
      paragraph.append(...spansOf(line))
      return paragraph
    }),
  )
}

// ---- new data -------------------------------------------------------------------------------

function receive(view, scene) {
  const first = !view.scene
  const moved = first || scene.arrival !== view.scene.arrival || scene.kind !== view.scene.kind
  view.scene = scene
  if (moved) {
    view.playing = false
    view.legs = []
    view.way = scene.way
  }
  const { x, row } = moved ? scene.start : { x: view.k, row: view.row }
  const last = scene.shape.count(scene) - 1
  view.k = Math.min(Math.max(x, 0), last)
  view.exact = view.k
  view.row = Math.min(Math.max(row, 0), (scene.rows ?? 1) - 1)
  view.told = [scene.kind, view.k, view.row, view.way].join()
  if (!scene.knots?.[view.drawing]) view.drawing = null
  if (!view.press) view.sketch = null
  view.stage.setAttribute("aria-label", scene.label)
  ask(view)
}

export default mounted(
  mount,
  (view, data) => receive(view, sceneOf(data)),
  ({ restTimer }) => clearTimeout(restTimer),
)
