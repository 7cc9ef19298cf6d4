// @ts-check
// Loss (left, logarithmic) and accuracy (right) over batches, with exact values under the pointer.

import { linearTicks, logTicks, scaleOf } from "../../../views/curves/scale.js"
import { fitCanvas } from "../../../views/shared/canvas.js"
import { isAlone } from "../../../views/shared/class_link.js"
import { percent, thousands, written } from "../../../views/shared/numbers.js"
import { chartHeight } from "../../../views/shared/projector.js"
import { short } from "./net.js"
import { grown, label, labelWithin, SHARPNESS } from "./paint.js"
import { say } from "./words.js"

const CHART = 206
const LEAST_WIDTH = 330 // px that the legend needs
const LEFT = 46
const RIGHT = 42
const ROW = 16 // px of a line of the legend
const CHART_TOP = 44
const CHART_FOOT = 46
const DASHED = [6, 3] // the run beside

function chartPlan(view, width, height) {
  const { scene } = view
  const losses = scene.curves
    .filter((one) => one.axis === "loss")
    .flatMap((one) => Array.from(one.y))
    .filter((n) => n > 0)
  const low = Math.max(Math.min(1, ...losses), 1e-6)
  const high = Math.max(scene.chance * 1.15, ...losses)
  const floor = low * 0.85
  const bottom = height - CHART_FOOT
  const top = CHART_TOP + (scene.kept ? ROW : 0)
  const last = Math.max(scene.furthest, scene.kept?.steps ?? 0, 10)
  return {
    width,
    bottom,
    top,
    last,
    floor,
    high,
    x: (step) => LEFT + ((width - LEFT - RIGHT) * step) / last,
    loss: scaleOf({ log: true }, [floor, high * 1.15], bottom, top),
    accuracy: scaleOf({}, [0, 1], bottom, top),
  }
}

export function drawChartOf(view) {
  const { scene, colours } = view
  const stage = view.chart
  const scale = Math.max(1, Math.min(grown(), stage.clientWidth / LEAST_WIDTH))
  const width = stage.clientWidth / scale
  if (!width) return
  const height = chartHeight(CHART * scale) / scale
  const plan = (view.axes = { ...chartPlan(view, width, height), scale })
  const context = fitCanvas(stage.firstElementChild, width * scale, height * scale, SHARPNESS)
  context.scale(scale, scale)
  const { x, loss, accuracy, bottom, top } = plan
  chartLegend(context, view, width)
  for (const n of lossTicks(plan)) {
    rule(context, colours.line.text, LEFT, width - RIGHT, loss(n))
    label(context, colours, written(n, 2), LEFT - 5, loss(n) + 4, {
      colour: "violet",
      align: "right",
      size: 12,
    })
  }
  for (const n of [0, 0.5, 1])
    label(context, colours, percent(n, 0), width - RIGHT + 4, accuracy(n) + (n ? 4 : -1), {
      colour: "teal",
      size: 12,
    })
  for (const n of linearTicks(0, plan.last, Math.max(2, Math.floor(width / 110)), true))
    label(context, colours, written(n), x(n), bottom + 13, { align: "center", size: 12 })
  label(context, colours, "batch", LEFT - 8, bottom + 13, { align: "right", size: 12 })
  context.setLineDash([4, 4])
  rule(context, colours.soft.text, LEFT, width - RIGHT, accuracy(scene.line))
  context.setLineDash([1, 3])
  rule(context, colours.violet.text, LEFT, width - RIGHT, loss(scene.chance))
  context.setLineDash([])
  for (const curve of scene.curves) line(context, view, curve, plan)
  // Below the axis, for the curves leave them no room.
  const guess = say.thinEachBatchDotted(scene.chance.toFixed(2))
  label(context, colours, guess, 2, bottom + 27, { size: 12 })
  const linear = say.dashedLogisticRegression(percent(scene.line))
  label(context, colours, linear, 2, bottom + 27 + ROW, { size: 12 })
  if (scene.steps < scene.furthest) {
    context.strokeStyle = colours.amber.text
    context.lineWidth = 2
    context.strokeRect(x(scene.steps), top - 3, 0.01, bottom - top + 3)
  }
  if (view.hit?.part === "chart") markChart(context, view, plan)
}

