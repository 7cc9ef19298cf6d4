// @ts-check
// One sum as it grows: a pixel travels onto its weight, their product appears and is added. Under a
// deep kernel all pixels of a channel travel at once, and at last the channels' sums fly together.

import { bracketed } from "../shared/numbers.js"
import { css, inkOn } from "../shared/palette.js"
import { cellRect, isInSight } from "./boxes.js"
import { digitSize, frameCell, GAP_FROM, inBox, ROOMY, writeIn } from "./cells.js"
import { inputColour } from "./colours.js"
import { biasText } from "./formula.js"
import { firstRead, isHidden } from "./geometry.js"
import {
  channelSumText,
  fromStep,
  isDeep,
  productAt,
  productsOf,
  stepCount,
  tapOf,
  totalText,
} from "./products.js"
import { progress } from "./walk.js"

const LANDED = 0.45 // of a step: the pixel lies on its weight
const MULTIPLIED = 0.55 // the product stands there
const ADDED = 0.9 // the total has it

// What the walk shows now: the step, how far it is, how many steps the total holds; null for none.
export function walkShown(view) {
  if (!view.walk) return null
  const t = progress(view, view.now)
  const { step } = view.walk
  const done = step + (t >= ADDED ? 1 : 0)
  return { step, t, done, ...productsOf(view.scene, view.cell.f, step) }
}

// What of a weight's product is shown: "product", "factors", or the "weight" alone.
export function tapShown(view, box, i, j) {
  const shown = walkShown(view)
  if (!shown) return "product"
  const { scene, cell } = view
  const beyond = fromStep(scene, cell.f, shown.step, box.index, i, j)
  if (beyond > 0) return "weight"
  if (beyond < 0 || shown.t >= MULTIPLIED) return "product"
  return shown.t >= LANDED ? "factors" : "weight"
}

// Above the kernel: what the total is so far.
export function walkTitle(view) {
  const { scene, cell } = view
  const { done } = walkShown(view)
  const name = done === stepCount(scene, cell.f) ? "result" : "so far"
  return `${name}: ${totalText(scene, cell, done)}`
}

// The sum of a channel's products, once the total holds it.
export function channelSumShown(view, channel) {
  return channelSumText(view.scene, view.cell, channel, walkShown(view)?.done)
}

function between(from, to, t) {
  const ease = t * (2 - t)
  const at = (a, b) => a + (b - a) * ease
  return { x: at(from.x, to.x), y: at(from.y, to.y), w: at(from.w, to.w), h: at(from.h, to.h) }
}

function paintTile(context, colours, { x, y, w, h }, rgb, text) {
  context.fillStyle = css(rgb)
  context.fillRect(x, y, w - 1, h - 1)
  const size = digitSize(Math.min(w, h), text, 17)
  if (size) writeIn(context, colours, text, x + w / 2, y + h / 2, size, inkOn(rgb))
  frameCell(context, { x, y, w, h }, colours.amber.text, 2)
}

export function paintWalk(context, view) {
  const shown = walkShown(view)
  if (!shown) return
  const { scene, colours, plan, cell } = view
  paintRunning(context, view, shown)
  if (isDeep(scene)) return paintSlices(context, view, shown)
  const tap = tapOf(scene, cell.f, shown.step)
  if (!tap) return
  const find = (kind) => plan.boxes.find((box) => box.kind === kind && box.index === tap.channel)
  const [input, kernel] = [find("input"), find("kernel")]
  const row = cell.r * scene.stride[0] + tap.i * scene.dilation[0]
  const column = cell.c * scene.stride[1] + tap.j * scene.dilation[1]
  const pixel = cellRect(input, row, column)
  const weight = cellRect(kernel, tap.i, tap.j)
  const { value, valueText, weightText, text } = productAt(scene, cell, shown.step)
  inBox(context, input, () => frameCell(context, pixel, colours.amber.text, 3))
  frameCell(context, weight, colours.amber.text, 3)
  if (kernel.cell < ROOMY && scene.channels === 1 && shown.t >= MULTIPLIED) {
    const line = `${bracketed(valueText)}·${bracketed(weightText)} = ${text}`
    const [x, y] = [kernel.x + kernel.w / 2, Math.min(kernel.y + kernel.h + 14, plan.height - 8)]
    writeIn(context, colours, line, x, y, 14, colours.ink.text, "bold")
  }
  if (shown.t < LANDED && isInSight(input, row, column)) {
    const rgb = inputColour(scene, colours, value)
    paintTile(context, colours, between(pixel, weight, shown.t / LANDED), rgb, valueText)
  } else if (shown.t > MULTIPLIED && shown.t < ADDED) {
    const to = view.sumAt ?? { x: kernel.x, y: kernel.y - 24, w: 60, h: 20 }
    const t = (shown.t - MULTIPLIED) / (ADDED - MULTIPLIED)
    const at = between(weight, { ...to, w: 40, h: 20 }, t)
    const x = at.x + at.w / 2
    context.globalAlpha = 1 - t ** 3
    writeIn(context, colours, text, x, at.y + at.h / 2, 16, colours.ink.text, "bold")
    context.globalAlpha = 1
  }
}

