// @ts-check
// A board of grids: one chosen cell, framed in all of them. Pointing and keys wait for nobody; the
// server hears of the cell once it rests.

import { fitCanvas } from "../shared/canvas.js"
import { isLocked } from "../shared/class_link.js"
import { ASKED, fillKey } from "../shared/key.js"
import { closeMenuOnPhone, inNextFrame, mounted } from "../shared/lifecycle.js"
import { coloursOf } from "../shared/palette.js"
import { pictureHeight, pointIn } from "../shared/projector.js"
import { spansOf, textOf } from "../shared/speech.js"
import { listenToPointer } from "../shared/touch.js"
import { bounded, cellOf, layOutBoard, panelAt } from "./layout.js"
import { isNetwork, layOutNetwork, paintPaths } from "./network.js"
import { paintBase, paintFrames } from "./paint.js"
import { sentenceOf } from "./sentence.js"

const REST = 350
const SPOKEN_EVERY = 1000

function sceneOf({ meta, arrays }) {
  const panels = meta.panels.map((panel, index) => {
    const {
      values,
      shape: [rowCount, columns],
    } = arrays[`p${index}`]
    return { ...panel, index, values, rows: rowCount, columns }
  })
  return { ...meta, panels }
}

function mount(parent) {
  const root = parent.querySelector(".board")
  const find = (name) => root.querySelector(name)
  const view = {
    root,
    stage: find(".stage"),
    canvas: find("canvas"),
    key: find(".key"),
    status: find(".formula"),
    base: document.createElement("canvas"),
    cell: { r: 0, c: 0 },
    hover: null,
    grip: null,
    pinned: false,
    stale: true,
    told: "",
    spokenAt: 0,
  }
  listen(view)
  new ResizeObserver(() => {
    view.stale = true
    ask(view)
  }).observe(view.stage)
  closeMenuOnPhone()
  return view
}

function choose(view, r, c) {
  view.cell = bounded(view.scene, r, c)
  clearTimeout(view.restTimer)
  view.restTimer = setTimeout(() => tell(view), REST)
  ask(view)
}

function tell(view) {
  const { r, c } = view.cell
  const told = [r, c].join()
  if (told === view.told) return
  view.told = told
  view.setStateValue("cell", { row: r, column: c, arrival: view.scene.arrival })
}

function point(view, event, press) {
  const { x, y } = pointIn(view.canvas, event)
  const hit = panelAt(view, x, y)
  view.hover = hit
  if (press) view.pinned = Boolean(hit?.panel.frame) && event.pointerType === "mouse"
  if (hit?.panel.frame && (press || !view.pinned)) {
    const { r, c } = cellOf(view.scene, hit)
    choose(view, r, c)
  }
  ask(view)
}

// A grid that slides follows the pointer, a column at a time.
function grab(view, event) {
  const { x, y } = pointIn(view.canvas, event)
  const hit = panelAt(view, x, y)
  if (!view.scene.slide || !hit?.panel.slides) return
  const { cell } = view.plan.boxes[hit.panel.index]
  view.grip = { x, cell, from: view.scene.slide[0] }
  view.stage.setPointerCapture(event.pointerId)
}

function pull(view, event) {
  const { x, cell, from } = view.grip
  slideTo(view, from + Math.round((pointIn(view.canvas, event).x - x) / cell))
}

function slideTo(view, wanted) {
  const [, most] = view.scene.slide
  const by = Math.min(Math.max(wanted, 0), most)
  if (by === view.slid) return
  view.slid = by
  view.setStateValue("slid", { by, at: Date.now() })
}

function onKey(view, event) {
  const sideways = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
  if (event.shiftKey && sideways && view.scene.slide) {
    event.preventDefault()
    slideTo(view, view.slid + sideways)
    return
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return
  const {
    cell: { r, c },
    scene: { size },
  } = view
  const actions = {
    ArrowLeft: () => choose(view, r, c - 1),
    ArrowRight: () => choose(view, r, c + 1),
    ArrowUp: () => choose(view, r - 1, c),
    ArrowDown: () => choose(view, r + 1, c),
    Home: () => choose(view, 0, 0),
    End: () => choose(view, size[0] - 1, size[1] - 1),
    Enter: () => {
      view.pinned = true
    },
    Escape: () => {
      view.pinned = false
    },
  }
  const action = actions[event.key]
  if (!action) return
  event.preventDefault()
  view.hover = null
  action()
}

function listen(view) {
  const { stage } = view
  listenToPointer(stage, {
    down: (event) => {
      if (event.button > 0) return
      stage.focus({ preventScroll: true })
      point(view, event, true)
      grab(view, event)
    },
    move: (event) => {
      if (view.grip) pull(view, event)
      else point(view, event, false)
    },
    up: () => {
      view.grip = null
    },
    cancel: () => {
      if (view.grip) slideTo(view, view.grip.from)
      view.grip = null
    },
    leave: () => {
      view.hover = null
      ask(view)
    },
  })
  stage.addEventListener("keydown", (event) => onKey(view, event))
}

function ask(view) {
  inNextFrame(view, draw)
}

function draw(view, now) {
  const { scene, stage, canvas } = view
  const width = stage.clientWidth
  if (!scene || !width || !view.root.isConnected) return
  if (view.stale) {
    view.colours = coloursOf(view.root)
    const height = pictureHeight(Math.min(Math.max(innerHeight * 0.45, 350), 760), 225)
    view.plan = (isNetwork(scene) ? layOutNetwork : layOutBoard)(scene, width, height)
    view.root.classList.toggle("network", isNetwork(scene))
    paintBase(fitCanvas(view.base, width, view.plan.height), view)
    view.stale = false
  }
  const context = fitCanvas(canvas, width, view.plan.height)
  context.drawImage(view.base, 0, 0, width, view.plan.height)
  if (isNetwork(scene)) paintPaths(context, view)
  paintFrames(context, view)
  const { hidden } = scene
  const asked = hidden && hidden[0] === view.cell.r && hidden[1] === view.cell.c
  const drag = scene.slide ? [["", scene.drag]] : []
  fillKey(view.key, [...scene.key, ...drag, ...(asked ? [ASKED] : [])])
  speak(view, now)
}

function speak(view, now) {
  const pieces = sentenceOf(view)
  const text = textOf(pieces)
  if (text === view.said) return
  view.status.setAttribute("aria-live", now - view.spokenAt < SPOKEN_EVERY ? "off" : "polite")
  view.spokenAt = now
  view.said = text
  view.status.replaceChildren(...spansOf(pieces))
}

function receive(view, given) {
  const scene = isLocked() ? { ...given, slide: null } : given
  // In maps of another size a cell's numbers mean another place.
  const moved =
    scene.arrival !== view.scene?.arrival || scene.size.join() !== view.scene.size.join()
  view.scene = scene
  if (!view.grip) view.slid = scene.slide?.[0]
  view.stage.classList.toggle("slides", Boolean(scene.slide))
  view.stale = true
  view.said = null
  view.hover = null
  const [r, c] = moved ? scene.start : [view.cell.r, view.cell.c]
  view.cell = bounded(scene, r, c)
  if (moved) view.pinned = false
  view.told = [view.cell.r, view.cell.c].join()
  view.stage.setAttribute("aria-label", scene.label)
  ask(view)
}

export default mounted(
  mount,
  (view, data) => receive(view, sceneOf(data)),
  ({ restTimer }) => clearTimeout(restTimer),
)
