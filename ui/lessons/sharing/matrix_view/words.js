// @ts-check
// The status line of the matrix view.

import { weightText } from "../../../views/linked_view/formula.js"
import {
  bracketed,
  counted,
  decimal,
  decimalPlaces,
  quotient,
  thousands,
} from "../../../views/shared/numbers.js"
import { moveNumber } from "./moves.js"
import { placesOf } from "./paint.js"

const MOST_TERMS = 27

export function aboutRow(view) {
  const { scene, row } = view
  const r = Math.floor(row / scene.outputColumns)
  const c = row % scene.outputColumns
  /** @type {import("../../../views/shared/speech.js").Piece[]} */
  const pieces = [{ text: `matrix row ${row} makes map row ${r}, column ${c}: `, kind: "where" }]
  const divisor = scene.divisors[0]
  const terms = []
  let total = 0
  for (let k = 0; k < scene.inputs; k++) {
    const number = scene.numbers[row * scene.inputs + k]
    if (number < 0) continue
    terms.push([scene.image[k], scene.weights[number], k])
    total += scene.image[k] * scene.weights[number]
  }
  const whole = decimalPlaces(divisor) < 0
  const open = whole ? "(" : ""
  const close = whole ? `) / ${divisor}` : ""
  pieces.push({ text: open })
  if (terms.length <= MOST_TERMS)
    terms.forEach(([value, weight], k) =>
      pieces.push(
        { text: `${k ? " + " : ""}${value}·` },
        { text: bracketed(weightText(scene, weight, 0)), kind: "weight" },
      ),
    )
  else {
    const sums = new Map()
    const places = Math.max(decimalPlaces(divisor), 0)
    for (const [value, weight, k] of terms) {
      const line = Math.floor(k / scene.columns)
      sums.set(line, (sums.get(line) ?? 0) + value * weight)
    }
    let first = true
    for (const [line, sum] of sums) {
      pieces.push(
        {
          text: (first ? "" : " + ") + bracketed(decimal(sum, places)),
        },
        { text: ` (image row ${line})`, kind: "where" },
      )
      first = false
    }
  }
  if (!terms.length) pieces.push({ text: "0" })
  const result = quotient(total, divisor, 2)
  pieces.push(
    { text: `${close} ${result.exact ? "=" : "≈"} ` },
    { text: result.text, kind: "result" },
  )
  const others = scene.inputs - terms.length
  const are = (n) => (n === 1 ? "is" : "are")
  const connected = `${terms.length} of ${counted(scene.inputs, "input")} ${are(terms.length)}`
  pieces.push({ text: ` · ${connected} connected, ${others} ${are(others)} not` })
  return pieces
}

export function aboutWeight(view) {
  const { scene, number } = view
  const places = placesOf(scene, number).length
  const text = weightText(scene, scene.weights[number], 0)
  const over = decimalPlaces(scene.divisors[0]) < 0 ? ` (over ${scene.divisors[0]})` : ""
  const row = Math.floor(number / scene.kernelColumns)
  const name = scene.isConvolution
    ? `kernel weight, row ${row}, column ${number % scene.kernelColumns}: `
    : `weight ${number + 1} of ${thousands(scene.count)}: `
  const where =
    places === 0
      ? "is not in the matrix, because it only meets padding."
      : places === 1
        ? "is used at 1 place only."
        : `is one number that is used at ${thousands(places)} places.`
  return [{ text: name, kind: "where" }, { text, kind: "result" }, { text: `${over} ${where}` }]
}

export function aboutPixel(view) {
  const { scene, pixel } = view
  let readers = 0
  for (let r = 0; r < scene.outputs; r++)
    if (scene.numbers[r * scene.inputs + pixel] >= 0) readers++
  const place = `row ${Math.floor(pixel / scene.columns)}, column ${pixel % scene.columns}`
  return [
    { text: `pixel ${place} is matrix column ${pixel}: `, kind: "where" },
    { text: String(readers), kind: "result" },
    { text: ` of ${scene.outputs} outputs read it.` },
  ]
}

function moveWords([down, right]) {
  const parts = []
  if (down) parts.push(`${Math.abs(down)} ${down > 0 ? "down" : "up"}`)
  if (right) parts.push(`${Math.abs(right)} ${right > 0 ? "right" : "left"}`)
  return parts.length ? `shifted ${parts.join(", ")}` : "not shifted yet"
}

export function aboutMove(view) {
  const { scene, move } = view
  const k = moveNumber(scene, move)
  const map = scene.follows[k]
  const dense = scene.denseFollows[k]
  /** @type {import("../../../views/shared/speech.js").Piece[]} */
  const pieces = [{ text: `${moveWords(move)}: `, kind: "where" }]
  if (!move[0] && !move[1]) return [...pieces, { text: "drag the image, or use the arrow keys." }]
  if (!map)
    return [
      ...pieces,
      {
        text:
          `with stride ${scene.stride} a map moves by whole cells only when its input moves by ` +
          `a multiple of ${scene.stride}.`,
      },
    ]
  if (!map[0] || !map[1])
    return [...pieces, { text: "it is shifted so far that no cell is left to compare." }]
  const number = (n, divisor) =>
    n % divisor ? quotient(n, divisor, 2).text : thousands(n / divisor)
  return [
    ...pieces,
    {
      text:
        `compared with the output before, shifted as far, over ${map[0]}×${map[1]} cells, ` +
        "the largest difference is ",
    },
    { text: number(map[2], scene.divisors[0]), kind: "result" },
    { text: " for the convolution, " },
    { text: number(dense[2], 1), kind: "result" },
    { text: " for the dense layer." },
    {
      text: map[2] ? " What differs lies at the border, where padding came in or pixels left." : "",
    },
  ]
}

/** What this view says, in the order of its files. */
export const say = {
  arrowKeysMove: "arrow keys move it",
  outputBeforeShiftedAsFar: "the output before, shifted as far",
  oneOutputItsRow: "one output: its row and its inputs",
  onePixelWhoReads: "one pixel: who reads it",
  allPlacesOfOneWeight: "all places of one weight",
  dragTheImage: "drag the image",
  convolutionTheMapFollows: "convolution: the map follows",
  denseLayerItDoesNot: "dense layer: it does not",
  topPixelsRightOutputs: (short) => `${short} (top pixels, right outputs)`,
}
