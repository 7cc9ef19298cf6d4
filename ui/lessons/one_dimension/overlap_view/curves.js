// @ts-check
// Two functions of t: f, the flipped and shifted h, their product and its area, the result as it
// grows. Every number printed is the server's: an integral for each place x, taken by its index.

import { hatch, write } from "../../../views/shared/canvas.js"
import { ASKED } from "../../../views/shared/key.js"
import { bracketed, signed } from "../../../views/shared/numbers.js"
import { pictureHeight } from "../../../views/shared/projector.js"
import { poseOf, restingPose } from "./pose.js"
import { say } from "./words.js"

const GUTTER = 40
const PLOT_TITLE = 19
const PLOT_GAP = 9
const AXIS = 17
const ROUNDING = 1e-9 // sums of a thousand products differ by far less
const COVERED = 6 // places to either side of one that a question asks for

// The place x of index k, and the sample of h that lies over strip i while h is at x.
function xOf(scene, k) {
  return (k - scene.places) / scene.strips
}

export function sampleOver(scene, i, k, way) {
  const at = k - scene.places
  const n = scene.f.length
  const j = way === "convolution" ? at - 1 - i + n : i - at
  return j >= 0 && j < n ? scene.h[j] : 0
}

function tOf(scene, i) {
  return (i - (scene.f.length - 1) / 2) / scene.strips
}

// Whether a question asks for the number at place k.
function isAsked({ scene }, k) {
  return scene.hidden !== null && Math.abs(k - scene.hidden) <= COVERED
}

// While the reader draws what the result could be, the result itself stays hidden.
export function isGuessing({ drawing }) {
  return drawing === "guess"
}

function guessOf(view) {
  return view.sketch && isGuessing(view) ? view.sketch : view.scene.knots.guess
}

// The guess at place k: straight between its numbers.
function guessAt(view, k) {
  const knots = guessOf(view)
  const place = k / (view.scene.apart * view.scene.strips)
  const left = Math.min(Math.floor(place), knots.length - 2)
  return knots[left] + (place - left) * (knots[left + 1] - knots[left])
}

// Three decimals, with "≈" where that rounds.
function about(value, places = 3) {
  const text = value.toFixed(places)
  const plain = text.replace(/\.?0+$/, "")
  return {
    text: signed(plain === "-0" ? "0" : plain),
    exact: Math.abs(Number(text) - value) < ROUNDING,
  }
}

function equals(value, places) {
  const { text, exact } = about(value, places)
  return `${exact ? "=" : "≈"} ${text}`
}

// A result at place k and with f and h swapped. One number is rounded once: two that only differ by
// rounding could end up on both sides of a half.
function bothWays(scene, way, k) {
  const [one, other] = [scene[way][k], scene[`${way}Swapped`][k]]
  const same = Math.abs(one - other) < ROUNDING
  return { one: equals(one), swapped: equals(same ? one : other), same }
}

function layOutCurves(scene, width, view) {
  const height =
    pictureHeight(Math.min(Math.max(innerHeight * 0.46, 330), 640), 250) * (width < 480 ? 0.92 : 1)
  const inner = height - AXIS - 3 * PLOT_TITLE - 2 * PLOT_GAP
  const shares = [0.4, 0.22, 0.38]
  let top = 0
  const plots = shares.map((share) => {
    const plot = {
      x: GUTTER,
      y: top + PLOT_TITLE,
      w: width - GUTTER - 6,
      h: Math.floor(inner * share),
    }
    top = plot.y + plot.h + PLOT_GAP
    return plot
  })
  const range = (...lists) => {
    let low = 0
    let high = 0
    for (const list of lists)
      for (const value of list) {
        if (value < low) low = value
        if (value > high) high = value
      }
    return high > low ? [low, high] : [0, 1]
  }
  const [[fLow, fHigh], [hLow, hHigh]] = scene.ranges
  const products = [fLow * hLow, fLow * hHigh, fHigh * hLow, fHigh * hHigh]
  plots[0].range = range(...scene.ranges)
  plots[1].range = range(products)
  const ways = Object.keys(scene.diverges).filter((way) => !scene.diverges[way])
  const [low, high] = range(...ways.map((way) => scene[way]))
  plots[2].range = isGuessing(view)
    ? [low < 0 ? -Math.ceil(-1.5 * low) : 0, Math.ceil(1.5 * high)]
    : range([low, high], scene.guessed ? scene.knots.guess : [])
  return { plots, width, height, span: scene.places / scene.strips }
}

