// @ts-check
// The whole network: a column of small pictures for each part, on a phone a row; then the classes.

import { isAlone } from "../../views/shared/class_link.js"
import { counted, percent, thousands, written } from "../../views/shared/numbers.js"
import { pointIn } from "../../views/shared/projector.js"
import { alike } from "./sums.js"
import { keyLine } from "./tables.js"
import {
  limitOf,
  make,
  mapOf,
  opening,
  paintGrid,
  surfaceOfMap,
  surfaceOfPicture,
} from "./tiles.js"

const TILE = 46 // px of a map
const PHONE = 490 // px of a room that shows layers as rows, as in view.css
const SMALL_TILE = 34 // between a phone's rows and a wide screen
const STRIP_TILE = 34 // of a strip
const WIDE_STRIP_TILE = 52 // of one in a room that is
const ROOMY = 1000 // px
const TOUCH_TILE = 44 // least, for a finger
const INPUT = 112
const SMALL_INPUT = 72
const WIDE = 690 // px of room
const MOST_DOWN = 8 // maps below each other
const ARROWS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }

export function showNetwork(view) {
  const { scene } = view
  const net = make("div", scene.strips ? "net strips" : "net")
  const lines = document.createElementNS("http://www.w3.org/2000/svg", "svg")
  lines.setAttribute("class", "lines")
  lines.setAttribute("aria-hidden", "true")
  const width = view.room.clientWidth
  const tight = width < WIDE && width > PHONE
  const finger = matchMedia("(pointer: coarse)").matches
  const strip = finger ? TOUCH_TILE : width > ROOMY ? WIDE_STRIP_TILE : STRIP_TILE
  net.style.setProperty("--strip", `${2 * strip + 3}px`)
  const state = {
    net,
    lines,
    lit: null,
    columns: [],
    painters: [],
    tile: scene.strips ? strip : tight ? SMALL_TILE : TILE,
    picture: scene.strips ? 2 * strip + 3 : tight ? SMALL_INPUT : INPUT,
  }
  const parts = [inputColumn(view, state)]
  scene.columns.forEach((_, place) => {
    parts.push(partColumn(view, state, place))
  })
  if (scene.strips) {
    const flow = make("div", "flow")
    flow.append(...parts)
    net.append(flow)
  } else net.append(lines, ...parts)
  net.append(classColumn(view, state))
  net.addEventListener("keydown", (event) => walk(view, state, event))
  net.addEventListener("pointerleave", () => light(view, state, null))
  const strongest = scene.leading ? "each shows its strongest maps" : "the same maps in both"
  const scales = `each ${scene.strips ? "block" : "layer"} has its own scale`
  view.room.append(net, keyLine(scales, ...(scene.strips ? [strongest] : [])))
  const start = tileOf(state, scene.opened[0], scene.opened[1]) ?? state.columns[1].tiles[0]
  start.tabIndex = 0
  start.dataset.first = ""
  state.stacked = () => scene.strips || getComputedStyle(net).flexDirection === "column"
  view.repaint = () => light(view, state, state.lit)
  view.update = (before) => {
    if (builtNet(before) !== builtNet(view.scene)) return false
    for (const paint of state.painters) paint()
    light(view, state, state.lit)
    return true
  }
  const opens = isAlone() ? "" : " Click it, or press Enter, to open it."
  view.say(`Point at a map to see what feeds it and what it feeds.${opens}`)
}

// What stays while numbers change: which maps and classes stand where.
function builtNet({ columns, classes, strips, input }) {
  const parts = columns.map(({ part, title, size, numbers }) => [part, title, size, numbers])
  return JSON.stringify([
    parts,
    classes.map(({ number, name }) => [number, name]),
    strips,
    input.size,
  ])
}

function heading(column, title, ...sizes) {
  column.append(make("h3", "", title), ...sizes.map((one) => make("p", "size", one)))
}

function inputColumn(view, state) {
  const { scene } = view
  const column = make("section", "layer input")
  const under = make("p", "size title")
  column.setAttribute("aria-label", "input")
  heading(column, "input", scene.input.size.replace(/^1×/, ""))
  const tile = make("div", "tile still")
  const canvas = make("canvas")
  painted(state, () => {
    paintGrid(canvas, surfaceOfPicture(view.scene.image), state.picture)
    under.textContent = view.scene.input.title
  })
  tile.append(canvas)
  tile.dataset.part = "0"
  column.append(tile, under)
  state.columns.push({ part: 0, tiles: [tile], still: true })
  return column
}