function rule(context, colour, from, to, y) {
  context.strokeStyle = colour
  context.lineWidth = 1
  context.beginPath()
  context.moveTo(from, y)
  context.lineTo(to, y)
  context.stroke()
}

function lossTicks({ floor, high }) {
  const ticks = logTicks(floor, high * 1.15, 4)
  return ticks.length > 1
    ? ticks
    : [...new Set([...ticks, 0.2, 0.5, 1, 2].filter((n) => n > floor && n < high * 1.15))]
}

// The last batch alone says little: its loss jumps from one to the next.
// So the thick line is a mean.
function chartLegend(context, view, width) {
  const { scene, colours } = view
  // After going back, what was measured here and not what lies ahead.
  const last = (name, kept) => {
    const curve = scene.curves.find((one) => one.name === name && one.kept === kept)
    const until = kept ? scene.kept.steps : scene.steps
    return curve?.y[curve.x.findLastIndex((step) => step <= until)] ?? null
  }
  const loss = (value) => said(value, (n) => n.toFixed(3))
  const share = (value) => said(value, percent)
  const mean = scene.averaged > 1 ? say.lossMeanOfBatches(scene.averaged) : "loss"
  const now = scene.kept ? `${scene.kept.now}: ` : ""
  const entry = (colour, text, dashed = false) => ({ colour, text, dashed })
  const rows = [
    [entry("violet", `${now}${mean} ${loss(last("loss, training", false))}`)],
    [
      entry("soft", `test loss ${loss(last("loss, test", false))}`),
      entry("teal", `test accuracy ${share(last("accuracy, test", false))}`),
    ],
  ]
  if (scene.kept)
    rows.push([
      entry("violet", `${scene.kept.name}: loss ${loss(last("loss, training", true))}`, true),
      entry("teal", `test accuracy ${share(last("accuracy, test", true))}`, true),
    ])
  rows.forEach((entries, row) => {
    let at = 0
    const y = 12 + ROW * row
    for (const { colour, text, dashed } of entries) {
      context.setLineDash(dashed ? DASHED : [])
      context.lineWidth = 3
      context.strokeStyle = colours[colour].text
      context.beginPath()
      context.moveTo(at, y - 4)
      context.lineTo(at + 16, y - 4)
      context.stroke()
      context.setLineDash([])
      const bold = colour !== "soft"
      const room = Math.max(width - at - 20, 10)
      labelWithin(context, colours, text, at + 20, y, room, { colour, size: 12, bold })
      at += 34 + context.measureText(text).width
    }
  })
}

function said(value, form) {
  if (value === null) return ""
  if (value < 0) return "not a number"
  return value >= 1e3 ? short(value) : form(value)
}

function line(context, view, curve, plan) {
  const { colours, scene } = view
  const y = plan[curve.axis]
  context.strokeStyle = colours[curve.colour].text
  context.lineWidth = curve.quiet
    ? 1
    : curve.name === "accuracy, test" || curve.name === "loss, training"
      ? 2.2
      : 1.4
  context.setLineDash(curve.kept ? DASHED : [])
  for (const ahead of curve.kept ? [false] : [false, true]) {
    context.globalAlpha = (curve.quiet ? 0.3 : 1) * (ahead ? 0.35 : 1)
    context.beginPath()
    let pen = false
    for (let k = 0; k < curve.x.length; k++) {
      const late = !curve.kept && curve.x[k] > scene.steps
      if (curve.y[k] < 0 || (late !== ahead && !(ahead && curve.x[k + 1] > scene.steps))) {
        pen = false
        continue
      }
      const at = [
        plan.x(curve.x[k]),
        y(Math.max(curve.y[k], curve.axis === "loss" ? plan.floor : 0)),
      ]
      if (pen) context.lineTo(...at)
      else context.moveTo(...at)
      pen = true
    }
    context.stroke()
  }
  context.setLineDash([])
  context.globalAlpha = 1
  if (curve.x.length === 1 && curve.y[0] >= 0) {
    context.fillStyle = colours[curve.colour].text
    context.fillRect(plan.x(curve.x[0]) - 2, y(Math.max(curve.y[0], plan.floor)) - 2, 5, 5)
  }
}