function across(plan, t) {
  const { x, w } = plan.plots[0]
  return x + ((t / plan.span + 1) / 2) * w
}
export function tAt(plan, px) {
  const { x, w } = plan.plots[0]
  return ((2 * (px - x)) / w - 1) * plan.span
}
function up({ y, h, range: [low, high] }, value) {
  return y + h - ((value - low) / (high - low)) * (h - 3)
}

// A line through the middles of the strips; where two neighbours jump, straight up between them.
function tracePath(context, plan, plot, count, tAtIndex, valueAt, jump) {
  const [low, high] = plot.range
  const steep = jump * (high - low)
  context.beginPath()
  let before = null
  for (let k = 0; k < count; k++) {
    const t = tAtIndex(k)
    const value = valueAt(k)
    if (before && Math.abs(value - before.value) > steep) {
      const edge = across(plan, (t + before.t) / 2)
      context.lineTo(edge, up(plot, before.value))
      context.lineTo(edge, up(plot, value))
    }
    if (before) context.lineTo(across(plan, t), up(plot, value))
    else context.moveTo(across(plan, t), up(plot, value))
    before = { t, value }
  }
}

function paintAxes(context, view, plot, title) {
  const { colours } = view
  context.strokeStyle = colours.line.text
  context.lineWidth = 1
  context.strokeRect(plot.x + 0.5, plot.y + 0.5, plot.w - 1, plot.h - 1)
  const zero = up(plot, 0)
  context.strokeStyle = colours.soft.text
  context.beginPath()
  context.moveTo(plot.x, zero)
  context.lineTo(plot.x + plot.w, zero)
  context.stroke()
  for (const value of new Set([plot.range[0], 0, plot.range[1]]))
    write(
      context,
      colours,
      about(value, 2).text,
      plot.x - 5,
      Math.min(Math.max(up(plot, value), plot.y + 6), plot.y + plot.h - 4),
      { size: 12, align: "right" },
    )
  let x = plot.x
  for (const [text, colour] of title)
    x += write(context, colours, text, x, plot.y - PLOT_TITLE / 2, { colour })
}

function insidePlot(context, plot, draw) {
  context.save()
  context.beginPath()
  context.rect(plot.x, plot.y - 2, plot.w, plot.h + 4)
  context.clip()
  draw()
  context.restore()
}

// h as it lies right now: `turn` runs from 1, as it is, through 0 to -1, flipped; `shift` is where.
function paintFunctions(context, view) {
  const { scene, plan, colours } = view
  const plot = plan.plots[0]
  const n = scene.f.length
  const { turn, shift } = poseOf(view)
  const moved =
    turn === -1
      ? `h(${about(shift, 2).text} − t)`
      : turn === 1
        ? `h(t − ${bracketed(about(shift, 2).text)})`
        : "h turns over"
  paintAxes(context, view, plot, [
    [`f(t) ${scene.titles[0]}`, colours.ink.text],
    ["   ", colours.ink.text],
    [`${moved} ${scene.titles[1]}`, colours.violet.text],
  ])
  insidePlot(context, plot, () => {
    tracePath(
      context,
      plan,
      plot,
      n,
      (i) => tOf(scene, i),
      (i) => scene.f[i],
      0.3,
    )
    context.strokeStyle = colours.ink.text
    context.lineWidth = 2
    context.stroke()
    context.lineTo(across(plan, plan.span * 2), up(plot, 0))
    context.lineTo(across(plan, -plan.span * 2), up(plot, 0))
    context.globalAlpha = 0.1
    context.fillStyle = colours.ink.text
    context.fill()
    context.globalAlpha = 1
    // Where it came from: h(t), dashed.
    context.setLineDash([3, 4])
    context.strokeStyle = colours.violet.text
    context.lineWidth = 1
    context.globalAlpha = 0.75
    tracePath(
      context,
      plan,
      plot,
      n,
      (i) => tOf(scene, i),
      (i) => scene.h[i],
      0.3,
    )
    context.stroke()
    context.setLineDash([])
    context.globalAlpha = 1
    tracePath(
      context,
      plan,
      plot,
      n,
      (i) => shift + turn * tOf(scene, i),
      (i) => scene.h[i],
      0.3,
    )
    context.lineWidth = 2.5
    context.stroke()
    context.lineTo(across(plan, shift + turn * plan.span * 4), up(plot, 0))
    context.lineTo(across(plan, shift - turn * plan.span * 4), up(plot, 0))
    context.globalAlpha = 0.14
    context.fillStyle = colours.violet.text
    context.fill()
    context.globalAlpha = 1
    if (view.drawing && !isGuessing(view)) paintKnots(context, view, plot)
  })
}

