// @ts-check
// One point, in three pictures of one place: discs packed like a honeycomb, and the windows of two
// convolutions. What the point lies in is lit and counted.

import { fillKey } from "../../../views/shared/key.js"
import { closeMenuOnPhone, mountedPlain } from "../../../views/shared/lifecycle.js"
import { counted } from "../../../views/shared/numbers.js"
import { tellStatus } from "../../../views/shared/speech.js"
import { listenToPointer } from "../../../views/shared/touch.js"
import { say } from "./words.js"

const REST = 350 // ms after which the server hears of a point
const SVG = "http://www.w3.org/2000/svg"
const STEP = 2 // tenths of a pixel for a key

function mount(parent) {
  const root = parent.querySelector(".discs")
  const view = {
    root,
    stage: root.querySelector(".stage"),
    key: root.querySelector(".key"),
    status: root.querySelector(".formula"),
    data: null,
    spot: [0, 0],
    figures: [],
    said: "",
    told: "",
  }
  view.stage.onkeydown = (event) => onKey(view, event)
  const point = (event) => onPoint(view, event)
  listenToPointer(view.stage, { down: point, move: point })
  closeMenuOnPhone()
  return view
}

const lastOf = ({ side, tenths }) => side * tenths - 1

function choose(view, down, right) {
  const bound = (n) => Math.min(Math.max(Math.round(n), 0), lastOf(view.data))
  view.spot = [bound(down), bound(right)]
  clearTimeout(view.rest)
  view.rest = setTimeout(() => tell(view), REST)
  mark(view)
}

function tell(view) {
  const [row, column] = view.spot
  if (view.told === view.spot.join() || !view.root.isConnected) return
  view.told = view.spot.join()
  view.setStateValue("cell", { row, column, arrival: view.data.arrival })
}

function onPoint(view, event) {
  const svg = event.target.closest?.("svg")
  if (!svg || !view.data) return
  const box = svg.getBoundingClientRect()
  const all = view.data.side * view.data.tenths
  choose(
    view,
    ((event.clientY - box.top) / box.height) * all,
    ((event.clientX - box.left) / box.width) * all,
  )
}

function onKey(view, event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return
  const [down, right] = view.spot
  const steps = {
    ArrowUp: [down - STEP, right],
    ArrowDown: [down + STEP, right],
    ArrowLeft: [down, right - STEP],
    ArrowRight: [down, right + STEP],
    Home: [lastOf(view.data) / 2, lastOf(view.data) / 2],
  }
  const next = steps[event.key]
  if (!next) return
  event.preventDefault()
  choose(view, next[0], next[1])
}

function made(parent, name, attributes) {
  const one = document.createElementNS(SVG, name)
  for (const [key, value] of Object.entries(attributes)) one.setAttribute(key, String(value))
  parent.append(one)
  return one
}

// A figure: its fields, each with a test whether a point lies in it.
function figure(view, title, range, fields, isGrid) {
  const { side } = view.data
  const whole = document.createElement("figure")
  const caption = document.createElement("figcaption")
  caption.textContent = title
  const count = document.createElement("p")
  count.className = "count"
  const svg = document.createElementNS(SVG, "svg")
  svg.setAttribute("viewBox", `0 0 ${side} ${side}`)
  svg.setAttribute("aria-hidden", "true")
  whole.append(caption, svg, count)
  view.stage.append(whole)
  if (isGrid)
    for (let k = 0; k < side * side; k++)
      made(svg, "rect", {
        x: k % side,
        y: Math.floor(k / side),
        width: 1,
        height: 1,
        class: "pixel",
      })
  const drawn = fields.map(({ shape, attributes, covers }) => ({
    one: made(svg, shape, { ...attributes, class: "field" }),
    covers,
  }))
  const here = isGrid ? made(svg, "rect", { width: 1, height: 1, class: "here" }) : null
  const spot = made(svg, "circle", { r: 0.11, class: "spot" })
  return { count, range, drawn, here, spot }
}

function discsOf({ middles, radius }) {
  return middles.map(([y, x]) => ({
    shape: "circle",
    attributes: { cx: x, cy: y, r: radius },
    covers: (down, right) => Math.hypot(down - y, right - x) <= radius + 1e-9,
  }))
}

function windowsOf({ side, kernel }, stride) {
  const starts = []
  for (let at = -kernel * stride; at < side; at += stride) if (at > -kernel) starts.push(at)
  return starts.flatMap((y) =>
    starts.map((x) => ({
      shape: "rect",
      attributes: { x: x + 0.06, y: y + 0.06, width: kernel - 0.12, height: kernel - 0.12 },
      covers: (down, right) => {
        const [row, column] = [Math.floor(down), Math.floor(right)]
        return row >= y && row < y + kernel && column >= x && column < x + kernel
      },
    })),
  )
}

function draw(view) {
  const { data } = view
  const { kernel, strides } = data
  view.stage.replaceChildren()
  view.figures = [
    figure(view, say.fieldsInTheCortexAsDiscs, "3 to 7", discsOf(data), false),
    ...strides.map((stride) =>
      figure(
        view,
        `${kernel}×${kernel} windows, stride ${stride}`,
        stride === 1 ? "always 9" : "1, 2 or 4",
        windowsOf(data, stride),
        true,
      ),
    ),
  ]
  fillKey(view.key, [
    ["positive", say.fieldsInWhichThePoint],
    ["chosen", say.pointAndItsPixel],
  ])
  mark(view)
}

function mark(view) {
  const [down, right] = view.spot.map((n) => (n + 0.5) / view.data.tenths)
  const counts = view.figures.map(({ drawn, count, range, here, spot }) => {
    let over = 0
    for (const { one, covers } of drawn) {
      const is = covers(down, right)
      over += Number(is)
      one.classList.toggle("over", is)
    }
    here?.setAttribute("x", String(Math.floor(right)))
    here?.setAttribute("y", String(Math.floor(down)))
    spot.setAttribute("cx", String(right))
    spot.setAttribute("cy", String(down))
    const number = document.createElement("b")
    number.textContent = String(over)
    count.replaceChildren(number, ` (${range})`)
    return over
  })
  const [discs, ...windows] = counts
  const others = windows.map((n, k) => `${counted(n, "window")} of stride ${view.data.strides[k]}`)
  tellStatus(view, [
    { text: say.pointLies },
    { text: counted(discs, "disc"), kind: "result" },
    { text: say.itsPixelRowColumnLies(Math.floor(down), Math.floor(right)) },
    { text: others.join(" and in "), kind: "result" },
  ])
}

function receive(view, data) {
  const before = view.data
  view.data = data
  if (data.arrival !== before?.arrival) {
    view.spot = data.start
    view.told = view.spot.join()
  }
  if (!before || data.arrival !== before.arrival) draw(view)
}

export default mountedPlain(mount, receive, (view) => clearTimeout(view.rest))
