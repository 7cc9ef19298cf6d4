// @ts-check
// The line of text under the picture, which a screen reader speaks.

import { decimalPlaces, signed, thousands } from "../shared/numbers.js"
import { textOf } from "../shared/speech.js"
import { cellCount } from "./choice.js"
import { kernelsShown } from "./deep_layout.js"
import { formula, weightText } from "./formula.js"
import { isInRows, linesOf } from "./formula_lines.js"
import { functionFormula } from "./function_formula.js"
import { countsAt, inputAt, isHidden, readersOf, reads, weightIndex } from "./geometry.js"
import { aboutGradient } from "./gradient.js"
import { inputText, isFunction } from "./outputs.js"
import { aboutPixel } from "./planes.js"
import { poolingFormula, winsOf } from "./pool_formula.js"
import { walkShown } from "./walk_paint.js"

function sentence(view) {
  const { scene, hover } = view
  if (scene.grids) return aboutPixel(view)
  if (hover?.box.kind === "input") return aboutInput(view)
  if (hover?.box.kind === "kernel" && scene.counts) return aboutCounting(view)
  if (hover?.box.kind === "kernel" && !reads(scene, view.cell.f, hover.box.index))
    return [
      { text: `${nameOf(scene, view.cell.f)} does not read ${scene.planes[hover.box.index]}.` },
    ]
  if (hover?.box.kind === "kernel") {
    const n =
      scene.weights[weightIndex(scene, view.cell.f, hover.box.index, hover.row, hover.column)]
    const shared =
      decimalPlaces(scene.divisors[view.cell.f]) < 0 ? ` (over ${scene.divisors[view.cell.f]})` : ""
    return [
      { text: `weight at row ${hover.row}, column ${hover.column}: ` },
      { text: weightText(scene, n, view.cell.f), kind: "weight" },
      {
        text:
          `${shared}. It multiplies one input value for each of the ` +
          `${thousands(cellCount(scene))} cells of the map.`,
      },
    ]
  }
  if (scene.counts) return aboutCounting(view)
  const { f, r, c, d } = view.cell
  if (scene.answer)
    return [
      { text: `row ${r}, column ${c}: `, kind: "where" },
      ...answerFormula(scene, view.cell, isHidden(scene, f, r, c)),
    ]
  if (d !== undefined) return aboutGradient(scene, view.cell)
  const map = scene.filters > 1 ? `${nameOf(scene, f)}, ` : ""
  const line = scene.channels > 1 && scene.depth > 1 && kernelsShown(scene) ? "\n" : ""
  return [
    { text: `${map}row ${r}, column ${c}: ${line}`, kind: "where" },
    ...formula(scene, view.cell, isHidden(scene, f, r, c)),
  ]
}

// What the chosen window does to the counts of the pixels that it reads.
function aboutCounting({ scene, cell: { r, c } }) {
  let read = 0
  for (let i = 0; i < scene.kernelRows; i++)
    for (let j = 0; j < scene.kernelColumns; j++) read += Number(countsAt(scene, r, c, i, j))
  const noun = scene.answer ? "cell" : "pixel"
  const pixels = read === 1 ? `1 ${noun}` : `${thousands(read)} ${noun}s`
  const each = read === 1 ? "its count" : "the count of each"
  return [
    { text: `row ${r}, column ${c} of the map: `, kind: "where" },
    { text: `its window reads ${pixels}, so it adds ` },
    { text: "1", kind: "result" },
    { text: ` to ${each}.` },
  ]
}

function nameOf(scene, f) {
  return scene.mapNames?.[f] ?? scene.outputTitles[f].split(" · ")[0]
}

function aboutInput({ scene, cell, hover: { box, row, column } }) {
  const y = row - scene.padding[0][0]
  const x = column - scene.padding[1][0]
  const { value, padding } = inputAt(scene, box.index, y, x)
  const { rows, columns } = readersOf(scene, y, x)
  const count = rows.size * columns.size
  const total = cellCount(scene)
  const what = padding ? "padding" : "pixel"
  const plane = scene.channels > 1 ? `${scene.planes[box.index]}, ` : ""
  const part =
    count === 0
      ? "no window reads it"
      : `it takes part in ${thousands(count)} of the ${thousands(total)} windows`
  return [
    { text: `${plane}${what} at row ${signed(String(y))}, column ${signed(String(x))}: ` },
    { text: inputText(scene, value), kind: "value" },
    { text: `; ${part}${scene.answer && count ? winsOf(scene, y, x, { rows, columns }) : ""}.` },
    { text: ` The window shown makes row ${cell.r}, column ${cell.c} of the map.` },
  ]
}

const HELD = {
  text: "\nThis cell is held. Click it again, or press Escape, to let it go.",
  kind: "held",
}

export function speak(view, characters) {
  const pieces = view.pinned ? [...sentence(view), HELD] : sentence(view)
  const inRows = isInRows(view, pieces, characters)
  const walk = walkShown(view)
  const text = `${textOf(pieces)} ${inRows} ${walk?.step} ${walk?.done}`
  if (text === view.said) return
  // A live region that changes with every cell drowns its listener: it speaks where play rests.
  const quiet = view.walk?.playing || view.playing
  view.status.setAttribute("aria-live", quiet ? "off" : "polite")
  view.said = text
  view.status.classList.toggle("rows", inRows)
  view.status.classList.remove("long")
  view.status.replaceChildren(...linesOf(view, pieces, inRows))
  keepHeight(view)
  showTerm(view)
}

// A line that was once as tall as two stays so: what stands below must not jump under the pointer.
function keepHeight({ status, scene, tall }) {
  if (tall.label !== scene.label || tall.width !== status.clientWidth)
    Object.assign(tall, { label: scene.label, width: status.clientWidth, height: 0 })
  status.style.minHeight = ""
  if (!scene.answer) return
  tall.height = Math.max(tall.height, status.offsetHeight)
  status.style.boxSizing = "border-box"
  status.style.minHeight = `${tall.height}px`
}

function answerFormula(scene, { r, c }, hidden) {
  return isFunction(scene)
    ? functionFormula(scene, r, c, hidden)
    : poolingFormula(scene, r, c, hidden)
}

// Of a long sum, the cell that it is about and the result stay in sight, or the term that is added.
function showTerm({ status, walk }) {
  status.classList.toggle("long", !walk && status.scrollHeight > status.clientHeight + 1)
  const now = walk && status.querySelector(".now")
  status.scrollTop = now ? now.offsetTop - status.offsetTop - 60 : status.scrollHeight
}
