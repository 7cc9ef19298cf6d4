// @ts-check
// Curves: state of one mounted set of charts, and what is said of the place that is marked.

import { ANNOUNCED, announced } from "../shared/announcement.js"
import { closeMenuOnPhone, mounted } from "../shared/lifecycle.js"
import { written } from "../shared/numbers.js"
import { pointIn } from "../shared/projector.js"
import { listenToPointer } from "../shared/touch.js"
import { add, drawChart, legend, markAt, nearest, placesOf } from "./plot.js"

const FAR = 10 // samples that Page Up and Page Down go

let made = 0

function chartsOf({ meta, arrays }) {
  return meta.charts.map((chart, c) => ({
    ...chart,
    series: chart.series.map((one, k) => ({
      ...one,
      x: arrays[`x${c}.${k}`].values,
      y: arrays[`y${c}.${k}`].values,
      gaps: new Set(meta.gaps[c][k]),
    })),
  }))
}

function mount(parent) {
  const root = parent.querySelector(".curves")
  const set = {
    root,
    list: root.querySelector(".charts"),
    legend: root.querySelector(".legend"),
    reading: root.querySelector(".reading"),
    boxes: [],
    at: null,
  }
  set.observer = new ResizeObserver(() => draw(set))
  set.observer.observe(root)
  set.hear = ({ detail }) => {
    if (detail.name === set.follow) mark(set)
  }
  document.addEventListener(ANNOUNCED, set.hear)
  closeMenuOnPhone()
  return set
}

function build(set) {
  if (set.boxes.length === set.charts.length) return
  set.list.replaceChildren()
  set.boxes = set.charts.map((_, c) => {
    const chart = document.createElement("div")
    chart.className = "chart"
    chart.innerHTML =
      '<div class="head"></div><div class="plot" tabindex="0" role="application"></div>'
    set.list.append(chart)
    /** @type {HTMLElement} */
    const plot = chart.querySelector(".plot")
    const box = { id: `${++made}`, head: chart.querySelector(".head"), plot }
    box.svg = add(plot, "svg", { "aria-hidden": "true" })
    listenToPointer(plot, {
      down: (event) => {
        plot.focus({ preventScroll: true })
        pointAt(set, c, event)
      },
      move: (event) => pointAt(set, c, event),
      leave: () => letGo(set),
    })
    plot.addEventListener("keydown", (event) => onKey(set, c, event))
    return box
  })
}

function headsOf(set) {
  const names = ({ series }) => series.map((one) => one.name).join("|")
  const [first] = set.charts
  const shared =
    set.charts.length > 1 &&
    set.charts.every((one) => one.series.length > 1 && names(one) === names(first))
  set.legend.replaceChildren()
  if (shared) legend(set.legend, first.series)
  set.charts.forEach(({ title, series }, c) => {
    const words = document.createElement("span")
    words.className = "title"
    words.textContent = title
    set.boxes[c].head.replaceChildren(words)
    if (!shared && series.length > 1) legend(set.boxes[c].head, series)
  })
}

function letGo(set) {
  set.at = null
  mark(set)
}

function loud(chart) {
  return chart.series.filter((one) => !one.quiet && one.y.length)
}

// All places at which a chart that is pointed at has a sample.
function samples(chart) {
  return [...new Set(loud(chart).flatMap((one) => Array.from(placesOf(one))))].sort((a, b) => a - b)
}

function pointAt(set, c, event) {
  const chart = set.charts[c]
  const box = set.boxes[c]
  const { x } = pointIn(box.plot, event)
  const all = samples(chart)
  if (!all.length || !box.x) return
  set.at = {
    c,
    x: all.reduce((best, one) =>
      Math.abs(box.x(one) - x) < Math.abs(box.x(best) - x) ? one : best,
    ),
  }
  mark(set)
}

function onKey(set, c, event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return
  const all = samples(set.charts[c])
  if (!all.length) return
  const now = set.at?.c === c ? set.at.x : (startOf(set, c) ?? all[0])
  const k = all.reduce(
    (best, one, at) => (Math.abs(one - now) < Math.abs(all[best] - now) ? at : best),
    0,
  )
  const goal = {
    ArrowLeft: k - 1,
    ArrowRight: k + 1,
    PageDown: k - FAR,
    PageUp: k + FAR,
    Home: 0,
    End: all.length - 1,
  }[event.key]
  if (event.key === "Escape") letGo(set)
  else if (goal === undefined) return
  else {
    set.at = { c, x: all[Math.min(Math.max(goal, 0), all.length - 1)] }
    mark(set)
  }
  event.preventDefault()
  event.stopPropagation()
}

