// @ts-check
// One training step in the browser: pointing and drawing happen here; where the reader goes, and
// which number is explained, the server is asked, one question at a time.

import { deviceRatio } from "../../../views/shared/canvas.js"
import { isAlone } from "../../../views/shared/class_link.js"
import { mounted } from "../../../views/shared/lifecycle.js"
import { coloursOf } from "../../../views/shared/palette.js"
import { paintAll, planPanels } from "./arrangement.js"
import { choose, point } from "./choice.js"
import { buildPanels, fold, showLines } from "./content.js"
import { leading } from "./panels.js"
import { goTo, halt, pump, push, start, step } from "./position.js"
import { buildRail, showBatch, showRail } from "./rail.js"

export const UNHEARD = 3000 // ms after which a question is no longer waited for
export const EACH = 2200 // ms at one position while it plays

function mount(parent) {
  const root = parent.querySelector(".step-view")
  const find = (name) => root.querySelector(name)
  const view = {
    root,
    rail: find(".rail"),
    name: find(".name"),
    words: find(".words"),
    batch: find(".batch"),
    stage: find(".stage"),
    ties: find(".ties"),
    holder: find(".panels"),
    key: find(".key"),
    pointedLine: find(".pointed"),
    lines: find(".lines"),
    note: find(".note"),
    more: find(".more"),
    back: find(".back"),
    play: find(".play"),
    forward: find(".forward"),
    place: find(".place"),
    panels: [],
    pointed: null,
    pending: null,
    asked: 0,
    sent: 0,
    playing: 0,
    wanted: null,
    still: matchMedia("(prefers-reduced-motion: reduce)"),
  }
  view.back.onclick = () => {
    halt(view)
    step(view, -1)
  }
  view.forward.onclick = () => {
    halt(view)
    step(view, 1)
  }
  view.play.onclick = () => (view.playing ? halt(view) : start(view))
  view.more.onclick = () => {
    view.unfolded = !view.unfolded
    fold(view)
  }
  view.stage.addEventListener("keydown", (event) => onKey(view, event))
  view.rail.addEventListener("keydown", (event) => onRailKey(view, event))
  view.watcher = new ResizeObserver(() => {
    if (view.scene) show(view)
  })
  view.watcher.observe(view.stage)
  return view
}

// ---- asking the server ----------------------------------------------------------------------

// ---- choosing a number ----------------------------------------------------------------------

// The number looked at now: the first frame of the panel that can be asked for others.
function chosenCell(panel) {
  const [tile = 0, r = 0, c = 0] = panel.frames[0] ?? []
  return { tile: Math.max(tile, 0), r, c }
}

function moved(panel, cell, down, across) {
  const [tiles, rows, columns] = panel.shape
  let { tile, r, c } = cell
  r += down
  c += across
  // Beyond the edge lies the next tile.
  if (c >= columns && tile + 1 < tiles) {
    tile++
    c = 0
  }
  if (c < 0 && tile > 0) {
    tile--
    c = columns - 1
  }
  if (r >= rows && tile + panel.plan.across < tiles) {
    tile += panel.plan.across
    r = 0
  }
  if (r < 0 && tile - panel.plan.across >= 0) {
    tile -= panel.plan.across
    r = rows - 1
  }
  return { tile, r: Math.min(Math.max(r, 0), rows - 1), c: Math.min(Math.max(c, 0), columns - 1) }
}

function onKey(view, event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target !== view.stage) return
  const arrows = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }
  const others = {
    PageUp: () => {
      halt(view)
      step(view, -1)
    },
    PageDown: () => {
      halt(view)
      step(view, 1)
    },
    Home: () => {
      halt(view)
      goTo(view, 0)
    },
    End: () => {
      halt(view)
      goTo(view, view.scene.stops.length - 1)
    },
    " ": () => (view.playing ? halt(view) : start(view)),
    "[": () => example(view, -1),
    "]": () => example(view, 1),
    Escape: () => point(view, null),
  }
  const action = arrows[event.key]
    ? () => walk(view, ...arrows[event.key], event.shiftKey)
    : others[event.key]
  if (!action) return
  event.preventDefault()
  action()
}

function walk(view, down, across, over) {
  if (over) {
    const name = view.scene.say.at(-1)
    const panel = view.panels.find((one) => one.name === name)
    if (!panel) return
    const lead = leading(view.panels, view.pointed)
    const from = lead?.panel === name ? lead : { tile: 0, ...strongest(panel) }
    return point(view, {
      panel: name,
      ...(lead?.panel === name ? moved(panel, from, down, across) : from),
    })
  }
  const table = view.scene.show.find((one) => one.kind === "table" && one.sends)
  if (table) {
    const row = table.rows.findIndex((one) => one.chosen)
    return push(view, { pick: [Math.min(Math.max(row + down, 0), table.rows.length - 1), 0, 0] })
  }
  const panel = view.panels.find((one) => one.sends)
  if (!panel) return
  const from = view.chosen?.name === panel.name ? view.chosen : chosenCell(panel)
  choose(view, panel, moved(panel, from, down, across))
}

function strongest(panel) {
  let best = 0
  panel.values.forEach((value, k) => {
    if (Math.abs(value) > Math.abs(panel.values[best])) best = k
  })
  const [, rows, columns] = panel.shape
  return {
    tile: Math.floor(best / (rows * columns)),
    r: Math.floor(best / columns) % rows,
    c: best % columns,
  }
}

function onRailKey(view, event) {
  const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
  if (!by) return
  event.preventDefault()
  halt(view)
  step(view, by)
  view.follow = true
}

function example(view, by) {
  const next = Math.min(Math.max(view.scene.example + by, 0), view.scene.count - 1)
  if (next !== view.scene.example) push(view, { example: next })
}

// ---- drawing --------------------------------------------------------------------------------

function show(view) {
  const width = view.stage.clientWidth
  if (!width) return
  view.colours = coloursOf(view.root)
  view.ratio = deviceRatio()
  planPanels(view, width)
  paintAll(view)
  fold(view)
}

// ---- a new position -------------------------------------------------------------------------

function receive(view, { meta, arrays }) {
  const moved = view.scene?.at !== meta.at
  // In a file no server explains another number, or shows another position.
  view.scene = isAlone()
    ? { ...meta, show: meta.show.map((one) => ({ ...one, sends: null })) }
    : meta
  view.thumbs = arrays.thumbs
  if (meta.seq >= view.asked) {
    view.asked = 0
    clearTimeout(view.timer)
  }
  if (!view.asked && !view.pending) {
    view.wanted = null
    view.chosen = null
  }
  if (moved) view.pointed = null
  view.name.textContent = meta.title
  view.words.textContent = meta.words
  buildRail(view)
  buildPanels(view, arrays)
  showRail(view)
  showBatch(view)
  showLines(view)
  show(view)
  if (view.pointed && !view.panels.some((one) => one.name === view.pointed.panel))
    view.pointed = null
  point(view, view.pointed)
  if (view.follow) {
    view.rail.querySelector(".now")?.focus()
    view.follow = false
  }
  pump(view)
}

export default mounted(mount, receive, (view) => {
  halt(view)
  clearTimeout(view.timer)
  view.watcher.disconnect()
})
