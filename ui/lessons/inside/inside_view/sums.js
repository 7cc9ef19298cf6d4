// @ts-check
// Sums whose printed terms add up: all have the same decimals, and what rounding leaves over is a
// term of its own.

import { bracketed, decimal } from "../../../views/shared/numbers.js"

const DIGITS = 4 // of the largest number
const MOST_PLACES = 9

function placesFor(numbers) {
  const largest = Math.max(...numbers.map(Math.abs))
  if (!largest || !Number.isFinite(largest)) return DIGITS
  return Math.min(Math.max(DIGITS - 1 - Math.floor(Math.log10(largest)), 0), MOST_PLACES)
}

// {terms, total}: numbers to texts, with "rounding" added to the names where something is left.
export function summed(terms, total, names) {
  const places = placesFor([...terms, total])
  const unit = 10 ** places
  const wholes = terms.map((one) => Math.round(one * unit))
  const whole = Math.round(total * unit)
  const left = whole - wholes.reduce((sum, one) => sum + one, 0)
  const texts = wholes.map((one) => decimal(one, places))
  const under = [...names]
  if (left) {
    texts.push(decimal(left, places))
    under.push("rounding")
  }
  return { texts, names: under, total: decimal(whole, places), places, whole }
}

// The sum as one line: "map 0: 0.12 + map 1: (−0.3) + bias: 0.1 = −0.08".
export function sumLine(found, most = 40) {
  const parts = found.texts.slice(0, most).map((text, k) => `${found.names[k]}: ${bracketed(text)}`)
  return `${parts.join(" + ")} = ${found.total}`
}
