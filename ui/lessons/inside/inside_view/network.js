// @ts-check
// The whole network: a column of small pictures for each part, on a phone a row; then the classes.

import { counted, percent, thousands, written } from "../../../views/shared/numbers.js"
import { limitOf, make, mapOf, paintGrid, surfaceOfMap, surfaceOfPicture } from "./tiles.js"

const TILE = 46 // px of a map
const SMALL_TILE = 34 // between a phone's rows and a wide screen
const STRIP_TILE = 34 // of a strip
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
  const tight = width < WIDE && matchMedia("(min-width: 701px)").matches
  const finger = matchMedia("(pointer: coarse)").matches
  const strip = finger ? TOUCH_TILE : STRIP_TILE
  const state = {
    net,
    lines,
    columns: [],
    tile: scene.strips ? strip : tight ? SMALL_TILE : TILE,
    picture: scene.strips ? 2 * strip + 3 : tight ? SMALL_INPUT : INPUT,
  }
  const parts = [inputColumn(view, state)]
  for (const column of scene.columns) parts.push(partColumn(view, state, column))
  if (scene.strips) {
    const flow = make("div", "flow")
    flow.append(...parts)
    net.append(flow)
  } else net.append(lines, ...parts)
  net.append(classColumn(view, state))
  net.addEventListener("keydown", (event) => walk(view, state, event))
  net.addEventListener("pointerleave", () => light(view, state, null))
  view.room.append(net)
  const start = tileOf(state, scene.opened[0], scene.opened[1]) ?? state.columns[1].tiles[0]
  start.tabIndex = 0
  start.dataset.first = ""
  state.stacked = () => scene.strips || getComputedStyle(net).flexDirection === "column"
  view.repaint = () => light(view, state, state.lit)
  view.say(
    `Point at a map to see what feeds it and what it feeds. Click it, or press Enter, to open it.`,
  )
}

function heading(column, title, size) {
  column.append(make("h3", "", title), make("p", "size", size))
}

function inputColumn(view, state) {
  const { scene } = view
  const column = make("section", "layer input")
  column.setAttribute("aria-label", "input")
  heading(column, "input", scene.input.size.replace(/^1×/, ""))
  const tile = make("div", "tile still")
  const canvas = make("canvas")
  paintGrid(canvas, surfaceOfPicture(scene.image), state.picture)
  tile.append(canvas)
  tile.dataset.part = "0"
  column.append(tile, make("p", "size", scene.input.title))
  state.columns.push({ part: 0, tiles: [tile], still: true })
  return column
}

function partColumn(view, state, one) {
  const { scene, inks } = view
  const maps = scene[`maps${one.part}`]
  const limit = limitOf(maps.values)
  const section = make("section", "layer")
  section.setAttribute("aria-label", one.title)
  heading(section, one.title, one.size)
  const grid = make("div", "tiles")
  const count = maps.shape[0]
  grid.style.setProperty("--down", String(scene.strips ? 2 : Math.min(count, MOST_DOWN)))
  const tiles = []
  one.numbers.forEach((number, k) => {
    const map = mapOf(maps, k)
    const tile = make("button", "tile")
    tile.type = "button"
    tile.tabIndex = -1
    tile.dataset.key = `${one.part}.${number}`
    tile.dataset.part = String(one.part)
    tile.dataset.map = String(number)
    tile.setAttribute("aria-label", wordsOf(view, one, k))
    const canvas = make("canvas")
    paintGrid(canvas, surfaceOfMap(map, limit, inks.signed), state.tile)
    tile.append(canvas)
    tile.onclick = () => view.open({ view: "map", layer: one.part, map: number })
    listen(view, state, tile)
    tiles.push(tile)
  })
  grid.append(...tiles)
  section.append(grid)
  state.columns.push({ ...one, tiles })
  return section
}

function classColumn(view, state) {
  const { scene } = view
  const section = make("section", "layer classes")
  section.setAttribute("aria-label", "classes")
  const many = scene.count > scene.classes.length
  const best = `the ${scene.classes.length} highest of ${thousands(scene.count)} scores`
  heading(section, many ? best : "dense: one score a class", "logit · probability")
  const tiles = scene.classes.map(({ number, name, logit, probability }) => {
    const row = make("button", number === scene.best ? "class best" : "class")
    row.type = "button"
    row.tabIndex = -1
    row.dataset.key = `class.${number}`
    row.dataset.map = String(number)
    const [score, share] = [written(logit, 3), percent(probability)]
    const bar = make("span", "bar")
    bar.style.setProperty("--share", String(probability))
    const truth = make("span", "truth", number === scene.label ? "✓ it is" : "")
    row.append(make("span", "name", name), truth, make("span", "logit", score))
    row.append(make("span", "share", share), bar)
    row.setAttribute("aria-label", `${name}: logit ${score}, probability ${share}`)
    row.onclick = () => view.open({ view: "score", class: number })
    listen(view, state, row)
    return row
  })
  const list = make("div", "list")
  list.append(...tiles)
  section.append(list)
  state.columns.push({ classes: true, tiles })
  return section
}

function listen(view, state, tile) {
  const lit = () => light(view, state, tile)
  tile.addEventListener("pointerenter", lit)
  tile.addEventListener("focus", () => {
    for (const one of state.net.querySelectorAll('[tabindex="0"]')) one.tabIndex = -1
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
    `${name}: logit ${written(logit)}, probability ${percent(probability)}. ` +
      `It reads all ${before.of || counted(before.tiles.length, "map")} before it.`,
  )
}

function drawLines(state, tile, before, after) {
  const room = state.net.getBoundingClientRect()
  const boxOf = (one) => one.getBoundingClientRect()
  const here = boxOf(tile)
  const line = (from, to, kind) => {
    const drawn = document.createElementNS("http://www.w3.org/2000/svg", "line")
    drawn.setAttribute("class", kind)
    const ends = {
      x1: from.right - room.left,
      y1: from.top + from.height / 2 - room.top,
      x2: to.left - room.left,
      y2: to.top + to.height / 2 - room.top,
    }
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
