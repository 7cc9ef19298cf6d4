// @ts-check
// Exact decimal arithmetic on whole numbers, and the text of one cell's formula.
// A value is a whole number over a power of ten, a weight a whole number over a divisor, so that
// the printed terms add up to the printed result to the last digit.

import { bracketed, decimal, decimalPlaces, quotient, signed } from "../shared/numbers.js"
import { firstRead, outputIndex, tapAt, weightIndex } from "./geometry.js"

const WRITTEN_OUT = 25 // products of one slice: of more, those with the weight 0 are left out

// Whether the products with the weight 0 are left out of this scene's sums.
export function isBrief(scene) {
  return scene.kernelRows * scene.kernelColumns > WRITTEN_OUT
}

export function weightText(scene, n, f) {
  const places = decimalPlaces(scene.divisors[f])
  return decimal(n, Math.max(places, 0))
}

export function cellText(scene, n, f, places = 2) {
  return quotient(n, scene.divisors[f] * 10 ** scene.inputPlaces, places).text
}

export function isExact(scene, n, f, places) {
  return quotient(n, scene.divisors[f] * 10 ** scene.inputPlaces, places).exact
}

// The formula of output cell (f, r, c) as pieces {text, kind, step}: every term with its numbers,
// the division where the weights have a common one, the result. `hidden` keeps the result back.
// `step` tells which step of the sum (products.js) a piece is, if it is one.
export function formula(scene, { f, r, c }, hidden) {
  const divisor = scene.divisors[f]
  const places = decimalPlaces(divisor)
  const pieces = []
  let step = 0
  const say = (text, kind = "") => pieces.push({ text, kind, step })
  if (scene.after === "product") return productFormula(scene, { f, r, c }, hidden)
  if (places < 0) say("(")
  const start = firstRead(scene, f)
  const brief = isBrief(scene)
  let left = 0
  for (let channel = start; channel < start + scene.depth; channel++) {
    let first = true
    // Of several planes, each has a line of its own.
    if (channel > start) say("\n + ")
    if (scene.channels > 1) say(`${scene.planes[channel]} `, "where")
    for (let i = 0; i < scene.kernelRows; i++)
      for (let j = 0; j < scene.kernelColumns; j++) {
        const tap = tapAt(scene, channel, r, c, i, j)
        const weight = scene.weights[weightIndex(scene, f, channel, i, j)]
        if (brief && weight === 0) {
          left++
          continue
        }
        if (!first) say(" + ")
        first = false
        say(bracketed(decimal(tap.value, scene.inputPlaces)), tap.padding ? "padding" : "value")
        say("·")
        say(bracketed(weightText(scene, weight, f)), "weight")
        step += 1
      }
    if (first) say("0")
  }
  const leftOut = left ? [`${left} product${left > 1 ? "s" : ""} with the weight 0 left out`] : []
  const end = (...notes) => {
    const all = [...notes, ...leftOut]
    if (all.length) say(` (${all.join("; ")})`, "note")
    return pieces
  }
  if (places < 0) {
    say(`) / ${divisor}`)
    step += 1
  }
  if (scene.biases.length) {
    say(scene.channels > 1 ? "\n + " : " + ")
    say("bias ", "where")
    say(bracketed(biasText(scene, f)), "weight")
  }
  step = undefined
  if (hidden) {
    say(" = ")
    say("?", "result")
    return end()
  }
  const at = outputIndex(scene, f, r, c)
  const total = (scene.sums ?? scene.output)[at]
  const kept = () => {
    if (scene.after !== "relu") return
    say(total > 0 ? ", which ReLU keeps" : `; ReLU makes it `)
    if (total <= 0) say("0", "result")
  }
  if (places >= 0) {
    say(" = ")
    say(decimal(total, places + scene.inputPlaces), scene.after && total <= 0 ? "" : "result")
    kept()
    return end()
  }
  const result = quotient(total, divisor * 10 ** scene.inputPlaces, 2)
  say(` = ${decimal(total, scene.inputPlaces)} / ${divisor} ${result.exact ? "=" : "≈"} `)
  say(result.text, "result")
  kept()
  return end(...(result.exact ? [] : ["rounded to 2 decimals"]))
}

export function biasText(scene, f) {
  const found = quotient(scene.biases[f], scene.divisors[f] * 10 ** scene.inputPlaces, 4)
  return found.exact ? found.text : `${signed(String(scene.biases[f]))} / ${scene.divisors[f]}`
}

// Two maps multiplied: no convolution, for the values are each other's weights.
function productFormula(scene, { f, r, c }, hidden) {
  const pieces = []
  scene.planes.forEach((name, channel) => {
    pieces.push(
      { text: `${channel ? " · " : ""}` },
      { text: `${name} `, kind: "where" },
      {
        text: bracketed(decimal(tapAt(scene, channel, r, c, 0, 0).value, scene.inputPlaces)),
        kind: "value",
      },
    )
  })
  const total = decimal(scene.output[outputIndex(scene, f, r, c)], scene.inputPlaces)
  return [...pieces, { text: " = " }, { text: hidden ? "?" : total, kind: "result" }]
}