function paintKnots(context, view, plot) {
  const { scene, plan, colours } = view
  const knots = view.sketch ?? scene.knots[view.drawing]
  const half = (knots.length - 1) / 2
  context.fillStyle = view.drawing === "h" ? colours.violet.text : colours.ink.text
  knots.forEach((value, k) => {
    context.beginPath()
    context.arc(across(plan, (k - half) * scene.apart), up(plot, value), 3.5, 0, 7)
    context.fill()
  })
}

function paintProduct(context, view) {
  const { scene, plan, colours, k } = view
  const plot = plan.plots[1]
  const n = scene.f.length
  const rest = restingPose(view)
  const product = (i) => scene.f[i] * sampleOver(scene, i, k, view.way)
  const x = about(xOf(scene, k), 4).text
  const h = view.way === "convolution" ? `h(${x} − t)` : `h(t − ${bracketed(x)})`
  const value = scene.diverges[view.way] ? "= ∞" : equals(scene[view.way][k])
  const total = isAsked(view, view.k) ? "= ?" : value
  // On a phone the product itself stands in the formula below: a number that is cut off is a wrong
  // one.
  const named = plot.w < 420 ? "product, area " : say.productFTItsArea(h)
  paintAxes(
    context,
    view,
    plot,
    rest
      ? [
          [named, colours.ink.text],
          [total, colours.teal.text],
        ]
      : [["product", colours.soft.text]],
  )
  if (!rest) return
  insidePlot(context, plot, () => {
    for (const sign of [1, -1]) {
      tracePath(
        context,
        plan,
        plot,
        n,
        (i) => tOf(scene, i),
        (i) => sign * Math.max(sign * product(i), 0),
        0.2,
      )
      context.lineTo(across(plan, plan.span * 2), up(plot, 0))
      context.lineTo(across(plan, -plan.span * 2), up(plot, 0))
      context.fillStyle = sign > 0 ? colours.positive.text : colours.negative.text
      context.globalAlpha = 0.7
      context.fill()
      context.globalAlpha = 1
      if (sign < 0) {
        context.fillStyle = hatch(context, colours.ink.text)
        context.globalAlpha = 0.4
        context.fill()
        context.globalAlpha = 1
      }
    }
  })
}

// Where both curves lie on each other, no dashes are seen.
function besideResult(scene, other) {
  if (scene.diverges[other]) return `${other}: infinite`
  const same = scene.convolution.every((value, k) => Math.abs(value - scene.correlation[k]) < 1e-6)
  return same ? say.sameCurve(other) : `dashed: ${other}`
}

function paintResult(context, view) {
  const { scene, plan, colours, k } = view
  const plot = plan.plots[2]
  const count = 2 * scene.places + 1
  const other = view.way === "convolution" ? "correlation" : "convolution"
  const names = { convolution: "(f ∗ h)(x)", correlation: "(f ⋆ h)(x)" }
  const narrow = plot.w < 420
  if (isGuessing(view)) {
    const wanted = narrow ? "draw here" : say.drawHereWhatYouExpect
    paintAxes(context, view, plot, [[`${names[view.way]}: ${wanted}`, colours.ink.text]])
    insidePlot(context, plot, () => {
      paintGuess(context, view, plot)
      paintKnots(context, view, plot)
    })
    return
  }
  paintAxes(context, view, plot, [
    [narrow ? names[view.way] : `${names[view.way]} ${view.way}`, colours.teal.text],
    ["   ", colours.ink.text],
    [besideResult(scene, other), colours.soft.text],
  ])
  if (scene.diverges[view.way])
    write(context, colours, say.infiniteAtEveryX, plot.x + plot.w / 2, plot.y + plot.h / 2, {
      colour: colours.teal.text,
      align: "center",
    })
  insidePlot(context, plot, () => {
    for (const [way, colour, width, dash] of [
      [other, colours.soft.text, 1.5, [5, 5]],
      [view.way, colours.teal.text, 3, []],
    ]) {
      if (scene.diverges[way]) continue
      context.setLineDash(dash)
      context.strokeStyle = colour
      context.lineWidth = width
      const value = (i) => scene[way][i]
      const at = (i) => xOf(scene, i)
      if (way === view.way) {
        // What is still to come is only hinted at.
        context.globalAlpha = 0.22
        tracePath(context, plan, plot, count, at, value, 2)
        context.stroke()
        context.globalAlpha = 1
      }
      tracePath(context, plan, plot, k + 1, at, value, 2)
      context.stroke()
      context.setLineDash([])
      if (way !== view.way) continue
      context.lineTo(across(plan, xOf(scene, k)), up(plot, 0))
      context.lineTo(plot.x, up(plot, 0))
      context.globalAlpha = 0.12
      context.fillStyle = colour
      context.fill()
      context.globalAlpha = 1
    }
    if (scene.guessed) paintGuess(context, view, plot)
    if (scene.hidden !== null) coverResult(context, view, plot)
  })
}

