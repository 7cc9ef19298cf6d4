// @ts-check
// Numbers that are read together have the same decimals. The printed terms of a sum add up: what
// rounding leaves over is a term of its own.

import { bracketed, signed } from "../../views/shared/numbers.js"

const DIGITS = 4 // of the largest number
const MOST_PLACES = 9

function placesFor(numbers, digits = DIGITS) {
  let largest = 0
  for (const one of numbers) largest = Math.max(largest, Math.abs(one))
  if (!largest || !Number.isFinite(largest)) return digits - 1
  return Math.min(Math.max(digits - 1 - Math.floor(Math.log10(largest)), 0), MOST_PLACES)
}

function fixed(number, places) {
  const text = signed(number.toFixed(places))
  return Number(number.toFixed(places)) ? text : text.replace(/^\D/, "")
}

// What writes any of these numbers, all with the same decimals: at most `most` of them.
export function alike(numbers, { digits = 3, most = MOST_PLACES } = {}) {
  const places = Math.min(placesFor(numbers, digits), most)
  return (number) => fixed(number, places)
}

// {terms, total}: numbers to texts, with "rounding" added to the names where something is left.
export function summed(terms, total, names) {
  const places = placesFor([...terms, total])
  const unit = 10 ** places
  const wholes = terms.map((one) => Math.round(one * unit))
  const whole = Math.round(total * unit)
  const left = whole - wholes.reduce((sum, one) => sum + one, 0)
  const texts = wholes.map((one) => fixed(one / unit, places))
  const under = [...names]
  if (left) {
    texts.push(fixed(left / unit, places))
    under.push("rounding")
  }
  return { texts, names: under, total: fixed(whole / unit, places) }
}

// The sum as one line: "map 0: 0.12 + map 1: (−0.30) + bias: 0.10 = −0.08".
export function sumLine(found, most = 40) {
  const parts = found.texts.slice(0, most).map((text, k) => `${found.names[k]}: ${bracketed(text)}`)
  return `${parts.join(" + ")} = ${found.total}`
}
