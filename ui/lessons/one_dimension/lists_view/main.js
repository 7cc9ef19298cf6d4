// @ts-check
// Two lists: b lies under a at one place, the products of what meets stand below, and the same
// products are one slanted line in the table of all. Everything follows the place at once; the
// server hears of it once it rests.

import { ASKED, fillKey } from "../../../views/shared/key.js"
import { closeMenuOnPhone, mountedPlain } from "../../../views/shared/lifecycle.js"
import { bracketed, signed, thousands } from "../../../views/shared/numbers.js"
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

const WIDEST = 48
const LARGE = 54
const FEW = 7 // numbers of both lists that leave room for large cells
const SIGN = 76

function mount(parent) {
  const root = parent.querySelector(".lists")
  const find = (name) => root.querySelector(name)
  const view = {
    root,
    stage: find(".stage"),
    title: find(".title"),
    strip: find(".strip"),
    sums: find(".sums"),
    table: find(".table"),
    key: find(".key"),
    status: find(".formula"),
    play: find(".play"),
    scrub: find(".scrub"),
    place: find(".place"),
    data: null,
    last: () => last(view),
    moved: () => draw(view),
    at: 0,
    said: "",
    told: -1,
  }
  listenToTransport(view, find(".before"), find(".after"), [view.sums, view.table])
  view.stage.onkeydown = (event) => onKey(view, event)
  closeMenuOnPhone()
  return view
}

const last = ({ data }) => data.sums.length - 1

function onKey(view, event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return
  const actions = {
    ArrowLeft: () => choose(view, view.at - 1),
    ArrowRight: () => choose(view, view.at + 1),
    Home: () => choose(view, 0),
    End: () => choose(view, last(view)),
    " ": () => playOrPause(view),
  }
  const action = actions[event.key]
  if (!action) return
  event.preventDefault()
  action()
}

const text = (n) => signed(String(n))
const sliding = ({ b, turns }) => (turns ? [...b].reverse() : b)

// What meets at a place: index in a, index in the sliding b, and both numbers.
function meeting({ data }, place) {
  const b = sliding(data)
  return b
    .map((n, k) => ({ k, at: place - b.length + 1 + k, n }))
    .filter(({ at }) => at >= 0 && at < data.a.length)
    .map((one) => ({ ...one, m: data.a[one.at] }))
}

function cell(words, kind, column, row, place) {
  const made = document.createElement("span")
  made.className = `cell ${kind}`
  made.textContent = words
  made.style.gridColumn = String(column)
  made.style.gridRow = String(row)
  if (place !== undefined) made.dataset.place = String(place)
  return made
}

function fill(grid, columns, cells, sign = true) {
  const widest = grid.closest(".large") ? LARGE : WIDEST
  const room = `repeat(${columns}, minmax(0, ${widest}px))`
  grid.style.gridTemplateColumns = sign ? `${SIGN}px ${room}` : room
  grid.replaceChildren(...cells)
}

function draw(view) {
  const { a, b } = view.data
  view.root.classList.toggle("large", a.length + b.length <= FEW)
  drawStrip(view)
  drawSums(view)
  drawTable(view)
  showScrub(view)
  view.place.textContent = `place ${view.at}`
  view.title.textContent = view.data.turns ? say.bIsTurnedAroundThen : say.bSlidesAlong
  fillKey(view.key, [
    ["chosen", say.whatMeetsAtThisPlace],
    ["", say.paleMeetsNothingHere],
    ...(view.data.hidden === null ? [] : [ASKED]),
  ])
  tellStatus(view, sentence(view))
}

function drawStrip(view) {
  const { a, b } = view.data
  const beside = b.length - 1 // columns to either side of a, and one for the signs
  const met = meeting(view, view.at)
  const reached = new Set(met.map(({ at }) => at))
  fill(view.strip, a.length + 2 * beside, [
    cell("a", "sign", 1, 1),
    ...a.map((n, i) => cell(text(n), reached.has(i) ? "a" : "a outside", i + beside + 2, 1)),
    cell("b", "sign", 1, 2),
    ...sliding(view.data).map((n, k) => {
      const at = view.at - beside + k
      return cell(text(n), reached.has(at) ? "b" : "b outside", at + beside + 2, 2)
    }),
    cell("product", "sign", 1, 3),
    ...met.map(({ at, n, m }) => cell(text(n * m), "product meets", at + beside + 2, 3)),
  ])
}

// Each sum stands under the right end of b at its place.
function drawSums({ sums, data, at }) {
  const beside = data.b.length - 1
  fill(sums, data.a.length + 2 * beside, [
    cell("sum", "sign", 1, 1),
    ...data.sums.map((n, place) =>
      cell(
        place === data.hidden ? "?" : text(n),
        place === at ? "sum now" : "sum",
        place + beside + 2,
        1,
        place,
      ),
    ),
  ])
}

// A row for each number of a, a column for each of b; products that meet at one place slant.
function drawTable({ table, data: { a, b, turns }, at }) {
  const cells = b.map((n, j) => cell(text(n), "b", j + 2, 1))
  a.forEach((m, i) => {
    cells.push(cell(text(m), "a", 1, i + 2))
    b.forEach((n, j) => {
      const place = turns ? i + j : i + b.length - 1 - j
      const kind = place === at ? "product meets" : "product"
      cells.push(cell(text(m * n), kind, j + 2, i + 2, place))
    })
  })
  fill(table, b.length + 1, cells, false)
}

function sentence(view) {
  const { at, data } = view
  const met = meeting(view, at)
  /** @type {import("../../../views/shared/speech.js").Piece[]} */
  const pieces = [{ text: `place ${at}: `, kind: "quiet" }]
  met.forEach(({ m, n }, k) => {
    pieces.push({ text: `${k ? " + " : ""}${bracketed(text(m))}·` })
    pieces.push({ text: bracketed(text(n)), kind: "weight" })
  })
  const hidden = data.hidden === at
  pieces.push({ text: " = " })
  pieces.push({ text: hidden ? "?" : signed(thousands(data.sums[at])), kind: "result" })
  return pieces
}

function receive(view, data) {
  const isNew = data.arrival !== view.data?.arrival || data.sums.length !== view.data.sums.length
  view.data = data
  if (isNew) {
    pause(view)
    view.at = data.start
    view.told = data.start
  }
  view.at = bounded(view, view.at)
  draw(view)
}

export default mountedPlain(mount, receive, (view) => {
  pause(view)
  clearTimeout(view.rest)
})