function paintGuess(context, { scene, plan, colours, ...view }, plot) {
  const count = 2 * scene.places + 1
  const value = (k) => guessAt({ scene, ...view }, k)
  tracePath(context, plan, plot, count, (k) => xOf(scene, k), value, 2)
  context.strokeStyle = colours.ink.text
  context.lineWidth = 2
  context.setLineDash([2, 3])
  context.stroke()
  context.setLineDash([])
}

// While a question asks for the value at one place, the curve around it is covered.
function coverResult(context, view, plot) {
  const { scene, plan, colours } = view
  const from = across(plan, xOf(scene, scene.hidden - COVERED))
  const to = across(plan, xOf(scene, scene.hidden + COVERED))
  context.fillStyle = colours.line.text
  context.fillRect(from, plot.y + 1, to - from, plot.h - 2)
  write(context, colours, "?", (from + to) / 2, plot.y + plot.h / 2, {
    size: 18,
    colour: colours.ink.text,
    align: "center",
    weight: "bold",
  })
}

function paintPlace(context, view) {
  const { scene, plan, colours, k } = view
  const [top, , bottom] = plan.plots
  const x = across(plan, xOf(scene, k))
  context.strokeStyle = colours.amber.text
  context.lineWidth = 2
  context.beginPath()
  context.moveTo(x, top.y)
  context.lineTo(x, bottom.y + bottom.h)
  context.stroke()
  if (!isAsked(view, view.k) && !scene.diverges[view.way] && !isGuessing(view)) {
    context.fillStyle = colours.amber.text
    context.strokeStyle = colours.panel.text
    context.beginPath()
    context.arc(x, up(bottom, scene[view.way][k]), 6.5, 0, 7)
    context.fill()
    context.stroke()
  }
  for (let t = -plan.span; t <= plan.span; t++) {
    context.fillStyle = colours.soft.text
    context.fillRect(across(plan, t) - 0.5, bottom.y + bottom.h, 1, 4)
    write(
      context,
      colours,
      signed(String(t)),
      across(plan, t) + (t === -plan.span ? 6 : t === plan.span ? -6 : 0),
      bottom.y + bottom.h + 11,
      { size: 12, align: "center" },
    )
  }
}

// The exact values under the pointer, in a small label beside it.
function paintReading(context, view) {
  const { plan, colours, hover } = view
  if (!hover || view.press) return
  const plot = plan.plots.find(
    ({ x, y, w, h }) => hover.x >= x && hover.x <= x + w && hover.y >= y && hover.y <= y + h,
  )
  if (!plot) return
  const text = plot === plan.plots[2] ? readResult(view, hover) : readFunctions(view, hover)
  const wide = Math.min(plan.width, 7.4 * text.length + 12)
  const left = Math.min(Math.max(hover.x - wide / 2, 0), plan.width - wide)
  const y = hover.y > plan.plots[0].y + 40 ? hover.y - 26 : hover.y + 26
  context.strokeStyle = colours.soft.text
  context.lineWidth = 1
  context.setLineDash([2, 3])
  context.beginPath()
  context.moveTo(hover.x, plot.y)
  context.lineTo(hover.x, plot.y + plot.h)
  context.stroke()
  context.setLineDash([])
  context.fillStyle = colours.panel.text
  context.fillRect(left, y - 11, wide, 22)
  context.strokeStyle = colours.soft.text
  context.strokeRect(left, y - 11, wide, 22)
  write(context, colours, text, left + wide / 2, y, {
    size: 12,
    colour: colours.ink.text,
    align: "center",
  })
}

