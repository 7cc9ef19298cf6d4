// @ts-check
// What is drawn only where the input has several planes: each plane's sum, the line that adds
// them up, and the planes that a grouped kernel leaves out.

import { SMALLEST } from "../shared/canvas.js"
import { decimalPlaces } from "../shared/numbers.js"
import { smallestDigits } from "../shared/projector.js"
import { frameCell, GAP_FROM } from "./cells.js"
import { kernelsShown } from "./deep_layout.js"
import { sumTexts } from "./products.js"
import { paintTitle, roomFor } from "./titles.js"
import { channelSumShown, walkShown } from "./walk_paint.js"

function planeKernelTitle(view, channel) {
  const { scene, cell } = view
  const shared = decimalPlaces(scene.divisors[cell.f]) < 0 ? ` / ${scene.divisors[cell.f]}` : ""
  return [`${scene.planes[channel]}: `, `${channelSumShown(view, channel)}${shared}`]
}

// "red: 6", or the sum alone where both do not fit.
export function paintPlaneTitle(context, view, box) {
  const [name, sum] = planeKernelTitle(view, box.index)
  context.font = `13px ${view.colours.mono}`
  const fits = context.measureText(name + sum).width <= roomFor(view, box) - 10
  paintTitle(context, view, box, fits ? name + sum : sum, view.colours.violet.text)
}

// The name alone where its size does not fit beside it.
export function inputTitle(context, view, box) {
  const { inputTitles, planes } = view.scene
  const title = inputTitles[box.index]
  context.font = `13px ${view.colours.mono}`
  return planes?.length && context.measureText(title).width > roomFor(view, box) - 10
    ? planes[box.index]
    : title
}

export function paintSum(context, view) {
  const { scene, colours, plan } = view
  const { x, y, w, h } = plan.sum
  context.clearRect(x - 1, y, w + 2, h + 2)
  view.sumAt = null
  if (!kernelsShown(scene)) return
  const [every, result] = sumTexts(scene, view.cell, walkShown(view)?.done)
  const least = smallestDigits(SMALLEST)
  const most = Math.max(14, least)
  context.font = `${most}px ${colours.mono}`
  const fits = Math.min(most, (most * (w - 12)) / context.measureText(every + result).width)
  const terms = fits < least ? "= " : every // of a long sum the result: the line below has all
  const size = Math.max(least, fits)
  context.textAlign = "left"
  context.textBaseline = "middle"
  context.fillStyle = colours.ink.text
  context.font = `${size}px ${colours.mono}`
  const long = context.measureText(terms).width
  const all = long + context.measureText(result).width
  const from = x + Math.max(0, w - all - 8)
  context.fillText(terms, from, y + h / 2)
  context.font = `bold ${size}px ${colours.mono}`
  context.fillText(result, from + long, y + h / 2)
  frameCell(
    context,
    { x: from + long - 5, y: y + 2, w: all - long + 12, h: h - 4 },
    colours.amber.text,
    2,
  )
  view.sumAt = { x: from + long - 5, y: y + 2, w: all - long + 12, h: h - 4 }
}

export function paintNotRead(context, view, box) {
  const { colours } = view
  const gap = box.cell >= GAP_FROM ? 1 : 0
  context.font = `13px ${colours.mono}`
  const fits = context.measureText("not read").width <= roomFor(view, box) - 10
  paintTitle(context, view, box, fits ? "not read" : "–", colours.soft.text)
  context.fillStyle = view.crosses
  context.fillRect(box.x, box.y, box.w - gap, box.h - gap)
}
