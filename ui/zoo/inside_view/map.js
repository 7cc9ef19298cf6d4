// @ts-check
// One map, opened: each map that it reads, the slice of the kernel, the map that both make; these
// and the bias add up to the sum, and the activation follows.

import { isAlone } from "../../views/shared/class_link.js"
import { counted, written } from "../../views/shared/numbers.js"
import { alike, sumLine, summed } from "./sums.js"
import { keyLine } from "./tables.js"
import {
  backButton,
  cellUnder,
  limitOf,
  make,
  mapOf,
  paintGrid,
  surfaceOfMap,
  surfaceOfPicture,
} from "./tiles.js"

const SIDE = 70 // px of a map among the terms
const LARGE = 148 // px of the sum and the map
const WEIGHTS = 46
const MOVES = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }

export function showMap(view) {
  const { scene } = view
  const state = { cell: [...scene.cell], pinned: null, grids: [], size: scene.values.shape }
  view.room.append(headOf(view))
  const body = make("div", "body")
  body.append(scene.kind === "conv" ? termsOf(view, state) : pooledOf(view, state))
  body.append(totalOf(view, state))
  view.room.append(body, keyOf(scene))
  view.room.onkeydown = (event) => onKey(view, state, event)
  view.repaint = () => paint(view, state)
  view.update = (before) => {
    if (builtMap(before) !== builtMap(view.scene)) return false
    for (const one of state.grids) one.surface = one.read()
    state.bias?.()
    paint(view, state)
    return true
  }
  paint(view, state)
}

// What stays while numbers change: which map is made of what.
function builtMap(scene) {
  const { part, map, channels, rest, picture, title, from, values, inputs, weights } = scene
  const written = weights?.shape.at(-1) === 1 ? [...weights.values] : []
  const shapes = [values.shape, inputs.shape]
  return JSON.stringify([part, map, channels, rest, picture, title, from, shapes, written])
}

function keyOf(scene) {
  if (scene.kind !== "conv") return keyLine("both maps have their own scale")
  const weights = make("span", "", "weight above 0")
  weights.prepend(make("i", "weight"))
  return keyLine(weights, "all parts have one scale")
}

function headOf(view) {
  const { scene } = view
  const head = make("div", "head")
  const title = make("h3", "", `map ${scene.map} of ${scene.title}`)
  if (isAlone()) {
    head.append(title)
    return head
  }
  const steps = make("span", "steps")
  for (const [text, by, name] of [
    ["‹", -1, "The map before"],
    ["›", 1, "The next map"],
  ]) {
    const button = make("button", "", String(text))
    button.type = "button"
    button.dataset.key = `step${by}`
    button.setAttribute("aria-label", String(name))
    button.title = `${name} (${by === 1 ? "Page Down" : "Page Up"})`
    button.onclick = () => step(view, Number(by))
    steps.append(button)
  }
  const open = make("button", "open", "Open this cell")
  open.type = "button"
  open.dataset.key = "open"
  open.title = "Enter"
  open.hidden = scene.kind !== "conv"
  open.onclick = () => openCell(view)
  head.append(backButton(view), title, steps, open)
  return head
}

function step(view, by) {
  const { scene } = view
  view.open({ view: "map", layer: scene.part, map: (scene.map + by + scene.count) % scene.count })
}

function openCell(view) {
  const [row, column] = view.chosen
  if (view.scene.kind === "conv") view.open({ view: "cell", row, column })
}

// A grid with its canvas: `frames()` are drawn over it.
// `read` makes its surface of the scene of now.
function grid(state, read, side, frames) {
  const canvas = make("canvas")
  state.grids.push({ canvas, read, surface: read(), side, frames })
  return canvas
}

function chooser(view, state, canvas, focusable = false) {
  canvas.classList.add("cells")
  const [rows, columns] = state.size
  canvas.addEventListener("pointermove", (event) => {
    if (event.pointerType !== "touch") choose(view, state, cellUnder(event, rows, columns))
  })
  canvas.addEventListener("click", (event) => {
    const at = cellUnder(event, rows, columns)
    const again = String(at) === String(state.pinned)
    choose(view, state, at)
    state.pinned = at
    if (again) openCell(view)
  })
  if (!focusable) return
  canvas.tabIndex = 0
  canvas.dataset.key = "values"
  canvas.dataset.first = ""
  canvas.setAttribute("role", "application")
  canvas.setAttribute(
    "aria-label",
    `map ${view.scene.map} of ${view.scene.title}: arrow keys move the cell, Enter opens it, ` +
      "Escape goes back, Page Up and Page Down change the map",
  )
}