function nearestPoint(curve, step) {
  let best = -1
  for (let k = 0; k < curve.x.length; k++)
    if (best < 0 || Math.abs(curve.x[k] - step) < Math.abs(curve.x[best] - step)) best = k
  return best
}

export function stepAt(view, x) {
  const { axes, scene } = view
  return Math.round(
    Math.min(
      Math.max(((x / axes.scale - LEFT) / (axes.width - LEFT - RIGHT)) * axes.last, 0),
      scene.furthest,
    ),
  )
}

function markChart(context, view, plan) {
  const { scene, colours, hit } = view
  context.setLineDash([4, 4])
  context.strokeStyle = colours.amber.text
  context.lineWidth = 1.5
  context.strokeRect(plan.x(hit.step), plan.top, 0.01, plan.bottom - plan.top)
  context.setLineDash([])
  for (const curve of scene.curves) {
    const k = nearestPoint(curve, hit.step)
    if (curve.quiet || k < 0 || curve.y[k] < 0) continue
    context.fillStyle = colours.panel.text
    context.strokeStyle = colours.amber.text
    context.beginPath()
    context.arc(
      plan.x(curve.x[k]),
      plan[curve.axis](Math.max(curve.y[k], curve.axis === "loss" ? plan.floor : 0)),
      3.5,
      0,
      7,
    )
    context.fill()
    context.stroke()
  }
}

const SAYS = {
  batches: "loss",
  "loss, training": "mean loss",
  "accuracy, training": "accuracy",
  "loss, test": "loss",
  "accuracy, test": "accuracy",
}

// Training is known at every batch; the test pictures, or a part of them, only now and then.
export function readChart(view, hit) {
  const { scene } = view
  const points = scene.curves
    .map((curve) => [curve, nearestPoint(curve, hit.step)])
    .filter(([, k]) => k >= 0)
  const found = points.filter(([curve]) => !curve.kept)
  const said = ([curve, k]) => {
    const value =
      curve.y[k] < 0
        ? "not a number"
        : curve.axis === "loss"
          ? written(curve.y[k], 4)
          : percent(curve.y[k])
    const mean = curve.name === "batches" && curve.span > 1 ? ` (mean of ${curve.span})` : ""
    if (curve.kept) return `${curve.axis === "loss" ? "mean loss" : "test accuracy"} ${value}`
    return `${SAYS[curve.name]} ${value}${mean}`
  }
  const training = found.filter(([curve]) => !curve.pictures.length)
  const test = found.filter(([curve]) => curve.pictures.length)
  const [curve, k] = test[0]
  const count = curve.pictures[k]
  const all = thousands(scene.tests)
  const which = count < scene.tests ? `${count} of ${all}` : `all ${all}`
  const when = curve.x[k] === hit.step ? "" : ` at batch ${thousands(curve.x[k])}`
  const parts = [
    ...training.map(said),
    `on ${which} test images${when}: ${test.map(said).join(", ")}`,
  ]
  const kept = points.filter(([curve]) => curve.kept)
  if (kept.length) parts.push(`${scene.kept.name}: ${kept.map(said).join(", ")}`)
  const does = isAlone() ? "" : say.clickToGoBackThere
  return `batch ${hit.step}: ${parts.join(" · ")}${does}`
}
