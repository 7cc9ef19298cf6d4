// @ts-check
// The matrix view: its state, pointer and keys, and what it tells the server.

import { fillKey } from "../../../views/shared/key.js"
import { closeMenuOnPhone, inNextFrame, mounted } from "../../../views/shared/lifecycle.js"
import { coloursOf } from "../../../views/shared/palette.js"
import { pointIn } from "../../../views/shared/projector.js"
import { tellStatus } from "../../../views/shared/speech.js"
import { listenToPointer } from "../../../views/shared/touch.js"
import { cellAt, layOut } from "./layout.js"
import { paintMoves } from "./moves.js"
import { fadedIn, paintMatrixView } from "./paint.js"
import { aboutMove, aboutPixel, aboutRow, aboutWeight, say } from "./words.js"

const REST = 350
const STEP = 18 // px of a finger's or a pointer's way for one pixel, at least
function sceneOf({ meta, arrays }) {
  const scene = {
    ...meta,
    inputs: meta.rows * meta.columns,
    outputs: meta.outputRows * meta.outputColumns,
  }
  for (const [name, { values }] of Object.entries(arrays)) scene[name] = values
  const most = (values) => values.reduce((largest, n) => Math.max(largest, Math.abs(n)), 0)
  if (!scene.farthest) {
    scene.mapLimit = most(scene.map)
    scene.weightLimit = most(scene.weights) || 1
  }
  return scene
}

function mount(parent) {
  const root = parent.querySelector(".matrix-view")
  const find = (name) => root.querySelector(name)
  const view = {
    root,
    stage: find(".stage"),
    canvas: find("canvas"),
    status: find(".formula"),
    place: find(".place"),
    pin: find(".pin"),
    back: find(".back"),
    forward: find(".forward"),
    weight: find(".weight"),
    home: find(".home"),
    key: find(".key"),
    context: find("canvas").getContext("2d"),
    row: 0,
    number: null,
    pixel: null,
    move: [0, 0],
    pinned: false,
    surfaces: {},
    told: "",
  }
  listen(view)
  new ResizeObserver(() => ask(view)).observe(view.stage)
  closeMenuOnPhone()
  return view
}

// ---- what is chosen ---------------------------------------------------------------------------

function chooseRow(view, row) {
  view.row = Math.min(Math.max(row, 0), view.scene.outputs - 1)
  view.number = view.pixel = null
  restSoon(view)
  ask(view)
}

function chooseWeight(view, number) {
  const { count } = view.scene
  view.number = ((number % count) + count) % count
  view.pixel = null
  ask(view)
}

function moveTo(view, down, right) {
  const bound = (n) => Math.min(Math.max(Math.round(n), -view.scene.farthest), view.scene.farthest)
  const next = [bound(down), bound(right)]
  if (next.join() === view.move.join()) return
  view.move = next
  restSoon(view)
  ask(view)
}

function restSoon(view) {
  clearTimeout(view.restTimer)
  view.restTimer = setTimeout(() => tell(view), REST)
}

function standing(view) {
  const { scene, row, move } = view
  return scene.farthest
    ? { kind: "move", row: move[0], column: move[1] }
    : {
        kind: "cell",
        row: Math.floor(row / scene.outputColumns),
        column: row % scene.outputColumns,
      }
}

function tell(view) {
  const rest = standing(view)
  const told = Object.values(rest).join()
  if (told === view.told) return
  view.told = told
  view.setStateValue("rest", rest)
}

// ---- pointer and keys -------------------------------------------------------------------------

function placeOf(view, event) {
  const { x, y } = pointIn(view.canvas, event)
  return [x, y]
}

function onPoint(view, event) {
  const { scene, plan } = view
  const [x, y] = placeOf(view, event)
  if (!plan || scene.farthest || (view.pinned && event.type === "pointermove")) return
  const inMatrix = cellAt(plan.matrix, x, y)
  const inMap = cellAt(plan.map, x, y)
  const inColumn = cellAt(plan.column, x, y)
  const inPicture = cellAt(plan.picture, x, y)
  const inLine = cellAt(plan.line, x, y)
  if (inMatrix) {
    const number = scene.numbers[inMatrix.row * scene.inputs + inMatrix.column]
    if (number >= 0) {
      view.row = inMatrix.row
      restSoon(view)
      return chooseWeight(view, number)
    }
    return chooseRow(view, inMatrix.row)
  }
  if (inMap) return chooseRow(view, inMap.row * scene.outputColumns + inMap.column)
  if (inColumn) return chooseRow(view, inColumn.row)
  if (!inPicture && !inLine) return
  view.pixel = inPicture ? inPicture.row * scene.columns + inPicture.column : inLine.column
  view.number = null
  ask(view)
}

function onDown(view, event) {
  if (!view.plan) return
  if (!view.scene.farthest) return onPoint(view, event)
  const [x, y] = placeOf(view, event)
  const { picture } = view.plan
  if (!cellAt({ ...picture }, x, y)) return
  view.drag = { x, y, from: [...view.move] }
  view.stage.setPointerCapture(event.pointerId)
  view.stage.classList.add("dragging")
  event.preventDefault()
}

function onMove(view, event) {
  if (!view.plan) return
  if (!view.drag) return onPoint(view, event)
  const [x, y] = placeOf(view, event)
  const step = Math.max(view.plan.picture.cell, STEP)
  moveTo(
    view,
    view.drag.from[0] + (y - view.drag.y) / step,
    view.drag.from[1] + (x - view.drag.x) / step,
  )
}

