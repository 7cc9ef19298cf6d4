// @ts-check
// The field view: its state, pointer and keys, and what it tells the server. The chosen cell moves
// here alone; the server hears of it once it rests.

import { dots } from "../../../views/shared/canvas.js"
import { fillKey } from "../../../views/shared/key.js"
import { closeMenuOnPhone, inNextFrame, mounted } from "../../../views/shared/lifecycle.js"
import { coloursOf } from "../../../views/shared/palette.js"
import { pointIn } from "../../../views/shared/projector.js"
import { tellStatus } from "../../../views/shared/speech.js"
import { listenToPointer } from "../../../views/shared/touch.js"
import { bounded, middleOf, nearestAlong, nearestCell, readersAlong } from "./fields.js"
import { layOut } from "./layout.js"
import { paint } from "./paint.js"
import { aboutCell, aboutPixel, aboutShare, aboutWays, KEYS } from "./words.js"

const REST = 350
function sceneOf({ meta, arrays }) {
  const scene = {
    ...meta,
    image: arrays.image.values,
    counts: arrays.counts?.values,
    shares: arrays.shares?.values,
  }
  scene.panels.forEach((panel, k) => {
    panel.map = arrays[`map${k}`]?.values
  })
  return scene
}

function mount(parent) {
  const root = parent.querySelector(".field-view")
  const find = (name) => root.querySelector(name)
  const view = {
    root,
    stage: find(".stage"),
    canvas: find("canvas"),
    key: find(".key"),
    status: find(".formula"),
    up: find(".up"),
    down: find(".down"),
    which: find(".which"),
    pin: find(".pin"),
    bar: find(".transport"),
    context: find("canvas").getContext("2d"),
    layer: 1,
    cell: { r: 0, c: 0 },
    place: { y: 0, x: 0 },
    pixel: null,
    share: null,
    pinned: false,
    told: "",
    surfaces: {},
  }
  listen(view)
  new ResizeObserver(() => ask(view)).observe(view.stage)
  closeMenuOnPhone()
  return view
}

// ---- what is chosen ---------------------------------------------------------------------------

function chooseCell(view, { r, c }) {
  const layer = view.scene.panels[0].layers[view.layer]
  view.cell = { r: bounded(r, layer.rows), c: bounded(c, layer.columns) }
  view.place = { y: middleOf(layer, view.cell.r), x: middleOf(layer, view.cell.c) }
  view.pixel = null
  restSoon(view)
  ask(view)
}

// Another layer keeps the place: its cell that looks nearest to where the last one looked.
function chooseLayer(view, k) {
  const { layers } = view.scene.panels[0]
  const next = Math.min(Math.max(k, 1), layers.length - 1)
  if (next === view.layer) return
  view.layer = next
  chooseCell(view, nearestCell(layers[next], view.place.y, view.place.x))
}

function lookAt(view, y, x) {
  view.place = { y, x }
  if (view.scene.mode !== "ways")
    return chooseCell(view, nearestCell(view.scene.panels[0].layers[view.layer], y, x))
  ask(view)
}

function setPinned(view, pinned) {
  view.pinned = pinned
  if (!pinned) view.pixel = view.share = null
  ask(view)
}

function restSoon(view) {
  clearTimeout(view.restTimer)
  view.restTimer = setTimeout(() => tell(view), REST)
}

function tell(view) {
  const told = [view.layer, view.cell.r, view.cell.c].join()
  if (told === view.told) return
  view.told = told
  const { arrival } = view.scene
  view.setStateValue("cell", { layer: view.layer, row: view.cell.r, column: view.cell.c, arrival })
}

// ---- pointer and keys -------------------------------------------------------------------------

function inside({ x, y, w, h }, px, py, more = 0) {
  return px >= x - more && py >= y - more && px < x + w + more && py < y + h + more
}

function onPoint(view, event) {
  if (!view.plan || (view.pinned && event.type === "pointermove")) return
  const { x, y } = pointIn(view.canvas, event)
  const { plan, scene } = view
  if (scene.mode === "ways") return pointWays(view, x, y)
  const box = plan.picture
  const row = Math.floor((y - box.y) / box.cell)
  const column = Math.floor((x - box.x) / box.cell)
  if (inside(box, x, y))
    return scene.mode === "overlap"
      ? pointPixel(view, row, column)
      : lookAt(view, (y - box.y) / box.cell, (x - box.x) / box.cell)
  if (scene.mode === "measured") return pointShare(view, x, y)
  if (view.section && inside(plan.beside, x, y)) pointSection(view, x, y)
}

function pointPixel(view, r, c) {
  const { layers } = view.scene.panels[0]
  view.pixel = {
    r,
    c,
    readers: {
      rows: readersAlong(layers, view.layer, r, "rows"),
      columns: readersAlong(layers, view.layer, c, "columns"),
    },
  }
  ask(view)
}

function pointShare(view, x, y) {
  const box = view.shareBox
  view.share =
    box && inside(box, x, y)
      ? { r: Math.floor((y - box.y) / box.cell), c: Math.floor((x - box.x) / box.cell) }
      : null
  ask(view)
}

