// @ts-check
// The words above a grid: how much room they have, and which of them find it.

import { SMALLEST } from "../shared/canvas.js"
import { smallestDigits } from "../shared/projector.js"
import { visible } from "./boxes.js"
import { TITLE } from "./legend_layout.js"

// How far a title may run: to the next grid on its right, else to the edge.
export function roomFor(view, box) {
  const beside = view.plan.boxes.filter(
    ({ x, y, h }) => x > box.x && y - TITLE < box.y && y + h > box.y - TITLE,
  )
  return Math.min(view.plan.width, ...beside.map(({ x }) => x)) - box.x
}

// How far left of its grid a title too long for the edge may start: past what stands there.
function firstFree(view, box, apart) {
  const before = view.plan.boxes.filter(
    ({ x, y, h }) => x < box.x && y - TITLE < box.y && y + h > box.y - TITLE,
  )
  return Math.max(
    0,
    ...before.map(({ x, y, w }) => (Math.abs(y - box.y) < TITLE ? box.x : x + w + apart)),
  )
}

export function fitted(context, text, room) {
  let shown = text
  while (shown.length > 1 && context.measureText(shown).width > room)
    shown = shown.slice(0, -2) + "…"
  return shown
}

// Of a picture too long to be whole: which part of it is in sight.
export function partTitle(scene, box) {
  const { top, bottom, left, right } = visible(box)
  const {
    rows,
    columns,
    padding: [[above], [before]],
  } = scene
  const named = (from, to, all) => `${Math.max(0, from)}–${Math.min(to, all) - 1} of ${all}`
  return bottom - top < box.rows
    ? `rows ${named(top - above, bottom - above, rows)}`
    : `columns ${named(left - before, right - before, columns)}`
}

// A title in two lines of the smallest letters, where both find room; else none.
function twoLines(context, view, text, room) {
  const words = text.split(" ")
  context.font = `${smallestDigits(SMALLEST)}px ${view.colours.mono}`
  for (let k = words.length - 1; k > 0; k--) {
    const lines = [words.slice(0, k).join(" "), words.slice(k).join(" ")]
    if (lines.every((line) => context.measureText(line).width <= room)) return lines
  }
  return []
}

export function paintTitle(context, view, box, text, colour, usual = 13) {
  const size = Math.max(usual, smallestDigits(SMALLEST))
  context.font = `${size}px ${view.colours.mono}`
  context.textAlign = "left"
  context.textBaseline = "alphabetic"
  context.fillStyle = colour
  const apart = size < 13 ? 4 : 10
  const first = firstFree(view, box, apart)
  const end = box.x + roomFor(view, box) - apart
  const wide = (words) => context.measureText(words).width
  const start = (words) =>
    Math.min(box.x, Math.max(first, Math.floor(view.plan.width - apart - wide(words))))
  const shown = start(text) + wide(text) <= end ? text : text.split(" · ")[0]
  const close = end + apart - 4 // a title that would be cut may come closer to the next one
  const lines =
    start(shown) + wide(shown) <= close ? [] : twoLines(context, view, shown, close - box.x)
  if (lines.length) {
    const leading = 0.92 * smallestDigits(SMALLEST)
    lines.forEach((line, k) => {
      context.fillText(line, box.x, box.y - 4 - leading * (1 - k))
    })
    return
  }
  context.font = `${size}px ${view.colours.mono}`
  context.fillText(
    fitted(context, shown, close - start(shown)),
    start(shown),
    box.y - (size < 13 ? 4 : 8),
  )
}
