// @ts-check
// The sum of one cell, step by step: its products one after the other, then what follows them. The
// sum of a deep kernel grows by whole slices, one a channel, and a last step adds their sums up.
// Everything is a whole number, so that each printed total is exact.

import { bracketed, decimal, decimalPlaces, quotient, thousands } from "../shared/numbers.js"
import { biasText, isBrief, weightText } from "./formula.js"
import { firstRead, isHidden, outputIndex, tapAt, weightIndex } from "./geometry.js"

const taps = new WeakMap() // of each scene, by map: where its products stand

// The places of a map's weights in the order of its sum, but for those that its formula leaves out.
function tapsOf(scene, f) {
  if (!taps.has(scene)) taps.set(scene, new Map())
  const known = taps.get(scene)
  if (!known.has(f)) known.set(f, placesOf(scene, f))
  return known.get(f)
}

function placesOf(scene, f) {
  const found = []
  const first = firstRead(scene, f)
  for (let channel = first; channel < first + scene.depth; channel++)
    for (let i = 0; i < scene.kernelRows; i++)
      for (let j = 0; j < scene.kernelColumns; j++)
        if (!isBrief(scene) || scene.weights[weightIndex(scene, f, channel, i, j)])
          found.push({ channel, i, j })
  return found
}

// Whether a cell is a sum of products: not one of a pooling, nor one made of other maps.
export function isSum(scene, cell) {
  const slid =
    scene.weights && !scene.answer && !scene.grids && !scene.counts && scene.after !== "product"
  return Boolean(slid) && cell.d === undefined && productCount(scene, cell.f) > 0
}

export function productCount(scene, f) {
  return tapsOf(scene, f).length
}

export function isDeep(scene) {
  return scene.depth > 1
}

export function stepCount(scene, f) {
  if (isDeep(scene)) return scene.depth + 1
  const divided = decimalPlaces(scene.divisors[f]) < 0
  const later = [divided, scene.biases.length > 0, scene.after === "relu"]
  return productCount(scene, f) + later.filter(Boolean).length
}

// The products of a step, from the first to the one before `to`; beyond them where it has none.
export function productsOf(scene, f, step) {
  if (!isDeep(scene)) return { from: step, to: step + 1 }
  const channel = firstRead(scene, f) + step
  const before = tapsOf(scene, f).filter((tap) => tap.channel < channel).length
  const own = tapsOf(scene, f).filter((tap) => tap.channel === channel).length
  return { from: before, to: step < scene.depth ? before + own : Infinity }
}

// Where the product of a step stands: which channel, row and column of the kernel; null for a step
// that is no product.
export function tapOf(scene, f, step) {
  return tapsOf(scene, f)[step] ?? null
}

// Whether a place of the kernel comes before (negative), at or after the product of a step.
export function fromStep(scene, f, step, channel, i, j) {
  if (isDeep(scene)) return channel - firstRead(scene, f) - step
  const tap = tapOf(scene, f, step)
  if (!tap) return -1
  const { kernelRows: rows, kernelColumns: columns } = scene
  return ((channel - tap.channel) * rows + i - tap.i) * columns + j - tap.j
}

// One product: its factors and result as texts, and as a whole number.
export function productAt(scene, { f, r, c }, step) {
  const { channel, i, j } = tapOf(scene, f, step)
  const { value, padding } = tapAt(scene, channel, r, c, i, j)
  const weight = scene.weights[weightIndex(scene, f, channel, i, j)]
  const product = value * weight
  return {
    value,
    padding,
    product,
    valueText: decimal(value, scene.inputPlaces),
    weightText: weightText(scene, weight, f),
    text: decimal(product, decimals(scene, f)),
  }
}

function decimals(scene, f) {
  return Math.max(decimalPlaces(scene.divisors[f]), 0) + scene.inputPlaces
}

// The sum of the products of the first `done` steps.
function sumOf(scene, cell, done) {
  let sum = 0
  for (let step = 0; step < done; step++) sum += productAt(scene, cell, step).product
  return sum
}

// The sum of one channel's products; "…" where `done` steps do not reach it yet.
export function channelSumText(scene, cell, channel, done = Infinity) {
  if (channel - firstRead(scene, cell.f) >= done) return "…"
  let sum = 0
  for (let step = 0; step < productCount(scene, cell.f); step++)
    if (tapOf(scene, cell.f, step).channel === channel) sum += productAt(scene, cell, step).product
  return decimal(sum, decimals(scene, cell.f))
}