function pointSection(view, x, y) {
  const { section, scene } = view
  const { layers } = scene.panels[0]
  let nearest = 1
  for (let k = 1; k < layers.length; k++)
    if (Math.abs(section.lines[k] - y) < Math.abs(section.lines[nearest] - y)) nearest = k
  const row = view.cell.r
  const old = view.layer
  const place = view.place.y
  view.layer = nearest
  const column = nearestAlong(
    layers[nearest],
    section.low + (x - section.x) / section.scale,
    layers[nearest].columns,
  )
  chooseCell(view, {
    r: nearest === old ? row : nearestAlong(layers[nearest], place, layers[nearest].rows),
    c: column,
  })
}

function pointWays(view, x, y) {
  view.plan.panels.forEach(({ box, map }, k) => {
    if (inside(box, x, y)) lookAt(view, (y - box.y) / box.cell, (x - box.x) / box.cell)
    if (!inside(map, x, y)) return
    const layer = view.scene.panels[k].layers.at(-1)
    lookAt(
      view,
      middleOf(layer, Math.floor((y - map.y) / map.cell)),
      middleOf(layer, Math.floor((x - map.x) / map.cell)),
    )
  })
}

const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }

function onKey(view, event) {
  const { key } = event
  const { layers } = view.scene.panels[0]
  const ways = view.scene.mode === "ways"
  if (event.ctrlKey || event.metaKey || event.altKey) return
  if (ARROWS[key]) {
    const [dr, dc] = ARROWS[key]
    if (ways) {
      const [picture] = layers
      const jump = layers.at(-1).jump
      lookAt(
        view,
        Math.min(Math.max(view.place.y + dr * jump, 0), picture.rows),
        Math.min(Math.max(view.place.x + dc * jump, 0), picture.columns),
      )
    } else if (view.pixel)
      pointPixel(
        view,
        bounded(view.pixel.r + dr, layers[0].rows),
        bounded(view.pixel.c + dc, layers[0].columns),
      )
    else chooseCell(view, { r: view.cell.r + dr, c: view.cell.c + dc })
  } else if ((key === "PageUp" || key === "]") && !ways) chooseLayer(view, view.layer + 1)
  else if ((key === "PageDown" || key === "[") && !ways) chooseLayer(view, view.layer - 1)
  else if (key === "Home") chooseCell(view, { r: 0, c: 0 })
  else if (key === "End") chooseCell(view, { r: Infinity, c: Infinity })
  else if (key === "p" && view.scene.mode === "overlap")
    pointPixel(view, Math.floor(layers[0].rows / 2), Math.floor(layers[0].columns / 2))
  else if (key === "Enter") setPinned(view, !view.pinned)
  else if (key === "Escape") setPinned(view, false)
  else return
  event.preventDefault()
}

function listen(view) {
  const { stage } = view
  const point = (event) => onPoint(view, event)
  listenToPointer(stage, {
    down: point,
    move: point,
    leave: () => {
      if (view.pinned) return
      view.share = view.pixel = null
      ask(view)
    },
  })
  stage.addEventListener("keydown", (event) => onKey(view, event))
  view.up.onclick = () => chooseLayer(view, view.layer + 1)
  view.down.onclick = () => chooseLayer(view, view.layer - 1)
  view.pin.onclick = () => setPinned(view, !view.pinned)
}

// ---- drawing ----------------------------------------------------------------------------------

function ask(view) {
  if (view.scene) inNextFrame(view, draw)
}

function draw(view) {
  const { scene } = view
  const width = view.stage.clientWidth
  if (!width) return
  view.plan = layOut(scene, width)
  view.padded = false
  paint(view)
  const last = scene.panels[0].layers.length - 1
  const ways = scene.mode === "ways"
  fillKey(
    view.key,
    KEYS[scene.mode].filter(([mark]) => view.padded || mark !== "padding"),
  )
  view.bar.hidden = ways
  view.which.textContent = `layer ${view.layer} of ${last}`
  view.up.disabled = view.layer >= last
  view.down.disabled = view.layer <= 1
  view.pin.setAttribute("aria-pressed", String(view.pinned))
  view.pin.textContent = view.pinned ? "Pinned" : "Pin"
  tellStatus(
    view,
    ways
      ? aboutWays(view)
      : view.pixel
        ? aboutPixel(view)
        : view.share
          ? aboutShare(view)
          : aboutCell(view),
  )
}

function receive(view, scene) {
  const first = !view.scene
  const moved = first || scene.arrival !== view.scene.arrival || scene.chosen !== view.scene.chosen
  const edited = !first && scene.stack !== view.scene.stack
  view.scene = scene
  view.plan = null // of another scene: nothing can be pointed at before the next frame
  view.surfaces = {}
  view.pixel = view.share = null
  view.colours = coloursOf(view.root)
  view.dots = dots(view.context, view.colours)
  const { layers } = scene.panels[0]
  if (moved || edited) {
    view.layer = Math.min(scene.start[0], layers.length - 1)
    view.cell = { r: scene.start[1], c: scene.start[2] }
  }
  view.layer = Math.min(view.layer, layers.length - 1)
  const layer = layers[view.layer]
  view.cell = { r: bounded(view.cell.r, layer.rows), c: bounded(view.cell.c, layer.columns) }
  view.place = { y: middleOf(layer, view.cell.r), x: middleOf(layer, view.cell.c) }
  view.told = [view.layer, view.cell.r, view.cell.c].join()
  view.stage.setAttribute("aria-label", scene.label)
  ask(view)
}

export default mounted(
  mount,
  (view, data) => receive(view, sceneOf(data)),
  ({ restTimer }) => clearTimeout(restTimer),
)
