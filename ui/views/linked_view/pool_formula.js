// @ts-check
// The arithmetic of one pooled cell in words, and how many windows a pixel wins.

import { bracketed, decimal, decimalPlaces, quotient } from "../shared/numbers.js"
import { outputIndex } from "./geometry.js"
import { windowValues, winnerOf } from "./outputs.js"

const LISTED = 36 // values that a formula writes out; of more, the first and the last

function listed(values, between, written) {
  const pieces = []
  const long = values.length > LISTED
  const shown = long ? [...values.slice(0, 3), null, values.at(-1)] : values
  shown.forEach((n, k) => {
    if (k) pieces.push({ text: between })
    pieces.push(n === null ? { text: "…" } : { text: written(n), kind: "value" })
  })
  return pieces
}

export function poolingFormula(scene, r, c, hidden) {
  const { scales, inputDivisor: divisor } = scene
  const values = windowValues(scene, r, c)
  const count = values.length
  const total = scene.output[outputIndex(scene, 0, r, c)]
  const below = scene.divisors[0]
  // Over a power of ten, values print as decimals; over anything else, over what they are: all
  // together where the pooling scales, each by itself where it does not.
  const places = Math.max(decimalPlaces(divisor), 0)
  const over = divisor > 10 ** places ? ` / ${divisor}` : ""
  const together = scales ? over : ""
  const whole = (n) => decimal(n, places)
  const pieces = []
  const say = (text, kind = "") => pieces.push({ text, kind })
  const most = Math.max(places, 2)
  const found = quotient(total, below, most)
  let middle = together ? ` = ${whole(total)}${together}` : ""
  if (scene.sum) {
    const [before, after, power] = scene.sum
    const raised = power === 1 ? "" : String(power).replace(/\d/g, (n) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[n])
    const term = (n) =>
      (over && !scales ? `(${whole(n)}/${divisor})` : bracketed(whole(n))) + raised
    const behind = (cells) =>
      after.includes("{cells}") ? after.replace("{cells}", cells) : after + together
    pieces.push({ text: `${before}(` }, ...listed(values, " + ", term), {
      text: `)${behind(together ? `(${count}·${divisor})` : count)}`,
    })
    const added = decimal(
      values.reduce((sum, n) => sum + n ** power, 0),
      power * places,
    )
    const needed = before || together || !found.exact || count > LISTED
    middle =
      needed && (scales || !over)
        ? ` = ${before}${added}${behind(together ? count * divisor : count)}`
        : ""
  } else {
    const each = (n) => (over && !scales ? `${whole(n)}/${divisor}` : whole(n))
    pieces.push({ text: `${scene.answerName}(` }, ...listed(values, ", ", each), {
      text: `)${together}`,
    })
  }
  if (hidden) {
    say(" = ")
    say("?", "result")
    return pieces
  }
  say(`${middle} ${found.exact ? "=" : "≈"} `)
  say(found.text, "result")
  const notes = found.exact ? [] : [`rounded to ${most} decimals`]
  const tied = values.filter((n) => (scales ? n : n / divisor) === total).length
  if (scene.winners && tied > 1)
    notes.push(`${tied} cells are equal: the first one from the top left is taken`)
  if (notes.length) say(` (${notes.join("; ")})`, "note")
  return pieces
}

// How many of a pixel's windows take its value.
export function winsOf(scene, row, column, { rows, columns }) {
  if (!scene.winners) return ""
  let wins = 0
  for (const r of rows)
    for (const c of columns) {
      const won = winnerOf(scene, r, c)
      if (won.row === row && won.column === column) wins++
    }
  if (rows.size * columns.size === 1) return `; that window takes ${wins ? "its" : "another"} value`
  return wins === 0
    ? ", and none of them takes its value"
    : `, and ${wins} of them ${wins === 1 ? "takes" : "take"} its value`
}