// Paint now, and again whenever other numbers come.
function painted(state, paint) {
  state.painters.push(paint)
  paint()
}

function partColumn(view, state, place) {
  const { scene } = view
  const one = scene.columns[place]
  const maps = scene[`maps${one.part}`]
  const column = { tiles: [] }
  const section = make("section", "layer")
  section.setAttribute("aria-label", one.title)
  heading(section, one.title, one.size, ...(one.cells ? [one.cells] : []))
  const grid = make("div", "tiles")
  const count = maps.shape[0]
  grid.style.setProperty("--down", String(scene.strips ? 2 : Math.min(count, MOST_DOWN)))
  const canvases = one.numbers.map((number) => {
    const tile = opening(view, "tile", { view: "map", layer: one.part, map: number })
    tile.tabIndex = -1
    tile.dataset.key = `${one.part}.${number}`
    tile.dataset.part = String(one.part)
    tile.dataset.map = String(number)
    const canvas = make("canvas")
    tile.append(canvas)
    listen(view, state, tile)
    column.tiles.push(tile)
    return canvas
  })
  painted(state, () => {
    const now = Object.assign(column, view.scene.columns[place])
    const values = view.scene[`maps${now.part}`]
    const limit = now.limit ?? limitOf(values.values)
    canvases.forEach((canvas, k) => {
      paintGrid(canvas, surfaceOfMap(mapOf(values, k), limit, view.inks.signed), state.tile)
      column.tiles[k].setAttribute("aria-label", wordsOf(view, now, k))
    })
  })
  // Where a layer scrolls sideways, the keyboard gets there too.
  new ResizeObserver(() => {
    if (grid.scrollWidth > grid.clientWidth) grid.tabIndex = 0
    else grid.removeAttribute("tabindex")
  }).observe(grid)
  grid.append(...column.tiles)
  section.append(grid)
  state.columns.push(column)
  return section
}

function classColumn(view, state) {
  const { scene } = view
  const section = make("section", "layer classes")
  section.setAttribute("aria-label", "classes")
  const many = scene.count > scene.classes.length
  const asked = scene.classes.slice(scene.highest).map((one) => `, and ${one.name}`)
  const best = `the ${scene.highest} highest of ${thousands(scene.count)} scores${asked}`
  heading(section, many ? best : "dense: one score for each class", "logit · probability")
  const tiles = scene.classes.map(({ number, name }, k) => {
    const row = opening(view, "class", { view: "score", class: number })
    row.tabIndex = -1
    row.dataset.key = `class.${number}`
    row.dataset.map = String(number)
    const [truth, score, share] = ["truth", "logit", "share"].map((kind) => make("span", kind))
    const bar = make("span", "bar")
    row.append(make("span", "name", name), truth, score, share, bar)
    painted(state, () => {
      const now = view.scene
      const { logit, probability } = now.classes[k]
      score.textContent = scoreText(now)(logit)
      share.textContent = percent(probability)
      truth.textContent = number === now.label ? "✓ it is" : ""
      bar.style.setProperty("--share", String(probability))
      row.classList.toggle("best", number === now.best)
      const words = `logit ${score.textContent}, probability ${share.textContent}`
      row.setAttribute("aria-label", `${name}: ${words}`)
    })
    listen(view, state, row)
    return row
  })
  const list = make("div", "list")
  list.append(...tiles)
  section.append(list)
  state.columns.push({ classes: true, tiles })
  return section
}

// What writes the logits of the classes.
export function scoreText({ classes }) {
  return alike(
    classes.map((one) => one.logit),
    { digits: 4, most: 2 },
  )
}

function listen(view, state, tile) {
  const lit = () => light(view, state, tile)
  tile.addEventListener("pointerenter", lit)
  tile.addEventListener("focus", () => {
    for (const one of state.net.querySelectorAll('[tabindex="0"]:not(.tiles)')) one.tabIndex = -1
    tile.tabIndex = 0
    lit()
  })
}

