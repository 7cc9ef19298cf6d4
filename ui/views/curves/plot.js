// @ts-check
// Draws one chart as SVG: axes, series, guides; `markAt` puts the marks of one x on top.

import { SMALLEST } from "../shared/canvas.js"
import { written } from "../shared/numbers.js"
import { chartHeight, smallestDigits } from "../shared/projector.js"
import { endsOf, linearTicks, logTicks, scaleOf } from "./scale.js"

const RIGHT = 10
const TOP = 8
const BOTTOM = 34
const letter = () => 0.61 * smallestDigits(SMALLEST) // px of one letter of a mark
const DOT = 5 // px around the chart for a dot on its edge
const SVG = "http://www.w3.org/2000/svg"

export function add(parent, name, attributes, text) {
  const made = document.createElementNS(SVG, name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  if (text !== undefined) made.textContent = text
  parent.append(made)
  return made
}

// The x of each sample: of bars, the middle.
export function placesOf({ kind, x, y }) {
  return kind === "bars" ? Array.from(y, (_, k) => (x[k] + x[k + 1]) / 2) : x
}

// The names and lines of series: of one chart at its head, of all above them where they agree.
export function legend(head, series) {
  const put = (parent, name, kind, text = "") => {
    const made = document.createElement(name)
    made.className = kind
    made.textContent = text
    parent.append(made)
    return made
  }
  for (const one of series) {
    const entry = put(head, "span", one.quiet ? "entry quiet" : "entry")
    const sample = add(entry, "svg", { width: 26, height: 10, "aria-hidden": "true" })
    if (one.kind === "points") {
      add(sample, "circle", { cx: 13, cy: 5, r: 4, fill: `var(--${one.colour})` })
    } else
      add(sample, "line", {
        x1: 1,
        x2: 25,
        y1: 5,
        y2: 5,
        stroke: `var(--${one.colour})`,
        "stroke-width": one.thin ? 1.5 : 3,
        "stroke-dasharray": one.dash,
      })
    put(entry, "span", "", one.name)
  }
}

export function drawChart(chart, box) {
  const { plot } = box
  const width = plot.clientWidth
  const height = chartHeight(chart.height)
  if (!width) return
  const rows = Math.max(2, Math.floor((height - TOP - BOTTOM) / 28))
  const values = chart.series.flatMap((one) => Array.from(one.y).filter((_, k) => !one.gaps.has(k)))
  const bars = chart.series.some((one) => one.kind === "bars")
  if (bars && !chart.y.log) values.push(0)
  const yEnds = endsOf(chart.y, [...values, ...chart.guides.map((one) => one.y)], rows, false)
  const yTicks = chart.y.log ? logTicks(...yEnds, rows) : linearTicks(...yEnds, rows, chart.y.whole)
  const yTexts = yTicks.map((n) => written(n))
  const left = Math.max(24, letter() * Math.max(...yTexts.map((text) => text.length), 1) + 10)
  const xEnds = endsOf(
    chart.x,
    chart.series.flatMap((one) => Array.from(one.x)),
    1,
    true,
  )
  const columns = Math.max(2, Math.floor((width - left - RIGHT) / 56))
  const xTicks = chart.x.log
    ? logTicks(...xEnds, columns)
    : linearTicks(...xEnds, columns, chart.x.whole)
  const x = scaleOf(chart.x, xEnds, left, width - RIGHT)
  const y = scaleOf(chart.y, yEnds, height - BOTTOM, TOP)
  Object.assign(box, { x, y, left, width, height, yEnds })
  const svg = box.svg
  svg.replaceChildren()
  svg.setAttribute("width", width)
  svg.setAttribute("height", height)
  const foot = height - BOTTOM
  const id = `clip-${box.id}`
  const clip = add(add(svg, "defs", {}), "clipPath", { id })
  add(clip, "rect", {
    x: left - DOT,
    y: TOP - DOT,
    width: width - left - RIGHT + 2 * DOT,
    height: foot - TOP + 2 * DOT,
  })
  yTicks.forEach((n, k) => {
    add(svg, "line", {
      class: n === 0 ? "zero" : "grid",
      x1: left,
      x2: width - RIGHT,
      y1: y(n),
      y2: y(n),
    })
    add(svg, "text", { x: left - 6, y: y(n) + 4, "text-anchor": "end" }, yTexts[k])
  })
  xTicks.forEach((n) => {
    add(svg, "line", {
      class: n === 0 && xEnds[0] < 0 ? "zero" : "grid",
      x1: x(n),
      x2: x(n),
      y1: TOP,
      y2: foot,
    })
    add(svg, "text", { x: x(n), y: foot + 14, "text-anchor": "middle" }, written(n))
  })
  add(svg, "text", { x: width - RIGHT, y: height - 4, "text-anchor": "end" }, chart.x.title)
  if (chart.y.title !== chart.title) add(svg, "text", { x: 0, y: height - 4 }, chart.y.title)
  const inside = add(svg, "g", { "clip-path": `url(#${id})` })
  const order = [...chart.series].sort((one, two) => Number(two.thin) - Number(one.thin))
  for (const one of order) drawSeries(inside, one, x, y, foot, chart.y.log)
  for (const { y: at, words } of chart.guides) {
    add(svg, "line", { class: "guide", x1: left, x2: width - RIGHT, y1: y(at), y2: y(at) })
    const place = freePlace(chart.series, words, y(at), { left, right: width - RIGHT, foot, x, y })
    add(svg, "text", { class: "halo", ...place }, words)
  }
  box.marks = add(svg, "g", {})
}

// Where a guide's words lie on no curve: above or below it, at its right, left or middle.
function freePlace(series, words, at, { left, right, foot, x, y }) {
  const wide = letter() * words.length
  const ends = [right - wide - 8, left + 4, (left + right - wide) / 2]
  const levels = [at - 5, at + 13].filter((low) => low - 10 > TOP && low + 2 < foot)
  const all = ends.flatMap((from) => levels.map((low) => ({ x: from, y: low })))
  const free = all.find((place) => !series.some((one) => touches(one, place, wide, x, y)))
  return free ?? all[0] ?? { x: ends[0], y: at - 5 }
}

// Whether a series goes through words of this width; bars are behind all words.
function touches(one, place, wide, x, y) {
  if (one.kind === "bars") return false
  const inside = (across, down) =>
    across > place.x - 4 && across < place.x + wide + 4 && down > place.y - 13 && down < place.y + 5
  const steps = one.kind === "line" ? 24 : 1
  for (let k = 0; k < one.y.length; k++) {
    if (one.gaps.has(k)) continue
    const next = one.gaps.has(k + 1) || k + 1 === one.y.length ? k : k + 1
    for (let part = 0; part < steps; part++) {
      const share = part / steps
      const across = (1 - share) * x(one.x[k]) + share * x(one.x[next])
      if (inside(across, (1 - share) * y(one.y[k]) + share * y(one.y[next]))) return true
    }
  }
  return false
}

function drawSeries(parent, one, x, y, foot, log) {
  const stroke = `var(--${one.colour})`
  const places = placesOf(one)
  const shown = (k) => !one.gaps.has(k) && !(log && one.y[k] <= 0)
  if (one.kind === "bars") {
    one.y.forEach((n, k) => {
      if (!shown(k) || n === 0) return
      const from = log ? foot : y(0)
      const top = Math.min(y(n), from)
      const wide = Math.max(1, x(one.x[k + 1]) - x(one.x[k]) - 1)
      add(parent, "rect", {
        x: x(one.x[k]),
        y: top,
        width: wide,
        height: Math.max(Math.abs(from - y(n)), 1),
        fill: stroke,
        "fill-opacity": one.quiet ? 0.16 : 0.75,
      })
    })
    return
  }
  if (one.kind === "line") {
    let path = ""
    let pen = "M"
    one.y.forEach((n, k) => {
      if (!shown(k)) {
        pen = "M"
        return
      }
      path += `${pen}${x(places[k]).toFixed(1)} ${y(n).toFixed(1)}`
      pen = "L"
    })
    add(parent, "path", {
      d: path,
      fill: "none",
      stroke,
      "stroke-width": one.thin ? 1.4 : 2.6,
      "stroke-opacity": one.quiet ? 0.8 : 1,
      "stroke-dasharray": one.dash,
      "stroke-linejoin": "round",
    })
  }
  one.y.forEach((n, k) => {
    if (log && !one.gaps.has(k) && n <= 0)
      add(parent, "circle", {
        cx: x(places[k]),
        cy: foot,
        r: 3,
        fill: "var(--panel)",
        stroke,
        "stroke-width": 1.5,
      })
    else if (one.kind === "points" && shown(k))
      add(parent, "circle", { cx: x(places[k]), cy: y(n), r: 3.5, fill: stroke })
  })
}

// The number of the sample nearest to x, -1 without any.
export function nearest({ kind, x, y }, at) {
  if (!y.length) return -1
  if (kind === "bars") {
    const k = x.findIndex((edge) => edge > at) - 1
    return k < 0 ? (at < x[0] ? 0 : y.length - 1) : k
  }
  let best = 0
  for (let k = 1; k < x.length; k++) if (Math.abs(x[k] - at) < Math.abs(x[best] - at)) best = k
  return best
}

// Mark one x, and the dots [x, y] on it.
export function markAt(box, at, dots) {
  if (!box.marks) return
  box.marks.replaceChildren()
  if (at === null) return
  const foot = box.height - BOTTOM
  const across = Math.min(Math.max(box.x(at), box.left), box.width - RIGHT)
  add(box.marks, "line", { class: "here", x1: across, x2: across, y1: TOP, y2: foot })
  for (const [x, y] of dots) {
    const down = Math.min(Math.max(box.y(y), TOP), foot)
    add(box.marks, "circle", {
      class: "dot",
      cx: Math.min(Math.max(box.x(x), box.left), box.width - RIGHT),
      cy: down,
      r: 4.5,
    })
  }
}
