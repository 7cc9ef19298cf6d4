// @ts-check
// A row or the slices of a volume: the window that moves over them, what each window becomes, and
// numbers that can be changed. Moving waits for nobody; values are worked out on the server.

import { isLocked } from "../../../views/shared/class_link.js"
import { ASKED, fillKey } from "../../../views/shared/key.js"
import { closeMenuOnPhone, mountedPlain } from "../../../views/shared/lifecycle.js"
import { signed } from "../../../views/shared/numbers.js"
import {
  bounded,
  choose,
  listenToTransport,
  pause,
  playOrPause,
  showScrub,
} from "../../../views/shared/places.js"
import { tellStatus } from "../../../views/shared/speech.js"
import { say } from "./words.js"

function mount(parent) {
  const root = parent.querySelector(".windows")
  const find = (name) => root.querySelector(name)
  const view = {
    root,
    stage: find(".stage"),
    before: find(".before"),
    after: find(".after"),
    key: find(".key"),
    status: find(".formula"),
    play: find(".play"),
    scrub: find(".scrub"),
    place: find(".place"),
    data: null,
    last: () => last(view),
    moved: () => {
      view.refused = ""
      draw(view)
    },
    cells: [],
    outs: [],
    at: 0,
    told: -1,
    said: "",
    refused: "",
  }
  listenToTransport(view, find(".back"), find(".on"), [view.after])
  view.stage.onkeydown = (event) => onKey(view, event)
  closeMenuOnPhone()
  return view
}

const product = (sides) => sides.reduce((all, side) => all * side, 1)
const last = ({ data }) => product(data.size) - 1

// A number in reading order as slice, row and column, and back.
function placed(index, [, rows, columns]) {
  return [Math.floor(index / (rows * columns)), Math.floor(index / columns) % rows, index % columns]
}
/** @param {number[]} at @param {number[]} shape */
const indexOf = ([slice, row, column], [, rows, columns]) => (slice * rows + row) * columns + column

// The numbers that the window at a place reads, in reading order.
function readAt({ data: { shape, size, side, step, axes } }, place) {
  const [slice, row, column] = placed(place, size).map((at) => at * step)
  const along = (at, axis) =>
    Array.from({ length: axes > 3 - axis - 1 ? side : 1 }, (_, k) => at + k)
  return along(slice, 0).flatMap((z) =>
    along(row, 1).flatMap((y) => along(column, 2).map((x) => indexOf([z, y, x], shape))),
  )
}

function onKey(view, event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target !== view.stage) return
  const { size, axes } = view.data
  const by = (slices, rows, columns) => {
    const at = placed(view.at, size)
    const to = [at[0] + slices, at[1] + rows, at[2] + columns]
    if (to.every((one, k) => one >= 0 && one < size[k])) choose(view, indexOf(to, size))
  }
  const actions = {
    ArrowLeft: () => by(0, 0, -1),
    ArrowRight: () => by(0, 0, 1),
    Home: () => choose(view, 0),
    End: () => choose(view, last(view)),
    " ": () => playOrPause(view),
    Enter: () => view.cells[readAt(view, view.at)[0]].focus(),
    ...(axes > 1 && {
      ArrowUp: () => by(0, -1, 0),
      ArrowDown: () => by(0, 1, 0),
      PageUp: () => by(-1, 0, 0),
      PageDown: () => by(1, 0, 0),
    }),
  }
  const action = actions[event.key]
  if (!action) return
  event.preventDefault()
  action()
}

// Keys inside a number: up and down change it, Enter keeps it, Escape takes the change back.
function onNumberKey(view, index, event) {
  const cell = view.cells[index]
  const by = isLocked() ? 0 : { ArrowUp: 1, ArrowDown: -1 }[event.key]
  if (by) {
    cell.value = String(numberIn(cell.value, view) ?? view.data.numbers[index])
    change(view, index, Number(cell.value) + by)
  } else if (event.key === "Enter" || event.key === "Escape") {
    if (event.key === "Escape") cell.value = shownText(view, index)
    view.stage.focus({ preventScroll: true })
  } else return
  event.preventDefault()
}

const shownText = ({ data }, index) => signed(String(data.numbers[index]))

// A whole number, brought within the limits; null for what is not one.
function numberIn(text, { data: { largest } }) {
  const plain = text.trim().replace("−", "-")
  if (!/^[+-]?\d+$/.test(plain)) return null
  return Math.min(Math.max(Number(plain), -largest), largest)
}

function typed(view, index) {
  const value = numberIn(view.cells[index].value, view)
  if (value !== null) return change(view, index, value)
  const { largest } = view.data
  const range = `from −${largest} to ${largest}`
  view.refused = say.isNotAWholeNumber(range)
  view.cells[index].value = shownText(view, index)
  draw(view)
}