function tileOf(state, part, number) {
  const column = state.columns.find((one) => one.part === part)
  return column?.tiles[column.numbers?.indexOf(number)]
}

// Which map of which part, its largest cell, what feeds it and what it feeds.
function wordsOf(view, column, place) {
  const { columns } = view.scene
  const at = columns.findIndex((one) => one.part === column.part)
  const number = column.numbers[place]
  const [value, row, col] = column.peaks[place]
  const largest = value
    ? `its cell farthest from 0 is ${written(value)} at row ${row}, column ${col}`
    : "all its cells are 0"
  const [source, reader] = [columns[at - 1], columns[at + 1]]
  const all = source ? `all maps of ${source.title} feed it` : "the input feeds it"
  const fed = column.own && source ? `map ${number} of ${source.title} feeds it` : all
  const feeds = !reader
    ? "it feeds every class"
    : reader.own
      ? `it feeds map ${number} of ${reader.title}`
      : `it feeds all maps of ${reader.title}`
  const made = column.of
    ? ` (${column.title} has ${column.of} and ${thousands(column.weights)} weights and biases)`
    : ""
  return `map ${number} of ${column.title}: ${largest}; ${fed}, and ${feeds}${made}`
}

function light(view, state, tile) {
  state.lit = tile
  const { scene } = view
  for (const one of state.net.querySelectorAll(".on, .feeds, .fed"))
    one.classList.remove("on", "feeds", "fed")
  state.lines.replaceChildren()
  if (!tile) return
  const place = state.columns.findIndex((one) => one.tiles.includes(tile))
  const column = state.columns[place]
  const number = column.tiles.indexOf(tile)
  const [before, after] = [state.columns[place - 1], state.columns[place + 1]]
  const feeding = column.own && !before.still ? [before.tiles[number]] : before.tiles
  const fed = !after ? [] : after.own ? [after.tiles[number]] : after.tiles
  tile.classList.add("on")
  for (const other of feeding) other.classList.add("feeds")
  for (const other of fed) other.classList.add("fed")
  if (!state.stacked()) drawLines(state, tile, feeding, fed)
  if (!column.classes) return view.say(wordsOf(view, column, number))
  const { name, logit, probability } = scene.classes[number]
  view.say(
    `${name}: logit ${scoreText(scene)(logit)}, probability ${percent(probability)}. ` +
      `It reads all ${before.of || counted(before.tiles.length, "map")} before it.`,
  )
}

function drawLines(state, tile, before, after) {
  const inNet = (x, y) => pointIn(state.net, { clientX: x, clientY: y })
  const boxOf = (one) => one.getBoundingClientRect()
  const here = boxOf(tile)
  const line = (from, to, kind) => {
    const drawn = document.createElementNS("http://www.w3.org/2000/svg", "line")
    drawn.setAttribute("class", kind)
    const start = inNet(from.right, from.top + from.height / 2)
    const end = inNet(to.left, to.top + to.height / 2)
    const ends = { x1: start.x, y1: start.y, x2: end.x, y2: end.y }
    for (const [name, value] of Object.entries(ends)) drawn.setAttribute(name, String(value))
    state.lines.append(drawn)
  }
  for (const one of before) line(boxOf(one), here, "feeds")
  for (const one of after) line(here, boxOf(one), "fed")
}

// Arrows walk from map to map as they lie on screen: columns side by side, or rows on a phone.
function walk(view, state, event) {
  const way = ARROWS[event.key]
  if (!way || event.ctrlKey || event.altKey || event.metaKey) return
  const focused = view.root.getRootNode().activeElement
  const place = state.columns.findIndex((one) => one.tiles.includes(focused))
  if (place < 0) return
  const [down, across] = state.stacked() ? [way[1], way[0]] : way
  const { tiles } = state.columns[place]
  const number = tiles.indexOf(focused)
  let goal = tiles[number + down]
  if (across) {
    const next = state.columns[place + across]
    if (!next || next.still) return event.preventDefault()
    const share = number / Math.max(tiles.length - 1, 1)
    const same = next.tiles.length === tiles.length
    goal = next.tiles[same ? number : Math.round(share * (next.tiles.length - 1))]
  }
  event.preventDefault()
  goal?.focus()
}
