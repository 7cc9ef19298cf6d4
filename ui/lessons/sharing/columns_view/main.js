// @ts-check
// A convolution as one matrix product. The picture stands left of its windows, each of them a
// column; below are the kernels, each a row, and right of them what they make: one chosen window
// is marked in all four.

import { fillKey } from "../../../views/shared/key.js"
import { closeMenuOnPhone, mountedPlain } from "../../../views/shared/lifecycle.js"
import { bracketed, quotient, signed } from "../../../views/shared/numbers.js"
import { isDark } from "../../../views/shared/palette.js"
import { tellStatus } from "../../../views/shared/speech.js"
import { listenToPointer } from "../../../views/shared/touch.js"
import { say } from "./words.js"

const NARROWEST = 26
const LETTER = 7.3 // width of a digit
const REST = 350 // ms after which the server hears of a window

const text = (n) => signed(String(n))

function mount(parent) {
  const root = parent.querySelector(".columns")
  const part = (name) => ({
    title: root.querySelector(`.${name} .title`),
    grid: root.querySelector(`.${name} .grid`),
  })
  const view = {
    root,
    stage: root.querySelector(".stage"),
    picture: part("picture"),
    windows: part("windows"),
    kernels: part("kernels"),
    maps: part("maps"),
    key: root.querySelector(".key"),
    status: root.querySelector(".formula"),
    data: null,
    at: 0, // the window
    row: 0, // the kernel
    said: "",
    told: -1,
  }
  const [one, other] = [view.windows, view.maps].map(({ grid }) => grid.parentElement)
  one.onscroll = () => {
    other.scrollLeft = one.scrollLeft
  }
  other.onscroll = () => {
    one.scrollLeft = other.scrollLeft
  }
  view.stage.onkeydown = (event) => onKey(view, event)
  const point = ({ target }) => {
    const { window: at, kernel } = target.dataset ?? {}
    choose(view, at === undefined ? view.at : Number(at), Number(kernel ?? view.row))
  }
  listenToPointer(view.stage, { down: point, move: point })
  closeMenuOnPhone()
  return view
}

function choose(view, at, row) {
  const { columns, kernels } = view.data
  const next = Math.min(Math.max(at, 0), columns[0].length - 1)
  const kernel = Math.min(Math.max(row, 0), kernels.length - 1)
  if (next === view.at && kernel === view.row) return
  view.at = next
  view.row = kernel
  clearTimeout(view.rest)
  view.rest = setTimeout(() => tell(view), REST)
  mark(view)
  reveal(view)
}

// Of more windows than there is room for, the chosen one is in sight.
function reveal({ maps: { grid }, at }) {
  const box = grid.parentElement
  const cell = grid.children[at]
  const left = cell.offsetLeft - grid.offsetLeft
  const beyond = left + cell.offsetWidth - box.clientWidth
  if (left < box.scrollLeft) box.scrollLeft = left
  else if (beyond > box.scrollLeft) box.scrollLeft = beyond
}

function tell(view) {
  if (view.at === view.told || !view.root.isConnected) return
  view.told = view.at
  const { size, arrival } = view.data
  const [row, column] = [Math.floor(view.at / size[1]), view.at % size[1]]
  view.setStateValue("cell", { row, column, arrival })
}

function onKey(view, event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return
  const { at, row } = view
  const steps = { ArrowLeft: [at - 1, row], ArrowRight: [at + 1, row], Home: [0, row] }
  const other = { ArrowUp: [at, row - 1], ArrowDown: [at, row + 1], End: [Infinity, row] }
  const [next, kernel] = { ...steps, ...other }[event.key] ?? []
  if (next === undefined) return
  event.preventDefault()
  choose(view, next, kernel)
}

// Which pixel tap k of a window reads: [row, column], outside the picture where it is padding.
/** @returns {[number, number]} */
function pixelOf({ kernel, stride, dilation, before, size }, at, k) {
  const along = (cell, tap, axis) => cell * stride + tap * dilation - before[axis]
  return [
    along(Math.floor(at / size[1]), Math.floor(k / kernel[1]), 0),
    along(at % size[1], k % kernel[1], 1),
  ]
}

function fill({ grid }, table, dress) {
  const cells = table.flatMap((line, r) =>
    line.map((n, c) => {
      const made = document.createElement("span")
      made.textContent = text(n)
      made.style.gridRow = String(r + 1)
      made.style.gridColumn = String(c + 1)
      dress(made, r, c, n)
      return made
    }),
  )
  grid.replaceChildren(...cells)
}