function cellFrame(state) {
  const [row, column] = state.cell
  return [{ row, column, high: 1, wide: 1 }]
}

// What the window of the chosen cell covers of an input; the border may cut it.
function windowFrame(view, state) {
  const { stride, kernel, dilation, before } = view.scene
  const [row, high] = [0, 1].map((k) => k && dilation[0] * (kernel[0] - 1) + 1)
  const wide = dilation[1] * (kernel[1] - 1) + 1
  return [
    {
      row: row + state.cell[0] * stride[0] - before[0],
      column: state.cell[1] * stride[1] - before[1],
      high,
      wide,
    },
  ]
}

function inputSurface(view, number) {
  const { scene, inks } = view
  const map = mapOf(scene.inputs, number)
  if (scene.picture) {
    const [scale, zero] = scene.white ? [255, 0] : [128, 127]
    const values = Uint8Array.from(map.values, (one) => Math.round(scale * one + zero))
    return surfaceOfPicture({ values, shape: [1, map.rows, map.columns] })
  }
  return surfaceOfMap(map, limitOf(scene.inputs.values), inks.signed)
}

function termsOf(view, state) {
  const { scene } = view
  const terms = make("div", "terms")
  const part = (now, k) =>
    surfaceOfMap(mapOf(now.partials, k), limitOf(now.partials.values), view.inks.signed)
  const kernel = (now, k) =>
    surfaceOfMap(mapOf(now.weights, k), limitOf(now.weights.values), view.inks.kernel)
  scene.channels.forEach((channel, k) => {
    const term = make("div", "term")
    const name = nameOf(scene, channel)
    const input = grid(
      state,
      () => inputSurface(view, k),
      SIDE,
      () => windowFrame(view, state),
    )
    const slice = mapOf(scene.weights, k)
    const weights = grid(
      state,
      () => kernel(view.scene, k),
      WEIGHTS,
      () => [],
    )
    const partial = grid(
      state,
      () => part(view.scene, k),
      SIDE,
      () => cellFrame(state),
    )
    weights.classList.add("kernel")
    weights.addEventListener("pointermove", (event) => {
      const [row, column] = cellUnder(event, slice.rows, slice.columns)
      const value = written(mapOf(view.scene.weights, k).values[row * slice.columns + column])
      view.say(`The slice that reads ${name}: weight ${value} at row ${row}, column ${column}.`)
    })
    chooser(view, state, partial)
    if (!scene.picture) leadOn(view, input, channel, name)
    term.append(
      figure(input, name),
      make("span", "sign", "∗"),
      figure(weights, slice.values.length > 1 ? "slice" : written(slice.values[0], 3)),
      make("span", "sign", "="),
      figure(partial, "part"),
    )
    terms.append(term)
  })
  if (scene.rest) {
    const term = make("div", "term")
    const rest = () => {
      const { others, partials } = view.scene
      return surfaceOfMap(mapOf(others, 0), limitOf(partials.values), view.inks.signed)
    }
    const others = grid(state, rest, SIDE, () => cellFrame(state))
    chooser(view, state, others)
    term.append(figure(others, `the other ${scene.rest} parts, added`))
    terms.append(term)
  }
  return terms
}

// A map that is read is a way to what it is made of.
function leadOn(view, input, map, name) {
  if (isAlone()) return
  const { from, fromPart } = view.scene
  input.classList.add("way")
  input.title = `Open ${name} of ${from}`
  input.onclick = () => view.open({ view: "map", layer: fromPart, map })
}

function pooledOf(view, state) {
  const { scene } = view
  const terms = make("div", "terms")
  const input = grid(
    state,
    () => inputSurface(view, 0),
    LARGE,
    () => windowFrame(view, state),
  )
  leadOn(view, input, scene.map, `map ${scene.map}`)
  terms.append(figure(input, `map ${scene.map} of ${scene.from}`))
  return terms
}

