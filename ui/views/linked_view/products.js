// @ts-check
// The sum of one cell, step by step: its products one after the other, then what follows them.
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
  const slid = scene.weights && !scene.answer && !scene.grids && scene.after !== "product"
  return Boolean(slid) && cell.d === undefined && productCount(scene, cell.f) > 0
}

export function productCount(scene, f) {
  return tapsOf(scene, f).length
}

export function stepCount(scene, f) {
  const divided = decimalPlaces(scene.divisors[f]) < 0
  const later = [divided, scene.biases.length > 0, scene.after === "relu"]
  return productCount(scene, f) + later.filter(Boolean).length
}

// Where the product of a step stands: which channel, row and column of the kernel; null for a step
// that is no product.
export function tapOf(scene, f, step) {
  return tapsOf(scene, f)[step] ?? null
}

// Whether a place of the kernel comes before (negative), at or after the product of a step.
export function fromStep(scene, f, step, channel, i, j) {
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

// Of the first `done` steps, the sum of those in one channel.
export function channelSumText(scene, cell, channel, done) {
  let sum = 0
  for (let step = 0; step < Math.min(done, productCount(scene, cell.f)); step++)
    if (tapOf(scene, cell.f, step).channel === channel) sum += productAt(scene, cell, step).product
  return decimal(sum, decimals(scene, cell.f))
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
  const products = productCount(scene, f)
  const sum = sumOf(scene, cell, Math.min(done, products))
  if (done <= products) return decimal(sum, decimals(scene, f))
  const bias = scene.biases.length ? products + (decimalPlaces(scene.divisors[f]) < 0 ? 2 : 1) : 0
  const total = (scene.sums ?? scene.output)[outputIndex(scene, f, r, c)]
  if (scene.after === "relu" && done === stepCount(scene, f) && total <= 0) return "0"
  return divided(scene, f, done >= bias ? total : sum).text
}

// What one step does, in words that can be read out.
export function stepSentence(scene, cell, step) {
  const { f, r, c } = cell
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