// What is marked before the reader points at anything: what is followed, or where a chart begins.
function followed(set) {
  return set.follow ? announced()[set.follow] : undefined
}

function startOf(set, c) {
  const { follows, at } = set.charts[c]
  const numbers = followed(set)
  return follows && numbers ? numbers[follows[0]] : at
}

function sampleText(one, k) {
  return one.gaps.has(k) ? "not a number" : written(one.y[k])
}

// What a chart says at x: pieces {text, kind}, and the dots on its series.
function readAt(chart, x, byTitle) {
  const dots = []
  const pieces = []
  for (const one of loud(chart)) {
    const k = nearest(one, x)
    if (one.kind === "points" && one.x[k] !== x) continue // a point says nothing of other places
    if (!one.gaps.has(k)) dots.push([placesOf(one)[k], one.y[k]])
    const range = one.kind === "bars" ? `${written(one.x[k])} to ${written(one.x[k + 1])}: ` : ""
    if (pieces.length) pieces.push({ text: ", " })
    pieces.push(
      { text: `${byTitle ? chart.title : one.name} ${range}`, kind: "name" },
      { text: sampleText(one, k), kind: "result" },
    )
  }
  return { dots, pieces }
}

// What to do at charts of which nothing is read yet; a chart may have no curve so far.
function hint(set) {
  const dots = set.charts.flatMap(loud).every((one) => one.kind === "points")
  return dots
    ? "Point at a dot to read it."
    : "Point at a curve, or go along it with the arrow keys."
}

// Charts of one series each are told apart by their titles.
function titled(set, chart) {
  return set.charts.length > 1 && loud(chart).length === 1
}

function mark(set) {
  const said = []
  const numbers = followed(set)
  const where = set.at && set.charts[set.at.c].x.title
  set.charts.forEach((chart, c) => {
    const box = set.boxes[c]
    const together = where === chart.x.title
    const begin = startOf(set, c)
    if (set.at ? !together : begin === null || begin === undefined) return markAt(box, null, [])
    const x = set.at ? set.at.x : begin
    const read = readAt(chart, x, titled(set, chart))
    if (!set.at && chart.follows && numbers) {
      const [, at] = chart.follows
      markAt(box, x, at === null ? [] : [[x, numbers[at]]])
      if (at !== null)
        read.pieces = [
          { text: `${titled(set, chart) ? chart.title : loud(chart)[0].name} `, kind: "name" },
          { text: written(numbers[at]), kind: "result" },
        ]
    } else markAt(box, x, read.dots)
    const bars = loud(chart).some((one) => one.kind === "bars")
    const words = !set.at && numbers && set.words ? `${set.words}: ` : ""
    if (!said.length && !bars)
      said.push([
        {
          text: `${words}${chart.x.title} ${written(x)}`,
          kind: "where",
        },
      ])
    if (set.charts.length > 1 && loud(chart).length > 1)
      read.pieces.unshift({ text: `${chart.title}: `, kind: "where" })
    said.push(read.pieces)
  })
  const pieces = said.flatMap((part, k) => (k ? [{ text: " · " }, ...part] : part))
  say(set, pieces.length ? pieces : [{ text: hint(set), kind: "where" }])
}

function say(set, pieces) {
  const text = pieces.map((piece) => piece.text).join("")
  if (text === set.said) return
  set.said = text
  // What is followed is spoken by the component that it follows.
  set.reading.setAttribute("aria-live", set.at ? "polite" : "off")
  set.reading.replaceChildren(
    ...pieces.map(({ text: words, kind }) => {
      const span = document.createElement("span")
      span.textContent = words
      if (kind) span.className = kind
      return span
    }),
  )
}

function draw(set) {
  if (!set.charts || !set.root.isConnected) return
  set.charts.forEach((chart, c) => drawChart(chart, set.boxes[c]))
  mark(set)
}

function receive(set, message) {
  set.charts = chartsOf(message)
  set.follow = message.meta.follow
  set.words = message.meta.words
  build(set)
  headsOf(set)
  set.charts.forEach((chart, c) => {
    set.boxes[c].plot.setAttribute("aria-label", `${chart.label}. Arrow keys go along it.`)
  })
  if (set.at && !(set.charts[set.at.c] && samples(set.charts[set.at.c]).includes(set.at.x)))
    set.at = null
  draw(set)
}

export default mounted(mount, receive, (set) => {
  set.observer.disconnect()
  document.removeEventListener(ANNOUNCED, set.hear)
})