// Everything but which window is chosen.
function draw(view) {
  const { data } = view
  const { picture, columns, kernels, maps, white, kernel, size, divisor } = data
  const isInside = ([r, c]) => r >= 0 && c >= 0 && r < picture.length && c < picture[0].length
  fill(view.picture, picture, (made, r, c, n) => {
    const grey = Math.round((255 * n) / white)
    made.style.background = `rgb(${grey} ${grey} ${grey})`
    made.style.color = isDark([grey, grey, grey]) ? "#ffffff" : "#000000"
    made.dataset.pixel = `${r},${c}`
    const at = windowAt(data, r, c)
    if (at >= 0) made.dataset.window = String(at)
  })
  fill(view.windows, columns, (made, k, at) => {
    made.dataset.window = String(at)
    made.classList.toggle("padding", !isInside(pixelOf(data, at, k)))
  })
  fill(view.kernels, kernels, (made, row) => {
    made.dataset.kernel = String(row)
  })
  fill(view.maps, maps, (made, row, at) => {
    made.dataset.window = String(at)
    made.dataset.kernel = String(row)
  })
  const [count, cells] = [columns.length, columns[0].length]
  const longest = Math.max(...[...columns, ...maps].flat().map((n) => text(n).length))
  for (const { grid } of [view.windows, view.maps])
    grid.style.gridAutoColumns = `${Math.max(NARROWEST, LETTER * longest + 6)}px`
  const over = divisor > 1 ? `, over ${divisor}` : ""
  const [shape, map] = [kernel.join("×"), size.join("×")]
  const titles = {
    picture: `picture ${picture.length}×${picture[0].length}`,
    windows: say.windowsEachColumnIsOne(count, cells),
    kernels: say.kernelsEachRowIsOne(kernels.length, count, shape, over),
    maps: say.mapsEachRowIsOneMap(kernels.length, cells, map, over),
  }
  for (const [name, words] of Object.entries(titles)) view[name].title.textContent = words
  const isPadded = columns.some((line, k) => line.some((_, at) => !isInside(pixelOf(data, at, k))))
  fillKey(view.key, [
    ["chosen", say.oneWindowInTheImage],
    ["marked", say.itsColumnAndItsKernel],
    ...(isPadded ? [["", "dotted: padding"]] : []),
  ])
  mark(view)
}

// The window whose upper left tap is this pixel, -1 for none.
function windowAt({ stride, before, size }, r, c) {
  const [down, right] = [(r + before[0]) / stride, (c + before[1]) / stride]
  const isOne = Number.isInteger(down) && Number.isInteger(right)
  return isOne && down < size[0] && right < size[1] ? down * size[1] + right : -1
}

function mark(view) {
  const { data, at, row } = view
  const read = new Set(data.columns.map((_, k) => pixelOf(data, at, k).join()))
  const each = (part, is, name = "now") => {
    for (const one of part.grid.children) one.classList.toggle(name, is(one.dataset))
  }
  each(view.picture, ({ pixel }) => read.has(pixel))
  each(view.windows, (one) => Number(one.window) === at)
  each(view.kernels, (one) => Number(one.kernel) === row)
  const isChosen = (one) => Number(one.window) === at && Number(one.kernel) === row
  each(view.maps, isChosen)
  each(view.maps, isChosen, "chosen")
  tellStatus(view, sentence(view))
}

function sentence({ data, at, row }) {
  const { columns, kernels, maps, divisor } = data
  /** @type {import("../../../views/shared/speech.js").Piece[]} */
  const pieces = [{ text: `kernel ${row}, window ${at}: `, kind: "quiet" }]
  columns.forEach((line, k) => {
    pieces.push({ text: `${k ? " + " : ""}${bracketed(text(line[at]))}·` })
    pieces.push({ text: bracketed(text(kernels[row][k])), kind: "weight" })
  })
  const total = maps[row][at]
  const { text: result, exact } = quotient(total, divisor, 2)
  const equals = exact ? "=" : "≈"
  pieces.push({ text: divisor > 1 ? ` = ${text(total)}, over ${divisor} ${equals} ` : " = " })
  return [...pieces, { text: result, kind: "result" }]
}

function receive(view, data) {
  const before = view.data
  view.data = data
  if (data.arrival !== before?.arrival) view.at = view.told = data.start
  view.at = Math.min(view.at, data.columns[0].length - 1)
  view.row = Math.min(view.row, data.kernels.length - 1)
  if (JSON.stringify(before) !== JSON.stringify(data)) draw(view)
}

export default mountedPlain(mount, receive, (view) => clearTimeout(view.rest))