function totalOf(view, state) {
  const { scene } = view
  const total = make("div", "total")
  const whole = (name) => () => {
    const { [name]: array, limit } = view.scene
    const most = (name === "values" && limit) || limitOf(array.values)
    return surfaceOfMap(mapOf(array, 0), most, view.inks.signed)
  }
  const bends = scene.kind === "conv" && (scene.activation || scene.added)
  if (scene.kind === "conv") {
    const words = make("p", "sign")
    state.bias = () => {
      const { bias } = view.scene
      words.textContent = `all parts + bias ${alike([bias])(bias)} =`
    }
    state.bias()
    total.append(words)
    const canvas = grid(state, whole("sums"), LARGE, () => cellFrame(state))
    chooser(view, state, canvas, !bends)
    total.append(figure(canvas, "sum"))
  }
  if (bends || scene.kind !== "conv") {
    if (scene.added) {
      total.append(make("p", "sign", `+ map ${scene.map} of the block's input`))
      const way = grid(state, whole("added"), SIDE, () => cellFrame(state))
      chooser(view, state, way)
      total.append(figure(way, "the way around the block"))
    }
    const name = bends ? scene.activation : `${scene.pooling} of each window`
    total.append(make("p", "sign", scene.added ? "=" : `${name} →`))
    const canvas = grid(state, whole("values"), LARGE, () => cellFrame(state))
    chooser(view, state, canvas, true)
    total.append(figure(canvas, `map ${scene.map}`))
  }
  return total
}

export function nameOf(scene, channel) {
  if (!scene.picture) return `map ${channel}`
  return scene.white ? "input" : ["red", "green", "blue"][channel]
}

function figure(canvas, words) {
  const made = make("figure")
  made.append(canvas, make("figcaption", "", words))
  return made
}

function paint(view, state) {
  view.chosen = state.cell
  for (const { canvas, surface, side, frames } of state.grids)
    paintGrid(canvas, surface, side, frames(), view.inks.amber.text)
  view.say(lineOf(view, state))
}

function choose(view, state, cell) {
  if (String(cell) === String(state.cell)) return
  state.cell = cell
  state.pinned = null
  paint(view, state)
}

function lineOf(view, state) {
  const { scene } = view
  const [row, column] = state.cell
  const at = row * state.size[1] + column
  const place = `Row ${row}, column ${column}. `
  const value = scene.values.values[at]
  if (scene.kind !== "conv") return `${place}${poolLine(view, state)} ${written(value)}.`
  const cells = state.size[0] * state.size[1]
  const terms = scene.channels.map((_, k) => scene.partials.values[k * cells + at])
  const names = scene.channels.map((channel) => nameOf(scene, channel))
  if (scene.rest) {
    terms.push(scene.others.values[at])
    names.push(`the other ${counted(scene.rest, "map")}`)
  }
  const found = summed([...terms, scene.bias], scene.sums.values[at], [...names, "bias"])
  return `${place}${sumLine(found)}.${afterSum(scene, at, value)}`
}

// What follows the sum of a cell: an activation, or the way around the block.
function afterSum(scene, at, value) {
  if (scene.activation) return ` ${scene.activation} makes ${written(value)} of it.`
  if (!scene.added) return ""
  const terms = [scene.sums.values[at], scene.added.values[at]]
  return ` With the block's input: ${sumLine(summed(terms, value, ["sum", "input"]))}.`
}

function poolLine(view, state) {
  const { scene } = view
  const [{ row, column }] = windowFrame(view, state)
  const map = mapOf(scene.inputs, 0)
  const values = []
  for (let i = 0; i < scene.kernel[0]; i++)
    for (let j = 0; j < scene.kernel[1]; j++) {
      const [r, c] = [row + i * scene.dilation[0], column + j * scene.dilation[1]]
      if (r >= 0 && c >= 0 && r < map.rows && c < map.columns)
        values.push(written(map.values[r * map.columns + c]))
    }
  return `The window reads ${values.join(", ")}. The ${scene.pooling} of them is`
}

function onKey(view, state, event) {
  if (event.ctrlKey || event.altKey || event.metaKey) return
  const onGrid = event.target.dataset.key === "values"
  if (event.key === "Escape") view.open({ view: "network" })
  else if (event.key === "PageDown") step(view, 1)
  else if (event.key === "PageUp") step(view, -1)
  else if (event.key === "Enter" && onGrid) openCell(view)
  else if (MOVES[event.key] && onGrid) {
    const [rows, columns] = state.size
    const [down, across] = MOVES[event.key]
    const row = Math.min(Math.max(state.cell[0] + down, 0), rows - 1)
    const column = Math.min(Math.max(state.cell[1] + across, 0), columns - 1)
    choose(view, state, [row, column])
  } else return
  event.preventDefault()
}