function boxOf(view, kind, index) {
  return view.plan.boxes.find((box) => box.kind === kind && box.index === index)
}

// The window of one channel travels onto its slice, or all slices’ sums fly to the map’s cell.
function paintSlices(context, view, shown) {
  const { scene, cell, colours } = view
  const { step, t, from, to } = shown
  if (step === scene.depth) return paintTogether(context, view, t)
  if (t >= LANDED) return
  const tap = tapOf(scene, cell.f, from)
  const [input, kernel] = ["input", "kernel"].map((kind) => boxOf(view, kind, tap.channel))
  for (let product = from; product < to; product++) {
    const { i, j } = tapOf(scene, cell.f, product)
    const row = cell.r * scene.stride[0] + i * scene.dilation[0]
    const column = cell.c * scene.stride[1] + j * scene.dilation[1]
    if (!isInSight(input, row, column)) continue
    const { value, valueText } = productAt(scene, cell, product)
    const at = between(cellRect(input, row, column), cellRect(kernel, i, j), t / LANDED)
    paintTile(context, colours, at, inputColour(scene, colours, value), valueText)
  }
}

function paintTogether(context, view, t) {
  const { scene, cell, colours } = view
  if (t >= ADDED || isHidden(scene, cell.f, cell.r, cell.c)) return
  const target = cellRect(boxOf(view, "output", cell.f), cell.r, cell.c)
  const first = firstRead(scene, cell.f)
  const flying = Array.from({ length: scene.depth }, (_, k) => {
    const { x, y, w } = boxOf(view, "kernel", first + k)
    return { text: channelSumText(scene, cell, first + k), from: { x, y: y - 20, w, h: 20 } }
  })
  if (scene.biases.length && view.sumAt)
    flying.push({ text: biasText(scene, cell.f), from: view.sumAt })
  for (const { text, from } of flying) {
    const { x, y, w, h } = between(from, target, t / ADDED)
    const wide = 14 + 10 * text.length
    const tile = { x: x + (w - wide) / 2, y: y + h / 2 - 13, w: wide, h: 26 }
    paintTile(context, colours, tile, colours.panel.rgb, text)
  }
}

// The chosen cell of the map holds the sum so far, until it is complete.
function paintRunning(context, view, { done }) {
  const { scene, colours, plan, cell } = view
  const { f, r, c } = cell
  const box = plan.boxes.find(({ kind, index }) => kind === "output" && index === f)
  if (box.cell < GAP_FROM || done === stepCount(scene, f) || isHidden(scene, f, r, c)) return
  const rect = cellRect(box, r, c)
  const text = totalText(scene, cell, done)
  inBox(context, box, () => {
    context.fillStyle = colours.panel.text
    context.fillRect(rect.x, rect.y, rect.w - 1, rect.h - 1)
    const size = digitSize(box.cell, text, 17)
    const [x, y] = [rect.x + rect.w / 2, rect.y + rect.h / 2]
    if (size) writeIn(context, colours, text, x, y, size, colours.soft.text)
  })
}
