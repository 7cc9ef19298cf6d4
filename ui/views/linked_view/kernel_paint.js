// @ts-check
// The kernel's grid: its weights, and with room the products of the chosen cell.

import { SMALLEST } from "../shared/canvas.js"
import { bracketed, decimal, decimalPlaces, quotient } from "../shared/numbers.js"
import { css, mix } from "../shared/palette.js"
import { projectedZoom, smallestDigits } from "../shared/projector.js"
import { cellRect } from "./boxes.js"
import { commonSize, digitSize, GAP_FROM, ROOMY, writeIn } from "./cells.js"
import { paintNotRead, paintPlaneTitle } from "./deep_paint.js"
import { weightText } from "./formula.js"
import { firstRead, reads, tapAt, weightIndex } from "./geometry.js"
import { note } from "./key.js"
import { paintTitle, roomFor } from "./titles.js"
import { tapShown, walkTitle } from "./walk_paint.js"

// The long title says how to read the cells; where a map stands beside it, the short one fits.
export function kernelTitle(context, view, box, title, shared) {
  const [name] = title.split(":")
  context.font = `13px ${view.colours.mono}`
  const fits =
    box.cell >= ROOMY && context.measureText(title + shared).width <= roomFor(view, box) - 10
  return fits ? title + shared : name + shared
}

export function paintKernel(context, view, box) {
  const { scene, colours } = view
  const { f, r, c } = view.cell
  const divisor = scene.divisors[f]
  const shared = decimalPlaces(divisor) < 0 ? ` ÷ ${divisor}` : ""
  const cell = box.cell
  const roomy = cell >= ROOMY
  const grown = projectedZoom() ? 1.4 : 1
  const least = smallestDigits(SMALLEST)
  if (!reads(scene, f, box.index)) return paintNotRead(context, view, box)
  if (scene.channels > 1) paintPlaneTitle(context, view, box)
  else
    paintTitle(
      context,
      view,
      box,
      view.walk ? walkTitle(view) : kernelTitle(context, view, box, scene.kernelTitles[f], shared),
      view.walk ? colours.ink.text : colours.violet.text,
    )
  let largest = 0
  const start = weightIndex(scene, f, firstRead(scene, f), 0, 0)
  const count = scene.depth * scene.kernelRows * scene.kernelColumns
  for (let k = start; k < start + count; k++)
    largest = Math.max(largest, Math.abs(scene.weights[k]))
  const plain = roomy
    ? 0
    : commonSize(
        cell,
        Array.from({ length: count }, (_, k) => weightText(scene, scene.weights[start + k], f)),
        17,
      )
  for (let i = 0; i < box.rows; i++)
    for (let j = 0; j < box.columns; j++) {
      const n = scene.weights[weightIndex(scene, f, box.index, i, j)]
      const tap = tapAt(scene, box.index, r, c, i, j)
      const rect = cellRect(box, i, j)
      const gap = cell >= GAP_FROM ? 1 : 0
      const tint = mix(
        colours.panel.rgb,
        (n < 0 ? colours.negative : colours.violet).rgb,
        n === 0 || !largest ? 0.05 : 0.1 + (0.25 * Math.abs(n)) / largest,
      )
      if (n) note(view, n < 0 ? "below" : "positive")
      context.fillStyle = css(tint)
      context.fillRect(rect.x, rect.y, rect.w - gap, rect.h - gap)
      if (n < 0 && cell < 22) {
        note(view, "negative")
        context.fillStyle = view.hatch
        context.fillRect(rect.x, rect.y, rect.w - gap, rect.h - gap)
      }
      const middle = rect.x + rect.w / 2
      const weight = weightText(scene, n, f)
      const shown = tapShown(view, box, i, j)
      if (!roomy || shown === "weight") {
        const size = roomy ? digitSize(cell, weight, 17) : plain
        if (size)
          writeIn(context, colours, weight, middle, rect.y + rect.h / 2, size, colours.ink.text)
        if (!roomy && shown === "weight") fade(context, colours, rect)
        continue
      }
      const value = decimal(tap.value, scene.inputPlaces)
      const whole = `${value}·${bracketed(weight)}`
      // On a narrow screen on two lines, that one can read it.
      const factors = digitSize(cell, whole) ? whole : `${value}\n·${bracketed(weight)}`
      const lines = factors === whole ? 1 : 2
      const product = quotient(
        tap.value * n,
        10 ** Math.max(decimalPlaces(divisor), 0) * 10 ** scene.inputPlaces,
        2,
      )
      writeIn(
        context,
        colours,
        factors,
        middle,
        rect.y + rect.h * 0.33,
        (lines === 1 && digitSize(cell, factors, 13 * grown)) || least,
        colours.ink.text,
      )
      if (shown === "factors") continue
      writeIn(
        context,
        colours,
        product.text,
        middle,
        rect.y + rect.h * (lines === 1 ? 0.7 : 0.82),
        (lines === 1 && digitSize(cell, product.text, 15 * grown)) || least,
        colours.ink.text, // its minus says the sign: hues of a sign are pale on these grounds
        "bold",
      )
    }
}

// Of a sum that grows product by product: what it does not hold yet.
function fade(context, colours, { x, y, w, h }) {
  context.globalAlpha = 0.6
  context.fillStyle = colours.panel.text
  context.fillRect(x, y, w, h)
  context.globalAlpha = 1
}