function readResult(view, { x }) {
  const { scene, plan } = view
  const k = indexAt(scene, tAt(plan, x))
  if (isGuessing(view))
    return `x = ${about(xOf(scene, k), 4).text}: guess ${about(guessAt(view, k), 2).text}`
  const value = isAsked(view, k) ? "= ?" : equals(scene[view.way][k])
  return `x = ${about(xOf(scene, k), 4).text}: ${value}`
}

function readFunctions(view, { x }) {
  const { scene, plan } = view
  const i = Math.min(
    Math.max(Math.floor(tAt(plan, x) * scene.strips + scene.f.length / 2), 0),
    scene.f.length - 1,
  )
  const f = scene.f[i]
  const h = sampleOver(scene, i, view.k, view.way)
  const [t, one, other] = [tOf(scene, i), f, h].map((value) => about(value).text)
  return `t = ${t}: f ${one} · h ${other} ${equals(f * h)}`
}

function indexAt(scene, t) {
  return Math.min(Math.max(Math.round(t * scene.strips) + scene.places, 0), 2 * scene.places)
}

// One line: what swapping f and h does to one of the two.
function swap({ scene, k }, way) {
  const x = about(xOf(scene, k), 4).text
  const sign = way === "convolution" ? "∗" : "⋆"
  const [fh, hf] = [`(f ${sign} h)(${x})`, `(h ${sign} f)(${x})`]
  if (scene.diverges[way]) return [{ text: say.andAreInfinite(way, fh, hf), kind: "quiet" }]
  const { one, swapped, same } = bothWays(scene, way, k)
  return [
    { text: `${way}: ${fh} ${one}, ${hf} ${swapped}${same ? ", the same" : ""}`, kind: "quiet" },
  ]
}

// How far the guess is off, as the server measured it.
function sayOff(scene) {
  const [mean, largest, at] = scene.off
  const x = about(xOf(scene, at), 4).text
  return [
    { text: say.yourGuessDottedIsOff },
    { text: about(mean).text, kind: "result" },
    { text: say.onAverageAndByAtMostAtX(about(largest).text, x) },
  ]
}

export const curves = {
  layOut: layOutCurves,
  paint(context, view) {
    paintFunctions(context, view)
    paintProduct(context, view)
    paintResult(context, view)
    paintPlace(context, view)
    paintReading(context, view)
  },
  key: ({ scene }) => [
    ["colour-above", say.productAboveItsArea],
    ...(scene.ranges.flat().some((n) => n < 0) ? [["colour-below", "below 0 (hatched)"]] : []),
    ["chosen", say.whereHIsNow],
    ["beside", say.hBeforeItMoves],
    ...(scene.hidden === null ? [] : [ASKED]),
  ],
  count: (scene) => 2 * scene.places + 1,
  pick: (view, { x }) => ({ k: indexAt(view.scene, tAt(view.plan, x)) }),
  coarse: (scene) => scene.strips / 20,
  perSecond: (scene) => 1.25 * scene.strips,
  place: (view) => `x = ${about(xOf(view.scene, view.k), 4).text}`,
  pose: (view) => ({ turn: view.way === "convolution" ? -1 : 1, shift: xOf(view.scene, view.k) }),
  say(view) {
    const { scene, k } = view
    const x = about(xOf(scene, k), 4).text
    const flips = view.way === "convolution"
    const name = flips ? "(f ∗ h)" : "(f ⋆ h)"
    const h = flips ? `h(${x} − t)` : `h(t − ${bracketed(x)})`
    const first = [
      { text: `${name}(${x}) = ∫ f(t)·` },
      { text: h, kind: "weight" },
      { text: " dt " },
    ]
    if (isGuessing(view))
      return [
        [
          { text: `your guess: ${name}(${x}) ≈ ` },
          { text: about(guessAt(view, k), 2).text, kind: "result" },
          { text: say.pressCompareToSee, kind: "quiet" },
        ],
      ]
    if (isAsked(view, view.k)) return [[...first, { text: "= " }, { text: "?", kind: "result" }]]
    const { text, exact } = about(scene[view.way][k])
    const found = scene.diverges[view.way]
      ? [
          { text: "= " },
          { text: "∞", kind: "result" },
          { text: say.integralDivergesBoth, kind: "quiet" },
        ]
      : [
          { text: exact ? "= " : "≈ " },
          { text, kind: "result" },
          { text: say.sumOfFHOverStripsWide(1 / scene.strips), kind: "quiet" },
        ]
    return [
      [...first, ...found],
      ...(scene.off ? [sayOff(scene)] : []),
      ...["convolution", "correlation"].map((way) => swap(view, way)),
    ]
  },
}