function change(view, index, value) {
  const { numbers, largest } = view.data
  const kept = Math.min(Math.max(value, -largest), largest)
  view.refused = ""
  view.cells[index].value = signed(String(kept))
  if (numbers[index] === kept) return
  numbers[index] = kept
  pause(view)
  view.setStateValue("numbers", { seq: Date.now(), numbers: [...numbers] })
}

function gridOf(columns, title, cells) {
  const box = document.createElement("div")
  const head = document.createElement("p")
  const grid = document.createElement("div")
  head.className = "title"
  head.textContent = title
  grid.className = "grid"
  grid.style.gridTemplateColumns = `repeat(${columns}, auto)`
  grid.append(...cells)
  box.append(head, grid)
  return box
}

// One grid for each slice; a row is one grid of one row.
function slicesOf(shape, axes, name, cells) {
  const [slices, rows, columns] = shape
  const each = rows * columns
  return Array.from({ length: slices }, (_, k) =>
    gridOf(columns, axes > 1 ? `${name} ${k}` : name, cells.slice(k * each, (k + 1) * each)),
  )
}

function build(view) {
  const { shape, size, axes } = view.data
  view.cells = Array.from({ length: product(shape) }, (_, index) => {
    const cell = document.createElement("input")
    const [slice, row, column] = placed(index, shape)
    cell.className = "cell"
    cell.inputMode = "numeric"
    cell.tabIndex = -1 // Enter leads there, so that Tab does not pass through every number
    cell.maxLength = 4
    cell.setAttribute(
      "aria-label",
      axes > 1 ? say.sliceRowColumn(slice, row, column) : `column ${column}`,
    )
    cell.onchange = () => typed(view, index)
    cell.onfocus = () => {
      pause(view)
      cell.select()
    }
    cell.onkeydown = (event) => onNumberKey(view, index, event)
    return cell
  })
  view.outs = Array.from({ length: product(size) }, (_, place) => {
    const out = document.createElement("span")
    out.className = "cell out"
    out.dataset.place = String(place)
    return out
  })
  view.before.replaceChildren(...slicesOf(shape, axes, axes > 1 ? "slice" : "row", view.cells))
  view.after.replaceChildren(
    ...slicesOf(size, axes, axes > 1 ? "pooled slice" : "pooled row", view.outs),
  )
}

function draw(view) {
  const { data, at } = view
  const read = readAt(view, at)
  const picked = at === data.hidden ? -1 : (read[data.picked[at]] ?? -1)
  view.cells.forEach((cell, index) => {
    cell.classList.toggle("read", read.includes(index))
    cell.classList.toggle("picked", index === picked)
  })
  view.outs.forEach((out, place) => {
    out.textContent = place === data.hidden ? "?" : data.values[place]
    out.classList.toggle("read", place === at)
  })
  showScrub(view)
  view.place.textContent = `window ${at + 1} of ${last(view) + 1}`
  fillKey(view.key, [
    ["chosen", say.windowAndItsValue],
    ...(data.picked.length ? [["filled", say.numberThatIsTaken]] : []),
    ...(data.hidden === null ? [] : [ASKED]),
  ])
  tellStatus(view, sentence(view))
}

function sentence(view) {
  const { data, at } = view
  const [slice, row, column] = placed(at, data.size)
  const where = data.axes > 1 ? say.pooledSliceRowColumn(slice, row, column) : `window ${at + 1}: `
  /** @type {import("../../../views/shared/speech.js").Piece[]} */
  const pieces = view.refused ? [{ text: `${view.refused} ` }] : []
  const hidden = at === data.hidden
  const result = hidden ? "= ?" : data.results[at]
  return [
    ...pieces,
    { text: where, kind: "quiet" },
    { text: `${data.worked[at]} ${result.slice(0, 2)}` },
    { text: result.slice(2), kind: "result" },
  ]
}

function receive(view, data) {
  const shapes = ({ shape, size }) => `${shape}|${size}`
  const isNew = data.arrival !== view.data?.arrival || shapes(data) !== shapes(view.data)
  const edited = view.root.getRootNode().activeElement
  view.data = data
  if (isNew) {
    pause(view)
    view.at = data.start
    view.told = data.start
    build(view)
  }
  view.cells.forEach((cell, index) => {
    cell.readOnly = isLocked()
    if (cell !== edited) cell.value = shownText(view, index)
  })
  view.at = bounded(view, view.at)
  draw(view)
}

export default mountedPlain(mount, receive, (view) => {
  pause(view)
  clearTimeout(view.rest)
})