// The sums of all channels and the bias added up, as two texts: "6 + 0 + 6 + bias 1 = ", "13".
export function sumTexts(scene, cell, done = Infinity) {
  const { f, r, c } = cell
  const first = firstRead(scene, f)
  const hidden = isHidden(scene, f, r, c)
  const divisor = scene.divisors[f]
  const parts = Array.from({ length: scene.depth }, (_, k) =>
    channelSumText(scene, cell, first + k, done),
  )
  let text = parts.map((part, k) => (k ? bracketed(part) : part)).join(" + ")
  if (decimalPlaces(divisor) < 0) text = `(${text}) / ${divisor}`
  if (hidden && scene.depth === 1) text = "sum"
  if (scene.biases.length) text += ` + bias ${bracketed(biasText(scene, f))}`
  if (hidden) return [`${text} = `, "?"]
  const total = (scene.sums ?? scene.output)[outputIndex(scene, f, r, c)]
  const result = divided(scene, f, total)
  const after = scene.after === "relu" ? ` → ReLU ${total > 0 ? result.text : "0"}` : ""
  if (scene.depth === 1 && !scene.biases.length && result.exact) return ["= ", result.text + after]
  if (done < stepCount(scene, f)) return [`${text} = `, "…"]
  return [`${text} ${result.exact ? "=" : "≈"} `, result.text + after]
}

// A whole number over the kernel's divisor, as the formula line prints it.
function divided(scene, f, n) {
  const places = decimalPlaces(scene.divisors[f])
  const kept = places < 0 ? 2 : places + scene.inputPlaces
  return quotient(n, scene.divisors[f] * 10 ** scene.inputPlaces, kept)
}

function rounded({ text, exact }) {
  return `${exact ? "=" : "≈"} ${text}`
}

// What the sum comes to once so many of its steps are done; "?" where a question asks for it.
export function totalText(scene, cell, done) {
  const { f, r, c } = cell
  if (isHidden(scene, f, r, c)) return "?"
  if (isDeep(scene) && done < stepCount(scene, f)) return "…"
  const products = productCount(scene, f)
  const sum = sumOf(scene, cell, Math.min(done, products))
  if (!isDeep(scene) && done <= products) return decimal(sum, decimals(scene, f))
  const bias = scene.biases.length ? products + (decimalPlaces(scene.divisors[f]) < 0 ? 2 : 1) : 0
  const total = (scene.sums ?? scene.output)[outputIndex(scene, f, r, c)]
  if (scene.after === "relu" && done === stepCount(scene, f) && total <= 0) return "0"
  return divided(scene, f, isDeep(scene) || done >= bias ? total : sum).text
}

// What one step does, in words that can be read out.
export function stepSentence(scene, cell, step) {
  const { f, r, c } = cell
  if (isDeep(scene)) return sliceSentence(scene, cell, step)
  const products = productCount(scene, f)
  const count = stepCount(scene, f)
  const hidden = isHidden(scene, f, r, c)
  const before = totalText(scene, cell, step)
  const after = totalText(scene, cell, step + 1)
  const last = step + 1 === count ? `Result: ${after}.` : `So far: ${after}.`
  const end = hidden ? "The total is asked below." : last
  if (step < products) {
    const { valueText, weightText: weight, text } = productAt(scene, cell, step)
    const channel = scene.channels > 1 ? `, ${scene.planes[tapOf(scene, f, step).channel]}` : ""
    const left = products < scene.depth * scene.kernelRows * scene.kernelColumns
    const which = left ? " with a weight other than 0" : ""
    const place = `product ${thousands(step + 1)} of ${thousands(products)}${which}${channel}`
    return [`${place}:`, `${bracketed(valueText)}·${bracketed(weight)} = ${text}.`, end]
  }
  const divisor = scene.divisors[f]
  if (step === products && decimalPlaces(divisor) < 0) {
    const result = divided(scene, f, sumOf(scene, cell, products))
    const made = hidden ? "?" : rounded(result)
    return ["the common divisor:", `${before} / ${divisor} ${hidden ? "= ?" : made}.`, end]
  }
  if (scene.after === "relu" && step === count - 1) {
    const kept = hidden ? "ReLU keeps it if it is above 0." : `ReLU of ${before} is ${after}.`
    return ["the activation:", kept, end]
  }
  return ["the bias:", `${before} + ${bracketed(biasText(scene, f))} = ${after}.`, end]
}

function sliceSentence(scene, cell, step) {
  if (step === scene.depth) return ["all together:", `${sumTexts(scene, cell).join("")}.`]
  const { from, to } = productsOf(scene, cell.f, step)
  const channel = firstRead(scene, cell.f) + step
  const products = to - from === 1 ? "1 product gives" : `${to - from} products add up to`
  return [
    `slice ${step + 1} of ${scene.depth}, ${scene.planes[channel]}:`,
    `${products} ${channelSumText(scene, cell, channel)}.`,
  ]
}
