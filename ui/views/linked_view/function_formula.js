// @ts-check
// A function of one number in words, and what the page's curves hear of it.

import { announce } from "../shared/announcement.js"
import { bracketed, MINUS, quotient, signed } from "../shared/numbers.js"
import { isHidden, outputIndex } from "./geometry.js"

export function functionFormula(scene, r, c, hidden) {
  const { name, worked, bias, inputDivisor: divisor } = scene
  const k = outputIndex(scene, 0, r, c)
  const n = scene.input[k]
  const x = quotient(n, divisor, 4)
  const y = quotient(scene.output[k], 1, 4)
  const slope = quotient(scene.slopes[k], 1, 4)
  const pieces = []
  const say = (text, kind = "") => pieces.push({ text, kind })
  const is = ({ exact }) => (exact ? "=" : "≈")
  // The bias is tenths, and so is the last factor of the divisor where there is one.
  const [sum, below] = bias ? [(n - (bias * divisor) / 10) / 10, divisor / 10] : [n, divisor]
  const parts =
    (below > 1 ? `${signed(String(sum))} / ${below}` : signed(String(sum))) +
    (bias ? ` ${bias < 0 ? MINUS : "+"} ${Math.abs(bias) / 10}` : "")
  say("x = ")
  say(parts, "value")
  if (below > 1 || bias) say(` ${is(x)} ${x.text}`)
  say(`; ${name}: `, "where")
  const minus = x.text.startsWith(MINUS) ? x.text.slice(1) : x.text === "0" ? "0" : MINUS + x.text
  const way = worked[n > 0 ? 0 : 1]
    .replaceAll("{-x}", minus)
    .replaceAll("{x}", x.text)
    .replaceAll("{(x)}", bracketed(x.text))
  say(way)
  if (hidden) {
    say(" = ")
    say("?", "result")
    return pieces
  }
  say(way === y.text ? " = " : ` ${is(y)} `) // what is left alone is rounded alike
  say(y.text, "result")
  say(`, slope ${is(slope)} `)
  say(slope.text, "result")
  if (!(x.exact && y.exact && slope.exact)) say(" (4 decimals)", "note")
  return pieces
}

// Tell the page's curves what is pointed at; an answer that a question asks for is kept back.
export function announceCell(scene, { r, c }) {
  if (!scene.announce) return
  const k = outputIndex(scene, 0, r, c)
  announce(
    scene.announce,
    isHidden(scene, 0, r, c)
      ? null
      : [scene.input[k] / scene.inputDivisor, scene.output[k], scene.slopes[k]],
  )
}