function onUp(view) {
  view.drag = null
  view.stage.classList.remove("dragging")
}

function setPinned(view, pinned) {
  view.pinned = pinned
  if (!pinned) view.number = view.pixel = null
  ask(view)
}

const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }

function onKey(view, event) {
  const { key } = event
  const { scene } = view
  if (event.ctrlKey || event.metaKey || event.altKey) return
  if (ARROWS[key]) {
    const [down, right] = ARROWS[key]
    if (scene.farthest) moveTo(view, view.move[0] + down, view.move[1] + right)
    else chooseRow(view, view.row + down * scene.outputColumns + right)
  } else if (key === "Home") scene.farthest ? moveTo(view, 0, 0) : chooseRow(view, 0)
  else if (key === "End" && !scene.farthest) chooseRow(view, Infinity)
  else if (key === "PageDown" && !scene.farthest) chooseWeight(view, (view.number ?? -1) + 1)
  else if (key === "PageUp" && !scene.farthest) chooseWeight(view, (view.number ?? 1) - 1)
  else if (key === "Enter") setPinned(view, !view.pinned)
  else if (key === "Escape") setPinned(view, false)
  else return
  event.preventDefault()
}

function listen(view) {
  const { stage } = view
  listenToPointer(stage, {
    down: (event) => onDown(view, event),
    move: (event) => onMove(view, event),
    up: () => onUp(view),
    cancel: () => {
      if (view.drag) moveTo(view, ...view.drag.from)
      onUp(view)
    },
    leave: () => {
      if (view.pinned) return
      view.number = view.pixel = null
      ask(view)
    },
  })
  stage.addEventListener("keydown", (event) => onKey(view, event))
  view.back.onclick = () => chooseRow(view, view.row - 1)
  view.forward.onclick = () => chooseRow(view, view.row + 1)
  view.weight.onclick = () => {
    setPinned(view, true)
    chooseWeight(view, (view.number ?? -1) + 1)
  }
  view.home.onclick = () => moveTo(view, 0, 0)
  view.pin.onclick = () => setPinned(view, !view.pinned)
}

// ---- drawing ----------------------------------------------------------------------------------

function ask(view) {
  if (view.scene) inNextFrame(view, draw)
}

function draw(view) {
  const { scene } = view
  const width = view.stage.clientWidth
  const moves = Boolean(scene.farthest)
  if (!width) return
  view.plan = layOut(scene, width)
  if (moves) paintMoves(view)
  else paintMatrixView(view)
  showMeanings(view)
  if (fadedIn(view) < 1) ask(view)
  view.stage.classList.toggle("drags", moves)
  for (const button of [view.back, view.forward, view.weight, view.pin]) button.hidden = moves
  view.home.hidden = !moves
  view.pin.setAttribute("aria-pressed", String(view.pinned))
  view.pin.textContent = view.pinned ? "Pinned" : "Pin"
  view.place.textContent = moves ? say.arrowKeysMove : `rows 0 to ${scene.outputs - 1}`
  tellStatus(
    view,
    moves
      ? aboutMove(view)
      : view.number !== null
        ? aboutWeight(view)
        : view.pixel !== null
          ? aboutPixel(view)
          : aboutRow(view),
  )
}

// Only a matrix of the same inputs and outputs, with other weights, can fade into this one.
function isSameSize(before, after) {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches
  const alike = before.inputs === after.inputs && before.outputs === after.outputs
  return !still && !after.farthest && !before.farthest && alike && before.count !== after.count
}

// What the marks of this picture mean.
function showMeanings({ scene, key, number, pixel }) {
  fillKey(
    key,
    scene.farthest
      ? [
          ["colour-above", "above 0"],
          ["colour-below", "below 0 (a stroke)"],
          ["expected", say.outputBeforeShiftedAsFar],
        ]
      : [
          ["positive", "weight above 0"],
          ["below", "below 0"],
          ...(scene.numbers.includes(-1) ? [["empty", "no connection"]] : []),
          number === null
            ? ["chosen", pixel === null ? say.oneOutputItsRow : say.onePixelWhoReads]
            : ["window", say.allPlacesOfOneWeight],
        ],
  )
}

function receive(view, scene) {
  const first = !view.scene
  const moved = first || scene.arrival !== view.scene.arrival
  if (!first && (scene.count !== view.scene.count || scene.inputs !== view.scene.inputs))
    view.number = view.pixel = null
  view.faded =
    !first && isSameSize(view.scene, scene) ? { scene: view.scene, from: performance.now() } : null
  view.scene = scene
  view.plan = null // of another scene: nothing can be pointed at before the next frame
  view.surfaces = {}
  view.colours = coloursOf(view.root)
  if (moved) {
    view.row = scene.start[0] * scene.outputColumns + scene.start[1]
    view.move = scene.move
    view.number = view.pixel = null
    view.pinned = false
  }
  view.row = Math.min(view.row, scene.outputs - 1)
  view.told = Object.values(standing(view)).join()
  view.stage.setAttribute("aria-label", scene.label)
  ask(view)
}

export default mounted(
  mount,
  (view, data) => receive(view, sceneOf(data)),
  ({ restTimer }) => clearTimeout(restTimer),
)
