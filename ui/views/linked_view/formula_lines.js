// @ts-check
// How a sum is set: in rows like the kernel where there is room, else as one text; and while it
// grows product by product, which term is meant and what the sum is so far.

import { spansOf } from "../shared/speech.js"
import { isDeep, productCount, stepCount, stepSentence, totalText } from "./products.js"
import { walkShown } from "./walk_paint.js"

const MOST_ROWS = 5
const DIGIT = 0.61 // of the text's size: a character's width

/** @typedef {import("../shared/speech.js").Piece & { step?: number }} Piece */

// The texts of a sum's terms, each with the sign before it.
function termsOf(pieces, count) {
  const terms = Array.from({ length: count }, () => "")
  for (const { text, step } of pieces) if (step < count) terms[step] += text
  return terms
}

// How many characters fit in a line. Asked before a frame changes anything, it costs no layout.
export function charactersOf(status) {
  return status.clientWidth / (DIGIT * parseFloat(getComputedStyle(status).fontSize))
}

// Whether the sum of one channel fits in as many rows as the kernel has.
export function isInRows({ scene, cell }, pieces, characters) {
  const { kernelRows, kernelColumns, channels } = scene
  if (!pieces.some(({ step }) => step === 0)) return false
  if (channels > 1 || kernelRows < 2 || kernelRows > MOST_ROWS) return false
  const count = kernelRows * kernelColumns
  if (productCount(scene, cell.f) < count) return false
  const terms = termsOf(pieces, count)
  let wide = 0
  for (let j = 0; j < kernelColumns; j++)
    wide += Math.max(...terms.filter((_, k) => k % kernelColumns === j).map(({ length }) => length))
  return wide <= characters
}

function tagged(name, nodes) {
  const span = document.createElement("span")
  span.className = name
  span.append(...nodes)
  return span
}

// Pieces as spans; of a growing sum, the term of this step is lit and later ones are pale.
function marked(pieces, shown) {
  return spansOf(pieces).map((span, k) => {
    const { step } = pieces[k]
    if (shown && step !== undefined && step >= shown.to) span.classList.add("later")
    if (shown && shown.from <= step && step < shown.to && pieces[k].text.trim() !== "+")
      span.classList.add("now")
    return span
  })
}

// What follows the terms: the result, or so far the sum of those that it holds.
function running(view, pieces, shown) {
  const { scene, cell } = view
  if (!shown || shown.done === stepCount(scene, cell.f)) return pieces
  return [
    ...pieces.filter(({ step }) => step !== undefined),
    ...(isDeep(scene) ? [] : soFar(scene, cell, shown)),
  ]
}

function soFar(scene, cell, shown) {
  return [
    { text: "  so far ", kind: "where" },
    { text: totalText(scene, cell, shown.done), kind: "result" },
  ]
}

/** @param {Piece[]} pieces @param {boolean} inRows */
export function linesOf(view, pieces, inRows) {
  const shown = view.walk ? walkShown(view) : null
  const count = shown || inRows ? productCount(view.scene, view.cell.f) : 0
  const first = pieces.findIndex(({ step }) => step !== undefined)
  if (first < 0 || !count) return spansOf(pieces)
  const held = pieces.filter(({ kind }) => kind === "held")
  const head = pieces.slice(0, first)
  const sum = pieces.slice(first).filter(({ kind }) => kind !== "held")
  const said = shown ? stepSentence(view.scene, view.cell, shown.step) : []
  if (!inRows) {
    const named = head.map((one) => ({ ...one, text: `${one.text.trim()} ` }))
    const where = silent(tagged("", spansOf(named)))
    const step = tagged("step", [where, ...spansOf([{ text: said.join(" ") }])])
    return [step, silent(tagged("", marked(running(view, sum, shown), shown))), ...spansOf(held)]
  }
  const terms = Array.from({ length: count }, (_, k) =>
    tagged(
      "term",
      marked(
        sum.filter(({ step }) => step === k),
        shown,
      ),
    ),
  )
  const grid = tagged("terms", terms)
  grid.style.gridTemplateColumns = `repeat(${view.scene.kernelColumns}, auto)`
  const rest = sum.filter(({ step }) => !(step < count))
  const lines = [grid, tagged("tail", marked(running(view, rest, shown), shown))]
  if (!shown) return [tagged("", spansOf(head)), ...lines, ...spansOf(held)]
  const step = tagged("step", spansOf([{ text: said.join("\n") }]))
  return [step, ...lines.map(silent), ...spansOf(held)]
}

// The sentence of the step says it all: terms that it does not name are not read out again.
function silent(node) {
  node.setAttribute("aria-hidden", "true")
  return node
}
